//! Which lines a comment counts on, and where one is to be put.

use ruff_text_size::{TextRange, TextSize};

use super::{Marked, RULES, check, parse, read};

const BOTH: &str = "E711 F632";

#[test]
fn any_line_of_the_comparison_counts() {
    check(&[
        ("(«x == # noqa: E711\n None»)", "E711"),
        ("(«x ==\n None») # noqa: E711", "E711"),
        ("(«x\n == # noqa: E711\n None»)", "E711"),
        ("(«x ==\n # noqa: E711\n None»)", "E711"),
        ("(«x == # noqa: E711\n None») # noqa: F632", BOTH),
        ("(«x ==\n None»\n) # noqa", ""),
        ("f(«x == None»\n) # noqa", ""),
        ("f( # noqa\n «x == None»)", ""),
        ("y # noqa\n«x == None»\ny # noqa", ""),
        ("if «x == None»: # noqa\n  pass # noqa: F401", BOTH),
        ("if x: # noqa\n  «x == None»", ""),
        ("«x == None»; y # noqa", BOTH),
        ("«x == None»\x0c# noqa", BOTH),
        ("y # noqa\x0c\n«x == None»", ""),
    ]);
}

#[test]
fn a_line_that_goes_on_counts_where_it_ends() {
    check(&[
        ("«x == None» and \\\n y # noqa", BOTH),
        ("«x == None» and \\\n \\\n\\\n y # noqa", BOTH),
        ("y and \\\n «x == None» and \\\n z # noqa", BOTH),
        ("(y and \\\n «x == None»\n and z # noqa\n)", ""),
        ("«x == '''\n'''» # noqa", BOTH),
        ("«x == None» and '''\n\n''' # noqa", BOTH),
        ("«x == None» and 'a\\\nb' # noqa", BOTH),
        (
            "«x == None» and '''\n''' + \\\n 'a\\\nb' '''\n''' # noqa",
            BOTH,
        ),
        ("(«x == None» and '''\n'''\n and y) # noqa", ""),
        ("if 1:\n  \\\n  «x == None» # noqa", BOTH),
        ("if y: \\\n  «x == None» and \\\n f'''\n''' # noqa", BOTH),
        ("«x == None»\n'''\n''' # noqa", ""),
        ("'\\\\'; «x == None»\ny # noqa", ""),
    ]);
}

#[test]
fn f_strings() {
    check(&[
        ("f'''{\n «x == None» # noqa\n}'''", BOTH),
        ("f'''{\n «x == None»\n}''' # noqa", BOTH),
        ("f'''{\n «x == None»\n}''' \\\n # noqa", BOTH),
        ("f'''{\n f'''{«x == None» # noqa\n}'''\n}'''", BOTH),
        ("f'''{\n f'''{«x == None»\n}'''\n}''' # noqa", BOTH),
        ("f'''{\n f'''{«x == None»\n}''' # noqa\n}'''", ""),
        ("f'''{ # noqa\n «x == None»\n}'''", ""),
        ("f'''{«x == None»\n}{f'{y}'}''' # noqa", BOTH),
        ("t'''{\n «x == None»\n}''' # noqa", BOTH),
        ("f'''\n{«x == None»}\n{y # noqa\n}\n'''", ""),
        ("«x == None» and \\\n f'''\n{y}\n''' # noqa", BOTH),
        ("f'''{x:\n{«x == None»}}''' # noqa", BOTH),
    ]);
}

#[test]
fn ruff_ignore_above_holds_for_the_statement_or_header() {
    check(&[
        ("# ruff: ignore[E711]\n«x == None»", "E711"),
        ("# ruff: ignore[E711]\n\n# words\n«x == None»", "E711"),
        (
            "# ruff: ignore[E711]\n# ruff: ignore[F632]\n«x == None»",
            BOTH,
        ),
        ("# ruff: ignore[E711]\nf(1,\n 2,\n «x == None»)", "E711"),
        ("# ruff: ignore[E711]\ny; \\\n«x == None»", "E711"),
        ("# ruff: ignore[E711]\ny\n«x == None»", ""),
        (
            "# ruff: ignore[E711]\nf(y, # noqa: E711\n «x == None»)",
            "E711",
        ),
        ("# ruff: ignore[E711]\nif «x == None»:\n  y", "E711"),
        ("# ruff: ignore[E711]\nif x: «x == None»", "E711"),
        ("# ruff: ignore[E711]\nif x: # words\n  «x == None»", ""),
        ("if 1:\n  pass\n  # ruff: ignore[E711]\n«x == None»", "E711"),
        ("if 1:\n  # ruff: ignore[E711]\n  «x == None»", "E711"),
        (
            "if 1:\n  pass\n# ruff: ignore[E711]\nelif «x == None»:\n  pass",
            "E711",
        ),
        (
            "# ruff: ignore[E711]\n@d(1)\ndef f(a=«x == None»): pass",
            "",
        ),
        (
            "@d(1)\n# ruff: ignore[E711]\ndef f(a,\n b=«x == None»): pass",
            "E711",
        ),
        ("«x == None»\n# ruff: ignore[E711]", ""),
        ("y # ruff: ignore[E711]\n«x == None»", ""),
    ]);
}

#[test]
fn ruff_ignore_inside_holds_for_the_next_line() {
    check(&[
        ("f(\n # ruff: ignore[E711]\n «x == None»)", "E711"),
        (
            "f(\n # ruff: ignore[E711]\n\n # words\n «x == None»)",
            "E711",
        ),
        ("f(\n # ruff: ignore[E711]\n y,\n «x == None»)", ""),
        (
            "f(\n # ruff: ignore[E711]\n y and \\\n «x == None»)",
            "E711",
        ),
        ("f(\n # ruff: ignore[E711]\n '''\n''', «x == None»)", "E711"),
        ("f(\n y,\n # ruff: ignore[E711]\n «x ==\n None»)", "E711"),
        ("f'''{\n # ruff: ignore[E711]\n «x == None»}'''", "E711"),
        ("f(\n «x == None»\n) # ruff: ignore[E711]", ""),
        ("f( # ruff: ignore[E711]\n «x == None»)", ""),
        ("«x == None» and \\\n y # ruff: ignore[E711]", "E711"),
    ]);
}

#[test]
fn pylint_at_the_end_of_a_line_holds_for_it() {
    check(&[
        ("(«x == # pylint: disable=C0121\n None»)", "E711"),
        ("«x == None» and \\\n y # pylint: disable=C0121", "E711"),
        ("y # pylint: disable=C0121\n«x == None»", ""),
        ("def f(): # pylint: disable=C0121\n  «x == None»", ""),
    ]);
}

#[test]
fn mixed_line_ends() {
    for (source, expected) in [
        ("a\r\nb\rc\n«x == None» # noqa\ry", BOTH),
        ("a\r\n# noqa\r«x == None»\n# noqa\r\n", ""),
        ("a # noqa\r\r\n«x == None»", ""),
        ("«x == '''\r\n\r\n\r'''»# noqa", BOTH),
        ("«x == None» and \\\r\n y # noqa", BOTH),
    ] {
        assert_eq!(Marked::new(source).silenced(), expected, "{source:?}");
    }
}

#[test]
fn noqa_row_is_where_the_first_line_ends() {
    for (source, expected) in [
        ("«x == None»", 1),
        ("y\n\n«x == None»\n", 3),
        ("y\n\n(«x ==\n None»)\n", 3),
        ("«x == '''\n\n'''»\n", 3),
        ("«x == None» and \\\n '''\n'''\\\n\n", 4),
        ("(«x ==\n None» and '''\n''')", 1),
        ("\nf'''{\n «x == None»\n}'''\n", 4),
        ("(«x == \\\n y == # words\n None»)", 2),
        ("\\\n«x == None»", 2),
        ("\x0c\n\x0c«x == None»\x0c\n", 2),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let marked = Marked::new(&source.replace('\n', end));
            let syntax = parse(&marked.text);
            let row = read(&marked.text, &syntax).noqa_row(marked.range);
            assert_eq!(row, expected, "with {end:?} in {source:?}");
            assert_honoured(&marked, row, end);
        }
    }
}

/// Asserts that a `# noqa` at the end of `row` silences the finding, which lies before that end.
fn assert_honoured(marked: &Marked, row: usize, line_end: &str) {
    let mut lines: Vec<_> = marked.text.split(line_end).map(String::from).collect();
    lines[row - 1].push_str(" # noqa");
    let noted = lines.join(line_end);
    // On a finding of several lines the comment may lie inside it; its first byte stays in place.
    let range = TextRange::at(marked.range.start(), TextSize::from(1));
    let syntax = parse(&noted);
    assert!(
        read(&noted, &syntax).suppresses(RULES[0], range),
        "{noted:?}"
    );
}

#[test]
fn an_empty_range_has_the_row_of_its_start() {
    check(&[("y # noqa\n«»x == None", ""), ("«»x == None # noqa", BOTH)]);
}
