//! The witness *types*: what inference knows of the operand of a comparison with `None`.

use ruff_python_ast::{CmpOp, ExprRef};
use ruff_text_size::Ranged;

use super::boolean::Proved;
use super::dialect::Dialect;
use super::{Evidence, Verdict, Witness, bindings, context, libraries};
use crate::rule::Site;
use crate::types::may_know::Knowledge;
use crate::types::{Facts, Given, Nature, Thing};

/// What types say where the file leaves the operand open.
pub fn open(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    evidence(site, site.facts(Knowledge::Standard)?, side)
}

/// What a comparison with `None` is judged to be, when types have been heard on what the others said.
///
/// What the file proves of every value stands. A sign stands, too, unless types prove that it was right. Where the
/// truth of the comparison is taken, only classes that are not the standard library's are asked about:
/// the others compare honestly. Where an answer about such a class did not come, the comparison is held
/// back: what nobody could tell is not harmless for that.
pub fn weigh(site: &Site<'_, '_>, side: usize, said: Evidence) -> Evidence {
    let ask = |least| {
        if !site.module.hears(Witness::Types) {
            return None;
        }
        match site.facts(least) {
            Some(facts) => evidence(site, facts, side),
            None => site.is_unanswered().then(|| {
                let reason = format!("types of {} could not be had", subject(site, side));
                Evidence::new(Verdict::Suspect, Witness::Types, reason)
            }),
        }
    };
    let is_proved = || bindings::proved(&bindings::values(site, side)).is_some();
    let heard = match (said.verdict, said.witness) {
        (Verdict::Overloaded, _) | (_, Some(Witness::Settings | Witness::Types)) => None,
        // That `None` is among the values tells nothing of the others.
        (Verdict::Plain, Some(Witness::Bindings)) if is_proved() => None,
        // Where no such package is installed, asking would be in vain.
        (Verdict::Suspect, _) if !site.module.finds_any(libraries::provable()) => None,
        (Verdict::Suspect, _) => {
            ask(Knowledge::Foreign).filter(|evidence| evidence.verdict == Verdict::Overloaded)
        }
        (Verdict::Plain, _) => ask(Knowledge::Foreign),
        (Verdict::Unknown, _) => ask(Knowledge::Standard),
    };
    heard.unwrap_or(said)
}

/// What types say of a comparison with `True` or `False`, and what they prove its operand to be.
pub fn of_truth(site: &Site<'_, '_>, side: usize) -> Option<(Evidence, Option<Proved>)> {
    let facts = site.facts(Knowledge::Standard)?;
    let operand = &facts.operands[side];
    let proved = match operand.nature {
        // `numpy.float64` is a `float`, and what it compares is no `bool`.
        Nature::Bool | Nature::BoolOrNone if is_order(site.operands()[side]) => return None,
        Nature::Bool => Proved::Bool,
        Nature::BoolOrNone => Proved::BoolOrNone,
        Nature::Overloaded { .. } | Nature::Proxy { .. } => {
            return Some((evidence(site, facts, side)?, None));
        }
        Nature::MayEqualNone { .. } | Nature::Honest | Nature::Nothing => return None,
    };
    let reason = format!("{} is `{}`", subject(site, side), operand.shown);
    let evidence = Evidence::new(Verdict::Plain, Witness::Types, reason);
    Some((evidence, Some(proved)))
}

/// Whether an expression compares by anything but identity and membership.
fn is_order(operand: ExprRef<'_>) -> bool {
    let is_test = |op: &CmpOp| matches!(op, CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn);
    match operand {
        ExprRef::Compare(compare) => !compare.ops.iter().all(is_test),
        ExprRef::BoolOp(operands) => operands.values.iter().any(|value| is_order(value.into())),
        ExprRef::Named(named) => is_order((&*named.value).into()),
        _ => false,
    }
}

/// Held back where types prove the operand beside a literal to be an array or a column, or something
/// else whose `==` gives no plain truth.
pub fn beside_a_literal(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let facts = site.facts(Knowledge::Foreign)?;
    let Nature::Overloaded { .. } = facts.operands[side].nature else {
        return None;
    };
    let evidence = evidence(site, facts, side)?;
    Some(Evidence {
        verdict: Verdict::Suspect,
        spelling: None,
        ..evidence
    })
}

/// Whose spelling is right for a thing.
fn dialect(thing: Thing) -> Option<Dialect> {
    match thing {
        Thing::SqlColumn => Some(Dialect::SqlAlchemy),
        Thing::Peewee => Some(Dialect::Peewee),
        Thing::Pandas => Some(Dialect::Pandas),
        Thing::Polars => Some(Dialect::Polars),
        Thing::SqlRelationship | Thing::SqlOther | Thing::PolarsFrame | Thing::Array => None,
    }
}

/// A longer operand is not named in a reason.
const LONGEST_NAMED: usize = 40;

/// The operand as a reason begins with it.
fn subject(site: &Site<'_, '_>, side: usize) -> String {
    let text = &site.module.text[site.operands()[side].range()];
    if text.len() > LONGEST_NAMED || text.contains(['\n', '\r']) {
        return "it".to_owned();
    }
    format!("`{text}`")
}

fn evidence(site: &Site<'_, '_>, facts: &Facts, side: usize) -> Option<Evidence> {
    let operand = &facts.operands[side];
    let shown = &format!("{} is `{}`", subject(site, side), operand.shown);
    let (verdict, reason) = match &operand.nature {
        Nature::Overloaded {
            class,
            gives,
            thing,
        } => (
            Verdict::Overloaded,
            overloading(shown, class, gives.as_deref(), *thing, &facts.result),
        ),
        Nature::Proxy { class } => (
            Verdict::Overloaded,
            format!("a transparent proxy (`{class}`) equals `None` without being it"),
        ),
        Nature::MayEqualNone { class } => (
            Verdict::Suspect,
            format!("{shown}, and `{class}` has an `__eq__` that may accept `None`"),
        ),
        Nature::Bool | Nature::BoolOrNone | Nature::Honest => (
            Verdict::Plain,
            format!("{shown}, which equals `None` only where it is `None`"),
        ),
        Nature::Nothing => return given(shown, &facts.result),
    };
    let thing = match operand.nature {
        Nature::Overloaded { thing, .. } => thing,
        _ => None,
    };
    // Where its truth is taken, another spelling would say something else, or raise.
    let spelling = thing
        .and_then(dialect)
        .filter(|_| context::truth(site).is_none());
    Some(Evidence {
        spelling,
        ..Evidence::new(verdict, Witness::Types, reason)
    })
}

/// What the comparison gives, where the operand itself says nothing.
fn given(shown: &str, result: &Given) -> Option<Evidence> {
    let reason = match result {
        Given::Other(gives) => format!("{shown}, whose `==` gives `{gives}`"),
        // Not `None`, and yet equal to it.
        Given::Literal(true) => {
            format!("{shown}, which equals `None` without being it")
        }
        _ => return None,
    };
    Some(Evidence::new(Verdict::Overloaded, Witness::Types, reason))
}

fn overloading(
    shown: &str,
    class: &str,
    gives: Option<&str>,
    thing: Option<Thing>,
    result: &Given,
) -> String {
    let gives = match result {
        Given::Other(gives) => Some(gives.as_str()),
        _ => gives,
    };
    let what = match (gives, thing) {
        (Some(gives), _) => format!("whose `==` gives `{gives}`"),
        (None, Some(thing)) if thing.is_array() => "which `==` compares one by one".to_owned(),
        (None, Some(_)) => "which `==` makes SQL of".to_owned(),
        (None, None) => format!("whose `==` is `{class}`'s own"),
    };
    format!("{shown}, {what}")
}
