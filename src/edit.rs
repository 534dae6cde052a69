//! Edits: what to put in place of which range of the text.
//!
//! An edit's range is in UTF-8 bytes of the decoded text; what a fix puts there is ASCII, so the same
//! splice is right in every encoding that [`crate::document`] reads. What a person writes may be any text.

use ruff_text_size::{Ranged, TextRange, TextSize};
use std::borrow::Cow;

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The half-open range that goes away; empty for an insertion.
    pub range: TextRange,
    /// What comes in its place: ASCII, unless a person wrote it.
    pub content: Cow<'static, str>,
}

impl Edit {
    /// Puts `content` in place of `range`.
    pub fn replace(range: TextRange, content: impl Into<Cow<'static, str>>) -> Self {
        Self {
            range,
            content: content.into(),
        }
    }

    /// Takes `range` away.
    pub fn delete(range: TextRange) -> Self {
        Self::replace(range, "")
    }
}

impl Ranged for Edit {
    fn range(&self) -> TextRange {
        self.range
    }
}

/// Several edits that are applied together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// Sorted by start, disjoint; edits that touch were merged into one.
    edits: Vec<Edit>,
}

impl Edits {
    /// Sorts the edits and merges those that touch.
    ///
    /// # Panics
    ///
    /// If two of them overlap: each stands for tokens of its own, so that would be a fault of the
    /// rule that made them.
    pub fn new(mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
        let mut merged: Vec<Edit> = Vec::with_capacity(edits.len());
        for edit in edits {
            match merged.last_mut() {
                Some(last) if last.range.end() == edit.range.start() => {
                    last.range = last.range.cover(edit.range);
                    last.content.to_mut().push_str(&edit.content);
                }
                Some(last) => {
                    assert!(
                        last.range.end() < edit.range.start(),
                        "edits overlap: {last:?} {edit:?}"
                    );
                    merged.push(edit);
                }
                None => merged.push(edit),
            }
        }
        Self { edits: merged }
    }

    /// All edits of several sets, which must be disjoint.
    pub fn union<'e>(sets: impl IntoIterator<Item = &'e Self>) -> Self {
        Self::new(
            sets.into_iter()
                .flat_map(|set| set.edits.iter().cloned())
                .collect(),
        )
    }

    /// In order.
    pub fn iter(&self) -> std::slice::Iter<'_, Edit> {
        self.edits.iter()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The bytes with every edit spliced in; `to_source` carries an offset of the text to one of
    /// `source`, in bytes.
    pub fn splice(&self, source: &[u8], to_source: impl Fn(TextSize) -> usize) -> Vec<u8> {
        let grown: usize = self.edits.iter().map(|edit| edit.content.len()).sum();
        let mut spliced = Vec::with_capacity(source.len() + grown);
        let mut from = 0;
        for edit in &self.edits {
            spliced.extend_from_slice(&source[from..to_source(edit.range.start())]);
            spliced.extend_from_slice(edit.content.as_bytes());
            from = to_source(edit.range.end());
        }
        spliced.extend_from_slice(&source[from..]);
        spliced
    }

    /// A part of the text with the edits in it applied; all of them must lie in it.
    pub fn apply_within(&self, text: &str, part: TextRange) -> String {
        let mut result = String::with_capacity(part.len().to_usize());
        let mut from = part.start();
        for edit in &self.edits {
            result.push_str(&text[TextRange::new(from, edit.range.start())]);
            result.push_str(&edit.content);
            from = edit.range.end();
        }
        result.push_str(&text[TextRange::new(from, part.end())]);
        result
    }

    /// The text with every edit applied.
    pub fn apply(&self, text: &str) -> String {
        let bytes = self.splice(text.as_bytes(), |offset| offset.to_usize());
        String::from_utf8(bytes).expect("edits start and end on characters and hold text")
    }
}

impl<'e> IntoIterator for &'e Edits {
    type Item = &'e Edit;
    type IntoIter = std::slice::Iter<'e, Edit>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
