//! What goes where of what a run has to tell: reports, diffs and sources to standard output or to files, what was
//! applied to the patch file, complaints and the summary to standard error.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::args::Args;
use super::done::{Done, FileId};
use super::printer::{Printer, tell};
use super::progress;
use super::record::{Record, Recording};
use super::reports::Reports;
use super::sink::Sink;
use super::skipped::skipped;
use super::stream;
use crate::batch::Piece;
use crate::report::{Format, Run, statistics, summary};
use crate::root::Root;
use crate::settings::run::RunSettings;
use crate::shown::shown;
use crate::signals;
use crate::tally::Tally;
use crate::write::WriteError;

/// What a run tells, and what has gone by.
pub(super) struct Output {
    /// What everything goes through that is no file.
    pub printer: Printer,
    /// Where findings go when standard output carries a source.
    reports_to_stderr: bool,
    /// The reports of findings, in the order of their parts in [`Done::reports`].
    sinks: Vec<Sink>,
    /// What was applied, on its way to the patch file.
    record: Option<Record>,
    /// What they say of the run.
    about: Run,
    /// How counts are shown, in place of findings.
    statistics: Option<Format>,
    quiet: bool,
    tally: Tally,
    /// Whether it is told why a file is skipped.
    verbose: bool,
    /// The files of several names that have gone by, under the names that counted.
    met: HashMap<FileId, PathBuf>,
}

/// Whether this run writes a file that takes its place at the end.
static PROMISES: AtomicBool = AtomicBool::new(false);

/// Says that a signal was heard: the files at hand may take a while.
pub(super) fn stopping(signal: i32) {
    let loss = match PROMISES.load(Ordering::Relaxed) {
        true => ", without the reports and the patch file that are not whole yet",
        false => "",
    };
    let text = format!(
        "isfix: signal {signal}: stopping after the files at hand; once more stops at once{loss}\n"
    );
    let _line = progress::cleared_soon();
    let _ = stream::send(text.as_bytes());
}

/// Leaves the terminal as it is to be when the program dies.
pub(super) fn dying() {
    drop(progress::cleared_soon());
}

impl Output {
    /// Begins the patch file and the reports that go to files; they name what they report from `root`.
    pub fn begin(
        args: &Args,
        run: &RunSettings,
        reports: &Reports,
        root: Option<Arc<Root>>,
    ) -> Result<Self, String> {
        let record = args.patch_file.as_deref().map(Record::begin).transpose()?;
        let promises = record.is_some() || !reports.files.is_empty();
        PROMISES.store(promises, Ordering::Relaxed);
        let sinks = reports
            .formats(args)
            .map(|(format, path)| Sink::begin(format, path));
        let sinks: Result<Vec<_>, WriteError> = sinks.collect();
        Ok(Self {
            printer: Printer::new(),
            reports_to_stderr: args.prints_source(),
            sinks: sinks.map_err(|error| error.to_string())?,
            record,
            about: Run {
                root,
                writes: args.writes(),
                unsafe_fixes: args.unsafe_fixes,
                failures: Vec::new(),
                stopped_by: None,
            },
            statistics: reports.printed.filter(|_| args.statistics),
            quiet: run.quiet,
            tally: Tally::default(),
            verbose: args.verbose,
            met: HashMap::new(),
        })
    }

    /// How what is applied is recorded, where it is.
    pub fn recording(&self) -> Option<Recording> {
        self.record.as_ref().map(Record::recording)
    }

    /// What has been counted so far; what could not be printed has failed, too.
    pub fn tally(&mut self) -> &Tally {
        self.tally.incomplete += self.printer.take_failed();
        &self.tally
    }

    /// Shows what became of a file, unless it went by under another name.
    pub fn give(&mut self, mut done: Done) {
        if let Some(record) = &mut self.record {
            for line in record.push(&done.record).err().unwrap_or_default() {
                self.printer.complain(&line);
            }
        }
        if let Some((file, name)) = done.file.take() {
            if let Some(first) = self.met.get(&file) {
                if self.verbose {
                    let why = format!("another name of {}", shown(first));
                    self.printer.complain(&skipped(&name, &why));
                }
                return;
            }
            self.met.insert(file, name);
        }
        let shows = done.weight() > 0;
        self.tally += &done.tally;
        self.about.failures.extend(done.failures);
        for complaint in &done.complaints {
            self.printer.complain(complaint);
        }
        self.printer.print(&done.patch);
        for (at, piece) in done.reports.iter().enumerate() {
            if !piece.is_empty() {
                let lead = self.sinks[at].lead(&self.about);
                self.put(at, &lead);
                self.put(at, piece);
            }
        }
        if self.printer.is_watched() && shows {
            self.printer.flush();
        }
    }

    /// Ends the reports, of a run that a signal may have stopped before its end, and gives the summary.
    pub fn finish(&mut self, took: Duration, stopped_by: Option<i32>) {
        self.about.stopped_by = stopped_by;
        if let Some(format) = self.statistics {
            let text = statistics(self.tally(), format);
            self.report(text.as_bytes());
        }
        if let Some(record) = &mut self.record {
            self.tally.incomplete += usize::from(record.is_lost());
            let finished = record.finish();
            self.heed_file(finished);
        }
        for at in 0..self.sinks.len() {
            self.tally.incomplete += self.printer.take_failed();
            let end = self.sinks[at].end(&self.about, &self.tally);
            self.put(at, &end);
            let finished = self.sinks[at].finish();
            self.heed_file(finished);
        }
        self.printer.flush();
        if !self.quiet {
            let writes = self.about.writes;
            let text = summary(self.tally(), took, writes);
            tell(text.as_bytes());
        }
    }

    /// Says how far an interrupted run got; gives the exit status that shells expect.
    pub fn interrupted(&mut self, signal: i32) -> u8 {
        let changed = if self.about.writes {
            self.tally.changed
        } else {
            0
        };
        let how = match self.record {
            Some(_) => ", with another --patch-file",
            None => "",
        };
        self.printer.complain(&format!(
            "interrupted by signal {signal} after {} files, {changed} of them changed; each is whole. Run again for the rest{how}",
            self.tally.seen
        ));
        signals::status(signal)
    }

    /// Gives a part of a report on to where it goes.
    fn put(&mut self, at: usize, bytes: &[u8]) {
        match self.sinks[at].push(bytes) {
            Some(pushed) => self.heed_file(pushed),
            None => self.report(bytes),
        }
    }

    /// A report that cannot be written is told, and fails the run, which goes on.
    fn heed_file(&mut self, result: Result<(), WriteError>) {
        if let Err(error) = result {
            self.tally.incomplete += 1;
            self.printer.complain(&error.to_string());
        }
    }

    fn report(&mut self, bytes: &[u8]) {
        if self.reports_to_stderr {
            tell(bytes);
        } else {
            self.printer.print(bytes);
        }
    }
}
