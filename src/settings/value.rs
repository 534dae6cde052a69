//! The values of settings, as they are written and shown: TOML.

use std::fmt;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// A value that fits its key's [`Kind`](super::keys::Kind).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `true` or `false`.
    Switch(bool),
    /// A number from 1.
    Count(NonZeroUsize),
    /// A path that can be opened from the current folder.
    Path(PathBuf),
    /// One of the words that a key knows.
    Word(String),
    /// Rules, globs or names.
    Texts(Vec<String>),
    /// Rules by globs, in the order in which they are written.
    ByGlob(Vec<(String, Vec<String>)>),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Switch(on) => write!(f, "{on}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Path(path) => quote(&path.to_string_lossy(), f),
            Self::Word(word) => quote(word, f),
            Self::Texts(texts) => list(texts, f),
            Self::ByGlob(globs) if globs.is_empty() => f.write_str("{}"),
            Self::ByGlob(globs) => {
                f.write_str("{ ")?;
                for (at, (glob, rules)) in globs.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { ", " })?;
                    quote(glob, f)?;
                    f.write_str(" = ")?;
                    list(rules, f)?;
                }
                f.write_str(" }")
            }
        }
    }
}

fn list(texts: &[String], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("[")?;
    for (at, text) in texts.iter().enumerate() {
        f.write_str(if at == 0 { "" } else { ", " })?;
        quote(text, f)?;
    }
    f.write_str("]")
}

/// A basic string of TOML: on one line, and without power over a terminal, whatever it holds.
fn quote(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            c if crate::shown::is_hidden(c) => write!(f, "\\U{:08X}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}
