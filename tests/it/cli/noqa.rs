//! `--add-noqa`: suppression comments for what is found, and nothing else.

use std::fs;

use super::tree::{Tree, is_missing};
use super::{BROKEN, CLEAN, NOTE, SAFE, UNSAFE};

const FOUND: &str = "\
import os

if x == None:  # type: ignore
    pass
y = f'''{
  x == None and z is 'a'
}''' ; not a in b
k = x is 'a'  # noqa: F401 why
q = x == None and \\
    z
done = x != None  # noqa
";

const SUPPRESSED: &str = "\
import os

if x == None:  # type: ignore  # noqa: E711
    pass
y = f'''{
  x == None and z is 'a'
}''' ; not a in b  # noqa: E711, E713, F632
k = x is 'a'  # noqa: F401, F632 why
q = x == None and \\
    z  # noqa: E711
done = x != None  # noqa
";

#[test]
fn what_is_found_is_suppressed_and_nothing_else_changes() {
    let tree = Tree::of(&[("a.py", FOUND), ("b.py", UNSAFE), ("c.py", CLEAN)]);
    tree.run("--add-noqa")
        .status(0)
        .stdout("")
        .complains("2 changed\n7 findings suppressed\n");
    tree.holds("a.py", SUPPRESSED)
        .holds("b.py", "if x is ():  # noqa: F632\n    pass\n")
        .holds("c.py", CLEAN);
    tree.run("").status(0).stdout("");
    tree.run("--write --unsafe-fixes").status(0).stdout("");
    tree.holds("a.py", SUPPRESSED);
}

/// A note whose other spelling is asked for is something to do, and can be accepted like that.
#[test]
fn notes_get_one_where_their_fixes_are_asked_for() {
    let source = "from sqlalchemy import Column\nc = Column()\nq = select().where(c == None)\n";
    let tree = Tree::of(&[("a.py", source), ("n.py", NOTE)]);
    tree.run("--add-noqa").status(0).complains("0 changed");
    tree.holds("a.py", source);
    tree.run("--unsafe-fixes").status(1);
    tree.run("--add-noqa --unsafe-fixes").status(0);
    tree.holds("a.py", source.replace("None)", "None)  # noqa: E711"))
        .holds("n.py", NOTE);
    tree.run("--unsafe-fixes").status(0);
}

#[test]
fn a_second_run_changes_nothing() {
    let tree = Tree::of(&[("a.py", FOUND)]);
    tree.run("--add-noqa").status(0);
    let modified = || fs::metadata(tree.path("a.py")).unwrap().modified().unwrap();
    let first = modified();
    tree.run("--add-noqa --exit-non-zero-on-fix")
        .status(0)
        .complains("0 changed");
    assert_eq!(first, modified());
}

#[test]
fn comments_count_even_where_settings_ignore_them() {
    let tree = Tree::of(&[("isfix.toml", "ignore-noqa = true\n"), ("a.py", FOUND)]);
    for _ in 0..2 {
        tree.run("--add-noqa").status(0);
        tree.holds("a.py", SUPPRESSED);
    }
}

#[test]
fn line_ends_marks_and_encodings_stay() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let tree = Tree::of(&[
        ("crlf.py", &crlf(FOUND)),
        ("cr.py", &FOUND.replace('\n', "\r")),
        ("bom.py", &format!("\u{feff}{FOUND}")),
        ("mixed.py", "a == None\r\nb == None\rc == None\nd == None"),
    ])
    .with("latin.py", b"# coding: latin-1\nx == None  # \xe9\n")
    .with("sjis.py", b"# coding: shift_jis\nx == None, '\x83\x5c'\n")
    .with("bad.py", b"x == None, '\xff'\n");
    tree.run("--add-noqa").status(1).complains("bad.py:1:13");
    tree.holds("crlf.py", crlf(SUPPRESSED))
        .holds("cr.py", SUPPRESSED.replace('\n', "\r"))
        .holds("bom.py", format!("\u{feff}{SUPPRESSED}"))
        .holds(
            "mixed.py",
            "a == None  # noqa: E711\r\nb == None  # noqa: E711\rc == None  # noqa: E711\nd == None  # noqa: E711",
        )
        .holds("latin.py", b"# coding: latin-1\nx == None  # \xe9  # noqa: E711\n")
        .holds("sjis.py", b"# coding: shift_jis\nx == None, '\x83\x5c'  # noqa: E711\n")
        .holds("bad.py", b"x == None, '\xff'\n");
}

#[test]
fn what_is_selected_alone_is_suppressed() {
    let tree = Tree::of(&[("a.py", "not x == None, y is 'a', not z in w\n")]);
    tree.run("--add-noqa --select E713").status(0);
    tree.holds(
        "a.py",
        "not x == None, y is 'a', not z in w  # noqa: E713\n",
    );
    tree.run("--add-noqa --ignore is-literal").status(0);
    tree.holds(
        "a.py",
        "not x == None, y is 'a', not z in w  # noqa: E713, E711\n",
    );
}

#[test]
fn notes_need_no_comment() {
    let tree = Tree::of(&[("a.py", NOTE)]);
    tree.run("--add-noqa").status(0).complains("0 changed");
    tree.holds("a.py", NOTE);
}

#[test]
fn a_diff_shows_what_would_be_written() {
    let tree = Tree::of(&[("a.py", FOUND)]);
    let diff = tree.run("--add-noqa --diff").status(1);
    let diff = diff
        .says("+k = x is 'a'  # noqa: F401, F632 why\n")
        .complains("6 findings to suppress");
    tree.holds("a.py", FOUND);
    if !is_missing("git") {
        let patch = tree.put("patch.diff", diff.out());
        tree.git(&format!("apply {}", patch.display())).status(0);
        tree.holds("a.py", SUPPRESSED);
    }
    tree.put("a.py", SUPPRESSED);
    tree.run("--add-noqa --diff").status(0).stdout("");
    tree.put("a.py", FOUND);
    tree.run("--add-noqa --diff --exit-zero").status(0);
}

#[test]
fn standard_input_comes_back_with_comments() {
    let tree = Tree::new();
    let run = |args: &[&str], input: &str| tree.isfix(args).input(input).run();
    run(&["--add-noqa", "-"], FOUND)
        .status(0)
        .stdout(SUPPRESSED);
    run(&["--add-noqa", "-"], SUPPRESSED)
        .status(0)
        .stdout(SUPPRESSED);
    run(&["--add-noqa", "-"], BROKEN)
        .status(1)
        .stdout(BROKEN)
        .complains("invalid-syntax");
    run(&["--add-noqa", "--diff", "-"], SAFE)
        .status(1)
        .says("+if x is 'a':  # noqa: F632\n");
}

#[test]
fn it_goes_with_no_fixing_and_no_other_way_of_reading_comments() {
    let tree = Tree::of(&[("a.py", SAFE)]);
    for other in [
        "--write",
        "--fix",
        "--ignore-noqa",
        "--unused-noqa",
        "--statistics",
    ] {
        tree.run(&format!("--add-noqa {other}"))
            .status(2)
            .stdout("")
            .complains("cannot be used with");
    }
    tree.holds("a.py", SAFE);
}

#[test]
fn what_cannot_be_written_is_told_and_left() {
    let tree = Tree::of(&[("a.py", SAFE), ("c.py", SAFE)]);
    fs::hard_link(tree.path("a.py"), tree.path("b.py")).unwrap();
    tree.put("a.py", format!("{SAFE}{UNSAFE}"));
    let ran = tree.run("--add-noqa --output-format json --output-file report");
    let ran = ran
        .status(2)
        .complains("a.py: io-error: has 2 hard links")
        .complains("1 changed, 1 failed\n1 finding suppressed\n2 findings, 2 left");
    // What is left is not for an option that this run could have had.
    assert!(!ran.err().contains("unsafe"), "{}", ran.account());
    tree.holds("a.py", format!("{SAFE}{UNSAFE}"))
        .holds("c.py", "if x is 'a':  # noqa: F632\n    pass\n");
    let report: Vec<serde_json::Value> = serde_json::from_slice(&tree.bytes("report")).unwrap();
    let codes: Vec<_> = report.iter().map(|entry| entry["code"].as_str()).collect();
    assert_eq!(codes, [Some("io-error"), Some("F632"), Some("F632")]);
}

/// A note with another spelling needs no comment, and its offer is not this run's.
#[test]
fn no_fix_is_offered() {
    let column = "from sqlalchemy import Column, Integer\n\n\nclass A:\n    id = Column(Integer)\n\n\nq = A.id == None\n";
    let tree = Tree::of(&[("a.py", column)]);
    tree.run("").complains("--unsafe-fixes");
    let ran = tree.run("--add-noqa").status(0).complains("1 note\n");
    assert!(!ran.err().contains("unsafe"), "{}", ran.account());
}

#[test]
fn a_file_that_is_skipped_is_left() {
    let skipped = format!("# isfix: skip-file\n{SAFE}");
    let tree = Tree::of(&[("a.py", &skipped)]);
    tree.run("--add-noqa").status(0);
    tree.holds("a.py", skipped);
}
