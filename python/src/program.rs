//! The command, in this process.

use std::ffi::OsString;
use std::path::PathBuf;

use pyo3::prelude::*;

/// Runs the command with these arguments, the first being its name, and gives its exit status.
///
/// `child` is how a process is started that calls `infer`: its program and its arguments; `None` where none can be.
#[pyfunction]
pub fn main(
    py: Python<'_>,
    arguments: Vec<OsString>,
    child: Option<(PathBuf, Vec<OsString>)>,
) -> u8 {
    isfix::types::start_children_by(child);
    py.detach(|| isfix::cli::status_of(arguments))
}

/// Infers types for the process that started this one, until that closes its standard input; gives an exit status.
#[pyfunction]
pub fn infer(py: Python<'_>) -> u8 {
    py.detach(isfix::types::serve)
}
