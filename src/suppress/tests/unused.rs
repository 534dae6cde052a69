//! Which comments are told of as suppressing nothing. Where the finding is marked it is one of
//! `none-comparison`; `is-literal` finds nothing.

use super::super::{Judged, RuleNames};
use super::{Marked, RULES, parse, read};

const OWN: RuleNames<'static> = RuleNames {
    codes: &["RUF100"],
    names: &["unused-noqa"],
};

/// A rule that is off.
const OFF: RuleNames<'static> = RuleNames {
    codes: &["E712", "C0121"],
    names: &["true-false-comparison", "singleton-comparison"],
};

/// What is told of: the directive's text, and what is said.
fn told(source: &str, has_off: bool) -> String {
    let marked = Marked::new(source);
    let syntax = parse(&marked.text);
    let suppressions = read(&marked.text, &syntax);
    let judged = |names, sites| Judged { names, sites };
    let mut rules = vec![
        judged(RULES[0], Some(vec![marked.range])),
        judged(RULES[1], Some(Vec::new())),
    ];
    rules.extend(has_off.then(|| judged(OFF, None)));
    let unused = suppressions.unused(&rules, OWN);
    let unused = unused.iter().map(|unused| {
        let said = unused.message.strip_prefix("Unused ").unwrap();
        format!("{} => {said}", &marked.text[unused.range])
    });
    unused.collect::<Vec<_>>().join("\n")
}

fn check(table: &[(&str, &str)]) {
    for (source, expected) in table {
        assert_eq!(&told(source, false), expected, "{source}");
    }
}

#[test]
fn lists() {
    check(&[
        ("«x == None» # noqa: E711", ""),
        ("«x == None» # noqa: e711", ""),
        ("«x == None» # noqa: none-comparison, E711", ""),
        (
            "«x == None» # noqa: F632 ",
            "# noqa: F632 => `noqa`: it suppresses no finding of `F632`",
        ),
        (
            "«x == None»\ny # why # noqa:E711,F401,F632 words # more",
            "# noqa:E711,F401,F632 words => `noqa`: it suppresses no finding of `E711`, `F632`",
        ),
        (
            "«x == None» # ruff: ignore[literal-comparison, E711]",
            "# ruff: ignore[literal-comparison, E711] => `ruff: ignore`: it suppresses no finding of `literal-comparison`",
        ),
        (
            "# flake8: noqa: F632\n«x == None»",
            "# flake8: noqa: F632 => `flake8: noqa`: it suppresses no finding of `F632`",
        ),
        ("# ruff: noqa: E711\n«x == None» # noqa: E711", ""), // both do
        ("(«x ==\nNone») # noqa: E711", ""),
        ("(«x == # noqa: E711\nNone») # noqa: E711", ""),
        ("«x == None» and \\\n y # noqa: E711", ""),
    ]);
}

/// Ruff does not see the end of a block in which no comment stands, and sees it where one does that it does not
/// heed: without that comment, more would be silent.
#[test]
fn what_ends_others_is_of_use() {
    let begun = "if a:\n  if b:\n    pass\n  # ruff: disable[E711]\n  c == None";
    check(&[
        (
            &format!("{begun} # ruff: disable[E711]\n«x == None»"),
            "# ruff: disable[E711] => `ruff: disable`: it suppresses no finding of `E711`",
        ),
        (&format!("{begun}\n«x == None»"), ""),
        (
            "«x == None» # ruff: disable[E711]",
            "# ruff: disable[E711] => `ruff: disable`: it is not heeded where it stands, for `E711`",
        ),
    ]);
}

#[test]
fn what_cannot_be_known() {
    check(&[
        ("«x == None»\ny # noqa", ""),
        ("«x == None»\ny # noqa: words", ""),
        ("«x == None»\ny # noqa: F401", ""),
        ("«x == None»\ny # noqa: E7", ""),
        ("«x == None»\ny # pylint: disable=C", ""),
        ("«x == None»\ny # pylint: disable=unneeded-not", ""),
        ("«x == None»\n# ruff: noqa", ""),
        ("«x == None»\n# isfix off", ""),
        ("«x == None»\n# see isfix: of", ""),
        ("«x == None»\n# pylint: skip-file", ""),
        ("«x == None»\n# pylint: enable=C0121", ""),
    ]);
    // `C0121` is a rule's that is off, too.
    let off = "«x == None»\ny # noqa: E711, E712, C0121";
    assert_eq!(
        told(off, true),
        "# noqa: E711, E712, C0121 => `noqa`: it suppresses no finding of `E711`"
    );
}

#[test]
fn one_that_lists_what_tells_of_it() {
    check(&[
        ("«x == None»\ny # noqa: E711, RUF100", ""),
        ("«x == None»\ny # noqa: E711 # noqa: unused-noqa, X1", ""),
        ("# ruff: noqa: RUF100\n«x == None»\ny # noqa: E711", ""),
        (
            "«x == None» # noqa: RUF100\ny # noqa: E711",
            "# noqa: E711 => `noqa`: it suppresses no finding of `E711`",
        ),
        (
            "# isfix: off\n«x == None»\ny # noqa: E711",
            "# noqa: E711 => `noqa`: it suppresses no finding of `E711`",
        ),
    ]);
}

#[test]
fn ranges_and_scopes() {
    check(&[
        (
            "# ruff: disable[E711]\n«x == None»\n# ruff: enable[E711]",
            "",
        ),
        (
            "«x == None»\n# ruff: disable[E711]\ny\n# ruff: enable[E711]",
            "# ruff: disable[E711] => `ruff: disable`: it suppresses no finding of `E711`",
        ),
        (
            "«x == None»\n# ruff: enable[E711]",
            "# ruff: enable[E711] => `ruff: enable`: it ends no `ruff: disable` of `E711`",
        ),
        ("«x == None»\n# ruff: enable[F401]", ""),
        (
            "«x == None» # ruff: disable[E711]",
            "# ruff: disable[E711] => `ruff: disable`: it is not heeded where it stands, for `E711`",
        ),
        (
            "«x == None» # ruff: file-ignore[E711]",
            "# ruff: file-ignore[E711] => `ruff: file-ignore`: it is not heeded where it stands, for `E711`",
        ),
        (
            "«x == None»\n# ruff: ignore[E711]",
            "# ruff: ignore[E711] => `ruff: ignore`: no code follows it for `E711`",
        ),
        ("# pylint: disable=C0121\n«x == None»", ""),
        (
            "y\n# pylint: disable=C0121\n# pylint: disable=C0121\n«x == None»",
            "# pylint: disable=C0121 => `pylint: disable`: it suppresses no finding of `C0121`",
        ),
        (
            "# pylint: disable=C0121,R0123\n# pylint: enable=C0121\n«x == None»",
            "# pylint: disable=C0121,R0123 => `pylint: disable`: it suppresses no finding of `C0121`, `R0123`",
        ),
        (
            "# pylint: disable-next=C0121\n\n«x == None»",
            "# pylint: disable-next=C0121 => `pylint: disable-next`: it suppresses no finding of `C0121`",
        ),
        ("# isfix: off\n«x == None»\n# isfix: on", ""),
        (
            "«x == None»\n# isfix: off",
            "# isfix: off => `isfix: off`: it suppresses no finding",
        ),
        (
            "# isfix: on\n«x == None» # words # isfix: on",
            "# isfix: on => `isfix: on`: nothing is off here\n# isfix: on => `isfix: on`: nothing is off here",
        ),
        (
            "# isfix: off[F632]\n«x == None»\n# isfix: on[E711]",
            "# isfix: off[F632] => `isfix: off`: it suppresses no finding of `F632`\n# isfix: on[E711] => `isfix: on`: nothing is off here of `E711`",
        ),
        ("# isfix: skip-file\n«x == None»", ""),
        ("«»y\n# isfix: skip-file", ""),
    ]);
}

/// What no tool heeds can be told of, even if it names no rule.
#[test]
fn what_is_not_heeded_where_it_stands() {
    check(&[
        (
            "«x == None» # ruff: noqa",
            "# ruff: noqa => `ruff: noqa`: it is not heeded where it stands",
        ),
        (
            "«x == None» # flake8: noqa",
            "# flake8: noqa => `flake8: noqa`: it is not heeded where it stands",
        ),
        ("«x == None» # ruff: noqa # noqa: RUF100", ""),
    ]);
}

#[test]
fn slips_in_comments_of_isfix() {
    check(&[
        (
            "# isfix: of\n«x == None»",
            "# isfix: of => `isfix: of`: no such comment; did you mean `isfix: off`?",
        ),
        (
            "# isfix: skip\n«x == None»",
            "# isfix: skip => `isfix: skip`: no such comment; did you mean `isfix: skip-file`?",
        ),
        (
            "# words # ISFIX:ignore[E711]\n«x == None»",
            "# ISFIX:ignore[E711] => `isfix: ignore`: no such comment; there are `isfix: off`, `isfix: on` and `isfix: skip-file`",
        ),
        (
            "# isfix: off[]\n«x == None»",
            "# isfix: off[] => `isfix: off`: its list is empty",
        ),
        (
            "# isfix: off[E711, E721]\n«x == None»",
            "# isfix: off[E711, E721] => `isfix: off`: no rule is called `E721`; did you mean `E711`?",
        ),
        (
            "# isfix: off[unheard-of]\n«x == None»",
            "# isfix: off[unheard-of] => `isfix: off`: no rule is called `unheard-of`",
        ),
        (
            "# isfix: off\n«x == None»\n# isfix: on[E711",
            "# isfix: on[E711 => `isfix: on`: its list has no end",
        ),
        ("# isfix: off[E7, C, E711]\n«x == None»", ""),
        ("# isfix: of # noqa: RUF100\n«x == None»", ""),
    ]);
}

/// A file in which nothing is found at all.
#[test]
fn a_whole_file_without_findings() {
    let text = "# isfix: skip-file\n# isfix: off[E711]\ny # noqa: F632\n";
    let syntax = parse(text);
    let rules = RULES.map(|names| Judged {
        names,
        sites: Some(Vec::new()),
    });
    let unused = read(text, &syntax).unused(&rules, OWN);
    let texts: Vec<_> = unused.iter().map(|unused| &text[unused.range]).collect();
    assert_eq!(
        texts,
        ["# isfix: skip-file", "# isfix: off[E711]", "# noqa: F632"]
    );
}
