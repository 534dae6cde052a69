//! The files around a module, whatever the run itself was told to leave out.

use std::fs;
use std::path::{Path, PathBuf};

/// How many files of a package are looked into: a larger one shows nothing.
const MOST_FILES: usize = 20_000;

/// The same for a folder that is no package.
const MOST_SCRIPTS: usize = 2_000;

/// The Python files below a folder, in order of their names; `None` where there are too many.
pub(super) fn below(root: &Path) -> Option<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            let path = entry.path();
            if kind.is_dir() && !entry.file_name().as_encoded_bytes().starts_with(b".") {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|it| it == "py") {
                files.push(path);
            }
        }
        if files.len() > MOST_FILES {
            return None;
        }
    }
    Some(files)
}

/// The Python files in a folder, in order of their names; `None` where there are too many.
pub(super) fn in_folder(folder: &Path) -> Option<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let is_python = |path: &PathBuf| path.extension().is_some_and(|it| it == "py");
    let mut files: Vec<_> = paths.filter(is_python).take(MOST_SCRIPTS + 1).collect();
    files.sort();
    (files.len() <= MOST_SCRIPTS).then_some(files)
}
