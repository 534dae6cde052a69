//! Which findings the user has asked to leave alone: the suppression comments of one region.
//!
//! Read here are `# noqa`, `# ruff: noqa`, `# flake8: noqa`, `# ruff: ignore[…]`,
//! `# ruff: file-ignore[…]`, `# ruff: disable[…]` and `enable[…]`, `# pylint: disable=…`,
//! `disable-next=…`, `enable=…` and `skip-file`, and `# isfix: skip-file`, `off` and `on`. Where tools
//! read one comment differently, the reading that silences more is taken wherever the comment does not
//! plainly say less: a site its author believes silenced must never be rewritten.
//!
//! `comment` reads the text of one comment, `rows` knows which physical line answers for which,
//! `reader` what each comment reaches: by itself, in pairs (`ranges`) or by the tree (`scopes`).
//! `index` and `layer` answer queries. `unused` tells which comments silence nothing, and `noqa`
//! where new ones go.

use std::sync::OnceLock;

use ruff_python_ast::token::Tokens;
use ruff_text_size::{TextRange, TextSize};

use comment::Directive;
use index::Index;
use layer::Layer;
use reader::Reader;
use rows::Rows;
use scopes::Version;

use crate::rule::Descriptor;
use crate::syntax::Tree;

mod comment;
mod index;
mod layer;
mod noqa;
mod ranges;
mod reader;
mod rows;
mod scopes;
#[cfg(test)]
mod tests;
mod unused;

pub use unused::{Judged, Unused};

/// What names a rule in suppression comments; case does not matter.
#[derive(Clone, Copy, Debug)]
pub struct RuleNames<'r> {
    /// Every code of the rule, whichever tool it is from: `E711`, `C0121`.
    pub codes: &'r [&'r str],
    /// Every name of the rule, whichever tool it is from: `none-comparison`,
    /// `singleton-comparison`. The first one is no other rule's.
    pub names: &'r [&'r str],
}

impl From<&Descriptor> for RuleNames<'static> {
    fn from(rule: &Descriptor) -> Self {
        Self {
            codes: rule.codes,
            names: rule.names,
        }
    }
}

/// The suppression comments of one decoded text, ready for queries.
#[derive(Debug)]
pub struct Suppressions<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    /// The row of the first comment that leaves the whole region alone.
    skips_file: Option<u32>,
    /// Every directive, in the order of the text.
    found: Vec<Found<'a>>,
    /// Those that hold for certain rows, whatever comes behind them.
    index: Index,
    /// pylint's, as 4.0 reads them and as 4.1 does: what either silences is silenced.
    pylint: [Layer<'a>; 2],
    /// isfix's own `off` and `on`.
    switch: Layer<'a>,
    /// Made by `read` where there is a directive, else by the first `noqa_row`.
    rows: OnceLock<Rows>,
}

impl<'a> Suppressions<'a> {
    /// Reads all suppression comments of `text`, in one pass over `tokens`.
    ///
    /// `tokens` must be those of `text`, and `tree` its nodes. Only comment tokens count, so nothing
    /// inside a string does; the comments in the replacement fields of an f-string are tokens
    /// (PEP 701). Where there is no suppression comment, the text's lines are not even counted.
    pub fn read(text: &'a str, tokens: &'a Tokens, tree: &Tree<'_>) -> Self {
        let mut read = Self {
            text,
            tokens,
            skips_file: None,
            found: Vec::new(),
            index: Index::default(),
            pylint: Default::default(),
            switch: Layer::default(),
            rows: OnceLock::new(),
        };
        if reader::directs(text, tokens) {
            let rows = read.rows.get_or_init(|| Rows::new(text, tokens));
            let reader = Reader::run(text, tokens, rows);
            read.skips_file = reader.skips_file;
            read.pylint = [Version::V40, Version::V41].map(|it| reader.pylint(it, tree));
            read.switch = reader.switch;
            read.found = reader.found;
            for Found {
                directive, reach, ..
            } in &read.found
            {
                if let &Reach::Rows(first, last) = reach {
                    read.index.add(&directive.listed, (first, last));
                }
            }
            read.index.settle();
        }
        read
    }

    /// Whether the whole region is to be left alone: `# isfix: skip-file`, `# pylint: skip-file`, or
    /// `# ruff: noqa` or `# flake8: noqa` without codes.
    pub fn skips_file(&self) -> bool {
        self.skips_file.is_some()
    }

    /// The physical row, from 1, of the first comment that says so.
    pub fn skipping_row(&self) -> Option<usize> {
        self.skips_file.map(|row| row as usize + 1)
    }

    /// Whether a finding of `rule` at `range` is silenced, in O(log n) of the comments.
    ///
    /// A comment counts on any physical line that `range` (half-open, in bytes of the text)
    /// touches; where the last of these ends inside a string or with a backslash, also on the line
    /// where that string or run of lines ends. Earlier lines of that sort end at or before it.
    pub fn suppresses(&self, rule: RuleNames<'_>, range: TextRange) -> bool {
        if self.skips_file() {
            return true;
        }
        if self.found.is_empty() {
            return false;
        }
        let (first, last, end) = self.touched(range);
        self.index.names(rule, first..=last, end)
            || self.pylint.iter().chain([&self.switch]).any(|layer| {
                !layer.is_empty() && {
                    let off = &layer.coat(rule).off;
                    off.meets(&(first..=last)) || off.meets(&(end..=end))
                }
            })
    }

    /// The rows that a comment on a finding at `range` may stand on: from the first to the second, and
    /// the third.
    fn touched(&self, range: TextRange) -> (u32, u32, u32) {
        let rows = self.rows();
        let last = rows.last_of(range);
        (rows.of(range.start()), last, rows.run_end(last))
    }

    /// The physical row, from 1, on which a `# noqa` for the finding at `range` is to be put.
    ///
    /// As in ruff, that is the row where the range starts, or, where that row ends inside a string
    /// or with a backslash, the row where the string or run of lines ends. [`Self::suppresses`]
    /// honours a comment there.
    pub fn noqa_row(&self, range: TextRange) -> usize {
        let rows = self.rows();
        rows.run_end(rows.of(range.start())) as usize + 1
    }

    /// Where a part of the text stands.
    fn place(&self, part: &str) -> TextRange {
        let start = part.as_ptr().addr() - self.text.as_ptr().addr();
        let start = TextSize::try_from(start).expect("a parsed text is at most 4 GiB long");
        TextRange::at(start, TextSize::of(part))
    }

    fn rows(&self) -> &Rows {
        self.rows.get_or_init(|| Rows::new(self.text, self.tokens))
    }
}

/// A directive and what it reaches.
#[derive(Debug)]
struct Found<'a> {
    directive: Directive<'a>,
    reach: Reach,
    /// Whether ruff looks for the ends of blocks again because of it, and other ranges end sooner.
    wakes: bool,
}

/// What a directive reaches; rows are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// From the first row to the last.
    Rows(u32, u32),
    /// What [`layer`] says: others may take it back.
    Painted,
    /// It ends what another one began, and does no more.
    End,
    /// Nothing, for it is not heeded where it stands.
    Nothing,
}
