//! Many files at once, results in order.
//!
//! One thread walks, workers take a file each through the pipeline, and what they made of it comes
//! out in the walk's order, so the output is the same for any number of workers. How far workers may
//! run ahead is bounded, and with it the memory for what waits its turn. A panic costs its file.

use crossbeam_channel::{Receiver, Sender, bounded};
use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::thread;

use crate::signals;

/// How many items may be begun and not yet given out, for each worker.
const AHEAD_PER_WORKER: usize = 64;

/// Enough for the pipeline on any shallow file; deep ones get a stack of their own
/// ([`crate::syntax::depth`]).
const STACK: usize = 16 << 20;

/// The name of the workers' threads.
const WORKER: &str = "isfix-worker";

/// Lets workers panic without a word: their panic becomes what is said of their item. Any other
/// thread's is told as ever. To be called once, before work begins.
pub fn quiet_panics() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(WORKER) {
            tell(info);
        }
    }));
}

/// Runs `work` on each item with `jobs` workers and gives what it makes to `emit`, in order.
///
/// Where `work` panics, `rescue` makes the result from the item and the panic's message. A signal
/// that asks the run to stop ([`signals`]) ends it after the items that are being worked on, and the
/// others are left; returns whether any may have been.
pub fn run<I, R>(
    items: impl Iterator<Item = I> + Send,
    jobs: NonZeroUsize,
    work: impl Fn(&I) -> R + Sync,
    rescue: impl Fn(&I, &str) -> R + Sync,
    mut emit: impl FnMut(R),
) -> bool
where
    I: Send,
    R: Send,
{
    let guarded = |item: &I| {
        panic::catch_unwind(AssertUnwindSafe(|| work(item)))
            .unwrap_or_else(|panic| rescue(item, message(&*panic)))
    };
    let ahead = jobs.get() * AHEAD_PER_WORKER;
    thread::scope(|scope| {
        // All ends of the channels live in here: whatever panics, its ends go, and nobody waits.
        let (tickets, taken) = bounded::<()>(ahead);
        let (to_workers, begun) = bounded::<(usize, I)>(ahead);
        let (to_printer, done) = bounded::<(usize, R)>(ahead);
        let feeder = scope.spawn(move || feed(items, &tickets, &to_workers));
        let mut workers = 0;
        for _ in 0..jobs.get() {
            let (begun, to_printer, guarded) = (begun.clone(), to_printer.clone(), &guarded);
            let worker = thread::Builder::new()
                .name(WORKER.to_owned())
                .stack_size(STACK)
                .spawn_scoped(scope, move || toil(&begun, &to_printer, guarded));
            // A system that is short of threads gets the work done with those it gave.
            workers += usize::from(worker.is_ok());
        }
        assert!(workers > 0, "the system gives no thread to work with");
        let left = begun.clone();
        drop((begun, to_printer));
        in_order(&done, &taken, &mut emit);
        // Where the workers stopped early, the feeder may wait for a ticket that nobody gives back.
        drop(taken);
        let fed = feeder
            .join()
            .unwrap_or_else(|panic| panic::resume_unwind(panic));
        !fed || !left.is_empty()
    })
}

/// A worker's life: items in, results out, until there are no more or a signal asks to stop.
fn toil<I, R>(
    begun: &Receiver<(usize, I)>,
    to_printer: &Sender<(usize, R)>,
    work: impl Fn(&I) -> R,
) {
    while signals::interrupted().is_none() {
        let Ok((index, item)) = begun.recv() else {
            return;
        };
        if to_printer.send((index, work(&item))).is_err() {
            return;
        }
    }
}

/// Numbers the items and hands them out, as fast as results are given out at the other end. Returns
/// whether it came to the last one.
fn feed<I>(
    items: impl Iterator<Item = I>,
    tickets: &Sender<()>,
    to_workers: &Sender<(usize, I)>,
) -> bool {
    for numbered in items.enumerate() {
        let stopped = signals::interrupted().is_some();
        if stopped || tickets.send(()).is_err() || to_workers.send(numbered).is_err() {
            return false;
        }
    }
    true
}

fn in_order<R>(done: &Receiver<(usize, R)>, taken: &Receiver<()>, emit: &mut impl FnMut(R)) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (index, result) in done {
        waiting.insert(index, result);
        while let Some(result) = waiting.remove(&next) {
            emit(result);
            next += 1;
            // One ticket for each item begun: there is always one to take back.
            let _ = taken.try_recv();
        }
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a message")
}
