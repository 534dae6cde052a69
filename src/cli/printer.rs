//! Standard output as long as anyone reads it, and lines for standard error, with no progress across either. A
//! reader who left ends the printing, never the work.

use std::io::{self, Write};

use super::{progress, stream};
use crate::diff::push_visible;

/// What prints, in one run.
pub(super) struct Printer {
    /// `None` once the reader has left.
    stdout: Option<io::BufWriter<io::Stdout>>,
    /// Whether that is a terminal, where somebody reads along.
    is_watched: bool,
    /// How often printing failed, though somebody reads.
    failed: usize,
}

/// A line for standard error, where nothing was printed before.
pub(super) fn complain(line: &str) {
    let mut bytes = b"isfix: ".to_vec();
    push_visible(line.as_bytes(), &mut bytes);
    bytes.push(b'\n');
    tell(&bytes);
}

/// For standard error, without progress in between.
pub(super) fn tell(bytes: &[u8]) {
    let _line = progress::cleared();
    let _ = stream::send(bytes);
}

impl Printer {
    pub fn new() -> Self {
        Self {
            stdout: Some(stream::stdout()),
            is_watched: stream::is_watched(),
            failed: 0,
        }
    }

    /// Whether somebody reads along.
    pub fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// How often printing has failed since this was last asked.
    pub fn take_failed(&mut self) -> usize {
        std::mem::take(&mut self.failed)
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

    /// Prints to standard output, as long as anyone reads it.
    pub fn print(&mut self, bytes: &[u8]) {
        // What prints nothing leaves the line of progress where it is.
        if bytes.is_empty() {
            return;
        }
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
            self.failed += 1;
            self.complain(&format!("cannot print: {error}"));
        }
    }
}
