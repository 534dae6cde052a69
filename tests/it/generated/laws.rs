//! What holds for every statement, whatever it is and however it is laid out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use isfix::document::Document;
use isfix::finding::Finding;
use isfix::pipeline;
use isfix::rules::rule_of;
use isfix::scan::Scan;
use isfix::select::Selection;
use isfix::settings::Settings;
use isfix::syntax::Syntax;
use ruff_text_size::Ranged;

use super::layout::Layout;
use super::oracle::{Fate, fates};
use super::piece::pieces;
use super::sheet::{Room, Sheet};
use super::statement::{Noqa, Rules, Statement};

/// A statement that kept the laws, for others to look at.
#[derive(Debug)]
pub struct Kept {
    pub before: String,
    /// The same tokens with one blank between them.
    pub plain: String,
    /// The results by [`Options::ALL`], each with the tokens it should have.
    pub results: [[String; 2]; 4],
}

/// What isfix is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    pub rules: Rules,
    pub unsafe_fixes: bool,
}

impl Options {
    /// All that it may be asked for.
    pub const ALL: [Self; 4] = [
        Self::of(Rules::Default, false),
        Self::of(Rules::Default, true),
        Self::of(Rules::All, false),
        Self::of(Rules::All, true),
    ];

    pub const fn of(rules: Rules, unsafe_fixes: bool) -> Self {
        Self {
            rules,
            unsafe_fixes,
        }
    }

    fn settings(self) -> Settings {
        let more = match self.rules {
            Rules::Default => None,
            Rules::All => Some("ALL".to_owned()),
        };
        let more: Vec<String> = more.into_iter().collect();
        Settings {
            rules: Selection::new(None, &more, &[]).expect("there are these rules"),
            unsafe_fixes: self.unsafe_fixes,
            ..Settings::default()
        }
    }
}

/// Holds one statement against all laws.
pub fn check(statement: &Statement, sheet: &Sheet, layout: &Layout) -> Result<Kept, String> {
    let with = |options| check_with(sheet, layout, statement.noqa, options);
    let run = || {
        let before = layout.text(sheet);
        let plain = plain(sheet, layout, &vec![Fate::Kept; sheet.tokens.len()]);
        same_tokens(&before, &plain).map_err(|why| format!("the generator is wrong: {why}"))?;
        let [by_default, by_default_unsafe, all, all_unsafe] = Options::ALL.map(with);
        Ok(Kept {
            results: [by_default?, by_default_unsafe?, all?, all_unsafe?],
            before,
            plain,
        })
    };
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err("panicked".to_owned()))
}

fn check_with(
    sheet: &Sheet,
    layout: &Layout,
    noqa: Option<&Noqa>,
    options: Options,
) -> Result<[String; 2], String> {
    let before = layout.text(sheet);
    let fates = fates(sheet, layout, noqa, options);
    let wanted = plain(sheet, layout, &fates);
    let result = settle(&before, options)?;
    let told = |why| format!("{why}\n{options:?}\nwanted (plainly):\n{wanted}\ngot:\n{result}");
    same_tokens(&result, &wanted).map_err(told)?;
    aligned(sheet, layout, &fates, &result).map_err(told)?;
    if settle(&result, options)? != result {
        return Err(told("a second run changes more".to_owned()));
    }
    let crlf = |text: &str| text.replace('\n', "\r\n");
    if settle(&crlf(&before), options)? != crlf(&result) {
        return Err(told("with CRLF it comes out otherwise".to_owned()));
    }
    Ok([result, wanted])
}

/// What isfix makes of a text.
pub fn settle(text: &str, options: Options) -> Result<String, String> {
    let document = Document::read(text.as_bytes()).map_err(|error| error.to_string())?;
    let outcome = pipeline::settle(&document, &options.settings())
        .map_err(|unread| format!("not read: {unread}\n{text}"))?;
    if let Some(fault) = outcome.faults.first() {
        return Err(fault.to_string());
    }
    let denies = |finding: &&Finding| !Scan::new(rule_of(finding.rule)).may_hold(text.as_bytes());
    if let Some(finding) = outcome.findings.iter().find(denies) {
        return Err(format!("the scan denies {finding:?}\n{text}"));
    }
    let result = outcome.result.unwrap_or_else(|| text.as_bytes().to_vec());
    String::from_utf8(result).map_err(|error| error.to_string())
}

/// The statement's tokens as their fates have it, one blank between them.
fn plain(sheet: &Sheet, layout: &Layout, fates: &[Fate]) -> String {
    let mut text = String::new();
    let mut at_start = false;
    for piece in pieces(sheet, layout, fates) {
        let glued = matches!(piece.room, Room::None | Room::LineEnd);
        let blank = match piece.output {
            true => piece.gap.as_str(),
            false if glued || at_start => "",
            false => " ",
        };
        // Where a word that opened its line is gone, the next one opens it.
        let is_gone = matches!(piece.fate, Fate::Gone | Fate::Callee);
        at_start = is_gone && (at_start || piece.room == Room::None);
        match piece.fate {
            Fate::Gone | Fate::Callee => {}
            Fate::Words(words) => text.extend([blank, words]),
            _ => text.extend([blank, &piece.text]),
        }
    }
    text
}

/// Whether two texts are the same but for blanks and comments.
fn same_tokens(one: &str, other: &str) -> Result<(), String> {
    let (one, other) = (tokens(one)?, tokens(other)?);
    let differs = one.iter().zip(&other).find(|(one, other)| one != other);
    match differs {
        Some((one, other)) => Err(format!("token {one:?} where {other:?} should be")),
        None if one.len() != other.len() => Err("more tokens or fewer".to_owned()),
        None => Ok(()),
    }
}

fn tokens(text: &str) -> Result<Vec<String>, String> {
    let syntax = Syntax::parse(text).map_err(|fault| format!("no Python: {fault}\n{text}"))?;
    let code = syntax
        .tokens()
        .iter()
        .filter(|token| !token.kind().is_trivia());
    Ok(code
        .map(|token| format!("{:?} {}", token.kind(), &text[token.range()]))
        .collect())
}

/// Whether every byte is where it was, but for the tokens that change and the blanks beside them.
fn aligned(sheet: &Sheet, layout: &Layout, fates: &[Fate], result: &str) -> Result<(), String> {
    let pieces = pieces(sheet, layout, fates);
    let mut rest = result;
    let mut at = 0;
    while at < pieces.len() {
        if pieces[at].fate == Fate::Kept {
            rest = after(rest, &format!("{}{}", pieces[at].gap, pieces[at].text))?;
            at += 1;
            continue;
        }
        let changed = pieces[at..].iter();
        let changed = changed.take_while(|piece| piece.fate != Fate::Kept);
        let next = at + changed.count();
        let mut gaps: Vec<String> = pieces[at..=next].iter().map(|it| it.gap.clone()).collect();
        let fates: Vec<Fate> = pieces[at..next].iter().map(|it| it.fate.clone()).collect();
        for (behind, fate) in fates.iter().enumerate() {
            if *fate == Fate::Callee {
                gaps[behind + 1].clear();
            }
        }
        let is_operator = !fates.contains(&Fate::Callee);
        rest = match fates[0] {
            Fate::Words(words)
                if is_operator && gaps[1..gaps.len() - 1].iter().all(|gap| is_blank(gap)) =>
            {
                let or_blank = |gap: &str| {
                    if gap.is_empty() {
                        " ".to_owned()
                    } else {
                        gap.to_owned()
                    }
                };
                let [before, behind] = [&gaps[0], &gaps[gaps.len() - 1]].map(|gap| or_blank(gap));
                after(rest, &format!("{before}{words}{behind}"))?
            }
            // Where a `not` opened its line, the breaks behind it go with it.
            Fate::Gone | Fate::Callee if pieces[at].room == Room::None => {
                gaps.iter_mut()
                    .for_each(|gap| *gap = gap.replace("\\\n", ""));
                after_gaps(rest, &gaps, &fates)?
            }
            _ => after_gaps(rest, &gaps, &fates)?,
        };
        rest = after(rest, &pieces[next].text)?;
        at = next + 1;
    }
    if rest.is_empty() {
        return Ok(());
    }
    Err(format!("there is more: {rest:?}"))
}

fn after<'t>(text: &'t str, start: &str) -> Result<&'t str, String> {
    text.strip_prefix(start)
        .ok_or_else(|| format!("the bytes {start:?} do not stand before {text:?}"))
}

fn is_blank(gap: &str) -> bool {
    gap.chars().all(is_blank_char)
}

fn is_blank_char(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\x0c')
}

/// What follows the gaps run together, in which tokens went or changed: their comments and breaks in
/// order, the words that came, and not more blanks than there were but those that part words.
fn after_gaps<'t>(text: &'t str, gaps: &[String], fates: &[Fate]) -> Result<&'t str, String> {
    let mut kept = gaps.iter().flat_map(|gap| skeleton(gap)).peekable();
    let mut words = fates.iter().flat_map(|fate| match fate {
        Fate::Words(words) => words.split(' ').collect(),
        _ => Vec::new(),
    });
    let mut word = words.next();
    let mut rest = text;
    let mut blanks = 0;
    loop {
        let trimmed = rest.trim_start_matches(is_blank_char);
        blanks += rest.len() - trimmed.len();
        rest = trimmed;
        if let Some(next) = kept.peek().and_then(|it| rest.strip_prefix(it)) {
            kept.next();
            rest = next;
        } else if let Some(next) = word.and_then(|it| rest.strip_prefix(it)) {
            word = words.next();
            rest = next;
        } else {
            break;
        }
    }
    if let Some(lost) = kept.peek().copied().or(word) {
        return Err(format!("{lost:?} is not there: {text:?}"));
    }
    let were: usize = gaps
        .iter()
        .map(|gap| gap.len() - skeleton(gap).iter().map(|it| it.len()).sum::<usize>())
        .sum();
    let within = fates.iter().map(|fate| match fate {
        Fate::Words(words) => words.matches(' ').count(),
        _ => 0,
    });
    if blanks > were + 2 + within.sum::<usize>() {
        return Err(format!("blanks have come: {text:?}"));
    }
    Ok(rest)
}

/// The comments, line breaks and continued line breaks of a gap.
fn skeleton(gap: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = gap.trim_start_matches(is_blank_char);
    while !rest.is_empty() {
        let length = match rest.as_bytes()[0] {
            b'#' => rest.find('\n').unwrap_or(rest.len()),
            b'\\' => 2,
            _ => 1,
        };
        parts.push(&rest[..length]);
        rest = rest[length..].trim_start_matches(is_blank_char);
    }
    parts
}
