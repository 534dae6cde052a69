//! The columns that are made of rows, as they come: what is no more than that is dropped with each.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{Array, ArrayRef, BooleanArray};
use arrow_buffer::BooleanBufferBuilder;
use arrow_data::ArrayData;
use isfix::session::Settled;

use super::column::Column;
use super::findings::Findings;
use super::fixed::Fixed;

/// Of a row whose fixes do not fit in.
const TOO_LONG: &str = "its fixes would make the column longer than the 2 GiB that its type holds: \
                        give fewer rows at once, or a column of the large type";
/// Of a row whose findings do not fit in.
const TOO_MANY: &str = "with its findings the column would pass the 2 GiB that its type holds: give fewer rows at once";

/// The four columns in the making.
pub struct Columns<'a> {
    given: &'a Column,
    fixed: Option<Fixed<'a>>,
    changed: BooleanBufferBuilder,
    findings: Findings,
    errors: StringBuilder,
}

/// That there are more bytes of errors than their column holds.
#[derive(Debug)]
pub struct TooManyErrors;

impl<'a> Columns<'a> {
    /// Without rows yet, beside the sources.
    pub fn new(given: &'a Column) -> Self {
        let rows = given.len();
        Self {
            given,
            fixed: None,
            changed: BooleanBufferBuilder::new(rows),
            findings: Findings::new(rows),
            errors: StringBuilder::with_capacity(rows, 0),
        }
    }

    /// Adds rows that stay as they are and of which there is nothing to say.
    pub fn dismissed(&mut self, rows: usize) {
        self.changed.append_n(rows, false);
        self.findings.none(rows);
        self.errors.append_nulls(rows);
    }

    /// Adds a row that is left alone.
    ///
    /// # Errors
    ///
    /// Where there is no room for the error.
    pub fn failed(&mut self, error: &str) -> Result<(), TooManyErrors> {
        self.error(Some(error))?;
        self.changed.append(false);
        self.findings.none(1);
        Ok(())
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// Where there is no room for an error.
    pub fn settled(&mut self, row: &Settled) -> Result<(), TooManyErrors> {
        let at = self.changed.len();
        if let Some(result) = &row.result {
            let given = self.given;
            let fixed = self.fixed.get_or_insert_with(|| Fixed::new(given));
            if !fixed.has_room(at, result) {
                return self.failed(TOO_LONG);
            }
        }
        if !self.findings.add(&row.findings) {
            return self.failed(TOO_MANY);
        }
        if let (Some(result), Some(fixed)) = (&row.result, &mut self.fixed) {
            fixed.copy(at);
            fixed.add(result);
        }
        self.changed.append(row.result.is_some());
        self.error(
            (!row.faults.is_empty())
                .then(|| row.faults.join("\n"))
                .as_deref(),
        )
    }

    fn error(&mut self, error: Option<&str>) -> Result<(), TooManyErrors> {
        let length = self.errors.values_slice().len() + error.map_or(0, str::len);
        if i32::try_from(length).is_err() {
            return Err(TooManyErrors);
        }
        self.errors.append_option(error);
        Ok(())
    }

    /// Sources, `None` where all stay as they are; whether each changed; findings; errors.
    pub fn finish(mut self) -> (Option<ArrayData>, [ArrayData; 3]) {
        let changed: ArrayRef = Arc::new(BooleanArray::new(self.changed.finish(), None));
        let errors: ArrayRef = Arc::new(self.errors.finish());
        let source = self.fixed.map(|it| it.finish().to_data());
        let others = [changed, self.findings.finish(), errors];
        (source, others.map(|it| it.to_data()))
    }
}
