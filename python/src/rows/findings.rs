//! The findings of all rows as one column: a list of structs for each row, of the shape that `isfix.Finding` has.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Int32Array, ListArray, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{Field, Fields};
use isfix::judge::Evidence;
use isfix::lines::Location;
use isfix::session::found::{Found, FoundEdit, FoundFix};

use crate::results::applicability;

/// The column of what was found in each row.
pub fn column<'a>(rows: impl Iterator<Item = &'a [Found]> + Clone) -> Result<ArrayRef, String> {
    let lengths = rows.clone().map(<[Found]>::len);
    let found: Vec<&Found> = rows.flatten().collect();
    list(lengths, structs(&found)?)
}

fn structs(found: &[&Found]) -> Result<ArrayRef, String> {
    let texts = |of: fn(&Found) -> &str| -> ArrayRef {
        Arc::new(found.iter().map(|it| Some(of(it))).collect::<StringArray>())
    };
    let flags = |of: fn(&Found) -> bool| -> ArrayRef {
        Arc::new(
            found
                .iter()
                .map(|it| Some(of(it)))
                .collect::<BooleanArray>(),
        )
    };
    let evidence: Vec<_> = found.iter().map(|it| it.evidence.as_ref()).collect();
    let fixes: Vec<_> = found.iter().map(|it| it.fix.as_ref()).collect();
    Ok(group(
        [
            ("code", texts(|it| it.code)),
            ("name", texts(|it| it.name)),
            ("message", texts(|it| &it.message)),
            ("location", places(found.iter().map(|it| it.location))),
            (
                "end_location",
                places(found.iter().map(|it| it.end_location)),
            ),
            ("fix", fix(&fixes)?),
            ("evidence", judged(&evidence)),
            ("applied", flags(|it| it.applied)),
            ("is_note", flags(|it| it.is_note)),
            (
                "noqa_row",
                numbers(found.iter().map(|it| Some(it.noqa_row))),
            ),
        ],
        None,
    ))
}

fn fix(fixes: &[Option<&FoundFix>]) -> Result<ArrayRef, String> {
    let words = fixes
        .iter()
        .map(|it| Some(applicability((*it)?.applicability)));
    let messages = fixes.iter().map(|it| Some((*it)?.message.as_str()));
    let groups = fixes.iter().map(|it| Some((*it)?.group as usize));
    let of = |fix: &Option<&FoundFix>| fix.map_or(0, |fix| fix.edits.len());
    let edits: Vec<&FoundEdit> = fixes.iter().flatten().flat_map(|fix| &fix.edits).collect();
    let contents = edits.iter().map(|it| Some(it.content.as_str()));
    let edits = group(
        [
            (
                "content",
                Arc::new(contents.collect::<StringArray>()) as ArrayRef,
            ),
            ("location", places(edits.iter().map(|it| it.location))),
            (
                "end_location",
                places(edits.iter().map(|it| it.end_location)),
            ),
        ],
        None,
    );
    Ok(group(
        [
            (
                "applicability",
                Arc::new(words.collect::<StringArray>()) as ArrayRef,
            ),
            ("message", Arc::new(messages.collect::<StringArray>())),
            ("edits", list(fixes.iter().map(of), edits)?),
            ("group", numbers(groups)),
        ],
        Some(fixes.iter().map(Option::is_some).collect()),
    ))
}

fn judged(all: &[Option<&Evidence>]) -> ArrayRef {
    let verdicts = all.iter().map(|it| Some((*it)?.verdict.name()));
    let witnesses = all.iter().map(|it| Some((*it)?.witness?.name()));
    let reasons = all.iter().map(|it| Some((*it)?.reason.as_str()));
    group(
        [
            (
                "verdict",
                Arc::new(verdicts.collect::<StringArray>()) as ArrayRef,
            ),
            ("witness", Arc::new(witnesses.collect::<StringArray>())),
            ("reason", Arc::new(reasons.collect::<StringArray>())),
        ],
        Some(all.iter().map(Option::is_some).collect()),
    )
}

fn places(all: impl Iterator<Item = Location> + Clone) -> ArrayRef {
    let rows = numbers(all.clone().map(|it| Some(it.row)));
    let columns = numbers(all.map(|it| Some(it.column)));
    group([("row", rows), ("column", columns)], None)
}

/// Signed, for there are engines that know no other numbers; a text under 2 GiB has no larger ones.
fn numbers(all: impl Iterator<Item = Option<usize>>) -> ArrayRef {
    let narrow = |number| i32::try_from(number).unwrap_or(i32::MAX);
    Arc::new(all.map(|it| it.map(narrow)).collect::<Int32Array>())
}

fn group<const N: usize>(columns: [(&str, ArrayRef); N], valid: Option<Vec<bool>>) -> ArrayRef {
    let field =
        |(name, array): &(&str, ArrayRef)| Field::new(*name, array.data_type().clone(), true);
    let fields: Fields = columns.iter().map(field).collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    Arc::new(StructArray::new(
        fields,
        arrays,
        valid.map(NullBuffer::from),
    ))
}

fn list(
    lengths: impl Iterator<Item = usize> + Clone,
    values: ArrayRef,
) -> Result<ArrayRef, String> {
    if i32::try_from(values.len()).is_err() {
        return Err("a batch holds more findings than a list can: make smaller batches".to_owned());
    }
    let field = Field::new("item", values.data_type().clone(), true);
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(Arc::new(ListArray::new(
        Arc::new(field),
        offsets,
        values,
        None,
    )))
}
