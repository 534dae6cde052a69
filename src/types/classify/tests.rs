//! What is inferred on small projects, against stubs in the shape of well-known libraries.

mod classes;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::types::server::Server;
use crate::types::{Facts, Given, Nature, Pair, Project, Question, Thing};
use ruff_text_size::{TextRange, TextSize};

/// A tree, and a folder of installed packages.
struct Scene {
    tree: TempDir,
    packages: TempDir,
}

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        let scene = Self {
            tree: TempDir::new().unwrap(),
            packages: TempDir::new().unwrap(),
        };
        files
            .iter()
            .for_each(|(name, text)| put(scene.tree.path(), name, text));
        for (name, text) in LIBRARIES {
            put(scene.packages.path(), name, text);
        }
        scene
    }

    /// The facts about each `== None`, `== True` or `== other` of `text`, line by line.
    fn facts(&self, text: &str) -> Vec<Option<Facts>> {
        let question = Question {
            project: Project {
                roots: vec![
                    text_of(&self.tree.path().join("src")),
                    text_of(self.tree.path()),
                ],
                site_packages: vec![text_of(self.packages.path())],
                version: None,
            },
            path: text_of(&self.tree.path().join("asked.py")),
            text: text.to_owned(),
            pairs: pairs(text),
        };
        let answer = Server::default().answer(&question);
        assert!(!answer.failed, "{text}");
        answer.facts
    }

    /// The nature of `operand` where `setting` has run.
    #[track_caller]
    fn nature(&self, setting: &str, operand: &str) -> Nature {
        let text = format!("{setting}\n{operand} == None\n");
        let facts = self.facts(&text).pop().unwrap();
        let facts = facts.unwrap_or_else(|| panic!("no facts about {operand}"));
        let [left, _] = facts.operands;
        left.nature
    }
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn text_of(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// Lines that are a comparison and nothing else.
fn pairs(text: &str) -> Vec<Pair> {
    let mut start = 0;
    let mut pairs = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let is_statement = ["return ", "def ", "if "]
            .iter()
            .any(|word| bare.starts_with(word));
        if bare.contains(" == ") && !is_statement {
            let from = start + line.len() - line.trim_start().len();
            let size = |at: usize| TextSize::try_from(at).unwrap();
            let range = TextRange::new(size(from), size(from + bare.len()));
            pairs.push(Pair::new(range, 0));
        }
        start += line.len();
    }
    pairs
}

/// Libraries in the shape that matters: where `__eq__` stands, and what it is annotated to give.
const LIBRARIES: &[(&str, &str)] = &[
    (
        "sqlalchemy/__init__.pyi",
        "\
from typing import Any, Generic, TypeVar, overload
T = TypeVar('T')
class ColumnElement(SQLCoreOperations[T]): ...
class SQLCoreOperations(Generic[T]):
    def __eq__(self, other: Any) -> ColumnElement[bool]: ...
class Column(ColumnElement[T]):
    def __init__(self, type: type[T]) -> None: ...
class InstrumentedAttribute(SQLCoreOperations[T]): ...
class Mapped(Generic[T]):
    @overload
    def __get__(self, instance: None, owner: Any) -> InstrumentedAttribute[T]: ...
    @overload
    def __get__(self, instance: object, owner: Any) -> T: ...
class Columns:
    def __getattr__(self, name: str) -> Column[Any]: ...
class Table:
    c: Columns
class DeclarativeBase: ...
def mapped_column() -> Any: ...
def relationship() -> Any: ...
",
    ),
    (
        "peewee.py",
        "\
class Node: pass
class ColumnBase(Node):
    def __eq__(self, rhs):
        return Expression(self, '=', rhs)
class Expression(ColumnBase): pass
class Field(ColumnBase): pass
class CharField(Field): pass
class Model: pass
",
    ),
    (
        "pandas/__init__.pyi",
        "\
from typing import Generic, TypeVar
T = TypeVar('T')
class Series(Generic[T]):
    def __eq__(self, other: object) -> Series[bool]: ...
class DataFrame:
    def __getitem__(self, name: str) -> Series[str]: ...
",
    ),
    (
        "polars/__init__.pyi",
        "\
class Expr:
    def __eq__(self, other: object) -> Expr: ...
class DataFrame:
    def __eq__(self, other: object) -> DataFrame: ...
def col(name: str) -> Expr: ...
",
    ),
    (
        "numpy/__init__.pyi",
        "\
from typing import Any, Generic, TypeVar, overload
T = TypeVar('T')
class generic:
    def __eq__(self, other: object) -> Any: ...
class float64(generic): ...
class ndarray(Generic[T]):
    @overload
    def __eq__(self, other: int) -> ndarray[bool]: ...
    @overload
    def __eq__(self, other: object) -> Any: ...
def array(values: object) -> ndarray[float]: ...
",
    ),
    (
        "werkzeug/local.py",
        "\
from typing import Generic, TypeVar
T = TypeVar('T')
class LocalProxy(Generic[T]):
    def __init__(self, load): pass
",
    ),
    ("werkzeug/__init__.py", ""),
    (
        "flask/__init__.py",
        "\
from werkzeug.local import LocalProxy
class Flask: pass
current_app: Flask = LocalProxy(lambda: Flask())
",
    ),
];

const MODELS: &str = "\
from sqlalchemy import DeclarativeBase, Mapped, Column, Table, mapped_column, relationship
class User(DeclarativeBase):
    name: Mapped[str]
    mail: Mapped[str | None] = mapped_column()
    friend: Mapped['User'] = relationship()
    old = Column(str)
users: Table
";

fn overloaded(nature: &Nature) -> Option<(&str, Option<&str>, Option<Thing>)> {
    match nature {
        Nature::Overloaded {
            class,
            gives,
            thing,
        } => Some((class, gives.as_deref(), *thing)),
        _ => None,
    }
}

#[test]
fn columns_and_relationships_are_told_apart() {
    let scene = Scene::new(&[("models.py", MODELS)]);
    let setting = "from models import User, users\ndef user() -> User: ...\nu = user()";
    let of = |operand: &str| scene.nature(setting, operand);
    let gives = Some("ColumnElement[bool]");
    let by = "SQLCoreOperations";
    for (operand, thing) in [
        ("User.name", Thing::SqlColumn),
        ("User.mail", Thing::SqlColumn),
        ("User.old", Thing::SqlColumn),
        ("User.friend", Thing::SqlRelationship),
        ("users.c.name", Thing::SqlColumn),
    ] {
        let nature = of(operand);
        assert_eq!(
            overloaded(&nature),
            Some((by, gives, Some(thing))),
            "{operand}"
        );
    }
    // What objects have under the name of a column is no column.
    assert_eq!(of("u.mail"), Nature::Honest);
    assert_eq!(of("u.old"), Nature::Nothing);
    assert_eq!(of("u"), Nature::Honest);
    assert_eq!(of("User"), Nature::Honest);
}

#[test]
fn the_result_of_the_comparison_is_shown() {
    let scene = Scene::new(&[("models.py", MODELS)]);
    let text = "from models import User\nUser.mail == None\nNone == User.mail\n";
    let facts: Vec<_> = scene.facts(text).into_iter().flatten().collect();
    let [forward, backward] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert_eq!(
        forward.operands[0].shown,
        "InstrumentedAttribute[str | None]"
    );
    assert_eq!(
        forward.result,
        Given::Other("ColumnElement[bool]".to_owned())
    );
    // Python asks the column in the end; its type says so, whatever the comparison's does.
    assert!(overloaded(&backward.operands[1].nature).is_some());
}

#[test]
fn libraries_that_compare_one_by_one() {
    let scene = Scene::new(&[]);
    let thing = |setting: &str, operand: &str| {
        let nature = scene.nature(setting, operand);
        overloaded(&nature).and_then(|(_, _, thing)| thing)
    };
    let pandas = "import pandas as pd\ndef f(frame: pd.DataFrame) -> pd.DataFrame: return frame\nd = f(pd.DataFrame())";
    assert_eq!(thing(pandas, "d"), Some(Thing::Pandas));
    assert_eq!(thing(pandas, "d['a']"), Some(Thing::Pandas));
    assert_eq!(
        thing("import polars as pl", "pl.col('a')"),
        Some(Thing::Polars)
    );
    assert_eq!(
        thing("import polars as pl", "pl.DataFrame()"),
        Some(Thing::PolarsFrame)
    );
    assert_eq!(
        thing("import numpy as np", "np.array(1)"),
        Some(Thing::Array)
    );
    // A member of a union that has no such method leaves no spelling.
    let either = "import polars as pl\ndef f() -> pl.Expr | None: ...";
    let nature = scene.nature(either, "f()");
    assert_eq!(overloaded(&nature).map(|(_, _, thing)| thing), Some(None));
    assert_eq!(
        scene.nature("import numpy as np", "np.float64()"),
        Nature::Nothing
    );
}

#[test]
fn fields_of_peewee() {
    let scene = Scene::new(&[(
        "people.py",
        "import peewee\nclass Person(peewee.Model):\n    name = peewee.CharField()\n",
    )]);
    let setting = "from people import Person";
    let nature = scene.nature(setting, "Person.name");
    assert_eq!(
        overloaded(&nature),
        Some(("ColumnBase", None, Some(Thing::Peewee)))
    );
    assert_eq!(scene.nature(setting, "Person().name"), Nature::Nothing);
    let expression = scene.nature("import peewee", "peewee.Expression()");
    assert_eq!(
        overloaded(&expression),
        Some(("ColumnBase", None, Some(Thing::Peewee)))
    );
}

#[test]
fn transparent_proxies() {
    let scene = Scene::new(&[("again.py", "from flask import current_app as app\n")]);
    let proxy = |class: &str| Nature::Proxy {
        class: class.to_owned(),
    };
    assert_eq!(
        scene.nature("from flask import current_app", "current_app"),
        proxy("LocalProxy")
    );
    assert_eq!(
        scene.nature("from again import app", "app"),
        proxy("LocalProxy")
    );
    let made = "from werkzeug.local import LocalProxy\np = LocalProxy(int)";
    assert_eq!(scene.nature(made, "p"), proxy("LocalProxy"));
    assert_eq!(
        scene.nature("from unittest import mock", "mock.ANY"),
        proxy("_ANY")
    );
    assert_eq!(
        scene.nature("from unittest.mock import Mock\nm = Mock()", "m"),
        Nature::Nothing
    );
    let weak = "import weakref\ndef f() -> weakref.ProxyType[int]: ...";
    assert_eq!(scene.nature(weak, "f()"), proxy("ProxyType"));
    let weak = "import weakref\nclass C: ...\nc = C()\np = weakref.proxy(c)";
    assert_eq!(scene.nature(weak, "p"), proxy("proxy"));
}

#[test]
fn what_is_unknown_in_part_gives_nothing() {
    let scene = Scene::new(&[]);
    let text = "import absent\nx = absent.x\nwhile x != 'a' and (\nx == None\n): ...\n";
    let facts = scene.facts(text).pop().unwrap().unwrap();
    assert_eq!(
        (&facts.operands[0].nature, &facts.result),
        (&Nature::Nothing, &Given::Nothing)
    );
}

#[test]
fn what_is_no_comparison_of_the_text_has_no_facts() {
    let scene = Scene::new(&[]);
    let range = |from: u32, to: u32| TextRange::new(from.into(), to.into());
    let mut question = Question {
        project: Project::default(),
        path: text_of(&scene.tree.path().join("asked.py")),
        text: "é == None\n".to_owned(),
        pairs: vec![
            Pair::new(range(0, 10), 0),
            Pair::new(range(0, 10), 1),
            Pair::new(range(0, 9), 0),
            Pair::new(range(4, 400), 0),
        ],
    };
    let facts = Server::default().answer(&question).facts;
    let told: Vec<_> = facts.iter().map(Option::is_some).collect();
    assert_eq!(told, [true, false, false, false]);
    question.path = "relative.py".to_owned();
    assert!(
        Server::default()
            .answer(&question)
            .facts
            .iter()
            .all(Option::is_none)
    );
}

#[test]
fn a_file_that_was_read_with_another_text_is_not_answered_for() {
    let scene = Scene::new(&[("other.py", "def f() -> int: ...\n")]);
    let ask = |server: &mut Server, name: &str, text: &str| {
        let question = Question {
            project: Project {
                roots: vec![text_of(scene.tree.path())],
                ..Project::default()
            },
            path: text_of(&scene.tree.path().join(name)),
            text: text.to_owned(),
            pairs: pairs(text),
        };
        server.answer(&question).facts.pop().unwrap()
    };
    let server = &mut Server::default();
    assert!(ask(server, "asked.py", "import other\nother.f() == None\n").is_some());
    assert!(ask(server, "other.py", "def f() -> str: ...\nf() == None\n").is_none());
}
