//! From TOML to a [`Layer`]: every key and value is held against the table of keys, and what does not fit
//! is an error with its place.

#[cfg(test)]
mod tests;

use std::num::{IntErrorKind, NonZeroUsize};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::keys::{self, KEYS, Key, Kind};
use super::layer::{Layer, Origin, Said};
use super::names;
use super::value::Value;
use crate::files::check_glob;
use crate::lines::Location;
use crate::nearest::nearest;
use crate::select;
use crate::shown::shortened;

/// What is wrong with a text of settings, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In the text, counted from 1, columns in code points; `None` where no place can be named.
    pub location: Option<Location>,
    /// Why it is wrong, and what may have been meant.
    pub reason: String,
}

/// What a text of settings is read as.
pub struct Reader<'r> {
    /// The folder that its paths and globs start from; absolute.
    pub base: Arc<Path>,
    /// Who says what stands at a place.
    pub origin: &'r dyn Fn(Location) -> Origin,
    /// Whether a long option has that name: one that is no key stands on the command line alone.
    pub is_option: fn(&str) -> bool,
    /// Whether the keys stand in the table `[tool.isfix]`, as in `pyproject.toml`.
    pub in_tool_table: bool,
}

/// A fault at an offset.
struct Wrong {
    at: usize,
    reason: String,
}

impl Reader<'_> {
    /// Reads a text; `None` where it holds no table for us.
    ///
    /// # Errors
    ///
    /// The first fault in it.
    pub fn read(&self, text: &str) -> Result<Option<Layer>, Fault> {
        let locate = |at: usize| location_behind(&text.as_bytes()[..text.floor_char_boundary(at)]);
        let document = DeTable::parse(text).map_err(|error| Fault {
            location: error.span().map(|span| locate(span.start)),
            reason: match error.message() {
                // TOML sets no bound; the parser does.
                message if message.contains("recurs") => "nests too deeply".to_owned(),
                message => shortened(&format!("not TOML: {message}"), LONGEST_REASON),
            },
        })?;
        let layer = self.document(document.get_ref(), &locate);
        layer.map_err(|wrong| Fault {
            location: Some(locate(wrong.at)),
            reason: shortened(&wrong.reason, LONGEST_REASON),
        })
    }

    fn document(
        &self,
        document: &DeTable<'_>,
        locate: &dyn Fn(usize) -> Location,
    ) -> Result<Option<Layer>, Wrong> {
        if !self.in_tool_table {
            return self.table(document, locate).map(Some);
        }
        let tool = document.get("tool").map(Spanned::get_ref);
        let ours = tool.and_then(|tool| tool.as_table()?.get("isfix"));
        let Some(ours) = ours else { return Ok(None) };
        match ours.get_ref() {
            DeValue::Table(table) => self.table(table, locate).map(Some),
            other => Err(Wrong {
                at: ours.span().start,
                reason: format!("`tool.isfix` is a table of settings, not {}", sort(other)),
            }),
        }
    }

    fn table(
        &self,
        table: &DeTable<'_>,
        locate: &dyn Fn(usize) -> Location,
    ) -> Result<Layer, Wrong> {
        let mut layer = Layer::default();
        for (name, value) in in_order(table) {
            let key = keys::key(name.get_ref()).ok_or_else(|| Wrong {
                at: name.span().start,
                reason: self.unknown(name.get_ref(), value.get_ref()),
            })?;
            let said = Said {
                value: self.value(key, value)?,
                origin: (self.origin)(locate(name.span().start)),
                base: self.base.clone(),
            };
            layer.say(key, said);
        }
        Ok(layer)
    }

    /// What is said of a key that there is not.
    fn unknown(&self, name: &str, value: &DeValue<'_>) -> String {
        if (self.is_option)(name) {
            return format!("`{name}` is for the command line alone: it says what one run does");
        }
        if !self.in_tool_table && matches!(name, "tool" | "isfix") && value.is_table() {
            return format!(
                "unknown key `{name}`; keys stand at the top here, and `[tool.isfix]` in `pyproject.toml` alone"
            );
        }
        let near = nearest(name, KEYS.iter().map(|key| key.name));
        let advice = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        format!("unknown key `{}`{advice}", shortened(name, LONGEST_NAME))
    }

    fn value(&self, key: &Key, value: &Spanned<DeValue<'_>>) -> Result<Value, Wrong> {
        let wrong = |reason| Wrong {
            at: value.span().start,
            reason,
        };
        let misfit = || {
            let (name, takes) = (key.name, key.kind.words());
            wrong(format!(
                "`{name}` takes {takes}, not {}",
                sort(value.get_ref())
            ))
        };
        match (key.kind, value.get_ref()) {
            (Kind::Switch, DeValue::Boolean(on)) => Ok(Value::Switch(*on)),
            (Kind::Count, DeValue::Integer(number)) => {
                let number = usize::from_str_radix(number.as_str(), number.radix());
                match number.map(NonZeroUsize::new) {
                    Ok(Some(count)) => Ok(Value::Count(count)),
                    Err(error) if *error.kind() == IntErrorKind::PosOverflow => {
                        let (name, takes) = (key.name, key.kind.words());
                        Err(wrong(format!("`{name}` takes {takes}, not one so large")))
                    }
                    _ => Err(misfit()),
                }
            }
            (Kind::Path, DeValue::String(path)) if path.contains('\0') => Err(wrong(format!(
                "`{}` takes a path, and none holds a NUL character",
                key.name
            ))),
            (Kind::Path, DeValue::String(path)) if !path.is_empty() => {
                Ok(Value::Path(self.base.join(&**path)))
            }
            (Kind::Choice(words), DeValue::String(word)) => {
                let words = words();
                if words.iter().any(|known| known == word) {
                    return Ok(Value::Word(word.clone().into_owned()));
                }
                let near = nearest(word, words.iter().map(String::as_str));
                let advice = near.map_or_else(
                    || format!("; there are {}", key.kind.words().replace(" or ", " and ")),
                    |near| format!("; did you mean \"{near}\"?"),
                );
                let (name, word) = (key.name, shortened(word, LONGEST_NAME));
                Err(wrong(format!("`{name}` has no value \"{word}\"{advice}")))
            }
            (Kind::Rules | Kind::Globs | Kind::Names, DeValue::Array(_)) => {
                texts(key.kind, value, misfit).map(Value::Texts)
            }
            (Kind::RulesByGlob, DeValue::Table(table)) => {
                let mut globs = Vec::new();
                for (glob, rules) in in_order(table) {
                    check_file_glob(glob)?;
                    let misfit = || Wrong {
                        at: rules.span().start,
                        reason: format!(
                            "a glob in `{}` takes a list of rules, not {}",
                            key.name,
                            sort(rules.get_ref())
                        ),
                    };
                    let rules = texts(Kind::Rules, rules, misfit)?;
                    globs.push((glob.get_ref().clone().into_owned(), rules));
                }
                Ok(Value::ByGlob(globs))
            }
            _ => Err(misfit()),
        }
    }
}

/// The place behind so much of a text, which is UTF-8. Lines end at a line feed, as in TOML.
pub(super) fn location_behind(read: &[u8]) -> Location {
    let line = read.rsplit(|&byte| byte == b'\n').next().unwrap_or(read);
    Location {
        row: memchr::memchr_iter(b'\n', read).count() + 1,
        column: String::from_utf8_lossy(line).chars().count() + 1,
    }
}

/// A list of texts that fit a kind.
fn texts(
    kind: Kind,
    list: &Spanned<DeValue<'_>>,
    misfit: impl Fn() -> Wrong,
) -> Result<Vec<String>, Wrong> {
    let DeValue::Array(items) = list.get_ref() else {
        return Err(misfit());
    };
    let text = |item: &Spanned<DeValue<'_>>| {
        let wrong = |reason| Wrong {
            at: item.span().start,
            reason,
        };
        let Some(text) = item.get_ref().as_str() else {
            let found = sort(item.get_ref());
            return Err(wrong(format!(
                "{} holds strings, not {found}",
                kind.words()
            )));
        };
        check(kind, text).map_err(wrong)
    };
    items.iter().map(text).collect()
}

/// A text that fits a kind, as it is kept.
///
/// # Errors
///
/// Why it does not fit, in words for the user.
pub fn check(kind: Kind, text: &str) -> Result<String, String> {
    match kind {
        Kind::Rules => select::known(text).map_err(|unknown| unknown.to_string())?,
        Kind::Globs if text.is_empty() => return Err(EMPTY_GLOB.to_owned()),
        Kind::Globs => check_glob(text).map_err(|error| error.to_string())?,
        Kind::Names => return names::dotted(text),
        _ => {}
    }
    Ok(text.to_owned())
}

/// The glob of a per-file entry must be one, behind its `!`.
fn check_file_glob(glob: &Spanned<DeString<'_>>) -> Result<(), Wrong> {
    let text = glob.get_ref().strip_prefix('!').unwrap_or(glob.get_ref());
    let wrong = |reason| Wrong {
        at: glob.span().start,
        reason,
    };
    if text.is_empty() {
        return Err(wrong(EMPTY_GLOB.to_owned()));
    }
    check_glob(text).map_err(|error| wrong(error.to_string()))
}

/// A table's entries in the order in which they are written.
fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    let start = |span: Range<usize>| span.start;
    entries.sort_by_key(|(name, _)| start(name.span()));
    entries
}

/// What sort of value it is, for a message.
fn sort(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(text) if text.is_empty() => "an empty string",
        DeValue::String(_) => "a string",
        DeValue::Integer(number) if number.as_str().starts_with('-') => "a negative number",
        DeValue::Integer(number) if number.as_str().bytes().all(|digit| digit == b'0') => "0",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// What is said of a glob without a character.
const EMPTY_GLOB: &str = "an empty glob fits no file";

/// What a message can bear of a name, in code points.
const LONGEST_NAME: usize = 64;

/// What a line can bear of a reason, in code points.
const LONGEST_REASON: usize = 300;
