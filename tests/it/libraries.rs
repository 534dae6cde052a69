//! The spellings of libraries held against the libraries themselves: programs in
//! `testdata/libraries/` ask real ones before and after `isfix --write --unsafe-fixes`, and get what
//! was meant.
//!
//! The libraries are installed from PyPI into an environment under the build folder, once; without a
//! network, or a Python that they run on, the tests say so and pass over themselves, unless
//! `ISFIX_LIBRARIES` is set: then that is a failure.

pub mod environment;

use std::collections::BTreeMap;
#[cfg(feature = "types")]
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::cli::tree::PROGRAM;
use environment::Environment;

/// What a program says of one of its questions.
#[derive(Debug, PartialEq, Deserialize)]
struct Answer {
    /// What the library gave.
    got: serde_json::Value,
    /// What was meant, found without the library.
    meant: serde_json::Value,
    /// The statement that was run, where there is one.
    sql: String,
}

type Answers = BTreeMap<String, Answer>;

/// One program, and what is known of it.
struct Program {
    name: &'static str,
    /// The comparisons that are left in it, as they stand.
    left: &'static [&'static str],
    /// The questions whose answer was not what was meant before: why fixes are unsafe.
    wrong_before: WrongBefore,
    /// The questions that another statement asks afterwards.
    asked_otherwise: &'static [&'static str],
}

enum WrongBefore {
    Every,
    These(&'static [&'static str]),
}

impl WrongBefore {
    fn holds(&self, question: &str) -> bool {
        match self {
            Self::Every => true,
            Self::These(these) => these.contains(&question),
        }
    }
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/libraries")
}

/// Runs a program before and after; `types` says whether types are to be asked.
#[track_caller]
fn check(program: &Program, environment: &Environment, types: bool) {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(sources()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let file = folder.path().join(format!("{}.py", program.name));
    let before = answers(environment, &file);
    fix(&file, types.then_some(environment));
    let after = answers(environment, &file);
    let source = fs::read_to_string(&file).unwrap();
    assert_eq!(left(&source), program.left, "{source}");
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    for (question, answer) in &after {
        assert_eq!(answer.got, answer.meant, "{question}, after\n{source}");
        let before = &before[question];
        let was_right = before.got == before.meant;
        let is_known = program.wrong_before.holds(question);
        assert_eq!(was_right, !is_known, "{question}, before: {before:?}");
        let same = before.sql == answer.sql;
        let is_known = program.asked_otherwise.contains(&question.as_str());
        assert_eq!(same, !is_known, "{question}: {before:?} {answer:?}");
    }
}

fn answers(environment: &Environment, file: &Path) -> Answers {
    let said = environment.run(file);
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn fix(file: &Path, types: Option<&Environment>) {
    let mut command = std::process::Command::new(PROGRAM);
    command.args(["--write", "--unsafe-fixes", "--extend-select", "E712"]);
    match types {
        Some(environment) => command.arg("--python").arg(environment.folder()),
        None => command.arg("--no-types"),
    };
    let output = command.arg(file).output().unwrap();
    let status = output.status.code();
    assert!(matches!(status, Some(0 | 1)), "{output:?}");
}

/// The comparisons with `None`, `True` and `False` in a source, each from the word before it on.
fn left(source: &str) -> Vec<&str> {
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with(['#', '"']));
    code.filter_map(|line| {
        let at = [
            "== None", "!= None", "== True", "!= True", "== False", "!= False", "None ==",
        ]
        .iter()
        .find_map(|asked| Some((line.find(asked)?, asked.len())))?;
        let start = line[..at.0]
            .trim_end()
            .rfind([' ', '('])
            .map_or(0, |at| at + 1);
        Some(&line[start..at.0 + at.1])
    })
    .collect()
}

#[test]
fn orm_of_sqlalchemy_2() {
    let Some(environment) = environment::current() else {
        return;
    };
    check(&ORM, environment, false);
}

#[test]
fn orm_of_sqlalchemy_1_4() {
    let Some(environment) = environment::sqlalchemy_1_4() else {
        return;
    };
    check(&ORM, environment, false);
}

const ORM: Program = Program {
    name: "orm",
    // `is_` of a relationship raises.
    left: &["Person.team == None"],
    // `!= True` of NULL is NULL, and finds no row; `is_not(True)` finds it.
    wrong_before: WrongBefore::These(&["not true"]),
    asked_otherwise: &["not true", "truth", "falsehood"],
};

#[test]
fn core_of_sqlalchemy_2() {
    let Some(environment) = environment::current() else {
        return;
    };
    check(&CORE, environment, false);
}

#[test]
fn core_of_sqlalchemy_1_4() {
    let Some(environment) = environment::sqlalchemy_1_4() else {
        return;
    };
    check(&CORE, environment, false);
}

const CORE: Program = Program {
    name: "core",
    left: &[],
    wrong_before: WrongBefore::These(&[]),
    asked_otherwise: &[],
};

/// The models stand in another module: only types know them.
#[cfg(feature = "types")]
#[test]
fn mapped_classes_of_another_module() {
    let Some(environment) = environment::current() else {
        return;
    };
    let mapped = Program {
        name: "mapped",
        left: &["Book.shelf == None"],
        wrong_before: WrongBefore::These(&["not false"]),
        asked_otherwise: &["not false", "truth"],
    };
    check(&mapped, environment, true);
}

#[test]
fn sqlmodel() {
    let Some(environment) = environment::current() else {
        return;
    };
    let heroes = Program {
        name: "sqlmodel_heroes",
        left: &["Hero.team == None"],
        wrong_before: WrongBefore::These(&[]),
        asked_otherwise: &[],
    };
    check(&heroes, environment, false);
}

#[test]
fn flask_sqlalchemy() {
    let Some(environment) = environment::current() else {
        return;
    };
    let posts = Program {
        name: "flask_posts",
        left: &["Post.parent == None"],
        wrong_before: WrongBefore::These(&[]),
        asked_otherwise: &[],
    };
    check(&posts, environment, false);
}

#[test]
fn peewee() {
    let Some(environment) = environment::current() else {
        return;
    };
    let notes = Program {
        name: "peewee_notes",
        left: &["Note.done == True"],
        wrong_before: WrongBefore::These(&[]),
        asked_otherwise: &[],
    };
    check(&notes, environment, false);
}

/// No element equals `None`, whatever its type: `== None` never finds what is missing.
#[test]
fn pandas() {
    let Some(environment) = environment::current() else {
        return;
    };
    let masks = Program {
        name: "pandas_masks",
        left: &[],
        wrong_before: WrongBefore::Every,
        asked_otherwise: &[],
    };
    check(&masks, environment, false);
}

/// A comparison with `None` is null for every element, and a filter drops them all.
#[test]
fn polars() {
    let Some(environment) = environment::current() else {
        return;
    };
    let masks = Program {
        name: "polars_masks",
        left: &[],
        wrong_before: WrongBefore::Every,
        asked_otherwise: &[],
    };
    check(&masks, environment, false);
}

/// A project of a few hundred comparisons over these libraries, labelled by running it: with types no
/// harmful one is rewritten, and most of the harmless are; without them few harmful ones are.
#[cfg(feature = "types")]
#[test]
fn types_know_what_the_file_does_not_show() {
    let Some(environment) = environment::current() else {
        return;
    };
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scored = |floors: &[&str], options: &[&OsStr]| {
        let call = ["tests/score.py", "--isfix", PROGRAM, "--rules", "E711,E712"];
        let project = ["testdata/typed/labels.jsonl", "testdata/typed", "--"];
        let floors = floors.iter().flat_map(|floor| ["--floor", *floor]);
        let call = call.into_iter().chain(floors).chain(project);
        let call: Vec<&OsStr> = call
            .map(OsStr::new)
            .chain(options.iter().copied())
            .collect();
        let output = environment.start(repository, &call);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), said)
    };
    let with_types = ["--python".as_ref(), environment.folder().as_os_str()];
    let (status, said) = scored(&["E711=80", "E712=90"], &with_types);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("E711: 292 sites"), "{said}");
    let (status, said) = scored(&[], &["--no-types".as_ref()]);
    let broken = said.matches("MUST NOT").count();
    assert!(broken <= MOST_BROKEN, "{broken}: {said}");
    assert_eq!(status, Some(i32::from(broken > 0)), "{said}");
}

/// How many of the project's 150 harmful comparisons may be rewritten without types.
#[cfg(feature = "types")]
const MOST_BROKEN: usize = 15;
