//! Which project a file belongs to, and where the modules it imports are found.

use ruff_python_stdlib::sys::is_known_standard_library;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::environment::Environment;
use super::{Origin, Project};

/// What a project's root holds, any of them.
const MARKERS: &[&str] = &["pyproject.toml", "setup.py", "setup.cfg", ".git"];

/// Folders below a root that hold modules without being packages.
const SOURCES: &[&str] = &["src", "python", "lib"];

/// The Python whose standard library is taken where no environment tells.
const NEWEST: u8 = 14;

/// Projects of a run, found once for each folder.
#[derive(Debug)]
pub struct Projects {
    /// The environment for every project, where the user names one.
    environment: Option<Environment>,
    folders: Mutex<HashMap<PathBuf, Arc<Place>>>,
}

/// Where files of one folder belong.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// What inference is told.
    pub project: Project,
    /// The first folder above that is no package: what a script's own folder is to Python.
    base: PathBuf,
    found: Found,
}

/// What was looked for: top-level names, whether they were there, and where.
#[derive(Debug, Default)]
struct Found(Mutex<HashMap<String, Origin>>);

impl PartialEq for Found {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Found {}

impl Projects {
    /// Projects that use this environment, or the one each of them holds.
    pub fn new(environment: Option<Environment>) -> Self {
        Self {
            environment,
            folders: Mutex::default(),
        }
    }

    /// Where a file belongs, by its absolute path.
    pub fn place(&self, file: &Path) -> Option<Arc<Place>> {
        let folder = file.parent()?;
        let mut folders = self.folders.lock().expect(UNPOISONED);
        if let Some(place) = folders.get(folder) {
            return Some(place.clone());
        }
        let place = Arc::new(self.find(folder)?);
        folders.insert(folder.to_owned(), place.clone());
        Some(place)
    }

    fn find(&self, folder: &Path) -> Option<Place> {
        let base = base(folder).to_owned();
        let marked = |&folder: &&Path| MARKERS.iter().any(|name| folder.join(name).exists());
        let root = folder.ancestors().find(marked).unwrap_or(&base);
        let environment = self.environment.clone().or_else(|| beside(root));
        let environment = environment.unwrap_or_default();
        Some(Place {
            project: Project {
                roots: roots(root)?,
                site_packages: environment.site_packages,
                version: environment.version,
            },
            base,
            found: Found::default(),
        })
    }
}

/// Why the locks can be taken.
const UNPOISONED: &str = "nothing that runs under the lock panics";

impl Place {
    /// Where a module comes from, by its top-level name alone.
    pub fn origin(&self, module: &str) -> Origin {
        let top = module.split('.').next().unwrap_or(module);
        let mut found = self.found.0.lock().expect(UNPOISONED);
        if let Some(&origin) = found.get(top) {
            return origin;
        }
        let origin = self.look_for(top);
        found.insert(top.to_owned(), origin);
        origin
    }

    fn look_for(&self, top: &str) -> Origin {
        let Project {
            roots,
            site_packages,
            version,
        } = &self.project;
        let minor = version.map_or(NEWEST, |(_, minor)| minor);
        let holds = |folder: &Path| {
            folder.join(top).is_dir()
                || folder.join(format!("{top}.py")).is_file()
                || folder.join(format!("{top}.pyi")).is_file()
                || folder.join(format!("{top}-stubs")).is_dir()
        };
        let in_any = |folders: &[String]| folders.iter().any(|folder| holds(Path::new(folder)));
        if in_any(roots) {
            Origin::Found
        } else if is_known_standard_library(minor, top) {
            Origin::Standard
        } else if in_any(site_packages) {
            Origin::Found
        } else if holds(&self.base) {
            Origin::Beside
        } else {
            Origin::Missing
        }
    }

    /// What inference is told of a file that imports what lies beside it.
    pub fn with_base(&self) -> Project {
        let mut project = self.project.clone();
        if let Some(base) = self
            .base
            .to_str()
            .filter(|&base| !project.roots.iter().any(|it| it == base))
        {
            project.roots.insert(0, base.to_owned());
        }
        project
    }
}

/// The folder itself, or the first above it that is no package.
fn base(folder: &Path) -> &Path {
    let is_package = |folder: &Path| folder.join("__init__.py").is_file();
    folder
        .ancestors()
        .find(|folder| !is_package(folder))
        .unwrap_or(folder)
}

/// A root's folders of modules, its own last: `src/name` is imported as `name`.
fn roots(root: &Path) -> Option<Vec<String>> {
    let holds_modules = |folder: &PathBuf| folder.is_dir() && !folder.join("__init__.py").exists();
    let mut roots = Vec::new();
    for name in SOURCES {
        let folder = root.join(name);
        if holds_modules(&folder) {
            roots.push(folder.to_str()?.to_owned());
        }
    }
    roots.push(root.to_str()?.to_owned());
    Some(roots)
}

/// The environment in a root's `.venv`, or in one of a folder above it in the same repository.
fn beside(root: &Path) -> Option<Environment> {
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let last = repository.unwrap_or(root);
    root.ancestors()
        .take_while(|folder| folder.starts_with(last))
        .find_map(Environment::within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    fn tree(files: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    /// The roots of a file, from the tree's folder.
    fn roots_of(tree: &TempDir, file: &str) -> Vec<String> {
        let place = Projects::new(None).place(&tree.path().join(file)).unwrap();
        let below = |root: &String| {
            let below = Path::new(root).strip_prefix(tree.path()).unwrap();
            below.to_str().unwrap().to_owned()
        };
        place.project.roots.iter().map(below).collect()
    }

    #[test]
    fn the_nearest_marked_folder_is_the_root() {
        let tree = tree(&[
            "a/setup.py",
            "a/p/__init__.py",
            "a/b/pyproject.toml",
            "a/b/src/q/m.py",
        ]);
        assert_eq!(roots_of(&tree, "a/p/m.py"), ["a"]);
        assert_eq!(roots_of(&tree, "a/b/src/q/m.py"), ["a/b/src", "a/b"]);
    }

    #[test]
    fn without_a_mark_the_root_is_above_the_packages() {
        let tree = tree(&["x/p/__init__.py", "x/p/q/__init__.py"]);
        assert_eq!(roots_of(&tree, "x/p/q/m.py"), ["x"]);
        assert_eq!(roots_of(&tree, "y/m.py"), ["y"]);
    }

    #[test]
    fn modules_are_looked_for_in_the_tree_and_in_the_environment() {
        let tree = tree(&[
            "setup.py",
            "own/__init__.py",
            "flat.py",
            "tests/test_a.py",
            "tests/near.py",
            "site/third/__init__.py",
        ]);
        let environment = Environment {
            site_packages: vec![tree.path().join("site").to_str().unwrap().to_owned()],
            version: None,
        };
        let projects = Projects::new(Some(environment));
        let place = projects
            .place(&tree.path().join("tests/test_a.py"))
            .unwrap();
        let expected = [
            ("own.deep.er", Origin::Found),
            ("flat", Origin::Found),
            ("third", Origin::Found),
            ("os.path", Origin::Standard),
            ("near", Origin::Beside),
            ("sqlalchemy", Origin::Missing),
        ];
        for (module, origin) in expected {
            assert_eq!(place.origin(module), origin, "{module}");
        }
        assert!(place.with_base().roots[0].ends_with("tests"));
    }

    #[test]
    fn the_environment_is_looked_for_up_to_the_repository() {
        let tree = tree(&[
            ".git/HEAD",
            ".venv/pyvenv.cfg",
            ".venv/lib/python3.12/site-packages/a.py",
            "inner/setup.py",
        ]);
        fs::write(tree.path().join(".venv/pyvenv.cfg"), "home = /usr/bin\n").unwrap();
        let place = |file: &str| Projects::new(None).place(&tree.path().join(file)).unwrap();
        assert_eq!(place("inner/m.py").project.site_packages.len(), 1);
        assert_eq!(place("inner/m.py").project.version, Some((3, 12)));
        fs::remove_dir_all(tree.path().join(".git")).unwrap();
        assert_eq!(place("inner/m.py").project.site_packages.len(), 0);
    }
}
