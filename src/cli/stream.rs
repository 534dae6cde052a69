//! Standard output and standard error: what is known of each, and the bytes for it as they are. Nothing is printed
//! but here.

#![expect(clippy::disallowed_methods, reason = "this is what prints")]

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice as Choice};
use clap::ColorChoice;
use std::io::{self, IsTerminal, Write};
use supports_hyperlinks::Stream;

use crate::diff::Look;

/// Standard output, with a buffer.
pub(super) fn stdout() -> io::BufWriter<io::Stdout> {
    io::BufWriter::with_capacity(1 << 16, io::stdout())
}

/// Whether standard output is a terminal, where somebody reads along.
pub(super) fn is_watched() -> bool {
    io::stdout().is_terminal()
}

/// For standard error as it is.
pub(super) fn send(bytes: &[u8]) -> io::Result<()> {
    io::stderr().lock().write_all(bytes)
}

/// Whether a line that is drawn over and over can stand on standard error: it is a terminal, and nobody
/// who reads standard output from a pipe shows that on the same one.
pub(super) fn bears_progress() -> bool {
    io::stderr().is_terminal() && !is_piped()
}

#[cfg(unix)]
fn is_piped() -> bool {
    use rustix::fs::{FileType, fstat};
    let stat = fstat(io::stdout());
    let kind = stat.map(|stat| FileType::from_raw_mode(stat.st_mode));
    matches!(kind, Ok(FileType::Fifo | FileType::Socket))
}

#[cfg(not(unix))]
fn is_piped() -> bool {
    !io::stdout().is_terminal()
}

/// Whether the terminal that standard error is listens to this program, and not to another that was
/// started since.
#[cfg(unix)]
pub(super) fn is_in_foreground() -> bool {
    let listens = rustix::termios::tcgetpgrp(io::stderr());
    listens.map_or(true, |group| group == rustix::process::getpgrp())
}

#[cfg(not(unix))]
pub(super) fn is_in_foreground() -> bool {
    true
}

/// How many columns standard error has, where it is a terminal.
pub(super) fn error_width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stderr())?;
    Some(width.0.into())
}

/// A source for standard output, and nothing else.
pub(super) fn print_source(bytes: &[u8]) {
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
}

/// How diffs and reports look on this standard output.
pub(super) fn look(color: ColorChoice) -> Look {
    look_on(&io::stdout(), Stream::Stdout, color)
}

/// How reports look on this standard error, where standard output carries a source.
pub(super) fn error_look(color: ColorChoice) -> Look {
    look_on(&io::stderr(), Stream::Stderr, color)
}

fn look_on(stream: &impl RawStream, links: Stream, color: ColorChoice) -> Look {
    let colour = has_colour_on(stream, color);
    Look {
        colour,
        visible: stream.is_terminal(),
        links: colour && supports_hyperlinks::on(links),
    }
}

/// Whether colours are wanted on this standard output.
pub(super) fn has_colour(choice: ColorChoice) -> bool {
    has_colour_on(&io::stdout(), choice)
}

fn has_colour_on(stream: &impl RawStream, choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => AutoStream::choice(stream) != Choice::Never,
    }
}

/// Whether someone can be asked: who types is at a terminal, and sees what is printed.
pub(super) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Shows something to whoever is asked.
///
/// # Errors
///
/// Where the terminal is not there any more.
pub(super) fn show(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// How many columns and rows the terminal has that is standard output; 80 and 24 where it does not say.
pub(super) fn screen() -> (usize, usize) {
    match terminal_size::terminal_size_of(io::stdout()) {
        Some((columns, rows)) if columns.0 > 0 && rows.0 > 0 => (columns.0.into(), rows.0.into()),
        _ => (80, 24),
    }
}

/// How many columns standard output has, where it is a terminal.
pub(super) fn width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(width.0.into())
}
