//! The table of libraries: a row for each, or for several that are alike.
//!
//! To add a library, add a row. `orm("a b.c")` names what is imported, parted by blanks: a package stands
//! for all below it. A row alone makes an import of it a sign where a comparison's value is used. What
//! else may follow:
//!
//! - `.makes("…")`: calls whose results have an overloaded `==`, by their last name, wherever in the library
//!   they are imported from. `*Field` stands for an ending, `func.*` for whatever is taken from `func`. What
//!   compares plainly (`sqlalchemy.Table`) is not named, whatever it is used for;
//! - `.class("…", …)`: classes whose `==` types are to know by name, for sources that do not annotate it;
//! - `.spells(…)`: the library has its own spelling for a comparison with `None`;
//! - `.only("…")`: nothing but these names of it is a sign;
//! - what `proxies(…)` has, below.

use super::{Family, Known};
use crate::judge::dialect::Dialect;
use crate::types::Thing;

/// A row. Names are parted by blanks.
#[derive(Debug, Clone, Copy)]
pub struct Library {
    /// Packages or dotted modules; what is below them belongs to them.
    pub modules: &'static str,
    /// Why its `==` may mean something else: then an import of it is a sign.
    pub family: Option<Family>,
    /// The only names whose import is a sign; empty for all.
    pub only: &'static str,
    /// Calls whose results have an overloaded `==`.
    pub makes: [&'static str; 2],
    /// Classes that types know by name.
    pub classes: [(&'static str, Known); 3],
    /// Its own spelling.
    pub dialect: Option<Dialect>,
    /// Objects that are transparent proxies.
    pub proxies: &'static str,
    /// Classes and functions that make transparent proxies.
    pub makes_proxies: &'static str,
    /// Those whose results make transparent proxies when they are called: `Local()("user")`.
    pub makes_makers: &'static str,
    /// Those whose results hand out objects that may be proxies: `connect().root`.
    pub hands_out: &'static str,
    /// Classes of transparent proxies that only types can see.
    pub proxy_classes: &'static str,
}

const BLANK: Library = Library {
    modules: "",
    family: None,
    only: "",
    makes: [""; 2],
    classes: [("", Known::Nothing); 3],
    dialect: None,
    proxies: "",
    makes_proxies: "",
    makes_makers: "",
    hands_out: "",
    proxy_classes: "",
};

const fn of(modules: &'static str, family: Family) -> Library {
    Library {
        modules,
        family: Some(family),
        ..BLANK
    }
}

const fn orm(modules: &'static str) -> Library {
    of(modules, Family::Orm)
}

const fn array(modules: &'static str) -> Library {
    of(modules, Family::Array)
}

const fn symbolic(modules: &'static str) -> Library {
    of(modules, Family::Symbolic)
}

const fn remote(modules: &'static str) -> Library {
    of(modules, Family::Remote)
}

/// What has transparent proxies: objects that equal `None` when what they stand for is `None`, but never
/// are `None`. An import of it is no sign.
const fn proxies(modules: &'static str, proxies: &'static str) -> Library {
    Library {
        modules,
        proxies,
        ..BLANK
    }
}

impl Library {
    const fn only(self, only: &'static str) -> Self {
        Self { only, ..self }
    }

    const fn makes(self, names: &'static str) -> Self {
        let makes = [names, self.makes[1]];
        Self { makes, ..self }
    }

    /// More of what it makes, beside a list that it shares with others.
    const fn and(self, names: &'static str) -> Self {
        let makes = [self.makes[0], names];
        Self { makes, ..self }
    }

    /// Up to three times.
    const fn class(self, names: &'static str, known: Known) -> Self {
        let [first, second, _] = self.classes;
        let classes = [(names, known), first, second];
        Self { classes, ..self }
    }

    const fn spells(self, dialect: Dialect) -> Self {
        Self {
            dialect: Some(dialect),
            ..self
        }
    }

    const fn makes_proxies(self, makes_proxies: &'static str) -> Self {
        Self {
            makes_proxies,
            ..self
        }
    }

    const fn makes_makers(self, makes_makers: &'static str) -> Self {
        Self {
            makes_makers,
            ..self
        }
    }

    const fn hands_out(self, hands_out: &'static str) -> Self {
        Self { hands_out, ..self }
    }

    const fn proxy_classes(self, proxy_classes: &'static str) -> Self {
        Self {
            proxy_classes,
            ..self
        }
    }
}

/// Overloaded, with nothing to spell it otherwise.
const ANY: Known = Known::Overloaded(None);
const SQL: Known = Known::Overloaded(Some(Thing::SqlOther));
const PEEWEE: Known = Known::Overloaded(Some(Thing::Peewee));
const PANDAS: Known = Known::Overloaded(Some(Thing::Pandas));
const POLARS: Known = Known::Overloaded(Some(Thing::Polars));
const POLARS_FRAME: Known = Known::Overloaded(Some(Thing::PolarsFrame));
const ARRAY: Known = Known::Overloaded(Some(Thing::Array));
const NOTHING: Known = Known::Nothing;

/// What SQLAlchemy and what is built on it make. A `Table`, an alias, a `backref` compare plainly.
const SQL_MAKERS: &str = "Column column literal_column mapped_column column_property deferred \
    query_expression relationship relation dynamic_loader synonym composite association_proxy \
    bindparam cast try_cast type_coerce case literal null true false extract distinct desc asc exists \
    and_ or_ not_ any_ all_ collate between over within_group tuple_ func.*";

/// Makers of arrays, as numpy names them and all who follow it.
const ARRAYS: &str = "array asarray asanyarray ascontiguousarray ndarray zeros ones empty full eye \
    identity arange linspace logspace meshgrid zeros_like ones_like empty_like full_like concatenate \
    stack hstack vstack dstack fromiter frombuffer fromstring loadtxt genfromtxt matrix from_array";

/// Makers of frames, as pandas names them and all who follow it.
const FRAMES: &str = "DataFrame Series Index MultiIndex DatetimeIndex Categorical read_csv read_excel \
    read_sql read_sql_query read_table read_parquet read_json read_hdf read_feather concat merge \
    get_dummies date_range from_pandas from_dict";

/// The rows. What lies deeper stands wherever it likes: the longest name that fits is taken.
pub const LIBRARIES: &[Library] = &[
    // SQL and other databases.
    orm("sqlalchemy")
        .makes(SQL_MAKERS)
        .class("ColumnOperators SQLCoreOperations QueryableAttribute", SQL)
        .spells(Dialect::SqlAlchemy),
    orm("sqlmodel")
        .makes(SQL_MAKERS)
        .and("Field Relationship col")
        .spells(Dialect::SqlAlchemy),
    orm("flask_sqlalchemy flask.ext.sqlalchemy").spells(Dialect::SqlAlchemy),
    orm("sqlalchemy_utils advanced_alchemy snowflake.sqlalchemy databases gino"),
    orm("clickhouse_sqlalchemy").makes(SQL_MAKERS),
    orm("geoalchemy geoalchemy2").makes("functions.*"),
    orm("elixir camelot").makes("Field ManyToOne OneToMany ManyToMany OneToOne"),
    orm("anyblok").makes("column.* relationship.*"),
    orm("peewee playhouse")
        .makes("*Field fn.* SQL Value Case Cast Column Expression Function Table Select NodeList Tuple")
        .class("ColumnBase", PEEWEE)
        .class("_HashableSource", ANY)
        .spells(Dialect::Peewee),
    orm("peewee_async peewee_aio"),
    orm("pony")
        .makes("Required Optional PrimaryKey Set Discriminator")
        .class("Attribute", ANY),
    orm("piccolo")
        .makes(
            "Column Varchar Text Email Secret UUID Integer BigInt SmallInt Serial BigSerial Boolean \
             Timestamp Timestamptz Date Time Interval Numeric Decimal Real Float DoublePrecision \
             ForeignKey JSON JSONB Bytea Blob Array",
        )
        .class("Column", ANY),
    orm("pynamodb").makes("*Attribute").class("Attribute Path", ANY),
    // Its fields leave their class, and its `Q` compares plainly.
    orm("tortoise").makes("F RawSQL Subquery"),
    orm("sqlobject")
        .makes("SQLConstant SQLOp SQLCall Field AND OR NOT IN NOTIN LIKE ISNULL ISNOTNULL func.* const.*")
        .class("SQLExpression", ANY),
    orm("storm")
        .makes(
            "Bool Int Float Decimal Unicode RawStr Bytes Chars Pickle JSON DateTime Date Time Enum UUID \
             TimeDelta List Reference Proxy Column SQL Count Max Min Avg Sum Lower Upper Coalesce And Or Not",
        )
        .class("Comparable Reference", ANY),
    // Its fields and its `Q` compare plainly.
    orm("mongoengine").class("BaseField", NOTHING),
    orm("umongo neomodel edgy saffier orm google.appengine.ext.db"),
    orm("beanie")
        .makes("ExpressionField")
        .class("ExpressionField", ANY),
    orm("odmantic")
        .makes("Field Reference")
        .class("FieldProxy", ANY),
    orm("redis_om aredis_om")
        .makes("Field")
        .class("ExpressionProxy", ANY),
    orm("ormar")
        .makes(
            "String Text Integer BigInteger SmallInteger Float Boolean Date Time DateTime JSON UUID \
             Decimal LargeBinary ForeignKey ManyToMany",
        )
        .class("FieldAccessor", ANY),
    orm("pypika pypika_tortoise")
        .makes(
            "Field Case Not Tuple Array Bracket Interval ValueWrapper NullValue LiteralValue PseudoColumn \
             Parameter QmarkParameter NamedParameter functions.* analytics.*",
        )
        .class("Term", ANY),
    orm("pydal gluon py4web")
        .makes("Field SQLField Expression")
        .class("Expression", ANY),
    orm("google.appengine.ext.ndb google.cloud.ndb")
        .makes("*Property")
        .class("Property", ANY),
    orm("iceaxe").makes("Field column func.*"),
    orm("cassandra.cqlengine")
        .makes("columns.*")
        .class("AbstractQueryableColumn", ANY),
    orm("rethinkdb")
        .makes("expr row table db now literal js branch epoch_time")
        .class("RqlQuery", ANY),
    orm("tinydb").makes("Query where").class("Query", ANY),
    // Their `==` is a plain one: but what stands beside `None` there was meant for the query.
    orm("django.db.models django.contrib.gis.db.models").only("F Q"),
    // Arrays and frames.
    array("numpy")
        .makes(ARRAYS)
        .class("ndarray", ARRAY)
        // A number of numpy's gives a `numpy.bool`: true and false as `is` would be, yet no `bool`.
        .class("generic", NOTHING),
    array("pandas")
        .makes(FRAMES)
        .class("Series DataFrame Index NDFrame", PANDAS)
        .class("ExtensionArray", ARRAY)
        .spells(Dialect::Pandas),
    array("geopandas").makes(FRAMES).and("GeoDataFrame GeoSeries"),
    array("modin cudf dask_cudf fireducks databricks.koalas pyspark.pandas bigframes xorbits")
        .makes(FRAMES)
        .class("Series DataFrame Index BasePandasDataset IndexedFrame Frame", ARRAY),
    array("static_frame")
        .makes("Frame Series Index")
        .class("Frame Series Index", ARRAY),
    array("polars")
        .makes(FRAMES)
        .and("LazyFrame scan_csv scan_parquet col lit element")
        .class("Expr Series", POLARS)
        .class("DataFrame LazyFrame", POLARS_FRAME)
        .spells(Dialect::Polars),
    array("xarray")
        .makes("DataArray Dataset Variable open_dataset open_dataarray concat merge zeros_like ones_like full_like")
        .class("DataArray Dataset Variable", ARRAY),
    array("dask dask_expr")
        .makes(ARRAYS)
        .and(FRAMES)
        .class("Array", ARRAY)
        .class("FrameBase _Frame Scalar Delayed", ANY),
    // Its frames compare plainly, their columns do not.
    array("vaex").class("Expression", ANY),
    array("ibis")
        .makes("literal param case cases ifelse coalesce greatest least row_number now null date time timestamp interval")
        .class("Value Deferred", ANY),
    array("pyspark snowflake.snowpark")
        .makes("col column lit Column functions.*")
        .class("Column", ANY),
    array("narwhals")
        .makes("col lit new_series")
        .class("Expr Series", ANY),
    array("datafusion")
        .makes("col column lit literal functions.*")
        .class("Expr", ANY),
    array("daft").makes("col lit").class("Expression", ANY),
    array("duckdb").makes(
        "ColumnExpression ConstantExpression CaseExpression FunctionExpression CoalesceOperator SQLExpression",
    )
    .class("Expression", ANY),
    // Its arrays compare as a whole, the expressions over them do not.
    array("pyarrow.compute pyarrow.dataset pyarrow._compute")
        .makes("field scalar Expression")
        .class("Expression", ANY),
    array("hail")
        .makes("literal missing null struct if_else cond case agg.*")
        .class("Expression", ANY),
    array("torch")
        .makes(ARRAYS)
        .and("tensor as_tensor from_numpy Tensor rand randn")
        .class("Tensor", ARRAY),
    array("tensorflow")
        .makes(ARRAYS)
        .and("Tensor constant Variable convert_to_tensor")
        .class("Tensor Variable", ARRAY),
    array("jax").makes(ARRAYS).class("Array", ARRAY),
    array("cupy cupynumeric cunumeric").makes(ARRAYS).class("ndarray", ARRAY),
    array("mlx").makes(ARRAYS).class("array", ARRAY),
    array("paddle").makes(ARRAYS).and("to_tensor Tensor").class("Tensor", ARRAY),
    array("mxnet").makes(ARRAYS).and("NDArray").class("NDArray", ARRAY),
    array("sparse").makes("COO GCXS DOK").class("SparseArray", ARRAY),
    array("awkward")
        .makes("Array from_iter from_numpy from_parquet from_arrow")
        .class("Array", ARRAY),
    array("astropy")
        .makes("Quantity Table QTable Column MaskedColumn")
        .class("Table", ARRAY),
    array("unyt").makes("unyt_array unyt_quantity"),
    array("quantities").makes("Quantity"),
    array("brian2").makes("Quantity"),
    array("uncertainties.unumpy").makes("uarray umatrix"),
    // What they give is mostly others' arrays; of a quantity of pint the number tells.
    array("h5py scipy skimage sklearn statsmodels pint siuba datatable turicreate sframe blaze mars"),
    // Expressions.
    symbolic("sympy")
        .makes("Symbol symbols Dummy Wild Function Integer Rational Eq sympify S")
        // They compare by structure; what stands for `None` in its code printers equals it.
        .class("Basic", NOTHING)
        .proxy_classes("NoneToken"),
    symbolic("symengine diofant").makes("Symbol symbols Dummy Function Integer Rational Eq sympify S"),
    symbolic("z3")
        .makes("Int Ints Real Reals Bool Bools BitVec BitVecs Const String Function")
        .class("ExprRef", ANY),
    symbolic("claripy angr")
        .makes("BVS BVV BoolS BoolV FPS FPV StringS StringV")
        .class("Base", ANY),
    symbolic("manticore").class("BitVec Bool", ANY),
    symbolic("cvxpy")
        .makes("Variable Parameter Constant")
        .class("Expression", ANY),
    symbolic("pyomo").makes("Var Param").class("NumericValue", ANY),
    symbolic("linopy").class("Variable LinearExpression", ANY),
    symbolic("pulp")
        .makes("LpVariable LpAffineExpression")
        .class("LpElement LpAffineExpression", ANY),
    symbolic("mip").makes("Var LinExpr").class("Var LinExpr", ANY),
    symbolic("gurobipy").makes("Var LinExpr").class("Var LinExpr QuadExpr MVar MLinExpr", ANY),
    symbolic("ortools").class("LinearExpr", ANY),
    symbolic("pyscipopt").class("Expr", ANY),
    symbolic("casadi").makes("SX MX DM"),
    symbolic("picos").makes("*Variable Constant").class("Expression", ANY),
    symbolic("sage").makes("var SR"),
    symbolic("gekko").class("GK_Operators", ANY),
    symbolic("docplex coptpy xpress highspy pyDatalog devito pysmt miasm ufl theano pytensor aesara"),
    // Transparent proxies.
    proxies("flask", "current_app g request session app_ctx request_ctx"),
    proxies(
        "quart",
        "current_app g request session websocket app_ctx request_ctx websocket_ctx",
    ),
    proxies(
        "flask_login flask.ext.login flask_security flask_user flask_jwt_extended quart_auth",
        "current_user",
    ),
    proxies("flask_jwt", "current_identity"),
    proxies("celery", "current_app current_task default_app").makes_proxies("Proxy PromiseProxy"),
    proxies("werkzeug", "")
        .makes_proxies("LocalProxy")
        .makes_makers("Local LocalStack"),
    proxies("wrapt", "").makes_proxies(
        "ObjectProxy BaseObjectProxy AutoObjectProxy LazyObjectProxy CallableObjectProxy \
         PartialCallableObjectProxy FunctionWrapper BoundFunctionWrapper",
    ),
    proxies("lazy_object_proxy", "").makes_proxies("Proxy"),
    proxies("weakref", "").makes_proxies("proxy ProxyType CallableProxyType"),
    proxies("django.utils.functional", "")
        .makes_proxies("SimpleLazyObject LazyObject")
        .makes_makers("lazy"),
    proxies("dirty_equals", "").makes_proxies("AnyThing"),
    proxies("unittest.mock mock", "ANY").proxy_classes("_ANY"),
    remote("rpyc")
        .hands_out(
            "connect ssl_connect ssh_connect unix_connect connect_by_service connect_stream \
             connect_channel connect_pipe connect_stdpipe connect_subproc connect_thread \
             connect_multiprocess",
        )
        .proxy_classes("BaseNetref"),
    remote("py4j").hands_out("JavaGateway ClientServer"),
    remote("jpype")
        .makes_proxies("JString JObject")
        .hands_out("JClass JPackage"),
];

/// Fixtures of pytest with an attribute that equals anything: `mocker.ANY`.
pub const FIXTURES: &[(&str, &str)] = &[
    ("mocker", "ANY"),
    ("class_mocker", "ANY"),
    ("module_mocker", "ANY"),
    ("package_mocker", "ANY"),
    ("session_mocker", "ANY"),
];
