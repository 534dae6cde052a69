//! What is known of libraries, and how it is looked up: the rows stand in [`table`], one place to add to;
//! what the standard library gives in [`standard`].

pub mod standard;
pub mod table;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::OnceLock;

use super::dialect::Dialect;
use crate::types::Thing;
use table::{FIXTURES, LIBRARIES, Library};

pub use standard::{
    gives_none, gives_none_within, gives_yours_or_none, is_honest, is_honest_builtin,
};

/// Why a library's `==` may mean something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Turns `column == None` into a query.
    Orm,
    /// Compares element by element.
    Array,
    /// Builds an expression.
    Symbolic,
    /// Gives objects that stand for others elsewhere.
    Remote,
    /// The user says so.
    Named,
}

impl Family {
    /// As it is named in a reason: "an ORM".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Orm => "an ORM",
            Self::Array => "an array library",
            Self::Symbolic => "a symbolic library",
            Self::Remote => "a bridge to remote objects",
            Self::Named => "named in `overloaded`",
        }
    }
}

/// What is known of a class by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// `==` gives no plain truth; with the sort of thing it is, where it has a spelling of its own.
    Overloaded(Option<Thing>),
    /// Equals what the object behind it equals.
    Proxy,
    /// Compares as it pleases: nothing can be said.
    Nothing,
}

/// The library that a dotted module belongs to, as the table names it, and its family.
pub fn library(module: &str) -> Option<(&'static str, Family)> {
    let last = module.rsplit('.').next().unwrap_or(module);
    let signs = |row: &&Library| row.only.is_empty() || words(row.only).any(|name| name == last);
    let (name, row) = row(module, |row| row.family.is_some() && signs(&row))?;
    Some((name, row.family?))
}

/// Whether a dotted origin is one of the few classes of its library that are signs.
pub fn is_sign_by_name(origin: &str) -> bool {
    is_named(origin, |row| [row.only, ""])
}

/// The family of what a call of a dotted origin makes, where that is known to be overloaded:
/// `sqlalchemy.Column`, `numpy.zeros`, `sympy.symbols`.
pub fn makes(origin: &str) -> Option<Family> {
    let (name, row) = row(origin, |row| row.family.is_some())?;
    let path = below(origin, name)?;
    let made = row.makes.iter().any(|names| is_one(names, path));
    row.family.filter(|_| made)
}

/// Whether a dotted origin is a transparent proxy or makes one.
pub fn is_proxy(origin: &str) -> bool {
    is_named(origin, |row| [row.proxies, row.makes_proxies])
}

/// Whether a class of a dotted origin makes transparent proxies, and so do its subclasses.
pub fn makes_proxies(origin: &str) -> bool {
    is_named(origin, |row| [row.makes_proxies, ""])
}

/// Packages whose decorators of classes leave `==` alone, or compare field by field what is of the same class.
const KEEPING: &[&str] = &[
    "abc",
    "attr",
    "attrs",
    "contextlib",
    "dataclasses",
    "dataclasses_json",
    "deprecated",
    "django",
    "enum",
    "functools",
    "pydantic",
    "pytest",
    "typing",
    "typing_extensions",
    "unittest",
    "warnings",
    "zope",
];

/// Whether a decorator leaves a class the `==` it has, or gives it one that asks the other's class first.
pub fn keeps_equality(origin: &str) -> bool {
    let root = origin.split('.').next().unwrap_or(origin);
    KEEPING.contains(&root)
}

/// Whether what a call of a dotted origin gives makes transparent proxies when it is called itself.
pub fn makes_proxy_makers(origin: &str) -> bool {
    is_named(origin, |row| [row.makes_makers, ""])
}

/// Whether what is taken from the result of a call of a dotted origin may be a transparent proxy.
pub fn hands_out_proxies(origin: &str) -> bool {
    is_named(origin, |row| [row.hands_out, ""])
}

/// Whether an attribute of a fixture of pytest equals anything.
pub fn is_fixture(name: &str, attribute: &str) -> bool {
    FIXTURES.contains(&(name, attribute))
}

/// Whether a function or class of this name makes transparent proxies in some library.
pub fn is_name_of_proxy_maker(function: &str) -> bool {
    let mut names = LIBRARIES.iter().flat_map(|row| words(row.makes_proxies));
    names.any(|name| name == function)
}

/// What is known of a class of a module.
pub fn class(module: &str, class: &str) -> Option<Known> {
    let is_named = |names| words(names).any(|name| name == class);
    let knows = |row: &Library| {
        let known = row.classes.iter().find(|(names, _)| is_named(names));
        let is_proxy = is_named(row.makes_proxies) || is_named(row.proxy_classes);
        known
            .map(|&(_, known)| known)
            .or(is_proxy.then_some(Known::Proxy))
    };
    row(module, |row| knows(row).is_some()).and_then(|(_, row)| knows(row))
}

/// Whose own spelling a module's columns and arrays have.
pub fn dialect(module: &str) -> Option<Dialect> {
    row(module, |row| row.dialect.is_some())?.1.dialect
}

/// The packages of which types may prove that a sign was right.
pub fn provable() -> impl Iterator<Item = &'static str> {
    let rows = LIBRARIES.iter();
    rows.filter(|row| {
        row.family.is_some() && row.classes.iter().any(|(names, _)| !names.is_empty())
    })
    .flat_map(|row| words(row.modules))
}

/// Whether a dotted name is a package or lies in it.
pub fn is_within(module: &str, package: &str) -> bool {
    module
        .strip_prefix(package)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn words(names: &'static str) -> impl Iterator<Item = &'static str> {
    names.split_ascii_whitespace()
}

/// Whether the name of a known library begins with this word: `google` of `google.appengine.ext.ndb`.
pub fn may_begin(word: &str) -> bool {
    static FIRST: OnceLock<HashSet<&str>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let modules = LIBRARIES.iter().flat_map(|row| words(row.modules));
        modules.filter_map(|name| name.split('.').next()).collect()
    });
    first.contains(word)
}

/// The row of a dotted name, of those that are asked for, with the module by which it is: the longest.
fn row(
    dotted: &str,
    is_asked: impl Fn(&Library) -> bool,
) -> Option<(&'static str, &'static Library)> {
    if !may_begin(dotted.split('.').next()?) {
        return None;
    }
    let rows = LIBRARIES.iter().filter(|row| is_asked(row));
    let modules = rows.flat_map(|row| words(row.modules).map(move |module| (module, row)));
    modules
        .filter(|(module, _)| is_within(dotted, module))
        .max_by_key(|(module, _)| module.len())
}

/// What of a dotted name lies below a module: `func.count` of `sqlalchemy.func.count`.
fn below<'o>(origin: &'o str, module: &str) -> Option<&'o str> {
    origin.strip_prefix(module)?.strip_prefix('.')
}

/// Whether the last name of a path is one of these, and nothing on the way to it is: `flask.globals.g`
/// is, `flask.g.session` is an attribute of what is.
fn is_one(names: &'static str, path: &str) -> bool {
    let (before, last) = path.rsplit_once('.').unwrap_or(("", path));
    let fits = |part: &str, name: &str| match (name.strip_prefix('*'), name.strip_suffix(".*")) {
        (Some(ending), _) => part.ends_with(ending),
        (_, Some(_)) => false,
        _ => part == name,
    };
    let is_from = |name: &str| {
        let of = name.strip_suffix(".*");
        of.is_some_and(|of| before.rsplit('.').next() == Some(of))
    };
    let through = before
        .split('.')
        .any(|part| words(names).any(|name| name == part));
    !through && words(names).any(|name| fits(last, name) || is_from(name))
}

fn is_named(origin: &str, names: impl Fn(&Library) -> [&'static str; 2]) -> bool {
    let has = |row: &Library| names(row).iter().any(|names| !names.is_empty());
    let found = row(origin, has);
    found.is_some_and(|(module, row)| {
        below(origin, module).is_some_and(|path| names(row).iter().any(|names| is_one(names, path)))
    })
}
