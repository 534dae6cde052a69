//! Which files a run takes, seen from outside; the finer points are in `files`.

use super::tree::{Tree, is_missing};
use super::{SAFE, SAFE_FIXED};

/// The names of the files that have findings, in order.
#[track_caller]
fn check(tree: &Tree, line: &str, expected: &str) {
    let found = tree.run(&format!("--output-format concise --exit-zero {line}"));
    let out = found.out();
    let mut names: Vec<&str> = out
        .lines()
        .filter_map(|line| line.split(':').next())
        .collect();
    names.dedup();
    assert_eq!(names.join(" "), expected, "{}", found.account());
}

fn tree(names: &[&str]) -> Tree {
    names
        .iter()
        .fold(Tree::new(), |tree, name| tree.with(name, SAFE))
}

#[test]
fn python_files_of_every_kind_are_walked() {
    let tree = tree(&[
        "a.py", "b.pyi", "c.pyw", "d.txt", "e.pyc", "f.PY", "g", "h/i.py",
    ])
    .with("script", format!("#!/usr/bin/env python3\n{SAFE}"))
    .with("shell", format!("#!/bin/sh\n{SAFE}"));
    check(&tree, "", "a.py b.pyi c.pyw h/i.py script");
    check(&tree, ".", "a.py b.pyi c.pyw h/i.py script");
    check(&tree, "h", "h/i.py");
    check(&tree, "d.txt g shell", "d.txt g shell");
    check(&tree, "a.py a.py ./a.py", "a.py");
}

#[test]
fn ignore_files_hold_in_and_out_of_a_repository() {
    for repository in [false, true] {
        let mut tree = tree(&["a.py", "b.py", "c.py", "d/e.py"])
            .with(".gitignore", "b.py\n/d\n")
            .with(".ignore", "c.py\n");
        if repository {
            if is_missing("git") {
                continue;
            }
            tree = tree.repository();
        }
        check(&tree, "", "a.py");
        check(&tree, "--no-respect-gitignore", "a.py b.py c.py d/e.py");
        check(&tree, "b.py d/e.py", "b.py d/e.py");
    }
}

#[test]
fn gits_own_exclude_file_holds() {
    if is_missing("git") {
        return;
    }
    let tree = tree(&["a.py", "b.py"]).repository();
    tree.put(".git/info/exclude", "b.py\n");
    check(&tree, "", "a.py");
    check(&tree, "--no-respect-gitignore", "a.py b.py");
}

#[test]
fn excludes_hold_but_for_what_is_named() {
    let tree = tree(&[
        "a.py",
        "b.py",
        ".venv/c.py",
        "lib/site-packages/d.py",
        "node_modules/e.py",
    ]);
    check(&tree, "", "a.py b.py");
    check(&tree, "--extend-exclude b.py", "a.py");
    check(&tree, "--extend-exclude a*,b*", "");
    check(&tree, "--extend-exclude a* --extend-exclude b*", "");
    check(
        &tree,
        "--exclude b.py",
        ".venv/c.py a.py lib/site-packages/d.py node_modules/e.py",
    );
    check(&tree, "node_modules/e.py", "node_modules/e.py");
    check(&tree, "node_modules", "node_modules/e.py");
    check(&tree, "--force-exclude node_modules/e.py a.py", "a.py");
    check(&tree, "--extend-exclude a.py a.py", "a.py");
    check(&tree, "--extend-exclude a.py --force-exclude a.py", "");
}

#[test]
fn a_list_names_files_by_line_or_nul() {
    let tree = tree(&["a.py", "b.py", "c d.py", "node_modules/e.py"])
        .with("lines", "a.py\nb.py\n")
        .with("crlf", "a.py\r\nb.py\r\n")
        .with("unended", "b.py\nc d.py")
        .with("nul", "a.py\0c d.py\0")
        .with("excluded", "a.py\nnode_modules/e.py\n")
        .with("empty", "")
        .with("gone", "a.py\nnowhere.py\n");
    check(&tree, "--files-from lines", "a.py b.py");
    check(&tree, "--files-from unended", "b.py c d.py");
    check(&tree, "--files-from nul", "a.py c d.py");
    check(&tree, "--files-from excluded", "a.py");
    check(&tree, "--files-from empty", "");
    tree.run("--files-from gone").status(2);
    let ran = tree
        .isfix(["--files-from", "-", "--write"])
        .input("b.py\n")
        .run();
    ran.status(0);
    tree.holds("b.py", SAFE_FIXED).holds("a.py", SAFE);
    let ran = tree
        .isfix(["--files-from", "-", "--write"])
        .input("c d.py\0")
        .run();
    ran.status(0);
    tree.holds("c d.py", SAFE_FIXED).holds("a.py", SAFE);
}

#[test]
fn a_list_with_a_newline_in_a_name() {
    if cfg!(not(unix)) {
        return;
    }
    let tree = tree(&["a\nb.py", "a", "b.py"]).with("list", "a\nb.py\0");
    tree.run("--files-from list --write").status(0);
    tree.holds("a\nb.py", SAFE_FIXED)
        .holds("a", SAFE)
        .holds("b.py", SAFE);
}

#[test]
#[cfg(unix)]
fn the_walk_follows_no_link_and_a_named_one_is_followed() {
    use std::os::unix::fs::symlink;
    let tree = tree(&["real/a.py", "walked/b.py"]);
    symlink("../real/a.py", tree.path("walked/link.py")).unwrap();
    symlink("../real", tree.path("walked/folder")).unwrap();
    symlink("walked", tree.path("walked/loop")).unwrap();
    check(&tree, "walked", "walked/b.py");
    check(&tree, "walked/link.py", "walked/link.py");
    check(&tree, "walked/folder", "walked/folder/a.py");
    check(&tree, "real walked/link.py", "real/a.py");
    tree.run("--write walked/link.py").status(0);
    tree.holds("real/a.py", SAFE_FIXED);
    assert!(tree.path("walked/link.py").is_symlink());
    symlink("nowhere.py", tree.path("dangling.py")).unwrap();
    tree.run("--diff dangling.py")
        .status(2)
        .complains("dangling.py");
}

#[test]
fn an_empty_folder_has_nothing_to_do() {
    let tree = Tree::new();
    tree.run("").status(0).stdout("").complains("0 files in ");
    tree.run("--output-format json").status(0).stdout("[\n]\n");
    tree.run("--write --diff").status(0).stdout("");
}
