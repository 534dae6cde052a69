//! Programs for the tests to start, limit, interrupt and kill: this very test binary, told by its
//! environment to be one. [`run`] is what it then does; to the test runner it is a test to ignore.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::{read, signals, temps, write};

const ROLE: &str = "ISFIX_TEST_ROLE";
const TARGET: &str = "ISFIX_TEST_TARGET";

/// What marks the lines that are meant for the parent.
const MARK: &str = "child: ";

/// How many files a rewriting child works on, and of how many bytes each version is.
pub const FILES: usize = 6;
pub const LEN: usize = 50_000;

/// The names of the files a rewriting child works on.
pub fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    (0..FILES).map(move |number| folder.join(format!("{number}.py")))
}

/// This binary as `role`, working on `target`, started by `launcher` if there is one.
pub fn command(launcher: &[&str], role: &str, target: &Path) -> Command {
    let this = std::env::current_exe().unwrap();
    let own = [
        "write::child::run",
        "--exact",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ];
    let mut command = match launcher {
        [] => Command::new(this),
        [program, arguments @ ..] => {
            let mut command = Command::new(program);
            command.args(arguments).arg(this);
            command
        }
    };
    command
        .args(own)
        .env(ROLE, role)
        .env(TARGET, target)
        .stdout(Stdio::piped());
    command
}

/// Runs a child to its end and returns what it said; none, said aloud, where it does not start.
pub fn answer(mut command: Command) -> Option<String> {
    let output = match command.stderr(Stdio::piped()).output() {
        Ok(output) => output,
        Err(error) => return unstarted(&error.to_string()),
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    match said.lines().find_map(|line| Some(line.split_once(MARK)?.1)) {
        Some(answer) => Some(answer.to_owned()),
        None => unstarted(&String::from_utf8_lossy(&output.stderr)),
    }
}

fn unstarted(why: &str) -> Option<String> {
    super::skip(&format!("cannot start a child here: {}", why.trim()));
    None
}

/// As [`answer`] for a child without rights, where we have some to drop.
pub fn answer_as_nobody(role: &str, target: &Path) -> Option<String> {
    let mut command = command(&[], role, target);
    if super::is_root() {
        command.uid(65534).gid(65534);
    }
    answer(command)
}

/// A child that rewrites files until it is stopped, already at work.
pub fn at_work(role: &str, folder: &Path) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut child = command(&[], role, folder).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("at work") {
        line.clear();
        assert_ne!(
            said.read_line(&mut line).unwrap(),
            0,
            "the child ended early"
        );
    }
    (child, said)
}

pub fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

fn say(line: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{MARK}{line}")
        .and_then(|()| out.flush())
        .unwrap();
}

#[test]
#[ignore = "a program for the other tests to start"]
fn run() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    let target = PathBuf::from(std::env::var_os(TARGET).unwrap());
    signals::install(|_| {}, write::abandon).unwrap();
    match role.as_str() {
        "read" => say(&match read::read(&target) {
            Ok(_) => "read".to_owned(),
            Err(error) => format!("{:?}", error.kind()),
        }),
        "replace" => say(&replaced(&target, super::NEW)),
        "replace by a megabyte" => say(&replaced(&target, &vec![b'#'; 1 << 20])),
        "report to standard output" => {
            write::write_whole(Path::new("/dev/stdout"), b"\nchild: the report\n").unwrap();
        }
        "sweep" => say(&write::sweep(&target).to_string()),
        "write after all" => say(&write_after_all(&target)),
        "start a program" => say(&ignored_by_a_program()),
        "rewrite" => rewrite_until_interrupted(&target),
        "rewrite deaf" => rewrite_forever(&target),
        other => panic!("no such role: {other}"),
    }
}

/// The signals that a program started from here ignores, as the system words it.
fn ignored_by_a_program() -> String {
    let output = Command::new("grep")
        .args(["SigIgn", "/proc/self/status"])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// What a thread can still write once the last act is done: it must wait for the end in vain.
fn write_after_all(file: &Path) -> String {
    write::abandon();
    let path = file.to_owned();
    std::thread::spawn(move || write::write_whole(&path, super::NEW));
    std::thread::sleep(Duration::from_millis(50));
    let state = if fs::read(file).unwrap() == super::OLD {
        "old"
    } else {
        "new"
    };
    format!("{state} {}", temps(file.parent().unwrap()))
}

/// `done` or the reason's name, whether the file is old or new, and how many temporary files lie.
fn replaced(file: &Path, new: &[u8]) -> String {
    let old = fs::read(file).unwrap();
    let result = super::replace(file, new).err().unwrap_or("done".to_owned());
    let now = fs::read(file).unwrap();
    let state = if now == old {
        "old"
    } else if now == new {
        "new"
    } else {
        "torn"
    };
    format!("{result} {state} {}", temps(file.parent().unwrap()))
}

fn version(number: usize) -> Vec<u8> {
    vec![b'a' + (number % 26) as u8; LEN]
}

fn rewrite_until_interrupted(folder: &Path) {
    say("at work");
    let mut written = 0;
    loop {
        for file in files(folder) {
            let stamp = super::stamp(&file);
            match write::replace(&file, &stamp, &version(written), &Default::default()) {
                Ok(()) => written += 1,
                Err(error) => {
                    let signal = signals::interrupted().unwrap_or_else(|| panic!("{error}"));
                    say(&format!("{} by {signal}", super::name_of(error.kind())));
                    std::process::exit(128 + signal);
                }
            }
        }
    }
}

/// From several threads, and as a report is written, which no first signal stops.
fn rewrite_forever(folder: &Path) {
    say("at work");
    std::thread::scope(|scope| {
        for file in files(folder) {
            scope.spawn(move || {
                for number in 0.. {
                    write::write_whole(&file, &version(number)).unwrap();
                }
            });
        }
    });
}
