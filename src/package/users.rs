//! Who imports a module: what a library makes may be handed to it from there.

use std::path::{Path, PathBuf};

use super::{NextDoor, files, imports, read};
use crate::judge::libraries::Family;

/// A file that imports a library with an overloaded `==`.
#[derive(Debug)]
pub(super) struct User {
    file: PathBuf,
    library: (&'static str, Family),
    /// Its import statements.
    statements: Vec<String>,
}

impl User {
    /// What the bytes of a file show; `None` where it imports no such library.
    fn of(file: PathBuf, bytes: &[u8]) -> Option<Self> {
        let statements = imports::statements(bytes);
        Some(Self {
            library: imports::library(&statements)?,
            file,
            statements,
        })
    }
}

/// The users of libraries in a package; none where that holds too many files.
pub(super) fn in_package(root: &Path) -> Vec<User> {
    among(files::below(root).unwrap_or_default())
}

/// The users of libraries in a folder that is no package: scripts beside each other.
pub(super) fn in_folder(folder: &Path) -> Vec<User> {
    among(files::in_folder(folder).unwrap_or_default())
}

fn among(files: Vec<PathBuf>) -> Vec<User> {
    let mut bytes = Vec::new();
    let user = |file: PathBuf| {
        read(&file, &mut bytes)
            .then(|| User::of(file, &bytes))
            .flatten()
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
