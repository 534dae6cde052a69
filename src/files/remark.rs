//! What a walk passes over, and why; and which settings hold where: for `--verbose` alone. Nothing of this
//! is asked for, or found out, where [`FileSelection::remarks`] is off.

use std::collections::{BTreeMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::kind::{self, NameKind};
use super::{FileSelection, WalkError};
use crate::counted::noun;
use crate::settings::excluding::ExcludeGlob;
use crate::settings::layer::Origin;
use crate::shown::shown;

/// Something worth a word about a path; shown as one line.
#[derive(Debug)]
pub struct Remark {
    /// As the user sees it; empty where it is about all of them.
    pub path: PathBuf,
    /// Whether that is a folder.
    pub is_folder: bool,
    /// What.
    pub what: Remarked,
}

/// What there is to say about a path. But for the last three it is passed over, and that is why.
#[derive(Debug)]
pub enum Remarked {
    /// An exclude glob fits it, or a folder above it.
    Excluded {
        /// As it is written.
        glob: String,
        /// Who says so; `None` where it is the default list.
        origin: Option<Origin>,
    },
    /// A line of an ignore file.
    Ignored {
        /// The line.
        pattern: String,
        /// The file: from the current folder where it lies in it, else absolute.
        file: PathBuf,
        /// Counted from 1; `None` where the file has changed meanwhile.
        line: Option<usize>,
    },
    /// A file that was listed, and is no Python file by its name and its first line.
    NotPython,
    /// A file without a suffix, whose `#!` line is of something else.
    OtherShebang,
    /// A symbolic link to a folder or to what would be read.
    Link,
    /// A pipe, a socket, a device.
    Special,
    /// It was met before, by another way or name.
    MetBefore,
    /// It did not change since this revision.
    Unchanged(OsString),
    /// How many files, beside those that were named, did not change since this revision.
    UnchangedFiles(usize, OsString),
    /// Another shard has it.
    OtherShard,
    /// A name that is no Python file's. The walk counts these.
    OtherName,
    /// How many names were no Python file's, by suffix, the empty one for those without.
    OtherNames(BTreeMap<OsString, usize>),
    /// The settings file that holds in this folder, and not in the one above, if there is one.
    Settings(Option<Arc<Path>>),
}

/// More suffixes than these are not told one by one.
const MOST_SUFFIXES: usize = 8;

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.as_os_str().is_empty() {
            let slash = if self.is_folder { "/" } else { "" };
            write!(f, "{}{slash}: ", shown(&self.path))?;
        }
        let is_skipped = !matches!(
            self.what,
            Remarked::OtherName
                | Remarked::OtherNames(_)
                | Remarked::UnchangedFiles(..)
                | Remarked::Settings(_)
        );
        if is_skipped {
            f.write_str("skipped: ")?;
        }
        self.what.fmt(f)
    }
}

impl fmt::Display for Remarked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Excluded {
                glob,
                origin: Some(origin),
            } => write!(f, "excluded by `{glob}` ({origin})"),
            Self::Excluded { glob, origin: None } => write!(f, "excluded by `{glob}` (default)"),
            Self::Ignored {
                pattern,
                file,
                line,
            } => {
                write!(f, "ignored by `{pattern}` ({}", shown(file))?;
                line.map_or(Ok(()), |line| write!(f, ":{line}"))?;
                f.write_str(")")
            }
            Self::NotPython | Self::OtherName => {
                f.write_str("not Python, by its name and its first line")
            }
            Self::OtherShebang => f.write_str("its `#!` line is not Python's"),
            Self::Link => f.write_str("a symbolic link, which a walk does not follow"),
            Self::Special => f.write_str("neither a file nor a folder"),
            Self::MetBefore => f.write_str("met before under another name or path"),
            Self::Unchanged(revision) => {
                write!(f, "unchanged since {}", shown(Path::new(revision)))
            }
            Self::UnchangedFiles(count, revision) => {
                let (files, revision) = (
                    if *count == 1 { "file" } else { "files" },
                    shown(Path::new(revision)),
                );
                write!(f, "passed over {count} {files} unchanged since {revision}")
            }
            Self::OtherShard => f.write_str("of another shard"),
            Self::OtherNames(suffixes) => other_names(suffixes, f),
            Self::Settings(Some(file)) => write!(f, "the settings of {} hold", shown(file)),
            Self::Settings(None) => f.write_str("no settings file holds"),
        }
    }
}

/// The most frequent suffixes with their numbers.
fn other_names(suffixes: &BTreeMap<OsString, usize>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut counts: Vec<(&OsString, usize)> = suffixes
        .iter()
        .map(|(suffix, &count)| (suffix, count))
        .collect();
    let total: usize = suffixes.values().sum();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let names = noun(total, "name that is", "names that are");
    write!(f, "passed over {total} {names} not Python's: ")?;
    let told = &counts[..counts.len().min(MOST_SUFFIXES)];
    let mut parts: Vec<String> = told
        .iter()
        .map(|(suffix, count)| match suffix.is_empty() {
            true => format!("{count} without a suffix"),
            false => format!("{count} .{}", shown(Path::new(suffix))),
        })
        .collect();
    let others: usize = counts[told.len()..].iter().map(|(_, count)| count).sum();
    if others > 0 {
        parts.push(format!("{others} others"));
    }
    f.write_str(&parts.join(", "))
}

impl Remark {
    /// About a file.
    pub fn file(path: PathBuf, what: Remarked) -> WalkError {
        let is_folder = false;
        WalkError::Remark(Self {
            path,
            is_folder,
            what,
        })
    }

    /// About a folder.
    pub fn folder(path: PathBuf, what: Remarked) -> WalkError {
        let is_folder = true;
        WalkError::Remark(Self {
            path,
            is_folder,
            what,
        })
    }
}

impl Remarked {
    /// Why excludes keep something out.
    pub(super) fn excluded(by: &ExcludeGlob) -> Self {
        Self::Excluded {
            glob: by.glob.clone(),
            origin: by.origin.clone(),
        }
    }

    /// Why a walk does not look at a child of a folder that is neither a folder nor by its name a file to
    /// look at.
    pub(super) fn passed(path: &Path) -> Option<Self> {
        let Ok(found) = fs::symlink_metadata(path) else {
            return Some(Self::OtherName);
        };
        if found.is_file() {
            return Some(Self::OtherName);
        }
        if !found.is_symlink() {
            return Some(Self::Special);
        }
        let leads_to_source = || has_python_name_or_shebang(path, path);
        let is_missed = match fs::metadata(path) {
            Ok(target) => target.is_dir() || target.is_file() && leads_to_source(),
            Err(_) => has_python_name(path),
        };
        Some(if is_missed {
            Self::Link
        } else {
            Self::OtherName
        })
    }

    /// Why a file is none, by its `#!` line.
    pub(super) fn no_shebang(path: &Path) -> Self {
        let mut head = [0; 2];
        let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
        match read.is_ok() && &head == b"#!" {
            true => Self::OtherShebang,
            false => Self::OtherName,
        }
    }
}

/// Whether a file that is left out would have been read otherwise: its name alone may not tell.
pub(super) fn has_python_name_or_shebang(name: &Path, open: &Path) -> bool {
    match kind::of_name(name.file_name().unwrap_or_default()) {
        NameKind::Python => true,
        NameKind::Unknown => kind::has_python_shebang(open).unwrap_or(true),
        NameKind::Other => false,
    }
}

fn has_python_name(path: &Path) -> bool {
    kind::of_name(path.file_name().unwrap_or_default()) == NameKind::Python
}

/// Whether that is what was said last.
pub(super) fn is_met_before(said: Option<&WalkError>) -> bool {
    let remark = said.and_then(|said| match said {
        WalkError::Remark(remark) => Some(&remark.what),
        _ => None,
    });
    matches!(remark, Some(Remarked::MetBefore))
}

/// What a walk keeps of its remarks, where it makes any.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// How many names were no Python file's, by suffix.
    other_names: BTreeMap<OsString, usize>,
    /// The paths that were given out, walked from, or told of as met before.
    given: HashSet<PathBuf>,
}

impl Remarks {
    /// Takes note of a path that is not passed over.
    pub fn give(&mut self, path: &Path) {
        self.given.insert(path.to_owned());
    }

    /// What is to be told now: names are only counted, and what is met again under the same path was not
    /// passed over.
    pub fn told(&mut self, error: WalkError) -> Option<WalkError> {
        let WalkError::Remark(remark) = &error else {
            return Some(error);
        };
        match remark.what {
            Remarked::OtherName => {
                let suffix = remark.path.extension().unwrap_or(OsStr::new(""));
                *self.other_names.entry(suffix.to_owned()).or_default() += 1;
                None
            }
            Remarked::MetBefore => self.given.insert(remark.path.clone()).then_some(error),
            _ => Some(error),
        }
    }

    /// What is told at the end, once.
    pub fn at_end(&mut self) -> Option<WalkError> {
        let counts = std::mem::take(&mut self.other_names);
        let is_any = !counts.is_empty();
        is_any.then(|| Remark::file(PathBuf::new(), Remarked::OtherNames(counts)))
    }
}

impl FileSelection {
    /// A file as the user sees it: from the current folder where it lies in it.
    pub(super) fn shown_file(&self, file: PathBuf) -> PathBuf {
        match file.strip_prefix(&self.base) {
            Ok(rest) => rest.to_owned(),
            Err(_) => file,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_by_suffix_the_most_frequent_first() {
        let mut remarks = Remarks::default();
        let mut meet = |name: &str| {
            let told = remarks.told(Remark::file(name.into(), Remarked::OtherName));
            assert!(told.is_none(), "{name}");
        };
        meet("README");
        (0..3).for_each(|_| meet("a.txt"));
        (0..2).for_each(|_| meet("d/b.\u{1b}[m"));
        ('a'..='g').for_each(|suffix| meet(&format!("c.{suffix}")));
        let told = remarks.at_end().unwrap().to_string();
        let expected = "passed over 13 names that are not Python's: 3 .txt, 2 .\\u{1b}[m, \
                        1 without a suffix, 1 .a, 1 .b, 1 .c, 1 .d, 1 .e, 2 others";
        assert_eq!(told, expected);
        assert!(remarks.at_end().is_none());
    }
}
