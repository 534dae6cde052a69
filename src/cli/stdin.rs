//! `-`: one source on standard input.

use std::io::{self, Read};
use std::path::Path;
use std::time::Instant;

use super::args::Args;
use super::job::{Done, Input, Job};
use super::output::Output;
use super::status;
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
    let (done, result) = if selection.excludes_named(path) {
        (Done::default(), None)
    } else {
        guarded(
            job,
            &Input {
                path,
                named: true,
                bytes: &bytes,
                stamp: None,
            },
        )
    };
    if args.write {
        output.reports_to_stderr();
        output.print(result.as_deref().unwrap_or(&bytes));
    }
    output.give(done);
    output.finish(started.elapsed());
    Ok(status::status(output.tally(), args))
}

/// A panic costs the file, and the file is then given back as it came.
fn guarded(job: &Job, input: &Input<'_>) -> (Done, Option<Vec<u8>>) {
    let settle = std::panic::AssertUnwindSafe(|| job.settle(input));
    std::panic::catch_unwind(settle).unwrap_or_else(|_| {
        let failure = Failure::internal("internal fault; the source was left alone");
        (job.failed(input.path, failure), None)
    })
}
