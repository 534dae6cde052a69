//! Which rows each code and name is suppressed on, for queries that take O(log n) time.
//!
//! Rows are counted from 0 here. What a comment means and which rows it reaches is decided before.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::RuleNames;
use super::comment::{Item, Listed};

/// Rows by what is suppressed on them.
#[derive(Debug, Default)]
pub(super) struct Index {
    everything: Spans,
    /// By code or the beginning of one, in capitals.
    prefixes: HashMap<String, Spans>,
    /// By name, code in full or pylint category, in capitals.
    exact: HashMap<String, Spans>,
}

impl Index {
    /// Notes that what is `listed` is suppressed from the first to the last of `rows`.
    ///
    /// Queries are right only after `settle`.
    pub(super) fn add(&mut self, listed: &Listed<'_>, rows: (u32, u32)) {
        let items = match listed {
            Listed::Everything => return self.everything.push(rows),
            Listed::These(items) => items,
        };
        for item in items {
            let (map, key) = match item {
                Item::Code(code) => (&mut self.prefixes, code),
                Item::Exact(name) => (&mut self.exact, name),
            };
            map.entry(key.to_ascii_uppercase()).or_default().push(rows);
        }
    }

    pub(super) fn settle(&mut self) {
        self.everything.settle();
        self.prefixes
            .values_mut()
            .chain(self.exact.values_mut())
            .for_each(Spans::settle);
    }

    /// Whether `rule` is suppressed on any of `rows` or on the row `end`.
    pub(super) fn names(&self, rule: RuleNames<'_>, rows: RangeInclusive<u32>, end: u32) -> bool {
        self.everything.meets(&rows)
            || self.everything.meets(&(end..=end))
            || self.lists(rule, rows, end)
    }

    /// Whether a list names `rule` for any of `rows` or for the row `end`.
    pub(super) fn lists(&self, rule: RuleNames<'_>, rows: RangeInclusive<u32>, end: u32) -> bool {
        let meets = |spans: &Spans| spans.meets(&rows) || spans.meets(&(end..=end));
        rule.codes
            .iter()
            .any(|code| self.spans_of_code(code).any(meets))
            || rule
                .names
                .iter()
                .any(|name| self.spans_of_name(name).is_some_and(meets))
    }

    /// All that suppresses `code`: itself, its beginnings (as flake8 reads `# noqa: E7`; ruff does
    /// not) and, for a code of pylint's, its category.
    fn spans_of_code(&self, code: &str) -> impl Iterator<Item = &Spans> {
        let code = code.to_ascii_uppercase();
        let beginnings = (1..=code.len()).filter_map({
            let code = code.clone();
            move |length| self.prefixes.get(code.get(..length)?)
        });
        let category = if is_pylint(&code) {
            self.exact.get(&code[..1])
        } else {
            None
        };
        beginnings.chain(self.exact.get(&code)).chain(category)
    }

    fn spans_of_name(&self, name: &str) -> Option<&Spans> {
        self.exact.get(&name.to_ascii_uppercase())
    }
}

impl Item<'_> {
    /// Whether it names `rule` in any way: what [`Index`] answers for many items at once.
    pub(super) fn names(self, rule: RuleNames<'_>) -> bool {
        let text = self.text();
        let is_start = |code: &str| {
            let start = code.get(..text.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(text))
        };
        let is_category = |code: &str| text.len() == 1 && is_pylint(code) && is_start(code);
        self.is_name_of(rule)
            || rule.codes.iter().any(|code| match self {
                Self::Code(_) => is_start(code),
                Self::Exact(_) => is_category(code) || is_checker(text, code),
            })
    }

    /// Whether it is a whole code of `rule` or a name.
    pub(super) fn is_name_of(self, rule: RuleNames<'_>) -> bool {
        let mut own = rule.codes.iter().chain(rule.names);
        own.any(|name| name.eq_ignore_ascii_case(self.text()))
    }
}

/// Whether pylint's checker of this name has the message with this code.
fn is_checker(name: &str, code: &str) -> bool {
    match name {
        "basic" => matches!(code, "C0121" | "C0123" | "R0123" | "W0177"),
        "refactoring" => matches!(code, "C0113" | "C0117"),
        _ => false,
    }
}

/// Whether `code` has the shape of pylint's: a letter and four digits.
fn is_pylint(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 5 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
}

/// First and last rows; after `settle` sorted and disjoint.
#[derive(Debug, Default)]
pub(super) struct Spans(Vec<(u32, u32)>);

impl Spans {
    pub(super) fn push(&mut self, rows: (u32, u32)) {
        self.0.push(rows);
    }

    pub(super) fn settle(&mut self) {
        self.0.sort_unstable();
        self.0.dedup_by(|next, kept| {
            let joined = next.0 <= kept.1;
            if joined {
                kept.1 = kept.1.max(next.1);
            }
            joined
        });
    }

    pub(super) fn meets(&self, rows: &RangeInclusive<u32>) -> bool {
        let next = self.0.partition_point(|span| span.1 < *rows.start());
        self.0.get(next).is_some_and(|span| span.0 <= *rows.end())
    }

    /// Whether the two have a row in common.
    pub(super) fn meet(&self, other: &Self) -> bool {
        self.0
            .iter()
            .any(|&(first, last)| other.meets(&(first..=last)))
    }
}
