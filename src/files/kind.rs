//! What makes a file Python: its suffix, or for a name without one its `#!` line.
//!
//! Whether the file is wanted at all is decided elsewhere; this is asked only of regular files.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::Path;

use crate::read;

/// The suffixes of Python source, matched by bytes, as ruff's `*.py` globs are.
const SUFFIXES: [&[u8]; 3] = [b".py", b".pyi", b".pyw"];

/// How much of a file is read for its `#!` line: what Linux reads (`BINPRM_BUF_SIZE`), in bytes.
const SHEBANG_LIMIT: usize = 256;

/// What a file's name says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// It has a Python suffix.
    Python,
    /// It has no suffix, so its first line decides.
    Unknown,
    /// It has another suffix.
    Other,
}

/// Judges a file by its name alone. A name is without suffix where [`Path::extension`] finds none,
/// so `.profile` is, and `pip3.12` is not.
pub(super) fn of_name(name: &OsStr) -> NameKind {
    let bytes = name.as_encoded_bytes();
    if SUFFIXES.iter().any(|suffix| bytes.ends_with(suffix)) {
        NameKind::Python
    } else if Path::new(name).extension().is_none() {
        NameKind::Unknown
    } else {
        NameKind::Other
    }
}

/// Whether a walk that came upon the file at `path` would read it: a regular file, Python by its name or its
/// `#!` line. What cannot be looked at is none.
#[must_use]
pub fn is_python_file(path: &Path) -> bool {
    let is_python = || match of_name(path.file_name().unwrap_or_default()) {
        NameKind::Python => true,
        NameKind::Unknown => has_python_shebang(path).unwrap_or(false),
        NameKind::Other => false,
    };
    path.metadata().is_ok_and(|found| found.is_file()) && is_python()
}

/// Whether the regular file at `path` opens with a Python `#!` line.
///
/// # Errors
/// Where it cannot be opened or read.
pub(super) fn has_python_shebang(path: &Path) -> io::Result<bool> {
    let mut head = [0; SHEBANG_LIMIT];
    let mut length = 0;
    let mut file = read::open(path)?;
    while length < head.len() {
        match file.read(&mut head[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if !b"#!".starts_with(&head[..length.min(2)]) || head[..length].contains(&b'\n') {
            break;
        }
    }
    Ok(is_python_shebang(&head[..length]))
}

/// Whether these first bytes of a file are a `#!` line that runs Python: directly, through `env`
/// with its options and assignments, or through a launcher such as `uv run --script`.
pub(super) fn is_python_shebang(head: &[u8]) -> bool {
    let Some(rest) = head.strip_prefix(b"#!") else {
        return false;
    };
    let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let mut words = line
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let Some(program) = words.next().map(base_name) else {
        return false;
    };
    if program != b"env" {
        return runs_python(program, words);
    }
    let Some(command) = skip_env_options(&mut words) else {
        return false;
    };
    runs_python(base_name(command), words)
}

/// The first word after `env`'s own options and assignments. `-S` may be joined to its string
/// (`-Spython3`, `-iSpython3`, `--split-string=python3`).
fn skip_env_options<'a>(words: &mut impl Iterator<Item = &'a [u8]>) -> Option<&'a [u8]> {
    while let Some(word) = words.next() {
        match word {
            b"--unset" | b"--chdir" => {
                words.next();
            }
            _ if word.starts_with(b"--split-string=") => {
                return Some(&word[b"--split-string=".len()..]);
            }
            _ if word.starts_with(b"--") => {}
            [b'-', letters @ ..] => {
                let taker = letters.iter().position(|letter| b"SuCP".contains(letter));
                match taker.map(|at| (letters[at], &letters[at + 1..])) {
                    Some((b'S', [])) | None => {}
                    Some((b'S', command)) => return Some(command),
                    Some((_, [])) => {
                        words.next();
                    }
                    Some(_) => {}
                }
            }
            _ if word.contains(&b'=') => {}
            _ => return Some(word),
        }
    }
    None
}

/// Whether `program` with the arguments `words` is Python. `uv run` and `pipx run` run scripts;
/// other launchers' `run` must name the interpreter (`poetry run python`).
fn runs_python<'a>(program: &[u8], mut words: impl Iterator<Item = &'a [u8]>) -> bool {
    match program {
        b"uv" | b"pipx" => words.any(|word| word == b"run"),
        b"poetry" | b"pdm" | b"hatch" | b"pixi" | b"rye" | b"conda" => {
            words.any(|word| word == b"run") && words.any(|word| is_interpreter(base_name(word)))
        }
        _ => is_interpreter(program),
    }
}

/// Whether a program's base name is a Python interpreter's, with or without a version.
fn is_interpreter(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 7] = [
        b"python",
        b"pypy",
        b"ipython",
        b"graalpy",
        b"jython",
        b"micropython",
        b"pythonw",
    ];
    NAMES.iter().any(|known| {
        name.strip_prefix(*known)
            .is_some_and(|rest| matches!(rest.first(), None | Some(b'0'..=b'9' | b'.' | b'-')))
    })
}

fn base_name(program: &[u8]) -> &[u8] {
    program
        .rsplit(|&byte| byte == b'/' || byte == b'\\')
        .next()
        .unwrap_or(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the listing took for a file may be a pipe when it is opened, and nobody writes into it.
    #[cfg(unix)]
    #[test]
    fn a_pipe_holds_nobody_up() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        assert!(!has_python_shebang(&pipe).unwrap());
    }

    #[test]
    fn names() {
        for name in ["a.py", "a.pyi", "a.pyw", ".py", "a.b.py"] {
            assert_eq!(of_name(OsStr::new(name)), NameKind::Python, "{name}");
        }
        for name in ["a", ".profile", "py"] {
            assert_eq!(of_name(OsStr::new(name)), NameKind::Unknown, "{name}");
        }
        for name in ["a.txt", "a.PY", "a.pyc", "a.", "a.py~", "apy.x", "pip3.12"] {
            assert_eq!(of_name(OsStr::new(name)), NameKind::Other, "{name}");
        }
    }

    #[test]
    fn python_shebangs() {
        for line in [
            "#!/usr/bin/env python3",
            "#!/usr/bin/env python3\r\nimport os",
            "#! /usr/bin/python2.7 -u",
            "#!\t/usr/bin/python",
            "#!/usr/bin/env -S python3 -i",
            "#!/usr/bin/env -Spython3 -i",
            "#!/usr/bin/env -iS python3",
            "#!/usr/bin/env -vSpython3 -u",
            "#!/usr/bin/env --split-string=python3",
            "#!/usr/bin/env -S -u PYTHONPATH A=b python3.14t",
            "#!/usr/bin/env -uPYTHONSTARTUP python3",
            "#!/usr/bin/env -S uv run --script",
            "#!/usr/bin/env -S uv --quiet run --script",
            "#!/usr/bin/env -S pipx run",
            "#!/usr/bin/env -S poetry run python",
            "#!/opt/pypy3",
            "#!pypy3.10",
            "#!python",
            "#!C:\\Python312\\python.exe",
            "#!/usr/bin/pythonw",
            "#!/usr/bin/python3-dbg",
        ] {
            assert!(is_python_shebang(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn other_first_lines() {
        for line in [
            "",
            "#",
            "#!",
            "#!\npython",
            "#!/bin/sh\n# python",
            "#!/bin/sh python",
            "#!/usr/bin/env",
            "#!/usr/bin/env bash python",
            "#!/usr/bin/env -u python3",
            "#!/usr/bin/env -S uv tool",
            "#!/usr/bin/env -S poetry run flask",
            "#!/usr/bin/pythonista",
            "#!/python3/bin/perl",
            " #!/usr/bin/python",
            "import os",
        ] {
            assert!(!is_python_shebang(line.as_bytes()), "{line}");
        }
    }
}
