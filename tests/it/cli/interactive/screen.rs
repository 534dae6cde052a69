//! A terminal of its own for the program: what is typed goes in, what it prints is laid out as a terminal
//! does, in 24 rows of 80 columns.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Child;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, tcgetattr};

use crate::cli::tree::{PROGRAM, Tree};

pub const ROWS: u16 = 24;
pub const COLUMNS: u16 = 80;

/// Far longer than anything takes, even on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that runs on a terminal.
pub struct Screen {
    /// `None` once it vanished.
    pty: Option<Pty>,
    child: Child,
    parser: vt100::Parser,
    /// All that was printed.
    printed: Vec<u8>,
    /// How much of it was there at the last key.
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
        let command = Command::new(PROGRAM).args(words);
        Self::run(tree, command, variables)
    }

    /// Any program.
    pub fn run(tree: &Tree, command: Command, variables: &[(&str, &OsStr)]) -> Self {
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(ROWS, COLUMNS)).unwrap();
        let mut command = command
            .current_dir(tree.root())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", tree.root())
            .env("TERM", "xterm-256color")
            .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
        for (name, value) in variables {
            command = command.env(name, value);
        }
        Self {
            child: command.spawn(pts).unwrap(),
            pty: Some(pty),
            parser: vt100::Parser::new(some(ROWS), some(COLUMNS), 0),
            printed: Vec::new(),
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
        self.heard = self.printed.len();
        self.pty().write_all(keys.as_bytes()).unwrap();
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
        while plain(&self.printed[self.heard..]).contains("+]") {
            self.sends("p").asked();
        }
        self
    }

    /// Waits until a text is printed, since the last key.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while !plain(&self.printed[self.heard..]).contains(text) {
            let is_over = !self.reads(Duration::from_millis(100));
            assert!(
                !is_over && Instant::now() < deadline,
                "no {text:?} on\n{}",
                self.account()
            );
        }
        self
    }

    /// What is on the screen.
    pub fn contents(&self) -> String {
        self.parser.screen().contents()
    }

    /// The row that the cursor is in.
    pub fn last_row(&self) -> String {
        let (row, _) = self.parser.screen().cursor_position();
        let mut rows = self.parser.screen().rows(0, COLUMNS);
        rows.nth(row.into()).unwrap_or_default()
    }

    pub fn resize(&mut self, rows: u16, columns: u16) -> &mut Self {
        self.pty().resize(Size::new(rows, columns)).unwrap();
        self.parser.screen_mut().set_size(some(rows), some(columns));
        self
    }

    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
        self
    }

    /// Whether the terminal is as a shell leaves it: lines, echo and the keys that are signals.
    pub fn is_cooked(&self) -> bool {
        let cooked = LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
        tcgetattr(self.pty()).unwrap().local_modes.contains(cooked)
    }

    /// Waits for the end.
    #[track_caller]
    pub fn ends(&mut self) -> Ended {
        let deadline = Instant::now() + PATIENCE;
        let mut status = None;
        while status.is_none() {
            self.reads(Duration::from_millis(20));
            status = self.child.try_wait().unwrap();
            assert!(Instant::now() < deadline, "it goes on:\n{}", self.account());
        }
        while self.reads(Duration::from_millis(20)) && self.is_readable(Duration::ZERO) {}
        Ended {
            status: status.and_then(|status| status.code()),
            printed: plain(&self.printed),
        }
    }

    /// Takes the terminal away, and waits for the end.
    #[track_caller]
    pub fn vanishes(mut self) -> Option<i32> {
        self.pty = None;
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(Instant::now() < deadline, "it goes on without a terminal");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// All that was printed, and what the screen makes of it.
    pub fn account(&self) -> String {
        let mut text = String::new();
        let _ = write!(
            text,
            "{}\n--- printed\n{}",
            self.contents(),
            plain(&self.printed)
        );
        text
    }

    /// All that was printed, as it was.
    pub fn printed(&self) -> &[u8] {
        &self.printed
    }

    fn pty(&self) -> &Pty {
        self.pty.as_ref().unwrap()
    }

    fn is_readable(&self, most: Duration) -> bool {
        let most = Timespec {
            tv_sec: 0,
            tv_nsec: most.as_nanos().try_into().unwrap(),
        };
        let mut asked = [PollFd::new(self.pty(), PollFlags::IN)];
        poll(&mut asked, Some(&most)).is_ok_and(|ready| ready > 0)
    }

    /// Reads what was printed, waiting so long; false where nothing will come any more.
    fn reads(&mut self, most: Duration) -> bool {
        if !self.is_readable(most) {
            return true;
        }
        let mut buffer = [0; 4096];
        match self.pty().read(&mut buffer) {
            Ok(more) if more > 0 => {
                self.parser.process(&buffer[..more]);
                self.printed.extend_from_slice(&buffer[..more]);
                true
            }
            _ => false,
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
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

fn some(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size).unwrap()
}

/// What was printed, without colours and with LF for CRLF.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let escape = regex::Regex::new("\x1b\\[[0-9;?]*[a-z]").unwrap();
    escape.replace_all(&text, "").into_owned()
}
