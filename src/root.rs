//! Where a path stands for diffs, shards and reports: below which root, and under which name.
//!
//! A file in a git repository is named from the repository's root. Outside one it is named from the
//! current folder; but where a path named on the command line lies elsewhere (`../x.py`,
//! `/tmp/x.py`), from the deepest folder that holds all of them, since neither `git apply` nor
//! `patch` takes a name with `..` or a whole path. Names are those of the real files: `git apply`
//! refuses to go through a symbolic link. Left to others: which paths there are, and what is
//! printed. Git is not run, and its environment not asked.

mod resolve;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use resolve::{common_folder, name_bytes};
pub use resolve::{is_repository, name_path, real_path};

/// A folder from which files are named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Root {
    /// Absolute and free of symbolic links.
    pub folder: PathBuf,
    /// Whether it is the root of a git repository, a linked worktree or a submodule.
    pub is_repository: bool,
}

/// Where one file stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is named from.
    pub root: Arc<Root>,
    /// The real file's path from the root: raw bytes on Unix, with `/` between folders, without `.`
    /// and `..`.
    pub name: Vec<u8>,
}

/// A path whose place cannot be told.
#[derive(Debug, thiserror::Error)]
#[error("cannot resolve {}: {source}", path.display())]
pub struct RootError {
    /// As it was given.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Files of two roots where one diff can only serve one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "one diff cannot hold files of {} and of {}; run isfix in each on its own",
    one.folder.display(),
    other.folder.display()
)]
pub struct SeveralRoots {
    /// The first one met.
    pub one: Arc<Root>,
    /// The other one.
    pub other: Arc<Root>,
}

/// Tells places, and remembers what it learned of each folder. Shared between threads.
///
/// What is learned holds for the run: a repository that is made or removed meanwhile is not
/// noticed.
#[derive(Debug)]
pub struct Roots {
    /// The real path of the current folder.
    current: PathBuf,
    /// Names files outside any repository.
    base: Arc<Root>,
    /// By a folder's path as it came: where files right in it stand.
    folders: RwLock<HashMap<PathBuf, Folder>>,
    /// By a folder's real path: the repository around it.
    repositories: RwLock<HashMap<PathBuf, Option<Arc<Root>>>>,
}

/// A folder that files stand in.
#[derive(Clone, Debug)]
struct Folder {
    real: Arc<Path>,
    root: Arc<Root>,
}

impl Roots {
    /// For a run in the folder `current` over the paths `named` on the command line (without `-`).
    ///
    /// Relative paths, here and later, count from `current`. Without `named`, or where all that is
    /// outside a repository lies in `current`, the files outside a repository are named from
    /// `current`. A named path need not exist.
    ///
    /// # Errors
    /// If the current folder is gone, or a path cannot be resolved because a folder on the way may
    /// not be entered or its links go in circles.
    pub fn new<P: AsRef<Path>>(
        current: &Path,
        named: impl IntoIterator<Item = P>,
    ) -> Result<Self, RootError> {
        let current = fs::canonicalize(current).map_err(|source| RootError {
            path: current.to_owned(),
            source,
        })?;
        let mut roots = Roots {
            base: Arc::new(Root {
                folder: current.clone(),
                is_repository: false,
            }),
            current,
            folders: RwLock::default(),
            repositories: RwLock::default(),
        };
        if let Some(folder) = roots.shared_base(named)? {
            roots.base = Arc::new(Root {
                folder,
                is_repository: false,
            });
        }
        Ok(roots)
    }

    /// The place of the file at `path`, which need not exist.
    ///
    /// A file outside any repository and outside all named paths is named from the file system's
    /// root.
    ///
    /// # Errors
    /// If the path cannot be resolved: see [`Roots::new`].
    pub fn place(&self, path: &Path) -> Result<Place, RootError> {
        let whole = self.current.join(path);
        let is_link = fs::symlink_metadata(&whole).is_ok_and(|found| found.is_symlink());
        let real = match (is_link, whole.parent(), whole.file_name()) {
            (false, Some(folder), Some(name)) => {
                let folder = self.folder(folder)?;
                return Ok(place_in(&folder, &folder.real.join(name)));
            }
            // A link, or a path without a last name such as `/` or `x/..`.
            _ => real_path(&whole)?,
        };
        let folder = self.folder(real.parent().unwrap_or(&real))?;
        Ok(place_in(&folder, &real))
    }

    /// The root of the git repository around the file or folder at `path`, if there is one.
    ///
    /// # Errors
    /// If the path cannot be resolved: see [`Roots::new`].
    pub fn repository(&self, path: &Path) -> Result<Option<Arc<Root>>, RootError> {
        let real = real_path(&self.current.join(path))?;
        Ok(self.repository_of(holding_folder(&real)))
    }

    /// The folder that shall name files outside repositories, where that is not the current one.
    fn shared_base<P: AsRef<Path>>(
        &self,
        named: impl IntoIterator<Item = P>,
    ) -> Result<Option<PathBuf>, RootError> {
        let mut folders = Vec::new();
        for path in named {
            let real = real_path(&self.current.join(path.as_ref()))?;
            let folder = holding_folder(&real);
            if self.repository_of(folder).is_none() {
                folders.push(folder.to_owned());
            }
        }
        let is_elsewhere = folders
            .iter()
            .any(|folder| !folder.starts_with(&self.current));
        Ok(if is_elsewhere {
            common_folder(&folders)
        } else {
            None
        })
    }

    /// What is known of the folder at the absolute path `folder`.
    fn folder(&self, folder: &Path) -> Result<Folder, RootError> {
        if let Some(known) = self.folders.read().expect(UNPOISONED).get(folder) {
            return Ok(known.clone());
        }
        let real = real_path(folder)?;
        let root = match self.repository_of(&real) {
            Some(root) => root,
            None if real.starts_with(&self.base.folder) => self.base.clone(),
            None => {
                let top = real.ancestors().last().unwrap_or(&real).to_owned();
                Arc::new(Root {
                    folder: top,
                    is_repository: false,
                })
            }
        };
        let found = Folder {
            real: real.into(),
            root,
        };
        self.folders
            .write()
            .expect(UNPOISONED)
            .insert(folder.to_owned(), found.clone());
        Ok(found)
    }

    /// The repository around `folder`, a real path. Every folder passed on the way up is
    /// remembered.
    fn repository_of(&self, folder: &Path) -> Option<Arc<Root>> {
        let mut passed = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.repositories.read().expect(UNPOISONED).get(folder) {
                found = known.clone();
                break;
            }
            passed.push(folder);
            if resolve::is_repository(folder) {
                found = Some(Arc::new(Root {
                    folder: folder.to_owned(),
                    is_repository: true,
                }));
                break;
            }
        }
        if !passed.is_empty() {
            let news = passed
                .into_iter()
                .map(|folder| (folder.to_owned(), found.clone()));
            self.repositories.write().expect(UNPOISONED).extend(news);
        }
        found
    }
}

/// The one root that all of `places` share, or `None` without any.
///
/// # Errors
/// If there are two, names the first two met: this is wrong usage where one diff is asked for.
pub fn one_root<'a>(
    places: impl IntoIterator<Item = &'a Place>,
) -> Result<Option<Arc<Root>>, SeveralRoots> {
    let mut places = places.into_iter();
    let Some(first) = places.next() else {
        return Ok(None);
    };
    let (one, other) = (&first.root, places.find(|it| it.root != first.root));
    match other.map(|it| it.root.clone()) {
        None => Ok(Some(one.clone())),
        Some(other) => Err(SeveralRoots {
            one: one.clone(),
            other,
        }),
    }
}

/// Why the locks can be taken: nothing that runs under them panics.
const UNPOISONED: &str = "no thread panics while it holds the lock";

fn place_in(folder: &Folder, real: &Path) -> Place {
    let below = real.strip_prefix(&folder.root.folder).unwrap_or(real);
    Place {
        root: folder.root.clone(),
        name: name_bytes(below),
    }
}

/// The path itself where it is a folder, else the folder that holds it.
fn holding_folder(real: &Path) -> &Path {
    if real.is_dir() {
        real
    } else {
        real.parent().unwrap_or(real)
    }
}
