//! Which file an import names, and which libraries a file's import statements name.

use std::iter::Peekable;
use std::path::{Path, PathBuf};

use super::top;
use crate::judge::libraries::{self, Family};
use crate::syntax::names::Names;
use crate::syntax::{Syntax, depth};

/// The file that a dotted name, as a module imports it, stands for: a relative import by its dots, a
/// name that begins with the module's own package, or a module in the same folder.
pub(super) fn file_of(module: &Path, name: &str) -> Option<PathBuf> {
    let rest = name.trim_start_matches('.');
    let level = name.len() - rest.len();
    let folder = std::path::absolute(module).ok()?.parent()?.to_owned();
    let base = match level {
        0 => {
            let own = top(module);
            let first = rest.split('.').next()?;
            match own {
                Some(own) if own.file_name()? == first => own.parent()?.to_owned(),
                _ => folder,
            }
        }
        level => folder.ancestors().nth(level - 1)?.to_owned(),
    };
    let path = rest
        .split('.')
        .filter(|part| !part.is_empty())
        .fold(base, |path, part| path.join(part));
    // What is imported may be a name of the module, and so no file of its own.
    [path.with_extension("py"), path.join("__init__.py")]
        .into_iter()
        .find(|file| file.is_file())
}

/// The longest import statement that is looked at, in bytes.
const LONGEST: usize = 16 << 10;

/// What the import statements of a file name.
#[derive(Debug, Default)]
pub(super) struct Imports {
    /// The first library with an overloaded `==`.
    pub library: Option<(&'static str, Family)>,
    /// Every module, by dotted name.
    pub modules: Vec<String>,
}

/// Reads the import statements of a file. Only those are parsed: that is cheap, and the rest may be what
/// no parser takes.
pub(super) fn read(source: &[u8]) -> Imports {
    let source = String::from_utf8_lossy(source);
    let mut lines = source.lines().map(str::trim_start).peekable();
    let mut imports = Imports::default();
    while let Some(line) = lines.next() {
        if begins(line) {
            imports
                .modules
                .extend(modules(&statement(line, &mut lines)));
        }
    }
    let mut modules = imports.modules.iter();
    imports.library = modules.find_map(|module| libraries::library(module));
    imports
}

fn begins(line: &str) -> bool {
    let rest = line
        .strip_prefix("from")
        .or_else(|| line.strip_prefix("import"));
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// The import statement that begins with a line, without comments and what follows it: no string stands in
/// one.
fn statement<'s>(first: &'s str, more: &mut Peekable<impl Iterator<Item = &'s str>>) -> String {
    let mut statement = String::new();
    let mut line = first;
    loop {
        let code = line.split('#').next().unwrap_or(line);
        let (code, ends) = code
            .split_once(';')
            .map_or((code, false), |(code, _)| (code, true));
        statement.push_str(code);
        let is_open = statement.contains('(') && !statement.contains(')');
        let is_joined = code.ends_with('\\');
        // A bracket that was never closed takes nothing from the next statement.
        let goes_on = |next: &&str| is_joined || (is_open && !begins(next));
        let is_whole = ends || statement.len() > LONGEST;
        let Some(next) = more.next_if(|next| !is_whole && goes_on(next)) else {
            return statement;
        };
        line = next;
        statement.push('\n');
    }
}

/// The modules that an import statement names, as those of a module that is judged itself are read.
fn modules(statement: &str) -> Vec<String> {
    let names = depth::guarded(statement, || {
        let syntax = Syntax::parse(statement).ok()?;
        let tree = syntax.tree();
        let names = Names::new(&tree);
        Some(names.modules().map(str::to_owned).collect())
    });
    names.ok().flatten().unwrap_or_default()
}
