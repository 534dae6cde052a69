//! Bytes of a Python source file become text exactly as CPython makes them, with the way back.
//!
//! The declaration is found in `declared`, its name is looked up in `names`, single-byte codecs are
//! tables in `single_byte`, East Asian ones are `encoding_rs` held to CPython's rules in
//! `multi_byte`, and `map` leads from text offsets to file offsets. Line ends, form feeds and
//! everything after the byte-order mark stay as they are; regions, lines and columns of the text
//! are left to others.
//!
//! Tables and alias names are those of CPython 3.13. Those of 3.6 to 3.12 are the same, but for
//! names that 3.13 added (`windows_31j`, in 3.8 `cp1051`).

mod declared;
mod encode;
mod error;
mod map;
mod multi_byte;
mod names;
mod single_byte;
mod transcode;
mod unreadable;

#[cfg(test)]
mod heads;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod parity;
#[cfg(test)]
mod renewal;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::declared::Declaration;
pub use self::encode::Unwritable;
pub use self::error::{DecodeError, Place, Unsure};
pub use self::map::OffsetMap;
use self::multi_byte::MultiByte;
use self::single_byte::SingleByte;

/// The UTF-8 byte-order mark.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// The same in text.
const MARK_CHARACTER: char = '\u{feff}';

/// The longest file and the longest text, in bytes: text offsets are 32 bits wide.
const LONGEST: usize = u32::MAX as usize;

/// CPython's codecs whose ASCII half is ASCII, but for whose other half we have no proved table.
/// A file of ASCII bytes alone is the same text in each of them, so such a file is read.
const ASCII_HALF_ONLY: [&str; 4] = ["big5hkscs", "euc_jis_2004", "euc_jisx0213", "johab"];

/// A file's text, and what is needed to find its bytes again.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The whole file without its byte-order mark; borrowed where the bytes already are UTF-8.
    pub text: Cow<'a, str>,
    /// From offsets in `text` to offsets in the file.
    pub map: OffsetMap,
    /// What the bytes were decoded from.
    pub encoding: Encoding,
    /// Whether the file starts with a UTF-8 byte-order mark.
    pub bom: bool,
}

/// An encoding that this module decodes as CPython does.
///
/// Each is ASCII-compatible and stateless: a character's bytes mean the same wherever they stand,
/// so ASCII text spliced in between two characters decodes to itself and changes nothing around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// CPython's own name, a key of `names`.
    name: &'static str,
    codec: Codec,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Codec {
    Utf8,
    Ascii,
    AsciiHalfOnly,
    SingleByte,
    MultiByte,
}

impl Encoding {
    /// What Python takes a source to be that declares nothing (PEP 3120).
    pub const UTF_8: Encoding = Encoding {
        name: "utf-8",
        codec: Codec::Utf8,
    };

    /// The name CPython gives the codec (`codecs.lookup(...).name`), such as `iso8859-1`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// The encoding of CPython's codec `name`, or `None` where it cannot be decoded here.
    fn of_codec(name: &'static str) -> Option<Encoding> {
        let codec = match name {
            // `utf-8-sig` differs only in a leading mark, which is gone before it is asked.
            "utf-8" | "utf-8-sig" => return Some(Encoding::UTF_8),
            "ascii" => Codec::Ascii,
            _ if ASCII_HALF_ONLY.contains(&name) => Codec::AsciiHalfOnly,
            _ if SingleByte::knows(name) => Codec::SingleByte,
            _ if MultiByte::knows(name) => Codec::MultiByte,
            _ => return None,
        };
        Some(Encoding { name, codec })
    }
}

/// Decodes a whole file as CPython would to compile it.
///
/// Where CPython's two doors differ, both must agree: `compile(bytes)`, thus `import`, passes bytes
/// that are not UTF-8 in the comments of a UTF-8 file, running the file does not; it is refused.
/// The one exception is a comment in line 1 that is only valid in the encoding line 2 declares:
/// `compile` reads it, and so do we, while running the file fails up to 3.13.
///
/// # Errors
/// As [`DecodeError`] lists.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, DecodeError> {
    if bytes.len() > LONGEST {
        return Err(DecodeError::TooLarge);
    }
    unreadable::check(bytes)?;
    let body = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let start = bytes.len() - body.len();
    let declaration = declared::find(body);
    let encoding = settle(declaration.as_ref(), start > 0)?;
    if body.starts_with(MARK) {
        return Err(DecodeError::SecondMark);
    }
    let (text, map) = match decode_body(encoding, body) {
        Ok(Body::Same(text)) => (Cow::Borrowed(text), OffsetMap::identity(start)),
        Ok(Body::Other(text, map)) => (Cow::Owned(text), map),
        Err(stop) => return Err(stop.into_error(encoding, declaration, body, start)),
    };
    Ok(Decoded {
        text,
        map,
        encoding,
        bom: start > 0,
    })
}

/// Text that was decoded already, as CPython compiles a `str`: what it declares is a comment like others.
///
/// # Errors
/// [`DecodeError`], where it is too large, holds a NUL, or starts with two byte-order marks.
pub fn of_text(text: &str) -> Result<Decoded<'_>, DecodeError> {
    let bytes = text.as_bytes();
    if bytes.len() > LONGEST {
        return Err(DecodeError::TooLarge);
    }
    unreadable::check(bytes)?;
    let body = text.strip_prefix(MARK_CHARACTER).unwrap_or(text);
    if body.starts_with(MARK_CHARACTER) {
        return Err(DecodeError::SecondMark);
    }
    let start = text.len() - body.len();
    Ok(Decoded {
        text: Cow::Borrowed(body),
        map: OffsetMap::identity(start),
        encoding: Encoding::UTF_8,
        bom: start > 0,
    })
}

/// Whether a byte under 0x80 may be half of a character, and no ASCII: so it is in East Asian encodings, where
/// a character may hold a bracket or a backslash. `false` for a file that cannot be decoded.
pub fn may_hide_ascii(bytes: &[u8]) -> bool {
    let body = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let encoding = settle(declared::find(body).as_ref(), body.len() < bytes.len());
    let is_wide = |it: Encoding| matches!(it.codec, Codec::AsciiHalfOnly | Codec::MultiByte);
    encoding.is_ok_and(is_wide) && !bytes.is_ascii()
}

/// The encoding that declaration and mark give together, as CPython's `check_coding_spec` does.
fn settle(declaration: Option<&Declaration<'_>>, mark: bool) -> Result<Encoding, DecodeError> {
    let Some(declaration) = declaration else {
        return Ok(Encoding::UTF_8);
    };
    let name = declaration.normal_name();
    if mark && name != "utf-8" {
        return Err(DecodeError::MarkDisagrees {
            name: declaration.shown(),
            line: declaration.line,
        });
    }
    let Some(codec) = names::codec(name) else {
        return Err(DecodeError::Unknown {
            name: declaration.shown(),
            line: declaration.line,
        });
    };
    Encoding::of_codec(codec).ok_or_else(|| declaration.unsupported())
}

/// A body in its encoding: the same bytes, or others with the map back to the body.
enum Body<'a> {
    Same(&'a str),
    Other(String, OffsetMap),
}

impl Body<'_> {
    fn other((text, map): (String, OffsetMap)) -> Self {
        Body::Other(text, map)
    }
}

/// Why decoding a body ended early.
enum Stop {
    /// The bytes from this offset on are not valid in the encoding.
    Invalid(usize),
    /// The text grew over [`LONGEST`].
    TooLarge,
}

impl Stop {
    /// The error of a body that starts at byte `start` of its file.
    fn into_error(
        self,
        encoding: Encoding,
        declaration: Option<Declaration<'_>>,
        body: &[u8],
        start: usize,
    ) -> DecodeError {
        let Stop::Invalid(at) = self else {
            return DecodeError::TooLarge;
        };
        match declaration {
            Some(declaration) if encoding.codec == Codec::AsciiHalfOnly => {
                declaration.unsupported()
            }
            declaration => DecodeError::Invalid {
                byte: body[at],
                encoding: encoding.name,
                place: Place::of(body, at, start),
                unsure: Unsure::of(declaration.is_some() || start > 0),
            },
        }
    }
}

/// Decodes `body`, which holds no mark of its own; offsets count from its start.
fn decode_body(encoding: Encoding, body: &[u8]) -> Result<Body<'_>, Stop> {
    let utf8 = std::str::from_utf8(body);
    let first_high = || {
        body.iter()
            .position(|byte| !byte.is_ascii())
            .unwrap_or(body.len())
    };
    match (encoding.codec, utf8) {
        (Codec::Utf8, Ok(text)) => Ok(Body::Same(text)),
        (Codec::Utf8, Err(error)) => Err(Stop::Invalid(error.valid_up_to())),
        (_, Ok(text)) if text.is_ascii() => Ok(Body::Same(text)),
        (Codec::Ascii | Codec::AsciiHalfOnly, _) => Err(Stop::Invalid(first_high())),
        (Codec::SingleByte, _) => {
            let table = SingleByte::load(encoding.name);
            transcode::transcode(body, |rest| table.first_char(rest)).map(Body::other)
        }
        (Codec::MultiByte, _) => {
            let table = MultiByte::load(encoding.name);
            transcode::transcode(body, |rest| table.first_char(rest)).map(Body::other)
        }
    }
}
