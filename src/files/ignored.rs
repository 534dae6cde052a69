//! Ignore files: `.gitignore`, `.ignore` and git's `info/exclude`, for one folder and those above.
//!
//! The matching of one file's lines is the `ignore` crate's; here stands which files count where.
//! `.ignore` holds for everything below it and goes before git's files. A `.gitignore` holds for
//! everything below it up to the next repository, in or out of one, as git itself has it: neither
//! the `*` in a home folder's `.gitignore` nor an outer repository's reaches into a clone. The
//! user's global ignore file is not read, so that a tree gives the same files on every machine.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, Glob};

use crate::root::is_repository;

use super::WalkError;

/// The rules that hold in one folder: its own, then those of the folders above.
#[derive(Clone, Debug, Default)]
pub(super) struct Ignored(Option<Arc<Level>>);

/// One folder's own rules.
#[derive(Debug)]
struct Level {
    above: Ignored,
    dot_ignore: Option<Gitignore>,
    git_ignore: Option<Gitignore>,
    /// The repository's `info/exclude`; only where the folder is a repository's root.
    git_exclude: Option<Gitignore>,
    /// Whether the folder holds `.git`: rules of git from above end here.
    is_repository: bool,
}

/// Which of the names that matter here a folder holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    dot_ignore: bool,
    git_ignore: bool,
    git: bool,
}

impl Marks {
    /// Takes note of one name in the folder.
    pub(super) fn note(&mut self, name: &std::ffi::OsStr) {
        match name.as_encoded_bytes() {
            b".ignore" => self.dot_ignore = true,
            b".gitignore" => self.git_ignore = true,
            b".git" => self.git = true,
            _ => {}
        }
    }

    /// Whether there is `.git`.
    pub(super) fn has_git(self) -> bool {
        self.git
    }

    /// The names a folder may hold, for one that was not listed.
    const ALL: Self = Self {
        dot_ignore: true,
        git_ignore: true,
        git: true,
    };
}

impl Ignored {
    /// The rules from the folders above `folder`, which must be absolute and free of links.
    pub(super) fn above(folder: &Path, errors: &mut Vec<WalkError>) -> Self {
        let mut folders: Vec<&Path> = folder.ancestors().skip(1).collect();
        folders.reverse();
        folders.iter().fold(Self::default(), |rules, folder| {
            rules.enter(folder, Marks::ALL, errors)
        })
    }

    /// The rules in `folder`, one step down; what it holds of ignore files is in `marks`.
    pub(super) fn enter(&self, folder: &Path, marks: Marks, errors: &mut Vec<WalkError>) -> Self {
        let mut read = |wanted: bool, file: PathBuf| {
            if wanted {
                read_rules(folder, &file, errors)
            } else {
                None
            }
        };
        let dot_ignore = read(marks.dot_ignore, folder.join(".ignore"));
        let git_ignore = read(marks.git_ignore, folder.join(".gitignore"));
        let store = marks.git.then(|| git_store(&folder.join(".git"))).flatten();
        let git_exclude = store
            .as_ref()
            .and_then(|store| read(true, exclude_file(store)));
        let is_repository = store.is_some();
        if dot_ignore.is_none() && git_ignore.is_none() && !is_repository {
            return self.clone();
        }
        let above = self.clone();
        Self(Some(Arc::new(Level {
            above,
            dot_ignore,
            git_ignore,
            git_exclude,
            is_repository,
        })))
    }

    /// Whether no rule holds, so that nothing need be asked.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether the rules leave out `path`, a child of the folder entered last, by its full path.
    /// The nearest rule decides, of the last line that matches; `!` lines keep.
    pub(super) fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let deciding = self.deciding(path, is_folder);
        deciding.is_some_and(|(_, _, line)| !line.is_whitelist())
    }

    /// The line that leaves out `path`, as it is written, and the file that it stands in, with its place
    /// there, from 1. The file is read again for that.
    pub(super) fn why(
        &self,
        path: &Path,
        is_folder: bool,
    ) -> Option<(String, PathBuf, Option<usize>)> {
        let (source, rules, line) = self.deciding(path, is_folder)?;
        let folder = rules.path();
        let file = match source {
            Source::DotIgnore => folder.join(".ignore"),
            Source::GitIgnore => folder.join(".gitignore"),
            Source::GitExclude => exclude_file(&git_store(&folder.join(".git"))?),
        };
        let text = read_regular(&file).ok().flatten().unwrap_or_default();
        let is_it = |bytes: &[u8]| {
            let written = std::str::from_utf8(bytes).unwrap_or_default();
            written == line.original() || written.trim_end() == line.original()
        };
        // Of equal lines the last decides.
        let lines: Vec<_> = lines(&text).collect();
        let place = lines.iter().rposition(|bytes| is_it(bytes));
        Some((line.original().to_owned(), file, place.map(|at| at + 1)))
    }

    /// The line that decides about `path`.
    fn deciding(&self, path: &Path, is_folder: bool) -> Option<(Source, &Gitignore, &Glob)> {
        let asked = |level, source| Level::deciding(level, source, path, is_folder);
        let dot_ignore = || {
            let mut levels = self.levels();
            levels.find_map(|level| asked(level, Source::DotIgnore))
        };
        let by_git = |source| self.repository().find_map(|level| asked(level, source));
        dot_ignore()
            .or_else(|| by_git(Source::GitIgnore))
            .or_else(|| by_git(Source::GitExclude))
    }

    fn levels(&self) -> impl Iterator<Item = &Level> {
        std::iter::successors(self.0.as_deref(), |level| level.above.0.as_deref())
    }

    /// The levels up to and with the repository's root; outside a repository, all.
    fn repository(&self) -> impl Iterator<Item = &Level> {
        let mut ended = false;
        self.levels()
            .take_while(move |level| !std::mem::replace(&mut ended, level.is_repository))
    }
}

impl Level {
    /// The line of one of its files that decides about `path`.
    fn deciding(
        &self,
        source: Source,
        path: &Path,
        is_folder: bool,
    ) -> Option<(Source, &Gitignore, &Glob)> {
        let rules = match source {
            Source::DotIgnore => &self.dot_ignore,
            Source::GitIgnore => &self.git_ignore,
            Source::GitExclude => &self.git_exclude,
        };
        let rules = rules.as_ref()?;
        match rules.matched(path, is_folder) {
            Match::None => None,
            Match::Ignore(line) | Match::Whitelist(line) => Some((source, rules, line)),
        }
    }
}

/// Which ignore file of a folder.
#[derive(Clone, Copy, Debug)]
enum Source {
    DotIgnore,
    GitIgnore,
    GitExclude,
}

/// Where a repository's store holds the lines that are one user's.
fn exclude_file(store: &Path) -> PathBuf {
    store.join("info").join("exclude")
}

/// The lines of an ignore file, without their ends and the mark before the first.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let lines = text.split(|&byte| byte == b'\n');
    lines.map(|bytes| bytes.strip_suffix(b"\r").unwrap_or(bytes))
}

/// The rules in `file` for what lies under `folder`; `None` where there are none. A line that
/// cannot be used is reported and passed over.
fn read_rules(folder: &Path, file: &Path, errors: &mut Vec<WalkError>) -> Option<Gitignore> {
    let text = match read_regular(file) {
        Ok(text) => text?,
        Err(source) => {
            errors.push(WalkError::Io {
                path: file.to_path_buf(),
                source,
            });
            return None;
        }
    };
    let mut rules = GitignoreBuilder::new(folder);
    let mut refuse = |line: usize, reason: String| {
        errors.push(WalkError::IgnoreFile {
            path: file.to_path_buf(),
            line: Some(line),
            reason,
        });
    };
    for (line, bytes) in (1..).zip(lines(&text)) {
        let Ok(glob) = std::str::from_utf8(bytes) else {
            refuse(line, "not valid UTF-8".to_owned());
            continue;
        };
        if let Err(error) = rules.add_line(None, glob) {
            refuse(line, reason(error));
        }
    }
    match rules.build() {
        Ok(rules) => (!rules.is_empty()).then_some(rules),
        Err(error) => {
            let (path, reason) = (file.to_path_buf(), reason(error));
            errors.push(WalkError::IgnoreFile {
                path,
                line: None,
                reason,
            });
            None
        }
    }
}

fn reason(error: ignore::Error) -> String {
    match error {
        ignore::Error::Glob {
            glob: Some(glob),
            err,
        } => format!("`{glob}`: {err}"),
        other => other.to_string(),
    }
}

/// The bytes of a regular file; `None` where there is none. Never opens what could block.
fn read_regular(file: &Path) -> io::Result<Option<Vec<u8>>> {
    use io::ErrorKind::{NotADirectory, NotFound};
    let read = fs::metadata(file).and_then(|found| match found.is_file() {
        true => fs::read(file).map(Some),
        false => Ok(None),
    });
    match read {
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(None),
        read => read,
    }
}

/// The folder in which the repository marked by `git` keeps what its work trees share; `None` where
/// there is no repository. In a linked work tree or a submodule `.git` is a file that names the
/// folder, which may name a common one (gitrepository-layout(5)).
fn git_store(git: &Path) -> Option<PathBuf> {
    if fs::metadata(git).ok()?.is_dir() {
        return is_repository(git.parent()?).then(|| git.to_path_buf());
    }
    let pointer = read_regular(git).ok()??;
    let own = git
        .parent()?
        .join(path_in(pointer.strip_prefix(b"gitdir:")?)?);
    let common = read_regular(&own.join("commondir")).ok().flatten();
    Some(match common.as_deref().and_then(path_in) {
        Some(common) => own.join(common),
        None => own,
    })
}

/// The path that the first line of a git pointer file holds.
fn path_in(text: &[u8]) -> Option<PathBuf> {
    super::list::parse_list(text.trim_ascii())
        .into_iter()
        .next()
}
