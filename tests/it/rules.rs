//! Rules tested as data: each `testdata/rules/<folder>/<case>.py`, behind one [`case::check`].
//!
//! Beside a case stand what becomes of it by default (`<case>.fixed.py`), with unsafe fixes where
//! that differs (`<case>.unsafe.py`), and what is found (`<case>.findings`); a file that is not there
//! says that nothing does. `UPDATE=1 cargo test` writes all three. A case named `keep_…` is left
//! alone in both modes, and no update makes it a rewriting one. A first line such as
//! `# isfix-test: select=F632 ignore=E714 ignore-noqa style=truth` sets options.
//!
//! The laws in [`laws`] hold for every case; what CPython says of them is in `python.rs`.

pub mod case;
mod laws;
mod pages;
mod variant;

use case::Case;

#[test]
fn every_case_gives_what_stands_beside_it() {
    hold("as recorded", case::check);
}

#[test]
fn nothing_in_the_cases_folder_is_without_a_case() {
    let stray = case::stray_files();
    if case::is_update() {
        for path in &stray {
            std::fs::remove_file(path).unwrap();
        }
    } else {
        assert_eq!(stray, Vec::<std::path::PathBuf>::new());
    }
}

#[test]
fn each_rule_has_as_many_keep_cases_as_rewriting_ones() {
    for rule in isfix::rules::RULES {
        let folder = format!("{}/", rule.name());
        let of_rule = Case::all()
            .iter()
            .filter(|case| case.name.starts_with(&folder));
        let (kept, rewriting): (Vec<_>, Vec<_>) = of_rule.partition(|case| case.is_keep());
        assert!(!rewriting.is_empty(), "{folder}: no cases");
        assert!(
            kept.len() >= rewriting.len(),
            "{folder}: {} keep cases, {} rewriting ones",
            kept.len(),
            rewriting.len()
        );
    }
}

#[test]
fn a_second_run_changes_nothing() {
    hold("second run", laws::settles);
}

#[test]
fn the_result_parses_and_keeps_every_comment() {
    hold("comments", laws::comments_survive);
}

#[test]
fn both_modes_find_the_same() {
    hold("both modes", laws::modes_agree);
}

#[test]
fn no_fix_is_dropped_and_only_the_sure_are_applied() {
    hold("applied", laws::applied_as_declared);
}

#[test]
fn the_fix_groups_alone_give_the_result() {
    hold("fix groups", laws::groups_give_the_result);
}

#[test]
fn the_order_of_selection_does_not_matter() {
    hold("selection order", laws::order_does_not_matter);
}

#[test]
fn the_byte_scan_never_says_no_wrongly() {
    hold("scan", laws::scan_says_maybe);
}

#[test]
fn carriage_returns_change_nothing() {
    hold("CRLF", laws::crlf);
    hold("CR", laws::lone_cr);
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    hold("BOM", laws::byte_order_mark);
}

#[test]
fn another_encoding_changes_nothing() {
    hold("latin-1", laws::latin_1);
}

#[test]
fn a_missing_last_newline_changes_nothing() {
    hold("no final newline", laws::no_final_newline);
}

#[test]
fn one_indent_deeper_changes_nothing() {
    hold("indented", laws::indented);
}

#[test]
fn inside_a_call_changes_nothing() {
    hold("in a call", laws::in_a_call);
}

/// Holds a law over every case and tells all that break it.
fn hold(law: &str, check: impl Fn(&Case) -> Result<(), String>) {
    let broken: Vec<String> = Case::all()
        .iter()
        .filter_map(|case| {
            let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(case)))
                .unwrap_or_else(|_| Err("panicked; its message stands above".to_owned()));
            told.err().map(|why| format!("{}:\n{why}", case.name))
        })
        .collect();
    assert!(
        broken.is_empty(),
        "{law}: {} of {} cases\n\n{}",
        broken.len(),
        Case::all().len(),
        broken.join("\n\n")
    );
}
