//! Where a file really is, and whether it may be replaced there. The folder is held open and all
//! else goes through it, so a folder renamed or swapped meanwhile cannot lead a write astray.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{Access, AtFlags, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::cause::Step;
use crate::read::Stamp;
use crate::write::{WriteErrorKind, WriteOptions};

/// How many symbolic links in a row are followed, as many as Linux does.
const MOST_LINKS: usize = 40;

/// A name in a folder: the last part of a path once its symbolic links are followed.
#[derive(Debug)]
pub struct Place {
    /// Shared with the temporary files in it.
    pub folder: Arc<OwnedFd>,
    /// A single name, without a slash; never `.` or `..`.
    pub name: OsString,
}

impl Place {
    /// Follows `path` to the folder and name of the real file, which need not exist.
    pub fn find(path: &Path) -> Result<Self, WriteErrorKind> {
        let real = follow(path)?;
        let name = real.file_name().ok_or(WriteErrorKind::IsFolder)?.to_owned();
        let folder =
            open_folder(folder_of(&real)).map_err(|error| Step::FindFolder.failed(error))?;
        // Before anything is created, for an append-only folder gives nothing back.
        if is_frozen(&folder) {
            return Err(WriteErrorKind::ImmutableFolder);
        }
        Ok(Self {
            folder: Arc::new(folder),
            name,
        })
    }

    /// Refuses a file that is not the one `stamp` tells of, or has names that would be parted.
    pub fn check(&self, stamp: &Stamp, options: &WriteOptions) -> Result<(), WriteErrorKind> {
        let found = self.look()?;
        let now = Stamp::from_stat(&found);
        let is_file = FileType::from_raw_mode(found.st_mode) == FileType::RegularFile;
        if !is_file || !stamp.same_content(&now) {
            return Err(WriteErrorKind::Changed);
        }
        if now.links() > 1 && !options.break_hard_links {
            return Err(WriteErrorKind::HardLinks(now.links()));
        }
        // Parting one name from a file touches the file under its other names.
        let names_may_go = options.break_hard_links && stamp.links() > 1;
        if names_may_go || stamp.same_state(&now) {
            Ok(())
        } else {
            Err(WriteErrorKind::Changed)
        }
    }

    /// Opens the file for reading its attributes, if nothing marks it as not to be replaced.
    pub fn open_original(&self) -> Result<File, WriteErrorKind> {
        let found = self.look()?;
        self.refuse_protected(&found)?;
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let open = || rustix::fs::openat(&self.folder, &self.name, flags, Mode::empty());
        let file = rustix::io::retry_on_intr(open).map_err(|error| Step::Look.failed(error))?;
        if is_frozen(&file) {
            Err(WriteErrorKind::Immutable)
        } else {
            Ok(File::from(file))
        }
    }

    /// Refuses a folder in which nothing can be created.
    pub fn check_folder(&self) -> Result<(), WriteErrorKind> {
        let rights = Access::WRITE_OK | Access::EXEC_OK;
        rustix::fs::accessat(&self.folder, ".", rights, AtFlags::EACCESS)
            .map_err(|errno| Step::Create.failed(errno))
    }

    /// Brings the folder's new entry to the disk, where folders can be flushed at all.
    pub fn flush(&self) -> Result<(), WriteErrorKind> {
        match rustix::io::retry_on_intr(|| rustix::fs::fsync(&self.folder)) {
            Ok(()) | Err(Errno::INVAL | Errno::BADF | Errno::NOTSUP | Errno::NOSYS) => Ok(()),
            Err(errno) => Err(WriteErrorKind::NotFlushed(errno.into())),
        }
    }

    fn look(&self) -> Result<Stat, WriteErrorKind> {
        rustix::fs::statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW)
            .map_err(|error| Step::Look.failed(error))
    }

    /// What the mode and our rights say about replacing, before anything is created.
    fn refuse_protected(&self, found: &Stat) -> Result<(), WriteErrorKind> {
        match FileType::from_raw_mode(found.st_mode) {
            FileType::RegularFile => {}
            FileType::Directory => return Err(WriteErrorKind::IsFolder),
            _ => return Err(WriteErrorKind::NotRegular),
        }
        if !Mode::from_raw_mode(found.st_mode).contains(Mode::WUSR) {
            return Err(WriteErrorKind::ReadOnly);
        }
        match rustix::fs::accessat(&self.folder, &self.name, Access::WRITE_OK, AtFlags::EACCESS) {
            Ok(()) => self.refuse_sticky(found),
            Err(Errno::ACCESS) => Err(WriteErrorKind::ReadOnly),
            Err(Errno::PERM) => Err(WriteErrorKind::Immutable),
            Err(errno) => Err(Step::Look.failed(errno)),
        }
    }

    fn refuse_sticky(&self, file: &Stat) -> Result<(), WriteErrorKind> {
        let folder = rustix::fs::fstat(&self.folder).map_err(|e| Step::FindFolder.failed(e))?;
        let us = rustix::process::geteuid();
        let ours = [file.st_uid, folder.st_uid].contains(&us.as_raw()) || us.is_root();
        let sticky = Mode::from_raw_mode(folder.st_mode).contains(Mode::SVTX);
        if sticky && !ours {
            Err(WriteErrorKind::StickyFolder)
        } else {
            Ok(())
        }
    }
}

/// An open stream that a path may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Our own standard output.
    Output,
    /// Our own standard error.
    Error,
    /// Any other, ours or another process's.
    Other,
}

/// The stream that `path` leads to, if it does (`/dev/stdout`, `/dev/fd/3`): a link there is a
/// stream's handle, and what it says it leads to is not to be replaced.
pub fn stream(path: &Path) -> Option<Stream> {
    links(path).find_map(|link| {
        let folder = folder_of(&link).canonicalize().ok()?;
        if !folder.starts_with("/proc") && !folder.starts_with("/dev/fd") {
            return None;
        }
        let ours = Path::new("/dev/fd")
            .canonicalize()
            .is_ok_and(|ours| ours == folder);
        Some(match link.file_name().and_then(OsStr::to_str) {
            Some("1") if ours => Stream::Output,
            Some("2") if ours => Stream::Error,
            _ => Stream::Other,
        })
    })
}

/// The path with symbolic links at its end followed; those on the way are the system's affair.
fn follow(path: &Path) -> Result<PathBuf, WriteErrorKind> {
    if stream(path).is_some() {
        return Err(WriteErrorKind::NotRegular);
    }
    let mut real = path.to_owned();
    for (hop, link) in links(path).enumerate() {
        if hop == MOST_LINKS {
            return Err(WriteErrorKind::LinkLoop);
        }
        // The system is asked first, for it may forbid what we then do by hand: links that others
        // planted in a shared folder (`fs.protected_symlinks` of Linux).
        match std::fs::metadata(&link) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Step::FindFolder.failed(error));
            }
            _ => real = target(&link).unwrap_or(link),
        }
    }
    Ok(real)
}

/// `path` and what it leads to, as long as these are symbolic links; one more than may be followed.
fn links(path: &Path) -> impl Iterator<Item = PathBuf> {
    let first = target(path).map(|_| path.to_owned());
    let next = |link: &PathBuf| target(link).filter(|target| target.is_symlink());
    std::iter::successors(first, next).take(MOST_LINKS + 1)
}

/// What a symbolic link leads to, seen from where `link` is seen; none if it is no link.
fn target(link: &Path) -> Option<PathBuf> {
    std::fs::read_link(link)
        .ok()
        .map(|target| folder_of(link).join(target))
}

/// The folder part of a path, `.` where it has none.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) => Path::new("."),
        None => path,
    }
}

fn open_folder(folder: &Path) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    match rustix::io::retry_on_intr(|| rustix::fs::open(folder, flags, Mode::empty())) {
        // A folder that may be entered and written but not listed serves as well, unflushed.
        #[cfg(target_os = "linux")]
        Err(Errno::ACCESS) => rustix::fs::open(folder, flags | OFlags::PATH, Mode::empty()),
        opened => opened,
    }
}

/// Whether the immutable or append-only attribute is set, where the system has and tells it.
#[cfg(target_os = "linux")]
fn is_frozen(file: impl std::os::fd::AsFd) -> bool {
    use rustix::fs::{StatxAttributes, StatxFlags};
    rustix::fs::statx(file, c"", AtFlags::EMPTY_PATH, StatxFlags::empty()).is_ok_and(|found| {
        let frozen = StatxAttributes::IMMUTABLE | StatxAttributes::APPEND;
        found.stx_attributes.intersects(frozen)
    })
}

#[cfg(not(target_os = "linux"))]
fn is_frozen(_file: impl std::os::fd::AsFd) -> bool {
    false
}
