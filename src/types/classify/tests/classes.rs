//! Classes of the standard library and of the tree itself: what compares honestly, and what may not.

use super::*;

#[test]
fn the_standard_library_compares_honestly() {
    let scene = Scene::new(&[]);
    let setting = "\
import dataclasses, datetime, enum, os, pathlib, re
from typing import NamedTuple, TypedDict, Optional
class Colour(enum.Enum):
    RED = 1
@dataclasses.dataclass
class Data:
    x: int = 0
class Pair(NamedTuple):
    x: int
class Shape(TypedDict):
    x: int
def maybe() -> Optional[str]: ...
def shape() -> Shape: ...
def colour() -> Colour: ...
class Own(dict): ...
";
    for operand in [
        "re.match('a', 'b')",
        "os.environ.get('a')",
        "maybe()",
        "pathlib.Path('.')",
        "datetime.date.today()",
        "Colour.RED",
        "colour()",
        "Data()",
        "Pair(1)",
        "shape()",
        "Own()",
        "[1]",
        "{}",
        "maybe",
        "os",
        "Data",
        "Colour",
        "1",
        "b''",
        "''.join",
        "len",
    ] {
        assert_eq!(scene.nature(setting, operand), Nature::Honest, "{operand}");
    }
}

#[test]
fn what_says_nothing() {
    let scene = Scene::new(&[]);
    let setting = "\
from typing import Any, Callable, Iterable, Protocol, TypeVar
import absent
T = TypeVar('T')
class Like(Protocol):
    x: int
class Strange(absent.Base): ...
def any() -> Any: ...
def anything() -> object: ...
def like() -> Like: ...
def several() -> Iterable[int]: ...
def call() -> Callable[[], int]: ...
def mixed() -> Any | str: ...
def untold(x): return x
";
    for operand in [
        "any()",
        "anything()",
        "like()",
        "several()",
        "call()",
        "mixed()",
        "untold(1)",
        "Strange()",
        "absent",
        "object()",
        "nowhere",
    ] {
        assert_eq!(scene.nature(setting, operand), Nature::Nothing, "{operand}");
    }
}

/// That a class has an `__eq__` of its own is known, even where what it says is not.
#[test]
fn an_equality_that_cannot_be_told_may_accept_none() {
    let scene = Scene::new(&[]);
    let setting = "\
from typing import Any
class Strange:
    def __eq__(self, other): return compare(self, other)
class Given:
    __eq__ = compare
class Stub:
    def __eq__(self, other: object) -> bool: ...
class Below(Strange): ...
class Over(Strange):
    def __eq__(self, other): return self.x == other.x
def either() -> Any | Strange: ...
def maybe() -> Stub | None: ...
";
    for (operand, by) in [
        ("Strange()", "Strange"),
        ("Given()", "Given"),
        ("Stub()", "Stub"),
        ("Below()", "Strange"),
        ("either()", "Strange"),
        ("maybe()", "Stub"),
    ] {
        let class = by.to_owned();
        let may = Nature::MayEqualNone { class };
        assert_eq!(scene.nature(setting, operand), may, "{operand}");
    }
    assert_eq!(scene.nature(setting, "Over()"), Nature::Honest);
}

#[test]
fn classes_of_the_tree_are_read_through_their_bases() {
    let scene = Scene::new(&[
        (
            "src/shop/base.py",
            "\
class Empty:
    def __eq__(self, other):
        if other is None:
            return not self.items
        return self is other
class Strict:
    def __eq__(self, other):
        if not isinstance(other, Strict):
            return NotImplemented
        return True
class Meta(type):
    def __eq__(cls, other) -> 'Empty': ...
class Odd(metaclass=Meta): ...
",
        ),
        (
            "src/shop/__init__.py",
            "from .base import Empty as Nothing\n",
        ),
        (
            "src/shop/more.py",
            "\
from .base import Empty, Strict
class Basket(Empty): ...
class Both(Strict, Empty): ...
class Plain:
    def __init__(self):
        self.basket = Basket()
        self.strict: Strict | None = None
",
        ),
    ]);
    let may = Nature::MayEqualNone {
        class: "Empty".to_owned(),
    };
    let setting = "import shop\nfrom shop.more import *\nfrom shop.base import Odd";
    let of = |operand: &str| scene.nature(setting, operand);
    assert_eq!(of("Basket()"), may);
    assert_eq!(of("shop.Nothing()"), may);
    assert_eq!(of("Plain().basket"), may);
    assert_eq!(of("Both()"), Nature::Honest);
    assert_eq!(of("Plain()"), Nature::Honest);
    assert_eq!(of("Plain().strict"), Nature::Honest);
    assert_eq!(of("Odd()"), Nature::Honest);
    assert_eq!(overloaded(&of("Odd")), Some(("Meta", Some("Empty"), None)));
}

#[test]
fn truths() {
    let scene = Scene::new(&[]);
    let setting = "\
def truth() -> bool: ...
def maybe() -> bool | None: ...
def number() -> int: ...
x = True
";
    let of = |operand: &str| scene.nature(setting, operand);
    assert_eq!(of("truth()"), Nature::Bool);
    assert_eq!(of("(number() > 1)"), Nature::Bool);
    assert_eq!(of("isinstance(x, int)"), Nature::Bool);
    assert_eq!(of("x"), Nature::Bool);
    assert_eq!(of("maybe()"), Nature::BoolOrNone);
    assert_eq!(of("number()"), Nature::Honest);
    assert_eq!(of("None"), Nature::Honest);
    let facts = scene.facts(&format!("{setting}truth() == number()\n"));
    assert_eq!(facts[0].as_ref().unwrap().result, Given::Bool);
}

/// A metaclass, or a base that is not known, may put a column in the place of what is declared.
#[test]
fn declared_attributes_of_classes() {
    let scene = Scene::new(&[]);
    let setting = "\
from abc import ABCMeta
from absent import Base, mapped
class Meta(type): ...
class Model(metaclass=Meta):
    done: bool
    name: str
class Task(Model): ...
class Foreign(Base):
    done: bool
@mapped
class Mapped:
    done: bool
class Settings(metaclass=ABCMeta):
    done: bool = False
    name: str = ''
task = Task()
column = Task.done
flag = Settings.done
def kind() -> type[Model]: ...
def named() -> type[Settings]: ...
";
    for (operand, wanted) in [
        ("Model.done", Nature::Nothing),
        ("Task.done", Nature::Nothing),
        ("Task.name", Nature::Nothing),
        ("kind().done", Nature::Nothing),
        ("Foreign.done", Nature::Nothing),
        ("Mapped.done", Nature::Nothing),
        ("column", Nature::Nothing),
        ("task.done", Nature::Bool),
        ("task.name", Nature::Honest),
        ("Settings.done", Nature::Bool),
        ("Settings.name", Nature::Honest),
        ("named().done", Nature::Bool),
        ("flag", Nature::Bool),
    ] {
        assert_eq!(scene.nature(setting, operand), wanted, "{operand}");
    }
}

/// What is written down is a `bool`; what is assigned somewhere may be assigned something else.
#[test]
fn attributes_that_are_only_assigned() {
    let scene = Scene::new(&[]);
    let setting = "\
class Job:
    done = False
    late: bool = False
    def __init__(self):
        self.busy = False
    @property
    def ready(self) -> bool: return True
job = Job()
";
    for (operand, wanted) in [
        ("job.done", Nature::Honest),
        ("Job.done", Nature::Honest),
        ("job.busy", Nature::Honest),
        ("job.late", Nature::Bool),
        ("job.ready", Nature::Bool),
    ] {
        assert_eq!(scene.nature(setting, operand), wanted, "{operand}");
    }
}
