//! Bytes of a file as text, and the way back.
//!
//! A document gives the bytes it was read from back to the byte: a change is spliced over them, and
//! an offset into the text is carried to the byte it came from. How bytes become text is CPython's
//! business and is told in [`encoding`].

pub mod encoding;

use std::borrow::Cow;
use std::path::Path;

use crate::edit::Edits;
use crate::lines::Lines;
use crate::since::lines::ChangedLines;
pub use encoding::{DecodeError, Unwritable};

/// A file's bytes, decoded.
#[derive(Debug)]
pub struct Document<'a> {
    source: &'a [u8],
    decoded: encoding::Decoded<'a>,
    path: Option<&'a Path>,
    changed: Option<&'a ChangedLines>,
    /// Whether it was text before it was bytes.
    is_text: bool,
}

impl<'a> Document<'a> {
    /// Decodes a file as CPython would read it.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where CPython would refuse the bytes, or isfix does not know the encoding.
    pub fn read(source: &'a [u8]) -> Result<Self, DecodeError> {
        Ok(Self {
            source,
            decoded: encoding::decode(source)?,
            path: None,
            changed: None,
            is_text: false,
        })
    }

    /// Text that was decoded already, such as a program holds: a declared encoding says nothing of it. Its
    /// source is its UTF-8, and a byte-order mark at its start is kept as that of a file is.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where CPython would refuse the text whatever its encoding.
    pub fn of_text(source: &'a str) -> Result<Self, DecodeError> {
        Ok(Self {
            source: source.as_bytes(),
            decoded: encoding::of_text(source)?,
            path: None,
            changed: None,
            is_text: true,
        })
    }

    /// The same document, known to stand at a path: what surrounds it there may be looked at.
    #[must_use]
    pub fn at(self, path: &'a Path) -> Self {
        Self {
            path: Some(path),
            ..self
        }
    }

    /// The same document, of which only what touches these lines is to be looked at, if they are given.
    #[must_use]
    pub fn within(self, changed: Option<&'a ChangedLines>) -> Self {
        Self { changed, ..self }
    }

    /// The lines that count; `None` where all do.
    pub fn changed(&self) -> Option<&ChangedLines> {
        self.changed
    }

    /// Where it stands, if that is known.
    pub fn path(&self) -> Option<&Path> {
        self.path
    }

    /// The text, without a byte-order mark, line ends as they are.
    pub fn text(&self) -> &str {
        &self.decoded.text
    }

    /// The text's lines.
    pub fn lines(&self) -> Lines<'_> {
        Lines::new(self.text())
    }

    /// The bytes with the edits spliced in, everything else as it was read.
    pub fn splice(&self, edits: &Edits) -> Vec<u8> {
        edits.splice(self.source, |offset| self.decoded.map.to_source(offset))
    }

    /// As [`splice`](Self::splice), for edits whose content may be any text: it is put in the file's encoding.
    ///
    /// # Errors
    ///
    /// The first character that the encoding has no bytes for.
    pub fn splice_text(&self, edits: &Edits) -> Result<Vec<u8>, Unwritable> {
        let mut spliced = Vec::with_capacity(self.source.len());
        let mut from = 0;
        for edit in edits {
            let to_source = |offset| self.decoded.map.to_source(offset);
            spliced.extend_from_slice(&self.source[from..to_source(edit.range.start())]);
            spliced.extend(self.decoded.encoding.encode(&edit.content)?);
            from = to_source(edit.range.end());
        }
        spliced.extend_from_slice(&self.source[from..]);
        Ok(spliced)
    }

    /// Whether some bytes, read as this document's were, are this text.
    pub fn decodes_to(&self, bytes: &[u8], text: &str) -> bool {
        let decoded = if self.is_text {
            std::str::from_utf8(bytes).ok().map(encoding::of_text)
        } else {
            Some(encoding::decode(bytes))
        };
        decoded.is_some_and(|it| it.is_ok_and(|decoded| decoded.text == Cow::Borrowed(text)))
    }
}
