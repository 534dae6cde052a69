//! What a run's files are named from in diffs, records and reports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{self, Args};
use super::reports::Reports;
use crate::files::FileSelection;
use crate::root::{self, Root, Roots};

/// What files are named from: the repositories around them, and the root of this run.
pub(super) type Naming = (Roots, Arc<Root>);

/// What files are named from, where anything names them so.
pub(super) fn naming(
    args: &Args,
    selection: &FileSelection,
    reports: &Reports,
) -> Result<Option<Naming>, String> {
    let is_patch = args.diff || args.patch_file.is_some();
    if is_patch && !selection.reads_stdin() {
        return named_from(selection, true).map(Some);
    }
    if args.interactive {
        // For what is accepted, should the review end before its time.
        return Ok(named_from(selection, false).ok());
    }
    let mut formats = reports.formats(args);
    if formats.any(|(format, _)| format.names_from_root()) {
        return named_from(selection, false).map(Some);
    }
    Ok(None)
}

/// The root that files are named from: that of all paths named. Where they have several, a diff cannot
/// be (`one` says that there must be one), and reports name from the current folder's. Paths of which it
/// cannot be told are left to the walk, which will say why.
fn named_from(selection: &FileSelection, one: bool) -> Result<Naming, String> {
    let named = args::named_paths(selection);
    let passable = named.iter().filter(|path| path.canonicalize().is_ok());
    let roots = Roots::new(&selection.base, passable).map_err(|error| error.to_string())?;
    let place = |path: &&Path| roots.place(&within(path)).ok();
    let places: Vec<_> = named.iter().filter_map(place).collect();
    let shared = match root::one_root(&places) {
        Err(several) if one => return Err(several.to_string()),
        shared => shared.unwrap_or_default(),
    };
    let root = match shared {
        Some(one) => one,
        None => {
            let here = roots.place(&within(&selection.base));
            here.map_err(|error| error.to_string())?.root
        }
    };
    Ok((roots, root))
}

/// A path to ask the root of: a folder stands for what is in it, not for where it stands.
fn within(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join("-")
    } else {
        path.to_owned()
    }
}
