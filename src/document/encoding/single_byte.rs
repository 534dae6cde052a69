//! CPython's single-byte codecs whose lower half is ASCII, as tables of their upper half.
//!
//! `single_byte.txt` holds one codec a line: its name, then what the bytes from 0x80 on decode to,
//! as words in hexadecimal: `20ac` one character, `410+1f` that character and the 0x1f after it,
//! `!3` three bytes that CPython refuses. It is written by `UPDATE=1 cargo test` from the `python3`
//! found.

/// The upper halves, one codec a line.
const TABLES: &str = include_str!("single_byte.txt");

/// Bytes from 0x80 to 0xff.
const UPPER: usize = 128;

/// The upper half of one codec.
pub(super) struct SingleByte {
    /// By byte minus 0x80; `None` where CPython refuses the byte.
    upper: [Option<char>; UPPER],
}

impl SingleByte {
    pub(super) fn knows(codec: &str) -> bool {
        words(codec).is_some()
    }

    /// The table of a codec that [`SingleByte::knows`].
    pub(super) fn load(codec: &str) -> SingleByte {
        let words = words(codec).expect("only known codecs are loaded");
        let mut upper = [None; UPPER];
        let mut slots = upper.iter_mut();
        for word in words.split(' ') {
            if let Some(refused) = word.strip_prefix('!') {
                slots.by_ref().take(hex(refused) as usize).for_each(drop);
                continue;
            }
            let (first, more) = word.split_once('+').unwrap_or((word, "0"));
            for char in (hex(first)..=hex(first) + hex(more)).map(char::from_u32) {
                *slots.next().expect("a table has 128 entries") = char;
            }
        }
        SingleByte { upper }
    }

    /// The character that the first byte of `rest`, 0x80 or above, stands for, and its width of 1.
    pub(super) fn first_char(&self, rest: &[u8]) -> Option<(char, usize)> {
        let slot = usize::from(*rest.first()?).checked_sub(UPPER)?;
        self.upper[slot].map(|char| (char, 1))
    }
}

/// The words of a codec's line.
fn words(codec: &str) -> Option<&'static str> {
    TABLES
        .lines()
        .find_map(|line| line.strip_prefix(codec)?.strip_prefix(' '))
}

fn hex(digits: &str) -> u32 {
    u32::from_str_radix(digits, 16).expect("tables are in hexadecimal")
}
