//! What names a class, and whose.

use super::*;
use crate::syntax::Syntax;
use ruff_python_ast::AnyNodeRef;

/// What the last comparison of a text holds a type against.
fn compared_in(text: &str) -> Option<Class> {
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let (id, compare) = module.tree.comparisons().last().unwrap();
    assert!(matches!(module.tree.node(id), AnyNodeRef::ExprCompare(_)));
    let scope = module.scopes().at(&module.tree, id);
    compared(&module, compare, 0, scope)
}

#[test]
fn builtin_classes_are_told_from_others() {
    use Class::{Any, Builtin};
    let cases = [
        ("type(x) == str", Some(Builtin)),
        ("type(x) == type(1j)", Some(Builtin)),
        ("import types\ntype(x) == types.CodeType", Some(Builtin)),
        ("from types import *\ntype(x) == CodeType", Some(Any)),
        ("from numpy import *\ntype(x) == str", None),
        ("type(x) == type(y)", Some(Any)),
        ("type(x) == Order", Some(Any)),
        ("A = Order\ntype(x) == A", Some(Any)),
        ("A = str\nif y: A = bytes\ntype(x) == A", Some(Builtin)),
        ("A = str\nif y: A = Order\ntype(x) == A", Some(Any)),
        ("A = 'int'\ntype(x) == A", None),
        ("A = np.int8\ntype(x) == A", None),
        ("A = numpy.dtype('i')\ntype(x) == A", None),
        ("import numpy as n\ntype(x) == n.int8", None),
        ("from numpy import int8 as Small\ntype(x) == Small", None),
        ("type(x) == y", None),
        ("type(x) == None", None),
        ("def type(x): pass\ntype(x) == str", None),
        ("import numpy as builtins\nbuiltins.type(x) == str", None),
        ("import builtins\nbuiltins.type(x) == str", Some(Builtin)),
        ("from locale import *\ntype(x) == str", None),
        ("from math import *\ntype(x) == str", Some(Builtin)),
        ("x == str", None),
    ];
    for (text, expected) in cases {
        assert_eq!(compared_in(text), expected, "{text}");
    }
}
