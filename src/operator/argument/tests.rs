//! What gives way and what does not, held against the verifier.

use super::*;
use crate::edit::Edits;
use crate::operator;
use crate::settle::Declared;
use crate::spelling::apart;
use crate::syntax::{NodeId, Syntax, tokens};
use crate::verify::verify;
use ruff_python_ast::CmpOp;

/// The first comparison of a text with `id` gone and another operator; verified.
fn bared(text: &str, to: CmpOp) -> Option<String> {
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let (node, compare) = module.tree.comparisons().next().unwrap();
    let mut edits = bare(&module, &Comparison::new(&module, node, compare))?;
    let at = tokens::operator(compare, 0, module.tokens);
    edits.extend(operator::replace(text, at, compare.ops[0], to));
    let result = apart(text, &Edits::new(edits)).apply(text);
    let declared = [Declared::Identity { node, to }];
    verify(&module, &result, &declared).unwrap_or_else(|fault| panic!("{result}: {fault}"));
    Some(result)
}

#[test]
fn the_arguments_are_left() {
    for (before, after) in [
        ("id(a) == id(b)", "a is b"),
        ("id(a)==id(b)", "a is b"),
        ("if id(a)==id(b):pass", "if a is b:pass"),
        ("x if id(a)==id(b)else y", "x if a is b else y"),
        ("id( a ) == id( b, )", "a is b"),
        ("id((a)) == (id(b))", "(a) is (b)"),
        ("(id)(a) == id\t(b)", "a is b"),
        ("id(a\n) == id(b)", "(a\n) is b"),
        ("id(a,  # c\n) == id(b)", "(a  # c\n) is b"),
        ("id(\n  a\n  ,\n) == id(b)", "(\n  a\n\n) is b"),
        ("id(\r\n  a\r\n  ,\r\n) == id(b)", "(\r\n  a\r\n\r\n) is b"),
        ("id \\\n (a) == id(b)", "a is b"),
        ("f'{id({1: 2}[0])==id(b)}'", "f'{ {1: 2}[0] is b}'"),
    ] {
        assert_eq!(bared(before, CmpOp::Is).as_deref(), Some(after), "{before}");
    }
    assert_eq!(bared("id(a) != id(b)", CmpOp::IsNot).unwrap(), "a is not b");
}

#[test]
fn what_cannot_be_done_is_not() {
    for text in [
        "id(a) == b",
        "id(a) == hash(b)",
        "id(a, b) == id(b)",
        "id(*a) == id(b)",
        "id(a, key=b) == id(b)",
        "a.id(b) == id(b)",
        "id(a) == id(b) == id(c)",
        "(id  # c\n (a) == id(b))",
    ] {
        assert_eq!(bared(text, CmpOp::Is), None, "{text}");
    }
}

/// Nothing else may come of it, even if that is declared.
#[test]
fn another_result_is_refused() {
    let wrong = [
        "b is a",
        "a is not b",
        "a == b",
        "a is id(b)",
        "id(a) is id(b)",
        "not a is b",
        "a",
    ];
    let cases: &[(&str, CmpOp, &[&str])] = &[
        ("id(a) == id(b)", CmpOp::Is, &wrong),
        ("id(a) == id(b)", CmpOp::Eq, &["a == b"]),
        ("f(a) == id(b)", CmpOp::Is, &["a is b"]),
        ("id(a, c) == id(b)", CmpOp::Is, &["a is b"]),
        ("id(*a) == id(b)", CmpOp::Is, &["a is b"]),
        ("id(a) == id(b) == c", CmpOp::Is, &["a is b == c", "a is b"]),
        ("a.id(b) == id(c)", CmpOp::Is, &["b is c"]),
    ];
    for &(text, to, results) in cases {
        let syntax = Syntax::parse(text).unwrap();
        let module = Module::new(text, &syntax);
        let (node, _) = module.tree.comparisons().next().unwrap();
        let verified = |node, result| verify(&module, result, &[Declared::Identity { node, to }]);
        for result in results {
            assert!(verified(node, result).is_err(), "{text}: {result}");
        }
        assert!(verified(NodeId::ROOT, "a is b").is_err(), "{text}");
    }
}
