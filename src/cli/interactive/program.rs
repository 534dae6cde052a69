//! The user's editor and pager, the only programs that a review runs: both are the user's choice, told by
//! the environment as git is told.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

/// Opens a file in `$VISUAL`, `$EDITOR` or `vi`, and waits until that is done.
///
/// # Errors
///
/// One line for the user, where it cannot be run or does not end well.
pub(super) fn edit(file: &Path) -> Result<(), String> {
    let editor = told("VISUAL").or_else(|| told("EDITOR"));
    let editor = editor.unwrap_or_else(|| "vi".into());
    let shown = editor.to_string_lossy().into_owned();
    match command(&editor, Some(file)).status() {
        Err(error) => Err(format!("cannot run the editor `{shown}`: {error}")),
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the editor `{shown}` failed: {}", ended(status))),
    }
}

/// Shows a text in `$PAGER` or `less`, and waits until that is done.
///
/// # Errors
///
/// One line for the user, where it cannot be run or does not end well.
pub(super) fn page(text: &str) -> Result<(), String> {
    let pager = told("PAGER").unwrap_or_else(|| "less".into());
    let shown = pager.to_string_lossy().into_owned();
    let mut command = command(&pager, None);
    if env::var_os("LESS").is_none() {
        // Colours as they are.
        command.env("LESS", "R");
    }
    match feed(&mut command, text) {
        Err(error) => Err(format!("cannot run the pager `{shown}`: {error}")),
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the pager `{shown}` failed: {}", ended(status))),
    }
}

/// Runs a command with a text as its input.
fn feed(command: &mut Command, text: &str) -> io::Result<ExitStatus> {
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // Who leaves the pager early has seen enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait()
}

/// A variable that says something.
fn told(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

fn ended(status: ExitStatus) -> String {
    match status.code() {
        Some(127) => "there is none of that name".to_owned(),
        Some(code) => format!("exit status {code}"),
        None => status.to_string(),
    }
}

/// A command line of the user's, which may hold options, with a file behind it.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "the user's own editor and pager")]
fn command(line: &OsStr, file: Option<&Path>) -> Command {
    let mut script = line.to_owned();
    if file.is_some() {
        script.push(" \"$@\"");
    }
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(line).args(file);
    command
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "the user's own editor and pager")]
fn command(line: &OsStr, file: Option<&Path>) -> Command {
    let mut command = Command::new(line);
    command.args(file);
    command
}
