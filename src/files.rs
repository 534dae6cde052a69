//! *Find*: paths and ignore files become a stream of Python files in path order.
//!
//! Holds what the command line selects and what a walk gives; `merge` does the walking. A file is
//! opened only for the `#!` line of one without suffix; reading it is the next stage's, and so is
//! standard input: where [`FileSelection::reads_stdin`] says so, nothing is walked.

mod children;
mod descent;
mod excludes;
mod identity;
mod ignored;
mod kind;
mod list;
mod merge;
mod remark;
mod starts;

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::lines::Location;
use crate::settings::find::{Foreign, SettingsError};
use crate::settings::scope::{Held, Scope};
use crate::settings::scopes::Scopes;
use descent::Place;

pub use excludes::{DEFAULT_EXCLUDES, ExcludeError, Excludes, check_glob};
pub use identity::HardLinks;
pub use kind::is_python_file;
pub use list::{parse_list, read_list};
pub use merge::Walk;
pub use remark::{Remark, Remarked};
pub use starts::check_starts;

/// What the command line selects.
#[derive(Clone, Debug)]
pub struct FileSelection {
    /// The current folder, absolute: relative paths start here.
    pub base: PathBuf,
    /// The paths named on the command line. Where there are none, and no list, `.` is meant.
    ///
    /// A file named here is read as Python whatever its suffix, and a folder is walked, whatever
    /// excludes and ignore files say; what is found in the folder is subject to them. Links are
    /// followed.
    pub paths: Vec<PathBuf>,
    /// The entries of `--files-from`. Each counts as a walked file: excludes hold for it and the
    /// folders above it, its suffix or `#!` line must be Python's, and a link is passed over.
    /// Ignore files are not asked, for the list is somebody's choice (`git ls-files` gives tracked
    /// files, which git does not ignore either). A folder is walked. `-` is a file of that name.
    pub listed: Option<Vec<PathBuf>>,
    /// What holds where, excludes among it. The walk asks once for each folder that it starts from, and again
    /// where a folder holds a settings file or is a repository's root.
    pub scopes: Arc<Scopes>,
    /// Whether excludes hold for named paths too, as for walked ones. Ignore files never do.
    pub force_exclude: bool,
    /// Whether `.gitignore`, `.ignore` and git's exclude file are read.
    pub respect_gitignore: bool,
    /// How hard links count.
    pub hard_links: HardLinks,
    /// Whether the walk tells what it passes over.
    pub remarks: bool,
}

impl FileSelection {
    /// The current folder `base` with the given excludes, and all options at their defaults.
    #[must_use]
    pub fn new(base: impl Into<PathBuf>, excludes: Excludes) -> Self {
        Self::under(base, Arc::new(Scopes::one(Scope::of(excludes))))
    }

    /// The current folder `base`, and all options at their defaults.
    #[must_use]
    pub fn under(base: impl Into<PathBuf>, scopes: Arc<Scopes>) -> Self {
        Self {
            base: base.into(),
            paths: Vec::new(),
            listed: None,
            scopes,
            force_exclude: false,
            respect_gitignore: true,
            hard_links: HardLinks::default(),
            remarks: false,
        }
    }

    /// Whether standard input is meant: a path is `-`. Beside other paths that is wrong usage.
    #[must_use]
    pub fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// Whether a source that was named, such as standard input under `--stdin-filename`, is
    /// excluded nevertheless: only by `--force-exclude`, as in ruff.
    ///
    /// # Errors
    /// Where the settings cannot be used that say so.
    pub fn excludes_named(&self, path: &Path) -> Result<bool, Arc<SettingsError>> {
        Ok(self.force_exclude && self.covers_named(path)?)
    }

    /// Whether excludes fit a path or a folder above it, be it named or not.
    ///
    /// # Errors
    /// Where the settings cannot be used that say so.
    pub fn covers_named(&self, path: &Path) -> Result<bool, Arc<SettingsError>> {
        self.covers(&excludes::absolute(&self.base, path), &mut Vec::new())
    }

    /// Which glob it is that fits a path or a folder above it, be it named or not.
    #[must_use]
    pub fn remark_on_covered(&self, path: &Path) -> Option<Remark> {
        let plain = excludes::absolute(&self.base, path);
        let covering = self.covering(&plain, &mut Vec::new()).ok()??;
        Some(Remark {
            path: path.to_owned(),
            is_folder: false,
            what: covering.why()?,
        })
    }

    /// Whether a path, absolute and without dots, or a folder above it is excluded, each by what holds in the
    /// folder that it stands in, as in a walk.
    ///
    /// The folders asked are those below the nearest one that the path shares with the current folder, so a
    /// project that lives in a folder called `dist` is not excluded by its own address.
    fn covers(&self, plain: &Path, foreign: &mut Vec<Foreign>) -> Result<bool, Arc<SettingsError>> {
        Ok(self.covering(plain, foreign)?.is_some())
    }

    /// The folder and the name in it that excludes fit, with what holds there.
    fn covering<'p>(
        &self,
        plain: &'p Path,
        foreign: &mut Vec<Foreign>,
    ) -> Result<Option<Covering<'p>>, Arc<SettingsError>> {
        for path in plain.ancestors() {
            let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
                break;
            };
            if self.base.starts_with(path) {
                break;
            }
            let (real, scope) = self.scopes.at_given(folder, foreign)?;
            if scope.excludes.matches_child(folder, &real, name) {
                return Ok(Some(Covering {
                    folder,
                    name,
                    real,
                    scope,
                }));
            }
        }
        Ok(None)
    }

    fn place(&self, path: &Path) -> Place {
        let shown: PathBuf = path.components().collect();
        Place {
            open: self.base.join(path),
            plain: excludes::absolute(&self.base, path),
            real: PathBuf::new(),
            shown: if shown == Path::new(".") {
                PathBuf::new()
            } else {
                shown
            },
        }
    }
}

/// Something that excludes fit.
struct Covering<'p> {
    /// The folder that it stands in; absolute, without dots.
    folder: &'p Path,
    name: &'p OsStr,
    /// The folder without links.
    real: Arc<Path>,
    /// What holds in the folder.
    scope: Arc<Scope>,
}

impl Covering<'_> {
    /// The glob that fits.
    fn why(&self) -> Option<Remarked> {
        let by = self.scope.excluding(self.folder, &self.real, self.name);
        by.map(Remarked::excluded)
    }
}

/// A Python file to read.
#[derive(Clone, Debug)]
pub struct Source {
    /// As the user sees it: from the path as given, without `./` where that was `.`.
    pub path: PathBuf,
    /// Whether the command line names this file (not merely a folder above it), by this name or
    /// another.
    pub named: bool,
    /// Whether its folder was listed and holds no file whose name is that of a temporary one, such as
    /// a killed run leaves behind ([`crate::write::sweep`]).
    pub in_swept_folder: bool,
    /// What holds in its folder.
    pub scope: Arc<Scope>,
    /// Its folder, absolute and free of links, where the scope speaks of some of its files.
    pub folder: Option<Arc<Path>>,
}

impl Source {
    /// What holds for it.
    #[must_use]
    pub fn held(&self) -> Arc<Held> {
        match (&self.folder, self.path.file_name()) {
            (Some(folder), Some(name)) => self.scope.held_for(&folder.join(name)),
            _ => self.scope.held().clone(),
        }
    }
}

/// Something that could not be walked; the walk goes on without it.
#[derive(Debug)]
pub enum WalkError {
    /// A path that was named or listed and is not there.
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// A link that was named and leads nowhere.
    DanglingLink {
        /// The path as given.
        path: PathBuf,
    },
    /// A pipe, socket or device that was named: reading it could wait for ever.
    NotAFile {
        /// The path as given.
        path: PathBuf,
    },
    /// A file or folder that could not be looked at.
    Io {
        /// As the user sees it.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line of an ignore file that cannot be used; its other lines hold.
    IgnoreFile {
        /// The ignore file, absolute.
        path: PathBuf,
        /// Counted from 1; `None` where the file fails as a whole.
        line: Option<usize>,
        /// What is wrong with it.
        reason: String,
    },
    /// Settings that cannot be used: what they hold for is left alone.
    Settings(Arc<SettingsError>),
    /// A settings file that was not read, for it is another user's.
    Foreign(Foreign),
    /// What was passed over, or came upon: no error, and given only where [`FileSelection::remarks`] asks
    /// for it.
    Remark(Remark),
}

impl WalkError {
    /// The path that the error is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing { path }
            | Self::DanglingLink { path }
            | Self::NotAFile { path }
            | Self::Io { path, .. }
            | Self::IgnoreFile { path, .. } => path,
            Self::Settings(error) => &error.path,
            Self::Foreign(foreign) => &foreign.path,
            Self::Remark(remark) => &remark.path,
        }
    }

    /// Why, without the path.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Missing { .. } => "no such file or folder".to_owned(),
            Self::DanglingLink { .. } => "the link's target does not exist".to_owned(),
            Self::NotAFile { .. } => {
                "neither a file nor a folder (`-` reads standard input)".to_owned()
            }
            Self::Io { source, .. } => source.to_string(),
            Self::IgnoreFile { reason, .. } => reason.clone(),
            Self::Settings(error) => {
                format!(
                    "{} (what these settings hold for is left alone)",
                    error.reason
                )
            }
            Self::Foreign(foreign) => foreign.reason(),
            Self::Remark(remark) => remark.what.to_string(),
        }
    }

    /// Where in the file at its path, if it has a place there.
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        match self {
            Self::Settings(error) => error.location,
            _ => None,
        }
    }

    /// Whether it is worth a word and no failure: nothing that was asked for is missing.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::IgnoreFile { .. } | Self::Foreign(_) | Self::Remark(_)
        )
    }

    /// What is said of it where it is no failure, in a line.
    #[must_use]
    pub fn warning(&self) -> String {
        match self {
            Self::Remark(remark) => remark.to_string(),
            _ => format!("warning: {self}"),
        }
    }
}

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Remark(remark) = self {
            return remark.fmt(f);
        }
        write!(f, "{}", self.path().display())?;
        if let Self::IgnoreFile {
            line: Some(line), ..
        } = self
        {
            write!(f, ":{line}")?;
        }
        if let Some(Location { row, column }) = self.location() {
            write!(f, ":{row}:{column}")?;
        }
        write!(f, ": {}", self.reason())
    }
}

impl std::error::Error for WalkError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The order of all output: by components, each by its bytes; `.` does not count.
#[must_use]
pub fn path_order(a: &Path, b: &Path) -> Ordering {
    let parts = |path| Path::components(path).filter(|part| *part != Component::CurDir);
    parts(a).cmp(parts(b))
}

/// The selected files, each real file once, under its first name in [`path_order`] and in that
/// order; errors stand where they were met. A signal that asks the run to stop
/// ([`crate::signals`]) ends it.
///
/// The walk is lazy: each call of `next` goes as far as the next file, so reading can overlap with
/// it from another thread. Memory grows with the depth of the tree and the widest folder; with the
/// number of files only where they have hard links, or where one starting point of the selection may
/// lie in another.
#[must_use]
pub fn walk(selection: &FileSelection) -> Walk {
    Walk::new(selection.clone())
}
