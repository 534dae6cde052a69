//! What stands around a module: the other files of its package, as far as the judge asks of them.
//!
//! Read only when a comparison is still open, by their bytes first; what a package shows is kept for
//! the run. A file that cannot be read shows nothing.

mod classes;
mod imports;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::judge::libraries::Family;

pub(crate) use classes::may_equal_none;

/// The largest file that is looked into, in bytes: larger ones are data.
const LARGEST: u64 = 2 << 20;

/// The packages that a run has looked into, shared by its workers.
#[derive(Debug, Clone, Default)]
pub struct Packages {
    by_root: Arc<Mutex<HashMap<PathBuf, Arc<OnceLock<Package>>>>>,
}

/// What one package shows.
#[derive(Debug, Default)]
pub struct Package {
    /// Attribute → the class whose objects are assigned to it and may equal `None`.
    attributes: HashMap<String, String>,
    /// The classes of the package whose objects may equal `None`.
    classes: Vec<String>,
}

impl Packages {
    /// The package that a module stands in; `None` for a file that stands in none.
    fn of<R>(&self, module: &Path, show: impl FnOnce(&Package) -> R) -> Option<R> {
        let root = top(module)?;
        let cell = {
            let mut packages = self.by_root.lock().unwrap_or_else(PoisonError::into_inner);
            packages.entry(root.clone()).or_default().clone()
        };
        Some(show(cell.get_or_init(|| classes::read(&root))))
    }

    /// The class of the module's package that an attribute is assigned an object of somewhere, and
    /// whose `__eq__` may accept `None`.
    pub fn class_of_attribute(&self, module: &Path, attribute: &str) -> Option<String> {
        self.of(module, |package| package.attributes.get(attribute).cloned())
            .flatten()
    }

    /// Whether the module's package has a class of that name whose `__eq__` may accept `None`.
    pub fn may_equal_none(&self, module: &Path, class: &str) -> bool {
        self.of(module, |package| {
            package.classes.iter().any(|it| it == class)
        })
        .unwrap_or(false)
    }
}

/// The first library with an overloaded `==` that a module of the same tree imports, of those that
/// `module` imports by these dotted names; with the name it was imported by.
///
/// One step only: what lies further away says nothing about a comparison.
pub fn library_next_door<'n>(
    module: &Path,
    imports: impl Iterator<Item = &'n str>,
) -> Option<(String, &'static str, Family)> {
    let mut seen = Vec::new();
    for name in imports {
        let Some(file) = imports::file_of(module, name) else {
            continue;
        };
        if seen.contains(&file) || file == module {
            continue;
        }
        let library = content(&file).and_then(|bytes| imports::library(&bytes));
        if let Some((library, family)) = library {
            return Some((name.to_owned(), library, family));
        }
        seen.push(file);
    }
    None
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

/// The bytes of a file that is not too large.
fn content(path: &Path) -> Option<Vec<u8>> {
    let size = fs::metadata(path).ok().filter(fs::Metadata::is_file)?.len();
    (size <= LARGEST).then(|| fs::read(path).ok()).flatten()
}
