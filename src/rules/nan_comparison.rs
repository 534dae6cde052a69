//! # nan-comparison (PLW0177)
//!
//! Finds comparisons with a NaN and makes them calls of `isnan`.
//!
//! ## Why is this bad?
//!
//! A NaN equals nothing, not even itself (IEEE 754): `x == math.nan` is always false and `x != math.nan`
//! always true, whatever `x` is. `is` does not help: in CPython `float("nan")` is a new object each time, and
//! `math.nan` is one of many that a program computes or reads.
//!
//! ## Example
//!
//! ```python
//! import math, numpy as np
//! from decimal import Decimal
//! if x == math.nan: ...
//! if x != float("nan"): ...
//! mask = values != np.nan
//! if price == Decimal("NaN"): ...
//! ```
//!
//! Use instead:
//!
//! ```python
//! import math, numpy as np
//! from decimal import Decimal
//! if math.isnan(x): ...
//! if not math.isnan(x): ...
//! mask = ~np.isnan(values)
//! if price.is_nan(): ...
//! ```
//!
//! ## What counts as a NaN
//!
//! `float("nan")` as `float` takes it (`"NaN"`, `" -nan "`), `math.nan`, `cmath.nan`, `numpy.nan` (`NaN` and
//! `NAN`, too), `Decimal("NaN")` and `Decimal("sNaN")`, by whatever names the file imports them. Not what a
//! variable holds.
//!
//! ## What is made of it
//!
//! - `isnan` of a module that the file already imports: `math` for `float("nan")` and `math.nan`, else
//!   `numpy`; `cmath` for `cmath.nan`; `numpy` for `numpy.nan`, and `math` only where the truth of the
//!   comparison is taken at once, which an array does not have.
//! - `~np.isnan(x)` for `!=` where its value is used: it holds element by element, and for a number, too.
//!   `not` where its truth is taken.
//! - `x.is_nan()` for `Decimal`, which needs no import.
//! - `x.isna()` and `x.notna()` where `x` is shown to be a series, frame or index of pandas.
//!
//! ## When it stays its hand
//!
//! Reported, not rewritten:
//!
//! - where no such module is imported in sight: before the comparison, in its block or one around it (not in
//!   an `if` or `try` that is over, nor in another function), and under a name that nothing else binds;
//! - `x is math.nan`, which holds for that very object and may mean it;
//! - a chain, two NaNs, a literal beside one;
//! - where a comment stands between the operands;
//! - in an f-string field with `=`, whose source is part of the output.
//!
//! A comparison with what is shown to be a column of SQL, an expression or a series of polars is noted only: what
//! it says of a NaN is theirs to tell (in polars and PostgreSQL a NaN equals a NaN). Comparisons by
//! order (`x < math.nan`) are not looked at.
//!
//! ## Fix safety
//!
//! Unsafe: a comparison that has always given the same answer starts to give another, so dead code comes to
//! life, and `isnan` raises a `TypeError` for what is no number. The operand is evaluated once, as before.
//!
//! ## Other names
//!
//! pylint: W0177 `nan-comparison`.

use ruff_python_ast::CmpOp;

use crate::fix::Applicability;
use crate::judge::nan::written::{self, Kind, Nan};
use crate::judge::nan::{Beside, beside, is_truth_taken};
use crate::judge::{Evidence, Verdict};
use crate::rule::{Change, Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;
use crate::spelling::{Form, Spelling};

/// `x == math.nan` → `math.isnan(x)`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["nan-comparison"],
        codes: &["PLW0177", "W0177"],
        summary: "`x == math.nan` should be `math.isnan(x)`",
    },
    default: false,
    stage: Stage::Operator,
    look: Look::NanComparison,
    check,
};

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let (CmpOp::Eq | CmpOp::NotEq | CmpOp::Is | CmpOp::IsNot) = site.op else {
        return None;
    };
    let [left, right] = site.operands().map(|operand| written::nan(site, operand));
    let (nan, at) = left.map(|nan| (nan, 0)).or(right.map(|nan| (nan, 1)))?;
    let asked = Asked {
        site,
        nan,
        at,
        is_alone: left.is_some() && right.is_some() || site.literals()[1 - at].is_some(),
    };
    Some(asked.proposal())
}

/// A comparison with a NaN.
struct Asked<'s, 'm, 'a> {
    site: &'s Site<'m, 'a>,
    nan: Nan,
    /// Which operand it is: 0 or 1.
    at: usize,
    /// Whether the other operand is a literal or a NaN, too, so that nothing is left to ask.
    is_alone: bool,
}

impl Asked<'_, '_, '_> {
    fn proposal(&self) -> Proposal {
        let beside = match self.is_alone {
            true => Beside::Number,
            false => beside(self.site, 1 - self.at),
        };
        let spelling = self.spelling(&beside);
        let (from, message) = (
            self.site.op.as_str(),
            self.message(&beside, spelling.is_some()),
        );
        Proposal {
            message,
            title: spelling.as_ref().map_or_else(String::new, |spelling| {
                format!("Replace `{from}` with `{spelling}`")
            }),
            applicability: match spelling {
                Some(_) => Applicability::Unsafe,
                None => Applicability::DisplayOnly,
            },
            change: spelling.map(|spelling| Change::Spell {
                kept: 1 - self.at,
                spelling,
            }),
            evidence: evidence(beside),
        }
    }

    fn is_identity(&self) -> bool {
        matches!(self.site.op, CmpOp::Is | CmpOp::IsNot)
    }

    fn is_negated(&self) -> bool {
        matches!(self.site.op, CmpOp::NotEq | CmpOp::IsNot)
    }

    /// What asks for a NaN in the comparison's place.
    fn spelling(&self, beside: &Beside) -> Option<Spelling> {
        // That very object may be meant; and no array is ever a NaN.
        let is_object = self.is_identity() && (!self.nan.is_new || *beside != Beside::Number);
        if self.is_alone || self.site.is_chain() || is_object {
            return None;
        }
        let negated = self.is_negated();
        let decimal = matches!(self.nan.kind, Kind::Decimal | Kind::Signaling);
        match beside {
            Beside::Overloaded(_) => None,
            Beside::Pandas(_) => Some(Spelling::method(if negated { "notna" } else { "isna" })),
            Beside::Number if decimal => Some(Spelling {
                negated,
                ..Spelling::method("is_nan")
            }),
            Beside::Array(_) if decimal => None,
            Beside::Array(_) => self.function(&["numpy"]),
            Beside::Number => self.function(match self.nan.kind {
                Kind::Float => &["math", "numpy"],
                Kind::Complex => &["cmath"],
                Kind::Numpy if is_truth_taken(self.site) => &["numpy", "math"],
                _ => &["numpy"],
            }),
        }
    }

    /// A call of `isnan` of the first of these modules that is at hand.
    fn function(&self, modules: &[&str]) -> Option<Spelling> {
        let (module, path) = modules
            .iter()
            .find_map(|module| Some((*module, written::isnan(self.site, self.at, module)?)))?;
        let negated = self.is_negated();
        // What numpy gives is no `bool`: `~` turns it, and each element of an array, where `not` asks for
        // a truth that an array does not have.
        let inverted = negated && module == "numpy" && !is_truth_taken(self.site);
        Some(Spelling {
            negated: negated && !inverted,
            form: Form::Function { path, inverted },
        })
    }

    fn message(&self, beside: &Beside, is_spelled: bool) -> String {
        let op = self.site.op.as_str();
        let is_array = matches!(beside, Beside::Array(_) | Beside::Pandas(_));
        let holds = match (is_array && !self.is_identity(), self.is_negated()) {
            (true, false) => "holds for no element",
            (true, true) => "holds for every element",
            (false, false) => "never holds",
            (false, true) => "always holds",
        };
        let told = match (beside, self.nan.kind) {
            (Beside::Overloaded(evidence), _) => {
                let is = match evidence.verdict {
                    Verdict::Overloaded => "is",
                    _ => "may be",
                };
                return format!(
                    "`{op}` {is} overloaded here: what it says of a NaN is up to its library"
                );
            }
            _ if self.is_identity() && !self.nan.is_new => {
                return format!(
                    "`{op}` asks for this one NaN: those that a program computes or reads are other objects in CPython"
                );
            }
            _ if self.is_identity() => {
                format!(
                    "`{op}` with a NaN that was just made {holds} in CPython: it is another object"
                )
            }
            (_, Kind::Signaling) => {
                format!("`{op}` with a signaling NaN raises `InvalidOperation` for any number")
            }
            _ => format!("`{op}` with a NaN {holds}: a NaN equals nothing, not even itself"),
        };
        if is_spelled || self.is_alone {
            return told;
        }
        let ask = match self.nan.kind {
            Kind::Decimal | Kind::Signaling => ".is_nan()",
            _ if is_array => "numpy.isnan()",
            Kind::Numpy => "numpy.isnan()",
            Kind::Float => "math.isnan()",
            Kind::Complex => "cmath.isnan()",
        };
        format!("{told}; ask `{ask}` instead")
    }
}

/// What the judge said, where it said anything.
fn evidence(beside: Beside) -> Option<Evidence> {
    match beside {
        Beside::Number => None,
        Beside::Array(evidence) | Beside::Pandas(evidence) | Beside::Overloaded(evidence) => {
            Some(evidence)
        }
    }
}
