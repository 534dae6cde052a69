//! The table, and what comes of it where a file imports a library.

use ruff_python_ast::AnyNodeRef;

use super::*;
use crate::judge::{Evidence, Verdict, judge};
use crate::module::Module;
use crate::rule::{Comparison, Site};
use crate::syntax::Syntax;

/// What the last comparison of a module is judged to be.
fn judged(text: &str) -> Evidence {
    let syntax = Syntax::parse(text).unwrap_or_else(|fault| panic!("{fault}: {text}"));
    let module = Module::new(text, &syntax);
    let found = module.tree.ids().rev().find_map(|id| {
        let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) else {
            return None;
        };
        Some(Comparison::new(&module, id, compare))
    });
    let comparison = found.expect("a comparison");
    judge(&Site::new(&module, &comparison, 0), 0)
}

/// A line that imports each library, and what it makes.
const MADE: &[(&str, &str)] = &[
    ("import sqlalchemy as sa", "sa.Column('a')"),
    ("from sqlalchemy import func", "func.count()"),
    ("import sqlmodel", "sqlmodel.Field()"),
    (
        "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()",
        "db.Column(db.Integer)",
    ),
    ("import peewee", "peewee.CharField()"),
    (
        "from playhouse.postgres_ext import JSONField",
        "JSONField()",
    ),
    ("from pony import orm", "orm.Required(str)"),
    ("from piccolo.columns import Varchar", "Varchar()"),
    (
        "from pynamodb.attributes import UnicodeAttribute",
        "UnicodeAttribute()",
    ),
    ("from tortoise.expressions import F", "F('a')"),
    ("import sqlobject", "sqlobject.sqlbuilder.Field('a', 'b')"),
    ("from storm.locals import Int", "Int()"),
    ("from django.db.models import F, Q", "F('a')"),
    ("from django.db.models import F, Q", "Q(a=1)"),
    ("from django.db import models", "models.F('a')"),
    ("from django.db import models", "models.Q(a=1)"),
    ("from django.db.models.expressions import F", "F('a')"),
    ("from django.db.models.query_utils import Q", "Q(a=1)"),
    ("from django.contrib.gis.db.models import F", "F('a')"),
    ("import mongoengine", "mongoengine.StringField()"),
    ("import numpy as np", "np.zeros(3)"),
    ("import pandas as pd", "pd.Series([1])"),
    ("import polars as pl", "pl.col('a')"),
    ("import xarray as xr", "xr.DataArray([1])"),
    ("import dask.dataframe as dd", "dd.read_csv('a')"),
    ("import vaex", "vaex.open('a').x"),
    ("import ibis", "ibis.literal(1)"),
    ("from pyspark.sql import functions as F", "F.upper('a')"),
    ("import modin.pandas as pd", "pd.DataFrame()"),
    ("import cudf", "cudf.Series([1])"),
    ("import narwhals as nw", "nw.col('a')"),
    ("import datafusion", "datafusion.col('a')"),
    ("import sympy", "sympy.Symbol('a')"),
    ("import z3", "z3.Int('a')"),
    ("import claripy", "claripy.BVS('a', 8)"),
    ("import cvxpy as cp", "cp.Variable()"),
    ("import pyomo.environ as pyo", "pyo.Var()"),
    ("import torch", "torch.zeros(3)"),
    ("import tensorflow as tf", "tf.constant(1)"),
    ("import jax.numpy as jnp", "jnp.zeros(3)"),
    ("import cupy", "cupy.zeros(3)"),
    (
        "from google.appengine.ext import ndb",
        "ndb.StringProperty()",
    ),
    ("from google.cloud import ndb", "ndb.StringProperty()"),
    ("import pydal", "pydal.Field('a')"),
    ("import beanie", "beanie.odm.fields.ExpressionField('a')"),
    ("import ormar", "ormar.String()"),
    ("from pypika import Field", "Field('a')"),
    ("import pyarrow.compute as pc", "pc.field('a')"),
    ("import pyarrow.dataset as ds", "ds.field('a')"),
    ("import duckdb", "duckdb.ColumnExpression('a')"),
    ("from snowflake.snowpark.functions import col", "col('a')"),
    ("import redis_om", "redis_om.Field()"),
    ("import aredis_om", "aredis_om.Field()"),
    ("from pypika_tortoise import Field", "Field('a')"),
    ("import databricks.koalas as ks", "ks.DataFrame()"),
    ("import fireducks.pandas as pd", "pd.DataFrame()"),
    ("import dask_cudf", "dask_cudf.read_csv('a')"),
    ("import daft", "daft.col('a')"),
    ("import angr", "angr.claripy.BVS('a', 8)"),
    ("import mlx.core as mx", "mx.zeros(3)"),
    ("import paddle", "paddle.to_tensor(3)"),
    ("import mxnet as mx", "mx.nd.array(3)"),
    ("import sage.all", "sage.all.var('a')"),
    ("import hail as hl", "hl.literal(1)"),
    ("import sparse", "sparse.COO(3)"),
    ("import linopy", "linopy.Model().add_variables()"),
    ("import unyt", "unyt.unyt_array(3)"),
    ("import peewee_async", "f()"),
    ("import sqlalchemy_utils", "f()"),
    ("import advanced_alchemy", "f()"),
    ("import clickhouse_sqlalchemy", "f()"),
    ("import gurobipy", "gurobipy.Var()"),
    ("import pulp", "pulp.LpVariable('a')"),
    ("from ortools.sat.python import cp_model", "f()"),
    ("import mip", "mip.Model().add_var()"),
    ("from astropy.units import Quantity", "Quantity(3)"),
    ("import pint", "pint.Quantity(3)"),
    ("import rpyc", "f()"),
    ("import py4j.java_gateway", "f()"),
    ("import jpype", "jpype.JString(None)"),
];

#[test]
fn what_libraries_make_is_not_rewritten() {
    for (import, made) in MADE {
        let text = format!("{import}\ndef f(): return g\nuse(({made}) == None)");
        let evidence = judged(&text);
        assert!(
            matches!(evidence.verdict, Verdict::Overloaded | Verdict::Suspect),
            "{import}, {made}: {evidence:?}"
        );
    }
}

#[test]
fn an_import_of_a_library_is_a_sign() {
    for (import, _) in MADE {
        if import.ends_with("import models") {
            continue;
        }
        let text = format!("{import}\ndef f(x):\n    return x == None");
        assert_eq!(judged(&text).verdict, Verdict::Suspect, "{import}");
        let text = format!("{import}\ndef f(x):\n    if x == None: pass");
        assert_eq!(judged(&text).verdict, Verdict::Plain, "{import}");
    }
    for import in [
        "import flask",
        "import celery, wrapt",
        "from django.db import models",
    ] {
        let text = format!("{import}\ndef f(x):\n    return x == None");
        assert_eq!(judged(&text).verdict, Verdict::Unknown, "{import}");
    }
}

/// Transparent proxies, by the lines before and the operand.
const PROXIES: &[(&str, &str)] = &[
    ("import flask", "flask.current_app"),
    ("from flask import g", "g"),
    ("from flask.globals import request_ctx", "request_ctx"),
    ("from flask.globals import app_ctx", "app_ctx"),
    ("from flask_login import current_user", "current_user"),
    ("from flask_login.utils import current_user", "current_user"),
    ("import quart", "quart.websocket"),
    ("from quart import current_app", "current_app"),
    ("from celery import current_task", "current_task"),
    ("from celery.app import default_app", "default_app"),
    ("from celery.local import Proxy", "Proxy(f)"),
    ("from werkzeug.local import LocalProxy", "LocalProxy(f)"),
    ("from werkzeug.local import Local", "Local()('user')"),
    ("from werkzeug.local import Local\nl = Local()", "l('user')"),
    (
        "from werkzeug.local import Local\nl = Local()\nuser = l('user')",
        "user",
    ),
    ("from werkzeug.local import LocalStack", "LocalStack()()"),
    ("import wrapt", "wrapt.ObjectProxy(x)"),
    ("from wrapt.wrappers import ObjectProxy", "ObjectProxy(x)"),
    ("import wrapt", "wrapt.FunctionWrapper(x, y)"),
    ("import wrapt", "wrapt.LazyObjectProxy(x)"),
    ("import wrapt\nclass P(wrapt.ObjectProxy): pass", "P(x)"),
    (
        "import wrapt\nclass P(wrapt.ObjectProxy): pass\nclass Q(P): pass\nq = Q(x)",
        "q",
    ),
    ("import lazy_object_proxy", "lazy_object_proxy.Proxy(f)"),
    ("from lazy_object_proxy.slots import Proxy", "Proxy(f)"),
    ("from lazy_object_proxy.simple import Proxy", "Proxy(f)"),
    ("import weakref", "weakref.proxy(x)"),
    (
        "from django.utils.functional import SimpleLazyObject",
        "SimpleLazyObject(f)",
    ),
    ("from django.utils.functional import lazy", "lazy(f, str)()"),
    ("import jpype", "jpype.JString(None)"),
    ("from unittest import mock", "mock.ANY"),
    ("from unittest.mock import ANY", "ANY"),
    ("from mock import ANY", "ANY"),
];

/// What only looks like one.
const NO_PROXIES: &[(&str, &str)] = &[
    ("from flask import g", "g.session"),
    ("import flask", "flask.g.request"),
    ("import flask", "flask.Flask('a')"),
    ("import rpyc", "rpyc.connect('a')"),
    ("from py4j.java_gateway import JavaGateway", "JavaGateway()"),
    ("from django.utils.functional import lazy", "lazy(f, str)"),
    ("from werkzeug.local import Local", "Local().user"),
    (
        "import wrapt\nclass P(wrapt.ObjectProxy):\n    def __eq__(self, other): return self is other",
        "P(x)",
    ),
    ("import mocker", "mocker.ANY"),
];

#[test]
fn proxies_by_library_and_name() {
    for (before, operand) in PROXIES {
        let evidence = judged(&format!("{before}\nif {operand} == None: pass"));
        assert_eq!(evidence.verdict, Verdict::Overloaded, "{before}, {operand}");
        assert!(evidence.reason.contains("transparent proxy"), "{operand}");
    }
    for (before, operand) in NO_PROXIES {
        let evidence = judged(&format!("{before}\nif {operand} == None: pass"));
        assert_eq!(evidence.verdict, Verdict::Plain, "{before}, {operand}");
    }
    let fixture = "def test(mocker):\n    if mocker.ANY == None: pass";
    assert_eq!(judged(fixture).verdict, Verdict::Overloaded);
    let own = "import wrapt\nclass P(wrapt.ObjectProxy): pass\nclass C:\n    def __init__(self, x): self.p = P(x)\n    def f(self):\n        if self.p == None: pass";
    assert_eq!(judged(own).verdict, Verdict::Overloaded);
}

#[test]
fn what_is_handed_out_is_held_back() {
    for (before, operand) in [
        ("import rpyc\nc = rpyc.connect('a')", "c.root.x"),
        (
            "import rpyc\nc = rpyc.classic.connect('a')",
            "c.modules['os'].x()",
        ),
        ("import rpyc\nroot = rpyc.connect('a').root", "root.x()"),
        ("import rpyc\nwith rpyc.connect('a') as c: pass", "c.root"),
        (
            "from py4j.java_gateway import JavaGateway as G\ng = G()",
            "g.jvm.A.b()",
        ),
        ("import jpype\nA = jpype.JClass('a.A')", "A.b()"),
    ] {
        let evidence = judged(&format!("{before}\nif {operand} == None: pass"));
        assert_eq!(evidence.verdict, Verdict::Suspect, "{before}, {operand}");
    }
}

#[test]
fn what_compares_plainly_is_not_noted() {
    for (import, made) in [
        ("import sqlalchemy", "sqlalchemy.Table('a')"),
        ("import sqlalchemy.orm", "sqlalchemy.orm.aliased(A)"),
        ("import sqlalchemy.orm", "sqlalchemy.orm.backref('a')"),
        ("import mongoengine", "mongoengine.Q(a=1)"),
        ("import mongoengine", "mongoengine.StringField()"),
        ("from django.db.models import F", "F('a')"),
        ("from tortoise.expressions import Q", "Q(a=1)"),
    ] {
        let evidence = judged(&format!("{import}\nuse({made} == None)"));
        assert_eq!(evidence.verdict, Verdict::Suspect, "{made}");
        let evidence = judged(&format!("{import}\nif {made} == None: pass"));
        assert_eq!(evidence.verdict, Verdict::Plain, "{made}");
    }
}

#[test]
fn the_standard_library_hands_objects_back() {
    for hands_back in [
        "inspect.getattr_static",
        "inspect.unwrap",
        "math.prod",
        "math.floor",
        "statistics.mean",
        "statistics.mode",
        "copy.copy",
        "copy.deepcopy",
        "functools.reduce",
        "operator.getitem",
        "operator.attrgetter",
        "heapq.heappop",
        "random.choice",
        "secrets.choice",
        "itertools.chain",
        "contextvars.ContextVar",
        "queue.Queue",
        "asyncio.run",
        "asyncio.gather",
        "asyncio.wait_for",
        "shutil.copy",
        "pkgutil.resolve_name",
        "sys.modules.pop",
        "signal.getsignal",
        "sys.gettrace",
        "threading.current_thread",
        "weakref.ref",
    ] {
        assert!(!is_honest(hands_back), "{hands_back}");
    }
    for honest in [
        "inspect.signature",
        "math.sqrt",
        "datetime.datetime.now",
        "collections.OrderedDict",
        "collections.deque",
        "collections.Counter",
        "os.path.join",
    ] {
        assert!(is_honest(honest), "{honest}");
    }
    assert!(!is_honest_builtin("iter"));
}

#[test]
fn the_standard_library_gives_none() {
    for (module, call) in [
        ("asyncio", "asyncio.current_task()"),
        ("imghdr", "imghdr.what(a)"),
        ("multiprocessing", "multiprocessing.parent_process()"),
        ("mimetypes", "mimetypes.guess_type(a)[0]"),
        ("inspect", "inspect.getdoc(a)"),
        ("inspect", "inspect.getcomments(a)"),
        ("locale", "locale.getlocale()[0]"),
        ("os", "os.cpu_count()"),
        ("ctypes.util", "ctypes.util.find_library(a)"),
        ("pkgutil", "pkgutil.get_data(a, b)"),
        ("sys", "sys.modules.get(a)"),
    ] {
        let text = format!("import numpy, {module}\nuse({call} == None)");
        assert_eq!(judged(&text).verdict, Verdict::Plain, "{call}");
    }
    // Whatever somebody set, there may be a sign.
    let text = "import numpy, signal\nuse(signal.getsignal(a) == None)";
    assert_eq!(judged(text).verdict, Verdict::Suspect);
    let text = "import signal\nuse(signal.getsignal(a) == None)";
    assert_eq!(judged(text).verdict, Verdict::Plain);
}

#[test]
fn rows_are_told_by_their_longest_name() {
    assert_eq!(
        library("pyspark.pandas.frame"),
        Some(("pyspark.pandas", Family::Array))
    );
    assert_eq!(library("pyspark.sql"), Some(("pyspark", Family::Array)));
    assert_eq!(library("pysparkling"), None);
    assert_eq!(library("django.db.models"), None);
    assert_eq!(library("flask"), None);
    assert_eq!(makes("sqlalchemy.sql.func.count"), Some(Family::Orm));
    assert_eq!(makes("sqlalchemy.func"), None);
    assert_eq!(makes("peewee.CharField"), Some(Family::Orm));
    assert_eq!(dialect("playhouse.postgres_ext"), Some(Dialect::Peewee));
    assert_eq!(
        class("pandas.core.series", "Series"),
        Some(Known::Overloaded(Some(Thing::Pandas)))
    );
    assert_eq!(class("wrapt.wrappers", "ObjectProxy"), Some(Known::Proxy));
    assert_eq!(class("unittest.mock", "_ANY"), Some(Known::Proxy));
    assert_eq!(
        class("google.cloud.ndb.model", "Property"),
        Some(Known::Overloaded(None))
    );
    assert!(provable().any(|name| name == "sqlalchemy") && provable().all(|name| name != "flask"));
}

#[test]
fn no_name_stands_in_two_rows() {
    let mut modules: Vec<_> = LIBRARIES
        .iter()
        .flat_map(|row| words(row.modules))
        .collect();
    modules.sort_unstable();
    let count = modules.len();
    modules.dedup();
    assert_eq!(modules.len(), count);
}
