//! Columns of sources: over the Arrow C data interface, no row passes through Python. A column is read row by row
//! (`column`); what becomes of it goes into four others, in order and at once (`columns`, `fixed`, `findings`).

mod column;
mod columns;
mod findings;
mod fixed;

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::str::Utf8Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use arrow_data::ArrayData;
use arrow_pyarrow::ToPyArrow;
use isfix::batch::{self, Piece};
use isfix::session::{Failure, Session, Settled, Source, Unsettled};
use isfix::settings::find::SettingsError;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::failures;
pub use column::Column;
use column::Outside;
use columns::{Columns, TooManyErrors};

/// What there is to settle.
pub struct Rows {
    /// Bytes, or text as its bytes.
    pub sources: Column,
    /// Whether they are text.
    pub is_text: bool,
    /// Where each stands, or would.
    pub paths: Option<Column>,
    /// The longest that is parsed, in bytes.
    pub largest: usize,
}

/// The most findings of a row: each takes some hundred times its text while its row is at hand, and nobody reads so
/// many.
const MOST_FINDINGS: usize = 1 << 16;

/// The longest between two looks at whether the user wants to stop, while rows come.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// What became of one row, or of some neighbours.
enum Became {
    /// So many rows stay as they are, and of none there is anything to say.
    Dismissed(usize),
    Settled(Box<Settled>),
    Failed(String),
    /// Settings around its path cannot be used: then none of the rows is done.
    Refused(Arc<SettingsError>),
}

impl Piece for Became {
    fn weight(&self) -> usize {
        let more = match self {
            Self::Dismissed(_) => return 0,
            Self::Settled(settled) => settled.size(),
            Self::Failed(error) => error.len(),
            Self::Refused(_) => 0,
        };
        size_of::<Self>() + more
    }

    fn join(&mut self, next: Self) -> Option<Self> {
        match (self, next) {
            (Self::Dismissed(rows), Self::Dismissed(more)) => {
                *rows += more;
                None
            }
            (_, next) => Some(next),
        }
    }
}

/// Settles each row, by the workers of the session; one of more bytes than the largest that is not dismissed by the
/// byte scan is an error of its own, for a tree takes many times its text. Gives the columns `isfix_source`, `None`
/// where that is the given one, `isfix_changed`, `isfix_findings` and `isfix_error`.
pub fn settle<'py>(
    py: Python<'py>,
    session: &Session,
    rows: &Rows,
) -> PyResult<Bound<'py, PyTuple>> {
    let paths = rows.paths.as_ref();
    if paths.is_some_and(|paths| paths.len() != rows.sources.len()) {
        return Err(PyValueError::new_err(
            "the columns of sources and of paths differ in length",
        ));
    }
    match py.detach(|| rows.settled(session)) {
        Ok((source, [changed, findings, errors])) => (
            source.map(|it| it.to_pyarrow(py)).transpose()?,
            changed.to_pyarrow(py)?,
            findings.to_pyarrow(py)?,
            errors.to_pyarrow(py)?,
        )
            .into_pyobject(py),
        Err(Stop::Raised(error)) => Err(error),
        Err(Stop::Settings(error)) => Err(failures::settings(py, &error)),
        Err(Stop::TooManyErrors) => {
            let reason =
                "more bytes of errors than a column of strings holds: give fewer rows at once";
            let error = SettingsError::whole(Path::new("batch"), reason.to_owned());
            Err(failures::settings(py, &error))
        }
    }
}

/// Why no columns come of it.
enum Stop {
    Raised(PyErr),
    Settings(Arc<SettingsError>),
    TooManyErrors,
}

impl From<TooManyErrors> for Stop {
    fn from(_: TooManyErrors) -> Self {
        Self::TooManyErrors
    }
}

impl Rows {
    fn settled(&self, session: &Session) -> Result<(Option<ArrayData>, [ArrayData; 3]), Stop> {
        let mut columns = Columns::new(&self.sources);
        let mut looked = Instant::now();
        let enough = AtomicBool::new(false);
        let mut stop = None;
        batch::run(
            (0..self.sources.len()).take_while(|_| !enough.load(Ordering::Relaxed)),
            session.jobs(),
            // Workers have taken rows ahead; what becomes of these is asked by nobody any more.
            |&at| match enough.load(Ordering::Relaxed) {
                true => Became::Dismissed(1),
                false => self.row(session, at),
            },
            |_, message| Became::Failed(internal(message)),
            |piece| {
                if stop.is_some() {
                    return;
                }
                let mut taken = take(&mut columns, piece);
                if looked.elapsed() >= BETWEEN_LOOKS {
                    let signals = Python::attach(|py| py.check_signals());
                    taken = taken.and(signals.map_err(Stop::Raised));
                    looked = Instant::now();
                }
                stop = taken.err();
                enough.store(stop.is_some(), Ordering::Relaxed);
            },
        );
        match stop {
            Some(stop) => Err(stop),
            None => Ok(columns.finish()),
        }
    }

    fn row(&self, session: &Session, at: usize) -> Became {
        let bytes = match self.sources.bytes(at) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Became::Dismissed(1),
            Err(Outside) => {
                let error = "the row does not lie within the buffers of its column";
                return Became::Failed(error.to_owned());
            }
        };
        let source = if self.is_text {
            match str::from_utf8(bytes) {
                Ok(text) => Source::Text(text),
                Err(error) => return Became::Failed(not_utf8(bytes, &error)),
            }
        } else {
            Source::Bytes(bytes)
        };
        let path = self.paths.as_ref();
        // One that cannot be read is that of no file.
        let path = path.and_then(|paths| paths.bytes(at).unwrap_or(Some(b"")));
        let path = path.map(|it| Path::new(OsStr::from_bytes(it)));
        match session.sift(source, path, self.largest) {
            Ok(None) => Became::Dismissed(1),
            Ok(Some(settled)) if settled.findings.len() > MOST_FINDINGS => {
                let many = settled.findings.len();
                Became::Failed(format!(
                    "holds {many} findings, more than the {MOST_FINDINGS} that a row has at most"
                ))
            }
            Ok(Some(settled)) => Became::Settled(Box::new(settled)),
            Err(Unsettled::Failure(failure)) => Became::Failed(failure.to_string()),
            Err(Unsettled::Settings(error)) => Became::Refused(error),
        }
    }
}

fn take(columns: &mut Columns<'_>, piece: Became) -> Result<(), Stop> {
    match piece {
        Became::Dismissed(rows) => columns.dismissed(rows),
        Became::Settled(settled) => columns.settled(&settled)?,
        Became::Failed(error) => columns.failed(&error)?,
        Became::Refused(error) => return Err(Stop::Settings(error)),
    }
    Ok(())
}

fn internal(message: &str) -> String {
    let message = message.to_owned();
    Failure::Internal { message }.to_string()
}

/// A row of text that is none.
fn not_utf8(bytes: &[u8], error: &Utf8Error) -> String {
    let before = str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
    let at = failures::place_behind(before);
    let invalid = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
    let message = format!("invalid byte 0x{invalid:02x} in a string, which is UTF-8");
    Failure::Decode { at, message }.to_string()
}
