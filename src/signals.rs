//! Being asked to stop: the first signal lets what is under way end well, the second ends the run, unless
//! that is a terminal that goes.
//!
//! This file only keeps the flag and the order of events. Whoever begins a write asks
//! [`interrupted`] first (`write` does), whoever runs the batch stops handing out work and tells
//! how far it got; by custom its exit status is then 128 plus the signal's number.

use std::io;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The first signal that asked us to stop, 0 before.
static RECEIVED: AtomicI32 = AtomicI32::new(0);

/// The number of the signal that asked the run to stop, if one did. Costs one atomic read.
pub fn interrupted() -> Option<i32> {
    match RECEIVED.load(Ordering::Relaxed) {
        0 => None,
        signal => Some(signal),
    }
}

pub use system::{SIGHUP, SIGINT, SIGQUIT};

/// The exit status that shells expect of a run that a signal of this number ended.
pub fn status(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

/// Listens for SIGINT, SIGTERM and SIGHUP from now on; to be called once, before work begins.
///
/// A signal that was ignored when the program started (`nohup`, a shell's background job) stays
/// ignored. The first one sets what [`interrupted`] tells, and `first_act` is called with its number,
/// on the listening thread, to say so. At the second `last_act` is called there, too (it removes temporary
/// files and gives the terminal back), and the program dies by that signal. A second SIGHUP is passed over:
/// a window that closes sends it twice, by its shell and by the system, and is nobody in a hurry.
///
/// SIGXFSZ no longer kills, so that a limit on file sizes is the error of one file. Elsewhere than
/// on Unix nothing is installed and nothing ever interrupts.
///
/// # Errors
/// When the system refuses a handler or the listening thread.
pub fn install(first_act: fn(i32), last_act: fn()) -> io::Result<()> {
    system::install(first_act, last_act)
}

/// Whether the keyboard's signals are another program's.
static LENT: Mutex<Loan> = Mutex::new(Loan::None);

enum Loan {
    None,
    /// They are.
    Out,
    /// They were until then.
    Back(Instant),
}

/// So long after the other program's end its signals may still be heard here: one of the keyboard goes to
/// both at once, and on a busy machine the listening thread comes last.
const LATE: Duration = Duration::from_millis(200);

/// While it lives, a program that we wait for has the terminal, and what its user means by Ctrl-C and Ctrl-\
/// is that program's business: SIGINT and SIGQUIT are passed over. The program itself gets them as ever.
#[derive(Debug)]
pub struct Lent(());

/// Lends the keyboard's signals; one program at a time.
pub fn lend() -> Lent {
    *LENT.lock().unwrap_or_else(PoisonError::into_inner) = Loan::Out;
    Lent(())
}

impl Drop for Lent {
    fn drop(&mut self) {
        *LENT.lock().unwrap_or_else(PoisonError::into_inner) = Loan::Back(Instant::now());
    }
}

/// Whether a signal of the keyboard that is heard now is for another program.
#[cfg(unix)]
fn is_lent() -> bool {
    match *LENT.lock().unwrap_or_else(PoisonError::into_inner) {
        Loan::None => false,
        Loan::Out => true,
        Loan::Back(since) => since.elapsed() < LATE,
    }
}

/// From now on SIGQUIT asks the run to stop, too, as in a review, where work would be lost by it.
pub fn heed_quit() {
    system::heed_quit();
}

/// What is to be done about a pause: it gets what stops the program, which returns when that goes on.
pub type OnPause = fn(&dyn Fn());

/// From now on `act` stops the program when a terminal pauses it (Ctrl-Z, SIGTSTP), on a thread of its own.
/// To be called once. Where that signal was ignored when the program started, it stays so.
///
/// # Errors
/// As [`install`].
pub fn on_pause(act: OnPause) -> io::Result<()> {
    system::on_pause(act)
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, OnceLock};

    pub use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT};
    use signal_hook::consts::{SIGTERM, SIGTSTP, SIGXFSZ};
    use signal_hook::iterator::{Handle, Signals};

    use super::{OnPause, RECEIVED, is_lent};

    /// By which the listening thread is told of more signals.
    static LISTENER: OnceLock<Handle> = OnceLock::new();

    /// What asks a program to stop: the keyboard, another program, a terminal that closed.
    const STOPPING: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];

    pub fn install(first_act: fn(i32), last_act: fn()) -> io::Result<()> {
        // A handler rather than "ignore": programs we start must not inherit it.
        signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
        let heeded = STOPPING.into_iter().filter(|&signal| !is_ignored(signal));
        let signals = Signals::new(heeded)?;
        let _ = LISTENER.set(signals.handle());
        std::thread::Builder::new()
            .name("isfix-signals".to_owned())
            .spawn(move || listen(signals, first_act, last_act))?;
        Ok(())
    }

    pub fn heed_quit() {
        let listener = LISTENER.get().filter(|_| !is_ignored(SIGQUIT));
        // Where the system refuses, it kills as ever.
        let _ = listener.map(|listener| listener.add_signal(SIGQUIT));
    }

    pub fn on_pause(act: OnPause) -> io::Result<()> {
        if is_ignored(SIGTSTP) {
            return Ok(());
        }
        let mut signals = Signals::new([SIGTSTP])?;
        let stop = || {
            let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
        };
        std::thread::Builder::new()
            .name("isfix-pause".to_owned())
            .spawn(move || signals.forever().for_each(|_| act(&stop)))?;
        Ok(())
    }

    fn listen(mut signals: Signals, first_act: fn(i32), last_act: fn()) {
        for signal in signals.forever() {
            if matches!(signal, SIGINT | SIGQUIT) && is_lent() {
                continue;
            }
            let first = RECEIVED.compare_exchange(0, signal, Ordering::Relaxed, Ordering::Relaxed);
            if first.is_ok() {
                first_act(signal);
            } else if signal != SIGHUP {
                last_act();
                // Dying by the signal, not by a status, lets a shell's loop stop as well.
                let _ = signal_hook::low_level::emulate_default_handler(signal);
                #[expect(
                    clippy::disallowed_methods,
                    reason = "the second signal does not wait for `main`"
                )]
                std::process::exit(super::status(signal).into());
            }
        }
    }

    /// Whether a signal was ignored when the program started.
    fn is_ignored(signal: i32) -> bool {
        ignored_at_start() & (1 << (signal - 1)) != 0
    }

    /// Bit `n - 1` stands for signal `n`, as in `proc_pid_status(5)`; 0 where that cannot be read.
    fn ignored_at_start() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        status
            .lines()
            .find_map(|line| line.strip_prefix("SigIgn:"))
            .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
            .unwrap_or(0)
    }
}

#[cfg(not(unix))]
mod system {
    pub fn install(_first_act: fn(i32), _last_act: fn()) -> std::io::Result<()> {
        Ok(())
    }

    /// As POSIX numbers them, for what is said of them.
    pub const SIGHUP: i32 = 1;
    pub const SIGINT: i32 = 2;
    pub const SIGQUIT: i32 = 3;

    pub fn heed_quit() {}

    pub fn on_pause(_act: super::OnPause) -> std::io::Result<()> {
        Ok(())
    }
}
