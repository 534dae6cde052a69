//! # true-false-comparison (E712)
//!
//! Finds `== True`, `== False`, `!= True` and `!= False`, and makes them tests of identity or of truth.
//!
//! ## Why is this bad?
//!
//! `x == True` says neither of the two things that may be meant. Whether `x` is true is asked by `if x`;
//! whether it is the very object `True` is asked by `is`. `==` asks a third thing, which `1`, `1.0` and
//! `numpy.True_` answer with yes and `"yes"` with no.
//!
//! ## Example
//!
//! ```python
//! if isinstance(x, int) == True: ...
//! while ready() != False: ...
//! if not done == True: ...
//! ```
//!
//! Use instead:
//!
//! ```python
//! if isinstance(x, int) is True: ...
//! while ready() is not False: ...
//! if done is not True: ...
//! ```
//!
//! With `--true-false-style truth`, `x == True` and `x != False` become `x`, the other two `not x`; a
//! `not` before them goes along.
//!
//! ## Which style?
//!
//! `identity` is the default, for it keeps what the comparison says for a `bool` and for a `bool` that
//! may be `None`, and its result is a `bool` as before. The truth of `x` is the same only where `x` is
//! always a `bool`: where it may be `None`, `x != False` holds for it and `x` does not. There the other
//! style is used, or the truth value where that does keep it (`if x == True`, `x != True`).
//!
//! ## When it stays its hand
//!
//! `is True` is `False` for `1` and for `numpy.True_`, and a column or an array has no truth to ask for.
//! So the fix is safe only where it is proved that the operand is a `bool`, or a `bool` or `None`:
//!
//! - tests of identity and membership, `not`, and what is made of them with `and`, `or`, `if` and `else`;
//! - `isinstance(…)`, `bool(…)`, `callable(…)`, `hasattr(…)`, `all(…)`, `any(…)`, `os.path.exists(…)` and
//!   the like, `"…".startswith(…)`;
//! - comparisons of strings, numbers and lengths;
//! - a parameter annotated `bool`, `bool | None` or `Optional[bool]` (a default of `False` alone proves
//!   nothing of what callers give);
//! - a local name if all that it is ever assigned is one of these;
//! - what types prove to be a `bool`, where they are known.
//!
//! What is proved to be a column or an array is noted only. For a column of SQLAlchemy `.is_(True)`,
//! `.is_(False)`, `.is_not(True)` and `.is_not(False)` are offered as unsafe fixes: `is_not` holds for
//! `NULL`, too, and some databases know `IS` only with `NULL`.
//!
//! A literal (`1 == True`) is reported, not rewritten. So is a comparison with a comment between its
//! operands where the truth value would take its place. A chain is never made a truth value, nor is
//! what is compared in turn, or would come to `not (a is b)`: there the other style is used. In an f-string field with `=` the source is part of the output: reported, not rewritten.
//!
//! ## Fix safety
//!
//! Safe where the operand is proved to be a `bool`, or a `bool` or `None`; else unsafe; only shown for
//! columns and arrays that have no spelling of their own.
//!
//! ## Other names
//!
//! pylint: C0121 `singleton-comparison`.

use ruff_python_ast::{AnyNodeRef, CmpOp, ExprRef, UnaryOp};

use crate::fix::Applicability;
use crate::judge::boolean::{self, Proved};
use crate::judge::{Evidence, Verdict, context};
use crate::rule::{Change, Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;
use crate::settings::TrueFalseStyle;
use crate::spelling::{Form, Singleton, Spelling};

/// `x == True` → `x is True`, or `x`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["true-false-comparison", "singleton-comparison"],
        codes: &["E712", "C0121"],
        summary: "`x == True` should be `x is True` or `x`",
    },
    default: false,
    stage: Stage::Operator,
    look: Look::BooleanEquality,
    check,
};

/// A comparison with `True` or `False`.
#[derive(Clone, Copy)]
struct Asked<'s, 'm, 'a> {
    site: &'s Site<'m, 'a>,
    /// Which operand is neither: 0 or 1.
    kept: usize,
    /// The other one.
    value: bool,
    /// Whether the operator is `!=`.
    negated: bool,
}

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let negated = match site.op {
        CmpOp::Eq => false,
        CmpOp::NotEq => true,
        _ => return None,
    };
    let (at, value) = (site.operands().iter().enumerate()).find_map(|(at, side)| match side {
        ExprRef::BooleanLiteral(literal) => Some((at, literal.value)),
        _ => None,
    })?;
    let asked = Asked {
        site,
        kept: 1 - at,
        value,
        negated,
    };
    if site.literals()[asked.kept].is_some() {
        return Some(asked.reported());
    }
    let (evidence, proved) = boolean::judge(site, asked.kept);
    if evidence.verdict == Verdict::Overloaded {
        return Some(asked.overloaded(evidence));
    }
    Some(asked.rewritten(evidence, proved))
}

impl Asked<'_, '_, '_> {
    /// The comparison without its operand: "`== True`".
    fn shown(self) -> String {
        let singleton = Singleton::from(self.value);
        format!("{} {}", self.site.op.as_str(), singleton.as_str())
    }

    /// The operator that asks by identity.
    fn identity(self) -> CmpOp {
        if self.negated {
            CmpOp::IsNot
        } else {
            CmpOp::Is
        }
    }

    /// What asks for the truth of the operand.
    fn truth(self) -> Spelling {
        Spelling {
            negated: self.value == self.negated,
            form: Form::Operand,
        }
    }

    /// What the comparison really asks, by what tells it from the two questions that may be meant.
    fn lesson(self) -> String {
        let truth = if self.truth().negated { "not x" } else { "x" };
        let [equal, alike] = if self.value {
            ["1", "\"yes\""]
        } else {
            ["0", "\"\""]
        };
        let [here, there] = if self.negated {
            ["is false for", "true for"]
        } else {
            ["is true for", "false for"]
        };
        format!(
            "`{}` asks neither for truth (`{truth}`) nor for identity (`{} {}`): it {here} `{equal}`, too, and {there} `{alike}`",
            self.shown(),
            self.identity().as_str(),
            Singleton::from(self.value).as_str(),
        )
    }

    fn reported(self) -> Proposal {
        Proposal {
            message: format!(
                "a literal compared by `{}` always gives the same answer",
                self.shown()
            ),
            change: None,
            applicability: Applicability::DisplayOnly,
            title: String::new(),
            evidence: None,
        }
    }

    /// What was proved to be a column or an array.
    fn overloaded(self, evidence: Evidence) -> Proposal {
        let (from, to) = (self.shown(), self.identity());
        let always = if self.negated { "always" } else { "never" };
        let spelling = evidence
            .spelling
            .and_then(|dialect| dialect.bool_test(self.value, self.negated));
        Proposal {
            message: format!(
                "`{from}` is overloaded here and right as it stands: `{} {}` would {always} hold",
                to.as_str(),
                Singleton::from(self.value).as_str()
            ),
            title: spelling.as_ref().map_or_else(String::new, |spelling| {
                format!("Replace `{from}` with `{spelling}`")
            }),
            applicability: if spelling.is_some() {
                Applicability::Unsafe
            } else {
                Applicability::DisplayOnly
            },
            change: spelling.map(|spelling| Change::Spell {
                kept: self.kept,
                spelling,
            }),
            evidence: Some(evidence),
        }
    }

    fn rewritten(self, evidence: Evidence, proved: Option<Proved>) -> Proposal {
        let from = self.shown();
        let (change, title) = if self.takes_truth(proved) {
            let (kept, spelling) = (self.kept, self.truth());
            let title = format!("Replace `{from}` with the truth value");
            (Change::Spell { kept, spelling }, title)
        } else {
            let (op, to) = (self.site.op.as_str(), self.identity());
            let title = format!("Replace `{op}` with `{}`", to.as_str());
            (Change::Operator(to), title)
        };
        Proposal {
            message: self.lesson(),
            change: Some(change),
            applicability: if proved.is_some() {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            },
            title,
            evidence: Some(evidence),
        }
    }

    /// Whether the truth value is to take the comparison's place: where that is wanted and, of what may
    /// be `None`, says the same.
    fn takes_truth(self, proved: Option<Proved>) -> bool {
        let wanted = self.site.module.true_false_style == TrueFalseStyle::Truth;
        let says_the_same = match proved {
            None | Some(Proved::Bool) => true,
            Some(Proved::BoolOrNone) if !self.value => false,
            // `not x` is a `bool` whatever `x` is, unless it takes a `not` away; `x` itself may be `None`
            // where `x == True` is `False`.
            Some(Proved::BoolOrNone) if self.negated => self.site.nots().is_empty(),
            Some(Proved::BoolOrNone) => context::truth(self.site).is_some(),
        };
        wanted
            && !self.site.is_chain()
            && !self.is_compared()
            && says_the_same
            && !self.would_negate_a_test()
            && !self.would_change_what_is_held_back()
    }

    /// Whether the comparison is itself compared with something: what is known of that tells more of a
    /// truth value than of a comparison.
    fn is_compared(self) -> bool {
        let tree = &self.site.module.tree;
        let parent = tree.parent(self.site.comparison.id);
        parent.is_some_and(|parent| matches!(tree.node(parent), AnyNodeRef::ExprCompare(_)))
    }

    /// Whether something within the operand is held back that would be taken for plain next, where it
    /// is the operand's truth that is taken.
    fn would_change_what_is_held_back(self) -> bool {
        let operand = self.site.comparison.operands[self.site.pair + self.kept];
        boolean::holds_back_within(self.site.module, operand)
    }

    /// Whether the truth value would leave a `not` before a comparison, as in `not (a is b)`: then a
    /// `not` is what would have to be written another way next.
    fn would_negate_a_test(self) -> bool {
        let before = self.site.nots().len();
        let after = match (self.truth().negated, before) {
            (false, _) => before,
            (true, 0) => 1,
            (true, _) => before - 1,
        };
        let mut kept = self.site.operands()[self.kept];
        while let ExprRef::UnaryOp(unary) = kept
            && unary.op == UnaryOp::Not
        {
            kept = (&*unary.operand).into();
        }
        after > 0 && matches!(kept, ExprRef::Compare(_))
    }
}
