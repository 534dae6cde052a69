//! The user's editor and pager, the only programs that a review runs: both are the user's choice, told by
//! the environment as git is told.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crate::signals;

/// Opens a file in `$VISUAL`, `$EDITOR` or `vi`, and waits until that is done; false where the user stopped
/// it by Ctrl-C, which is for the editor alone.
///
/// # Errors
///
/// One line for the user, where it cannot be run or does not end well.
pub(super) fn edit(file: &Path) -> Result<bool, String> {
    let editor = told("VISUAL").or_else(|| told("EDITOR"));
    let editor = editor.unwrap_or_else(|| "vi".into());
    let shown = editor.to_string_lossy().into_owned();
    let lent = signals::lend();
    let ended_by = command(&editor, Some(file)).status();
    drop(lent);
    match ended_by {
        Err(error) => Err(format!("cannot run the editor `{shown}`: {error}")),
        Ok(status) if status.success() => Ok(true),
        Ok(status) if is_interrupted(status) => Ok(false),
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
    let lent = signals::lend();
    let ended_by = feed(&mut command, text);
    drop(lent);
    match ended_by {
        Err(error) => Err(format!("cannot run the pager `{shown}`: {error}")),
        Ok(status) if status.success() || is_interrupted(status) => Ok(()),
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

/// Whether the user stopped it by Ctrl-C, as the system or a shell around it says.
fn is_interrupted(status: ExitStatus) -> bool {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal = None;
    signal == Some(signals::SIGINT)
        || status.code() == Some(signals::status(signals::SIGINT).into())
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
    // The shell outlives what the keyboard sends to both; its program gets that as ever.
    let mut script = OsString::from("trap : INT QUIT; ");
    script.push(line);
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
