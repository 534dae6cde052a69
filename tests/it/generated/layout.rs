//! What stands between the tokens of a statement: as little as Python allows, or as awkwardly.

use fastrand::Rng;

use super::sheet::{Room, Sheet, Token};
use super::statement::Noqa;

/// The gap before each token, and where the suppression comment went.
#[derive(Debug, Clone)]
pub struct Layout {
    pub gaps: Vec<String>,
    pub noqa: Option<usize>,
}

const BLANKS: &[&str] = &["", "", "", " ", " ", " ", "  ", "\t", "\x0c", " \t "];

const CONTINUED: &[&str] = &["\\\n", " \\\n", " \\\n    ", "\\\n\\\n", "\t\\\n\x0c"];

const COMMENTS: &[&str] = &[
    "#",
    "# x is 'a'",
    "# is None == (",
    "#not in \"\"\"",
    "# é 🐍 }",
    "#: type",
];

impl Layout {
    /// One blank wherever there may be one.
    pub fn plain(sheet: &Sheet, noqa: Option<&Noqa>) -> Self {
        let gaps = sheet.tokens.iter().map(|token| match token.room {
            Room::None | Room::LineEnd => String::new(),
            _ => " ".to_owned(),
        });
        let mut layout = Self {
            gaps: gaps.collect(),
            noqa: None,
        };
        if let Some(noqa) = noqa {
            layout.suppress(sheet.tokens.len() - 1, Room::LineEnd, noqa);
        }
        layout
    }

    pub fn random(sheet: &Sheet, noqa: Option<&Noqa>, rng: &mut Rng) -> Self {
        // Some statements break at nearly every gap, some at nearly none.
        let wild = *rng.choice(&[4, 40, 160]).expect("not empty");
        let mut gaps = Vec::new();
        for (index, token) in sheet.tokens.iter().enumerate() {
            let before = index
                .checked_sub(1)
                .map(|at| sheet.tokens[at].text.as_str());
            gaps.push(gap(rng, wild, before.unwrap_or(""), token));
        }
        let mut layout = Self { gaps, noqa: None };
        if let Some(noqa) = noqa {
            let places: Vec<_> = (0..sheet.tokens.len())
                .filter(|&at| matches!(sheet.tokens[at].room, Room::LineEnd | Room::Bracket))
                .collect();
            let at = if rng.bool() {
                sheet.tokens.len() - 1
            } else {
                *rng.choice(&places).expect("a statement ends its line")
            };
            layout.suppress(at, sheet.tokens[at].room, noqa);
        }
        layout
    }

    fn suppress(&mut self, at: usize, room: Room, noqa: &Noqa) {
        let end = if room == Room::LineEnd { "" } else { "\n" };
        self.gaps[at] = format!("  {}{end}", noqa.comment);
        self.noqa = Some(at);
    }

    pub fn text(&self, sheet: &Sheet) -> String {
        let pieces = self.gaps.iter().zip(&sheet.tokens);
        pieces
            .map(|(gap, token)| format!("{gap}{}", token.text))
            .collect()
    }

    /// Layouts with one gap made plain.
    pub fn plainer(&self, sheet: &Sheet) -> Vec<Self> {
        let plain = Self::plain(sheet, None);
        let mut all = Vec::new();
        for (at, gap) in self.gaps.iter().enumerate() {
            if self.noqa != Some(at) && *gap != plain.gaps[at] {
                let mut next = self.clone();
                next.gaps[at].clone_from(&plain.gaps[at]);
                all.push(next);
            }
        }
        all
    }
}

fn gap(rng: &mut Rng, wild: u8, before: &str, token: &Token) -> String {
    let mut gap = String::new();
    match token.room {
        Room::None => return gap,
        Room::LineEnd => {
            if rng.u8(..) < wild {
                gap = format!("{} {}", pick(rng, BLANKS), pick(rng, COMMENTS));
            }
            return gap;
        }
        Room::Blanks => gap.push_str(pick(rng, BLANKS)),
        Room::Open if rng.u8(..) < wild => gap.push_str(pick(rng, CONTINUED)),
        Room::Bracket if rng.u8(..) < wild => (0..rng.u8(1..3)).for_each(|_| {
            gap.push_str(pick(rng, BLANKS));
            match rng.u8(..6) {
                0 => gap.push_str(pick(rng, CONTINUED)),
                1..=3 => gap.push_str(pick(rng, COMMENTS)),
                _ => {}
            }
            gap.push('\n');
            gap.push_str(pick(rng, BLANKS));
        }),
        Room::Open | Room::Bracket => gap.push_str(pick(rng, BLANKS)),
    }
    if gap.is_empty() && would_merge(before, &token.text) {
        gap.push(' ');
    }
    gap
}

fn pick<'t>(rng: &mut Rng, from: &[&'t str]) -> &'t str {
    from[rng.usize(..from.len())]
}

/// Whether two tokens without anything between would be other tokens.
fn would_merge(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_quote = |c| matches!(c, '"' | '\'');
    if is_decimal(before) && matches!(after, "is" | "in" | "not" | "if" | "and" | "or") {
        return false;
    }
    (is_word(last) || (last == '.' && before != "." && before != "...")) && is_word(first)
        || is_quote(last) && is_quote(first)
        || last == '{' && first == '{'
        || is_word(last) && first == '.' && before.starts_with(|c: char| c.is_ascii_digit())
        || last == '.' && first == '.'
        || is_word(last) && after.starts_with('.') && after.len() > 1
}

/// Whether it is a number that a keyword may follow at once: not one that begins with `0`, for
/// `0or` begins an octal number.
fn is_decimal(token: &str) -> bool {
    token.starts_with(|c: char| ('1'..='9').contains(&c))
        && token
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '_' | '.' | 'j'))
}
