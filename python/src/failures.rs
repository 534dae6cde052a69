//! Exceptions: the classes stand in `isfix._errors`.

use std::path::Path;

use isfix::batch;
use isfix::lines::{Lines, Location};
use isfix::session::{Failure, Refused, Unsettled};
use isfix::settings::find::SettingsError;
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PySlice, PyString, PyType};

/// The module of the classes.
const MODULE: &str = "isfix._errors";

fn class<'py>(
    py: Python<'py>,
    known: &'static PyOnceLock<Py<PyType>>,
    name: &str,
) -> PyResult<&'py Bound<'py, PyType>> {
    known.import(py, MODULE, name)
}

/// What a source's failure is in Python: an instance, to be raised or kept.
pub fn failure(py: Python<'_>, failure: &Failure, path: Option<&Path>) -> PyResult<Py<PyAny>> {
    static PARSE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static DECODE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static FILE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let path = path.map(Path::as_os_str);
    let made = match failure {
        Failure::Parse { at, message } => {
            class(py, &PARSE, "ParseError")?.call1((message, at.row, at.column, path))?
        }
        Failure::Decode { at, message } => {
            class(py, &DECODE, "DecodeError")?.call1((message, at.row, at.column, path))?
        }
        Failure::File { message, errno } => {
            class(py, &FILE, "FileError")?.call1((message, path, errno))?
        }
        Failure::TooLong { .. } => {
            class(py, &FILE, "FileError")?.call1((failure.to_string(), path))?
        }
        Failure::Settings(error) => settings(py, error).into_value(py).into_bound(py).into_any(),
        Failure::Internal { message } => {
            let message = format!("{message}; the source was left alone");
            internal(py)?.call1((message, path))?
        }
    };
    Ok(made.unbind())
}

/// The same, raised.
pub fn raised(py: Python<'_>, it: &Failure, path: Option<&Path>) -> PyErr {
    match failure(py, it, path) {
        Ok(made) => PyErr::from_value(made.into_bound(py)),
        Err(error) => error,
    }
}

fn internal(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static INTERNAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    class(py, &INTERNAL, "InternalError")
}

/// What `work` gives; where it panics, that is raised as a fault of isfix's. Whoever calls a library can expect
/// `except Exception` to hold whatever it raises.
pub fn guarded<T>(py: Python<'_>, work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    batch::rescued(work).unwrap_or_else(|message| Err(fault(py, &message)))
}

/// A fault of isfix's that is no source's, raised.
pub fn fault(py: Python<'_>, message: &str) -> PyErr {
    let made = internal(py).and_then(|class| class.call1((message,)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// An argument of the right kind whose value cannot be used, raised.
pub fn argument(py: Python<'_>, name: &str, reason: &str) -> PyErr {
    settings(py, &SettingsError::of_argument(name, reason))
}

/// Text that holds half of a surrogate pair, which is no character: raised, with its place.
pub fn unencodable(text: &Bound<'_, PyString>, error: PyErr, path: Option<&Path>) -> PyErr {
    let py = text.py();
    if !error.is_instance_of::<PyUnicodeEncodeError>(py) {
        return error;
    }
    let place = || {
        let at: usize = error.value(py).getattr("start")?.extract()?;
        let before: String = text
            .get_item(PySlice::new(py, 0, at as isize, 1))?
            .extract()?;
        PyResult::Ok(place_behind(&before))
    };
    match place() {
        Ok(at) => {
            let message = "half of a surrogate pair, which is no character".to_owned();
            raised(py, &Failure::Decode { at, message }, path)
        }
        Err(error) => error,
    }
}

/// The place right behind some text.
pub fn place_behind(text: &str) -> Location {
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    Lines::new(text).location(end.into())
}

/// Settings that cannot be used, raised.
pub fn settings(py: Python<'_>, error: &SettingsError) -> PyErr {
    static SETTINGS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let place = error.location.map(|it| (it.row, it.column));
    let (line, column) = place.unzip();
    let made = class(py, &SETTINGS, "SettingsError")
        .and_then(|class| class.call1((&error.reason, line, column, error.path.as_os_str())));
    match made {
        Ok(made) => PyErr::from_value(made),
        Err(error) => error,
    }
}

/// Why there is no session, raised.
pub fn refused(py: Python<'_>, it: &Refused) -> PyErr {
    match it {
        Refused::Settings(error) => settings(py, error),
        Refused::NoFolder(error) => {
            let reason = format!("no current folder: {error}");
            settings(py, &SettingsError::whole(Path::new("."), reason))
        }
    }
}

/// Why nothing came of a call, raised.
pub fn unsettled(py: Python<'_>, it: &Unsettled, path: Option<&Path>) -> PyErr {
    match it {
        Unsettled::Settings(error) => settings(py, error),
        Unsettled::Failure(failure) => raised(py, failure, path),
    }
}
