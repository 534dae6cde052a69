//! What `--write` leaves behind; the writer's own finer points are in `write`.

use std::fs;

use super::tree::Tree;
use super::{BROKEN, CLEAN, SAFE, SAFE_FIXED, UNFIXABLE, UNSAFE};

#[test]
fn a_second_run_changes_nothing() {
    let tree = Tree::of(&[
        ("a.py", SAFE),
        (
            "b.py",
            "x = not a is b, not c in d, e == None, f is not 'x'\n",
        ),
        ("c.py", "if not x == None and not y is 1:\n    pass\n"),
    ]);
    tree.run("--write").status(0);
    let first = tree.snapshot();
    let modified = |tree: &Tree| fs::metadata(tree.path("a.py")).unwrap().modified().unwrap();
    let time = modified(&tree);
    tree.run("--write --exit-non-zero-on-fix")
        .status(0)
        .stdout("");
    assert_eq!(first, tree.snapshot());
    assert_eq!(time, modified(&tree));
}

#[test]
fn what_holds_nothing_to_fix_is_not_written() {
    let tree = Tree::of(&[("c.py", CLEAN), ("k.py", UNFIXABLE), ("u.py", UNSAFE)]);
    let before = tree.snapshot();
    let modified = fs::metadata(tree.path("u.py")).unwrap().modified().unwrap();
    tree.run("--write").status(1);
    assert_eq!(before, tree.snapshot());
    let now = fs::metadata(tree.path("u.py")).unwrap().modified().unwrap();
    assert_eq!(modified, now);
}

#[test]
fn broken_files_are_told_and_the_others_fixed() {
    let broken: [(&str, &[u8]); 9] = [
        ("syntax.py", BROKEN.as_bytes()),
        ("unclosed.py", b"x is ('a'\n"),
        ("string.py", b"x is 'a\n"),
        ("indent.py", b"if x is 'a':\npass\n"),
        ("bytes.py", b"x is '\xe9'\n"),
        ("cookie.py", b"# coding: klingon\nx is 'a'\n"),
        ("nul.py", b"x is 'a'\0\n"),
        ("wide.py", b"\xff\xfex\0 \0i\0s\0 \x001\0\n\0"),
        ("python2.py", b"print 'a' is x\n"),
    ];
    let tree = broken
        .iter()
        .fold(Tree::new(), |tree, (name, bytes)| tree.with(name, bytes));
    for number in 0..20 {
        tree.put(format!("good{number}.py"), SAFE);
    }
    let ran = tree.run("--write --output-format concise").status(1);
    for (name, bytes) in broken {
        tree.holds(name, bytes);
        let told = ran.out().contains(&format!("{name}:"));
        // The byte scan may dismiss what Python could not read at all.
        assert!(told || name == "wide.py", "{name}: {}", ran.account());
    }
    for number in 0..20 {
        tree.holds(format!("good{number}.py"), SAFE_FIXED);
    }
    tree.run("wide.py")
        .status(1)
        .says("wide.py:1:1: invalid-syntax")
        .says("UTF-16");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    fn mode(tree: &Tree, name: &str) -> u32 {
        fs::metadata(tree.path(name)).unwrap().mode() & 0o7777
    }

    #[test]
    fn modes_are_kept() {
        let tree = Tree::new();
        for kept in [0o600, 0o644, 0o755, 0o640, 0o4755] {
            let path = tree.put(format!("{kept:o}.py"), SAFE);
            fs::set_permissions(path, fs::Permissions::from_mode(kept)).unwrap();
        }
        tree.run("--write").status(0);
        for kept in [0o600, 0o644, 0o755, 0o640, 0o4755] {
            let name = format!("{kept:o}.py");
            tree.holds(&name, SAFE_FIXED);
            assert_eq!(mode(&tree, &name), kept, "{name}");
        }
    }

    #[test]
    fn hard_links_are_refused_unless_they_may_be_broken() {
        let tree = Tree::of(&[("a.py", SAFE), ("z.py", SAFE)]);
        fs::hard_link(tree.path("a.py"), tree.path("b.txt")).unwrap();
        tree.run("--write").status(2).says("a.py").says("hard");
        tree.holds("a.py", SAFE)
            .holds("b.txt", SAFE)
            .holds("z.py", SAFE_FIXED);
        tree.run("--write --exit-zero").status(2);
        tree.run("--write --break-hard-links").status(0);
        tree.holds("a.py", SAFE_FIXED).holds("b.txt", SAFE);
    }

    #[test]
    fn two_names_of_one_file_are_one_file() {
        let tree = Tree::of(&[("a.py", SAFE)]);
        fs::hard_link(tree.path("a.py"), tree.path("b.py")).unwrap();
        let ran = tree.run("--output-format concise").status(1);
        assert_eq!(ran.out().lines().count(), 1, "{}", ran.account());
        assert!(ran.out().starts_with("a.py:"), "{}", ran.account());
        assert!(ran.err().starts_with("1 file in"), "{}", ran.account());
        tree.run("--write").status(2).says("a.py");
        tree.run("--write --break-hard-links").status(0);
        tree.holds("a.py", SAFE_FIXED).holds("b.py", SAFE_FIXED);
    }

    /// What this user may not write stays, is told, and keeps nobody else from being written.
    #[test]
    fn what_may_not_be_written_is_2() {
        let tree = Tree::of(&[("a.py", SAFE), ("folder/b.py", SAFE), ("z.py", SAFE)]);
        let forbid = |name: &str, mode: u32| {
            let mode = fs::Permissions::from_mode(mode);
            fs::set_permissions(tree.path(name), mode).unwrap();
        };
        forbid("a.py", 0o444);
        forbid("folder", 0o555);
        let folder = "--write --output-format concise";
        if rustix::process::geteuid().is_root() {
            eprintln!("skipped in part: root may write anything");
            let ran = tree.run(folder);
            assert!(ran.out().contains("a.py"), "{}", ran.account());
            tree.holds("z.py", SAFE_FIXED);
        } else {
            let ran = tree.run(folder).status(2);
            let ran = ran.says("a.py: io-error: is read-only");
            ran.says("folder/b.py: io-error: its folder is read-only");
            tree.holds("a.py", SAFE).holds("folder/b.py", SAFE);
            tree.holds("z.py", SAFE_FIXED);
        }
        forbid("folder", 0o755);
    }

    #[test]
    fn what_may_not_be_read_is_2() {
        if rustix::process::geteuid().is_root() {
            eprintln!("skipped: root may read anything");
            return;
        }
        let tree = Tree::of(&[("a.py", SAFE), ("z.py", SAFE)]);
        let closed = fs::Permissions::from_mode(0o000);
        fs::set_permissions(tree.path("a.py"), closed).unwrap();
        let ran = tree.run("--write --output-format concise").status(2);
        ran.says("a.py: io-error: no permission to read it");
        tree.holds("z.py", SAFE_FIXED);
    }

    #[test]
    fn no_temporary_file_is_left_and_old_ones_are_swept() {
        let tree = Tree::of(&[
            ("in/a.py", SAFE),
            ("in/.isfix-abcdefghijkl.tmp", "half a fi"),
        ])
        .with("out/.isfix-abcdefghijkl.tmp", "not in the way")
        .with("in/.isfix-mine.tmp", "a user's");
        tree.run("in").status(1);
        tree.run("--diff in").status(1);
        assert!(tree.path("in/.isfix-abcdefghijkl.tmp").exists());
        tree.run("--write in").status(0);
        // Named, its folder is not listed; and there is nothing to fix any more.
        tree.put("in/.isfix-bcdefghijklm.tmp", "half a fi");
        tree.run("--write in/a.py").status(0);
        let names: Vec<_> = tree.snapshot().into_iter().map(|(name, _)| name).collect();
        let names: Vec<_> = names.iter().map(|name| name.to_str().unwrap()).collect();
        let expected = [
            "in/.isfix-mine.tmp",
            "in/a.py",
            "out/.isfix-abcdefghijkl.tmp",
        ];
        assert_eq!(names, expected);
    }
}
