//! What is known of libraries: one table to add to.

/// Why a library's `==` may mean something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Turns `column == None` into a query.
    Orm,
    /// Compares element by element.
    Array,
    /// Builds an expression.
    Symbolic,
}

impl Family {
    /// As it is named in a reason: "an ORM".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Orm => "an ORM",
            Self::Array => "an array library",
            Self::Symbolic => "a symbolic library",
        }
    }
}

/// Import names whose presence in a file is a sign, by top-level package or dotted prefix.
const LIBRARIES: &[(&str, Family)] = &[
    ("sqlalchemy", Family::Orm),
    ("sqlmodel", Family::Orm),
    ("flask_sqlalchemy", Family::Orm),
    ("flask.ext.sqlalchemy", Family::Orm),
    ("geoalchemy", Family::Orm),
    ("geoalchemy2", Family::Orm),
    ("elixir", Family::Orm),
    ("gino", Family::Orm),
    ("databases", Family::Orm),
    ("peewee", Family::Orm),
    ("playhouse", Family::Orm),
    ("pony", Family::Orm),
    ("piccolo", Family::Orm),
    ("pynamodb", Family::Orm),
    ("tortoise", Family::Orm),
    ("sqlobject", Family::Orm),
    ("storm", Family::Orm),
    ("mongoengine", Family::Orm),
    ("umongo", Family::Orm),
    ("beanie", Family::Orm),
    ("odmantic", Family::Orm),
    ("ormar", Family::Orm),
    ("orm", Family::Orm),
    ("pypika", Family::Orm),
    ("pydal", Family::Orm),
    ("gluon", Family::Orm),
    ("google.appengine.ext.ndb", Family::Orm),
    ("google.appengine.ext.db", Family::Orm),
    ("google.cloud.ndb", Family::Orm),
    ("iceaxe", Family::Orm),
    ("numpy", Family::Array),
    ("pandas", Family::Array),
    ("geopandas", Family::Array),
    ("polars", Family::Array),
    ("xarray", Family::Array),
    ("dask", Family::Array),
    ("vaex", Family::Array),
    ("ibis", Family::Array),
    ("pyspark", Family::Array),
    ("modin", Family::Array),
    ("cudf", Family::Array),
    ("cupy", Family::Array),
    ("narwhals", Family::Array),
    ("datafusion", Family::Array),
    ("torch", Family::Array),
    ("tensorflow", Family::Array),
    ("jax", Family::Array),
    ("awkward", Family::Array),
    ("h5py", Family::Array),
    ("scipy", Family::Array),
    ("astropy", Family::Array),
    ("theano", Family::Symbolic),
    ("sympy", Family::Symbolic),
    ("z3", Family::Symbolic),
    ("claripy", Family::Symbolic),
    ("cvxpy", Family::Symbolic),
    ("pyomo", Family::Symbolic),
    ("pulp", Family::Symbolic),
    ("casadi", Family::Symbolic),
];

/// What makes, or is, a transparent proxy: an object that equals `None` when what it stands for is
/// `None`, but is never `None`.
const PROXIES: &[&str] = &[
    "flask.current_app",
    "flask.g",
    "flask.request",
    "flask.session",
    "flask.globals.current_app",
    "flask.globals.g",
    "flask.globals.request",
    "flask.globals.session",
    "quart.current_app",
    "quart.g",
    "quart.request",
    "quart.session",
    "flask_login.current_user",
    "flask.ext.login.current_user",
    "flask_security.current_user",
    "flask_jwt.current_identity",
    "flask_jwt_extended.current_user",
    "celery.current_app",
    "celery.current_task",
    "celery.local.Proxy",
    "celery.local.PromiseProxy",
    "werkzeug.local.LocalProxy",
    "werkzeug.LocalProxy",
    "wrapt.ObjectProxy",
    "wrapt.CallableObjectProxy",
    "wrapt.BoundFunctionWrapper",
    "lazy_object_proxy.Proxy",
    "weakref.proxy",
    "django.utils.functional.SimpleLazyObject",
    "django.utils.functional.LazyObject",
    "django.utils.functional.lazy",
    "unittest.mock.ANY",
    "mock.ANY",
];

/// The library that a dotted module belongs to, and its family.
pub fn library(module: &str) -> Option<(&'static str, Family)> {
    LIBRARIES
        .iter()
        .copied()
        .find(|(name, _)| is_within(module, name))
}

/// Whether a dotted origin is a transparent proxy or makes one.
pub fn is_proxy(origin: &str) -> bool {
    PROXIES.contains(&origin)
}

fn is_within(module: &str, package: &str) -> bool {
    module
        .strip_prefix(package)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
