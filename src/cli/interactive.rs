//! `--interactive`: every change is asked about, hunk by hunk, and what is accepted is applied at the end.
//!
//! The workers search ahead (`ahead`) while the user answers. What an answer means for this hunk and for
//! later ones is `review`; a question is a `page` around an `excerpt`, asked on a `terminal` by a
//! `session`. A hunk may be edited `by_hand`, in the user's own `program`. Nothing is written before the
//! last question is answered, or `q` was: so any answer can be taken back, and a review that ends otherwise
//! changes no file. What was accepted lands (`land`) as it would with `--write`, proved and atomically.

mod ahead;
mod by_hand;
mod excerpt;
mod keys;
mod land;
mod page;
mod program;
mod review;
mod session;
mod terminal;

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use super::args::Args;
use super::done::Done;
use super::job::{Item, Job};
use super::output::Output;
use super::{TROUBLE, status};
use crate::batch::{self, Piece};
use crate::counted::count;
use crate::settings::run::RunSettings;
use crate::signals;
use ahead::{Asked, Found};
use land::{Accepted, Kept, Landed};
use review::Choice;
use session::{End, Session};
pub(super) use terminal::abandon;
use terminal::{Gone, Terminal};

/// Whether the user is being asked, so that a signal is for the review to tell of.
static ASKING: AtomicBool = AtomicBool::new(false);

/// Says that a signal was heard.
pub(super) fn heard(signal: i32) {
    if ASKING.load(Ordering::Relaxed) {
        terminal::wake();
    } else {
        super::output::stopping(signal);
    }
}

/// Asks about every change, applies what was accepted, and gives the exit status.
///
/// # Errors
///
/// Where the terminal cannot be asked on at all.
pub(super) fn run(
    args: &Args,
    job: &Job,
    settings: &RunSettings,
    items: impl Iterator<Item = Item> + Send,
    output: &mut Output,
    started: Instant,
) -> Result<u8, String> {
    ASKING.store(true, Ordering::Relaxed);
    let terminal = Terminal::open();
    let terminal = terminal.map_err(|error| format!("cannot ask on this terminal: {error}"))?;
    signals::heed_quit();
    let enough = &AtomicBool::new(false);
    let (mut session, end, is_cut) = thread::scope(|scope| {
        let (found, finds) = mpsc::channel();
        scope.spawn(move || search(job, settings.jobs, items, enough, &found));
        let mut session = Session::new(job, terminal, finds, settings.color);
        let mut end = session.ask_all();
        // Reports tell of every file; without any, nobody waits for those that were not looked at.
        let reads_on = end == End::Answered || (end == End::Quit && job.reports());
        enough.store(!reads_on, Ordering::Relaxed);
        let is_cut = !reads_on && session.searching;
        if let Err(gone) = session.gather() {
            enough.store(true, Ordering::Relaxed);
            end = End::Gone(gone);
            session.gather_all();
        }
        (session, end, is_cut)
    });
    ASKING.store(false, Ordering::Relaxed);
    let took = started.elapsed().saturating_sub(session.waited);
    if let End::Gone(gone) = end {
        let kept = session.keep();
        leave_all(job, &mut session, output);
        output.finish(took, signals::interrupted());
        return Ok(stopped(gone, &kept, output));
    }
    let total = land_all(job, &mut session, settings.jobs, output);
    if !settings.quiet {
        output.printer.say(&total.told(&session, is_cut));
    }
    output.finish(took, signals::interrupted());
    Ok(match signals::interrupted() {
        Some(signal) => output.interrupted(signal),
        None => status::status(output.tally(), args),
    })
}

/// Searches through everything, until that is `enough`.
fn search(
    job: &Job,
    jobs: NonZeroUsize,
    items: impl Iterator<Item = Item> + Send,
    enough: &AtomicBool,
    found: &mpsc::Sender<Found>,
) {
    let is_enough = || enough.load(Ordering::Relaxed);
    batch::run(
        job.sweeping(items).take_while(|_| !is_enough()),
        jobs,
        |item| match is_enough() {
            true => Found::Done(Done::default()),
            false => ahead::find(job, item),
        },
        |item, panic| Found::Done(job.rescue(item, panic)),
        // Nobody listens any more where the review is over.
        |piece| drop(found.send(piece)),
    );
}

/// What the files came to.
#[derive(Debug, Default)]
struct Total {
    applied: usize,
    edited: usize,
    files: usize,
}

impl Total {
    /// A line for the user; `is_cut` says that not all files were looked at.
    fn told(&self, session: &Session<'_>, is_cut: bool) -> String {
        let all = session.review.len();
        if all == 0 {
            return "Nothing to ask about.\n".to_owned();
        }
        let is_within = |&at: &usize| matches!(session.review.choice(at), Choice::Within);
        let within = (0..all).filter(is_within).count();
        let left = all.saturating_sub(self.applied + self.edited + within);
        let mut text = format!("\n{} applied", self.applied);
        if self.edited > 0 {
            text.push_str(&format!(", {} edited", self.edited + within));
        }
        text.push_str(&format!(", {left} left"));
        if session.unasked > 0 {
            text.push_str(&format!(" ({} of them not asked)", session.unasked));
        }
        text.push_str(&format!("; {} changed", count(self.files, "file")));
        if is_cut {
            text.push_str("; not all files were looked at");
        }
        text + "\n"
    }
}

/// A file whose answers are given.
struct Landing<'s> {
    asked: &'s Asked,
    accepted: Accepted<'s>,
    closed: Option<&'s str>,
}

impl Piece for Landed {
    /// Each is given out by itself, for what stands before it in order goes before it.
    fn weight(&self) -> usize {
        self.done.weight() + 1
    }
}

/// Applies what was accepted, and tells of every file, in order.
fn land_all(
    job: &Job,
    session: &mut Session<'_>,
    jobs: NonZeroUsize,
    output: &mut Output,
) -> Total {
    let mut before = std::mem::take(&mut session.before).into_iter();
    let landings: Vec<_> = (0..session.files.len())
        .map(|file| Landing {
            asked: &session.files[file].asked,
            accepted: session.accepted(file, None),
            closed: session.files[file].closed.as_deref(),
        })
        .collect();
    let mut total = Total::default();
    batch::run(
        landings.into_iter(),
        jobs,
        |it| land::land(job, it.asked, &it.accepted, it.closed),
        |it, panic| Landed {
            done: job.panicked(&it.asked.path, panic),
            ..Landed::default()
        },
        |landed| {
            let before = before.next().into_iter().flatten();
            before.for_each(|done| output.give(done));
            total.applied += landed.applied;
            total.edited += landed.edited;
            total.files += landed.done.tally.changed;
            output.give(landed.done);
        },
    );
    before.flatten().for_each(|done| output.give(done));
    total
}

/// Applies nothing, and tells of every file, in order.
fn leave_all(job: &Job, session: &mut Session<'_>, output: &mut Output) {
    let mut before = std::mem::take(&mut session.before).into_iter();
    for file in &session.files {
        let before = before.next().into_iter().flatten();
        before.for_each(|done| output.give(done));
        let landed = land::land(
            job,
            &file.asked,
            &Accepted::default(),
            file.closed.as_deref(),
        );
        output.give(landed.done);
    }
    before.flatten().for_each(|done| output.give(done));
}

/// Says why the review is over, and where what was accepted is; gives the exit status.
fn stopped(gone: Gone, kept: &Kept, output: &mut Output) -> u8 {
    let (why, status) = match gone {
        Gone::Vanished | Gone::Signal(signals::SIGHUP) => (
            "the terminal vanished in the middle of the review".to_owned(),
            TROUBLE,
        ),
        Gone::Signal(signals::SIGINT) => {
            ("interrupted".to_owned(), signals::status(signals::SIGINT))
        }
        Gone::Signal(signal) => (
            format!("stopped by signal {signal}"),
            signals::status(signal),
        ),
    };
    kept.complaints
        .iter()
        .for_each(|line| output.printer.complain(line));
    let kept = match kept.hunks {
        0 => "and nothing had been accepted".to_owned(),
        hunks => {
            let (what, them) = match hunks {
                1 => ("the change".to_owned(), "it"),
                _ => (format!("the {hunks} changes"), "them"),
            };
            match kept.write() {
                Ok(path) => format!(
                    "and {what} that you accepted went to {} (`git apply` makes {them})",
                    path.display()
                ),
                Err(error) => format!("and {what} that you accepted could not be kept: {error}"),
            }
        }
    };
    output
        .printer
        .complain(&format!("{why}: no file was changed, {kept}"));
    status
}
