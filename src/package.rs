//! What stands around a module: the other files of its package, as far as the judge asks of them.
//!
//! Read only when a comparison is still open, by their bytes first; what a package shows is kept for
//! the run. A file that cannot be read shows nothing.

mod classes;
mod files;
mod imports;
#[cfg(test)]
mod tests;
mod users;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::judge::libraries::Family;
use crate::read::read_at_most;
use classes::Classes;
use users::User;

/// The largest file that is looked into, in bytes: larger ones are data.
const LARGEST: u64 = 2 << 20;

/// The packages that a run has looked into, shared by its workers.
#[derive(Debug, Clone, Default)]
pub struct Packages {
    /// By root: the classes of a package.
    classes: Memo<Classes>,
    /// By the folder of a module: the root of its package.
    roots: Memo<Option<PathBuf>>,
    /// By file: the library that it imports.
    libraries: Memo<Option<(&'static str, Family)>>,
    /// By root of a package, or folder that is none: the files there that import libraries.
    users: Memo<Vec<User>>,
}

/// A module next door by the name it is imported by, and the library that it imports.
pub type NextDoor = (String, &'static str, Family);

/// What was found out about paths, each looked at once a run, by whichever worker comes first.
#[derive(Debug)]
struct Memo<T>(Arc<Mutex<HashMap<PathBuf, Arc<OnceLock<T>>>>>);

impl<T> Memo<T> {
    fn get<R>(&self, path: &Path, find: impl FnOnce() -> T, show: impl FnOnce(&T) -> R) -> R {
        let cell = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match known.get(path) {
                Some(cell) => cell.clone(),
                None => known.entry(path.to_owned()).or_default().clone(),
            }
        };
        show(cell.get_or_init(find))
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl Packages {
    /// The root of the package that a module stands in; `None` where it stands in none.
    fn root(&self, module: &Path) -> Option<PathBuf> {
        self.roots
            .get(module.parent()?, || top(module), Option::clone)
    }

    /// The classes of the package that a module stands in.
    fn classes<R>(&self, module: &Path, show: impl FnOnce(&Classes) -> R) -> Option<R> {
        let root = self.root(module)?;
        Some(self.classes.get(&root, || Classes::read(&root), show))
    }

    /// The class of the module's package that an attribute is assigned an object of somewhere, and
    /// whose `__eq__` may accept `None`.
    pub fn class_of_attribute(&self, module: &Path, attribute: &str) -> Option<String> {
        let of = |classes: &Classes| classes.of_attribute(attribute).map(str::to_owned);
        self.classes(module, of).flatten()
    }

    /// Whether the module's package has a class of that name whose `__eq__` may accept `None`.
    pub fn may_equal_none(&self, module: &Path, class: &str) -> bool {
        self.classes(module, |classes| classes.may_equal_none(class))
            .unwrap_or(false)
    }

    /// The first library with an overloaded `==` that a module of the same tree imports, of those
    /// that `module` imports by these dotted names; with the name it was imported by.
    ///
    /// One step only: what lies further away says nothing about a comparison.
    pub fn library_next_door<'n>(
        &self,
        module: &Path,
        imports: impl Iterator<Item = &'n str>,
    ) -> Option<NextDoor> {
        let library = |file: &Path| {
            let mut bytes = Vec::new();
            let is_read = read(file, &mut bytes);
            is_read
                .then(|| imports::library(&imports::statements(&bytes)))
                .flatten()
        };
        imports.into_iter().find_map(|name| {
            let file = imports::file_of(module, name).filter(|file| file != module)?;
            let known = self.libraries.get(&file, || library(&file), |it| *it);
            known.map(|(library, family)| (name.to_owned(), library, family))
        })
    }

    /// The first file of the module's package, or of its folder where it stands in none, that imports both
    /// the module and a library with an overloaded `==`: the file's name, and the library.
    ///
    /// One step only.
    pub fn user(&self, module: &Path) -> Option<NextDoor> {
        let module = std::path::absolute(module).ok()?;
        let of = |users: &Vec<User>| users::of(users, &module);
        match self.root(&module) {
            Some(root) => self.users.get(&root, || users::in_package(&root), of),
            None => {
                let folder = module.parent()?;
                self.users.get(folder, || users::in_folder(folder), of)
            }
        }
    }
}

/// The topmost folder with an `__init__.py` above a file.
fn top(module: &Path) -> Option<PathBuf> {
    let module = std::path::absolute(module).ok()?;
    let folders = module.ancestors().skip(1);
    folders
        .take_while(|folder| folder.join("__init__.py").is_file())
        .last()
        .map(Path::to_owned)
}

/// Reads the bytes of a file that is not too large, in place of what was there; whether that could be done.
fn read(path: &Path, bytes: &mut Vec<u8>) -> bool {
    bytes.clear();
    read_at_most(LARGEST, path, bytes).is_ok()
}
