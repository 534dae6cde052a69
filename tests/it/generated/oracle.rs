//! What must become of a statement, worked out from how it was made and from what isfix promises,
//! with none of isfix's code.

use super::grammar::Kind;
use super::layout::Layout;
use super::sheet::{Around, Sheet, Site};
use super::statement::Noqa;

/// What becomes of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    Kept,
    Gone,
    /// Other words stand in its place.
    Words(&'static str),
}

/// What becomes of each token of a statement.
pub fn fates(sheet: &Sheet, layout: &Layout, noqa: Option<&Noqa>, unsafe_fixes: bool) -> Vec<Fate> {
    let mut fates = vec![Fate::Kept; sheet.tokens.len()];
    for site in &sheet.sites {
        let silenced = Silenced::of(site, sheet, layout, noqa);
        let (folded, ops) = settled(site, &silenced, unsafe_fixes);
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

/// Whether the `not`s go, and the operators after.
fn settled(site: &Site, silenced: &Silenced, unsafe_fixes: bool) -> (bool, Vec<&'static str>) {
    let mut ops: Vec<_> = site.ops.iter().map(|(op, _)| *op).collect();
    if site.around.output {
        return (false, ops);
    }
    let may_fold = |op| {
        site.ops.len() == 1
            && !site.nots.is_empty()
            && match op {
                "is" | "is not" => !silenced.e714,
                "in" | "not in" => !silenced.e713,
                _ => false,
            }
    };
    let fold = |op| {
        if site.nots.len() % 2 == 1 {
            opposite(op)
        } else {
            op
        }
    };
    let mut folded = may_fold(ops[0]);
    if folded {
        ops[0] = fold(ops[0]);
    }
    for pair in 0..ops.len() {
        let kinds = [site.kinds[pair], site.kinds[pair + 1]];
        let around = Around {
            truth: site.around.truth || pair + 1 < ops.len(),
            asserted: site.around.asserted.filter(|_| ops.len() == 1),
            ..site.around
        };
        ops[pair] = match ops[pair] {
            op @ ("is" | "is not") if !silenced.f632 => literal(op, kinds, unsafe_fixes),
            op @ ("==" | "!=") if !silenced.e711 => none(op, kinds, around, unsafe_fixes),
            op => op,
        };
    }
    if !folded && may_fold(ops[0]) {
        folded = true;
        ops[0] = fold(ops[0]);
    }
    (folded, ops)
}

fn opposite(op: &'static str) -> &'static str {
    match op {
        "is" => "is not",
        "is not" => "is",
        "in" => "not in",
        "not in" => "in",
        "==" => "!=",
        "!=" => "==",
        _ => unreachable!("only tests of identity and membership are folded"),
    }
}

/// F632.
fn literal(op: &'static str, kinds: [Kind; 2], unsafe_fixes: bool) -> &'static str {
    use Kind::{Column, Constant, Fresh, Honest, Name, None, Other, Singleton, Value};
    let sure = match kinds {
        [None | Singleton, _] | [_, None | Singleton] => return op,
        [
            Other | Name | Honest | Column,
            Other | Name | Honest | Column,
        ] => return op,
        [Value | Constant, Value | Constant] => return op,
        [Constant | Fresh, _] | [_, Constant | Fresh] => false,
        [Value, _] | [_, Value] => true,
    };
    match op {
        _ if !sure && !unsafe_fixes => op,
        "is" => "==",
        _ => "!=",
    }
}

/// E711.
fn none(op: &'static str, kinds: [Kind; 2], around: Around, unsafe_fixes: bool) -> &'static str {
    let other = match kinds {
        [Kind::None, other] | [other, Kind::None] => other,
        _ => return op,
    };
    if matches!(other, Kind::Value | Kind::Constant) {
        return op;
    }
    let column = other == Kind::Column;
    let arrays = around.arrays && matches!(other, Kind::Other | Kind::Name | Kind::Column);
    let plain = around.truth || !(around.sign || column || arrays);
    let denied = op == "==" && other == Kind::Name && around.asserted == Some(true);
    let equality = around.equality && !around.branch;
    let held_back = equality || denied || (around.query && column) || !plain;
    match op {
        _ if held_back && !unsafe_fixes => op,
        "==" => "is",
        _ => "is not",
    }
}

/// Which rules a comment silences at a comparison.
#[derive(Debug, Default)]
struct Silenced {
    f632: bool,
    e711: bool,
    e713: bool,
    e714: bool,
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
