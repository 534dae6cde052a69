//! What goes to which stream: reports, diffs and sources to standard output, complaints and the
//! summary to standard error. A reader who left ends the printing, never the work.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::args::Args;
use super::done::{Done, FileId};
use super::progress;
use super::record::{Record, Recording};
use super::reports::Reports;
use super::sink::Sink;
use super::skipped::skipped;
use super::stream;
use crate::batch::Piece;
use crate::diff::push_visible;
use crate::report::{Format, Run, statistics, summary};
use crate::root::Root;
use crate::settings::run::RunSettings;
use crate::shown::shown;
use crate::signals;
use crate::tally::Tally;
use crate::write::WriteError;

/// The streams of one run, and what has gone by.
pub(super) struct Output {
    /// `None` once the reader has left.
    stdout: Option<io::BufWriter<io::Stdout>>,
    /// Whether that is a terminal, where somebody reads along.
    is_watched: bool,
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
        true => ", and leaves no report or patch file",
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

/// A line for standard error.
pub(super) fn complain(line: &str) {
    let mut bytes = b"isfix: ".to_vec();
    push_visible(line.as_bytes(), &mut bytes);
    bytes.push(b'\n');
    tell(&bytes);
}

/// For standard error, without progress in between.
fn tell(bytes: &[u8]) {
    let _line = progress::cleared();
    let _ = stream::send(bytes);
}

impl Output {
    pub fn new(args: &Args, run: &RunSettings, reports: &Reports) -> Self {
        let formats = reports.formats(args);
        Self {
            stdout: Some(stream::stdout()),
            is_watched: stream::is_watched(),
            reports_to_stderr: false,
            sinks: formats.map(|(format, _)| Sink::new(format)).collect(),
            record: args.patch_file.as_deref().map(Record::new),
            about: Run {
                root: None,
                writes: args.writes(),
                failures: Vec::new(),
                stopped_by: None,
            },
            statistics: reports.printed.filter(|_| args.statistics),
            quiet: run.quiet,
            tally: Tally::default(),
            verbose: args.verbose,
            met: HashMap::new(),
        }
    }

    /// Begins the patch file and the reports that go to files; they name what they report from `root`.
    pub fn begin(
        &mut self,
        args: &Args,
        reports: &Reports,
        root: Option<Arc<Root>>,
    ) -> Result<(), String> {
        self.about.root = root;
        if let Some(record) = &mut self.record {
            record.begin()?;
        }
        let promises = self.record.is_some() || !reports.files.is_empty();
        PROMISES.store(promises, Ordering::Relaxed);
        for (sink, (_, path)) in self.sinks.iter_mut().zip(reports.formats(args)) {
            sink.begin(path).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// How what is applied is recorded, where it is.
    pub fn recording(&self) -> Option<Recording> {
        self.record.as_ref().map(Record::recording)
    }

    /// From now on standard output carries a source, and findings go to standard error.
    pub fn reports_to_stderr(&mut self) {
        self.reports_to_stderr = true;
    }

    /// The run ends here, before its end, if a signal stopped it.
    pub fn stopped_by(&mut self, signal: Option<i32>) {
        self.about.stopped_by = signal;
    }

    /// What has been counted so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Shows what became of a file, unless it went by under another name.
    pub fn give(&mut self, mut done: Done) {
        if let Some(record) = &mut self.record {
            for line in record.push(&done.record).err().unwrap_or_default() {
                self.tally.failed += 1;
                self.complain(&line);
            }
        }
        if let Some((file, name)) = done.file.take() {
            if let Some(first) = self.met.get(&file) {
                if self.verbose {
                    let why = format!("another name of {}", shown(first));
                    self.complain(&skipped(&name, &why));
                }
                return;
            }
            self.met.insert(file, name);
        }
        let shows = done.weight() > 0;
        self.tally += &done.tally;
        self.about.failures.extend(done.failures);
        for complaint in &done.complaints {
            self.complain(complaint);
        }
        if !done.patch.is_empty() {
            self.print(&done.patch);
        }
        for (at, piece) in done.reports.iter().enumerate() {
            if !piece.is_empty() {
                let lead = self.sinks[at].lead(&self.about);
                self.put(at, &lead);
                self.put(at, piece);
            }
        }
        if self.is_watched && shows {
            self.flush();
        }
    }

    /// Ends the report and gives the summary.
    pub fn finish(&mut self, took: Duration) {
        if let Some(format) = self.statistics {
            let text = statistics(&self.tally, format);
            self.report(text.as_bytes());
        }
        if let Some(record) = &mut self.record {
            let finished = record.finish();
            self.heed_file(finished);
        }
        for at in 0..self.sinks.len() {
            let end = self.sinks[at].end(&self.about, &self.tally);
            self.put(at, &end);
            let finished = self.sinks[at].finish();
            self.heed_file(finished);
        }
        self.flush();
        if !self.quiet {
            let text = summary(&self.tally, took, self.about.writes);
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
        self.complain(&format!(
            "interrupted by signal {signal} after {} files, {changed} of them changed; each is whole. Run again for the rest{how}",
            self.tally.seen
        ));
        signals::status(signal)
    }

    /// What a run came to, for standard error.
    pub fn tell(&mut self, text: &str) {
        self.flush();
        tell(text.as_bytes());
    }

    /// A line or more for whoever was asked.
    pub fn say(&mut self, text: &str) {
        self.print(text.as_bytes());
        self.flush();
    }

    /// A line for standard error.
    pub fn complain(&mut self, line: &str) {
        // What was printed before it stands before it, where both go to one terminal.
        self.flush();
        complain(line);
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
            self.tally.failed += 1;
            self.complain(&error.to_string());
        }
    }

    fn report(&mut self, bytes: &[u8]) {
        if self.reports_to_stderr {
            tell(bytes);
        } else {
            self.print(bytes);
        }
    }

    /// Prints to standard output, as long as anyone reads it.
    pub fn print(&mut self, bytes: &[u8]) {
        let mut line = self.is_watched.then(progress::cleared);
        let result = self.stdout.as_mut().map(|stdout| stdout.write_all(bytes));
        if let Some(line) = &mut line {
            line.took(bytes);
        }
        drop(line);
        self.heed(result);
    }

    /// Gives on what is buffered.
    pub fn flush(&mut self) {
        let line = self.is_watched.then(progress::cleared);
        let result = self.stdout.as_mut().map(Write::flush);
        drop(line);
        self.heed(result);
    }

    fn heed(&mut self, result: Option<io::Result<()>>) {
        let Some(Err(error)) = result else { return };
        // Dropping the buffer would try again to write it.
        if let Some(stdout) = self.stdout.take() {
            let _ = stdout.into_parts();
        }
        if error.kind() != io::ErrorKind::BrokenPipe {
            self.tally.failed += 1;
            self.complain(&format!("cannot print: {error}"));
        }
    }
}
