//! The arguments of calls, looked at before anything is done.
//!
//! An object of the wrong kind is a `TypeError` that says what is expected, as ever in Python; whatever else cannot
//! be used is a `SettingsError` that bears the argument's name.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use isfix::settings::TrueFalseStyle;
use isfix::settings::run::MOST_JOBS;
use pyo3::conversion::FromPyObjectOwned;
use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};

use crate::failures;

/// An argument as it was given; `None` is as good as nothing.
pub type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// What is raised for an object of the wrong kind.
fn expected(argument: &str, what: &str, found: &Bound<'_, PyAny>) -> PyErr {
    match found.get_type().name() {
        Ok(name) => PyTypeError::new_err(format!(
            "argument '{argument}': {what} is expected, not {name}"
        )),
        Err(error) => error,
    }
}

/// An argument that PyO3 makes something of, or refuses for its kind.
fn extracted<'py, T>(argument: &str, what: &str, given: Given<'_, 'py>) -> PyResult<Option<T>>
where
    T: FromPyObjectOwned<'py>,
{
    let extract = |given: &Bound<'py, PyAny>| {
        given.extract::<T>().map_err(|error| {
            let error: PyErr = error.into();
            if error.is_instance_of::<PyTypeError>(given.py()) {
                return expected(argument, what, given);
            }
            error
        })
    };
    given.map(extract).transpose()
}

/// What is on, off, or what settings say.
pub fn switch(argument: &str, given: Given<'_, '_>) -> PyResult<Option<bool>> {
    extracted(argument, "bool", given)
}

/// A path: text or what gives it.
pub fn path(argument: &str, given: Given<'_, '_>) -> PyResult<Option<PathBuf>> {
    extracted(argument, "str or os.PathLike[str]", given)
}

/// Rules, globs or names: a list of text.
pub fn texts(argument: &str, given: Given<'_, '_>) -> PyResult<Option<Vec<String>>> {
    let Some(given) = given else { return Ok(None) };
    let what = "str or an iterable of str";
    let list = given.cast::<PyList>();
    let list = list.map_err(|_| expected(argument, what, given))?;
    let text = |it: Bound<'_, PyAny>| match it.cast::<PyString>() {
        Ok(text) => text.extract(),
        Err(_) => Err(expected(argument, "str in the iterable", &it)),
    };
    list.iter().map(text).collect::<PyResult<_>>().map(Some)
}

/// A whole number from `least`; one that is larger than any there can be is the largest.
pub fn count(argument: &str, given: &Bound<'_, PyAny>, least: usize) -> PyResult<usize> {
    let py = given.py();
    let number = match given.extract::<i64>() {
        Ok(number) => usize::try_from(number).ok(),
        Err(error) if error.is_instance_of::<PyOverflowError>(py) => {
            given.gt(0)?.then_some(usize::MAX)
        }
        Err(error) if error.is_instance_of::<PyTypeError>(py) => {
            return Err(expected(argument, "int", given));
        }
        Err(error) => return Err(error),
    };
    let number = number.filter(|&number| number >= least);
    let reason = || format!("takes a whole number from {least}");
    number.ok_or_else(|| failures::argument(py, argument, &reason()))
}

/// How many threads work: as asked for, up to as many as there ever are.
pub fn jobs(given: &Bound<'_, PyAny>) -> PyResult<NonZeroUsize> {
    let jobs = NonZeroUsize::new(count("jobs", given, 1)?);
    Ok(jobs.map_or(NonZeroUsize::MIN, |jobs| jobs.min(MOST_JOBS)))
}

/// What comparisons with `True` and `False` become.
pub fn style(argument: &str, given: Given<'_, '_>) -> PyResult<Option<TrueFalseStyle>> {
    let word: Option<String> = extracted(argument, "str", given)?;
    match (word.as_deref(), given) {
        (Some("identity"), _) => Ok(Some(TrueFalseStyle::Identity)),
        (Some("truth"), _) => Ok(Some(TrueFalseStyle::Truth)),
        (Some(word), Some(given)) => {
            let reason = format!("takes 'identity' or 'truth', not {word:?}");
            Err(failures::argument(given.py(), argument, &reason))
        }
        _ => Ok(None),
    }
}
