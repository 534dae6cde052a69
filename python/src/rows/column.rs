//! A column of bytes, of whichever type it is, by its buffers. Text comes as its bytes, too.
//!
//! Whoever made a column need not have looked whether its rows lie within its buffers, nor whether its strings are
//! UTF-8, and what stands under a null means nothing at all. So nothing is asked of a column beforehand: each row is
//! looked up within bounds when its turn comes, and one that lies outside fails alone.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{Array, FixedSizeBinaryArray, make_array};
use arrow_buffer::{BooleanBuffer, Buffer, ScalarBuffer};
use arrow_data::ArrayData;
use arrow_pyarrow::FromPyArrow;
use arrow_schema::DataType;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

/// A column of sources or of paths.
pub struct Column {
    valid: Option<BooleanBuffer>,
    places: Places,
    /// Where the bytes are: for offsets, in the first of these.
    data: Vec<Buffer>,
}

/// Where each row is, as types of Arrow have it.
enum Places {
    /// Of `binary` and `string`: one more than rows.
    Offsets(ScalarBuffer<i32>),
    /// Of `large_binary` and `large_string`.
    LargeOffsets(ScalarBuffer<i64>),
    /// Of `binary_view` and `string_view`: 16 bytes each.
    Views(FixedSizeBinaryArray),
}

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Less than 2 GiB.
    Small,
    /// Any number of bytes, in one buffer.
    Large,
    /// Any number of bytes, in buffers of less than 2 GiB.
    Views,
}

/// That a row does not lie within the buffers of its column.
#[derive(Debug)]
pub struct Outside;

/// So long is a text that stands in its view itself, in bytes.
const INLINE: usize = 12;

impl<'py> FromPyObject<'_, 'py> for Column {
    type Error = PyErr;

    /// Of three: whether each row is valid, as an array of booleans or `None` where all are; their places, as an
    /// array of offsets or of binary of width 16; a list of arrays of bytes.
    fn extract(parts: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let (valid, places, data): (Option<Bound<'py, PyAny>>, Bound<'py, PyAny>, Vec<_>) =
            parts.extract()?;
        let valid = valid.as_ref().map(array).transpose()?;
        let valid = valid.map(|it| make_array(it).as_boolean().values().clone());
        let buffer = |it: &Bound<'py, PyAny>| Ok(array(it)?.buffers()[0].clone());
        let column = Self {
            valid,
            places: Places::new(array(&places)?)?,
            data: data.iter().map(buffer).collect::<PyResult<_>>()?,
        };
        match &column.valid {
            Some(valid) if valid.len() != column.len() => Err(PyTypeError::new_err(
                "the parts of a column differ in length",
            )),
            _ => Ok(column),
        }
    }
}

/// An array of numbers or the like: of these there is nothing to validate.
fn array(given: &Bound<'_, PyAny>) -> PyResult<ArrayData> {
    ArrayData::from_pyarrow_bound(given)
}

impl Places {
    fn new(data: ArrayData) -> PyResult<Self> {
        let array = make_array(data);
        Ok(match array.data_type() {
            DataType::Int32 => Self::Offsets(array.as_primitive::<Int32Type>().values().clone()),
            DataType::Int64 => {
                Self::LargeOffsets(array.as_primitive::<Int64Type>().values().clone())
            }
            DataType::FixedSizeBinary(16) => Self::Views(array.as_fixed_size_binary().clone()),
            other => {
                let told = format!("places are offsets or views, not {other}");
                return Err(PyTypeError::new_err(told));
            }
        })
    }
}

impl Column {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        match &self.places {
            Places::Offsets(offsets) => offsets.len().saturating_sub(1),
            Places::LargeOffsets(offsets) => offsets.len().saturating_sub(1),
            Places::Views(views) => views.len(),
        }
    }

    /// What it can hold.
    pub fn width(&self) -> Width {
        match &self.places {
            Places::Offsets(_) => Width::Small,
            Places::LargeOffsets(_) => Width::Large,
            Places::Views(_) => Width::Views,
        }
    }

    /// The bytes of a row; `None` where that is null.
    ///
    /// # Errors
    ///
    /// Where it lies outside of the buffers.
    pub fn bytes(&self, at: usize) -> Result<Option<&[u8]>, Outside> {
        if self.valid.as_ref().is_some_and(|valid| !valid.value(at)) {
            return Ok(None);
        }
        let found = match &self.places {
            Places::Offsets(offsets) => self.between(offsets[at], offsets[at + 1]),
            Places::LargeOffsets(offsets) => self.between(offsets[at], offsets[at + 1]),
            Places::Views(views) => self.viewed(views.value(at)),
        };
        found.map(Some).ok_or(Outside)
    }

    fn between(&self, from: impl TryInto<usize>, to: impl TryInto<usize>) -> Option<&[u8]> {
        let (from, to) = (from.try_into().ok()?, to.try_into().ok()?);
        match self.data.first() {
            Some(data) => data.get(from..to),
            None => (from == to).then_some(&[]),
        }
    }

    /// What a view shows: a length, and then the bytes, or the first four, the number of a buffer and the offset
    /// there, each of four bytes (Arrow Columnar Format, "Variable-size Binary View Layout").
    fn viewed<'a>(&'a self, view: &'a [u8]) -> Option<&'a [u8]> {
        let number = |at: usize| -> Option<usize> {
            let bytes = view.get(at..at + 4)?.try_into().ok()?;
            i32::from_ne_bytes(bytes).try_into().ok()
        };
        let length = number(0)?;
        if length <= INLINE {
            return view.get(4..4 + length);
        }
        let (data, from) = (self.data.get(number(8)?)?, number(12)?);
        data.get(from..from.checked_add(length)?)
    }

    /// How many bytes its rows have.
    pub fn length(&self) -> usize {
        let row = |at| self.bytes(at).ok().flatten().map_or(0, <[u8]>::len);
        (0..self.len()).map(row).sum()
    }
}
