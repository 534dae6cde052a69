//! What one source of settings says: a file, a `--config KEY = VALUE`, or the options of the command line;
//! and what several say together.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;

use super::keys::{self, Default, Key};
use super::value::Value;
use crate::lines::Location;
use crate::select::{Rank, Selectors};
use crate::shown::shown;

/// Values by the names of their keys.
#[derive(Debug, Clone, std::default::Default)]
pub struct Layer {
    said: BTreeMap<&'static str, Said>,
}

/// A value, and who says so.
#[derive(Debug, Clone)]
pub struct Said {
    /// What.
    pub value: Value,
    /// Who.
    pub origin: Origin,
    /// The folder that its globs start from; absolute.
    pub base: Arc<Path>,
}

/// Who says what a key's value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A settings file, as the user sees it, at this place.
    File(Arc<Path>, Location),
    /// `--config KEY = VALUE`.
    Inline,
    /// An option of the command line.
    Option,
    /// The argument of a call that bears this key's name.
    Argument(&'static str),
}

impl Origin {
    /// How much its selectors weigh.
    fn rank(&self) -> Rank {
        match self {
            Self::File(..) => Rank::Settings,
            Self::Inline | Self::Option | Self::Argument(_) => Rank::CommandLine,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, Location { row, column }) => {
                write!(f, "{}:{row}:{column}", shown(path))
            }
            Self::Inline => f.write_str("command line, --config"),
            Self::Option => f.write_str("command line"),
            Self::Argument(_) => f.write_str("arguments"),
        }
    }
}

impl Layer {
    /// Takes note of what a key's value is; what was said of it before is replaced.
    pub fn say(&mut self, key: &Key, said: Said) {
        self.said.insert(key.name, said);
    }

    /// This layer over another: what both say is said by this one.
    #[must_use]
    pub fn over(&self, below: &Self) -> Self {
        let mut both = below.clone();
        both.said
            .extend(self.said.iter().map(|(&name, said)| (name, said.clone())));
        both
    }

    /// What is said of a key; `None` where nothing is.
    pub fn said(&self, key: &Key) -> Option<&Said> {
        self.said.get(key.name)
    }

    /// Whether a switch is on.
    pub fn is_on(&self, key: &Key) -> bool {
        matches!(self.value(key), Some(Value::Switch(true)))
    }

    /// A number, where one is said.
    pub fn count(&self, key: &Key) -> Option<NonZeroUsize> {
        match self.value(key) {
            Some(Value::Count(count)) => Some(count),
            _ => None,
        }
    }

    /// A path, where one is said.
    pub fn path(&self, key: &Key) -> Option<PathBuf> {
        match self.value(key) {
            Some(Value::Path(path)) => Some(path),
            _ => None,
        }
    }

    /// What a word stands for.
    pub fn choice<T: ValueEnum>(&self, key: &Key) -> Option<T> {
        match self.value(key) {
            Some(Value::Word(word)) => T::from_str(&word, false).ok(),
            _ => None,
        }
    }

    /// A list, where one is said; the default does not count.
    pub fn texts(&self, key: &Key) -> Option<&[String]> {
        match &self.said(key)?.value {
            Value::Texts(texts) => Some(texts),
            _ => None,
        }
    }

    /// A list of rules, where one is said; the default does not count.
    pub fn selectors(&self, key: &Key) -> Option<Selectors<'_>> {
        Some(Selectors {
            list: self.texts(key)?,
            rank: self.said(key)?.origin.rank(),
        })
    }

    /// What holds of a key: what is said of it, or else its default.
    fn value(&self, key: &Key) -> Option<Value> {
        match (self.said(key), key.default) {
            (Some(said), _) => Some(said.value.clone()),
            (None, Default::Value(default)) => Some(default()),
            (None, Default::Words(_)) => None,
        }
    }

    /// What holds, a line of TOML for each key, and where it comes from, in a comment.
    pub fn shown<'k>(&self, keys: impl IntoIterator<Item = &'k &'static Key>) -> String {
        let line = |key: &&'static Key| match (self.said(key), key.default) {
            (Some(said), _) => format!("{} = {}  # {}\n", key.name, said.value, said.origin),
            (None, Default::Value(default)) => format!("{} = {}  # default\n", key.name, default()),
            (None, Default::Words(words)) => format!("# {}: {words}  # default\n", key.name),
        };
        keys.into_iter().map(line).collect()
    }

    /// Every key that something is said of.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> + '_ {
        self.said.keys().filter_map(|name| keys::key(name))
    }
}
