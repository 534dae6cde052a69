//! Which folders the head of a page shows: few enough to be read, deep enough to tell something.

use std::collections::BTreeMap;

use crate::tally::{Folders, Shares};

/// So many are shown at most, before the rest.
const MOST: usize = 12;
/// A folder with less than this part of all stays whole.
const PART: usize = 8;

/// A folder to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder {
    /// As reports name it, without a slash at its end; empty for the one that all are in.
    pub name: String,
    /// Whether what stands in folders below it is counted, too.
    pub is_whole: bool,
    /// What is counted.
    pub shares: Shares,
}

/// The folders with most in them, and what is in all others: no finding is counted twice.
///
/// From the folder that all are in, the fullest is parted into those below it as long as there is room and
/// it holds much of what there is.
pub(super) fn shown(folders: &Folders) -> (Vec<Folder>, Shares) {
    let tree = Tree::new(folders);
    let mut shown = vec![tree.folder("", true)];
    let all = shown[0].shares.sum();
    while let Some((at, parts)) = shown
        .iter()
        .enumerate()
        .filter(|(_, folder)| folder.shares.sum() * PART >= all)
        .filter_map(|(at, folder)| Some((at, tree.parts(folder)?)))
        .filter(|(_, parts)| shown.len() - 1 + parts.len() <= MOST)
        .max_by_key(|(at, _)| (shown[*at].shares.sum(), usize::MAX - at))
    {
        shown.splice(at..=at, parts);
    }
    // One that alone has too many folders in it is parted none the less: its fullest say more than it does.
    if let [only] = &shown[..]
        && let Some(parts) = tree.parts(only)
    {
        shown = parts;
    }
    shown.sort_by(|a, b| {
        b.shares
            .sum()
            .cmp(&a.shares.sum())
            .then(a.name.cmp(&b.name))
    });
    let mut rest = Shares::default();
    for folder in shown.drain(MOST.min(shown.len())..) {
        rest += folder.shares;
    }
    (shown, rest)
}

/// Folders with what is in each and below it.
struct Tree<'f> {
    /// Right in a folder.
    own: BTreeMap<&'f str, Shares>,
    /// In a folder and below it, for every folder on the way, too.
    whole: BTreeMap<&'f str, Shares>,
    /// The folders right below a folder.
    below: BTreeMap<&'f str, Vec<&'f str>>,
}

impl<'f> Tree<'f> {
    fn new(folders: &'f Folders) -> Self {
        let (mut own, mut whole) = (BTreeMap::new(), BTreeMap::<&str, Shares>::new());
        let mut below = BTreeMap::<&str, Vec<&str>>::new();
        for (name, shares) in folders.iter() {
            own.insert(name, shares);
            let mut at = name;
            loop {
                let is_new = !whole.contains_key(at);
                *whole.entry(at).or_default() += shares;
                if at.is_empty() {
                    break;
                }
                let above = at.rsplit_once('/').map_or("", |(above, _)| above);
                if is_new {
                    below.entry(above).or_default().push(at);
                }
                at = above;
            }
        }
        Self { own, whole, below }
    }

    fn folder(&self, name: &str, is_whole: bool) -> Folder {
        let counts = if is_whole { &self.whole } else { &self.own };
        Folder {
            name: name.to_owned(),
            is_whole,
            shares: counts.get(name).copied().unwrap_or_default(),
        }
    }

    /// What a folder is made of, if there are folders below it.
    fn parts(&self, folder: &Folder) -> Option<Vec<Folder>> {
        let below = self.below.get(&*folder.name);
        let below = below.filter(|_| folder.is_whole)?;
        let own = self.own.contains_key(&*folder.name);
        let own = own.then(|| self.folder(&folder.name, false));
        let below = below.iter().map(|name| self.folder(name, true));
        Some(own.into_iter().chain(below).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::Share;

    /// Folders with so many findings right in each, and what is shown of them.
    fn check(folders: &[(&str, usize)], expected: &[&str]) {
        let mut counted = Folders::default();
        for (name, count) in folders {
            let mut shares = Shares::default();
            (0..*count).for_each(|_| shares += Share::Safe);
            counted.put(name, "E711", shares);
        }
        let (shown, rest) = shown(&counted);
        let told = |folder: &Folder| {
            let whole = if folder.is_whole { "/" } else { "" };
            format!("{}{whole} {}", folder.name, folder.shares.sum())
        };
        let mut told: Vec<_> = shown.iter().map(told).collect();
        if rest.sum() > 0 {
            told.push(format!("rest {}", rest.sum()));
        }
        assert_eq!(told, expected);
    }

    #[test]
    fn the_fullest_are_parted() {
        check(&[("", 3)], &["/ 3"]);
        check(&[("a/b/c", 3)], &["a/b/c/ 3"]);
        check(
            &[("a", 1), ("a/b", 2), ("c", 9)],
            &["c/ 9", "a/b/ 2", "a 1"],
        );
        check(
            &[("", 1), ("a/b/c", 8), ("a/b/d", 8), ("e/f", 1)],
            &["a/b/c/ 8", "a/b/d/ 8", " 1", "e/ 1"],
        );
    }

    #[test]
    fn what_is_too_much_is_gathered() {
        let names: Vec<String> = (10..40).map(|number| format!("t{number}")).collect();
        let folders: Vec<_> = names.iter().map(|name| (name.as_str(), 2)).collect();
        let mut expected: Vec<String> = names[..MOST]
            .iter()
            .map(|name| format!("{name}/ 2"))
            .collect();
        expected.push("rest 36".to_owned());
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&folders, &expected);
    }
}
