//! Classes whose `==` is overloaded and whose sources do not say so in annotations, and what stands
//! for transparent proxies: one table to add to.

use super::Family;

/// What is known of a class by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// `==` gives no plain truth; with the sort of thing it is, where it has a spelling of its own.
    Overloaded(Option<Family>),
    /// Equals what the object behind it equals.
    Proxy,
    /// Compares as it pleases: nothing can be said.
    Nothing,
}

/// Top-level package, class, what it is; subclasses are it, too.
const CLASSES: &[(&str, &str, Known)] = &[
    ("sqlalchemy", "ColumnOperators", SQL),
    ("sqlalchemy", "SQLCoreOperations", SQL),
    ("sqlalchemy", "QueryableAttribute", SQL),
    (
        "peewee",
        "ColumnBase",
        Known::Overloaded(Some(Family::Peewee)),
    ),
    ("pandas", "Series", PANDAS),
    ("pandas", "DataFrame", PANDAS),
    ("pandas", "Index", PANDAS),
    ("pandas", "NDFrame", PANDAS),
    ("pandas", "ExtensionArray", ARRAY),
    ("polars", "Expr", POLARS),
    ("polars", "Series", POLARS),
    (
        "polars",
        "DataFrame",
        Known::Overloaded(Some(Family::PolarsFrame)),
    ),
    (
        "polars",
        "LazyFrame",
        Known::Overloaded(Some(Family::PolarsFrame)),
    ),
    ("numpy", "ndarray", ARRAY),
    // A number of numpy's gives a `numpy.bool`: true and false as `is` would be, yet no `bool`.
    ("numpy", "generic", Known::Nothing),
    ("torch", "Tensor", ARRAY),
    ("tensorflow", "Tensor", ARRAY),
    ("jax", "Array", ARRAY),
    ("cupy", "ndarray", ARRAY),
    ("dask", "Array", ARRAY),
    ("dask", "FrameBase", Known::Overloaded(None)),
    ("xarray", "DataArray", ARRAY),
    ("xarray", "Dataset", ARRAY),
    ("xarray", "Variable", ARRAY),
    ("pyspark", "Column", Known::Overloaded(None)),
    ("ibis", "Value", Known::Overloaded(None)),
    ("narwhals", "Expr", Known::Overloaded(None)),
    ("narwhals", "Series", Known::Overloaded(None)),
    ("z3", "ExprRef", Known::Overloaded(None)),
    ("claripy", "Base", Known::Overloaded(None)),
    ("cvxpy", "Expression", Known::Overloaded(None)),
    ("pony", "Attribute", Known::Overloaded(None)),
    ("piccolo", "Column", Known::Overloaded(None)),
    ("pynamodb", "Attribute", Known::Overloaded(None)),
    ("pypika", "Term", Known::Overloaded(None)),
    ("pydal", "Expression", Known::Overloaded(None)),
    ("mongoengine", "BaseField", Known::Nothing),
    ("django", "LazyObject", Known::Proxy),
    ("werkzeug", "LocalProxy", Known::Proxy),
    ("celery", "Proxy", Known::Proxy),
    ("wrapt", "ObjectProxy", Known::Proxy),
    ("wrapt", "BaseObjectProxy", Known::Proxy),
    ("lazy_object_proxy", "Proxy", Known::Proxy),
    ("rpyc", "BaseNetref", Known::Proxy),
];

const SQL: Known = Known::Overloaded(Some(Family::SqlOther));
const PANDAS: Known = Known::Overloaded(Some(Family::Pandas));
const POLARS: Known = Known::Overloaded(Some(Family::Polars));
const ARRAY: Known = Known::Overloaded(Some(Family::Array));

/// What is known of the standard library's classes that do not compare honestly, by module and class.
const STANDARD: &[(&str, &str, Known)] = &[
    ("builtins", "object", Known::Nothing),
    ("weakref", "ProxyType", Known::Proxy),
    ("weakref", "CallableProxyType", Known::Proxy),
    ("unittest.mock", "_ANY", Known::Proxy),
];

/// Modules of the standard library whose objects may be told how to compare.
const PLIABLE: &[&str] = &["unittest.mock", "multiprocessing.managers", "_tkinter"];

/// Functions that make transparent proxies, by their last name, whatever the result is annotated as.
const PROXY_MAKERS: &[&str] = &[
    "LocalProxy",
    "PromiseProxy",
    "ObjectProxy",
    "SimpleLazyObject",
    "LazyObject",
    "Proxy",
    "proxy",
];

/// What is known of a class of a third party's package.
pub fn class(package: &str, class: &str) -> Option<Known> {
    CLASSES
        .iter()
        .find(|(top, name, _)| *top == package && *name == class)
        .map(|&(_, _, known)| known)
}

/// What is known of a class of the standard library: `None` where it compares honestly.
pub fn standard(module: &str, class: &str) -> Option<Known> {
    STANDARD
        .iter()
        .find(|(place, name, _)| *place == module && *name == class)
        .map(|&(_, _, known)| known)
        .or_else(|| PLIABLE.contains(&module).then_some(Known::Nothing))
}

/// Whether a function of this name makes transparent proxies.
pub fn makes_proxies(function: &str) -> bool {
    PROXY_MAKERS.contains(&function)
}
