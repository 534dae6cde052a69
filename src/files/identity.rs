//! Which names are one real file, so that each is handled once.
//!
//! A file is known by device and inode. Only the walk decides when it is worth asking.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What one real file, or folder, answers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Identity {
    /// Device and inode number.
    #[cfg(unix)]
    Inode(u64, u64),
    /// The name with all links resolved: where there are no inodes, or where each hard link
    /// counts as a file of its own.
    Name(PathBuf),
}

/// How hard links count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HardLinks {
    /// All names of one inode are one file, handled under the first in path order. Such a file is
    /// not written, so nothing is lost but the repetition.
    #[default]
    OneFile,
    /// As [`OneFile`](Self::OneFile), but the walk may leave it to whoever reads the files, and
    /// learns it from there at no cost, to pass over the later names: it need not ask for the
    /// metadata of every file. With several starting points it asks nevertheless.
    AsRead,
    /// Each name is a file of its own, for `--break-hard-links`: it replaces the name it is given,
    /// and one run must do for every name what a second run would.
    EachName,
}

/// Asks the disk who `path` is, following links. `found` is its metadata, read with links followed.
pub(super) fn identify(path: &Path, found: &Metadata, links: HardLinks) -> io::Result<Identity> {
    if let Some(identity) = inode(found, links) {
        return Ok(identity);
    }
    Ok(Identity::Name(fs::canonicalize(path)?))
}

#[cfg(unix)]
fn inode(found: &Metadata, links: HardLinks) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let parted = links == HardLinks::EachName && found.is_file() && found.nlink() > 1;
    (!parted).then(|| Identity::Inode(found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn inode(_: &Metadata, _: HardLinks) -> Option<Identity> {
    None
}

/// Whether the file has a second name somewhere.
#[cfg(unix)]
pub(super) fn has_hard_links(found: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    found.nlink() > 1
}

#[cfg(not(unix))]
pub(super) fn has_hard_links(_: &Metadata) -> bool {
    false
}

/// The real files and folders met so far.
#[derive(Debug)]
pub(super) struct Seen {
    met: HashSet<Identity>,
    /// Files named on the command line, wherever the walk meets them.
    named: HashSet<Identity>,
    links: HardLinks,
    /// Whether a file or folder can be reached by two ways other than hard links: the selection
    /// has several starting points that are not apart. Without that, memory does not grow with the tree.
    several: bool,
}

impl Seen {
    pub(super) fn new(links: HardLinks, several: bool) -> Self {
        Self {
            met: HashSet::new(),
            named: HashSet::new(),
            links,
            several,
        }
    }

    /// Remembers a file that was named on the command line.
    pub(super) fn name(&mut self, path: &Path, found: &Metadata) -> io::Result<()> {
        self.named.insert(identify(path, found, self.links)?);
        Ok(())
    }

    /// Whether the walk must read the metadata of every file it finds.
    pub(super) fn asks(&self) -> bool {
        self.several || self.links == HardLinks::OneFile && cfg!(unix)
    }

    /// Whether this file is met for the first time; then, whether it was named.
    pub(super) fn meet(&mut self, path: &Path, found: &Metadata) -> io::Result<Option<bool>> {
        if !self.several && !has_hard_links(found) {
            return Ok(Some(false));
        }
        let identity = identify(path, found, self.links)?;
        let named = self.named.contains(&identity);
        Ok(self.met.insert(identity).then_some(named))
    }

    /// Whether this folder is met for the first time.
    pub(super) fn enter(&mut self, path: &Path) -> io::Result<bool> {
        if !self.several {
            return Ok(true);
        }
        let identity = identify(path, &fs::metadata(path)?, self.links)?;
        Ok(self.met.insert(identity))
    }
}
