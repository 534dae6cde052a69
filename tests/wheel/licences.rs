//! The licences of what is linked into the wheel and the program: `LICENSE-THIRD-PARTY`, which goes into the wheel.
//!
//! It is made of the crates' own sources, for what a build for Linux on x86-64 with types links: of each crate every
//! file that is a licence or a notice, but that alternatives to the MIT licence are left out where there is one. What
//! several crates have word for word stands there once, below the copyright lines of each.
//!
//! `UPDATE=1 cargo test --test wheel licences` makes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::environment::told;
use crate::{cargo, fetch, repository};

/// Where it stands, for `license-files` of pyproject.toml.
const FILE: &str = "LICENSE-THIRD-PARTY";

/// What is linked depends on the system, and this is that of most who are given a wheel.
const TARGET: &str = "x86_64-unknown-linux-gnu";

/// The licence in ruff's repository, as its wheel 0.17.6 has it: the crates of ruff and ty come without one.
const RUFF: &str = include_str!("licences/ruff");
const RUFFS: &str = "https://github.com/astral-sh/ruff";

/// Of the standard library, <https://github.com/rust-lang/rust>: it has the licence that most crates have.
const STANDARD_LIBRARY: &str = "the standard library of Rust";
const ITS_COPYRIGHT: &str = "Copyright (c) The Rust Project Contributors";

const HEAD: &str = "\
What is linked into isfix, and under which licences it may be handed on. isfix itself has its own: LICENSE-MIT,
LICENSE-APACHE. Where a part may be had under one of several licences, the MIT licence is taken if it is among them.

Made by `UPDATE=1 cargo test --test wheel licences` of what a build for Linux on x86-64 links.
";

/// A crate that is linked.
struct Crate {
    called: String,
    /// As its manifest has it, in SPDX's words.
    licence: String,
    repository: String,
    texts: Vec<String>,
}

#[test]
fn licences_are_those_of_what_is_linked() {
    static FETCHED: std::sync::LazyLock<Result<(), String>> =
        std::sync::LazyLock::new(|| fetch(TARGET));
    if told(&FETCHED).is_none() {
        return;
    }
    let made = written(&linked());
    let path = repository().join(FILE);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, made).unwrap();
        return;
    }
    let held = fs::read_to_string(&path).unwrap_or_default();
    let first = made.lines().zip(held.lines()).find(|(new, old)| new != old);
    assert!(
        made == held,
        "{FILE} is not what is linked (first: {first:?}); UPDATE=1 makes it anew"
    );
}

/// What cargo says, offline: everything has been fetched.
fn asked(arguments: &[&str]) -> String {
    let output = Command::new(cargo())
        .args(arguments)
        .args(["--locked", "--offline"])
        .current_dir(repository())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The crates that are linked, by name; those that only builds run are not.
fn linked() -> Vec<Crate> {
    let edges = ["--edges", "normal,no-proc-macro", "--target", TARGET];
    let shown = ["--prefix", "none", "--format", "{p}"];
    let tree = asked(&[&["tree", "--package", "isfix-python"], &edges[..], &shown].concat());
    let names = tree.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?, words.next()?.strip_prefix('v')?))
    });
    let metadata = [
        "metadata",
        "--format-version=1",
        "--filter-platform",
        TARGET,
    ];
    let metadata: Value = serde_json::from_str(&asked(&metadata)).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let packages: BTreeMap<_, _> = packages
        .iter()
        .map(|it| ((word(it, "name"), word(it, "version")), it))
        .collect();
    let names: std::collections::BTreeSet<_> = names.collect();
    let others = names.iter().filter(|(name, _)| !name.starts_with("isfix"));
    others.map(|name| of_package(packages[name])).collect()
}

fn word<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_default()
}

fn of_package(package: &Value) -> Crate {
    let called = format!("{} {}", word(package, "name"), word(package, "version"));
    let folder = Path::new(word(package, "manifest_path")).parent().unwrap();
    let mut files = Vec::new();
    gather(folder, &mut files);
    files.sort();
    let repository = word(package, "repository").to_owned();
    let has_mit = files.iter().any(|path| path.starts_with("LICENSE-MIT"));
    let kept = files.iter().filter(|path| !(has_mit && is_other(path)));
    let read = |path| String::from_utf8_lossy(&fs::read(folder.join(path)).unwrap()).into_owned();
    let mut texts: Vec<_> = kept.map(read).collect();
    // What is vendored in a crate does not tell of the crate.
    if files.iter().all(|path| path.contains('/')) {
        assert!(repository.starts_with(RUFFS), "{called} has no licence");
        texts.push(RUFF.to_owned());
    }
    Crate {
        called,
        licence: word(package, "license").replace('/', " OR "),
        repository,
        texts,
    }
}

/// The files below a folder that are licences or notices, relative to it.
fn gather(folder: &Path, into: &mut Vec<String>) {
    let all = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .build();
    for entry in all.map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().to_uppercase();
        let kinds = ["LICENSE", "LICENCE", "NOTICE", "COPYRIGHT", "COPYING"];
        let is_one = kinds.iter().any(|kind| name.starts_with(kind));
        if is_one && entry.file_type().unwrap().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap();
            into.push(path.to_str().unwrap().to_owned());
        }
    }
}

/// Whether a file is an alternative to the MIT licence, or points at both.
fn is_other(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap().to_uppercase();
    let others = ["LICENSE-APACHE", "LICENSE-ZLIB", "LICENSE-BSD", "COPYING"];
    others.iter().any(|other| name.starts_with(other))
}

/// A text without its title and its copyright lines, and these.
fn split(text: &str) -> (String, String) {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let is_above = |line: &str| {
        let line = line.trim().to_lowercase();
        let title = line.contains("mit license") || line.contains("all rights reserved");
        line.is_empty() || line.starts_with("copyright") || title && line.len() < 60
    };
    let body = lines.iter().position(|line| !is_above(line));
    let (above, body) = lines.split_at(body.unwrap_or(0));
    let is_told = |line: &&str| line.trim().to_lowercase().starts_with("copyright");
    let above: Vec<_> = above
        .iter()
        .map(|line| line.trim())
        .filter(is_told)
        .collect();
    (above.join("\n"), body.join("\n").trim_end().to_owned())
}

fn written(crates: &[Crate]) -> String {
    let mut text = HEAD.to_owned();
    text.push('\n');
    for it in crates {
        writeln!(text, "{}: {}, {}", it.called, it.licence, it.repository).unwrap();
    }
    // By what is said, whatever its line breaks; the text is the first that says so.
    let mut said: BTreeMap<String, (String, BTreeMap<String, Vec<&str>>)> = BTreeMap::new();
    for (called, whole) in crates
        .iter()
        .flat_map(|it| it.texts.iter().map(|text| (&it.called, text)))
    {
        let (above, body) = split(whole);
        let words: Vec<_> = body.split_whitespace().collect();
        let (_, under) = said
            .entry(words.join(" ").to_lowercase())
            .or_insert_with(|| (body, BTreeMap::new()));
        let under = under.entry(above).or_default();
        if !under.contains(&called.as_str()) {
            under.push(called);
        }
    }
    // The MIT licence.
    let most = said.values_mut().max_by_key(|(_, under)| under.len());
    let (_, under) = most.expect("something is linked");
    under.insert(ITS_COPYRIGHT.to_owned(), vec![STANDARD_LIBRARY]);
    for (body, under) in said.values() {
        writeln!(text, "\n{}\n", "-".repeat(80)).unwrap();
        for (above, crates) in under {
            writeln!(text, "{}", crates.join(", ")).unwrap();
            for line in above.lines() {
                writeln!(text, "    {line}").unwrap();
            }
        }
        writeln!(text, "\n{body}").unwrap();
    }
    text
}
