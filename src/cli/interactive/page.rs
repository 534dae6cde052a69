//! A question as a terminal shows it: what is found and why, and what would change, in as many rows as
//! there are.

#[cfg(test)]
mod tests;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

use super::excerpt::{Excerpt, Line};
use crate::counted::count;
use crate::diff::visible;
use crate::palette::{ADDED, CODE, PLACE, REMOVED};

/// What a page is written on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    /// In columns.
    pub width: usize,
    /// In rows; `None` where there is no end of them.
    pub height: Option<usize>,
    pub colour: bool,
}

/// What a question says of a hunk.
#[derive(Debug)]
pub(super) struct Question {
    /// How far the review is.
    pub progress: String,
    /// Path, row and column.
    pub place: String,
    /// Code and message of each finding, and why the judge thinks so.
    pub findings: Vec<(&'static str, String, Option<String>)>,
    /// What the fix does.
    pub title: String,
    /// Whether it may change what the code does.
    pub is_unsafe: bool,
}

pub(super) const PROMPT: Style = AnsiColor::Blue.on_default().bold();
pub(super) const FAINT: Style = AnsiColor::Cyan.on_default();
const UNSAFE: Style = AnsiColor::Yellow.on_default().bold();

/// Equal lines that are shown on each side, where there is room.
pub(super) const CONTEXT: usize = 3;

/// Stands for what is left out.
const CUT: &str = "…";

/// Columns between tab stops.
const TAB: usize = 8;

/// Lines, each with the rows that it takes.
type Rows = Vec<(String, usize)>;

/// The page of a question; `excerpt` gives the lines around the change, with so many equal ones.
pub(super) fn page(
    question: &Question,
    excerpt: impl Fn(usize) -> Excerpt,
    paper: Paper,
) -> String {
    let head = head(question, paper);
    let room = paper.height.unwrap_or(usize::MAX);
    let mut lines = excerpt(CONTEXT);
    let mut diff = diff(&lines, paper);
    for context in (0..CONTEXT).rev() {
        if rows(&head) + rows(&diff) <= room {
            break;
        }
        lines = excerpt(context);
        diff = self::diff(&lines, paper);
    }
    // What changes comes before what is said of it.
    let least = LEAST_HEAD.min(rows(&head)).min(room / 2).max(1);
    let of_head = room.saturating_sub(rows(&diff)).max(least);
    let is_all = rows(&head).min(of_head) + rows(&diff) <= room;
    let head = cut(head, of_head, if is_all { MORE } else { CUT }, paper);
    let diff = cut_within(diff, room.saturating_sub(rows(&head)), paper);
    let lines = head.into_iter().chain(diff);
    lines
        .flat_map(|(line, _)| [line, "\n".to_owned()])
        .collect()
}

/// The rows of the head that are shown, however long the change is, unless they are more than half of all.
const LEAST_HEAD: usize = 3;

/// Says how to see what is left out.
const MORE: &str = "… more: P shows all";

fn rows(lines: &Rows) -> usize {
    lines.iter().map(|&(_, rows)| rows).sum()
}

/// As many of the lines as there is room for, the first in any case; where there is room for two, the last says
/// that there are more.
fn cut(mut lines: Rows, room: usize, more: &str, paper: Paper) -> Rows {
    if rows(&lines) <= room {
        return lines;
    }
    lines.truncate(fitting(&lines, room.saturating_sub(1)).max(1));
    if room > 1 {
        lines.push((paint(more, FAINT, paper), 1));
    }
    lines
}

/// As many of the first and the last lines as there is room for: one that says yes has seen where the change
/// begins and where it ends.
fn cut_within(mut lines: Rows, room: usize, paper: Paper) -> Rows {
    if rows(&lines) <= room {
        return lines;
    }
    let room = room.saturating_sub(1);
    let first = fitting(&lines, room.div_ceil(2));
    let mut end = lines.split_off(first);
    let left = room.saturating_sub(rows(&lines));
    end.reverse();
    let last = fitting(&end, left);
    let without = end.len() - last;
    end.truncate(last);
    end.reverse();
    let more = format!("… {} more: P shows all", count(without, "line"));
    lines.push((paint(&more, FAINT, paper), 1));
    lines.extend(end);
    lines
}

/// How many of the first lines take so many rows at most.
fn fitting(lines: &Rows, room: usize) -> usize {
    let sums = lines.iter().scan(0, |sum, &(_, rows)| {
        *sum += rows;
        Some(*sum)
    });
    sums.take_while(|&sum| sum <= room).count()
}

fn head(question: &Question, paper: Paper) -> Rows {
    let mut head = Rows::new();
    let progress = paint(&question.progress, FAINT, paper);
    let place = shorten(
        &visible(&question.place),
        paper.width.saturating_sub(question.progress.len() + 1),
    );
    head.push((format!("{progress} {}", paint(&place, PLACE, paper)), 1));
    for (code, message, reason) in &question.findings {
        let mut text = wrapped(&format!("{code} {}", visible(message)), "", paper.width);
        if let Some((first, _)) = text.first_mut() {
            *first = first.replacen(code, &paint(code, CODE, paper), 1);
        }
        head.extend(text);
        if let Some(reason) = reason {
            let because = format!("because: {}", visible(reason));
            head.extend(wrapped(&because, "  ", paper.width));
        }
    }
    let (word, style) = match question.is_unsafe {
        true => ("unsafe fix", UNSAFE),
        false => ("safe fix", Style::new()),
    };
    let mut title = wrapped(
        &format!("{word}: {}", visible(&question.title)),
        "",
        paper.width,
    );
    if let Some((first, _)) = title.first_mut() {
        *first = first.replacen(word, &paint(word, style, paper), 1);
    }
    head.extend(title);
    head
}

fn diff(excerpt: &Excerpt, paper: Paper) -> Rows {
    let Excerpt {
        before,
        old,
        new,
        after,
    } = excerpt;
    let mut out = Rows::new();
    before
        .iter()
        .for_each(|line| row(' ', line, paper, &mut out));
    if old.len() == new.len() {
        let is_same = |at: &usize| text(&old[*at]) == text(&new[*at]);
        let places: Vec<usize> = (0..old.len()).collect();
        for run in places.chunk_by(|one, next| is_same(one) == is_same(next)) {
            if is_same(&run[0]) {
                run.iter()
                    .for_each(|&at| row(' ', &old[at], paper, &mut out));
                continue;
            }
            run.iter()
                .for_each(|&at| row('-', &old[at], paper, &mut out));
            run.iter()
                .for_each(|&at| row('+', &new[at], paper, &mut out));
        }
    } else {
        old.iter().for_each(|line| row('-', line, paper, &mut out));
        new.iter().for_each(|line| row('+', line, paper, &mut out));
    }
    after
        .iter()
        .for_each(|line| row(' ', line, paper, &mut out));
    out
}

fn text(line: &Line) -> String {
    line.iter().map(|(text, _)| text.as_str()).collect()
}

/// A character on the page: what stands there, its columns, and whether it is part of the change.
type Cell = (char, usize, bool);

/// A line of source, in more rows than one only where it changes.
fn row(sign: char, line: &Line, paper: Paper, out: &mut Rows) {
    let cells = cells(line);
    let width = paper.width.max(2) - 1;
    let most = if sign == ' ' { width } else { width * 2 };
    let cells = clip(&cells, most);
    let style = match sign {
        '-' => REMOVED,
        '+' => ADDED,
        _ => Style::new(),
    };
    let mut shown = paint(&sign.to_string(), style, paper);
    for run in cells.chunk_by(|one, next| one.2 == next.2) {
        let text: String = run.iter().map(|&(c, ..)| c).collect();
        let style = if run[0].2 { style.invert() } else { style };
        shown.push_str(&paint(&text, style, paper));
    }
    let columns = 1 + columns(&cells);
    out.push((shown, columns.div_ceil(paper.width.max(1)).max(1)));
    // Without colours carets show what changes, unless they would stand below another row.
    if !paper.colour && sign == '-' && columns <= paper.width {
        let under = |&(_, columns, marked): &Cell| if marked { "^" } else { " " }.repeat(columns);
        let carets: String = cells.iter().map(under).collect();
        let carets = carets.trim_end();
        if !carets.is_empty() {
            out.push((format!(" {carets}"), 1));
        }
    }
}

/// The characters of a line, with what could take over a terminal escaped and tabs as spaces.
fn cells(line: &Line) -> Vec<Cell> {
    let (mut cells, mut column) = (Vec::new(), 0);
    for (part, marked) in line {
        for c in visible(part).chars() {
            if c == '\t' {
                let spaces = TAB - column % TAB;
                cells.extend(std::iter::repeat_n((' ', 1, *marked), spaces));
                column += spaces;
                continue;
            }
            let columns = c.width().unwrap_or(0);
            cells.push((c, columns, *marked));
            column += columns;
        }
    }
    cells
}

fn columns(cells: &[Cell]) -> usize {
    cells.iter().map(|&(_, columns, _)| columns).sum()
}

/// What of a long line is shown in so many columns: its start, or what stands around the change.
fn clip(cells: &[Cell], most: usize) -> Vec<Cell> {
    if columns(cells) <= most {
        return cells.to_vec();
    }
    let focus = cells.iter().position(|&(.., marked)| marked).unwrap_or(0);
    let mut start = focus;
    // A third of the room for what stands before the change.
    while start > 0 && columns(&cells[start - 1..focus]) < most / 3 {
        start -= 1;
    }
    let cut = (CUT.chars().next().unwrap_or(' '), 1, false);
    let mut shown = Vec::new();
    if start > 0 {
        shown.push(cut);
    }
    for &cell in &cells[start..] {
        if columns(&shown) + cell.1 + 1 > most {
            shown.push(cut);
            break;
        }
        shown.push(cell);
    }
    shown
}

/// Text in lines of a width, those behind the first indented by two more columns.
fn wrapped(text: &str, indent: &str, width: usize) -> Rows {
    let behind = format!("{indent}  ");
    let options = textwrap::Options::new(width.max(10))
        .initial_indent(indent)
        .subsequent_indent(&behind)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(text, options);
    lines
        .into_iter()
        .map(|line| (line.into_owned(), 1))
        .collect()
}

/// A place in at most so many columns: its end says more than its start.
fn shorten(place: &str, most: usize) -> String {
    let width = |c: char| c.width().unwrap_or(0);
    if place.chars().map(width).sum::<usize>() <= most {
        return place.to_owned();
    }
    let mut room = most.saturating_sub(1);
    let kept = place.chars().rev().take_while(|&c| {
        let fits = width(c) <= room;
        room = room.saturating_sub(width(c));
        fits
    });
    let kept: Vec<char> = kept.collect();
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}

/// Text in a style, where there are colours.
pub(super) fn paint(text: &str, style: Style, paper: Paper) -> String {
    if paper.colour && style != Style::new() {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}
