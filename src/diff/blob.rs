//! Git's names for contents: the ids of blobs, and the `index` line that holds two of them.

use sha1::{Digest, Sha1};
use std::fmt;

/// The id that git gives bytes as a blob, in repositories whose object format is SHA-1: the hash of
/// `blob LENGTH`, a NUL and the bytes (`gitformat-loose(5)`).
///
/// It tells whether bytes are those that were met before. Against someone who makes two files of one hash it
/// is no defence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobId([u8; 20]);

/// How many hexadecimal digits an id has.
const DIGITS: usize = 40;

impl BlobId {
    /// The id of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hash = Sha1::new_with_prefix(format!("blob {}\0", bytes.len()));
        hash.update(bytes);
        Self(hash.finalize().into())
    }

    /// Reads all the digits of an id, in lower case as git prints them.
    pub fn parse(digits: &[u8]) -> Option<Self> {
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        if digits.len() != DIGITS {
            return None;
        }
        let mut id = [0; 20];
        for (byte, pair) in id.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0])? << 4 | value(pair[1])?;
        }
        Some(Self(id))
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What an `index` line says of a file that keeps its mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Index {
    /// The old content.
    pub before: BlobId,
    /// The new content.
    pub after: BlobId,
    /// Whether its owner may run the file: git knows no more of a file's mode.
    pub is_executable: bool,
}

impl Index {
    /// Reads what [`Display`](fmt::Display) writes.
    pub fn parse(line: &[u8]) -> Option<Self> {
        let line = line.strip_prefix(b"index ")?;
        let (before, rest) = line.split_at_checked(DIGITS)?;
        let (after, mode) = rest.strip_prefix(b"..")?.split_at_checked(DIGITS)?;
        Some(Self {
            before: BlobId::parse(before)?,
            after: BlobId::parse(after)?,
            is_executable: match mode {
                b" 100644" => false,
                b" 100755" => true,
                _ => return None,
            },
        })
    }
}

impl fmt::Display for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mode = if self.is_executable { 100_755 } else { 100_644 };
        write!(f, "index {}..{} {mode}", self.before, self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `git hash-object --stdin` gives them.
    #[test]
    fn ids_are_gits() {
        for (bytes, id) in [
            (&b""[..], "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
            (b"x is 1\n", "3bbba0e8b4689cf6b956f9913e4ab88af79cd783"),
            (b"a\r\n\xff", "ecfa31db40d30af1d090a96786a69dd23c97a5b4"),
        ] {
            assert_eq!(BlobId::of(bytes).to_string(), id);
            assert_eq!(BlobId::parse(id.as_bytes()), Some(BlobId::of(bytes)));
        }
    }

    #[test]
    fn index_lines_go_forth_and_back() {
        for is_executable in [false, true] {
            let index = Index {
                before: BlobId::of(b"a"),
                after: BlobId::of(b"b"),
                is_executable,
            };
            assert_eq!(Index::parse(index.to_string().as_bytes()), Some(index));
        }
        let id = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
        for line in [
            String::new(),
            "index e69de29..e69de29 100644".to_owned(),
            format!("index {id}..{id}"),
            format!("index {id}..{id} 100600"),
            format!("index {id}..{id} 120000"),
            format!("index {id}..{id} 100644 "),
            format!("index {id}.{id} 100644"),
            format!("index {}..{id} 100644", id.to_uppercase()),
            format!("index {id}{id}..{id} 100644"),
        ] {
            assert_eq!(Index::parse(line.as_bytes()), None, "{line}");
        }
    }
}
