//! The terminal: one key at a time, its size, and its state as it was found whenever nobody is asked.
//!
//! Keys come without Enter only while one is waited for; at all other times the terminal is as the user
//! has it, so nothing that ends the program can leave it otherwise but a kill that no program hears of.
//! Where the system has no such terminals, a line is read and its first character is the key.

/// What was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// A character; control characters as they are, Enter as LF.
    Typed(char),
    /// An arrow, a function key: nothing that means anything here.
    Other,
    /// None: the program was stopped for a while and goes on.
    Resumed,
    /// None: the terminal may have another size.
    Resized,
}

/// Why no key will come any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// The terminal is not there any more.
    Vanished,
    /// A signal of this number asks the run to stop.
    Signal(i32),
}

#[cfg(not(unix))]
pub(super) use lines::Terminal;
#[cfg(unix)]
pub(super) use raw::Terminal;

/// Restores the terminal: the last act of a program that cannot wait for whoever reads a key.
pub(in crate::cli) fn abandon() {
    #[cfg(unix)]
    raw::abandon();
}

/// Wakes whoever waits for a key: a signal was heard.
pub(super) fn wake() {
    #[cfg(unix)]
    raw::wake();
}

#[cfg(unix)]
mod raw {
    use std::io::{self, PipeReader, PipeWriter, Read, Stdin, Write};
    use std::os::fd::AsFd;
    use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::{Errno, retry_on_intr};
    use rustix::process::{Signal, kill_current_process_group};
    use rustix::termios::{
        InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };

    use super::{Gone, Key};
    use crate::cli::stream::show;
    use crate::signals;

    /// The state to go back to, while it is another.
    static FOUND: Mutex<Option<Termios>> = Mutex::new(None);

    /// A window that has kept its size for so long rests.
    const REST: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 100_000_000,
    };

    /// Where [`wake`] writes.
    static WAKE: OnceLock<PipeWriter> = OnceLock::new();

    pub fn wake() {
        if let Some(mut wake) = WAKE.get() {
            let _ = wake.write_all(b"s");
        }
    }

    pub fn abandon() {
        drop(Raw);
    }

    fn found() -> MutexGuard<'static, Option<Termios>> {
        FOUND.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The terminal that is standard input.
    pub struct Terminal {
        stdin: Stdin,
        woken: PipeReader,
        /// Readable once the program goes on after a stop.
        resumed: PipeReader,
        /// Readable once the terminal got another size.
        resized: PipeReader,
    }

    impl Terminal {
        pub fn open() -> io::Result<Self> {
            let (woken, wake) = io::pipe()?;
            let _ = WAKE.set(wake);
            let (resumed, resume) = io::pipe()?;
            signal_hook::low_level::pipe::register(signal_hook::consts::SIGCONT, resume)?;
            let (resized, resize) = io::pipe()?;
            signal_hook::low_level::pipe::register(signal_hook::consts::SIGWINCH, resize)?;
            Ok(Self {
                stdin: io::stdin(),
                woken,
                resumed,
                resized,
            })
        }

        /// Shows a prompt and waits for a key, which is unseen from when the prompt is there.
        pub fn key(&mut self, prompt: &str) -> Result<Key, Gone> {
            let _raw = Raw::begin(&self.stdin).map_err(|_| Gone::Vanished)?;
            show(prompt.as_bytes()).map_err(|_| Gone::Vanished)?;
            self.wait()?;
            if self.is_ready(&self.resumed) {
                let _ = self.resumed.read(&mut [0; 64]);
                return Ok(Key::Resumed);
            }
            if self.is_ready(&self.resized) {
                self.await_size();
                return Ok(Key::Resized);
            }
            match self.byte()? {
                0x1b => {
                    self.pass_over_sequence()?;
                    Ok(Key::Other)
                }
                byte if byte.is_ascii() => Ok(Key::Typed(byte.into())),
                byte => {
                    // The other bytes of the character.
                    for _ in 1..byte.leading_ones().min(4) {
                        self.byte()?;
                    }
                    Ok(Key::Other)
                }
            }
        }

        /// Stops the program, as the keyboard's signal would have, until it is told to go on.
        pub fn suspend(&self) {
            let _ = kill_current_process_group(Signal::TSTP);
            // Who stopped it knows that it goes on.
            if self.is_ready(&self.resumed) {
                let _ = (&self.resumed).read(&mut [0; 64]);
            }
        }

        /// Waits until there is something to read.
        fn wait(&self) -> Result<(), Gone> {
            loop {
                if let Some(signal) = signals::interrupted() {
                    return Err(Gone::Signal(signal));
                }
                let mut asked = [
                    self.woken.as_fd(),
                    self.stdin.as_fd(),
                    self.resumed.as_fd(),
                    self.resized.as_fd(),
                ]
                .map(|from| PollFd::from_borrowed_fd(from, PollFlags::IN));
                match poll(&mut asked, None) {
                    Err(Errno::INTR) => continue,
                    Err(_) => return Err(Gone::Vanished),
                    Ok(_) => {}
                }
                let [woken, others @ ..] = asked.map(|it| it.revents());
                if !woken.is_empty() {
                    let _ = (&self.woken).read(&mut [0; 64]);
                } else if others.iter().any(|it| !it.is_empty()) {
                    return Ok(());
                }
            }
        }

        /// Waits until the window rests, whose edge is drawn along in many small steps.
        fn await_size(&self) {
            while self.is_ready(&self.resized) {
                let _ = (&self.resized).read(&mut [0; 64]);
                let mut asked = [self.stdin.as_fd(), self.resized.as_fd()]
                    .map(|from| PollFd::from_borrowed_fd(from, PollFlags::IN));
                let _ = poll(&mut asked, Some(&REST));
            }
        }

        /// Whether there is something to read now.
        fn is_ready(&self, from: impl AsFd) -> bool {
            let mut asked = [PollFd::new(&from, PollFlags::IN)];
            poll(&mut asked, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
        }

        /// The next byte, not one more: what is typed ahead may be for the editor.
        fn byte(&self) -> Result<u8, Gone> {
            let mut byte = [0];
            match retry_on_intr(|| rustix::io::read(&self.stdin, &mut byte)) {
                Ok(1) => Ok(byte[0]),
                _ => Err(Gone::Vanished),
            }
        }

        /// Passes over what follows an escape: a key that is no character sends several at once.
        fn pass_over_sequence(&self) -> Result<(), Gone> {
            while self.is_ready(&self.stdin) {
                let byte = self.byte()?;
                if matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'~') && byte != b'O' {
                    break;
                }
            }
            Ok(())
        }
    }

    /// While it lives, keys come one by one, unseen, and none is a signal.
    struct Raw;

    impl Raw {
        fn begin(stdin: &Stdin) -> Result<Self, Errno> {
            let mut found = found();
            let before = tcgetattr(stdin)?;
            let mut raw = before.clone();
            let cooked = LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
            raw.local_modes.remove(cooked | LocalModes::IEXTEN);
            raw.input_modes.remove(InputModes::IXON);
            raw.special_codes[SpecialCodeIndex::VMIN] = 1;
            raw.special_codes[SpecialCodeIndex::VTIME] = 0;
            retry_on_intr(|| tcsetattr(stdin, OptionalActions::Now, &raw))?;
            *found = Some(before);
            Ok(Self)
        }
    }

    impl Drop for Raw {
        fn drop(&mut self) {
            if let Some(before) = found().take() {
                let _ = retry_on_intr(|| tcsetattr(io::stdin(), OptionalActions::Now, &before));
            }
        }
    }
}

#[cfg(not(unix))]
mod lines {
    use std::io::{self, BufRead};

    use super::{Gone, Key};
    use crate::cli::stream::show;

    /// A terminal that gives lines.
    pub struct Terminal;

    impl Terminal {
        pub fn open() -> io::Result<Self> {
            Ok(Self)
        }

        pub fn key(&mut self, prompt: &str) -> Result<Key, Gone> {
            show(prompt.as_bytes()).map_err(|_| Gone::Vanished)?;
            let mut line = String::new();
            match io::stdin().lock().read_line(&mut line) {
                Ok(0) | Err(_) => Err(Gone::Vanished),
                Ok(_) => Ok(line.chars().next().map_or(Key::Other, Key::Typed)),
            }
        }

        pub fn suspend(&self) {}
    }
}
