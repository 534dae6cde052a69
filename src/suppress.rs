//! Which findings the user has asked to leave alone: the suppression comments of one region.
//!
//! Read here are `# noqa`, `# ruff: noqa`, `# flake8: noqa`, `# ruff: ignore[…]`,
//! `# ruff: file-ignore[…]`, `# pylint: disable=…` at the end of a line of code, and
//! `# isfix: skip-file`. Where tools read one comment differently, the reading that silences more
//! is taken wherever the comment does not plainly say less: a site its author believes silenced
//! must never be rewritten.
//!
//! [`comment`] reads the text of one comment, [`rows`] knows which physical line answers for which,
//! [`index`] answers queries. Left to others: scopes that depend on blocks (`ruff: disable`,
//! pylint's block, module and `disable-next`, `isfix: off`), and unused suppressions.

use std::sync::OnceLock;

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextRange, TextSize};

use comment::{Directive, Listed};
use index::Index;
use rows::Rows;

mod comment;
mod index;
mod rows;
#[cfg(test)]
mod tests;

/// What names a rule in suppression comments; case does not matter.
#[derive(Clone, Copy, Debug)]
pub struct RuleNames<'r> {
    /// Every code of the rule, whichever tool it is from: `E711`, `C0121`.
    pub codes: &'r [&'r str],
    /// Every name of the rule, whichever tool it is from: `none-comparison`,
    /// `singleton-comparison`.
    pub names: &'r [&'r str],
}

/// The suppression comments of one decoded text, ready for queries.
#[derive(Debug)]
pub struct Suppressions<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    skips_file: bool,
    index: Index,
    /// Made by `read` where a comment needs it, else by the first `noqa_row`.
    rows: OnceLock<Rows>,
}

impl<'a> Suppressions<'a> {
    /// Reads all suppression comments of `text`, in one pass over `tokens`.
    ///
    /// `tokens` must be those of `text`. Only comment tokens count, so nothing inside a string
    /// does; the comments in the replacement fields of an f-string are tokens (PEP 701). Where
    /// there is no suppression comment, the text's lines are not even counted.
    pub fn read(text: &'a str, tokens: &'a Tokens) -> Self {
        let Reader {
            skips_file, found, ..
        } = Reader::run(text, tokens);
        let rows = OnceLock::new();
        let mut index = Index::default();
        if !found.is_empty() {
            let lines = rows.get_or_init(|| Rows::new(text, tokens));
            for Found { listed, reach } in &found {
                index.add(listed, reach.rows(lines));
            }
            index.settle();
        }
        Self {
            text,
            tokens,
            skips_file,
            index,
            rows,
        }
    }

    /// Whether the whole region is to be left alone: `# isfix: skip-file`, or `# ruff: noqa` or
    /// `# flake8: noqa` without codes.
    pub fn skips_file(&self) -> bool {
        self.skips_file
    }

    /// Whether a finding of `rule` at `range` is silenced, in O(log n) of the comments.
    ///
    /// A comment counts on any physical line that `range` (half-open, in bytes of the text)
    /// touches; where the last of these ends inside a string or with a backslash, also on the line
    /// where that string or run of lines ends. Earlier lines of that sort end at or before it.
    pub fn suppresses(&self, rule: RuleNames<'_>, range: TextRange) -> bool {
        if self.skips_file {
            return true;
        }
        if self.index.is_empty() {
            return false;
        }
        let rows = self.rows();
        let last = rows.last_of(range);
        self.index
            .names(rule, rows.of(range.start())..=last, rows.run_end(last))
    }

    /// The physical row, from 1, on which a `# noqa` for the finding at `range` is to be put.
    ///
    /// As in ruff, that is the row where the range starts, or, where that row ends inside a string
    /// or with a backslash, the row where the string or run of lines ends. [`Self::suppresses`]
    /// honours a comment there.
    pub fn noqa_row(&self, range: TextRange) -> usize {
        let rows = self.rows();
        rows.run_end(rows.of(range.start())) as usize + 1
    }

    fn rows(&self) -> &Rows {
        self.rows.get_or_init(|| Rows::new(self.text, self.tokens))
    }
}

/// A directive and the lines it holds for.
struct Found<'a> {
    listed: Listed<'a>,
    reach: Reach,
}

/// The lines a directive holds for, by offsets that lie on them.
#[derive(Clone, Copy)]
enum Reach {
    /// The row of this offset.
    Row(TextSize),
    /// From the row of this offset to where its string or run of continued lines ends.
    Run(TextSize),
    /// From the row of the range's start to that of its end.
    Statement(TextRange),
    File,
}

impl Reach {
    /// The first and the last row, from 0.
    fn rows(self, rows: &Rows) -> (u32, u32) {
        match self {
            Self::Row(at) => (rows.of(at), rows.of(at)),
            Self::Run(at) => (rows.of(at), rows.run_end(rows.of(at))),
            Self::Statement(range) => (rows.of(range.start()), rows.of(range.end())),
            Self::File => (0, u32::MAX),
        }
    }
}

/// The state of the one pass over the tokens.
struct Reader<'a> {
    text: &'a str,
    skips_file: bool,
    found: Vec<Found<'a>>,
    /// `ruff: ignore` comments on lines of their own that wait for the code below.
    waiting: Vec<Listed<'a>>,
    /// Those that hold until the statement's or header's end.
    open: Vec<Listed<'a>>,
    open_since: TextSize,
    /// Whether a token of code has come since the last logical line ended.
    in_statement: bool,
}

impl<'a> Reader<'a> {
    fn run(text: &'a str, tokens: &Tokens) -> Self {
        let mut reader = Self {
            text,
            skips_file: false,
            found: Vec::new(),
            waiting: Vec::new(),
            open: Vec::new(),
            open_since: TextSize::default(),
            in_statement: false,
        };
        if !directs(text, tokens) {
            return reader;
        }
        for token in tokens.iter() {
            match token.kind() {
                TokenKind::Comment => reader.comment(token.range()),
                TokenKind::Newline | TokenKind::EndOfFile => reader.end_statement(token.start()),
                TokenKind::NonLogicalNewline | TokenKind::Indent | TokenKind::Dedent => {}
                _ => reader.code(token.start()),
            }
        }
        reader
    }

    fn comment(&mut self, range: TextRange) {
        let text = self.text;
        let at = range.start();
        comment::read(&text[range], |directive| self.directive(directive, at));
    }

    fn directive(&mut self, directive: Directive<'a>, at: TextSize) {
        match directive {
            Directive::SkipFile => self.skips_file = true,
            Directive::File(listed) if self.stands_alone(at) => match listed {
                Listed::Everything => self.skips_file = true,
                Listed::These(_) => self.found.push(Found {
                    listed,
                    reach: Reach::File,
                }),
            },
            // "Must be on their own line": elsewhere neither ruff nor flake8 heeds them.
            Directive::File(_) => {}
            Directive::Ignore(listed) if self.stands_alone(at) => self.waiting.push(listed),
            // On a line of its own pylint's holds for the block or module.
            Directive::Pylint(_) if self.stands_alone(at) => {}
            Directive::Noqa(listed) | Directive::Ignore(listed) | Directive::Pylint(listed) => {
                self.found.push(Found {
                    listed,
                    reach: Reach::Row(at),
                });
            }
        }
    }

    /// Whether only blank space stands before `at` on its line.
    fn stands_alone(&self, at: TextSize) -> bool {
        let before = self.text[..at.to_usize()].trim_end_matches([' ', '\t', '\x0c']);
        matches!(before, "" | "\u{feff}") || before.ends_with(['\n', '\r'])
    }

    /// Lets the waiting comments hold for the code that begins `at` this offset.
    ///
    /// As ruff documents: above a statement or suite header for all its lines, inside a statement
    /// for the next line alone; other comments and blank lines may stand between.
    fn code(&mut self, at: TextSize) {
        if !self.in_statement {
            self.in_statement = true;
            self.open.append(&mut self.waiting);
            self.open_since = at;
        }
        let inner = self.waiting.drain(..);
        self.found.extend(inner.map(|listed| Found {
            listed,
            reach: Reach::Run(at),
        }));
    }

    fn end_statement(&mut self, at: TextSize) {
        let reach = Reach::Statement(TextRange::new(self.open_since.min(at), at));
        self.found
            .extend(self.open.drain(..).map(|listed| Found { listed, reach }));
        self.in_statement = false;
    }
}

/// Whether any comment holds a directive: in most files none does, and what code they stand at is
/// not asked.
fn directs(text: &str, tokens: &Tokens) -> bool {
    let mut comments = tokens.iter().filter(|token| token.kind().is_comment());
    comments.any(|token| {
        let mut found = false;
        comment::read(&text[token.range()], |_| found = true);
        found
    })
}
