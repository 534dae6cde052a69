//! The only place that writes to the file system.
//!
//! A file is replaced, never written into: the new bytes go to a temporary file in the same folder,
//! that is flushed to disk and renamed over the old one, so at any instant the name leads to the
//! old bytes or the new ones, whole. In order, [`replace`]
//! 1. follows a symbolic link to the real file and opens its folder;
//! 2. refuses what should not be written: changed since it was read, read-only, several hard links;
//! 3. creates `.isfix-XXXX.tmp` there, locked, for its owner's eyes only, and fills it;
//! 4. gives it the old one's owner, extended attributes and mode, or gives up;
//! 5. flushes it, looks a last time whether the old one is still what was read, renames;
//! 6. flushes the folder.
//!
//! Whatever fails or panics on the way, the temporary file is removed. Where the process is killed
//! it cannot be, and a later run's [`sweep`] does it; a lock tells it which are still in use.
//! Between the last look and the rename, and for a program that holds the old file open and goes
//! on writing into it, no system offers a remedy.
//!
//! What may be written (verified results) and what is said about it is left to others. All
//! functions may be called from many threads at once.

#![expect(clippy::disallowed_methods, reason = "this is the one writer")]

#[cfg(not(unix))]
mod elsewhere;
mod error;
mod name;
#[cfg(unix)]
mod posix;
mod scratch;

use std::path::{Path, PathBuf};

use crate::read::Stamp;
#[cfg(not(unix))]
use elsewhere as system;
#[cfg(unix)]
use posix as system;

pub use error::{WriteError, WriteErrorKind};
pub use name::is_temp_name;
pub use scratch::Scratch;

/// What the user may decide about writing.
#[derive(Debug, Clone, Copy, Default)]
pub struct WriteOptions {
    /// Replace the name given even if the file has others, which then keep the old bytes.
    pub break_hard_links: bool,
}

/// Replaces the file at `path`, which was read with `stamp`, by `bytes`, keeping its mode, owner
/// and extended attributes; its time of modification becomes now.
///
/// A symbolic link stays one, its target is replaced. A file whose mode gives its own owner no
/// right to write is taken as read-only whoever we are: that is what people mean by `chmod a-w`,
/// and for root the system would not object. After a signal asked the run to stop
/// ([`signals::interrupted`](crate::signals::interrupted)) nothing is replaced any more.
///
/// # Errors
/// What [`WriteErrorKind`] lists. The file is then untouched, unless
/// [`WriteError::was_written`] says otherwise.
pub fn replace(
    path: &Path,
    stamp: &Stamp,
    bytes: &[u8],
    options: &WriteOptions,
) -> Result<(), WriteError> {
    system::replace(path, stamp, bytes, options).map_err(|kind| WriteError::new(path, kind))
}

/// Whether [`replace`] would replace the file, as far as can be told without doing anything: for those who
/// write several files or none, and so that nobody is asked about changes that cannot be made.
///
/// # Errors
/// As [`replace`].
pub fn check(path: &Path, stamp: &Stamp, options: &WriteOptions) -> Result<(), WriteError> {
    system::check(path, stamp, options).map_err(|kind| WriteError::new(path, kind))
}

/// A report or a patch on its way to its file, a piece at a time.
///
/// It waits in a temporary file beside its place and takes it when it is whole, so that whoever looks
/// finds the old content or all of the new; dropped before, it leaves no trace. A file that is there is
/// replaced as [`replace`] does, whatever it held and however many names it has; a new one gets the
/// mode that the umask leaves. What cannot be replaced (a FIFO, a device such as `/dev/null`, an
/// open stream such as `/dev/stdout`) is written into, and a reader who left is no failure.
///
/// Signals do not stop it: an interrupted run still tells how far it got.
pub struct Whole {
    path: PathBuf,
    file: system::Whole,
    /// What was not given to the system yet.
    waiting: Vec<u8>,
    /// How many bytes the system took: all of some pieces.
    taken: u64,
}

/// Pieces are small and calls to the system are dear: so many bytes are gathered first.
const GATHERED: usize = 1 << 16;

impl Whole {
    /// Finds out whether `path` can be written at all, before there is anything to write.
    ///
    /// # Errors
    /// As [`replace`].
    pub fn begin(path: &Path) -> Result<Self, WriteError> {
        let file = system::Whole::begin(path).map_err(|kind| WriteError::new(path, kind))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            waiting: Vec::new(),
            taken: 0,
        })
    }

    /// Appends a piece to it.
    ///
    /// # Errors
    /// As [`replace`]; what came before is then lost, too, and the old file stays, unless it is
    /// [salvaged](Self::salvage).
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() < GATHERED {
            return Ok(());
        }
        self.pass_on()
    }

    /// Gives on what was appended, so that it is not lost if the next piece fails.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn pass_on(&mut self) -> Result<(), WriteError> {
        let pushed = self.file.push(&self.waiting);
        if pushed.is_ok() {
            self.taken += self.waiting.len() as u64;
        }
        self.waiting.clear();
        pushed.map_err(|kind| WriteError::new(&self.path, kind))
    }

    /// Puts the pieces in its place that were given on before one failed.
    ///
    /// # Errors
    /// As [`replace`].
    pub fn salvage(self) -> Result<(), WriteError> {
        let salvaged = self.file.salvage(self.taken);
        salvaged.map_err(|kind| WriteError::new(&self.path, kind))
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// As [`replace`].
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.pass_on()?;
        let finished = self.file.finish();
        finished.map_err(|kind| WriteError::new(&self.path, kind))
    }
}

/// Makes `bytes` the whole content of `path`: a [`Whole`] of one piece.
///
/// # Errors
/// As [`replace`].
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let mut whole = Whole::begin(path)?;
    whole.push(bytes)?;
    whole.finish()
}

/// Removes from `folder` (not from those below it) the temporary files of runs that were killed,
/// and returns how many. Those of a run that is alive stay. A folder that cannot be read, or a
/// file that cannot be removed, is passed over.
pub fn sweep(folder: &Path) -> usize {
    system::sweep(folder)
}

/// [Sweeps](sweep) the folders of a run, each once where its files come one after the other.
#[derive(Debug, Default)]
pub struct Sweeper {
    last: Option<PathBuf>,
}

impl Sweeper {
    /// Sweeps the folder of a file that is to be looked at, unless the last one stood there, too.
    pub fn sweep_beside(&mut self, file: &Path) {
        let Some(folder) = file.parent() else { return };
        if self.last.as_deref() == Some(folder) {
            return;
        }
        sweep(if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        });
        self.last = Some(folder.to_owned());
    }
}

/// Removes every temporary file of this process and lets no new one begin: the last act before
/// the process ends while its threads are still at work.
pub fn abandon() {
    system::abandon();
}
