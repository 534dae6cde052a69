//! Where a `# noqa` goes, and what it says.
//!
//! On a line that has one with codes the new codes follow its own; else a comment of its own follows
//! what is on the line. Nothing is taken away: the words behind the codes stay, and so do other comments.

use ruff_text_size::{Ranged, TextRange, TextSize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Suppressions;
use super::comment::{self, Item, Keyword, Listed};
use crate::edit::{Edit, Edits};

impl Suppressions<'_> {
    /// The insertions that put `# noqa` comments for these codes on their rows, counted from 1, which
    /// are those of [`Self::noqa_row`].
    pub fn noqa(&self, missing: &BTreeMap<usize, BTreeSet<&str>>) -> Edits {
        let comments = self.tokens.iter().filter(|token| token.kind().is_comment());
        let comments: HashMap<u32, TextRange> = comments
            .map(|token| (self.rows().of(token.start()), token.range()))
            .collect();
        let edits = missing.iter().filter_map(|(&row, codes)| {
            let row = u32::try_from(row.checked_sub(1)?).ok()?;
            self.noqa_on(row, comments.get(&row).copied(), codes)
        });
        Edits::new(edits.collect())
    }

    /// The insertion on one row, counted from 0, whose comment is given if it has one.
    fn noqa_on(
        &self,
        row: u32,
        comment: Option<TextRange>,
        codes: &BTreeSet<&str>,
    ) -> Option<Edit> {
        let codes = codes.iter().copied().collect::<Vec<_>>().join(", ");
        if let Some(end) = comment.and_then(|comment| self.end_of_codes(comment)) {
            return Some(insert(end, format!(", {codes}")));
        }
        let start = self.rows().start(row)?.to_usize();
        let line = &self.text[start..];
        let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
        let blanks = line.len() - line.trim_end_matches([' ', '\t']).len();
        let gap = " ".repeat(2_usize.saturating_sub(blanks));
        let end = TextSize::try_from(start + line.len()).ok()?;
        Some(insert(end, format!("{gap}# noqa: {codes}")))
    }

    /// Behind the codes of the first `# noqa` in a comment, where more of them would be read as such by
    /// every tool.
    fn end_of_codes(&self, comment: TextRange) -> Option<TextSize> {
        let mut first = None;
        comment::read(&self.text[comment], |directive| {
            if first.is_none() && directive.keyword == Keyword::Noqa {
                first = Some(directive.listed);
            }
        });
        let Some(Listed::These(items)) = first else {
            return None;
        };
        let codes = items
            .iter()
            .take_while(|item| matches!(item, Item::Code(_)));
        let end = self.place(codes.last()?.text()).end();
        let next = self.text[end.to_usize()..].chars().next();
        let is_glued =
            next.is_some_and(|next| next.is_alphanumeric() || next == '_' || next == '-');
        (!is_glued).then_some(end)
    }
}

fn insert(at: TextSize, content: String) -> Edit {
    Edit::replace(TextRange::empty(at), content)
}
