//! `--since`: which files, and which lines of them, changed since a git revision.
//!
//! Git is asked, once for each repository, for what differs between the files as they are and the commit
//! at which the current branch left the revision (their merge base): so what others did there meanwhile
//! does not count. A file that git does not track is new. In a submodule of the current repository the
//! commit counts that the outer one had recorded then.
//!
//! [`lines`] is what is found out, `hunks` reads diffs, `git` runs git. Which files there are is the
//! walk's business, and nothing is written.

mod git;
mod hunks;
pub mod lines;

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::root::{Root, RootError, Roots};
use git::{Git, GitError};
use lines::ChangedLines;

/// Why what changed cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum SinceError {
    /// A revision that git would take for an option, or none.
    #[error("`{}` is no revision", .0.display())]
    NoRevision(OsString),
    /// A file or folder outside all repositories.
    #[error("{} is in no git repository, so --since cannot tell what changed there", .0.display())]
    NotInRepository(PathBuf),
    /// A revision that git does not know.
    #[error("git knows no revision `{}` in {}{}", revision.display(), folder.display(), advice(*is_shallow))]
    Unknown {
        /// As it was given.
        revision: OsString,
        /// The repository's root.
        folder: PathBuf,
        /// Whether the repository holds a part of its history alone.
        is_shallow: bool,
    },
    /// Two histories that never met, or of which too little is there.
    #[error("`{}` and HEAD have no commit in common in {}{}", revision.display(), folder.display(), advice(*is_shallow))]
    Unrelated {
        /// As it was given.
        revision: OsString,
        /// The repository's root.
        folder: PathBuf,
        /// Whether the repository holds a part of its history alone.
        is_shallow: bool,
    },
    /// Git could not be run, or failed.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A path whose repository cannot be told.
    #[error(transparent)]
    Root(#[from] RootError),
}

fn advice(is_shallow: bool) -> &'static str {
    if is_shallow {
        ", which holds only a part of its history: fetch the rest (`git fetch --unshallow`)"
    } else {
        ""
    }
}

/// What changed in each of `files` since `revision`; a file that did not change is left out.
///
/// Paths count from the folder `current`. Where there is no file, the repositories of the paths `named`
/// are looked at nevertheless, so that a revision which git does not know is an error anywhere.
///
/// # Errors
///
/// [`SinceError`], before anything else is done, for any of the repositories.
pub fn changed<'p>(
    revision: &OsStr,
    current: &Path,
    files: &[&'p Path],
    named: &[&Path],
) -> Result<HashMap<&'p Path, ChangedLines>, SinceError> {
    if revision.is_empty() || revision.as_encoded_bytes().starts_with(b"-") {
        return Err(SinceError::NoRevision(revision.to_owned()));
    }
    let roots = Roots::new(current, [] as [&Path; 0])?;
    let mut history = History {
        revision,
        home: roots.repository(current)?,
        roots: &roots,
        bases: HashMap::new(),
    };
    if files.is_empty() {
        for path in named {
            let root = roots.repository(path)?;
            let root = root.ok_or_else(|| SinceError::NotInRepository(path.to_path_buf()))?;
            history.base(&root)?;
        }
    }
    let mut repositories: HashMap<Arc<Root>, Repository> = HashMap::new();
    let mut changed = HashMap::new();
    for &path in files {
        let place = roots.place(path)?;
        if !place.root.is_repository {
            return Err(SinceError::NotInRepository(path.to_owned()));
        }
        if !repositories.contains_key(&place.root) {
            let base = history.base(&place.root)?;
            let repository = Repository::read(&Git::new(&place.root.folder), base.as_deref())?;
            repositories.insert(place.root.clone(), repository);
        }
        if let Some(lines) = repositories[&place.root].changed(&place.name) {
            changed.insert(path, lines);
        }
    }
    Ok(changed)
}

/// The commits that repositories are compared with.
struct History<'h> {
    revision: &'h OsStr,
    /// The repository around the current folder: the revision is one of its.
    home: Option<Arc<Root>>,
    roots: &'h Roots,
    /// By root, as far as they are known.
    bases: HashMap<Arc<Root>, Option<String>>,
}

impl History<'_> {
    /// The commit that a repository is compared with; `None` where all of it is new.
    fn base(&mut self, root: &Arc<Root>) -> Result<Option<String>, SinceError> {
        if let Some(known) = self.bases.get(root) {
            return Ok(known.clone());
        }
        let base = match self.recorded(root)? {
            Some(recorded) => recorded,
            None => Some(self.merge_base(root)?),
        };
        self.bases.insert(root.clone(), base.clone());
        Ok(base)
    }

    /// Where the repository is a submodule within the current one: the commit that was recorded for it,
    /// `None` if there was none yet.
    fn recorded(&mut self, root: &Arc<Root>) -> Result<Option<Option<String>>, SinceError> {
        let home = self.home.as_ref().map(|home| home.folder.clone());
        let is_inner = |home: &PathBuf| root.folder != *home && root.folder.starts_with(home);
        let (Some(_), Some(above)) = (home.filter(is_inner), root.folder.parent()) else {
            return Ok(None);
        };
        let Some(outer) = self.roots.repository(above)? else {
            return Ok(None);
        };
        let name = root
            .folder
            .strip_prefix(&outer.folder)
            .unwrap_or(&root.folder);
        let git = Git::new(&outer.folder);
        let base = self.base(&outer)?;
        let before = match &base {
            Some(base) => git.submodule_at(base, name)?,
            None => None,
        };
        Ok(match before {
            Some(commit) => Some(Some(commit)),
            None => git.has_submodule(name)?.then_some(None),
        })
    }

    fn merge_base(&self, root: &Root) -> Result<String, SinceError> {
        let git = Git::new(&root.folder);
        let (revision, folder) = (self.revision.to_owned(), root.folder.clone());
        let Some(commit) = git.resolve(self.revision)? else {
            return Err(SinceError::Unknown {
                revision,
                folder,
                is_shallow: git.is_shallow(),
            });
        };
        let base = git.merge_base(&commit)?;
        base.ok_or_else(|| SinceError::Unrelated {
            revision,
            folder,
            is_shallow: git.is_shallow(),
        })
    }
}

/// What changed in one repository. Files go by their paths from its root.
struct Repository {
    /// Files that differ.
    changed: HashMap<Vec<u8>, ChangedLines>,
    /// Files that git knows: the others are new.
    tracked: HashSet<Vec<u8>>,
}

impl Repository {
    /// `base` is the commit that counts as before; without one, all is new.
    fn read(git: &Git<'_>, base: Option<&str>) -> Result<Self, GitError> {
        let Some(base) = base else {
            return Ok(Self {
                changed: HashMap::new(),
                tracked: HashSet::new(),
            });
        };
        Ok(Self {
            changed: git.diff(base)?,
            tracked: git.tracked()?,
        })
    }

    fn changed(&self, name: &[u8]) -> Option<ChangedLines> {
        if !self.tracked.contains(name) {
            return Some(ChangedLines::All);
        }
        self.changed.get(name).cloned()
    }
}
