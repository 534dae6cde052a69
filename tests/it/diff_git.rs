//! What the diff prints, held against the real `git` and `patch`.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use isfix::diff::{Diff, Look, unified};
use proptest::prelude::*;

/// A file's name from the root, and its bytes before and after.
type Case = (Vec<u8>, Vec<u8>, Vec<u8>);

/// `program` in `folder`, with no settings of the user's and no repository above.
fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", folder)
        .env("LC_ALL", "C")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
    command
}

fn is_missing(program: &str) -> bool {
    let missing = Command::new(program).arg("--version").output().is_err();
    if missing {
        eprintln!("skipped: no {program} here");
    }
    missing
}

fn run(mut command: Command, input: &[u8]) -> Output {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A program that refuses its input may close the pipe early.
        scope.spawn(move || stdin.write_all(input).ok());
        child.wait_with_output().unwrap()
    })
}

#[cfg(unix)]
fn path(name: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> &Path {
    Path::new(std::str::from_utf8(name).unwrap())
}

fn write_all<'a>(folder: &Path, files: impl Iterator<Item = (&'a [u8], &'a [u8])>) {
    for (name, bytes) in files {
        let file = folder.join(path(name));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

fn befores(cases: &[Case]) -> impl Iterator<Item = (&[u8], &[u8])> {
    cases.iter().map(|(name, old, _)| (&name[..], &old[..]))
}

fn afters(cases: &[Case]) -> impl Iterator<Item = (&[u8], &[u8])> {
    cases.iter().map(|(name, _, new)| (&name[..], &new[..]))
}

/// The program takes the patch, and every file then holds the bytes that `expected` gives.
fn check_applies<'a>(
    folder: &Path,
    program: &str,
    args: &[&str],
    patch: &[u8],
    expected: impl Iterator<Item = (&'a [u8], &'a [u8])>,
) {
    let mut command = command(program, folder);
    command.args(args);
    let output = run(command, patch);
    let said = || format!("{output:?}\n{}", patch.escape_ascii());
    assert!(output.status.success(), "{program} {args:?}: {}", said());
    for (name, bytes) in expected {
        let found = fs::read(folder.join(path(name)));
        assert!(
            found.as_ref().is_ok_and(|found| found == bytes),
            "{program} {args:?}: {:?}: {:?} is not {:?}\n{}",
            name.escape_ascii().to_string(),
            found.map(|found| found.escape_ascii().to_string()),
            bytes.escape_ascii().to_string(),
            said()
        );
    }
}

/// Forth and back with `git apply` outside and inside a repository, and with `patch`.
fn check_round_trip(cases: &[Case]) {
    let mut patch = Vec::new();
    for (name, old, new) in cases {
        unified(name, old, new, &mut patch);
    }
    if patch.is_empty() {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path().join("root");
    fs::create_dir(&folder).unwrap();
    write_all(&folder, befores(cases));
    check_applies(&folder, "git", &["apply"], &patch, afters(cases));
    check_applies(&folder, "git", &["apply", "-R"], &patch, befores(cases));
    assert!(run(git(&folder, &["init", "-q"]), b"").status.success());
    check_applies(&folder, "git", &["apply"], &patch, afters(cases));
    check_applies(&folder, "git", &["apply", "-R"], &patch, befores(cases));
    if !is_missing("patch") {
        check_round_trip_by_patch(cases);
    }
}

fn check_round_trip_by_patch(cases: &[Case]) {
    // GNU patch reads a name up to the blank space at its end, so it cannot take git's own diffs of
    // such files either.
    let cases: Vec<Case> = cases
        .iter()
        .filter(|(name, ..)| !name.ends_with(b" "))
        .cloned()
        .collect();
    let mut patch = Vec::new();
    for (name, old, new) in &cases {
        unified(name, old, new, &mut patch);
    }
    let temp = tempfile::tempdir().unwrap();
    write_all(temp.path(), befores(&cases));
    let forth = ["-p1", "--no-backup-if-mismatch", "--fuzz=0", "-s"];
    let back = ["-p1", "--no-backup-if-mismatch", "--fuzz=0", "-s", "-R"];
    check_applies(temp.path(), "patch", &forth, &patch, afters(&cases));
    check_applies(temp.path(), "patch", &back, &patch, befores(&cases));
}

fn git(folder: &Path, args: &[&str]) -> Command {
    let mut command = command("git", folder);
    command.args(args);
    command
}

/// Names that quoting, splitting at spaces or stripping could spoil.
fn hostile_names() -> Vec<Vec<u8>> {
    let mut names: Vec<&[u8]> = vec![
        b"plain.py",
        b"a b.py",
        b"a b/c.py",
        b"x b/x",
        b" lead",
        b"trail ",
        b"-dash.py",
        b"it's.py",
        b"$HOME`x`;&.py",
        b"a/b/c.py",
        b"b/a/x.py",
        "é.py".as_bytes(),
        "😀 x.py".as_bytes(),
    ];
    if cfg!(unix) {
        names.extend::<[&[u8]; 9]>([
            b"tab\tx.py",
            b"nl\nx.py",
            b"q\"x.py",
            b"sp \"q\".py",
            b"back\\slash.py",
            b"\\n.py",
            b"\xff\xfe.py",
            b"\x01\x07\x08\x0b\x0c\r\x1b\x7f",
            "\u{85}\u{202e}".as_bytes(),
        ]);
    }
    names.into_iter().map(<[u8]>::to_vec).collect()
}

fn hostile_name_cases() -> Vec<Case> {
    hostile_names()
        .into_iter()
        .map(|name| (name, b"x is 1\n".to_vec(), b"x == 1\n".to_vec()))
        .collect()
}

#[test]
fn headers_are_those_of_git_diff() {
    if is_missing("git") {
        return;
    }
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path();
    let cases = hostile_name_cases();
    write_all(folder, befores(&cases));
    for args in [&["init", "-q"][..], &["add", "-A"]] {
        assert!(run(git(folder, args), b"").status.success());
    }
    write_all(folder, afters(&cases));
    let printed = run(git(folder, &["diff", "--no-color"]), b"").stdout;
    let expected: Vec<_> = printed
        .split_inclusive(|&b| b == b'\n')
        .filter(|it| !it.starts_with(b"index "))
        .collect();

    let mut sorted = cases;
    sorted.sort();
    let mut out = Vec::new();
    sorted
        .iter()
        .for_each(|(name, old, new)| unified(name, old, new, &mut out));
    assert_eq!(
        out.escape_ascii().to_string(),
        expected.concat().escape_ascii().to_string()
    );
}

#[test]
fn hunks_are_those_of_git_diff_no_index() {
    if is_missing("git") {
        return;
    }
    let texts: &[(&[u8], &[u8])] = &[
        (b"", b"a\n"),
        (b"a\n", b""),
        (b"a", b"a\n"),
        (b"a\nb", b"c\nb"),
        (b"a\r\nb\r\n", b"a\r\nB\r\n"),
        (b"a\rb\n", b"a\rB\n"),
        (
            b"--- a\n+++ b\n@@ -1 +1 @@\n",
            b"--- a\n+++ c\n@@ -1 +1 @@\n",
        ),
        (
            b"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n",
            b"1\n2!\n3\n4\n5\n6\n7\n8\n9\n10\n11!\n12\n13\n",
        ),
        (
            b"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n",
            b"1\n2!\n3\n4\n5\n6\n7\n8\n9!\n10\n",
        ),
        (b"1\n2\n3\n4\n", b"2\n3\n4\n5\n"),
    ];
    for (old, new) in texts {
        let temp = tempfile::tempdir().unwrap();
        write_all(
            temp.path(),
            [(&b"o/x"[..], *old), (b"n/x", new)].into_iter(),
        );
        let args = ["diff", "--no-index", "--no-color", "o/x", "n/x"];
        let printed = run(git(temp.path(), &args), b"").stdout;
        let start = printed
            .windows(3)
            .position(|it| it == b"\n@@")
            .map_or(0, |at| at + 1);
        // Beside the range git prints the nearest line above that looks like a heading, for eyes
        // alone.
        let expected: Vec<_> = printed[start..]
            .split_inclusive(|&b| b == b'\n')
            .map(without_heading)
            .collect();
        let mut out = Vec::new();
        Diff::new(old, new).write_hunks(Look::PLAIN, &mut out);
        assert_eq!(
            out.escape_ascii().to_string(),
            expected.concat().escape_ascii().to_string()
        );
    }
}

fn without_heading(line: &[u8]) -> Vec<u8> {
    match line.windows(4).position(|it| it == b" @@ ") {
        Some(at) if line.starts_with(b"@@ ") => [&line[..at + 3], b"\n"].concat(),
        _ => line.to_vec(),
    }
}

#[test]
fn hostile_names_go_forth_and_back() {
    if !is_missing("git") {
        check_round_trip(&hostile_name_cases());
    }
}

/// A line's bytes, likely to look like a piece of a patch or to hold other line ends.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => "[ab]{0,1}".prop_map(String::into_bytes),
        4 => proptest::sample::select(vec![
            "", "-", "+", "\\", " ", "\t", "\r", "\u{c}", "\u{85}", "\u{2028}", "--- ", "+++ ",
            "-- ", "--- a/0.py", "@@ -1 +1 @@", "diff --git a/0.py b/0.py", "index 1..2",
            "\\ No newline at end of file", "if x is 'a':", "if x == 'a':",
            "GIT binary patch", "rename from 0.py", "Index: 0.py", "\u{feff}", "*** 0.py", "1,2c3",
        ]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => proptest::collection::vec(1..=255u8, 0..4),
    ];
    proptest::collection::vec(piece, 0..3).prop_map(|pieces| {
        let mut line = pieces.concat();
        line.retain(|&byte| byte != b'\n');
        line
    })
}

fn join(lines: &[Vec<u8>], ended: bool) -> Vec<u8> {
    let mut text: Vec<u8> = lines
        .iter()
        .flat_map(|line| [line, &b"\n"[..]].concat())
        .collect();
    if !ended {
        text.pop();
    }
    text
}

/// A text and what edits make of it: mostly lines rewritten in place, some gone or new.
fn contents() -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> {
    let edited = (line(), line(), 0..10u8);
    (proptest::collection::vec(edited, 0..40), any::<[bool; 2]>()).prop_map(
        |(lines, [ended, still])| {
            let (mut old, mut new) = (Vec::new(), Vec::new());
            for (one, other, edit) in lines {
                match edit {
                    0 => new.push(other),
                    1 => old.push(one),
                    2 => (old.push(one), new.push(other)).1,
                    _ => (old.push(one.clone()), new.push(one)).1,
                }
            }
            (join(&old, ended), join(&new, still))
        },
    )
}

#[test]
fn git_takes_a_patch_in_any_folder_above_its_files() {
    if is_missing("git") {
        return;
    }
    let cases = [(
        b"a/b c/d/x.py".to_vec(),
        b"x is 1\n".to_vec(),
        b"x == 1\n".to_vec(),
    )];
    let mut patch = Vec::new();
    unified(&cases[0].0, &cases[0].1, &cases[0].2, &mut patch);
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    write_all(root, befores(&cases));
    assert!(run(git(root, &["init", "-q"]), b"").status.success());
    for folder in ["", "a", "a/b c", "a/b c/d"] {
        for (args, side) in [(&["apply"][..], 2), (&["apply", "-R"], 1)] {
            let output = run(git(&root.join(folder), args), &patch);
            assert!(output.status.success(), "{folder}: {output:?}");
            let expected = if side == 2 { &cases[0].2 } else { &cases[0].1 };
            assert_eq!(
                &fs::read(root.join("a/b c/d/x.py")).unwrap(),
                expected,
                "{folder}"
            );
        }
    }
}

proptest! {
    // Each case runs several programs over up to fifty files.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases / 10,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn patches_go_forth_and_back(pairs in proptest::collection::vec(contents(), 1..50)) {
        if !is_missing("git") {
            let named = pairs.into_iter().enumerate();
            let cases: Vec<Case> =
                named.map(|(at, (old, new))| (format!("{at}.py").into_bytes(), old, new)).collect();
            check_round_trip(&cases);
        }
    }
}

#[test]
fn a_large_shuffled_text_is_still_diffed_rightly() {
    if is_missing("git") {
        return;
    }
    let lines: Vec<Vec<u8>> = (0..20_000_u64)
        .map(|at| format!("{}", at * 7919 % 20_011).into_bytes())
        .collect();
    let mut sorted = lines.clone();
    sorted.sort();
    sorted.pop();
    let (old, new) = (join(&lines, true), join(&sorted, false));
    let printed = || {
        let mut out = Vec::new();
        unified(b"big.py", &old, &new, &mut out);
        out
    };
    assert!(printed() == printed(), "one input has one diff");
    check_round_trip(&[(b"big.py".to_vec(), old.clone(), new.clone())]);
}
