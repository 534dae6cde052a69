//! `--patch-file`: what was applied, on its way to a patch that `--undo` and `git apply -R` take back.
//!
//! A worker makes a file's part before it writes the file, and the part goes on with what else came of the file
//! once that is done: so the patch tells of all that was written and of nothing more, be the run stopped or not.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diff::{Diff, is_patchable};
use crate::read::Stamp;
use crate::report::Failure;
use crate::root::name_path;
use crate::shown::shown;
use crate::undo::histories;
use crate::write::{Whole, WriteError};

/// How a worker records what it applies.
#[derive(Debug, Clone, Default)]
pub(super) struct Recording {
    /// Whether the patch file failed: then nothing more is applied, for nothing would tell of it.
    is_lost: Arc<AtomicBool>,
}

impl Recording {
    /// The part of a file that is about to be written.
    pub fn part(&self, name: &[u8], diff: &Diff<'_>, stamp: &Stamp) -> Result<Vec<u8>, Failure> {
        if self.is_lost.load(Ordering::Relaxed) {
            return Err(Failure::io(
                "not written, for the patch file cannot record it",
            ));
        }
        if !is_patchable(name) {
            return Err(Failure::io(
                "not written, for no patch can name a file of git's own",
            ));
        }
        let mut part = Vec::new();
        diff.write_record(name, stamp.is_executable(), &mut part);
        Ok(part)
    }
}

thread_local! {
    /// The part of the file that this worker has written and not told of yet.
    static WRITTEN: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Keeps the part of a file that was written, empty where nothing records, until it is told of: whatever
/// happens to the worker in between.
pub(super) fn keep(part: Vec<u8>) {
    WRITTEN.set(Some(part));
}

/// The part of the file that this worker has just written, if it has.
pub(super) fn take() -> Option<Vec<u8>> {
    WRITTEN.take()
}

/// The patch file of a run.
pub(super) struct Record {
    path: PathBuf,
    recording: Recording,
    /// `None` once it failed or is in its place.
    file: Option<Whole>,
}

impl Record {
    /// Begins the file, unless it holds something: that may be all that is known of another run.
    pub fn begin(path: &Path) -> Result<Self, String> {
        let found = fs::metadata(path);
        if found.is_ok_and(|found| found.is_file() && found.len() > 0) {
            return Err(format!(
                "--patch-file {}: there is such a file, and it is not empty: it may be the record of another run; name a new one",
                shown(path)
            ));
        }
        let file = Whole::begin(path).map_err(|error| error.to_string())?;
        Ok(Self {
            path: path.to_owned(),
            recording: Recording::default(),
            file: Some(file),
        })
    }

    /// How workers record.
    pub fn recording(&self) -> Recording {
        self.recording.clone()
    }

    /// Appends a part, which may be empty; an error is what to say of it, a line each. What was appended before
    /// stays.
    pub fn push(&mut self, part: &[u8]) -> Result<(), Vec<String>> {
        if part.is_empty() {
            return Ok(());
        }
        let mut told = Vec::new();
        if let Some(file) = &mut self.file {
            let pushed = file.push(part).and_then(|()| file.pass_on());
            let Err(error) = pushed else { return Ok(()) };
            self.recording.is_lost.store(true, Ordering::Relaxed);
            told.push(error.to_string());
            let salvaged = self.file.take().map_or(Ok(()), Whole::salvage);
            told.extend(salvaged.err().map(|error| error.to_string()));
        }
        let names = histories(part).unwrap_or_default();
        let lines = names.iter().map(|file| {
            let file = name_path(file.name());
            format!(
                "{}: does not tell what was changed in `{}`",
                shown(&self.path),
                shown(&file)
            )
        });
        told.extend(lines);
        Err(told)
    }

    /// Whether it does not tell of all that was applied.
    pub fn is_lost(&self) -> bool {
        self.recording.is_lost.load(Ordering::Relaxed)
    }

    /// Puts the file in its place.
    pub fn finish(&mut self) -> Result<(), WriteError> {
        self.file.take().map_or(Ok(()), Whole::finish)
    }
}

impl Drop for Record {
    /// A run that comes to grief still leaves its record.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.finish();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use crate::cli::job::{Job, Known};
    use crate::cli::reports::Reports;
    use crate::files::WalkError;
    use crate::settings::layer::Layer;
    use crate::settings::run::RunSettings;

    /// A worker that panics once its file is written, as it tells of it, does not take the record along.
    #[test]
    fn what_was_written_is_recorded_whatever_comes_after() {
        let args = Args::read(["isfix", "--write"].map(Into::into).to_vec()).unwrap();
        let run = RunSettings::new(&Layer::default());
        let job = Job::new(&args, &run, &Reports::default(), Known::default());
        let item = Err(WalkError::Missing {
            path: "x.py".into(),
        });
        keep(b"its part".to_vec());
        let done = job.rescue(&item, "on purpose");
        assert_eq!(
            (&done.record[..], done.tally.changed),
            (&b"its part"[..], 1)
        );
        assert!(done.complaints[0].contains("the file was changed before"));
        let done = job.rescue(&item, "on purpose");
        assert_eq!((&done.record[..], done.tally.changed), (&b""[..], 0));
        assert!(done.complaints[0].contains("the file was left alone"));
    }
}
