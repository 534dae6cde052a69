//! What isfix can tell of its rules, and of what lies behind them: pages of Markdown that are in the
//! program, for a terminal or as JSON.
//!
//! A rule's page is the head of its source ([`rules::page`]), a topic's is a page of the guide. Nothing
//! here prints.

mod grid;
mod terminal;

use serde::Serialize;
use std::borrow::Cow;
use thiserror::Error;

use crate::nearest::nearest;
use crate::rule::Rule;
use crate::rules::{self, RULES};
use crate::select::{Selection, UnknownRule};
use crate::unused::UNUSED_NOQA;
pub use terminal::Paper;

/// A page that is about no rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// What it goes by.
    pub name: &'static str,
    /// What it tells, in a clause.
    pub summary: &'static str,
    /// The page, in Markdown.
    pub page: &'static str,
}

impl Topic {
    /// Whether it goes by a word: its name, or of what is reported and is no rule, the code.
    fn answers_to(&self, word: &str) -> bool {
        let is_word = |name: &&str| name.eq_ignore_ascii_case(word);
        let is_reported = self.name == UNUSED_NOQA.names[0];
        is_word(&self.name) || is_reported && UNUSED_NOQA.codes.iter().any(is_word)
    }
}

/// Every topic there is.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "identity",
        summary: "identity and equality, and what interpreters really answer",
        page: include_str!("../docs/identity.md"),
    },
    Topic {
        name: "judgement",
        summary: "how `== None` is judged, and how to overrule it",
        page: include_str!("../docs/judgement.md"),
    },
    Topic {
        name: UNUSED_NOQA.names[0],
        summary: "suppression comments that suppress nothing (RUF100), which `--unused-noqa` reports",
        page: include_str!("../docs/unused-noqa.md"),
    },
];

/// What there is to tell.
#[derive(Debug, PartialEq, Eq)]
pub enum Explanation {
    /// A list of rules, with a line each.
    Rules(Vec<&'static Rule>),
    /// A rule's page.
    Rule(&'static Rule),
    /// A topic's page.
    Topic(&'static Topic),
}

/// A word by which no page goes.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{unknown}{}", advice(unknown))]
pub struct UnknownPage {
    /// What is said of it as the name of a rule.
    #[from]
    unknown: UnknownRule,
}

/// What else there are pages on, where no rule is near.
fn advice(unknown: &UnknownRule) -> String {
    if unknown.nearest.is_some() {
        return String::new();
    }
    if let Some(meant) = nearest(&unknown.selector, TOPICS.iter().map(|it| it.name)) {
        return format!(", and there is a page on `{meant}`");
    }
    let names: Vec<String> = TOPICS.iter().map(|it| format!("`{}`", it.name)).collect();
    let (last, others) = names.split_last().expect("there are topics");
    format!(", and there are pages on {} and {last}", others.join(", "))
}

impl Explanation {
    /// All rules.
    pub fn every_rule() -> Self {
        Self::Rules(RULES.to_vec())
    }

    /// What is told by a topic's name or whatever names rules: a name or code of theirs, a prefix, `ALL`.
    /// Where it names several, they are listed.
    ///
    /// # Errors
    ///
    /// [`UnknownPage`] where it names nothing.
    pub fn of(word: &str) -> Result<Self, UnknownPage> {
        let is_of = |topic: &&Topic| topic.answers_to(word);
        if let Some(topic) = TOPICS.iter().find(is_of) {
            return Ok(Self::Topic(topic));
        }
        let selection = Selection::new(Some(&[word.to_owned()]), &[], &[])?;
        let rules: Vec<_> = selection.rules().collect();
        Ok(match rules[..] {
            [only] => Self::Rule(only),
            _ => Self::Rules(rules),
        })
    }

    /// What is told, in Markdown.
    pub fn page(&self) -> Cow<'static, str> {
        match self {
            Self::Rules(rules) => list(rules).into(),
            Self::Rule(rule) => rules::page(rule).into(),
            Self::Topic(topic) => topic.page.into(),
        }
    }

    /// For a terminal.
    pub fn text(&self, paper: Paper) -> String {
        let name = match self {
            Self::Rules(_) => "",
            Self::Rule(rule) => rule.name(),
            Self::Topic(topic) => topic.name,
        };
        terminal::render(&self.page(), name, paper)
    }

    /// As JSON: an object, or where rules are listed, an array of objects, a page in each.
    pub fn json(&self) -> String {
        let text = match self {
            Self::Rules(rules) => {
                let entries: Vec<_> = rules.iter().map(|rule| Entry::rule(rule)).collect();
                serde_json::to_string_pretty(&entries)
            }
            Self::Rule(rule) => serde_json::to_string_pretty(&Entry::rule(rule)),
            Self::Topic(topic) => serde_json::to_string_pretty(&Entry::topic(topic)),
        };
        text.expect("names and pages are JSON") + "\n"
    }
}

/// A list of rules in Markdown; where it is of all, with what else there is.
fn list(rules: &[&Rule]) -> String {
    let mut page = String::from("| code | rule | default | what it does |\n|---|---|---|---|\n");
    for rule in rules {
        page.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            rule.descriptor.codes.join(" "),
            rule.name(),
            if rule.default { "on" } else { "off" },
            rule.descriptor.summary.replace('|', "\\|"),
        ));
    }
    page.push_str("\n`isfix explain RULE` shows a rule's page, by any of its names or codes.");
    if rules.len() == RULES.len() {
        page.push_str(" Other pages:\n\n");
        for topic in TOPICS {
            page.push_str(&format!(
                "- `isfix explain {}`: {}\n",
                topic.name, topic.summary
            ));
        }
    }
    page
}

/// A page as JSON.
#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    /// Every name and code, the ones above first.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    names: &'a [&'a str],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    codes: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<bool>,
    summary: &'a str,
    explanation: String,
}

impl<'a> Entry<'a> {
    fn rule(rule: &'a Rule) -> Self {
        Self {
            kind: "rule",
            name: rule.name(),
            code: Some(rule.code()),
            names: rule.descriptor.names,
            codes: rule.descriptor.codes,
            default: Some(rule.default),
            summary: rule.descriptor.summary,
            explanation: rules::page(rule),
        }
    }

    fn topic(topic: &'a Topic) -> Self {
        Self {
            kind: "topic",
            name: topic.name,
            code: None,
            names: &[],
            codes: &[],
            default: None,
            summary: topic.summary,
            explanation: topic.page.to_owned(),
        }
    }
}
