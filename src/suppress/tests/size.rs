//! Inputs made to be slow: each must take time in proportion to its size. A quadratic reading of
//! any of them would run for minutes.

use std::fmt::Write;

use super::{Marked, RULES, parse, read};
use ruff_text_size::{TextRange, TextSize};

const MEGABYTE: usize = 1 << 20;

#[test]
fn long_comments() {
    let fill = |unit: &str| unit.repeat(MEGABYTE / unit.len());
    for (comment, expected) in [
        (format!("# {} # noqa: E711", fill("x")), "E711"),
        (format!("#{} noqa: E711", fill("#")), "E711"),
        (format!("#{}noqa: E711", fill(" ")), "E711"),
        (format!("# noqa:{}E711", fill(", ")), "E711"),
        (format!("# noqa: {}", fill("E711")), "E711"),
        (format!("# noqa: E711 {}", fill("a-")), "E711"),
        (format!("# noqa: E711 {}", fill("a-b ")), "E711"),
        (format!("# ruff: ignore[{}]", fill("E711,")), "E711"),
        (format!("# pylint: disable={}", fill("C0121,")), "E711"),
        (
            format!("#{} pylint: disable=C0121", fill("xpylint:")),
            "E711",
        ),
        (format!("# {}", fill("pylint:")), ""),
        (format!("# {}", fill("noqa ")), "E711 F632"),
    ] {
        assert_eq!(
            Marked::new(&format!("«x == None» {comment}")).silenced(),
            expected
        );
    }
}

#[test]
fn many_comments() {
    let lines = 50_000;
    let mut text = String::from("(\n");
    for line in 0..lines {
        writeln!(text, "# ruff: ignore[X{line}]\nx, # noqa: Y{line}").expect("strings take all");
    }
    text.push_str("None)\n");
    let syntax = parse(&text);
    let suppressions = read(&text, &syntax);
    let end = TextSize::of(text.as_str());
    for _ in 0..lines {
        assert!(!suppressions.suppresses(RULES[0], TextRange::up_to(end)));
    }
}

#[test]
fn a_pile_of_waiting_comments() {
    let pile = "# ruff: ignore[F401]\n".repeat(MEGABYTE / 8);
    assert_eq!(
        Marked::new(&format!("{pile}# ruff: ignore[E711]\n«x == None»")).silenced(),
        "E711"
    );
    assert_eq!(
        Marked::new(&format!("f(\n{pile}# ruff: ignore[E711]\n«x»)")).silenced(),
        "E711"
    );
}

/// Comments of which each may take back what others silenced, in blocks and out of them.
#[test]
fn many_scopes_and_ranges() {
    let each = MEGABYTE / 128;
    for unit in [
        "# pylint: disable=C0121\n",
        "x\n# pylint: disable=C0121\n# pylint: enable=all\n",
        "x # pylint: disable=C0121\n",
        "def f(\n  # pylint: disable=C0121\n  a=x,\n): # pylint: disable=C0121\n  # pylint: enable=C0121\n  y\n",
        "if x:\n  y\n  # pylint: disable=C0121\nelse:\n  # pylint: disable=C0121\n  y\n",
        "# ruff: disable[E711]\n",
        "# ruff: disable[E711]\n# ruff: enable[E711]\n",
        "# ruff: enable[E711]\n",
        "if x:\n  # ruff: disable[E711]\n  y\n # ruff: disable[E711]\n",
        "# isfix: off\n# isfix: on\n",
        "x # isfix: off\n",
    ] {
        let text = format!("x\n{}«x == None»\n", unit.repeat(each));
        Marked::new(&text).silenced();
    }
    let chain = "elif x:\n  y\n  # pylint: disable=C0121\n".repeat(each);
    Marked::new(&format!("if x:\n  y\n{chain}«x == None»\n")).silenced();
    let nested = "(\n# pylint: disable=C0121\n".repeat(400);
    let text = format!("{nested}«x == None»{}", ")".repeat(400));
    assert_eq!(Marked::new(&text).silenced(), "E711");
}
