//! Columns of sources: over the Arrow C data interface, no row passes through Python.

mod column;
mod findings;

use std::num::NonZeroUsize;
use std::path::Path;
use std::str::Utf8Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow_array::{Array, ArrayRef, BooleanArray, StringArray, make_array};
use arrow_data::ArrayData;
use arrow_pyarrow::{FromPyArrow, ToPyArrow};
use isfix::batch::{self, Piece};
use isfix::session::{Failure, Session, Settled, Source, Unsettled};
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

/// Settles each row of a column of bytes, or of text as its bytes, by up to so many workers; a row of more bytes than `most` that is not dismissed
/// by the byte scan is an error of its own, for a tree takes many times its text. Gives the columns
/// `isfix_source`, `isfix_changed`, `isfix_findings` and `isfix_error`.
pub fn settle<'py>(
    py: Python<'py>,
    session: &Session,
    (sources, is_text): (&Bound<'py, PyAny>, bool),
    paths: Option<&Bound<'py, PyAny>>,
    (jobs, most): (NonZeroUsize, usize),
) -> PyResult<Bound<'py, PyAny>> {
    let column = read(sources)?;
    let paths = paths.map(read).transpose()?;
    if paths
        .as_ref()
        .is_some_and(|paths| paths.len() != column.len())
    {
        return Err(PyValueError::new_err(
            "the columns of sources and of paths differ in length",
        ));
    }
    let sources = Sources {
        column,
        is_text,
        paths,
        most,
    };
    let columns = py.detach(|| {
        let rows = rows(session, &sources, jobs)?;
        made(&sources.column, &rows).map_err(Stop::TooLarge)
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

fn read(array: &Bound<'_, PyAny>) -> PyResult<Column> {
    let array = ArrayData::from_pyarrow_bound(array).map(make_array)?;
    Column::new(&array)
        .map_err(|kind| PyTypeError::new_err(format!("a column holds binary, not {kind}")))
}

/// What there is to settle.
struct Sources {
    column: Column,
    is_text: bool,
    paths: Option<Column>,
    /// The longest that is parsed, in bytes.
    most: usize,
}

fn rows(session: &Session, sources: &Sources, jobs: NonZeroUsize) -> Result<Vec<Row>, Stop> {
    let mut rows = Vec::with_capacity(sources.column.len());
    let enough = AtomicBool::new(false);
    let mut stop = None;
    batch::run(
        (0..sources.column.len()).take_while(|_| !enough.load(Ordering::Relaxed)),
        jobs,
        // Workers have taken rows ahead; what becomes of these is asked by nobody any more.
        |&at| match enough.load(Ordering::Relaxed) {
            true => Row::default(),
            false => row(session, sources, at),
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

fn row(session: &Session, sources: &Sources, at: usize) -> Row {
    let Some(bytes) = sources.column.bytes(at) else {
        return Row::default();
    };
    let source = if sources.is_text {
        match str::from_utf8(bytes) {
            Ok(text) => Source::Text(text),
            Err(error) => return Row::failed(not_utf8(bytes, &error)),
        }
    } else {
        Source::Bytes(bytes)
    };
    let path = sources.paths.as_ref().and_then(|paths| paths.bytes(at));
    let path = path.map(|it| Path::new(str::from_utf8(it).unwrap_or_default()));
    match session.sift(source, path, sources.most) {
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

/// A row of text that is none.
fn not_utf8(bytes: &[u8], error: &Utf8Error) -> String {
    let before = str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
    let at = failures::place_behind(before);
    let invalid = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
    let message = format!("invalid byte 0x{invalid:02x} in a string, which is UTF-8");
    Failure::Decode { at, message }.to_string()
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
