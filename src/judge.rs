//! The judge: is a comparison with `None` plain, or is its `==` overloaded?
//!
//! Witnesses are asked in turn and the first answer stands; each gives its reason in a sentence:
//! [`bindings`] tells what the file shows of the operand ([`values`]), [`context`] where the
//! comparison stands and what it stands beside, [`comment`] what the author says of it. What is known
//! of libraries stands in one table, [`libraries`]; [`columns`] proves what has another spelling.
//!
//! Two principles hold for all: where the truth of a comparison is taken at once, arrays and columns
//! mostly raise, so working code seldom has them there; and unknown is not overloaded, but in any
//! other place a sign of overloading is enough to hold back.

pub mod bindings;
pub mod boolean;
pub mod columns;
pub mod comment;
pub mod context;
pub mod dialect;
pub mod equality;
pub mod later;
pub mod libraries;
pub mod named;
pub mod types;
pub mod values;
pub mod words;

use serde::Serialize;

use crate::rule::Site;
use dialect::Dialect;

/// What a comparison was judged to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// `==` gives what `is` gives.
    Plain,
    /// Nothing speaks of overloading.
    Unknown,
    /// Unknown, but something in sight speaks of overloading.
    Suspect,
    /// The overloaded result is what is wanted: right as it stands.
    Overloaded,
}

impl Verdict {
    /// Its name in reports: `plain`, `overloaded` or `unknown`; a sign makes a fix unsafe, but proves
    /// nothing.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Unknown | Self::Suspect => "unknown",
            Self::Overloaded => "overloaded",
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Who gave a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Witness {
    /// Where the comparison stands.
    Context,
    /// What the file shows of the operand.
    Bindings,
    /// What the user says of it.
    Settings,
    /// What is inferred of the operand.
    Types,
}

impl Witness {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Bindings => "bindings",
            Self::Types => "types",
            Self::Settings => "settings",
        }
    }
}

impl Serialize for Witness {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A verdict, who gave it, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What the comparison was judged to be.
    pub verdict: Verdict,
    /// Who said so; `None` where no witness had anything to say.
    pub witness: Option<Witness>,
    /// Why, in words that complete no sentence: "operand of `&`".
    pub reason: String,
    /// Whose own spelling is right where `is` is wrong, where that is proved.
    #[serde(skip)]
    pub spelling: Option<Dialect>,
}

impl Evidence {
    pub(crate) fn new(verdict: Verdict, witness: Witness, reason: impl Into<String>) -> Self {
        Self {
            verdict,
            witness: Some(witness),
            reason: reason.into(),
            spelling: None,
        }
    }
}

/// Judges a comparison with `None`; `side` (0 or 1) is the operand of the pair that is not `None`.
pub fn judge(site: &Site<'_, '_>, side: usize) -> Evidence {
    types::weigh(site, side, in_sight(site, side))
}

/// What the file, its package and the place of the comparison say.
fn in_sight(site: &Site<'_, '_>, side: usize) -> Evidence {
    let nothing = || Evidence {
        verdict: Verdict::Unknown,
        witness: None,
        reason: "nothing in sight speaks of an overloaded `==`".to_owned(),
        spelling: None,
    };
    let values = bindings::values(site, side);
    named::witness(site, side)
        .or_else(|| columns::witness(site, side))
        .or_else(|| bindings::overloaded(&values))
        .or_else(|| equality::equality_test(site))
        .or_else(|| comment::witness(site))
        .or_else(|| equality::asserted_twice(site, side))
        .or_else(|| bindings::narrowed(site, side))
        .or_else(|| bindings::made_for_a_test(site, &values))
        .or_else(|| context::query_operand(site, side))
        .or_else(|| of_package(site, side, &values))
        .or_else(|| truth(site, &values))
        .or_else(|| context::sign(site, side))
        .or_else(|| bindings::proved(&values))
        .or_else(|| bindings::defaults_to_none(&values))
        .or_else(|| types::open(site, side))
        .or_else(|| context::imported(site))
        .or_else(|| bindings::expected(&values))
        .unwrap_or_else(nothing)
}

/// What the package says, where the file leaves the operand open.
fn of_package(site: &Site<'_, '_>, side: usize, values: &[values::Shown]) -> Option<Evidence> {
    if bindings::proved(values).is_some() {
        return None;
    }
    bindings::of_package(site, side, values)
}

/// Plain where the comparison's truth is taken at once; what the file shows of the operand is the
/// better reason.
fn truth(site: &Site<'_, '_>, values: &[values::Shown]) -> Option<Evidence> {
    let truth = context::truth(site)?;
    bindings::proved(values)
        .or_else(|| bindings::expected(values))
        .or(Some(truth))
}
