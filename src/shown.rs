//! File names, and what else is the user's, as messages show them: they are data, whatever is in them.

use std::fmt;
use std::path::Path;

/// A path for a message: on one line, and without power over a terminal, whatever its name.
pub fn shown(path: &Path) -> impl fmt::Display {
    fmt::from_fn(move |f| {
        path.to_string_lossy().chars().try_for_each(|c| match c {
            c if is_hidden(c) => write!(f, "{}", c.escape_unicode()),
            c => write!(f, "{c}"),
        })
    })
}

/// What stands before a path that begins a line: GitHub's runner takes a line that begins with `::` for a
/// command, and `./` leaves the path what it is.
pub fn guard(path: &str) -> &'static str {
    if path.trim_start().starts_with("::") {
        "./"
    } else {
        ""
    }
}

/// The beginning of a text, of so many code points; `…` stands for the rest.
pub fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Whether a character is not to reach a terminal as it is.
pub fn is_hidden(c: char) -> bool {
    c.is_control() || is_invisible_order(c)
}

/// Line and paragraph separators and the marks that reorder bidirectional text (UAX #9).
fn is_invisible_order(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
