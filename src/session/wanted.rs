//! What a program asks of a session, and the layer of settings that it makes.

use std::env;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::settings::TrueFalseStyle;
use crate::settings::find::SettingsError;
use crate::settings::keys;
use crate::settings::layer::Layer;
use crate::settings::line::Line;
use crate::settings::value::Value;

/// What a program asks for; the names are those of the options. `None` is what settings say, or else the default.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Rules in place of the default ones.
    pub select: Option<Vec<String>>,
    /// Rules beside the others.
    pub extend_select: Option<Vec<String>>,
    /// Rules not to run.
    pub ignore: Option<Vec<String>>,
    /// Whether fixes that may change what the code does are applied, too.
    pub unsafe_fixes: Option<bool>,
    /// What comparisons with `True` and `False` become.
    pub true_false_style: Option<TrueFalseStyle>,
    /// Whether suppression comments are ignored.
    pub ignore_noqa: Option<bool>,
    /// Names whose `==` is plain.
    pub plain: Option<Vec<String>>,
    /// Names whose `==` is overloaded.
    pub overloaded: Option<Vec<String>>,
    /// Globs of what a walk passes over, in place of the default ones.
    pub exclude: Option<Vec<String>>,
    /// Globs of what a walk passes over, beside the others.
    pub extend_exclude: Option<Vec<String>>,
    /// Whether excludes hold for named paths, too.
    pub force_exclude: Option<bool>,
    /// Whether ignore files are read.
    pub respect_gitignore: Option<bool>,
    /// Whether a file with several hard links is replaced under the name given.
    pub break_hard_links: Option<bool>,
    /// How many workers to have; `None` for what settings say, or else one for each processor.
    pub jobs: Option<NonZeroUsize>,
    /// The Python environment whose packages are looked into.
    pub python: Option<PathBuf>,
    /// Whether types are inferred.
    pub types: Option<bool>,
    /// The settings file that holds in place of those that are found.
    pub config: Option<PathBuf>,
    /// Whether no settings file is sought, and a source in memory is judged by itself alone.
    pub isolated: bool,
    /// Whether files are to be opened: globs then start from the current folder even where the session is isolated.
    pub opens_files: bool,
}

impl Wanted {
    /// Whether a source is judged by itself alone: it stands in no folder, and nothing is opened on its behalf.
    pub(super) fn is_alone(&self) -> bool {
        self.isolated && !self.opens_files
    }

    /// The folder that globs and paths start from; absolute.
    ///
    /// # Errors
    ///
    /// Where there is no current folder.
    pub(super) fn base(&self) -> io::Result<PathBuf> {
        let nowhere = || PathBuf::from("/");
        if self.is_alone() {
            return Ok(nowhere());
        }
        match env::current_dir() {
            // No file has globs to start from it.
            Err(_) if self.isolated && self.config.is_none() => Ok(nowhere()),
            current => current,
        }
    }

    /// What is said of the keys; globs start from `base`.
    ///
    /// # Errors
    ///
    /// Where an argument is nothing that its key takes.
    pub(super) fn layer(&self, base: &Path) -> Result<Layer, SettingsError> {
        let mut line = Line::of_arguments(base);
        for (key, texts) in [
            (&keys::SELECT, &self.select),
            (&keys::EXTEND_SELECT, &self.extend_select),
            (&keys::IGNORE, &self.ignore),
            (&keys::PLAIN, &self.plain),
            (&keys::OVERLOADED, &self.overloaded),
            (&keys::EXCLUDE, &self.exclude),
            (&keys::EXTEND_EXCLUDE, &self.extend_exclude),
        ] {
            let said = line.texts(key, texts.as_deref());
            said.map_err(|reason| SettingsError::of_argument(key.name, reason))?;
        }
        let not = |switch: Option<bool>| switch.map(|is_on| !is_on);
        for (key, switch) in [
            (&keys::UNSAFE_FIXES, self.unsafe_fixes),
            (&keys::IGNORE_NOQA, self.ignore_noqa),
            (&keys::NO_TYPES, not(self.types)),
            (&keys::FORCE_EXCLUDE, self.force_exclude),
            (&keys::NO_RESPECT_GITIGNORE, not(self.respect_gitignore)),
            (&keys::BREAK_HARD_LINKS, self.break_hard_links),
        ] {
            line.say(key, switch.map(Value::Switch));
        }
        line.word(&keys::TRUE_FALSE_STYLE, self.true_false_style);
        line.say(&keys::PYTHON, self.python.clone().map(Value::Path));
        line.say(&keys::JOBS, self.jobs.map(Value::Count));
        Ok(line.finish())
    }
}
