//! Who imports a module: what a library makes may be handed to it from there.

use std::fs;
use std::path::{Path, PathBuf};

use super::{NextDoor, classes, content, imports};
use crate::judge::libraries::Family;

/// How many files of a folder are looked into: a larger one shows nothing.
const MOST_FILES: usize = 2_000;

/// A file that imports a library with an overloaded `==`.
#[derive(Debug)]
pub(super) struct User {
    file: PathBuf,
    library: (&'static str, Family),
    /// Its import statements.
    statements: Vec<String>,
}

/// The users of libraries in a package; none where that holds too many files.
pub(super) fn in_package(root: &Path) -> Vec<User> {
    read(classes::files(root).unwrap_or_default())
}

/// The users of libraries in a folder that is no package: scripts beside each other.
pub(super) fn in_folder(folder: &Path) -> Vec<User> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let is_python = |path: &PathBuf| path.extension().is_some_and(|it| it == "py");
    let mut files: Vec<_> = paths.filter(is_python).take(MOST_FILES + 1).collect();
    if files.len() > MOST_FILES {
        return Vec::new();
    }
    files.sort();
    read(files)
}

fn read(files: Vec<PathBuf>) -> Vec<User> {
    let user = |file: PathBuf| {
        let statements = imports::statements(&content(&file)?);
        Some(User {
            file,
            library: imports::library(&statements)?,
            statements,
        })
    };
    files.into_iter().filter_map(user).collect()
}

/// The first user that imports the module at a path, with the library.
pub(super) fn of(users: &[User], module: &Path) -> Option<NextDoor> {
    let last = match module.file_stem()?.to_str()? {
        "__init__" => module.parent()?.file_name()?.to_str()?,
        stem => stem,
    };
    let may_name = |statement: &&String| imports::words(statement).any(|word| word == last);
    let is_it = |user: &User, import: &str| {
        import.split('.').any(|part| part == last)
            && imports::file_of(&user.file, import).is_some_and(|it| it == module)
    };
    let names_it = |user: &User| {
        let statements = user.statements.iter().filter(may_name);
        let mut imports = statements.flat_map(|it| imports::modules(it));
        imports.any(|import| is_it(user, &import))
    };
    let user = users.iter().find(|user| names_it(user))?;
    let name = user.file.file_name()?.to_string_lossy().into_owned();
    Some((name, user.library.0, user.library.1))
}
