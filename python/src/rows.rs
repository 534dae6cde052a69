//! Columns of sources: over the Arrow C data interface, no row passes through Python.

mod column;
mod findings;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow_array::{Array, ArrayRef, BooleanArray, StringArray, make_array};
use arrow_data::ArrayData;
use arrow_pyarrow::{FromPyArrow, ToPyArrow};
use isfix::batch::{self, Piece};
use isfix::session::{Failure, Session, Settled, Unsettled};
use isfix::settings::find::SettingsError;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::failures;
use column::Column;

/// What became of one row.
#[derive(Default)]
struct Row {
    settled: Option<Settled>,
    error: Option<String>,
    /// Settings around its path cannot be used: then none of the rows is done.
    refused: Option<Arc<SettingsError>>,
}

impl Piece for Row {
    fn weight(&self) -> usize {
        let result = self.settled.as_ref().and_then(|it| it.result.as_ref());
        result.map_or(0, Vec::len)
    }
}

impl Row {
    fn failed(error: String) -> Self {
        Self {
            error: Some(error),
            ..Self::default()
        }
    }
}

/// So many rows are done between two looks at whether the user wants to stop.
const ROWS_BETWEEN_SIGNALS: usize = 256;

/// Settles each row of a column by up to so many workers; a row of more bytes than `most` that is not dismissed
/// by the byte scan is an error of its own, for a tree takes many times its text. Gives the columns
/// `isfix_source`, `isfix_changed`, `isfix_findings` and `isfix_error`.
pub fn settle<'py>(
    py: Python<'py>,
    session: &Session,
    sources: &Bound<'py, PyAny>,
    paths: Option<&Bound<'py, PyAny>>,
    (jobs, most): (NonZeroUsize, usize),
) -> PyResult<Bound<'py, PyAny>> {
    let sources = Column::new(&read(sources)?).map_err(|kind| {
        PyTypeError::new_err(format!(
            "a column of sources holds strings or binary, not {kind}"
        ))
    })?;
    let paths = paths.map(read).transpose()?.map(|it| Column::new(&it));
    let paths = paths.transpose().map_err(|kind| {
        PyTypeError::new_err(format!("a column of paths holds strings, not {kind}"))
    })?;
    if paths
        .as_ref()
        .is_some_and(|paths| paths.len() != sources.len())
    {
        return Err(PyValueError::new_err(
            "the columns of sources and of paths differ in length",
        ));
    }
    let columns = py.detach(|| {
        let rows = rows(session, &sources, paths.as_ref(), (jobs, most))?;
        made(&sources, &rows).map_err(Stop::TooLarge)
    });
    match columns {
        Ok(columns) => columns.map(|it| it.to_data()).to_vec().to_pyarrow(py),
        Err(Stop::Raised(error)) => Err(error),
        Err(Stop::Settings(error)) => Err(failures::settings(py, &error)),
        Err(Stop::TooLarge(reason)) => Err(PyOverflowError::new_err(reason)),
    }
}

/// Why no columns come of it.
enum Stop {
    Raised(PyErr),
    Settings(Arc<SettingsError>),
    TooLarge(String),
}

fn read(array: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    ArrayData::from_pyarrow_bound(array).map(make_array)
}

fn rows(
    session: &Session,
    sources: &Column,
    paths: Option<&Column>,
    (jobs, most): (NonZeroUsize, usize),
) -> Result<Vec<Row>, Stop> {
    let mut rows = Vec::with_capacity(sources.len());
    let enough = AtomicBool::new(false);
    let mut stop = None;
    batch::run(
        (0..sources.len()).take_while(|_| !enough.load(Ordering::Relaxed)),
        jobs,
        // Workers have taken rows ahead; what becomes of these is asked by nobody any more.
        |&at| match enough.load(Ordering::Relaxed) {
            true => Row::default(),
            false => row(session, sources, paths, most, at),
        },
        |_, message| Row::failed(internal(message)),
        |row: Row| {
            if stop.is_some() {
                return;
            }
            if let Some(error) = row.refused {
                stop = Some(Stop::Settings(error));
            } else {
                rows.push(row);
                if rows.len().is_multiple_of(ROWS_BETWEEN_SIGNALS) {
                    stop = Python::attach(|py| py.check_signals())
                        .err()
                        .map(Stop::Raised);
                }
            }
            enough.store(stop.is_some(), Ordering::Relaxed);
        },
    );
    match stop {
        Some(stop) => Err(stop),
        None => Ok(rows),
    }
}

fn internal(message: &str) -> String {
    let message = message.to_owned();
    Failure::Internal { message }.to_string()
}

fn row(session: &Session, sources: &Column, paths: Option<&Column>, most: usize, at: usize) -> Row {
    let Some(source) = sources.source(at) else {
        return Row::default();
    };
    let path = paths.and_then(|paths| paths.source(at));
    let path = path.map(|it| Path::new(std::str::from_utf8(it.bytes()).unwrap_or_default()));
    match session.sift(source, path, most) {
        Ok(None) => Row::default(),
        Ok(Some(settled)) => Row {
            error: (!settled.faults.is_empty()).then(|| settled.faults.join("\n")),
            settled: Some(settled),
            refused: None,
        },
        Err(Unsettled::Failure(failure)) => Row::failed(failure.to_string()),
        Err(Unsettled::Settings(error)) => Row {
            refused: Some(error),
            ..Row::default()
        },
    }
}

/// The four columns.
fn made(sources: &Column, rows: &[Row]) -> Result<[ArrayRef; 4], String> {
    let result = |row: &Row| row.settled.as_ref().is_some_and(|it| it.result.is_some());
    let results = rows
        .iter()
        .map(|row| row.settled.as_ref()?.result.as_deref());
    let source = sources.with(results)?;
    let changed: BooleanArray = rows.iter().map(|row| Some(result(row))).collect();
    let found = rows
        .iter()
        .map(|row| row.settled.as_ref().map_or(&[][..], |it| &it.findings));
    let findings = findings::column(found)?;
    let errors: StringArray = rows.iter().map(|row| row.error.as_deref()).collect();
    Ok([source, Arc::new(changed), findings, Arc::new(errors)])
}
