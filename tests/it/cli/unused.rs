//! `--unused-noqa`: suppression comments that suppress nothing are findings.

use super::SAFE;
use super::tree::Tree;

const COMMENTS: &str = "\
if x == None:  # noqa: E711, F632
    pass
y = 1  # noqa: E711, F401
z = 1  # noqa
# isfix: off
x is 'a'
# isfix: on
# pylint: disable=literal-comparison
";

#[test]
fn they_are_told_beside_the_findings() {
    let tree = Tree::of(&[("a.py", COMMENTS), ("b.py", SAFE)]);
    let found = "\
a.py:1:16: RUF100 Unused `noqa`: it suppresses no finding of `F632`
a.py:3:8: RUF100 Unused `noqa`: it suppresses no finding of `E711`
a.py:8:1: RUF100 Unused `pylint: disable`: it suppresses no finding of `literal-comparison`
b.py:1:4: F632 `is` compares identity with a one-character string, which CPython mostly shares: right there by accident, not so elsewhere [safe fix]
";
    for jobs in [1, 4] {
        tree.run(&format!(
            "--unused-noqa --output-format concise --jobs {jobs}"
        ))
        .status(1)
        .stdout(found);
    }
    tree.run("--output-format concise a.py")
        .status(0)
        .stdout("");
    tree.run("--unused-noqa --exit-zero").status(0);
}

#[test]
fn slips_in_comments_of_isfix_are_told() {
    let tree = Tree::of(&[("a.py", "# isfix: of\nx  # ruff: noqa\n# isfix: off[E999]\n")]);
    let found = "\
a.py:1:1: RUF100 Unused `isfix: of`: no such comment; did you mean `isfix: off`?
a.py:2:4: RUF100 Unused `ruff: noqa`: it is not heeded where it stands
a.py:3:1: RUF100 Unused `isfix: off`: no rule is called `E999`
";
    tree.run("--unused-noqa --output-format concise")
        .status(1)
        .stdout(found);
    tree.run("").status(0);
}

/// The byte scan dismisses these files in every other run.
#[test]
fn files_that_hold_nothing_else_are_read() {
    let tree = Tree::of(&[
        ("a.py", "x  # NOQA:E711\n"),
        ("b.py", "x\n# isfix: skip-file\n"),
        ("c.py", "x\n#ruff:disable[E711]\n"),
        ("d.py", "x  # words pylint: disable=C0121, R0123\n"),
        ("e.py", "x  # words\n"),
    ]);
    let ran = tree.run("--unused-noqa --select ALL --output-format concise");
    let places: Vec<String> = ran
        .out()
        .lines()
        .map(|line| line.split(' ').next().unwrap().to_owned())
        .collect();
    assert_eq!(places, ["a.py:1:4:", "b.py:2:1:", "c.py:2:1:", "d.py:1:4:"]);
    ran.status(1).complains("1 scanned only, 4 parsed");
    tree.run("").status(0).complains("5 scanned only, 0 parsed");
}

#[test]
fn only_what_is_on_can_be_unused() {
    let tree = Tree::of(&[(
        "a.py",
        "x  # noqa: E711, E712, F632\ny == True  # noqa: C0121\n",
    )]);
    let check = |options: &str, codes: &str| {
        let ran = tree.run(&format!("--unused-noqa --output-format concise {options}"));
        let expected = if codes.is_empty() {
            String::new()
        } else {
            format!("a.py:1:4: RUF100 Unused `noqa`: it suppresses no finding of {codes}\n")
        };
        assert_eq!(ran.out(), expected, "{options}");
    };
    check("", "`E711`, `F632`");
    check("--select F632", "`F632`");
    check("--select E712,F632", "`E712`, `F632`");
    check("--select E713", "");
}

#[test]
fn what_suppresses_a_note_is_in_use() {
    let note = super::NOTE.trim_end().to_owned() + "  # noqa: E711\n";
    let tree = Tree::of(&[("a.py", &note)]);
    tree.run("--unused-noqa").status(0).stdout("");
}

#[test]
fn they_stay_when_fixes_are_written() {
    let text = "x == None  # noqa: F632\n";
    let tree = Tree::of(&[("a.py", text)]);
    tree.run("--unused-noqa --diff").status(1);
    tree.run("--unused-noqa --write --output-format concise")
        .status(1)
        .says("a.py:1:12: RUF100");
    tree.holds("a.py", "x is None  # noqa: F632\n");
    tree.run("--unused-noqa --diff").status(1).stdout("");
}

#[test]
fn every_format_tells_of_them() {
    let tree = Tree::of(&[("a.py", "\u{feff}é == 1  # é # noqa: E711 why\n")]);
    tree.run("--unused-noqa").status(1).stdout(
        "\
a.py:1:13: RUF100 Unused `noqa`: it suppresses no finding of `E711`
1 | é == 1  # é # noqa: E711 why
  |             ^^^^^^^^^^^^^^^^

",
    );
    let json = tree.run("--unused-noqa --output-format json").status(1);
    let json: serde_json::Value = serde_json::from_str(&json.out()).unwrap();
    let entry = &json[0];
    assert_eq!(entry["code"], "RUF100");
    assert_eq!(entry["name"], "unused-noqa");
    assert_eq!(entry["location"]["column"], 13);
    assert_eq!(entry["end_location"]["column"], 29);
    assert_eq!(entry["fix"], serde_json::Value::Null);
    tree.run("--unused-noqa --statistics")
        .status(1)
        .says("1  RUF100  unused-noqa\n");
}

#[test]
fn it_needs_the_comments_to_be_read() {
    Tree::of(&[("a.py", SAFE)])
        .run("--unused-noqa --ignore-noqa")
        .status(2)
        .complains("cannot be used with");
}
