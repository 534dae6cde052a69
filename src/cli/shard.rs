//! `--shard`: the walk's items that are this run's.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::walked::Items;
use crate::files::{FileSelection, HardLinks, Remark, Remarked, Source, WalkError};
use crate::root::Roots;
use crate::shard::Shard;

/// The files of a shard, in the order of the walk. What could not be walked is told in every shard, for nobody
/// knows which files are behind it.
pub(super) fn share(
    shard: Shard,
    selection: &FileSelection,
    items: Items,
) -> Result<Items, String> {
    let named = super::args::named_paths(selection).into_iter();
    let passable = named.filter(|path| path.canonicalize().is_ok());
    let roots = Roots::new(&selection.base, passable).map_err(|error| error.to_string())?;
    let base = selection.base.clone();
    let mut names = FirstNames::new(selection.hard_links);
    let remarks = selection.remarks;
    let skipped = move |source: Source, why| remarks.then(|| Err(Remark::file(source.path, why)));
    Ok(Box::new(items.filter_map(move |item| {
        let source = match item {
            Ok(source) => source,
            Err(error) => return Some(Err(error)),
        };
        // Asked of all files, also those of other shards: a file of several names goes by the first.
        if !names.is_first(&base.join(&source.path)) {
            return skipped(source, Remarked::MetBefore);
        }
        match roots.place(&source.path) {
            Ok(place) if shard.takes(&place.name) => Some(Ok(source)),
            Ok(_) => skipped(source, Remarked::OtherShard),
            Err(error) => Some(Err(WalkError::Io {
                path: source.path,
                source: error.source,
            })),
        }
    })))
}

/// The files of several hard links that were met.
struct FirstNames {
    /// Whether each name is a file of its own.
    each: bool,
    met: HashSet<(u64, u64)>,
}

impl FirstNames {
    fn new(links: HardLinks) -> Self {
        Self {
            each: links == HardLinks::EachName,
            met: HashSet::new(),
        }
    }

    #[cfg(unix)]
    fn is_first(&mut self, path: &Path) -> bool {
        use std::os::unix::fs::MetadataExt;
        if self.each {
            return true;
        }
        // What cannot be asked cannot be read either, which is told later.
        fs::metadata(path).map_or(true, |found| {
            found.nlink() < 2 || self.met.insert((found.dev(), found.ino()))
        })
    }

    #[cfg(not(unix))]
    fn is_first(&mut self, _path: &Path) -> bool {
        true
    }
}
