//! The command line: arguments to settings, files through the pipeline, what came of them to the
//! terminal, and the exit status.

mod args;
mod job;
mod output;
mod status;
mod stdin;

use clap::Parser;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use crate::files::{self, FileSelection, WalkError};
use crate::root::{Root, Roots};
use crate::{batch, signals, write};
use args::Args;
use job::{Done, Job};
use output::Output;

/// The status of wrong usage, and of whatever kept isfix from its work.
const TROUBLE: u8 = 2;

/// Runs the program with these arguments, the first being its name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = Args::parse_from(arguments);
    match run(&args) {
        Ok(status) => ExitCode::from(status),
        Err(usage) => {
            Output::new(&args).complain(&usage);
            ExitCode::from(TROUBLE)
        }
    }
}

/// Runs everything; an error is wrong usage, found before anything was done.
fn run(args: &Args) -> Result<u8, String> {
    let started = Instant::now();
    let selection = args.files()?;
    let job = Job::new(args)?;
    signals::install(write::abandon)
        .map_err(|error| format!("cannot listen for signals: {error}"))?;
    batch::quiet_panics();
    let mut output = Output::new(args);
    if selection.reads_stdin() {
        return stdin::run(args, &job, &selection, &mut output, started);
    }
    let job = job.with_root(one_root(args, &selection)?);
    let interrupted = batch::run(
        job.sweeping(files::walk(&selection)),
        args.jobs(),
        |item| job.process(item),
        |item, panic| job.rescue(item, panic),
        |done: Done| output.give(done),
    );
    output.finish(started.elapsed());
    Ok(match signals::interrupted().filter(|_| interrupted) {
        Some(signal) => output.interrupted(signal),
        None => status::status(output.tally(), args),
    })
}

/// The root that diffs are named from. All paths named must have the same one.
fn one_root(args: &Args, selection: &FileSelection) -> Result<(Roots, Arc<Root>), String> {
    let current = std::env::current_dir().map_err(|error| format!("no current folder: {error}"))?;
    let named = args::named_paths(selection);
    let roots = Roots::new(&current, named.iter()).map_err(|error| error.to_string())?;
    let places: Vec<_> = named
        .iter()
        .filter_map(|path| roots.place(&within(path)).ok())
        .collect();
    let one = match crate::root::one_root(&places) {
        Ok(one) => one,
        Err(several) if args.diff => return Err(several.to_string()),
        Err(_) => None,
    };
    let one = match one {
        Some(one) => one,
        None => {
            roots
                .place(&within(&current))
                .map_err(|error| error.to_string())?
                .root
        }
    };
    Ok((roots, one))
}

/// A path to ask the root of: a folder stands for what is in it, not for where it stands.
fn within(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join("-")
    } else {
        path.to_owned()
    }
}

/// A line of an ignore file that cannot be read is worth a word, and no failure.
fn is_warning(error: &WalkError) -> bool {
    matches!(error, WalkError::IgnoreFile { .. })
}
