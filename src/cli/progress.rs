//! How far a run is, on one line of the terminal that standard error is, while it works.
//!
//! Workers count what they do ([`Progress::over`]); a thread draws it, from half a
//! second on. Whoever prints asks for a clear terminal first ([`cleared`]), and nothing is drawn while the
//! guard lives.
//!
//! Drawn by hand, not by `indicatif`, which fills its line up to the terminal's edge (made narrower, that
//! leaves remains), hides it under `NO_COLOR`, and would print past `printer`.

mod line;

use std::cell::RefCell;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::args::Args;
use super::done::Done;
use super::job::Item;
use super::stream;
use crate::counted::{count, noun};
use crate::settings::run::RunSettings;
use crate::shown::shown;
use crate::signals;
use crate::tally::Tally;
use line::{ENDED, lock};

pub(super) use line::{cleared, cleared_soon};

/// A run that is over sooner shows none.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often it is drawn.
const TICK: Duration = Duration::from_millis(100);

/// A file that takes longer is named.
const LONG: Duration = Duration::from_secs(1);

/// What a run tells of its progress; nothing where none is to be shown.
pub(super) struct Progress(Option<Arc<Counts>>);

/// What was counted, by all workers.
#[derive(Default)]
struct Counts {
    files: AtomicUsize,
    findings: AtomicUsize,
    changed: AtomicUsize,
    failed: AtomicUsize,
    /// How many files there are, where that is known; 0 where it is not.
    expected: AtomicUsize,
    /// Whether what there is to do is still being looked for.
    is_ahead: AtomicBool,
    /// One of each worker.
    desks: Mutex<Vec<Arc<Desk>>>,
}

/// What one worker has at hand.
#[derive(Default)]
struct Desk {
    /// How many files it has begun and ended: an odd number while it works on one.
    turns: AtomicU64,
    path: Mutex<PathBuf>,
}

thread_local! {
    /// This worker's.
    static DESK: RefCell<Option<Arc<Desk>>> = const { RefCell::new(None) };
}

/// What is done with files.
#[derive(Clone, Copy)]
enum Work {
    /// They are searched through, and that happens to those in which there is something to fix.
    Search(&'static str),
    /// They are looked at, and then put back to what they were.
    Undo,
}

/// What the line says beside counts.
struct Words {
    work: Work,
    /// What is looked for before there is anything to do.
    ahead: String,
    started: Instant,
}

impl Progress {
    /// Begins to show it, where it is wanted and can be borne.
    pub fn start(args: &Args, run: &RunSettings, started: Instant) -> Self {
        let is_wanted = !args.no_progress && !run.quiet && !args.interactive;
        if !is_wanted || is_automated() || is_dumb() || !stream::bears_progress() {
            return Self(None);
        }
        let counts = Arc::new(Counts {
            is_ahead: AtomicBool::new(args.since.is_some()),
            ..Counts::default()
        });
        let since = args.since.as_deref().unwrap_or(OsStr::new(""));
        let words = Words {
            work: match (&args.undo, args.writes()) {
                (Some(_), _) => Work::Undo,
                (None, true) => Work::Search("changed"),
                (None, false) => Work::Search("to change"),
            },
            ahead: format!("looking for what changed since {}", shown(Path::new(since))),
            started,
        };
        lock().is_on = true;
        let drawer = std::thread::Builder::new().name("isfix-progress".to_owned());
        let seen = counts.clone();
        let drawn = drawer.spawn(move || draw_on(&seen, &words));
        // Without a thread it is a run without progress, or one whose line stays when it is paused.
        let _ = drawn.and_then(|_| signals::on_pause(pause));
        Self(Some(counts))
    }

    /// From now on files are worked on: so many, where that is known.
    pub fn begin(&self, expected: Option<usize>) {
        if let Some(counts) = &self.0 {
            counts.expected.store(expected.unwrap_or(0), Relaxed);
            counts.is_ahead.store(false, Relaxed);
        }
    }

    /// Works on a file, which is at hand meanwhile, and counts what was done.
    pub fn over(&self, item: &Item, work: impl FnOnce() -> Done) -> Done {
        let (Some(counts), Ok(source)) = (&self.0, item) else {
            return work();
        };
        let done = self.at_hand(&source.path, work);
        counts.count(&done.tally);
        done
    }

    /// Works on a file, which is at hand meanwhile.
    pub fn at_hand<D>(&self, path: &Path, work: impl FnOnce() -> D) -> D {
        let Some(counts) = &self.0 else {
            return work();
        };
        let desk = DESK.with_borrow_mut(|own| own.get_or_insert_with(|| counts.desk()).clone());
        let _at_hand = AtHand::new(&desk, path);
        work()
    }

    /// Counts files that were looked at, and such as were put back.
    pub fn count(&self, looked_at: usize, undone: usize) {
        if let Some(counts) = &self.0 {
            counts.files.fetch_add(looked_at, Relaxed);
            counts.changed.fetch_add(undone, Relaxed);
        }
    }
}

impl Counts {
    fn count(&self, tally: &Tally) {
        self.files.fetch_add(tally.seen, Relaxed);
        // Of most files there is nothing else to tell.
        if tally.scanned_only == 0 {
            let total = tally.total();
            let findings = total.shares.findings() + tally.suppressed;
            self.findings.fetch_add(findings, Relaxed);
            self.changed.fetch_add(tally.changed, Relaxed);
            let failed = tally.failed + tally.unread;
            self.failed.fetch_add(failed, Relaxed);
        }
    }
}

impl Drop for Progress {
    /// Takes the line away for good.
    fn drop(&mut self) {
        if self.0.is_some() {
            let mut line = lock();
            line.erase();
            line.is_on = false;
            ENDED.notify_all();
        }
    }
}

/// A file is at hand as long as this lives.
struct AtHand<'d>(&'d Desk);

impl<'d> AtHand<'d> {
    fn new(desk: &'d Desk, path: &Path) -> Self {
        let mut at_hand = desk.path.lock().unwrap_or_else(PoisonError::into_inner);
        let at_hand = at_hand.as_mut_os_string();
        at_hand.clear();
        at_hand.push(path);
        desk.turns.fetch_add(1, Relaxed);
        Self(desk)
    }
}

impl Drop for AtHand<'_> {
    fn drop(&mut self) {
        self.0.turns.fetch_add(1, Relaxed);
    }
}

impl Counts {
    fn desk(&self) -> Arc<Desk> {
        let desk = Arc::<Desk>::default();
        let mut desks = self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        desks.push(desk.clone());
        desk
    }

    /// What is to be shown.
    fn text(&self, words: &Words, took: Duration, long: Option<&(Duration, PathBuf)>) -> String {
        let seconds = took.as_secs();
        if self.is_ahead.load(Relaxed) {
            return format!("isfix: {}, {seconds} s", words.ahead);
        }
        let [files, findings, changed, failed, expected] = [
            &self.files,
            &self.findings,
            &self.changed,
            &self.failed,
            &self.expected,
        ]
        .map(|count| count.load(Relaxed));
        let of = match expected {
            0 => String::new(),
            expected => format!(" of {expected}"),
        };
        let rate = files as f64 / took.as_secs_f64();
        let all = noun(files.max(expected), "file", "files");
        let files = format!("isfix: {files}{of} {all}");
        let mut text = match words.work {
            Work::Search(changing) => format!(
                "{files}, {}, {changed} {changing}, {seconds} s ({rate:.0}/s)",
                count(findings, "finding")
            ),
            Work::Undo => format!("{files} looked at, {changed} undone, {seconds} s"),
        };
        if failed > 0 {
            text.push_str(&format!(", {failed} not read"));
        }
        if let Some((took, path)) = long {
            text.push_str(&format!("; {} s on {}", took.as_secs(), shown(path)));
        }
        text
    }
}

/// Draws until the run is over.
fn draw_on(counts: &Counts, words: &Words) {
    let mut watch = Watch::default();
    let mut line = lock();
    loop {
        let woken = ENDED.wait_timeout(line, TICK);
        line = woken.unwrap_or_else(PoisonError::into_inner).0;
        if !line.is_on {
            return;
        }
        let long = watch.look(counts, Instant::now());
        let took = words.started.elapsed();
        if took >= PATIENCE && line.may_be_drawn() {
            line.draw(&counts.text(words, took, long.as_ref()));
        }
    }
}

/// Since when each worker has had the same file at hand, as far as was seen.
#[derive(Default)]
struct Watch(Vec<(u64, Option<Instant>)>);

impl Watch {
    /// The file that has been at hand for longest, if for long.
    fn look(&mut self, counts: &Counts, now: Instant) -> Option<(Duration, PathBuf)> {
        let desks = counts.desks.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.resize(desks.len(), (0, None));
        let mut longest = None;
        for (desk, (turns, since)) in desks.iter().zip(&mut self.0) {
            let turn = desk.turns.load(Relaxed);
            if turn != *turns {
                (*turns, *since) = (turn, (turn % 2 == 1).then_some(now));
            }
            let took = since.map(|since| now.duration_since(since));
            if let Some(took) = took.filter(|&took| took >= LONG)
                && longest.as_ref().is_none_or(|&(most, _)| took > most)
            {
                longest = Some((took, desk));
            }
        }
        let (took, desk) = longest?;
        let path = desk.path.lock().unwrap_or_else(PoisonError::into_inner);
        Some((took, path.clone()))
    }
}

/// Leaves nothing on the terminal while the program is paused.
fn pause(stop: &dyn Fn()) {
    let _line = cleared_soon();
    stop();
}

/// Whether nobody watches: `CI` says so, as on all services that build and test.
fn is_automated() -> bool {
    let said = std::env::var_os("CI").unwrap_or_default();
    !(said.is_empty() || said == "false" || said == "0")
}

/// Whether the terminal cannot go back on a line.
fn is_dumb() -> bool {
    match std::env::var_os("TERM") {
        Some(term) => term.is_empty() || term == "dumb",
        None => cfg!(unix),
    }
}
