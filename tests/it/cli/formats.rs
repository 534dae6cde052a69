//! Formats for machines, each read back as its machine reads it.

mod fingerprints;
mod github;
mod gitlab;
mod hostile;
mod junit;
mod sarif;

use super::tree::Tree;
use super::{BROKEN, NOTE, SAFE, UNFIXABLE, UNSAFE};

/// A repository with findings of every kind: a file that is no Python, a chain, a group, one of several
/// lines, a note; and what is suppressed.
fn every_kind() -> Tree {
    Tree::of(&[
        ("broken.py", BROKEN),
        ("chain.py", "if a is b is 'c' == None:\n    pass\n"),
        ("constants.py", UNFIXABLE),
        (
            "group.py",
            "class C:\n    def f(self, user, name):\n        return not user == None and not name is \"\"\n",
        ),
        ("lines.py", "y = (x\n     is  # why\n     not 'a')\n"),
        ("note.py", NOTE),
        ("safe.py", SAFE),
        ("sub folder/unsafe.py", UNSAFE),
        ("suppressed.py", "if x is 'a':  # noqa: F632\n    pass\n"),
    ])
    .repository()
}

/// Runs that say all there is to say, each with what it is about.
const LINES: [(&str, &str); 8] = [
    ("findings", ""),
    ("failures", "nowhere.py ."),
    ("unsafe fixes", "--unsafe-fixes"),
    ("every rule", "--select ALL --unused-noqa"),
    ("one file", "safe.py"),
    ("nothing", "suppressed.py"),
    ("what is written", "--write"),
    (
        "what is written, unsafe fixes too",
        "--write --unsafe-fixes",
    ),
];

/// What a report in a format comes to in each of [`LINES`], and in modes that print something else.
fn every_report(format: &str) -> Vec<(&'static str, Vec<u8>)> {
    let line = |line| {
        let tree = every_kind();
        tree.run(&format!("-q --output-format {format} {line}"))
            .output
            .stdout
    };
    let mut reports: Vec<_> = LINES.map(|(about, it)| (about, line(it))).into();
    for mode in ["--diff", "--statistics", "--add-noqa", "--write --diff"] {
        let tree = every_kind();
        let outside = Tree::new();
        let path = outside.path("report");
        let report = ["-q", "--output-format", format, "--output-file"];
        let call = tree.isfix(report).arg(&path);
        call.args(mode.split_whitespace()).run();
        reports.push((mode, outside.bytes("report")));
    }
    let tree = Tree::new();
    for (about, name) in [("standard input", None), ("a name for it", Some("a/b.py"))] {
        let call = tree.isfix(["-q", "--output-format", format, "-"]);
        let call = match name {
            Some(name) => call.args(["--stdin-filename", name]),
            None => call,
        };
        reports.push((about, call.input(SAFE).run().output.stdout));
    }
    reports
}
