//! `sarif`, held against the official schema, and its fixes applied by an applier that knows nothing else.

use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;

use super::super::tree::{Tree, assert_same};
use super::super::{SAFE, UNSAFE};
use super::{every_kind, every_report};

fn validator() -> Validator {
    let schema = include_str!("../../../../testdata/schemas/sarif-schema-2.1.0.json");
    // Patterns of languages, which isfix does not name, have a bracket too many.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).unwrap()
}

/// What is said against a report, if anything is.
fn faults(validator: &Validator, report: &Value) -> Vec<String> {
    let errors = validator.iter_errors(report);
    let told = errors.map(|error| format!("{error} at {}", error.instance_path()));
    told.collect()
}

#[track_caller]
fn report(tree: &Tree, line: &str) -> Value {
    let ran = tree.run(&format!("-q --output-format sarif {line}"));
    let report: Value = serde_json::from_slice(&ran.output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", ran.account()));
    let faults = faults(&validator(), &report);
    assert!(faults.is_empty(), "{line}: {faults:#?}");
    report
}

fn results(report: &Value) -> &Vec<Value> {
    report["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn every_report_is_valid() {
    let validator = validator();
    for (about, bytes) in every_report("sarif") {
        let report: Value = serde_json::from_slice(&bytes).unwrap_or_else(|error| {
            panic!("{about}: {error}: {}", String::from_utf8_lossy(&bytes))
        });
        let faults = faults(&validator, &report);
        assert!(faults.is_empty(), "{about}: {faults:#?}");
        let run = &report["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in results(&report) {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"], "{about}: {result}");
        }
    }
}

/// A schema that admits everything would hold nothing.
#[test]
fn the_schema_finds_faults() {
    let validator = validator();
    let sound = report(&every_kind(), "");
    for (path, value) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/results/0/level", json!("severe")),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/results/0/message", json!({"txt": "?"})),
        (
            "/runs/0/results/0/locations/0/physicalLocation/region/startLine",
            json!(0),
        ),
        (
            "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri",
            json!("a b<c>"),
        ),
    ] {
        let mut spoiled = sound.clone();
        *spoiled.pointer_mut(path).unwrap() = value;
        assert!(!faults(&validator, &spoiled).is_empty(), "{path}");
    }
}

#[test]
fn a_finding() {
    let tree = Tree::of(&[(
        "a b/c.py",
        "class C:\n    def f(self):\n        '😀'; return not x is 'ß'\n",
    )])
    .repository();
    let report = report(&tree, "");
    let run = &report["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["newlineSequences"], json!(["\r\n", "\n", "\r"]));
    let place = |start: usize, end: usize| json!({"startLine": 3, "startColumn": start, "endLine": 3, "endColumn": end});
    let artifact = json!({"uri": "a%20b/c.py", "uriBaseId": "%SRCROOT%"});
    let fix = json!([{
        "description": {"text": "Replace `not … is` with `!=`"},
        "artifactChanges": [{
            "artifactLocation": artifact,
            "replacements": [
                {"deletedRegion": place(21, 25)},
                {"deletedRegion": place(27, 29), "insertedContent": {"text": "!="}},
            ],
        }],
    }]);
    let [not, literal] = &results(&report)[..] else {
        panic!("{report:#}");
    };
    assert_eq!(not["ruleId"], "E714");
    let mut literal = literal.clone();
    let print = literal["partialFingerprints"]["isfix/v1"].take();
    assert_eq!(print.as_str().map(str::len), Some(32));
    let text = literal["message"]["text"].take();
    assert!(text.as_str().unwrap().contains("identity"), "{text}");
    let expected = json!({
        "ruleId": "F632",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "error",
        "message": {"text": null},
        "locations": [{
            "physicalLocation": {"artifactLocation": artifact, "region": place(25, 33)},
            "logicalLocations": [{"fullyQualifiedName": "C.f"}],
        }],
        "partialFingerprints": {"isfix/v1": null},
        "fixes": fix,
        "properties": {"applicability": "safe", "group": 0, "applied": false},
    });
    assert_eq!(literal, expected);
    assert_eq!(not["fixes"], fix);
    assert_eq!(not["properties"]["group"], 0);
}

#[test]
fn what_the_judge_says_and_what_was_applied() {
    let tree = every_kind();
    let before = report(&tree, "");
    let note = |report: &Value| {
        let mut notes = results(report).iter().filter(|it| it["level"] == "note");
        let note = notes.next().unwrap().clone();
        assert!(notes.next().is_none());
        note
    };
    let said = &note(&before)["properties"];
    assert_eq!(said["verdict"], "overloaded");
    assert!(said["reason"].is_string() && said["witness"].is_string());
    let applied = |report: &Value| {
        let all = results(report).iter();
        all.filter(|it| it["properties"]["applied"] == true).count()
    };
    assert_eq!(applied(&before), 0);
    let safe = |it: &&Value| it["properties"]["applicability"] == "safe" && it["level"] == "error";
    let safe = results(&before).iter().filter(safe).count();
    assert!(safe > 4);
    let written = report(&tree, "--write");
    assert_eq!(applied(&written), safe);
    assert_eq!(results(&written).len(), results(&before).len());
    assert_eq!(note(&written), note(&before));
    let after = report(&tree, "");
    assert_eq!(results(&after).len(), results(&before).len() - safe);
}

#[test]
fn what_failed() {
    let tree = every_kind();
    let whole = report(&tree, "nowhere.py . gone");
    let invocations = &whole["runs"][0]["invocations"];
    let [invocation] = &invocations.as_array().unwrap()[..] else {
        panic!("{invocations:#}");
    };
    assert_eq!(invocation["executionSuccessful"], false);
    let told = invocation["toolExecutionNotifications"].as_array().unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|it| {
            assert_eq!(it["descriptor"]["id"], "io-error");
            it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone()
        })
        .collect();
    assert_eq!(told, ["gone", "nowhere.py"]);
    let is_syntax = |it: &&Value| it["ruleId"] == "invalid-syntax";
    let broken: Vec<_> = results(&whole).iter().filter(is_syntax).collect();
    assert_eq!(broken.len(), 1);
    assert_eq!(
        broken[0]["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": {"uri": "broken.py", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1, "startColumn": 12, "endLine": 1, "endColumn": 12},
        })
    );
    let sound = report(&tree, ".");
    let invocation = json!([{"executionSuccessful": true, "toolExecutionNotifications": []}]);
    assert_eq!(sound["runs"][0]["invocations"], invocation);
}

#[test]
fn a_run_without_findings() {
    let tree = Tree::new();
    let whole = report(&tree, "");
    assert_eq!(results(&whole).len(), 0);
    assert_eq!(
        whole["runs"][0]["invocations"][0]["executionSuccessful"],
        true
    );
    tree.run("-q --output-format sarif").status(0);
}

/// What lies in the run's root is named from it, and found again with it; all else by its whole path.
#[test]
fn places_are_found_again() {
    let uris = |report: &Value| -> Vec<(String, bool)> {
        let all = results(report).iter().map(|it| {
            let artifact = &it["locations"][0]["physicalLocation"]["artifactLocation"];
            let is_named = artifact["uriBaseId"] == "%SRCROOT%";
            (artifact["uri"].as_str().unwrap().to_owned(), is_named)
        });
        all.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let tree = Tree::of(&[("one/a/b.py", SAFE), ("two/c.py", UNSAFE), ("d.py", SAFE)]);
    for name in ["one", "two"] {
        tree.git(&format!("init -q {name}"));
    }
    let real = tree.root().canonicalize().unwrap();
    let real = real.display();
    let from = |folder: &str, paths: &[&str]| -> Value {
        let call = tree.isfix(["-q", "--output-format", "sarif"]).args(paths);
        let ran = call.folder(tree.path(folder)).run();
        serde_json::from_slice(&ran.output.stdout).unwrap()
    };
    // From within a folder of a repository: from its root.
    let inside = from("one/a", &["b.py"]);
    assert_eq!(uris(&inside), [("a/b.py".to_owned(), true)]);
    let base = &inside["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]["uri"];
    assert_eq!(base, &json!(format!("file://{real}/one/")));
    // Of another repository: by the whole path.
    let both = from("one", &["a", "../two"]);
    let elsewhere = |uri: &str| uri.starts_with("file:///") && uri.ends_with("/two/c.py");
    let [(named, true), (other, false)] = &uris(&both)[..] else {
        panic!("{both:#}");
    };
    assert!(named == "a/b.py" && elsewhere(other), "{named} {other}");
    // Outside any: from the current folder.
    let outside = from(".", &["d.py"]);
    assert_eq!(uris(&outside), [("d.py".to_owned(), true)]);
}

/// What a tool that is not isfix makes of the fixes is what isfix makes.
#[test]
fn fixes_are_exact() {
    for text in [
        "if not x is 'a' and not (y == None): pass\r\nz = '😀'; z is not 'ß'\r\n",
        "\u{feff}x is 'a'\ry\r\nif y:\n\tnot a in b\n\x0cx is'a'",
        "y = (not # one\n   x # two\n   is # three\n   'a')\n",
    ] {
        let tree = Tree::of(&[("a.py", text)]);
        let report = report(&tree, "");
        let mut edits = Vec::new();
        let mut groups = BTreeSet::new();
        for result in results(&report) {
            if !groups.insert(result["properties"]["group"].as_u64().unwrap()) {
                continue;
            }
            let change = &result["fixes"][0]["artifactChanges"][0];
            assert_eq!(change["artifactLocation"]["uri"], "a.py");
            for it in change["replacements"].as_array().unwrap() {
                let region = &it["deletedRegion"];
                let at = |row: &str, column: &str| {
                    let number = |key: &str| usize::try_from(region[key].as_u64().unwrap());
                    offset(text, number(row).unwrap(), number(column).unwrap())
                };
                let range = at("startLine", "startColumn")..at("endLine", "endColumn");
                let content = it["insertedContent"]["text"].as_str().unwrap_or("");
                edits.push((range, content.to_owned()));
            }
        }
        assert!(!edits.is_empty());
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut result = text.to_owned();
        for (range, content) in edits {
            result.replace_range(range, &content);
        }
        tree.run("-q --write");
        assert_same(text, &tree.bytes("a.py"), result.as_bytes());
    }
}

/// The byte at a row and a column: lines end as the report says that they do, columns are code points.
fn offset(text: &str, row: usize, column: usize) -> usize {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut start = mark;
    for _ in 1..row {
        let rest = &text[start..];
        let end = rest.find(['\r', '\n']).unwrap();
        start += end
            + if rest[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
    }
    let line = text[start..].chars().take(column - 1);
    start + line.map(char::len_utf8).sum::<usize>()
}

/// What GitHub asks of rules, and shows of them.
#[test]
fn rules_tell_what_they_are() {
    let report = report(&Tree::new(), "");
    let driver = &report["runs"][0]["tool"]["driver"];
    let rules = driver["rules"].as_array().unwrap();
    let ids: Vec<_> = rules.iter().map(|it| it["id"].as_str().unwrap()).collect();
    let own = isfix::rules::descriptors().map(isfix::rule::Descriptor::code);
    let own: Vec<_> = own.chain(["invalid-syntax"]).collect();
    assert_eq!(ids, own);
    for rule in rules {
        for text in ["shortDescription", "fullDescription"] {
            let length = rule[text]["text"].as_str().unwrap().chars().count();
            assert!((10..1024).contains(&length), "{text} of {rule}");
        }
        let help = &rule["help"];
        assert!(help["text"].as_str().unwrap().len() > 50, "{rule}");
        assert_eq!(rule["defaultConfiguration"]["level"], "error");
        if rule["id"] == "invalid-syntax" {
            continue;
        }
        let markdown = help["markdown"].as_str().unwrap();
        assert!(!markdown.contains(".md)"), "{markdown}");
        let uri = rule["helpUri"].as_str().unwrap();
        assert!(uri.starts_with("https://docs.rs/isfix/"), "{uri}");
    }
    let literal = &rules[0];
    assert_eq!(literal["name"], "is-literal");
    let full = literal["fullDescription"]["text"].as_str().unwrap();
    assert!(full.starts_with("Finds `is` and `is not` next to a literal"));
    assert!(full.contains("whether two names hold the same object"));
    assert_eq!(literal["defaultConfiguration"]["enabled"], true);
    let off = rules.iter().find(|it| it["id"] == "E712").unwrap();
    assert_eq!(off["defaultConfiguration"]["enabled"], false);
}
