//! One folder's tree, in path order, one entry a step, on a stack of its own.
//!
//! Lists a folder when it is entered, holds no folder open, follows no link. Which tree comes
//! next, and which file was met before, is `files`'.

mod left_out;

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::children::{Kind, Lister};
use super::identity::Seen;
use super::ignored::{Ignored, Marks};
use super::kind::{self, NameKind};
use super::remark::{Remark, Remarked};
use super::{FileSelection, WalkError};
use crate::settings::find::Names;
use crate::settings::scope::Scope;
use crate::write::is_temp_name;

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
    fn child(&self, shown: PathBuf, name: &OsStr) -> Self {
        let [open, plain, real] = [&self.open, &self.plain, &self.real].map(|at| join(at, name));
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
    /// Absolute, to open it by; empty where only its name is wanted.
    pub open: PathBuf,
    /// Present where [`Seen::asks`] wanted it.
    pub metadata: Option<Metadata>,
    /// Whether its folder was listed and holds no temporary file of ours.
    pub in_swept_folder: bool,
    /// What holds in its folder.
    pub scope: Arc<Scope>,
    /// Its folder's real path, where the scope wants to know.
    pub folder: Option<Arc<Path>>,
}

/// A folder that is being gone through.
#[derive(Debug)]
struct Frame {
    place: Place,
    /// What is left of it, last first.
    entries: Vec<Entry>,
    ignored: Ignored,
    scope: Arc<Scope>,
    /// See [`Found::folder`].
    folder: Option<Arc<Path>>,
    /// Whether it holds no temporary file of ours.
    is_swept: bool,
}

/// What is known of what holds in a folder before it is listed.
enum Holds {
    /// That is it.
    Here(Arc<Scope>),
    /// That holds in the folder above.
    Above(Arc<Scope>),
}

/// What a folder holds.
struct Listed {
    /// The children that may matter, last first.
    entries: Vec<Entry>,
    /// The ignore files among all.
    marks: Marks,
    /// The settings files among all.
    names: Names,
    /// Whether none is a temporary file of ours.
    is_swept: bool,
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
    /// What does not matter, and is told.
    Passed(Remarked),
}

/// A walk through one tree.
#[derive(Debug, Default)]
pub(super) struct Descent {
    frames: Vec<Frame>,
    lister: Lister,
}

impl Descent {
    /// Enters the folder `root`, in which `scope` holds, and which overrides what excludes and ignore files say
    /// about itself.
    pub(super) fn new(
        root: Place,
        scope: Arc<Scope>,
        selection: &FileSelection,
        seen: &mut Seen,
        errors: &mut Vec<WalkError>,
    ) -> Self {
        let ignored = match selection.respect_gitignore {
            true => Ignored::above(&root.real, errors),
            false => Ignored::default(),
        };
        let mut descent = Self::default();
        descent.enter(root, &ignored, Holds::Here(scope), selection, seen, errors);
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
        Some(join(&frame.place.shown, &entry.name))
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
            if selection.remarks {
                errors.extend(frame.remark(shown, &name, &what, selection));
            }
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
                let above = Holds::Above(frame.scope.clone());
                self.enter(place, &ignored, above, selection, seen, errors);
                None
            }
            What::File(kind, metadata) => {
                // Nobody asks for the path of a file that is Python by its name, and for nothing else.
                let is_asked = kind == NameKind::Unknown || metadata.is_some();
                let open = is_asked.then(|| join(&frame.place.open, &name));
                let found = Found {
                    shown,
                    open: open.unwrap_or_default(),
                    metadata,
                    in_swept_folder: frame.is_swept,
                    scope: frame.scope.clone(),
                    folder: frame.folder.clone(),
                };
                wanted(found, kind, selection, errors)
            }
            What::Passed(remarked) => {
                errors.push(Remark::file(shown, remarked));
                None
            }
        }
    }

    /// Lists a folder and puts it on the stack.
    fn enter(
        &mut self,
        place: Place,
        above: &Ignored,
        scope: Holds,
        selection: &FileSelection,
        seen: &mut Seen,
        errors: &mut Vec<WalkError>,
    ) {
        let listed = seen.enter(&place.open).and_then(|first| match first {
            true => self
                .list(&place.open, seen.asks(), selection.remarks)
                .map(Some),
            false => Ok(None),
        });
        let Listed {
            entries,
            marks,
            names,
            is_swept,
        } = match listed {
            Ok(Some(listed)) => listed,
            Ok(None) => {
                if selection.remarks {
                    errors.push(Remark::folder(
                        shown_or_dot(place.shown),
                        Remarked::MetBefore,
                    ));
                }
                return;
            }
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
        let (scope, is_new) = match scope {
            Holds::Here(scope) => (scope, true),
            Holds::Above(above) => {
                let (marks, mut foreign) = ((names, marks.has_git()), Vec::new());
                let scopes = &selection.scopes;
                let scope = scopes.below(&above, &place.real, marks, &mut foreign);
                errors.extend(foreign.into_iter().map(WalkError::Foreign));
                match scope {
                    Ok(scope) => {
                        let is_new = !Arc::ptr_eq(&scope, &above);
                        (scope, is_new)
                    }
                    Err(error) => return errors.push(WalkError::Settings(error)),
                }
            }
        };
        if is_new && selection.remarks {
            let file = scope.file.as_ref().map(|file| file.shown.clone());
            let shown = shown_or_dot(place.shown.clone());
            errors.push(Remark::folder(shown, Remarked::Settings(file)));
        }
        let folder = (!scope.is_even()).then(|| place.real.as_path().into());
        self.frames.push(Frame {
            place,
            entries,
            ignored,
            scope,
            folder,
            is_swept,
        });
    }

    fn list(&mut self, folder: &Path, wants_metadata: bool, remarks: bool) -> io::Result<Listed> {
        let mut listed = Listed {
            entries: Vec::new(),
            marks: Marks::default(),
            names: Names::default(),
            is_swept: true,
        };
        self.lister.list(folder, |name, kind| {
            listed.marks.note(name);
            listed.names.note(name);
            listed.is_swept &= !is_temp_name(name);
            let mut what = judge(folder, name, kind, wants_metadata);
            if remarks && what.is_none() {
                what = Remarked::passed(&join(folder, name)).map(What::Passed);
            }
            listed.entries.extend(what.map(|what| Entry {
                name: name.to_owned(),
                what,
            }));
        })?;
        let by_name = |a: &Entry, b: &Entry| b.name.cmp(&a.name);
        listed.entries.sort_unstable_by(by_name);
        Ok(listed)
    }
}

impl Frame {
    /// Whether excludes or ignore files keep out the child called `name`.
    fn leaves_out(&self, name: &OsStr, is_folder: bool) -> bool {
        let Place { plain, real, .. } = &self.place;
        self.scope.excludes.matches_child(plain, real, name)
            || !self.ignored.is_empty() && self.ignored.leaves_out(&join(real, name), is_folder)
    }
}

/// `found` again, if it is Python: by its name, or by its `#!` line.
pub(super) fn wanted(
    found: Found,
    kind: NameKind,
    selection: &FileSelection,
    errors: &mut Vec<WalkError>,
) -> Option<Found> {
    let python = match kind {
        NameKind::Python => Ok(true),
        NameKind::Unknown => kind::has_python_shebang(&found.open),
        NameKind::Other => Ok(false),
    };
    match python {
        Ok(true) => Some(found),
        Ok(false) => {
            if selection.remarks {
                let why = match kind {
                    NameKind::Unknown => Remarked::no_shebang(&found.open),
                    _ => Remarked::NotPython,
                };
                errors.push(Remark::file(found.shown, why));
            }
            None
        }
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

/// What a child is, if it may matter: other kinds of file do not.
fn judge(
    folder: &Path,
    name: &OsStr,
    kind: io::Result<Kind>,
    wants_metadata: bool,
) -> Option<What> {
    let by_name = match kind {
        Ok(Kind::Folder) => return Some(What::Folder),
        Ok(Kind::File) => kind::of_name(name),
        Ok(Kind::Other) => return None,
        Err(error) => return Some(What::Failed(error)),
    };
    if by_name == NameKind::Other {
        return None;
    }
    if !wants_metadata {
        return Some(What::File(by_name, None));
    }
    Some(match fs::symlink_metadata(join(folder, name)) {
        Ok(metadata) => What::File(by_name, Some(metadata)),
        Err(error) => What::Failed(error),
    })
}

/// As [`Path::join`], with all room made at once.
fn join(folder: &Path, name: &OsStr) -> PathBuf {
    let room = folder.as_os_str().len() + 1 + name.len();
    let mut whole = PathBuf::with_capacity(room);
    whole.push(folder);
    whole.push(name);
    whole
}
