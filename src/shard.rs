//! `--shard K/N`: which of N runs a file belongs to, told by its name alone.
//!
//! The runs know nothing of each other, so what decides must be the same for all: the path from the repository's
//! root (outside one: from the current folder), with `/` between folders, byte for byte. Neither the order of the
//! walk counts nor where the checkout lies. That the name is this path, and that a file of several names goes by
//! one of them, is for those to see to who ask.

use sha1::{Digest, Sha1};
use std::num::NonZeroU64;
use std::str::FromStr;

/// One of the runs that share the files among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 0.
    index: u64,
    /// How many there are.
    count: NonZeroU64,
}

/// Why what was typed names no shard.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShardError {
    /// Not two numbers with a slash between them.
    #[error("it takes K/N, the number of a shard and how many there are, such as 1/4")]
    Form,
    /// No shards at all.
    #[error("there must be at least one shard")]
    NoShards,
    /// The number of no shard.
    #[error("shards are numbered from 1 to {0}")]
    NoSuch(NonZeroU64),
}

impl Shard {
    /// Whether a file of that name belongs to it.
    ///
    /// The first 15 hexadecimal digits of the name's SHA-1, modulo N, are K - 1: so many, for that is a number
    /// which a shell can reckon with. This holds for every version.
    pub fn takes(self, name: &[u8]) -> bool {
        let hash: [u8; 20] = Sha1::digest(name).into();
        let (first, _) = hash.split_first_chunk().expect("20 bytes hold 8");
        (u64::from_be_bytes(*first) >> 4) % self.count == self.index
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let number = |text: &str| {
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u64>().ok().filter(|_| is_number)
        };
        let (number_of, count) = text.split_once('/').ok_or(ShardError::Form)?;
        let (number_of, count) = number(number_of)
            .zip(number(count))
            .ok_or(ShardError::Form)?;
        let count = NonZeroU64::new(count).ok_or(ShardError::NoShards)?;
        let index = number_of.checked_sub(1);
        let index = index.filter(|&index| index < count.get());
        let index = index.ok_or(ShardError::NoSuch(count))?;
        Ok(Self { index, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(text: &str) -> Shard {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_no_shard_is_refused() {
        for (text, error) in [
            ("", ShardError::Form),
            ("1", ShardError::Form),
            ("a/b", ShardError::Form),
            ("1/", ShardError::Form),
            ("/3", ShardError::Form),
            ("1/3/4", ShardError::Form),
            ("-1/3", ShardError::Form),
            ("+1/3", ShardError::Form),
            ("1 /3", ShardError::Form),
            ("1.0/3", ShardError::Form),
            ("1/18446744073709551616", ShardError::Form),
            ("1/0", ShardError::NoShards),
            ("0/0", ShardError::NoShards),
            ("0/3", ShardError::NoSuch(NonZeroU64::new(3).unwrap())),
            ("4/3", ShardError::NoSuch(NonZeroU64::new(3).unwrap())),
        ] {
            assert_eq!(text.parse::<Shard>(), Err(error), "{text}");
        }
        assert_eq!(shard("01/08"), shard("1/8"));
        assert!(shard("1/1").takes(b"any"));
        shard("18446744073709551615/18446744073709551615");
    }

    /// By `$((0x$(printf %s NAME | sha1sum | cut -c1-15) % N + 1))`.
    #[test]
    fn every_version_splits_alike() {
        for (name, of_4, of_7, of_1000) in [
            (&b"a.py"[..], 1, 3, 805),
            (b"src/app/models.py", 3, 5, 19),
            ("é/\u{1f600}.py".as_bytes(), 1, 2, 273),
            (b"\xff", 4, 7, 416),
        ] {
            for (number, count) in [(of_4, 4), (of_7, 7), (of_1000, 1000)] {
                let taken: Vec<_> = (1..=count)
                    .filter(|k| shard(&format!("{k}/{count}")).takes(name))
                    .collect();
                assert_eq!(taken, [number], "{} of {count}", name.escape_ascii());
            }
        }
    }

    /// Names that differ in little, as names in a project do.
    #[test]
    fn shards_are_even() {
        let names: Vec<String> = (0..20_000)
            .map(|at| format!("src/app{}/test_{at}.py", at / 40))
            .collect();
        for count in [2, 3, 8, 60] {
            let sizes: Vec<f64> = (1..=count)
                .map(|k| {
                    let shard = shard(&format!("{k}/{count}"));
                    names
                        .iter()
                        .filter(|name| shard.takes(name.as_bytes()))
                        .count() as f64
                })
                .collect();
            let expected = names.len() as f64 / f64::from(count);
            let chi2: f64 = sizes
                .iter()
                .map(|size| (size - expected).powi(2) / expected)
                .sum();
            // Five standard deviations above the mean of chi-square with count - 1 degrees of freedom.
            let degrees = f64::from(count - 1);
            assert!(
                chi2 < degrees + 5.0 * (2.0 * degrees).sqrt(),
                "{count}: {sizes:?}"
            );
        }
    }
}
