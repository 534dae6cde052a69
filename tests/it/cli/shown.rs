//! What people see: the `full` and `concise` reports as golden text in `testdata/cli`, and source
//! and names as data, whatever is in them. `UPDATE=1 cargo test` blesses.

use super::tree::{Tree, assert_same, check_golden};
use super::{BROKEN, SAFE, UNFIXABLE, UNSAFE};

/// Both formats of one tree.
#[track_caller]
fn check(label: &str, tree: &Tree, line: &str) {
    for format in ["full", "concise"] {
        let ran = tree.run(&format!("--quiet --output-format {format} {line}"));
        check_golden(&format!("{label}.{format}.txt"), &ran.output.stdout);
    }
}

fn every_kind() -> Tree {
    Tree::of(&[
        ("broken.py", BROKEN),
        ("chain.py", "if a is b is 'c' == None:\n    pass\n"),
        ("constants.py", UNFIXABLE),
        ("folded.py", "\tx = 1\n".trim_start()),
        (
            "group.py",
            "if not user == None and not name is \"\":\n    pass\n",
        ),
        ("note.py", super::NOTE),
        ("safe.py", SAFE),
        ("unsafe.py", UNSAFE),
    ])
}

#[test]
fn findings_of_every_kind() {
    check("every_kind", &every_kind(), "nowhere.py .");
    check("every_kind_unsafe", &every_kind(), "--unsafe-fixes");
}

#[test]
fn what_was_written() {
    for format in ["full", "concise"] {
        let ran = every_kind().run(&format!("--quiet --write --output-format {format}"));
        check_golden(&format!("written.{format}.txt"), &ran.output.stdout);
    }
}

#[test]
fn lines_of_every_layout() {
    let tree = Tree::of(&[
        ("crlf.py", "if x is 'a':\r\n    pass\r\n"),
        ("lines.py", "y = (x\n     is  # why\n     not 'a')\n"),
        ("tabs.py", "if 1:\n\tif x\tis\t'a':\n\t\tpass\n"),
        ("wide.py", "é = '😀'; é is 'ß'; x is 1\n"),
    ])
    .with("latin.py", b"# coding: latin-1\nx is '\xe9'\n");
    check("layout", &tree, "");
}

#[test]
fn a_long_finding_is_shown_by_its_first_lines() {
    let tree = Tree::of(&[(
        "long.py",
        &format!("y = (x is (\n{}))\n", "    1,\n".repeat(40)),
    )]);
    check("long", &tree, "");
}

#[test]
fn the_literals_each_have_their_lesson() {
    let text = [
        "1",
        "-5",
        "256",
        "257",
        "10**3",
        "1.5",
        "2j",
        "''",
        "'a'",
        "'name'",
        "'two words'",
        "b''",
        "b'a'",
        "b'name'",
        "f'{y}'",
        "()",
        "(1, 2)",
        "(y,)",
        "[]",
        "{}",
        "{1}",
        "[y for y in z]",
        "'a' 'b'",
        "'abc'[0]",
        "(None,)",
        "-True",
    ]
    .map(|literal| format!("x is {literal}\n"))
    .concat();
    check("lessons", &Tree::of(&[("a.py", &text)]), "");
}

/// Nothing that could take over a terminal or reorder what it shows.
#[track_caller]
fn check_harmless(ran: &super::tree::Ran) {
    for text in [ran.out(), ran.err()] {
        let dangerous = text.chars().find(|&c| {
            (c.is_control() && !matches!(c, '\n' | '\t'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
        });
        assert_eq!(dangerous, None, "{}", ran.account());
    }
}

#[test]
fn what_source_holds_is_shown_escaped() {
    let hostile = "\u{1b}[2J\u{7}\u{7f}\u{9b}31m\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}\u{85}";
    let tree = Tree::of(&[
        ("a.py", &format!("x is '{hostile}'  # {hostile}\n")),
        (
            "b.py",
            &format!("x = '{hostile}'; not y is '{hostile}'  # {hostile}\n"),
        ),
        ("c.py", &format!("x is 'a'; y = {hostile}'a\n")),
        ("d.py", &format!("# coding: {hostile}\nx is 'a'\n")),
        ("e.py", "# coding: a\u{1b}[31m\nx is 'a'\n"),
    ]);
    for format in ["full", "concise"] {
        check_harmless(&tree.run(&format!("--color never --output-format {format}")));
    }
    check("hostile_source", &tree, "");
}

#[test]
#[cfg(unix)]
fn what_names_hold_is_shown_escaped() {
    let name = |bytes| super::tree::name(bytes);
    let tree = Tree::new()
        .with(name(b"a\x1b[2J.py"), SAFE)
        .with(name("b\u{202e}yp.py".as_bytes()), UNFIXABLE)
        .with(name(b"c\n\r.py"), BROKEN)
        .with(name("d\u{9b}31m.py".as_bytes()), "x is '\0'\n")
        .with(name(b"e\xff\x9b.py"), SAFE);
    for line in [
        "",
        "--output-format concise",
        "--write --output-format concise",
    ] {
        check_harmless(&tree.run(line));
    }
    let missing = tree.isfix(["--diff", "no\x1b[31m\u{202e}where.py"]).run();
    check_harmless(&missing.status(2));
    let missing = tree.isfix(["no\x1b[31m\u{202e}where.py"]).run();
    check_harmless(&missing.status(2));
    let unknown = tree.isfix(["--select", "no\x1b[31m\u{202e}rule"]).run();
    check_harmless(&unknown.status(2));
    let list = tree.isfix(["--files-from", "no\x1b[31m\u{202e}list"]).run();
    check_harmless(&list.status(2));
}

/// A name is one line, and no command of GitHub's, whatever is in it; all others have their very bytes.
#[test]
#[cfg(unix)]
fn files_are_listed_one_a_line() {
    let name = |bytes| super::tree::name(bytes);
    let tree = Tree::new()
        .with(name(b"\"q\".py"), SAFE)
        .with(name(b"::error::x.py"), SAFE)
        .with(name(b"a b\\c.py"), SAFE)
        .with(name(b"d\n::error file=x::y.py"), SAFE)
        .with(name(b"e\r::warning::z\xff\".py"), SAFE)
        .with(name("\u{e9}\u{1b}.py".as_bytes()), SAFE);
    tree.run("--show-files").status(0).stdout(
        b"\"\\\"q\\\".py\"\n\
          ./::error::x.py\n\
          a b\\c.py\n\
          \"d\\n::error file=x::y.py\"\n\
          \"e\\r::warning::z\\377\\\".py\"\n\
          \xc3\xa9\x1b.py\n",
    );
}

#[test]
fn colours_come_only_when_asked_for() {
    let tree = Tree::of(&[("s.py", SAFE), ("b.py", BROKEN)]);
    for mode in ["", "--diff"] {
        let plain = tree.run(&format!("{mode} --color auto")).output.stdout;
        let never = tree.run(&format!("{mode} --color never"));
        assert!(!never.out().contains('\x1b'));
        assert_same("auto, piped", &never.output.stdout, &plain);
        let always = tree.run(&format!("{mode} --color always"));
        assert!(always.out().contains('\x1b'), "{}", always.account());
        assert_same(
            "always, its colours taken away",
            &plain,
            without_colours(&always.out()).as_bytes(),
        );
    }
    let no_color = tree.isfix(["--color", "auto"]).env("NO_COLOR", "1").run();
    assert!(!no_color.out().contains('\x1b'));
    check_golden(
        "colours.full.txt",
        tree.run("--color always")
            .out()
            .replace('\x1b', "^[")
            .as_bytes(),
    );
}

pub fn without_colours(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').unwrap().1);
    }
    plain
}
