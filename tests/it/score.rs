//! `tests/score.py`: what it makes of labels that isfix meets, fails, or that are not where they say.

use std::path::{Path, PathBuf};

use crate::cli::tree::{PROGRAM, Tree};
use crate::python::interpreter::{Interpreter, Said};

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The script over a labels file and the sources beside the true one; `None` where no python3 is.
fn score(program: &str, labels: &Path, options: &[&str]) -> Option<Said> {
    score_above(&[], program, labels, options)
}

/// The same under floors.
fn score_above(floors: &[&str], program: &str, labels: &Path, options: &[&str]) -> Option<Said> {
    let script = here("tests/score.py");
    let sources = here("testdata/score");
    let mut arguments = vec![script.as_os_str(), "--isfix".as_ref(), program.as_ref()];
    for floor in floors {
        arguments.extend(["--floor".as_ref(), std::ffi::OsStr::new(floor)]);
    }
    arguments.extend([labels.as_os_str(), sources.as_os_str(), "--".as_ref()]);
    arguments.extend(options.iter().map(std::ffi::OsStr::new));
    Some(Interpreter::newest()?.run(&arguments))
}

/// The true labels with some text in place of another.
fn labels(tree: &Tree, was: &str, becomes: &str) -> PathBuf {
    let text = std::fs::read_to_string(here("testdata/score/labels.jsonl")).unwrap();
    assert!(text.contains(was), "{was}");
    tree.put("labels.jsonl", text.replace(was, becomes))
}

#[track_caller]
fn assert_says(said: &Said, parts: &[&str]) {
    for part in parts {
        assert!(said.text.contains(part), "no {part:?} in\n{}", said.text);
    }
}

#[test]
fn labels_that_are_met() {
    let Some(said) = score(PROGRAM, &here("testdata/score/labels.jsonl"), &[]) else {
        return;
    };
    assert!(said.success, "{}", said.text);
    assert_says(
        &said,
        &[
            "E711: 4 sites in 1 packages",
            "harmless    2: 100.0 % rewritten; 2 rewritten",
            "harmful     2: 2 ",
        ],
    );
    assert!(!said.text.contains("MUST NOT"), "{}", said.text);
    assert!(!said.text.contains("missed"), "{}", said.text);
}

#[test]
fn a_harmful_one_that_is_rewritten_is_named() {
    let tree = Tree::new();
    let wrong = labels(
        &tree,
        r#""source": "if state == None:", "label": "harmless""#,
        r#""source": "if state == None:", "label": "harmful""#,
    );
    let Some(said) = score(PROGRAM, &wrong, &[]) else {
        return;
    };
    assert!(!said.success);
    assert_says(
        &said,
        &[
            "harmful     3: 1 rewritten",
            "MUST NOT (harmful) shop-1.0/orders.py:15:8: if state == None: [param-default-none]",
        ],
    );
}

#[test]
fn a_harmless_one_that_is_not_rewritten_is_named() {
    let tree = Tree::new();
    let wrong = labels(&tree, "harmful", "harmless");
    let Some(said) = score(PROGRAM, &wrong, &[]) else {
        return;
    };
    assert!(said.success, "{}", said.text);
    assert_says(
        &said,
        &[
            "harmless    4: 50.0 % rewritten; 2 rewritten",
            "missed shop-1.0/orders.py:14:45: query = session",
            "missed shop-1.0/orders.py:18:42: query = query",
        ],
    );
}

#[test]
fn too_few_harmless_ones_are_a_failure() {
    let tree = Tree::new();
    let half = labels(&tree, "harmful", "harmless");
    for (floor, success) in [("E711=50", true), ("E711=50.1", false)] {
        let Some(said) = score_above(&[floor], PROGRAM, &half, &[]) else {
            return;
        };
        assert_eq!(said.success, success, "{floor}: {}", said.text);
        let told = "E711: BELOW THE FLOOR: 50.0 % of the harmless are rewritten";
        assert_eq!(said.text.contains(told), !success, "{}", said.text);
    }
    let Some(said) = score_above(&["E712=10"], PROGRAM, &half, &[]) else {
        return;
    };
    assert!(!said.success);
    assert_says(&said, &["score.py: no label of E712"]);
}

#[test]
fn a_site_that_is_not_reported_is_missed() {
    let Some(said) = score(
        PROGRAM,
        &here("testdata/score/labels.jsonl"),
        &["--ignore", "E711"],
    ) else {
        return;
    };
    assert_says(&said, &["harmless    2: 0.0 % rewritten; 2 not found"]);
}

#[test]
fn labels_that_are_not_where_they_say_are_refused() {
    let tree = Tree::new();
    for (was, becomes) in [
        (r#""line": 15"#, r#""line": 5"#),
        (
            r#""path": "orders.py", "line": 18"#,
            r#""path": "no.py", "line": 18"#,
        ),
        (r#""column": 42"#, r#""column": 420"#),
    ] {
        let Some(said) = score(PROGRAM, &labels(&tree, was, becomes), &[]) else {
            return;
        };
        assert!(!said.success);
        assert_says(&said, &["score.py: "]);
        assert!(!said.text.contains("E711:"), "{}", said.text);
    }
}

/// A file that isfix cannot read proves nothing of its harmful comparisons.
#[cfg(unix)]
#[test]
fn a_labelled_file_that_is_not_read_is_refused() {
    let tree = Tree::new();
    let found = here("testdata/score/shop-1.0/orders.py")
        .canonicalize()
        .unwrap();
    let answer = format!(r#"[{{"code": "invalid-syntax", "filename": {found:?}}}]"#);
    let program = program(&tree, &answer);
    let labels = here("testdata/score/labels.jsonl");
    let Some(said) = score(program.to_str().unwrap(), &labels, &[]) else {
        return;
    };
    assert!(!said.success);
    assert_says(
        &said,
        &["score.py: shop-1.0/orders.py: isfix cannot read it"],
    );
    assert!(!said.text.contains("E711:"), "{}", said.text);
}

/// A program that gives an answer, whatever it is asked.
#[cfg(unix)]
fn program(tree: &Tree, answer: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;

    let program = tree.put(
        "program",
        format!("#!/bin/sh\ncat <<'END'\n{answer}\nEND\n"),
    );
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    program
}

/// What `== True` becomes must be what its label says keeps the result.
#[cfg(unix)]
#[test]
fn a_harmless_one_that_becomes_the_wrong_thing_is_named() {
    let tree = Tree::new();
    let found = here("testdata/score/shop-1.0/orders.py")
        .canonicalize()
        .unwrap();
    // A program that answers as isfix would with `--true-false-style truth`.
    let answer = format!(
        r#"[{{"code": "E711", "filename": {found:?}, "severity": "error", "evidence": null,
        "location": {{"row": 15, "column": 8}}, "end_location": {{"row": 15, "column": 21}},
        "fix": {{"applicability": "safe", "edits": [{{"content": ""}}]}}}}]"#
    );
    let program = program(&tree, &answer);
    for (keeps, success) in [
        ("is", false),
        ("truthiness", true),
        ("both", true),
        ("neither", false),
    ] {
        let label = r#""evidence": "param-default-none""#;
        let with = labels(
            &tree,
            label,
            &format!(r#"{label}, "keeps_behaviour": "{keeps}""#),
        );
        let Some(said) = score(program.to_str().unwrap(), &with, &[]) else {
            return;
        };
        assert_eq!(said.success, success, "{keeps}: {}", said.text);
        assert_eq!(
            said.text.contains("MUST NOT (only"),
            !success,
            "{}",
            said.text
        );
    }
}
