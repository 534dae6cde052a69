//! `--undo`: all files of a patch are looked at, and only if each can be as it was, they are written.

use std::fs::{self, File};
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::Args;
use super::output;
use super::printer::{self, Printer};
use super::progress::Progress;
use super::usage::Refusal;
use super::{TROUBLE, line, stream};
use crate::batch::{self, Piece};
use crate::counted::count;
use crate::diff::{Diff, Look};
use crate::read::{self, MAX_LEN, ReadErrorKind};
use crate::root::Roots;
use crate::settings::run::RunSettings;
use crate::shown::shown;
use crate::signals;
use crate::undo::{FileHistory, NotUndoable, Undoable, histories};
use crate::write::{self, WriteOptions};

/// What is done with the files of a patch.
struct Undo<'p> {
    files: &'p [FileHistory<'p>],
    /// Where that stands.
    patch: &'p Path,
    /// What their names count from.
    root: PathBuf,
    /// The real path of the current folder.
    current: PathBuf,
    options: WriteOptions,
    jobs: NonZeroUsize,
    look: Look,
    /// Whether files are shown as they would be, and none is written.
    shows: bool,
    /// Whether it is told of each file what became of it.
    verbose: bool,
}

/// What became of one file, or of neighbours of which nothing is said.
#[derive(Default)]
struct Done {
    /// How many are as they were, or would be.
    undone: usize,
    /// How many already were.
    kept: usize,
    /// How many cannot be.
    failed: usize,
    /// Why it cannot be, or what became of it, where that is told.
    told: Option<String>,
    /// Whether one is not there at all.
    is_missing: bool,
    diff: Vec<u8>,
}

impl Piece for Done {
    fn weight(&self) -> usize {
        self.diff.capacity() + self.told.as_ref().map_or(0, String::capacity)
    }

    fn join(&mut self, next: Self) -> Option<Self> {
        if next.weight() > 0 {
            return Some(next);
        }
        self.count(&next);
        None
    }
}

impl Done {
    fn count(&mut self, other: &Self) {
        self.undone += other.undone;
        self.kept += other.kept;
        self.failed += other.failed;
        self.is_missing |= other.is_missing;
    }
}

/// Undoes what a patch says was done; gives the exit status.
pub(super) fn run(args: &Args, patch: &Path) -> Result<u8, Refusal> {
    let started = Instant::now();
    let current = std::env::current_dir().and_then(|current| current.canonicalize());
    let current = current.map_err(|error| format!("no current folder: {error}"))?;
    let run = RunSettings::new(&line::layer(args, &current)?);
    let mut output = Printer::new();
    let bytes = read_patch(patch)?;
    let files = histories(&bytes).map_err(|error| format!("{}:{error}", shown(patch)))?;
    let roots = Roots::new(&current, [] as [&Path; 0]).map_err(|error| error.to_string())?;
    let repository = roots
        .repository(&current)
        .map_err(|error| error.to_string())?;
    let undo = Undo {
        files: &files,
        patch,
        root: repository.map_or_else(|| current.clone(), |root| root.folder.clone()),
        current,
        options: WriteOptions {
            break_hard_links: run.break_hard_links,
        },
        jobs: run.jobs,
        look: stream::look(run.color),
        shows: args.diff,
        verbose: args.verbose,
    };
    signals::install(output::stopping, super::last_act)
        .map_err(|error| format!("cannot listen for signals: {error}"))?;
    batch::quiet_panics();
    let progress = Progress::start(args, &run, started);
    progress.begin(Some(files.len()));
    Ok(undo.run(run.quiet, progress, &mut output))
}

/// Reads a patch: a file, or what comes through a pipe, which is waited for.
fn read_patch(path: &Path) -> Result<Vec<u8>, String> {
    let is_stdin = path.as_os_str() == "-";
    let is_file = || fs::metadata(path).map_or(true, |found| found.is_file() || found.is_dir());
    if !is_stdin && is_file() {
        let read = read::read(path);
        return read.map_or_else(|error| Err(error.to_string()), |(bytes, _)| Ok(bytes));
    }
    let (what, opened): (_, io::Result<Box<dyn Read>>) = if is_stdin {
        ("standard input".to_owned(), Ok(Box::new(io::stdin())))
    } else {
        let file = File::open(path).map(|file| Box::new(file) as Box<dyn Read>);
        (shown(path).to_string(), file)
    };
    let mut bytes = Vec::new();
    // A byte more than can be is seen to be too much: a device may have no end.
    let read = opened.and_then(|from| from.take(MAX_LEN + 1).read_to_end(&mut bytes));
    read.map_err(|error| format!("cannot read {what}: {error}"))?;
    if bytes.len() as u64 > MAX_LEN {
        return Err(format!("{what}: {}", ReadErrorKind::TooLarge));
    }
    Ok(bytes)
}

impl Undo<'_> {
    fn run(&self, quiet: bool, progress: Progress, output: &mut Printer) -> u8 {
        let (checked, stopped) = self.each(&progress, output, |file| {
            let checked = self.check(file);
            progress.count(1, 0);
            checked
        });
        if let Some(signal) = signals::interrupted().filter(|_| stopped) {
            output.complain(&format!(
                "interrupted by signal {signal} before anything was undone"
            ));
            return signals::status(signal);
        }
        if checked.failed > 0 {
            output.complain(&self.refusal(&checked));
            return TROUBLE;
        }
        if !self.shows {
            self.sweep();
        }
        let (done, stopped) = self.each(&progress, output, |file| {
            let done = match self.shows {
                true => self.show(file),
                false => self.write(file),
            }?;
            progress.count(0, done.undone);
            Ok(self.telling(file, done))
        });
        output.flush();
        drop(progress);
        // What a signal kept from being written has failed, even where it was the last.
        let is_cut_short = stopped || done.failed > 0;
        if let Some(signal) = signals::interrupted().filter(|_| is_cut_short) {
            output.complain(&format!(
                "interrupted by signal {signal} after {} of {} were undone; each is whole. Run it again for the rest",
                done.undone + done.kept,
                count(self.files.len(), "file")
            ));
            return signals::status(signal);
        }
        if !quiet {
            printer::tell(summary(&done, self.shows).as_bytes());
        }
        if done.failed > 0 || output.take_failed() > 0 {
            return TROUBLE;
        }
        0
    }

    /// Clears the folders that are written in of what a killed run left.
    fn sweep(&self) {
        let paths = self.files.iter().map(|file| file.path(&self.root));
        let mut folders: Vec<PathBuf> = paths
            .filter_map(|path| path.parent().map(Path::to_owned))
            .collect();
        folders.dedup();
        for folder in folders {
            write::sweep(&folder);
        }
    }

    /// What is said where not all files can be as they were.
    fn refusal(&self, checked: &Done) -> String {
        let mut text = format!(
            "nothing was undone: {} of {} cannot be",
            checked.failed,
            count(self.files.len(), "file")
        );
        if checked.is_missing {
            text += &format!("; names in a patch count from {} here", shown(&self.root));
        }
        text
    }

    /// Does something with each file, in order; gives the counts, and whether a signal ended it.
    fn each(
        &self,
        progress: &Progress,
        output: &mut Printer,
        work: impl Fn(&FileHistory<'_>) -> Result<Done, String> + Sync,
    ) -> (Done, bool) {
        let mut all = Done::default();
        let stopped = batch::run(
            self.files.iter(),
            self.jobs,
            |file| {
                let done = progress.at_hand(&self.place(file), || work(file));
                done.unwrap_or_else(|reason| self.failed(file, &reason))
            },
            |file, panic| self.failed(file, &format!("internal fault: {panic}")),
            |done: Done| {
                all.count(&done);
                if let Some(told) = &done.told {
                    output.complain(told);
                }
                output.print(&done.diff);
            },
        );
        (all, stopped)
    }

    /// A file's path as the user sees it.
    fn place(&self, file: &FileHistory<'_>) -> PathBuf {
        let path = file.path(&self.root);
        path.strip_prefix(&self.current)
            .map_or_else(|_| path.clone(), Path::to_owned)
    }

    fn failed(&self, file: &FileHistory<'_>, reason: &str) -> Done {
        Done {
            failed: 1,
            told: Some(format!("{}: {reason}", shown(&self.place(file)))),
            ..Done::default()
        }
    }

    /// What became of a file, with a line that tells it, where that is asked for and it does not go without.
    fn telling(&self, file: &FileHistory<'_>, done: Done) -> Done {
        if !self.verbose || done.told.is_some() {
            return done;
        }
        let became = match (done.kept, self.shows) {
            (1.., _) => "already was as before",
            (0, true) => "to undo",
            (0, false) => "undone",
        };
        Done {
            told: Some(format!("{}: {became}", shown(&self.place(file)))),
            ..done
        }
    }

    /// Why a file cannot be as it was: what the patch is to blame for is told of its line.
    fn not_undoable(&self, file: &FileHistory<'_>, error: &NotUndoable) -> Done {
        match error {
            NotUndoable::Altered { line, .. } => Done {
                failed: 1,
                told: Some(format!(
                    "{}:{line}: {}: {error}",
                    shown(self.patch),
                    shown(&self.place(file))
                )),
                ..Done::default()
            },
            _ => Done {
                is_missing: matches!(error, NotUndoable::Missing),
                ..self.failed(file, &error.to_string())
            },
        }
    }

    /// Whether a file can be as it was.
    fn check(&self, file: &FileHistory<'_>) -> Result<Done, String> {
        let undoable = match file.undoable(&self.root) {
            Ok(undoable) => undoable,
            Err(error) => return Ok(self.not_undoable(file, &error)),
        };
        let Undoable { path, stamp, .. } = &undoable;
        if undoable.before.is_some() {
            let checked = write::check(path, stamp, &self.options);
            checked.map_err(|error| error.kind().to_string())?;
        }
        Ok(Done::default())
    }

    fn show(&self, file: &FileHistory<'_>) -> Result<Done, String> {
        let undoable = file.undoable(&self.root);
        let undoable = undoable.map_err(|error| error.to_string())?;
        let Some(before) = &undoable.before else {
            return Ok(kept());
        };
        let mut diff = Vec::new();
        Diff::new(&undoable.now, before).write(file.name(), self.look, &mut diff);
        Ok(Done {
            undone: 1,
            diff,
            ..Done::default()
        })
    }

    fn write(&self, file: &FileHistory<'_>) -> Result<Done, String> {
        let undoable = file.undoable(&self.root);
        let undoable = undoable.map_err(|error| error.to_string())?;
        let Some(before) = &undoable.before else {
            return Ok(kept());
        };
        let Undoable { path, stamp, .. } = &undoable;
        match write::replace(path, stamp, before, &self.options) {
            Ok(()) => Ok(Done {
                undone: 1,
                ..Done::default()
            }),
            Err(error) if error.was_written() => Ok(Done {
                undone: 1,
                ..self.failed(file, &error.kind().to_string())
            }),
            Err(error) => Err(error.kind().to_string()),
        }
    }
}

/// A file that is as it was.
fn kept() -> Done {
    Done {
        kept: 1,
        ..Done::default()
    }
}

/// What it came to, or would.
fn summary(done: &Done, shows: bool) -> String {
    let undone = if shows { "to undo" } else { "undone" };
    let mut text = format!("{} {undone}", count(done.undone, "file"));
    match done.kept {
        0 => {}
        1 => text += ", 1 already was as before",
        kept => text += &format!(", {kept} already were as before"),
    }
    if done.failed > 0 {
        text += &format!(", {} failed", done.failed);
    }
    text + "\n"
}
