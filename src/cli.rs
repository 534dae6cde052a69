//! The command line: arguments to settings, files through the pipeline, what came of them to the
//! terminal, and the exit status.

mod args;
mod completions;
mod done;
mod explain;
mod interactive;
mod job;
mod line;
mod naming;
mod output;
mod printer;
mod progress;
mod record;
mod reports;
mod setup;
mod shard;
mod show;
mod since;
mod sink;
mod skipped;
mod status;
mod stdin;
mod stream;
mod undo;
mod usage;
mod walked;

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::settings::run::RunSettings;
use crate::since::lines::ChangedLines;
use crate::{batch, signals, types, write};
use args::{Args, Command};
use done::Done;
use job::{Job, Known};
use naming::{Naming, naming};
use output::Output;
use printer::{Printer, complain};
use progress::Progress;
use reports::Reports;
use setup::Setup;
use usage::Refusal;
use walked::items;

/// The status of wrong usage, and of whatever kept isfix from its work.
const TROUBLE: u8 = 2;

/// What can be typed, as the parser knows it: for what is made of that, such as the man page.
pub fn command() -> clap::Command {
    <Args as clap::CommandFactory>::command()
}

/// Runs the program with these arguments, the first being its name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(status_of(arguments))
}

/// As [`main`], for a program that is not isfix's own: gives the exit status as a number.
pub fn status_of(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if types::is_child(&arguments) {
        return types::serve();
    }
    let args = match Args::read(arguments) {
        Ok(args) => args,
        Err(status) => return status,
    };
    let refused = match run(&args) {
        Ok(status) => return status,
        Err(Refusal::Usage(usage)) => usage,
        Err(Refusal::Settings(reason)) => {
            stdin::give_back(&args);
            reason
        }
    };
    complain(&refused);
    signals::interrupted().map_or(TROUBLE, signals::status)
}

/// Runs everything; an error is found before anything was done.
fn run(args: &Args) -> Result<u8, Refusal> {
    if let Some(command) = &args.command {
        let mut printer = Printer::new();
        match command {
            Command::Explain(asked) => explain::run(asked, &mut printer)?,
            Command::Completions(asked) => completions::run(asked, &mut printer),
        }
        return Ok(match printer.take_failed() {
            0 => 0,
            _ => TROUBLE,
        });
    }
    if let Some(patch) = &args.undo {
        return undo::run(args, patch);
    }
    usage::check(args)?;
    let started = Instant::now();
    let setup = Setup::new(args)?;
    for warning in &setup.warnings {
        complain(&format!("warning: {warning}"));
    }
    if args.show_settings {
        return Ok(show::settings(&setup, &mut Printer::new()));
    }
    if args.show_files {
        let items = items(args, &setup.selection)?.0;
        return Ok(show::files(&setup, items, &mut Printer::new()));
    }
    if let Some(types) = &setup.types {
        complain(types);
    }
    work(args, setup, started)
}

/// Takes files through the pipeline.
fn work(args: &Args, setup: Setup, started: Instant) -> Result<u8, Refusal> {
    let Setup {
        selection,
        run,
        reports,
        ..
    } = setup;
    batch::quiet_panics();
    let root = naming(args, &selection, &reports)?;
    if selection.reads_stdin() {
        let (job, mut output) = begin(args, &run, &reports, root, None)?;
        return stdin::run(args, &job, &selection, &mut output, started);
    }
    signals::install(interactive::heard, last_act)
        .map_err(|error| format!("cannot listen for signals: {error}"))?;
    let progress = Progress::start(args, &run, started);
    let (items, changed) = items(args, &selection)?;
    progress.begin(changed.as_ref().map(HashMap::len));
    let (job, mut output) = begin(args, &run, &reports, root, changed)?;
    if args.interactive {
        let asked = interactive::run(args, &job, &run, items, &mut output, started);
        return asked.map_err(Refusal::Usage);
    }
    let stopped = batch::run(
        job.sweeping(items),
        run.jobs,
        |item| progress.over(item, || job.process(item)),
        |item, panic| job.rescue(item, panic),
        |done: Done| output.give(done),
    );
    drop(progress);
    // What a signal kept from being written has failed, even where it was the last.
    let is_cut_short = stopped || output.tally().failed > 0;
    let stopped_by = signals::interrupted().filter(|_| is_cut_short);
    output.finish(started.elapsed(), stopped_by);
    Ok(match stopped_by {
        Some(signal) => output.interrupted(signal),
        None => status::status(output.tally(), args),
    })
}

/// Begins what is written beside the files, and gives what works on them and what tells of them.
fn begin(
    args: &Args,
    run: &RunSettings,
    reports: &Reports,
    root: Option<Naming>,
    changed: Option<HashMap<PathBuf, ChangedLines>>,
) -> Result<(Job, Output), String> {
    let named_from = root.as_ref().map(|(_, root)| root.clone());
    let output = Output::begin(args, run, reports, named_from)?;
    let known = Known {
        root,
        recording: output.recording(),
        changed,
    };
    Ok((Job::new(args, run, reports, known), output))
}

/// Before the program dies by a signal, while its threads are still at work: the terminal is as it was, no
/// temporary file is left, and no line of progress.
fn last_act() {
    interactive::abandon();
    write::abandon();
    output::dying();
}
