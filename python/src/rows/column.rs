//! A column of bytes, of whichever type it is. Text comes as its bytes, too, and is looked at row by row: whoever made
//! a column of strings need not have looked whether they are UTF-8.

use std::sync::Arc;

use arrow_array::builder::{BinaryViewBuilder, GenericBinaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray, OffsetSizeTrait,
};
use arrow_schema::DataType;

/// A column of sources or of paths.
pub enum Column {
    Binary(BinaryArray),
    LargeBinary(LargeBinaryArray),
    BinaryView(BinaryViewArray),
}

/// What holds for the array of any type.
macro_rules! of_any {
    ($column:expr, $array:ident => $value:expr) => {
        match $column {
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

    /// The bytes of a row; `None` where that is null.
    pub fn bytes(&self, at: usize) -> Option<&[u8]> {
        of_any!(self, array => array.is_valid(at).then(|| array.value(at)))
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
            let old = self.bytes(at);
            old.map(|old| result.unwrap_or(old))
        });
        let bytes: usize = rows.clone().flatten().map(<[u8]>::len).sum();
        Ok(match self {
            Self::Binary(_) => binary::<i32>(rows, bytes)?,
            Self::LargeBinary(_) => binary::<i64>(rows, bytes)?,
            Self::BinaryView(_) => {
                let mut builder = BinaryViewBuilder::new();
                rows.for_each(|row| builder.append_option(row));
                Arc::new(builder.finish())
            }
        })
    }
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
