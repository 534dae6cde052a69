//! What holds for a whole run, by the settings that hold in the current folder.

use std::num::NonZeroUsize;
use std::thread;

use clap::ColorChoice;

use super::keys;
use super::layer::Layer;
use crate::report::Format;

/// The most workers there ever are: more would only wait for each other.
pub const MOST_JOBS: NonZeroUsize = NonZeroUsize::new(256).expect("not zero");

/// What holds for a whole run.
#[derive(Debug, Clone, Copy)]
pub struct RunSettings {
    /// Whether excludes hold for named paths, too.
    pub force_exclude: bool,
    /// Whether ignore files are read.
    pub respect_gitignore: bool,
    /// Whether a file with several hard links is replaced under the name given.
    pub break_hard_links: bool,
    /// How findings are shown.
    pub format: Format,
    /// When to use colours.
    pub color: ColorChoice,
    /// Whether the summary and the progress are left out.
    pub quiet: bool,
    /// How many workers to have.
    pub jobs: NonZeroUsize,
}

impl RunSettings {
    /// What a layer says of a run.
    pub fn new(layer: &Layer) -> Self {
        let jobs = layer.count(&keys::JOBS);
        let jobs = jobs.or_else(|| thread::available_parallelism().ok());
        Self {
            force_exclude: layer.is_on(&keys::FORCE_EXCLUDE),
            respect_gitignore: !layer.is_on(&keys::NO_RESPECT_GITIGNORE),
            break_hard_links: layer.is_on(&keys::BREAK_HARD_LINKS),
            format: layer.choice(&keys::OUTPUT_FORMAT).unwrap_or_default(),
            color: layer.choice(&keys::COLOR).unwrap_or(ColorChoice::Auto),
            quiet: layer.is_on(&keys::QUIET),
            jobs: jobs.unwrap_or(NonZeroUsize::MIN).min(MOST_JOBS),
        }
    }
}
