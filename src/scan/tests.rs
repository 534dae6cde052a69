//! What the scan must let through, and what it should deny.

mod opt_in;

use std::time::{Duration, Instant};

use super::{Look, Looks, Scan};

fn may_hold(look: Look, text: &str) -> bool {
    let scan = Scan {
        looks: Looks::default().with(look),
        suppressions: false,
    };
    scan.may_hold(text.as_bytes())
}

/// Each text alone, behind other statements, and in brackets that opened on an earlier line.
fn is_let_through(look: Look, text: &str) {
    let within = [
        text.to_owned(),
        format!("\u{feff}{text}\n"),
        format!("'it''s'\n\"\"\"is 'it' == None\"\"\"\nx = f(y)  # don't\n{text}\n"),
        format!("f(\n    x,  # (\n    {text}\n)\n"),
        format!("f'''\n{{\n{text}\n}}'''\n"),
        text.replace('\n', "\r\n"),
    ];
    for text in within {
        assert!(may_hold(look, &text), "{text}");
    }
}

#[test]
fn no_equality_with_none_is_denied() {
    for text in [
        "x == None",
        "x == None is y",
        "x == (None).y",
        "x == ((\nNone))",
        "x!=None",
        "None == x",
        "(None) != x",
        "( None ) != x",
        "not(None) != x",
        "(  # why\n None) != x",
        "(None  # why\n) != x",
        "x if y else(None) == z",
        "x if y else 1or(None) == z",
        "0xfand(None) == x",
        "1.e5if(None) == x else y",
        "1.jor(None) == x",
        "f(1or(\nNone) == x)",
        "1if(None) == x else y",
        "(None)\\\n == x",
        "((None)) == x",
        "x ==(None)",
        "x == (  # why\n None)",
        "x == \\\n None",
        "(None  # why\n == x)",
        "(None\n\n == x)",
        "f(x) == None",
        "x['a'] == None",
        "'a' == None",
        "a < b == None",
        "f'{x == None}'",
        "f'{x:{y == None}}'",
        "f'{{{x == None!r}'",
        "rf'\\{x == None}'",
        "f'{x[\"a\"]}' == None",
        "f'{f'{x == None}'}'",
        "[x for x in y if x == None]",
    ] {
        is_let_through(Look::NoneEquality, text);
    }
    is_let_through(Look::BooleanEquality, "x == True");
    is_let_through(Look::BooleanEquality, "(False) != x");
}

#[test]
fn equalities_of_something_else_are_denied() {
    for text in [
        "x == 1; y = None",
        "f(None) == x",
        "f(x, y=None) == z",
        "x.get('a', None) != z",
        "x[None] == y",
        "(None, x) == y",
        "\"x == None\"",
        "# x == None",
        "'''\nx == None\n'''",
        "f'x == None'",
        "f'{x:x == None}'",
        "x = None\nx.y == z.w",
        "x == Nonesuch",
        "x.join(None) == y",
        "x.e_1(None) == y",
        "x == y(None)",
        "x == (None, y)",
        "x == (None,)",
        "x = {\n    'a': f(\n        None) == y,\n}",
    ] {
        assert!(!may_hold(Look::NoneEquality, text), "{text}");
    }
    assert!(!may_hold(Look::BooleanEquality, "f(True) == x"));
}

#[test]
fn no_identity_with_a_literal_is_denied() {
    for text in [
        "x is 'a'",
        "x is not 1",
        "'a' is x",
        "1is x",
        "0xfis x",
        "1.e5is x",
        "x is()",
        "x is -1",
        "x is (- 1)",
        "(x is -\n 1)",
        "x is -'a'[0]",
        "x is -True",
        "x is ... + 1",
        "x is f'a'",
        "x is b'a'",
        "x is rb'a'",
        "1.jis x",
        "x.y is 1",
        "x is []",
        "() is x",
        "(1) is x",
        "(1 + 2) is x",
        "(x, y) is z",
        "x is (True\n + 1)",
        "(1, x) is y",
        "[x for x in y] is z",
        "'abc'[0] is x",
        "('a' 'b') is x",
        "x is True + 1",
        "x is (\n 'a')",
        "x is\\\n 'a'",
        "('a'  # a name\n is x)",
        "f(x, 'a') is 1",
        "x if y else 'a' is z",
        "lambda: x is 'a'",
        "x is (y)",
        "1.jor x is 'a'",
        "1.e5if 'a' is x else y",
        "1.e5_0jor (1) is x",
        "1.jor[1] is x",
        "'a' is None @ x",
        "1 is ... @ x",
        "1 is (True\n @ x)",
    ] {
        is_let_through(Look::LiteralIdentity, text);
    }
    // Statements, not calls and subscripts.
    for text in [
        "match ('a') is x:\n case 1: pass",
        "match[1] is x:\n case 1: pass",
    ] {
        assert!(may_hold(Look::LiteralIdentity, text), "{text}");
    }
}

#[test]
fn identities_of_objects_are_denied() {
    for text in [
        "x is y",
        "x is None",
        "x is not True",
        "x is -oo",
        "x is ...",
        "f('a') is x",
        "x['a'] is y",
        "x[0][1](2) is y",
        "f(\n    'a',\n) is x",
        "(x) is y",
        "(x := y) is z",
        "(x == 'a') is y",
        "f('a')['b'] is y",
        "type(x) is y",
        "x.axis(1)",
        "f'{x} is broken'",
        "x is False.real",
        "x is True\n\n@y\ndef z(): pass",
        "x is True  # why\n\n@y\ndef z(): pass",
        "'this is 1'",
        "# it's what 1 is",
        "'''\nThe value is 'a', and this\nis (so) it.\n'''",
        "f'the {x} is {y}'",
        "f\"{x['a']} is 'a'\"",
        "print('when \"x\" is used')",
        "x = 'a'  # is it 1 is 1",
    ] {
        assert!(!may_hold(Look::LiteralIdentity, text), "{text}");
    }
}

#[test]
fn no_negated_test_is_denied() {
    for text in [
        "not x in y",
        "not x is y",
        "not x not in y",
        "not(x in y)",
        "not ((x in y))",
        "not ( (x in y) )",
        "not (x in y) or z",
        "not (not (x in y) and z)",
        "not (x if not (x in y) else z)",
        "not (x in y) in z",
        "not (x is y) if z else w",
        "not ((x is y)  # why\n)",
        "not f(x)[1] in y",
        "not -x in y",
        "not x.y + 1 in y",
        "not (x\n in y)",
        "not (  # why\n x is y)",
        "not\\\n x in y",
        "not x \\\n in y",
        "not await x in y",
        "not 'a' in y",
        "not f'{x}' in y",
        "not 1 in y",
        "not [x for x in y] in z",
        "not not x in y",
        "x if not y in z else w",
        "f(not x in y)",
        "f'{not x in y}'",
        "not {1: 2} in y",
        "not x(lambda: y) in z",
        "not 1.. real in y",
        "not 1.j. real is y",
        "not 1.e5.\\\n real in y",
    ] {
        is_let_through(Look::Negation, text);
    }
}

#[test]
fn other_negations_are_denied() {
    for text in [
        "not x",
        "x not in y",
        "x is not y",
        "not x and y in z",
        "not x or y is z",
        "not (x in y and z)",
        "not ((x is y) or (y is z))",
        "not (x is y) ^ (y is z)",
        "not (x in y).z",
        "not x('a\\n')\ny in z",
        "not (x or y in z)",
        "not f(x in y)",
        "not [x for x in y]",
        "not any(x in y for x in z)",
        "y = not x, z in w",
        "[not x for x in y]",
        "f(not x, y in z)",
        "'not x in y'",
        "# not x in y",
        "if not x:\n    y in z",
        "'''\nIt does not do x in y.\n'''",
    ] {
        assert!(!may_hold(Look::Negation, text), "{text}");
    }
}

#[test]
fn what_is_not_understood_is_let_through() {
    for text in [
        "x == None\0",
        "x = '\ny == None",
        "y = 'a\\\nx == None",
        "f(x == None",
        "f'{x == None",
    ] {
        assert!(may_hold(Look::NoneEquality, text), "{text}");
    }
    // In Shift JIS the second byte of a character may be a backslash, which escapes nothing.
    let text = b"# coding: shift_jis\nx = '\x83\x5c'; y == None; z = ''\n";
    let scan = Scan {
        looks: Looks::default().with(Look::NoneEquality),
        suppressions: false,
    };
    assert!(scan.may_hold(text));
    // Or a bracket: this is a list that holds one name.
    let scan = Scan {
        looks: Looks::default().with(Look::LiteralIdentity),
        suppressions: false,
    };
    assert!(scan.may_hold(b"# coding: gbk\nf([\x81\x5d] is y)\n"));
    assert!(scan.may_hold(b"\xff\xfex\0"));
    assert!(!Scan::new([]).may_hold(b"x == None"));
}

/// Texts in which looks at one place meet what looks at others have met, and a scan that read it again each time
/// would take minutes.
#[test]
fn no_text_is_read_over_and_over() {
    const SIZE: usize = 1_000_000;
    let all = [
        Look::NoneEquality,
        Look::BooleanEquality,
        Look::LiteralIdentity,
        Look::Negation,
    ];
    let looks = all.into_iter().fold(Looks::default(), Looks::with);
    for (head, piece, tail) in [
        ("x = [", "get(\"k\") is v, ", "]\n"),
        ("x = [", "(a.b[0]) is c, ", "]\n"),
        ("x = (", "f(\")\") is y and ", "1)\n"),
        ("x = (", "not f\"{a}\" == b or ", "1)\n"),
        ("x = [", "not d[\"é\"], ", "]\n"),
        ("x = [", "not d[f\"{k}\"], ", "]\n"),
        ("None\n", "==#", "\n"),
        ("None\n", "==(#==\n(", "\n"),
        ("x = 1 ", "#is None", "\n"),
        ("'''", "not ", "'''\n"),
        ("'''", "not(", "'''\n"),
        ("", "not(", ""),
        ("'''", "a)is ", "'''\n"),
        ("", "a is (", ""),
        ("f'", "{a == b}", "'\n"),
    ] {
        let text = format!("{head}{}{tail}", piece.repeat(SIZE / piece.len()));
        let start = Instant::now();
        let scan = Scan {
            looks,
            ..Scan::new([])
        };
        scan.may_hold(text.as_bytes());
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{head}{piece}: {took:?}");
    }
}

#[test]
fn no_suppression_comment_is_denied_where_they_are_looked_for() {
    let scan = Scan::new([]).with_suppressions();
    for text in [
        "x # noqa",
        "x #NOQA",
        "x # nOqA: E711",
        "# ruff: ignore[E711]",
        "#\u{3000}ruff:disable[E711]",
        "# flake8: noqa",
        "# words pylint: disable=C0121",
        "# pylint:disable-next=C0121",
        "#                                        isfix: off",
        "# ISFIX: Skip-File",
        "#isfix:on",
    ] {
        assert!(scan.may_hold(text.as_bytes()), "{text}");
        assert!(!Scan::new([]).may_hold(text.as_bytes()), "{text}");
    }
    for text in [
        "",
        "x",
        "noqa",
        "# words",
        "# no qa",
        "# is fix: off",
        "q = x # x",
    ] {
        assert!(!scan.may_hold(text.as_bytes()), "{text}");
    }
}
