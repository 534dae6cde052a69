//! Interrupted and killed runs: every file whole, and what lies about removed, but never what a
//! living run still needs.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::process::Signal;
use tempfile::TempDir;

use super::child::{LEN, answer, at_work, command, files, send};
use super::write::sweep;
use super::{NEW, folder_with_file, replace, temps};

/// A name of the form that temporary files have.
const TEMP: &str = ".isfix-abcdefghijkl.tmp";

fn folder_to_rewrite() -> TempDir {
    let folder = TempDir::new().unwrap();
    files(folder.path()).for_each(|file| fs::write(file, [b'-'; LEN]).unwrap());
    folder
}

#[track_caller]
fn assert_whole(folder: &Path) {
    for file in files(folder) {
        let bytes = fs::read(&file).unwrap();
        assert_eq!(bytes.len(), LEN, "{}", file.display());
        assert!(
            bytes.iter().all(|byte| *byte == bytes[0]),
            "{}",
            file.display()
        );
    }
}

fn a_moment() -> Duration {
    Duration::from_micros(fastrand::u64(0..12_000))
}

#[test]
fn killed_at_any_instant() {
    let folder = folder_to_rewrite();
    let (mut left, mut swept) = (0, 0);
    for round in 0..80 {
        let role = if round % 2 == 0 {
            "rewrite"
        } else {
            "rewrite deaf"
        };
        let (mut child, _said) = at_work(role, folder.path());
        std::thread::sleep(a_moment());
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(Signal::KILL.as_raw()));
        assert_whole(folder.path());
        if round % 8 == 7 {
            left += temps(folder.path());
            swept += sweep(folder.path());
            assert_eq!(temps(folder.path()), 0);
        }
    }
    assert_eq!(swept, left);
    assert!(
        left > 0,
        "no kill ever hit a write: this test proves nothing"
    );
}

#[test]
fn the_first_signal_ends_the_run_in_order() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        for _ in 0..5 {
            let folder = folder_to_rewrite();
            let (mut child, mut said) = at_work("rewrite", folder.path());
            std::thread::sleep(a_moment());
            send(&child, signal);
            let mut rest = String::new();
            said.read_to_string(&mut rest).unwrap();
            let number = signal.as_raw();
            assert_eq!(child.wait().unwrap().code(), Some(128 + number));
            assert!(
                rest.contains(&format!("Interrupted({number}) by {number}")),
                "{rest}"
            );
            assert_whole(folder.path());
            assert_eq!(temps(folder.path()), 0);
        }
    }
}

#[test]
fn the_second_signal_ends_it_at_once() {
    for _ in 0..10 {
        let folder = folder_to_rewrite();
        let (mut child, _said) = at_work("rewrite deaf", folder.path());
        std::thread::sleep(a_moment());
        send(&child, Signal::INT);
        std::thread::sleep(a_moment());
        assert_eq!(child.try_wait().unwrap(), None);
        send(&child, Signal::TERM);
        // Another kind of signal, for two equal ones may arrive as one.
        assert_eq!(child.wait().unwrap().signal(), Some(Signal::TERM.as_raw()));
        assert_whole(folder.path());
        assert_eq!(temps(folder.path()), 0);
    }
}

#[test]
fn nothing_begins_after_the_last_act() {
    let (_folder, file) = folder_with_file();
    if let Some(said) = answer(command(&[], "write after all", &file)) {
        assert_eq!(said, "old 0");
    }
}

#[test]
fn a_signal_ignored_at_the_start_stays_ignored() {
    let folder = folder_to_rewrite();
    let mut child = command(
        &["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"],
        "rewrite",
        folder.path(),
    )
    .spawn()
    .unwrap();
    let mut said = child.stdout.take().unwrap();
    let (mut seen, mut byte) = (String::new(), [0]);
    while !seen.contains("at work") {
        assert_eq!(said.read(&mut byte).unwrap(), 1, "the child ended early");
        seen.push(char::from(byte[0]));
    }
    send(&child, Signal::HUP);
    send(&child, Signal::TERM);
    assert_eq!(
        child.wait().unwrap().code(),
        Some(128 + Signal::TERM.as_raw())
    );
}

#[test]
fn leftovers_go_and_all_else_stays() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in [
        TEMP,
        ".isfix-bcdefghijklm.tmp",
        ".isfix-ABCDEFGHIJKL.tmp",
        "isfix.tmp",
        "a.py",
    ] {
        fs::write(at(name), "x").unwrap();
    }
    fs::create_dir(at(".isfix-foldernamed.tmp")).unwrap();
    symlink("a.py", at(".isfix-linklinklink.tmp")).unwrap();
    fs::write(at("linked"), "x").unwrap();
    fs::hard_link(at("linked"), at(".isfix-hardhardhard.tmp")).unwrap();
    let alive = File::create(at(".isfix-alivealiveal.tmp")).unwrap();
    alive.lock().unwrap();
    assert_eq!(sweep(folder.path()), 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 8);
    drop(alive);
    assert_eq!(sweep(folder.path()), 1);
    assert_eq!(sweep(&at("no such folder")), 0);
}

#[test]
fn leftovers_of_others_stay() {
    if !super::is_root() {
        return super::skip("only root can set up another user's files");
    }
    use std::os::unix::fs::{PermissionsExt, chown};
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let [mine, roots] = [TEMP, ".isfix-rootrootroot.tmp"].map(|name| folder.path().join(name));
    for file in [&mine, &roots] {
        fs::write(file, "x").unwrap();
        fs::set_permissions(file, fs::Permissions::from_mode(0o666)).unwrap();
    }
    chown(&mine, Some(65534), None).unwrap();
    if let Some(answer) = super::child::answer_as_nobody("sweep", folder.path()) {
        assert_eq!(answer, "1");
        assert!(roots.exists() && !mine.exists());
    }
    chown(&roots, Some(1234), None).unwrap();
    assert_eq!(sweep(folder.path()), 1, "root gives its files other owners");
}

/// Sweeping must never take a file from under a run that is writing it, not even in the gap
/// between its birth and its lock.
#[test]
fn sweeping_beside_writing() {
    let (folder, _) = folder_with_file();
    let done = AtomicBool::new(false);
    let files: Vec<_> = (0..4)
        .map(|n| folder.path().join(format!("{n}.py")))
        .collect();
    files.iter().for_each(|file| fs::write(file, NEW).unwrap());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    sweep(folder.path());
                }
            });
        }
        let writers: Vec<_> = files
            .iter()
            .map(|file| scope.spawn(|| (0..100).for_each(|_| replace(file, NEW).unwrap())))
            .collect();
        let results: Vec<_> = writers.into_iter().map(|writer| writer.join()).collect();
        done.store(true, Ordering::Relaxed);
        assert!(results.iter().all(Result::is_ok));
    });
    assert_eq!(temps(folder.path()), 0);
}

/// The limit's signal is caught here, and must not stay caught in programs that we start.
#[test]
fn programs_we_start_inherit_nothing() {
    let (_folder, file) = folder_with_file();
    let Some(masks) = answer(command(&[], "start a program", &file)) else {
        return;
    };
    let direct = Command::new("grep")
        .args(["SigIgn", "/proc/self/status"])
        .output()
        .unwrap();
    assert_eq!(masks, String::from_utf8(direct.stdout).unwrap().trim());
}
