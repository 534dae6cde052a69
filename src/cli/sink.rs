//! One report on its way to a file or to standard output.

use std::path::Path;

use crate::report::{Format, Run};
use crate::tally::Tally;
use crate::write::{Whole, WriteError};

/// A report and what has gone into it.
pub(super) struct Sink {
    format: Format,
    to: To,
    pieces: usize,
}

/// Where a report goes.
enum To {
    Output,
    File(Whole),
    /// What it went to failed, and that was told.
    Nowhere,
}

impl Sink {
    /// A report for standard output, or for a file, if `path` names one.
    pub fn begin(format: Format, path: Option<&Path>) -> Result<Self, WriteError> {
        let to = match path {
            Some(path) => To::File(Whole::begin(path)?),
            None => To::Output,
        };
        Ok(Self {
            format,
            to,
            pieces: 0,
        })
    }

    /// What stands before the next piece.
    pub fn lead(&mut self, run: &Run) -> Vec<u8> {
        self.pieces += 1;
        match self.pieces {
            1 => self.format.opening(run),
            _ => self.format.between().into(),
        }
    }

    /// What stands behind the last piece.
    pub fn end(&self, run: &Run, tally: &Tally) -> Vec<u8> {
        let mut end = match self.pieces {
            0 => self.format.opening(run),
            _ => Vec::new(),
        };
        end.extend(self.format.closing(run, tally));
        end
    }

    /// Appends to the file; `None` where it is standard output that takes it.
    pub fn push(&mut self, bytes: &[u8]) -> Option<Result<(), WriteError>> {
        let pushed = match &mut self.to {
            To::Output => return None,
            To::File(file) => file.push(bytes),
            To::Nowhere => Ok(()),
        };
        if pushed.is_err() {
            self.to = To::Nowhere;
        }
        Some(pushed)
    }

    /// Puts the file in its place.
    pub fn finish(&mut self) -> Result<(), WriteError> {
        match std::mem::replace(&mut self.to, To::Nowhere) {
            To::File(file) => file.finish(),
            To::Output | To::Nowhere => Ok(()),
        }
    }
}
