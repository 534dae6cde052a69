//! The byte scan against the whole pipeline: no finding is in what the scan of its rule alone denies.
#![no_main]

use isfix::document::Document;
use isfix::pipeline;
use isfix::rules::rule_of;
use isfix::scan::Scan;
use isfix::select::Selection;
use isfix::settings::Settings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = Document::read(bytes) else {
        return;
    };
    let all = Selection::new(Some(&["ALL".to_owned()]), &[], &[]);
    let settings = Settings {
        rules: all.expect("`ALL` is a selector"),
        ignore_noqa: true,
        unsafe_fixes: true,
        ..Settings::default()
    };
    let Ok(outcome) = pipeline::settle(&document, &settings) else {
        return;
    };
    assert!(outcome.faults.is_empty(), "{:?}", outcome.faults);
    for finding in &outcome.findings {
        let scan = Scan::new(rule_of(finding.rule));
        assert!(scan.may_hold(bytes), "the scan denies {finding:?}");
    }
});
