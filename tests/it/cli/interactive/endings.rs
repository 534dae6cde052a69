//! Reviews that end before their time, and reviews that cannot begin.

use std::fs;

use rustix::process::Signal;

use super::screen::Screen;
use super::{MIXED, mixed, with};
use crate::cli::terminal::Window;
use crate::cli::tree::{Call, PROGRAM, Tree, is_missing};

/// No file changed, and the patch holds what was accepted: the first change of each file.
#[track_caller]
fn check_kept(tree: &Tree) {
    tree.holds("a.py", MIXED).holds("b.py", MIXED);
    if is_missing("git") {
        return;
    }
    tree.git("apply isfix-review.patch");
    tree.holds("a.py", with(&[1])).holds("b.py", with(&[1]));
}

#[test]
fn a_terminal_that_vanishes() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen.types("ydy").asked();
    assert_eq!(screen.vanishes(), Some(2));
    check_kept(&tree);
}

/// What is said goes where it can be read, if standard error is elsewhere.
#[test]
fn a_terminal_that_vanishes_is_told() {
    let tree = mixed();
    let told = fs::File::create(tree.path("told")).unwrap();
    let window = Window::new().stderr_to(told);
    let mut screen = Screen::within(window, tree.isfix(["--interactive"]));
    screen.types("ydy").asked();
    assert_eq!(screen.vanishes(), Some(2));
    let told = String::from_utf8(tree.bytes("told")).unwrap();
    let expected = "isfix: the terminal vanished in the middle of the review: no file was changed, and the 2 changes that you accepted went to isfix-review.patch (`git apply` makes them)\n";
    assert!(told.ends_with(expected), "{told}");
    check_kept(&tree);
}

/// To be run where hangups are heard: not under `nohup`.
#[test]
fn a_hangup_is_a_terminal_that_vanishes() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen.types("ydy").asked().signal(Signal::HUP);
    screen.ends().status(2).says("the terminal vanished");
    assert!(screen.is_cooked());
    check_kept(&tree);
}

#[test]
fn ctrl_c() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen
        .types("ydy\x03")
        .ends()
        .status(130)
        .says("interrupted: no file was changed");
    assert!(screen.is_cooked());
    check_kept(&tree);
}

/// The other key that is a signal loses no more.
#[test]
fn ctrl_backslash() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    let ended = screen.types("ydy\x1c").ends().status(131);
    ended.says("stopped by signal 3: no file was changed");
    assert!(screen.is_cooked());
    check_kept(&tree);
}

/// It is told on a row of its own.
#[test]
fn one_change_is_kept() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen.types("y").asked().signal(Signal::TERM);
    let ended = screen.ends().status(143).says("isfix: stopped by signal 15: no file was changed, and the change that you accepted went to isfix-review.patch (`git apply` makes it)\n");
    let (_, behind) = ended.printed.rsplit_once("]? ").unwrap();
    assert!(behind.starts_with('\n'), "{behind}");
}

/// Where the folder takes no file (here it is gone), the patch is kept elsewhere, and it is told where.
#[test]
fn a_patch_that_the_folder_does_not_take() {
    let tree = mixed();
    let elsewhere = Tree::new();
    let script = "mkdir here && cd here && exec \"$0\" --interactive ../a.py";
    let call = Call::new("sh", tree.root()).args(["-c", script, PROGRAM]);
    let mut screen = Screen::run(call.env("TMPDIR", elsewhere.root()));
    screen.types("y").asked();
    fs::remove_dir(tree.path("here")).unwrap();
    let kept = elsewhere.path("isfix-review.patch");
    let told = format!("went to {}", kept.display());
    screen.types("\x03").ends().status(130).says(&told);
    assert!(
        fs::read_to_string(kept)
            .unwrap()
            .contains("+    if x == 'a':")
    );
}

#[test]
fn ctrl_c_where_nothing_was_accepted_leaves_nothing() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen
        .types("nyu\x03")
        .ends()
        .status(130)
        .says("and nothing had been accepted");
    assert_eq!(tree.snapshot().len(), 2);
}

#[test]
fn sigterm_and_sigint() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::INT, 130)] {
        let tree = mixed();
        let mut screen = Screen::isfix(&tree, "");
        screen.types("ydy").asked().signal(signal);
        screen.ends().status(status).says("no file was changed");
        assert!(screen.is_cooked());
        check_kept(&tree);
    }
}

#[test]
fn nothing_of_the_users_is_overwritten() {
    let tree = mixed().with("isfix-review.patch", "mine");
    let mut screen = Screen::isfix(&tree, "");
    screen
        .types("y\x03")
        .ends()
        .status(130)
        .says("went to isfix-review-2.patch");
    tree.holds("isfix-review.patch", "mine");
    assert!(tree.path("isfix-review-2.patch").exists());
}

/// A report tells that nothing was applied.
#[test]
fn reports_of_a_review_that_ended_early() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "--output-format json --output-file r.json");
    screen.types("y\x03").ends().status(130);
    let report: serde_json::Value = serde_json::from_slice(&tree.bytes("r.json")).unwrap();
    let mut entries = report.as_array().unwrap().iter();
    assert!(entries.len() > 0 && entries.all(|entry| entry["applied"] == false));
}

#[test]
fn a_file_that_changed_meanwhile() {
    // Before it is asked about.
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen.asked();
    tree.put("b.py", "x = 1\n");
    screen
        .types("yny")
        .ends()
        .status(2)
        .says("b.py: changed since it was read");
    tree.holds("a.py", with(&[1, 3])).holds("b.py", "x = 1\n");
    // And after. What cannot be shown any more is counted nowhere.
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "--output-format json --output-file report");
    screen.types("yny").types("y").asked();
    tree.put("a.py", "x = 1\n");
    screen
        .types("nn")
        .ends()
        .status(2)
        .says("a.py: io-error: changed since it was read")
        .says("\n4 findings, 1 fixed (safe), 3 left (1 unsafe, held back; 2 not applied)");
    tree.holds("a.py", "x = 1\n").holds("b.py", with(&[1]));
    let report = serde_json::from_slice::<Vec<serde_json::Value>>(&tree.bytes("report"));
    assert_eq!(report.unwrap().len(), 1 + 4);
}

/// Nobody is asked about what cannot be written.
#[test]
fn a_file_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let tree = mixed();
    fs::set_permissions(tree.path("a.py"), fs::Permissions::from_mode(0o444)).unwrap();
    fs::hard_link(tree.path("b.py"), tree.path("c.py")).unwrap();
    let tree = tree.with("d.py", MIXED);
    let mut screen = Screen::isfix(&tree, "");
    screen.settles();
    assert!(
        screen.contents().contains("[1/3, file 1/1] d.py:2:8"),
        "{}",
        screen.contents()
    );
    let ended = screen.types("yyy").ends().status(2);
    ended
        .says("a.py: io-error: is read-only")
        .says("has 2 hard links");
    tree.holds("d.py", with(&[1, 2, 3]));
}

/// The shell gets its terminal back, and the review goes on where it was.
#[test]
fn ctrl_z_and_fg() {
    if is_missing("bash") {
        return;
    }
    let tree = mixed();
    let call = Call::new("bash", tree.root()).args(["--norc", "--noprofile", "-i"]);
    let mut screen = Screen::run(call.env("PS1", "shell> "));
    screen
        .shows("shell> ")
        .sends(&format!("{PROGRAM} --interactive --color never\n"));
    screen.types("y\x1a").shows("Stopped").shows("shell> ");
    screen
        .sends("stty -a | grep -o ' icanon'\n")
        .shows(" icanon\n");
    screen.sends("fg\n").shows("[2/6").types("q");
    screen.shows("shell> ").sends("exit\n").ends();
    tree.holds("a.py", with(&[1]));
}

#[test]
fn where_nobody_can_be_asked() {
    let tree = mixed();
    let ran = tree.run("--interactive").status(2).stdout("");
    ran.complains(
        "--interactive asks on a terminal: standard input and standard output must be one",
    );
    tree.run("--interactive -")
        .status(2)
        .complains("`-` reads standard input");
    tree.run("--interactive --files-from -")
        .status(2)
        .complains("--files-from -");
    for other in [
        "--write",
        "--diff",
        "--add-noqa",
        "--statistics",
        "--show-files",
    ] {
        tree.run(&format!("--interactive {other}"))
            .status(2)
            .stdout("")
            .complains(other);
    }
    tree.holds("a.py", MIXED).holds("b.py", MIXED);
    // Only one of them is a terminal.
    let out = fs::File::create(tree.path("out")).unwrap();
    let window = Window::new().stdout_to(out);
    Screen::within(window, tree.isfix(["--interactive"]))
        .ends()
        .status(2)
        .says("must be one");
    let null = fs::File::open("/dev/null").unwrap();
    let window = Window::new().stdin_from(null);
    Screen::within(window, tree.isfix(["--interactive"]))
        .ends()
        .status(2)
        .says("must be one");
    // Standard output is for the questions.
    let mut screen = Screen::isfix(&tree, "--output-format json");
    screen
        .ends()
        .status(2)
        .says("put an --output-file behind --output-format json");
}
