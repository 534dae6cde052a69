//! Reports and patches: files written without having been read, a piece at a time.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::cause::Step;
use super::place::{self, Place, Stream};
use super::temp::Temp;
use super::{complete, create, go_on, put_in_place};
use crate::write::WriteErrorKind;

/// A file on its way.
pub enum Whole {
    /// It waits beside its place.
    Beside {
        place: Place,
        /// What bears the name now.
        original: Option<File>,
        temp: Temp,
    },
    /// It cannot be replaced, and is written into.
    Into(To),
}

/// What is written into.
pub enum To {
    Output,
    Error,
    File(File),
    /// Its reader has left.
    Nobody,
}

impl Whole {
    pub fn begin(path: &Path) -> Result<Self, WriteErrorKind> {
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(WriteErrorKind::IsFolder),
            Ok(found) if !found.is_file() || place::stream(path).is_some() => {
                return To::open(path).map(Self::Into);
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Step::FindFolder.failed(error)),
        }
        let place = Place::find(path)?;
        let original = match place.open_original() {
            Ok(original) => Some(original),
            Err(WriteErrorKind::Vanished) => None,
            Err(other) => return Err(other),
        };
        let temp = create(&place, original.as_ref())?;
        Ok(Self::Beside {
            place,
            original,
            temp,
        })
    }

    pub fn push(&mut self, bytes: &[u8]) -> Result<(), WriteErrorKind> {
        match self {
            Self::Beside { temp, .. } => temp
                .file()
                .write_all(bytes)
                .map_err(|error| Step::Write.failed(error)),
            Self::Into(to) => to.push(bytes),
        }
    }

    /// As [`finish`](Self::finish), with the first `len` bytes alone.
    pub fn salvage(self, len: u64) -> Result<(), WriteErrorKind> {
        if let Self::Beside { temp, .. } = &self {
            let cut = temp.file().set_len(len);
            cut.map_err(|error| Step::Write.failed(error))?;
        }
        self.finish()
    }

    pub fn finish(self) -> Result<(), WriteErrorKind> {
        let Self::Beside {
            place,
            original,
            temp,
        } = self
        else {
            return Ok(());
        };
        complete(&temp, original.as_ref())?;
        put_in_place(&place, temp)
    }
}

impl To {
    fn open(path: &Path) -> Result<Self, WriteErrorKind> {
        match place::stream(path) {
            // Opened anew they would have a place of their own in the file, and overwrite each other.
            Some(Stream::Output) => Ok(Self::Output),
            Some(Stream::Error) => Ok(Self::Error),
            _ => {
                if !is_fifo(path) {
                    let opened = OpenOptions::new().append(true).open(path);
                    let failed = |error| Step::WriteInto.failed(error);
                    return opened.map(Self::File).map_err(failed);
                }
                open_fifo(path).map(Self::File)
            }
        }
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), WriteErrorKind> {
        let written = match self {
            Self::Output => write_all(io::stdout().lock(), bytes),
            Self::Error => write_all(io::stderr().lock(), bytes),
            Self::File(file) => file.write_all(bytes),
            Self::Nobody => Ok(()),
        };
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                *self = Self::Nobody;
                Ok(())
            }
            written => written.map_err(|error| Step::WriteInto.failed(error)),
        }
    }
}

/// Whether a named pipe bears that name.
fn is_fifo(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    std::fs::metadata(path).is_ok_and(|found| found.file_type().is_fifo())
}

/// How long to wait until it is asked again whether a FIFO has a reader.
const MOMENT: Duration = Duration::from_millis(10);

/// Opens a FIFO once somebody reads it. The system would wait in our place, but not end with a signal.
fn open_fifo(path: &Path) -> Result<File, WriteErrorKind> {
    let flags = OFlags::WRONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = loop {
        match rustix::fs::open(path, flags, Mode::empty()) {
            Err(Errno::NXIO) => {
                go_on()?;
                std::thread::sleep(MOMENT);
            }
            Err(Errno::INTR) => {}
            opened => break opened.map_err(|error| Step::WriteInto.failed(error))?,
        }
    };
    // From here on a slow reader is waited for.
    rustix::fs::fcntl_setfl(&file, OFlags::empty())
        .map_err(|error| Step::WriteInto.failed(error))?;
    Ok(File::from(file))
}

fn write_all(mut to: impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(bytes)?;
    to.flush()
}
