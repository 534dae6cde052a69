//! Which settings file holds in a folder: the closest one above, up to the repository's root, else up to the
//! file system's. Each is read once a run, and none of another user's.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::layer::{Layer, Origin};
use super::read::{Fault, Reader, location_behind};
use crate::lines::Location;
use crate::read::{ReadErrorKind, read_own};
use crate::root::is_repository;
use crate::shown::shown;

/// The file whose settings stand in a table beside other tools'.
const PYPROJECT: &str = "pyproject.toml";

/// The names of settings files; of several in one folder, the first here is heard.
const NAMES: [&str; 3] = [".isfix.toml", "isfix.toml", PYPROJECT];

/// Whether a settings file would be found under a path's name.
pub fn is_settings_file(path: &Path) -> bool {
    let name = path.file_name();
    name.is_some_and(|name| NAMES.iter().any(|&settings| name == settings))
}

/// A larger settings file than this, in bytes, is none, and is not read.
const LARGEST: u64 = 4 << 20;

/// Which names of settings files a folder holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Names([bool; NAMES.len()]);

impl Names {
    /// Takes note of a name in the folder.
    pub fn note(&mut self, name: &OsStr) {
        let name = name.as_encoded_bytes();
        // Nearly all names end otherwise.
        if name.ends_with(b".toml") {
            for (is_there, known) in self.0.iter_mut().zip(NAMES) {
                *is_there |= name == known.as_bytes();
            }
        }
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Asks the system which there are in a folder that was not listed.
    fn of(folder: &Path) -> Result<Self, SettingsError> {
        let mut names = Self::default();
        for (is_there, name) in names.0.iter_mut().zip(NAMES) {
            let path = folder.join(name);
            match fs::symlink_metadata(&path) {
                Ok(_) => *is_there = true,
                Err(error) if is_nothing(&error) => {}
                Err(error) => return Err(SettingsError::whole(&path, error.to_string())),
            }
        }
        Ok(names)
    }

    fn there(self) -> impl Iterator<Item = &'static str> {
        let there = self.0.into_iter().zip(NAMES);
        there.filter_map(|(is_there, name)| is_there.then_some(name))
    }
}

/// A settings file that was read.
#[derive(Debug)]
pub struct SettingsFile {
    /// As messages show it: from the current folder where it lies in it, else absolute.
    pub shown: Arc<Path>,
    /// The folder that it stands in; absolute.
    pub folder: Arc<Path>,
    /// What it says.
    pub layer: Layer,
}

/// Settings that cannot be used; shown as one line, `path:line:column: reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError {
    /// The file, as messages show it.
    pub path: PathBuf,
    /// Where in it; `None` where the file fails as a whole.
    pub location: Option<Location>,
    /// Why.
    pub reason: String,
}

impl SettingsError {
    /// A file that fails as a whole.
    pub fn whole(path: &Path, reason: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            location: None,
            reason: reason.into(),
        }
    }

    /// An argument of a call, which bears its key's name: that stands in the path's place.
    pub fn of_argument(key: &str, reason: impl Into<String>) -> Self {
        Self::whole(Path::new(&key.replace('-', "_")), reason)
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", shown(&self.path))?;
        if let Some(Location { row, column }) = self.location {
            write!(f, ":{row}:{column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for SettingsError {}

/// A settings file that was not read, for it is another user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// As messages show it.
    pub path: PathBuf,
    /// Whose it is.
    pub owner: u32,
}

impl Foreign {
    /// What is said of it, without its path.
    pub fn reason(&self) -> String {
        format!(
            "not read, for it belongs to another user ({}); `--config` reads it, `--isolated` does without",
            self.owner
        )
    }
}

/// What was found for a folder: a settings file, or that none holds there.
pub type Found = Result<Option<Arc<SettingsFile>>, Arc<SettingsError>>;

/// Seeks and reads settings files. Shared between threads.
pub struct Finder {
    /// The current folder; absolute and free of links.
    current: PathBuf,
    /// See [`Reader::is_option`].
    is_option: fn(&str) -> bool,
    /// By folder: what holds in it.
    known: Mutex<HashMap<PathBuf, Found>>,
}

impl Finder {
    /// For a run in the folder `current`, which is absolute and free of links.
    pub fn new(current: PathBuf, is_option: fn(&str) -> bool) -> Self {
        Self {
            current,
            is_option,
            known: Mutex::default(),
        }
    }

    /// What holds in a folder, which is absolute and free of links; what belongs to others on the way goes to
    /// `foreign`.
    pub fn at(&self, folder: &Path, foreign: &mut Vec<Foreign>) -> Found {
        let mut passed = Vec::new();
        let mut found = Ok(None);
        for folder in folder.ancestors() {
            if let Some(known) = self.lock().get(folder) {
                found = known.clone();
                break;
            }
            passed.push(folder);
            let names = Names::of(folder).map_err(Arc::new);
            found = names.and_then(|names| self.own(folder, names, foreign));
            if !matches!(found, Ok(None)) || is_repository(folder) {
                break;
            }
        }
        let news = passed
            .into_iter()
            .map(|folder| (folder.to_owned(), found.clone()));
        self.lock().extend(news);
        found
    }

    /// What holds in a folder that was listed and holds these names, below one in which `above` holds.
    pub fn below(
        &self,
        above: Option<&Arc<SettingsFile>>,
        folder: &Path,
        (names, has_git): (Names, bool),
        foreign: &mut Vec<Foreign>,
    ) -> Found {
        let mut own = Ok(None);
        if !names.is_empty() {
            if let Some(known) = self.lock().get(folder) {
                return known.clone();
            }
            own = self.own(folder, names, foreign);
        }
        let is_end = || has_git && is_repository(folder);
        let found = match own {
            Ok(None) if above.is_some() && !is_end() => Ok(above.cloned()),
            own => own,
        };
        if !names.is_empty() {
            self.lock().insert(folder.to_owned(), found.clone());
        }
        found
    }

    /// The settings in the folder itself.
    fn own(&self, folder: &Path, names: Names, foreign: &mut Vec<Foreign>) -> Found {
        for name in names.there() {
            let path = folder.join(name);
            let (shown, mut bytes) = (self.shown(&path), Vec::new());
            match read_own(LARGEST, &path, &mut bytes) {
                Ok(()) => {}
                Err(ReadErrorKind::Foreign { owner }) => {
                    foreign.push(Foreign {
                        path: shown.to_path_buf(),
                        owner,
                    });
                    continue;
                }
                Err(kind) => return Err(Arc::new(unreadable(&path, &shown, &kind))),
            }
            let layer = self.parse(&bytes, &shown, folder, name == PYPROJECT)?;
            if let Some(layer) = layer {
                let folder = folder.into();
                return Ok(Some(Arc::new(SettingsFile {
                    shown,
                    folder,
                    layer,
                })));
            }
        }
        Ok(None)
    }

    /// The file that `--config` names, whoever owns it. Its globs and paths start from the current folder.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or is no settings file.
    pub fn named(&self, path: &Path) -> Result<Arc<SettingsFile>, Arc<SettingsError>> {
        let mut bytes = Vec::new();
        crate::read::read_at_most(LARGEST, path, &mut bytes)
            .map_err(|error| unreadable(path, path, error.kind()))?;
        let in_tool_table = path.file_name() == Some(OsStr::new(PYPROJECT));
        let layer = self.parse(&bytes, path, &self.current, in_tool_table)?;
        let none = || SettingsError::whole(path, "holds no table `[tool.isfix]`");
        Ok(Arc::new(SettingsFile {
            shown: path.into(),
            folder: self.current.as_path().into(),
            layer: layer.ok_or_else(none)?,
        }))
    }

    /// What `KEY = VALUE` says. Its globs and paths start from the current folder.
    ///
    /// # Errors
    ///
    /// Where it is no such thing, or not of our keys.
    pub fn inline(&self, text: &str) -> Result<Layer, Fault> {
        let reader = Reader {
            base: self.current.as_path().into(),
            origin: &|_| Origin::Inline,
            is_option: self.is_option,
            in_tool_table: false,
        };
        Ok(reader.read(text)?.unwrap_or_default())
    }

    fn parse(
        &self,
        bytes: &[u8],
        path: &Path,
        base: &Path,
        in_tool_table: bool,
    ) -> Result<Option<Layer>, Arc<SettingsError>> {
        if in_tool_table && !may_hold_table(bytes) {
            return Ok(None);
        }
        let path: Arc<Path> = path.into();
        let reader = Reader {
            base: base.into(),
            origin: &|location| Origin::File(path.clone(), location),
            is_option: self.is_option,
            in_tool_table,
        };
        let fault = match decoded(bytes) {
            Ok(text) => match reader.read(text) {
                Ok(layer) => return Ok(layer),
                Err(fault) => fault,
            },
            Err(fault) => fault,
        };
        let Fault { location, reason } = fault;
        Err(Arc::new(SettingsError {
            path: path.to_path_buf(),
            location,
            reason,
        }))
    }

    /// A path as messages show it.
    fn shown(&self, path: &Path) -> Arc<Path> {
        path.strip_prefix(&self.current).unwrap_or(path).into()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Found>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a `pyproject.toml` may hold `[tool.isfix]`: one that nowhere says so, and spells no letter by its
/// number, does not, and whether it is TOML is no business of ours.
fn may_hold_table(bytes: &[u8]) -> bool {
    let finds = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    finds(b"isfix") || finds(b"\\u") || finds(b"\\U") || finds(b"\\x")
}

/// The text of a settings file: UTF-8, a byte-order mark before it or not.
fn decoded(bytes: &[u8]) -> Result<&str, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    str::from_utf8(bytes).map_err(|error| Fault {
        location: Some(location_behind(&bytes[..error.valid_up_to()])),
        reason: "not UTF-8, as TOML is".to_owned(),
    })
}

fn unreadable(path: &Path, shown: &Path, kind: &ReadErrorKind) -> SettingsError {
    let reason = match kind {
        ReadErrorKind::TooLarge => {
            format!(
                "holds more than {} MiB, too much for settings",
                LARGEST >> 20
            )
        }
        ReadErrorKind::Vanished if fs::symlink_metadata(path).is_ok() => {
            "the link's target does not exist".to_owned()
        }
        kind => kind.to_string(),
    };
    SettingsError::whole(shown, reason)
}

/// Whether an error says that there is nothing.
fn is_nothing(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}
