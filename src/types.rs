//! The seam to type inference: what is asked of a file, and the facts that come back.
//!
//! A [`Question`] names pairs of comparisons in one text; the answer is, for each pair, what its
//! operands and its result were inferred to be. Facts are no verdicts: what follows from them is
//! said in `judge::types`. Inference itself runs in a child process (`client`, `server`), so
//! whatever it does to itself (overflow, abort, never end) costs an answer and nothing else: what is open is
//! held back then.
//!
//! Without the feature `types` this seam stays, and nothing is ever inferred.

pub mod asked;
#[cfg(feature = "types")]
pub mod classify;
#[cfg(feature = "types")]
pub mod client;
#[cfg(feature = "types")]
pub mod database;
#[cfg(feature = "types")]
pub mod disk;
#[cfg(feature = "types")]
pub mod environment;
#[cfg(feature = "types")]
pub mod equality;
#[cfg(feature = "types")]
pub mod known;
pub mod may_know;
#[cfg(feature = "types")]
pub mod project;
#[cfg(feature = "types")]
pub mod protocol;
#[cfg(feature = "types")]
pub mod server;

use ruff_text_size::{TextRange, TextSize};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fmt::Debug;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The only argument of a child process that infers.
pub const CHILD: &str = "--infer-types";

/// Whether the program was started with these arguments to infer for another.
pub fn is_child(arguments: &[OsString]) -> bool {
    matches!(arguments, [_, only] if only == CHILD)
}

/// From now on a child is started by this program with these arguments, and what it runs must call [`serve`]; or
/// none is, where there is no such program: for one of which isfix is but a part. The first call counts.
#[cfg(feature = "types")]
pub fn start_children_by(start: Option<(PathBuf, Vec<OsString>)>) {
    client::Start::for_all(start.map(|(program, arguments)| client::Start { program, arguments }));
}

/// No child is ever started.
#[cfg(not(feature = "types"))]
pub fn start_children_by(_: Option<(PathBuf, Vec<OsString>)>) {}

/// Whether no types are inferred, wanted or not, for there is no program that a child could be started by.
#[cfg(feature = "types")]
pub fn is_childless() -> bool {
    client::Start::is_none()
}

/// Nobody misses children.
#[cfg(not(feature = "types"))]
pub fn is_childless() -> bool {
    false
}

/// Infers for the parent process, until it closes this one's standard input; gives the exit status.
#[cfg(feature = "types")]
pub fn serve() -> u8 {
    server::serve()
}

/// Infers nothing: what that takes was left out when isfix was built; gives the exit status.
#[cfg(not(feature = "types"))]
pub fn serve() -> u8 {
    1
}

/// What infers, by settings: in `python`'s environment, or in that which `VIRTUAL_ENV` names; by at
/// most `jobs` children at once. `None` where no types are wanted.
///
/// # Errors
///
/// Where `python` is no environment, in words for the user.
#[cfg(feature = "types")]
pub fn inference(
    python: Option<&Path>,
    no_types: bool,
    jobs: NonZeroUsize,
) -> Result<Option<Arc<dyn Infer>>, String> {
    use environment::Environment;
    let named = python.map(Environment::at).transpose();
    let named = named.map_err(|none| none.to_string())?;
    if no_types {
        return Ok(None);
    }
    let active = || Environment::active(Path::new(&std::env::var_os("VIRTUAL_ENV")?));
    let client = client::Start::this_program()
        .and_then(|start| client::Client::new(start, jobs, named.or_else(active)));
    // Where the system does not tell what a child takes, there is none.
    Ok(client.ok().map(|client| Arc::new(client) as Arc<dyn Infer>))
}

/// Why no types are inferred where [`is_childless`] says so.
pub const CHILDLESS: &str =
    "not inferred, for this process runs in no Python interpreter that can be started for it";

/// What is wrong with the environment that `VIRTUAL_ENV` names, where it is to be used: it is gone, or none,
/// and its packages are not known.
#[cfg(feature = "types")]
pub fn missing_environment(python: Option<&Path>, no_types: bool) -> Option<String> {
    let named = std::env::var_os("VIRTUAL_ENV").filter(|named| !named.is_empty())?;
    let is_used = python.is_none() && !no_types;
    let none = environment::Environment::at(Path::new(&named)).err();
    let none = none.filter(|_| is_used)?;
    Some(format!("VIRTUAL_ENV: {none}"))
}

/// Which environment's packages are looked into, in a line for the user.
#[cfg(feature = "types")]
pub fn environment_told(python: Option<&Path>, no_types: bool) -> String {
    use crate::shown::shown;
    let active = std::env::var_os("VIRTUAL_ENV").filter(|named| !named.is_empty());
    let active = active.as_deref().map(Path::new);
    let active = active.filter(|named| environment::Environment::at(named).is_ok());
    match (python, active) {
        _ if no_types => "types: not inferred".to_owned(),
        _ if is_childless() => format!("types: {CHILDLESS}"),
        (Some(python), _) => format!("types: inferred with the packages of {}", shown(python)),
        (None, Some(active)) => format!(
            "types: inferred with the packages of {} (VIRTUAL_ENV)",
            shown(active)
        ),
        (None, None) => {
            "types: inferred with the packages of each project's .venv, where there is one"
                .to_owned()
        }
    }
}

/// Nothing infers.
#[cfg(not(feature = "types"))]
pub fn environment_told(_: Option<&Path>, _: bool) -> String {
    "types: not inferred, for isfix was built without that".to_owned()
}

/// No environment is used.
#[cfg(not(feature = "types"))]
pub fn missing_environment(_: Option<&Path>, _: bool) -> Option<String> {
    None
}

/// Nothing infers: what that takes was left out when isfix was built.
///
/// # Errors
///
/// None.
#[cfg(not(feature = "types"))]
pub fn inference(
    _: Option<&Path>,
    _: bool,
    _: NonZeroUsize,
) -> Result<Option<Arc<dyn Infer>>, String> {
    Ok(None)
}

/// What was inferred about one pair of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The operands, left and right.
    pub operands: [Operand; 2],
    /// What the comparison gives.
    pub result: Given,
}

/// What was inferred about one operand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operand {
    /// Its type as it would be annotated: `str | None`, `InstrumentedAttribute[int]`.
    pub shown: String,
    /// How it compares.
    pub nature: Nature,
}

/// How objects of a type compare with `None`, `True`, `False` or any constant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Nothing is known: `Any`, `Unknown`, `object`, a protocol, a class with bases that are not found.
    Nothing,
    /// `bool`, or a literal of it.
    Bool,
    /// `bool | None`.
    BoolOrNone,
    /// Every member of the type is compared by the standard library's classes or by `object`, or by
    /// an `__eq__` that says no to `None`: it equals `None` only if it is `None`.
    Honest,
    /// A class whose `__eq__` accepts `None` by its annotation, speaks of `None`, or cannot be told.
    MayEqualNone {
        /// The class that defines it.
        class: String,
    },
    /// A transparent proxy: equals what the object behind it equals, and is never that object.
    Proxy {
        /// The class, or the call that makes one.
        class: String,
    },
    /// `==` gives no plain truth.
    Overloaded {
        /// The class that defines `__eq__`.
        class: String,
        /// What `==` is annotated to give: `ColumnElement[bool]`.
        gives: Option<String>,
        /// What sort of thing it is, where the library is known.
        thing: Option<Thing>,
    },
}

/// What a comparison was inferred to give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// Nothing is known, or the pair is a link of a chain.
    Nothing,
    /// `bool`, of either value.
    Bool,
    /// Always this value.
    Literal(bool),
    /// Something else, shown: `ColumnElement[bool]`, `Series[bool]`.
    Other(String),
}

/// Things whose `==` is overloaded and which have a spelling of their own for "is `None`".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Thing {
    /// A SQLAlchemy column or expression: has `.is_(…)` and `.is_not(…)`.
    SqlColumn,
    /// A SQLAlchemy relationship: `==` is right, `.is_(…)` raises.
    SqlRelationship,
    /// Something else of SQLAlchemy's that `==` makes SQL of.
    SqlOther,
    /// A field or expression of peewee: has `.is_null(…)`.
    Peewee,
    /// A pandas series, frame or index: has `.isna()` and `.notna()`.
    Pandas,
    /// A polars expression or series: has `.is_null()` and `.is_not_null()`.
    Polars,
    /// A polars frame: compared as a whole, has no such method.
    PolarsFrame,
    /// A numpy array.
    Array,
}

impl Thing {
    /// Whether it holds many values, which `==` compares one by one.
    pub fn is_array(self) -> bool {
        matches!(
            self,
            Self::Pandas | Self::Polars | Self::PolarsFrame | Self::Array
        )
    }
}

/// One pair of a comparison in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Where the whole comparison starts: an offset into the text in UTF-8 bytes.
    start: u32,
    /// Where it ends.
    end: u32,
    /// Which of its pairs, from the left, from 0.
    pub pair: u32,
}

impl Pair {
    /// A pair of the comparison at a range (without parentheses around it).
    pub fn new(comparison: TextRange, pair: usize) -> Self {
        Self {
            start: comparison.start().into(),
            end: comparison.end().into(),
            pair: u32::try_from(pair).expect("a text under 4 GiB has fewer pairs"),
        }
    }

    /// The range of the whole comparison; `None` where the numbers make none.
    pub fn comparison(&self) -> Option<TextRange> {
        (self.start <= self.end)
            .then(|| TextRange::new(TextSize::new(self.start), TextSize::new(self.end)))
    }
}

/// Everything inference has to know: it reads other files itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Where modules are found.
    pub project: Project,
    /// The file's absolute path; it need not exist.
    pub path: String,
    /// Its decoded text, without a byte-order mark.
    pub text: String,
    /// What is asked about it.
    pub pairs: Vec<Pair>,
}

/// What infers. The command line gives one that asks a child process.
pub trait Infer: Debug + Send + Sync {
    /// Where a module that a file imports comes from: a look at folders, no more. `file` is as the
    /// user named it, `module` dotted and absolute.
    fn origin(&self, file: &Path, module: &str) -> Origin;

    /// What can be said about pairs of a text, each by its place in `pairs`.
    ///
    /// `beside` says that the file imports what lies beside it, which its project does not hold.
    fn infer(&self, file: &Path, text: &str, pairs: Vec<Pair>, beside: bool) -> Inferred;
}

/// Where a module comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The standard library.
    Standard,
    /// The tree, or the environment.
    Found,
    /// The importing file's own folder, which is no root of its project.
    Beside,
    /// Nowhere that can be seen.
    Missing,
}

/// What came of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inferred {
    /// The facts of each pair in the order asked; `None` where nothing can be said.
    pub facts: Vec<Option<Facts>>,
    /// Whether inference failed on any of them (overflow, panic, no end) or was not to be had: then `None`
    /// is a missing answer.
    pub failed: bool,
}

/// Where the modules that a file imports are found. Paths are absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Project {
    /// Folders of the tree's own modules, the first one found counts.
    pub roots: Vec<String>,
    /// Folders of installed packages.
    pub site_packages: Vec<String>,
    /// The Python that runs it, major and minor; `None` for the newest that is known.
    pub version: Option<(u8, u8)>,
}
