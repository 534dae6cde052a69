//! What becomes of comparisons with calls in them: of two `id`s, and with a NaN.

use super::super::grammar::Kind;
use super::super::layout::Layout;
use super::super::sheet::{Sheet, Site};
use super::Fate;

/// ISF001: whether it is sure that two `id`s may give way to what they are given, if they can at all.
pub fn bares(site: &Site, op: &str, sheet: &Sheet, layout: &Layout) -> Option<bool> {
    let is_held = |kind: &Kind| matches!(kind, Kind::IdOfName | Kind::IdOfPart);
    let has_comment = |side: &[usize; 2]| {
        let [callee, _] = call(sheet, *side);
        layout.gaps[callee + 1].contains('#')
    };
    let can = matches!(op, "==" | "!=" | "is" | "is not")
        && site.ops.len() == 1
        && site.kinds.iter().all(is_held)
        && !site.sides.iter().any(has_comment);
    let is_name = |kind: &Kind| *kind == Kind::IdOfName;
    can.then(|| matches!(op, "==" | "!=") && site.kinds.iter().all(is_name))
}

/// What becomes of the tokens of such calls.
pub fn bare(site: &Site, sheet: &Sheet, layout: &Layout, fates: &mut [Fate]) {
    for side in &site.sides {
        let [callee, close] = call(sheet, *side);
        fates[callee] = Fate::Callee;
        if sheet.tokens[close - 1].text == "," {
            fates[close - 1] = Fate::Gone;
        }
        let breaks =
            |at: usize| layout.gaps[at].contains('\n') || sheet.tokens[at].text.contains('\n');
        if !(callee + 2..=close).any(breaks) {
            fates[callee + 1] = Fate::Gone;
            fates[close] = Fate::Gone;
        }
    }
}

/// The callee and the closing parenthesis of a call that may stand in parentheses.
fn call(sheet: &Sheet, side: [usize; 2]) -> [usize; 2] {
    let [mut first, mut last] = side;
    while sheet.tokens[first].text == "(" {
        (first, last) = (first + 1, last - 1);
    }
    [first, last]
}

/// PLW0177: which operand (0 or 1) of a comparison can be asked whether it is a NaN, if one can.
pub fn asked(site: &Site, op: &str, layout: &Layout) -> Option<usize> {
    if site.ops.len() > 1 {
        return None;
    }
    let stays = 1 - site.kinds.iter().position(|kind| *kind == Kind::Nan)?;
    let other = site.kinds[stays];
    let can = matches!(op, "==" | "!=" | "is" | "is not")
        && (site.around.math || site.around.arrays)
        && !(other == Kind::Nan || other.is_single() || other.is_literal());
    let comments = between(site, stays).any(|at| layout.gaps[at].contains('#'));
    (can && !comments).then_some(stays)
}

/// The tokens before which stands what goes with the operator.
fn between(site: &Site, stays: usize) -> std::ops::RangeInclusive<usize> {
    let [left, right] = [site.sides[0], site.sides[1]];
    match stays {
        0 => left[1] + 1..=right[1],
        _ => left[0] + 1..=right[0],
    }
}

/// What becomes of the tokens where one operand stays and is asked, be it after a `not` of its own.
pub fn ask(site: &Site, stays: usize, is_negated: bool, fates: &mut [Fate]) {
    let [goes, kept] = [site.sides[1 - stays], site.sides[stays]];
    let lost = (goes[0]..=goes[1]).chain(site.ops[0].1.iter().copied());
    lost.for_each(|at| fates[at] = Fate::Lost);
    let words = match (site.around.math, is_negated) {
        (true, false) => "math.isnan(",
        (true, true) => "not math.isnan(",
        (false, false) => "np.isnan(",
        (false, true) if site.around.truth => "not np.isnan(",
        (false, true) => "~np.isnan(",
    };
    if kept[0] == kept[1] {
        fates[kept[0]] = Fate::Wrapped(words);
    } else {
        fates[kept[0]] = Fate::Opens(words);
        fates[kept[1]] = Fate::Closes;
    }
}
