//! What is looked at before a walk begins: the settings that hold where it starts.

use std::path::Path;
use std::sync::Arc;

use super::kind::{NameKind, of_name};
use super::{FileSelection, excludes};
use crate::settings::find::{Foreign, SettingsError};

/// Reads the settings that hold in the current folder and for every path that is named or listed, so that
/// those which cannot be used are met before anything is done. Those of a folder further down are met by the
/// walk. What was not read for it is another user's goes to `foreign`.
///
/// # Errors
/// The first settings that cannot be used.
pub fn check_starts(
    selection: &FileSelection,
    foreign: &mut Vec<Foreign>,
) -> Result<(), Arc<SettingsError>> {
    let scopes = &selection.scopes;
    scopes.at(&selection.base, foreign)?;
    if scopes.is_one() {
        return Ok(());
    }
    for path in &selection.paths {
        let open = selection.base.join(path);
        let is_excluded = selection.force_exclude
            && selection.covers(&excludes::absolute(&selection.base, path), foreign)?;
        if !is_excluded {
            check(selection, &open, foreign)?;
        }
    }
    let mut last = None;
    for path in selection.listed.iter().flatten() {
        let plain = excludes::absolute(&selection.base, path);
        // Neighbours stand in one folder: one of them is enough.
        if last.as_deref() != plain.parent() && !selection.covers(&plain, foreign)? {
            check(selection, &selection.base.join(path), foreign)?;
            last = plain.parent().map(Path::to_owned);
        }
    }
    Ok(())
}

/// A folder by what holds in it, a file by what holds around it. What has a Python file's name is taken for
/// one, for that costs no look at it.
fn check(
    selection: &FileSelection,
    open: &Path,
    foreign: &mut Vec<Foreign>,
) -> Result<(), Arc<SettingsError>> {
    let name = open.file_name().unwrap_or_default();
    let is_folder = of_name(name) != NameKind::Python && open.is_dir();
    let folder = if is_folder { Some(open) } else { open.parent() };
    selection.scopes.at_given(folder.unwrap_or(open), foreign)?;
    Ok(())
}
