//! Random bytes and random tokens through the heart: nothing panics, what parses has a result that
//! parses and settles, and the byte scan never denies what is there.

use isfix::document::Document;
use isfix::pipeline;
use isfix::rules::rule_of;
use isfix::scan::Scan;
use isfix::select::Selection;
use isfix::settings::{Settings, TrueFalseStyle};
use proptest::prelude::*;

/// The default rules, then all of them in both styles, each with and without unsafe fixes.
fn every_setting() -> Vec<Settings> {
    let all = || Selection::new(Some(&["ALL".to_owned()]), &[], &[]).unwrap();
    let of = |rules, true_false_style, unsafe_fixes| Settings {
        rules,
        unsafe_fixes,
        true_false_style,
        ..Settings::default()
    };
    [false, true]
        .into_iter()
        .flat_map(|unsafe_fixes| {
            [
                of(Selection::default(), TrueFalseStyle::Identity, unsafe_fixes),
                of(all(), TrueFalseStyle::Identity, unsafe_fixes),
                of(all(), TrueFalseStyle::Truth, unsafe_fixes),
            ]
        })
        .collect()
}

fn check(bytes: &[u8]) {
    let Ok(document) = Document::read(bytes) else {
        return;
    };
    for settings in every_setting() {
        let Ok(outcome) = pipeline::settle(&document, &settings) else {
            return;
        };
        let shown = bytes.escape_ascii();
        assert!(outcome.faults.is_empty(), "{shown}: {:?}", outcome.faults);
        // Each rule by itself: what one lets through shall not hide what another denies.
        for found in &outcome.findings {
            let may_hold = Scan::new(rule_of(found.rule)).may_hold(bytes);
            assert!(may_hold, "{shown}: the scan denies {found:?}");
        }
        if let Some(result) = outcome.result {
            check_result(&result, &settings);
        }
    }
}

fn check_result(result: &[u8], settings: &Settings) {
    let shown = result.escape_ascii();
    let document = Document::read(result).unwrap_or_else(|error| panic!("{shown}: {error}"));
    let again =
        pipeline::settle(&document, settings).unwrap_or_else(|unread| panic!("{shown}: {unread}"));
    assert!(again.result.is_none(), "{shown}: changed again");
}

/// What Python text is made of, and what breaks it.
const TOKENS: &[&str] = &[
    "is",
    "is",
    "is",
    "not",
    "not",
    "in",
    "==",
    "!=",
    "None",
    "None",
    "True",
    "True",
    "False",
    "!=",
    "bool(",
    "id(",
    "id",
    "nan",
    "math.nan",
    "float(",
    "'nan'",
    "x",
    "y",
    "z",
    "1",
    "0x1",
    "1.",
    "2j",
    "'a'",
    "\"b\"",
    "b''",
    "f'",
    "f\"",
    "rb'",
    "t'",
    "'''",
    "\"\"\"",
    "'",
    "\"",
    "(",
    "(",
    ")",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ":=",
    "=",
    ".",
    "...",
    ";",
    "\n",
    "\n",
    "\n ",
    "\r\n",
    "\r",
    "\\\n",
    "\\",
    "#",
    "# noqa",
    "# noqa: E711\n",
    "if",
    "else",
    "elif",
    "while",
    "for",
    "lambda",
    "and",
    "or",
    "await",
    "yield",
    "def",
    "class",
    "return",
    "match",
    "case",
    "print",
    "-",
    "~",
    "*",
    "**",
    "<",
    ">",
    "<>",
    "@",
    "!",
    "!r",
    "é",
    "😀",
    "\u{c}",
    "\t",
    "\u{feff}",
    "\0",
    "$",
    "?",
    "`",
];

fn tokens() -> impl Strategy<Value = Vec<u8>> {
    let token = (prop::sample::select(TOKENS), prop::bool::weighted(0.7));
    prop::collection::vec(token, 0..24).prop_map(|tokens| {
        let joined: String = tokens
            .into_iter()
            .flat_map(|(token, spaced)| [token, if spaced { " " } else { "" }])
            .collect();
        joined.into_bytes()
    })
}

/// What has a chance to parse: operands between operators, glued or not.
fn comparisons() -> impl Strategy<Value = Vec<u8>> {
    let operand = prop::sample::select(
        &[
            "x",
            "1",
            "'a'",
            "None",
            "()",
            "(x)",
            "[y]",
            "f'{x is 1}'",
            "f'{not x is 1!r}'",
            "-1",
            "b'c'",
            "x.y",
            "f(x)",
            "not x",
            "lambda: x",
            "(y := z)",
            "{1}",
            "1if x else 2",
            "1 if y else 2or(None)",
            "1.jor x",
            "1.e5and'a'",
            "1.. real",
            "None @ y",
            "(None)",
            "*x",
            "f'{x == None=}'",
            "(yield)",
            "(x\n)",
            "(# c\nx)",
            "1.e5",
            "1.j",
            "0xf",
            "True",
            "False",
            "(True)",
            "False",
            "X.f",
            "X.f",
            "callable(x)",
            "(x is y)",
            "(x == None)",
            "True + 1",
            "-True",
            "True  # c\n + 1",
            "None",
            "'a\\\r\nb'",
            "await x",
            "x[1]",
            "x[not y in z]",
            "\"\"\"a\nb\"\"\"",
            "f\"{a['b']:{c}}\"",
            "é",
            "r'a'",
            "id(x)",
            "id(x)",
            "id(x)",
            "id (x.y)",
            "id(  # c\nx,)",
            "id({1}[0])",
            "id(id(x))",
            "id(x == math.nan)",
            "math.nan",
            "np . NaN",
            "nan",
            "float('nan')",
            "float( \n' -NaN'\n)",
            "Decimal(\"sNaN1\")",
            "'a' 'b'",
            "x  # is\n",
        ][..],
    );
    let operator = prop::sample::select(
        &[
            "is",
            " is ",
            " is not ",
            "==",
            " != ",
            " in ",
            " not in ",
            "in",
            "is not",
            "not in",
            "== ",
            "!= ",
            " as y",
            " from y",
            " async for y in ",
            " for y in ",
            "@",
            ".",
            " ",
            " and ",
            " or ",
            " + ",
            "<",
            " is\\\nnot ",
            " not\\\n in ",
            "\tis\x0cnot ",
            "\n",
            "\r\n",
            ";",
            " if ",
            " else ",
            ", ",
        ][..],
    );
    let not = prop::sample::select(
        &[
            "", "", "", "not ", "not(", "(", "not not ", "if ", "with ", "raise ", "# ", "x = [",
            "not\\\n",
        ][..],
    );
    let close = prop::sample::select(&["", "", "", ")", ":pass\n", "))", "]"][..]);
    let model = "from peewee import *\nclass X(Model): f = TextField()\n";
    let nans = "import math, numpy as np\nfrom decimal import *\nfrom math import nan\n";
    let before = prop::sample::select(vec!["", model, nans]);
    let pieces = prop::collection::vec((not, operand, close, operator), 1..7);
    (before, pieces).prop_map(|(before, pieces)| {
        let mut text = before.to_owned();
        for (not, operand, close, operator) in pieces {
            text.extend([not, operand, close, operator]);
        }
        text.into_bytes()
    })
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        check(&bytes);
    }

    #[test]
    fn bytes_under_a_cookie_do_no_harm(
        cookie in prop::sample::select(&["latin-1", "cp1252", "shift_jis", "euc-jp", "gbk", "big5", "koi8-r"][..]),
        bytes in prop::collection::vec(any::<u8>(), 0..32),
    ) {
        let bytes: Vec<u8> = bytes.into_iter().filter(|byte| !b"'\\\n\r\0".contains(byte)).collect();
        check(&[b"# coding: ", cookie.as_bytes(), b"\nx is '", &bytes, b"'; y == None # ", &bytes].concat());
    }
}

proptest! {
    #![proptest_config(cases(30_000))]

    #[test]
    fn tokens_do_no_harm(bytes in tokens()) {
        check(&bytes);
    }

    #[test]
    fn comparisons_do_no_harm(bytes in comparisons()) {
        check(&bytes);
    }
}
