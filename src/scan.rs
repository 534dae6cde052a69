//! The byte scan: proves, without decoding or parsing, that a file holds nothing to rewrite.
//!
//! It may say "maybe" too often, never "no" wrongly. Every encoding that [`crate::document`] reads
//! has Python's keywords and operators as their ASCII bytes, so the bytes as read can be searched.
//! A first look is a vector search for the words and operators, with a small look around each hit
//! that tells whether it can matter: it leaves few files open, and is as fast as searching. Those are
//! read through once by [`skim`], which knows code from strings and comments; what that leaves open is
//! parsed.

mod equality;
mod identity;
mod negation;
mod skim;
mod word;

use crate::document::encoding;
use crate::rule::Rule;

/// What the scan looks for on behalf of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// `==` or `!=` beside `None`.
    NoneEquality,
    /// `==` or `!=` beside `True` or `False`.
    BooleanEquality,
    /// `is` beside what may be a literal.
    LiteralIdentity,
    /// `not` before an operand that may hold `is` or `in` at its own level.
    Negation,
}

/// Several looks at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Looks {
    none: bool,
    booleans: bool,
    literals: bool,
    negation: bool,
}

impl Looks {
    fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// What is looked for in every file of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scan {
    looks: Looks,
}

impl Scan {
    /// A scan on behalf of these rules.
    pub fn new<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> Self {
        let mut looks = Looks::default();
        for rule in rules {
            match rule.look {
                Look::NoneEquality => looks.none = true,
                Look::BooleanEquality => looks.booleans = true,
                Look::LiteralIdentity => looks.literals = true,
                Look::Negation => looks.negation = true,
            }
        }
        Self { looks }
    }

    /// Whether the bytes may hold a comparison that one of the rules speaks of.
    pub fn may_hold(&self, bytes: &[u8]) -> bool {
        if is_wide(bytes) {
            return true;
        }
        let open = self.open(bytes);
        !open.is_empty() && (!encoding::is_read_bytewise(bytes) || skim::may_hold(bytes, open))
    }

    /// The looks that a first look leaves open.
    fn open(&self, bytes: &[u8]) -> Looks {
        let looks = self.looks;
        Looks {
            none: looks.none && equality::beside(bytes, &[b"None"]),
            booleans: looks.booleans && equality::beside(bytes, &[b"True", b"False"]),
            literals: looks.literals && identity::may_be_of_literal(bytes),
            negation: looks.negation && negation::may_hold(bytes),
        }
    }
}

/// Whether the bytes look like UTF-16 or UTF-32, which no search for ASCII sees through and Python
/// does not read: that is for the decoder to say.
fn is_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4)];
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.contains(&0)
}
