//! Where a class has its `==` from: the first class in its method resolution order that defines it.

use ruff_db::files::FilePath;
use ruff_db::parsed::parsed_module;
use ruff_db::source::source_text;
use ruff_python_ast::find_node::covering_node;
use ruff_python_ast::{AnyNodeRef, Expr, StmtClassDef};
use ty_module_resolver::file_to_module;
use ty_python_core::ProgramFile;
use ty_python_semantic::types::Type;
use ty_python_semantic::types::ide_support::{
    TypeHierarchyClass, type_hierarchy_prepare, type_hierarchy_supertypes,
};
use ty_python_semantic::{HasType, ProgramEnvironment, SemanticModel};

use super::database::Database;
use super::known::{self, Known};
use super::{Nature, Thing};
use crate::equals::{self, Manner};

/// A class whose lines of ancestors have more members than this, all of them together, is not followed.
const MOST_ANCESTORS: usize = 200;

/// How objects of a class compare.
pub fn nature_of_objects<'db>(
    db: &'db Database,
    env: &ProgramEnvironment<'db>,
    class: Type<'db>,
) -> Nature {
    Ancestry { db, env }
        .nature(class)
        .unwrap_or(Nature::Nothing)
}

/// How a class object itself compares: as its metaclass says.
pub fn nature_of_class<'db>(
    db: &'db Database,
    env: &ProgramEnvironment<'db>,
    class: Type<'db>,
) -> Nature {
    Ancestry { db, env }
        .nature_as_object(class)
        .unwrap_or(Nature::Nothing)
}

/// Whether a class and all it inherits from are known, and none names a metaclass that is not the
/// standard library's.
pub fn is_made_by_type<'db>(
    db: &'db Database,
    env: &ProgramEnvironment<'db>,
    class: Type<'db>,
) -> bool {
    let is_made = || Ancestry { db, env }.is_made_by_type(class);
    is_made().unwrap_or(false)
}

/// The classes that a class inherits from, read one by one.
struct Ancestry<'e, 'db> {
    db: &'db Database,
    env: &'e ProgramEnvironment<'db>,
}

/// What a class says of its metaclass.
enum Metaclass<'db> {
    /// It names none, or the standard library's.
    None,
    /// The type of what it names.
    Named(Option<Type<'db>>),
}

/// A class on the way.
struct Link<'db> {
    class: TypeHierarchyClass<'db>,
    /// Its module, dotted; empty where it has none.
    module: String,
    /// Whether it is the standard library's.
    standard: bool,
}

impl Link<'_> {
    fn is_object(&self) -> bool {
        self.standard && self.module == "builtins" && self.class.name == "object"
    }

    fn known(&self) -> Option<Known> {
        if self.standard {
            known::standard(&self.module, &self.class.name)
        } else {
            known::class(&self.module, &self.class.name)
        }
    }
}

impl<'db> Ancestry<'_, 'db> {
    /// `None` where the order of ancestors cannot be told.
    fn nature(&self, class: Type<'db>) -> Option<Nature> {
        let first = type_hierarchy_prepare(self.db, self.env, class)?;
        let line = self.line(first, class)?;
        // Known by name, whatever defines the method: sources without annotations.
        if let Some(known) = line
            .iter()
            .filter(|link| !link.is_object())
            .find_map(Link::known)
        {
            let by = line.iter().find(|link| link.known() == Some(known));
            let class = by.map_or_else(String::new, |link| link.class.name.to_string());
            return Some(match known {
                Known::Overloaded(thing) => self.overloaded(&line, class, thing),
                Known::Proxy => Nature::Proxy { class },
                Known::Nothing => Nature::Nothing,
            });
        }
        // `object` itself: anything may be behind it.
        if line.first().is_some_and(Link::is_object) {
            return Some(Nature::Nothing);
        }
        for link in &line {
            if link.is_object() {
                return Some(Nature::Honest);
            }
            let Some(manner) = self.manner(&link.class) else {
                continue;
            };
            if link.standard {
                return Some(Nature::Honest);
            }
            let class = link.class.name.to_string();
            return Some(match manner {
                Manner::Honest => Nature::Honest,
                Manner::MayEqualNone | Manner::Untold => Nature::MayEqualNone { class },
                Manner::Gives(gives) => Nature::Overloaded {
                    class,
                    gives: Some(gives),
                    thing: None,
                },
            });
        }
        None
    }

    /// The nature of the metaclass that is named first in a class's line.
    fn nature_as_object(&self, class: Type<'db>) -> Option<Nature> {
        let first = type_hierarchy_prepare(self.db, self.env, class)?;
        for link in self.line(first, class)? {
            match self.metaclass(&link) {
                Metaclass::None => (),
                Metaclass::Named(metaclass) => return self.nature(metaclass?),
            }
        }
        Some(Nature::Honest)
    }

    fn is_made_by_type(&self, class: Type<'db>) -> Option<bool> {
        let first = type_hierarchy_prepare(self.db, self.env, class)?;
        let line = self.line(first, class)?;
        let is_told = line.last().is_some_and(Link::is_object);
        let by_type = |link: &Link<'db>| match self.metaclass(link) {
            Metaclass::None => Some(true),
            Metaclass::Named(metaclass) => {
                let first = type_hierarchy_prepare(self.db, self.env, metaclass?)?;
                Some(self.link(first).standard)
            }
        };
        // A decorator may do what a metaclass does.
        let is_bare = |link: &Link<'db>| {
            let (_, module) = self.source(&link.class);
            link.standard
                || definition(&link.class, &module)
                    .is_none_or(|written| written.decorator_list.is_empty())
        };
        let by_type = |link| is_bare(link) && by_type(link) == Some(true);
        Some(is_told && line.iter().all(by_type))
    }

    /// The metaclass that a class names.
    fn metaclass(&self, link: &Link<'db>) -> Metaclass<'db> {
        // Those of the standard library compare, and make classes, as `type` does.
        if link.standard {
            return Metaclass::None;
        }
        let (file, module) = self.source(&link.class);
        let written = definition(&link.class, &module);
        let arguments = written.and_then(|written| written.arguments.as_deref());
        match arguments.and_then(|arguments| arguments.find_keyword("metaclass")) {
            None => Metaclass::None,
            Some(named) => {
                let model = SemanticModel::new(self.db, file);
                Metaclass::Named(named.value.inferred_type(&model))
            }
        }
    }

    /// An overloaded class with what its `__eq__` is annotated to give, if it is.
    fn overloaded(&self, line: &[Link<'db>], class: String, thing: Option<Thing>) -> Nature {
        let manner = line.iter().find_map(|link| self.manner(&link.class));
        let gives = match manner {
            Some(Manner::Gives(gives)) => Some(gives),
            _ => None,
        };
        Nature::Overloaded {
            class,
            gives,
            thing,
        }
    }

    /// What a class does about `==` in its own body.
    fn manner(&self, class: &TypeHierarchyClass<'db>) -> Option<Manner> {
        let (file, module) = self.source(class);
        let text = source_text(self.db, file.file(self.db));
        equals::manner(definition(class, &module)?, &text)
    }

    fn source(
        &self,
        class: &TypeHierarchyClass<'db>,
    ) -> (ProgramFile<'db>, ruff_db::parsed::ParsedModuleRef) {
        let program = self.env.program(self.db);
        let file = ProgramFile::new(self.db, class.file.file(self.db), program);
        let module = parsed_module(self.db, file.python_file(self.db)).load(self.db);
        (file, module)
    }

    fn link(&self, class: TypeHierarchyClass<'db>) -> Link<'db> {
        let module = file_to_module(self.db, class.file)
            .map_or_else(String::new, |module| module.name(self.db).to_string());
        let path = class.file.file(self.db).path(self.db);
        let standard = matches!(path, FilePath::Vendored(_));
        Link {
            class,
            module,
            standard,
        }
    }

    /// The method resolution order, by Python's merge of the orders of the bases.
    fn line(&self, first: TypeHierarchyClass<'db>, class: Type<'db>) -> Option<Vec<Link<'db>>> {
        let mut left = MOST_ANCESTORS;
        let line = self.linear(first, class, &mut left)?;
        Some(line.into_iter().map(|class| self.link(class)).collect())
    }

    fn linear(
        &self,
        first: TypeHierarchyClass<'db>,
        class: Type<'db>,
        left: &mut usize,
    ) -> Option<Vec<TypeHierarchyClass<'db>>> {
        *left = left.checked_sub(1)?;
        let bases = type_hierarchy_supertypes(self.db, self.env, class);
        if !self.bases_are_told(&first, &bases) {
            // What stands before an unknown base is still asked first.
            return self.manner(&first).is_some().then(|| vec![first]);
        }
        let mut lines = Vec::new();
        for base in &bases {
            lines.push(self.linear(base.clone(), self.class(base)?, left)?);
        }
        lines.push(bases);
        let mut line = vec![first];
        line.extend(merge(lines)?);
        Some(line)
    }

    /// The class object that a class statement makes.
    fn class(&self, class: &TypeHierarchyClass<'db>) -> Option<Type<'db>> {
        let (file, module) = self.source(class);
        definition(class, &module)?.inferred_type(&SemanticModel::new(self.db, file))
    }

    /// Whether each base that is written out was found as a class: `Generic[T]` and its like add none.
    fn bases_are_told(
        &self,
        class: &TypeHierarchyClass<'db>,
        found: &[TypeHierarchyClass<'db>],
    ) -> bool {
        let (_, module) = self.source(class);
        // A class made by a call (`namedtuple(…)`) has what the call gave it.
        let Some(definition) = definition(class, &module) else {
            return true;
        };
        let written = definition.bases().iter().filter(|base| !adds_nothing(base));
        let found = found.iter().filter(|base| base.name != "object");
        let is_object = |base: &&Expr| last_name(base) == Some("object");
        written.filter(|base| !is_object(base)).count() <= found.count()
    }
}

/// The class statement of a class.
fn definition<'m>(
    class: &TypeHierarchyClass<'_>,
    module: &'m ruff_db::parsed::ParsedModuleRef,
) -> Option<&'m StmtClassDef> {
    let around = covering_node(module.syntax().into(), class.selection_range);
    around.ancestors().find_map(|node| match node {
        AnyNodeRef::StmtClassDef(found) if found.name.range == class.selection_range => Some(found),
        _ => None,
    })
}

/// Bases that are special forms: they define no `__eq__` of their own.
fn adds_nothing(base: &Expr) -> bool {
    matches!(
        last_name(base),
        Some("Generic" | "Protocol" | "NamedTuple" | "TypedDict")
    )
}

fn last_name(base: &Expr) -> Option<&str> {
    match base {
        Expr::Name(name) => Some(&name.id),
        Expr::Attribute(attribute) => Some(&attribute.attr),
        Expr::Subscript(subscript) => last_name(&subscript.value),
        _ => None,
    }
}

/// Merges lines of ancestors: at each step the first head that stands in no other line's tail.
fn merge<'db>(
    mut lines: Vec<Vec<TypeHierarchyClass<'db>>>,
) -> Option<Vec<TypeHierarchyClass<'db>>> {
    let mut merged = Vec::new();
    lines.iter_mut().for_each(|line| line.reverse());
    loop {
        lines.retain(|line| !line.is_empty());
        let free = |head: &TypeHierarchyClass<'db>| {
            lines
                .iter()
                .all(|line| !line[..line.len() - 1].iter().any(|it| is_same(it, head)))
        };
        let Some(head) = lines
            .iter()
            .filter_map(|line| line.last())
            .find(|head| free(head))
        else {
            return lines.is_empty().then_some(merged);
        };
        let head = head.clone();
        for line in &mut lines {
            if line.last().is_some_and(|last| is_same(last, &head)) {
                line.pop();
            }
        }
        merged.push(head);
    }
}

fn is_same(one: &TypeHierarchyClass<'_>, other: &TypeHierarchyClass<'_>) -> bool {
    one.file == other.file && one.selection_range == other.selection_range
}
