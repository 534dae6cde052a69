//! `--patch-file`: exactly what was applied, for git and for `--undo`.

use std::fs;

use super::tree::{Call, PROGRAM, Tree, assert_same, is_missing, name};
use super::{BROKEN, SAFE, SAFE_FIXED, UNSAFE};

/// Files that quoting, line ends or encodings could spoil.
pub fn hostile() -> Tree {
    let tree = Tree::of(&[
        ("plain.py", SAFE),
        ("a b/c d.py", SAFE),
        ("é ß.py", SAFE),
        ("crlf.py", "x is 1\r\ny\r\n"),
        ("mixed.py", "y\rx is 1\r\nz\nx is 2"),
        ("no_final_newline.py", "x is 'a'"),
        ("left.py", UNSAFE),
        ("broken.py", BROKEN),
    ]);
    tree.put("latin.py", b"# coding: latin-1\nx is '\xe9\xff'\n");
    #[cfg(unix)]
    for file in [
        &b"\xff\xfe.py"[..],
        b"q\"uote.py",
        b"new\nline.py",
        b"ta\tb.py",
    ] {
        tree.put(name(file), SAFE);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = tree.put("script", "#!/usr/bin/env python\nx is 1\n");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    tree
}

/// What git says of its own diff, which has the same `index` lines, and no headings of its own.
#[test]
fn it_is_what_git_diff_would_say() {
    if is_missing("git") {
        return;
    }
    let tree = hostile().repository();
    tree.git("add -A");
    let folder = tempfile::tempdir().unwrap();
    let patch = folder.path().join("p");
    let call = tree.isfix(["--write", "-q", "--patch-file"]);
    call.arg(&patch).run().status(1);
    let gits = tree.git("diff --full-index --no-color --src-prefix=a/ --dst-prefix=b/");
    let headings = gits.output.stdout.split_inclusive(|&byte| byte == b'\n');
    let without_headings: Vec<_> = headings.map(without_heading).collect();
    assert_same(
        "patch",
        &without_headings.concat(),
        &fs::read(&patch).unwrap(),
    );
}

fn without_heading(line: &[u8]) -> Vec<u8> {
    match line.windows(4).position(|it| it == b" @@ ") {
        Some(at) if line.starts_with(b"@@ ") => [&line[..at + 3], b"\n"].concat(),
        _ => line.to_vec(),
    }
}

/// Every program that takes a patch back gives the very bytes.
#[test]
fn git_and_patch_take_it_back() {
    if is_missing("git") {
        return;
    }
    let takers = [
        ("git", "apply -R ../p"),
        ("git", "apply -R --index ../p"),
        ("git", "apply -R --3way ../p"),
        ("isfix", "--undo ../p -q"),
        ("patch", "-p1 -R -s --no-backup-if-mismatch -i ../p"),
    ];
    for format in ["", "sha1", "sha256"] {
        for (program, line) in takers {
            let needs_index = line.contains("--index") || line.contains("--3way");
            if program == "patch" && is_missing(program) || needs_index && format.is_empty() {
                continue;
            }
            let folder = Tree::new();
            let tree = hostile_in(&folder, "tree");
            if !format.is_empty() {
                git(&tree, &["init", "-q", "--object-format", format]);
                git(&tree, &["add", "-A"]);
            }
            let before = folder.snapshot();
            let write = Call::new(PROGRAM, &tree).args(["--write", "-q", "--patch-file", "../p"]);
            write.run().status(1);
            assert_ne!(before, folder.snapshot());
            if needs_index {
                git(&tree, &["add", "-A"]);
            }
            let program = if program == "isfix" { PROGRAM } else { program };
            let ran = Call::new(program, &tree).args(line.split(' ')).run();
            let ran = ran.status(0);
            fs::remove_file(folder.path("p")).unwrap();
            assert!(before == folder.snapshot(), "{format}: {}", ran.account());
        }
    }
}

fn hostile_in(folder: &Tree, below: &str) -> std::path::PathBuf {
    let tree = hostile();
    for (file, bytes) in tree.snapshot() {
        let path = folder.put(std::path::Path::new(below).join(&file), bytes);
        let mode = fs::metadata(tree.path(&file)).unwrap().permissions();
        fs::set_permissions(path, mode).unwrap();
    }
    folder.path(below)
}

fn git(folder: &std::path::Path, args: &[&str]) {
    Call::new("git", folder).args(args).run().status(0);
}

#[test]
fn it_applies_what_was_taken_back() {
    if is_missing("git") {
        return;
    }
    let tree = hostile().repository();
    tree.git("add -A");
    tree.run("--write -q --patch-file p").status(1);
    let after = tree.snapshot();
    tree.git("apply -R p");
    for line in [
        "apply p",
        "apply -R p",
        "update-index -q --refresh",
        "apply --3way p",
    ] {
        tree.git(line);
    }
    assert!(after == tree.snapshot());
}

#[test]
fn it_is_the_same_for_any_number_of_workers_and_beside_a_diff() {
    let (one, many) = (hostile(), hostile());
    one.run("--write -q -j 1 --patch-file p").status(1);
    let diff = many.run("--write -q -j 8 --patch-file p --diff").status(1);
    assert_same("patch", &one.bytes("p"), &many.bytes("p"));
    let patch = one.bytes("p");
    let lines = patch.split_inclusive(|&byte| byte == b'\n');
    let plain: Vec<_> = lines.filter(|line| !line.starts_with(b"index ")).collect();
    diff.stdout(plain.concat());
}

#[test]
fn comments_that_were_added_are_recorded() {
    let tree = hostile();
    let before = tree.snapshot();
    tree.run("--add-noqa -q --patch-file p").status(1);
    assert!(
        tree.bytes("plain.py")
            .ends_with(b"# noqa: F632\n    pass\n")
    );
    tree.run("--undo p").status(0);
    fs::remove_file(tree.path("p")).unwrap();
    assert!(before == tree.snapshot());
}

#[test]
fn where_nothing_is_applied_it_is_empty() {
    let tree = Tree::of(&[("left.py", UNSAFE), ("broken.py", BROKEN)]);
    tree.run("--write --patch-file p").status(1);
    tree.holds("p", "");
    tree.run("--undo p").status(0).stderr("0 files undone\n");
    // An empty one may be written again.
    tree.put("s.py", SAFE);
    tree.run("--write --patch-file p").status(1);
    assert!(
        tree.bytes("p")
            .starts_with(b"diff --git a/s.py b/s.py\nindex ")
    );
}

#[test]
fn a_record_is_not_written_over() {
    let tree = Tree::of(&[("s.py", SAFE), ("p", "of another run")]);
    tree.run("--write --patch-file p")
        .status(2)
        .stdout("")
        .complains("isfix: --patch-file p: there is such a file, and it is not empty");
    tree.holds("s.py", SAFE).holds("p", "of another run");
}

#[test]
fn what_could_not_be_written_is_not_in_it() {
    let tree = Tree::of(&[("a.py", SAFE), ("b.py", SAFE), ("c.py", SAFE)]);
    fs::hard_link(tree.path("b.py"), tree.path("b2.py")).unwrap();
    tree.run("--write --patch-file p")
        .status(2)
        .says("b.py: io-error: has 2 hard links");
    tree.holds("b.py", SAFE).holds("c.py", SAFE_FIXED);
    let patch = String::from_utf8(tree.bytes("p")).unwrap();
    assert!(
        patch.contains("a/a.py") && patch.contains("a/c.py"),
        "{patch}"
    );
    assert!(!patch.contains("b.py b"), "{patch}");
}

/// What no patch can name is left alone.
#[test]
fn files_of_gits_own_are_left_alone() {
    if is_missing("git") {
        return;
    }
    let tree = Tree::of(&[("s.py", SAFE)]).repository();
    tree.put(".git/hooks/h.py", SAFE);
    tree.run("--write --patch-file p s.py .git/hooks/h.py")
        .status(2)
        .says("no patch can name");
    tree.holds(".git/hooks/h.py", SAFE)
        .holds("s.py", SAFE_FIXED);
    tree.run("--undo p").status(0);
    tree.holds("s.py", SAFE);
}

#[test]
fn files_of_several_repositories_are_wrong_usage() {
    if is_missing("git") {
        return;
    }
    let tree = Tree::of(&[("one/a.py", SAFE), ("two/b.py", SAFE)]);
    for folder in ["one", "two"] {
        git(&tree.path(folder), &["init", "-q"]);
    }
    tree.run("--write --patch-file p one two")
        .status(2)
        .stdout("")
        .complains("one diff cannot hold");
    tree.holds("one/a.py", SAFE).holds("two/b.py", SAFE);
    assert!(!tree.path("p").exists());
}

#[test]
fn names_count_from_the_repositorys_root() {
    if is_missing("git") {
        return;
    }
    let tree = Tree::of(&[("in/a.py", SAFE)]).repository();
    let run = |line: &str| {
        let call = tree.isfix(line.split(' ')).folder(tree.path("in"));
        call.run().status(0)
    };
    run("--write -q --patch-file p");
    assert!(
        tree.bytes("in/p")
            .starts_with(b"diff --git a/in/a.py b/in/a.py\n")
    );
    run("--undo p");
    tree.holds("in/a.py", SAFE);
}

#[test]
fn wrong_usage_writes_nothing() {
    for (line, reason) in [
        ("--patch-file p", "without --write nothing is"),
        ("--patch-file p --diff", "without --write nothing is"),
        (
            "--patch-file p --add-noqa --diff",
            "without --write nothing is",
        ),
        ("--patch-file p --write -", "with `-` no file is changed"),
        ("--patch-file p --show-files", "--show-files"),
        ("--patch-file p --show-settings", "--show-settings"),
        ("--write --patch-file sub", "sub: is a folder, not a file"),
        (
            "--write --patch-file no/p",
            "no/p: its folder does not exist",
        ),
        ("--write --patch-file s.py", "is Python source"),
        ("--write --patch-file -", "./- is a file"),
        (
            "--write --patch-file new.py new.py",
            "--patch-file new.py: is a file to be read, too",
        ),
        (
            "--write --output-file p --patch-file ./p",
            "--patch-file ./p: two reports for one file",
        ),
        (
            "--write --patch-file p --output-file no/r",
            "no/r: its folder",
        ),
        ("--write --patch-file", "--patch-file"),
    ] {
        let tree = Tree::of(&[("s.py", SAFE), ("sub/t.py", SAFE)]);
        let before = tree.snapshot();
        tree.run(line).status(2).stdout("").complains(reason);
        assert!(before == tree.snapshot(), "{line}");
    }
    let tree = Tree::of(&[("s.py", SAFE)]);
    let empty = tree.isfix(["--write", "--patch-file", ""]);
    empty.run().status(2).stdout("");
    tree.holds("s.py", SAFE);
}

/// Once the record is lost, nothing more is written that it should have told of.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_the_writing() {
    let text = format!("x is 'a'\n{}", "y = 1\n".repeat(2_000));
    let many = "x is 1\n".repeat(2_000);
    let tree = (0..200).fold(Tree::new(), |tree, number| {
        tree.with(format!("{number:03}.py"), &many)
    });
    let tree = tree.with("zzz.py", &text);
    tree.run("--write -q -j 1 --output-format concise --patch-file /dev/full")
        .status(2)
        .complains("/dev/full: no space left")
        .says("zzz.py: io-error: not written, for the patch file cannot record it");
    tree.holds("zzz.py", &text);
    let one = Tree::of(&[("s.py", SAFE)]);
    one.run("--write -q --patch-file /dev/full").status(2);
}

/// Each file is changed and named, or failed; the patch file is none of them.
#[test]
#[cfg(target_os = "linux")]
fn what_is_lost_is_counted_and_named() {
    let count = 21;
    let tree = (0..count).fold(Tree::new(), |tree, number| {
        tree.with(format!("d/{number:02}.py"), SAFE)
    });
    let ran = tree.run("--write --output-format json --patch-file /dev/full");
    let ran = ran.status(2);
    let is_changed = |number: &usize| tree.bytes(format!("d/{number:02}.py")) != SAFE.as_bytes();
    let changed: Vec<usize> = (0..count).filter(is_changed).collect();
    let told = ran.err();
    for number in &changed {
        let line = format!("/dev/full: does not tell what was changed in `d/{number:02}.py`\n");
        assert!(told.contains(&line), "{told}");
    }
    let summary = match count - changed.len() {
        0 => format!(": {count} changed, 1 output incomplete\n"),
        failed => format!(
            ": {} changed, {failed} failed, 1 output incomplete\n",
            changed.len()
        ),
    };
    assert!(told.contains(&summary), "{told}");
}

/// What was recorded before stays, and what was changed behind it is named.
#[test]
#[cfg(target_os = "linux")]
fn a_patch_file_that_grows_too_large_keeps_what_it_holds() {
    if is_missing("bash") {
        return;
    }
    let (old, new) = ("x is 1\n".repeat(100), "x == 1\n".repeat(100));
    let tree = (0..60).fold(Tree::new(), |tree, number| {
        tree.with(format!("{number:02}.py"), &old)
    });
    // In kilobytes.
    let script = format!("ulimit -f 16; exec {PROGRAM} --write -q -j 4 --patch-file p");
    let ran = Call::new("bash", tree.root())
        .args(["-c", &script])
        .run()
        .status(2)
        .complains("isfix: p: exceeds the limit on file sizes")
        .says("59.py: io-error: not written, for the patch file cannot record it");
    let is_changed = |number: &usize| tree.bytes(format!("{number:02}.py")) == new.as_bytes();
    let err = ran.err();
    tree.run("--undo p").status(0);
    let untold: Vec<usize> = (0..60).filter(is_changed).collect();
    assert!(!untold.is_empty() && untold.len() < 50, "{untold:?}");
    let told = untold
        .iter()
        .map(|number| format!("isfix: p: does not tell what was changed in `{number:02}.py`\n"));
    assert!(told.clone().all(|line| err.contains(&line)), "{err}");
    assert_eq!(err.matches("does not tell").count(), untold.len(), "{err}");
    assert!(tree.bytes("p").len() > 10_000);
}

/// A FIFO is waited for until somebody reads it, or a signal ends the waiting.
#[test]
#[cfg(unix)]
fn a_fifo_takes_it() {
    if is_missing("mkfifo") {
        return;
    }
    let tree = Tree::of(&[("s.py", SAFE)]);
    Call::new("mkfifo", tree.root()).args(["p"]).run().status(0);
    let child = tree.isfix(["--write", "-q", "--patch-file", "p"]).spawn();
    let patch = fs::read(tree.path("p")).unwrap();
    assert!(patch.starts_with(b"diff --git a/s.py b/s.py\nindex "));
    assert!(child.wait_with_output().unwrap().status.success());
    tree.put("s.py", SAFE);
    let child = tree.isfix(["--write", "-q", "--patch-file", "p"]).spawn();
    let pid = rustix::process::Pid::from_child(&child);
    std::thread::sleep(std::time::Duration::from_millis(300));
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    let output = child.wait_with_output().unwrap();
    // Before it listens, the signal kills it.
    assert!(
        matches!(output.status.code(), Some(143) | None),
        "{output:?}"
    );
    tree.holds("s.py", SAFE);
}

/// A stream takes it as it comes, and a reader who left is no failure.
#[test]
#[cfg(target_os = "linux")]
fn a_stream_takes_it() {
    let tree = Tree::of(&[("s.py", SAFE)]);
    tree.run("--write -q --output-file r --patch-file /dev/stdout")
        .status(0)
        .says("diff --git a/s.py b/s.py\nindex ");
    let tree = Tree::of(&[("s.py", SAFE)]);
    tree.run("--write -q --patch-file /dev/null").status(0);
    tree.holds("s.py", SAFE_FIXED);
}
