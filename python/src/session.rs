//! Sources, files and trees under the arguments of a call.

use std::borrow::Cow;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use isfix::session::found::Found;
use isfix::session::trees::FileDone;
use isfix::session::{self, Settled, Source, Wanted};
use isfix::settings::TrueFalseStyle;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};

use crate::failures;
use crate::results::Classes;
use crate::rows;

/// Settings made ready for any number of sources.
#[pyclass(frozen, module = "isfix._isfix")]
pub struct Session(session::Session);

#[pymethods]
impl Session {
    #[new]
    #[pyo3(signature = (*, select=None, extend_select=None, ignore=None, unsafe_fixes=false,
        true_false_style=None, ignore_noqa=false, plain=None, overloaded=None, exclude=None,
        extend_exclude=None, force_exclude=false, respect_gitignore=true, break_hard_links=false, jobs=None,
        python=None, types=true, config=None, isolated=false, child=None))]
    #[expect(
        clippy::too_many_arguments,
        reason = "each is an argument of the functions that people call"
    )]
    #[expect(clippy::fn_params_excessive_bools, reason = "so are these")]
    fn new(
        py: Python<'_>,
        select: Option<Vec<String>>,
        extend_select: Option<Vec<String>>,
        ignore: Option<Vec<String>>,
        unsafe_fixes: bool,
        true_false_style: Option<&str>,
        ignore_noqa: bool,
        plain: Option<Vec<String>>,
        overloaded: Option<Vec<String>>,
        exclude: Option<Vec<String>>,
        extend_exclude: Option<Vec<String>>,
        force_exclude: bool,
        respect_gitignore: bool,
        break_hard_links: bool,
        jobs: Option<isize>,
        python: Option<PathBuf>,
        types: bool,
        config: Option<PathBuf>,
        isolated: bool,
        child: Option<(PathBuf, Vec<OsString>)>,
    ) -> PyResult<Self> {
        // Columns, which are judged by themselves alone, name none.
        if !isolated {
            isfix::types::start_children_by(child);
        }
        let wanted = Wanted {
            select,
            extend_select,
            ignore,
            unsafe_fixes,
            true_false_style: true_false_style.map(style).transpose()?,
            ignore_noqa,
            plain,
            overloaded,
            exclude,
            extend_exclude,
            force_exclude,
            no_respect_gitignore: !respect_gitignore,
            break_hard_links,
            jobs: jobs.map(workers).transpose()?,
            python,
            no_types: !types,
            config,
            isolated,
        };
        let made = py.detach(|| session::Session::new(&wanted));
        made.map(Self)
            .map_err(|error| failures::refused(py, &error))
    }

    /// What becomes of a source: its new text or bytes or `None`, its findings, and fixes that were dropped.
    #[pyo3(signature = (source, path=None))]
    fn settle<'py>(
        &self,
        py: Python<'py>,
        source: &Bound<'py, PyAny>,
        path: Option<PathBuf>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let settled = {
            let given = Given::new(source, path.as_deref())?;
            let source = given.source();
            py.detach(|| self.0.settle(source, path.as_deref()))
        };
        let settled = settled.map_err(|it| failures::unsettled(py, &it, path.as_deref()))?;
        told(py, &settled, source.is_instance_of::<PyString>())
    }

    /// What becomes of a file: as `settle`, with its bytes, whether it was written, and why it was not.
    fn file<'py>(
        &self,
        py: Python<'py>,
        path: PathBuf,
        write: bool,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let done = py.detach(|| self.0.file(&path, write));
        let done = done.map_err(|it| failures::unsettled(py, &it, Some(&path)))?;
        match done.settled {
            Some(Ok(settled)) => {
                let (told, bytes) = (told(py, &settled, false)?, done.bytes);
                (PyBytes::new(py, &bytes), told, done.written, done.unwritten).into_pyobject(py)
            }
            Some(Err(failure)) => Err(failures::raised(py, &failure, Some(&path))),
            None => (PyBytes::new(py, &done.bytes), py.None(), false, py.None()).into_pyobject(py),
        }
    }

    /// Gives what became of each file of some trees to `take`, in order, and ends as soon as that raises. Of a
    /// file in which nothing is found no more than the path is told.
    fn trees(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        write: bool,
        take: Py<PyAny>,
    ) -> PyResult<()> {
        let raised = Mutex::new(None);
        let walked = py.detach(|| {
            self.0.trees(paths, write, |done| {
                let taken = Python::attach(|py| {
                    py.check_signals()?;
                    give(py, &done, &take)
                });
                let is_taken = taken.is_ok();
                if let Err(error) = taken {
                    *raised.lock().expect("nothing panics under the lock") = Some(error);
                }
                is_taken
            })
        });
        if let Some(error) = raised.into_inner().expect("nothing panics under the lock") {
            return Err(error);
        }
        walked.map_err(|it| failures::unsettled(py, &it, None))
    }

    /// What becomes of each row of a column of sources, as binary even where they are text: the columns
    /// `isfix_source`, binary too, `isfix_changed`, `isfix_findings` and `isfix_error`.
    fn column<'py>(
        &self,
        py: Python<'py>,
        sources: &Bound<'py, PyAny>,
        is_text: bool,
        paths: Option<&Bound<'py, PyAny>>,
        jobs: isize,
        most: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        rows::settle(
            py,
            &self.0,
            (sources, is_text),
            paths,
            (workers(jobs)?, most),
        )
    }
}

fn style(word: &str) -> PyResult<TrueFalseStyle> {
    match word {
        "identity" => Ok(TrueFalseStyle::Identity),
        "truth" => Ok(TrueFalseStyle::Truth),
        _ => Err(PyValueError::new_err(format!(
            "true_false_style takes 'identity' or 'truth', not {word:?}"
        ))),
    }
}

fn workers(jobs: isize) -> PyResult<NonZeroUsize> {
    let jobs = usize::try_from(jobs).ok().and_then(NonZeroUsize::new);
    jobs.ok_or_else(|| PyValueError::new_err("jobs takes a whole number from 1"))
}

/// What Python holds as text or bytes.
enum Given<'a> {
    Text(Cow<'a, str>),
    Bytes(&'a [u8]),
}

impl<'a> Given<'a> {
    fn new(source: &'a Bound<'_, PyAny>, path: Option<&Path>) -> PyResult<Self> {
        if let Ok(text) = source.cast::<PyString>() {
            let told = |error| failures::unencodable(text, error, path);
            return text.to_cow().map(Self::Text).map_err(told);
        }
        if let Ok(bytes) = source.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.as_bytes()));
        }
        let name = source.get_type().name()?;
        Err(PyTypeError::new_err(format!(
            "a source is str or bytes, not {name}"
        )))
    }

    fn source(&self) -> Source<'_> {
        match self {
            Self::Text(text) => Source::Text(text),
            Self::Bytes(bytes) => Source::Bytes(bytes),
        }
    }
}

/// The new source or `None`, the findings, and the fixes that were dropped.
fn told<'py>(py: Python<'py>, settled: &Settled, is_text: bool) -> PyResult<Bound<'py, PyTuple>> {
    let result = match &settled.result {
        None => py.None().into_bound(py),
        Some(bytes) if is_text => {
            let text = std::str::from_utf8(bytes).expect("text and edits of it are UTF-8");
            PyString::new(py, text).into_any()
        }
        Some(bytes) => PyBytes::new(py, bytes).into_any(),
    };
    let findings = Classes::new(py)?.findings(py, &settled.findings)?;
    (result, findings, settled.faults.clone()).into_pyobject(py)
}

/// Calls `take` with what became of a file.
fn give(py: Python<'_>, done: &FileDone, take: &Py<PyAny>) -> PyResult<()> {
    let none: &[Found] = &[];
    let (findings, changed, failure, faults) = match &done.settled {
        None => (none, false, None, None),
        Some(Ok(it)) => (
            &it.findings[..],
            it.result.is_some(),
            None,
            Some(&it.faults),
        ),
        Some(Err(failure)) => {
            let failure = failures::failure(py, failure, Some(&done.path))?;
            (none, false, Some(failure), None)
        }
    };
    let findings = if findings.is_empty() {
        PyList::empty(py)
    } else {
        Classes::new(py)?.findings(py, findings)?
    };
    let faults = faults.into_iter().flatten().cloned().collect::<Vec<_>>();
    let (path, unwritten) = (done.path.as_os_str(), &done.unwritten);
    take.call1(
        py,
        (
            path,
            changed,
            done.written,
            findings,
            failure,
            unwritten,
            faults,
        ),
    )?;
    Ok(())
}
