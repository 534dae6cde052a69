//! CPython's East Asian codecs: `encoding_rs`, held to what CPython accepts and maps.
//!
//! `encoding_rs` follows the web's standard, whose codecs take more than CPython's and map some
//! characters otherwise. `multi_byte.txt` holds where the two part, one codec a line, in words of
//! hexadecimal bytes: `!8140..a0fe` CPython refuses whatever is valid in this range, `a1a4=30fb`
//! CPython decodes to this character, `c6a1=30fe,309d` to these at this and the following bytes.
//! The words are sorted by their first bytes and disjoint. The file is written by `UPDATE=1 cargo
//! test` from the `python3` found; the test compares every sequence.
//!
//! One thing is refused that CPython takes: in `euc_kr`, the eight-byte sequences from 0xa4 0xd4 on
//! that make up a rare syllable of its letters.

use encoding_rs::{DecoderResult, Encoding};

/// Where CPython parts from `encoding_rs`, one codec a line.
const DEPARTURES: &str = include_str!("multi_byte.txt");

/// How many bytes a character takes, told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Two.
    Double,
    /// Three after 0x8f, else two.
    EucJp,
    /// Four where the second is a digit, else two.
    Gb18030,
    /// One for half-width katakana and the few lone bytes, else two.
    ShiftJis,
}

/// Every codec of this kind: CPython's name, the shape, and the codec beneath.
pub(super) const CODECS: [(&str, Shape, &Encoding); 10] = [
    ("big5", Shape::Double, encoding_rs::BIG5),
    ("cp932", Shape::ShiftJis, encoding_rs::SHIFT_JIS),
    ("cp949", Shape::Double, encoding_rs::EUC_KR),
    ("cp950", Shape::Double, encoding_rs::BIG5),
    ("euc_jp", Shape::EucJp, encoding_rs::EUC_JP),
    ("euc_kr", Shape::Double, encoding_rs::EUC_KR),
    ("gb18030", Shape::Gb18030, encoding_rs::GB18030),
    ("gb2312", Shape::Double, encoding_rs::GBK),
    ("gbk", Shape::Double, encoding_rs::GBK),
    ("shift_jis", Shape::ShiftJis, encoding_rs::SHIFT_JIS),
];

impl Shape {
    /// Bytes of the character that `rest`, which starts with a non-ASCII byte, begins with.
    pub(super) fn width(self, rest: &[u8]) -> usize {
        match (self, rest) {
            (Shape::EucJp, [0x8f, ..]) => 3,
            (Shape::Gb18030, [_, b'0'..=b'9', ..]) => 4,
            (Shape::ShiftJis, [0x80 | 0xa0..=0xdf | 0xfd..=0xff, ..]) => 1,
            _ => 2,
        }
    }
}

/// One codec, ready to decode.
pub(super) struct MultiByte {
    shape: Shape,
    beneath: &'static Encoding,
    /// Sorted by `first`, disjoint.
    departures: Vec<Departure>,
}

/// A range of sequences, as big-endian numbers with both ends in it, that CPython decodes otherwise.
struct Departure {
    first: u32,
    last: u32,
    /// What they decode to; empty where they are refused.
    chars: Vec<char>,
}

impl MultiByte {
    pub(super) fn knows(codec: &str) -> bool {
        CODECS.iter().any(|(name, ..)| *name == codec)
    }

    /// The codec of a name that [`MultiByte::knows`].
    pub(super) fn load(codec: &str) -> MultiByte {
        let (_, shape, beneath) = *CODECS
            .iter()
            .find(|(name, ..)| *name == codec)
            .expect("only known codecs are loaded");
        let line = DEPARTURES
            .lines()
            .find_map(|line| line.strip_prefix(codec)?.strip_prefix(' '))
            .unwrap_or_default();
        let departures = line.split_whitespace().map(Departure::parse).collect();
        MultiByte {
            shape,
            beneath,
            departures,
        }
    }

    /// The character at the start of `rest`, which starts with a non-ASCII byte, and its width.
    pub(super) fn first_char(&self, rest: &[u8]) -> Option<(char, usize)> {
        let bytes = rest.get(..self.shape.width(rest))?;
        let key = number(bytes);
        let at = self
            .departures
            .partition_point(|departure| departure.last < key);
        let char = match self
            .departures
            .get(at)
            .filter(|departure| departure.first <= key)
        {
            Some(departure) => *departure.chars.get((key - departure.first) as usize)?,
            None => beneath(self.beneath, bytes)?,
        };
        Some((char, bytes.len()))
    }
}

impl Departure {
    fn parse(word: &str) -> Departure {
        if let Some(range) = word.strip_prefix('!') {
            let (first, last) = range.split_once("..").unwrap_or((range, range));
            return Departure {
                first: hex(first),
                last: hex(last),
                chars: Vec::new(),
            };
        }
        let (first, chars) = word
            .split_once('=')
            .expect("a word is a range or a mapping");
        let first = hex(first);
        let chars: Vec<char> = chars
            .split(',')
            .filter_map(|c| char::from_u32(hex(c)))
            .collect();
        let more = u32::try_from(chars.len() - 1).expect("a line is short");
        Departure {
            first,
            last: first + more,
            chars,
        }
    }
}

/// What `encoding_rs` makes of one whole character.
pub(super) fn beneath(encoding: &'static Encoding, bytes: &[u8]) -> Option<char> {
    // Room for what four bytes can give at most, by `encoding_rs`'s own bound.
    let mut text = [0; 32];
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (result, _, written) = decoder.decode_to_utf8_without_replacement(bytes, &mut text, true);
    if result != DecoderResult::InputEmpty {
        return None;
    }
    let mut chars = std::str::from_utf8(&text[..written]).ok()?.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The bytes of one character as a big-endian number.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, &byte| number << 8 | u32::from(byte))
}

fn hex(digits: &str) -> u32 {
    u32::from_str_radix(digits, 16).expect("departures are in hexadecimal")
}
