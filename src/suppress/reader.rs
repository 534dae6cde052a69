//! What each directive of a text reaches: one pass over its tokens.

use std::collections::BTreeSet;

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::comment::{self, Directive, Keyword, Listed};
use super::layer::{Layer, Stroke};
use super::ranges::{Comment, Paired, Ranges};
use super::rows::Rows;
use super::{Found, Reach, scopes};
use crate::syntax::Tree;

/// Whether any comment holds a directive: in most files none does, and what code they stand at is
/// not asked.
pub(super) fn directs(text: &str, tokens: &Tokens) -> bool {
    let mut comments = tokens.iter().filter(|token| token.kind().is_comment());
    comments.any(|token| {
        let mut found = false;
        comment::read(&text[token.range()], |_| found = true);
        found
    })
}

/// The state of the pass.
pub(super) struct Reader<'a, 'r> {
    text: &'a str,
    rows: &'r Rows,
    /// The row of the first comment that leaves all alone.
    pub skips_file: Option<u32>,
    pub found: Vec<Found<'a>>,
    /// isfix's `off` and `on`.
    pub switch: Layer<'a>,
    /// pylint's, by their numbers among those found and their rows.
    pylint: Vec<(usize, u32)>,
    ranges: Ranges<'a>,
    /// `ruff: ignore` comments on lines of their own that wait for the code below.
    waiting: Vec<usize>,
    /// Those that hold until the statement's or header's end.
    open: Vec<usize>,
    open_since: TextSize,
    /// Whether a token of code has come since the last logical line ended.
    in_statement: bool,
}

impl<'a, 'r> Reader<'a, 'r> {
    pub fn run(text: &'a str, tokens: &Tokens, rows: &'r Rows) -> Self {
        let mut reader = Self {
            text,
            rows,
            skips_file: None,
            found: Vec::new(),
            switch: Layer::default(),
            pylint: Vec::new(),
            ranges: Ranges::default(),
            waiting: Vec::new(),
            open: Vec::new(),
            open_since: TextSize::default(),
            in_statement: false,
        };
        for token in tokens.iter() {
            match token.kind() {
                TokenKind::Comment => reader.comment(token.range()),
                TokenKind::Newline | TokenKind::EndOfFile => reader.end_statement(token.start()),
                TokenKind::NonLogicalNewline => {}
                TokenKind::Indent => reader.ranges.indent(&text[token.range()]),
                TokenKind::Dedent => reader.dedent(token.start()),
                _ => reader.code(token.start()),
            }
        }
        let Self { ranges, found, .. } = &mut reader;
        ranges.finish(|paired| settle(found, &paired));
        reader
    }

    fn comment(&mut self, range: TextRange) {
        let text = self.text;
        comment::read(&text[range], |directive| {
            self.directive(directive, range.start())
        });
    }

    /// Takes in a directive of the comment that starts `at` this offset.
    fn directive(&mut self, directive: Directive<'a>, at: TextSize) {
        let row = self.rows.of(at);
        let indent = self.indent(at);
        let (keyword, by) = (directive.keyword, self.found.len());
        let mut wakes = false;
        let reach = match keyword {
            Keyword::SkipFile | Keyword::PylintSkipFile => Reach::Rows(0, u32::MAX),
            // "Must be on their own line": elsewhere neither ruff nor flake8 heeds them.
            Keyword::RuffNoqa | Keyword::Flake8Noqa | Keyword::FileIgnore => match indent {
                Some(_) => Reach::Rows(0, u32::MAX),
                None => Reach::Nothing,
            },
            Keyword::Ignore if indent.is_some() => {
                self.waiting.push(by);
                Reach::Nothing
            }
            Keyword::Noqa | Keyword::Ignore => Reach::Rows(row, row),
            Keyword::Mistyped => Reach::Nothing,
            Keyword::Disable | Keyword::Enable => {
                wakes = self.range(&directive, indent, row);
                Reach::Nothing
            }
            Keyword::PylintDisable | Keyword::PylintDisableNext | Keyword::PylintEnable => {
                self.pylint.push((by, row));
                Reach::Painted
            }
            Keyword::Off | Keyword::On => {
                let is_off = keyword == Keyword::Off;
                // What stands before an `on` on its line is off still.
                let first = if is_off { row } else { row + 1 };
                let rows = (first, u32::MAX);
                let stroke = Stroke::new(&directive.listed, is_off, rows, by);
                self.switch.push(stroke);
                Reach::Painted
            }
        };
        if reach == Reach::Rows(0, u32::MAX) && directive.listed == Listed::Everything {
            self.skips_file.get_or_insert(row);
        }
        self.found.push(Found {
            directive,
            reach,
            wakes,
        });
    }

    /// Takes in one half of a range of ruff's, which must begin its comment; returns [`Found::wakes`].
    fn range(&mut self, directive: &Directive<'a>, indent: Option<&'a str>, row: u32) -> bool {
        let by = self.found.len();
        let wakes = self.ranges.watch();
        let begins = |indent: &&str| {
            let line = indent.as_ptr().addr() + indent.len();
            line == directive.text.as_ptr().addr()
        };
        if let (Some(indent), Listed::These(items)) = (indent.filter(begins), &directive.listed) {
            self.ranges.comment(Comment {
                is_disable: directive.keyword == Keyword::Disable,
                indent,
                list: items.iter().map(|item| item.text()).collect(),
                row,
                by,
            });
        }
        wakes
    }

    /// The blanks before `at` on its line, if nothing else is there.
    fn indent(&self, at: TextSize) -> Option<&'a str> {
        let line = &self.text[..at.to_usize()];
        let before = line.trim_end_matches([' ', '\t', '\x0c']);
        let is_alone = matches!(before, "" | "\u{feff}") || before.ends_with(['\n', '\r']);
        is_alone.then_some(&line[before.len()..])
    }

    /// Lets the waiting comments hold for the code that begins `at` this offset.
    ///
    /// As ruff documents: above a statement or suite header for all its lines, inside a statement
    /// for the next line alone; other comments and blank lines may stand between.
    fn code(&mut self, at: TextSize) {
        self.ranges.code();
        if !self.in_statement {
            self.in_statement = true;
            self.open.append(&mut self.waiting);
            self.open_since = at;
        }
        for by in self.waiting.drain(..) {
            let row = self.rows.of(at);
            self.found[by].reach = Reach::Rows(row, self.rows.run_end(row));
        }
    }

    fn end_statement(&mut self, at: TextSize) {
        self.ranges.code();
        let rows = self.rows;
        for by in self.open.drain(..) {
            self.found[by].reach = Reach::Rows(rows.of(self.open_since.min(at)), rows.of(at));
        }
        self.in_statement = false;
    }

    /// A block ends before the statement that starts `at` this offset, or with the text.
    fn dedent(&mut self, at: TextSize) {
        let row = self.rows.of(at);
        let is_end = at == TextSize::of(self.text);
        let last = if is_end { row } else { row.saturating_sub(1) };
        let Self { ranges, found, .. } = self;
        ranges.dedent(last, |paired| settle(found, &paired));
    }

    /// What pylint's comments come to, in a version of it.
    pub fn pylint(&self, version: scopes::Version, tree: &Tree<'_>) -> Layer<'a> {
        // The first of two lines that a backslash joins counts for both there.
        let place = |row: u32| row - u32::from(self.rows.continues(row));
        let is_scoped = |by: usize| {
            let keyword = self.found[by].directive.keyword;
            keyword != Keyword::PylintDisableNext
        };
        let places = self.pylint.iter().filter(|&&(by, _)| is_scoped(by));
        let wanted: BTreeSet<u32> = places.map(|&(_, row)| place(row)).collect();
        let reaches = scopes::reaches(version, tree, self.rows, wanted);
        let mut layer = Layer::default();
        for &(by, row) in &self.pylint {
            let Directive {
                keyword, listed, ..
            } = &self.found[by].directive;
            let is_off = *keyword != Keyword::PylintEnable;
            if *keyword == Keyword::PylintDisableNext {
                layer.push(Stroke::new(listed, true, (place(row) + 1, row + 1), by));
                continue;
            }
            let first = place(row);
            if let Some(reach) = reaches.get(&first) {
                let rows = (first, reach.last.max(first));
                let stroke = Stroke::new(listed, is_off, rows, by);
                let header = reach.header.filter(|&header| header < first);
                layer.push(Stroke { header, ..stroke });
            }
            if is_off {
                layer.push(Stroke::new(listed, true, (row, row), by));
            }
        }
        layer
    }
}

fn settle(found: &mut [Found<'_>], paired: &Paired) {
    match *paired {
        Paired::Off(by, (first, last)) => found[by].reach = Reach::Rows(first, last),
        Paired::End(by) => found[by].reach = Reach::End,
    }
}
