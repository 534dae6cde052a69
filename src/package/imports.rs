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

/// The import statements of a file, each in its own words. Nothing else is looked at: that is cheap, and the
/// rest may be what no parser takes.
pub(super) fn statements(source: &[u8]) -> Vec<String> {
    let mut lines = Lines(source).peekable();
    let mut statements = Vec::new();
    while let Some(line) = lines.next() {
        if begins(line) {
            statements.push(statement(line, &mut lines));
        }
    }
    statements
}

/// The first library with an overloaded `==` that import statements name.
pub(super) fn library(statements: &[String]) -> Option<(&'static str, Family)> {
    let named = |statement: &&String| words(statement).any(libraries::may_begin);
    let parsed = statements.iter().filter(named).flat_map(|it| modules(it));
    let mut found = parsed.filter_map(|module| libraries::library(&module));
    found.next()
}

/// What may be names in a statement.
pub(super) fn words(statement: &str) -> impl Iterator<Item = &str> {
    let is_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    statement.split(move |letter| !is_of_name(letter))
}

/// Lines, without their ends and the blanks that they begin with.
struct Lines<'s>(&'s [u8]);

impl<'s> Iterator for Lines<'s> {
    type Item = &'s [u8];

    fn next(&mut self) -> Option<&'s [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', self.0);
        let (line, rest) = match end {
            Some(end) => (&self.0[..end], &self.0[end + 1..]),
            None => (self.0, &[][..]),
        };
        self.0 = rest;
        Some(line.strip_suffix(b"\r").unwrap_or(line).trim_ascii_start())
    }
}

fn begins(line: &[u8]) -> bool {
    let rest = line
        .strip_prefix(b"from")
        .or_else(|| line.strip_prefix(b"import"));
    rest.is_some_and(|rest| matches!(rest, [b' ' | b'\t', ..]))
}

/// The import statement that begins with a line, without comments and what follows it: no string stands in
/// one.
fn statement<'s>(first: &'s [u8], more: &mut Peekable<Lines<'s>>) -> String {
    let mut statement = String::new();
    let mut line = first;
    loop {
        let line_text = String::from_utf8_lossy(line);
        let code = line_text.split('#').next().unwrap_or_default();
        let (code, ends) = code
            .split_once(';')
            .map_or((code, false), |(code, _)| (code, true));
        statement.push_str(code);
        let is_open = statement.contains('(') && !statement.contains(')');
        let is_joined = code.ends_with('\\');
        // A bracket that was never closed takes nothing from the next statement.
        let goes_on = |next: &&[u8]| is_joined || (is_open && !begins(next));
        let is_whole = ends || statement.len() > LONGEST;
        let Some(next) = more.next_if(|next| !is_whole && goes_on(next)) else {
            return statement;
        };
        line = next;
        statement.push('\n');
    }
}

/// The modules that an import statement names, as those of a module that is judged itself are read.
pub(super) fn modules(statement: &str) -> Vec<String> {
    let names = depth::guarded(statement, || {
        let syntax = Syntax::parse(statement).ok()?;
        let tree = syntax.tree();
        let names = Names::new(&tree);
        Some(names.modules().map(str::to_owned).collect())
    });
    names.ok().flatten().unwrap_or_default()
}
