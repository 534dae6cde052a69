//! The program on a pseudo-terminal of its own: what its user would see, type and do to the window.
//!
//! [`Window::start`] runs it, a thread takes what it prints into a terminal's emulator, and the test
//! looks at the screen, types, resizes, sends signals or closes the window.

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::AsFd;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, tcgetattr};

use super::tree::Call;

/// A test that waits longer has failed: far more than any step takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A terminal's window, before anything runs in it.
pub struct Window {
    rows: u16,
    columns: u16,
    stdin: Option<Stdio>,
    stdout: Option<Stdio>,
    stderr: Option<Stdio>,
}

/// The program at work in a window.
pub struct Session {
    child: Child,
    /// `None` once the window is closed.
    pty: Option<Arc<Pty>>,
    seen: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
}

/// What is left when the program has ended.
pub struct Ended {
    pub status: ExitStatus,
    /// Everything that was sent to the terminal.
    pub record: Vec<u8>,
    /// The screen as it was after each piece of that; the last is what stays.
    pub screens: Vec<String>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<Option<Seen>>,
    more: Condvar,
}

struct Seen {
    parser: vt100::Parser,
    record: Vec<u8>,
    screens: Vec<String>,
    /// Nothing will come any more.
    ended: bool,
    /// The window is closed.
    closed: bool,
}

impl Window {
    /// Of the usual size.
    pub fn new() -> Self {
        Self::of(24, 80)
    }

    /// Of this size.
    pub fn of(rows: u16, columns: u16) -> Self {
        Self {
            rows,
            columns,
            stdin: None,
            stdout: None,
            stderr: None,
        }
    }

    /// With standard input from somewhere else.
    pub fn stdin_from(mut self, file: File) -> Self {
        self.stdin = Some(file.into());
        self
    }

    /// With standard output somewhere else.
    pub fn stdout_to(mut self, file: File) -> Self {
        self.stdout = Some(file.into());
        self
    }

    /// With standard error somewhere else.
    pub fn stderr_to(mut self, file: File) -> Self {
        self.stderr = Some(file.into());
        self
    }

    /// Starts the program. `TERM` is `xterm` unless the call says otherwise.
    pub fn start(self, call: Call) -> Session {
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(self.rows, self.columns)).unwrap();
        let mut command = Command::from(call.on_terminal());
        if let Some(stdin) = self.stdin {
            command = command.stdin(stdin);
        }
        if let Some(stdout) = self.stdout {
            command = command.stdout(stdout);
        }
        if let Some(stderr) = self.stderr {
            command = command.stderr(stderr);
        }
        let child = command.spawn(pts).unwrap();
        let seen = Arc::new(Shared::default());
        *seen.state.lock().unwrap() = Some(Seen {
            parser: parser(self.rows, self.columns),
            record: Vec::new(),
            screens: Vec::new(),
            ended: false,
            closed: false,
        });
        let pty = Arc::new(pty);
        let reader = {
            let (pty, seen) = (pty.clone(), seen.clone());
            std::thread::spawn(move || take_in(&pty, &seen))
        };
        Session {
            child,
            pty: Some(pty),
            seen,
            reader: Some(reader),
        }
    }
}

/// Rows that scroll away stay in sight of the test.
fn parser(rows: u16, columns: u16) -> vt100::Parser {
    let size = |number| NonZeroU16::new(number).unwrap();
    vt100::Parser::new(size(rows), size(columns), 0)
}

/// Reads until the program and all it started have left the terminal, or the window is closed.
fn take_in(pty: &Pty, shared: &Shared) {
    let mut buffer = [0; 1 << 16];
    loop {
        let pause = Timespec {
            tv_sec: 0,
            tv_nsec: 20_000_000,
        };
        let mut waiting = [PollFd::from_borrowed_fd(pty.as_fd(), PollFlags::IN)];
        let ready = poll(&mut waiting, Some(&pause)).unwrap_or(0);
        if shared.lock().as_ref().unwrap().closed {
            break;
        }
        if ready == 0 {
            continue;
        }
        // Linux answers with an error when the other side is gone.
        let Ok(length @ 1..) = (&*pty).read(&mut buffer) else {
            break;
        };
        let mut state = shared.lock();
        let seen = state.as_mut().unwrap();
        seen.record.extend_from_slice(&buffer[..length]);
        seen.parser.process(&buffer[..length]);
        let screen = seen.parser.screen().contents();
        if seen.screens.last() != Some(&screen) {
            seen.screens.push(screen);
        }
        shared.more.notify_all();
    }
    shared.lock().as_mut().unwrap().ended = true;
    shared.more.notify_all();
}

impl Seen {
    /// What the screen shows, and all that it was sent.
    fn account(&self) -> String {
        let screen = self.parser.screen().contents();
        let record = self.record.escape_ascii();
        format!("--- the screen\n{screen}\n--- all\n{record}")
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Option<Seen>> {
        self.state.lock().unwrap()
    }
}

impl Session {
    /// Waits until the screen is as `wanted` says; panics when it never is.
    #[track_caller]
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        self.wait(what, |seen| {
            let screen = seen.parser.screen().contents();
            wanted(&screen).then_some(screen)
        })
    }

    /// Waits until all that was sent to the terminal is as `wanted` says, and gives its length in bytes; panics
    /// when it never is.
    #[track_caller]
    pub fn wait_until_sent(&self, what: &str, wanted: impl Fn(&[u8]) -> bool) -> usize {
        self.wait(what, |seen| {
            wanted(&seen.record).then_some(seen.record.len())
        })
    }

    #[track_caller]
    fn wait<T>(&self, what: &str, found: impl Fn(&Seen) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.seen.lock();
        loop {
            let seen = state.as_ref().unwrap();
            if let Some(found) = found(seen) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !seen.ended && !left.is_zero(),
                "never came: {what}\n{}",
                seen.account()
            );
            state = self.seen.more.wait_timeout(state, left).unwrap().0;
        }
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// What the screen shows now.
    pub fn screen(&self) -> String {
        self.look(|seen| seen.parser.screen().contents())
    }

    /// The row that the cursor is in.
    pub fn row(&self) -> String {
        self.look(|seen| {
            let screen = seen.parser.screen();
            let (_, columns) = screen.size();
            let (row, _) = screen.cursor_position();
            screen
                .rows(0, columns.get())
                .nth(row.into())
                .unwrap_or_default()
        })
    }

    /// All that was sent to the terminal so far.
    pub fn record(&self) -> Vec<u8> {
        self.look(|seen| seen.record.clone())
    }

    fn look<T>(&self, give: impl FnOnce(&Seen) -> T) -> T {
        give(self.seen.lock().as_ref().unwrap())
    }

    /// Whether the terminal is as a shell leaves it: lines, echo and the keys that are signals.
    pub fn is_cooked(&self) -> bool {
        let cooked = LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
        let modes = tcgetattr(self.pty.as_ref().unwrap()).unwrap().local_modes;
        modes.contains(cooked)
    }

    /// Types on the keyboard; `\x03` is Ctrl-C.
    pub fn types(&self, keys: &str) {
        let mut pty: &Pty = self.pty.as_ref().unwrap();
        pty.write_all(keys.as_bytes()).unwrap();
    }

    /// Gives the window another size.
    pub fn resize(&self, rows: u16, columns: u16) {
        let pty = self.pty.as_ref().unwrap();
        let mut state = self.seen.lock();
        let size = |number| NonZeroU16::new(number).unwrap();
        let screen = &mut state.as_mut().unwrap().parser;
        screen.set_size(size(rows), size(columns));
        pty.resize(Size::new(rows, columns)).unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Closes the window while the program is at work.
    pub fn hang_up(&mut self) {
        self.seen.lock().as_mut().unwrap().closed = true;
        self.reader.take().unwrap().join().unwrap();
        self.pty = None;
    }

    /// Waits for its end, and for all that is sent to the terminal.
    #[track_caller]
    pub fn ends(&mut self) -> ExitStatus {
        let status = self.wait_for_status();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        status
    }

    /// As [`ends`](Self::ends), and gives what is left.
    #[track_caller]
    pub fn end(mut self) -> Ended {
        let status = self.ends();
        let seen = self.seen.lock().take().unwrap();
        Ended {
            status,
            record: seen.record,
            screens: seen.screens,
        }
    }

    #[track_caller]
    fn wait_for_status(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                Instant::now() < deadline,
                "does not end; its screen:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Ended {
    /// What the screen shows at last.
    pub fn screen(&self) -> &str {
        self.screens.last().map_or("", String::as_str)
    }

    /// Whether the screen ever showed a text.
    pub fn ever_showed(&self, text: &str) -> bool {
        self.screens.iter().any(|screen| screen.contains(text))
    }

    #[track_caller]
    pub fn status(self, expected: i32) -> Self {
        assert_eq!(self.status.code(), Some(expected), "{}", self.account());
        self
    }

    /// How it ended, and all that the terminal was sent.
    pub fn account(&self) -> String {
        let record = self.record.escape_ascii().to_string();
        let record = record.replace("\\n", "\n");
        let screen = self.screen();
        format!(
            "{}\n--- the screen\n{screen}\n--- all\n{record}",
            self.status
        )
    }
}
