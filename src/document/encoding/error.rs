//! Why a file's bytes are not Python source text, in a user's words, and where.

use std::fmt;

use thiserror::Error;

/// A byte of the file as a user finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1. Lines end at LF, CRLF and CR, as CPython counts them.
    pub line: usize,
    /// From 1, in bytes, the byte-order mark not counted.
    pub column: usize,
    /// From 0, in bytes of the file, the byte-order mark counted.
    pub offset: usize,
}

impl Place {
    /// The place of `body[at]`, where `body` starts at byte `start` of its file.
    pub(super) fn of(body: &[u8], at: usize, start: usize) -> Place {
        let before = &body[..at];
        let line_start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
        // Every CR and every LF ends a line, but the LF of a CRLF ends none of its own.
        let ends = memchr::memchr2_iter(b'\n', b'\r', before)
            .filter(|&end| !(before[end] == b'\n' && before[..end].ends_with(b"\r")))
            .count();
        Place {
            line: ends + 1,
            column: at - line_start + 1,
            offset: start + at,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Whether the user told us the encoding; if not, the message says how to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsure {
    /// By a declaration or a byte-order mark.
    Told,
    /// UTF-8 was assumed, as PEP 3120 says.
    Assumed,
}

impl Unsure {
    pub(super) fn of(told: bool) -> Unsure {
        if told { Unsure::Told } else { Unsure::Assumed }
    }
}

impl fmt::Display for Unsure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unsure::Told => Ok(()),
            Unsure::Assumed => f.write_str(
                "; no encoding is declared: if the file is not UTF-8, name its encoding in a \
                 comment in line 1 or 2, such as `# -*- coding: latin-1 -*-`",
            ),
        }
    }
}

/// Why a file cannot be read as Python source text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The file, or its text in UTF-8, does not fit 32-bit offsets.
    #[error("the file is too large: isfix reads files of less than 4 GiB")]
    TooLarge,

    /// UTF-16 or UTF-32, by its byte-order mark or by NUL bytes in a regular place.
    #[error("the file is {encoding}, which Python does not read as source; save it as UTF-8")]
    Wide {
        /// `UTF-16` or `UTF-32`.
        encoding: &'static str,
    },

    /// A NUL byte; an error in CPython since 3.12, and in `compile` since ever.
    #[error("NUL byte at {place}: Python source cannot contain null bytes")]
    Nul {
        /// Where the first one stands.
        place: Place,
    },

    /// A UTF-8 byte-order mark beside a declaration that is not spelled `utf-8`.
    #[error(
        "line {line} declares the encoding `{name}`, but the file starts with a UTF-8 byte-order \
         mark, beside which Python takes only `utf-8`; remove the one that is wrong"
    )]
    MarkDisagrees {
        /// As declared.
        name: String,
        /// Of the declaration, from 1.
        line: usize,
    },

    /// Two byte-order marks; CPython takes the second for an invalid character.
    #[error("line 1 starts with two byte-order marks, of which Python takes only one; remove one")]
    SecondMark,

    /// CPython has no codec of this name.
    #[error("line {line} declares the encoding `{name}`, which Python does not know")]
    Unknown {
        /// As declared.
        name: String,
        /// Of the declaration, from 1.
        line: usize,
    },

    /// CPython has a codec of this name, but isfix cannot decode as it does.
    #[error(
        "line {line} declares the encoding `{name}`, which isfix does not support; convert the \
         file to UTF-8 to have it checked"
    )]
    Unsupported {
        /// As declared.
        name: String,
        /// Of the declaration, from 1.
        line: usize,
    },

    /// A byte that does not begin a valid character of the encoding.
    #[error("invalid byte 0x{byte:02x} for encoding {encoding} at {place}{unsure}")]
    Invalid {
        /// The byte itself.
        byte: u8,
        /// CPython's name of the codec.
        encoding: &'static str,
        /// Where it stands.
        place: Place,
        /// Whether the encoding was declared or taken for granted.
        unsure: Unsure,
    },
}

impl DecodeError {
    /// The column to show, in bytes, from 1; column 1 where the line as a whole is at fault.
    pub fn column(&self) -> usize {
        match self {
            Self::Nul { place } | Self::Invalid { place, .. } => place.column,
            _ => 1,
        }
    }

    /// The line to show, from 1; line 1 where the file as a whole is at fault.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            DecodeError::TooLarge | DecodeError::Wide { .. } | DecodeError::SecondMark => 1,
            DecodeError::MarkDisagrees { line, .. }
            | DecodeError::Unknown { line, .. }
            | DecodeError::Unsupported { line, .. } => *line,
            DecodeError::Nul { place } | DecodeError::Invalid { place, .. } => place.line,
        }
    }
}
