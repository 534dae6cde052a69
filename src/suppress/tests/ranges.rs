//! Ranges: `ruff: disable` and `enable`, `isfix: off` and `on`. Ruff's are what ruff 0.17.5 silences.

use super::check;

const BOTH: &str = "E711 F632";

#[test]
fn ruff_disable_holds_to_its_enable() {
    check(&[
        (
            "# ruff: disable[E711]\n«x == None»\n# ruff: enable[E711]",
            "E711",
        ),
        (
            "# ruff: disable[E711, F632]\n\n«x == None»\ny\n# ruff: enable[E711,F632] why",
            BOTH,
        ),
        (
            "# ruff: disable[E711]\n# ruff: enable[E711]\n«x == None»",
            "",
        ),
        ("«x == None»\n# ruff: disable[E711]\ny", ""),
        ("# ruff: disable[none-comparison]\n«x == None»\n", "E711"),
        // Each of the two has an `enable` of its own.
        (
            "# ruff: disable[E711]\n# ruff: disable[E711]\n# ruff: enable[E711]\n«x == None»\n# ruff: enable[E711]\n",
            "E711",
        ),
        (
            "# ruff: disable[E711]\n# ruff: disable[F632]\n# ruff: enable[E711]\n«x == None»",
            "F632",
        ),
        (
            "# ruff: enable[E711]\n# ruff: disable[E711]\n«x == None»",
            "E711",
        ),
        // A finding of several lines may begin or end in the range.
        (
            "(«x ==\n# ruff: disable[E711]\n None»)\n# ruff: enable[E711]",
            "E711",
        ),
    ]);
}

#[test]
fn ruff_disable_without_its_enable_holds_to_the_end_of_the_block() {
    check(&[
        ("# ruff: disable[E711]\ny\n«x == None»", "E711"),
        ("# ruff: disable[E711]\ndef f():\n  «x == None»", "E711"),
        ("if y:\n  # ruff: disable[E711]\n  «x == None»", "E711"),
        (
            "if y:\n  # ruff: disable[E711]\n  y\n  if y:\n    «x == None»\n",
            "E711",
        ),
        ("if y:\n  # ruff: disable[E711]\n  y\n«x == None»", ""),
        (
            "if y:\n  # ruff: disable[E711]\n  y\nelse:\n  «x == None»",
            "",
        ),
        ("if y:\n  y\n  # ruff: disable[E711]\n«x == None»", ""),
        ("if y:\n  y\n# ruff: disable[E711]\n«x == None»", "E711"),
        // Other lists, other order, other indentation: no pair.
        (
            "# ruff: disable[E711, F632]\n# ruff: enable[F632, E711]\n«x == None»",
            BOTH,
        ),
        (
            "# ruff: disable[E711]\nif y:\n  # ruff: enable[E711]\n  «x == None»",
            "E711",
        ),
    ]);
}

#[test]
fn ruff_heeds_them_on_lines_of_their_own_alone() {
    check(&[
        ("«x == None»  # ruff: disable[E711]\n", ""),
        ("y  # ruff: disable[E711]\n«x == None»\n", ""),
        (
            "# ruff: disable[E711]\n«x == None»  # ruff: enable[E711]\ny",
            "E711",
        ),
        ("# words # ruff: disable[E711]\n«x == None»", ""),
        ("# ruff: disable[E711] # words\n«x == None»", "E711"),
        ("  # ruff: disable[E711]\n«x == None»", ""),
        ("if y:\n      # ruff: disable[E711]\n  «x == None»", "E711"), // before a block
        ("if y:\n  y\n # ruff: disable[E711]\n  «x == None»", ""),
        // In brackets it must be indented as the block is.
        ("f(\n  # ruff: disable[E711]\n  «x == None»)", ""),
        ("f(\n# ruff: disable[E711]\n  «x == None»)", "E711"),
        ("# ruff: disable\n«x == None»", ""),
        ("# ruff: disable[E711\n«x == None»", ""),
        ("# RUFF: disable[E711]\n«x == None»", ""),
        ("'''\n# ruff: disable[E711]\n'''\n«x == None»", ""),
    ]);
}

/// Between two blocks, the end of the one that no comment stands in goes unseen.
#[test]
fn ruff_looks_no_further_than_it_must() {
    let text = |comment: &str| {
        format!(
            "class A:\n  if y:\n    y\n   # ruff: disable[E711]\n  y\n\nwhile y:\n  {comment}\n  «x == None»\n"
        )
    };
    check(&[
        (&text("# ruff: disable[F632]"), BOTH),
        (&text("# words"), "E711"),
    ]);
}

#[test]
fn isfix_is_off_until_it_is_on() {
    check(&[
        ("# isfix: off\n«x == None»\n# isfix: on\n", BOTH),
        ("#isfix:off\n«x == None»", BOTH),
        ("# ISFIX : OFF (generated)\n«x == None»", BOTH),
        ("# words # isfix: off\n«x == None»", BOTH),
        ("# isfix: off\n# isfix: on\n«x == None»", ""),
        ("«x == None»\n# isfix: off\n", ""),
        ("def f():\n  # isfix: off\n  y\n«x == None»", BOTH),
        ("# isfix: on\n«x == None»", ""),
        // They do not nest.
        ("# isfix: off\n# isfix: off\n# isfix: on\n«x == None»", ""),
        ("# isfix: on\n# isfix: off\n«x == None»", BOTH),
        // At the end of a line they count on it.
        ("«x == None» # isfix: off\n", BOTH),
        ("# isfix: off\n«x == None» # isfix: on\n", BOTH),
        ("# isfix: off\ny # isfix: on\n«x == None»\n", ""),
        ("# isfix: off\n(«x ==\n# isfix: on\nNone»)\n", BOTH),
        ("(«x ==\n# isfix: off\nNone»)\n", BOTH),
        ("'''\n# isfix: off\n'''\n«x == None»", ""),
        ("# see isfix: off\n«x == None»", ""),
        ("# isfix: offline\n«x == None»", ""),
        ("# isfix off\n«x == None»", ""),
    ]);
}

#[test]
fn isfix_is_off_for_some_rules() {
    check(&[
        ("# isfix: off[E711]\n«x == None»", "E711"),
        ("# isfix: off [ none-comparison, F632 ]\n«x == None»", BOTH),
        ("# isfix: off\n# isfix: on[E711]\n«x == None»", "F632"),
        ("# isfix: off[E711]\n# isfix: on\n«x == None»", ""),
        ("# isfix: off[E711]\n# isfix: on[F632]\n«x == None»", "E711"),
        ("# isfix: off[E7]\n«x == None»", "E711"),
        ("# isfix: off[X1]\n«x == None»", ""),
        ("# isfix: off[]\n«x == None»", ""),
        // A list that does not end says no less than none.
        ("# isfix: off[E711\n«x == None»", BOTH),
        ("# isfix: off\n# isfix: on[E711\n«x == None»", BOTH),
    ]);
}

#[test]
fn no_tool_takes_back_what_another_silenced() {
    check(&[
        (
            "# isfix: off[E711]\n# pylint: enable=all\n# ruff: enable[E711]\n«x == None»",
            "E711",
        ),
        ("# pylint: disable=C0121\n# isfix: on\n«x == None»", "E711"),
        (
            "# ruff: disable[E711]\n# isfix: on\n# pylint: enable=C0121\n«x == None»",
            "E711",
        ),
        ("# isfix: on\n«x == None» # noqa", BOTH),
    ]);
}
