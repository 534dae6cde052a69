//! The column of sources with their fixes, begun at the first row that has one.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{BinaryBuilder, BinaryViewBuilder, LargeBinaryBuilder};

use super::column::{Column, Outside, Width};

/// A column of the type of another, in the making.
pub struct Fixed<'a> {
    given: &'a Column,
    /// How many rows it has.
    rows: usize,
    builder: Builder,
    /// How many bytes more than those of the given column it can hold.
    spare: usize,
}

enum Builder {
    Small(BinaryBuilder),
    Large(LargeBinaryBuilder),
    Views(BinaryViewBuilder),
}

impl<'a> Fixed<'a> {
    /// One without rows.
    pub fn new(given: &'a Column) -> Self {
        let (rows, bytes) = (given.len(), given.length());
        // Fixes make a source longer or shorter by little.
        let room = bytes + bytes / 64;
        let builder = match given.width() {
            Width::Small => Builder::Small(BinaryBuilder::with_capacity(rows, room)),
            Width::Large => Builder::Large(LargeBinaryBuilder::with_capacity(rows, room)),
            Width::Views => Builder::Views(BinaryViewBuilder::with_capacity(rows)),
        };
        let spare = match given.width() {
            Width::Small => (i32::MAX as usize).saturating_sub(bytes),
            Width::Large | Width::Views => usize::MAX,
        };
        Self {
            given,
            rows: 0,
            builder,
            spare,
        }
    }

    /// Whether there is room for a row in place of the given one, and for all others as they were given.
    pub fn has_room(&self, at: usize, bytes: &[u8]) -> bool {
        bytes.len().saturating_sub(self.given_length(at)) <= self.spare
    }

    fn given_length(&self, at: usize) -> usize {
        self.given.bytes(at).ok().flatten().map_or(0, <[u8]>::len)
    }

    /// Adds rows as they were given, up to this one.
    pub fn copy(&mut self, up_to: usize) {
        for at in self.rows..up_to {
            match self.given.bytes(at) {
                Ok(Some(bytes)) => self.append(bytes),
                Ok(None) | Err(Outside) => self.append_null(),
            }
        }
        self.rows = up_to;
    }

    /// Adds a row, for which there is [room](Self::has_room).
    pub fn add(&mut self, bytes: &[u8]) {
        let given = self.given_length(self.rows);
        self.spare = self.spare.saturating_add(given) - bytes.len();
        self.append(bytes);
        self.rows += 1;
    }

    fn append(&mut self, bytes: &[u8]) {
        match &mut self.builder {
            Builder::Small(builder) => builder.append_value(bytes),
            Builder::Large(builder) => builder.append_value(bytes),
            Builder::Views(builder) => builder.append_value(bytes),
        }
    }

    fn append_null(&mut self) {
        match &mut self.builder {
            Builder::Small(builder) => builder.append_null(),
            Builder::Large(builder) => builder.append_null(),
            Builder::Views(builder) => builder.append_null(),
        }
    }

    /// The column, with all rows to come as they were given.
    pub fn finish(mut self) -> ArrayRef {
        self.copy(self.given.len());
        match self.builder {
            Builder::Small(mut builder) => Arc::new(builder.finish()),
            Builder::Large(mut builder) => Arc::new(builder.finish()),
            Builder::Views(mut builder) => Arc::new(builder.finish()),
        }
    }
}
