//! Comments at the end of the finding's only line: which spelling names what.

use super::check;

const BOTH: &str = "E711 F632";

/// Puts each comment after a finding's line.
fn check_comments(table: &[(&str, &str)]) {
    for (comment, expected) in table {
        check(&[(&format!("«x == None»  {comment}\n"), expected)]);
        check(&[(&format!("«x == None»{comment}"), expected)]);
    }
}

#[test]
fn noqa_alone_is_blanket() {
    check_comments(&[
        ("", ""),
        ("# noqa", BOTH),
        ("#noqa", BOTH),
        ("#\tnoqa ", BOTH),
        ("#   noqa", BOTH),
        ("## noqa", BOTH),
        ("# NoQA", BOTH),
        ("#\u{a0}noqa", BOTH), // ruff; flake8 wants one plain space
        ("# noqa E711", BOTH),
        ("# noqa (why)", BOTH),
        ("# type: ignore # noqa", BOTH),
        ("# type: ignore# noqa", BOTH),
        ("# not: here # words #noqa", BOTH),
    ]);
}

#[test]
fn noqa_in_other_words_is_none() {
    check_comments(&[
        ("# some words noqa", ""),
        ("# nonoqa", ""),
        ("# no qa", ""),
        ("# noq", ""),
        ("# \u{ff4e}oqa", ""),
        ("# \u{200b}noqa", ""), // a zero-width space is no blank space
    ]);
}

#[test]
fn noqa_with_codes_names_them() {
    check_comments(&[
        ("# noqa:E711", "E711"),
        ("# noqa: E711", "E711"),
        ("# noqa:  E711", "E711"), // ruff; two spaces make it blanket in flake8
        ("# noqa:\tE711", "E711"),
        ("# noqa:\u{a0}E711\u{3000}F632", BOTH),
        ("# noqa : E711", "E711"), // ruff; blanket in flake8
        ("# NOQA:e711", "E711"),   // neither, though both mean to
        ("# noqa: E711,F632", BOTH),
        ("# noqa: E711 F632", BOTH),
        ("# noqa: E711, , F632", BOTH),
        ("# noqa:E711,", "E711"),
        ("# noqa:,E711", "E711"),  // ruff; blanket in flake8
        ("# noqa:E711F632", BOTH), // ruff; flake8 sees one unknown code
        ("# noqa: F401", ""),
        ("# noqa: F401, XYZ999", ""),
        ("# noqa: E7111", ""),
        ("# type: ignore # noqa: E711", "E711"),
        ("# noqa: C0121", "E711"),
        ("# noqa: R0123", "F632"),
    ]);
}

#[test]
fn noqa_codes_end_at_other_words() {
    check_comments(&[
        ("# noqa:E711 some words", "E711"),
        ("# noqa: E711 - F632 is fine", "E711"),
        ("# noqa: E711 --well-known F632", "E711"),
        ("# noqa: E711, words, F632", "E711"),
        ("# noqa:E711#F632", "E711"),
        ("#noqa:E711#F632", "E711"),
        ("# noqa:E711;F632", "E711"),
        ("# noqa:E711abc", "E711"),          // flake8; invalid in ruff
        ("# noqa: E711 # noqa: F632", BOTH), // both tools read the first alone
        ("# noqa: F401 # noqa", BOTH),       // likewise
    ]);
}

#[test]
fn noqa_codes_are_beginnings() {
    check_comments(&[
        ("# noqa: E7", "E711"),
        ("# noqa: E71", "E711"),
        ("# noqa: F6", "F632"),
        ("# noqa: E8", ""),
        ("# noqa: E711, F6", BOTH),
    ]);
}

#[test]
fn noqa_without_a_readable_code_is_blanket_as_in_flake8() {
    check_comments(&[
        ("# noqa:", BOTH),
        ("# noqa :", BOTH),
        ("# noqa: words", BOTH),
        ("# noqa: third-party API", BOTH),
        ("# noqa: none-comparison", BOTH),
        ("# noqa: E", BOTH),
        ("# noqa: 711", BOTH),
        ("# noqa-ok", BOTH),
        ("# noqa, E711", BOTH),
        ("# noqa; why", BOTH),
        ("# noqa=E711", BOTH),
        ("# noqaE711", BOTH),
    ]);
}

#[test]
fn noqa_takes_names_beside_codes() {
    check_comments(&[
        ("# noqa: F401, none-comparison", "E711"),
        ("# noqa: F401 Literal-Comparison", "F632"),
        ("# noqa: F401 literal-comparison-", "F632"),
        ("# noqa: F401 none", ""),
        ("# noqa: F401 none-comparisons", ""),
    ]);
}

#[test]
fn ruff_ignore() {
    check_comments(&[
        ("# ruff: ignore[E711]", "E711"),
        ("#ruff:ignore[E711]", "E711"),
        ("# ruff : ignore [ E711 , F632, ]", BOTH),
        ("# ruff: ignore[E711 F632]", BOTH), // invalid in ruff
        ("# ruff: ignore[e711]", "E711"),    // unknown in ruff
        ("# ruff: ignore[E7]", "E711"),      // unknown in ruff
        ("# ruff: ignore[none-comparison]", "E711"),
        ("# ruff: ignore[bogus, E711] why", "E711"),
        ("# words # ruff: ignore[E711]", "E711"),
        ("# ruff: ignore[E711] # ruff: ignore[F632]", BOTH),
        ("# RUFF: IGNORE[E711]", ""),
        ("# words ruff: ignore[E711]", ""),
        ("# ruff: ignores[E711]", ""),
        ("# ruff: ignore[E711", ""),
        ("# ruff: ignore", ""),
        ("# ruff: ignore[]", ""),
        ("# ruff: disable[E711]", ""),
        ("# ruff: E711", ""),
    ]);
}

#[test]
fn pylint_disable() {
    check_comments(&[
        ("# pylint: disable=singleton-comparison", "E711"),
        ("# pylint: disable=C0121", "E711"),
        ("# pylint: disable=c0121", "E711"),
        (
            "# pylint: disable=singleton-comparison,C0121,literal-comparison",
            BOTH,
        ),
        ("#pylint:disable = R0123 , C0121 because", BOTH),
        ("# pylint: disable=unused-import disable=C0121", "E711"),
        ("# pylint: disable-msg=C0121", "E711"),
        ("# pylint: enable=all disable=C0121", "E711"),
        ("# pylint: disable=C", "E711"),
        ("# pylint: disable=R,C", BOTH),
        ("# pylint: disable=E", ""), // the category of C0121 is C, whatever E711 begins with
        ("# pylint: disable=C01", ""),
        ("# pylint: disable=all", BOTH),
        ("# words pylint: disable=C0121", "E711"),
        ("# noqa: F401 # pylint: disable=C0121", "E711"),
        ("# pylint: disable=F0001 # pylint: disable=C0121", "E711"),
        ("# pylint: disable=unused-import; why C0121", ""),
        ("# pylint: disable=C0121-x", ""),
        ("# pylint: disable:C0121", ""),
        ("# pylint: disable", ""),
        ("# pylint: enable=C0121", ""),
        ("# pylint: disable-next=C0121", ""),
        ("# pylint : disable=C0121", ""),
        ("# xpylint: disable=C0121", ""),
        ("# PYLINT: disable=C0121", ""),
    ]);
}

#[test]
fn file_comments_at_the_end_of_code_are_nothing() {
    check_comments(&[
        ("# ruff: noqa", ""),
        ("# ruff: noqa: E711", ""),
        ("# flake8: noqa", ""),
        ("# flake8: noqa: E711", ""),
        ("# ruff: file-ignore[E711]", ""),
        ("# isfix: skip-file", BOTH),
    ]);
}
