//! The exit status, in every combination of what is left and what was asked for.

use super::tree::Tree;
use super::{BROKEN, CLEAN, NOTE, SAFE, UNFIXABLE, UNSAFE};

/// What a tree holds, beside a file without a finding.
const TREES: [(&str, &[(&str, &str)]); 8] = [
    ("clean", &[]),
    ("note", &[("n.py", NOTE)]),
    ("safe", &[("s.py", SAFE)]),
    ("unsafe", &[("u.py", UNSAFE)]),
    ("unfixable", &[("k.py", UNFIXABLE)]),
    ("broken", &[("b.py", BROKEN)]),
    ("safe and unsafe", &[("s.py", SAFE), ("u.py", UNSAFE)]),
    ("safe and broken", &[("b.py", BROKEN), ("s.py", SAFE)]),
];

/// The status of each of [`TREES`] under these options.
#[track_caller]
fn check(options: &str, expected: [i32; 8]) {
    for ((label, files), status) in TREES.into_iter().zip(expected) {
        let ran = Tree::of(files).with("clean.py", CLEAN).run(options);
        assert_eq!(
            ran.output.status.code(),
            Some(status),
            "{label}: {}",
            ran.account()
        );
    }
}

#[test]
fn findings_are_1() {
    check("", [0, 0, 1, 1, 1, 1, 1, 1]);
    check(".", [0, 0, 1, 1, 1, 1, 1, 1]);
    check("--unsafe-fixes", [0, 0, 1, 1, 1, 1, 1, 1]);
    check("--quiet --output-format json", [0, 0, 1, 1, 1, 1, 1, 1]);
}

#[test]
fn a_diff_or_what_it_leaves_is_1() {
    check("--diff", [0, 0, 1, 1, 1, 1, 1, 1]);
    check("--diff --unsafe-fixes", [0, 0, 1, 1, 1, 1, 1, 1]);
}

#[test]
fn with_write_only_what_is_left_is_1() {
    check("--write", [0, 0, 0, 1, 1, 1, 1, 1]);
    check("--fix", [0, 0, 0, 1, 1, 1, 1, 1]);
    check("--write --diff", [0, 0, 0, 1, 1, 1, 1, 1]);
    check("--write --unsafe-fixes", [0, 0, 0, 0, 1, 1, 0, 1]);
}

#[test]
fn exit_zero_turns_1_into_0() {
    for mode in ["", "--diff", "--write", "--write --diff"] {
        check(&format!("--exit-zero {mode}"), [0; 8]);
    }
}

#[test]
fn exit_non_zero_on_fix_turns_0_into_1_where_something_was_written() {
    check("--exit-non-zero-on-fix --write", [0, 0, 1, 1, 1, 1, 1, 1]);
    check("--exit-non-zero-on-fix", [0, 0, 1, 1, 1, 1, 1, 1]);
    check(
        "--exit-non-zero-on-fix --write --exit-zero",
        [0, 0, 1, 0, 0, 0, 1, 1],
    );
    check("--exit-non-zero-on-fix --exit-zero", [0; 8]);
}

#[test]
fn a_path_that_is_not_there_is_2_and_the_others_are_done() {
    for mode in ["", "--exit-zero ", "--diff ", "--diff --exit-zero "] {
        let tree = Tree::of(&[("s.py", SAFE)]);
        let ran = tree.run(&format!("{mode}nowhere.py s.py")).status(2);
        assert!(ran.account().contains("nowhere.py"), "{}", ran.account());
        assert!(ran.out().contains("s.py"), "{}", ran.account());
    }
    let tree = Tree::of(&[("s.py", SAFE)]);
    tree.run("--write --exit-zero nowhere.py s.py").status(2);
    tree.holds("s.py", super::SAFE_FIXED);
}

#[test]
fn a_note_counts_once_a_fix_for_it_is_asked_for() {
    let tree = Tree::of(&[("n.py", NOTE)]);
    tree.run("").status(0).says("note");
    let found = tree.run("--output-format json").status(0).out();
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    let offers_fix = !found[0]["fix"].is_null();
    tree.run("--unsafe-fixes").status(i32::from(offers_fix));
}

#[test]
fn a_broken_file_counts_only_where_it_may_hold_a_candidate_or_is_named() {
    let tree = Tree::of(&[("b.py", "def f(:\n")]);
    tree.run("").status(0).stdout("");
    tree.run("b.py")
        .status(1)
        .says("b.py:1:7: invalid-syntax: ");
    tree.run("b.py --exit-zero")
        .status(0)
        .says("invalid-syntax");
    let tree = Tree::of(&[("latin.py", "")]).with("latin.py", b"x = '\xe9'\n");
    tree.run("").status(0).stdout("");
    tree.run("latin.py").status(1).says("0xe9");
}

#[test]
fn what_stands_beside_a_run_changes_nothing() {
    check("--shard 1/1", [0, 0, 1, 1, 1, 1, 1, 1]);
    check("--write --shard 1/1", [0, 0, 0, 1, 1, 1, 1, 1]);
    check("--write --patch-file p", [0, 0, 0, 1, 1, 1, 1, 1]);
    check("--write --patch-file p --exit-zero", [0; 8]);
    check(
        "--write --patch-file p --exit-non-zero-on-fix",
        [0, 0, 1, 1, 1, 1, 1, 1],
    );
}

#[test]
fn a_shard_without_a_finding_is_0() {
    let tree = Tree::of(&[("s.py", SAFE)]);
    let status = |k: usize| {
        let ran = tree.run(&format!("--shard {k}/2"));
        ran.output.status.code().unwrap()
    };
    let mut both = [status(1), status(2)];
    both.sort_unstable();
    assert_eq!(both, [0, 1]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_record_that_is_lost_is_2_whatever_is_asked_for() {
    let tree = Tree::of(&[("s.py", SAFE)]);
    tree.run("--write --exit-zero --patch-file /dev/full")
        .status(2);
}
