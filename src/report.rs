//! Reports: what is said of one file, in the format that was asked for.
//!
//! Workers render their file, the printer puts the pieces together, so a format is a function from
//! a file's outcome to bytes and what stands around and between the pieces. Nothing here prints.

mod concise;
mod full;
mod github;
mod gitlab;
mod grouped;
mod html;
mod json;
mod junit;
mod link;
mod sarif;
mod statistics;
mod styled;
mod summary;
mod told;
mod uri;

use clap::ValueEnum;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diff::Look;
use crate::document::{DecodeError, Document};
use crate::finding::Finding;
use crate::fingerprint::fingerprint;
use crate::lines::Location;
use crate::pipeline::{GroupFault, Outcome};
use crate::root::Root;
use crate::tally::Tally;
use json::Array;
pub use statistics::{has_statistics, statistics};
pub use summary::summary;
use told::{Found, Told};

/// How findings are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Place, message, evidence, the source with carets, and the fix as a small diff.
    #[default]
    Full,
    /// One line a finding.
    Concise,
    /// The findings of each file under its name.
    Grouped,
    /// One array for all, in the shape of ruff's.
    Json,
    /// The entries of `json`, one a line.
    JsonLines,
    /// SARIF 2.1.0, as code scanning takes it.
    Sarif,
    /// Workflow commands of GitHub Actions, which become annotations.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit's XML, as Jenkins takes it.
    Junit,
    /// A page for a browser, whole in itself: counts, and each change side by side.
    Html,
}

/// What is to be told of one file.
#[derive(Debug, Clone, Copy)]
pub struct FileReport<'a> {
    /// As the user sees it.
    pub path: &'a Path,
    /// From the run's root: raw bytes on Unix, with `/` between folders. `None` for what lies elsewhere,
    /// standard input without a name among it, and where nothing is named so.
    pub name: Option<&'a [u8]>,
    /// What came of it.
    pub content: Content<'a>,
}

impl FileReport<'_> {
    /// What other programs find the file by: its name from the run's root, or where it lies elsewhere,
    /// its whole path.
    fn name_for_programs(&self) -> Cow<'_, [u8]> {
        match self.name {
            Some(name) => Cow::Borrowed(name),
            None => {
                let whole = absolute(self.path).into_os_string();
                Cow::Owned(whole.into_encoded_bytes())
            }
        }
    }

    /// The file's name for eyes: from the run's root, else as the user sees it.
    pub fn shown_name(&self) -> String {
        let name = self.name.map(String::from_utf8_lossy);
        match name {
            Some(name) => crate::shown::shown(Path::new(&*name)).to_string(),
            None => crate::shown::shown(self.path).to_string(),
        }
    }
}

/// What came of a file.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// It was read and settled.
    Settled {
        /// Its bytes and text.
        document: &'a Document<'a>,
        /// What was found in it.
        outcome: &'a Outcome,
        /// Whether what was applied was also written.
        written: bool,
    },
    /// It is no Python, or could not be read or written.
    Failed(&'a Failure),
}

/// What a run's reports say of it as a whole.
#[derive(Debug, Clone)]
pub struct Run {
    /// What files are named from, where that can be told.
    pub root: Option<Arc<Root>>,
    /// Whether fixes are written, or merely would be.
    pub writes: bool,
    /// Whether unsafe fixes were asked for beside the safe ones, by option.
    pub unsafe_fixes: bool,
    /// What failed in it, in the order of paths, for formats that [tell it last](Format::tells_failures_last).
    pub failures: Vec<Failed>,
    /// The signal that stopped it before its end.
    pub stopped_by: Option<i32>,
}

/// A file that failed, or a fix in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// As the user sees it.
    pub path: PathBuf,
    /// From the run's root, as in [`FileReport::name`].
    pub name: Option<Vec<u8>>,
    /// Why.
    pub failure: Failure,
}

/// Why a file has no findings to show, or its fixes were not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What sort of failure, as reports name it.
    pub kind: FailureKind,
    /// Where, if the failure has a place.
    pub location: Option<Location>,
    /// Why.
    pub message: String,
}

/// Sorts of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// No Python: does not decode, parse, or nests too deeply. Exit status 1.
    Syntax,
    /// The system failed us. Exit status 2.
    Io,
    /// isfix failed. Exit status 2.
    Internal,
}

impl FailureKind {
    /// Its name in machine reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "invalid-syntax",
            Self::Io => "io-error",
            Self::Internal => "internal-error",
        }
    }
}

impl Failure {
    /// A failure of the system.
    pub fn io(message: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Io,
            location: None,
            message: message.into(),
        }
    }

    /// A failure of ours.
    pub fn internal(message: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Internal,
            location: None,
            message: message.into(),
        }
    }

    /// By what it is known again in a later run, of the file of a name. What is no Python is one thing as
    /// long as it lasts; of the others there may be several.
    fn fingerprint(&self, name: &[u8]) -> String {
        let row = self.location.map_or(0, |location| location.row);
        let which = match self.kind {
            FailureKind::Syntax => String::new(),
            FailureKind::Io | FailureKind::Internal => format!("{row} {}", self.message),
        };
        fingerprint(&[self.kind.name().as_bytes(), name, which.as_bytes()])
    }

    /// Bytes that Python would not decode, or that are in an encoding isfix does not know.
    pub fn decoding(error: &DecodeError) -> Self {
        let location = Some(Location {
            row: error.line(),
            column: error.column(),
        });
        Self {
            kind: FailureKind::Syntax,
            location,
            message: error.to_string(),
        }
    }
}

impl From<&GroupFault> for Failure {
    fn from(fault: &GroupFault) -> Self {
        Self {
            kind: FailureKind::Internal,
            location: Some(fault.location),
            message: fault.to_string(),
        }
    }
}

impl Format {
    /// One file's piece; empty where there is nothing to say.
    pub fn render(self, report: &FileReport<'_>, look: Look) -> Vec<u8> {
        let mut piece = Vec::new();
        match self {
            Self::Full => full::render(report, look, &mut piece),
            Self::Concise => concise::render(report, look, &mut piece),
            Self::Grouped => grouped::render(report, look, &mut piece),
            Self::Json => json::render(report, &mut self.array(&mut piece)),
            Self::JsonLines => json::render_lines(report, &mut piece),
            Self::Sarif => sarif::render(report, &mut self.array(&mut piece)),
            Self::Github => github::render(report, &mut piece),
            Self::Gitlab => gitlab::render(report, &mut self.array(&mut piece)),
            Self::Junit => junit::render(report, &mut piece),
            Self::Html => html::render(report, &mut piece),
        }
        piece
    }

    /// A piece of an array, with what stands between its entries as between pieces.
    fn array(self, piece: &mut Vec<u8>) -> Array<'_> {
        Array {
            between: self.between(),
            out: piece,
        }
    }

    /// What stands before the first piece.
    pub fn opening(self, run: &Run) -> Vec<u8> {
        match self {
            Self::Full | Self::Concise | Self::Grouped | Self::JsonLines | Self::Github => {
                Vec::new()
            }
            Self::Json | Self::Gitlab => b"[".to_vec(),
            Self::Sarif => sarif::opening(run),
            Self::Junit => junit::opening(),
            Self::Html => html::opening(run),
        }
    }

    /// What stands between two pieces.
    pub fn between(self) -> &'static str {
        match self {
            Self::Full | Self::Concise | Self::Grouped | Self::JsonLines => "",
            Self::Github | Self::Junit | Self::Html => "",
            Self::Json | Self::Sarif | Self::Gitlab => ",",
        }
    }

    /// What stands behind the last piece.
    pub fn closing(self, run: &Run, tally: &Tally) -> Vec<u8> {
        match self {
            Self::Full | Self::Concise | Self::Grouped | Self::JsonLines | Self::Github => {
                Vec::new()
            }
            Self::Json | Self::Gitlab => b"\n]\n".to_vec(),
            Self::Sarif => sarif::closing(run, tally),
            Self::Junit => junit::closing(tally),
            Self::Html => html::closing(run, tally),
        }
    }

    /// Whether files must be named from the root for it.
    pub fn names_from_root(self) -> bool {
        match self {
            Self::Full | Self::Concise | Self::Grouped | Self::Json | Self::JsonLines => false,
            Self::Sarif | Self::Github | Self::Gitlab | Self::Junit | Self::Html => true,
        }
    }

    /// Whether findings must be counted by folder for it.
    pub fn counts_folders(self) -> bool {
        self == Self::Html
    }

    /// Whether it tells of what failed behind all else.
    pub fn tells_failures_last(self) -> bool {
        self == Self::Sarif
    }
}

/// The whole path of a file; standard input without a name stays `-`.
fn absolute(path: &Path) -> PathBuf {
    if path.as_os_str() == "-" {
        return path.to_owned();
    }
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Where a finding stands and whose it is, as the formats for people begin it.
fn heading(path: &Path, location: Option<Location>) -> String {
    let place = location.map_or_else(String::new, |Location { row, column }| {
        format!(":{row}:{column}")
    });
    let name = crate::shown::shown(path).to_string();
    let here = crate::shown::guard(&name);
    format!("{here}{name}{place}")
}

/// What became of a finding's fix, in a word or two; empty where it has none.
fn fix_word(finding: &Finding, written: bool) -> &'static str {
    use crate::fix::Applicability::{DisplayOnly, Safe, Unsafe};
    let applied = finding.applied && written;
    match (applied, finding.fix.as_ref().map(|fix| fix.applicability)) {
        (_, None) => "",
        (_, Some(DisplayOnly)) => "shown only",
        (true, Some(Safe)) => "fixed",
        (true, Some(Unsafe)) => "fixed (unsafe)",
        (false, Some(_)) if finding.held_back => "unsafe fix, held back",
        (false, Some(_)) if written => "not applied",
        (false, Some(Safe)) => "safe fix",
        (false, Some(Unsafe)) => "unsafe fix",
    }
}
