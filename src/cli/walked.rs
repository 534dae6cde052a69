//! What a run looks at: the walk, or what of it changed, or a shard's share of that.

use std::collections::HashMap;
use std::path::PathBuf;

use super::args::Args;
use super::job::Item;
use super::shard;
use super::since::Changed;
use crate::files::{self, FileSelection};
use crate::since::lines::ChangedLines;

/// What is walked.
pub(super) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// What is to be read, and the lines of it that count where not all do.
pub(super) fn items(
    args: &Args,
    selection: &FileSelection,
) -> Result<(Items, Option<HashMap<PathBuf, ChangedLines>>), String> {
    let (items, lines): (Items, _) = match &args.since {
        None => (Box::new(files::walk(selection)), None),
        Some(revision) => {
            let changed = Changed::since(revision, selection).map_err(|error| error.to_string())?;
            (Box::new(changed.items.into_iter()), Some(changed.lines))
        }
    };
    Ok(match args.shard {
        None => (items, lines),
        Some(shard) => (shard::share(shard, selection, items)?, lines),
    })
}
