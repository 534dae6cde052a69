//! Before a run: what the command line and the settings above the current folder say of it, and whether the
//! settings of every place it starts from can be used.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Args;
use super::reports::Reports;
use super::usage::Refusal;
use crate::files::{self, FileSelection};
use crate::package::Packages;
use crate::settings::find::{Finder, Foreign, SettingsFile};
use crate::settings::keys;
use crate::settings::layer::Layer;
use crate::settings::run::RunSettings;
use crate::settings::scope::Scope;
use crate::settings::scopes::{Environments, Ground, Scopes};
use crate::shown::shown;
use crate::types;

/// What holds for a run.
pub(super) struct Setup {
    /// The files that are selected, and what holds for them.
    pub selection: FileSelection,
    /// What holds for the run as a whole.
    pub run: RunSettings,
    /// What that is taken from.
    pub layer: Layer,
    /// What it reports, and where.
    pub reports: Reports,
    /// What is worth a word before it begins.
    pub warnings: Vec<String>,
    /// Where types come from, if that is to be told.
    pub types: Option<String>,
}

impl Setup {
    /// Reads what there is to read; nothing was done yet where that fails.
    pub fn new(args: &Args) -> Result<Self, Refusal> {
        let current =
            std::env::current_dir().map_err(|error| format!("no current folder: {error}"))?;
        let finder = Finder::new(current.clone(), Args::is_option);
        let config = Config::new(args, &finder)?;
        let line = super::line::layer(args, &current)?.over(&config.inline);
        let mut foreign = Vec::new();
        let is_sought = config.file.is_none() && !args.isolated;
        let here = match config.file.clone() {
            None if is_sought => finder
                .at(&current, &mut foreign)
                .map_err(Refusal::settings)?,
            named => named,
        };
        let layer = here.map_or_else(|| line.clone(), |file| line.over(&file.layer));
        let mut run = RunSettings::new(&layer);
        // What is typed goes before what settings say.
        run.quiet &= !args.verbose;
        let reports = Reports::new(args, run.format)?;
        let ground = ground(args, &current, &run);
        let scopes = if is_sought {
            Scopes::closest(finder, line, ground)
        } else {
            Scopes::told(config.file, &line, &ground).map_err(Refusal::settings)?
        };
        let selection = args.files(current, Arc::new(scopes), &run)?;
        files::check_starts(&selection, &mut foreign).map_err(Refusal::settings)?;
        let python = layer.path(&keys::PYTHON);
        let missing = types::missing_environment(python.as_deref(), layer.is_on(&keys::NO_TYPES));
        let warnings = foreign.iter().map(not_read).chain(missing).collect();
        let types = types::environment_told(python.as_deref(), layer.is_on(&keys::NO_TYPES));
        Ok(Self {
            types: args.verbose.then_some(types),
            selection,
            run,
            layer,
            reports,
            warnings,
        })
    }
}

impl Setup {
    /// Whether what holds for the run is not taken from a scope's file.
    pub fn layer_is_elsewhere(&self, scope: &Scope) -> bool {
        let here = self
            .selection
            .scopes
            .at(&self.selection.base, &mut Vec::new());
        here.is_ok_and(|here| !std::ptr::eq(&*here, scope))
    }
}

/// What a run has beside settings.
fn ground(args: &Args, current: &Path, run: &RunSettings) -> Ground {
    let jobs = run.jobs;
    Ground {
        current: current.to_owned(),
        unused_noqa: args.unused_noqa,
        witnesses: args.witnesses.clone(),
        packages: Packages::default(),
        inference: Box::new(move |python, no_types| types::inference(python, no_types, jobs)),
        environments: Environments::default(),
    }
}

fn not_read(foreign: &Foreign) -> String {
    format!("{}: {}", shown(&foreign.path), foreign.reason())
}

/// What `--config` says.
struct Config {
    /// The file that it names.
    file: Option<Arc<SettingsFile>>,
    /// Its `KEY = VALUE`s, the later over the earlier.
    inline: Layer,
}

impl Config {
    fn new(args: &Args, finder: &Finder) -> Result<Self, Refusal> {
        let (mut path, mut inline) = (None, Layer::default());
        for config in &args.config {
            if config.is_empty() {
                return Err("--config: an empty path names no file".to_owned().into());
            }
            if let Some(text) = as_setting(config) {
                let fault = |fault: crate::settings::read::Fault| {
                    let place = fault.location.map_or_else(String::new, |place| {
                        format!(":{}:{}", place.row, place.column)
                    });
                    format!("--config '{text}'{place}: {}", fault.reason)
                };
                inline = finder.inline(text).map_err(fault)?.over(&inline);
            } else if path.replace(PathBuf::from(config)).is_some() {
                return Err(
                    "--config takes one file, beside any number of `KEY = VALUE`"
                        .to_owned()
                        .into(),
                );
            }
        }
        if args.isolated && path.is_some() {
            return Err("--isolated reads no settings file, and --config names one"
                .to_owned()
                .into());
        }
        let file = path.map(|path| finder.named(&path)).transpose();
        Ok(Self {
            file: file.map_err(Refusal::settings)?,
            inline,
        })
    }
}

/// The text of what is a setting, and not the name of a file.
fn as_setting(config: &OsStr) -> Option<&str> {
    let text = config.to_str().filter(|text| text.contains('='))?;
    (!Path::new(config).exists()).then_some(text)
}
