//! One folder's tree, in path order, one entry a step, on a stack of its own.
//!
//! Lists a folder when it is entered, holds no folder open, follows no link. Which tree comes
//! next, and which file was met before, is `files`'.

use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::excludes::Excludes;
use super::identity::Seen;
use super::ignored::{Ignored, Marks};
use super::kind::{self, NameKind};
use super::{FileSelection, WalkError};

/// One place under its names: they differ where links or `..` are on the way.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// As the user sees it.
    pub shown: PathBuf,
    /// Absolute, to open it by.
    pub open: PathBuf,
    /// Absolute, without `.` and `..`: what exclude globs see.
    pub plain: PathBuf,
    /// Absolute, with all links resolved: what ignore files see.
    pub real: PathBuf,
}

impl Place {
    fn child(&self, shown: PathBuf, name: &OsString) -> Self {
        let [open, plain, real] = [&self.open, &self.plain, &self.real].map(|at| at.join(name));
        Self {
            shown,
            open,
            plain,
            real,
        }
    }
}

/// A file that a descent came upon.
#[derive(Debug)]
pub(super) struct Found {
    /// As the user sees it.
    pub shown: PathBuf,
    /// Absolute, to open it by.
    pub open: PathBuf,
    /// Present where [`Seen::asks`] wanted it.
    pub metadata: Option<Metadata>,
}

/// A folder that is being gone through.
#[derive(Debug)]
struct Frame {
    place: Place,
    /// What is left of it, last first.
    entries: Vec<Entry>,
    ignored: Ignored,
    excludes: Arc<Excludes>,
}

/// A child of a folder that may matter: a folder, or a file that may be Python.
#[derive(Debug)]
struct Entry {
    name: OsString,
    what: What,
}

#[derive(Debug)]
enum What {
    Folder,
    /// A regular file, with its metadata where they were wanted.
    File(NameKind, Option<Metadata>),
    /// An entry whose kind could not be learnt.
    Failed(io::Error),
}

/// A walk through one tree.
#[derive(Debug, Default)]
pub(super) struct Descent {
    frames: Vec<Frame>,
}

impl Descent {
    /// Enters the folder `root`, which overrides what excludes and ignore files say about itself.
    pub(super) fn new(
        root: Place,
        selection: &FileSelection,
        seen: &mut Seen,
        errors: &mut Vec<WalkError>,
    ) -> Self {
        let ignored = match selection.respect_gitignore {
            true => Ignored::above(&root.real, errors),
            false => Ignored::default(),
        };
        let mut descent = Self::default();
        descent.enter(root, &ignored, selection, seen, errors);
        descent
    }

    /// Where the next step leads; `None` at the end.
    pub(super) fn peek(&mut self) -> Option<PathBuf> {
        while self
            .frames
            .pop_if(|frame| frame.entries.is_empty())
            .is_some()
        {}
        let frame = self.frames.last()?;
        let entry = frame.entries.last()?;
        Some(frame.place.shown.join(&entry.name))
    }

    /// Goes to `shown`, which [`Descent::peek`] gave: enters a folder, or gives a wanted file.
    pub(super) fn step(
        &mut self,
        shown: PathBuf,
        selection: &FileSelection,
        seen: &mut Seen,
        errors: &mut Vec<WalkError>,
    ) -> Option<Found> {
        let frame = self.frames.last_mut()?;
        let Entry { name, what } = frame.entries.pop()?;
        if frame.leaves_out(&name, matches!(what, What::Folder)) {
            return None;
        }
        match what {
            What::Failed(source) => {
                errors.push(WalkError::Io {
                    path: shown,
                    source,
                });
                None
            }
            What::Folder => {
                let (place, ignored) = (frame.place.child(shown, &name), frame.ignored.clone());
                self.enter(place, &ignored, selection, seen, errors);
                None
            }
            What::File(kind, metadata) => {
                let open = frame.place.open.join(&name);
                wanted(
                    Found {
                        shown,
                        open,
                        metadata,
                    },
                    kind,
                    errors,
                )
            }
        }
    }

    /// Lists a folder and puts it on the stack.
    fn enter(
        &mut self,
        place: Place,
        above: &Ignored,
        selection: &FileSelection,
        seen: &mut Seen,
        errors: &mut Vec<WalkError>,
    ) {
        let listed = seen.enter(&place.open).and_then(|first| match first {
            true => list(&place.open, seen.asks()).map(Some),
            false => Ok(None),
        });
        let (entries, marks) = match listed {
            Ok(Some(listed)) => listed,
            Ok(None) => return,
            Err(source) => {
                errors.push(WalkError::Io {
                    path: shown_or_dot(place.shown),
                    source,
                });
                return;
            }
        };
        let ignored = match selection.respect_gitignore {
            true => above.enter(&place.real, marks, errors),
            false => Ignored::default(),
        };
        let excludes = (selection.excludes)(&place.plain);
        self.frames.push(Frame {
            place,
            entries,
            ignored,
            excludes,
        });
    }
}

impl Frame {
    /// Whether excludes or ignore files keep out the child called `name`.
    fn leaves_out(&self, name: &OsString, is_folder: bool) -> bool {
        self.excludes.matches_name(name)
            || self.excludes.has_rooted()
                && self.excludes.matches_rooted(&self.place.plain.join(name))
            || !self.ignored.is_empty()
                && self
                    .ignored
                    .leaves_out(&self.place.real.join(name), is_folder)
    }
}

/// `found` again, if it is Python: by its name, or by its `#!` line.
pub(super) fn wanted(found: Found, kind: NameKind, errors: &mut Vec<WalkError>) -> Option<Found> {
    let python = match kind {
        NameKind::Python => Ok(true),
        NameKind::Unknown => kind::has_python_shebang(&found.open),
        NameKind::Other => Ok(false),
    };
    match python {
        Ok(python) => python.then_some(found),
        Err(source) => {
            errors.push(WalkError::Io {
                path: found.shown,
                source,
            });
            None
        }
    }
}

/// The current folder has no name of its own in what is shown.
pub(super) fn shown_or_dot(shown: PathBuf) -> PathBuf {
    if shown.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        shown
    }
}

/// The children of `folder` that may matter, last first, and the ignore files among all.
fn list(folder: &Path, wants_metadata: bool) -> io::Result<(Vec<Entry>, Marks)> {
    let mut entries = Vec::new();
    let mut marks = Marks::default();
    for child in fs::read_dir(folder)? {
        let child = child?;
        let name = child.file_name();
        marks.note(&name);
        let what = match child.file_type() {
            Ok(kind) => judge(&child, &name, kind, wants_metadata),
            Err(error) => Some(What::Failed(error)),
        };
        entries.extend(what.map(|what| Entry { name, what }));
    }
    entries.sort_unstable_by(|a, b| b.name.cmp(&a.name));
    Ok((entries, marks))
}

/// What a child is, if it may matter: links, sockets and other kinds of file do not.
fn judge(
    child: &fs::DirEntry,
    name: &OsString,
    kind: FileType,
    wants_metadata: bool,
) -> Option<What> {
    if kind.is_dir() {
        return Some(What::Folder);
    }
    let by_name = kind::of_name(name);
    if !kind.is_file() || by_name == NameKind::Other {
        return None;
    }
    if !wants_metadata {
        return Some(What::File(by_name, None));
    }
    Some(match child.metadata() {
        Ok(metadata) => What::File(by_name, Some(metadata)),
        Err(error) => What::Failed(error),
    })
}
