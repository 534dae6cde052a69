//! Values, on small modules.

use ruff_python_ast::AnyNodeRef as N;

use super::*;
use crate::syntax::Syntax;

/// The values of the argument of `show(…)`, in words.
fn values(source: &str) -> String {
    let syntax = Syntax::parse(source).unwrap();
    let module = Module::new(source, &syntax);
    let tree = &module.tree;
    let (id, call) = tree
        .ids()
        .find_map(|id| match tree.node(id) {
            N::ExprCall(call) if call.func.as_name_expr().is_some_and(|it| it.id == "show") => {
                Some((id, call))
            }
            _ => None,
        })
        .expect("the source calls show()");
    let scope = module.scopes().at(tree, id);
    let values = Reader::new(&module).values((&call.arguments.args[0]).into(), scope);
    let told = values.iter().map(|shown| match &shown.value {
        Value::None => "none".to_owned(),
        Value::Honest => "honest".to_owned(),
        Value::Made(class) => format!("made {class}"),
        Value::MayEqualNone(class) => format!("equal {class}"),
        Value::Overloads(class) => format!("overloads {class}"),
        Value::Library(origin, _) => format!("library {origin}"),
        Value::Proxy(origin) => format!("proxy {origin}"),
        Value::Unknown => "unknown".to_owned(),
    });
    told.collect::<Vec<_>>().join(", ")
}

#[test]
fn expressions_by_their_form() {
    let forms = [
        ("None", "none"),
        ("'a' % b", "honest"),
        ("b % 'a'", "unknown"),
        ("a + 'b'", "unknown"),
        ("'a' + b", "unknown"),
        ("'a' + str(b)", "honest"),
        ("('a' % b) + f'{c}'", "honest"),
        ("1 + 2", "honest"),
        ("not a", "honest"),
        ("a < b", "unknown"),
        ("[a]", "honest"),
        ("lambda: a", "honest"),
        ("'a' if b else None", "honest, none"),
        ("a or None", "unknown, none"),
        ("(y := 1)", "honest"),
        ("f'{a}'", "honest"),
        ("a[0]", "unknown"),
        ("len(a)", "honest"),
        ("getattr(a, 'b', None)", "unknown, none"),
        ("getattr(a, 'b')", "unknown"),
        ("getattr(a, 'b', 3)", "unknown, honest"),
        ("a.get('b', 3)", "unknown, honest"),
        ("a.get('b', default=3)", "unknown"),
        ("a.get('b')", "unknown, none"),
        ("a.strip()", "unknown"),
        ("str(a).strip()", "honest"),
        ("'a'.strip().split()", "honest"),
        ("a.str.strip()", "unknown"),
        ("'a'.join(b)", "honest"),
    ];
    for (form, expected) in forms {
        assert_eq!(values(&format!("show({form})")), expected, "{form}");
    }
}

#[test]
fn names_are_followed_to_all_their_bindings() {
    let cases = [
        ("x = None\nif a:\n    x = 'b'\nshow(x)", "none, honest"),
        ("x = None\nfor x in a: show(x)", "none, unknown"),
        ("def f(x, y=None): show(y)", "unknown, none"),
        ("def f(x: str, *y): show(x)", "honest"),
        ("def f(*y): show(y)", "honest"),
        ("import re\nm = re.match(a, b)\nshow(m)", "none, honest"),
        ("import os\nshow(os.environ.get(a))", "none, honest"),
        ("import os\nshow(os.path.join(a))", "honest"),
        ("str = a\nshow(str(b))", "unknown"),
        (
            "import numpy as np\nx = np.zeros(3)\nshow(x)",
            "library numpy.zeros",
        ),
        ("import numpy as np\nx = np.load(3)\nshow(x)", "unknown"),
        (
            "from flask_login import current_user as u\nshow(u)",
            "proxy flask_login.current_user",
        ),
        ("import a\nshow(a.Unit(3))", "made a.Unit"),
        ("import a\nshow(a.unit(3))", "unknown"),
        ("x = x\nshow(x)", "unknown"),
        ("a = b\nb = a\nshow(a)", "unknown"),
        ("try: pass\nexcept E as e: show(e)", "honest"),
        ("def f(x: str): show(x.lower())", "honest"),
        ("def f(x: str = None): show(x.lower() + 'a')", "honest"),
        ("def f(x): show(x.lower())", "unknown"),
        ("x = 'a'\nx = b\nshow(x.lower())", "unknown"),
        ("for x in ['a', b]: show(x)", "honest, unknown"),
        ("for x, y in [('a', b)]: show(x)", "unknown"),
        ("for x, (y, z) in a: show(z)", "unknown"),
        ("with open(a) as x: show(x)", "honest"),
        ("import gzip\nwith gzip.open(a) as x: show(x)", "honest"),
        (
            "from shapes import *\nwith open(a) as x: show(x)",
            "unknown",
        ),
        ("from numpy import *\nshow(len(a))", "unknown"),
        ("class A: pass\nwith A() as x: show(x)", "unknown"),
        ("def f(): pass\nshow(f)", "honest"),
        (
            "import functools\n@functools.cache\ndef f(): pass\nshow(f)",
            "honest",
        ),
        ("@a\ndef f(): pass\nshow(f)", "unknown"),
        (
            "from werkzeug.local import LocalProxy\n@LocalProxy\ndef f(): pass\nshow(f)",
            "proxy werkzeug.local.LocalProxy",
        ),
        ("@a\nclass A: pass\nshow(A)", "unknown"),
    ];
    for (source, expected) in cases {
        assert_eq!(values(source), expected, "{source}");
    }
}

/// What is imported and bound otherwise, too, may be the other.
#[test]
fn imports_are_not_all() {
    let cases = [
        ("import time\nshow(time.time())", "honest"),
        (
            "import time\ntime = a['time']\nshow(time.values)",
            "honest, unknown",
        ),
        (
            "import time\nfor time in a: pass\nshow(time.time())",
            "honest, unknown",
        ),
        (
            "try: import json\nexcept E: json = None\nshow(json.dumps(a))",
            "honest",
        ),
        (
            "import os\nos = a\nshow(os.environ['a'])",
            "honest, unknown",
        ),
        (
            "import os\ndef f():\n    os = 3\nshow(os.environ['a'])",
            "honest",
        ),
        (
            "def f():\n    def g():\n        nonlocal x\n        x = a\n    x = None\n    show(x)",
            "none, unknown",
        ),
        (
            "class A:\n    x = 1\n    def f(self):\n        x = 'a'\n        def g():\n            nonlocal x\n            x = b\n        show(x)",
            "honest, unknown",
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(values(source), expected, "{source}");
    }
}

/// An attribute has what any class of the file that belongs to it gives it.
#[test]
fn attributes_of_kin() {
    let sub = "class A:\n    def __init__(self): self.x = 'a'\nclass B(A):\n    ";
    let cases = [
        ("y = 1\n    def f(self): show(self.x)", "honest"),
        ("x = 1\n    def f(self): show(self.x)", "honest, honest"),
        ("x = None\n    def f(self): show(self.x)", "none, honest"),
        (
            "x = None\n    def f(self): show(self.x)\nB().x = 3",
            "none, honest, unknown",
        ),
        (
            "x = 1\n    def f(self): show(self.x)\nsetattr(b, 'x', 3)",
            "honest, honest, unknown",
        ),
        (
            "x = 1\n    def f(self): show(self.x)\nclass C(B):\n    def g(self): self.x = b",
            "honest, honest, unknown",
        ),
        ("x: int\nshow(B.x)", "honest"),
        (
            "x: int\nclass D(E):\n    y: int\nshow(D.y)",
            "honest, unknown",
        ),
        (
            "x: int\n@e\nclass D:\n    y: int\nshow(D.y)",
            "honest, unknown",
        ),
        (
            "x: int\nclass D(E):\n    def f(self): show(self.y)\n    y = 1",
            "honest, unknown",
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(values(&format!("{sub}{source}")), expected, "{source}");
    }
}

#[test]
fn annotations_speak_for_values() {
    let cases = [
        ("str", "honest"),
        ("'str'", "honest"),
        ("'Optional[str]'", "honest, none"),
        ("int | None", "honest, none"),
        ("Union[int, None, Thing]", "honest, none, unknown"),
        ("Dict[str, object]", "honest"),
        ("object", "unknown"),
        ("Any", "unknown"),
        ("np.ndarray", "library numpy.ndarray"),
        ("Optional[pd.DataFrame]", "library pandas.DataFrame, none"),
        ("datetime", "honest"),
        ("'not python('", "unknown"),
        ("Annotated[str, 3]", "honest"),
        ("A", "honest"),
        ("E", "equal E"),
    ];
    for (annotation, expected) in cases {
        let source = format!(
            "import numpy as np, pandas as pd\nfrom typing import *\nfrom datetime import datetime\nclass A: pass\nclass E:\n    def __eq__(self, other): return other is None\ndef f(x: {annotation}): show(x)"
        );
        assert_eq!(values(&source), expected, "{annotation}");
    }
}

#[test]
fn classes_of_the_file_are_known() {
    let cases = [
        ("class A: pass\nshow(A())", "honest"),
        ("class A(Exception): pass\nshow(A())", "honest"),
        ("class A(B): pass\nshow(A())", "made A"),
        ("class A(metaclass=B): pass\nshow(A())", "equal A"),
        ("class A(B, table=1): pass\nshow(A())", "made A"),
        (
            "class A:\n    def __eq__(self, o): return self.x == o.x\nshow(A())",
            "honest",
        ),
        (
            "class A:\n    def __eq__(self, o): return o == None\nshow(A())",
            "equal A",
        ),
        (
            "class A:\n    def __eq__(self, o): return self.x == o\nshow(A())",
            "equal A",
        ),
        (
            "class A:\n    def __eq__(self, o): return o is None\nclass B(A): pass\nshow(B())",
            "equal B",
        ),
        (
            "class A:\n    def f(self): show(self.x)\n    def g(self): self.x = None",
            "none, unknown",
        ),
        (
            "class A:\n    x = None\n    def f(self): show(self.x)\n    def g(self, y): self.x = y",
            "none, unknown",
        ),
        ("class A:\n    def f(self): show(self.x)", "unknown"),
        (
            "import sqlalchemy as sa\nclass A:\n    x = sa.Column()\nshow(A.x)",
            "library sqlalchemy.Column",
        ),
        (
            "import sqlalchemy as sa\nclass A:\n    x = sa.Column()\n    def f(self): show(self.x)",
            "unknown",
        ),
        (
            "class A:\n    def f(self): return None\n    def g(self): show(self.f())",
            "none",
        ),
        ("def f():\n    return 'a'\nshow(f())", "honest"),
        ("def f() -> str | None: ...\nshow(f())", "honest, none"),
        (
            "def f():\n    yield 'a'\n    return 'b'\nshow(f())",
            "unknown",
        ),
        ("async def f():\n    return 'b'\nshow(f())", "unknown"),
        ("@cache\ndef f():\n    return 'b'\nshow(f())", "unknown"),
    ];
    for (source, expected) in cases {
        assert_eq!(values(source), expected, "{source}");
    }
}

#[test]
fn what_gives_classes_their_equality_is_seen() {
    let cases = [
        (
            "class A:\n    def __eq__(self, o) -> C: return C(self, o)",
            "overloads A",
        ),
        (
            "class A:\n    def __eq__(self, o): return self.f() == o",
            "equal A",
        ),
        ("class A:\n    __eq__ = op('=')", "equal A"),
        (
            "class A:\n    def __eq__(self, o): return o == self.x",
            "equal A",
        ),
        (
            "class A:\n    def __eq__(self, o): return isinstance(o, A)",
            "honest",
        ),
        (
            "class B:\n    __eq__ = op('=')\nclass A(B): pass",
            "equal A",
        ),
        (
            "class B:\n    def __eq__(self, o): return o.x\nclass A(B): pass",
            "honest",
        ),
        ("class A: pass\nA.__eq__ = op('=')", "equal A"),
        ("class A: pass\nsetattr(A, '__eq__', op('='))", "equal A"),
        (
            "class A: pass\nsetattr(A, 'x', op('='))\nA.eq = A.__eq__",
            "honest",
        ),
        ("@given\nclass A: pass", "equal A"),
        ("from m import given\n@given()\nclass A: pass", "equal A"),
        (
            "from dataclasses import dataclass\n@dataclass(eq=True)\nclass A: pass",
            "honest",
        ),
        (
            "import functools as f\n@f.total_ordering\nclass A: pass",
            "honest",
        ),
        ("import attr\n@attr.s\nclass A: pass", "honest"),
        (
            "def add(c):\n    all[c.n] = c\n    return c\n@add\nclass A: pass",
            "honest",
        ),
        (
            "def add(c):\n    c.__eq__ = op('=')\n    return c\n@add\nclass A: pass",
            "equal A",
        ),
        (
            "def add(c):\n    return Proxy(c)\n@add\nclass A: pass",
            "equal A",
        ),
        (
            "from abc import ABCMeta\nclass A(metaclass=ABCMeta): pass",
            "honest",
        ),
        (
            "class M(type):\n    def f(self): pass\nclass A(metaclass=M): pass",
            "honest",
        ),
        (
            "class M(type):\n    def f(self): self.__eq__ = 1\nclass A(metaclass=M): pass",
            "equal A",
        ),
        ("class M(N): pass\nclass A(metaclass=M): pass", "equal A"),
        ("class A:\n    def __new__(cls): return Column()", "equal A"),
        (
            "class A:\n    def __new__(cls): return super().__new__(cls)",
            "honest",
        ),
        (
            "class A:\n    def __new__(cls):\n        if cls.i is None:\n            cls.i = object.__new__(cls)\n        return cls.i",
            "honest",
        ),
        (
            "class A:\n    def __new__(cls):\n        i = object.__new__(cls)\n        i = f(i)\n        return i",
            "equal A",
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(
            values(&format!("{source}\nshow(A())")),
            expected,
            "{source}"
        );
    }
}

#[test]
fn looking_has_an_end() {
    let mut source = "x0 = None\n".to_owned();
    for at in 1..100 {
        source += &format!("x{at} = x{} or x{}\n", at - 1, at - 1);
    }
    assert!(values(&format!("{source}show(x99)")).contains("unknown"));
}
