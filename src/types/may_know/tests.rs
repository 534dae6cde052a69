//! What is worth asking about, and what is not.

use ruff_python_ast::AnyNodeRef as N;

use super::*;
use crate::syntax::{Syntax, tokens};

fn origin(module: &str) -> Origin {
    match module.split('.').next() {
        Some("os" | "re" | "typing") => Origin::Standard,
        Some("shop" | "sqlalchemy") => Origin::Found,
        Some("near") => Origin::Beside,
        _ => Origin::Missing,
    }
}

/// What may be known of the left operand of the last comparison.
fn knowledge(text: &str) -> Knowledge {
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let mut compares = module.tree.ids().rev();
    let found = compares.find_map(|id| match module.tree.node(id) {
        N::ExprCompare(compare) => Some((id, tokens::operand(compare, 0))),
        _ => None,
    });
    let (id, operand) = found.unwrap();
    may_know(&module, id, operand, &origin)
}

#[track_caller]
fn check(cases: &[(&str, Knowledge)]) {
    for (text, expected) in cases {
        assert_eq!(knowledge(text), *expected, "{text}");
    }
}

#[test]
fn parameters() {
    check(&[
        ("def f(x): x == None", Nothing),
        ("def f(x=None): x == None", Nothing),
        ("def f(x): x.a.b(1)[2] == None", Nothing),
        ("def f(x): return lambda y: x == None", Nothing),
        ("def f(x):\n y = x\n y == None", Nothing),
        ("def f(x: str): x == None", Standard),
        ("def f(x: Any): x == None", Nothing),
        ("def f(x: object): x == None", Nothing),
        ("import typing\ndef f(x: typing.Any): x == None", Nothing),
        ("def f(x: 'User'): x == None", Foreign),
        (
            "from shop import User\ndef f(x: User | None): x == None",
            Foreign,
        ),
        (
            "from absent import User\ndef f(x: User | None): x == None",
            Nothing,
        ),
        ("def f(*x): x == None", Standard),
        ("class C:\n def m(self): self == None", Foreign),
    ]);
}

#[test]
fn imports() {
    check(&[
        ("import os\nos.environ.get('a') == None", Standard),
        ("from shop import User\nUser.name == None", Foreign),
        ("from .models import User\nUser.name == None", Foreign),
        ("from near import User\nUser.name == None", Foreign),
        ("from absent import User\nUser.name == None", Nothing),
        ("import absent.more as more\nmore.f().x == None", Nothing),
        ("from shop import *\nUser == None", Foreign),
        ("from absent import *\nUser == None", Nothing),
    ]);
}

#[test]
fn names() {
    check(&[
        ("x = 1\nx == None", Standard),
        ("x = [1]\nfor y in x: y == None", Standard),
        ("len == None", Standard),
        ("getattr(a, 'b', None) == None", Nothing),
        ("x = shop()\nx == None", Standard),
        ("def f(): ...\nx = f()\nx == None", Nothing),
        ("def f() -> int: ...\nx = f()\nx == None", Standard),
        ("class C: ...\nx = C()\nx == None", Foreign),
        ("class C:\n def m(self) -> int: ...\nC == None", Foreign),
        (
            "def f(a):\n x = a\n x = C()\n x == None\nclass C: ...",
            Foreign,
        ),
        ("def f(a):\n x = a\n x = 1\n x == None", Nothing),
        ("with open('a') as f: f == None", Standard),
        ("x = x.next\nx == None", Nothing),
        ("(x if y else 1) == None", Standard),
    ]);
}

#[test]
fn attributes_of_a_methods_object() {
    let class = |body: &str| format!("import shop\nfrom absent import B\nclass A:\n{body}");
    for (body, expected) in [
        (" def m(self): self.x == None", Nothing),
        (
            " def __init__(self, x): self.x = x\n def m(self): self.x == None",
            Nothing,
        ),
        (
            " def __init__(self): self.x = 1\n def m(self): self.x == None",
            Standard,
        ),
        (
            " def __init__(self): self.x = None\n def m(self): self.x == None",
            Standard,
        ),
        (" x: shop.T\n def m(self): self.x == None", Foreign),
        (
            " def __init__(self): self.x = shop.T()\n def m(self): self.x == None",
            Foreign,
        ),
        (" def f(self): ...\n def m(self): self.f() == None", Nothing),
        (
            " def f(self) -> int: ...\n def m(self): self.f() == None",
            Standard,
        ),
        (" x = shop.column()\nA.x == None", Foreign),
    ] {
        assert_eq!(knowledge(&class(body)), expected, "{body}");
    }
    check(&[
        (
            "from absent import B\nclass A(B):\n def m(self): self.x == None",
            Nothing,
        ),
        (
            "from shop import B\nclass A(B):\n def m(self): self.x == None",
            Foreign,
        ),
        (
            "class B:\n x = 1\nclass A(B):\n def m(self): self.x == None",
            Standard,
        ),
        ("class A(A):\n def m(self): self.x == None", Nothing),
    ]);
}

#[test]
fn containers_hold_what_is_put_in() {
    check(&[
        (
            "import shop\nx = {1: shop.Basket()}\nx.get(1) == None",
            Foreign,
        ),
        (
            "import shop\nx = [None, shop.Basket()]\nx[0] == None",
            Foreign,
        ),
        ("import shop\nfor x in (shop.Basket(),): x == None", Foreign),
        (
            "import shop\nx = [shop.Basket() for _ in y]\nx[0] == None",
            Foreign,
        ),
        (
            "import absent\nx = [absent.Basket()]\nx[0] == None",
            Standard,
        ),
        ("x = {}\nx.get(1) == None", Standard),
        ("x = [1, 2]\nx[0] == None", Standard),
    ]);
}
