//! Fixes (3.55): what to put in place of which regions.

use serde::Serialize;

use super::Message;
use super::place::{Artifact, Region};
use crate::edit::Edit;
use crate::fix::Fix;
use crate::lines::Lines;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FixEntry<'a> {
    description: Message,
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Content<'a>>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

impl<'a> FixEntry<'a> {
    pub fn new(fix: &'a Fix, artifact: &Artifact, lines: &Lines<'_>) -> Self {
        let replacement = |edit: &'a Edit| Replacement {
            deleted_region: Region::new(edit.range, lines),
            inserted_content: (!edit.content.is_empty()).then_some(Content {
                text: &edit.content,
            }),
        };
        Self {
            description: Message::new(&fix.title),
            artifact_changes: [Change {
                artifact_location: artifact.clone(),
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
        }
    }
}
