//! `gitlab`, by the fields that GitLab documents.

use serde_json::{Value, json};
use std::collections::HashSet;

use super::super::SAFE;
use super::super::tree::Tree;
use super::{every_kind, every_report};

#[track_caller]
fn entries(bytes: &[u8]) -> Vec<Value> {
    serde_json::from_slice(bytes)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

#[track_caller]
fn report(tree: &Tree, line: &str) -> Vec<Value> {
    entries(
        &tree
            .run(&format!("-q --output-format gitlab {line}"))
            .output
            .stdout,
    )
}

const SEVERITIES: [&str; 5] = ["info", "minor", "major", "critical", "blocker"];

#[test]
fn every_report_has_the_documented_fields() {
    for (about, bytes) in every_report("gitlab") {
        let mut prints = HashSet::new();
        for entry in entries(&bytes) {
            for key in ["description", "check_name", "fingerprint"] {
                let text = entry[key].as_str().unwrap_or_default();
                assert!(!text.is_empty(), "{about}: {key} of {entry}");
            }
            let severity = entry["severity"].as_str().unwrap();
            assert!(SEVERITIES.contains(&severity), "{about}: {entry}");
            let path = entry["location"]["path"].as_str().unwrap();
            assert!(!path.starts_with(['/', '.']), "{about}: {path}");
            let lines = &entry["location"]["lines"];
            let [begin, end] = ["begin", "end"].map(|it| lines[it].as_u64().unwrap());
            assert!(1 <= begin && begin <= end, "{about}: {entry}");
            let print = entry["fingerprint"].as_str().unwrap().to_owned();
            assert!(prints.insert(print), "{about}: twice: {entry}");
        }
    }
}

#[test]
fn a_finding() {
    let tree = Tree::of(&[("sub/a.py", "y = (x\n     is not 'a')\n")]).repository();
    let call = tree.isfix(["-q", "--output-format", "gitlab", "a.py"]);
    let ran = call.folder(tree.path("sub")).run().status(1);
    let mut entries = entries(&ran.output.stdout);
    let entry = &mut entries[0];
    assert!(
        entry["description"]
            .take()
            .as_str()
            .unwrap()
            .ends_with(" [safe fix]")
    );
    assert_eq!(entry["fingerprint"].take().as_str().map(str::len), Some(32));
    let expected = json!([{
        "description": null,
        "check_name": "F632",
        "fingerprint": null,
        "severity": "major",
        "location": {
            "path": "sub/a.py",
            "lines": {"begin": 1, "end": 2},
            "positions": {
                "begin": {"line": 1, "column": 6},
                "end": {"line": 2, "column": 16},
            },
        },
    }]);
    assert_eq!(Value::from(entries), expected);
}

#[test]
fn severities() {
    let tree = every_kind();
    let of = |entries: &[Value], path: &str| {
        let mut entries = entries.iter();
        let entry = entries.find(|it| it["location"]["path"] == path).unwrap();
        entry["severity"].as_str().unwrap().to_owned()
    };
    let before = report(&tree, "nowhere.py .");
    assert_eq!(of(&before, "safe.py"), "major");
    assert_eq!(of(&before, "note.py"), "info");
    assert_eq!(of(&before, "broken.py"), "critical");
    assert_eq!(of(&before, "nowhere.py"), "critical");
    let written = report(&tree, "--write");
    assert_eq!(of(&written, "safe.py"), "info");
    assert_eq!(of(&written, "sub folder/unsafe.py"), "major");
    let told = written.iter().filter(|it| {
        let said = it["description"].as_str().unwrap();
        said.ends_with(" [fixed]")
    });
    assert!(told.count() > 3);
}

/// GitLab keeps one of each fingerprint.
#[test]
fn what_is_alike_is_told_apart() {
    let same = SAFE.repeat(50);
    let tree = Tree::of(&[("a.py", &same), ("b.py", &same)]);
    let prints: HashSet<_> = report(&tree, "")
        .into_iter()
        .map(|entry| entry["fingerprint"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(prints.len(), 100);
}

#[test]
fn a_run_without_findings_is_an_empty_array() {
    let tree = Tree::new();
    tree.run("-q --output-format gitlab")
        .status(0)
        .stdout("[\n]\n");
}
