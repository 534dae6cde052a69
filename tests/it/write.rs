//! Writing, against the real system: what is kept, what is refused, and what a killed run leaves.
//! What needs root, mounts or file attributes is skipped, with a word on standard error, where the
//! machine does not give them.
#![cfg(target_os = "linux")]

mod child;
mod kept;
mod killed;
mod reading;
mod refused;
mod reports;

use std::fs;
use std::path::{Path, PathBuf};

pub use isfix::{read, signals, write};

use read::Stamp;
use tempfile::TempDir;
use write::{WriteErrorKind, WriteOptions};

const OLD: &[u8] = b"x is 'old'\n";
const NEW: &[u8] = b"x == 'new'\n";

/// A folder of its own, removed at the end, with a file that holds [`OLD`].
fn folder_with_file() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file.py");
    fs::write(&file, OLD).unwrap();
    (folder, file)
}

fn stamp(path: &Path) -> Stamp {
    read::read(path).unwrap().1
}

/// Reads and replaces; the reason if that is refused.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), String> {
    replace_stamped(path, &stamp(path), bytes, false)
}

/// Replaces what was read before; the name of the reason if that is refused.
fn replace_stamped(path: &Path, stamp: &Stamp, bytes: &[u8], part: bool) -> Result<(), String> {
    let options = WriteOptions {
        break_hard_links: part,
    };
    write::replace(path, stamp, bytes, &options).map_err(|error| {
        assert_eq!(error.path(), path);
        assert_eq!(error.to_string().lines().count(), 1, "{error}");
        name_of(error.kind())
    })
}

/// `DiskFull`, `HardLinks(2)`: the reason as the code names it, without the system's words.
fn name_of(kind: &WriteErrorKind) -> String {
    format!("{kind:?}")
        .split([' ', '{'])
        .next()
        .unwrap()
        .to_owned()
}

/// How many temporary files lie in the folder.
fn temps(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .filter(|entry| write::is_temp_name(&entry.as_ref().unwrap().file_name()))
        .count()
}

#[track_caller]
fn assert_untouched(file: &Path) {
    assert_eq!(fs::read(file).unwrap(), OLD);
    assert_eq!(temps(file.parent().unwrap()), 0);
}

#[track_caller]
fn assert_replaced(file: &Path) {
    assert_eq!(fs::read(file).unwrap(), NEW);
    assert_eq!(temps(file.parent().unwrap()), 0);
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn skip(what: &str) {
    eprintln!("skipped: {what}");
}
