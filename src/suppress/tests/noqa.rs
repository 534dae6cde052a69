//! Where new `# noqa` comments go.

use std::collections::{BTreeMap, BTreeSet};

use super::{parse, read};

/// Adds a `# noqa: E711` to a row.
fn added(source: &str, row: usize, codes: &[&'static str]) -> String {
    let syntax = parse(source);
    let codes: BTreeSet<&str> = codes.iter().copied().collect();
    let edits = read(source, &syntax).noqa(&BTreeMap::from([(row, codes)]));
    edits.apply(source)
}

#[test]
fn behind_what_is_on_the_line() {
    for (line, expected) in [
        ("x", "x  # noqa: E711"),
        ("x;", "x;  # noqa: E711"),
        ("x ", "x  # noqa: E711"),
        ("x\t ", "x\t # noqa: E711"),
        ("x    ", "x    # noqa: E711"),
        ("x\x0c", "x\x0c  # noqa: E711"),
        ("x # why", "x # why  # noqa: E711"),
        ("x #", "x #  # noqa: E711"),
        ("x  # type: ignore", "x  # type: ignore  # noqa: E711"),
        (
            "x # type: ignore[a] # b",
            "x # type: ignore[a] # b  # noqa: E711",
        ),
        ("x # é\u{3000}", "x # é\u{3000}  # noqa: E711"),
        (
            "x # pylint: disable=a",
            "x # pylint: disable=a  # noqa: E711",
        ),
        (
            "x # ruff: ignore[F401]",
            "x # ruff: ignore[F401]  # noqa: E711",
        ),
        ("x # some noqa: F401", "x # some noqa: F401  # noqa: E711"),
        ("x # nosec \\", "x # nosec \\  # noqa: E711"),
    ] {
        for end in ["", "\n", "\r\n", "\r", "\r\ny"] {
            let source = format!("{line}{end}");
            assert_eq!(added(&source, 1, &["E711"]), format!("{expected}{end}"));
        }
    }
}

#[test]
fn behind_the_codes_of_another() {
    for (line, expected) in [
        ("x # noqa: F401", "x # noqa: F401, E711"),
        ("x #noqa:F401", "x #noqa:F401, E711"),
        ("x # NOQA : F401,W291", "x # NOQA : F401,W291, E711"),
        ("x # noqa: F401 W291 ", "x # noqa: F401 W291, E711 "),
        ("x # noqa: F401, why", "x # noqa: F401, E711, why"),
        ("x # noqa: F401 why", "x # noqa: F401, E711 why"),
        ("x # noqa: F401#why", "x # noqa: F401, E711#why"),
        ("x # why # noqa: F401 # b", "x # why # noqa: F401, E711 # b"),
        (
            "x # noqa: F401 # noqa: W291",
            "x # noqa: F401, E711 # noqa: W291",
        ),
        (
            "x # noqa: F401, a-name, W291",
            "x # noqa: F401, E711, a-name, W291",
        ),
        // There it would be read otherwise by one tool or another.
        ("x # noqa: F401abc", "x # noqa: F401abc  # noqa: E711"),
        ("x # noqa: F401-b", "x # noqa: F401-b  # noqa: E711"),
        (
            "x # noqa: a-name, F401",
            "x # noqa: a-name, F401  # noqa: E711",
        ),
    ] {
        assert_eq!(added(line, 1, &["E711"]), expected);
    }
}

#[test]
fn several_codes_stand_in_order() {
    assert_eq!(added("x", 1, &["F632", "E711"]), "x  # noqa: E711, F632");
    assert_eq!(
        added("y\nx # noqa: Z1", 2, &["F632", "E711"]),
        "y\nx # noqa: Z1, E711, F632"
    );
}
