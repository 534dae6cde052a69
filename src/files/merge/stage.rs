//! Starting points and trees under way, in the order in which they take turns.

use std::cmp::Ordering;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files::descent::Descent;
use crate::files::{FileSelection, path_order};

/// A starting point, or a tree under way.
pub(super) struct Stage {
    /// Where it leads next, as the user sees it.
    pub next: PathBuf,
    pub task: Task,
}

/// What is done next there.
pub(super) enum Task {
    /// A path as it was named on the command line.
    Named(PathBuf),
    /// A path as it was listed.
    Listed(PathBuf),
    /// A tree under way.
    Under(Descent),
}

/// For more starting points it is not asked whether they are apart: that costs as well.
const MOST_TREES: usize = 100;

/// All starting points, in order; equal ones once, named before listed.
pub(super) fn starts(selection: &FileSelection) -> Vec<Stage> {
    let default = [PathBuf::from(".")];
    let paths = match (&selection.paths[..], &selection.listed) {
        ([], None) => &default[..],
        (paths, _) => paths,
    };
    let stage = |path: &PathBuf, task| Stage {
        next: selection.place(path).shown,
        task,
    };
    let named = paths.iter();
    let named = named.map(|path| stage(path, Task::Named(path.clone())));
    let listed = selection.listed.iter().flatten();
    let listed = listed.map(|path| stage(path, Task::Listed(path.clone())));
    let mut stages: Vec<Stage> = named.chain(listed).collect();
    stages.sort();
    stages.dedup_by(|a, b| a.task.path() == b.task.path() && a.task.rank() == b.task.rank());
    stages
}

/// Whether the starting points are a few folders of which none lies in another, so that no walk
/// can meet what another did, but by hard links.
pub(super) fn are_apart(stages: &[Stage], selection: &FileSelection) -> bool {
    let folder = |stage: &Stage| {
        let open = selection.place(stage.task.path()?).open;
        fs::canonicalize(open).ok().filter(|real| real.is_dir())
    };
    if stages.len() > MOST_TREES {
        return false;
    }
    let folders: Option<Vec<_>> = stages.iter().map(folder).collect();
    folders.is_some_and(|mut folders| {
        folders.sort();
        // Behind a folder stands first what lies in it.
        let mut pairs = folders.windows(2);
        pairs.all(|pair| !pair[1].starts_with(&pair[0]))
    })
}

impl Task {
    /// What goes first where two lead to the same path.
    fn rank(&self) -> u8 {
        match self {
            Self::Named(_) => 0,
            Self::Listed(_) => 1,
            Self::Under(_) => 2,
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Named(path) | Self::Listed(path) => Some(path),
            Self::Under(_) => None,
        }
    }
}

impl Ord for Stage {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_rank = || self.task.rank().cmp(&other.task.rank());
        path_order(&self.next, &other.next).then_with(by_rank)
    }
}

impl PartialOrd for Stage {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Stage {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Stage {}
