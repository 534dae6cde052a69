//! The `json` report, read back: its shape, its places, and edits that an applier knowing nothing
//! but the report can apply.

use serde_json::Value;

use super::tree::{Tree, assert_same, name};
use super::{BROKEN, SAFE, UNFIXABLE, UNSAFE};

#[track_caller]
fn report(tree: &Tree, line: &str) -> Vec<Value> {
    let ran = tree.run(&format!("--output-format json {line}"));
    match serde_json::from_slice(&ran.output.stdout) {
        Ok(Value::Array(entries)) => entries,
        other => panic!("{other:?}: {}", ran.account()),
    }
}

/// The keys of ruff's entries, and ours beside them, in the order printed.
const KEYS: &str = "cell code name message severity filename location end_location fix noqa_row \
                    url evidence group applied";

fn keys(entry: &Value) -> Vec<&str> {
    entry
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// A title tells what stands in the source, and what all steps to the result come to.
#[test]
fn titles_tell_of_the_source() {
    const TITLES: &[(&str, &str)] = &[
        (
            "not a == float('nan')",
            "`not … ==` with `not math.isnan(…)`",
        ),
        (
            "not a is not float('nan')",
            "`not … is not` with `math.isnan(…)`",
        ),
        ("a is float('nan')", "`is` with `math.isnan(…)`"),
        (
            "not id(a) == id(b)",
            "`not id(…) == id(…)` with `… is not …`",
        ),
        ("not type(a) == str", "`not … ==` with `is not`"),
        ("not a is list()", "`not … is` with `!=`"),
        ("not a == True", "`not … ==` with the truth value"),
    ];
    for (source, title) in TITLES {
        let tree = Tree::of(&[("a.py", &format!("import math\n{source}\n"))]);
        let entries = report(
            &tree,
            "--select ALL --unsafe-fixes --true-false-style truth a.py",
        );
        assert!(!entries.is_empty(), "{source}");
        for entry in entries {
            let message = entry["fix"]["message"].as_str();
            assert_eq!(message, Some(&*format!("Replace {title}")), "{source}");
        }
    }
}

#[test]
fn every_entry_has_every_key() {
    let tree = Tree::of(&[
        ("b.py", BROKEN),
        ("k.py", UNFIXABLE),
        ("n.py", super::NOTE),
        ("s.py", SAFE),
        ("u.py", UNSAFE),
    ]);
    let entries = report(&tree, "nowhere.py .");
    assert_eq!(entries.len(), 6);
    let mut expected: Vec<&str> = KEYS.split_whitespace().collect();
    expected.sort_unstable();
    for entry in &entries {
        let mut found = keys(entry);
        found.sort_unstable();
        assert_eq!(found, expected, "{entry}");
        let filename = entry["filename"].as_str().unwrap();
        assert!(std::path::Path::new(filename).is_absolute(), "{filename}");
        assert_eq!(entry["cell"], Value::Null);
        assert!(!entry["message"].as_str().unwrap().is_empty());
    }
}

/// The entry of one file that has one.
#[track_caller]
fn only(text: impl AsRef<[u8]>, line: &str) -> Value {
    let tree = Tree::new().with("a.py", text);
    let mut entries = report(&tree, line);
    assert_eq!(entries.len(), 1, "{entries:?}");
    entries.remove(0)
}

#[test]
fn a_finding_with_a_safe_fix() {
    let entry = only("if x is 'a':  # why\n    pass\n", "");
    let expected = serde_json::json!({
        "code": "F632",
        "name": "is-literal",
        "severity": "error",
        "location": {"row": 1, "column": 4},
        "end_location": {"row": 1, "column": 12},
        "noqa_row": 1,
        "applied": false,
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&entry[key], value, "{key} of {entry}");
    }
    let fix = &entry["fix"];
    assert_eq!(fix["applicability"], "safe");
    assert!(fix["message"].is_string(), "{fix}");
    assert_eq!(
        fix["edits"],
        serde_json::json!([{
            "content": "==",
            "location": {"row": 1, "column": 6},
            "end_location": {"row": 1, "column": 8},
        }])
    );
    assert_eq!(keys(fix), ["applicability", "edits", "message"]);
    assert!(entry["group"].is_number(), "{entry}");
    let version = env!("CARGO_PKG_VERSION");
    let page = format!("https://docs.rs/isfix/{version}/isfix/rules/is_literal/");
    assert_eq!(entry["url"], page.as_str());
}

#[test]
fn applicability_and_severity() {
    assert_eq!(only(UNSAFE, "")["fix"]["applicability"], "unsafe");
    let none = only(UNFIXABLE, "");
    assert_eq!((&none["fix"], &none["group"]), (&Value::Null, &Value::Null));
    let note = only(super::NOTE, "");
    assert_eq!(note["severity"], "info");
    assert_eq!(note["evidence"]["verdict"], "overloaded");
    assert!(note["evidence"]["reason"].is_string(), "{note}");
    let plain = only("print(x == None)\n", "");
    let evidence = plain["evidence"].as_object().unwrap();
    for key in ["verdict", "witness", "reason"] {
        assert!(evidence.contains_key(key), "{key} of {plain}");
    }
}

#[test]
fn what_was_applied_is_told() {
    let tree = Tree::of(&[("s.py", SAFE), ("u.py", UNSAFE)]);
    let applied = |line: &str| -> Vec<bool> {
        let entries = report(&tree, line);
        entries
            .iter()
            .map(|entry| entry["applied"].as_bool().unwrap())
            .collect()
    };
    assert_eq!(applied(""), [false, false]);
    assert_eq!(applied("--write"), [true, false]);
    assert_eq!(applied("--write --unsafe-fixes"), [true]);
    assert_eq!(applied(""), [false; 0]);
}

#[test]
fn findings_of_one_rewrite_share_their_group_and_edits() {
    let tree = Tree::of(&[("a.py", "if not x == None: pass\nif not y is 'a': pass\n")]);
    let entries = report(&tree, "--ignore ALL --extend-select E711,E714,F632");
    let [first, second] = [&entries[0], &entries[1]];
    assert_eq!(entries.len(), 3, "{entries:?}");
    assert_eq!(first["code"], "E711");
    let pair: Vec<_> = entries[1..].iter().map(|entry| &entry["code"]).collect();
    assert!(pair.contains(&&Value::from("E714")) && pair.contains(&&Value::from("F632")));
    assert_eq!(entries[1]["group"], entries[2]["group"]);
    assert_eq!(entries[1]["fix"]["edits"], entries[2]["fix"]["edits"]);
    assert_eq!(entries[1]["fix"]["applicability"], "safe");
    assert_ne!(first["group"], second["group"]);
}

#[test]
fn columns_are_code_points_and_the_mark_is_not_counted() {
    let place = |entry: &Value, end: &str| {
        let row = entry[end]["row"].as_u64().unwrap();
        (row, entry[end]["column"].as_u64().unwrap())
    };
    let entry = only("\u{feff}x is 'a'\n", "");
    assert_eq!(place(&entry, "location"), (1, 1));
    assert_eq!(place(&entry, "end_location"), (1, 9));
    let entry = only("s = '😀é'; x is 'ß😀'\n", "");
    assert_eq!(place(&entry, "location"), (1, 11));
    assert_eq!(place(&entry, "end_location"), (1, 20));
    let entry = only("a\rb\r\nc\n\x0cx is 'a'", "");
    assert_eq!(place(&entry, "location"), (4, 2));
    let entry = only(b"# coding: latin-1\n'\xe9\xe9'; x is '\xff'\n", "");
    assert_eq!(place(&entry, "location"), (2, 7));
    let entry = only("a is b is 'c'\n", "");
    assert_eq!(place(&entry, "location"), (1, 6));
    assert_eq!(place(&entry, "end_location"), (1, 14));
    let entry = only("y = (x is\n     'a')\n", "");
    assert_eq!(place(&entry, "location"), (1, 6));
    assert_eq!(place(&entry, "end_location"), (2, 9));
    let entry = only("y = f'''\n{x is 1}\n'''\n", "");
    assert_eq!(entry["noqa_row"], 3, "{entry}");
}

#[test]
fn failures_are_entries() {
    let entry = only(BROKEN, "");
    assert_eq!(
        (&entry["code"], &entry["name"]),
        (&"invalid-syntax".into(), &"invalid-syntax".into())
    );
    assert_eq!(entry["location"]["row"], 1);
    assert_eq!(entry["severity"], "error");
    let entry = only(b"\nx is '\xe9'\n", "");
    assert_eq!(entry["code"], "invalid-syntax");
    assert_eq!(entry["location"]["row"], 2);
    let tree = Tree::new();
    let entries = report(&tree, "nowhere.py");
    assert_eq!(entries[0]["code"], "io-error");
    assert_eq!(entries[0]["location"], Value::Null);
    assert_eq!(entries[0]["fix"], Value::Null);
    assert!(
        entries[0]["filename"]
            .as_str()
            .unwrap()
            .ends_with("nowhere.py")
    );
}

#[test]
#[cfg(unix)]
fn a_name_that_is_no_utf_8_comes_in_base64_too() {
    use base64::Engine;
    let tree = Tree::new()
        .with(name(b"\xff\xe9.py"), SAFE)
        .with("plain.py", SAFE);
    let entries = report(&tree, "");
    let odd = entries
        .iter()
        .find(|entry| entry.get("filename_bytes").is_some())
        .expect("one entry has the bytes of its name");
    assert!(
        odd["filename"]
            .as_str()
            .unwrap()
            .ends_with("/\u{fffd}\u{fffd}.py")
    );
    let bytes = base64::prelude::BASE64_STANDARD
        .decode(odd["filename_bytes"].as_str().unwrap())
        .unwrap();
    let path = std::fs::canonicalize(tree.root()).unwrap();
    use std::os::unix::ffi::OsStrExt;
    let expected = [path.as_os_str().as_bytes(), b"/\xff\xe9.py"].concat();
    assert_eq!(
        bytes.escape_ascii().to_string(),
        expected.escape_ascii().to_string()
    );
}

#[test]
fn standard_input_has_its_given_name() {
    let tree = Tree::new();
    let entry = |args: &[&str]| {
        let call = tree.isfix(["-", "--output-format", "json"]).args(args);
        let found: Value = serde_json::from_slice(&call.input(SAFE).run().output.stdout).unwrap();
        found[0]["filename"].as_str().unwrap().to_owned()
    };
    assert_eq!(entry(&[]), "-");
    let named = entry(&["--stdin-filename", "in/a.py"]);
    assert!(
        named.starts_with('/') && named.ends_with("/in/a.py"),
        "{named}"
    );
}

/// Applies what the report says to the decoded text, knowing rows and code points alone.
fn applied(text: &str, entries: &[Value], least: &[&str]) -> String {
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    let mut groups = Vec::new();
    for entry in entries {
        let fix = &entry["fix"];
        let sure = fix["applicability"]
            .as_str()
            .is_some_and(|word| least.contains(&word));
        if !sure || groups.contains(&&entry["group"]) {
            continue;
        }
        groups.push(&entry["group"]);
        for edit in fix["edits"].as_array().unwrap() {
            let at = |end: &str| offset(text, &edit[end]);
            let content = edit["content"].as_str().unwrap().to_owned();
            edits.push((at("location"), at("end_location"), content));
        }
    }
    edits.sort();
    let mut result = text.to_owned();
    for (start, end, content) in edits.iter().rev() {
        result.replace_range(start..end, content);
    }
    result
}

fn offset(text: &str, place: &Value) -> usize {
    let (row, column) = (
        place["row"].as_u64().unwrap(),
        place["column"].as_u64().unwrap(),
    );
    let mut start = 0;
    for _ in 1..row {
        let end = start + text[start..].find(['\n', '\r']).unwrap();
        start = end
            + if text[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
    }
    let line = &text[start..];
    let column = usize::try_from(column - 1).unwrap();
    start
        + line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at)
}

#[test]
fn another_applier_makes_the_same_bytes() {
    let texts = [
        SAFE,
        "s = '😀'; x is'a' or'é'is not y\r\nz = not(a is b)\rnot a in b",
        "if not (x # why\n   == None) and y is 1 is z is 'b':\n\tpass\n",
        "f\"{not x is 1} {'😀'} {y == None!r:{z is 2}}\"\nx!=None\nx is()\n",
        "x = not (\n  a\n  is  # why\n  not \\\n  'b'\n)\n",
        "not not not a is not b\nnot (not (a in b))\nx is not'a'\n1if x is 1else 2\n",
    ];
    for text in texts {
        for unsafe_fixes in ["", "--unsafe-fixes"] {
            let tree = Tree::of(&[("a.py", text)]);
            let least: &[&str] = match unsafe_fixes {
                "" => &["safe"],
                _ => &["safe", "unsafe"],
            };
            let by_report = applied(text, &report(&tree, unsafe_fixes), least);
            tree.run(&format!("--write {unsafe_fixes}"));
            assert_same(text, &tree.bytes("a.py"), by_report.as_bytes());
        }
    }
}

#[test]
fn the_report_is_json_whatever_names_and_sources_hold() {
    let tree = Tree::of(&[("\"q\\.py", "x is '\u{1}\u{2028}\"\\\u{1b}'\n")]);
    assert_eq!(report(&tree, "").len(), 1);
}
