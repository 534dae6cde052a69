//! What is proved to be a `bool`, and what is not.

use ruff_python_ast::{AnyNodeRef, Expr};

use super::{Proved, prove};
use crate::module::Module;
use crate::rule::{Comparison, Site};
use crate::syntax::Syntax;

/// What the left operand of the last comparison with `True` is proved to be.
fn proved(text: &str) -> Option<Proved> {
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let found = module.tree.ids().rev().find_map(|id| {
        let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) else {
            return None;
        };
        let is_asked = matches!(&compare.comparators[0], Expr::BooleanLiteral(_));
        is_asked.then(|| Comparison::new(&module, id, compare))
    });
    let comparison = found.expect("a comparison with `True`");
    let site = Site::new(&module, &comparison, 0);
    prove(&site, 0).map(|(proved, _)| proved)
}

#[track_caller]
fn hold(cases: &[(&str, Option<Proved>)]) {
    for &(text, wanted) in cases {
        assert_eq!(proved(text), wanted, "{text}");
    }
}

const BOOL: Option<Proved> = Some(Proved::Bool);
const OR_NONE: Option<Proved> = Some(Proved::BoolOrNone);

#[test]
fn expressions() {
    hold(&[
        ("(a is b) == True", BOOL),
        ("(a is b is not c) == True", BOOL),
        ("(a not in b) == True", BOOL),
        ("(a in b is c) == True", BOOL),
        ("(not a) == True", BOOL),
        ("isinstance(a, b) == True", BOOL),
        ("bool(a) == True", BOOL),
        ("callable(a) == True", BOOL),
        ("all(a) == True", BOOL),
        ("'a'.startswith(b) == True", BOOL),
        ("f'{a}'.isdigit() == True", BOOL),
        ("(len(a) > 0) == True", BOOL),
        ("(len(a) == len(b)) == True", BOOL),
        ("(a is b and c in d) == True", BOOL),
        ("(not a if b else c is d) == True", BOOL),
        ("(a is b if c else None) == True", OR_NONE),
        ("(x := a is b) == True", BOOL),
        ("(a == None) == True", BOOL),
        ("((a is b) == True) == True", BOOL),
        ("import os\nos.path.exists(a) == True", BOOL),
        ("from os.path import exists as e\ne(a) == True", BOOL),
        ("(a == b) == True", None),
        ("(a > 0) == True", None),
        ("(a < b is c) == True", None),
        ("(a and b is c) == True", None),
        ("f(a) == True", None),
        ("a.startswith(b) == True", None),
        ("'a'.find(b) == True", None),
        ("a == True", None),
        ("a.b == True", None),
        ("a[0] == True", None),
        ("(~(a is b)) == True", None),
        ("((a is b) | c) == True", None),
        ("(a.c == None).any() == True", None),
        ("from numpy import *\nall(a) == True", None),
        ("from numpy import all\nall(a) == True", None),
        ("def bool(x): pass\nbool(a) == True", None),
        ("import numpy as np\nnp.isnan(a) == True", None),
        ("import os\nos.system(a) == True", None),
    ]);
}

/// What is `is` by default must be proved alike, and what is held back must not be.
#[test]
fn tests_of_none() {
    hold(&[
        ("f(a == None) if (a == None) == True else 1", BOOL),
        ("(a.b.c == None) == True", None),
        ("flag = a == None\nflag == True", BOOL),
        ("def f():\n flag = a is None\n return flag == True", BOOL),
        ("(a == None == b) == True", BOOL),
        ("(a == None < b) == True", None),
    ]);
}

#[test]
fn names() {
    let parameter = |annotation: &str| format!("def f(x{annotation}):\n return x == True");
    for (annotation, wanted) in [
        (": bool", BOOL),
        (": bool = False", BOOL),
        (": 'bool'", BOOL),
        (": bool = None", OR_NONE),
        (": bool | None", OR_NONE),
        (": Optional[bool] = None", OR_NONE),
        (": 'typing.Optional[bool]'", OR_NONE),
        (": None", OR_NONE),
        ("=False", None),
        (": bool = 1", None),
        (": bool = other", None),
        (": int", None),
        (": bool | int", None),
        (": list[bool]", None),
        (": Optional[int]", None),
    ] {
        assert_eq!(proved(&parameter(annotation)), wanted, "{annotation}");
    }
    hold(&[
        ("def f(*x: bool): return x == True", None),
        ("def f(x: bool):\n x = g()\n return x == True", None),
        ("def f(x: bool):\n def g(x): return x == True", None),
        ("def f(x: bool):\n def g(): return x == True", BOOL),
        ("def f(x: bool):\n x |= y\n return x == True", None),
        ("def f():\n x = False\n x = a is b\n return x == True", BOOL),
        (
            "def f():\n x = None\n x = a is b\n return x == True",
            OR_NONE,
        ),
        ("def f():\n x: bool = g()\n return x == True", None),
        ("def f():\n x: bool\n return x == True", BOOL),
        ("def f():\n x = y = True\n return y == True", BOOL),
        ("def f():\n x, y = True, 1\n return x == True", BOOL),
        ("def f():\n x, y = True, 1\n return y == True", None),
        ("def f():\n x = 1\n return x == True", None),
        ("def f():\n for x in True, False: x == True", None),
        (
            "def f():\n x = True\n def g():\n  nonlocal x\n  x = 1\n return x == True",
            None,
        ),
        ("def f():\n x = True\n del x\n return x == True", None),
        ("x = False\nx = True\nif x == True: pass", BOOL),
        ("x = False\ndef f(): return x == True", None),
        ("x = False\nfrom shapes import *\nif x == True: pass", None),
        (
            "from shapes import *\ndef f():\n x = a is b\n return x == True",
            BOOL,
        ),
        (
            "x = False\ndef f():\n global x\n x = 1\nif x == True: pass",
            None,
        ),
        ("class C:\n x = True\n y = x == True", None),
        ("class C:\n def f(self): return self == True", None),
        ("[x == True for x in y]", None),
        ("x = x\nx == True", None),
        ("x = y\ny = x\nx == True", None),
    ]);
}

#[test]
fn far_is_not_near() {
    let mut text = "x0 = True\n".to_owned();
    for at in 1..=200 {
        text.push_str(&format!("x{at} = x{}\n", at - 1));
    }
    assert_eq!(proved(&format!("{text}x20 == True")), BOOL);
    assert_eq!(proved(&format!("{text}x200 == True")), None);
    let nots = "(".repeat(500) + "a is b" + &" if c else d is e)".repeat(500);
    assert_eq!(proved(&format!("{nots} == True")), None);
    let long = format!(
        "def f(x: '{}bool{}'): x == True",
        "(".repeat(900),
        ")".repeat(900)
    );
    assert_eq!(proved(&long), None);
}
