//! A run that is stopped: by SIGINT or SIGTERM it ends soon, tells how far it got and leaves every
//! file whole; what a SIGKILL leaves is swept by the next run.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use isfix::write::is_temp_name;
use rustix::process::{Pid, Signal, kill_process};

use super::tree::Tree;

const FILES: usize = 400;

fn old() -> String {
    format!("x is 'a'\n{}", "y = 1\n".repeat(4_000))
}

fn new() -> String {
    old().replace("is", "==")
}

/// More than a run can finish before it is stopped.
fn big() -> Tree {
    let old = old();
    (0..FILES).fold(Tree::new(), |tree, number| {
        tree.with(format!("{number:04}.py"), &old)
    })
}

/// Waits until the run has written its first file.
fn wait_for_work(tree: &Tree, child: &mut Child) {
    let deadline = Instant::now() + Duration::from_secs(60);
    let first = fs::metadata(tree.path("0000.py")).unwrap().len();
    while fs::metadata(tree.path("0000.py")).unwrap().len() == first
        && fs::read(tree.path("0000.py")).unwrap().starts_with(b"x is")
    {
        assert!(child.try_wait().unwrap().is_none(), "ended before it began");
        assert!(Instant::now() < deadline, "nothing was written in a minute");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// How many files are new; panics if one is neither old nor new.
fn count_new(tree: &Tree) -> usize {
    let (old, new) = (old(), new());
    (0..FILES)
        .filter(|number| {
            let bytes = tree.bytes(format!("{number:04}.py"));
            assert!(
                bytes == old.as_bytes() || bytes == new.as_bytes(),
                "{number} is torn"
            );
            bytes == new.as_bytes()
        })
        .count()
}

fn temps(folder: &Path) -> usize {
    fs::read_dir(folder)
        .unwrap()
        .filter(|entry| is_temp_name(&entry.as_ref().unwrap().file_name()))
        .count()
}

fn check_stops_by(signal: Signal, status: i32, options: &[&str]) {
    let tree = big();
    let mut child = tree.isfix(["--write", "--quiet"]).args(options).spawn();
    wait_for_work(&tree, &mut child);
    kill_process(Pid::from_child(&child), signal).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    let written = count_new(&tree);
    assert_eq!(temps(tree.root()), 0);
    if output.status.code() == Some(0) && written == FILES {
        eprintln!("skipped: the run was over before the signal came");
        return;
    }
    assert_eq!(output.status.code(), Some(status), "{err}");
    assert!(written < FILES, "it went on to the end");
    assert!(
        err.contains(&format!("{written} of them changed")),
        "{written} {err}"
    );
    if options.contains(&"report.html") {
        let page = String::from_utf8(tree.bytes("report.html")).unwrap();
        assert!(page.contains("<p class=\"stopped\">") && page.ends_with("</html>\n"));
        assert_eq!(page.matches("class=\"word safe done\"").count(), written);
    }
    // Running again does the rest.
    tree.run("--write").status(0);
    assert_eq!(count_new(&tree), FILES);
}

#[test]
fn by_sigint() {
    let page = ["--output-format", "html", "--output-file", "report.html"];
    check_stops_by(Signal::INT, 130, &[&["--jobs", "2"], &page[..]].concat());
}

#[test]
fn by_sigterm_while_it_prints() {
    check_stops_by(
        Signal::TERM,
        143,
        &["--jobs", "1", "--output-format", "json"],
    );
}

/// A window that closes says so twice; what is at hand ends well all the same, and is told.
#[test]
fn by_a_window_that_closes() {
    let slow = "x is 'a'\n".repeat(20_000);
    let tree = Tree::of(&[
        ("a.py", "x is 'a'\n"),
        ("b.py", &slow),
        ("c.py", "x is 'a'\n"),
    ]);
    let outside = Tree::new();
    let path = |name: &str| outside.path(name).into_os_string().into_string().unwrap();
    let mut child = tree
        .isfix(["--write", "-q", "--jobs", "1", "--patch-file", &path("p")])
        .args(["--output-format", "json", "--output-file", &path("r")])
        .spawn();
    let deadline = Instant::now() + Duration::from_secs(60);
    while tree.bytes("a.py") == b"x is 'a'\n" && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
    }
    kill_process(Pid::from_child(&child), Signal::HUP).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    if child.try_wait().unwrap().is_some() {
        eprintln!("skipped: the run was over before the second signal came");
        return;
    }
    kill_process(Pid::from_child(&child), Signal::HUP).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(129), "{err}");
    let report: Vec<serde_json::Value> = serde_json::from_slice(&outside.bytes("r")).unwrap();
    assert!(report.iter().any(|entry| entry["applied"] == true));
    assert_eq!(temps(outside.root()) + temps(tree.root()), 0);
    tree.isfix(["--undo", &path("p")]).run().status(0);
    tree.holds("a.py", "x is 'a'\n").holds("b.py", &slow);
}

/// What is told of a stopped run, everywhere, is what was done; what is left, a second run does, and both are
/// undone together.
fn check_tells_all(signal: Signal, status: i32, jobs: &str) {
    let tree = big();
    let before = tree.snapshot();
    let outside = Tree::new();
    let report = |name: &str| outside.path(name).into_os_string().into_string().unwrap();
    let options = [
        ("--output-format", "json".to_owned()),
        ("--output-file", report("json")),
        ("--output-format", "concise".to_owned()),
        ("--output-file", report("concise")),
        ("--output-format", "json-lines".to_owned()),
        ("--jobs", jobs.to_owned()),
    ];
    let call = tree.isfix(["--write", "--patch-file", &report("one")]);
    let options = options.iter().flat_map(|(name, value)| [*name, value]);
    let mut child = call.args(options).spawn();
    wait_for_work(&tree, &mut child);
    kill_process(Pid::from_child(&child), signal).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    let written: Vec<String> = (0..FILES)
        .map(|number| format!("{number:04}.py"))
        .filter(|name| tree.bytes(name) == new().as_bytes())
        .collect();
    if written.len() == FILES {
        eprintln!("skipped: the run was over before the signal came");
        return;
    }
    assert_eq!(output.status.code(), Some(status), "{err}");
    let last = err.lines().last().unwrap();
    assert!(
        last.starts_with("isfix: interrupted by signal ")
            && last.contains(&format!(", {} of them changed;", written.len()))
            && last.ends_with("Run again for the rest, with another --patch-file"),
        "{err}"
    );
    let name_of = |entry: &serde_json::Value| {
        let path = Path::new(entry["filename"].as_str().unwrap());
        path.file_name().unwrap().to_str().unwrap().to_owned()
    };
    let applied = |entries: &[serde_json::Value]| {
        let applied = entries.iter().filter(|entry| entry["applied"] == true);
        applied.map(name_of).collect::<Vec<_>>()
    };
    let entries: Vec<_> = serde_json::from_slice(&outside.bytes("json")).unwrap();
    assert_eq!(applied(&entries), written);
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(applied(&lines), written);
    let concise = String::from_utf8(outside.bytes("concise")).unwrap();
    assert_eq!(
        concise.lines().filter(|line| line.contains("F632")).count(),
        entries
            .iter()
            .filter(|entry| entry["code"] == "F632")
            .count()
    );
    let patch = String::from_utf8(outside.bytes("one")).unwrap();
    let recorded: Vec<&str> = patch
        .lines()
        .filter_map(|line| line.strip_prefix("+++ b/"))
        .collect();
    assert_eq!(recorded, written);
    // The rest, and all of it back.
    tree.isfix(["--write", "-q", "--patch-file", &report("two")])
        .run()
        .status(0);
    assert_eq!(count_new(&tree), FILES);
    let both = [outside.bytes("one"), outside.bytes("two")].concat();
    outside.put("both", both);
    tree.isfix(["--undo", &report("both")])
        .run()
        .status(0)
        .stderr(format!("{FILES} files undone\n"));
    assert!(before == tree.snapshot());
}

#[test]
fn everything_that_was_done_is_told_after_sigterm() {
    check_tells_all(Signal::TERM, 143, "4");
}

#[test]
fn everything_that_was_done_is_told_after_sigint() {
    check_tells_all(Signal::INT, 130, "1");
}

/// An undo that is stopped leaves whole files, and goes on from there.
#[test]
fn while_it_undoes() {
    let tree = big();
    let before = tree.snapshot();
    let outside = Tree::new();
    let patch = outside.path("p");
    let patch = patch.to_str().unwrap();
    tree.isfix(["--write", "-q", "--patch-file", patch])
        .run()
        .status(0);
    let child = tree.isfix(["--undo", patch, "--jobs", "2"]).spawn();
    let deadline = Instant::now() + Duration::from_secs(60);
    while tree.bytes("0000.py") == new().as_bytes() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
    }
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    let undone = FILES - count_new(&tree);
    assert_eq!(temps(tree.root()), 0);
    if undone < FILES {
        assert_eq!(output.status.code(), Some(143), "{err}");
        let told = format!("after {undone} of {FILES} files were undone");
        assert!(err.contains(&told), "{told}: {err}");
    } else {
        eprintln!("skipped: the undo was over before the signal came");
    }
    tree.isfix(["--undo", patch]).run().status(0);
    assert!(before == tree.snapshot());
}

/// A run that is killed outright leaves its record unfinished beside its place, and that can be undone.
#[test]
fn what_a_killed_run_recorded_is_there() {
    let tree = big();
    let outside = Tree::new();
    let patch = outside.path("p").into_os_string().into_string().unwrap();
    let mut child = tree
        .isfix(["--write", "-q", "--jobs", "2", "--patch-file", &patch])
        .spawn();
    wait_for_work(&tree, &mut child);
    std::thread::sleep(Duration::from_millis(100));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut left = fs::read_dir(outside.root()).unwrap();
    let left = left.next().unwrap().unwrap();
    if !is_temp_name(&left.file_name()) {
        eprintln!("skipped: the run was over before it was killed");
        return;
    }
    let recorded = fs::read_to_string(left.path()).unwrap();
    let recorded = recorded.matches("diff --git ").count();
    let written = count_new(&tree);
    assert!(recorded > 0 && recorded <= written, "{recorded} {written}");
    fs::rename(left.path(), &patch).unwrap();
    tree.isfix(["--undo", &patch]).run().status(0);
    assert_eq!(count_new(&tree), written - recorded);
}

/// Folders without a Python file give the workers nothing to do: the walk itself must stop.
#[test]
fn while_it_walks() {
    let tree = Tree::new();
    for number in 0..10_000 {
        fs::create_dir_all(tree.path(format!("{}/{number}", number / 200))).unwrap();
    }
    let mut child = tree.isfix(["--jobs", "2"]).spawn();
    std::thread::sleep(Duration::from_millis(20));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let stopped = child.wait().unwrap();
    // Before it listens, the signal kills it; where all was walked by then, it comes too late.
    if stopped.code() == Some(0) || stopped.code().is_none() {
        eprintln!("skipped: the signal came too early or too late");
        return;
    }
    assert_eq!(stopped.code(), Some(130));
}

#[test]
fn what_a_kill_leaves_is_whole_and_swept() {
    let tree = big();
    for _ in 0..5 {
        let mut child = tree.isfix(["--write", "--quiet"]).spawn();
        if count_new(&tree) == 0 {
            wait_for_work(&tree, &mut child);
        } else {
            std::thread::sleep(Duration::from_millis(30));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        count_new(&tree);
    }
    tree.put(".isfix-abcdefghijkl.tmp", "what a run before left");
    tree.put("9999.py", old());
    tree.run("--write").status(0);
    assert_eq!(count_new(&tree), FILES);
    assert_eq!(temps(tree.root()), 0);
}

/// The report is whole, tells what was done, and that it is not all.
#[test]
fn reports_say_so() {
    let tree = big();
    let report = ["--output-format", "sarif", "--output-file", "report"];
    let call = tree.isfix(["--write", "--quiet", "--jobs", "2"]);
    let mut child = call.args(report).spawn();
    wait_for_work(&tree, &mut child);
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    let status = child.wait().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&tree.bytes("report")).unwrap();
    let run = &report["runs"][0];
    // A file at hand whose writing had not begun is told, too.
    let results = run["results"].as_array().unwrap().iter();
    let applied = results.filter(|it| it["properties"]["applied"] == true);
    assert_eq!(applied.count(), count_new(&tree));
    let invocation = &run["invocations"][0];
    if status.code() == Some(0) {
        eprintln!("skipped: the run was over before the signal came");
        return;
    }
    assert_eq!(status.code(), Some(143));
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["exitSignalNumber"], 15);
}
