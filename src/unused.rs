//! Suppression comments that suppress nothing, as findings.
//!
//! [`crate::suppress::Suppressions::unused`] says which they are; what they could suppress is found out
//! here, by asking every rule that is on about every comparison, whatever silences it.
//!
//! The guide says of them:
#![doc = include_str!("../docs/unused-noqa.md")]

use std::collections::HashMap;

use crate::finding::Finding;
use crate::fingerprint::Mark;
use crate::module::Module;
use crate::rule::{Comparison, Descriptor, Rule, Site};
use crate::rules::RULES;
use crate::settings::Settings;
use crate::settle;
use crate::suppress::{Judged, Suppressions};

/// What such a comment is called: as in ruff. It finds comments, and no comparison.
pub const UNUSED_NOQA: Descriptor = Descriptor {
    names: &["unused-noqa"],
    codes: &["RUF100"],
    summary: "suppression comments that suppress nothing",
};

/// The findings about the comments of a module, in source order.
pub fn findings<'a>(
    module: &Module<'a>,
    settings: &Settings,
    suppressions: &Suppressions<'a>,
) -> Vec<Finding> {
    let on: Vec<&'static Rule> = settings.rules.rules().collect();
    let mut sites: HashMap<&str, Vec<_>> = on.iter().map(|rule| (rule.name(), vec![])).collect();
    for (id, compare) in module.tree.comparisons() {
        let comparison = Comparison::new(module, id, compare);
        for pair in 0..comparison.pairs() {
            let site = Site::new(module, &comparison, pair);
            for rule in on.iter().filter(|rule| (rule.check)(&site).is_some()) {
                let places = sites.entry(rule.name()).or_default();
                places.push(settle::commented(rule, &site));
            }
        }
    }
    let rules: Vec<_> = RULES
        .iter()
        .map(|rule| Judged {
            names: (&rule.descriptor).into(),
            sites: sites.remove(rule.name()),
        })
        .collect();
    let unused = suppressions.unused(&rules, (&UNUSED_NOQA).into());
    unused
        .into_iter()
        .map(|unused| Finding {
            rule: &UNUSED_NOQA,
            message: unused.message,
            range: unused.range,
            fix: None,
            evidence: None,
            is_note: false,
            held_back: false,
            noqa_row: suppressions.noqa_row(unused.range),
            applied: false,
            mark: Mark::default(),
        })
        .collect()
}
