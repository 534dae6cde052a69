//! Writing where the system is not Unix: the same order of steps with what the standard library
//! has. Attributes beyond the read-only mark, hard links and locks are not looked at.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{WriteErrorKind, WriteOptions, name};
use crate::read::Stamp;
use crate::signals;

/// Older temporary files are taken for leftovers: without locks age is all there is to go by.
const SURELY_LEFT: Duration = Duration::from_secs(24 * 60 * 60);

pub fn replace(
    path: &Path,
    stamp: &Stamp,
    bytes: &[u8],
    _options: &WriteOptions,
) -> Result<(), WriteErrorKind> {
    go_on()?;
    let real = path.canonicalize().map_err(failed("find the file"))?;
    confirm(&real, stamp)?;
    let temp = Temp::fill(&real, bytes)?;
    go_on()?;
    confirm(&real, stamp)?;
    temp.rename_to(&real)
}

pub fn check(path: &Path, stamp: &Stamp, _options: &WriteOptions) -> Result<(), WriteErrorKind> {
    let real = path.canonicalize().map_err(failed("find the file"))?;
    confirm(&real, stamp)
}

/// A report on its way: gathered, and written at its end.
pub struct Whole {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Whole {
    pub fn begin(path: &Path) -> Result<Self, WriteErrorKind> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(WriteErrorKind::IsFolder),
            Ok(found) if found.permissions().readonly() => return Err(WriteErrorKind::ReadOnly),
            // What can be created here now can be later, as far as anyone can tell.
            Ok(found) if found.is_file() => drop(Temp::fill(&real(path), b"")?),
            Ok(_) => {}
            Err(_) => drop(Temp::fill(&real(path), b"")?),
        }
        Ok(Self {
            path: path.to_owned(),
            bytes: Vec::new(),
        })
    }

    pub fn push(&mut self, bytes: &[u8]) -> Result<(), WriteErrorKind> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    pub fn salvage(mut self, len: u64) -> Result<(), WriteErrorKind> {
        self.bytes
            .truncate(usize::try_from(len).unwrap_or(usize::MAX));
        self.finish()
    }

    pub fn finish(self) -> Result<(), WriteErrorKind> {
        let Self { path, bytes } = self;
        if fs::metadata(&path).is_ok_and(|found| !found.is_file()) {
            let opened = OpenOptions::new().append(true).open(&path);
            let written = opened.and_then(|mut to| to.write_all(&bytes));
            return written.map_err(failed("write into it"));
        }
        let real = real(&path);
        Temp::fill(&real, &bytes)?.rename_to(&real)
    }
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

pub fn sweep(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .filter(|entry| name::is_temp_name(&entry.file_name()))
        .filter(|entry| entry.metadata().is_ok_and(|found| is_old(&found)))
        .filter(|entry| fs::remove_file(entry.path()).is_ok())
        .count()
}

pub fn abandon() {}

/// A temporary file that is removed when dropped, unless it was renamed.
struct Temp(PathBuf);

impl Temp {
    /// Creates it beside `real` and brings `bytes` to the disk.
    fn fill(real: &Path, bytes: &[u8]) -> Result<Self, WriteErrorKind> {
        let path = real.with_file_name(name::fresh());
        let create = || File::create_new(&path);
        let mut file = create().map_err(failed("create a temporary file beside it"))?;
        let temp = Self(path.clone());
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        written.map_err(failed("write a temporary file beside it"))?;
        Ok(temp)
    }

    fn rename_to(self, real: &Path) -> Result<(), WriteErrorKind> {
        fs::rename(&self.0, real).map_err(failed("put the new file in its place"))
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn confirm(real: &Path, stamp: &Stamp) -> Result<(), WriteErrorKind> {
    let look = failed("look at the file as it is now");
    let found = fs::metadata(real).map_err(look)?;
    let now = Stamp::from_metadata(&found).map_err(failed("look at the file as it is now"))?;
    match () {
        () if !found.is_file() || !stamp.same_state(&now) => Err(WriteErrorKind::Changed),
        () if found.permissions().readonly() => Err(WriteErrorKind::ReadOnly),
        () => Ok(()),
    }
}

fn is_old(found: &fs::Metadata) -> bool {
    let age = found.modified().ok().and_then(|time| time.elapsed().ok());
    found.is_file() && age.is_some_and(|age| age > SURELY_LEFT)
}

fn go_on() -> Result<(), WriteErrorKind> {
    match signals::interrupted() {
        Some(signal) => Err(WriteErrorKind::Interrupted(signal)),
        None => Ok(()),
    }
}

fn failed(step: &'static str) -> impl Fn(io::Error) -> WriteErrorKind {
    move |source| match source.kind() {
        ErrorKind::NotFound => WriteErrorKind::Vanished,
        ErrorKind::StorageFull => WriteErrorKind::DiskFull,
        ErrorKind::QuotaExceeded => WriteErrorKind::QuotaExceeded,
        ErrorKind::ReadOnlyFilesystem => WriteErrorKind::ReadOnlyFileSystem,
        ErrorKind::PermissionDenied => WriteErrorKind::ReadOnlyFolder,
        _ => WriteErrorKind::Io { step, source },
    }
}
