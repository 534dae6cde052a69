//! By which name something that a module imports can be had at a place.

use ruff_python_ast::{Alias, AnyNodeRef as N, ExprRef, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::super::{NodeId, Tree};
use super::{Binding, ScopeId, Scopes};

impl Scopes<'_> {
    /// What gives the function of a dotted origin (`math.isnan`) where a node stands, as it is written
    /// there: `math.isnan`, `m.isnan`, `isnan`. ASCII.
    ///
    /// It is imported before the node by a statement of a block around it, so that whoever comes to the
    /// node has come by the import, and nothing else binds its name.
    pub fn path_of(&self, tree: &Tree<'_>, origin: &str, at: NodeId) -> Option<String> {
        let seen_from = self.at(tree, at);
        let mut inner = at;
        tree.ancestors(at).find_map(|outer| {
            let here = tree.node(inner);
            let place = Place {
                scopes: self,
                seen_from,
                scope: self.at(tree, inner),
                origin,
            };
            inner = outer;
            let before = block(tree.node(outer), here.range())?
                .iter()
                .take_while(|statement| statement.end() <= here.start());
            before.into_iter().find_map(|it| place.imported_by(it))
        })
    }

    /// The dotted name by which a sibling of what an expression is can be had in its place: of
    /// `np.nan` it is `np.isnan`. The same module is asked, however it was imported.
    pub fn sibling(&self, expression: ExprRef<'_>, name: &str) -> Option<String> {
        let (first, attributes) = super::chain(expression)?;
        let (_, rest) = attributes.split_first()?;
        let mut path = first.to_owned();
        for part in rest.iter().rev().chain([&name]) {
            path = path + "." + part;
        }
        path.is_ascii().then_some(path)
    }
}

/// The block of a node that holds what stands at a range, which is one of its statements.
fn block(node: N<'_>, inside: TextRange) -> Option<&[Stmt]> {
    let blocks: [&[Stmt]; 3] = match node {
        N::ModModule(node) => [&node.body, &[], &[]],
        N::StmtFunctionDef(node) => [&node.body, &[], &[]],
        N::StmtClassDef(node) => [&node.body, &[], &[]],
        N::StmtIf(node) => [&node.body, &[], &[]],
        N::ElifElseClause(node) => [&node.body, &[], &[]],
        N::StmtWith(node) => [&node.body, &[], &[]],
        N::MatchCase(node) => [&node.body, &[], &[]],
        N::ExceptHandlerExceptHandler(node) => [&node.body, &[], &[]],
        N::StmtFor(node) => [&node.body, &node.orelse, &[]],
        N::StmtWhile(node) => [&node.body, &node.orelse, &[]],
        N::StmtTry(node) => [&node.body, &node.orelse, &node.finalbody],
        _ => return None,
    };
    let holds = |block: &&[Stmt]| block.iter().any(|it| it.range() == inside);
    blocks.into_iter().find(holds)
}

/// Where something of an origin is to be had.
struct Place<'p, 'a> {
    scopes: &'p Scopes<'a>,
    /// Where its name is looked up.
    seen_from: ScopeId,
    /// Where it is to be imported.
    scope: ScopeId,
    origin: &'p str,
}

impl Place<'_, '_> {
    /// The path to it by what a statement imports.
    fn imported_by(&self, statement: &Stmt) -> Option<String> {
        match statement {
            Stmt::Import(import) => import.names.iter().find_map(|alias| {
                let name = alias.name.as_str();
                let root = name.split('.').next().unwrap_or(name);
                let (local, module) = alias
                    .asname
                    .as_deref()
                    .map_or((root, root), |local| (local, name));
                self.path(local, module)
            }),
            Stmt::ImportFrom(import) if import.level == 0 => {
                let module = import.module.as_deref()?;
                let local = |alias: &Alias| {
                    let local = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    self.path(local, &format!("{module}.{}", alias.name))
                };
                import.names.iter().find_map(local)
            }
            _ => None,
        }
    }

    /// The path to it by a name that is imported as a dotted origin.
    fn path(&self, local: &str, imported: &str) -> Option<String> {
        let rest = self.origin.strip_prefix(imported)?;
        if !(rest.is_empty() || rest.starts_with('.')) {
            return None;
        }
        let bindings = self.scopes.lookup(local, self.seen_from);
        let is_it =
            |binding: &Binding<'_>| matches!(binding, Binding::Import(it) if it == imported);
        // In a class a name that starts with two underscores is another name (`_Class__name`).
        let is_plain = local.is_ascii() && !local.starts_with("__");
        let is_only = bindings.iter().all(|bound| is_it(&bound.binding));
        let is_here = bindings.iter().any(|bound| bound.scope == self.scope);
        (is_plain && is_only && is_here).then(|| format!("{local}{rest}"))
    }
}
