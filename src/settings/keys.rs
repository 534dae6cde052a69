//! The keys that settings may hold: the one table of their names, what they take, what holds without them,
//! and how far they reach. What reads settings, shows them, documents them and checks them in an editor is
//! made of it. Those that are options, too, bear the long option's name.

use clap::{ColorChoice, ValueEnum};

use super::TrueFalseStyle;
use super::value::Value;
use crate::files::DEFAULT_EXCLUDES;
use crate::report::Format;

/// A key.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// How far it reaches.
    pub reach: Reach,
    /// What holds without it.
    pub default: Default,
    /// What it says, in one line of Markdown.
    pub summary: &'static str,
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// `true` or `false`.
    Switch,
    /// A whole number from 1.
    Count,
    /// A path, from the settings' folder.
    Path,
    /// One of these words.
    Choice(fn() -> Vec<String>),
    /// A list of rules: names, codes, prefixes, `ALL`.
    Rules,
    /// A list of globs, from the settings' folder.
    Globs,
    /// A list of dotted names.
    Names,
    /// A table from globs to lists of rules.
    RulesByGlob,
}

/// How far a key reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It holds for the files that its settings hold for.
    File,
    /// It holds for a whole run, and is taken from the settings that hold in the current folder.
    Run,
}

/// What holds without a key.
#[derive(Debug, Clone, Copy)]
pub enum Default {
    /// This value.
    Value(fn() -> Value),
    /// Something that no value says, in words.
    Words(&'static str),
}

const OFF: Default = Default::Value(|| Value::Switch(false));
const NONE: Default = Default::Value(|| Value::Texts(Vec::new()));

/// A key that speaks of files.
const fn file(name: &'static str, kind: Kind, default: Default, summary: &'static str) -> Key {
    Key {
        name,
        kind,
        reach: Reach::File,
        default,
        summary,
    }
}

/// A key that speaks of a whole run.
const fn run(name: &'static str, kind: Kind, default: Default, summary: &'static str) -> Key {
    Key {
        name,
        kind,
        reach: Reach::Run,
        default,
        summary,
    }
}

pub(crate) static SELECT: Key = file(
    "select",
    Kind::Rules,
    // No list of them: what is named is named exactly, and what is on by default is not.
    Default::Words("the rules that are on by default"),
    "Rules to run in place of the default ones",
);
pub(crate) static EXTEND_SELECT: Key = file(
    "extend-select",
    Kind::Rules,
    NONE,
    "Rules to run beside the others",
);
pub(crate) static IGNORE: Key = file("ignore", Kind::Rules, NONE, "Rules not to run");
pub(crate) static PER_FILE_IGNORES: Key = file(
    "per-file-ignores",
    Kind::RulesByGlob,
    Default::Value(|| Value::ByGlob(Vec::new())),
    "Rules not to run on the files that a glob fits; `!` before a glob means the files that it does not fit",
);
pub(crate) static UNSAFE_FIXES: Key = file(
    "unsafe-fixes",
    Kind::Switch,
    OFF,
    "Whether fixes that may change what the code does are applied, too",
);
pub(crate) static EXTEND_SAFE_FIXES: Key = file(
    "extend-safe-fixes",
    Kind::Rules,
    NONE,
    "Rules whose unsafe fixes count as safe",
);
pub(crate) static EXTEND_UNSAFE_FIXES: Key = file(
    "extend-unsafe-fixes",
    Kind::Rules,
    NONE,
    "Rules whose safe fixes count as unsafe",
);
pub(crate) static TRUE_FALSE_STYLE: Key = file(
    "true-false-style",
    Kind::Choice(choices::<TrueFalseStyle>),
    Default::Value(|| Value::Word(word(TrueFalseStyle::default()))),
    "What `== True` becomes: `is True` (`identity`), or the truth value (`truth`)",
);
pub(crate) static IGNORE_NOQA: Key = file(
    "ignore-noqa",
    Kind::Switch,
    OFF,
    "Whether suppression comments are ignored",
);
pub(crate) static PLAIN: Key = file(
    "plain",
    Kind::Names,
    NONE,
    "Names (module, class, function, operand) whose `== None` is as good as `is None`",
);
pub(crate) static OVERLOADED: Key = file(
    "overloaded",
    Kind::Names,
    NONE,
    "Names whose `== None` is right as it stands",
);
pub(crate) static PYTHON: Key = file(
    "python",
    Kind::Path,
    Default::Words("`VIRTUAL_ENV`, or `.venv`"),
    "The Python environment whose packages' types are inferred: a virtual environment's folder, or its interpreter, which is never run",
);
pub(crate) static NO_TYPES: Key = file(
    "no-types",
    Kind::Switch,
    OFF,
    "Whether to do without inferred types",
);
pub(crate) static EXCLUDE: Key = file(
    "exclude",
    Kind::Globs,
    Default::Value(|| Value::Texts(DEFAULT_EXCLUDES.map(str::to_owned).to_vec())),
    "Globs of files and folders to pass over, in place of the default ones",
);
pub(crate) static EXTEND_EXCLUDE: Key = file(
    "extend-exclude",
    Kind::Globs,
    NONE,
    "Globs of files and folders to pass over, too",
);
pub(crate) static FORCE_EXCLUDE: Key = run(
    "force-exclude",
    Kind::Switch,
    OFF,
    "Whether excludes hold for paths named on the command line, too",
);
pub(crate) static NO_RESPECT_GITIGNORE: Key = run(
    "no-respect-gitignore",
    Kind::Switch,
    OFF,
    "Whether to do without `.gitignore`, `.ignore` and git's exclude file",
);
pub(crate) static BREAK_HARD_LINKS: Key = run(
    "break-hard-links",
    Kind::Switch,
    OFF,
    "Whether a file with several hard links is replaced by a new one under the name given",
);
pub(crate) static OUTPUT_FORMAT: Key = run(
    "output-format",
    Kind::Choice(choices::<Format>),
    Default::Value(|| Value::Word(word(Format::default()))),
    "How findings are shown",
);
pub(crate) static COLOR: Key = run(
    "color",
    Kind::Choice(choices::<ColorChoice>),
    Default::Value(|| Value::Word(word(ColorChoice::Auto))),
    "When to use colours",
);
pub(crate) static QUIET: Key = run(
    "quiet",
    Kind::Switch,
    OFF,
    "Whether to leave out the summary and the progress",
);
pub(crate) static JOBS: Key = run(
    "jobs",
    Kind::Count,
    Default::Words("the number of processors; 256 at most"),
    "How many files to work on at once",
);

/// Every key, in the order in which they are documented.
pub static KEYS: &[&Key] = &[
    &SELECT,
    &EXTEND_SELECT,
    &IGNORE,
    &PER_FILE_IGNORES,
    &UNSAFE_FIXES,
    &EXTEND_SAFE_FIXES,
    &EXTEND_UNSAFE_FIXES,
    &TRUE_FALSE_STYLE,
    &IGNORE_NOQA,
    &PLAIN,
    &OVERLOADED,
    &PYTHON,
    &NO_TYPES,
    &EXCLUDE,
    &EXTEND_EXCLUDE,
    &FORCE_EXCLUDE,
    &NO_RESPECT_GITIGNORE,
    &BREAK_HARD_LINKS,
    &OUTPUT_FORMAT,
    &COLOR,
    &QUIET,
    &JOBS,
];

/// The key of that name.
pub fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().copied().find(|key| key.name == name)
}

impl Kind {
    /// What it takes, for a message: "`select` takes …".
    pub fn words(self) -> String {
        match self {
            Self::Switch => "`true` or `false`".to_owned(),
            Self::Count => "a whole number from 1".to_owned(),
            Self::Path => "a path".to_owned(),
            Self::Choice(words) => {
                let words: Vec<_> = words().iter().map(|word| format!("\"{word}\"")).collect();
                match words.split_last() {
                    Some((last, rest)) if !rest.is_empty() => {
                        format!("{} or {last}", rest.join(", "))
                    }
                    _ => words.concat(),
                }
            }
            Self::Rules => "a list of rules".to_owned(),
            Self::Globs => "a list of globs".to_owned(),
            Self::Names => "a list of dotted names".to_owned(),
            Self::RulesByGlob => "a table from globs to lists of rules".to_owned(),
        }
    }
}

/// The words that stand for the values of a type, on the command line as in settings.
fn choices<T: ValueEnum>() -> Vec<String> {
    T::value_variants()
        .iter()
        .map(|value| word(value.clone()))
        .collect()
}

/// The word for one of them.
pub(crate) fn word<T: ValueEnum>(value: T) -> String {
    let word = value.to_possible_value();
    word.map_or_else(String::new, |word| word.get_name().to_owned())
}
