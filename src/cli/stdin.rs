//! `-`: one source on standard input.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Instant;

use super::args::Args;
use super::done::Done;
use super::job::{Input, Job};
use super::output::Output;
use super::status;
use super::usage::Refusal;
use crate::batch;
use crate::files::{FileSelection, WalkError};
use crate::report::Failure;

/// The name of what is read.
fn named(args: &Args) -> &Path {
    args.stdin_filename.as_deref().unwrap_or(Path::new("-"))
}

/// Gives on what is read as it came, where nothing can be done with it and standard output is to carry a source.
pub(super) fn give_back(args: &Args) {
    let is_source = args.prints_source();
    let mut bytes = Vec::new();
    if is_source && io::stdin().lock().read_to_end(&mut bytes).is_ok() {
        super::stream::print_source(&bytes);
    }
}

/// Reads standard input, settles it and prints what was asked for.
pub(super) fn run(
    args: &Args,
    job: &Job,
    selection: &FileSelection,
    output: &mut Output,
    started: Instant,
) -> Result<u8, Refusal> {
    let path = named(args);
    let whole = selection.base.join(path);
    let folder = whole.parent().unwrap_or(&whole);
    let mut foreign = Vec::new();
    let place = selection.scopes.at_given(folder, &mut foreign);
    let warnings = foreign.into_iter().map(WalkError::Foreign);
    warnings.for_each(|warning| output.printer.complain(&format!("warning: {warning}")));
    let (folder, scope) = place.map_err(Refusal::settings)?;
    let own = || scope.held_for(&folder.join(path.file_name().unwrap_or_default()));
    let is_left_out = selection.excludes_named(path).map_err(Refusal::settings)?;
    if is_left_out && args.verbose {
        let remark = selection.remark_on_covered(path);
        remark
            .iter()
            .for_each(|it| output.printer.complain(&it.to_string()));
    }
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read standard input: {error}"))?;
    let mut settled = (Done::default(), None);
    if !is_left_out {
        let input = Input {
            path,
            named: true,
            bytes: &bytes,
            stamp: None,
            changed: None,
        };
        let fault = |panic: &str| {
            Failure::internal(format!(
                "internal fault: {panic}; the source was left alone"
            ))
        };
        batch::run(
            std::iter::once(()),
            NonZeroUsize::MIN,
            |()| job.settle(&input, scope.held(), own),
            |(), panic| (job.failed(path, fault(panic)), None),
            |outcome| settled = outcome,
        );
    }
    let (done, result) = settled;
    if args.prints_source() {
        output.printer.print(result.as_deref().unwrap_or(&bytes));
    }
    output.give(done);
    output.finish(started.elapsed(), None);
    Ok(status::status(output.tally(), args))
}
