//! The findings of all rows as one column: a list of structs for each row, of the shape that `isfix.Finding` has.
//! Each finding becomes a few numbers and texts in columns as soon as its row comes, and is no more.

use std::iter;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, BooleanArray, Int32Array, ListArray, StructArray};
use arrow_buffer::{
    BooleanBufferBuilder, NullBuffer, NullBufferBuilder, OffsetBuffer, ScalarBuffer,
};
use arrow_schema::{Field, Fields};
use isfix::judge::{Evidence, Witness};
use isfix::lines::Location;
use isfix::session::found::{Found, FoundFix};

use crate::results::applicability;

/// The column in the making.
pub struct Findings {
    /// Up to which finding each row goes.
    ends: Vec<i32>,
    /// No less than any column of texts has of bytes, nor than there are findings or edits.
    most: usize,
    code: StringBuilder,
    name: StringBuilder,
    message: StringBuilder,
    location: Places,
    end_location: Places,
    fix: Fixes,
    evidence: Evidences,
    applied: BooleanBufferBuilder,
    is_note: BooleanBufferBuilder,
    noqa_row: Vec<i32>,
}

impl Findings {
    /// One with room for so many rows.
    pub fn new(rows: usize) -> Self {
        let mut ends = Vec::with_capacity(rows + 1);
        ends.push(0);
        Self {
            ends,
            most: 0,
            code: StringBuilder::new(),
            name: StringBuilder::new(),
            message: StringBuilder::new(),
            location: Places::default(),
            end_location: Places::default(),
            fix: Fixes::new(),
            evidence: Evidences::new(),
            applied: BooleanBufferBuilder::new(0),
            is_note: BooleanBufferBuilder::new(0),
            noqa_row: Vec::new(),
        }
    }

    /// Adds rows in which nothing is found.
    pub fn none(&mut self, rows: usize) {
        let end = self.ends.last().copied().unwrap_or_default();
        self.ends.extend(iter::repeat_n(end, rows));
    }

    /// Adds a row, if the types hold it beside the others.
    pub fn add(&mut self, row: &[Found]) -> bool {
        let most = self.most + row.iter().map(counted).sum::<usize>();
        if i32::try_from(most).is_err() {
            return false;
        }
        self.most = most;
        row.iter().for_each(|found| self.append(found));
        self.ends.push(narrow(self.noqa_row.len()));
        true
    }

    fn append(&mut self, found: &Found) {
        self.code.append_value(found.code);
        self.name.append_value(found.name);
        self.message.append_value(&found.message);
        self.location.append(found.location);
        self.end_location.append(found.end_location);
        self.fix.append(found.fix.as_ref());
        self.evidence.append(found.evidence.as_ref());
        self.applied.append(found.applied);
        self.is_note.append(found.is_note);
        self.noqa_row.push(narrow(found.noqa_row));
    }

    /// The column.
    pub fn finish(mut self) -> ArrayRef {
        let findings = group(
            [
                ("code", Arc::new(self.code.finish()) as ArrayRef),
                ("name", Arc::new(self.name.finish())),
                ("message", Arc::new(self.message.finish())),
                ("location", self.location.finish()),
                ("end_location", self.end_location.finish()),
                ("fix", self.fix.finish()),
                ("evidence", self.evidence.finish()),
                ("applied", flags(self.applied)),
                ("is_note", flags(self.is_note)),
                ("noqa_row", numbers(self.noqa_row)),
            ],
            None,
        );
        list(self.ends, findings)
    }
}

/// No less than what a finding adds to any one column: words of fixed length are short.
fn counted(found: &Found) -> usize {
    let edits = found.fix.as_ref().map_or(0, |it| it.edits.len());
    64 + edits + found.text_length()
}

#[derive(Default)]
struct Places {
    rows: Vec<i32>,
    columns: Vec<i32>,
}

impl Places {
    fn append(&mut self, Location { row, column }: Location) {
        self.rows.push(narrow(row));
        self.columns.push(narrow(column));
    }

    fn finish(self) -> ArrayRef {
        let (rows, columns) = (numbers(self.rows), numbers(self.columns));
        group([("row", rows), ("column", columns)], None)
    }
}

struct Fixes {
    valid: NullBufferBuilder,
    applicability: StringBuilder,
    message: StringBuilder,
    /// Up to which edit each goes.
    ends: Vec<i32>,
    content: StringBuilder,
    location: Places,
    end_location: Places,
    group: Vec<Option<i32>>,
}

impl Fixes {
    fn new() -> Self {
        Self {
            valid: NullBufferBuilder::new(0),
            applicability: StringBuilder::new(),
            message: StringBuilder::new(),
            ends: vec![0],
            content: StringBuilder::new(),
            location: Places::default(),
            end_location: Places::default(),
            group: Vec::new(),
        }
    }

    fn append(&mut self, fix: Option<&FoundFix>) {
        self.valid.append(fix.is_some());
        let word = fix.map(|it| applicability(it.applicability));
        self.applicability.append_option(word);
        self.message.append_option(fix.map(|it| &it.message));
        for edit in fix.iter().flat_map(|it| &it.edits) {
            self.content.append_value(&edit.content);
            self.location.append(edit.location);
            self.end_location.append(edit.end_location);
        }
        self.ends.push(narrow(self.location.rows.len()));
        self.group.push(fix.map(|it| narrow(it.group as usize)));
    }

    fn finish(mut self) -> ArrayRef {
        let edits = group(
            [
                ("content", Arc::new(self.content.finish()) as ArrayRef),
                ("location", self.location.finish()),
                ("end_location", self.end_location.finish()),
            ],
            None,
        );
        group(
            [
                (
                    "applicability",
                    Arc::new(self.applicability.finish()) as ArrayRef,
                ),
                ("message", Arc::new(self.message.finish())),
                ("edits", list(self.ends, edits)),
                ("group", Arc::new(Int32Array::from(self.group))),
            ],
            self.valid.finish(),
        )
    }
}

struct Evidences {
    valid: NullBufferBuilder,
    verdict: StringBuilder,
    witness: StringBuilder,
    reason: StringBuilder,
}

impl Evidences {
    fn new() -> Self {
        Self {
            valid: NullBufferBuilder::new(0),
            verdict: StringBuilder::new(),
            witness: StringBuilder::new(),
            reason: StringBuilder::new(),
        }
    }

    fn append(&mut self, evidence: Option<&Evidence>) {
        self.valid.append(evidence.is_some());
        self.verdict
            .append_option(evidence.map(|it| it.verdict.name()));
        let witness = evidence.and_then(|it| it.witness).map(Witness::name);
        self.witness.append_option(witness);
        self.reason.append_option(evidence.map(|it| &it.reason));
    }

    fn finish(mut self) -> ArrayRef {
        group(
            [
                ("verdict", Arc::new(self.verdict.finish()) as ArrayRef),
                ("witness", Arc::new(self.witness.finish())),
                ("reason", Arc::new(self.reason.finish())),
            ],
            self.valid.finish(),
        )
    }
}

/// Signed, for there are engines that know no other numbers; a text under 2 GiB has no larger ones.
fn narrow(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn numbers(all: Vec<i32>) -> ArrayRef {
    Arc::new(Int32Array::from(all))
}

fn flags(mut all: BooleanBufferBuilder) -> ArrayRef {
    Arc::new(BooleanArray::new(all.finish(), None))
}

fn group<const N: usize>(columns: [(&str, ArrayRef); N], valid: Option<NullBuffer>) -> ArrayRef {
    let field =
        |(name, array): &(&str, ArrayRef)| Field::new(*name, array.data_type().clone(), true);
    let fields: Fields = columns.iter().map(field).collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    Arc::new(StructArray::new(fields, arrays, valid))
}

fn list(ends: Vec<i32>, values: ArrayRef) -> ArrayRef {
    let field = Field::new("item", values.data_type().clone(), true);
    let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
    Arc::new(ListArray::new(Arc::new(field), offsets, values, None))
}
