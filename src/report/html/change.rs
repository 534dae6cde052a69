//! One change: what is found, what is made of it, before and after, and why.
//!
//! A fix group is one change, however many findings share it; a finding without a fix stands alone.

use ruff_text_size::TextRange;

use super::markup::Markup;
use super::passage::{Part, Passage, Row};
use crate::finding::Finding;
use crate::fix::Fix;
use crate::lines::Lines;
use crate::report::fix_word;
use crate::tally::Share;

/// A reason of more bytes than this is folded behind its beginning.
const LONG: usize = 240;
/// So many of them, about, are its beginning.
const BEGINNING: usize = 120;

/// Findings that are settled by one rewrite.
pub(super) struct Change<'f> {
    /// Never empty; in source order.
    findings: Vec<&'f Finding>,
}

/// A file's changes, each where its first finding stands.
pub(super) fn changes(findings: &[Finding]) -> Vec<Change<'_>> {
    let mut changes: Vec<Change<'_>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for finding in findings {
        let group = finding.fix.as_ref().map(|fix| fix.group);
        let place = group.map(|group| *places.entry(group).or_insert(changes.len()));
        match place.and_then(|place| changes.get_mut(place)) {
            Some(change) => change.findings.push(finding),
            None => changes.push(Change {
                findings: vec![finding],
            }),
        }
    }
    changes
}

impl Change<'_> {
    /// Writes it; `written` says whether what was applied was also written.
    pub fn write(&self, text: &str, lines: &Lines<'_>, written: bool, page: &mut Markup<'_>) {
        let passage = Passage { text, lines };
        let first = self.findings[0];
        let fix = first.fix.as_ref();
        page.raw("\n<details class=\"change\" open><summary><span class=\"place\">");
        let place = lines.location(first.range.start());
        page.number(place.row);
        page.raw(":");
        page.number(place.column);
        page.raw("</span> <span class=\"title\">");
        match fix {
            Some(fix) => page.prose(&fix.title),
            None => page.raw(first.rule.name()),
        }
        page.raw("</span> ");
        self.word(written, page);
        page.raw("</summary>");
        match fix.filter(|fix| !fix.edits.is_empty()) {
            Some(fix) => self.sides(fix, &passage, page),
            None => excerpt(first.range, &passage, page),
        }
        page.raw("<ul>");
        for finding in &self.findings {
            said(finding, page);
        }
        page.raw("</ul></details>");
    }

    /// What became of it, or would.
    fn word(&self, written: bool, page: &mut Markup<'_>) {
        let first = self.findings[0];
        let word = match fix_word(first, written) {
            "" if first.is_note => "note",
            "" => "no fix",
            word => word,
        };
        page.raw("<b class=\"word ");
        page.raw(name(Share::of(first)));
        let is_done = first.applied && written;
        page.raw(if is_done { " done\">" } else { "\">" });
        page.raw(word);
        page.raw("</b>");
    }

    /// Before on the left, after on the right.
    fn sides(&self, fix: &Fix, passage: &Passage<'_, '_>, page: &mut Markup<'_>) {
        page.raw("<div class=\"diff\" role=\"group\" aria-label=\"before and after\">");
        for row in passage.changed(&fix.edits) {
            match row {
                Row::Context { number, line } => {
                    old_line("old", number, &line, "", page);
                    new_line("new same", &line, "", page);
                }
                Row::Change { number, old, new } => {
                    old_line("old gone", number, &old, "del", page);
                    match new {
                        Some(new) => new_line("new come", &new, "ins", page),
                        None => new_line("new none", &[], "", page),
                    }
                }
                row => left_out(&row, page),
            }
        }
        page.raw("</div>");
    }
}

/// The lines of a finding that nothing is made of.
fn excerpt(range: TextRange, passage: &Passage<'_, '_>, page: &mut Markup<'_>) {
    page.raw("<div class=\"diff one\">");
    for row in passage.marked(range) {
        match row {
            Row::Context { number, line } => old_line("old", number, &line, "", page),
            Row::Change { number, old, .. } => old_line("old", number, &old, "mark", page),
            row => left_out(&row, page),
        }
    }
    page.raw("</div>");
}

fn left_out(row: &Row<'_>, page: &mut Markup<'_>) {
    page.raw("<p class=\"gap\">");
    match row {
        Row::Gap(1) => page.raw("1 line as it was"),
        Row::Gap(lines) => {
            page.count(*lines);
            page.raw(" lines as they were");
        }
        _ => page.raw("the rest is not shown"),
    }
    page.raw("</p>");
}

/// A line as it was, with its row, and what is marked of it in `mark`.
fn old_line(
    class: &'static str,
    row: usize,
    line: &[Part<'_>],
    mark: &'static str,
    page: &mut Markup<'_>,
) {
    page.raw("<pre class=\"");
    page.raw(class);
    page.raw("\" data-row=\"");
    page.number(row);
    page.raw("\">");
    parts(line, mark, page);
}

/// A line as it becomes.
fn new_line(class: &'static str, line: &[Part<'_>], mark: &'static str, page: &mut Markup<'_>) {
    page.raw("<pre class=\"");
    page.raw(class);
    page.raw("\">");
    parts(line, mark, page);
}

/// The parts of a line, up to its end.
fn parts(line: &[Part<'_>], mark: &'static str, page: &mut Markup<'_>) {
    for part in line {
        match part {
            Part::Same(text) => page.source(text),
            Part::Marked(text) => {
                page.raw("<");
                page.raw(mark);
                page.raw(">");
                page.source(text);
                page.raw("</");
                page.raw(mark);
                page.raw(">");
            }
            Part::Cut => page.raw("<span class=\"control\">…</span>"),
        }
    }
    page.raw("</pre>");
}

/// What is said of one finding: its rule, its message, and the judge's verdict with its reason.
fn said(finding: &Finding, page: &mut Markup<'_>) {
    let evidence = finding.evidence.as_ref();
    page.raw("<li class=\"finding\" data-rule=\"");
    page.raw(finding.rule.code());
    page.raw("\" data-fix=\"");
    page.raw(name(Share::of(finding)));
    page.raw("\" data-verdict=\"");
    page.raw(evidence.map_or(UNJUDGED, |evidence| evidence.verdict.name()));
    page.raw("\"><p><b class=\"code\" title=\"");
    page.raw(finding.rule.name());
    page.raw("\">");
    page.raw(finding.rule.code());
    page.raw("</b> ");
    if finding.is_note {
        page.raw("<i>note:</i> ");
    }
    page.prose(&finding.message);
    page.raw("</p>");
    if let Some(evidence) = evidence {
        page.raw("<p class=\"judged\">judged <b class=\"verdict ");
        page.raw(evidence.verdict.name());
        page.raw("\">");
        page.raw(evidence.verdict.name());
        page.raw("</b>");
        if let Some(witness) = evidence.witness {
            page.raw(" by ");
            page.raw(witness.name());
        }
        page.raw(": ");
        reason(&evidence.reason, page);
        page.raw("</p>");
    }
    page.raw("</li>");
}

/// A reason, folded where it is long.
fn reason(text: &str, page: &mut Markup<'_>) {
    if text.len() <= LONG {
        return page.prose(text);
    }
    let near = &text[..text.floor_char_boundary(BEGINNING)];
    let (begin, rest) = text.split_at(near.rfind(' ').unwrap_or(near.len()));
    page.raw("</p><details class=\"reason\"><summary>");
    page.source(begin);
    page.raw("</summary><p>");
    page.source(rest);
    page.raw("</p></details><p>");
}

/// The verdict of what was not judged.
pub(super) const UNJUDGED: &str = "none";

/// A share's name in classes and in what the script asks for.
pub(super) fn name(share: Share) -> &'static str {
    match share {
        Share::Safe => "safe",
        Share::Unsafe => "unsafe",
        Share::HeldBack => "held",
        Share::NotApplied => "undone",
        Share::NoFix => "none",
        Share::Note => "note",
    }
}
