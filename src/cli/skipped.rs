//! Why a file that was read is skipped, as `--verbose` tells it. What the walk passes over,
//! [`crate::files::Remark`] tells.

use std::path::Path;

use crate::settings::scope::Held;
use crate::shown::shown;

/// That a file is skipped, and why, as `--verbose` tells it.
pub(super) fn skipped(path: &Path, why: &str) -> String {
    format!("{}: skipped: {why}", shown(path))
}

/// Why the byte scan dismisses a file: `all` holds for those around it, and `own` for this one, where that was
/// asked for.
pub(super) fn dismissed(path: &Path, all: &Held, own: Option<&Held>) -> String {
    let runs_none = |held: &Held| held.settings.rules.rules().next().is_none();
    let why = if runs_none(all) {
        "no rule is selected"
    } else if own.is_some_and(runs_none) {
        "per-file-ignores leaves no rule to run on it"
    } else {
        "it holds nothing that a rule looks for"
    };
    skipped(path, why)
}
