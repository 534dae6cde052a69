//! The classes of a package whose `__eq__` may accept `None`, and the attributes that hold their
//! objects.

use memchr::memmem;
use ruff_python_ast::AnyNodeRef as N;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Package, content};
use crate::document::Document;
use crate::equals::{self, Manner};
use crate::syntax::{Syntax, depth};

/// How many files of a package are looked into: a larger one shows nothing.
const MOST_FILES: usize = 20_000;

/// How far into its line an assignment's call may stand, in bytes.
const LONGEST: usize = 500;

/// Reads what a package shows.
pub(super) fn read(root: &Path) -> Package {
    let Some(files) = files(root) else {
        return Package::default();
    };
    let mut found: Vec<(String, Manner)> = files.iter().flat_map(|file| of_file(file)).collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    // Another attribute may bear the same name: one whose `__eq__` cannot be told is no sign there.
    let told = found.iter().filter(|(_, manner)| *manner != Manner::Untold);
    let mut speaking: Vec<String> = told.map(|(class, _)| class.clone()).collect();
    speaking.dedup();
    let mut package = Package {
        classes: found.into_iter().map(|(class, _)| class).collect(),
        ..Package::default()
    };
    package.classes.dedup();
    if speaking.is_empty() {
        return package;
    }
    let classes: HashSet<&str> = speaking.iter().map(String::as_str).collect();
    for bytes in files.iter().filter_map(|file| content(file)) {
        for (attribute, class) in attributes(&bytes, &classes) {
            let known = package.attributes.entry(attribute.to_owned());
            known.or_insert_with(|| class.to_owned());
        }
    }
    package
}

/// The Python files below a folder, in order of their names; `None` where there are too many.
pub(super) fn files(root: &Path) -> Option<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            let path = entry.path();
            if kind.is_dir() && !entry.file_name().as_encoded_bytes().starts_with(b".") {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|it| it == "py") {
                files.push(path);
            }
        }
        if files.len() > MOST_FILES {
            return None;
        }
    }
    Some(files)
}

/// The classes of one file that say themselves how they compare, and do not say no to `None`.
fn of_file(file: &Path) -> Vec<(String, Manner)> {
    let Some(bytes) = content(file).filter(|bytes| memmem::find(bytes, b"__eq__").is_some()) else {
        return Vec::new();
    };
    let Ok(document) = Document::read(&bytes) else {
        return Vec::new();
    };
    let text = document.text();
    let classes = depth::guarded(text, || {
        let Ok(syntax) = Syntax::parse(text) else {
            return Vec::new();
        };
        let tree = syntax.tree();
        let of = |id| match tree.node(id) {
            N::StmtClassDef(class) => {
                let manner = equals::manner(class, text)?;
                (manner != Manner::Honest).then(|| (class.name.to_string(), manner))
            }
            _ => None,
        };
        tree.ids().filter_map(of).collect()
    });
    classes.unwrap_or_default()
}

/// The attributes that calls of some classes are assigned to, each with its class:
/// `self.color = Color(…)`.
fn attributes<'b>(
    bytes: &'b [u8],
    classes: &HashSet<&str>,
) -> impl Iterator<Item = (&'b str, &'b str)> {
    memchr::memchr_iter(b'(', bytes).filter_map(move |at| {
        // `self.color = Color`, `self.color = module.Color`: nothing but dots and names on both sides.
        let start = at.saturating_sub(LONGEST);
        let line = match memchr::memrchr(b'\n', &bytes[start..at]) {
            Some(newline) => start + newline + 1,
            None if start == 0 => 0,
            None => return None,
        };
        let before = str::from_utf8(&bytes[line..at]).ok()?;
        let (target, made) = before.rsplit_once('=')?;
        let class = made.rsplit(['.', ' ']).next()?;
        if !classes.contains(class) {
            return None;
        }
        let (_, attribute) = target.trim().rsplit_once('.')?;
        let is_path = |character: char| character.is_alphanumeric() || "._ ".contains(character);
        let is_whole = made.chars().all(is_path) && target.trim().chars().all(is_path);
        (is_whole && !attribute.is_empty()).then_some((attribute, class))
    })
}
