//! Markdown for a terminal: headings at the margin, what stands under them indented and wrapped,
//! tables in columns, colours where they are wanted.
//!
//! Reads what isfix's own pages are made of, and passes over the rest (images, raw HTML, notes).

use anstyle::{AnsiColor, Style};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use textwrap::{WordSeparator, WordSplitter, WrapAlgorithm};

use super::TOPICS;
use super::grid::Grid;
use crate::rules::RULES;

const HEADING: Style = Style::new().bold();
const CODE: Style = AnsiColor::Cyan.on_default();
const EMPHASIS: Style = Style::new().italic();
const STRONG: Style = Style::new().bold();

/// How far text stands from the margin, in columns, and code from that.
const INDENT: usize = 2;
const CODE_INDENT: usize = 4;

/// Stands for a space where no line may break.
const NO_BREAK: char = '\u{a0}';

/// What a page is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// In columns.
    pub width: usize,
    /// Whether ANSI escapes say what is a heading and what is code; else backticks and stars do.
    pub colour: bool,
}

/// A page of Markdown for a terminal. Where it leads to another page than `name`, that page's command is
/// told.
pub(super) fn render(page: &str, name: &str, paper: Paper) -> String {
    let mut writer = Writer {
        name,
        paper,
        out: String::new(),
        line: String::new(),
        styles: Vec::new(),
        lists: Vec::new(),
        bullet: String::new(),
        needs_blank: false,
        code: None,
        grid: None,
        links: Vec::new(),
    };
    Parser::new_ext(page, Options::ENABLE_TABLES).for_each(|event| writer.take(event));
    writer.out
}

/// A style with what stands in its place where there are no colours.
#[derive(Clone, Copy)]
struct Mark(Style, &'static str);

struct Writer<'a> {
    name: &'a str,
    paper: Paper,
    out: String,
    /// What is written of the block at hand, with escapes, before it is wrapped.
    line: String,
    /// The styles that hold, the innermost last.
    styles: Vec<Style>,
    /// The lists around, each with the number of its next item if it is numbered.
    lists: Vec<Option<u64>>,
    /// What stands before the next line of text.
    bullet: String,
    /// Whether an empty line comes before the next block.
    needs_blank: bool,
    /// The code block at hand.
    code: Option<String>,
    /// The table at hand.
    grid: Option<Grid>,
    /// Where the links around lead to.
    links: Vec<String>,
}

impl Writer<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.write(&text),
            },
            Event::Code(code) => self.write_code(&code),
            Event::SoftBreak | Event::HardBreak => self.line.push(' '),
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.flush();
                self.styles.push(HEADING);
            }
            Tag::Paragraph => self.flush(),
            Tag::List(start) => {
                self.flush();
                self.lists.push(start);
            }
            Tag::Item => {
                self.bullet = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Table(_) => {
                self.flush();
                self.grid = Some(Grid::default());
            }
            Tag::TableHead => self.styles.push(HEADING),
            Tag::Emphasis => self.mark(Mark(EMPHASIS, "*")),
            Tag::Strong => self.mark(Mark(STRONG, "**")),
            Tag::Link { dest_url, .. } => self.links.push(dest_url.into_string()),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let text = std::mem::take(&mut self.line);
                self.push_wrapped(&text, "", "");
                self.styles.pop();
            }
            TagEnd::Paragraph => self.flush(),
            TagEnd::Item => {
                self.flush();
                self.needs_blank = false;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.needs_blank = self.lists.is_empty();
            }
            TagEnd::CodeBlock => self.push_code(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                self.grid.get_or_insert_default().cell(cell);
            }
            TagEnd::TableHead => {
                self.styles.pop();
                self.grid.get_or_insert_default().end_row();
            }
            TagEnd::TableRow => self.grid.get_or_insert_default().end_row(),
            TagEnd::Table => self.push_table(),
            TagEnd::Emphasis => self.unmark("*"),
            TagEnd::Strong => self.unmark("**"),
            TagEnd::Link => self.lead(),
            _ => {}
        }
    }

    fn mark(&mut self, Mark(style, plain): Mark) {
        self.styles.push(style);
        if !self.paper.colour {
            self.line.push_str(plain);
        }
    }

    fn unmark(&mut self, plain: &str) {
        self.styles.pop();
        if !self.paper.colour {
            self.line.push_str(plain);
        }
    }

    /// Writes words, each in the style that holds, so that none lasts from one line to the next.
    fn write(&mut self, text: &str) {
        let style = self.styles.last().copied();
        for (at, word) in text.split(' ').enumerate() {
            if at > 0 {
                self.line.push(' ');
            }
            match style.filter(|_| self.paper.colour && !word.is_empty()) {
                Some(style) => self.line.push_str(&format!("{style}{word}{style:#}")),
                None => self.line.push_str(word),
            }
        }
    }

    /// Writes code, which is not broken between lines.
    fn write_code(&mut self, code: &str) {
        let code: String = code
            .chars()
            .map(|c| if c == ' ' { NO_BREAK } else { c })
            .collect();
        let shown = if self.paper.colour {
            format!("{CODE}{code}{CODE:#}")
        } else {
            format!("`{code}`")
        };
        self.line.push_str(&shown);
    }

    /// Says where a link leads, if one can go there from here.
    fn lead(&mut self) {
        let Some(to) = self.links.pop() else { return };
        if to.starts_with("http") {
            self.line.push_str(&format!(" <{to}>"));
            return;
        }
        let file = to.rsplit('/').next().unwrap_or_default();
        let Some(page) = file.strip_suffix(".md").filter(|page| *page != self.name) else {
            return;
        };
        let is_rule = RULES.iter().any(|rule| rule.name() == page);
        if is_rule || TOPICS.iter().any(|topic| topic.name == page) {
            self.line.push_str(" (");
            self.write_code(&format!("isfix explain {page}"));
            self.line.push(')');
        }
    }

    /// Ends the block at hand, if there is one.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.line);
        if text.trim().is_empty() {
            return;
        }
        let bullet = std::mem::take(&mut self.bullet);
        let level = self.lists.len().saturating_sub(1);
        let outer = " ".repeat(INDENT + 2 * level);
        let hanging = if self.lists.is_empty() {
            String::new()
        } else {
            " ".repeat(bullet.len().max(2))
        };
        self.push_wrapped(
            &text,
            &format!("{outer}{bullet}"),
            &format!("{outer}{hanging}"),
        );
    }

    fn push_wrapped(&mut self, text: &str, first: &str, others: &str) {
        self.begin_block();
        let options = textwrap::Options::new(self.paper.width)
            .initial_indent(first)
            .subsequent_indent(others);
        for line in wrap(text, options) {
            self.push_line(&line);
        }
    }

    fn push_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        self.begin_block();
        let indent = " ".repeat(INDENT + CODE_INDENT);
        for line in code.lines() {
            let shown = if line.is_empty() {
                String::new()
            } else if self.paper.colour {
                format!("{indent}{CODE}{line}{CODE:#}")
            } else {
                format!("{indent}{line}")
            };
            self.push_line(&shown);
        }
    }

    fn push_table(&mut self) {
        let Some(grid) = self.grid.take() else { return };
        self.begin_block();
        let width = self.paper.width.saturating_sub(INDENT);
        for line in grid.lines(width) {
            self.push_line(&format!("{}{line}", " ".repeat(INDENT)));
        }
    }

    fn begin_block(&mut self) {
        if self.needs_blank {
            self.out.push('\n');
        }
        self.needs_blank = true;
    }

    fn push_line(&mut self, line: &str) {
        let line = line.trim_end().replace(NO_BREAK, " ");
        self.out.push_str(&line);
        self.out.push('\n');
    }
}

/// Breaks text with escapes at its spaces, and nowhere else.
pub(super) fn wrap(text: &str, options: textwrap::Options<'_>) -> Vec<String> {
    let options = options
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let lines = textwrap::wrap(text.trim(), options);
    lines.into_iter().map(|line| line.into_owned()).collect()
}
