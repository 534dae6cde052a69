//! The items on their way to the workers. There is no thread that walks: a worker that finds no item
//! ready walks until enough are, and the others take them as they come.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::signals;

/// How many items are walked ahead: enough to outlast folders that hold many others and no file.
const AHEAD: usize = 2048;

/// How many for a lone worker, who gains nothing by it.
const AHEAD_ALONE: usize = 64;

/// The most items that a worker takes at once.
pub(super) const MOST_AT_ONCE: usize = 8;

pub(super) struct Feed<I: Iterator> {
    state: Mutex<State<I>>,
    /// An item is ready, or there is somebody to walk for, or nothing will come any more.
    more: Condvar,
    /// How many items are walked ahead.
    ahead: usize,
    /// Of those ready, a worker takes one in so many.
    share: usize,
}

struct State<I: Iterator> {
    ready: VecDeque<I::Item>,
    /// The number of the first that is ready.
    first: usize,
    walk: Walk<I>,
    /// How many wait for `more` and were not woken.
    asleep: usize,
    /// Whether items were taken and then left, or never walked to, for a signal asks to stop.
    left: bool,
}

enum Walk<I> {
    /// Nobody walks.
    Idle(I),
    /// A worker does.
    Taken,
    /// It came to its end, or failed.
    Ended,
}

impl<I: Iterator> Feed<I> {
    pub fn new(items: I, jobs: NonZeroUsize) -> Self {
        Self {
            state: Mutex::new(State {
                ready: VecDeque::new(),
                first: 0,
                walk: Walk::Idle(items),
                asleep: 0,
                left: false,
            }),
            more: Condvar::new(),
            ahead: if jobs.get() > 1 { AHEAD } else { AHEAD_ALONE },
            share: jobs.get() * 2,
        }
    }

    /// Walks until `wanted` items are ready or there are no more; gives how many are.
    pub fn prime(&self, wanted: usize) -> usize {
        self.walk(self.lock(), wanted).ready.len()
    }

    /// The next few items, with the first one's number; none at the end. They are fewer when few are
    /// left, so that all workers end at about the same time.
    pub fn next(&self) -> (usize, Vec<I::Item>) {
        let mut state = self.lock();
        loop {
            // Before nothing is ready, so that the others have some while one walks.
            if state.ready.len() < self.ahead / 2 && matches!(state.walk, Walk::Idle(_)) {
                state = self.walk(state, self.ahead);
            }
            let many = state.ready.len() / self.share;
            let few = state.ready.len().min(many.clamp(1, MOST_AT_ONCE));
            if few > 0 || matches!(state.walk, Walk::Ended) {
                let first = state.first;
                state.first += few;
                return (first, state.ready.drain(..few).collect());
            }
            state.asleep += 1;
            let woken = self.more.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Says that items were taken and nothing was done with them.
    pub fn leave(&self) {
        self.lock().left = true;
    }

    /// Whether all items were taken, and none left.
    pub fn is_done(&self) -> bool {
        let state = self.lock();
        matches!(state.walk, Walk::Ended) && state.ready.is_empty() && !state.left
    }

    /// Walks, without the lock, until `wanted` items are ready or there are no more.
    fn walk<'s>(
        &'s self,
        mut state: MutexGuard<'s, State<I>>,
        wanted: usize,
    ) -> MutexGuard<'s, State<I>> {
        let Walk::Idle(mut items) = std::mem::replace(&mut state.walk, Walk::Taken) else {
            unreachable!("only who finds the walk idle walks");
        };
        drop(state);
        let failing = Failing(self);
        for found in 1.. {
            let item = items.next();
            let ended = item.is_none();
            let mut state = self.lock();
            state.ready.extend(item);
            // A walk that is asked to stop ends early.
            state.left |= ended && signals::interrupted().is_some();
            if ended || state.ready.len() >= wanted {
                state.walk = if ended {
                    Walk::Ended
                } else {
                    Walk::Idle(items)
                };
                break;
            }
            // Not for each item: to wake a worker may cost more than what it is woken for.
            if found % MOST_AT_ONCE == 0 && state.asleep > 0 {
                state.asleep -= 1;
                drop(state);
                self.more.notify_one();
            }
        }
        std::mem::forget(failing);
        self.wake_all();
        self.lock()
    }

    fn wake_all(&self) {
        if std::mem::take(&mut self.lock().asleep) > 0 {
            self.more.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<I>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the walk for all when it panics, so that nobody waits for it.
struct Failing<'f, I: Iterator>(&'f Feed<I>);

impl<I: Iterator> Drop for Failing<'_, I> {
    fn drop(&mut self) {
        self.0.lock().walk = Walk::Ended;
        self.0.wake_all();
    }
}
