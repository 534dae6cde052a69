//! Comments that hold for the whole file.

use super::{Marked, check, parse, read};

const BOTH: &str = "E711 F632";

fn skips(source: &str) -> bool {
    let marked = Marked::new(source);
    let syntax = parse(&marked.text);
    read(&marked.text, &syntax).skips_file()
}

/// Puts each comment on a line above, below and inside the code, indented or not.
fn check_alone(table: &[(&str, &str)]) {
    for (comment, expected) in table {
        for source in [
            format!("{comment}\nx = 1\n«x == None»\n"),
            format!("\u{feff}{comment}\n«x == None»\n"),
            format!("«x == None»\n\x0c{comment}"),
            format!("def f():\n\t{comment}\n\t«x == None»\n"),
            format!("f(\n {comment}\n y,\n «x == None»)\n"),
        ] {
            check(&[(&source, expected)]);
            assert_eq!(
                skips(&source),
                *expected == BOTH && !comment.contains("E711"),
                "{source}"
            );
        }
    }
}

#[test]
fn ruff() {
    check_alone(&[
        ("# ruff: noqa", BOTH),
        ("#ruff:NOQA", BOTH),
        ("# ruff : noqa words", BOTH),
        ("# words # ruff: noqa # why", BOTH),
        ("# ruff: noqa: E711", "E711"),
        ("# ruff: noqa:E711 why", "E711"),
        ("# ruff : noqa : E711, F632", BOTH),
        ("# ruff: noqa: E7", "E711"), // unknown in ruff
        ("# ruff: noqa: none-comparison", "E711"),
        ("# ruff: noqa: F401", ""),
        ("# ruff: noqa: words", ""),
        ("# ruff: noqa:", ""),
        ("# ruff: noqa, E711", ""),
        ("# ruff: noqaE711", ""),
        ("# RUFF: noqa", ""),
        ("# words ruff: noqa", ""),
        ("# ruff: file-ignore[E711]", "E711"),
        ("# ruff: file-ignore [ E711, F632 ]", BOTH),
        ("# ruff: file-ignore", ""),
    ]);
}

#[test]
fn flake8() {
    check_alone(&[
        ("# flake8: noqa", BOTH),
        ("# flake8=noqa", BOTH),
        ("# FLAKE8: NOQA", BOTH),
        ("#flake8:noqa", BOTH), // ruff
        ("# flake8: noqa words", BOTH),
        ("# flake8: noqa: words", BOTH),
        ("# flake8: noqa: E711", "E711"), // ruff; flake8 skips the file
        ("# flake8: noqa: E711, F632", BOTH),
        ("# flake8: noqa: F401", ""), // likewise
        ("# flake8 noqa", ""),
    ]);
}

#[test]
fn isfix() {
    check_alone(&[
        ("# isfix: skip-file", BOTH),
        ("#isfix:skip-file", BOTH),
        ("# type: ignore # isfix: skip-file: generated", BOTH),
        ("# isfix: skip-file # noqa", BOTH),
        ("# isfix: skip-files", ""),
        ("# isfix: skip", ""),
        ("# isfix skip-file", ""),
        ("# see isfix: skip-file", ""),
    ]);
}

#[test]
fn pylint() {
    check_alone(&[
        ("# pylint: skip-file", BOTH),
        ("#pylint:skip-file", BOTH),
        ("# words pylint: skip-file; why", BOTH),
        ("# pylint: disable=unused-import skip-file", BOTH),
        ("# pylint: disable-all", BOTH),
        ("# pylint: disable=all", BOTH),
        ("# pylint: disable=unused-import, all", BOTH),
        ("# pylint: enable=all", ""),
        ("# pylint: skipfile", ""),
        ("# pylint: skip-files", ""),
        ("# pylint skip-file", ""),
    ]);
    check(&[("«x == None» # pylint: skip-file", BOTH)]);
}

#[test]
fn other_comments_on_their_own_line_hold_for_no_file() {
    check(&[("# noqa\n«x == None»\n# noqa\n", "")]);
}

#[test]
fn strings_hold_no_comments() {
    check(&[
        (
            "\"\"\"\n# ruff: noqa\n# isfix: skip-file\n\"\"\"\n«x == None»",
            "",
        ),
        ("«x == '# noqa'»", ""),
        ("«'''# noqa''' == None»", ""),
        ("«'''\n# noqa\n''' == None»", ""),
        ("«f'# noqa {x} # noqa' == None»", ""),
        ("«f'{x:# noqa}' == None»", ""),
        ("def f():\n  '''«doc»  # noqa'''\n", ""),
    ]);
}
