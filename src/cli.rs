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
mod undo;

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use crate::files::{self, FileSelection};
use crate::root::{Root, Roots};
use crate::settings::layer::Layer;
use crate::settings::run::RunSettings;
use crate::since::lines::ChangedLines;
use crate::{batch, signals, types};
use args::{Args, Command};
use done::Done;
use job::{Item, Job};
use output::Output;
use progress::Progress;
use reports::Reports;
use setup::{Refusal, Setup};
use since::Changed;

/// The status of wrong usage, and of whatever kept isfix from its work.
const TROUBLE: u8 = 2;

/// Runs the program with these arguments, the first being its name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if types::is_child(&arguments) {
        return types::serve();
    }
    let args = Args::read(arguments);
    let refused = match run(&args) {
        Ok(status) => return ExitCode::from(status),
        Err(Refusal::Usage(usage)) => usage,
        Err(Refusal::Settings(reason)) => {
            stdin::give_back(&args);
            reason
        }
    };
    output::complain(&refused);
    ExitCode::from(signals::interrupted().map_or(TROUBLE, output::stopped_by))
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
    let started = Instant::now();
    if let Some(patch) = &args.undo {
        return undo::run(args, patch);
    }
    if let Some(reason) = interactive::refusal(args) {
        return Err(Refusal::Usage(reason));
    }
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
        return stdin::run(args, &job, &selection, &mut output, started);
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
    output.stopped_by(stopped_by);
    output.finish(started.elapsed());
    Ok(match stopped_by {
        Some(signal) => output.interrupted(signal),
        None => status::status(output.tally(), args),
    })
}

/// Before the program dies by a signal, while its threads are still at work.
fn last_act() {
    interactive::abandon();
    output::dying();
}

/// What is walked.
type Items = Box<dyn Iterator<Item = Item> + Send>;

/// What is to be read, and the lines of it that count where not all do.
fn items(
    args: &Args,
    selection: &FileSelection,
) -> Result<(Items, Option<HashMap<PathBuf, ChangedLines>>), String> {
    let (items, lines): (Items, _) = match &args.since {
        None => (Box::new(files::walk(selection)), None),
        Some(revision) => {
            let changed = Changed::since(revision, selection).map_err(|error| error.to_string())?;
            (Box::new(changed.items.into_iter()), Some(changed.lines))
        }
    };
    Ok(match args.shard {
        None => (items, lines),
        Some(shard) => (shard::share(shard, selection, items)?, lines),
    })
}

/// What files are named from, where anything names them so.
fn naming(
    args: &Args,
    selection: &FileSelection,
    reports: &Reports,
) -> Result<Option<(Roots, Arc<Root>)>, String> {
    let is_patch = args.diff || args.patch_file.is_some();
    if is_patch && !selection.reads_stdin() {
        return named_from(selection, true).map(Some);
    }
    if args.interactive {
        // For what is accepted, should the review end before its time.
        return Ok(named_from(selection, false).ok());
    }
    let mut formats = reports.formats(args);
    if formats.any(|(format, _)| format.names_from_root()) {
        return named_from(selection, false).map(Some);
    }
    Ok(None)
}

/// The root that files are named from: that of all paths named. Where they have several, a diff cannot
/// be (`one` says that there must be one), and reports name from the current folder's. Paths of which it
/// cannot be told are left to the walk, which will say why.
fn named_from(selection: &FileSelection, one: bool) -> Result<(Roots, Arc<Root>), String> {
    let named = args::named_paths(selection);
    let passable = named.iter().filter(|path| path.canonicalize().is_ok());
    let roots = Roots::new(&selection.base, passable).map_err(|error| error.to_string())?;
    let place = |path: &&Path| roots.place(&within(path)).ok();
    let places: Vec<_> = named.iter().filter_map(place).collect();
    let shared = match crate::root::one_root(&places) {
        Err(several) if one => return Err(several.to_string()),
        shared => shared.unwrap_or_default(),
    };
    let root = match shared {
        Some(one) => one,
        None => {
            let here = roots.place(&within(&selection.base));
            here.map_err(|error| error.to_string())?.root
        }
    };
    Ok((roots, root))
}

/// A path to ask the root of: a folder stands for what is in it, not for where it stands.
fn within(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join("-")
    } else {
        path.to_owned()
    }
}
