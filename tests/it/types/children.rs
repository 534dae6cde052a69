//! Children that do not serve: each costs its answers and nothing else.

#![cfg(unix)]

use isfix::types::client::{Client, Start};
use isfix::types::{Infer, Inferred, Pair};
use ruff_text_size::{TextRange, TextSize};
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::cli::tree::{PROGRAM, Tree};

const TEXT: &str = "x = 'a'\nx == None\n";

/// Asks twice, of a client whose children are started so.
fn ask(program: &str, arguments: &[&str]) -> [Inferred; 2] {
    let start = Start {
        program: program.into(),
        arguments: arguments.iter().map(Into::into).collect(),
    };
    let tree = Tree::of(&[("setup.py", "")]);
    let client = Client::new(start, NonZeroUsize::MIN, None).unwrap();
    let client = client.with_patience(Duration::from_millis(300));
    let range = TextRange::new(TextSize::new(8), TextSize::new(17));
    let path = tree.path("asked.py");
    [(); 2].map(|()| client.infer(&path, TEXT, vec![Pair::new(range, 0)], false))
}

fn failed() -> Inferred {
    Inferred {
        facts: vec![None],
        failed: true,
    }
}

#[test]
fn a_child_that_serves_is_kept() {
    let [first, second] = ask(PROGRAM, &["--infer-types"]);
    assert_eq!(first, second);
    let facts = first.facts[0].as_ref().unwrap();
    assert_eq!(facts.operands[0].shown, "Literal[\"a\"]");
}

#[test]
fn a_child_that_does_not_serve_costs_its_answers() {
    let shell = |script: &str| ask("/bin/sh", &["-c", script]);
    for script in [
        "exit 1",
        "kill -SEGV $$",
        "kill -KILL $$",
        // Reads, and says nothing in time.
        "exec sleep 100",
        "exec cat >/dev/null",
        // Talks nonsense.
        "echo 'what do you want?'; exec cat >/dev/null",
        "printf '\\002\\000\\000\\000{}'; exec cat >/dev/null",
        "printf '\\377\\377\\377\\377'; exec cat >/dev/null",
        // Answers another question.
        "printf '\\033\\000\\000\\000{\"facts\":[],\"failed\":false}'; exec cat >/dev/null",
    ] {
        let began = Instant::now();
        assert_eq!(shell(script), [failed(), failed()], "{script}");
        assert!(began.elapsed().as_secs() < 20, "{script}");
    }
}

#[test]
fn a_child_that_cannot_be_started_costs_its_answers() {
    assert_eq!(ask("/nowhere/at/all", &[]), [failed(), failed()]);
}

/// A project that is not answered in time again and again is not waited for any longer.
#[test]
fn patience_has_an_end() {
    const PATIENCE: Duration = Duration::from_millis(200);
    let start = Start {
        program: "/bin/sh".into(),
        arguments: vec!["-c".into(), "exec sleep 100".into()],
    };
    let tree = Tree::of(&[("a/setup.py", ""), ("b/setup.py", "")]);
    let client = Client::new(start, NonZeroUsize::MIN, None).unwrap();
    let client = client.with_patience(PATIENCE);
    let range = TextRange::new(TextSize::new(8), TextSize::new(17));
    let ask = |name: &str| {
        let path = tree.path(name);
        client
            .infer(&path, TEXT, vec![Pair::new(range, 0)], false)
            .failed
    };
    let waited = |name: &str| {
        let began = Instant::now();
        assert!(ask(name), "what is not waited for is missing, too");
        began.elapsed() >= PATIENCE
    };
    let asked: Vec<_> = (0..5).map(|_| waited("a/m.py")).collect();
    assert_eq!(asked, [true, true, true, false, false]);
    assert!(waited("b/m.py"), "another project is asked about");
}

/// The processes that a process has started.
fn children(parent: u32) -> Vec<i32> {
    let path = format!("/proc/{parent}/task");
    let tasks = fs::read_dir(path).into_iter().flatten().flatten();
    let listed = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    let listed: Vec<_> = listed.collect();
    listed
        .iter()
        .flat_map(|line| line.split_whitespace())
        .filter_map(|number| number.parse().ok())
        .collect()
}

fn is_alive(process: i32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    !status.is_empty() && !status.contains(") Z ")
}

/// Waits until something is there.
#[track_caller]
fn wait_for<T>(what: impl Fn() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = what() {
            return found;
        }
        assert!(began.elapsed().as_secs() < 60, "it never came");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A tree whose comparison inference never answers for.
fn endless() -> Tree {
    let (open, close) = ("[".repeat(190), "]".repeat(190));
    Tree::of(&[("setup.py", "")]).with(
        "hard.py",
        format!("x = {open}{close}\nprint(x.y == None)\n"),
    )
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_that_is_killed_costs_its_answer() {
    let tree = endless();
    let run = tree
        .isfix(["hard.py"])
        .env("ISFIX_TYPES_TIMEOUT_MS", "60000")
        .spawn();
    let child = wait_for(|| children(run.id()).first().copied());
    let pid = rustix::process::Pid::from_raw(child).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    let ran = run.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{err}");
    assert!(err.contains("1 comparison judged without types"), "{err}");
}

/// What would be held back with an answer is not rewritten without one, however often it is asked for.
#[test]
fn what_is_not_answered_is_held_back() {
    let tree = Tree::of(&[
        ("setup.py", ""),
        (
            "shop.py",
            "class C:\n    def __eq__(self, o): return o is None\ndef f() -> C: ...\n",
        ),
    ]);
    let text = "import shop\nx = shop.f()\nif x == None: pass\ny = None\nif y == None: pass\n";
    for name in ["a.py", "b.py", "c.py", "d.py", "e.py"] {
        tree.put(name, text);
    }
    let run = tree.isfix(["--output-format", "full", "--write", "--jobs", "1"]);
    let ran = run.env("ISFIX_TYPES_TIMEOUT_MS", "0").run();
    assert!(
        ran.err().contains("5 comparisons judged without types"),
        "{}",
        ran.account()
    );
    ran.says("types of `x` could not be had");
    for name in ["a.py", "b.py", "c.py", "d.py", "e.py"] {
        let written = fs::read_to_string(tree.path(name)).unwrap();
        assert_eq!(written, text.replace("y == None", "y is None"), "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_child_outlives_its_parent() {
    let tree = endless();
    let mut run = tree
        .isfix(["hard.py"])
        .env("ISFIX_TYPES_TIMEOUT_MS", "60000")
        .spawn();
    let child = wait_for(|| children(run.id()).first().copied());
    assert!(is_alive(child));
    run.kill().unwrap();
    run.wait().unwrap();
    wait_for(|| (!is_alive(child)).then_some(()));
}

/// A terminal signals the whole group: the parent decides, and the children do not die of it first.
#[cfg(target_os = "linux")]
#[test]
fn a_child_does_not_die_of_the_terminals_signal() {
    use rustix::process::Signal;
    let tree = endless();
    let mut run = tree
        .isfix(["hard.py"])
        .env("ISFIX_TYPES_TIMEOUT_MS", "60000")
        .spawn();
    let child = wait_for(|| children(run.id()).first().copied());
    let pid = rustix::process::Pid::from_raw(child).unwrap();
    // Before it listens it would die as any other: wait until both signals are caught.
    let both = (1 << (Signal::INT.as_raw() - 1)) | (1 << (Signal::TERM.as_raw() - 1));
    let caught = || {
        let status =
            fs::read_to_string(Path::new("/proc").join(child.to_string()).join("status")).ok()?;
        let mask = status
            .lines()
            .find_map(|line| line.strip_prefix("SigCgt:"))?;
        let mask = u64::from_str_radix(mask.trim(), 16).ok()?;
        (mask & both == both).then_some(())
    };
    wait_for(caught);
    for signal in [Signal::INT, Signal::TERM] {
        rustix::process::kill_process(pid, signal).unwrap();
    }
    std::thread::sleep(Duration::from_millis(50));
    assert!(is_alive(child));
    run.kill().unwrap();
    run.wait().unwrap();
}
