//! The byte scan: proves, without decoding or parsing, that a file holds nothing to rewrite.
//!
//! It may say "maybe" too often, never "no" wrongly. In nearly every encoding that [`crate::document`]
//! reads, an ASCII byte is that character wherever it stands, so the bytes as read can be searched; a file
//! in another one is let through.
//! A first look is a vector search for the words and operators, with a small look around each hit
//! that tells whether it can matter: it leaves few files open, and is as fast as searching. In those,
//! `code` knows code from strings and comments, and `skim` reads the tokens around each hit; what
//! they leave open is parsed.

mod called;
mod code;
mod comment;
mod equality;
mod identity;
mod nan;
mod negation;
mod skim;
mod word;

#[cfg(test)]
mod tests;

use self::negation::Tests;
use crate::document::encoding::{self, MARK};
use crate::rule::Rule;

/// What the scan looks for on behalf of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// `==` or `!=` beside `None`.
    NoneEquality,
    /// `==` or `!=` beside `True` or `False`.
    BooleanEquality,
    /// `is` beside what may be a literal.
    LiteralIdentity,
    /// `not` before an operand that may hold `is` or `in` at its own level.
    Negation,
    /// The same with `==` or `!=`.
    NegatedEquality,
    /// `==` or `!=` beside a call of `type`.
    TypeEquality,
    /// `is` beside a call of a builtin class.
    NewObjectIdentity,
    /// `==`, `!=` or `is` beside what may be a NaN.
    NanComparison,
    /// `==`, `!=` or `is` before a call of `id`.
    IdComparison,
}

/// Several looks at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Looks {
    none: bool,
    booleans: bool,
    literals: bool,
    negation: bool,
    negated_equality: bool,
    types: bool,
    new_objects: bool,
    ids: bool,
    nans: bool,
    /// Whether a NaN may go by any name.
    nans_by_any_name: bool,
}

impl Looks {
    fn with(mut self, look: Look) -> Self {
        match look {
            Look::NoneEquality => self.none = true,
            Look::BooleanEquality => self.booleans = true,
            Look::LiteralIdentity => self.literals = true,
            Look::Negation => self.negation = true,
            Look::NegatedEquality => self.negated_equality = true,
            Look::TypeEquality => self.types = true,
            Look::NewObjectIdentity => self.new_objects = true,
            Look::NanComparison => self.nans = true,
            Look::IdComparison => self.ids = true,
        }
        self
    }
}

/// Where a first look found what may be a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    /// The offset of the operator, in bytes.
    at: usize,
    look: Look,
}

/// What is looked for in every file of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scan {
    looks: Looks,
    /// Whether files with suppression comments are let through, too.
    suppressions: bool,
}

impl Scan {
    /// A scan on behalf of these rules.
    pub fn new<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> Self {
        let looks = rules.into_iter().map(|rule| rule.look);
        Self {
            looks: looks.fold(Looks::default(), Looks::with),
            suppressions: false,
        }
    }

    /// The same scan, which lets through every file with a suppression comment, too.
    #[must_use]
    pub fn with_suppressions(self) -> Self {
        Self {
            suppressions: true,
            ..self
        }
    }

    /// Whether the bytes may hold a comparison that one of the rules speaks of, or else what is looked
    /// for.
    pub fn may_hold(&self, bytes: &[u8]) -> bool {
        if is_wide(bytes) || encoding::may_hide_ascii(bytes) {
            return true;
        }
        if self.suppressions && comment::may_suppress(bytes) {
            return true;
        }
        // A byte-order mark is no letter of the first word.
        let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let mut hits = self.hits(text);
        hits.sort_unstable();
        !hits.is_empty() && code::may_hold(text, &hits)
    }

    /// What a first look leaves open.
    fn hits(&self, bytes: &[u8]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let looks = self.looks;
        let of = |look| move |at| Hit { at, look };
        if looks.literals {
            hits.extend(identity::hits(bytes).map(of(Look::LiteralIdentity)));
        }
        if looks.negation {
            hits.extend(negation::hits(bytes, Tests::IsAndIn).map(of(Look::Negation)));
        }
        if looks.negated_equality {
            let negated = negation::hits(bytes, Tests::Equality);
            hits.extend(negated.map(of(Look::NegatedEquality)));
        }
        if looks.types {
            hits.extend(called::equalities(bytes).map(of(Look::TypeEquality)));
        }
        if looks.new_objects {
            hits.extend(called::identities(bytes).map(of(Look::NewObjectIdentity)));
        }
        if looks.nans {
            hits.extend(nan::hits(bytes).map(of(Look::NanComparison)));
        }
        if looks.ids {
            hits.extend(called::ids(bytes).map(of(Look::IdComparison)));
        }
        hits.extend(equality::hits(bytes, looks));
        hits
    }
}

/// Whether the bytes look like UTF-16 or UTF-32, which no search for ASCII sees through and Python
/// does not read: that is for the decoder to say.
fn is_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4)];
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.contains(&0)
}
