//! Which suppression comments suppress nothing.
//!
//! A comment that silences a finding is in use, however many others silence it, too: whoever takes away
//! all that are told of gets no finding that was not there before. Told of is only what can be known.
//! Of a comment that names rules, each whole code or name is judged that is isfix's, if all the rules
//! that bear it are on; not the beginning of a code, nor a code of pylint's under which pylint finds more
//! than isfix. Of those that silence everything, only isfix's own are: any other tool may need the rest.
//! But one that no tool heeds where it stands is told of, and so is what only isfix could understand and
//! does not: a word or a code that there is not.

use ruff_text_size::TextRange;
use std::fmt::Write;

use super::comment::{ISFIX, Item, Keyword, Listed};
use super::index::Spans;
use super::{Found, Reach, RuleNames, Suppressions};
use crate::nearest::nearest;

/// A comment that suppresses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// From the directive's `#` to its end: half-open, in UTF-8 bytes of the text.
    pub range: TextRange,
    /// What is to be said of it.
    pub message: String,
}

/// A rule, and where it finds something.
#[derive(Debug)]
pub struct Judged<'r> {
    /// What it is called.
    pub names: RuleNames<'r>,
    /// The places where comments on its findings may stand; `None` if it is off.
    pub sites: Option<Vec<TextRange>>,
}

/// The codes under which pylint finds more than isfix does, and their names.
const WIDER: [&str; 6] = [
    "C0113",
    "C0117",
    "C0123",
    "unidiomatic-typecheck",
    "unnecessary-negation",
    "unneeded-not",
];

/// A rule that is on, with the rows of its findings.
struct On<'j> {
    names: RuleNames<'j>,
    rows: Spans,
}

impl Suppressions<'_> {
    /// The comments that suppress nothing, given every rule there is.
    ///
    /// `own` is what such a comment itself is called: one that lists it is never told of.
    pub fn unused(&self, rules: &[Judged<'_>], own: RuleNames<'_>) -> Vec<Unused> {
        let judge = Judge {
            suppressions: self,
            on: rules.iter().filter_map(|rule| self.on(rule)).collect(),
            off: rules
                .iter()
                .filter(|rule| rule.sites.is_none())
                .map(|rule| rule.names)
                .collect(),
        };
        let mut unused = Vec::new();
        for (by, found) in self.found.iter().enumerate() {
            let range = self.place(found.directive.text);
            let (first, last, end) = self.touched(range);
            if !self.index.lists(own, first..=last, end)
                && let Some(message) = judge.judge(by, found)
            {
                unused.push(Unused { range, message });
            }
        }
        unused
    }

    fn on<'j>(&self, rule: &Judged<'j>) -> Option<On<'j>> {
        let names = rule.names;
        let mut rows = Spans::default();
        for &range in rule.sites.as_ref()? {
            let (first, last, end) = self.touched(range);
            rows.push((first, last));
            rows.push((end, end));
        }
        rows.settle();
        Some(On { names, rows })
    }
}

struct Judge<'s, 'j> {
    suppressions: &'s Suppressions<'s>,
    on: Vec<On<'j>>,
    off: Vec<RuleNames<'j>>,
}

impl Judge<'_, '_> {
    /// What is to be said of a directive that is not in use.
    fn judge(&self, by: usize, found: &Found<'_>) -> Option<String> {
        let keyword = found.directive.keyword;
        let name = keyword.name();
        let is_of_use = found.wakes || found.reach == Reach::End;
        if is_of_use || keyword == Keyword::PylintEnable {
            return None;
        }
        match &found.directive.listed {
            Listed::Everything if found.reach == Reach::Nothing => {
                Some(format!("Unused `{name}`: it is not heeded where it stands"))
            }
            Listed::Everything => {
                let is_own = matches!(keyword, Keyword::SkipFile | Keyword::Off | Keyword::On);
                let is_used = self.on.iter().any(|rule| self.is_used(by, found, rule));
                (is_own && !is_used).then(|| match keyword {
                    Keyword::On => format!("Unused `{name}`: nothing is off here"),
                    _ => format!("Unused `{name}`: it suppresses no finding"),
                })
            }
            Listed::These(items) if keyword == Keyword::Mistyped => {
                Some(mistyped(items.first().map_or("", |word| word.text())))
            }
            Listed::These(items) => {
                if matches!(keyword, Keyword::Off | Keyword::On)
                    && let Some(message) = self.unknown(name, items)
                {
                    return Some(message);
                }
                let unused = items
                    .iter()
                    .filter(|&&item| self.is_unused(by, found, item));
                let unused: Vec<_> = unused.map(|item| item.text()).collect();
                (!unused.is_empty()).then(|| told(keyword, found.reach, &unused))
            }
        }
    }

    /// What is to be said of a list of isfix's own that is empty or holds what names no rule.
    fn unknown(&self, name: &str, items: &[Item<'_>]) -> Option<String> {
        if items.is_empty() {
            return Some(format!("Unused `{name}`: its list is empty"));
        }
        let on = self.on.iter().map(|rule| rule.names);
        let rules: Vec<_> = on.chain(self.off.iter().copied()).collect();
        let unknown = items
            .iter()
            .find(|item| !rules.iter().any(|&rule| item.names(rule)))?
            .text();
        let words = rules.iter().flat_map(|it| it.names.iter().chain(it.codes));
        let advice = nearest(unknown, words.copied())
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        Some(format!(
            "Unused `{name}`: no rule is called `{unknown}`{advice}"
        ))
    }

    /// Whether an item of a directive's list is known to be in vain.
    fn is_unused(&self, by: usize, found: &Found<'_>, item: Item<'_>) -> bool {
        if WIDER
            .iter()
            .any(|wide| wide.eq_ignore_ascii_case(item.text()))
            || self.off.iter().any(|&rule| item.is_name_of(rule))
        {
            return false;
        }
        let mut bearers = self
            .on
            .iter()
            .filter(|rule| item.is_name_of(rule.names))
            .peekable();
        bearers.peek().is_some() && !bearers.any(|rule| self.is_used(by, found, rule))
    }

    /// Whether a directive silences a finding of a rule, or takes back what would silence one.
    fn is_used(&self, by: usize, found: &Found<'_>, rule: &On<'_>) -> bool {
        match found.reach {
            Reach::Rows(first, last) => rule.rows.meets(&(first..=last)),
            Reach::Painted => {
                let is_switch = matches!(found.directive.keyword, Keyword::Off | Keyword::On);
                let layers = if is_switch {
                    std::slice::from_ref(&self.suppressions.switch)
                } else {
                    &self.suppressions.pylint[..]
                };
                layers.iter().any(|layer| {
                    let coat = layer.coat(rule.names);
                    let rows = coat.by.get(&by);
                    coat.ending.contains(&by) || rows.is_some_and(|rows| rows.meet(&rule.rows))
                })
            }
            Reach::End | Reach::Nothing => false,
        }
    }
}

/// What is said of a comment of isfix's with a word that is not understood.
fn mistyped(word: &str) -> String {
    if ISFIX.iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return format!("Unused `isfix: {word}`: its list has no end");
    }
    let advice = match nearest(word, ISFIX) {
        Some(near) => format!("did you mean `isfix: {near}`?"),
        None => "there are `isfix: off`, `isfix: on` and `isfix: skip-file`".to_owned(),
    };
    let comment = format!("isfix: {word}");
    format!("Unused `{}`: no such comment; {advice}", comment.trim_end())
}

/// What is said of a directive with items that are in vain.
fn told(keyword: Keyword, reach: Reach, items: &[&str]) -> String {
    let mut text = format!("Unused `{}`: ", keyword.name());
    text.push_str(match (keyword, reach) {
        (Keyword::Enable, _) => "it ends no `ruff: disable` of ",
        (Keyword::On, _) => "nothing is off here of ",
        (Keyword::Ignore, Reach::Nothing) => "no code follows it for ",
        (_, Reach::Nothing) => "it is not heeded where it stands, for ",
        _ => "it suppresses no finding of ",
    });
    for (at, item) in items.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let _ = write!(text, "{comma}`{item}`");
    }
    text
}
