//! A printed diff is what a write does: the same run twice, once through git or patch.

use std::path::Path;
use std::sync::OnceLock;

use super::tree::{Call, PROGRAM, Tree, is_missing, name};
use super::{SAFE, SAFE_FIXED, UNSAFE};

fn has_git() -> bool {
    static FOUND: OnceLock<bool> = OnceLock::new();
    *FOUND.get_or_init(|| !is_missing("git"))
}

/// Files that quoting, splitting or line ends could spoil.
fn hostile() -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut files: Vec<(Vec<u8>, Vec<u8>)> = vec![
        (b"plain.py".into(), SAFE.into()),
        (b"sub/deep/er.py".into(), SAFE.into()),
        (b"a b/c d.py".into(), SAFE.into()),
        (b"it's.py".into(), SAFE.into()),
        ("é ß.py".into(), SAFE.into()),
        (b"crlf.py".into(), b"x is 1\r\ny\r\n".into()),
        (b"cr.py".into(), b"y\rx is 1\rz\r".into()),
        (b"mixed.py".into(), b"y\rx is 1\r\nz\nx is 2".into()),
        (b"no_final_newline.py".into(), b"x is 'a'".into()),
        (b"last_line_only.py".into(), b"y\n\n\nx is 'a'".into()),
        (b"bom.py".into(), b"\xef\xbb\xbfx is 1\n".into()),
        (
            b"latin.py".into(),
            b"# coding: latin-1\nx is '\xe9\xff'\n".into(),
        ),
        (b"form_feed.py".into(), b"\x0c\nx is 1\n\x0c\n".into()),
        (b"two_lines.py".into(), b"(x is  # why\n  not 'a')\n".into()),
        (
            b"far_apart.py".into(),
            format!("x is 1\n{}x is 2\n", "y\n".repeat(30)).into(),
        ),
        (b"untouched.py".into(), UNSAFE.into()),
    ];
    if cfg!(unix) {
        for name in [
            &b"q\"uote.py"[..],
            b"new\nline.py",
            b"ta\tb.py",
            b"back\\slash.py",
            b"\xff\xfe.py",
            b"\x1b[31m.py",
        ] {
            files.push((name.into(), SAFE.into()));
        }
    }
    files
}

fn put(tree: &Tree, below: &str) {
    for (file, bytes) in hostile() {
        let path = [below.as_bytes(), &file].concat();
        tree.put(name(&path), bytes);
    }
}

fn hostile_tree(below: &str) -> Tree {
    let tree = Tree::new();
    put(&tree, below);
    tree
}

/// What `--write` makes of the tree.
fn written(tree: &Tree, arguments: &[&str]) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    tree.isfix(["--write", "--quiet"])
        .args(arguments)
        .run()
        .status(1);
    tree.snapshot()
}

#[track_caller]
fn check_same_files(left: &[(std::path::PathBuf, Vec<u8>)], right: &Tree) {
    let right = right.snapshot();
    let names = |files: &[(std::path::PathBuf, Vec<u8>)]| {
        files
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(left), names(&right));
    for ((name, written), (_, applied)) in left.iter().zip(&right) {
        super::tree::assert_same(&name.to_string_lossy(), written, applied);
    }
}

/// The diff from `folder`, applied by `program` in `at`, makes what `--write` makes.
#[track_caller]
fn check_applies(tree: &Tree, folder: &Path, at: &Path, program: &str, line: &str) {
    let before = tree.snapshot();
    let diff = Call::new(PROGRAM, folder).args(["--diff"]).run().status(1);
    assert_eq!(before, tree.snapshot(), "--diff changed something");
    Call::new(program, at)
        .args(line.split(' '))
        .input(&diff.output.stdout)
        .run()
        .status(0);
}

#[test]
fn git_apply_makes_what_write_makes() {
    if !has_git() {
        return;
    }
    let expected = written(&hostile_tree(""), &[]);
    // In a repository, from its root; then outside any.
    let tree = hostile_tree("").repository();
    check_applies(&tree, tree.root(), tree.root(), "git", "apply");
    check_same_files(&expected, &tree);
    let tree = hostile_tree("");
    check_applies(&tree, tree.root(), tree.root(), "git", "apply");
    check_same_files(&expected, &tree);
}

#[test]
fn paths_count_from_the_repositorys_root_wherever_isfix_runs() {
    if !has_git() {
        return;
    }
    let expected = written(&hostile_tree("top/in/"), &[]);
    let tree = hostile_tree("top/in/").repository();
    let folder = tree.path("top/in");
    check_applies(&tree, &folder, tree.root(), "git", "apply");
    check_same_files(&expected, &tree);
    // git takes it in the folder itself, too, for it counts from the root as well.
    let tree = hostile_tree("top/in/").repository();
    let folder = tree.path("top/in");
    check_applies(&tree, &folder, &folder, "git", "apply");
    check_same_files(&expected, &tree);
    let tree = hostile_tree("top/in/").repository();
    check_applies(
        &tree,
        &tree.path("top/in"),
        &tree.path("top"),
        "git",
        "apply",
    );
    check_same_files(&expected, &tree);
}

#[test]
fn patch_takes_it_from_the_root() {
    if is_missing("patch") || !has_git() {
        return;
    }
    let expected = written(&hostile_tree("top/"), &[]);
    let line = "-p1 --no-backup-if-mismatch --fuzz=0 -s";
    let tree = hostile_tree("top/").repository();
    check_applies(&tree, &tree.path("top"), tree.root(), "patch", line);
    check_same_files(&expected, &tree);
    let expected = written(&hostile_tree(""), &[]);
    let tree = hostile_tree("");
    check_applies(&tree, tree.root(), tree.root(), "patch", line);
    check_same_files(&expected, &tree);
}

#[test]
fn the_diff_of_a_write_is_the_diff_before_it() {
    let (before, after) = (hostile_tree(""), hostile_tree(""));
    let announced = before.run("--diff").status(1).output.stdout;
    after.run("--write --diff").status(1).stdout(&announced);
    let expected = written(&before, &[]);
    check_same_files(&expected, &after);
    after.run("--diff").status(1).stdout("");
}

#[test]
fn unsafe_fixes_are_in_the_diff_they_are_asked_for_in() {
    let tree = Tree::of(&[("u.py", UNSAFE)]);
    tree.run("--diff").status(1).stdout("");
    tree.run("--diff --unsafe-fixes").status(1).stdout(
        "diff --git a/u.py b/u.py\n--- a/u.py\n+++ b/u.py\n@@ -1,2 +1,2 @@\n-if x is ():\n+if x == ():\n     pass\n",
    );
}

#[test]
fn a_final_line_without_an_end_is_marked() {
    Tree::of(&[("s.py", "x is 1")]).run("--diff").status(1).stdout(
        "diff --git a/s.py b/s.py\n--- a/s.py\n+++ b/s.py\n@@ -1 +1 @@\n-x is 1\n\\ No newline at end of file\n+x == 1\n\\ No newline at end of file\n",
    );
}

#[test]
fn a_piped_diff_keeps_the_bytes() {
    let tree = Tree::new().with("l.py", b"# coding: latin-1\nx is '\xe9\x1b[31m\xff'\n");
    let diff = tree.run("--diff").status(1).output.stdout;
    let line = b"+x == '\xe9\x1b[31m\xff'\n";
    assert!(
        diff.windows(line.len()).any(|window| window == line),
        "{}",
        diff.escape_ascii()
    );
}

#[test]
fn several_repositories_in_one_diff_are_wrong_usage() {
    if !has_git() {
        return;
    }
    let tree = Tree::of(&[("one/a.py", SAFE), ("two/b.py", SAFE)]);
    for folder in ["one", "two"] {
        Call::new("git", &tree.path(folder))
            .args(["init", "-q"])
            .run()
            .status(0);
    }
    for line in [
        "--diff one two",
        "--diff one/a.py two/b.py",
        "--diff --write one two",
    ] {
        tree.run(line)
            .status(2)
            .stdout("")
            .complains("one diff cannot hold");
        tree.holds("one/a.py", SAFE).holds("two/b.py", SAFE);
    }
    // Each on its own is one diff, and without a diff both may be done at once.
    tree.run("--diff one").status(1).says("a/a.py");
    tree.run("--diff two").status(1).says("a/b.py");
    tree.run("--write one two").status(0);
    tree.holds("one/a.py", SAFE_FIXED)
        .holds("two/b.py", SAFE_FIXED);
}

#[test]
fn a_repository_met_within_another_is_refused_before_anything_is_printed() {
    if !has_git() {
        return;
    }
    let tree = Tree::of(&[("a.py", SAFE), ("sub/b.py", SAFE)]).repository();
    Call::new("git", &tree.path("sub"))
        .args(["init", "-q"])
        .run()
        .status(0);
    let ran = tree
        .run("--diff")
        .status(2)
        .complains("one diff cannot hold");
    assert!(!ran.out().contains("b.py"), "{}", ran.account());
}

#[test]
fn listed_files_of_one_repository_make_one_diff_from_anywhere() {
    if !has_git() {
        return;
    }
    let tree = Tree::of(&[("repository/in/a.py", SAFE), ("elsewhere/list", "")]);
    Call::new("git", &tree.path("repository"))
        .args(["init", "-q"])
        .run()
        .status(0);
    tree.put("elsewhere/list", "../repository/in/a.py\n");
    tree.isfix(["--diff", "--files-from", "list"])
        .folder(tree.path("elsewhere"))
        .run()
        .status(1)
        .says("diff --git a/in/a.py b/in/a.py\n");
}

/// Enough files, of uneven size, for workers to overtake each other.
fn wide() -> Tree {
    (0..120).fold(Tree::new(), |tree, number: usize| {
        let lines = if number.is_multiple_of(7) { 400 } else { 1 };
        let text = match number % 5 {
            0 => "if x is 'a'\n".to_owned(),
            1 => UNSAFE.repeat(lines),
            _ => SAFE.repeat(lines),
        };
        tree.with(format!("{:02}/{number:03}.py", number % 9), text)
    })
}

#[test]
fn output_is_in_path_order_and_the_same_for_any_number_of_workers() {
    let tree = wide();
    for mode in [
        "",
        "--diff",
        "--output-format json",
        "--output-format concise",
        "--diff --unsafe-fixes 05 01 nowhere.py",
    ] {
        let one = tree.run(&format!("{mode} --quiet --jobs 1"));
        for jobs in [2, 8] {
            let several = tree.run(&format!("{mode} --quiet --jobs {jobs}"));
            assert_eq!(one.output.status, several.output.status, "{mode}");
            several
                .stdout(&one.output.stdout)
                .stderr(&one.output.stderr);
        }
    }
    let concise = tree.run("--output-format concise").out();
    let names: Vec<&str> = concise
        .lines()
        .filter_map(|line| line.split(':').next())
        .collect();
    assert!(names.len() > 1000);
    assert!(names.is_sorted());
}

#[test]
fn writes_are_the_same_for_any_number_of_workers() {
    let expected = written(&wide(), &["--jobs", "1"]);
    let tree = wide();
    written(&tree, &["--jobs", "8"]);
    check_same_files(&expected, &tree);
}
