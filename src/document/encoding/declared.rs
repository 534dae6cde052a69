//! The encoding declaration of PEP 263, found as CPython's tokenizer finds it.
//!
//! The sources are `get_coding_spec`, `check_coding_spec` and `get_normal_name` in CPython's
//! `Parser/tokenizer` (3.8 to 3.13 agree). `Lib/tokenize.py` is stricter: it ends lines at LF alone
//! and wants the first lines to be UTF-8. What counts is what compiles, so the tokenizer is followed.

use memchr::memmem;

use super::error::DecodeError;

/// How much of a declared name an error shows, in bytes.
const SHOWN: usize = 60;

/// How much of a declared name CPython's `get_normal_name` looks at, in bytes.
const NORMAL_LOOK: usize = 12;

/// A declaration as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Declaration<'a> {
    /// As written: ASCII letters, digits, `-`, `_` and `.`, at least one.
    pub(super) name: &'a str,
    /// 1 or 2.
    pub(super) line: usize,
}

impl Declaration<'_> {
    /// The name under which CPython goes on: `utf-8` and `iso-8859-1` have spellings that the
    /// codec registry does not know (`utf-8-unix`, `latin-1-dos`), all others stay as written.
    pub(super) fn normal_name(&self) -> &str {
        let look = &self.name[..self.name.len().min(NORMAL_LOOK)];
        let look = look.to_ascii_lowercase().replace('_', "-");
        let is = |name: &str| {
            look.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        if is("utf-8") {
            "utf-8"
        } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
            "iso-8859-1"
        } else {
            self.name
        }
    }

    /// The name for a message, cut where it is absurdly long.
    pub(super) fn shown(&self) -> String {
        match self.name.get(..SHOWN) {
            Some(head) if self.name.len() > SHOWN => format!("{head}..."),
            _ => self.name.to_owned(),
        }
    }

    pub(super) fn unsupported(&self) -> DecodeError {
        DecodeError::Unsupported {
            name: self.shown(),
            line: self.line,
        }
    }
}

/// The declaration of a file whose byte-order mark is taken off: in line 1, or in line 2 where
/// line 1 is blank or holds only a comment.
pub(super) fn find(body: &[u8]) -> Option<Declaration<'_>> {
    let (first, rest) = split_line(body);
    if !is_blank_or_comment(first) {
        return None;
    }
    in_line(first)
        .map(|name| Declaration { name, line: 1 })
        .or_else(|| {
            let (second, _) = split_line(rest);
            in_line(second).map(|name| Declaration { name, line: 2 })
        })
}

/// The first line without its end, and what follows. A line ends at LF, CRLF or CR.
fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let Some(end) = memchr::memchr2(b'\n', b'\r', bytes) else {
        return (bytes, &[]);
    };
    let rest = &bytes[end..];
    (
        &bytes[..end],
        rest.strip_prefix(b"\r\n").unwrap_or(&rest[1..]),
    )
}

/// The line without the blanks that may stand before a comment: space, tab, form feed.
fn trim_blanks(line: &[u8]) -> &[u8] {
    let blanks = line
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'))
        .count();
    &line[blanks..]
}

fn is_blank_or_comment(line: &[u8]) -> bool {
    matches!(trim_blanks(line), [] | [b'#', ..])
}

/// The name a comment line declares: after the first `coding:` or `coding=` that has one.
fn in_line(line: &[u8]) -> Option<&str> {
    let comment = trim_blanks(line);
    if comment.first() != Some(&b'#') {
        return None;
    }
    memmem::find_iter(comment, b"coding")
        .find_map(|at| name_after(&comment[at + b"coding".len()..]))
}

/// The name in `:  name…` or `=name…`.
fn name_after(rest: &[u8]) -> Option<&str> {
    let (b':' | b'=', rest) = rest.split_first()? else {
        return None;
    };
    let blanks = rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let rest = &rest[blanks..];
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let name = &rest[..rest.iter().take_while(is_name).count()];
    std::str::from_utf8(name)
        .ok()
        .filter(|name| !name.is_empty())
}
