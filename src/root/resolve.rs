//! Paths without links and dots, and what makes a folder a repository's root.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::RootError;

/// The real path of the absolute `path`: links followed, `.` and `..` resolved as the system does.
///
/// Where the end of the path does not exist, the part that does is resolved and the rest taken by
/// its words.
pub fn real_path(path: &Path) -> Result<PathBuf, RootError> {
    let mut missing = Vec::new();
    let mut existing = path.components();
    loop {
        let here = existing.as_path();
        match fs::canonicalize(here) {
            Ok(real) => return Ok(append(real, missing.into_iter().rev())),
            Err(error) if is_missing(&error) => match existing.next_back() {
                Some(last) => missing.push(last),
                None => {
                    return Err(RootError {
                        path: path.to_owned(),
                        source: error,
                    });
                }
            },
            Err(source) => {
                return Err(RootError {
                    path: path.to_owned(),
                    source,
                });
            }
        }
    }
}

/// Whether nothing stands at the path, or a file stands where it asks for a folder.
fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn append<'a>(mut real: PathBuf, rest: impl Iterator<Item = Component<'a>>) -> PathBuf {
    for component in rest {
        match component {
            Component::ParentDir => drop(real.pop()),
            Component::Normal(name) => real.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    real
}

/// Whether `folder` is the root of a git repository, whoever owns it.
///
/// Git takes a `.git` file (a linked worktree or a submodule) as it is, and a `.git` folder only
/// with a `HEAD` in it: an empty one is passed over. One that may not be looked into counts.
pub fn is_repository(folder: &Path) -> bool {
    let git = folder.join(".git");
    match fs::metadata(&git) {
        Ok(found) if found.is_dir() => match fs::symlink_metadata(git.join("HEAD")) {
            Ok(_) => true,
            Err(error) => !is_missing(&error),
        },
        Ok(found) => found.is_file(),
        Err(_) => false,
    }
}

/// The deepest folder that holds all of `folders`, which are absolute; none where they share none.
pub fn common_folder(folders: &[PathBuf]) -> Option<PathBuf> {
    let (first, rest) = folders.split_first()?;
    let shared = first
        .ancestors()
        .find(|it| rest.iter().all(|other| other.starts_with(it)))?;
    Some(shared.to_owned())
}

/// The bytes of a relative path, with `/` between folders.
#[cfg(unix)]
pub fn name_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    // A path that no root holds is absolute still.
    let bytes = path.as_os_str().as_bytes();
    bytes.strip_prefix(b"/").unwrap_or(bytes).to_vec()
}

/// The bytes of a relative path, with `/` between folders; what is not Unicode is replaced.
#[cfg(not(unix))]
pub fn name_bytes(path: &Path) -> Vec<u8> {
    let names = path.components().filter_map(|it| match it {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/").into_bytes()
}

/// The relative path that [`name_bytes`] names.
#[cfg(unix)]
pub fn name_path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

/// The relative path that [`name_bytes`] names.
#[cfg(not(unix))]
pub fn name_path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_folder_is_the_deepest() {
        let common = |folders: &[&str]| {
            common_folder(&folders.iter().map(PathBuf::from).collect::<Vec<_>>())
        };
        assert_eq!(common(&["/a/b"]), Some("/a/b".into()));
        assert_eq!(common(&["/a/b", "/a/bc"]), Some("/a".into()));
        assert_eq!(common(&["/a/b", "/a/b/c", "/a/b"]), Some("/a/b".into()));
        assert_eq!(common(&["/a", "/b"]), Some("/".into()));
        assert_eq!(common(&[]), None);
    }
}
