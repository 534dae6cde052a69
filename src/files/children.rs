//! What a folder holds, as the system lists it: names and kinds, in no order. Which of them matter
//! is the descent's to say, so no name is copied here.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

/// What a child is, as far as the walk cares.
#[derive(Debug)]
pub(super) enum Kind {
    Folder,
    /// A regular file.
    File,
    /// A link, a socket or whatever else.
    Other,
}

/// Lists folders; keeps its buffer from one to the next.
#[derive(Debug, Default)]
pub(super) struct Lister {
    #[cfg(target_os = "linux")]
    buffer: Vec<u8>,
}

#[cfg(target_os = "linux")]
impl Lister {
    /// Shows each child of `folder`; an error in place of a kind is that child's alone.
    ///
    /// # Errors
    /// Where the folder cannot be opened or listed.
    pub fn list(
        &mut self,
        folder: &Path,
        mut show: impl FnMut(&OsStr, io::Result<Kind>),
    ) -> io::Result<()> {
        use rustix::fs::{AtFlags, FileType, Mode, OFlags, RawDir};
        use std::os::unix::ffi::OsStrExt;

        /// What the C library has for a folder, in bytes.
        const BUFFER: usize = 1 << 15;

        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let open = rustix::io::retry_on_intr(|| rustix::fs::open(folder, flags, Mode::empty()))?;
        self.buffer.reserve(BUFFER);
        let mut children = RawDir::new(&open, self.buffer.spare_capacity_mut());
        while let Some(child) = children.next() {
            let child = child?;
            let name = OsStr::from_bytes(child.file_name().to_bytes());
            if name == "." || name == ".." {
                continue;
            }
            let kind = match child.file_type() {
                // Some file systems do not tell it in their lists.
                FileType::Unknown => {
                    rustix::fs::statat(&open, child.file_name(), AtFlags::SYMLINK_NOFOLLOW)
                        .map(|found| FileType::from_raw_mode(found.st_mode))
                }
                kind => Ok(kind),
            };
            let kind = kind.map(|kind| match kind {
                FileType::Directory => Kind::Folder,
                FileType::RegularFile => Kind::File,
                _ => Kind::Other,
            });
            show(name, kind.map_err(io::Error::from));
        }
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
impl Lister {
    /// Shows each child of `folder`; an error in place of a kind is that child's alone.
    ///
    /// # Errors
    /// Where the folder cannot be opened or listed.
    pub fn list(
        &mut self,
        folder: &Path,
        mut show: impl FnMut(&OsStr, io::Result<Kind>),
    ) -> io::Result<()> {
        for child in std::fs::read_dir(folder)? {
            let child = child?;
            let kind = child.file_type().map(|kind| match kind {
                kind if kind.is_dir() => Kind::Folder,
                kind if kind.is_file() => Kind::File,
                _ => Kind::Other,
            });
            show(&child.file_name(), kind);
        }
        Ok(())
    }
}
