//! The classes of a package whose `__eq__` may accept `None`, and the attributes that hold their
//! objects.

use memchr::memmem;
use ruff_python_ast::{AnyNodeRef as N, CmpOp, Expr};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Package, content};
use crate::document::Document;
use crate::syntax::{NodeId, Syntax, Tree, depth};

/// How many files of a package are looked into: a larger one shows nothing.
const MOST_FILES: usize = 20_000;

/// How much of an `__eq__` is looked at before its file is parsed, in bytes.
const BODY: usize = 2_000;

/// How far into its line an assignment's call may stand, in bytes.
const LONGEST: usize = 500;

/// Reads what a package shows.
pub(super) fn read(root: &Path) -> Package {
    let Some(files) = files(root) else {
        return Package::default();
    };
    let mut classes: Vec<String> = files.iter().flat_map(|file| of_file(file)).collect();
    classes.sort();
    classes.dedup();
    let mut package = Package {
        classes,
        ..Package::default()
    };
    if package.classes.is_empty() {
        return package;
    }
    let classes: HashSet<&str> = package.classes.iter().map(String::as_str).collect();
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

/// The classes of one file whose objects may equal `None`.
fn of_file(file: &Path) -> Vec<String> {
    let Some(bytes) = content(file).filter(|bytes| may_hold_one(bytes)) else {
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
            N::StmtClassDef(class) if may_equal_none(&tree, id) => Some(class.name.to_string()),
            _ => None,
        };
        tree.ids().filter_map(of).collect()
    });
    classes.unwrap_or_default()
}

/// Whether an `__eq__` in these bytes may be one that is looked for, without a parse.
fn may_hold_one(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"def __eq__").any(|at| {
        let body = &bytes[at..bytes.len().min(at + BODY)];
        memmem::find(body, b"None").is_some()
            || (memmem::find(body, b"==").is_some() && memmem::find(body, b"isinstance").is_none())
    })
}

/// Whether a class has a method that compares and in which `None` stands, or which hands the other
/// object on to another comparison as it is: `return self.value == other`.
pub(crate) fn may_equal_none(tree: &Tree<'_>, class: NodeId) -> bool {
    tree.children(class).any(|member| {
        let N::StmtFunctionDef(method) = tree.node(member) else {
            return false;
        };
        if !matches!(method.name.as_str(), "__eq__" | "__ne__" | "__cmp__") {
            return false;
        }
        let other = method.parameters.iter().nth(1).map(|it| it.name().as_str());
        let is_other = |side: &Expr| {
            side.as_name_expr()
                .is_some_and(|it| Some(it.id.as_str()) == other)
        };
        tree.subtree(member).any(|part| match tree.node(part) {
            N::ExprNoneLiteral(_) => true,
            N::StmtReturn(node) => match node.value.as_deref() {
                Some(Expr::Compare(compare)) => {
                    let delegates = matches!(*compare.ops, [CmpOp::Eq | CmpOp::NotEq]);
                    delegates
                        && compare.left.is_attribute_expr()
                        && compare.comparators.iter().any(is_other)
                }
                _ => false,
            },
            _ => false,
        })
    })
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
