//! The judge: is a comparison with `None` plain, or is its `==` overloaded?
//!
//! Witnesses are asked in turn and the first answer stands; each gives its reason in a sentence. In the
//! order of the flow:
//!
//! - [`named`]: what the user says of the operand's name;
//! - [`columns`]: columns and frames that the file proves, with their library's spelling ([`dialect`]);
//! - [`bindings`]: what the file and its package show of the operand, over its [`values`]; [`proxies`] that
//!   it makes in several steps;
//! - [`equality`]: tests of `__eq__`, for which `== None` is written; [`comment`]: what the author says;
//! - [`context`]: where the comparison stands, what becomes of its value ([`later`]), what the names
//!   around it say ([`words`]);
//! - [`types`]: what is inferred of the operand, weighed against what the others say.
//!
//! [`boolean`] judges comparisons with `True` and `False`, [`nan`] those with a NaN, by the same witnesses,
//! and [`opposite`] those under `not`. What is a builtin is told by [`builtins`], and what names a class by
//! [`classes`]. What is known of libraries
//! stands in one table, [`libraries::table`].
//!
//! Two principles hold for all: where the truth of a comparison is taken at once, arrays and columns
//! mostly raise, so working code seldom has them there; and unknown is not overloaded, but in any
//! other place a sign of overloading is enough to hold back.

pub mod bindings;
pub mod boolean;
pub mod builtins;
pub mod classes;
pub mod columns;
pub mod comment;
pub mod context;
pub mod dialect;
pub mod equality;
pub mod later;
pub mod libraries;
pub mod named;
pub mod nan;
pub mod opposite;
pub mod proxies;
pub mod sealed;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
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
///
/// Rules ask for each state of a comparison; its judgement is one, and kept.
pub fn judge(site: &Site<'_, '_>, side: usize) -> Evidence {
    let key = (site.comparison.id, site.pair);
    if let Some(evidence) = site.module.judged.borrow().get(&key) {
        return evidence.clone();
    }
    let evidence = types::weigh(site, side, in_sight(site, side));
    let mut judged = site.module.judged.borrow_mut();
    judged.insert(key, evidence.clone());
    evidence
}

/// What the file, its package and the place of the comparison say: the first answer stands.
fn in_sight(site: &Site<'_, '_>, side: usize) -> Evidence {
    let values = bindings::values(site, side);
    let truth = context::truth(site);
    // Where the truth is taken, what is seen of the operand is the better reason for the same.
    let with_truth = |seen: Option<Evidence>| seen.filter(|_| truth.is_some());
    let proved = || bindings::proved(&values);
    let questions: [&dyn Fn() -> Option<Evidence>; 21] = [
        &|| named::witness(site, side),
        &|| columns::witness(site, side),
        &|| bindings::overloaded(&values),
        &|| proxies::witness(site, side),
        &|| equality::equality_test(site),
        &|| comment::witness(site),
        &|| equality::asserted_twice(site, side),
        &|| bindings::narrowed(site, side),
        &|| bindings::made_for_a_test(site, &values),
        &|| context::query_operand(site, side),
        &|| with_truth(proved()),
        &|| bindings::of_package(site, side, &values).filter(|_| proved().is_none()),
        &|| with_truth(bindings::expected(&values)),
        &|| truth.clone(),
        &|| context::sign(site, side),
        &proved,
        &|| types::open(site, side),
        &|| bindings::of_library(&values),
        &|| context::imported(site),
        &|| bindings::defaults_to_none(&values),
        &|| bindings::expected(&values),
    ];
    let heard = |evidence: &Evidence| {
        evidence
            .witness
            .is_none_or(|witness| site.module.hears(witness))
    };
    questions
        .iter()
        .find_map(|ask| ask().filter(heard))
        .unwrap_or_else(|| Evidence {
            verdict: Verdict::Unknown,
            witness: None,
            reason: "nothing in sight speaks of an overloaded `==`".to_owned(),
            spelling: None,
        })
}
