//! How far pylint's `disable` and `enable` reach: read off the tree, as pylint 4.0 and 4.1 read it off
//! their own.
//!
//! There, a comment belongs to the first node that ends, in the order of the text, of all that have
//! its row. Where code stands before the comment on its line that is nearly always some name there,
//! and it counts for the line; on a line of its own, and after `class A:`, `try:` or a bracket, it is
//! the block around it, and the comment counts from there to the block's end. Scopes (modules, classes,
//! functions) are special: before their first statement the comment counts for all of the scope.
//!
//! Where pylint's answer is odd it is given all the same: before the first statement of an `else` block
//! a comment reaches no further than itself in 4.0, for one. But a `disable` never takes back what
//! another one silenced, as it does there for the header of a scope that it stands late in.
//!
//! The two differ in the blocks that may have an `else` ([`elsed`] is 4.1's reading of them), and in
//! that 4.1 has no look at what is in a node that has no lines of its own, as a `case` has none.

mod elsed;

use ruff_python_ast::{AnyNodeRef as N, Expr, Parameters, Stmt, StmtFunctionDef, StmtIf, StmtTry};
use ruff_text_size::{Ranged, TextRange};
use std::collections::{BTreeSet, HashMap};

use super::rows::Rows;
use crate::syntax::{NodeId, Tree};

/// How far a comment on some row reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// The last row; the first is the comment's.
    pub last: u32,
    /// The row of the scope's header, where the comment counts for all of the scope.
    pub header: Option<u32>,
}

/// Whose scopes are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// pylint 4.0, with astroid 4.0.
    V40,
    /// pylint 4.1, with astroid 4.3.
    V41,
}

/// How far comments on these rows reach, for those that stand within the module's code.
pub(super) fn reaches(
    version: Version,
    tree: &Tree<'_>,
    rows: &Rows,
    wanted: BTreeSet<u32>,
) -> HashMap<u32, Reach> {
    let mut sweep = Sweep {
        version,
        tree,
        rows,
        wanted,
        found: HashMap::new(),
    };
    let mut open: Vec<(NodeId, usize)> = Vec::new();
    let mut next = 0;
    for id in tree.ids() {
        while let Some((node, _)) = open.pop_if(|(_, end)| *end <= id.index()) {
            sweep.leave(node);
        }
        if sweep.wanted.is_empty() {
            break;
        }
        if id.index() < next {
            continue;
        }
        let end = tree.subtree(id).next_back().unwrap_or(id).index() + 1;
        if id == NodeId::ROOT || sweep.wants(sweep.span(tree.node(id))) {
            open.push((id, end));
            if sweep.is_closed(tree.node(id)) {
                next = end;
            }
        } else {
            next = end;
        }
    }
    while let Some((node, _)) = open.pop() {
        sweep.leave(node);
    }
    sweep.found
}

struct Sweep<'s, 'a> {
    version: Version,
    tree: &'s Tree<'a>,
    rows: &'s Rows,
    /// The rows that no node has claimed yet.
    wanted: BTreeSet<u32>,
    found: HashMap<u32, Reach>,
}

impl<'a> Sweep<'_, 'a> {
    /// The first row and the last of what is written.
    fn span(&self, node: impl Ranged) -> (u32, u32) {
        self.rows_of(node.range())
    }

    fn rows_of(&self, range: TextRange) -> (u32, u32) {
        (self.rows.of(range.start()), self.rows.last_of(range))
    }

    fn wants(&self, (first, last): (u32, u32)) -> bool {
        first <= last && self.wanted.range(first..=last).next().is_some()
    }

    /// Whether nothing in a node is looked at: where its first line and its last are one, or none.
    ///
    /// Of nodes of one line only decorated classes are told of, for no other holds a second line.
    fn is_closed(&self, node: N<'_>) -> bool {
        self.version == Version::V41
            && match node {
                N::Comprehension(_) | N::MatchCase(_) => true,
                N::StmtClassDef(class) => self.span(&class.name).0 == self.span(class).1,
                _ => false,
            }
    }

    /// Gives the rows of a node that nothing in it has claimed to the node.
    fn leave(&mut self, id: NodeId) {
        match self.tree.node(id) {
            // What pylint has no node for, or one without a place.
            N::Arguments(_)
            | N::Parameters(_)
            | N::ParameterWithDefault(_)
            | N::TypeParams(_)
            | N::WithItem(_)
            | N::Alias(_)
            | N::Decorator(_)
            | N::ElifElseClause(_)
            | N::FString(_)
            | N::TString(_)
            | N::StringLiteral(_)
            | N::BytesLiteral(_)
            | N::InterpolatedStringLiteralElement(_) => {}
            N::StmtExpr(_) if self.is_docstring(id) => {}
            N::ExprStringLiteral(_)
                if self.tree.parent(id).is_some_and(|it| self.is_docstring(it)) => {}
            N::Parameter(parameter) => {
                // `*args` and `**kwargs` are no nodes there, and others have their names' rows.
                let around = self.tree.parent(id).map(|outer| self.tree.node(outer));
                if matches!(around, Some(N::ParameterWithDefault(_))) {
                    self.claim_simple(self.span(&parameter.name));
                }
            }
            N::ExprLambda(lambda) => {
                let row = self.span(lambda).0;
                self.claim_parameters(lambda.parameters.as_deref(), row);
                self.claim_simple(self.span(lambda));
            }
            N::StmtFunctionDef(function) => self.leave_function(function),
            N::StmtClassDef(class) => {
                let (first, last) = (self.span(&class.name).0, self.span(class).1);
                if !self.is_closed(N::StmtClassDef(class)) {
                    self.claim_decorators(&class.decorator_list);
                }
                self.claim_scope(first, last, &class.body);
            }
            N::ModModule(module) => {
                let body = without_docstring(&module.body);
                let Some(last) = body.last().map(|last| self.span(last).1) else {
                    return;
                };
                // Nothing stands before the first statement that could be silenced.
                self.claim(0, last, |_| Reach { last, header: None });
            }
            N::Comprehension(it) => {
                let first = self.span(&it.target).0;
                let last = self.span(it.ifs.last().unwrap_or(&it.iter)).1;
                self.claim_simple((first, last));
            }
            N::MatchCase(case) => {
                self.claim_simple((self.span(&case.pattern).0, self.span(case).1));
            }
            N::StmtIf(_) | N::StmtWhile(_) | N::StmtFor(_) | N::StmtTry(_)
                if self.version == Version::V41 =>
            {
                self.leave_elsed(self.tree.node(id));
            }
            N::StmtIf(chain) => self.leave_if(chain),
            N::StmtWhile(it) => {
                let (first, last) = self.span(it);
                let orelse = self.body(&it.orelse);
                self.claim(first, last, |row| behind_else(row, first, orelse, last));
            }
            N::StmtTry(it) => self.leave_try(it),
            node => self.claim_simple(self.span(node)),
        }
    }

    /// Gives the unclaimed rows from `first` to `last` what `reach` makes of each.
    fn claim(&mut self, first: u32, last: u32, reach: impl Fn(u32) -> Reach) {
        if !self.wants((first, last)) {
            return;
        }
        let rows: Vec<u32> = self.wanted.range(first..=last).copied().collect();
        for row in rows {
            self.wanted.remove(&row);
            self.found.insert(row, reach(row));
        }
    }

    /// A node from which a comment reaches to its end.
    fn claim_simple(&mut self, (first, last): (u32, u32)) {
        self.claim(first, last, |_| to(last));
    }

    fn claim_scope(&mut self, first: u32, last: u32, body: &[Stmt]) {
        let body = without_docstring(body);
        let statement = body.first().map_or(last, |it| self.first_row(it));
        self.claim(first, last, |row| Reach {
            last,
            header: (row <= statement).then_some(first),
        });
    }

    fn leave_function(&mut self, function: &StmtFunctionDef) {
        let (first, last) = (self.header_row(function), self.span(function).1);
        self.claim_decorators(&function.decorator_list);
        self.claim_parameters(Some(&function.parameters), first);
        self.claim_scope(first, last, &function.body);
    }

    fn claim_decorators(&mut self, decorators: &[ruff_python_ast::Decorator]) {
        if let [first, ..] = decorators
            && let [.., last] = decorators
        {
            self.claim_simple((self.span(&first.expression).0, self.span(last).1));
        }
    }

    /// A list of parameters has a node of one row in 4.0: that of the first one, if it is found.
    ///
    /// In 4.1 it has all rows, from the first name on.
    fn claim_parameters(&mut self, parameters: Option<&Parameters>, header: u32) {
        if self.version == Version::V41
            && let Some(parameters) = parameters
            && let Some(first) = parameters.iter().next()
        {
            let first = self.span(first.name()).0;
            let last = parameters.iter().last().map(|it| self.span(it).1);
            return self.claim_simple((first, last.unwrap_or(first)));
        }
        let row = parameters.and_then(|it| {
            let mut named = it.posonlyargs.iter().chain(&it.args).chain(&it.kwonlyargs);
            let starred = || {
                let mut starred = it.vararg.iter().chain(&it.kwarg);
                starred.find_map(|it| it.annotation.as_deref().map(|it| self.span(it).0))
            };
            let named = named.next().map(|it| self.span(&it.parameter.name).0);
            named.or_else(starred)
        });
        let row = row.unwrap_or_default().max(header);
        self.claim_simple((row, row));
    }

    /// The row where a statement starts; of a function the one of its header.
    fn first_row(&self, statement: &Stmt) -> u32 {
        match statement {
            Stmt::FunctionDef(function) => self.header_row(function),
            Stmt::ClassDef(class) => self.span(&class.name).0,
            _ => self.span(statement).0,
        }
    }

    /// Where the header is if the decorators follow one another without a gap, as is taken there.
    fn header_row(&self, function: &StmtFunctionDef) -> u32 {
        let decorators = function.decorator_list.iter();
        let mut spans = decorators.map(|it| self.span(&it.expression)).peekable();
        let first = spans.peek().map_or(self.span(function).0, |span| span.0);
        first + spans.map(|(from, to)| to - from + 1).sum::<u32>()
    }

    /// The first row and the last of some statements.
    fn body(&self, body: &[Stmt]) -> Option<(u32, u32)> {
        let (first, last) = (body.first()?, body.last()?);
        Some((self.first_row(first), self.span(last).1))
    }

    /// Each `elif` is a statement of its own there, in the `else` of the one before.
    fn leave_if(&mut self, chain: &StmtIf) {
        let (first, last) = self.span(chain);
        let clauses = &chain.elif_else_clauses;
        let (tests, otherwise) = match clauses.split_last() {
            Some((otherwise, tests)) if otherwise.test.is_none() => (tests, Some(otherwise)),
            _ => (&clauses[..], None),
        };
        let otherwise = otherwise.and_then(|it| self.body(&it.body));
        let rows: Vec<u32> = if self.wants((first, last)) {
            self.wanted.range(first..=last).copied().collect()
        } else {
            Vec::new()
        };
        for row in rows {
            let at = tests.partition_point(|clause| self.span(clause).0 <= row);
            let (head, body) = match at.checked_sub(1).map(|at| &tests[at]) {
                Some(clause) => (self.span(clause).0, &clause.body),
                None => (first, &chain.body),
            };
            let Some(body) = self.body(body) else {
                continue;
            };
            let next = tests.get(at).map(|clause| (self.span(clause).0, last));
            let reach = if row == body.0 {
                to(row)
            } else if row <= body.1 {
                to(body.1)
            } else {
                behind_else(row, head, next.or(otherwise), body.0.saturating_sub(1))
            };
            self.claim(row, row, |_| reach);
        }
    }

    fn leave_try(&mut self, it: &StmtTry) {
        let (first, last) = self.span(it);
        let body = self.body(&it.body);
        let behind = [self.body(&it.orelse), self.body(&it.finalbody)];
        self.claim(first, last, |row| {
            if row == first {
                return to(row);
            }
            let holds = |&(first, last): &(u32, u32)| (first..=last).contains(&row);
            if let Some((_, last)) = body.filter(holds) {
                return to(last);
            }
            for block in behind.into_iter().flatten() {
                if block.0 == row + 1 {
                    return to(row);
                }
                if holds(&block) {
                    return to(block.1);
                }
            }
            to(last)
        });
    }

    /// Whether a statement is a docstring, which is no statement there.
    fn is_docstring(&self, id: NodeId) -> bool {
        let N::StmtExpr(statement) = self.tree.node(id) else {
            return false;
        };
        let around = self.tree.parent(id).map(|outer| self.tree.node(outer));
        let body = match around {
            Some(N::ModModule(module)) => &module.body,
            Some(N::StmtClassDef(class)) => &class.body,
            Some(N::StmtFunctionDef(function)) => &function.body,
            _ => return false,
        };
        let is_first = body.first().is_some_and(|it| it.range() == statement.range);
        is_first && statement.value.is_string_literal_expr()
    }
}

/// From a comment's row to this one.
fn to(last: u32) -> Reach {
    Reach { last, header: None }
}

/// How far a comment in a statement reaches that has an `else` block, or none.
fn behind_else(row: u32, first: u32, orelse: Option<(u32, u32)>, last: u32) -> Reach {
    match orelse {
        _ if row == first => to(row),
        Some((start, last)) if row >= start => to(last),
        Some((start, _)) => to(start.saturating_sub(1)),
        None => to(last),
    }
}

fn without_docstring(body: &[Stmt]) -> &[Stmt] {
    match body {
        [Stmt::Expr(first), rest @ ..] if matches!(&*first.value, Expr::StringLiteral(_)) => rest,
        body => body,
    }
}
