//! From what the system said, and during which step, to what the user should know.

use std::io;

use rustix::io::Errno;

use crate::write::WriteErrorKind;

/// What was being done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Following links, opening the folder.
    FindFolder,
    /// Looking at the old file.
    Look,
    /// Creating the temporary file.
    Create,
    /// Filling the temporary file.
    Write,
    /// Writing into a stream or device.
    WriteInto,
    /// Bringing the temporary file to the disk.
    Flush,
    /// Putting the temporary file in the old one's place.
    Rename,
}

impl Step {
    /// Completes "cannot …".
    fn verb(self) -> &'static str {
        match self {
            Step::FindFolder => "open its folder",
            Step::Look => "look at the file as it is now",
            Step::Create => "create a temporary file beside it",
            Step::Write => "write a temporary file beside it",
            Step::WriteInto => "write into it",
            Step::Flush => "flush it to disk",
            Step::Rename => "put the new file in its place",
        }
    }

    /// Names the case, or hands on the system's own words.
    pub fn failed(self, error: impl Into<io::Error>) -> WriteErrorKind {
        let error = error.into();
        let errno = Errno::from_io_error(&error);
        errno
            .and_then(|errno| self.known(errno))
            .unwrap_or_else(|| WriteErrorKind::Io {
                step: self.verb(),
                source: error,
            })
    }

    fn known(self, errno: Errno) -> Option<WriteErrorKind> {
        Some(match (errno, self) {
            (Errno::NOSPC, _) => WriteErrorKind::DiskFull,
            (Errno::DQUOT, _) => WriteErrorKind::QuotaExceeded,
            (Errno::FBIG, _) => WriteErrorKind::TooLarge,
            (Errno::ROFS, _) => WriteErrorKind::ReadOnlyFileSystem,
            (Errno::LOOP, Step::FindFolder) => WriteErrorKind::LinkLoop,
            (Errno::ACCESS, Step::FindFolder) => WriteErrorKind::NoPassage,
            (Errno::NOENT | Errno::NOTDIR, Step::FindFolder) => WriteErrorKind::FolderVanished,
            (Errno::NOENT, Step::Look) => WriteErrorKind::Vanished,
            // No longer a plain file: it was one when it was read.
            (Errno::LOOP, Step::Look) => WriteErrorKind::Changed,
            (Errno::ACCESS, Step::Look | Step::WriteInto) => WriteErrorKind::ReadOnly,
            (Errno::NOENT, Step::Create) => WriteErrorKind::FolderVanished,
            (Errno::ACCESS, Step::Create | Step::Rename) => WriteErrorKind::ReadOnlyFolder,
            (Errno::PERM, Step::Create) => WriteErrorKind::ImmutableFolder,
            (Errno::PERM, Step::Rename) => WriteErrorKind::Immutable,
            (Errno::BUSY, Step::Rename) => WriteErrorKind::MountPoint,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Those that a test cannot easily bring about for real.
    #[test]
    fn rare_causes() {
        let quota = Step::Flush.failed(Errno::DQUOT);
        assert!(matches!(quota, WriteErrorKind::QuotaExceeded));
        let broken = Step::Flush.failed(Errno::IO);
        assert!(
            broken.to_string().starts_with("cannot flush it to disk: "),
            "{broken}"
        );
    }
}
