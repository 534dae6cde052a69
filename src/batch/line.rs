//! What the workers made, brought back into order on its way to the printer.
//!
//! Neighbours that can be joined wait as one, so what waits is as small as what it shows. Where that
//! is too much nobody begins anything new, but for whom all wait for. What shows nothing wakes nobody:
//! the printer looks for it from time to time.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::Piece;
use crate::signals;

/// How many bytes of pieces may wait for their turn, and as many again for the printer, before
/// workers stop to begin new items.
pub(super) const LIMIT: usize = 8 << 20;

/// The longest that pieces which show nothing wait for the printer: so its user sees that there is progress,
/// and can stop it, where there is nothing to show for long.
pub(super) const LONGEST_WAIT: Duration = Duration::from_millis(50);

pub(super) struct Line<R> {
    state: Mutex<State<R>>,
    /// There is something to give out, or nothing will come any more.
    news: Condvar,
    /// There may be room for new items.
    room: Condvar,
}

struct State<R> {
    /// What waits for something before it, by its first number.
    waiting: BTreeMap<usize, Run<R>>,
    /// What these show, in bytes.
    held: usize,
    /// The number that comes next.
    next: usize,
    /// What can be given out.
    ready: Vec<R>,
    /// What these show, in bytes, with what the printer has at hand.
    shown: usize,
    /// How many workers there are.
    workers: usize,
    /// How many of them wait for room and were not woken.
    stopped: usize,
    /// Whether the printer waits for news.
    idle: bool,
    /// Whether nothing is given out any more.
    closed: bool,
}

/// What was made of neighbours, joined.
struct Run<R> {
    /// The number behind the last.
    end: usize,
    piece: R,
}

/// A worker's place in the line; it ends with it.
pub(super) struct Place<'l, R: Piece> {
    line: &'l Line<R>,
    /// What the worker made last, which shows nothing and was not put yet, by its first number.
    kept: Option<(usize, Run<R>)>,
}

impl<R> Default for Line<R> {
    fn default() -> Self {
        Self {
            state: Mutex::new(State {
                waiting: BTreeMap::new(),
                held: 0,
                next: 0,
                ready: Vec::new(),
                shown: 0,
                workers: 0,
                stopped: 0,
                idle: false,
                closed: false,
            }),
            news: Condvar::new(),
            room: Condvar::new(),
        }
    }
}

impl<R: Piece> Line<R> {
    /// A place for one more worker.
    pub fn join(&self) -> Place<'_, R> {
        self.lock().workers += 1;
        Place {
            line: self,
            kept: None,
        }
    }

    /// Gives out in order what the workers make, until there are none any more; at last what has a
    /// gap before it, where a signal ended the run.
    pub fn give_out(&self, mut emit: impl FnMut(R)) {
        let _closing = Closing(self);
        let mut state = self.lock();
        loop {
            while state.shown == 0 && state.workers > 0 {
                state.idle = true;
                let is_late;
                (state, is_late) = wait_a_while(&self.news, state);
                if is_late && !state.ready.is_empty() {
                    break;
                }
            }
            state.idle = false;
            let ended = state.workers == 0;
            let (pieces, shown) = (std::mem::take(&mut state.ready), state.shown);
            let rest = if ended {
                std::mem::take(&mut state.waiting)
            } else {
                BTreeMap::new()
            };
            drop(state);
            let rest = rest.into_values().map(|run| run.piece);
            pieces.into_iter().chain(rest).for_each(&mut emit);
            if ended {
                return;
            }
            state = self.lock();
            state.shown -= shown;
            self.make_room(state);
            state = self.lock();
        }
    }

    /// Ends a change of the state, and wakes those who wait for room. Each wake is a call to the
    /// system, so none is in vain.
    fn make_room(&self, mut state: MutexGuard<'_, State<R>>) {
        let wakes = std::mem::take(&mut state.stopped) > 0;
        drop(state);
        if wakes {
            self.room.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<R: Piece> Place<'_, R> {
    /// Waits until there is room for what is made of the item of this number; false where the run
    /// ends first.
    pub fn may_begin(&self, index: usize) -> bool {
        // What is kept shows nothing, so the room that was found before it is there still.
        if self.kept.is_some() {
            return true;
        }
        let mut state = self.line.lock();
        while !state.closed && !state.has_room(index) {
            if signals::interrupted().is_some() {
                return false;
            }
            state.stopped += 1;
            state = wait(&self.line.room, state);
        }
        !state.closed
    }

    /// Takes what was made of the item of this number. What shows nothing is kept back, so that many
    /// are put at once: [`Place::put`] must follow before the worker waits for anything.
    pub fn take(&mut self, index: usize, piece: R) {
        let shows = piece.weight() > 0;
        let alone = match &mut self.kept {
            Some((_, run)) if run.end == index => {
                let alone = run.piece.join(piece);
                run.end += usize::from(alone.is_none());
                alone
            }
            _ => Some(piece),
        };
        if let Some(piece) = alone {
            self.put();
            let end = index + 1;
            self.kept = Some((index, Run { end, piece }));
        }
        if shows {
            self.put();
        }
    }

    /// Puts what was kept back in its place.
    pub fn put(&mut self) {
        let Some((index, run)) = self.kept.take() else {
            return;
        };
        let mut state = self.line.lock();
        state.put(index, run);
        // What shows nothing can wait until the printer looks: to wake it costs more than to make that.
        let is_news = state.shown > 0 && std::mem::take(&mut state.idle);
        self.line.make_room(state);
        if is_news {
            self.line.news.notify_one();
        }
    }
}

impl<R: Piece> Drop for Place<'_, R> {
    fn drop(&mut self) {
        self.put();
        let mut state = self.line.lock();
        state.workers -= 1;
        // What a worker that fails had begun is never put: nobody may wait for it.
        state.closed |= thread::panicking();
        let is_last = state.workers == 0;
        self.line.make_room(state);
        if is_last {
            self.line.news.notify_one();
        }
    }
}

impl<R: Piece> State<R> {
    fn has_room(&self, index: usize) -> bool {
        self.shown < LIMIT && (index == self.next || self.held() < LIMIT)
    }

    /// What waits for something before it, in bytes.
    fn held(&self) -> usize {
        self.held + self.waiting.len() * size_of::<Run<R>>()
    }

    fn put(&mut self, first: usize, run: Run<R>) {
        if first != self.next {
            return self.keep(first, run);
        }
        self.show(run);
        while let Some(run) = self.waiting.remove(&self.next) {
            self.held -= run.piece.weight();
            self.show(run);
        }
    }

    fn show(&mut self, Run { end, piece }: Run<R>) {
        self.next = end;
        self.shown += piece.weight();
        let alone = match self.ready.last_mut() {
            Some(last) => last.join(piece),
            None => Some(piece),
        };
        self.ready.extend(alone);
    }

    /// Keeps a run until its turn, joined with its neighbours as far as they can be.
    fn keep(&mut self, first: usize, mut run: Run<R>) {
        self.held += run.piece.weight();
        if let Some(Run { end, piece }) = self.waiting.remove(&run.end) {
            match run.piece.join(piece) {
                None => run.end = end,
                Some(piece) => drop(self.waiting.insert(run.end, Run { end, piece })),
            }
        }
        let before = self.waiting.range_mut(..first).next_back();
        if let Some((_, before)) = before.filter(|(_, before)| before.end == first) {
            match before.piece.join(run.piece) {
                None => {
                    before.end = run.end;
                    return;
                }
                Some(piece) => run.piece = piece,
            }
        }
        self.waiting.insert(first, run);
    }
}

/// Ends the work when the printer is gone: nobody waits for room that it would have made.
struct Closing<'l, R: Piece>(&'l Line<R>);

impl<R: Piece> Drop for Closing<'_, R> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.closed = true;
        self.0.make_room(state);
    }
}

fn wait<'s, T>(condition: &Condvar, state: MutexGuard<'s, T>) -> MutexGuard<'s, T> {
    condition
        .wait(state)
        .unwrap_or_else(PoisonError::into_inner)
}

/// Waits, too, and tells whether that was as long as may be.
fn wait_a_while<'s, T>(condition: &Condvar, state: MutexGuard<'s, T>) -> (MutexGuard<'s, T>, bool) {
    let (state, waited) = condition
        .wait_timeout(state, LONGEST_WAIT)
        .unwrap_or_else(PoisonError::into_inner);
    (state, waited.timed_out())
}
