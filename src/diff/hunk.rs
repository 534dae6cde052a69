//! Groups changes into hunks with context, as git groups them.

use memchr::memrchr_iter;

use super::align::Change;
use super::lines::{Cursor, Span, lines};

/// Equal lines shown before and after a change: git's default.
const CONTEXT: usize = 3;

/// The lines of one side that a hunk speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRange {
    /// The first line, counted from 0.
    pub start: usize,
    /// How many lines; may be 0.
    pub count: usize,
}

/// What a line of a hunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// On both sides.
    Context,
    /// In the old content only.
    Removed,
    /// In the new content only.
    Added,
}

/// One line of a hunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Whether it stays, goes or comes.
    pub kind: LineKind,
    /// The line's bytes without its LF; a CR before the LF stays.
    pub text: &'a [u8],
    /// Whether an LF ended the line; only a content's last line may lack it.
    pub ended: bool,
}

/// Changes that stand close together, with the equal lines around and between them.
#[derive(Clone, Debug)]
pub struct Hunk<'a> {
    old: &'a [u8],
    new: &'a [u8],
    /// Never empty; at most twice [`CONTEXT`] equal lines between neighbours.
    changes: &'a [Change],
    /// The equal lines before the first change, in the old content.
    lead: Span,
    /// The equal lines after the last change, in the old content.
    tail: Span,
}

/// The hunks of `changes`, in order.
pub fn hunks<'a>(
    old: &'a [u8],
    new: &'a [u8],
    changes: &'a [Change],
) -> impl Iterator<Item = Hunk<'a>> {
    changes
        .chunk_by(|one, next| next.old.line - one.old.line_end() <= 2 * CONTEXT)
        .map(move |group| Hunk::new(old, new, group))
}

impl<'a> Hunk<'a> {
    fn new(old: &'a [u8], new: &'a [u8], changes: &'a [Change]) -> Self {
        let (first, last) = (changes[0].old, changes[changes.len() - 1].old);
        let lead = lines_before(old, first);
        let tail = Cursor::new(old, last.line_end(), last.end).take_lines(CONTEXT);
        Hunk {
            old,
            new,
            changes,
            lead,
            tail,
        }
    }

    /// The hunk's lines in the old content.
    pub fn old_lines(&self) -> LineRange {
        let start = self.lead.line;
        LineRange {
            start,
            count: self.tail.line_end() - start,
        }
    }

    /// The hunk's lines in the new content.
    pub fn new_lines(&self) -> LineRange {
        let (first, last) = (
            self.changes[0].new,
            self.changes[self.changes.len() - 1].new,
        );
        let start = first.line - self.lead.count;
        LineRange {
            start,
            count: last.line_end() + self.tail.count - start,
        }
    }

    /// The lines in the order of a unified diff: of each change what goes, then what comes.
    pub fn lines(&self) -> impl Iterator<Item = Line<'a>> + use<'a> {
        let Hunk {
            old,
            new,
            changes,
            lead,
            tail,
        } = self.clone();
        let equal_ends = changes[1..]
            .iter()
            .map(|next| next.old.start)
            .chain([tail.end]);
        let lead = (LineKind::Context, lead.of(old));
        let parts = changes
            .iter()
            .zip(equal_ends)
            .flat_map(move |(change, equal_end)| {
                [
                    (LineKind::Removed, change.old.of(old)),
                    (LineKind::Added, change.new.of(new)),
                    (LineKind::Context, &old[change.old.end..equal_end]),
                ]
            });
        [lead].into_iter().chain(parts).flat_map(|(kind, text)| {
            lines(text).map(move |line| match line.strip_suffix(b"\n") {
                Some(text) => Line {
                    kind,
                    text,
                    ended: true,
                },
                None => Line {
                    kind,
                    text: line,
                    ended: false,
                },
            })
        })
    }
}

/// The run of up to [`CONTEXT`] lines that ends where `span` begins.
fn lines_before(text: &[u8], span: Span) -> Span {
    let count = CONTEXT.min(span.line);
    // The LF that ends the line before the run stands one further back than the run has lines.
    let start = memrchr_iter(b'\n', &text[..span.start])
        .nth(count)
        .map_or(0, |lf| lf + 1);
    Span {
        line: span.line - count,
        count,
        start,
        end: span.start,
    }
}
