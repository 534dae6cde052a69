//! The temporary file: born locked, gone at the end whatever happens.
//!
//! Its lock says to other runs that its owner lives: the system lets go of it when the process
//! ends, however it ends. Between birth and lock there is a gap in which a sweeping run may take
//! the file for a leftover; it then locks it, removes it and lets go. So we lock without waiting,
//! and whoever finds the lock taken, or the file without a name once it is locked, starts over
//! with another. Neither side needs a clock.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::mem;
use std::os::fd::OwnedFd;
use std::sync::{self, Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::fs::{AtFlags, Mode, OFlags};
use rustix::io::Errno;

use super::cause::Step;
use crate::write::{WriteErrorKind, name};

/// How often another name is tried; one is nearly always enough.
const ATTEMPTS: usize = 64;

/// How often, at ten milliseconds a time, [`abandon`] asks for the list before it goes without.
const PATIENCE: usize = 100;

/// The temporary files of this process that have not reached their place, for [`abandon`].
static LIVE: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

/// A name in a folder.
struct Entry {
    folder: Arc<OwnedFd>,
    name: String,
}

/// A temporary file that is removed when dropped, unless it was renamed.
pub struct Temp {
    folder: Arc<OwnedFd>,
    name: String,
    /// Locked until it is closed, where the file system has locks.
    file: File,
}

impl Temp {
    /// Creates an empty file in `folder` under a name that nothing bore.
    pub fn create(folder: &Arc<OwnedFd>, mode: Mode) -> Result<Self, WriteErrorKind> {
        for _ in 0..ATTEMPTS {
            match Self::try_create(folder, mode) {
                Ok(Some(temp)) => return Ok(temp),
                Ok(None) | Err(Errno::EXIST | Errno::INTR) => {}
                // File systems of the system's own, such as `/proc`, say so of any new name.
                Err(Errno::NOENT) if is_there(folder) => return Err(WriteErrorKind::NoNewFiles),
                Err(error) => return Err(Step::Create.failed(error)),
            }
        }
        Err(Step::Create.failed(Errno::EXIST))
    }

    /// The file, empty and open for writing.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Gives the file the name `to` in its folder, in place of what bore it.
    pub fn rename_to(self, to: &OsStr) -> Result<(), WriteErrorKind> {
        rustix::fs::renameat(&self.folder, &self.name, &self.folder, to)
            .map_err(|error| Step::Rename.failed(error))
        // Dropped here: after a rename its old name is gone and there is nothing to remove.
    }

    /// One attempt; none if a sweeping run was quicker than our lock.
    fn try_create(folder: &Arc<OwnedFd>, mode: Mode) -> Result<Option<Self>, Errno> {
        let name = name::fresh();
        let flags =
            OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        // Under the list's lock, so that none is born unlisted once `abandon` holds it.
        let mut live = live();
        let file = File::from(rustix::fs::openat(folder, &name, flags, mode)?);
        live.push(Entry {
            folder: folder.clone(),
            name: name.clone(),
        });
        drop(live);
        let temp = Self {
            folder: folder.clone(),
            name,
            file,
        };
        Ok(temp.is_ours()?.then_some(temp))
    }

    fn is_ours(&self) -> Result<bool, Errno> {
        if let Err(TryLockError::WouldBlock) = self.file.try_lock() {
            return Ok(false);
        }
        // Where there are no locks at all, a sweeping run gets none either and removes nothing.
        Ok(rustix::fs::fstat(&self.file)?.st_nlink > 0)
    }
}

/// Whether an open folder was not removed.
fn is_there(folder: &OwnedFd) -> bool {
    rustix::fs::fstat(folder).is_ok_and(|found| found.st_nlink > 0)
}

impl Drop for Temp {
    fn drop(&mut self) {
        let mut live = live();
        // Removed while the file is still locked, so never a name that somebody else has by now.
        let _ = rustix::fs::unlinkat(&self.folder, &self.name, AtFlags::empty());
        live.retain(|entry| entry.name != self.name);
    }
}

/// Removes all temporary files of this process; from then on none is created or removed, and
/// threads that try wait for the process to end.
pub fn abandon() {
    for _ in 0..PATIENCE {
        let live = match LIVE.try_lock() {
            Err(sync::TryLockError::WouldBlock) => None,
            // As in [`live`].
            Err(sync::TryLockError::Poisoned(live)) => Some(live.into_inner()),
            Ok(live) => Some(live),
        };
        if let Some(live) = live {
            for entry in live.iter() {
                let _ = rustix::fs::unlinkat(&entry.folder, &entry.name, AtFlags::empty());
            }
            mem::forget(live);
            return;
        }
        // A thread creates a file this very moment, perhaps on a network drive that hangs.
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn live() -> MutexGuard<'static, Vec<Entry>> {
    // The list is whole even after a panic: each change of it is a single call.
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}
