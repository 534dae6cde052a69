//! What stands beside a NaN: a number, an array, or something whose `==` is its own.
//!
//! The witnesses are those of comparisons with `None`; what they say means something else here, for a NaN
//! equals nothing where numbers are compared, and itself where polars or PostgreSQL compares.

pub mod written;

use super::columns::{self, Kind};
use super::dialect::Dialect;
use super::libraries::{self, Family};
use super::values::Value;
use super::{Evidence, Verdict, Witness, bindings, context, named, types};
use crate::rule::Site;
use crate::types::may_know::Knowledge;
use crate::types::{Nature, Thing};

/// What an operand is, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// Nothing speaks against a number.
    Number,
    /// An array that numpy's functions take element by element.
    Array(Evidence),
    /// A series, frame or index of pandas.
    Pandas(Evidence),
    /// Its `==` gives what its library makes of a NaN.
    Overloaded(Evidence),
}

/// Whether the truth of the comparison is taken at once, be it by a `not` that is folded meanwhile: what is
/// an array does not become one by that.
pub fn is_truth_taken(site: &Site<'_, '_>) -> bool {
    !site.comparison.nots.is_empty() || context::truth(site).is_some()
}

/// What the operand `side` (0 or 1) of a pair is, as far as the file, the user and types show.
pub fn beside(site: &Site<'_, '_>, side: usize) -> Beside {
    if let Some(said) = named::witness(site, side) {
        return match said.verdict {
            Verdict::Overloaded => Beside::Overloaded(said),
            _ => Beside::Number,
        };
    }
    let seen = proved(site, side)
        .or_else(|| of_library(site, side))
        .or_else(|| inferred(site, side));
    match seen {
        // There an array would raise, so working code shows that it is none.
        Some(Beside::Array(_) | Beside::Pandas(_)) if is_truth_taken(site) => Beside::Number,
        Some(beside) => beside,
        None => Beside::Number,
    }
}

/// What the file proves.
fn proved(site: &Site<'_, '_>, side: usize) -> Option<Beside> {
    let proof = columns::operand(site, side)?;
    let is_of_pandas = proof.kind == Kind::Array && proof.dialect == Some(Dialect::Pandas);
    let (verdict, beside): (_, fn(Evidence) -> Beside) = if is_of_pandas {
        (Verdict::Suspect, Beside::Pandas)
    } else {
        (Verdict::Overloaded, Beside::Overloaded)
    };
    Some(beside(Evidence::new(
        verdict,
        Witness::Bindings,
        proof.because,
    )))
}

/// What a library is known to make.
fn of_library(site: &Site<'_, '_>, side: usize) -> Option<Beside> {
    let values = bindings::values(site, side);
    let is_overloaded = |value: &Value| matches!(value, Value::Library(..) | Value::Overloads(_));
    let shown = values.iter().find(|shown| is_overloaded(&shown.value))?;
    let is_array = |value: &Value| match value {
        Value::Library(origin, Family::Array) => ["numpy", "pandas"]
            .iter()
            .any(|library| libraries::is_within(origin, library)),
        _ => false,
    };
    let is_all = values.iter().all(|shown| is_overloaded(&shown.value));
    let evidence = |verdict| Evidence::new(verdict, Witness::Bindings, &shown.because);
    Some(if is_array(&shown.value) {
        Beside::Array(evidence(Verdict::Suspect))
    } else if is_all {
        Beside::Overloaded(evidence(Verdict::Overloaded))
    } else {
        Beside::Overloaded(evidence(Verdict::Suspect))
    })
}

/// What types prove.
fn inferred(site: &Site<'_, '_>, side: usize) -> Option<Beside> {
    if !site.module.hears(Witness::Types) {
        return None;
    }
    let facts = site.facts(Knowledge::Foreign)?;
    let Nature::Overloaded { thing, .. } = facts.operands[side].nature else {
        return None;
    };
    let evidence = types::beside_a_literal(site, side)?;
    Some(match thing {
        Some(Thing::Array) => Beside::Array(evidence),
        Some(Thing::Pandas) => Beside::Pandas(evidence),
        _ => Beside::Overloaded(Evidence {
            verdict: Verdict::Overloaded,
            ..evidence
        }),
    })
}
