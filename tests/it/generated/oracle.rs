//! What must become of a statement, worked out from how it was made and from what isfix promises,
//! with none of isfix's code.

mod calls;
mod silenced;

use super::grammar::Kind;
use super::laws::Options;
use super::layout::Layout;
use super::own::Own;
use super::sheet::{Around, Sheet, Site};
use super::statement::{Noqa, Rules};
use silenced::Silenced;

/// What becomes of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    Kept,
    Gone,
    /// Other words stand in its place.
    Words(&'static str),
    /// As `Gone`, and with it what stands between it and its parenthesis.
    Callee,
    /// Gone with all blanks, as an operand that is asked about no more.
    Lost,
    /// Kept, and words before it.
    Opens(&'static str),
    /// Kept, and a parenthesis behind it.
    Closes,
    /// Both.
    Wrapped(&'static str),
}

/// What becomes of each token of a statement.
pub fn fates(sheet: &Sheet, layout: &Layout, noqa: Option<&Noqa>, options: Options) -> Vec<Fate> {
    let mut fates = vec![Fate::Kept; sheet.tokens.len()];
    for site in &sheet.sites {
        let silenced = Silenced::of(site, sheet, layout, noqa);
        let settled = Settling {
            sheet,
            layout,
            site,
            silenced,
            options,
        }
        .settled();
        settled.mark(sheet, layout, site, &mut fates);
    }
    fates
}

/// What a rule asks for.
#[derive(Clone, Copy)]
enum Step {
    Fold,
    To(&'static str),
    /// ISF001: what the `id`s were given is compared by this operator.
    Bare(&'static str),
    /// PLW0177: this operand (0 or 1) is asked whether it is a NaN.
    Ask(usize),
}

/// What a comparison comes to.
#[derive(Debug, Default)]
struct Settled {
    ops: Vec<&'static str>,
    /// Whether the `not`s are gone.
    folded: bool,
    /// Whether the calls of `id` are gone.
    bared: bool,
    /// Which operand is asked whether it is a NaN, if one is: then nothing else is left.
    asked: Option<usize>,
}

impl Settled {
    /// What becomes of the comparison's tokens.
    fn mark(&self, sheet: &Sheet, layout: &Layout, site: &Site, fates: &mut [Fate]) {
        let (mut nots, mut parentheses) = (&site.nots[..], &site.parentheses[..]);
        if let Some(stays) = self.asked {
            let is_negated = matches!(self.ops[0], "!=" | "is not");
            let innermost = nots.last().filter(|_| !self.folded && is_negated);
            calls::ask(site, stays, is_negated && innermost.is_none(), fates);
            if let Some(innermost) = innermost {
                // It takes the place of the one that would have come.
                nots = &nots[nots.len() - 1..];
                let within = parentheses.iter().take_while(|[open, _]| open > innermost);
                parentheses = &parentheses[..within.count()];
            } else if !self.folded {
                return;
            }
        } else {
            for ((from, words), to) in site.ops.iter().zip(&self.ops) {
                if from != to {
                    words.iter().for_each(|&word| fates[word] = Fate::Gone);
                    fates[words[0]] = Fate::Words(to);
                }
            }
            if self.bared {
                calls::bare(site, sheet, layout, fates);
            }
            if !self.folded {
                return;
            }
        }
        nots.iter().for_each(|&not| fates[not] = Fate::Gone);
        for &[open, close] in parentheses {
            let mut inside =
                (open + 1..=close).map(|at| (&layout.gaps[at], &sheet.tokens[at].text));
            if !inside.any(|(gap, token)| gap.contains('\n') || token.contains('\n')) {
                fates[open] = Fate::Gone;
                fates[close] = Fate::Gone;
            }
        }
    }
}

/// One comparison, and what holds for it.
struct Settling<'s> {
    sheet: &'s Sheet,
    layout: &'s Layout,
    site: &'s Site,
    silenced: Silenced,
    options: Options,
}

impl Settling<'_> {
    fn settled(&self) -> Settled {
        let mut settled = Settled {
            ops: self.site.ops.iter().map(|(op, _)| *op).collect(),
            ..Settled::default()
        };
        if self.site.around.output {
            return settled;
        }
        for pair in 0..settled.ops.len() {
            while let Some(step) = self.next(pair, &settled) {
                match step {
                    Step::To(op) => settled.ops[pair] = op,
                    Step::Bare(op) => (settled.ops[pair], settled.bared) = (op, true),
                    Step::Ask(stays) => settled.asked = Some(stays),
                    Step::Fold => {
                        settled.folded = true;
                        if self.site.nots.len() % 2 == 1 {
                            settled.ops[pair] = opposite(settled.ops[pair]);
                        }
                    }
                }
            }
        }
        settled
    }

    /// What is done next with a pair: a sure step before one that is not, the `not`s before the operator.
    fn next(&self, pair: usize, settled: &Settled) -> Option<Step> {
        let Self {
            site,
            layout,
            silenced,
            ..
        } = self;
        if settled.asked.is_some() {
            return None;
        }
        let op = settled.ops[pair];
        let kinds = [site.kinds[pair], site.kinds[pair + 1]];
        let folds = site.ops.len() == 1 && !site.nots.is_empty() && !settled.folded;
        let all = self.options.rules == Rules::All;
        let fold = match op {
            "is" | "is not" if !silenced.e714 => Some(true),
            "in" | "not in" if !silenced.e713 => Some(true),
            "==" if all && !silenced.sim201 => self.negated(),
            "!=" if all && !silenced.sim202 => self.negated(),
            _ => None,
        };
        let to = |(op, sure): (&'static str, bool)| (Step::To(op), sure);
        let bare = || {
            let bares = all && !silenced.isf001 && !settled.bared;
            let sure = calls::bares(site, op, self.sheet, layout).filter(|_| bares)?;
            Some((Step::Bare(to_identity(op).unwrap_or(op)), sure))
        };
        let ask = || {
            let stays = calls::asked(site, op, layout).filter(|_| all && !silenced.plw0177)?;
            Some((Step::Ask(stays), false))
        };
        let steps = [
            fold.filter(|_| folds).map(|sure| (Step::Fold, sure)),
            literal(op, kinds).filter(|_| !silenced.f632).map(to),
            self.none(op, pair).filter(|_| !silenced.e711).map(to),
            self.boolean(op, pair)
                .filter(|_| all && !silenced.e712)
                .map(to),
            class(op, kinds).filter(|_| all && !silenced.e721).map(to),
            made(op, kinds).filter(|_| all && !silenced.isf002).map(to),
            ask(),
            bare(),
        ];
        let steps = || steps.iter().flatten();
        let sure = steps().find(|(_, sure)| *sure);
        let any = || steps().find(|_| self.options.unsafe_fixes);
        sure.or_else(any).map(|&(step, _)| step)
    }

    /// SIM201 and SIM202: whether the fold is sure, if it is one at all.
    fn negated(&self) -> Option<bool> {
        let Self { sheet, site, .. } = self;
        let Around {
            defines,
            guard,
            equality,
            branch,
            ..
        } = site.around;
        if defines || guard {
            return None;
        }
        let held_back = (equality && !branch) || is_held_back(site, 0);
        let twice = site.nots.len() % 2 == 0;
        let proved = |lasting| site.owns.iter().all(|own| is_own(sheet, own, lasting));
        match (twice, site.truth) {
            (true, true) => Some(!held_back),
            (true, false) => (!held_back && proved(true)).then_some(true),
            (false, _) => Some(!held_back && proved(false)),
        }
    }

    /// E711.
    fn none(&self, op: &'static str, pair: usize) -> Option<(&'static str, bool)> {
        let kinds = [self.site.kinds[pair], self.site.kinds[pair + 1]];
        let other = beside_none(kinds)?;
        let to = to_identity(op)?;
        let constant = matches!(other, Kind::Value | Kind::Constant);
        (!constant).then(|| (to, !is_held_back(self.site, pair)))
    }

    /// E712.
    fn boolean(&self, op: &'static str, pair: usize) -> Option<(&'static str, bool)> {
        let kinds = [self.site.kinds[pair], self.site.kinds[pair + 1]];
        let at = kinds.iter().position(|kind| *kind == Kind::Boolean)?;
        let other = kinds[1 - at];
        let to = to_identity(op)?;
        let sure = || is_bool(self.sheet, &self.site.owns[pair + 1 - at]);
        (!other.is_literal() && !other.is_single()).then(|| (to, sure()))
    }
}

fn opposite(op: &'static str) -> &'static str {
    match op {
        "is" => "is not",
        "is not" => "is",
        "in" => "not in",
        "not in" => "in",
        "==" => "!=",
        "!=" => "==",
        _ => unreachable!("only tests of identity, membership and equality are folded"),
    }
}

/// F632.
fn literal(op: &'static str, kinds: [Kind; 2]) -> Option<(&'static str, bool)> {
    use Kind::{Constant, Fresh, Value};
    let sure = match kinds {
        [left, right] if left.is_single() || right.is_single() => return None,
        [left, right] if !left.is_literal() && !right.is_literal() => return None,
        [Value | Constant, Value | Constant] => return None,
        [Constant | Fresh, _] | [_, Constant | Fresh] => false,
        _ => true,
    };
    Some((to_value(op)?, sure))
}

fn to_value(op: &'static str) -> Option<&'static str> {
    match op {
        "is" => Some("=="),
        "is not" => Some("!="),
        _ => None,
    }
}

fn to_identity(op: &'static str) -> Option<&'static str> {
    match op {
        "==" => Some("is"),
        "!=" => Some("is not"),
        _ => None,
    }
}

/// ISF002.
fn made(op: &'static str, kinds: [Kind; 2]) -> Option<(&'static str, bool)> {
    let is = |wanted: &[Kind]| kinds.iter().any(|kind| wanted.contains(kind));
    // A new object or a NaN equals nothing: `==` would not hold, either.
    let single = kinds.iter().any(|kind| kind.is_single());
    if single || is(&[Kind::Object, Kind::Nan]) || !is(&[Kind::Made]) {
        return None;
    }
    Some((to_value(op)?, false))
}

/// E721.
fn class(op: &'static str, kinds: [Kind; 2]) -> Option<(&'static str, bool)> {
    use Kind::{Class, OwnClass, OwnType, Type};
    let to = to_identity(op)?;
    let all = kinds
        .iter()
        .all(|kind| matches!(kind, Type | OwnType | Class | OwnClass));
    let any = kinds.iter().any(|kind| matches!(kind, Type | OwnType));
    let own = kinds.iter().any(|kind| matches!(kind, OwnType | OwnClass));
    (all && any).then_some((to, own))
}

/// What a pair holds against `None`.
fn beside_none(kinds: [Kind; 2]) -> Option<Kind> {
    match kinds {
        [Kind::None, other] | [other, Kind::None] => Some(other),
        _ => None,
    }
}

/// Whether a pair with `None` may be more than a test of identity.
fn is_held_back(site: &Site, pair: usize) -> bool {
    let around = site.around;
    let Some(other) = beside_none([site.kinds[pair], site.kinds[pair + 1]]) else {
        return false;
    };
    let truth = around.truth || pair + 1 < site.ops.len();
    let asserted = around.asserted.filter(|_| site.ops.len() == 1);
    let column = other == Kind::Column;
    let arrays = around.arrays && other.is_open();
    let plain = truth || !(around.sign || around.attribute || column || arrays);
    let denied = site.ops[pair].0 == "==" && other.is_name() && asserted == Some(true);
    let equality = around.equality && !around.branch;
    equality || denied || (around.query && column) || !plain
}

/// Whether an operand is an object of one of Python's own classes, as is to be seen before and after
/// whatever is rewritten in it.
fn is_own(sheet: &Sheet, own: &Own, lasting: bool) -> bool {
    let is_own = |own: &Own| is_own(sheet, own, lasting);
    match own {
        Own::No => false,
        Own::Yes | Own::Scalar | Own::Bool => true,
        Own::Not => !lasting,
        Own::All(owns) => owns.iter().all(is_own),
        Own::Compared(at) => !lasting && gives_bool(&sheet.sites[*at], is_own),
    }
}

/// Whether an operand is a `bool` or `None`, as is to be seen.
fn is_bool(sheet: &Sheet, own: &Own) -> bool {
    let is_scalar = |own: &Own| matches!(own, Own::Scalar) || is_bool(sheet, own);
    match own {
        Own::No | Own::Yes | Own::Scalar => false,
        Own::Bool | Own::Not => true,
        Own::All(owns) => owns.iter().all(|own| is_bool(sheet, own)),
        Own::Compared(at) => gives_bool(&sheet.sites[*at], is_scalar),
    }
}

/// Whether each link of a comparison gives a `bool`, be it for its operands' sake.
fn gives_bool(site: &Site, is_plain: impl Fn(&Own) -> bool) -> bool {
    let gives_bool = |pair: usize| {
        let kinds = [site.kinds[pair], site.kinds[pair + 1]];
        let op = site.ops[pair].0;
        let equality = matches!(op, "==" | "!=");
        let none = equality && beside_none(kinds).is_some() && !is_held_back(site, pair);
        let class = class(op, kinds).is_some_and(|(_, own)| own);
        matches!(op, "is" | "is not" | "in" | "not in")
            || none
            || class
            || site.owns[pair..pair + 2].iter().all(&is_plain)
    };
    (0..site.ops.len()).all(gives_bool)
}
