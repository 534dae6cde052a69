//! `full`: place, code, message, evidence, the source with carets, and the fix as a small diff.

use anstyle::{AnsiColor, Style};
use ruff_text_size::{Ranged, TextRange, TextSize};
use std::fmt::Display;
use std::ops::Range;

use super::styled::{NOTE, Styled};
use super::{FileReport, Found, Told, concise, heading};
use crate::diff::{Diff, LineKind, Look, visible};
use crate::fix::Fix;
use crate::palette::{ADDED, CODE, REMOVED};

const GUTTER: Style = AnsiColor::Blue.on_default().bold();

/// A finding that spans more source lines than this is shown by its first ones.
const MOST_LINES: usize = 12;

pub(super) fn render(report: &FileReport<'_>, look: Look, out: &mut Vec<u8>) {
    let mut page = Page {
        text: Styled { look, out },
    };
    report.each(|told| {
        page.text
            .place(report.path, heading(report.path, told.place()));
        page.put(": ");
        match told {
            Told::Found(it) => page.found(it),
            Told::Failed(_) => concise::said(told, &mut page.text),
        }
        page.put("\n");
    });
}

struct Page<'o> {
    text: Styled<'o>,
}

impl Page<'_> {
    fn put(&mut self, text: impl Display) {
        self.text.put(text);
    }

    fn styled(&mut self, style: Style, text: impl Display) {
        self.text.styled(style, text);
    }

    /// A line of source, with what could take over a terminal escaped.
    fn source(&mut self, style: Option<Style>, mark: &str, text: &str) {
        let mut line = format!("{mark}{}", visible(text.trim_end_matches(['\n', '\r'])));
        // GitHub's runner takes a line that begins so for a command.
        if line.trim_start().starts_with("::") {
            line = line.replacen(':', "\\x3a", 1);
        }
        self.styled(style.unwrap_or_default(), line.trim_end());
        self.put("\n");
    }

    /// What is said of a finding, behind its place.
    fn found(&mut self, it: Found<'_, '_>) {
        let finding = it.finding;
        self.text.code(finding);
        if finding.is_note {
            self.styled(NOTE, " note");
        }
        self.put(" ");
        self.text.visible(&finding.message);
        self.put("\n");
        if let Some(evidence) = &finding.evidence {
            self.put("  because: ");
            self.text.visible(&evidence.reason);
            self.put("\n");
        }
        self.excerpt(it);
        if let Some(fix) = &finding.fix {
            self.fix(it, fix);
        }
    }

    /// The lines of a finding, carets under what of them it is about.
    fn excerpt(&mut self, it: Found<'_, '_>) {
        let range = it.finding.range;
        let touched: Vec<_> = it.lines.touched(range).take(MOST_LINES).collect();
        let width = touched.last().map_or(0, |(row, _)| row.to_string().len());
        for (row, line) in touched {
            let text = &it.document.text()[line];
            let indent = TextSize::of(text) - TextSize::of(text.trim_start());
            let marked = range
                .intersect(line)
                .unwrap_or(TextRange::empty(line.start()));
            let from = (marked.start() - line.start()).max(indent).to_usize();
            let to = (marked.end() - line.start()).to_usize();
            self.styled(GUTTER, format_args!("{row:>width$} | "));
            self.marked(width, text, from.min(to)..to);
        }
    }

    /// One line of source, and carets under the part of it that `marked` gives, in bytes.
    fn marked(&mut self, width: usize, line: &str, marked: Range<usize>) {
        let shown = clip(line, marked.start);
        let cut = if shown.start > 0 { CUT } else { "" };
        self.source(None, cut, &line[shown.clone()]);
        let under = visible(&line[shown.start..marked.start]);
        let marked = marked.start..marked.end.min(shown.end).max(marked.start);
        let carets = visible(&line[marked]).chars().count();
        if carets > 0 {
            self.styled(
                GUTTER,
                format_args!("{:width$} | {}", "", " ".repeat(cut.chars().count())),
            );
            let blank: String = under
                .chars()
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            self.put(blank);
            self.styled(CODE, "^".repeat(carets));
            self.put("\n");
        }
    }

    fn fix(&mut self, it: Found<'_, '_>, fix: &Fix) {
        let (text, lines) = (it.document.text(), it.lines);
        self.put(format_args!("{}: {}\n", it.fix_word(), fix.title));
        let Some(cover) = fix.edits.iter().map(Ranged::range).reduce(TextRange::cover) else {
            return;
        };
        let around = nearby(text, lines.around(cover), cover);
        let old = &text[around];
        let new = fix.edits.apply_within(text, around);
        let cut = if around.start() > lines.around(cover).start() {
            CUT
        } else {
            ""
        };
        let diff = Diff::new(old.as_bytes(), new.as_bytes());
        for line in diff
            .hunks()
            .flat_map(|hunk| hunk.lines().collect::<Vec<_>>())
        {
            let text = String::from_utf8_lossy(line.text);
            let (style, mark) = match line.kind {
                LineKind::Removed => (Some(REMOVED), "- "),
                LineKind::Added => (Some(ADDED), "+ "),
                LineKind::Context => (None, "  "),
            };
            self.source(style, &format!("{mark}{cut}"), &text);
        }
    }
}

/// What stands for the part of a long line that is not shown.
const CUT: &str = "…";

/// The part of the lines `around` that is near what changes: all of it, unless that is too long for
/// any eye.
fn nearby(text: &str, around: TextRange, changes: TextRange) -> TextRange {
    if around.len().to_usize() <= changes.len().to_usize() + IN_ALL {
        return around;
    }
    let near = clip(&text[around], (changes.start() - around.start()).to_usize());
    let end = near.end.max((changes.end() - around.start()).to_usize());
    let size = |at: usize| TextSize::try_from(at).expect("a part of a text under 4 GiB");
    TextRange::new(size(near.start), size(end)) + around.start()
}

/// Bytes of a long line that are shown before what matters, and in all.
const BEFORE: usize = 80;
const IN_ALL: usize = 320;

/// The part of a line that is shown, in bytes: all of it, or, if it is too long for any eye, what
/// stands around `focus`, an offset in bytes.
fn clip(line: &str, focus: usize) -> Range<usize> {
    if line.len() <= IN_ALL {
        return 0..line.len();
    }
    let start = line.floor_char_boundary(focus.saturating_sub(BEFORE));
    start..line.floor_char_boundary(start + IN_ALL)
}
