//! The bytes of a diff: file headers, hunk heads and lines, plain or for a terminal.

use std::io::Write;

use anstyle::{AnsiColor, Style};

use super::blob::Index;
use super::hunk::{Hunk, Line, LineKind, LineRange};
use super::name::{name_end, quoted_name};
use super::visible::push_visible;
use crate::palette::{ADDED, REMOVED};

/// Git's colours for file headers and for hunk heads.
const HEADER: Style = Style::new().bold();
const HEAD: Style = AnsiColor::Cyan.on_default();

/// How a diff is shown. Only [`Look::PLAIN`] is a patch that can be applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Git's colours as ANSI escapes.
    pub colour: bool,
    /// What the source holds of control, C1 and bidi characters is shown escaped, as a terminal
    /// needs it.
    pub visible: bool,
    /// Places lead to their files, and codes to their pages, in reports.
    pub links: bool,
}

impl Look {
    /// The file's bytes and nothing else: for pipes and patch files.
    pub const PLAIN: Look = Look {
        colour: false,
        visible: false,
        links: false,
    };

    fn start(self, style: Style, out: &mut Vec<u8>) {
        if self.colour {
            put(out, format_args!("{style}"));
        }
    }

    fn end(self, style: Style, out: &mut Vec<u8>) {
        if self.colour {
            put(out, format_args!("{style:#}"));
        }
    }
}

/// Appends the header lines of a file that keeps its name and mode.
///
/// The `index` line names both contents. `git apply` needs it for binary patches and merges only, so what
/// is to be read or piped does without.
pub fn headers(name: &[u8], index: Option<&Index>, look: Look, out: &mut Vec<u8>) {
    let header = |parts: &[(&[u8], &[u8])], end: &[u8], out: &mut Vec<u8>| {
        look.start(HEADER, out);
        for (lead, prefix) in parts {
            out.extend_from_slice(lead);
            quoted_name(prefix, name, out);
        }
        let end = end.strip_suffix(b"\n").unwrap_or(end);
        out.extend_from_slice(end);
        look.end(HEADER, out);
        out.push(b'\n');
    };
    header(&[(b"diff --git ", b"a/"), (b" ", b"b/")], b"", out);
    if let Some(index) = index {
        put(out, format_args!("{index}\n"));
    }
    header(&[(b"--- ", b"a/")], name_end(name), out);
    header(&[(b"+++ ", b"b/")], name_end(name), out);
}

/// Appends the hunk's head and its lines.
pub fn hunk(hunk: &Hunk, look: Look, out: &mut Vec<u8>) {
    look.start(HEAD, out);
    out.extend_from_slice(b"@@ -");
    range(hunk.old_lines(), out);
    out.extend_from_slice(b" +");
    range(hunk.new_lines(), out);
    out.extend_from_slice(b" @@");
    look.end(HEAD, out);
    out.push(b'\n');
    hunk.lines().for_each(|it| line(it, look, out));
}

/// Lines count from 1; a range of one line stands without its count, an empty one at the line
/// before it.
fn range(range: LineRange, out: &mut Vec<u8>) {
    match range.count {
        0 => put(out, format_args!("{},0", range.start)),
        1 => put(out, format_args!("{}", range.start + 1)),
        count => put(out, format_args!("{},{count}", range.start + 1)),
    }
}

fn line(line: Line, look: Look, out: &mut Vec<u8>) {
    let (sign, style) = match line.kind {
        LineKind::Context => (b' ', Style::new()),
        LineKind::Removed => (b'-', REMOVED),
        LineKind::Added => (b'+', ADDED),
    };
    look.start(style, out);
    out.push(sign);
    if look.visible {
        // The CR of a CRLF moves a cursor that LF moves anyway; shown, it would be on every line.
        let text = line.text.strip_suffix(b"\r").filter(|_| line.ended);
        push_visible(text.unwrap_or(line.text), out);
    } else {
        out.extend_from_slice(line.text);
    }
    look.end(style, out);
    out.push(b'\n');
    if !line.ended {
        out.extend_from_slice(b"\\ No newline at end of file\n");
    }
}

fn put(out: &mut Vec<u8>, text: std::fmt::Arguments) {
    out.write_fmt(text).expect("writing to memory cannot fail");
}

#[cfg(test)]
mod tests {
    use crate::diff::{Diff, Look};

    fn shown(look: Look) -> String {
        let mut out = Vec::new();
        Diff::new(b"k\r\na\x1b\n", b"k\r\nb\n").write(b"x y", look, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn colours_are_gits() {
        assert_eq!(
            shown(Look {
                colour: true,
                visible: true,
                ..Look::PLAIN
            }),
            concat!(
                "\x1b[1mdiff --git a/x y b/x y\x1b[0m\n",
                "\x1b[1m--- a/x y\t\x1b[0m\n",
                "\x1b[1m+++ b/x y\t\x1b[0m\n",
                "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m\n",
                " k\n",
                "\x1b[31m-a\\x1b\x1b[0m\n",
                "\x1b[32m+b\x1b[0m\n",
            )
        );
    }

    #[test]
    fn colours_add_nothing_but_colours() {
        let coloured = shown(Look {
            colour: true,
            visible: true,
            ..Look::PLAIN
        });
        let bare =
            coloured
                .split("\x1b[")
                .enumerate()
                .map(|(at, part)| match part.split_once('m') {
                    Some((_, rest)) if at > 0 => rest,
                    _ => part,
                });
        assert_eq!(
            bare.collect::<String>(),
            shown(Look {
                visible: true,
                ..Look::PLAIN
            })
        );
    }

    #[test]
    fn bytes_are_kept_unless_a_terminal_shows_them() {
        assert!(shown(Look::PLAIN).contains("\n k\r\n-a\x1b\n"));
        assert!(
            shown(Look {
                colour: true,
                ..Look::PLAIN
            })
            .contains("-a\x1b\x1b[0m\n")
        );
        assert!(
            shown(Look {
                visible: true,
                ..Look::PLAIN
            })
            .contains("\n k\n-a\\x1b\n")
        );
    }
}
