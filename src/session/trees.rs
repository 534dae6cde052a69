//! Files and trees: as the command finds, reads and writes them.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Failure, Session, Settled, Unsettled, errno, not_read, told, unparsed};
use crate::batch::{self, Piece};
use crate::document::Document;
use crate::files::{self, FileSelection, HardLinks, Source, WalkError};
use crate::pipeline;
use crate::read::{self, ReadErrorKind};
use crate::settings::scope::Held;
use crate::write::{self, Sweeper, WriteErrorKind, WriteOptions};

/// What became of one file of a tree.
#[derive(Debug)]
pub struct FileDone {
    /// As the user sees it.
    pub path: PathBuf,
    /// What was found and made of it; `None` where the byte scan showed that there is nothing to find.
    pub settled: Option<Result<Settled, Failure>>,
    /// What was read, where the file was asked for alone; else nothing, for a tree is large.
    pub bytes: Vec<u8>,
    /// Whether the file has new bytes.
    pub written: bool,
    /// Why its new bytes were not written.
    pub unwritten: Option<Failure>,
}

impl Piece for FileDone {
    /// Of what is looked at closer, never nothing: its findings take memory, and somebody waits for it.
    fn weight(&self) -> usize {
        match &self.settled {
            None => 0,
            Some(Ok(settled)) => size_of::<Self>() + settled.size(),
            Some(Err(_)) => size_of::<Self>(),
        }
    }
}

impl FileDone {
    fn dismissed(path: &Path, bytes: Vec<u8>) -> Self {
        Self {
            path: path.to_owned(),
            settled: None,
            bytes,
            written: false,
            unwritten: None,
        }
    }

    fn uninferred(&self) -> usize {
        let settled = self.settled.as_ref().and_then(|it| it.as_ref().ok());
        settled.map_or(0, |settled| settled.uninferred)
    }

    fn failed(path: &Path, failure: Failure) -> Self {
        Self {
            path: path.to_owned(),
            settled: Some(Err(failure)),
            bytes: Vec::new(),
            written: false,
            unwritten: None,
        }
    }
}

impl From<&ReadErrorKind> for Failure {
    fn from(kind: &ReadErrorKind) -> Self {
        Self::File {
            message: kind.to_string(),
            errno: errno::of_read(kind),
        }
    }
}

impl From<&WriteErrorKind> for Failure {
    fn from(kind: &WriteErrorKind) -> Self {
        Self::File {
            message: kind.to_string(),
            errno: errno::of_write(kind),
        }
    }
}

impl From<&WalkError> for Failure {
    fn from(error: &WalkError) -> Self {
        if let WalkError::Settings(error) = error {
            return Self::Settings(error.clone());
        }
        Self::File {
            message: error.reason(),
            errno: errno::of_walk(error),
        }
    }
}

/// What comes of one item of a walk.
enum Step {
    File(FileDone),
    /// What fails nothing, in a line.
    Warning(String),
}

impl Piece for Step {
    fn weight(&self) -> usize {
        match self {
            Self::File(done) => done.weight(),
            Self::Warning(warning) => warning.len(),
        }
    }
}

impl Session {
    /// How many workers it has for what is many.
    pub fn jobs(&self) -> std::num::NonZeroUsize {
        self.run.jobs
    }

    /// What becomes of one file, named: it is read as Python whatever its suffix.
    ///
    /// # Errors
    ///
    /// Where settings around it cannot be used.
    pub fn file(&self, path: &Path, writes: bool) -> Result<FileDone, Unsettled> {
        let held = self.held(Some(path))?;
        let done = self.guarded(path, &held, true, writes);
        self.uninferred(done.uninferred());
        Ok(done)
    }

    /// What becomes of each Python file of some trees, by the workers of the session, given to `take` in the
    /// order of all output. As soon as `take` gives `false`, no more files are begun.
    ///
    /// # Errors
    ///
    /// Where settings that hold where a walk starts cannot be used; what can only be met on the way is a
    /// failure of its file.
    pub fn trees(
        &self,
        paths: Vec<PathBuf>,
        writes: bool,
        mut take: impl FnMut(FileDone) -> bool,
    ) -> Result<(), Unsettled> {
        let mut selection = FileSelection::under(self.base.clone(), self.scopes.clone());
        selection.paths = paths;
        selection.force_exclude = self.run.force_exclude;
        selection.respect_gitignore = self.run.respect_gitignore;
        selection.hard_links = if self.run.break_hard_links {
            HardLinks::EachName
        } else {
            HardLinks::OneFile
        };
        let mut foreign = Vec::new();
        let starts = files::check_starts(&selection, &mut foreign);
        self.not_read(foreign);
        starts?;
        if selection.paths.is_empty() {
            return Ok(());
        }
        let enough = AtomicBool::new(false);
        let mut sweeper = Sweeper::default();
        let items = files::walk(&selection)
            .take_while(|_| !enough.load(Ordering::Relaxed))
            .inspect(move |item| {
                let unswept = item
                    .as_ref()
                    .ok()
                    .filter(|it| writes && !it.in_swept_folder);
                unswept
                    .into_iter()
                    .for_each(|it| sweeper.sweep_beside(&it.path));
            });
        let mut uninferred = 0;
        batch::run(
            items,
            self.run.jobs,
            |item| {
                // Workers have taken items ahead; what becomes of these is not given to anybody any more.
                if enough.load(Ordering::Relaxed) {
                    let path = item.as_ref().map_or_else(WalkError::path, |it| &it.path);
                    return Step::File(FileDone::dismissed(path, Vec::new()));
                }
                self.process(item, writes)
            },
            |item, message| {
                let path = item.as_ref().map_or_else(WalkError::path, |it| &it.path);
                let message = message.to_owned();
                Step::File(FileDone::failed(path, Failure::Internal { message }))
            },
            |step| match step {
                _ if enough.load(Ordering::Relaxed) => {}
                Step::Warning(warning) => self.warn(warning),
                Step::File(done) => {
                    uninferred += done.uninferred();
                    enough.store(!take(done), Ordering::Relaxed);
                }
            },
        );
        self.uninferred(uninferred);
        Ok(())
    }

    fn process(&self, item: &Result<Source, WalkError>, writes: bool) -> Step {
        match item {
            Ok(source) => Step::File(FileDone {
                bytes: Vec::new(),
                ..self.one(&source.path, &source.held(), source.named, writes)
            }),
            Err(WalkError::Foreign(foreign)) => Step::Warning(not_read(foreign)),
            Err(error) if error.is_warning() => Step::Warning(error.to_string()),
            Err(error) => Step::File(FileDone::failed(error.path(), error.into())),
        }
    }

    fn guarded(&self, path: &Path, held: &Held, named: bool, writes: bool) -> FileDone {
        let done = batch::rescued(|| self.one(path, held, named, writes));
        done.unwrap_or_else(|message| FileDone::failed(path, Failure::Internal { message }))
    }

    /// Reads, settles and writes one file.
    fn one(&self, path: &Path, held: &Held, named: bool, writes: bool) -> FileDone {
        let (bytes, stamp) = match read::read(path) {
            Ok(read) => read,
            Err(error) => return FileDone::failed(path, error.kind().into()),
        };
        if !named && !held.scan.may_hold(&bytes) {
            return FileDone::dismissed(path, bytes);
        }
        let document = match Document::read(&bytes) {
            Ok(document) => document.at(path),
            Err(error) => return FileDone::failed(path, (&error).into()),
        };
        let outcome = match pipeline::settle(&document, &held.settings) {
            Ok(outcome) => outcome,
            Err(unread) => return FileDone::failed(path, unparsed(&unread, &document)),
        };
        let mut settled = told(&document, outcome);
        let mut unwritten = None;
        let result = settled.result.as_deref().filter(|_| writes);
        if let Some(result) = result {
            let options = WriteOptions {
                break_hard_links: self.run.break_hard_links,
            };
            let replaced = write::replace(path, &stamp, result, &options);
            unwritten = replaced.err().map(|error| error.kind().into());
        }
        let written = result.is_some() && unwritten.is_none();
        if unwritten.is_some() {
            settled
                .findings
                .iter_mut()
                .for_each(|it| it.applied = false);
        }
        FileDone {
            path: path.to_owned(),
            settled: Some(Ok(settled)),
            bytes,
            written,
            unwritten,
        }
    }
}
