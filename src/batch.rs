//! Many files at once, results in order.
//!
//! Whichever worker finds nothing to do walks on for all of them (`feed`), each takes a file at a
//! time through the pipeline, and what they made of it comes out in the walk's order (`line`), so
//! the output is the same for any number of workers. What waits its turn is bounded by its bytes, so
//! that one slow file holds nobody up and a large report is never held whole. A panic costs its file.

mod feed;
mod line;
#[cfg(test)]
mod tests;

use std::any::Any;
use std::cell::Cell;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::thread::{self, ScopedJoinHandle};

use crate::signals;
use feed::Feed;
use line::Line;

/// Enough for the pipeline on any shallow file; deep ones get a stack of their own
/// ([`crate::syntax::depth`]).
const STACK: usize = 16 << 20;

/// What is made of one item.
pub trait Piece: Send + Sized {
    /// How many bytes it shows, and holds on to until it is given out.
    fn weight(&self) -> usize {
        0
    }

    /// Takes over the piece behind it, or gives it back where both must be given out. What shows
    /// nothing should be taken over: then any number of them may wait.
    fn join(&mut self, next: Self) -> Option<Self> {
        Some(next)
    }
}

thread_local! {
    /// Whether this thread's panics are told by what is made of them.
    static RESCUED: Cell<bool> = const { Cell::new(false) };
}

/// Lets work on an item panic without a word: the panic becomes what is said of the item. Any other
/// is told as ever. To be called once, before work begins.
pub fn quiet_panics() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !RESCUED.get() {
            tell(info);
        }
    }));
}

/// What `work` gives, or the message of its panic, of which nothing is told otherwise.
///
/// # Errors
///
/// Where it panics.
pub fn rescued<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    let outer = RESCUED.replace(true);
    let made = panic::catch_unwind(AssertUnwindSafe(work));
    RESCUED.set(outer);
    made.map_err(|panic| message(&*panic).to_owned())
}

/// Runs `work` on each item with up to `jobs` workers and gives what it makes to `emit`, in order.
///
/// Where `work` panics, `rescue` makes the result from the item and the panic's message. A signal
/// that asks the run to stop ([`signals`]) ends it after the items that are being worked on, and the
/// others are left; returns whether any may have been.
pub fn run<I, R>(
    items: impl Iterator<Item = I> + Send,
    jobs: NonZeroUsize,
    work: impl Fn(&I) -> R + Sync,
    rescue: impl Fn(&I, &str) -> R + Sync,
    emit: impl FnMut(R),
) -> bool
where
    I: Send,
    R: Piece,
{
    run_on(STACK, items, jobs, work, rescue, emit)
}

/// As [`run`], by workers with stacks of so many bytes.
fn run_on<I, R>(
    stack: usize,
    items: impl Iterator<Item = I> + Send,
    jobs: NonZeroUsize,
    work: impl Fn(&I) -> R + Sync,
    rescue: impl Fn(&I, &str) -> R + Sync,
    emit: impl FnMut(R),
) -> bool
where
    I: Send,
    R: Piece,
{
    let guarded =
        |item: &I| rescued(|| work(item)).unwrap_or_else(|message| rescue(item, &message));
    let feed = Feed::new(items, jobs);
    let line = Line::default();
    thread::scope(|scope| {
        let workers = feed.prime(jobs.get()).min(jobs.get());
        if workers == 0 {
            return;
        }
        // They count as at work before they start, so that the printer does not find nobody there.
        let places: Vec<_> = (0..workers).map(|_| line.join()).collect();
        let workers: Vec<_> = places
            .into_iter()
            .filter_map(|place| {
                let (feed, guarded) = (&feed, &guarded);
                // A system that is short of threads gets the work done with those it gives.
                thread::Builder::new()
                    .name("isfix-worker".to_owned())
                    .stack_size(stack)
                    .spawn_scoped(scope, move || toil(feed, place, guarded))
                    .ok()
            })
            .collect();
        if workers.is_empty() {
            return toil_alone(&feed, guarded, emit);
        }
        line.give_out(emit);
        workers.into_iter().for_each(see_off);
    });
    !feed.is_done()
}

/// A worker's life: items in, results out, until there are no more or a signal asks to stop.
fn toil<I, R: Piece>(
    feed: &Feed<impl Iterator<Item = I>>,
    mut place: line::Place<'_, R>,
    work: impl Fn(&I) -> R,
) {
    loop {
        let (first, items) = feed.next();
        if items.is_empty() {
            return;
        }
        for (index, item) in (first..).zip(items) {
            if signals::interrupted().is_some() || !place.may_begin(index) {
                return feed.leave();
            }
            place.take(index, work(&item));
        }
        place.put();
    }
}

/// All the work by the thread that asks for it, where the system gives no other.
fn toil_alone<I, R>(
    feed: &Feed<impl Iterator<Item = I>>,
    work: impl Fn(&I) -> R,
    mut emit: impl FnMut(R),
) {
    loop {
        let (_, items) = feed.next();
        if items.is_empty() {
            return;
        }
        for item in items {
            if signals::interrupted().is_some() {
                return feed.leave();
            }
            emit(work(&item));
        }
    }
}

/// Waits for a worker. Its panic is the walk's, for one in `work` is caught, and becomes ours.
fn see_off(worker: ScopedJoinHandle<'_, ()>) {
    if let Err(panic) = worker.join() {
        panic::resume_unwind(panic);
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a message")
}
