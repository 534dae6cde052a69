//! The identity of a file as it was read. When two stamps count as the same is said here; what
//! follows from a difference is the writer's.

use std::fs::File;
#[cfg(not(unix))]
use std::io;

use super::ReadErrorKind;

/// Which file was read, and in which state: taken from the open file itself, never from its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Device and inode; both 0 where the system has no such thing.
    identity: (u64, u64),
    /// In bytes.
    len: u64,
    /// Time of the last write, in seconds and nanoseconds since 1970.
    modified: (i64, i64),
    /// Time of the last change of content, mode, owner, attributes or links, likewise.
    changed: (i64, i64),
    /// How many names (hard links) lead to the file.
    links: u64,
    /// The number of the user it belongs to; 0 where the system has none.
    owner: u32,
    /// Whether its owner may run it; never where the system has no modes.
    is_executable: bool,
}

impl Stamp {
    /// Length in bytes.
    #[allow(clippy::len_without_is_empty)] // a stamp is no container
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Device and inode: equal for all names of one file. `(0, 0)` where the system has none.
    pub fn identity(&self) -> (u64, u64) {
        self.identity
    }

    /// How many names (hard links) the file has.
    pub fn links(&self) -> u64 {
        self.links
    }

    /// The number of the user it belongs to. 0 where the system has none.
    pub fn owner(&self) -> u32 {
        self.owner
    }

    /// Whether its owner may run it.
    pub fn is_executable(&self) -> bool {
        self.is_executable
    }

    /// The same file with the same bytes, as far as the system tells: device, inode, length, time
    /// of the last write.
    pub fn same_content(&self, now: &Stamp) -> bool {
        self.identity == now.identity && self.len == now.len && self.modified == now.modified
    }

    /// As [`same_content`](Self::same_content), and mode, owner, attributes and links untouched
    /// too. It also tells a write that put the old time back.
    pub fn same_state(&self, now: &Stamp) -> bool {
        self.same_content(now) && self.changed == now.changed
    }
}

#[cfg(unix)]
impl Stamp {
    /// The stamp of an open regular file; anything else is refused.
    pub(crate) fn of(file: &File) -> Result<Self, ReadErrorKind> {
        use rustix::fs::FileType;
        let found = rustix::fs::fstat(file).map_err(std::io::Error::from)?;
        match FileType::from_raw_mode(found.st_mode) {
            FileType::RegularFile => Ok(Self::from_stat(&found)),
            FileType::Directory => Err(ReadErrorKind::IsFolder),
            _ => Err(ReadErrorKind::NotRegular),
        }
    }

    /// The stamp that belongs to what `stat` told.
    #[allow(clippy::unnecessary_cast)] // the widths differ between systems
    pub(crate) fn from_stat(found: &rustix::fs::Stat) -> Self {
        Self {
            identity: (found.st_dev as u64, found.st_ino as u64),
            len: found.st_size as u64,
            modified: (found.st_mtime as i64, found.st_mtime_nsec as i64),
            changed: (found.st_ctime as i64, found.st_ctime_nsec as i64),
            links: found.st_nlink as u64,
            owner: found.st_uid,
            is_executable: rustix::fs::Mode::from_raw_mode(found.st_mode)
                .contains(rustix::fs::Mode::XUSR),
        }
    }
}

#[cfg(not(unix))]
impl Stamp {
    /// The stamp of an open regular file; anything else is refused.
    pub(crate) fn of(file: &File) -> Result<Self, ReadErrorKind> {
        let found = file.metadata()?;
        if found.is_dir() {
            return Err(ReadErrorKind::IsFolder);
        }
        if !found.is_file() {
            return Err(ReadErrorKind::NotRegular);
        }
        Ok(Self::from_metadata(&found)?)
    }

    /// The stamp that belongs to what the system tells without inodes.
    pub(crate) fn from_metadata(found: &std::fs::Metadata) -> io::Result<Self> {
        let since = found
            .modified()?
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        let modified = (since.as_secs() as i64, i64::from(since.subsec_nanos()));
        let len = found.len();
        Ok(Self {
            identity: (0, 0),
            len,
            modified,
            changed: modified,
            links: 1,
            owner: 0,
            is_executable: false,
        })
    }
}
