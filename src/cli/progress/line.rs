//! The one line of the terminal, and that nothing is printed across it.
//!
//! Behind the line the cursor goes back to its start, so that to erase it is to erase what is below,
//! however a terminal made narrower has broken it.

use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crate::cli::stream;
use crate::shown::shortened;

/// How long nothing must have been printed before it is drawn anew: among reports that follow close upon
/// each other it would only flicker.
const STILL: Duration = Duration::from_millis(200);

/// How long one who may not be kept waiting waits for a printer to come to an end.
const SOON: Duration = Duration::from_millis(200);

/// How wide a terminal is that does not tell, in columns.
const USUAL_WIDTH: usize = 80;

/// Erases the line that the cursor is at the start of, and what is below.
const ERASE: &[u8] = b"\r\x1b[J";

/// There is one terminal, so there is one line.
static LINE: Mutex<Line> = Mutex::new(Line {
    is_on: false,
    is_shown: false,
    is_within: false,
    printed: None,
});

/// The run is over.
pub(super) static ENDED: Condvar = Condvar::new();

/// What the terminal shows of it.
pub(super) struct Line {
    /// Whether it may be drawn.
    pub is_on: bool,
    /// Whether it is there.
    is_shown: bool,
    /// Whether what was printed last ends within a line, which must not be drawn over.
    is_within: bool,
    /// When anything else was printed.
    printed: Option<Instant>,
}

impl Line {
    pub fn may_be_drawn(&self) -> bool {
        let is_still = self.printed.is_none_or(|at| at.elapsed() >= STILL);
        is_still && !self.is_within && stream::is_in_foreground()
    }

    /// Puts the line there, or in place of what it was. A terminal that is gone gets no more.
    pub fn draw(&mut self, text: &str) {
        let width = stream::error_width().unwrap_or(USUAL_WIDTH);
        // A terminal breaks a line that fills it.
        let text = fitted(text, width.saturating_sub(1));
        let drawn = stream::send(format!("\r{text}\x1b[J\r").as_bytes());
        self.is_on = drawn.is_ok();
        self.is_shown = drawn.is_ok();
    }

    pub fn erase(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            let _: io::Result<()> = stream::send(ERASE);
        }
    }
}

/// The beginning of a text that surely has room in so many columns. Not every terminal knows how wide what
/// is not ASCII is, but none gives it more than two.
fn fitted(text: &str, columns: usize) -> String {
    let mut left = columns;
    let fit = |c: &char| {
        let taken = if c.is_ascii() { 1 } else { 2 };
        let fits = taken <= left;
        left = left.saturating_sub(taken);
        fits
    };
    let count = text.chars().take_while(fit).count();
    if count == text.chars().count() {
        return text.to_owned();
    }
    // What stands for the rest takes the room of two.
    match count.checked_sub(2) {
        Some(count) => shortened(text, count),
        None => String::new(),
    }
}

/// A terminal without the line; it is not drawn before this is dropped.
pub(in crate::cli) struct Cleared(MutexGuard<'static, Line>);

/// Clears the terminal for what is to be printed.
pub(in crate::cli) fn cleared() -> Cleared {
    let mut line = lock();
    line.erase();
    Cleared(line)
}

/// As [`cleared`], for one who may not wait for a terminal that takes nothing: `None` where that seems so.
pub(in crate::cli) fn cleared_soon() -> Option<Cleared> {
    let deadline = Instant::now() + SOON;
    loop {
        match LINE.try_lock() {
            Ok(mut line) => {
                line.erase();
                return Some(Cleared(line));
            }
            Err(TryLockError::Poisoned(line)) => return Some(Cleared(line.into_inner())),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return None,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

impl Cleared {
    /// Takes note of what was printed: within a line of it nothing can be drawn.
    pub fn took(&mut self, bytes: &[u8]) {
        if let Some(&last) = bytes.last() {
            self.0.is_within = last != b'\n';
        }
    }
}

impl Drop for Cleared {
    fn drop(&mut self) {
        if self.0.is_on {
            self.0.printed = Some(Instant::now());
        }
    }
}

/// Waits for who prints.
pub(super) fn lock() -> MutexGuard<'static, Line> {
    LINE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_never_takes_more_than_its_room() {
        assert_eq!(fitted("abc", 3), "abc");
        assert_eq!(fitted("abcdef", 5), "abc…");
        assert_eq!(fitted("字字字", 6), "字字字");
        assert_eq!(fitted("字字字字", 6), "字…");
        assert_eq!(fitted("abc", 2), "…");
        assert_eq!(fitted("abc", 1), "");
        assert_eq!(fitted("字", 1), "");
    }
}
