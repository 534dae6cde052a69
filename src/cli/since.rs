//! `--since`: the walk's items that changed, for a run and for what lists them.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::job::Item;
use crate::files::{self, FileSelection, Remark, Remarked};
use crate::since::lines::ChangedLines;
use crate::since::{self, SinceError};

/// The files that changed since a revision.
pub(super) struct Changed {
    /// In the order of the walk; errors stay.
    pub items: Vec<Item>,
    /// What changed in each.
    pub lines: HashMap<PathBuf, ChangedLines>,
}

impl Changed {
    /// All items are gathered first, so that whatever git has to refuse is told before anything is done.
    pub fn since(revision: &OsStr, selection: &FileSelection) -> Result<Self, SinceError> {
        let mut items: Vec<Item> = files::walk(selection).collect();
        let sources = items.iter().filter_map(|item| item.as_ref().ok());
        let paths: Vec<&Path> = sources.map(|source| source.path.as_path()).collect();
        let named = super::args::named_paths(selection);
        let changed = since::changed(revision, &selection.base, &paths, &named)?;
        let lines: HashMap<PathBuf, ChangedLines> = changed
            .into_iter()
            .map(|(path, lines)| (path.to_owned(), lines))
            .collect();
        let mut passed_over = 0;
        items.retain_mut(|item| match item {
            Ok(source) if !lines.contains_key(&source.path) => {
                // One that was named is told by itself; of the others there may be as many as files.
                let is_told = selection.remarks && source.named;
                if is_told {
                    let path = std::mem::take(&mut source.path);
                    *item = Err(Remark::file(path, Remarked::Unchanged(revision.to_owned())));
                } else {
                    passed_over += 1;
                }
                is_told
            }
            _ => true,
        });
        if selection.remarks && passed_over > 0 {
            let what = Remarked::UnchangedFiles(passed_over, revision.to_owned());
            items.push(Err(Remark::file(PathBuf::new(), what)));
        }
        Ok(Self { items, lines })
    }
}
