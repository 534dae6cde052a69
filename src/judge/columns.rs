//! Columns and arrays that this file itself proves: attributes of its models, columns of its tables,
//! names that are bound to nothing but frames. Their comparisons are overloaded, and their libraries
//! have a spelling of their own for them ([`super::dialect`]).

mod frames;
mod models;
#[cfg(test)]
mod tests;

use ruff_python_ast::{Expr, ExprRef};
use std::cell::Cell;

use super::dialect::Dialect;
use super::values::{Shown, Value};
use super::{Evidence, Verdict, Witness, bindings, context, types};
use crate::module::Module;
use crate::rule::Site;
use crate::syntax::scopes::{Binding, ScopeId};

/// How many names, classes or calls a proof may lead through.
const FAR: u32 = 16;

/// How many expressions and classes are looked at for one operand.
const LOOKS: u32 = 200;

/// What an operand is proved to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Which sort of thing it is.
    pub kind: Kind,
    /// Whose methods it has, where these say what `is` cannot.
    pub dialect: Option<Dialect>,
    /// Why, as a sentence: "`User.name` is a column of a SQLAlchemy model".
    pub because: String,
}

/// The sorts of things whose `==` is overloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A column: a comparison with it is a piece of SQL.
    Column,
    /// A relationship between models, on which `is_` raises.
    Relationship,
    /// An array: it compares element by element, and its truth mostly raises.
    Array,
}

/// Overloaded where the operand is proved to be a column or an array.
///
/// Where the truth of the comparison is taken, a column keeps it and has no other spelling that would
/// hold; an array would raise there, so working code shows that it is none.
pub fn witness(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let proof = operand(site, side)?;
    let takes_truth = context::truth(site).is_some();
    if takes_truth && proof.kind == Kind::Array {
        return None;
    }
    let evidence = Evidence::new(Verdict::Overloaded, Witness::Bindings, proof.because);
    Some(Evidence {
        spelling: proof.dialect.filter(|_| !takes_truth),
        ..evidence
    })
}

/// Held back where an operand of a pair (0 or 1) is a column or an array, or may be: where `==` is to
/// come, it would not only compare values.
pub fn held_back(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let of_library = || {
        let values = bindings::values(site, side);
        let is_library = |shown: &&Shown| matches!(shown.value, Value::Library(..));
        let shown = values.iter().find(is_library)?;
        Some(shown.because.clone())
    };
    let shown = operand(site, side).map(|proof| proof.because);
    shown
        .or_else(of_library)
        .map(|reason| Evidence::new(Verdict::Suspect, Witness::Bindings, reason))
        .or_else(|| types::beside_a_literal(site, side))
}

/// What an operand of a pair (0 or 1) is proved to be.
pub fn operand(site: &Site<'_, '_>, side: usize) -> Option<Proof> {
    let module = site.module;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    proof(module, site.operands()[side], scope)
}

/// What an expression is proved to be as seen from a scope.
fn proof(module: &Module<'_>, expression: ExprRef<'_>, scope: ScopeId) -> Option<Proof> {
    let looks = &Cell::new(LOOKS);
    let prover = Prover { module, looks };
    prover
        .column(expression, scope, FAR)
        .or_else(|| prover.array(expression, scope))
}

/// Looks for a proof through one module.
#[derive(Clone, Copy)]
struct Prover<'m, 'a> {
    module: &'m Module<'a>,
    /// How many looks are left.
    looks: &'m Cell<u32>,
}

impl<'m, 'a> Prover<'m, 'a> {
    /// One step further, if there is a look left: gives the depth that is left behind it.
    fn deeper(self, depth: u32) -> Option<u32> {
        self.looks.set(self.looks.get().checked_sub(1)?);
        depth.checked_sub(1)
    }

    /// The dotted origins of an expression; a name that nothing binds may come from a `*` import, if
    /// there is just one.
    fn origins(self, expression: ExprRef<'_>, scope: ScopeId) -> Vec<String> {
        let scopes = self.module.scopes();
        let origins = scopes.origins(expression, scope);
        let ExprRef::Name(name) = expression else {
            return origins;
        };
        if !scopes.lookup(&name.id, scope).is_empty() {
            return origins;
        }
        match scopes.lookup("*", ScopeId::MODULE) {
            [only] => match &only.binding {
                Binding::Import(star) => vec![star.replace('*', &name.id)],
                _ => origins,
            },
            _ => origins,
        }
    }

    /// The only origin of an expression, if it has just one.
    fn origin(self, expression: ExprRef<'_>, scope: ScopeId) -> Option<String> {
        <[String; 1]>::try_from(self.origins(expression, scope))
            .ok()
            .map(|[only]| only)
    }

    /// The only value that a name is ever given, with the scope in which it is evaluated.
    fn value(self, name: &str, scope: ScopeId) -> Option<(&'a Expr, ScopeId)> {
        match self.module.scopes().lookup(name, scope) {
            [only] => match only.binding {
                Binding::Value(value)
                | Binding::Declared {
                    value: Some(value), ..
                } => Some((value, only.scope)),
                _ => None,
            },
            _ => None,
        }
    }
}
