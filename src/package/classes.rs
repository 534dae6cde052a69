//! The classes of a package whose `__eq__` may accept `None`, and the attributes that hold their
//! objects.
//!
//! A file's bytes show which names may be those of such classes; only where one of these is asked for
//! are the files parsed that may define it.

use memchr::memmem;
use ruff_python_ast::AnyNodeRef as N;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::{files, read};
use crate::document::Document;
use crate::equals::{self, Manner};
use crate::syntax::{Syntax, depth};

/// How far into its line an assignment's call may stand, in bytes.
const LONGEST: usize = 500;

/// What a package shows of its classes.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// Attribute → the names called in what is assigned to it, which may be classes that compare
    /// themselves: in the order of the files.
    attributes: HashMap<String, Vec<String>>,
    /// The files in which an `__eq__` stands.
    files: Vec<Defining>,
}

/// A file that may define a class with an `__eq__` of its own.
#[derive(Debug)]
struct Defining {
    file: PathBuf,
    /// What it calls its classes.
    names: Names,
    /// What it says when it is parsed, which it is when one of these names is asked for: its classes whose
    /// objects may equal `None`, or whose `__eq__` cannot be told.
    told: OnceLock<Vec<(String, Manner)>>,
}

impl Defining {
    /// How the class of that name compares itself, if it may accept `None`.
    fn manners<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Manner> {
        let told: &[_] = if self.names.may_hold(class) {
            self.told.get_or_init(|| of_file(&self.file))
        } else {
            &[]
        };
        told.iter().filter(move |it| it.0 == class).map(|it| &it.1)
    }
}

impl Classes {
    /// Reads the bytes of a package's files; nothing where they are too many.
    pub(super) fn read(root: &Path) -> Self {
        let mut classes = Self::default();
        let mut bytes = Vec::new();
        for file in files::below(root).unwrap_or_default() {
            if read(&file, &mut bytes) {
                classes.add(file, &bytes);
            }
        }
        classes.forget_others();
        classes
    }

    fn add(&mut self, file: PathBuf, bytes: &[u8]) {
        for (attribute, called) in attributes(bytes) {
            let known = match self.attributes.get_mut(attribute) {
                Some(known) => known,
                None => self.attributes.entry(attribute.to_owned()).or_default(),
            };
            if !known.iter().any(|name| name == called) {
                known.push(called.to_owned());
            }
        }
        if memmem::find(bytes, b"__eq__").is_some() {
            self.files.push(Defining {
                file,
                names: Names::of(bytes),
                told: OnceLock::new(),
            });
        }
    }

    /// Forgets the attributes that hold no object of the files' classes.
    fn forget_others(&mut self) {
        let Self { attributes, files } = self;
        let others = files.iter().any(|it| it.names.others);
        let names: HashSet<&str> = files.iter().flat_map(|it| it.names.plain()).collect();
        attributes.retain(|_, called| {
            called.retain(|name| others || names.contains(&**name));
            !called.is_empty()
        });
        attributes.shrink_to_fit();
    }

    /// The class that an attribute is assigned an object of somewhere, and whose `__eq__` may accept
    /// `None`.
    pub(super) fn of_attribute(&self, attribute: &str) -> Option<&str> {
        let mut called = self.attributes.get(attribute)?.iter();
        // Another attribute may bear the same name: a class whose `__eq__` cannot be told is no sign there.
        let speaks = |name: &&String| self.manners(name).any(|it| *it != Manner::Untold);
        called.find(speaks).map(|name| &**name)
    }

    /// Whether there is a class of that name whose objects may equal `None`, or whose `__eq__` cannot be
    /// told.
    pub(super) fn may_equal_none(&self, class: &str) -> bool {
        self.manners(class).next().is_some()
    }

    fn manners<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Manner> {
        self.files.iter().flat_map(move |file| file.manners(class))
    }
}

/// Names behind the word `class`, wherever that stands.
#[derive(Debug, Default)]
struct Names {
    names: HashSet<String>,
    /// Whether there may be others: some class's name is not plainly there.
    others: bool,
}

impl Names {
    fn of(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        for at in memmem::find_iter(bytes, b"class") {
            let behind = &bytes[at + "class".len()..];
            let name = behind.trim_ascii_start();
            let length = name.iter().take_while(|&&byte| is_of_name(byte)).count();
            match str::from_utf8(&name[..length]) {
                // `\` may go on with the line; other letters may be written in several ways.
                _ if name.first() == Some(&b'\\') => found.others = true,
                Ok(name) if name.is_ascii() => {
                    if !found.names.contains(name) {
                        found.names.insert(name.to_owned());
                    }
                }
                _ => found.others = true,
            }
        }
        found
    }

    fn plain(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    fn may_hold(&self, name: &str) -> bool {
        self.others || self.names.contains(name)
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// The classes of one file that say themselves how they compare, and do not say no to `None`.
fn of_file(file: &Path) -> Vec<(String, Manner)> {
    let mut bytes = Vec::new();
    if !read(file, &mut bytes) {
        return Vec::new();
    }
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

/// The attributes that calls are assigned to, each with the last word of what is called:
/// `self.color = Color(…)`.
fn attributes(bytes: &[u8]) -> impl Iterator<Item = (&str, &str)> {
    // Right before the bracket is a name, and before what is called a `=`: few brackets get further.
    let may_be_path = |byte: &&u8| is_of_name(**byte) || b". \t".contains(*byte);
    let is_made = move |&at: &usize| {
        let start = at.saturating_sub(LONGEST);
        let mut before = bytes[start..at].iter().rev();
        before.clone().next().is_some_and(|&last| is_of_name(last))
            && before.find(|byte| !may_be_path(byte)) == Some(&b'=')
    };
    memchr::memchr_iter(b'(', bytes)
        .filter(is_made)
        .filter_map(move |at| {
            // `self.color = Color`, `self.color = module.Color`: nothing but dots and names on both sides.
            let start = at.saturating_sub(LONGEST);
            let line = match memchr::memrchr(b'\n', &bytes[start..at]) {
                Some(newline) => start + newline + 1,
                None if start == 0 => 0,
                None => return None,
            };
            let equals = memchr::memrchr(b'=', &bytes[line..at])?;
            let before = str::from_utf8(&bytes[line..at]).ok()?;
            let (target, made) = (before[..equals].trim(), &before[equals + 1..]);
            let class = made.rsplit(['.', ' ']).next()?;
            let (_, attribute) = target.rsplit_once('.')?;
            let is_path =
                |character: char| character.is_alphanumeric() || "._ ".contains(character);
            let is_whole = made.chars().all(is_path) && target.chars().all(is_path);
            (is_whole && !attribute.is_empty() && !class.is_empty()).then_some((attribute, class))
        })
}
