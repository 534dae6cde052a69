//! What a file keeps when its bytes are replaced: owner, extended attributes (access control lists
//! and capabilities are such), mode. Times are not kept.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;

use rustix::fs::{Gid, Mode, Stat, Uid};
use rustix::io::Errno;
use xattr::FileExt;

use super::cause::Step;
use crate::write::WriteErrorKind;

/// Attributes that the system itself makes: hashes and signatures of the very bytes that change,
/// and a mark of who created the file.
const MADE_BY_THE_SYSTEM: [&str; 3] = ["security.evm", "security.ima", "com.apple.provenance"];

/// Gives `to` all that `from` has beside its bytes.
///
/// The order matters: a change of owner takes away capabilities, setuid and setgid bits, and
/// setting an access control list may take away setgid, so the mode comes last.
pub fn all(from: &File, to: &File) -> Result<(), WriteErrorKind> {
    let wanted = stat(from)?;
    keep_owner(&wanted, to)?;
    keep_attributes(from, to)?;
    keep_mode(&wanted, to)
}

fn keep_owner(wanted: &Stat, to: &File) -> Result<(), WriteErrorKind> {
    let found = stat(to)?;
    if found.st_uid != wanted.st_uid {
        let owner = Some(Uid::from_raw(wanted.st_uid));
        rustix::fs::fchown(to, owner, None).map_err(|error| lost("owner", error))?;
    }
    if found.st_gid != wanted.st_gid {
        let group = Some(Gid::from_raw(wanted.st_gid));
        rustix::fs::fchown(to, None, group).map_err(|error| lost("group", error))?;
    }
    Ok(())
}

fn keep_mode(wanted: &Stat, to: &File) -> Result<(), WriteErrorKind> {
    let mode = Mode::from_raw_mode(wanted.st_mode);
    if Mode::from_raw_mode(stat(to)?.st_mode) == mode {
        return Ok(());
    }
    rustix::fs::fchmod(to, mode).map_err(|error| lost("mode", error))?;
    // The system may drop setgid without a word where we are not in the group.
    if Mode::from_raw_mode(stat(to)?.st_mode) == mode {
        Ok(())
    } else {
        Err(lost("mode", Errno::PERM))
    }
}

fn keep_attributes(from: &File, to: &File) -> Result<(), WriteErrorKind> {
    let wanted = attributes(from)?;
    let inherited = attributes(to)?;
    for name in inherited.difference(&wanted) {
        // Such as an access list that the folder hands to its new files. Labels stay: a security
        // module sets them by its own rules and lets nobody take them off.
        if !name.as_encoded_bytes().starts_with(b"security.") {
            to.remove_xattr(name)
                .map_err(|error| lost_attribute(name, error))?;
        }
    }
    wanted.iter().try_for_each(|name| {
        keep_attribute(name, from, to).map_err(|error| lost_attribute(name, error))
    })
}

fn keep_attribute(name: &OsStr, from: &File, to: &File) -> io::Result<()> {
    let Some(wanted) = from.get_xattr(name)? else {
        return Ok(());
    };
    // What is there already need not be set, which often only the system may.
    if to
        .get_xattr(name)
        .is_ok_and(|found| found.as_ref() == Some(&wanted))
    {
        return Ok(());
    }
    to.set_xattr(name, &wanted)
}

/// The names of a file's extended attributes; none where the file system has no such thing.
fn attributes(file: &File) -> Result<BTreeSet<OsString>, WriteErrorKind> {
    let is_kept = |name: &OsString| !MADE_BY_THE_SYSTEM.iter().any(|made| name == made);
    match file.list_xattr() {
        Ok(names) => Ok(names.filter(is_kept).collect()),
        Err(error) => match Errno::from_io_error(&error) {
            Some(Errno::NOTSUP | Errno::NOSYS) => Ok(BTreeSet::new()),
            _ => Err(lost("extended attributes", error)),
        },
    }
}

fn stat(file: &File) -> Result<Stat, WriteErrorKind> {
    rustix::fs::fstat(file).map_err(|error| Step::Look.failed(error))
}

fn lost_attribute(name: &OsStr, error: io::Error) -> WriteErrorKind {
    lost(
        &format!("extended attribute {}", crate::shown::shown(name.as_ref())),
        error,
    )
}

/// A property that cannot be kept, unless the disk is what fails.
fn lost(what: &str, error: impl Into<io::Error>) -> WriteErrorKind {
    match Step::Write.failed(error) {
        WriteErrorKind::Io { source, .. } => WriteErrorKind::NotKept {
            what: what.to_owned(),
            source,
        },
        disk => disk,
    }
}
