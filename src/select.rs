//! Which rules are on: selectors by name, code, pylint's name or code, prefix, or `ALL`.
//!
//! The more exact selector wins, whatever the order; between equals, `--ignore` does.

use thiserror::Error;

use crate::rule::Rule;
use crate::rules::RULES;

/// The rules that are on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    rules: Vec<&'static Rule>,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            rules: RULES.iter().copied().filter(|rule| rule.default).collect(),
        }
    }
}

/// A selector that names no rule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown rule `{selector}`{}", advice(selector, .nearest.as_deref()))]
pub struct UnknownRule {
    /// What was given.
    pub selector: String,
    /// The nearest name or code there is, if one is near.
    pub nearest: Option<String>,
}

fn advice(selector: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None if selector.contains([' ', ';']) => "; rules are separated by commas".to_owned(),
        None => "; rules go by name or code, such as `is-literal` or `F632`".to_owned(),
    }
}

impl Selection {
    /// The rules that selectors choose: `select` in place of the defaults if it is given,
    /// `extend` beside them, without what `ignore` names.
    ///
    /// # Errors
    ///
    /// [`UnknownRule`] for a selector that fits no rule.
    pub fn new(
        select: Option<&[String]>,
        extend: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
        let every = select.into_iter().flatten().chain(extend).chain(ignore);
        every.map(String::as_str).try_for_each(known)?;
        let chosen = |rule: &&&'static Rule| {
            let by_default = if select.is_none() && rule.default {
                Some(0)
            } else {
                None
            };
            let on = strongest(rule, select.into_iter().flatten().chain(extend)).max(by_default);
            let off = strongest(rule, ignore.iter());
            on.is_some() && on > off
        };
        Ok(Self {
            rules: RULES.iter().filter(chosen).copied().collect(),
        })
    }

    /// The rules that are on, in the order of [`RULES`].
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        self.rules.iter().copied()
    }
}

/// How exactly the best of the selectors names the rule; `None` where none does.
fn strongest<'s>(rule: &Rule, selectors: impl Iterator<Item = &'s String>) -> Option<usize> {
    selectors
        .filter_map(|selector| strength(rule, selector))
        .max()
}

/// 0 for `ALL`, the length of a prefix, and more than any prefix for a whole name or code.
fn strength(rule: &Rule, selector: &str) -> Option<usize> {
    const EXACT: usize = usize::MAX;
    if selector.eq_ignore_ascii_case("ALL") {
        return Some(0);
    }
    let named = rule
        .names
        .iter()
        .any(|name| name.eq_ignore_ascii_case(selector));
    let coded = rule
        .codes
        .iter()
        .any(|code| code.eq_ignore_ascii_case(selector));
    if named || coded {
        return Some(EXACT);
    }
    let selector = selector.to_ascii_uppercase();
    let is_prefix =
        !selector.is_empty() && rule.codes.iter().any(|code| code.starts_with(&selector));
    is_prefix.then_some(selector.len())
}

fn known(selector: &str) -> Result<(), UnknownRule> {
    if RULES.iter().any(|rule| strength(rule, selector).is_some()) {
        return Ok(());
    }
    Err(UnknownRule {
        selector: selector.to_owned(),
        nearest: nearest(selector),
    })
}

fn nearest(selector: &str) -> Option<String> {
    /// Further than this from what was typed, a name is no help.
    const FAR: usize = 3;
    let typed = selector.to_ascii_lowercase();
    let names = RULES
        .iter()
        .flat_map(|rule| rule.codes.iter().chain(rule.names));
    let near = names
        .map(|name| (distance(&typed, &name.to_ascii_lowercase()), *name))
        .min()
        .filter(|(distance, name)| *distance <= FAR && *distance < name.len());
    near.map(|(_, name)| name.to_owned())
}

/// Levenshtein's distance between two short names.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in right.bytes().enumerate() {
            let substituted = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
