//! Writing on Unix: the order of the steps for files that were read; that for reports is in `whole`. What
//! each step does stands in the files beside: where (`place`), the temporary file (`temp`), what is kept
//! of the old file (`keep`), what a killed run left (`sweep`), why something failed (`cause`).

mod cause;
mod keep;
mod place;
mod sweep;
mod temp;
mod whole;

use std::fs::File;
use std::io::Write;
use std::path::Path;

use rustix::fs::Mode;

use super::{WriteErrorKind, WriteOptions};
use crate::read::Stamp;
use crate::signals;
use cause::Step;
use place::Place;
pub(super) use sweep::sweep;
use temp::Temp;
pub(super) use temp::abandon;
pub(super) use whole::Whole;

/// For a file that takes over another's mode later: until then nobody else may look into it.
const PRIVATE: Mode = Mode::RUSR.union(Mode::WUSR);

/// For a new report, as any program's new file; the umask takes its share.
const NEW: Mode = PRIVATE
    .union(Mode::RGRP)
    .union(Mode::WGRP)
    .union(Mode::ROTH)
    .union(Mode::WOTH);

pub fn replace(
    path: &Path,
    stamp: &Stamp,
    bytes: &[u8],
    options: &WriteOptions,
) -> Result<(), WriteErrorKind> {
    go_on()?;
    let place = Place::find(path)?;
    place.check(stamp, options)?;
    let original = place.open_original()?;
    let temp = fill(&place, bytes, Some(&original))?;
    go_on()?;
    place.check(stamp, options)?;
    put_in_place(&place, temp)
}

pub fn check(path: &Path, stamp: &Stamp, options: &WriteOptions) -> Result<(), WriteErrorKind> {
    let place = Place::find(path)?;
    place.check(stamp, options)?;
    place.open_original()?;
    place.check_folder()
}

/// A temporary file with all that the file at `place` shall have, on disk.
fn fill(place: &Place, bytes: &[u8], original: Option<&File>) -> Result<Temp, WriteErrorKind> {
    let temp = create(place, original)?;
    temp.file()
        .write_all(bytes)
        .map_err(|error| Step::Write.failed(error))?;
    complete(&temp, original)?;
    Ok(temp)
}

/// An empty temporary file beside `place`, that nobody may look into who may not see the old one.
fn create(place: &Place, original: Option<&File>) -> Result<Temp, WriteErrorKind> {
    let mode = if original.is_some() { PRIVATE } else { NEW };
    Temp::create(&place.folder, mode)
}

/// Gives a temporary file that is written what is kept of the old one, and brings it to the disk.
fn complete(temp: &Temp, original: Option<&File>) -> Result<(), WriteErrorKind> {
    if let Some(original) = original {
        keep::all(original, temp.file())?;
    }
    temp.file()
        .sync_all()
        .map_err(|error| Step::Flush.failed(error))
}

fn put_in_place(place: &Place, temp: Temp) -> Result<(), WriteErrorKind> {
    temp.rename_to(&place.name)?;
    place.flush()
}

/// An error once a signal asked the run to stop.
fn go_on() -> Result<(), WriteErrorKind> {
    match signals::interrupted() {
        Some(signal) => Err(WriteErrorKind::Interrupted(signal)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    const OPTIONS: WriteOptions = WriteOptions {
        break_hard_links: false,
    };

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    /// The last look sees a change that came after the first.
    #[test]
    fn changed_while_the_new_file_was_made() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("file.py");
        fs::write(&path, "old").unwrap();
        let (_, stamp) = crate::read::read(&path).unwrap();
        let place = Place::find(&path).unwrap();
        place.check(&stamp, &OPTIONS).unwrap();
        let original = place.open_original().unwrap();
        let temp = fill(&place, b"new", Some(&original)).unwrap();
        assert_eq!(names(folder.path()), 2);
        place.check(&stamp, &OPTIONS).unwrap();
        fs::write(&path, "newer").unwrap();
        assert!(matches!(
            place.check(&stamp, &OPTIONS),
            Err(WriteErrorKind::Changed)
        ));
        drop(temp);
        assert_eq!(names(folder.path()), 1);
    }

    #[test]
    fn a_folder_renamed_meanwhile_is_still_the_folder() {
        let folder = tempfile::TempDir::new().unwrap();
        let [before, after] = ["before", "after"].map(|name| folder.path().join(name));
        fs::create_dir(&before).unwrap();
        let place = Place::find(&before.join("file.py")).unwrap();
        let temp = fill(&place, b"new", None).unwrap();
        fs::rename(&before, &after).unwrap();
        fs::create_dir(&before).unwrap();
        put_in_place(&place, temp).unwrap();
        assert_eq!(fs::read(after.join("file.py")).unwrap(), b"new");
        assert_eq!((names(&before), names(&after)), (0, 1));
    }

    #[test]
    fn nothing_is_left_by_a_panic() {
        let folder = tempfile::TempDir::new().unwrap();
        let place = Place::find(&folder.path().join("file.py")).unwrap();
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _temp = fill(&place, b"new", None).unwrap();
            assert_eq!(names(folder.path()), 1);
            panic!("on purpose");
        }));
        assert!(panicked.is_err());
        assert_eq!(names(folder.path()), 0);
    }

    #[test]
    fn until_its_end_the_new_file_is_locked_and_private() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::TempDir::new().unwrap();
        let place = Place::find(&folder.path().join("file.py")).unwrap();
        let temp = Temp::create(&place.folder, PRIVATE).unwrap();
        assert_eq!(temp.file().metadata().unwrap().mode() & 0o7777, 0o600);
        assert_eq!(sweep(folder.path()), 0);
        drop(temp);
        assert_eq!(names(folder.path()), 0);
    }
}
