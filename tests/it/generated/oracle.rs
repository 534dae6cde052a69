//! What must become of a statement, worked out from how it was made and from what isfix promises,
//! with none of isfix's code.

use super::grammar::Kind;
use super::laws::Options;
use super::layout::Layout;
use super::own::Own;
use super::sheet::{Around, Sheet, Site};
use super::statement::{Noqa, Rules};

/// What becomes of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    Kept,
    Gone,
    /// Other words stand in its place.
    Words(&'static str),
}

/// What becomes of each token of a statement.
pub fn fates(sheet: &Sheet, layout: &Layout, noqa: Option<&Noqa>, options: Options) -> Vec<Fate> {
    let mut fates = vec![Fate::Kept; sheet.tokens.len()];
    for site in &sheet.sites {
        let silenced = Silenced::of(site, sheet, layout, noqa);
        let (folded, ops) = Settling {
            sheet,
            site,
            silenced,
            options,
        }
        .settled();
        for ((from, words), to) in site.ops.iter().zip(ops) {
            if *from != to {
                words.iter().for_each(|&word| fates[word] = Fate::Gone);
                fates[words[0]] = Fate::Words(to);
            }
        }
        if !folded {
            continue;
        }
        site.nots.iter().for_each(|&not| fates[not] = Fate::Gone);
        for &[open, close] in &site.parentheses {
            let mut inside =
                (open + 1..=close).map(|at| (&layout.gaps[at], &sheet.tokens[at].text));
            if !inside.any(|(gap, token)| gap.contains('\n') || token.contains('\n')) {
                fates[open] = Fate::Gone;
                fates[close] = Fate::Gone;
            }
        }
    }
    fates
}

/// What a rule asks for.
#[derive(Clone, Copy)]
enum Step {
    Fold,
    To(&'static str),
}

/// One comparison, and what holds for it.
struct Settling<'s> {
    sheet: &'s Sheet,
    site: &'s Site,
    silenced: Silenced,
    options: Options,
}

impl Settling<'_> {
    /// Whether the `not`s go, and the operators after.
    fn settled(&self) -> (bool, Vec<&'static str>) {
        let mut ops: Vec<_> = self.site.ops.iter().map(|(op, _)| *op).collect();
        let mut folded = false;
        if self.site.around.output {
            return (folded, ops);
        }
        for (pair, op) in ops.iter_mut().enumerate() {
            while let Some(step) = self.next(pair, op, folded) {
                match step {
                    Step::To(next) => *op = next,
                    Step::Fold => {
                        folded = true;
                        if self.site.nots.len() % 2 == 1 {
                            *op = opposite(op);
                        }
                    }
                }
            }
        }
        (folded, ops)
    }

    /// What is done next with a pair: a sure step before one that is not, the `not`s before the operator.
    fn next(&self, pair: usize, op: &'static str, folded: bool) -> Option<Step> {
        let Self { site, silenced, .. } = self;
        let kinds = [site.kinds[pair], site.kinds[pair + 1]];
        let folds = site.ops.len() == 1 && !site.nots.is_empty() && !folded;
        let more = self.options.rules == Rules::More;
        let fold = match op {
            "is" | "is not" if !silenced.e714 => Some(true),
            "in" | "not in" if !silenced.e713 => Some(true),
            "==" if more && !silenced.sim201 => self.negated(),
            "!=" if more && !silenced.sim202 => self.negated(),
            _ => None,
        };
        let to = |(op, sure): (&'static str, bool)| (Step::To(op), sure);
        let steps = [
            fold.filter(|_| folds).map(|sure| (Step::Fold, sure)),
            literal(op, kinds).filter(|_| !silenced.f632).map(to),
            self.none(op, pair).filter(|_| !silenced.e711).map(to),
            class(op, kinds).filter(|_| more && !silenced.e721).map(to),
            made(op, kinds).filter(|_| more && !silenced.isf002).map(to),
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
        let to = match op {
            "==" => "is",
            "!=" => "is not",
            _ => return None,
        };
        let constant = matches!(other, Kind::Value | Kind::Constant);
        (!constant).then(|| (to, !is_held_back(self.site, pair)))
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
    use Kind::{Constant, Fresh, None as NoneKind, Singleton, Value};
    let sure = match kinds {
        [NoneKind | Singleton, _] | [_, NoneKind | Singleton] => return None,
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

/// ISF002.
fn made(op: &'static str, kinds: [Kind; 2]) -> Option<(&'static str, bool)> {
    let is = |wanted: &[Kind]| kinds.iter().any(|kind| wanted.contains(kind));
    if is(&[Kind::None, Kind::Singleton, Kind::Object]) || !is(&[Kind::Made]) {
        return None;
    }
    Some((to_value(op)?, false))
}

/// E721.
fn class(op: &'static str, kinds: [Kind; 2]) -> Option<(&'static str, bool)> {
    use Kind::{Class, OwnClass, OwnType, Type};
    let to = match op {
        "==" => "is",
        "!=" => "is not",
        _ => return None,
    };
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
    match own {
        Own::Yes => true,
        Own::No => false,
        Own::Not => !lasting,
        Own::All(owns) => owns.iter().all(|own| is_own(sheet, own, lasting)),
        Own::Compared(at) => {
            let site = &sheet.sites[*at];
            let gives_bool = |pair: usize| {
                let kinds = [site.kinds[pair], site.kinds[pair + 1]];
                let op = site.ops[pair].0;
                let equality = matches!(op, "==" | "!=");
                let none = equality && beside_none(kinds).is_some() && !is_held_back(site, pair);
                let class = class(op, kinds).is_some_and(|(_, own)| own);
                let sides = || site.owns[pair..pair + 2].iter();
                matches!(op, "is" | "is not" | "in" | "not in")
                    || none
                    || class
                    || sides().all(|own| is_own(sheet, own, lasting))
            };
            !lasting && (0..site.ops.len()).all(gives_bool)
        }
    }
}

/// Which rules a comment silences at a comparison.
#[derive(Debug, Default)]
struct Silenced {
    f632: bool,
    e711: bool,
    e713: bool,
    e714: bool,
    e721: bool,
    sim201: bool,
    sim202: bool,
    isf002: bool,
}

impl Silenced {
    fn of(site: &Site, sheet: &Sheet, layout: &Layout, noqa: Option<&Noqa>) -> Self {
        let (Some(noqa), Some(at)) = (noqa, layout.noqa) else {
            return Self::default();
        };
        let rows = Rows::of(sheet, layout);
        let names = |code| noqa.codes.is_empty() || noqa.codes.contains(&code);
        let own = rows.covers(site.own, at);
        let whole = rows.covers(site.whole, at);
        Self {
            f632: own && names("F632"),
            e711: own && names("E711"),
            e713: whole && names("E713"),
            e714: whole && names("E714"),
            e721: own && names("E721"),
            sim201: whole && names("SIM201"),
            sim202: whole && names("SIM202"),
            isf002: own && names("ISF002"),
        }
    }
}

/// The physical rows of a text, and which row answers for each.
struct Rows {
    /// First and last row of each token.
    tokens: Vec<[usize; 2]>,
    /// Whether each row goes on in the next, by a backslash or inside a string.
    continued: Vec<bool>,
}

impl Rows {
    fn of(sheet: &Sheet, layout: &Layout) -> Self {
        let mut rows = Self {
            tokens: Vec::new(),
            continued: vec![false],
        };
        for (gap, token) in layout.gaps.iter().zip(&sheet.tokens) {
            let lines: Vec<_> = gap.split('\n').collect();
            for line in &lines[1..] {
                let _ = line;
                rows.continued.push(false);
            }
            let first_of_gap = rows.continued.len() - lines.len();
            for (row, line) in lines.iter().enumerate() {
                if line.ends_with('\\') {
                    rows.continued[first_of_gap + row] = true;
                }
            }
            let first = rows.continued.len() - 1;
            let is_line_end = token.text.starts_with('\n');
            for _ in token.text.matches('\n') {
                *rows.continued.last_mut().expect("never empty") = !is_line_end;
                rows.continued.push(false);
            }
            rows.tokens.push([first, rows.continued.len() - 1]);
        }
        rows
    }

    /// Whether a comment in the gap before the token `at` counts for the tokens in `range`.
    fn covers(&self, range: [usize; 2], at: usize) -> bool {
        // The comment stands on the row where the gap begins: no break comes before it.
        let comment = self.tokens[at - 1][1];
        let [first, last] = [self.tokens[range[0]][0], self.tokens[range[1]][1]];
        (first..=last).any(|row| self.answering(row) == comment)
    }

    fn answering(&self, row: usize) -> usize {
        (row..)
            .find(|&row| !self.continued[row])
            .expect("the last row ends the text")
    }
}
