//! `--verbose`: why each file was skipped, on standard error, and nothing else changed by it.

use std::fs;

use super::tree::{Ran, Tree, is_missing};
use super::{BROKEN, CLEAN, SAFE};

/// The lines that `--verbose` adds, without the summary and the line on types.
fn told(ran: &Ran) -> String {
    let err = ran.err();
    let lines = err.lines().filter_map(|line| line.strip_prefix("isfix: "));
    let lines = lines.filter(|line| !line.starts_with("types: "));
    lines.map(|line| format!("{line}\n")).collect()
}

/// What is told of a tree, whatever the number of workers; standard output and the status are those of the
/// same run without it.
#[track_caller]
fn check(tree: &Tree, line: &str, expected: &str) {
    let plain = tree.run(line);
    for jobs in [1, 2, 7] {
        let ran = tree.run(&format!("--verbose --jobs {jobs} {line}"));
        let ran = ran.status(plain.output.status.code().unwrap());
        let ran = ran.stdout(&plain.output.stdout);
        super::tree::assert_same(&ran.account(), expected.as_bytes(), told(&ran).as_bytes());
    }
    assert!(!plain.err().contains("skipped"), "{}", plain.account());
}

/// A tree without settings and without a repository.
const BARE: &str = "./: no settings file holds\n";

#[test]
fn what_the_byte_scan_dismisses() {
    let tree = Tree::of(&[("a.py", SAFE), ("b.py", CLEAN), ("c/d.py", "x = 1\n")]);
    let nothing = "it holds nothing that a rule looks for";
    check(
        &tree,
        "",
        &format!("{BARE}b.py: skipped: {nothing}\nc/d.py: skipped: {nothing}\n"),
    );
    // A file that is named is read whatever the scan says.
    check(&tree, "b.py", "");
}

#[test]
fn where_no_rule_runs() {
    let tree = Tree::of(&[("a.py", SAFE)]);
    check(
        &tree,
        "--ignore ALL",
        &format!("{BARE}a.py: skipped: no rule is selected\n"),
    );
    let tree = tree
        .with("tests/b.py", SAFE)
        .with("isfix.toml", "per-file-ignores = { 'tests/*' = ['ALL'] }\n");
    check(
        &tree,
        "a.py tests",
        "tests/: the settings of isfix.toml hold\n\
         tests/b.py: skipped: per-file-ignores leaves no rule to run on it\n",
    );
}

#[test]
fn what_excludes_fit() {
    let tree = Tree::of(&[
        (".venv/lib/a.py", SAFE),
        ("gen/b.py", SAFE),
        ("gen/c.txt", ""),
        ("src/d_pb2.py", SAFE),
        ("src/note.txt", ""),
        ("tool", "#!/bin/sh\n"),
        ("script", "#!/usr/bin/python3\nx is 1\n"),
    ]);
    tree.put("isfix.toml", "\nextend-exclude = ['gen']\n");
    check(
        &tree,
        "",
        "./: the settings of isfix.toml hold\n\
         .venv/: skipped: excluded by `.venv` (default)\n\
         gen/: skipped: excluded by `gen` (isfix.toml:2:1)\n\
         tool: skipped: its `#!` line is not Python's\n\
         passed over 2 names that are not Python's: 1 .toml, 1 .txt\n",
    );
    check(
        &tree,
        "--isolated --exclude *_pb2.py,tool,script --force-exclude gen src/d_pb2.py .",
        "./: no settings file holds\n\
         gen/: no settings file holds\n\
         script: skipped: excluded by `script` (command line)\n\
         src/d_pb2.py: skipped: excluded by `*_pb2.py` (command line)\n\
         src/d_pb2.py: skipped: excluded by `*_pb2.py` (command line)\n\
         passed over 3 names that are not Python's: 2 .txt, 1 .toml\n",
    );
    check(
        &tree,
        "--config exclude=['d_*'] src",
        "src/: the settings of isfix.toml hold\n\
         src/d_pb2.py: skipped: excluded by `d_*` (command line, --config)\n\
         passed over 1 name that is not Python's: 1 .txt\n",
    );
}

#[test]
fn what_ignore_files_fit() {
    if is_missing("git") {
        return;
    }
    let tree = Tree::of(&[
        (
            ".gitignore",
            "# what is built\n/build/\n\n*.pyi \r\n!keep.pyi\n",
        ),
        ("src/.ignore", "\u{feff}old.py\nx\nold.py\n"),
        ("a.pyi", ""),
        ("b.log", ""),
        ("build/c.py", SAFE),
        ("keep.pyi", "x is 1\n"),
        ("mine.py", SAFE),
        ("src/old.py", SAFE),
    ])
    .repository();
    tree.put(".git/info/exclude", "*.log\nmine.py\n");
    check(
        &tree,
        "",
        &format!(
            "{BARE}\
             .git/: skipped: excluded by `.git` (default)\n\
             a.pyi: skipped: ignored by `*.pyi` (.gitignore:4)\n\
             build/: skipped: ignored by `/build/` (.gitignore:2)\n\
             mine.py: skipped: ignored by `mine.py` (.git/info/exclude:2)\n\
             src/old.py: skipped: ignored by `old.py` (src/.ignore:3)\n\
             passed over 2 names that are not Python's: 2 without a suffix\n"
        ),
    );
    let above = tree.isfix(["-v", "."]).folder(tree.path("src")).run();
    assert!(
        told(&above).contains("old.py: skipped: ignored by `old.py` (.ignore:3)\n"),
        "{}",
        above.account()
    );
}

#[test]
#[cfg(unix)]
fn what_is_no_python_file() {
    use std::os::unix::fs::symlink;
    let tree = Tree::of(&[
        ("README", "words\n"),
        ("bin/run", "#!/bin/sh\n"),
        ("bin/tool", "#!/usr/bin/env python3\nx is 1\n"),
        ("n.ipynb", "{}\n"),
        ("src/a.py", SAFE),
        ("t.txt", "\n"),
    ]);
    for (target, name) in [
        ("src", "folder"),
        ("src/a.py", "link.py"),
        ("bin/tool", "link"),
        ("nowhere", "lost.py"),
        ("t.txt", "text.txt"),
        ("README", "text"),
    ] {
        symlink(target, tree.path(name)).unwrap();
    }
    let pipe = tree.path("pipe");
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let link = "skipped: a symbolic link, which a walk does not follow";
    check(
        &tree,
        "",
        &format!(
            "{BARE}\
             bin/run: skipped: its `#!` line is not Python's\n\
             folder: {link}\n\
             link: {link}\n\
             link.py: {link}\n\
             lost.py: {link}\n\
             pipe: skipped: neither a file nor a folder\n\
             passed over 5 names that are not Python's: 2 without a suffix, 2 .txt, 1 .ipynb\n"
        ),
    );
    // What is listed was chosen: each is told.
    let list = "README\nbin/run\nlink.py\npipe\nsrc/a.py\nt.txt\n";
    tree.put("list", list);
    check(
        &tree,
        "--files-from list",
        &format!(
            "README: skipped: not Python, by its name and its first line\n\
             bin/run: skipped: its `#!` line is not Python's\n\
             link.py: {link}\n\
             pipe: skipped: neither a file nor a folder\n\
             t.txt: skipped: not Python, by its name and its first line\n"
        ),
    );
}

#[test]
#[cfg(unix)]
fn what_was_met_before() {
    let tree = Tree::of(&[("src/a.py", SAFE), ("src/b/c.py", SAFE)]);
    fs::hard_link(tree.path("src/a.py"), tree.path("z.py")).unwrap();
    check(
        &tree,
        "",
        &format!("{BARE}z.py: skipped: another name of src/a.py\n"),
    );
    // What is met twice under one name is not skipped.
    check(
        &tree,
        ". src src/a.py",
        &format!(
            "{BARE}\
             src/: no settings file holds\n\
             z.py: skipped: met before under another name or path\n"
        ),
    );
    std::os::unix::fs::symlink("src", tree.path("y")).unwrap();
    check(
        &tree,
        "src y",
        "src/: no settings file holds\n\
         y/: skipped: met before under another name or path\n",
    );
}

#[test]
fn what_a_comment_leaves_alone() {
    let tree = Tree::of(&[
        ("a.py", "import a\n# isfix: skip-file\nx is 1\n"),
        ("b.py", "# flake8: noqa\nx is 1\n"),
        ("c.py", "x is 1  # noqa\n"),
    ]);
    let lines = "a.py: skipped: a comment on line 2 says so\n\
                 b.py: skipped: a comment on line 1 says so\n";
    check(&tree, "", &format!("{BARE}{lines}"));
    check(&tree, "--add-noqa --diff", &format!("{BARE}{lines}"));
    check(&tree, "--ignore-noqa", BARE);
}

#[test]
fn what_did_not_change() {
    if is_missing("git") {
        return;
    }
    let tree = Tree::of(&[("a.py", SAFE), ("b.py", SAFE), ("c.py", CLEAN)]).repository();
    tree.git("add .");
    tree.git("-c user.name=N -c user.email=e@x commit -qm one");
    tree.put("b.py", format!("{SAFE}x is 1\n"));
    let lines = format!(
        "{BARE}\
         .git/: skipped: excluded by `.git` (default)\n\
         passed over 2 files unchanged since HEAD\n"
    );
    check(&tree, "--since HEAD", &lines);
    // What was named is told.
    check(
        &tree,
        "--since HEAD b.py c.py",
        "c.py: skipped: unchanged since HEAD\n",
    );
    check(&tree, "--since HEAD --show-files", &lines);
}

#[test]
fn what_another_shard_has() {
    let tree = Tree::of(&[("a.py", SAFE), ("b.py", SAFE), ("c.py", CLEAN)]);
    let [a, b, c] =
        ["a.py", "b.py", "c.py"].map(|name| format!("{name}: skipped: of another shard\n"));
    let clean = "c.py: skipped: it holds nothing that a rule looks for\n";
    check(&tree, "--shard 1/2", &format!("{BARE}{b}{clean}"));
    check(&tree, "--shard 2/2", &format!("{BARE}{a}{c}"));
}

#[test]
fn settings_are_told_where_others_hold_than_above() {
    let tree = Tree::of(&[
        ("a/isfix.toml", "ignore = ['F632']\n"),
        ("a/b/c.py", "x == None\n"),
        ("d/pyproject.toml", "[tool.other]\n"),
        ("d/e.py", SAFE),
    ]);
    check(
        &tree,
        "",
        &format!(
            "{BARE}\
             a/: the settings of a/isfix.toml hold\n\
             passed over 2 names that are not Python's: 2 .toml\n"
        ),
    );
}

#[test]
fn failures_are_told_once() {
    let tree = Tree::of(&[("b.py", BROKEN)]);
    check(&tree, "nowhere.py .", BARE);
}

#[test]
fn standard_input_may_be_excluded() {
    let tree = Tree::new();
    let call = tree.isfix([
        "-v",
        "-",
        "--force-exclude",
        "--stdin-filename",
        "dist/a.py",
    ]);
    let ran = call.input(SAFE).run().status(0).stdout("");
    assert_eq!(
        told(&ran),
        "dist/a.py: skipped: excluded by `dist` (default)\n",
        "{}",
        ran.account()
    );
}

#[test]
fn where_types_come_from_is_told_first() {
    let tree = Tree::of(&[("a.py", CLEAN)]);
    let ran = tree.run("--verbose");
    assert!(ran.err().starts_with("isfix: types: "), "{}", ran.account());
    assert!(tree.run("").err().starts_with("1 file in "));
}

#[test]
fn it_and_quiet_exclude_each_other() {
    let tree = Tree::of(&[("a.py", CLEAN)]);
    tree.run("--quiet --verbose")
        .status(2)
        .complains("'--quiet'");
    tree.run("-vq").status(2);
    // What is typed goes before what settings say.
    tree.put("isfix.toml", "quiet = true\n");
    tree.run("").stderr("");
    tree.run("-v")
        .complains("a.py: skipped: ")
        .complains("1 file in ");
    tree.put("isfix.toml", "verbose = true\n");
    tree.run("").status(2).complains("verbose");
}

#[test]
#[cfg(unix)]
fn names_and_globs_are_data() {
    let hostile = "\u{1b}[2J\u{202e}\n";
    let tree = Tree::new()
        .with(format!("a{hostile}.py"), CLEAN)
        .with(format!("b{hostile}/c.py"), SAFE)
        .with(format!("d.x{hostile}"), "");
    let call = tree.isfix(["-v", "--extend-exclude", "b*\u{202e}*"]);
    let ran = call.run().status(0);
    let dangerous = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!ran.err().contains(dangerous), "{}", ran.account());
    assert_eq!(told(&ran).lines().count(), 4, "{}", ran.account());
}
