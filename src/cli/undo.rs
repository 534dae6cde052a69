//! `--undo`: all files of a patch are looked at, and only if each can be as it was, they are written.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::args::Args;
use super::output;
use super::printer::{self, Printer};
use super::usage::Refusal;
use super::{TROUBLE, line, stream};
use crate::batch::{self, Piece};
use crate::counted::count;
use crate::diff::{Diff, Look};
use crate::read;
use crate::root::Roots;
use crate::settings::run::RunSettings;
use crate::shown::shown;
use crate::signals;
use crate::undo::{FileHistory, NotUndoable, Undoable, histories};
use crate::write::{self, WriteOptions};

/// What is done with the files of a patch.
struct Undo<'p> {
    files: &'p [FileHistory<'p>],
    /// What their names count from.
    root: PathBuf,
    /// The real path of the current folder.
    current: PathBuf,
    options: WriteOptions,
    jobs: NonZeroUsize,
    look: Look,
}

/// What became of one file, or of neighbours of which nothing is said.
#[derive(Default)]
struct Done {
    /// How many are as they were, or would be.
    undone: usize,
    /// How many already were.
    kept: usize,
    /// How many cannot be, and why.
    failed: usize,
    complaint: Option<String>,
    /// Whether one is not there at all.
    is_missing: bool,
    diff: Vec<u8>,
}

impl Piece for Done {
    fn weight(&self) -> usize {
        self.diff.capacity() + self.complaint.as_ref().map_or(0, String::capacity)
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
        root: repository.map_or_else(|| current.clone(), |root| root.folder.clone()),
        current,
        options: WriteOptions {
            break_hard_links: run.break_hard_links,
        },
        jobs: run.jobs,
        look: stream::look(run.color),
    };
    signals::install(output::stopping, super::last_act)
        .map_err(|error| format!("cannot listen for signals: {error}"))?;
    batch::quiet_panics();
    Ok(undo.run(args.diff, run.quiet, &mut output))
}

fn read_patch(path: &Path) -> Result<Vec<u8>, String> {
    if path.as_os_str() != "-" {
        return read::read(path)
            .map(|(bytes, _)| bytes)
            .map_err(|error| error.to_string());
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot read standard input: {error}"))?;
    Ok(bytes)
}

impl Undo<'_> {
    fn run(&self, shows: bool, quiet: bool, output: &mut Printer) -> u8 {
        let (checked, stopped) = self.each(output, |file| self.check(file));
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
        if !shows {
            self.sweep();
        }
        let (done, stopped) = match shows {
            true => self.each(output, |file| self.show(file)),
            false => self.each(output, |file| self.write(file)),
        };
        output.flush();
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
            printer::tell(summary(&done, shows).as_bytes());
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
        output: &mut Printer,
        work: impl Fn(&FileHistory<'_>) -> Result<Done, String> + Sync,
    ) -> (Done, bool) {
        let mut all = Done::default();
        let stopped = batch::run(
            self.files.iter(),
            self.jobs,
            |file| {
                let done = work(file);
                done.unwrap_or_else(|reason| self.failed(file, &reason))
            },
            |file, panic| self.failed(file, &format!("internal fault: {panic}")),
            |done: Done| {
                all.count(&done);
                if let Some(complaint) = &done.complaint {
                    output.complain(complaint);
                }
                output.print(&done.diff);
            },
        );
        (all, stopped)
    }

    fn failed(&self, file: &FileHistory<'_>, reason: &str) -> Done {
        let path = file.path(&self.root);
        let path = path.strip_prefix(&self.current).unwrap_or(&path);
        Done {
            failed: 1,
            complaint: Some(format!("{}: {reason}", shown(path))),
            ..Done::default()
        }
    }

    /// Whether a file can be as it was.
    fn check(&self, file: &FileHistory<'_>) -> Result<Done, String> {
        let undoable = match file.undoable(&self.root) {
            Ok(undoable) => undoable,
            Err(error) => {
                let is_missing = matches!(error, NotUndoable::Missing);
                let failed = self.failed(file, &error.to_string());
                return Ok(Done {
                    is_missing,
                    ..failed
                });
            }
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
