//! Sources, files and trees under the arguments of a call.

use std::borrow::Cow;
use std::ffi::OsString;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::thread;
use std::time::Duration;

use isfix::batch;
use isfix::session::found::Found;
use isfix::session::trees::FileDone;
use isfix::session::{self, Settled, Source, Wanted};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};

use crate::arguments::{self, Given, path, switch, texts};
use crate::failures::{self, guarded};
use crate::results::Classes;
use crate::rows::{self, Column, Rows};

/// Settings made ready for any number of sources.
#[pyclass(frozen, module = "isfix._isfix")]
pub struct Session(session::Session);

#[pymethods]
impl Session {
    #[new]
    #[pyo3(signature = (*, select=None, extend_select=None, ignore=None, unsafe_fixes=None,
        true_false_style=None, ignore_noqa=None, plain=None, overloaded=None, exclude=None,
        extend_exclude=None, force_exclude=None, respect_gitignore=None, break_hard_links=None, jobs=None,
        python=None, types=None, config=None, isolated=false, opens_files=false, child=None))]
    #[expect(
        clippy::too_many_arguments,
        reason = "each is an argument of the functions that people call"
    )]
    fn new(
        py: Python<'_>,
        select: Given<'_, '_>,
        extend_select: Given<'_, '_>,
        ignore: Given<'_, '_>,
        unsafe_fixes: Given<'_, '_>,
        true_false_style: Given<'_, '_>,
        ignore_noqa: Given<'_, '_>,
        plain: Given<'_, '_>,
        overloaded: Given<'_, '_>,
        exclude: Given<'_, '_>,
        extend_exclude: Given<'_, '_>,
        force_exclude: Given<'_, '_>,
        respect_gitignore: Given<'_, '_>,
        break_hard_links: Given<'_, '_>,
        jobs: Given<'_, '_>,
        python: Given<'_, '_>,
        types: Given<'_, '_>,
        config: Given<'_, '_>,
        isolated: bool,
        opens_files: bool,
        child: Option<(PathBuf, Vec<OsString>)>,
    ) -> PyResult<Self> {
        // Nothing is inferred for what is judged by itself alone.
        if !isolated || opens_files {
            isfix::types::start_children_by(child);
        }
        let wanted = Wanted {
            select: texts("select", select)?,
            extend_select: texts("extend_select", extend_select)?,
            ignore: texts("ignore", ignore)?,
            unsafe_fixes: switch("unsafe_fixes", unsafe_fixes)?,
            true_false_style: arguments::style("true_false_style", true_false_style)?,
            ignore_noqa: switch("ignore_noqa", ignore_noqa)?,
            plain: texts("plain", plain)?,
            overloaded: texts("overloaded", overloaded)?,
            exclude: texts("exclude", exclude)?,
            extend_exclude: texts("extend_exclude", extend_exclude)?,
            force_exclude: switch("force_exclude", force_exclude)?,
            respect_gitignore: switch("respect_gitignore", respect_gitignore)?,
            break_hard_links: switch("break_hard_links", break_hard_links)?,
            jobs: jobs.map(arguments::jobs).transpose()?,
            python: path("python", python)?,
            types: switch("types", types)?,
            config: path("config", config)?,
            isolated,
            opens_files,
        };
        guarded(py, || {
            let made = py.detach(|| session::Session::new(&wanted));
            made.map(Self)
                .map_err(|error| failures::refused(py, &error))
        })
    }

    /// What is worth a word and fails nothing, each line once.
    fn warnings(&self) -> Vec<String> {
        self.0.warnings()
    }

    /// What becomes of a source: its new text or bytes or `None`, its findings, and fixes that were dropped.
    #[pyo3(signature = (source, path=None))]
    fn settle<'py>(
        &self,
        py: Python<'py>,
        source: &Bound<'py, PyAny>,
        path: Given<'_, 'py>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let path = arguments::path("path", path)?;
        let path = path.as_deref();
        guarded(py, || {
            let settled = {
                let held = Held::new(source, path)?;
                let source = held.source();
                py.detach(|| self.0.settle(source, path))
            };
            let settled = settled.map_err(|it| failures::unsettled(py, &it, path))?;
            told(py, &settled, source.is_instance_of::<PyString>())
        })
    }

    /// What becomes of a file: as `settle`, with its bytes, whether it was written, and why it was not.
    fn file<'py>(
        &self,
        py: Python<'py>,
        path: &Bound<'py, PyAny>,
        write: bool,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let path = arguments::path("path", Some(path))?.unwrap_or_default();
        let path = path.as_path();
        guarded(py, || {
            let done = py.detach(|| self.0.file(path, write));
            let done = done.map_err(|it| failures::unsettled(py, &it, Some(path)))?;
            let unwritten = unwritten(py, &done)?;
            let bytes = PyBytes::new(py, &done.bytes);
            match done.settled {
                Some(Ok(settled)) => {
                    (bytes, told(py, &settled, false)?, done.written, unwritten).into_pyobject(py)
                }
                Some(Err(failure)) => Err(failures::raised(py, &failure, Some(path))),
                None => (bytes, py.None(), false, py.None()).into_pyobject(py),
            }
        })
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
        guarded(py, || self.walk(py, paths, write, &take))
    }

    /// What becomes of each row of a column of sources, by its parts: the columns `isfix_source`, binary even where
    /// they are text, and `None` where all stay as they are, `isfix_changed`, `isfix_findings` and `isfix_error`.
    fn column<'py>(
        &self,
        py: Python<'py>,
        sources: Column,
        is_text: bool,
        paths: Option<Column>,
        largest: usize,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let rows = Rows {
            sources,
            is_text,
            paths,
            largest,
        };
        guarded(py, || rows::settle(py, &self.0, &rows))
    }
}

/// So many files may be settled that were not given out yet.
const AHEAD: usize = 16;

/// After so long without a file it is looked whether the user wants to stop.
const BETWEEN_SIGNALS: Duration = Duration::from_millis(100);

impl Session {
    /// Another thread goes through the trees, so that this one stays in its interpreter: whoever attaches to one
    /// from somewhere else gets the process's first, and this may be another.
    fn walk(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        write: bool,
        take: &Py<PyAny>,
    ) -> PyResult<()> {
        let (sender, files) = mpsc::sync_channel(AHEAD);
        thread::scope(|scope| {
            let named = paths.clone();
            let walk = move || {
                batch::rescued(|| {
                    let give = |done| sender.send(done).is_ok();
                    self.0.trees(named, write, give)
                })
            };
            let walker = thread::Builder::new().name("isfix-walk".to_owned());
            let Ok(walker) = walker.spawn_scoped(scope, walk) else {
                return self.walk_here(py, paths, write, take);
            };
            let taken = take_all(py, files, take);
            let walked = py.detach(|| walker.join());
            taken?;
            match walked {
                Ok(Ok(walked)) => walked.map_err(|it| failures::unsettled(py, &it, None)),
                Ok(Err(fault)) => Err(failures::fault(py, &fault)),
                Err(panic) => resume_unwind(panic),
            }
        })
    }

    /// As `walk`, where no other thread is to be had.
    fn walk_here(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        write: bool,
        take: &Py<PyAny>,
    ) -> PyResult<()> {
        let raised = Mutex::new(None);
        let walked = py.detach(|| {
            self.0.trees(paths, write, |done| {
                let taken = Python::attach(|py| {
                    py.check_signals()?;
                    give(py, &done, take)
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
}

/// Gives out files until there are none any more, or what they are given to raises, or the user wants to stop.
fn take_all(py: Python<'_>, mut files: Receiver<FileDone>, take: &Py<PyAny>) -> PyResult<()> {
    loop {
        let done = match files.try_recv() {
            Err(TryRecvError::Empty) => {
                let files = &mut files;
                py.detach(move || files.recv_timeout(BETWEEN_SIGNALS))
            }
            done => done.map_err(|_| RecvTimeoutError::Disconnected),
        };
        py.check_signals()?;
        match done {
            Ok(done) => give(py, &done, take)?,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

/// What Python holds as text or bytes.
enum Held<'a> {
    Text(Cow<'a, str>),
    Bytes(&'a [u8]),
}

impl<'a> Held<'a> {
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
            "argument 'source': str or bytes is expected, not {name}"
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

/// Why a file was not written, as an exception.
fn unwritten(py: Python<'_>, done: &FileDone) -> PyResult<Option<Py<PyAny>>> {
    let failure = done.unwritten.as_ref();
    let made = failure.map(|failure| failures::failure(py, failure, Some(&done.path)));
    made.transpose()
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
    let (path, unwritten) = (done.path.as_os_str(), unwritten(py, done)?);
    take.call1(
        py,
        (
            path,
            changed,
            done.written,
            findings,
            failure.or(unwritten),
            faults,
        ),
    )?;
    Ok(())
}
