//! What the stages are timed on: texts made of modules in `testdata/`.
//!
//! The modules are small programs, written as people write them, in the spelling that isfix finds. A
//! *finished* text is made of those that hold nothing any more once isfix has rewritten them, in that
//! state: like most code there is, it tests for `None` often and rightly. A *rare* text is a finished one
//! with one module as it was, at its end: like most files with a finding. A *dense* text is made of the
//! modules as they were.

use isfix::document::Document;
use isfix::pipeline;
use isfix::select::Selection;
use isfix::settings::Settings;
use std::path::Path;

/// The modules that hold nothing once they are rewritten.
const MODULES: &[&str] = &[
    "amounts",
    "archive",
    "grids",
    "ledger",
    "models",
    "report",
    "retrieval",
    "search",
    "services",
    "tables",
];

/// At least so many bytes a text has: as much as the largest files that people write.
const LENGTH: usize = 256 << 10;

/// One text and its name.
pub struct Text {
    pub name: &'static str,
    pub text: String,
}

/// The finished text.
pub fn finished() -> Text {
    let text = modules().map(|module| rewritten(&module)).collect();
    Text {
        name: "finished",
        text: repeated(text),
    }
}

/// The text with few findings, all at its end.
pub fn rare() -> Text {
    let mut text = finished().text;
    text.push_str(&module("services"));
    Text { name: "rare", text }
}

/// The text with a finding every few lines.
pub fn dense() -> Text {
    Text {
        name: "dense",
        text: repeated(modules().collect()),
    }
}

/// What holds for every stage: all rules, and fixes that may change what the code does, too, for there
/// are more of them to prove and to show.
pub fn settings() -> Settings {
    let all = ["ALL".to_owned()];
    Settings {
        rules: Selection::new(Some(&all), &[], &[]).expect("it names every rule"),
        unsafe_fixes: true,
        ..Settings::default()
    }
}

fn modules() -> impl Iterator<Item = String> {
    MODULES.iter().copied().map(module)
}

fn module(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/typed/depot");
    let text = std::fs::read_to_string(folder.join(name).with_extension("py"));
    text.expect("the repository holds its testdata")
}

fn rewritten(module: &str) -> String {
    let document = Document::read(module.as_bytes()).expect("it is UTF-8");
    let outcome = pipeline::settle(&document, &settings()).expect("it is Python");
    outcome.result.map_or_else(
        || module.to_owned(),
        |result| String::from_utf8(result).expect("what was UTF-8 stays it"),
    )
}

fn repeated(text: String) -> String {
    assert!(!text.is_empty());
    text.repeat(LENGTH.div_ceil(text.len()))
}
