//! Which rules are on: selectors by name, code, pylint's name or code, prefix, or `ALL`.
//!
//! The more exact selector wins, whatever the order; of equally exact ones, the command line's; of those,
//! the one that ignores.

use thiserror::Error;

use crate::nearest::nearest;
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

/// The selectors of one key, and who gave them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selectors<'a> {
    /// As they were given.
    pub list: &'a [String],
    /// Who gave them.
    pub rank: Rank,
}

/// Who gave selectors: of equally exact ones, the later here is heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A settings file.
    #[default]
    Settings,
    /// The command line.
    CommandLine,
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
        let ranked = |list| Selectors {
            list,
            rank: Rank::default(),
        };
        Ok(Self::of(select.map(ranked), ranked(extend), ranked(ignore)))
    }

    /// As [`Selection::new`], of selectors that are [`known`].
    pub fn of(select: Option<Selectors<'_>>, extend: Selectors<'_>, ignore: Selectors<'_>) -> Self {
        let chosen = |rule: &&&'static Rule| {
            let by_default = (select.is_none() && rule.default).then_some(Strength::default());
            let selected = select.and_then(|select| strongest(rule, select));
            let on = selected.max(strongest(rule, extend)).max(by_default);
            on.is_some() && on > strongest(rule, ignore)
        };
        Self {
            rules: RULES.iter().filter(chosen).copied().collect(),
        }
    }

    /// These rules without any that a selector names, however exactly.
    #[must_use]
    pub fn without(&self, selectors: &[String]) -> Self {
        let is_named = |rule: &&Rule| selectors.iter().any(|it| exactness(rule, it).is_some());
        Self {
            rules: self
                .rules
                .iter()
                .copied()
                .filter(|rule| !is_named(rule))
                .collect(),
        }
    }

    /// The rules that are on, in the order of [`RULES`].
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        self.rules.iter().copied()
    }
}

/// How strongly a selector speaks for a rule: how exactly it names it, then whose it is. The least is that
/// of the defaults.
pub(crate) type Strength = (usize, Rank);

/// How strongly the best of the selectors names the rule; `None` where none does.
pub(crate) fn strongest(rule: &Rule, selectors: Selectors<'_>) -> Option<Strength> {
    let exactness = |selector: &String| exactness(rule, selector);
    let exactest = selectors.list.iter().filter_map(exactness).max()?;
    Some((exactest, selectors.rank))
}

/// 0 for `ALL`, the length of a prefix, and more than any prefix for a whole name or code.
fn exactness(rule: &Rule, selector: &str) -> Option<usize> {
    const EXACT: usize = usize::MAX;
    let selector = selector.trim();
    if selector.eq_ignore_ascii_case("ALL") {
        return Some(0);
    }
    let mut names = rule.descriptor.names.iter().chain(rule.descriptor.codes);
    if names.any(|name| name.eq_ignore_ascii_case(selector)) {
        return Some(EXACT);
    }
    let starts = |code: &&str| {
        let start = code.as_bytes().get(..selector.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(selector.as_bytes()))
    };
    let is_prefix = !selector.is_empty() && rule.descriptor.codes.iter().any(starts);
    is_prefix.then_some(selector.len())
}

/// Whether a selector fits any rule.
///
/// # Errors
///
/// [`UnknownRule`] where it fits none.
pub fn known(selector: &str) -> Result<(), UnknownRule> {
    if RULES.iter().any(|rule| exactness(rule, selector).is_some()) {
        return Ok(());
    }
    let names = RULES
        .iter()
        .flat_map(|rule| rule.descriptor.codes.iter().chain(rule.descriptor.names));
    Err(UnknownRule {
        selector: selector.to_owned(),
        nearest: nearest(selector, names.copied().chain(["ALL"])).map(str::to_owned),
    })
}

/// Every selector there is, as it is usually written: `ALL`, then codes and their beginnings, then names.
pub fn every_selector() -> Vec<String> {
    let codes = || RULES.iter().flat_map(|rule| rule.descriptor.codes);
    let starts = codes().flat_map(|code| (1..=code.len()).map(|to| code[..to].to_owned()));
    let names = RULES.iter().flat_map(|rule| rule.descriptor.names);
    let sorted = |names: &mut dyn Iterator<Item = String>| {
        let mut names: Vec<String> = names.collect();
        names.sort();
        names.dedup();
        names
    };
    let mut every = vec!["ALL".to_owned()];
    every.extend(sorted(&mut starts.into_iter()));
    every.extend(sorted(&mut names.map(|&name| name.to_owned())));
    every
}
