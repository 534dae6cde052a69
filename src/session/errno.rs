//! The system's numbers for why a file was not read or written: what programs tell cases apart by.

use std::io;

use crate::files::WalkError;
use crate::read::ReadErrorKind;
use crate::write::WriteErrorKind;

/// Why it was not read; `None` where the system has nothing against it.
pub fn of_read(kind: &ReadErrorKind) -> Option<i32> {
    match kind {
        ReadErrorKind::Vanished => number(Case::NotFound),
        ReadErrorKind::NoPermission => number(Case::NoPermission),
        ReadErrorKind::IsFolder => number(Case::IsFolder),
        ReadErrorKind::TooLarge => number(Case::TooLarge),
        ReadErrorKind::Io(error) => error.raw_os_error(),
        ReadErrorKind::NotRegular | ReadErrorKind::Foreign { .. } => None,
    }
}

/// Why it was not written; `None` where it was isfix that refused.
pub fn of_write(kind: &WriteErrorKind) -> Option<i32> {
    use WriteErrorKind as Kind;
    match kind {
        Kind::Vanished | Kind::FolderVanished => number(Case::NotFound),
        Kind::ReadOnly | Kind::ReadOnlyFolder | Kind::NoPassage => number(Case::NoPermission),
        Kind::Immutable | Kind::ImmutableFolder | Kind::StickyFolder => number(Case::NotPermitted),
        Kind::ReadOnlyFileSystem => number(Case::ReadOnlyFileSystem),
        Kind::MountPoint => number(Case::Busy),
        Kind::DiskFull => number(Case::DiskFull),
        Kind::QuotaExceeded => number(Case::QuotaExceeded),
        Kind::TooLarge => number(Case::TooLarge),
        Kind::IsFolder => number(Case::IsFolder),
        Kind::LinkLoop => number(Case::LinkLoop),
        Kind::NotKept { source, .. } | Kind::NotFlushed(source) | Kind::Io { source, .. } => {
            source.raw_os_error()
        }
        Kind::Changed
        | Kind::HardLinks(_)
        | Kind::NoNewFiles
        | Kind::NotRegular
        | Kind::Interrupted(_) => None,
    }
}

/// Why a walk did not get to it.
pub fn of_walk(error: &WalkError) -> Option<i32> {
    match error {
        WalkError::Missing { .. } | WalkError::DanglingLink { .. } => number(Case::NotFound),
        WalkError::Io { source, .. } => io::Error::raw_os_error(source),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy)]
enum Case {
    NotFound,
    NoPermission,
    NotPermitted,
    IsFolder,
    ReadOnlyFileSystem,
    Busy,
    DiskFull,
    QuotaExceeded,
    TooLarge,
    LinkLoop,
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there may be none")]
fn number(case: Case) -> Option<i32> {
    use rustix::io::Errno;
    let errno = match case {
        Case::NotFound => Errno::NOENT,
        Case::NoPermission => Errno::ACCESS,
        Case::NotPermitted => Errno::PERM,
        Case::IsFolder => Errno::ISDIR,
        Case::ReadOnlyFileSystem => Errno::ROFS,
        Case::Busy => Errno::BUSY,
        Case::DiskFull => Errno::NOSPC,
        Case::QuotaExceeded => Errno::DQUOT,
        Case::TooLarge => Errno::FBIG,
        Case::LinkLoop => Errno::LOOP,
    };
    Some(errno.raw_os_error())
}

/// The numbers that C has for all systems.
#[cfg(not(unix))]
fn number(case: Case) -> Option<i32> {
    match case {
        Case::NotFound => Some(2),
        Case::NoPermission => Some(13),
        Case::NotPermitted => Some(1),
        Case::IsFolder => Some(21),
        _ => None,
    }
}
