//! `examples/migrate.py`: many repositories, a commit a rule, tests with the last word.

#[cfg(unix)]
mod recipes;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::tree::{Call, PROGRAM, Ran, Tree, is_missing};
use crate::python::interpreter::{Interpreter, Version};

/// The oldest Python that the script runs on.
const OLDEST: Version = Version::new(3, 8);

/// All the default rules in one file.
const ALL: &str = "\
def f(x, y):
    if x == None:
        return not x is y
    if not y == None:
        return not x in y
    return x is 'a' or not y is 'b'
";
const ALL_FIXED: &str = "\
def f(x, y):
    if x is None:
        return x is not y
    if y is not None:
        return x not in y
    return x == 'a' or y != 'b'
";

/// Repositories beside each other, their list, and the script.
struct Scene {
    folder: TempDir,
    python: &'static Interpreter,
    lines: Vec<String>,
}

impl Scene {
    /// `None`, said aloud, where something that the script needs is not here.
    fn new() -> Option<Self> {
        let newest = Interpreter::all().last();
        let Some(python) = newest.filter(|python| python.version >= OLDEST) else {
            eprintln!("skipped: no Python {OLDEST} or later here");
            return None;
        };
        (!is_missing("git")).then(|| Self {
            folder: TempDir::new().unwrap(),
            python,
            lines: Vec::new(),
        })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn git(&self, folder: &Path, line: &str) -> String {
        let named = ["-c", "user.name=t", "-c", "user.email=t@t"];
        let call = Call::new("git", folder).args(named);
        call.args(line.split_whitespace()).run().status(0).out()
    }

    /// Lists a repository with a command that tests it, if there is one.
    fn list(&mut self, folder: &Path, test: &str) {
        let url = folder.to_str().unwrap();
        let tab = if test.is_empty() { "" } else { "\t" };
        self.lines.push(format!("{url}{tab}{test}"));
    }

    /// Makes a repository of files.
    fn repository(&mut self, name: &str, files: &[(&str, &str)], test: &str) -> &mut Self {
        let folder = self.path(name);
        for (file, text) in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        self.commit(&folder);
        self.list(&folder, test);
        self
    }

    /// Makes a repository of a folder.
    fn commit(&self, folder: &Path) {
        self.git(folder, "init --quiet");
        self.git(folder, "add --all --force");
        self.git(folder, "commit --quiet --message start");
    }

    /// The script, about to run.
    fn script(&self, line: &str) -> Call {
        fs::write(self.path("list"), self.lines.join("\n")).unwrap();
        self.script_of("list", line)
    }

    /// The script, about to run with a list that is there.
    fn script_of(&self, list: &str, line: &str) -> Call {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/migrate.py");
        Call::new(self.python.program.to_str().unwrap(), self.folder.path())
            .arg(script)
            .args([list, "work", "--isfix", PROGRAM])
            .args(line.split_whitespace())
    }

    fn report(&self) -> Value {
        serde_json::from_slice(&fs::read(self.path("work/report.json")).unwrap()).unwrap()
    }

    /// What was recorded of a repository.
    fn record(&self, name: &str) -> Value {
        let report = self.report();
        let records = report["repositories"].as_array().unwrap();
        let is_it = |record: &&Value| record["url"] == self.path(name).to_str().unwrap();
        records.iter().find(is_it).unwrap().clone()
    }

    /// The clone that was worked on.
    fn clone_of(&self, record: &Value) -> PathBuf {
        self.path("work/repositories")
            .join(record["name"].as_str().unwrap())
    }

    /// Titles of the commits on the branch, the oldest first.
    fn commits(&self, name: &str) -> Vec<String> {
        let clone = self.clone_of(&self.record(name));
        let log = self.git(&clone, "log --format=%s --reverse isfix");
        log.lines().map(str::to_owned).collect()
    }
}

/// The parts of the merged report for all rules are the sums of those of each repository.
#[track_caller]
fn check_totals(report: &Value) {
    let records = report["repositories"].as_array().unwrap();
    for (rule, total) in report["totals"]["rules"].as_object().unwrap() {
        for kind in ["findings", "applied", "left", "notes", "changed"] {
            let of = |record: &Value| record["steps"][rule][kind].as_u64().unwrap_or_default();
            let sum: u64 = records.iter().map(of).sum();
            assert_eq!(
                total[kind].as_u64().unwrap_or_default(),
                sum,
                "{rule} {kind}"
            );
        }
    }
    let states = report["totals"]["repositories"].as_object().unwrap();
    let all: u64 = states.values().map(|number| number.as_u64().unwrap()).sum();
    assert_eq!(usize::try_from(all).unwrap(), records.len());
}

#[test]
fn each_rule_is_a_commit_that_the_tests_agree_to() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    scene
        .repository("plain", &[("a.py", ALL), ("b.py", "x = 1\n")], "")
        .repository(
            "tested",
            &[("a.py", ALL)],
            "grep -q return a.py && echo >> a.py && echo > made.py",
        )
        .repository("picky", &[("a.py", ALL)], "grep -q \"is 'a'\" a.py")
        .repository("red", &[("a.py", ALL)], "false")
        .repository("clean", &[("a.py", ALL_FIXED)], "true")
        .repository(
            "broken",
            &[("a.py", ALL), ("b.py", "if x == None\n")],
            "true",
        );
    let gone = scene.path("gone");
    scene.list(&gone, "");
    let table = scene.script("--jobs 3").run().status(2);
    let table = table.complains("plain: moved\n").says("      3  moved\n");
    assert!(
        table.out().contains("gone: cannot be cloned: see "),
        "{}",
        table.account()
    );
    for (name, state) in [
        ("plain", "moved"),
        ("tested", "moved"),
        ("picky", "moved in part"),
        ("red", "tests fail as it is"),
        ("clean", "nothing to do"),
        ("broken", "moved"),
        ("gone", "failed"),
    ] {
        assert_eq!(scene.record(name)["state"], state, "{name}");
    }
    let all = [
        "start",
        "isfix: E714",
        "isfix: E713",
        "isfix: F632",
        "isfix: E711",
    ];
    for name in ["plain", "tested", "broken"] {
        assert_eq!(scene.commits(name), all, "{name}");
        let clone = scene.clone_of(&scene.record(name));
        assert_eq!(
            fs::read_to_string(clone.join("a.py")).unwrap(),
            ALL_FIXED,
            "{name}"
        );
        assert_eq!(scene.git(&clone, "status --short"), "", "{name}");
    }
    let body = scene.git(
        &scene.clone_of(&scene.record("plain")),
        "log -1 --format=%b",
    );
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        body.trim(),
        format!("2 comparisons in 1 file, rewritten by isfix {version}.")
    );
    assert_eq!(scene.commits("picky"), [all[0], all[1], all[2], all[4]]);
    let picky = scene.record("picky");
    assert_eq!(picky["steps"]["F632"]["tests"], "failed");
    // What was refused is a patch of what was committed before it.
    let patch = format!(
        "work/refused/{}-F632.patch",
        picky["name"].as_str().unwrap()
    );
    let clone = scene.clone_of(&picky);
    scene.git(&clone, "checkout --quiet isfix~1");
    scene.git(
        &clone,
        &format!("apply --check {}", scene.path(&patch).display()),
    );
    for name in ["red", "clean"] {
        assert_eq!(scene.commits(name), ["start"], "{name}");
    }
    let report = scene.report();
    check_totals(&report);
    assert_eq!(report["totals"]["failures"]["invalid-syntax"], 1);
    assert_eq!(report["totals"]["rules"]["F632"]["refused"], 1);
    // Again: what is done is not done twice.
    scene.script("").run().status(2);
    assert_eq!(scene.report(), report);
}

/// What one rule makes of a comparison, when another that had nothing of its own is on.
#[test]
fn steps_come_to_what_one_run_comes_to() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    let text = "def f(x):\n    return not x == None\n";
    scene.repository("one", &[("a.py", text)], "");
    scene.script("").run().status(0);
    let clone = scene.clone_of(&scene.record("one"));
    let fixed = text.replace("not x == None", "x is not None");
    assert_eq!(fs::read_to_string(clone.join("a.py")).unwrap(), fixed);
}

/// A list as people and editors write it, and paths from where it lies.
#[test]
fn the_list_is_read_as_it_is_meant() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    scene
        .repository("one", &[("a.py", ALL)], "")
        .repository("lists/two", &[("a.py", ALL)], "");
    let (one, two) = (scene.path("one"), scene.path("lists/two"));
    let text = format!(
        "\u{feff}# those\r\n\t # and\r\n  {} \t grep -q def a.py\r\n\r\ntwo \n two\n",
        one.display()
    );
    let run = |text: &str| {
        fs::write(scene.path("lists/list"), text).unwrap();
        scene.script_of("lists/list", "").run()
    };
    run(&text).status(0).complains("[2/2] ");
    for (url, plan) in [(one.to_str().unwrap(), "grep -q def a.py"), ("two", "")] {
        let report = scene.report();
        let records = report["repositories"].as_array().unwrap();
        let record = records.iter().find(|record| record["url"] == url).unwrap();
        assert_eq!(record["state"], "moved", "{url}");
        assert_eq!(record["plan"]["test"].as_str().unwrap_or_default(), plan);
        let clone = scene.clone_of(record);
        assert_eq!(fs::read_to_string(clone.join("a.py")).unwrap(), ALL_FIXED);
    }
    assert_eq!(fs::read_to_string(two.join("a.py")).unwrap(), ALL);
    run("\tmake check\n")
        .status(2)
        .complains("line 1 of the list names no repository before its tab");
}

/// What tests do to the repository that they run in is not committed, and does no harm.
#[test]
fn what_tests_leave_is_not_committed() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    let hook = "printf '#!/bin/sh\\nexit 1\\n' > .git/hooks/pre-commit";
    let tests = [
        ("stages", "echo 'x is 1' > made.py; git add -A"),
        (
            "commits",
            "echo x >> b.txt; git -c user.name=x -c user.email=x commit -qam x; true",
        ),
        (
            "branches",
            "git checkout -q -B other; rm a.py; git init -q nested; echo 'x is 1' > nested/n.py",
        ),
        ("hooks", &format!("{hook}; chmod +x .git/hooks/pre-commit")),
    ];
    for (name, test) in tests {
        scene.repository(name, &[("a.py", ALL), ("b.txt", "b\n")], test);
    }
    scene.script("").run().status(0);
    for (name, _) in tests {
        assert_eq!(scene.commits(name).len(), 5, "{name}");
        let clone = scene.clone_of(&scene.record(name));
        let changed = scene.git(&clone, "diff --name-only origin/HEAD isfix");
        assert_eq!(changed, "a.py\n", "{name}");
        let text = fs::read_to_string(clone.join("a.py")).unwrap();
        assert_eq!(text, ALL_FIXED, "{name}");
        assert_eq!(scene.git(&clone, "status --short"), "", "{name}");
    }
}

/// A program that fails once, and what a git that was killed leaves behind.
#[test]
#[cfg(unix)]
fn what_failed_is_tried_again() {
    use std::os::unix::fs::PermissionsExt;
    let Some(mut scene) = Scene::new() else {
        return;
    };
    scene.repository("one", &[("a.py", ALL)], "");
    let (wrapper, once) = (scene.path("wrapper"), scene.path("once"));
    let once = once.display();
    let text = format!(
        "#!/bin/sh
case $* in *F632*) test -e {once} || {{ touch {once}; exit 2; }};; esac
exec {PROGRAM} \"$@\"
"
    );
    fs::write(&wrapper, text).unwrap();
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    let run = || {
        let call = scene.script("");
        call.args(["--isfix", wrapper.to_str().unwrap()]).run()
    };
    let failed = run().status(2).complains("one: failed");
    failed.says("isfix ended with 2");
    let clone = scene.clone_of(&scene.record("one"));
    fs::write(clone.join(".git/index.lock"), "").unwrap();
    run().status(0);
    assert_eq!(scene.commits("one").len(), 5);
}

#[test]
fn unsafe_fixes_have_commits_of_their_own() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    let text = "if x is 'a' or x is ():\n    pass\n";
    scene.repository("one", &[("a.py", text)], "true");
    scene
        .script("--unsafe-fixes --rules is-literal")
        .run()
        .status(0);
    assert_eq!(
        scene.commits("one"),
        ["start", "isfix: is-literal", "isfix: is-literal unsafe"]
    );
    check_totals(&scene.report());
}

#[test]
fn a_branch_is_pushed_where_there_is_something_on_it() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    scene
        .repository("one", &[("a.py", ALL)], "")
        .repository("clean", &[("a.py", ALL_FIXED)], "");
    // Looked at first, and then pushed.
    scene.script("--branch fixes").run().status(0);
    scene.script("--push --branch fixes").run().status(0);
    let branches = |name: &str| scene.git(&scene.path(name), "branch --list fixes");
    assert_eq!(branches("one").trim(), "fixes");
    assert_eq!(branches("clean"), "");
    scene.script("--push --branch fixes").run().status(0);
}

/// A branch of that name that somebody else has pushed is not ours to replace.
#[test]
fn nothing_is_pushed_over() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    scene.repository("one", &[("a.py", ALL)], "");
    let one = scene.path("one");
    scene.git(&one, "branch isfix");
    let before = scene.git(&one, "rev-parse isfix");
    let pushed = scene.script("--push").run().status(2);
    pushed.says("git push failed");
    assert_eq!(scene.git(&one, "rev-parse isfix"), before);
}

/// N runs take each repository once, whatever the order of the list.
#[test]
fn shards_part_the_list() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    for number in 0..12 {
        let name = format!("r{number}");
        scene.repository(&name, &[("a.py", "x is 'a'\n")], "");
    }
    let mut met = Vec::new();
    for shard in ["1/3", "2/3", "3/3"] {
        scene.lines.reverse();
        scene.script(&format!("--shard {shard}")).run().status(0);
        let report = scene.report();
        let records = report["repositories"].as_array().unwrap();
        assert!(records.len() < 12);
        met.extend(
            records
                .iter()
                .map(|record| record["url"].as_str().unwrap().to_owned()),
        );
    }
    met.sort();
    let mut all = scene.lines.clone();
    all.sort();
    assert_eq!(met, all);
}

#[test]
fn wrong_usage_is_told_before_anything_is_done() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    scene.repository("one", &[("a.py", ALL)], "");
    for (line, reason) in [
        ("--shard 0/3", "K/N with K from 1 to N"),
        ("--shard 4/3", "K/N with K from 1 to N"),
        ("--rules E71", "E71 is no rule's name"),
        ("--isfix ./nowhere", "./nowhere"),
    ] {
        scene
            .script(line)
            .run()
            .status(2)
            .stdout("")
            .complains(reason);
    }
    assert!(!scene.path("work").exists());
}

/// Stopped while tests run and begun again, it ends as if it had not been stopped.
#[test]
#[cfg(unix)]
fn a_run_that_was_stopped_goes_on() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    // The tests of the third change wait, the first time.
    let flag = scene.path("flag");
    let flag = flag.display();
    let waits =
        format!("if grep -q \"== 'a'\" a.py && ! test -e {flag}; then touch {flag}; sleep 600; fi");
    scene
        .repository("first", &[("a.py", ALL)], "true")
        .repository("waits", &[("a.py", ALL)], &waits)
        .repository("last", &[("a.py", ALL)], "true");
    stop(&scene, "flag");
    let state = |name: &str| scene.record(name)["state"].clone();
    assert_eq!(
        [state("first"), state("waits"), state("last")],
        ["moved", "stopped", "stopped"]
    );
    scene.script("").run().status(0);
    for name in ["first", "waits", "last"] {
        assert_eq!(state(name), "moved", "{name}");
        assert_eq!(scene.commits(name).len(), 5, "{name}");
        let clone = scene.clone_of(&scene.record(name));
        assert_eq!(
            fs::read_to_string(clone.join("a.py")).unwrap(),
            ALL_FIXED,
            "{name}"
        );
    }
    check_totals(&scene.report());
}

/// So it is where the very first tests were cut off, before anything was changed.
#[test]
#[cfg(unix)]
fn a_run_that_was_stopped_at_once_goes_on() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    let flag = scene.path("flag");
    let flag = flag.display();
    let waits =
        format!("echo 'x is 1' > left.py; test -e {flag} || {{ touch {flag}; sleep 600; }}");
    scene.repository("one", &[("a.py", ALL)], &waits);
    stop(&scene, "flag");
    assert_eq!(scene.record("one")["state"], "stopped");
    scene.script("").run().status(0);
    assert_eq!(scene.commits("one").len(), 5);
    check_totals(&scene.report());
}

/// Starts the script, and stops it when a file of that name is there.
#[cfg(unix)]
#[track_caller]
fn stop(scene: &Scene, flag: &str) {
    let child = scene.script("").spawn();
    let begun = Instant::now();
    while !scene.path(flag).exists() {
        assert!(
            begun.elapsed() < Duration::from_secs(120),
            "it never came to wait"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    let id = child.id().to_string();
    let mut kill = Command::new("kill");
    kill.args(["-TERM", &id]).stdout(Stdio::null());
    kill.status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(128 + 15), "{output:?}");
}

/// Real packages, with their own tests where these run anywhere: what is committed is what one run of the
/// default rules makes of them.
#[test]
fn a_dozen_packages_from_pypi() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    let Some(sources) = sources::all() else {
        return;
    };
    for source in &sources.packages {
        let folder = scene.path(&source.name);
        sources::copy(&source.folder, &folder);
        scene.commit(&folder);
        scene.list(&folder, &source.test);
    }
    assert!(sources.packages.len() >= 12);
    let path = format!(
        "{}:{}",
        sources.programs.display(),
        std::env::var("PATH").unwrap()
    );
    let run = || scene.script("--jobs 2").env("PATH", &path).run();
    let ran: Ran = run().status(0);
    let report = scene.report();
    check_totals(&report);
    let mut moved = 0;
    for source in &sources.packages {
        let record = scene.record(&source.name);
        let before = if source.test.is_empty() {
            "none"
        } else {
            "passed"
        };
        assert_eq!(
            record["before"],
            before,
            "{}: {}",
            source.name,
            ran.account()
        );
        let clone = scene.clone_of(&record);
        let whole = Tree::new();
        let folder = scene.path(&source.name);
        whole.git(&format!("clone --quiet {} whole", folder.display()));
        whole.run("whole --write --quiet");
        let whole = whole.path("whole");
        scene.git(&whole, "add --update");
        let [committed, at_once] = [(&clone, "rev-parse HEAD^{tree}"), (&whole, "write-tree")]
            .map(|(folder, line)| scene.git(folder, line));
        assert_eq!(committed, at_once, "{}", source.name);
        moved += usize::from(record["state"] == "moved");
    }
    assert!(moved >= 8, "{}", ran.account());
    assert_eq!(report["totals"]["rules"]["E711"]["refused"], 0);
    run().status(0);
    assert_eq!(scene.report(), report);
}
