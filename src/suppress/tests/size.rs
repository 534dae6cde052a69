//! Inputs made to be slow: each must take time in proportion to its size. A quadratic reading of
//! any of them would run for minutes.

use std::fmt::Write;

use super::{Marked, RULES, Suppressions, tokens};
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
    let read = tokens(&text);
    let suppressions = Suppressions::read(&text, &read);
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
