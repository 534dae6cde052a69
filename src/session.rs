//! The door for programs: sources in memory, files and whole trees under settings that are made ready once.
//!
//! As the command line does, it leads to [`pipeline::settle`] and, for files, to the one that writes; it prints
//! nothing, and what failed is a value. A source in memory is judged by itself alone in a session that is
//! [isolated](Wanted::isolated): no file is read for it, so the same bytes give the same result on every machine.

mod errno;
pub mod found;
pub mod trees;
mod wanted;

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use thiserror::Error;

use crate::counted::count;
use crate::document::{DecodeError, Document};
use crate::lines::Location;
use crate::package::Packages;
use crate::pipeline::{self, Outcome, Unread};
use crate::settings::find::{Finder, Foreign, SettingsError};
use crate::settings::keys;
use crate::settings::run::RunSettings;
use crate::settings::scope::{Held, Scope};
use crate::settings::scopes::{Environments, Ground, Scopes};
use crate::shown::shown;
use crate::{batch, types};
use found::Found;
pub use wanted::Wanted;

/// Settings made ready, for any number of sources. Shared between threads.
#[derive(Debug)]
pub struct Session {
    /// The current folder, or the root where nothing is opened; absolute.
    base: PathBuf,
    scopes: Arc<Scopes>,
    run: RunSettings,
    isolated: bool,
    /// See [`Session::warnings`].
    warnings: Mutex<Vec<String>>,
}

/// A source as a program holds it.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// Text: what encoding it declares is of no account.
    Text(&'a str),
    /// A file's bytes.
    Bytes(&'a [u8]),
}

impl<'a> Source<'a> {
    /// Its bytes, those of text in UTF-8.
    pub fn bytes(self) -> &'a [u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    fn document(self) -> Result<Document<'a>, DecodeError> {
        match self {
            Self::Text(text) => Document::of_text(text),
            Self::Bytes(bytes) => Document::read(bytes),
        }
    }
}

/// What became of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// What was found, in source order.
    pub findings: Vec<Found>,
    /// The source after every fix that is sure enough, proved: of text, its UTF-8. `None` where it stays as it is.
    pub result: Option<Vec<u8>>,
    /// Fixes that failed their proof and were dropped, each in a line.
    pub faults: Vec<String>,
    /// Comparisons that were judged without types, for inference failed on them.
    pub uninferred: usize,
}

/// Why nothing became of a source.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Failure {
    /// It is no Python, or nests too deeply.
    #[error("{}:{}: {message}", at.row, at.column)]
    Parse {
        /// Where.
        at: Location,
        /// Why.
        message: String,
    },
    /// It is no text, or not in an encoding that isfix reads.
    #[error("{}:{}: {message}", at.row, at.column)]
    Decode {
        /// Where: the column in bytes.
        at: Location,
        /// Why.
        message: String,
    },
    /// Its file could not be read or written, in the system's words.
    #[error("{message}")]
    File {
        /// Why.
        message: String,
        /// The system's number for it, where it has one.
        errno: Option<i32>,
    },
    /// It is longer than the caller wants to see parsed.
    #[error("holds {length} bytes, more than the {most} that are parsed at most")]
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The most.
        most: usize,
    },
    /// Settings that a walk came upon cannot be used: what they hold for was left alone.
    #[error(transparent)]
    Settings(Arc<SettingsError>),
    /// A fault of isfix's.
    #[error("internal fault: {message}; the source was left alone")]
    Internal {
        /// What it says of itself.
        message: String,
    },
}

impl From<&DecodeError> for Failure {
    fn from(error: &DecodeError) -> Self {
        Self::Decode {
            at: Location {
                row: error.line(),
                column: error.column(),
            },
            message: error.to_string(),
        }
    }
}

/// Why there is no session.
#[derive(Debug, Error)]
pub enum Refused {
    /// Settings that cannot be used.
    #[error(transparent)]
    Settings(#[from] Arc<SettingsError>),
    /// There is no current folder.
    #[error("no current folder: {0}")]
    NoFolder(#[from] io::Error),
}

impl From<SettingsError> for Refused {
    fn from(error: SettingsError) -> Self {
        Self::Settings(Arc::new(error))
    }
}

impl Session {
    /// Makes settings ready.
    ///
    /// # Errors
    ///
    /// [`Refused`] where they cannot be used: nothing was done then.
    pub fn new(wanted: &Wanted) -> Result<Self, Refused> {
        let base = wanted.base()?;
        let finder = Finder::new(base.clone(), |_| false);
        let named = wanted.config.as_deref().map(|path| finder.named(path));
        let named = named.transpose()?;
        let line = wanted.layer(&base)?;
        let is_sought = named.is_none() && !wanted.isolated;
        let mut foreign = Vec::new();
        let here = match &named {
            None if is_sought => finder.at(&base, &mut foreign)?,
            named => named.clone(),
        };
        let layer = here.map_or_else(|| line.clone(), |file| line.over(&file.layer));
        let run = RunSettings::new(&layer);
        let ground = ground(&base, run.jobs, wanted.is_alone());
        let scopes = if is_sought {
            Scopes::closest(finder, line, ground)
        } else {
            Scopes::told(named, &line, &ground)?
        };
        let session = Self {
            base,
            scopes: Arc::new(scopes),
            run,
            isolated: wanted.isolated,
            warnings: Mutex::default(),
        };
        session.not_read(foreign);
        if !wanted.is_alone() {
            let (python, no_types) = (layer.path(&keys::PYTHON), layer.is_on(&keys::NO_TYPES));
            let missing = types::missing_environment(python.as_deref(), no_types);
            missing
                .into_iter()
                .for_each(|missing| session.warn(missing));
            session.without_types(no_types);
        }
        Ok(session)
    }

    /// What fails nothing and yet should be known, each in a line and given once: settings files that were not read
    /// for they belong to others, lines of ignore files that cannot be used, an environment that is none, and
    /// comparisons for which inference failed.
    pub fn warnings(&self) -> Vec<String> {
        std::mem::take(&mut *self.warnings.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn warn(&self, warning: String) {
        let warnings = self.warnings.lock();
        warnings
            .unwrap_or_else(PoisonError::into_inner)
            .push(warning);
    }

    fn not_read(&self, foreign: Vec<Foreign>) {
        foreign.iter().for_each(|it| self.warn(not_read(it)));
    }

    /// Says once in a process that types are wanted and cannot be inferred.
    fn without_types(&self, no_types: bool) {
        static TOLD: AtomicBool = AtomicBool::new(false);
        if !no_types && types::is_childless() && !TOLD.swap(true, Ordering::Relaxed) {
            self.warn(format!("types are {}", types::CHILDLESS));
        }
    }

    fn uninferred(&self, comparisons: usize) {
        if comparisons > 0 {
            let comparisons = count(comparisons, "comparison");
            self.warn(format!(
                "{comparisons} judged without types: inferring them failed"
            ));
        }
    }

    /// What becomes of a source in memory. A path says where it stands, or would: rules may be off there by
    /// `per-file-ignores`, and unless the session is isolated, what surrounds it is looked at, too.
    ///
    /// # Errors
    ///
    /// [`Failure`] where it cannot be read as Python, and where settings around the path cannot be used.
    pub fn settle(&self, source: Source<'_>, path: Option<&Path>) -> Result<Settled, Unsettled> {
        let held = self.held(path)?;
        let around = path.filter(|_| !self.isolated);
        let settled = batch::rescued(|| settle(source, &held, around))
            .unwrap_or_else(|message| Err(Failure::Internal { message }))
            .map_err(Unsettled::Failure)?;
        self.uninferred(settled.uninferred);
        Ok(settled)
    }

    /// As [`settle`](Self::settle), for a source that nobody named, as most are of which there are many: where
    /// the byte scan shows that there is nothing to find, `None`, and it need not be Python.
    ///
    /// # Errors
    ///
    /// As [`settle`](Self::settle), and where a source of more bytes than `most` would have to be parsed: its
    /// tree takes many times its text.
    pub fn sift(
        &self,
        source: Source<'_>,
        path: Option<&Path>,
        most: usize,
    ) -> Result<Option<Settled>, Unsettled> {
        let held = self.held(path)?;
        let length = source.bytes().len();
        if !held.scan.may_hold(source.bytes()) {
            return Ok(None);
        }
        if length > most {
            return Err(Unsettled::Failure(Failure::TooLong { length, most }));
        }
        self.settle(source, path).map(Some)
    }

    /// What holds for a source at a path.
    fn held(&self, path: Option<&Path>) -> Result<Arc<Held>, Arc<SettingsError>> {
        let mut foreign = Vec::new();
        let held = self.held_among(path, &mut foreign);
        self.not_read(foreign);
        held
    }

    fn held_among(
        &self,
        path: Option<&Path>,
        foreign: &mut Vec<Foreign>,
    ) -> Result<Arc<Held>, Arc<SettingsError>> {
        let whole = path.map_or_else(|| self.base.clone(), |path| self.base.join(path));
        let (folder, scope): (_, Arc<Scope>) = match path {
            None => (self.base.clone(), self.scopes.at(&self.base, foreign)?),
            Some(_) if self.scopes.is_one() => {
                let scope = self.scopes.at(&self.base, foreign)?;
                (whole.parent().unwrap_or(&whole).to_owned(), scope)
            }
            Some(_) => {
                let folder = whole.parent().unwrap_or(&whole);
                let (real, scope) = self.scopes.at_given(folder, foreign)?;
                (real.to_path_buf(), scope)
            }
        };
        Ok(match path.and_then(Path::file_name) {
            Some(name) if !scope.is_even() => scope.held_for(&folder.join(name)),
            _ => scope.held().clone(),
        })
    }
}

/// Why nothing came of a call.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unsettled {
    /// The source's fault, or isfix's.
    #[error(transparent)]
    Failure(Failure),
    /// The fault of settings around it.
    #[error(transparent)]
    Settings(#[from] Arc<SettingsError>),
}

/// What a session has beside settings. For sources that are judged by themselves alone nothing infers, and no
/// environment is looked for.
fn ground(base: &Path, jobs: NonZeroUsize, is_alone: bool) -> Ground {
    Ground {
        current: base.to_owned(),
        unused_noqa: false,
        witnesses: None,
        packages: Packages::default(),
        inference: if is_alone {
            Box::new(|_, _| Ok(None))
        } else {
            Box::new(move |python, no_types| types::inference(python, no_types, jobs))
        },
        environments: Environments::default(),
    }
}

/// What is said of a settings file that is another user's.
fn not_read(Foreign { path, owner }: &Foreign) -> String {
    format!(
        "{}: not read, for it belongs to another user ({owner}); `config` reads it, `isolated` does without",
        shown(path)
    )
}

/// The heart, and what it says as values that stand alone.
fn settle(source: Source<'_>, held: &Held, around: Option<&Path>) -> Result<Settled, Failure> {
    let document = source.document().map_err(|error| Failure::from(&error))?;
    let document = match around {
        Some(path) => document.at(path),
        None => document,
    };
    let outcome = pipeline::settle(&document, &held.settings)
        .map_err(|unread| unparsed(&unread, &document))?;
    Ok(told(&document, outcome))
}

fn told(document: &Document<'_>, outcome: Outcome) -> Settled {
    let fault = |fault: &pipeline::GroupFault| {
        let Location { row, column } = fault.location;
        format!("{row}:{column}: {fault}")
    };
    Settled {
        findings: Found::all(document, &outcome.findings),
        faults: outcome.faults.iter().map(fault).collect(),
        result: outcome.result,
        uninferred: outcome.uninferred,
    }
}

fn unparsed(unread: &Unread, document: &Document<'_>) -> Failure {
    let (offset, message) = match unread {
        Unread::Syntax(fault) => (fault.offset, fault.message.clone()),
        Unread::TooDeep(deep) => (deep.offset, deep.to_string()),
    };
    Failure::Parse {
        at: document.lines().location(offset),
        message,
    }
}
