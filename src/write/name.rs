//! The names of temporary files. Creating and removing them is left to others.

use std::ffi::OsStr;
use std::iter;

/// Hidden, and telling whose it is.
const PREFIX: &str = ".isfix-";

/// Keeps tools that look for `.py` away.
const SUFFIX: &str = ".tmp";

/// How many random characters stand between: 26^12 names, so a clash is next to impossible.
const RANDOM_LEN: usize = 12;

/// A fresh name in the form that [`is_temp_name`] knows.
pub fn fresh() -> String {
    // Lower case alone: some file systems do not tell the cases apart.
    let random: String = iter::repeat_with(fastrand::lowercase)
        .take(RANDOM_LEN)
        .collect();
    format!("{PREFIX}{random}{SUFFIX}")
}

/// Whether a file's name is exactly of the form that this program gives its temporary files.
pub fn is_temp_name(name: &OsStr) -> bool {
    let random = name
        .to_str()
        .and_then(|name| name.strip_prefix(PREFIX))
        .and_then(|name| name.strip_suffix(SUFFIX));
    random.is_some_and(|random| {
        random.len() == RANDOM_LEN && random.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_known() {
        assert!(is_temp_name(OsStr::new(&fresh())));
        assert_ne!(fresh(), fresh());
        for foreign in [
            ".isfix-.tmp",
            ".isfix-abcdefghijk.tmp",
            ".isfix-abcdefghijklm.tmp",
            ".isfix-abcdefghijkL.tmp",
            ".isfix-abcdefghijk1.tmp",
            "isfix-abcdefghijkl.tmp",
            ".isfix-abcdefghijkl.tmp~",
            ".isfix-abcdefghijkl.py",
        ] {
            assert!(!is_temp_name(OsStr::new(foreign)), "{foreign}");
        }
    }
}
