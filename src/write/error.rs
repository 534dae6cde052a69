//! Why a file was not written, in words for the user. Which case it is, the writing decides.

use std::io;
use std::path::{Path, PathBuf};

use crate::shown::shown;

/// A file that was not written; shown as one line, `path: reason`.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", shown(path))]
pub struct WriteError {
    path: PathBuf,
    // No `source`: the message holds it, and a chain of causes would say it twice.
    kind: WriteErrorKind,
}

/// Why a file was not written. In every case but [`NotFlushed`](Self::NotFlushed) and, for streams,
/// [`Io`](Self::Io) the file at the path is what it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteErrorKind {
    /// The name leads to another file, or the file to other bytes or attributes, than when read.
    #[error("changed since it was read, left as it is now; run again")]
    Changed,
    /// Nothing bears that name any more.
    #[error("vanished since it was read")]
    Vanished,
    /// The folder is no longer there, or never was.
    #[error("its folder does not exist")]
    FolderVanished,
    /// The file has that many names, and a rename would part them.
    #[error(
        "has {0} hard links, which replacing it would part; left alone \
         (--break-hard-links replaces this name and leaves the others the old text)"
    )]
    HardLinks(u64),
    /// No permission to write, or a mode that gives its owner none.
    #[error("is read-only")]
    ReadOnly,
    /// No permission to create or rename in the folder.
    #[error("its folder is read-only, and a file is replaced from within its folder")]
    ReadOnlyFolder,
    /// A folder of a file system in which only the system makes files, such as `/proc`.
    #[error("no file can be created in its folder")]
    NoNewFiles,
    /// The whole file system is mounted for reading.
    #[error("is on a read-only file system")]
    ReadOnlyFileSystem,
    /// The immutable or append-only attribute of the file.
    #[error("is marked immutable or append-only (see chattr(1)); left alone")]
    Immutable,
    /// The immutable or append-only attribute of the folder.
    #[error("its folder is marked immutable or append-only (see chattr(1)); left alone")]
    ImmutableFolder,
    /// The folder lets only owners replace files (as `/tmp` does), and the file is another's.
    #[error("belongs to another user, in a folder where only owners may replace files")]
    StickyFolder,
    /// A bind mount covers the very file.
    #[error("is a mount point, which cannot be replaced")]
    MountPoint,
    /// No space, or no inode, left.
    #[error("no space left on its file system")]
    DiskFull,
    /// The user's share is used up.
    #[error("disk quota exceeded")]
    QuotaExceeded,
    /// The process's limit on file sizes, or the file system's.
    #[error("exceeds the limit on file sizes")]
    TooLarge,
    /// A folder where a file was expected.
    #[error("is a folder, not a file")]
    IsFolder,
    /// A FIFO, a socket or a device.
    #[error("is not a regular file")]
    NotRegular,
    /// Symbolic links that lead in a circle.
    #[error("its symbolic links lead in a circle")]
    LinkLoop,
    /// A symbolic link, or a folder on the way, that the system does not let us follow.
    #[error("no permission to follow its path")]
    NoPassage,
    /// A property of the old file that could not be given to the new one.
    #[error("its {what} cannot be kept ({source}); left alone")]
    NotKept {
        /// `owner`, `group`, `mode` or `extended attribute NAME`.
        what: String,
        /// What the system said.
        source: io::Error,
    },
    /// A signal of this number asked the run to stop before this file was replaced.
    #[error("not written, the run was interrupted")]
    Interrupted(i32),
    /// The new file is in place, but the folder could not be flushed to disk after it.
    #[error("was written, but its folder could not be flushed to disk: {0}")]
    NotFlushed(io::Error),
    /// Whatever else the system said, and at what.
    #[error("cannot {step}: {source}")]
    Io {
        /// What was being done, as a verb.
        step: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl WriteError {
    pub(super) fn new(path: &Path, kind: WriteErrorKind) -> Self {
        Self {
            path: path.to_owned(),
            kind,
        }
    }

    /// The path as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The reason, without the path.
    pub fn kind(&self) -> &WriteErrorKind {
        &self.kind
    }

    /// Whether the path leads to the new bytes all the same.
    pub fn was_written(&self) -> bool {
        matches!(self.kind, WriteErrorKind::NotFlushed(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line() {
        let error = WriteError::new(
            Path::new("a\nb\u{1b}[31m\u{202e}ä.py"),
            WriteErrorKind::ReadOnly,
        );
        assert_eq!(
            error.to_string(),
            "a\\u{a}b\\u{1b}[31m\\u{202e}ä.py: is read-only"
        );
    }
}
