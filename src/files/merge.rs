//! The starting points of a selection, merged into one stream in path order.
//!
//! Each folder named or listed is a `descent`; here they take turns by where each leads next (`stage`), and
//! a file met before, under whatever name, is dropped.

mod stage;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fs;
use std::io;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::vec;

use super::descent::{self, Descent, Found, Place};
use super::identity::Seen;
use super::remark::{Remark, Remarked, Remarks};
use super::{FileSelection, Source, WalkError, kind, remark};
use crate::signals;
use stage::{Stage, Task};

/// See [`walk`](super::walk).
pub struct Walk {
    selection: FileSelection,
    seen: Seen,
    /// The starting points to go, in order.
    starts: Peekable<vec::IntoIter<Stage>>,
    /// The trees under way, by where each leads next.
    trees: BinaryHeap<Reverse<Stage>>,
    /// What was found and not yet given out.
    ready: VecDeque<Result<Source, WalkError>>,
    /// What went wrong in the step under way.
    errors: Vec<WalkError>,
    /// What was said of paths, where anything is to be.
    remarks: Remarks,
}

impl Iterator for Walk {
    type Item = Result<Source, WalkError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            // There may be whole trees to go through before the next file.
            if signals::interrupted().is_some() {
                return None;
            }
            let Some(stage) = self.first_stage() else {
                return self.remarks.at_end().map(Err);
            };
            match stage.task {
                Task::Under(descent) => self.step(descent, stage.next),
                Task::Named(path) => self.open_named(&path),
                Task::Listed(path) => self.open_listed(&path),
            }
            self.give_out_errors();
        }
    }
}

impl Walk {
    pub(super) fn new(selection: FileSelection) -> Self {
        let mut walk = Self {
            seen: Seen::new(selection.hard_links, false),
            starts: Vec::new().into_iter().peekable(),
            trees: BinaryHeap::new(),
            ready: VecDeque::new(),
            errors: Vec::new(),
            remarks: Remarks::default(),
            selection,
        };
        if !walk.selection.reads_stdin() {
            walk.start();
        }
        walk
    }

    /// Puts all starting points into the queue.
    fn start(&mut self) {
        let stages = stage::starts(&self.selection);
        let several = stages.len() > 1 && !stage::are_apart(&stages, &self.selection);
        self.seen = Seen::new(self.selection.hard_links, several);
        if several {
            let named = stages.iter().filter_map(|stage| match &stage.task {
                Task::Named(path) => Some(path),
                Task::Listed(_) | Task::Under(_) => None,
            });
            named.for_each(|path| self.remember_named(path));
        }
        self.starts = stages.into_iter().peekable();
    }

    /// Takes what leads to the first path.
    fn first_stage(&mut self) -> Option<Stage> {
        let tree = self.trees.peek().map(|Reverse(tree)| tree);
        let start = self
            .starts
            .next_if(|start| tree.is_none_or(|tree| start < tree));
        start.or_else(|| self.trees.pop().map(|Reverse(tree)| tree))
    }

    /// Notes that a file was named, before the walk can meet it under another name. What fails
    /// here fails again, and is told, when its turn comes.
    fn remember_named(&mut self, path: &Path) {
        let place = self.selection.place(path);
        let foreign = &mut Vec::new();
        if self.selection.force_exclude && self.selection.covers(&place.plain, foreign) != Ok(false)
        {
            return;
        }
        if let Ok(found) = fs::metadata(&place.open)
            && found.is_file()
        {
            let _ = self.seen.name(&place.open, &found);
        }
    }

    fn give_out_errors(&mut self) {
        let errors = self.errors.drain(..);
        if self.selection.remarks {
            let told = errors.filter_map(|error| self.remarks.told(error));
            self.ready.extend(told.map(Err));
        } else {
            self.ready.extend(errors.map(Err));
        }
    }

    /// Tells of a path that is passed over, where that is asked for.
    fn remark(&mut self, path: &Path, what: impl FnOnce() -> Remarked) {
        if self.selection.remarks {
            self.errors.push(Remark::file(path.to_owned(), what()));
        }
    }

    /// Takes one step in a tree and puts it back.
    fn step(&mut self, mut descent: Descent, shown: PathBuf) {
        let found = descent.step(shown, &self.selection, &mut self.seen, &mut self.errors);
        if let Some(found) = found {
            self.admit(found, false);
        }
        self.put_back(descent);
    }

    fn put_back(&mut self, mut descent: Descent) {
        if let Some(next) = descent.peek() {
            self.trees.push(Reverse(Stage {
                next,
                task: Task::Under(descent),
            }));
        }
    }

    fn open_named(&mut self, path: &Path) {
        let place = self.selection.place(path);
        if self.selection.force_exclude && self.is_left_out(&place) {
            return;
        }
        if path.as_os_str().is_empty() {
            self.errors.push(WalkError::Missing {
                path: path.to_path_buf(),
            });
            return;
        }
        match fs::metadata(&place.open) {
            Err(source) => self
                .errors
                .push(unreachable_path(path, &place.open, source)),
            Ok(found) if found.is_dir() => self.descend(place),
            Ok(found) if found.is_file() => {
                if let Some(found) = self.found(place, found) {
                    self.admit(found, true);
                }
            }
            Ok(_) => self.errors.push(WalkError::NotAFile {
                path: path.to_path_buf(),
            }),
        }
    }

    fn open_listed(&mut self, path: &Path) {
        let place = self.selection.place(path);
        if self.is_left_out(&place) {
            return;
        }
        match fs::symlink_metadata(&place.open) {
            Err(source) => self
                .errors
                .push(unreachable_path(path, &place.open, source)),
            Ok(found) if found.is_dir() => self.descend(place),
            Ok(found) if found.is_file() => {
                let kind = kind::of_name(path.file_name().unwrap_or_default());
                let found = self.found(place, found);
                let (selection, errors) = (&self.selection, &mut self.errors);
                let found = found.and_then(|it| descent::wanted(it, kind, selection, errors));
                // Somebody chose it: it is not only counted.
                if let Some(WalkError::Remark(remark)) = errors.last_mut()
                    && matches!(remark.what, Remarked::OtherName)
                {
                    remark.what = Remarked::NotPython;
                }
                if let Some(found) = found {
                    self.admit(found, false);
                }
            }
            Ok(found) if found.is_symlink() => self.remark(path, || Remarked::Link),
            Ok(_) => self.remark(path, || Remarked::Special),
        }
    }

    /// Starts on the tree under a folder.
    fn descend(&mut self, mut place: Place) {
        match fs::canonicalize(&place.open) {
            Ok(real) => place.real = real,
            Err(source) => {
                let path = descent::shown_or_dot(place.shown);
                self.errors.push(WalkError::Io { path, source });
                return;
            }
        }
        let mut foreign = Vec::new();
        let scope = self.selection.scopes.at(&place.real, &mut foreign);
        self.errors
            .extend(foreign.into_iter().map(WalkError::Foreign));
        let scope = match scope {
            Ok(scope) => scope,
            Err(error) => return self.errors.push(WalkError::Settings(error)),
        };
        let (selection, seen) = (&self.selection, &mut self.seen);
        let shown = selection.remarks.then(|| place.shown.clone());
        let descent = Descent::new(place, scope, selection, seen, &mut self.errors);
        if let Some(shown) = shown.filter(|_| !remark::is_met_before(self.errors.last())) {
            self.remarks.give(&shown);
        }
        self.put_back(descent);
    }

    /// Whether excludes keep out a path that is not walked to. Where that cannot be told, they do, and it is
    /// said why.
    fn is_left_out(&mut self, place: &Place) -> bool {
        let mut foreign = Vec::new();
        let covered = self.selection.covering(&place.plain, &mut foreign);
        self.errors
            .extend(foreign.into_iter().map(WalkError::Foreign));
        match covered {
            Ok(Some(covering)) => {
                let remarked = self.selection.remarks.then(|| covering.why()).flatten();
                let shown = || descent::shown_or_dot(place.shown.clone());
                let remark = remarked.map(|why| Remark::file(shown(), why));
                self.errors.extend(remark);
                true
            }
            Ok(None) => false,
            Err(error) => {
                self.errors.push(WalkError::Settings(error));
                true
            }
        }
    }

    /// A file that is not walked to, with what holds for it: by its name, wherever a link leads.
    fn found(&mut self, place: Place, metadata: fs::Metadata) -> Option<Found> {
        let mut foreign = Vec::new();
        let folder = place.open.parent().unwrap_or(&place.open);
        let held = self.selection.scopes.at_given(folder, &mut foreign);
        self.errors
            .extend(foreign.into_iter().map(WalkError::Foreign));
        match held {
            Ok((folder, scope)) => Some(Found {
                shown: place.shown,
                open: place.open,
                metadata: Some(metadata),
                in_swept_folder: false,
                folder: (!scope.is_even()).then_some(folder),
                scope,
            }),
            Err(error) => {
                self.errors.push(WalkError::Settings(error));
                None
            }
        }
    }

    /// Gives out a file that was not met before.
    fn admit(&mut self, found: Found, named: bool) {
        let Found {
            shown: path,
            open,
            metadata,
            in_swept_folder,
            scope,
            folder,
        } = found;
        let met = metadata.map_or(Ok(Some(false)), |found| self.seen.meet(&open, &found));
        match met {
            Ok(None) => self.remark(&path, || Remarked::MetBefore),
            Ok(Some(elsewhere)) => {
                if self.selection.remarks {
                    self.remarks.give(&path);
                }
                self.ready.push_back(Ok(Source {
                    path,
                    named: named || elsewhere,
                    in_swept_folder,
                    scope,
                    folder,
                }));
            }
            Err(source) => self.errors.push(WalkError::Io { path, source }),
        }
    }
}

/// The error for a starting point whose metadata cannot be had.
fn unreachable_path(path: &Path, open: &Path, source: io::Error) -> WalkError {
    let path = path.to_path_buf();
    if source.kind() != io::ErrorKind::NotFound {
        WalkError::Io { path, source }
    } else if fs::symlink_metadata(open).is_ok() {
        WalkError::DanglingLink { path }
    } else {
        WalkError::Missing { path }
    }
}
