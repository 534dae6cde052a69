//! Reports: several at once, each in its place, whatever else the run does.

use std::fs;

use super::tree::{Tree, assert_same};
use super::{BROKEN, SAFE, SAFE_FIXED, UNFIXABLE, UNSAFE};

/// Every format there is.
pub const FORMATS: [&str; 10] = [
    "full",
    "concise",
    "grouped",
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "html",
];

fn tree() -> Tree {
    Tree::of(&[
        ("b.py", BROKEN),
        ("k.py", UNFIXABLE),
        ("s.py", SAFE),
        ("sub/u.py", UNSAFE),
    ])
}

#[test]
fn findings_are_grouped_by_file() {
    let expected = "\
b.py:
  1:12  invalid-syntax: Expected `:`, found newline

k.py:
  1:7  F632 `is` between two constants asks for the identity of both
";
    let tree = tree();
    let out = tree.run("--output-format grouped").status(1).out();
    let (head, rest) = out.split_once("k.py").unwrap();
    assert_eq!(head, expected.split_once("k.py").unwrap().0);
    assert!(rest.starts_with(":\n  1:7  F632 "), "{out}");
    assert!(out.contains("\n\ns.py:\n  1:4  F632 "), "{out}");
    assert!(out.contains("\n\nsub/u.py:\n  1:4  F632 "), "{out}");
    tree.put("s.py", SAFE.repeat(50));
    let out = tree.run("--output-format grouped s.py").status(1).out();
    assert!(
        out.contains("\n  1:4   F632 ") && out.contains("\n  13:4  F632 "),
        "{out}"
    );
}

/// The same entries, one a line.
#[test]
fn lines_hold_what_the_array_holds() {
    let tree = tree();
    let array = tree.run("--output-format json").status(1).out();
    let array: Vec<serde_json::Value> = serde_json::from_str(&array).unwrap();
    let lines = tree.run("--output-format json-lines").status(1).out();
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(array, lines);
    assert_eq!(lines.len(), 4);
    Tree::new()
        .run("--output-format json-lines")
        .status(0)
        .stdout("");
}

/// What a file gets is what standard output would get.
#[test]
fn every_format_goes_to_a_file() {
    let tree = tree();
    for format in FORMATS {
        let printed = tree.run(&format!("--output-format {format}")).out();
        let line = format!("--output-format {format} --output-file report");
        tree.run(&line).status(1).stdout("").complains("4 files");
        assert_same(format, printed.as_bytes(), &tree.bytes("report"));
    }
    let printed = tree.run("").out();
    tree.run("--output-file report").status(1).stdout("");
    assert_same("the default", printed.as_bytes(), &tree.bytes("report"));
}

#[test]
fn several_at_once() {
    let tree = tree();
    let json = tree.run("--output-format json").out();
    let concise = tree.run("--output-format concise").out();
    let grouped = tree.run("--output-format grouped").out();
    let all = "--output-format json --output-file a --output-format concise --output-format grouped --output-file b";
    tree.run(all)
        .status(1)
        .stdout(&concise)
        .complains("4 files");
    tree.holds("a", &json).holds("b", &grouped);
    // One format in two places.
    tree.run("--output-format json --output-file c --output-file d")
        .status(1)
        .stdout("");
    tree.holds("c", &json).holds("d", &json);
    let temporary = fs::read_dir(tree.root()).unwrap().flatten();
    let mut temporary =
        temporary.filter(|entry| entry.file_name().to_string_lossy().contains(".tmp"));
    assert!(temporary.next().is_none());
}

/// The order of files is the same for any number of workers, and nothing else differs.
#[test]
fn any_number_of_workers_makes_the_same_reports() {
    let tree = tree();
    for number in 0..200 {
        tree.put(format!("many/{number}.py"), SAFE.repeat(number % 7));
    }
    for format in FORMATS {
        let line = format!("--output-format {format} --output-file report -q");
        tree.run(&format!("{line} -j 1")).status(1);
        let one = tree.bytes("report");
        tree.run(&format!("{line} -j 8")).status(1);
        assert_same(format, &one, &tree.bytes("report"));
    }
}

/// Beside a diff, counts and comments, which standard output carries alone.
#[test]
fn every_mode_reports() {
    let report = "--output-format json --output-file report";
    for mode in ["", "--diff", "--statistics"] {
        let tree = tree();
        let json = tree.run("--output-format json").out();
        let plain = tree.run(mode);
        let (out, status) = (plain.out(), plain.output.status);
        let ran = tree.run(&format!("{mode} {report}"));
        assert_eq!(ran.output.status, status, "{mode}");
        assert_eq!(ran.out(), if mode.is_empty() { String::new() } else { out });
        tree.holds("report", json);
    }
    let applied = |tree: &Tree| {
        let entries: Vec<serde_json::Value> =
            serde_json::from_slice(&tree.bytes("report")).unwrap();
        let applied = entries.iter().filter(|entry| entry["applied"] == true);
        (entries.len(), applied.count())
    };
    for mode in ["--write", "--write --diff"] {
        let tree = tree();
        tree.run(&format!("{mode} {report}")).status(1);
        tree.holds("s.py", SAFE_FIXED);
        assert_eq!(applied(&tree), (4, 1), "{mode}");
    }
    let tree = tree();
    tree.run(&format!("--add-noqa {report}")).status(1);
    assert_eq!(applied(&tree), (1, 0));
    let piped = tree.isfix(format!("{report} --write -").split_whitespace());
    piped
        .input(SAFE)
        .run()
        .status(0)
        .stdout(SAFE_FIXED)
        .complains("1 file in");
}

#[test]
fn a_report_replaces_what_was_there_when_it_is_whole() {
    let tree = tree();
    tree.put("report", "what was there");
    tree.run("--output-file report --output-format xml")
        .status(2);
    tree.holds("report", "what was there");
    tree.run("--output-file report --files-from nowhere")
        .status(2);
    tree.holds("report", "what was there");
    tree.run("--output-file report -q s.py")
        .status(1)
        .stderr("");
    assert_same(
        "the report",
        tree.run("s.py").out().as_bytes(),
        &tree.bytes("report"),
    );
}

/// Nothing is done where a report could not be told of it.
#[test]
fn a_file_that_cannot_be_written_is_told_first() {
    for (file, reason) in [
        (
            "nowhere/report",
            "isfix: nowhere/report: its folder does not exist",
        ),
        ("sub", "isfix: sub: is a folder, not a file"),
        ("s.py/report", "s.py/report: "),
        #[cfg(target_os = "linux")]
        (
            "/proc/report",
            "isfix: /proc/report: no file can be created in its folder\n",
        ),
    ] {
        let tree = tree();
        let line = format!("--write --output-file {file}");
        tree.run(&line).status(2).stdout("").complains(reason);
        tree.holds("s.py", SAFE);
    }
}

/// What is left of it fails the run, which goes on.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_fails_the_run() {
    let tree = tree();
    tree.run("--write --output-file /dev/full")
        .status(2)
        .complains("/dev/full: ")
        .complains(": 1 changed, 1 not read as Python, 1 output incomplete\n");
    tree.holds("s.py", SAFE_FIXED);
}

/// Source that the walk would come upon, or a list would name, is not replaced by a report.
#[test]
fn a_report_does_not_replace_source() {
    let script = "#!/usr/bin/env python3\nx is 'a'\n";
    let tree = Tree::of(&[
        ("pkg/models.py", SAFE),
        ("pkg/empty.pyi", ""),
        ("pkg/tool", script),
        ("data", "no Python\n"),
        ("list", "pkg/models.py\n"),
        ("all.toml", ""),
        ("isfix.toml", ""),
    ]);
    let is_settings = "is the name of a settings file";
    let is_source = "is Python source, which would be lost";
    let is_read = "is a file to be read, too";
    let before = tree.snapshot();
    for (line, reason) in [
        (
            "--output-format json --output-file pkg/models.py pkg",
            is_source,
        ),
        ("--output-file pkg/models.py --files-from list", is_source),
        ("--output-file pkg/empty.pyi", is_source),
        ("--output-file ./pkg/../pkg/tool pkg", is_source),
        // It may be read by another run, or by the interpreter.
        ("--output-file pkg/models.py data", is_source),
        ("--write --patch-file pkg/empty.pyi", is_source),
        ("--output-file list --files-from ./list", is_read),
        ("--output-file all.toml --config all.toml", is_read),
        ("--output-file isfix.toml pkg", is_settings),
        ("--output-file pkg/pyproject.toml pkg", is_settings),
        ("--write --patch-file .isfix.toml pkg", is_settings),
    ] {
        tree.run(line).status(2).stdout("").complains(reason);
        assert!(before == tree.snapshot(), "{line}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("pkg/models.py", tree.path("report")).unwrap();
        tree.run("--output-file report pkg")
            .status(2)
            .complains(&format!("--output-file report: {is_source}"));
        tree.holds("pkg/models.py", SAFE);
    }
    tree.run("--write -q --patch-file record pkg/tool")
        .status(0);
    let before = tree.snapshot();
    tree.run("--output-file record pkg")
        .status(2)
        .complains("--output-file record: is a patch, which would be lost");
    assert!(before == tree.snapshot());
    tree.run("--output-file data pkg").status(1);
    assert_ne!(tree.bytes("data"), b"no Python\n");
}

/// Where one format is typed, the order is nobody's concern; where several are, it says which is whose.
#[test]
fn the_only_format_is_that_of_every_file() {
    let tree = tree();
    let json = tree.run("--output-format json").out();
    for line in [
        "--output-file a --output-format json",
        "--output-file a --output-format json --output-file b",
        "--output-file b --output-file a --output-format json",
    ] {
        tree.run(line).status(1).stdout("");
        tree.holds("a", &json);
        if line.contains(" b") {
            tree.holds("b", &json);
        }
    }
    let diff = tree.run("--diff").out();
    tree.run("--diff --output-file d --output-format json")
        .status(1)
        .stdout(diff);
    tree.holds("d", &json);
    let two = "--output-file c --output-format json --output-file e --output-format full";
    tree.run(two)
        .status(2)
        .stdout("")
        .complains("--output-file c: a file stands behind its --output-format, and before this one there is none");
    assert!(!tree.path("c").exists() && !tree.path("e").exists());
}

#[test]
fn two_reports_for_one_place_are_wrong_usage() {
    for (line, reason) in [
        (
            "--output-format json --output-format full",
            "standard output takes one --output-format, not json and full",
        ),
        (
            "--output-format json --output-format json",
            "standard output takes one --output-format, not json and json",
        ),
        (
            "--output-format json --output-file a --output-format full --output-file ./a",
            "--output-file ./a: two reports for one file",
        ),
        (
            "--output-file a --output-file sub/../a",
            "--output-file sub/../a: two reports for one file",
        ),
        (
            "--diff --output-format json",
            "--diff prints a diff: put an --output-file behind --output-format json",
        ),
        (
            "--add-noqa --output-format full",
            "--add-noqa prints no findings: put an --output-file behind --output-format full",
        ),
        (
            "--output-file -",
            "--output-file -: leave it out for standard output; ./- is a file",
        ),
        (
            "--output-format json --output-file s.py ./s.py",
            "--output-file s.py: is a file to be read, too",
        ),
        (
            "- --output-file ./s.py",
            "--output-file ./s.py: is Python source",
        ),
        ("--show-files --output-file a", "--show-files"),
        ("--show-settings --output-file a", "--show-settings"),
    ] {
        let tree = tree();
        tree.run(line).status(2).stdout("").complains(reason);
        assert!(!tree.path("a").exists(), "{line}");
    }
}
