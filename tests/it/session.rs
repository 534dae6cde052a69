//! The door for programs leads to what the command does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use isfix::document::Document;
use isfix::session::trees::FileDone;
use isfix::session::{Failure, Session, Settled, Source, Unsettled, Wanted};

use crate::cli::tree::Tree;

fn isolated() -> Session {
    let wanted = Wanted {
        isolated: true,
        ..Wanted::default()
    };
    Session::new(&wanted).unwrap()
}

fn settled(source: Source<'_>) -> Result<Settled, Failure> {
    isolated().settle(source, None).map_err(|it| match it {
        Unsettled::Failure(failure) => failure,
        Unsettled::Settings(error) => panic!("{error}"),
    })
}

/// Text is text, whatever encoding it declares; a file's bytes are what they declare.
#[test]
fn text_and_bytes() {
    let text = "# coding: latin-1\r\nx == '\u{e9}' is None\r\ny == None";
    let fixed = text.replace("y ==", "y is");
    let result = settled(Source::Text(text)).unwrap().result.unwrap();
    assert_eq!(result, fixed.as_bytes());
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|c| u32::from(c) as u8).collect() };
    let result = settled(Source::Bytes(&latin(text)))
        .unwrap()
        .result
        .unwrap();
    assert_eq!(result, latin(&fixed));
    let unknown = "# coding: nonsense\nx == None\n";
    assert!(settled(Source::Text(unknown)).is_ok());
    let refused = settled(Source::Bytes(unknown.as_bytes()));
    assert!(matches!(refused, Err(Failure::Decode { at, .. }) if at.row == 1));
}

/// A byte-order mark stays, in text as in bytes; two are one too many, and a NUL is one.
#[test]
fn what_begins_text() {
    let marked = "\u{feff}x == None";
    for source in [Source::Text(marked), Source::Bytes(marked.as_bytes())] {
        let settled = settled(source).unwrap();
        assert_eq!(settled.result.unwrap(), "\u{feff}x is None".as_bytes());
        assert_eq!(settled.findings[0].location.column, 1);
    }
    for wrong in ["\u{feff}\u{feff}x == None", "x == None\0", "x\0 == \0N\0"] {
        assert!(Document::of_text(wrong).is_err(), "{wrong:?}");
        assert!(matches!(
            settled(Source::Text(wrong)),
            Err(Failure::Decode { .. })
        ));
    }
}

/// What nobody named is sifted: what holds nothing to fix need not be Python, and the long is not parsed.
#[test]
fn what_is_sifted() {
    let session = isolated();
    let sift = |text, most| session.sift(Source::Text(text), None, most);
    assert_eq!(sift("no Python at all", 100), Ok(None));
    assert!(sift("x == None", 9).unwrap().unwrap().result.is_some());
    let too_long = Failure::TooLong { length: 9, most: 8 };
    assert_eq!(sift("x == None", 8), Err(Unsettled::Failure(too_long)));
    assert!(matches!(
        sift("x == None)", 100),
        Err(Unsettled::Failure(Failure::Parse { at, .. })) if at.column == 10
    ));
}

/// What is made of a source is made of nothing else: a second time nothing changes.
#[test]
fn a_second_time_nothing_changes() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/rules");
    let session = isolated();
    let mut changed = 0;
    for rule in fs::read_dir(cases).unwrap() {
        for case in fs::read_dir(rule.unwrap().path()).unwrap() {
            let path = case.unwrap().path();
            if path.extension().is_some_and(|suffix| suffix == "py") {
                let bytes = fs::read(path).unwrap();
                let once = session.settle(Source::Bytes(&bytes), None).unwrap();
                if let Some(once) = once.result {
                    changed += 1;
                    let twice = session.settle(Source::Bytes(&once), None).unwrap();
                    assert_eq!(twice.result, None);
                }
            }
        }
    }
    assert!(changed > 100, "{changed}");
}

/// What is judged by itself alone stands nowhere: globs fit paths as they are written. Where files are opened, they
/// start from the current folder.
#[test]
fn where_globs_start() {
    let tree = Tree::new().with("given.toml", "[per-file-ignores]\n'/tests/*' = ['E711']\n");
    let session = |opens_files| {
        Session::new(&Wanted {
            isolated: true,
            opens_files,
            config: Some(tree.path("given.toml")),
            types: Some(false),
            ..Wanted::default()
        })
        .unwrap()
    };
    let changes = |session: &Session, path: &str| {
        let settled = session.settle(Source::Text("x == None"), Some(Path::new(path)));
        settled.unwrap().result.is_some()
    };
    let (alone, within) = (session(false), session(true));
    assert!(!changes(&alone, "tests/a.py") && !changes(&alone, "/tests/a.py"));
    assert!(changes(&alone, "more/tests/a.py"));
    assert!(changes(&within, "tests/a.py") && !changes(&within, "/tests/a.py"));
}

/// What is worth a word and fails nothing is told once.
#[test]
fn warnings() {
    let tree = Tree::new()
        .with(".gitignore", "[z-a]\n")
        .with("a.py", "x == None\n");
    let session = Session::new(&Wanted {
        types: Some(false),
        ..Wanted::default()
    });
    let session = session.unwrap();
    let walked = session.trees(vec![tree.root().to_owned()], false, |_| true);
    walked.unwrap();
    let told = session.warnings();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains(".gitignore:1"), "{told:?}");
    assert!(session.warnings().is_empty());
}

fn tree() -> Tree {
    let mut tree = Tree::new()
        .with("isfix.toml", "extend-exclude = ['left']\n")
        .with("left/a.py", "x == None\n")
        .with("broken.py", "x == None)\n")
        .with("plain.py", "x = 1\n")
        .with("tests/isfix.toml", "ignore = ['F632']\n")
        .with("tests/a.py", "x == None; y is 'a'\n");
    for number in 0..50 {
        let text = format!("x{number} == None\n").repeat(number % 5 + 1);
        tree = tree.with(format!("many/{number}.py"), text.as_bytes());
    }
    tree
}

fn all(tree: &Tree, jobs: usize, writes: bool) -> Vec<FileDone> {
    let wanted = Wanted {
        jobs: jobs.try_into().ok(),
        types: Some(false),
        ..Wanted::default()
    };
    let mut done = Vec::new();
    let paths = vec![tree.root().to_owned()];
    let session = Session::new(&wanted).unwrap();
    let walked = session.trees(paths, writes, |file| {
        done.push(file);
        true
    });
    walked.unwrap();
    done
}

fn contents(tree: &Tree, files: &[FileDone]) -> BTreeMap<PathBuf, Vec<u8>> {
    let read = |file: &FileDone| {
        let path = file.path.strip_prefix(tree.root()).unwrap();
        (path.to_owned(), fs::read(&file.path).unwrap())
    };
    files.iter().map(read).collect()
}

/// Trees are walked, settled and written as by the command, in its order, by any number of workers.
#[test]
fn trees_as_by_the_command() {
    let (ours, other) = (tree(), tree());
    let one = all(&ours, 1, false);
    let seen: Vec<_> = one.iter().map(|file| &file.path).collect();
    let three = all(&ours, 3, false);
    assert_eq!(
        seen,
        three.iter().map(|file| &file.path).collect::<Vec<_>>()
    );
    let failed = one.iter().filter(|it| matches!(it.settled, Some(Err(_))));
    assert_eq!(failed.count(), 1);
    let written = all(&ours, 2, true);
    assert_eq!(written.iter().filter(|it| it.written).count(), 51);
    other.run("--write --no-types").status(1);
    let theirs = other.run("--show-files --no-respect-gitignore");
    assert_eq!(written.len(), theirs.out().lines().count());
    let by_command = contents(&other, &all(&other, 2, false));
    assert_eq!(contents(&ours, &written), by_command);
}

/// As soon as enough is taken, no more is begun.
#[test]
fn enough_is_enough() {
    let tree = tree();
    let session = Session::new(&Wanted::default()).unwrap();
    let mut taken = 0;
    let paths = vec![tree.root().to_owned()];
    let walked = session.trees(paths, true, |_| {
        taken += 1;
        taken < 3
    });
    walked.unwrap();
    assert_eq!(taken, 3);
}

/// Settings that cannot be used are met before anything is done.
#[test]
fn settings_are_met_first() {
    let tree = tree().with("tests/isfix.toml", "selct = []\n");
    let session = Session::new(&Wanted::default()).unwrap();
    let path = tree.path("tests/a.py");
    let named = session.trees(vec![path.clone()], true, |_| panic!("nothing is begun"));
    assert!(
        matches!(named, Err(Unsettled::Settings(error)) if error.path.ends_with("tests/isfix.toml"))
    );
    assert!(session.file(&path, true).is_err());
    tree.holds("tests/a.py", "x == None; y is 'a'\n");
    for wrong in [
        Wanted {
            select: Some(vec!["Q".to_owned()]),
            ..Wanted::default()
        },
        Wanted {
            config: Some(tree.path("none.toml")),
            ..Wanted::default()
        },
    ] {
        assert!(Session::new(&wanted_isolated(wrong)).is_err());
    }
}

fn wanted_isolated(wanted: Wanted) -> Wanted {
    Wanted {
        isolated: true,
        ..wanted
    }
}
