//! What somebody says of the keys in one go, beside any file: a command line by its options, a program by the
//! arguments of a call.

use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;

use super::keys::{self, Key};
use super::layer::{Layer, Origin, Said};
use super::read::check;
use super::value::Value;

/// What is said, on its way into a layer.
#[derive(Debug)]
pub struct Line {
    /// Where globs start from.
    base: Arc<Path>,
    origin: Origin,
    layer: Layer,
}

impl Line {
    /// Nothing is said yet; globs start from `base`, which is absolute.
    pub fn new(base: &Path, origin: Origin) -> Self {
        Self {
            base: base.into(),
            origin,
            layer: Layer::default(),
        }
    }

    /// Nothing is said yet by the arguments of a call, which bear the names of their keys.
    pub fn of_arguments(base: &Path) -> Self {
        Self::new(base, Origin::Argument(""))
    }

    /// Says what a key's value is, if there is one.
    pub fn say(&mut self, key: &Key, value: Option<Value>) {
        if let Some(value) = value {
            let origin = match &self.origin {
                Origin::Argument(_) => Origin::Argument(key.name),
                origin => origin.clone(),
            };
            let base = self.base.clone();
            let said = Said {
                value,
                origin,
                base,
            };
            self.layer.say(key, said);
        }
    }

    /// Turns a switch on, if it is.
    pub fn on(&mut self, key: &Key, is_on: bool) {
        self.say(key, is_on.then_some(Value::Switch(true)));
    }

    /// Says one of the words of a key.
    pub fn word<T: ValueEnum>(&mut self, key: &Key, value: Option<T>) {
        self.say(key, value.map(|value| Value::Word(keys::word(value))));
    }

    /// Says a list.
    ///
    /// # Errors
    ///
    /// Where an entry is nothing that the key takes, in words for the user.
    pub fn texts(&mut self, key: &Key, texts: Option<&[String]>) -> Result<(), String> {
        let Some(texts) = texts else { return Ok(()) };
        let checked = texts.iter().map(|text| check(key.kind, text));
        let texts: Result<Vec<String>, String> = checked.collect();
        self.say(key, Some(Value::Texts(texts?)));
        Ok(())
    }

    /// All that was said.
    pub fn finish(self) -> Layer {
        self.layer
    }
}
