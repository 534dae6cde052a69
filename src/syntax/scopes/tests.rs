//! Scopes, on small modules.

use super::*;
use crate::syntax::Syntax;

/// What the name `x` is bound to as seen from the call of `here()`, in words.
fn seen(source: &str) -> Vec<String> {
    let syntax = Syntax::parse(source).unwrap();
    let tree = syntax.tree();
    let scopes = Scopes::new(&tree);
    let here = tree
        .ids()
        .find(|&id| matches!(tree.node(id), N::ExprName(name) if name.id == "here"))
        .expect("the source calls here()");
    let bindings = scopes.lookup("x", scopes.at(&tree, here));
    bindings.iter().map(|bound| told(&bound.binding)).collect()
}

fn told(binding: &Binding<'_>) -> String {
    match binding {
        Binding::Parameter { default, kind, .. } => {
            let default = if default.is_some() {
                " with default"
            } else {
                ""
            };
            match kind {
                ParameterKind::Ordinary => format!("parameter{default}"),
                ParameterKind::Receiver { is_class, .. } => format!("receiver {is_class}"),
                ParameterKind::Star => "star".to_owned(),
                ParameterKind::StarStar => "starstar".to_owned(),
            }
        }
        Binding::Value(Expr::NumberLiteral(number)) => format!("value {:?}", number.value),
        Binding::Value(_) => "value".to_owned(),
        Binding::Declared { value, .. } => format!("declared {}", value.is_some()),
        Binding::PartOf(_) => "part".to_owned(),
        Binding::Within(_) => "within".to_owned(),
        Binding::Entered(_) => "entered".to_owned(),
        Binding::Caught => "caught".to_owned(),
        Binding::Import(origin) => origin.clone(),
        Binding::Function(..) => "function".to_owned(),
        Binding::Class(..) => "class".to_owned(),
        Binding::Other => "other".to_owned(),
    }
}

#[test]
fn an_import_that_is_there_already_adds_nothing() {
    let twice = "try: from a import x\nexcept E: from b import x\nfrom a import x\nhere()";
    assert_eq!(seen(twice), ["a.x", "b.x"]);
    let often = "from a import x\nx = y\n".repeat(100) + "here()";
    assert_eq!(seen(&often).iter().filter(|it| *it == "a.x").count(), 1);
}

#[test]
fn every_way_to_bind_a_name() {
    let ways = [
        ("x = a\nhere()", "value"),
        ("x, y = a\nhere()", "part"),
        ("y = x = a\nhere()", "value"),
        ("(x, y), z = a, b\nhere()", "part"),
        ("*x, y = a\nhere()", "other"),
        ("x: int\nhere()", "declared false"),
        ("x: int = 1\nhere()", "declared true"),
        ("x += 1\nhere()", "other"),
        ("for x in a: here()", "part"),
        ("for y, x in a: here()", "within"),
        ("with a as x: here()", "entered"),
        ("try: pass\nexcept E as x: here()", "caught"),
        ("import x\nhere()", "x"),
        ("import a.b as x\nhere()", "a.b"),
        ("from a import b as x\nhere()", "a.b"),
        ("from . import x\nhere()", ".x"),
        ("from ..a import x\nhere()", "..a.x"),
        ("def x(): pass\nhere()", "function"),
        ("class x: pass\nhere()", "class"),
        ("def f(x): here()", "parameter"),
        ("def f(x=1): here()", "parameter with default"),
        ("def f(*x): here()", "star"),
        ("def f(**x): here()", "starstar"),
        ("lambda x=1: here()", "parameter with default"),
        ("[here() for x in a]", "part"),
        ("if (x := a): here()", "value"),
        ("del x\nhere()", "other"),
        ("match a:\n    case [1, x]: here()", "other"),
        ("match a:\n    case {**x}: here()", "other"),
        ("class A:\n    def f(x): here()", "receiver false"),
        (
            "class A:\n    @classmethod\n    def f(x): here()",
            "receiver true",
        ),
        (
            "class A:\n    @staticmethod\n    def f(x): here()",
            "parameter",
        ),
    ];
    for (source, way) in ways {
        assert_eq!(seen(source), [way], "{source}");
    }
}

#[test]
fn names_are_looked_up_as_python_does() {
    let one = "value Int(1)";
    let two = "value Int(2)";
    assert_eq!(seen("x = 1\ndef f(): here()"), [one]);
    assert_eq!(seen("x = 1\ndef f():\n    here()\n    x = 2"), [two]);
    assert_eq!(seen("x = 1\nclass A:\n    x = 2\n    here()"), [two]);
    assert_eq!(
        seen("x = 1\nclass A:\n    x = 2\n    def f(self): here()"),
        [one]
    );
    assert_eq!(
        seen("x = 1\ndef f():\n    global x\n    x = 2\nhere()"),
        [one, two]
    );
    assert_eq!(
        seen("def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    here()"),
        [one, two]
    );
    assert_eq!(seen("x = 1\ndef f(y=here()): x = 2"), [one]);
    assert_eq!(seen("x = 1\n@here()\ndef f(): x = 2"), [one]);
    assert_eq!(seen("x = 1\nlambda y=here(): (x := 2)"), [one]);
    assert_eq!(
        seen("def f():\n    [(x := 1) for y in z]\n    here()"),
        [one]
    );
    assert_eq!(
        seen("def f():\n    [1 for x in z]\n    here()"),
        [] as [&str; 0]
    );
    assert_eq!(seen("x, y = 1, 2\nhere()"), [one]);
    assert_eq!(seen("here()"), [] as [&str; 0]);
}

#[test]
fn attributes_of_self_are_kept_by_class() {
    let source = "class A:\n    y = 1\n    def f(this, other):\n        this.y = 2\n        other.y = 3\n        this.z, w = 4, 5\n    @classmethod\n    def g(cls): cls.y = 6\nclass B:\n    def f(self): self.y = 7\n";
    let syntax = Syntax::parse(source).unwrap();
    let tree = syntax.tree();
    let scopes = Scopes::new(&tree);
    let class = tree
        .ids()
        .find(|&id| matches!(tree.node(id), N::StmtClassDef(_)))
        .unwrap();
    let told = |bounds: &[Bound<'_>]| -> Vec<String> {
        bounds.iter().map(|bound| told(&bound.binding)).collect()
    };
    assert_eq!(told(scopes.in_class(class, "y")), ["value Int(1)"]);
    assert_eq!(
        told(scopes.of_object(class, "y")),
        ["value Int(2)", "value Int(6)"]
    );
    assert_eq!(told(scopes.of_object(class, "z")), ["value Int(4)"]);
}

#[test]
fn an_origin_is_the_whole_dotted_name() {
    let source = "import numpy as np\nimport a.b\nfrom c import d\ntry:\n    import e as f\nexcept ImportError:\n    f = None\nnp.x.y, a.b.z, d.w, f.v, g.u\n";
    let syntax = Syntax::parse(source).unwrap();
    let tree = syntax.tree();
    let scopes = Scopes::new(&tree);
    let origins: Vec<_> = tree
        .ids()
        .filter(|&id| matches!(tree.node(tree.parent(id).unwrap_or(id)), N::ExprTuple(_)))
        .filter_map(|id| tree.node(id).as_expr_ref())
        .map(|expression| scopes.origins(expression, ScopeId::MODULE).join(" "))
        .collect();
    assert_eq!(origins, ["numpy.x.y", "a.b.z", "c.d.w", "e.v", ""]);
}
