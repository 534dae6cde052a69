//! What became of a source, as objects of Python: the classes stand in `isfix._results`.

use isfix::fix::Applicability;
use isfix::judge::Evidence;
use isfix::lines::Location;
use isfix::session::found::{Found, FoundFix};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyTuple, PyType};

/// The classes, looked up once.
pub struct Classes<'py> {
    finding: &'py Bound<'py, PyType>,
    location: &'py Bound<'py, PyType>,
    fix: &'py Bound<'py, PyType>,
    edit: &'py Bound<'py, PyType>,
    evidence: &'py Bound<'py, PyType>,
}

impl<'py> Classes<'py> {
    /// The classes of this interpreter.
    pub fn new(py: Python<'py>) -> PyResult<Self> {
        static KNOWN: [PyOnceLock<Py<PyType>>; 5] = [const { PyOnceLock::new() }; 5];
        let class = |at: usize, name| KNOWN[at].import(py, "isfix._results", name);
        Ok(Self {
            finding: class(0, "Finding")?,
            location: class(1, "Location")?,
            fix: class(2, "Fix")?,
            edit: class(3, "Edit")?,
            evidence: class(4, "Evidence")?,
        })
    }

    /// A list of findings.
    pub fn findings(&self, py: Python<'py>, found: &[Found]) -> PyResult<Bound<'py, PyList>> {
        let list = PyList::empty(py);
        for it in found {
            list.append(self.finding(it)?)?;
        }
        Ok(list)
    }

    fn finding(&self, it: &Found) -> PyResult<Bound<'py, PyAny>> {
        let fix = it.fix.as_ref().map(|fix| self.fix(fix)).transpose()?;
        let evidence = it.evidence.as_ref();
        let evidence = evidence.map(|it| self.evidence(it)).transpose()?;
        self.finding.call1((
            it.code,
            it.name,
            &it.message,
            self.location(it.location)?,
            self.location(it.end_location)?,
            fix,
            evidence,
            it.applied,
            it.is_note,
            it.noqa_row,
            &it.url,
        ))
    }

    fn location(&self, Location { row, column }: Location) -> PyResult<Bound<'py, PyAny>> {
        self.location.call1((row, column))
    }

    fn fix(&self, it: &FoundFix) -> PyResult<Bound<'py, PyAny>> {
        let edits = it.edits.iter().map(|edit| {
            let (from, to) = (edit.location, edit.end_location);
            let place = (&edit.content, self.location(from)?, self.location(to)?);
            self.edit.call1(place)
        });
        let edits = PyTuple::new(self.fix.py(), edits.collect::<PyResult<Vec<_>>>()?)?;
        let applicability = applicability(it.applicability);
        self.fix
            .call1((applicability, &it.message, edits, it.group))
    }

    fn evidence(&self, it: &Evidence) -> PyResult<Bound<'py, PyAny>> {
        let witness = it.witness.map(isfix::judge::Witness::name);
        self.evidence
            .call1((it.verdict.name(), witness, &it.reason))
    }
}

/// How sure a fix is, in the word that reports use.
pub fn applicability(it: Applicability) -> &'static str {
    match it {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
        Applicability::DisplayOnly => "display",
    }
}
