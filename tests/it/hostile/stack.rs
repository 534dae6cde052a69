//! What one level of nesting costs on the stack, held against what [`depth::guarded`] gives it.
//!
//! An overflow ends the process, so the work is done by children: this very test binary, told by
//! its environment to be one. [`run`] is what it then does; to the test runner it is a test to
//! ignore.

use std::fs;
use std::process::{Command, Stdio};

use isfix::document::Document;
use isfix::module::Module;
use isfix::pipeline;
use isfix::settings::Settings;
use isfix::suppress::Suppressions;
use isfix::syntax::{Syntax, depth};
use isfix::{settle, verify};
use tempfile::TempDir;

use super::nesting::{KINDS, Kind, blocks};

const STACK: &str = "ISFIX_TEST_STACK";
const FILE: &str = "ISFIX_TEST_FILE";

/// What `syntax::depth` gives: its stack for a shallow file, and for each level of its bound.
const BASE: usize = 1 << 20;
const PER_LEVEL: usize = 3_072;

/// Does a text with a thread of `stack` bytes; with none, through the pipeline and its guard on a
/// thread that is far too small for it.
fn survives(text: &str, stack: Option<usize>) -> bool {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("deep.py");
    fs::write(&file, text).unwrap();
    let status = Command::new(std::env::current_exe().unwrap())
        .args([
            "hostile::stack::run",
            "--exact",
            "--ignored",
            "--test-threads=1",
        ])
        .env(STACK, stack.unwrap_or(0).to_string())
        .env(FILE, &file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    status.success()
}

#[test]
#[ignore = "a program for the other tests to start"]
fn run() {
    let Some(stack) = std::env::var_os(STACK) else {
        return;
    };
    let stack: usize = stack.to_str().unwrap().parse().unwrap();
    let text = fs::read_to_string(std::env::var_os(FILE).unwrap()).unwrap();
    let work = move || match stack {
        0 => by_the_pipeline(&text),
        _ => by_hand(&text),
    };
    let thread = std::thread::Builder::new().stack_size(if stack == 0 { 256 << 10 } else { stack });
    thread.spawn(work).unwrap().join().unwrap();
}

fn by_the_pipeline(text: &str) {
    let document = Document::read(text.as_bytes()).unwrap();
    let outcome = pipeline::settle(&document, &settings()).unwrap();
    assert!(outcome.result.is_some() && outcome.faults.is_empty());
}

/// Everything that the pipeline does, dropping included, without its guard.
fn by_hand(text: &str) {
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let suppressions = Suppressions::read(text, module.tokens, &module.tree);
    let settled = settle::settle(&module, &settings(), &suppressions);
    assert!(!settled.groups.is_empty());
    verify::verify(&module, text, &[]).unwrap();
}

fn settings() -> Settings {
    Settings {
        unsafe_fixes: true,
        ..Settings::default()
    }
}

/// Every kind of text, as deep as `levels` of the bound allow.
fn texts(levels: usize) -> Vec<(String, String)> {
    let mut texts: Vec<_> = KINDS
        .iter()
        .map(|kind| (kind.name.to_owned(), deep(*kind, levels)))
        .collect();
    let side = levels.min(3_000);
    texts.push((
        "blocks".to_owned(),
        format!("{}x is 'a'\n", blocks("if 1:", side)),
    ));
    texts.push((
        "classes".to_owned(),
        format!("{}x is 'a'\n", blocks("class C:", side)),
    ));
    texts
}

/// As deep as may be for a bound of at most `levels`, or nearly.
fn deep(kind: Kind, levels: usize) -> String {
    let mut depth = levels;
    loop {
        let text = kind.text(depth);
        if depth::bound(&text) <= levels.max(16_384) {
            return text;
        }
        depth = depth * 19 / 20;
    }
}

#[test]
fn the_guard_gives_enough_at_any_depth() {
    for levels in [1_000, 4_000, 49_000] {
        for (name, text) in texts(levels) {
            assert!(depth::bound(&text) <= depth::MAX_DEPTH, "{name}");
            assert!(survives(&text, None), "{name} at {levels} levels");
        }
    }
}

#[test]
fn it_gives_half_as_much_again_as_is_needed() {
    for (name, text) in texts(20_000) {
        let given = BASE + depth::bound(&text) * PER_LEVEL;
        assert!(survives(&text, Some(given * 2 / 3)), "{name}");
    }
}

/// Prints what a level of each kind costs: `cargo test --test it -- --ignored measure --nocapture`.
#[test]
#[ignore = "a measurement"]
fn measure() {
    for ((name, shallow), (_, text)) in texts(10_000).into_iter().zip(texts(40_000)) {
        let need = [least(&shallow), least(&text)];
        let bounds = [depth::bound(&shallow), depth::bound(&text)];
        let levels = bounds[1].saturating_sub(bounds[0]).max(1);
        let level = need[1].saturating_sub(need[0]) / levels;
        println!(
            "{name}: {level} bytes a level, {} at {} levels",
            need[1], bounds[1]
        );
    }
}

/// The least stack that does, to 64 KiB.
fn least(text: &str) -> usize {
    let (mut low, mut high) = (0_usize, 64 << 20);
    while high - low > 64 << 10 {
        let middle = low.midpoint(high);
        if survives(text, Some(middle.max(64 << 10))) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}
