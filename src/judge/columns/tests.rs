//! What is proved of operands, and what is not.

use ruff_python_ast::AnyNodeRef;

use super::{Dialect, Kind, operand};
use crate::module::Module;
use crate::rule::{Comparison, Site};
use crate::syntax::Syntax;

/// What the left operand of the last comparison is proved to be.
fn shown(text: &str) -> Shown {
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let found = module.tree.ids().rev().find_map(|id| {
        let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) else {
            return None;
        };
        Some(Comparison::new(&module, id, compare))
    });
    let comparison = found.expect("a comparison");
    let proof = operand(&Site::new(&module, &comparison, 0), 0)?;
    Some((proof.kind, proof.dialect))
}

/// The kind of column or array an operand is shown to be, and whose spelling it has.
type Shown = Option<(Kind, Option<Dialect>)>;

const SQL: Shown = Some((Kind::Column, Some(Dialect::SqlAlchemy)));
const PEEWEE: Shown = Some((Kind::Column, Some(Dialect::Peewee)));
const RELATIONSHIP: Shown = Some((Kind::Relationship, None));
const PANDAS: Shown = Some((Kind::Array, Some(Dialect::Pandas)));
const POLARS: Shown = Some((Kind::Array, Some(Dialect::Polars)));

#[track_caller]
fn hold(before: &str, cases: &[(&str, Shown)]) {
    for &(expression, wanted) in cases {
        let text = format!("{before}\n{expression} == None\n");
        assert_eq!(shown(&text), wanted, "{expression}");
    }
}

#[test]
fn columns_of_declarative_models() {
    let models = "
import sqlalchemy as sa
from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship, declarative_base, Mapped, mapped_column, aliased
from sqlalchemy.ext.hybrid import hybrid_property
from other import thing
Base = declarative_base()
class Stamped:
    made = Column(Integer)
class Group(Base):
    id = Column(Integer)
class User(Stamped, Base):
    id = Column(Integer)
    age = sa.Column(sa.Integer)
    name: Mapped[str]
    nick: 'Mapped[str | None]' = mapped_column()
    group: Mapped['Group'] = relationship()
    groups = relationship('Group')
    odd = thing()
    kind = 3
    note: str = 'x'
    both = Column(Integer)
    both = 3
    @hybrid_property
    def full(self): return self.name
    @classmethod
    def known(cls): return cls.name
U = aliased(User)
user = User()
";
    hold(
        models,
        &[
            ("User.id", SQL),
            ("User.age", SQL),
            ("User.name", SQL),
            ("User.nick", SQL),
            ("User.made", SQL),
            ("U.age", SQL),
            ("User.group", RELATIONSHIP),
            ("User.groups", RELATIONSHIP),
            ("User.odd", None),
            ("User.kind", None),
            ("User.note", None),
            ("User.both", None),
            ("User.full", None),
            ("User.missing", None),
            ("User.id.name", None),
            ("user.id", None),
            ("Group.age", None),
            ("User", None),
            ("lambda User: User.id", None),
        ],
    );
    let class_method = models.replace("return cls.name", "return cls.name == None");
    assert_eq!(shown(&class_method), SQL);
    let shadowed = format!("{models}\ndef f(User): return User.id == None");
    assert_eq!(shown(&shadowed), None);
    let rebound = format!("{models}\nUser = 3\nUser.id == None");
    assert_eq!(shown(&rebound), None);
}

#[test]
fn columns_of_tables() {
    let tables = "
from sqlalchemy import Table, Column, MetaData
import sqlalchemy
t = Table('t', MetaData(), Column('a', int), sqlalchemy.Column('b', int))
u = t.alias('u')
other = make()
c = Column('c')
";
    hold(
        tables,
        &[
            ("t.c.a", SQL),
            ("t.columns.b", SQL),
            ("t.c['a']", SQL),
            ("u.c.a", SQL),
            ("c", SQL),
            ("sqlalchemy.column('e')", SQL),
            ("make('e')", None),
            ("t.c.d", None),
            ("t.d.a", None),
            ("other.c.a", None),
            ("t", None),
        ],
    );
}

#[test]
fn columns_of_flask_sqlalchemy_and_sqlmodel() {
    let flask = "
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class User(db.Model):
    name = db.Column(db.String)
    posts = db.relationship('Post')
";
    hold(flask, &[("User.name", SQL), ("User.posts", RELATIONSHIP)]);
    let imported = flask.replace(
        "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()",
        "from app import db",
    );
    hold(
        &imported,
        &[("User.name", SQL), ("User.posts", RELATIONSHIP)],
    );
    let no_model = imported.replace("db.Model", "Thing");
    hold(&no_model, &[("User.name", None)]);
    let sqlmodel = "
from typing import ClassVar
from sqlmodel import Field, SQLModel, Relationship
class Named(SQLModel):
    name: str
class Team(Named, table=True):
    id: int | None = Field(default=None, primary_key=True)
    place: str = 'here'
    heroes: list['Hero'] = Relationship()
    count: ClassVar[int] = 0
class Form(Named):
    id: int
";
    hold(
        sqlmodel,
        &[
            ("Team.id", SQL),
            ("Team.place", SQL),
            ("Team.name", SQL),
            ("Team.heroes", RELATIONSHIP),
            ("Team.count", None),
            ("Form.id", None),
            ("Named.name", None),
        ],
    );
}

#[test]
fn fields_of_peewee() {
    let models = "
from peewee import *
import peewee as pw
class Base(Model):
    made = DateTimeField()
class User(Base):
    name = CharField(null=True)
    boss = pw.ForeignKeyField('self')
    tags = ManyToManyField(Base)
U = User.alias()
";
    hold(
        models,
        &[
            ("User.name", PEEWEE),
            ("User.boss", PEEWEE),
            ("User.made", PEEWEE),
            ("U.name", PEEWEE),
            ("User.tags", None),
            ("User.other", None),
        ],
    );
    let other = models.replace(
        "from peewee import *",
        "from peewee import *\nfrom forms import *",
    );
    hold(&other, &[("User.name", None), ("User.boss", PEEWEE)]);
}

#[test]
fn arrays_of_pandas() {
    let frames = "
import pandas as pd
from pandas import DataFrame
df = pd.DataFrame({})
two = pd.read_csv('a')
two = DataFrame()
maybe = pd.DataFrame()
maybe = None
parts = pd.read_csv('a', chunksize=3)
s: 'pd.Series' = load()
i = pd.Index([])
cleaned = df.dropna().rename(str.lower)
twice = pd.read_csv('a')
twice = twice.fillna(0)
emptied = df.dropna(inplace=True)
of_itself = of_itself.dropna()
other = s.dropna()
def f(given: pd.DataFrame, optional: pd.DataFrame = None, other=df): pass
";
    hold(
        frames,
        &[
            ("df", PANDAS),
            ("two", PANDAS),
            ("df['a']", PANDAS),
            ("df[['a', 'b']]", PANDAS),
            ("s", PANDAS),
            ("i", PANDAS),
            ("pd.Series([1])", PANDAS),
            ("maybe", None),
            ("parts", None),
            ("df[0]", None),
            ("df.a", None),
            ("s['a']", None),
            ("cleaned['a']", PANDAS),
            ("twice", PANDAS),
            ("df[df['a'] > 3]['b']", PANDAS),
            ("df[(df['a'] > 3) & (df['b'] < 1)]", PANDAS),
            ("emptied", None),
            ("of_itself", None),
            ("other", None),
            ("df[a]", None),
            ("unknown['a']", None),
        ],
    );
    for (name, wanted) in [("given", PANDAS), ("optional", None), ("other", None)] {
        let text = frames.replace("pass", &format!("return {name} == None"));
        assert_eq!(shown(&text), wanted, "{name}");
    }
}

#[test]
fn arrays_of_polars() {
    let frames = "
import polars as pl
df = pl.DataFrame({})
def f(e: pl.Expr): pass
";
    hold(
        frames,
        &[
            ("pl.col('a')", POLARS),
            ("pl.col.a", POLARS),
            ("df['a']", POLARS),
            ("pl.Series([])", POLARS),
            ("df", Some((Kind::Array, None))),
            ("pl.col('a').name", None),
            ("pl.lit(1)", None),
        ],
    );
    assert_eq!(shown(&frames.replace("pass", "e == None")), POLARS);
}

/// Names that lead in a circle, and ones that lead far.
#[test]
fn circles_end() {
    hold(
        "import pandas as pd\na = b\nb = a\nclass C(D): pass\nclass D(C): pass\nT = T.alias()",
        &[("a", None), ("C.x", None), ("T.c.x", None)],
    );
}
