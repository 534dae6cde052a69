//! A column of text or bytes, of whichever type it is.

use std::sync::Arc;

use arrow_array::builder::{
    BinaryViewBuilder, GenericBinaryBuilder, GenericStringBuilder, StringViewBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray, LargeStringArray,
    OffsetSizeTrait, StringArray, StringViewArray,
};
use arrow_schema::DataType;
use isfix::session::Source;

/// A column of sources or of paths.
pub enum Column {
    Utf8(StringArray),
    LargeUtf8(LargeStringArray),
    Utf8View(StringViewArray),
    Binary(BinaryArray),
    LargeBinary(LargeBinaryArray),
    BinaryView(BinaryViewArray),
}

/// What holds for the array of any type.
macro_rules! of_any {
    ($column:expr, $array:ident => $value:expr) => {
        match $column {
            Column::Utf8($array) => $value,
            Column::LargeUtf8($array) => $value,
            Column::Utf8View($array) => $value,
            Column::Binary($array) => $value,
            Column::LargeBinary($array) => $value,
            Column::BinaryView($array) => $value,
        }
    };
}

impl Column {
    /// The column that an array is, or the name of its type, which is another.
    pub fn new(array: &ArrayRef) -> Result<Self, String> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string().clone()),
            DataType::LargeUtf8 => Self::LargeUtf8(array.as_string().clone()),
            DataType::Utf8View => Self::Utf8View(array.as_string_view().clone()),
            DataType::Binary => Self::Binary(array.as_binary().clone()),
            DataType::LargeBinary => Self::LargeBinary(array.as_binary().clone()),
            DataType::BinaryView => Self::BinaryView(array.as_binary_view().clone()),
            other => return Err(other.to_string()),
        })
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        of_any!(self, array => array.len())
    }

    /// What a row holds; `None` where that is null.
    pub fn source(&self, at: usize) -> Option<Source<'_>> {
        if of_any!(self, array => array.is_null(at)) {
            return None;
        }
        Some(match self {
            Self::Utf8(array) => Source::Text(array.value(at)),
            Self::LargeUtf8(array) => Source::Text(array.value(at)),
            Self::Utf8View(array) => Source::Text(array.value(at)),
            Self::Binary(array) => Source::Bytes(array.value(at)),
            Self::LargeBinary(array) => Source::Bytes(array.value(at)),
            Self::BinaryView(array) => Source::Bytes(array.value(at)),
        })
    }

    /// The same column, of the same type, with results in place of some rows; itself where there are none. Fails
    /// where more comes of it than its type can hold.
    pub fn with<'r>(
        &self,
        results: impl Iterator<Item = Option<&'r [u8]>> + Clone,
    ) -> Result<ArrayRef, String> {
        if results.clone().all(|result| result.is_none()) {
            return Ok(of_any!(self, array => Arc::new(array.clone())));
        }
        let rows = results.enumerate().map(|(at, result)| {
            let old = self.source(at);
            old.map(|old| result.unwrap_or(old.bytes()))
        });
        let bytes: usize = rows.clone().flatten().map(<[u8]>::len).sum();
        Ok(match self {
            Self::Utf8(_) => text::<i32>(rows, bytes)?,
            Self::LargeUtf8(_) => text::<i64>(rows, bytes)?,
            Self::Binary(_) => binary::<i32>(rows, bytes)?,
            Self::LargeBinary(_) => binary::<i64>(rows, bytes)?,
            Self::Utf8View(_) => {
                let mut builder = StringViewBuilder::new();
                rows.for_each(|row| builder.append_option(row.map(utf8)));
                Arc::new(builder.finish())
            }
            Self::BinaryView(_) => {
                let mut builder = BinaryViewBuilder::new();
                rows.for_each(|row| builder.append_option(row));
                Arc::new(builder.finish())
            }
        })
    }
}

/// What came of text, which is text.
fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text and edits of it are UTF-8")
}

fn text<'a, O: OffsetSizeTrait>(
    rows: impl Iterator<Item = Option<&'a [u8]>>,
    bytes: usize,
) -> Result<ArrayRef, String> {
    fits::<O>(bytes)?;
    let mut builder = GenericStringBuilder::<O>::with_capacity(rows.size_hint().0, bytes);
    rows.for_each(|row| builder.append_option(row.map(utf8)));
    Ok(Arc::new(builder.finish()))
}

fn binary<'a, O: OffsetSizeTrait>(
    rows: impl Iterator<Item = Option<&'a [u8]>>,
    bytes: usize,
) -> Result<ArrayRef, String> {
    fits::<O>(bytes)?;
    let mut builder = GenericBinaryBuilder::<O>::with_capacity(rows.size_hint().0, bytes);
    rows.for_each(|row| builder.append_option(row));
    Ok(Arc::new(builder.finish()))
}

fn fits<O: OffsetSizeTrait>(bytes: usize) -> Result<(), String> {
    if bytes <= O::MAX_OFFSET {
        return Ok(());
    }
    Err(format!(
        "the fixed sources of this batch hold {bytes} bytes, and its column's type holds less than 2 GiB: \
         make smaller batches, or cast the column to its large type"
    ))
}
