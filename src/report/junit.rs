//! `junit`: a test suite for each file that something is said of, valid by Jenkins' `junit-10.xsd`.
//!
//! What is left to do is a failed test, a file that could not be worked on a test in error; notes and
//! what was fixed have passed. A run with nothing to say is one test that passed.

use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::fmt::Write;
use std::io;

use super::{Failure, FileReport, Found, Told, heading};
use crate::diff::push_visible;
use crate::lines::Location;
use crate::tally::Tally;

pub(super) fn opening() -> Vec<u8> {
    b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"isfix\">\n".to_vec()
}

pub(super) fn closing(tally: &Tally) -> Vec<u8> {
    let is_silent = tally.rules.is_empty() && tally.unread + tally.failed == 0;
    let mut out = Vec::new();
    if is_silent {
        let passed = [Case {
            name: "nothing to report".to_owned(),
            result: Result::Passed(None),
        }];
        suite("isfix", "isfix", &passed, &mut out);
    }
    out.extend_from_slice(b"</testsuites>\n");
    out
}

pub(super) fn render(report: &FileReport<'_>, out: &mut Vec<u8>) {
    let mut cases = Vec::new();
    report.each(|told| {
        cases.push(match told {
            Told::Found(it) => found(report, it),
            Told::Failed(failure) => failed(report, failure),
        });
    });
    if cases.is_empty() {
        return;
    }
    let name = String::from_utf8_lossy(&report.name_for_programs()).into_owned();
    // A name has one line, whatever is in it.
    let name = name.replace('\n', "\\n");
    suite(&name, &class(&name), &cases, out);
}

/// A test.
struct Case {
    name: String,
    result: Result,
}

enum Result {
    /// With what is told of it.
    Passed(Option<String>),
    /// An element that says that it did not.
    Not {
        element: &'static str,
        kind: &'static str,
        message: String,
        text: String,
    },
}

fn found(report: &FileReport<'_>, it: Found<'_, '_>) -> Case {
    let (finding, place) = (it.finding, it.start());
    let (code, name) = (finding.rule.code(), finding.rule.name());
    let mut text = format!(
        "{}: {code} {}",
        heading(report.path, Some(place)),
        finding.message
    );
    if let Some(evidence) = &finding.evidence {
        let _ = write!(text, "\nbecause: {}", evidence.reason);
    }
    if let Some(fix) = &finding.fix {
        let _ = write!(text, "\n{}: {}", it.fix_word(), fix.title);
    }
    let result = if it.is_done() {
        Result::Passed(Some(text))
    } else {
        Result::Not {
            element: "failure",
            kind: code,
            message: finding.message.clone(),
            text,
        }
    };
    Case {
        name: case_name(&format!("{name} ({code})"), Some(place)),
        result,
    }
}

fn failed(report: &FileReport<'_>, failure: &Failure) -> Case {
    let kind = failure.kind.name();
    let place = heading(report.path, failure.location);
    Case {
        name: case_name(kind, failure.location),
        result: Result::Not {
            element: "error",
            kind,
            message: failure.message.clone(),
            text: format!("{place}: {kind}: {}", failure.message),
        },
    }
}

fn case_name(what: &str, place: Option<Location>) -> String {
    match place {
        Some(Location { row, column }) => format!("{what} at {row}:{column}"),
        None => what.to_owned(),
    }
}

/// A file's name as that of a class, which Jenkins parts at its last dot from its package's.
fn class(name: &str) -> String {
    let stem = [".py", ".pyi", ".pyw"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name);
    stem.trim_start_matches('/').replace('/', ".")
}

fn suite(name: &str, class: &str, cases: &[Case], out: &mut Vec<u8>) {
    let results = || cases.iter().map(|case| &case.result);
    let count = |wanted| {
        let is_wanted =
            |it: &&Result| matches!(it, Result::Not { element, .. } if *element == wanted);
        results().filter(is_wanted).count().to_string()
    };
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    let suite = writer.create_element("testsuite").with_attributes([
        ("name", &*held(name)),
        ("tests", &cases.len().to_string()),
        ("failures", &count("failure")),
        ("errors", &count("error")),
    ]);
    let written = suite
        .write_inner_content(|writer| cases.iter().try_for_each(|case| case.write(class, writer)));
    written.expect("a vector takes every byte");
    writer.into_inner().push(b'\n');
}

impl Case {
    fn write(&self, class: &str, writer: &mut Writer<&mut Vec<u8>>) -> io::Result<()> {
        let case = writer
            .create_element("testcase")
            .with_attributes([("name", &*held(&self.name)), ("classname", &held(class))]);
        match &self.result {
            Result::Passed(None) => case.write_empty()?,
            Result::Passed(Some(said)) => case.write_inner_content(|writer| {
                let out = writer.create_element("system-out");
                out.write_text_content(BytesText::new(&held(said)))?;
                Ok(())
            })?,
            Result::Not {
                element,
                kind,
                message,
                text,
            } => case.write_inner_content(|writer| {
                let not = writer
                    .create_element(*element)
                    .with_attributes([("type", *kind), ("message", &held(message))]);
                not.write_text_content(BytesText::new(&held(text)))?;
                Ok(())
            })?,
        };
        Ok(())
    }
}

/// Lines of text with what XML has no place for, and what could take over a terminal, escaped for eyes.
fn held(text: &str) -> String {
    let mut visible = Vec::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            visible.push(b'\n');
        }
        push_visible(line.as_bytes(), &mut visible);
    }
    let visible = String::from_utf8_lossy(&visible);
    // The only ones beside controls (https://www.w3.org/TR/xml/#charsets).
    visible
        .replace('\u{fffe}', "\\ufffe")
        .replace('\u{ffff}', "\\uffff")
}
