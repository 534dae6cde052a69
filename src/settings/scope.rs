//! What holds for the files under one settings file, made ready for the walk and the heart.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::Settings;
use super::excluding::ExcludeGlob;
use super::find::{SettingsError, SettingsFile};
use super::keys;
use super::layer::{Layer, Origin, Said};
use super::safety::Safety;
use super::scopes::Ground;
use super::value::Value;
use crate::files::{ExcludeError, Excludes};
use crate::judge::named::Named;
use crate::scan::Scan;
use crate::select::Selection;
use crate::types::Infer;

/// What is read in a file, and what is looked for before.
#[derive(Debug)]
pub struct Held {
    /// What the heart is given.
    pub settings: Settings,
    /// The byte scan on behalf of the rules that are on.
    pub scan: Scan,
}

impl Held {
    fn new(settings: Settings) -> Self {
        let scan = Scan::new(settings.rules.rules());
        Self {
            scan: if settings.unused_noqa {
                scan.with_suppressions()
            } else {
                scan
            },
            settings,
        }
    }
}

/// What holds for the files under one settings file, or under none.
#[derive(Debug)]
pub struct Scope {
    /// The file, where there is one.
    pub file: Option<Arc<SettingsFile>>,
    /// What is said of the keys.
    pub layer: Layer,
    /// The files and folders that are passed over.
    pub excludes: Excludes,
    /// The globs of these, one by one; made when they are first asked for.
    pub(super) exclude_globs: OnceLock<Vec<ExcludeGlob>>,
    held: Arc<Held>,
    per_file: Vec<PerFile>,
    /// By which entries of `per_file` fit: what holds then.
    narrowed: Mutex<HashMap<Vec<bool>, Arc<Held>>>,
}

/// Rules that are off for some files.
#[derive(Debug)]
struct PerFile {
    globs: Excludes,
    /// Whether those files are meant that the glob does not fit.
    negated: bool,
    rules: Vec<String>,
}

impl PerFile {
    fn fits(&self, file: &Path) -> bool {
        self.globs.covers(file) != self.negated
    }
}

impl Scope {
    /// Default settings under these excludes.
    pub fn of(excludes: Excludes) -> Self {
        Self {
            file: None,
            layer: Layer::default(),
            excludes,
            exclude_globs: OnceLock::new(),
            held: Arc::new(Held::new(Settings::default())),
            per_file: Vec::new(),
            narrowed: Mutex::default(),
        }
    }

    /// What a layer says, that of the command line and of the file, where there is one.
    ///
    /// # Errors
    ///
    /// Where something said cannot be used.
    pub fn new(
        file: Option<Arc<SettingsFile>>,
        layer: Layer,
        ground: &Ground,
    ) -> Result<Self, SettingsError> {
        let base = file.as_ref().map_or(&*ground.current, |file| &*file.folder);
        let located = |said: Option<&Said>, reason: String| fault(said, &reason);
        let globs = |key| {
            layer
                .said(key)
                .and_then(|said| Some((&*said.base, layer.texts(key)?)))
        };
        let lists = (globs(&keys::EXCLUDE), globs(&keys::EXTEND_EXCLUDE));
        let excludes = Excludes::of(base, lists.0, lists.1).map_err(|error| {
            let said = [&keys::EXCLUDE, &keys::EXTEND_EXCLUDE].map(|key| layer.said(key));
            located(said.into_iter().flatten().next(), error.to_string())
        })?;
        let per_file = layer.said(&keys::PER_FILE_IGNORES);
        let per_file = per_file.map_or(Ok(Vec::new()), |said| {
            per_file_ignores(said).map_err(|error| located(Some(said), error.to_string()))
        })?;
        let types = ground.infer(&layer)?;
        let held = Held::new(settings(&layer, types, ground));
        Ok(Self {
            file,
            layer,
            excludes,
            exclude_globs: OnceLock::new(),
            held: Arc::new(held),
            per_file,
            narrowed: Mutex::default(),
        })
    }

    /// What holds for its files, but where [`Scope::is_even`] is false.
    pub fn held(&self) -> &Arc<Held> {
        &self.held
    }

    /// Whether all its files are alike: no key speaks of some of them.
    pub fn is_even(&self) -> bool {
        self.per_file.is_empty()
    }

    /// What holds for a file, by its path, absolute and free of links on the way to it. What holds for one of
    /// its files is never more than what holds for all.
    pub fn held_for(&self, file: &Path) -> Arc<Held> {
        let fits: Vec<bool> = self.per_file.iter().map(|entry| entry.fits(file)).collect();
        if !fits.contains(&true) {
            return self.held.clone();
        }
        let mut narrowed = self.narrowed.lock().unwrap_or_else(PoisonError::into_inner);
        let held = narrowed.entry(fits).or_insert_with_key(|fits| {
            let fitting = self.per_file.iter().zip(fits).filter(|(_, fits)| **fits);
            let mut settings = self.held.settings.clone();
            for (entry, _) in fitting {
                settings.rules = settings.rules.without(&entry.rules);
            }
            Arc::new(Held::new(settings))
        });
        held.clone()
    }
}

fn settings(layer: &Layer, types: Option<Arc<dyn Infer>>, ground: &Ground) -> Settings {
    let list = |key| layer.selectors(key).unwrap_or_default();
    let names = |key| layer.texts(key).unwrap_or_default().to_vec();
    let select = layer.selectors(&keys::SELECT);
    let safety = [&keys::EXTEND_SAFE_FIXES, &keys::EXTEND_UNSAFE_FIXES].map(list);
    Settings {
        rules: Selection::of(select, list(&keys::EXTEND_SELECT), list(&keys::IGNORE)),
        unsafe_fixes: layer.is_on(&keys::UNSAFE_FIXES),
        safety: Safety::new(safety[0], safety[1]),
        ignore_noqa: layer.is_on(&keys::IGNORE_NOQA),
        unused_noqa: ground.unused_noqa,
        witnesses: ground.witnesses.clone(),
        named: Named {
            plain: names(&keys::PLAIN),
            overloaded: names(&keys::OVERLOADED),
        },
        true_false_style: layer.choice(&keys::TRUE_FALSE_STYLE).unwrap_or_default(),
        packages: ground.packages.clone(),
        types,
    }
}

fn per_file_ignores(said: &Said) -> Result<Vec<PerFile>, ExcludeError> {
    let Value::ByGlob(globs) = &said.value else {
        return Ok(Vec::new());
    };
    let entry = |(glob, rules): &(String, Vec<String>)| {
        let positive = glob.strip_prefix('!');
        let list = [positive.unwrap_or(glob).to_owned()];
        Ok(PerFile {
            globs: Excludes::of(&said.base, Some((&said.base, &list)), None)?,
            negated: positive.is_some(),
            rules: rules.clone(),
        })
    };
    globs.iter().map(entry).collect()
}

/// What is wrong with a value, where it was said.
pub(super) fn fault(said: Option<&Said>, reason: &str) -> SettingsError {
    match said.map(|said| &said.origin) {
        Some(Origin::File(path, location)) => SettingsError {
            location: Some(*location),
            ..SettingsError::whole(path, reason)
        },
        Some(Origin::Argument(key)) => SettingsError::of_argument(key, reason),
        _ => SettingsError::whole(Path::new("command line"), reason),
    }
}
