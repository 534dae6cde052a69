//! What the search finds, on its way into the review.

use std::sync::mpsc::{RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use super::{AskedFile, Session};
use crate::batch::Piece;
use crate::cli::interactive::ahead::Found;
use crate::cli::interactive::terminal::Gone;
use crate::signals;

/// So long the first question waits for the search to end, for most searches end by then and the
/// question can say of how many it is one.
pub(super) const PATIENCE: Duration = Duration::from_millis(400);

/// How often it is asked whether a signal was heard, while the search is waited for.
const HEARTBEAT: Duration = Duration::from_millis(50);

impl Session<'_> {
    /// Waits for the end of the search.
    pub fn gather(&mut self) -> Result<(), Gone> {
        while self.searching {
            self.await_finds(Duration::MAX, false)?;
        }
        Ok(())
    }

    /// As [`gather`](Self::gather), whatever signal is heard.
    pub fn gather_all(&mut self) {
        while let Ok(found) = self.finds.recv() {
            self.add(found);
        }
        self.searching = false;
    }

    /// Takes what is found by now.
    pub(super) fn take_finds(&mut self) {
        loop {
            match self.finds.try_recv() {
                Ok(found) => self.add(found),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => break self.searching = false,
            }
        }
    }

    /// Waits until there is something to ask, or the search ends, or so long; with `first` until something
    /// is found at all.
    pub(super) fn await_finds(&mut self, most: Duration, first: bool) -> Result<(), Gone> {
        let began = Instant::now();
        let mut is_told = false;
        while self.searching
            && began.elapsed() < most
            && !(first && self.review.current().is_some())
        {
            match self.finds.recv_timeout(HEARTBEAT) {
                Ok(found) => self.add(found),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.searching = false,
            }
            if let Some(signal) = signals::interrupted() {
                return Err(Gone::Signal(signal));
            }
            if !is_told && most > PATIENCE && began.elapsed() > PATIENCE {
                is_told = true;
                self.say("Looking on …")?;
            }
        }
        Ok(())
    }

    fn add(&mut self, found: Found) {
        match found {
            Found::Done(done) => {
                let before = self
                    .before
                    .last_mut()
                    .expect("there is one behind the last file");
                let alone = match before.last_mut() {
                    Some(last) => last.join(done),
                    None => Some(done),
                };
                before.extend(alone);
            }
            Found::Asked(asked) => {
                let (file, first) = (self.files.len(), self.review.len());
                asked.hunks(file).for_each(|hunk| self.review.push(hunk));
                self.before.push(Vec::new());
                self.files.push(AskedFile {
                    asked: *asked,
                    first,
                    closed: None,
                });
            }
        }
    }
}
