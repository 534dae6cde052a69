//! Findings counted by the folder they stand in, and by what becomes of them.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::{Share, Shares};
use crate::finding::Finding;

/// Findings and notes by folder and code. Folders are named as reports name files, with `/` between and none
/// at the end; files that stand in none are in the empty one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    by_name: BTreeMap<String, BTreeMap<&'static str, Shares>>,
}

impl Folders {
    /// Counts what is found in one file, by the file's name.
    pub fn count(&mut self, file: &str, findings: &[Finding]) {
        if findings.is_empty() {
            return;
        }
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut rules = BTreeMap::<_, Shares>::new();
        for finding in findings {
            *rules.entry(finding.rule.code()).or_default() += Share::of(finding);
        }
        for (code, shares) in rules {
            self.put(folder, code, shares);
        }
    }

    /// Counts so many findings of a rule right in a folder.
    pub fn put(&mut self, folder: &str, code: &'static str, shares: Shares) {
        if let Some(rules) = self.by_name.get_mut(folder) {
            *rules.entry(code).or_default() += shares;
        } else {
            let rules = BTreeMap::from([(code, shares)]);
            self.by_name.insert(folder.to_owned(), rules);
        }
    }

    /// Each folder that holds a file with findings, in the order of names, and all that is right in it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Shares)> {
        self.by_name.iter().map(|(name, rules)| {
            let mut shares = Shares::default();
            rules.values().for_each(|rule| shares += *rule);
            (name.as_str(), shares)
        })
    }

    /// All folders together, by code.
    pub fn rules(&self) -> BTreeMap<&'static str, Shares> {
        let mut all = BTreeMap::<_, Shares>::new();
        for (code, rule) in self.by_name.values().flatten() {
            *all.entry(*code).or_default() += *rule;
        }
        all
    }
}

impl AddAssign<&Folders> for Folders {
    fn add_assign(&mut self, other: &Folders) {
        for (name, rules) in &other.by_name {
            for (code, rule) in rules {
                self.put(name, code, *rule);
            }
        }
    }
}
