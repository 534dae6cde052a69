//! `--undo`: the very bytes, or nothing at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::patch_file::hostile;
use super::tree::{Call, PROGRAM, Tree, assert_same, is_missing};
use super::{SAFE, SAFE_FIXED};

/// What a killed one left is removed.
#[test]
fn it_sweeps() {
    let tree = fixed();
    tree.put("sub/.isfix-abcdefghijkl.tmp", "what a run before left");
    tree.run("--undo p --diff").status(0);
    tree.holds("sub/.isfix-abcdefghijkl.tmp", "what a run before left");
    tree.run("--undo p").status(0);
    assert!(!tree.path("sub/.isfix-abcdefghijkl.tmp").exists());
}

/// Three files that a run has changed, and its patch.
fn fixed() -> Tree {
    let tree = Tree::of(&[("a.py", SAFE), ("sub/b.py", SAFE), ("c.py", SAFE)]);
    tree.run("--write -q --patch-file p").status(0);
    tree
}

/// Nothing is touched, and that file is to blame.
#[track_caller]
fn check_refused(tree: &Tree, reason: &str) {
    let before = tree.snapshot();
    for line in ["--undo p", "--undo p --diff"] {
        tree.run(line)
            .status(2)
            .stdout("")
            .complains(reason)
            .complains("nothing was undone: ");
        assert!(before == tree.snapshot(), "{reason}");
    }
}

#[test]
fn every_byte_comes_back() {
    let tree = hostile();
    let before = tree.snapshot();
    tree.run("--write -q --patch-file p").status(1);
    let shown = tree.run("--undo p --diff").status(0);
    let shown = shown.complains("files to undo\n").output.stdout;
    tree.run("--undo p")
        .status(0)
        .stdout("")
        .complains("files undone\n");
    fs::remove_file(tree.path("p")).unwrap();
    assert!(before == tree.snapshot());
    // What was shown is what was done: git, asked to take it back, does what the run did.
    if !is_missing("git") {
        tree.run("--write -q --patch-file p").status(1);
        tree.put("shown", &shown);
        tree.git("apply shown");
        fs::remove_file(tree.path("p")).unwrap();
        fs::remove_file(tree.path("shown")).unwrap();
        assert!(before == tree.snapshot());
    }
}

#[cfg(unix)]
#[test]
fn modes_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let tree = fixed();
    for mode in [0o640, 0o755] {
        fs::set_permissions(tree.path("a.py"), fs::Permissions::from_mode(mode)).unwrap();
        tree.run("--undo p").status(0);
        let found = fs::metadata(tree.path("a.py"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(found & 0o7777, mode);
        tree.holds("a.py", SAFE);
        fs::remove_file(tree.path("p")).unwrap();
        tree.run("--write -q --patch-file p").status(0);
    }
}

/// The hostile sources of `testdata`, with something to fix put into each that is read.
#[test]
fn every_source_comes_back() {
    let tree = Tree::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/source");
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let bytes = fs::read(entry.path()).unwrap();
        let line = bytes
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(0, |at| at + 1);
        let [head, rest] = [&bytes[..line], &bytes[line..]];
        let name = |prefix: &str| {
            let mut name = std::ffi::OsString::from(prefix);
            name.push(entry.file_name());
            name
        };
        tree.put(name(""), &bytes);
        tree.put(name("head_"), [head, b"x is 1\n", rest].concat());
        tree.put(name("tail_"), [&bytes[..], b"\nx is 1"].concat());
    }
    let before = tree.snapshot();
    tree.run("--write -q --unsafe-fixes --select ALL --patch-file p");
    let after = tree.snapshot();
    let changed = before.iter().filter(|file| !after.contains(file)).count();
    assert!(changed > 60, "{changed}");
    if !is_missing("git") {
        tree.git("apply -R p");
        fs::remove_file(tree.path("p")).unwrap();
        assert!(before == tree.snapshot());
        tree.run("--write -q --unsafe-fixes --select ALL --patch-file p");
    }
    tree.run("--undo p").status(0);
    fs::remove_file(tree.path("p")).unwrap();
    assert!(before == tree.snapshot());
}

#[test]
fn what_is_undone_stays_so() {
    let tree = fixed();
    tree.run("--undo p").status(0).stderr("3 files undone\n");
    tree.run("--undo p")
        .status(0)
        .stderr("0 files undone, 3 already were as before\n");
    tree.run("--undo p -q").status(0).stderr("");
    // What an interrupted one left.
    tree.put("sub/b.py", SAFE_FIXED);
    tree.run("--undo p")
        .status(0)
        .stderr("1 file undone, 2 already were as before\n");
    tree.holds("sub/b.py", SAFE);
}

#[test]
fn nothing_is_undone_where_a_file_has_moved_on() {
    let tree = fixed();
    tree.put("sub/b.py", format!("{SAFE_FIXED}\n"));
    check_refused(&tree, "isfix: sub/b.py: has changed since");
    fs::remove_file(tree.path("sub/b.py")).unwrap();
    check_refused(&tree, "isfix: sub/b.py: no such file");
    fs::remove_dir(tree.path("sub")).unwrap();
    check_refused(&tree, "isfix: sub/b.py: no such file");
    tree.put("sub", "a file");
    check_refused(&tree, "isfix: sub/b.py: no such file");
    fs::remove_file(tree.path("sub")).unwrap();
    tree.put("sub/b.py/c", "a folder");
    check_refused(&tree, "isfix: sub/b.py: is a folder");
    // Every one that has is told.
    tree.put("c.py", "");
    let err = tree.run("--undo p").status(2).err();
    let told = [
        "c.py: has changed",
        "sub/b.py: is a folder",
        "nothing was undone: 2 of 3 files",
    ];
    for part in told {
        assert!(err.contains(part), "{err}");
    }
    fs::remove_dir_all(tree.path("sub")).unwrap();
    tree.put("sub/b.py", SAFE_FIXED);
    tree.put("c.py", SAFE_FIXED);
    tree.run("--undo p").status(0);
    tree.holds("a.py", SAFE).holds("sub/b.py", SAFE);
}

#[cfg(unix)]
#[test]
fn nothing_is_undone_through_links() {
    use std::os::unix::fs::symlink;
    let tree = fixed();
    fs::rename(tree.path("c.py"), tree.path("real")).unwrap();
    symlink("real", tree.path("c.py")).unwrap();
    check_refused(&tree, "isfix: c.py: leads through a symbolic link");
    fs::remove_file(tree.path("c.py")).unwrap();
    fs::rename(tree.path("real"), tree.path("c.py")).unwrap();
    fs::rename(tree.path("sub"), tree.path("real")).unwrap();
    symlink("real", tree.path("sub")).unwrap();
    check_refused(&tree, "isfix: sub/b.py: leads through a symbolic link");
    fs::remove_file(tree.path("sub")).unwrap();
    fs::rename(tree.path("real"), tree.path("sub")).unwrap();
    fs::hard_link(tree.path("c.py"), tree.path("d.py")).unwrap();
    check_refused(&tree, "isfix: c.py: has 2 hard links");
    tree.run("--undo p --break-hard-links").status(0);
    tree.holds("c.py", SAFE).holds("d.py", SAFE_FIXED);
}

#[cfg(unix)]
#[test]
fn nothing_is_undone_where_one_is_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let tree = fixed();
    fs::set_permissions(tree.path("c.py"), fs::Permissions::from_mode(0o444)).unwrap();
    check_refused(&tree, "isfix: c.py: is read-only");
}

/// One behind the other in one patch, or each by itself, the last first.
#[test]
fn several_runs_are_undone() {
    let text = "x is 1\nnot a is b\n";
    for concatenated in [true, false] {
        let tree = Tree::of(&[("a.py", text), ("b.py", SAFE)]);
        tree.run("--write -q --select E714 --patch-file p1")
            .status(0);
        tree.run("--write -q --select F632 --patch-file p2")
            .status(0);
        tree.holds("a.py", "x == 1\na is not b\n");
        if concatenated {
            tree.put("p", [tree.bytes("p1"), tree.bytes("p2")].concat());
            tree.run("--undo p").status(0).stderr("2 files undone\n");
        } else {
            tree.run("--undo p1")
                .status(2)
                .complains("a.py: has changed since");
            tree.run("--undo p2").status(0);
            tree.run("--undo p1").status(0);
        }
        tree.holds("a.py", text).holds("b.py", SAFE);
    }
}

#[test]
fn the_patch_may_come_by_a_pipe() {
    let tree = fixed();
    let patch = tree.bytes("p");
    tree.isfix(["--undo", "-"]).input(&patch).run().status(0);
    tree.holds("a.py", SAFE);
    tree.isfix(["--undo", "-"])
        .input("x")
        .run()
        .status(2)
        .complains("isfix: -:1: ");
}

/// As a shell's `<(cat one two)`, and as a FIFO.
#[test]
#[cfg(target_os = "linux")]
fn the_patch_may_be_a_pipe() {
    if is_missing("bash") {
        return;
    }
    let tree = fixed();
    let bash = |script: &str| {
        let call = Call::new("bash", tree.root()).args(["-c", script, PROGRAM]);
        call.run()
    };
    bash("exec \"$0\" --undo <(cat p)")
        .status(0)
        .stderr("3 files undone\n");
    tree.holds("a.py", SAFE);
    bash("mkfifo f; cat p > f & \"$0\" --undo f")
        .status(0)
        .stderr("0 files undone, 3 already were as before\n");
    bash("exec \"$0\" --undo <(echo no patch)")
        .status(2)
        .complains(":1: a `diff --git` line should stand here");
    tree.run("--undo /dev/null")
        .status(0)
        .stderr("0 files undone\n");
    tree.run("--undo /proc/self/mem").status(2).stdout("");
}

#[test]
fn what_becomes_of_each_file_is_told_where_that_is_asked_for() {
    let tree = fixed();
    tree.run("--undo p -v --diff").status(0).stderr(
        "isfix: a.py: to undo\nisfix: c.py: to undo\nisfix: sub/b.py: to undo\n3 files to undo\n",
    );
    tree.put("c.py", SAFE);
    let told = "isfix: a.py: undone\nisfix: c.py: already was as before\nisfix: sub/b.py: undone\n2 files undone, 1 already was as before\n";
    tree.run("--undo p --verbose --no-progress -j 7")
        .status(0)
        .stdout("")
        .stderr(told);
    tree.put("a.py", "");
    tree.run("--undo p -v").status(2).stderr(
        "isfix: a.py: has changed since\nisfix: nothing was undone: 1 of 3 files cannot be\n",
    );
    tree.run("--undo p -vq").status(2).complains("--quiet");
}

#[test]
fn names_count_from_the_root() {
    if is_missing("git") {
        return;
    }
    let tree = Tree::of(&[("in/a.py", SAFE), ("in/deep/b.py", SAFE)]).repository();
    tree.run("--write -q --patch-file p in").status(0);
    let call = tree.isfix(["--undo", "../../p"]);
    call.folder(tree.path("in/deep")).run().status(0);
    tree.holds("in/a.py", SAFE).holds("in/deep/b.py", SAFE);
    // Elsewhere there are no such files.
    let elsewhere = Tree::new();
    elsewhere.put("p", tree.bytes("p"));
    let err = elsewhere.run("--undo p").status(2).err();
    assert!(err.contains("; names in a patch count from "), "{err}");
}

/// A patch that is not as isfix writes them is not touched, and neither is anything else.
#[test]
fn other_patches_are_refused_by_their_line() {
    let tree = fixed();
    let patch = String::from_utf8(tree.bytes("p")).unwrap();
    let before = tree.snapshot();
    let without_index: String = patch
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("index "))
        .collect();
    let renamed = |to: &str| patch.replace("sub/b.py", to);
    for (altered, reason) in [
        (without_index, ":2: an `index` line"),
        (patch.replace("@@ -1,2", "@@ -1,3"), ":5: this hunk"),
        (
            patch.replace("diff --git", "--- "),
            ":1: a `diff --git` line",
        ),
        (patch[..patch.len() - 3].to_owned(), "it ends within a line"),
        (format!("From: me\n{patch}"), ":1: a `diff --git` line"),
        (patch.replace('\n', "\r\n"), ":1: this line ends in CRLF"),
        (
            renamed("../b.py"),
            "`../b.py` is not the name of a file below the root",
        ),
        (renamed("/etc/passwd"), "`/etc/passwd` is not the name"),
        (renamed(".git/hooks/pre-commit"), "is not the name"),
        (renamed("sub/./b.py"), "is not the name"),
        (renamed("x\0.py"), "is not the name"),
    ] {
        tree.put("q", altered);
        tree.run("--undo q").status(2).stdout("").complains(reason);
        fs::remove_file(tree.path("q")).unwrap();
        assert!(before == tree.snapshot(), "{reason}");
    }
    // Well made, and of another file: what it would restore is not what was there.
    tree.put("q", patch.replace("-if x is 'a'", "-if x or 'a'"));
    let altered = "a.py: is as the patch says, but the patch has been altered: ";
    tree.run("--undo q")
        .status(2)
        .complains(&format!("isfix: q:2: {altered}the hunks below do not lead"));
    tree.put("q", patch.replace("+if x == 'a'", "+if x >= 'a'"));
    tree.run("--undo q").status(2).complains(&format!(
        "isfix: q:7: {altered}the file does not have there what this line says"
    ));
    fs::remove_file(tree.path("q")).unwrap();
    assert!(before == tree.snapshot());
    // Where all is undone, nothing would be done; still it is not what a run did.
    tree.run("--undo p").status(0);
    let undone = tree.snapshot();
    for (from, to, line) in [
        ("-if x is 'a'", "-if x or 'a'", 6),
        ("+if x == 'a'", "+if x >= 'a'", 2),
        ("     pass", "     past", 8),
    ] {
        let altered = format!("q:{line}: {altered}");
        tree.put("q", patch.replace(from, to));
        tree.run("--undo q")
            .status(2)
            .complains(&altered)
            .complains("nothing was undone: 3 of 3 files");
        fs::remove_file(tree.path("q")).unwrap();
        assert!(undone == tree.snapshot());
    }
    for file in ["a.py", "sub/b.py", "c.py"] {
        tree.put(file, SAFE_FIXED);
    }
    // A name that no system takes.
    tree.put(
        "q",
        renamed(&"long/".repeat(2_000)).replace("long/ b", "long/x b"),
    );
    tree.run("--undo q").status(2).stdout("");
    tree.put("q", renamed(&"l".repeat(5_000)));
    tree.run("--undo q")
        .status(2)
        .complains("nothing was undone");
    tree.holds("a.py", SAFE_FIXED);
}

#[test]
fn a_million_hunks_are_undone() {
    let old = "x is 1\n1\n2\n3\n4\n5\n6\n7\n".repeat(100_000);
    let tree = Tree::of(&[("a.py", &old)]);
    tree.run("--write -q --patch-file p").status(0);
    tree.run("--undo p").status(0);
    assert_same("a.py", old.as_bytes(), &tree.bytes("a.py"));
    // Made by hand, and of nothing.
    let patch = tree.bytes("p");
    let heads = patch.split_inclusive(|&byte| byte == b'\n').take(4);
    let hunks = "@@ -0,0 +0,0 @@\n".repeat(1_000_000);
    tree.put(
        "q",
        [heads.collect::<Vec<_>>().concat(), hunks.into()].concat(),
    );
    tree.run("--undo q")
        .status(2)
        .complains("q:2: a.py: is as the patch says, but the patch has been altered");
}

#[test]
fn it_goes_with_nothing_else() {
    for (line, reason) in [
        ("--undo p --write", "goes with no --write"),
        ("--undo p a.py", "goes with no paths"),
        ("--undo p -", "goes with no paths"),
        ("--undo p --select F632", "goes with no --select"),
        ("--undo p --patch-file q", "goes with no --patch-file"),
        ("--undo p --since HEAD", "goes with no --since"),
        ("--undo p --output-file r", "goes with no --output-file"),
        ("--undo p --shard 1/2", "goes with no --shard"),
        ("--undo p --exit-zero", "goes with no --exit-zero"),
        ("--undo p explain", "explain"),
        ("--undo nowhere", "nowhere: no such file"),
        ("--undo sub", "sub: is a folder"),
    ] {
        let tree = fixed();
        let before = tree.snapshot();
        tree.run(line).status(2).stdout("").complains(reason);
        assert!(before == tree.snapshot(), "{line}");
    }
}

/// Settings say nothing of it, not even where they cannot be used.
#[test]
fn no_settings_are_read() {
    let tree = fixed();
    tree.put("isfix.toml", "what is this");
    tree.run("--undo p").status(0);
    tree.holds("a.py", SAFE);
}

#[test]
fn names_on_a_terminal_have_no_power() {
    let tree = Tree::of(&[("\u{1b}[31m\u{202e}.py", SAFE)]);
    tree.run("--write -q --patch-file p").status(0);
    let paths: Vec<PathBuf> = tree.snapshot().into_iter().map(|(path, _)| path).collect();
    let odd = paths.iter().find(|path| path.as_os_str() != "p").unwrap();
    tree.put(odd, "");
    let err = tree.run("--undo p").status(2).err();
    assert!(!err.contains(['\u{1b}', '\u{202e}']), "{err:?}");
}
