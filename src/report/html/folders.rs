//! Which folders the head of a page shows: few enough to be read, deep enough to tell something.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::tally::{Folders, Shares};

/// So many are shown at most.
const MOST: usize = 12;
/// A folder with less than this part of all is not parted.
const PART: usize = 8;

/// A folder to be shown. A file counts in the deepest of them that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder {
    /// As reports name it, without a slash at its end; empty for the one that all are in.
    pub name: String,
    /// What of it is counted.
    pub extent: Extent,
    /// What is counted.
    pub shares: Shares,
}

/// What of a folder counts as its own, beside folders below it that are shown themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it: nothing below it is shown itself.
    Whole,
    /// What stands right in it: all folders below it are shown.
    Itself,
    /// What stands right in it, and in folders below it that are not shown.
    Rest,
}

/// The folders with most in them: no finding is counted twice, and none is left out.
///
/// The fullest folder that is not shown yet is shown next, as long as there is room; those below it take their
/// turn if it holds much of what there is. What has no row of its own stays with the folder above it.
pub(super) fn shown(folders: &Folders) -> Vec<Folder> {
    let tree = Tree::new(folders);
    let all = tree.whole("").sum();
    let mut own = BTreeMap::from([("", tree.whole(""))]);
    let mut next: BinaryHeap<_> = tree.below("").map(|name| tree.turn(name)).collect();
    while let Some((count, Reverse(name))) = next.pop() {
        let above = own_above(&own, name);
        let Some(rest) = own
            .get(above)
            .map(|shares| shares.without(tree.whole(name)))
        else {
            continue;
        };
        let rows = own.values().filter(|shares| shares.sum() > 0).count();
        if rows + usize::from(rest.sum() > 0) > MOST {
            continue;
        }
        own.insert(above, rest);
        own.insert(name, tree.whole(name));
        if count * PART >= all {
            next.extend(tree.below(name).map(|name| tree.turn(name)));
        }
    }
    let extent = |name: &str| {
        let mut below = tree.below(name).map(|name| own.contains_key(name));
        match (below.clone().any(|shown| shown), below.all(|shown| shown)) {
            (false, _) => Extent::Whole,
            (true, true) => Extent::Itself,
            (true, false) => Extent::Rest,
        }
    };
    let rows = own.iter().filter(|(_, shares)| shares.sum() > 0);
    let mut rows: Vec<_> = rows
        .map(|(name, shares)| Folder {
            name: (*name).to_owned(),
            extent: extent(name),
            shares: *shares,
        })
        .collect();
    // What is left of everything comes last.
    let is_last = |it: &Folder| it.name.is_empty() && it.extent == Extent::Rest;
    rows.sort_by_key(|it| (is_last(it), Reverse(it.shares.sum()), it.name.clone()));
    rows
}

/// The deepest folder that is shown above one.
fn own_above<'f>(own: &BTreeMap<&'f str, Shares>, name: &'f str) -> &'f str {
    let mut above = name;
    while let Some((folder, _)) = above.rsplit_once('/') {
        if own.contains_key(folder) {
            return folder;
        }
        above = folder;
    }
    ""
}

/// A folder's place in the queue: the fullest first, of equally full ones the first by name.
type Turn<'f> = (usize, Reverse<&'f str>);

/// Folders with what is in each and below it.
struct Tree<'f> {
    /// In a folder and below it, for every folder on the way, too.
    whole: BTreeMap<&'f str, Shares>,
    /// The folders right below a folder.
    below: BTreeMap<&'f str, Vec<&'f str>>,
}

impl<'f> Tree<'f> {
    fn new(folders: &'f Folders) -> Self {
        let mut whole = BTreeMap::<&str, Shares>::new();
        let mut below = BTreeMap::<&str, Vec<&str>>::new();
        for (name, shares) in folders.iter() {
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
        Self { whole, below }
    }

    fn whole(&self, name: &str) -> Shares {
        self.whole.get(name).copied().unwrap_or_default()
    }

    fn below(&self, name: &str) -> impl Iterator<Item = &'f str> + Clone {
        self.below.get(name).into_iter().flatten().copied()
    }

    fn turn(&self, name: &'f str) -> Turn<'f> {
        (self.whole(name).sum(), Reverse(name))
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
        let told = |folder: &Folder| {
            let extent = match folder.extent {
                Extent::Whole => "/",
                Extent::Itself => "",
                Extent::Rest => "/*",
            };
            format!("{}{extent} {}", folder.name, folder.shares.sum())
        };
        let told: Vec<_> = shown(&counted).iter().map(told).collect();
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
        check(&[("a", 40), ("b/c", 1), ("b/d", 1)], &["a/ 40", "b/ 2"]);
    }

    /// One file at the top does not keep the folders below from being told apart.
    #[test]
    fn one_beside_many() {
        let names: Vec<String> = (10..40).map(|number| format!("p/t{number}")).collect();
        let folders = names.iter().map(|name| (name.as_str(), 2));
        let folders: Vec<_> = folders.chain([("", 1)]).collect();
        let mut expected: Vec<String> = names[..MOST - 2]
            .iter()
            .map(|name| format!("{name}/ 2"))
            .collect();
        expected.insert(0, "p/* 40".to_owned());
        expected.push(" 1".to_owned());
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&folders, &expected);
    }

    #[test]
    fn what_is_too_much_stays_with_the_folder_above() {
        let names: Vec<String> = (10..40).map(|number| format!("t{number}")).collect();
        let folders: Vec<_> = names.iter().map(|name| (name.as_str(), 2)).collect();
        let mut expected: Vec<String> = names[..MOST - 1]
            .iter()
            .map(|name| format!("{name}/ 2"))
            .collect();
        expected.push("/* 38".to_owned());
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&folders, &expected);
    }
}
