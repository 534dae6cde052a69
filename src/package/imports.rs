//! Which file an import names, and which libraries a file's import lines name.

use std::path::{Path, PathBuf};

use super::top;
use crate::judge::libraries::{self, Family};

/// The file that a dotted name, as a module imports it, stands for: a relative import by its dots, a
/// name that begins with the module's own package, or a module in the same folder.
pub(super) fn file_of(module: &Path, name: &str) -> Option<PathBuf> {
    let rest = name.trim_start_matches('.');
    let level = name.len() - rest.len();
    let folder = std::path::absolute(module).ok()?.parent()?.to_owned();
    let base = match level {
        0 => {
            let own = top(module);
            let first = rest.split('.').next()?;
            match own {
                Some(own) if own.file_name()? == first => own.parent()?.to_owned(),
                _ => folder,
            }
        }
        level => folder.ancestors().nth(level - 1)?.to_owned(),
    };
    let path = rest
        .split('.')
        .filter(|part| !part.is_empty())
        .fold(base, |path, part| path.join(part));
    // What is imported may be a name of the module, and so no file of its own.
    [path.with_extension("py"), path.join("__init__.py")]
        .into_iter()
        .find(|file| file.is_file())
}

/// The first library with an overloaded `==` among the import lines of a file.
pub(super) fn library(source: &[u8]) -> Option<(&'static str, Family)> {
    let source = String::from_utf8_lossy(source);
    source.lines().find_map(|line| {
        let line = line.trim_start();
        let names = line
            .strip_prefix("from ")
            .or_else(|| line.strip_prefix("import "))?;
        let names = names.split(['#', ';']).next()?;
        let modules = names
            .split(',')
            .filter_map(|name| name.split_whitespace().next());
        modules.into_iter().find_map(libraries::library)
    })
}
