//! Reading a file whole, together with the [`Stamp`] by which a later write knows it again.
//!
//! What the bytes mean (encoding, lines, Python) is left to others, and so is every write.

mod stamp;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

pub use stamp::Stamp;

/// The most bytes a file may hold: offsets into it are 32 bits wide.
pub const MAX_LEN: u64 = u32::MAX as u64;

/// A file that could not be read; shown as one line, `path: reason`.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", crate::shown::shown(path))]
pub struct ReadError {
    path: PathBuf,
    // No `source`: the message holds it, and a chain of causes would say it twice.
    kind: ReadErrorKind,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadErrorKind {
    /// Nothing bears that name (any more), or a symbolic link leads nowhere.
    #[error("no such file")]
    Vanished,
    /// The file or a folder above it may not be read.
    #[error("no permission to read it")]
    NoPermission,
    /// A folder where a file was expected.
    #[error("is a folder, not a file")]
    IsFolder,
    /// A FIFO, a socket or a device.
    #[error("is not a regular file")]
    NotRegular,
    /// More than [`MAX_LEN`] bytes.
    #[error("holds 4 GiB or more, which is too much")]
    TooLarge,
    /// It belongs to another user, and was to be read only if it did not.
    #[error("belongs to another user ({owner})")]
    Foreign {
        /// That user's number.
        owner: u32,
    },
    /// Whatever else the system said.
    #[error("cannot read it: {0}")]
    Io(io::Error),
}

impl ReadError {
    /// The path as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The reason, without the path.
    pub fn kind(&self) -> &ReadErrorKind {
        &self.kind
    }

    /// The reason, without the path.
    pub fn into_kind(self) -> ReadErrorKind {
        self.kind
    }
}

/// Reads the regular file at `path`; symbolic links are followed.
///
/// # Errors
/// Whatever [`ReadErrorKind`] names; what is not a regular file is refused without waiting for it.
pub fn read(path: &Path) -> Result<(Vec<u8>, Stamp), ReadError> {
    let mut bytes = Vec::new();
    let stamp = read_into(path, &mut bytes)?;
    Ok((bytes, stamp))
}

/// As [`read`], into a buffer that is cleared first and keeps its capacity from file to file.
/// After an error its content is of no meaning.
///
/// # Errors
/// As [`read`].
pub fn read_into(path: &Path, bytes: &mut Vec<u8>) -> Result<Stamp, ReadError> {
    read_at_most(MAX_LEN, path, bytes)
}

/// As [`read_into`], for a file of so many bytes or less; a longer one is too large.
///
/// # Errors
/// As [`read`].
pub fn read_at_most(most: u64, path: &Path, bytes: &mut Vec<u8>) -> Result<Stamp, ReadError> {
    bytes.clear();
    read_at(most.min(MAX_LEN), path, bytes, |_| Ok(())).map_err(|kind| ReadError {
        path: path.to_owned(),
        kind,
    })
}

/// As [`read_at_most`], for a file of the user's own: of one that is another's not a byte is read.
///
/// # Errors
/// As [`read`], without the path, and [`ReadErrorKind::Foreign`].
pub fn read_own(most: u64, path: &Path, bytes: &mut Vec<u8>) -> Result<(), ReadErrorKind> {
    bytes.clear();
    let own = |owner| match owner {
        owner if owner == user() => Ok(()),
        owner => Err(ReadErrorKind::Foreign { owner }),
    };
    let read = read_at(most.min(MAX_LEN), path, bytes, |stamp| own(stamp.owner()));
    match read {
        Ok(_) => Ok(()),
        // What another may keep from us, or has put there in a file's stead, is another's first of all.
        Err(kind) => own(owner(path).unwrap_or_else(user)).and(Err(kind)),
    }
}

/// Whose the file is that the path leads to, or else the link.
#[cfg(unix)]
fn owner(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path).or_else(|_| std::fs::symlink_metadata(path));
    found.ok().map(|found| found.uid())
}

/// No users are told apart.
#[cfg(not(unix))]
fn owner(_: &Path) -> Option<u32> {
    None
}

/// The number of the user on whose behalf we run.
#[cfg(unix)]
fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// No users are told apart.
#[cfg(not(unix))]
fn user() -> u32 {
    0
}

fn read_at(
    most: u64,
    path: &Path,
    bytes: &mut Vec<u8>,
    admit: impl FnOnce(&Stamp) -> Result<(), ReadErrorKind>,
) -> Result<Stamp, ReadErrorKind> {
    let file = open(path).map_err(|error| refused(path, error))?;
    // Taken before the first byte: a change while we read then shows as a difference later.
    let stamp = Stamp::of(&file)?;
    admit(&stamp)?;
    if stamp.len() > most {
        return Err(ReadErrorKind::TooLarge);
    }
    let expected = usize::try_from(stamp.len()).map_err(|_| ReadErrorKind::TooLarge)?;
    // One byte more than expected: a read that leaves it free has met the end.
    bytes
        .try_reserve(expected.saturating_add(1))
        .map_err(io::Error::other)?;
    fill(&file, expected, bytes)?;
    if bytes.len() as u64 > MAX_LEN {
        return Err(ReadErrorKind::TooLarge);
    }
    Ok(stamp)
}

/// Reads to the end, or to the first byte that is too many. Where the file is as long as was
/// `expected`, that is one call: only at its end does a regular file give less than was asked for.
#[cfg(unix)]
fn fill(file: &File, expected: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
    use rustix::buffer::spare_capacity;
    while bytes.len() as u64 <= MAX_LEN {
        if bytes.len() == bytes.capacity() {
            bytes.try_reserve(GROWTH).map_err(io::Error::other)?;
        }
        let more = rustix::io::retry_on_intr(|| rustix::io::read(file, spare_capacity(bytes)))?;
        let is_short = bytes.len() < bytes.capacity();
        if more == 0 || bytes.len() == expected && is_short {
            break;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn fill(mut file: &File, _expected: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
    use std::io::Read;
    file.by_ref().take(MAX_LEN + 1).read_to_end(bytes)?;
    Ok(())
}

/// How much room is made, in bytes, for a file that turns out longer than it said.
#[cfg(unix)]
const GROWTH: usize = 1 << 16;

/// Opens for reading. A FIFO without a writer does not hold us up, a terminal does not become ours.
///
/// # Errors
/// What the system says of it.
#[cfg(unix)]
pub(crate) fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = rustix::io::retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()))?;
    Ok(File::from(file))
}

#[cfg(not(unix))]
pub(crate) fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Why opening failed; some systems say of a folder or a socket only that it cannot be opened.
fn refused(path: &Path, error: io::Error) -> ReadErrorKind {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => ReadErrorKind::IsFolder,
        Ok(found) if !found.is_file() => ReadErrorKind::NotRegular,
        _ => error.into(),
    }
}

impl From<io::Error> for ReadErrorKind {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Vanished,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            _ => Self::Io(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_into_one_buffer() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.py");
        let mut bytes = Vec::new();
        for len in [0, 1, 31, 32, 33, 4095, 4096, 4097, 70_000, 10, 0] {
            let text: Vec<u8> = (0..len).map(|at| (at % 251) as u8).collect();
            std::fs::write(&file, &text).unwrap();
            let stamp = read_into(&file, &mut bytes).unwrap();
            assert_eq!((&bytes, stamp.len()), (&text, len));
        }
    }

    /// Files of the system's own say that they are empty, or a page long.
    #[cfg(target_os = "linux")]
    #[test]
    fn lengths_that_are_not_so() {
        for file in [
            "/proc/self/status",
            "/proc/self/maps",
            "/sys/kernel/mm/transparent_hugepage/enabled",
        ] {
            let Ok(told) = std::fs::read(file) else {
                continue;
            };
            let (bytes, stamp) = read(Path::new(file)).unwrap();
            assert!(
                !bytes.is_empty() && bytes.len() as u64 != stamp.len(),
                "{file}"
            );
            assert_eq!(bytes[..5], told[..5], "{file}");
        }
    }
}
