//! Which file an import names, and which libraries a file's import statements name.

use memchr::memmem;
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
    let mut statements = Vec::new();
    let mut read = 0;
    for word in memmem::find_iter(source, b"import") {
        if word < read {
            continue;
        }
        let line = start_of(source, word).max(read);
        let start = line + behind_others(&source[line..word]);
        if begins(line_at(source, start).0) {
            let (statement, behind) = statement(source, start);
            statements.push(statement);
            read = behind;
        }
    }
    statements
}

/// How much of a line, up to a word in it, belongs to other statements than the word's: what a `;` ends,
/// or the head of a block on one line, as in `try: import numpy`.
fn behind_others(line: &[u8]) -> usize {
    const HEADS: [&[u8]; 6] = [b"try:", b"else:", b"finally:", b"if ", b"elif ", b"except "];
    let is_block = || {
        let line = line.trim_ascii_start();
        HEADS.iter().any(|head| line.starts_with(head))
    };
    memchr::memrchr(b';', line)
        .or_else(|| memchr::memrchr(b':', line).filter(|_| is_block()))
        .map_or(0, |end| end + 1)
}

/// The offset of the line in which a word stands, or of the first that a backslash joins to it.
fn start_of(source: &[u8], word: usize) -> usize {
    let mut start = word;
    loop {
        start = memchr::memrchr(b'\n', &source[..start]).map_or(0, |end| end + 1);
        match &source[..start] {
            [joined @ .., b'\\', b'\n'] | [joined @ .., b'\\', b'\r', b'\n'] => {
                start = joined.len()
            }
            _ => return start,
        }
    }
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

/// The line at an offset, without its end and the blanks that it begins with, and the offset of the next.
fn line_at(source: &[u8], start: usize) -> (&[u8], usize) {
    let rest = &source[start..];
    let (line, next) = match memchr::memchr(b'\n', rest) {
        Some(end) => (&rest[..end], start + end + 1),
        None => (rest, source.len()),
    };
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    (line.trim_ascii_start(), next)
}

fn begins(line: &[u8]) -> bool {
    match line.strip_prefix(b"from") {
        Some(rest) => matches!(rest, [b' ' | b'\t' | b'.', ..]),
        None => matches!(line.strip_prefix(b"import"), Some([b' ' | b'\t', ..])),
    }
}

/// The import statement that begins at an offset, without comments and what follows it, and the offset
/// behind it, of the next line or of what a `;` parts from it: no string stands in one.
fn statement(source: &[u8], mut start: usize) -> (String, usize) {
    let mut statement = String::new();
    let (mut line, mut next) = line_at(source, start);
    loop {
        let text = String::from_utf8_lossy(line);
        let code = text.split('#').next().unwrap_or_default();
        let (code, ends) = code
            .split_once(';')
            .map_or((code, false), |(code, _)| (code, true));
        statement.push_str(code);
        if ends && let Some(end) = memchr::memchr(b';', &source[start..]) {
            return (statement, start + end + 1);
        }
        let is_open = statement.contains('(') && !statement.contains(')');
        let is_joined = code.ends_with('\\');
        let is_whole = statement.len() > LONGEST || next == source.len();
        let (more, behind) = line_at(source, next);
        // A bracket that was never closed takes nothing from the next statement.
        if is_whole || !(is_joined || is_open && !begins(more)) {
            return (statement, next);
        }
        (start, line, next) = (next, more, behind);
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
