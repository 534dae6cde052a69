//! A review in a window of 24 rows of 80 columns: keys are typed once one is asked for, and what was printed is
//! looked for behind the last of them.

use std::ffi::OsStr;

use rustix::process::Signal;

use crate::cli::terminal::{Session, Window};
use crate::cli::tree::{Call, Tree};

pub const ROWS: u16 = 24;
pub const COLUMNS: u16 = 80;

/// A program that runs on a terminal.
pub struct Screen {
    session: Session,
    /// How much of what was printed has been looked at, in bytes.
    looked: usize,
    /// How much of it had been at the last key.
    heard: usize,
}

/// How it ended and what it had printed.
pub struct Ended {
    pub status: Option<i32>,
    pub printed: String,
}

impl Screen {
    /// `isfix --interactive` with the words of a line.
    pub fn isfix(tree: &Tree, line: &str) -> Self {
        Self::with(tree, line, &[])
    }

    /// As [`isfix`](Self::isfix), with variables.
    pub fn with(tree: &Tree, line: &str, variables: &[(&str, &OsStr)]) -> Self {
        let words = std::iter::once("--interactive").chain(line.split_whitespace());
        let call = variables
            .iter()
            .fold(tree.isfix(words), |call, (name, value)| {
                call.env(name, value)
            });
        Self::run(call)
    }

    /// Any program.
    pub fn run(call: Call) -> Self {
        Self::within(Window::of(ROWS, COLUMNS), call)
    }

    /// Any program in any window.
    pub fn within(window: Window, call: Call) -> Self {
        Self {
            session: window.start(call),
            looked: 0,
            heard: 0,
        }
    }

    /// Types keys once the program asks for one.
    #[track_caller]
    pub fn types(&mut self, keys: &str) -> &mut Self {
        for key in keys.chars() {
            self.asked();
            self.sends(&key.to_string());
        }
        self
    }

    /// Types what need not wait for a question.
    pub fn sends(&mut self, keys: &str) -> &mut Self {
        self.heard = self.looked;
        self.session.types(keys);
        self
    }

    /// Waits for a question, since the last key.
    #[track_caller]
    pub fn asked(&mut self) -> &mut Self {
        self.shows("]? ")
    }

    /// Waits for a question that knows how many there are: on a machine with much else to do the first may
    /// be asked before all is found.
    #[track_caller]
    pub fn settles(&mut self) -> &mut Self {
        self.asked();
        while plain(&self.session.record()[self.heard..]).contains("+]") {
            self.sends("p").asked();
        }
        self
    }

    /// Waits until a text is printed, since the last key.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        let heard = self.heard;
        let is_shown = |record: &[u8]| plain(&record[heard..]).contains(text);
        self.looked = self.session.wait_until_sent(text, is_shown);
        self
    }

    /// What is on the screen.
    pub fn contents(&self) -> String {
        self.session.screen()
    }

    /// The row that the cursor is in.
    pub fn last_row(&self) -> String {
        self.session.row()
    }

    pub fn resize(&mut self, rows: u16, columns: u16) -> &mut Self {
        self.session.resize(rows, columns);
        self
    }

    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        self.session.signal(signal);
        self
    }

    /// Whether the terminal is as a shell leaves it.
    pub fn is_cooked(&self) -> bool {
        self.session.is_cooked()
    }

    /// Waits for the end.
    #[track_caller]
    pub fn ends(&mut self) -> Ended {
        let status = self.session.ends();
        Ended {
            status: status.code(),
            printed: plain(&self.printed()),
        }
    }

    /// Takes the terminal away, and waits for the end.
    #[track_caller]
    pub fn vanishes(mut self) -> Option<i32> {
        self.session.hang_up();
        self.session.end().status.code()
    }

    /// What is on the screen, and all that was printed.
    pub fn account(&self) -> String {
        let printed = plain(&self.printed());
        format!("{}\n--- printed\n{printed}", self.contents())
    }

    /// All that was printed, as it was.
    pub fn printed(&self) -> Vec<u8> {
        self.session.record()
    }
}

impl Ended {
    #[track_caller]
    pub fn status(self, expected: i32) -> Self {
        assert_eq!(self.status, Some(expected), "{}", self.printed);
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(
            self.printed.contains(text),
            "no {text:?} in\n{}",
            self.printed
        );
        self
    }
}

/// What was printed, without colours and with LF for CRLF.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let escape = regex::Regex::new("\x1b\\[[0-9;?]*[a-z]").unwrap();
    escape.replace_all(&text, "").into_owned()
}
