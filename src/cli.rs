//! The command line: arguments to settings, files through the pipeline, what came of them to the
//! terminal, and the exit status.

mod args;
mod completions;
mod done;
mod explain;
mod interactive;
mod job;
mod line;
#[cfg(test)]
mod man;
mod naming;
mod output;
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
mod walked;

use std::collections::HashMap;
use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

use crate::settings::layer::Layer;
use crate::settings::run::RunSettings;
use crate::{batch, signals, types, write};
use args::{Args, Command};
use done::Done;
use job::Job;
use naming::naming;
use output::Output;
use progress::Progress;
use reports::Reports;
use setup::{Refusal, Setup};
use walked::items;

/// The status of wrong usage, and of whatever kept isfix from its work.
const TROUBLE: u8 = 2;

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
    output::complain(&refused);
    signals::interrupted().map_or(TROUBLE, signals::status)
}

/// Runs everything; an error is found before anything was done.
fn run(args: &Args) -> Result<u8, Refusal> {
    if let Some(command) = &args.command {
        let run = RunSettings::new(&Layer::default());
        let mut output = Output::new(args, &run, &Reports::default());
        match command {
            Command::Explain(asked) => explain::run(asked, &mut output)?,
            Command::Completions(asked) => completions::run(asked, &mut output),
        }
        return Ok(status::status(output.tally(), args));
    }
    if let Some(patch) = &args.undo {
        return undo::run(args, patch);
    }
    if let Some(reason) = interactive::refusal(args) {
        return Err(Refusal::Usage(reason));
    }
    let started = Instant::now();
    let setup = Setup::new(args)?;
    let mut output = Output::new(args, &setup.run, &setup.reports);
    for warning in &setup.warnings {
        output.complain(&format!("warning: {warning}"));
    }
    if args.show_settings {
        return Ok(show::settings(&setup, &mut output));
    }
    if args.show_files {
        let items = items(args, &setup.selection)?.0;
        return Ok(show::files(&setup, items, &mut output));
    }
    if let Some(types) = &setup.types {
        output.complain(types);
    }
    work(args, setup, &mut output, started)
}

/// Takes files through the pipeline.
fn work(args: &Args, setup: Setup, output: &mut Output, started: Instant) -> Result<u8, Refusal> {
    let Setup {
        selection,
        run,
        reports,
        ..
    } = setup;
    let mut job = Job::new(args, &run, &reports);
    batch::quiet_panics();
    let root = naming(args, &selection, &reports)?;
    let named_from = root.as_ref().map(|(_, root)| root.clone());
    if let Some(root) = root {
        job.set_root(root);
    }
    if selection.reads_stdin() {
        output.begin(args, &reports, named_from)?;
        return stdin::run(args, &job, &selection, output, started);
    }
    signals::install(interactive::heard, last_act)
        .map_err(|error| format!("cannot listen for signals: {error}"))?;
    let progress = Progress::start(args, &run, started);
    let (items, lines) = items(args, &selection)?;
    progress.begin(lines.as_ref().map(HashMap::len));
    if let Some(lines) = lines {
        job.set_changed(lines);
    }
    output.begin(args, &reports, named_from)?;
    job.set_recording(output.recording());
    if args.interactive {
        let asked = interactive::run(args, &job, &run, items, output, started);
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
    output.stopped_by(stopped_by);
    output.finish(started.elapsed());
    Ok(match stopped_by {
        Some(signal) => output.interrupted(signal),
        None => status::status(output.tally(), args),
    })
}

/// Before the program dies by a signal, while its threads are still at work: the terminal is as it was, no
/// temporary file is left, and no line of progress.
fn last_act() {
    interactive::abandon();
    write::abandon();
    output::dying();
}
