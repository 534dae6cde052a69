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
use crate::batch;
use crate::files::FileSelection;
use crate::report::Failure;

/// Reads standard input, settles it and prints what was asked for.
pub(super) fn run(
    args: &Args,
    job: &Job,
    selection: &FileSelection,
    output: &mut Output,
    started: Instant,
) -> Result<u8, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read standard input: {error}"))?;
    let path = args.stdin_filename.as_deref().unwrap_or(Path::new("-"));
    let mut settled = (Done::default(), None);
    if !selection.excludes_named(path) {
        let input = Input {
            path,
            named: true,
            bytes: &bytes,
            stamp: None,
        };
        let fault = |panic: &str| {
            Failure::internal(format!(
                "internal fault: {panic}; the source was left alone"
            ))
        };
        batch::run(
            std::iter::once(()),
            NonZeroUsize::MIN,
            |()| job.settle(&input),
            |(), panic| (job.failed(path, fault(panic)), None),
            |outcome| settled = outcome,
        );
    }
    let (done, result) = settled;
    if args.write {
        output.reports_to_stderr();
        output.print(result.as_deref().unwrap_or(&bytes));
    }
    output.give(done);
    output.finish(started.elapsed());
    Ok(status::status(output.tally(), args))
}
