//! Text back to bytes, for what a person writes into a file: the way that [`super::decode`] came.

use super::multi_byte::MultiByte;
use super::single_byte::SingleByte;
use super::{Codec, Encoding};

/// A character for which an encoding has no bytes, as far as is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no {} in the file's encoding, {encoding}", told(*.character))]
pub struct Unwritable {
    /// The character.
    pub character: char,
    /// CPython's name of the encoding.
    pub encoding: &'static str,
}

fn told(character: char) -> String {
    if crate::shown::is_hidden(character) {
        format!("U+{:04X}", u32::from(character))
    } else {
        format!("`{character}`")
    }
}

impl Encoding {
    /// The bytes that decode to `text` in this encoding. Of a character of three or four bytes in an
    /// East Asian encoding none are known.
    ///
    /// # Errors
    ///
    /// The first character without any.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, Unwritable> {
        if text.is_ascii() || self.codec == Codec::Utf8 {
            return Ok(text.as_bytes().to_vec());
        }
        let mut bytes = Vec::with_capacity(text.len());
        for character in text.chars() {
            if character.is_ascii() {
                bytes.push(character as u8);
            } else {
                let none = Unwritable {
                    character,
                    encoding: self.name,
                };
                bytes.extend(self.sought(character).ok_or(none)?);
            }
        }
        Ok(bytes)
    }

    /// The first one or two bytes that decode to a character beyond ASCII: people write few of them.
    fn sought(self, wanted: char) -> Option<Vec<u8>> {
        let high = 0x80..=u8::MAX;
        match self.codec {
            Codec::Utf8 | Codec::Ascii | Codec::AsciiHalfOnly => None,
            Codec::SingleByte => {
                let table = SingleByte::load(self.name);
                let mut bytes = high.map(|byte| vec![byte]);
                bytes.find(|bytes| table.first_char(bytes) == Some((wanted, 1)))
            }
            Codec::MultiByte => {
                let table = MultiByte::load(self.name);
                let pairs = high.flat_map(|lead| (0..=u8::MAX).map(move |trail| vec![lead, trail]));
                pairs.into_iter().find_map(|pair| {
                    let (found, width) = table.first_char(&pair)?;
                    (found == wanted).then(|| pair[..width].to_vec())
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::encoding::{Encoding, decode};

    fn named(name: &'static str) -> Encoding {
        Encoding::of_codec(name).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (name, text) in [
            ("utf-8", "é𝄞 x"),
            ("iso8859-1", "é x ÿ"),
            ("iso8859-15", "€ é"),
            ("cp1251", "Привет, x"),
            ("shift_jis", "日本 x ｱ"),
            ("gbk", "汉字 x"),
            ("euc_kr", "한글"),
            ("big5", "漢字"),
        ] {
            let head = format!("# coding: {name}\n");
            let mut bytes = head.clone().into_bytes();
            bytes.extend(named(name).encode(text).unwrap());
            assert_eq!(decode(&bytes).unwrap().text, head + text, "{name}");
        }
    }

    #[test]
    fn what_has_no_bytes_is_told() {
        let told = |name, text| named(name).encode(text).unwrap_err().to_string();
        assert_eq!(
            told("iso8859-1", "a €"),
            "there is no `€` in the file's encoding, iso8859-1"
        );
        assert_eq!(
            told("ascii", "\u{202e}"),
            "there is no U+202E in the file's encoding, ascii"
        );
        assert!(named("ascii").encode("x is 'a'\n").is_ok());
    }
}
