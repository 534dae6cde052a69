//! Text for eyes: styled where colours are wanted.

use anstyle::{AnsiColor, Style};
use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use super::link;
use crate::diff::{Look, push_visible};
use crate::finding::Finding;
use crate::palette::{CODE, PLACE};
use crate::rules;

/// The code of what is right as it stands.
pub(super) const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// Text on its way.
pub(super) struct Styled<'o> {
    pub look: Look,
    pub out: &'o mut Vec<u8>,
}

impl Styled<'_> {
    pub fn put(&mut self, text: impl Display) {
        write!(self.out, "{text}").expect("a vector takes every byte");
    }

    pub fn styled(&mut self, style: Style, text: impl Display) {
        if self.look.colour {
            self.put(format_args!("{style}{text}{style:#}"));
        } else {
            self.put(text);
        }
    }

    /// A place in a file, which leads to the file where the terminal has links.
    pub fn place(&mut self, path: &Path, text: impl Display) {
        let target = self.look.links.then(|| link::file(path)).flatten();
        self.linked(target.as_deref(), PLACE, text);
    }

    /// Text that leads to a URI, if there is one.
    fn linked(&mut self, target: Option<&str>, style: Style, text: impl Display) {
        let Some(target) = target else {
            return self.styled(style, text);
        };
        self.put(format_args!("\x1b]8;;{target}\x1b\\"));
        self.styled(style, text);
        self.put("\x1b]8;;\x1b\\");
    }

    /// What is the user's, with what could take over a terminal escaped.
    pub fn visible(&mut self, text: &str) {
        push_visible(text.as_bytes(), self.out);
    }

    /// The code of a finding, which leads to its page where the terminal has links.
    pub fn code(&mut self, finding: &Finding) {
        let style = if finding.is_note { NOTE } else { CODE };
        let page = self.look.links.then(|| rules::url(finding.rule));
        self.linked(page.as_deref(), style, finding.rule.code());
    }
}
