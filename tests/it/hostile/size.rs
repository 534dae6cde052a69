//! Files of a size that nobody writes.

use std::time::Instant;

use crate::cli::tree::Tree;

/// The run ends with the right result; how long it took is told.
#[track_caller]
fn check(label: &str, tree: &Tree, name: &str, old: &str, line: &str) {
    let started = Instant::now();
    let ran = tree.run(line);
    eprintln!("{label}: {:.1} s", started.elapsed().as_secs_f64());
    assert_eq!(ran.output.status.code(), Some(0), "{}", ran.err());
    let new = tree.bytes(name);
    // No diff of a hundred megabytes, please.
    assert!(
        new == old.replace(" is 'a'", " == 'a'").as_bytes(),
        "{label}"
    );
}

#[test]
fn a_hundred_megabytes_with_one_comparison_at_the_end() {
    let line = format!(
        "DATA['{}'] = '{}'  # data\n",
        "k".repeat(60),
        "v".repeat(120)
    );
    let text = format!(
        "{}if x is 'a': pass\n",
        line.repeat(100_000_000 / line.len())
    );
    let tree = Tree::of(&[("big.py", &text)]);
    check("100 MB", &tree, "big.py", &text, "--write --jobs 1");
}

#[test]
fn a_line_of_twenty_megabytes() {
    let value = format!("'{}', ", "v".repeat(60));
    let text = format!(
        "x = [{}]; y is 'a'\n",
        value.repeat(20_000_000 / value.len())
    );
    let tree = Tree::of(&[("line.py", &text)]);
    let line = "--write --output-format concise";
    check("a line of 20 MB", &tree, "line.py", &text, line);
}

#[test]
fn a_hundred_megabytes_without_a_candidate_are_scanned_only() {
    let text = "y = 'nothing to see'\n".repeat(100_000_000 / 21);
    let tree = Tree::of(&[("big.py", &text)]);
    tree.run("--write").status(0).complains("1 scanned only");
}
