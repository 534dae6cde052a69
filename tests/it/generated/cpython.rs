//! The newest CPython there is, as a second opinion on what a statement means.

use serde_json::{Value, json};
use std::io::Write;
use std::process::{Child, ChildStdin, Command, Stdio};

use super::laws::Kept;

/// A running interpreter that reads statements.
pub struct CPython {
    child: Child,
    input: ChildStdin,
    name: String,
}

impl CPython {
    /// Starts the newest interpreter on the path, if there is one.
    pub fn start() -> Option<Self> {
        let names = (8..30).map(|minor| format!("python3.{minor}"));
        let found = names
            .chain(["python3".to_owned()])
            .filter_map(|name| Some((version(&name)?, name)));
        let ((major, minor), name) = found.max()?;
        let mut child = Command::new(&name)
            .args(["-I", "-c", include_str!("cpython.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let input = child.stdin.take().expect("asked for");
        Some(Self {
            child,
            input,
            name: format!("CPython {major}.{minor}"),
        })
    }

    /// Gives it a statement to look at.
    pub fn look(&mut self, number: u64, kept: &Kept) {
        let line = json!([number, kept.before, kept.plain, kept.results]);
        writeln!(self.input, "{line}").expect("the interpreter reads");
    }

    /// What it found wrong.
    pub fn finish(self) -> Vec<Value> {
        drop(self.input);
        let output = self.child.wait_with_output().expect("it was started");
        assert!(output.status.success(), "{} failed", self.name);
        let found: Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
        eprintln!(
            "{} read {} statements, knows not the syntax of {}, and gives {} an f-string's text otherwise",
            self.name, found["read"], found["newer"], found["mistaken"]
        );
        found["wrong"].as_array().expect("a list").clone()
    }
}

fn version(name: &str) -> Option<(u32, u32)> {
    let code = "import sys; print(*sys.version_info[:2]) if sys.implementation.name == 'cpython' else exit(1)";
    let output = Command::new(name).args(["-I", "-c", code]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().split_once(' ')?;
    let version = (major.parse().ok()?, minor.parse().ok()?);
    (output.status.success() && version >= (3, 8)).then_some(version)
}
