//! One file from its path to what is to be said of it (`telling`) and done with it (`delivery`).

mod delivery;
mod telling;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Args;
use super::done::Done;
use super::naming::Naming;
use super::record::{self, Recording};
use super::reports::Reports;
use super::skipped::{dismissed, skipped};
use super::stream;
use crate::diff::Look;
use crate::document::Document;
use crate::files::{Source, WalkError};
use crate::pipeline::{self, Outcome, Unread};
use crate::read::{self, Stamp};
use crate::report::{Content, Failure, FailureKind, Format};
use crate::settings::run::RunSettings;
use crate::settings::scope::Held;
use crate::since::lines::ChangedLines;
use crate::write::{Sweeper, WriteOptions};
use delivery::Delivered;

/// What the walk gives.
pub(super) type Item = Result<Source, WalkError>;

/// What holds for every file of a run.
pub(super) struct Job {
    /// How findings are shown, report by report.
    formats: Vec<(Format, Look)>,
    /// Whether standard output shows findings; it carries something else or nothing where not, and what
    /// failed is told on standard error.
    prints: bool,
    diff: bool,
    write: bool,
    /// Whether the byte scan is asked.
    scans: bool,
    /// Whether findings are given suppression comments in place of being fixed.
    add_noqa: bool,
    /// Whether it is told why a file is skipped.
    verbose: bool,
    options: WriteOptions,
    look: Look,
    known: Known,
}

/// What is found out before the first file is worked on.
#[derive(Default)]
pub(super) struct Known {
    /// What files are named from, where diffs or reports name them so.
    pub root: Option<Naming>,
    /// Where what is applied is recorded.
    pub recording: Option<Recording>,
    /// What changed in each file, where nothing else counts.
    pub changed: Option<HashMap<PathBuf, ChangedLines>>,
}

/// The bytes of one file, and how they may be written back.
pub(super) struct Input<'a> {
    /// As the user sees it.
    pub path: &'a Path,
    /// Whether the command line names it: then it is looked at, whatever the scan says.
    pub named: bool,
    /// What was read.
    pub bytes: &'a [u8],
    /// What it was when read; `None` for standard input, which is not written.
    pub stamp: Option<&'a Stamp>,
    /// The lines that count; `None` where all do.
    pub changed: Option<&'a ChangedLines>,
}

thread_local! {
    /// A worker's buffer, kept from file to file.
    static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A buffer larger than this is given back after its file.
const LARGEST_KEPT: usize = 8 << 20;

impl Job {
    pub fn new(args: &Args, run: &RunSettings, reports: &Reports, known: Known) -> Self {
        let look = if args.prints_source() {
            stream::error_look(run.color)
        } else {
            stream::look(run.color)
        };
        let formats = reports.formats(args);
        let formats = formats.map(|(format, file)| match file {
            Some(_) => (format, Look::PLAIN),
            None => (format, look),
        });
        let formats: Vec<_> = formats.collect();
        Self {
            scans: !args.no_scan,
            formats,
            prints: reports.printed.is_some() && !args.statistics,
            diff: args.diff,
            write: args.writes(),
            add_noqa: args.add_noqa,
            verbose: args.verbose,
            options: WriteOptions {
                break_hard_links: run.break_hard_links,
            },
            look,
            known,
        }
    }

    /// The items as they are, with each folder that will be written in cleared of what a killed run
    /// left in it, unless the walk saw that there is nothing.
    pub fn sweeping(
        &self,
        items: impl Iterator<Item = Item> + Send,
    ) -> impl Iterator<Item = Item> + Send {
        let (writes, mut sweeper) = (self.write, Sweeper::default());
        items.inspect(move |item| {
            if let Some(source) = item
                .as_ref()
                .ok()
                .filter(|it| writes && !it.in_swept_folder)
            {
                sweeper.sweep_beside(&source.path);
            }
        })
    }

    /// Takes one file through everything.
    pub fn process(&self, item: &Item) -> Done {
        let source = match item {
            Ok(source) => source,
            Err(error) => return self.not_walked(error),
        };
        BYTES.with_borrow_mut(|bytes| {
            let stamp = match read::read_into(&source.path, bytes) {
                Ok(stamp) => stamp,
                Err(error) => {
                    return self.failed(&source.path, Failure::io(error.kind().to_string()));
                }
            };
            let Source { path, named, .. } = source;
            let input = Input {
                path,
                named: *named,
                bytes,
                stamp: Some(&stamp),
                changed: self.changed(path),
            };
            let (all, own) = (source.scope.held(), || source.held());
            let mut done = self.settle(&input, all, own).0;
            let one_of_several = stamp.links() > 1 && !self.options.break_hard_links;
            done.file = one_of_several.then(|| (stamp.identity(), path.clone()));
            if bytes.capacity() > LARGEST_KEPT {
                *bytes = Vec::new();
            }
            done
        })
    }

    /// Settles, diffs and writes one file's bytes; gives the new bytes, too, where there are any. `all` holds
    /// for the files around it, and what `own` gives, which is never more, for this one: it is asked only
    /// where the scan does not dismiss the file on behalf of all.
    pub fn settle(
        &self,
        input: &Input<'_>,
        all: &Held,
        own: impl FnOnce() -> Arc<Held>,
    ) -> (Done, Option<Vec<u8>>) {
        let mut done = Done::default();
        let result = self
            .examine(input, all, own, &mut done)
            .and_then(|(document, outcome)| self.conclude(input, &document, outcome, &mut done));
        (done, result)
    }

    /// The first half of [`settle`](Self::settle), which writes nothing; `None` where there is nothing to
    /// conclude.
    pub fn examine<'a>(
        &self,
        input: &Input<'a>,
        all: &Held,
        own: impl FnOnce() -> Arc<Held>,
        done: &mut Done,
    ) -> Option<(Document<'a>, Outcome)> {
        done.tally.seen = 1;
        let is_scanned = self.scans && !input.named;
        let dismisses = |held: &Held| is_scanned && !held.scan.may_hold(input.bytes);
        let own = (!dismisses(all)).then(own);
        let is_all = |held: &Arc<Held>| std::ptr::eq(&**held, all);
        let is_left = |held: &&Arc<Held>| is_all(held) || !dismisses(held);
        let Some(held) = own.as_ref().filter(is_left) else {
            done.tally.scanned_only = 1;
            if self.verbose {
                done.complaints
                    .push(dismissed(input.path, all, own.as_deref()));
            }
            return None;
        };
        let document = match Document::read(input.bytes) {
            Ok(document) => document.at(input.path).within(input.changed),
            Err(error) => {
                self.fail(input.path, &Failure::decoding(&error), done);
                return None;
            }
        };
        let settle = if self.add_noqa {
            pipeline::add_noqa
        } else {
            pipeline::settle
        };
        let outcome = match settle(&document, &held.settings) {
            Ok(outcome) => outcome,
            Err(unread) => {
                self.fail(input.path, &unreadable(&unread, &document), done);
                return None;
            }
        };
        done.tally.parsed = 1;
        done.tally.uninferred = outcome.uninferred;
        if let Some(row) = outcome.skipping_row.filter(|_| self.verbose) {
            let why = format!("a comment on line {row} says so");
            done.complaints.push(skipped(input.path, &why));
        }
        Some((document, outcome))
    }

    /// The second half: diffs, writes and reports.
    pub fn conclude(
        &self,
        input: &Input<'_>,
        document: &Document<'_>,
        mut outcome: Outcome,
        done: &mut Done,
    ) -> Option<Vec<u8>> {
        for fault in &outcome.faults {
            self.fail(input.path, &fault.into(), done);
        }
        let delivered = outcome
            .result
            .as_ref()
            .map(|result| self.deliver(input, result));
        if let Some(Delivered {
            patch,
            written,
            failure,
        }) = delivered
        {
            done.patch = patch;
            done.tally.changed = usize::from(written);
            if !written {
                outcome.give_up_result();
            }
            if let Some(failure) = failure {
                self.fail(input.path, &failure, done);
            }
        }
        done.tally.count(&outcome.findings);
        done.tally.suppressed = outcome.suppressed.len();
        let content = Content::Settled {
            document,
            outcome: &outcome,
            written: self.write,
        };
        self.add(input.path, content, done);
        done.record = record::take().unwrap_or_default();
        outcome.result
    }

    /// The lines of a file that count; `None` where all do.
    pub fn changed(&self, path: &Path) -> Option<&ChangedLines> {
        self.known.changed.as_ref()?.get(path)
    }

    /// What the user decided about writing.
    pub fn options(&self) -> &WriteOptions {
        &self.options
    }
}

fn unreadable(unread: &Unread, document: &Document<'_>) -> Failure {
    let location = match unread {
        Unread::Syntax(fault) => Some(document.lines().location(fault.offset)),
        Unread::TooDeep(deep) => Some(document.lines().location(deep.offset)),
    };
    Failure {
        kind: FailureKind::Syntax,
        location,
        message: unread.to_string(),
    }
}
