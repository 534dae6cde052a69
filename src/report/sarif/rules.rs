//! What may be reported, as the driver's rules and notifications (3.19): descriptions from the rules' pages.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde::Serialize;

use super::Message;
use crate::explain::{Explanation, Paper};
use crate::report::FailureKind;
use crate::rule::Descriptor;
use crate::rules::{self, descriptors, rule_of};

/// A reporting descriptor (3.49).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reporting {
    id: &'static str,
    /// `None` where the id says it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    short_description: Message,
    full_description: Message,
    help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

#[derive(Serialize)]
struct Help {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
    enabled: bool,
}

#[derive(Serialize)]
struct Properties {
    tags: &'static [&'static str],
    /// Whatever other tools call it.
    codes: &'static [&'static str],
    names: &'static [&'static str],
}

/// Of `help.text`, in columns.
const WIDTH: usize = 80;

/// What results may be of, in the order of [`index`].
pub(super) fn rules() -> Vec<Reporting> {
    let own = descriptors().map(reporting);
    own.chain([failure(FailureKind::Syntax)]).collect()
}

/// Where among the rules one stands.
pub(super) fn index(code: &str) -> usize {
    let mut codes = descriptors().map(Descriptor::code);
    let own = codes.position(|it| it == code);
    own.unwrap_or_else(|| descriptors().count())
}

/// What notifications may be of, in the order of [`notification_index`].
pub(super) fn notifications() -> Vec<Reporting> {
    NOTIFIED.map(failure).into()
}

const NOTIFIED: [FailureKind; 2] = [FailureKind::Io, FailureKind::Internal];

/// Where among the notifications one stands.
pub(super) fn notification_index(kind: FailureKind) -> usize {
    let at = NOTIFIED.iter().position(|&it| it == kind);
    at.expect("only these are told as notifications")
}

fn reporting(descriptor: &'static Descriptor) -> Reporting {
    let page = Explanation::of(descriptor.code()).expect("whatever is reported has a page");
    let markdown = unlinked(page.page().as_ref());
    let text = page.text(Paper {
        width: WIDTH,
        colour: false,
    });
    Reporting {
        id: descriptor.code(),
        name: Some(descriptor.name()),
        short_description: Message::new(descriptor.summary),
        full_description: Message::new(&beginning(&markdown)),
        help: Help {
            text,
            markdown: Some(markdown),
        },
        help_uri: Some(rules::url(descriptor)),
        default_configuration: Configuration {
            level: "error",
            enabled: rule_of(descriptor).is_some_and(|rule| rule.default),
        },
        properties: Some(Properties {
            tags: &["python", "correctness"],
            codes: descriptor.codes,
            names: descriptor.names,
        }),
    }
}

fn failure(kind: FailureKind) -> Reporting {
    let said = match kind {
        FailureKind::Syntax => {
            "The file is no Python as isfix knows it: it does not decode, does not parse or nests too deeply. It was left alone."
        }
        FailureKind::Io => "A file or folder could not be read, or a file not be written.",
        FailureKind::Internal => "isfix failed at a file, or dropped a fix that failed its proof.",
    };
    Reporting {
        id: kind.name(),
        name: None,
        short_description: Message::new(kind.name()),
        full_description: Message::new(said),
        help: Help {
            text: said.to_owned(),
            markdown: None,
        },
        help_uri: None,
        default_configuration: Configuration {
            level: "error",
            enabled: true,
        },
        properties: None,
    }
}

/// A page in which what leads to other pages of the guide, which are not beside it there, is plain text.
fn unlinked(page: &str) -> String {
    let mut plain = String::with_capacity(page.len());
    let mut kept = 0;
    for (event, range) in Parser::new(page).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        let link = &page[range.clone()];
        if let Some(end) = link.rfind("](").filter(|_| !dest_url.contains("://")) {
            plain.push_str(&page[kept..range.start]);
            plain.push_str(&link[1..end]);
            kept = range.end;
        }
    }
    plain.push_str(&page[kept..]);
    plain
}

/// What a page begins with, and why what it is about is bad: the first paragraph behind each of its first
/// two headings, as plain text.
fn beginning(page: &str) -> String {
    let (mut headings, mut told) = (0, 0);
    let mut is_open = false;
    let mut text = String::new();
    for event in Parser::new(page) {
        match event {
            Event::End(TagEnd::Heading(_)) => headings += 1,
            Event::Start(Tag::Paragraph) if headings > told && headings <= 2 => {
                told = headings;
                is_open = true;
                if !text.is_empty() {
                    text.push_str("\n\n");
                }
            }
            Event::End(TagEnd::Paragraph) => is_open = false,
            Event::Text(part) if is_open => text.push_str(&part),
            Event::Code(code) if is_open => {
                text.push('`');
                text.push_str(&code);
                text.push('`');
            }
            Event::SoftBreak | Event::HardBreak if is_open => text.push(' '),
            _ => {}
        }
    }
    text
}
