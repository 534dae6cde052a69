//! The door for programs: sources in memory, files and whole trees under settings that are made ready once.
//!
//! As the command line does, it leads to [`pipeline::settle`] and, for files, to the one that writes; it prints
//! nothing, and what failed is a value. A source in memory is judged by itself alone in a session that is
//! [isolated](Wanted::isolated): no file is read for it, so the same bytes give the same result on every machine.

pub mod found;
pub mod trees;

use std::env;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::document::{DecodeError, Document};
use crate::lines::Location;
use crate::package::Packages;
use crate::pipeline::{self, Outcome, Unread};
use crate::settings::TrueFalseStyle;
use crate::settings::find::{Finder, SettingsError};
use crate::settings::keys;
use crate::settings::layer::{Layer, Origin};
use crate::settings::line::Line;
use crate::settings::run::RunSettings;
use crate::settings::scope::{Held, Scope};
use crate::settings::scopes::{Environments, Ground, Scopes};
use crate::settings::value::Value;
use crate::{batch, types};
use found::Found;

/// What a program asks for; the names are those of the options.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Rules in place of the default ones.
    pub select: Option<Vec<String>>,
    /// Rules beside the others.
    pub extend_select: Option<Vec<String>>,
    /// Rules not to run.
    pub ignore: Option<Vec<String>>,
    /// Whether fixes that may change what the code does are applied, too.
    pub unsafe_fixes: bool,
    /// What comparisons with `True` and `False` become.
    pub true_false_style: Option<TrueFalseStyle>,
    /// Whether suppression comments are ignored.
    pub ignore_noqa: bool,
    /// Names whose `==` is plain.
    pub plain: Option<Vec<String>>,
    /// Names whose `==` is overloaded.
    pub overloaded: Option<Vec<String>>,
    /// Globs of what a walk passes over, in place of the default ones.
    pub exclude: Option<Vec<String>>,
    /// Globs of what a walk passes over, beside the others.
    pub extend_exclude: Option<Vec<String>>,
    /// Whether excludes hold for named paths, too.
    pub force_exclude: bool,
    /// Whether ignore files are not read.
    pub no_respect_gitignore: bool,
    /// Whether a file with several hard links is replaced under the name given.
    pub break_hard_links: bool,
    /// How many workers to have; `None` for what settings say, or else one for each processor.
    pub jobs: Option<NonZeroUsize>,
    /// The Python environment whose packages are looked into.
    pub python: Option<PathBuf>,
    /// Whether no types are inferred.
    pub no_types: bool,
    /// The settings file that holds in place of those that are found.
    pub config: Option<PathBuf>,
    /// Whether no settings file is sought, and a source in memory is judged by itself alone.
    pub isolated: bool,
}

impl Wanted {
    fn layer(&self, base: &Path) -> Result<Layer, SettingsError> {
        let mut line = Line::new(base, Origin::Argument);
        for (key, texts) in [
            (&keys::SELECT, &self.select),
            (&keys::EXTEND_SELECT, &self.extend_select),
            (&keys::IGNORE, &self.ignore),
            (&keys::PLAIN, &self.plain),
            (&keys::OVERLOADED, &self.overloaded),
            (&keys::EXCLUDE, &self.exclude),
            (&keys::EXTEND_EXCLUDE, &self.extend_exclude),
        ] {
            let said = line.texts(key, texts.as_deref());
            let argument = key.name.replace('-', "_");
            said.map_err(|reason| SettingsError::whole(Path::new(&argument), reason))?;
        }
        for (key, is_on) in [
            (&keys::UNSAFE_FIXES, self.unsafe_fixes),
            (&keys::IGNORE_NOQA, self.ignore_noqa),
            (&keys::NO_TYPES, self.no_types),
            (&keys::FORCE_EXCLUDE, self.force_exclude),
            (&keys::NO_RESPECT_GITIGNORE, self.no_respect_gitignore),
            (&keys::BREAK_HARD_LINKS, self.break_hard_links),
        ] {
            line.on(key, is_on);
        }
        line.word(&keys::TRUE_FALSE_STYLE, self.true_false_style);
        line.say(&keys::PYTHON, self.python.clone().map(Value::Path));
        line.say(&keys::JOBS, self.jobs.map(Value::Count));
        Ok(line.finish())
    }
}

/// Settings made ready, for any number of sources. Shared between threads.
#[derive(Debug)]
pub struct Session {
    /// The current folder; absolute.
    base: PathBuf,
    scopes: Arc<Scopes>,
    run: RunSettings,
    isolated: bool,
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
        /// Whether there is no such file.
        is_missing: bool,
    },
    /// It is longer than the caller wants to see parsed.
    #[error("holds {length} bytes, more than the {most} that are parsed at most")]
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The most.
        most: usize,
    },
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
        let base = match env::current_dir() {
            // What is judged by itself alone needs no folder to stand in.
            Err(_) if wanted.isolated && wanted.config.is_none() => PathBuf::from("/"),
            current => current?,
        };
        let finder = Finder::new(base.clone(), |_| false);
        let named = wanted.config.as_deref().map(|path| finder.named(path));
        let named = named.transpose()?;
        let line = wanted.layer(&base)?;
        let is_sought = named.is_none() && !wanted.isolated;
        let here = match &named {
            None if is_sought => finder.at(&base, &mut Vec::new())?,
            named => named.clone(),
        };
        let layer = here.map_or_else(|| line.clone(), |file| line.over(&file.layer));
        let run = RunSettings::new(&layer);
        let ground = ground(&base, run.jobs);
        let scopes = if is_sought {
            Scopes::closest(finder, line, ground)
        } else {
            Scopes::told(named, &line, &ground)?
        };
        Ok(Self {
            base,
            scopes: Arc::new(scopes),
            run,
            isolated: wanted.isolated,
        })
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
        batch::rescued(|| settle(source, &held, around))
            .unwrap_or_else(|message| Err(Failure::Internal { message }))
            .map_err(Unsettled::Failure)
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
        let whole = path.map_or_else(|| self.base.clone(), |path| self.base.join(path));
        let (folder, scope): (_, Arc<Scope>) = match path {
            None => (
                self.base.clone(),
                self.scopes.at(&self.base, &mut Vec::new())?,
            ),
            Some(_) if self.scopes.is_one() => {
                let scope = self.scopes.at(&self.base, &mut Vec::new())?;
                (whole.parent().unwrap_or(&whole).to_owned(), scope)
            }
            Some(_) => {
                let folder = whole.parent().unwrap_or(&whole);
                let (real, scope) = self.scopes.at_given(folder, &mut Vec::new())?;
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

/// What a session has beside settings.
fn ground(base: &Path, jobs: NonZeroUsize) -> Ground {
    Ground {
        current: base.to_owned(),
        unused_noqa: false,
        witnesses: None,
        packages: Packages::default(),
        inference: Box::new(move |python, no_types| types::inference(python, no_types, jobs)),
        environments: Environments::default(),
    }
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
