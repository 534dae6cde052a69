//! Removing what killed runs left. How a living run guards its files stands in `temp`.

use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};

use crate::write::name::is_temp_name;

pub fn sweep(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let names = entries.flatten().map(|entry| entry.file_name());
    let mut leftovers = names.filter(|name| is_temp_name(name)).peekable();
    if leftovers.peek().is_none() {
        return 0;
    }
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let Ok(folder) = rustix::fs::open(folder, flags, Mode::empty()) else {
        return 0;
    };
    leftovers
        .filter(|name| remove(&folder, name).is_some())
        .count()
}

/// Removes one file if it is certainly nobody's any more; none if it stays.
fn remove(folder: &OwnedFd, name: &OsStr) -> Option<()> {
    let look = || rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).ok();
    look().filter(may_be_leftover)?;
    // Writable, for some network file systems lock nothing else; and not through a link.
    let flags = OFlags::RDWR | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = File::from(rustix::fs::openat(folder, name, flags, Mode::empty()).ok()?);
    file.try_lock().ok()?;
    // From here no run that is alive uses the file; does the name still lead to it?
    let locked = rustix::fs::fstat(&file).ok().filter(may_be_leftover)?;
    look().filter(|now| (now.st_dev, now.st_ino) == (locked.st_dev, locked.st_ino))?;
    rustix::fs::unlinkat(folder, name, AtFlags::empty()).ok()
}

/// A plain file with this one name, and ours. To root any owner's, for a run of root gives a
/// temporary file the owner of the file that it stands for.
fn may_be_leftover(found: &Stat) -> bool {
    let us = rustix::process::geteuid();
    FileType::from_raw_mode(found.st_mode) == FileType::RegularFile
        && found.st_nlink == 1
        && (found.st_uid == us.as_raw() || us.is_root())
}
