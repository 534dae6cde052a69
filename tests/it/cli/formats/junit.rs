//! `junit`, held against Jenkins' schema where there is an `xmllint`.

use std::path::Path;

use super::super::tree::{Call, Tree, is_missing};
use super::super::{CLEAN, SAFE};
use super::{every_kind, every_report};

/// Jenkins takes each report, as far as can be told here.
#[track_caller]
pub fn check(reports: &[(&str, Vec<u8>)]) {
    if is_missing("xmllint") {
        return;
    }
    let tree = Tree::new();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/schemas/junit-10.xsd");
    for (about, bytes) in reports {
        tree.put("report.xml", bytes);
        let call = Call::new("xmllint", tree.root()).args(["--noout", "--schema"]);
        let ran = call.arg(&schema).arg("report.xml").run();
        let is_valid = ran.output.status.success();
        assert!(
            is_valid,
            "{about}: {}\n{}",
            ran.account(),
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn every_report_is_valid() {
    check(&every_report("junit"));
}

/// A schema that admits everything would hold nothing.
#[test]
#[should_panic(expected = "spoiled")]
fn the_schema_finds_faults() {
    if is_missing("xmllint") {
        panic!("spoiled");
    }
    let ran = every_kind().run("-q --output-format junit");
    let spoiled = ran.out().replacen("errors=\"", "faults=\"", 1);
    check(&[("spoiled", spoiled.into_bytes())]);
}

#[test]
fn findings_fail_and_what_is_right_passes() {
    let tree = every_kind();
    let out = tree.run("-q --output-format junit nowhere.py .").out();
    let suite = |out: &str, name: &str| -> String {
        let head = format!("<testsuite name=\"{name}\" ");
        let (_, rest) = out
            .split_once(&head)
            .unwrap_or_else(|| panic!("{name}: {out}"));
        rest.split_once("</testsuite>").unwrap().0.to_owned()
    };
    let counts = |out: &str, name: &str| {
        let suite = suite(out, name);
        suite.split_once('>').unwrap().0.to_owned()
    };
    let failed = "tests=\"1\" failures=\"1\" errors=\"0\"";
    let passed = "tests=\"1\" failures=\"0\" errors=\"0\"";
    let in_error = "tests=\"1\" failures=\"0\" errors=\"1\"";
    assert_eq!(counts(&out, "safe.py"), failed);
    assert_eq!(counts(&out, "sub folder/unsafe.py"), failed);
    assert_eq!(counts(&out, "note.py"), passed);
    assert_eq!(counts(&out, "broken.py"), in_error);
    assert_eq!(counts(&out, "nowhere.py"), in_error);
    let safe = suite(&out, "safe.py");
    assert!(safe.contains("<testcase name=\"is-literal (F632) at 1:4\" classname=\"safe\">"));
    assert!(safe.contains("<failure type=\"F632\" message=\"`is` compares"));
    assert!(safe.contains(">safe.py:1:4: F632 `is` compares"));
    assert!(
        safe.contains("\nsafe fix: Replace `is` with `==`</failure>"),
        "{safe}"
    );
    let unsafe_ = suite(&out, "sub folder/unsafe.py");
    assert!(unsafe_.contains("classname=\"sub folder.unsafe\""));
    assert!(suite(&out, "note.py").contains("\nbecause: "));
    let written = tree.run("-q --write --output-format junit").out();
    assert_eq!(counts(&written, "safe.py"), passed);
    assert!(suite(&written, "safe.py").contains("\nfixed: Replace `is` with `==`</system-out>"));
    assert_eq!(counts(&written, "sub folder/unsafe.py"), failed);
}

#[test]
fn a_run_without_findings_is_a_test_that_passed() {
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites name=\"isfix\">
<testsuite name=\"isfix\" tests=\"1\" failures=\"0\" errors=\"0\">
  <testcase name=\"nothing to report\" classname=\"isfix\"/>
</testsuite>
</testsuites>
";
    let tree = Tree::of(&[("a.py", CLEAN)]);
    let ran = tree.run("-q --output-format junit").status(0);
    ran.stdout(expected);
    tree.put("a.py", SAFE);
    let out = tree.run("-q --output-format junit").status(1).out();
    assert!(!out.contains("nothing to report"), "{out}");
}
