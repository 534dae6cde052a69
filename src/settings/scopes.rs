//! Which scope holds where; each is made once a run.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::find::{Finder, Foreign, Found, Names, SettingsError, SettingsFile};
use super::keys;
use super::layer::Layer;
use super::scope::{Scope, fault};
use crate::judge::Witness;
use crate::package::Packages;
use crate::root::real_path;
use crate::types::Infer;

/// What a run has beside settings.
pub struct Ground {
    /// The current folder; absolute and free of links.
    pub current: PathBuf,
    /// Whether suppression comments that suppress nothing are findings.
    pub unused_noqa: bool,
    /// The witnesses that are heard; `None` where all are.
    pub witnesses: Option<Vec<Witness>>,
    /// What the packages around the files have shown so far.
    pub packages: Packages,
    /// See [`Inference`].
    pub inference: Inference,
    /// What was made so far.
    pub environments: Environments,
}

/// By environment: what infers in it.
#[derive(Default)]
pub struct Environments(Mutex<HashMap<Option<PathBuf>, Inferring>>);

/// Makes what infers types in an environment, or in the one that is there, or nothing where no types are
/// wanted; says what is wrong with an environment that is named.
pub type Inference = Box<dyn Fn(Option<&Path>, bool) -> Result<Inferring, String> + Send + Sync>;

/// What infers types, if anything does.
pub type Inferring = Option<Arc<dyn Infer>>;

impl Ground {
    /// What infers types under these settings; the environment is looked at even where none are wanted.
    pub(super) fn infer(&self, layer: &Layer) -> Result<Inferring, SettingsError> {
        let python = layer.path(&keys::PYTHON);
        let fault = |reason: String| fault(layer.said(&keys::PYTHON), &reason);
        if layer.is_on(&keys::NO_TYPES) {
            return (self.inference)(python.as_deref(), true).map_err(fault);
        }
        let mut environments = lock(&self.environments.0);
        if let Some(known) = environments.get(&python) {
            return Ok(known.clone());
        }
        let made = (self.inference)(python.as_deref(), false).map_err(fault)?;
        environments.insert(python, made.clone());
        Ok(made)
    }
}

/// Which scope holds where. Shared between threads.
pub struct Scopes {
    sought: Sought,
    /// By a folder as it was given: the real one, and what holds in it.
    given: Mutex<HashMap<PathBuf, PlaceFound>>,
}

enum Sought {
    /// One scope everywhere.
    One(Arc<Scope>),
    /// The scope of the closest settings file.
    Closest(Box<Closest>),
}

/// What makes the scope of a settings file that was found.
struct Closest {
    finder: Finder,
    ground: Ground,
    /// What goes before what files say.
    line: Layer,
    /// By the path of a settings file; the empty one stands for none.
    made: Mutex<HashMap<PathBuf, ScopeFound>>,
}

impl Closest {
    /// The scope that what was found makes.
    fn scope(&self, found: Found) -> ScopeFound {
        let file = found?;
        let path = file
            .as_ref()
            .map_or_else(PathBuf::new, |file| file.shown.to_path_buf());
        let mut made = lock(&self.made);
        let scope = made.entry(path).or_insert_with(|| {
            let layer = over(&self.line, file.as_ref());
            Scope::new(file, layer, &self.ground)
                .map(Arc::new)
                .map_err(Arc::new)
        });
        scope.clone()
    }
}

/// What the command line says, over what a file says.
fn over(line: &Layer, file: Option<&Arc<SettingsFile>>) -> Layer {
    file.map_or_else(|| line.clone(), |file| line.over(&file.layer))
}

/// What holds in a folder, or why that cannot be told.
pub type ScopeFound = Result<Arc<Scope>, Arc<SettingsError>>;

/// The real path of a folder and what holds in it, or why that cannot be told.
pub type PlaceFound = Result<(Arc<Path>, Arc<Scope>), Arc<SettingsError>>;

impl Scopes {
    /// This scope everywhere.
    pub fn one(scope: Scope) -> Self {
        Self {
            sought: Sought::One(Arc::new(scope)),
            given: Mutex::default(),
        }
    }

    /// One scope everywhere: what the command line says, over a file that it names, if it names one.
    ///
    /// # Errors
    ///
    /// Where something said cannot be used.
    pub fn told(
        file: Option<Arc<SettingsFile>>,
        line: &Layer,
        ground: &Ground,
    ) -> Result<Self, SettingsError> {
        let layer = over(line, file.as_ref());
        Ok(Self::one(Scope::new(file, layer, ground)?))
    }

    /// Everywhere the closest settings file that `finder` finds, under what the command line says.
    pub fn closest(finder: Finder, line: Layer, ground: Ground) -> Self {
        Self {
            sought: Sought::Closest(Box::new(Closest {
                finder,
                ground,
                line,
                made: Mutex::default(),
            })),
            given: Mutex::default(),
        }
    }

    /// What holds in a folder, which is absolute and free of links.
    ///
    /// # Errors
    ///
    /// Where the settings that hold cannot be used.
    pub fn at(&self, folder: &Path, foreign: &mut Vec<Foreign>) -> ScopeFound {
        match &self.sought {
            Sought::One(scope) => Ok(scope.clone()),
            Sought::Closest(closest) => closest.scope(closest.finder.at(folder, foreign)),
        }
    }

    /// The real path of a folder whose absolute path is given, as far as it exists, and what holds in it.
    ///
    /// # Errors
    ///
    /// As [`Scopes::at`].
    pub fn at_given(&self, folder: &Path, foreign: &mut Vec<Foreign>) -> PlaceFound {
        if let Some(known) = lock(&self.given).get(folder) {
            return known.clone();
        }
        let real: Arc<Path> = real_path(folder)
            .unwrap_or_else(|_| folder.to_owned())
            .into();
        let found = self.at(&real, foreign).map(|scope| (real, scope));
        lock(&self.given).insert(folder.to_owned(), found.clone());
        found
    }

    /// What holds in a folder that was listed, below one in which `above` holds: its real path, which names of
    /// settings files it holds, and whether it holds `.git`.
    ///
    /// # Errors
    ///
    /// As [`Scopes::at`].
    pub fn below(
        &self,
        above: &Arc<Scope>,
        folder: &Path,
        (names, has_git): (Names, bool),
        foreign: &mut Vec<Foreign>,
    ) -> ScopeFound {
        match &self.sought {
            Sought::Closest(closest) if has_git || !names.is_empty() => {
                let (file, marks) = (above.file.as_ref(), (names, has_git));
                closest.scope(closest.finder.below(file, folder, marks, foreign))
            }
            _ => Ok(above.clone()),
        }
    }

    /// Whether one scope holds everywhere.
    pub fn is_one(&self) -> bool {
        matches!(self.sought, Sought::One(_))
    }
}

impl fmt::Debug for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scopes")
            .field("is_one", &self.is_one())
            .finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
