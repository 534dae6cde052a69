//! The line that tells on a terminal how far a run is: when it is there, that it goes without a trace, and
//! that it mixes with nothing.

use std::fs::{self, File};
use std::time::Duration;

use rustix::process::Signal;

use super::SAFE;
use super::terminal::{Ended, Session, Window};
use super::tree::{Call, PROGRAM, Tree, is_missing};

/// What the line holds while files are worked on, and nothing else does.
const LINE: &str = "/s)";

/// A name that would take over a terminal.
const HOSTILE: &str = "\x1b[2J\u{202e}\n";

/// Files that take a while each and have nothing to show: one file under many names, which
/// `--break-hard-links` takes for as many.
fn slow(names: usize) -> Tree {
    slow_in("", names)
}

/// The same in a folder, whose name ends with a slash.
fn slow_in(folder: &str, names: usize) -> Tree {
    let first = format!("{folder}m00.py");
    let tree = Tree::new().with(&first, "x is 'a'  # noqa\n".repeat(100_000));
    for number in 1..names {
        let name = tree.path(format!("{folder}m{number:02}.py"));
        fs::hard_link(tree.path(&first), name).unwrap();
    }
    tree
}

/// A run over them.
fn run(tree: &Tree, options: &str) -> Call {
    let call = tree.isfix(["--break-hard-links", "--jobs", "1"]);
    call.args(options.split_whitespace())
}

/// Where standard output goes that nobody looks at.
fn nowhere() -> File {
    File::create("/dev/null").unwrap()
}

fn is_there(screen: &str) -> bool {
    screen.contains(LINE)
}

/// A run that waits a second for a git that then fails.
fn waiting(options: &str) -> (Tree, Call) {
    let tree = Tree::of(&[("s.py", SAFE)])
        .with("bin/git", "#!/bin/sh\nsleep 1\nexit 1\n")
        .repository();
    make_executable(&tree, "bin/git");
    let call = tree.isfix(["--since", "HEAD\x1b[2J"]);
    let call = call.args(options.split_whitespace());
    let call = call.env("PATH", path_with(&tree));
    (tree, call)
}

fn path_with(tree: &Tree) -> String {
    let path = std::env::var("PATH").unwrap_or_default();
    format!("{}:{path}", tree.path("bin").display())
}

fn make_executable(tree: &Tree, name: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(tree.path(name), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn it_is_there_while_files_are_worked_on_and_gone_at_the_end() {
    let tree = slow(12);
    let session = Window::new()
        .stdout_to(nowhere())
        .start(run(&tree, "--exit-zero"));
    session.wait_for(LINE);
    session.wait_until("more files", |screen| {
        screen.starts_with("isfix: ")
            && !screen.starts_with("isfix: 0 files, 0 findings, 0 to change, ")
            && !screen.starts_with("isfix: 1 file, 0 findings, 0 to change, ")
    });
    let ended = session.end().status(0);
    let is_summary = |screen: &&String| screen.starts_with("12 files in ");
    for screen in ended
        .screens
        .iter()
        .take_while(|screen| !is_summary(screen))
    {
        assert!(screen.lines().count() <= 1, "{}", ended.account());
    }
    assert!(
        ended.screen().starts_with("12 files in "),
        "{}",
        ended.account()
    );
    assert!(!is_there(ended.screen()), "{}", ended.account());
}

#[test]
fn a_short_run_shows_none() {
    let tree = Tree::of(&[("s.py", SAFE)]);
    let ended = Window::new().start(tree.isfix(["."])).end().status(1);
    if !ended.screen().contains("1 file in 0.0") {
        eprintln!("skipped: the run was long, for the machine is busy");
        return;
    }
    assert!(!ended.ever_showed("isfix: "), "{}", ended.account());
}

/// Reports go between the line and what was printed before, and nothing of it stays among them.
#[test]
fn reports_on_the_same_terminal_do_not_mix_with_it() {
    let tree = slow(12);
    for (name, text) in [("a.py", SAFE), ("m05x.py", SAFE), ("z.py", "x is 'b'\n")] {
        tree.put(name, text);
    }
    tree.put("m07x.py", "x is '\n");
    let call = run(&tree, "--output-format concise nowhere.py .");
    let ended = Window::of(40, 200).start(call).end().status(2);
    let is_report = |line: &str| {
        [
            "a.py:1:4: F632 ",
            "m05x.py:1:4: F632 ",
            "m07x.py:1:6: invalid-syntax",
            "nowhere.py: io-error",
            "z.py:1:1: F632 ",
        ]
        .iter()
        .any(|start| line.starts_with(start))
    };
    let is_progress = |line: &str| line.starts_with("isfix: ") && line.contains(LINE);
    let mut both = 0;
    for screen in &ended.screens {
        let lines: Vec<_> = screen.lines().collect();
        let reports = lines.iter().take_while(|line| is_report(line)).count();
        let rest = &lines[reports..];
        let is_summary = rest.first().is_some_and(|line| line.contains(" files in "));
        let is_clean = rest.is_empty() || is_summary || rest.len() == 1 && is_progress(rest[0]);
        assert!(is_clean, "{screen}\n\n{}", ended.account());
        both += usize::from(reports > 0 && !rest.is_empty() && !is_summary);
    }
    assert!(both > 1, "{}", ended.account());
    assert_eq!(
        ended
            .screen()
            .lines()
            .filter(|line| is_report(line))
            .count(),
        5
    );
    assert!(!is_there(ended.screen()), "{}", ended.account());
}

/// What stops within a line, as JSON does between two findings, is not drawn over.
#[test]
fn it_stays_away_from_a_line_that_is_not_ended() {
    let tree = slow(6);
    tree.put("a.py", SAFE);
    tree.put("z.py", SAFE);
    let call = run(&tree, "--output-format json --quiet");
    let json = call.run().status(1).out();
    let ended = Window::of(60, 200)
        .start(run(&tree, "--output-format json"))
        .end()
        .status(1);
    let seen = String::from_utf8_lossy(&ended.record).replace("\r\n", "\n");
    let (report, _) = seen.split_once("8 files in ").unwrap();
    assert_eq!(report, json);
}

#[test]
fn the_file_at_hand_is_named_when_it_takes_long_and_its_name_is_data() {
    let folder = format!("{HOSTILE}{}/", "é".repeat(40));
    let tree = slow_in(&folder, 40);
    for columns in [60, 400] {
        let window = Window::of(24, columns).stdout_to(nowhere());
        let session = window.start(run(&tree, ""));
        session.wait_for(LINE);
        // However fast the machine is, this file takes two seconds.
        session.signal(Signal::STOP);
        std::thread::sleep(Duration::from_secs(2));
        session.signal(Signal::CONT);
        let named = " s on \\u{1b}[2J\\u{202e}\\u{a}éé";
        let screen = session.wait_until("its name", |screen| match columns {
            400 => screen.contains(named),
            _ => screen.ends_with('…'),
        });
        assert_eq!(screen.lines().count(), 1, "{screen}");
    }
}

#[test]
fn it_fits_into_the_window_whatever_becomes_of_that() {
    let tree = slow(60);
    let session = Window::new().stdout_to(nowhere()).start(run(&tree, ""));
    session.wait_for(LINE);
    for columns in [30, 7, 2, 1, 100] {
        session.resize(24, columns);
        // What stands there is drawn anew, and its end says so where it is cut off.
        session.wait_until("a line in the new width", |screen| match columns {
            100 => is_there(screen),
            4.. => screen.ends_with('…'),
            _ => true,
        });
    }
    session.types("\x03");
    let ended = session.end();
    for screen in &ended.screens {
        let lines = screen.lines().filter(|line| line.starts_with("isfix: "));
        let progress = lines.filter(|line| !line.contains("signal")).count();
        assert!(progress <= 1, "{screen}\n\n{}", ended.account());
    }
}

/// Where and when it is never shown. The run waits for git a second, and the control shows it.
#[test]
fn it_is_shown_to_people_alone() {
    let shows = |ended: &Ended| ended.ever_showed("looking for what changed since HEAD\\u{1b}[2J");
    let (_tree, call) = waiting("");
    let control = Window::of(24, 100).stdout_to(nowhere()).start(call);
    let mut sessions: Vec<(String, Tree, Session)> = Vec::new();
    let mut start = |label: &str, options: &str, env: &[(&str, &str)], stdout: Option<File>| {
        let (tree, mut call) = waiting(options);
        for (name, value) in env {
            call = call.env(name, value);
        }
        let window = Window::of(24, 100);
        let window = match stdout {
            Some(stdout) => window.stdout_to(stdout),
            None => window,
        };
        sessions.push((label.to_owned(), tree, window.start(call)));
    };
    start("--quiet", "--quiet", &[], None);
    start("-q", "-q", &[], None);
    start("--no-progress", "--no-progress", &[], None);
    start("CI=1", "", &[("CI", "1")], None);
    start("CI=true", "", &[("CI", "true")], None);
    start("TERM=dumb", "", &[("TERM", "dumb")], None);
    let (reader, writer) = std::io::pipe().unwrap();
    let writer = File::from(std::os::fd::OwnedFd::from(writer));
    start("stdout is a pipe", "", &[], Some(writer));
    let (tree, call) = waiting("");
    drop(call);
    let background = Call::new("sh", tree.root())
        .args(["-mc", "\"$0\" --since HEAD & wait", PROGRAM])
        .env("PATH", path_with(&tree));
    let background = Window::of(24, 100).start(background);
    sessions.push(("in the background".to_owned(), tree, background));
    for (label, _tree, session) in sessions {
        let ended = session.end();
        assert!(
            !ended.ever_showed("looking for"),
            "{label}: {}",
            ended.account()
        );
        assert!(
            ended.screen().contains("isfix: "),
            "{label}: {}",
            ended.account()
        );
    }
    drop(reader);
    let ended = control.end().status(2);
    assert!(shows(&ended), "{}", ended.account());
    assert!(
        !ended.screen().contains("looking for"),
        "{}",
        ended.account()
    );
    let (_tree, call) = waiting("");
    let piped = call.run().status(2);
    assert!(!piped.err().contains("looking for"), "{}", piped.account());
}

/// The patch comes late, so that the run is long from the start; the files are many, so that it does not end at
/// once.
#[test]
fn it_tells_how_far_an_undo_is() {
    if is_missing("bash") {
        return;
    }
    let undo = |options: &str| {
        let tree = (0..3_000).fold(Tree::new(), |tree, number| {
            tree.with(format!("{number}.py"), SAFE)
        });
        tree.run("--write -q --patch-file p").status(0);
        let script = format!("exec \"$0\" --jobs 1 {options} --undo <(sleep 1; cat p)");
        let call = Call::new("bash", tree.root()).args(["-c", &script, PROGRAM]);
        let ended = Window::of(24, 100).start(call).end().status(0);
        let is_back = tree.bytes("0.py") == SAFE.as_bytes();
        (ended, is_back)
    };
    let (ended, is_back) = undo("");
    assert!(
        ended.ever_showed(" of 3000 files looked at, "),
        "{}",
        ended.account()
    );
    assert_eq!(ended.screen().trim(), "3000 files undone");
    assert!(is_back);
    let (ended, is_back) = undo("--no-progress");
    assert!(!ended.ever_showed("looked at"), "{}", ended.account());
    assert!(is_back);
}

#[test]
fn a_signal_takes_it_away() {
    let tree = slow(60);
    let session = Window::of(24, 120)
        .stdout_to(nowhere())
        .start(run(&tree, ""));
    session.wait_for(LINE);
    session.types("\x03");
    let ended = session.end().status(130);
    assert!(!is_there(ended.screen()), "{}", ended.account());
    for part in [
        "signal 2: stopping",
        " scanned only, ",
        "interrupted by signal 2",
    ] {
        assert!(ended.screen().contains(part), "{}", ended.account());
    }
}

#[test]
fn a_second_signal_takes_it_away_as_well() {
    let tree = Tree::new().with("m.py", "x is 'a'  # noqa\n".repeat(2_000_000));
    let session = Window::of(24, 120)
        .stdout_to(nowhere())
        .start(run(&tree, ""));
    session.wait_for(LINE);
    session.signal(Signal::INT);
    session.wait_for("stopping after the files at hand");
    session.wait_for(LINE);
    session.signal(Signal::INT);
    let ended = session.end();
    assert!(ended.status.code().is_none(), "{}", ended.account());
    assert!(!is_there(ended.screen()), "{}", ended.account());
}

#[test]
fn a_pause_takes_it_away_and_it_comes_back() {
    let tree = slow(60);
    let session = Window::new().stdout_to(nowhere()).start(run(&tree, ""));
    session.wait_for(LINE);
    session.types("\x1a");
    session.wait_until("a clear screen", |screen| !is_there(screen));
    std::thread::sleep(Duration::from_millis(400));
    assert!(!is_there(&session.screen()), "{}", session.screen());
    session.signal(Signal::CONT);
    session.wait_for(LINE);
}

/// A window that is closed stops the run, as well as any other signal does.
#[test]
fn a_window_that_is_closed_leaves_every_file_whole() {
    let old = format!("x is 'a'\n{}", "y is 'a'  # noqa\n".repeat(40_000));
    let tree = (0..60).fold(Tree::new(), |tree, number| {
        tree.with(format!("{number:02}.py"), &old)
    });
    let call = tree.isfix(["--write", "--jobs", "1"]);
    let mut session = Window::new().stdout_to(nowhere()).start(call);
    session.wait_for(LINE);
    session.hang_up();
    let ended = session.end().status(128 + 1);
    let new = old.replacen("is", "==", 1);
    let files = tree.snapshot();
    assert_eq!(files.len(), 60, "{}", ended.account());
    for (name, bytes) in files {
        let is_whole = bytes == old.as_bytes() || bytes == new.as_bytes();
        assert!(is_whole, "{}", name.display());
    }
}
