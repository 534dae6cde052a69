//! A hunk as text for an editor, and back: git's form, lines with ` `, `-` or `+` before them.
//!
//! Lines that stay or go must be those of the file; lines that come may be anything. What comes in place of
//! what is a [`Passage`], with the ends that the file's lines have there.

use ruff_text_size::TextRange;
use thiserror::Error;

use super::excerpt::{Excerpt, Rows, Sheet, end_of, inclusive, size};
use crate::pipeline::Passage;
use crate::settle::Group;

/// A hunk on its way through an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HandEdit {
    /// What comes in place of what, in order.
    pub passages: Vec<Passage>,
}

/// Why what the editor gave back is no hunk of the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum NoHunk {
    #[error("line {0} of it begins with none of ` `, `-`, `+` and `#`")]
    Sign(usize),
    #[error(
        "line {0} of it stays or goes, and is none of the file's next line: only `+` lines may be anything"
    )]
    Other(usize),
    #[error("lines are missing at its end: give those that are to go a `-`")]
    Missing,
}

/// Equal lines around a hunk that is edited.
const CONTEXT: usize = super::page::CONTEXT;

/// What stands behind the hunk. The words are for those who know git's.
const GUIDE: &str = "\
# ---
# Lines with `+` come: write what you want there.
# Lines with `-` go: to keep one, put a blank in the place of its `-`.
# Other lines stay: to take one away, put a `-` in the place of its blank.
# Lines with `#` before all else are passed over. Left as it is, saved or not,
# the hunk is accepted as it is; if all its lines are taken away, it is asked
# about again. The file must still be Python with it.
";

/// The hunk of a rewrite as a text to edit.
pub(super) fn form(name: &str, sheet: &Sheet<'_>, own: &Group) -> String {
    let bare = Sheet {
        accepted: Vec::new(),
        passages: Vec::new(),
        ..*sheet
    };
    let rows = shown(sheet, own);
    let Excerpt { new, .. } = sheet.excerpt(own, 0);
    let own_rows = sheet.rows(own);
    let mut text = format!("# {name}, lines {} to {}\n", rows.start(), rows.end());
    for row in rows {
        let line = bare.lines.whole(row..=row);
        let line = &sheet.text[line];
        let line = line.trim_end_matches(['\r', '\n']);
        let sign = if own_rows.contains(&row) { '-' } else { ' ' };
        text.push_str(&format!("{sign}{line}\n"));
        if row == *own_rows.end() {
            for line in &new {
                let line: String = line.iter().map(|(part, _)| part.as_str()).collect();
                text.push_str(&format!("+{line}\n"));
            }
        }
    }
    text + GUIDE
}

/// The rows of the file that the form of a rewrite's hunk shows.
fn shown(sheet: &Sheet<'_>, own: &Group) -> Rows {
    let rows = sheet.rows(own);
    let first = rows.start().saturating_sub(CONTEXT).max(1);
    first..=(rows.end() + CONTEXT).min(sheet.lines.count())
}

/// What an edited form says; `None` where it was emptied.
pub(super) fn read(
    edited: &str,
    sheet: &Sheet<'_>,
    own: &Group,
) -> Result<Option<HandEdit>, NoHunk> {
    let whole = sheet.lines.whole(shown(sheet, own));
    let old: Vec<&str> = inclusive(&sheet.text[whole]).collect();
    let mut steps = Vec::new();
    let mut next = old.iter();
    for (row, line) in (1..).zip(edited.lines()) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let (sign, rest) = match line.chars().next() {
            Some('#') => continue,
            // Editors that strip blanks at the ends of lines leave nothing of an empty one that stays.
            None => (' ', ""),
            Some(sign @ (' ' | '-' | '+')) => (sign, &line[1..]),
            Some(_) => return Err(NoHunk::Sign(row)),
        };
        if sign == '+' {
            steps.push(Step::Comes(rest));
            continue;
        }
        let is_next = |line: &&&str| line.trim_end() == rest.trim_end();
        // Empty lines at the end are the editor's.
        match next.as_slice().first() {
            None if line.is_empty() => continue,
            Some(line) if is_next(&line) => {}
            _ => return Err(NoHunk::Other(row)),
        }
        next.next();
        steps.push(if sign == '-' { Step::Goes } else { Step::Stays });
    }
    if steps.is_empty() {
        return Ok(None);
    }
    if next.len() > 0 {
        return Err(NoHunk::Missing);
    }
    Ok(Some(HandEdit {
        passages: passages(&old, whole, &steps),
    }))
}

/// What becomes of a line, or which one comes.
#[derive(Debug)]
enum Step<'e> {
    Stays,
    Goes,
    Comes(&'e str),
}

/// What comes in place of what.
fn passages(old: &[&str], whole: TextRange, steps: &[Step<'_>]) -> Vec<Passage> {
    let mut passages = Vec::new();
    let (mut at, mut offset) = (0, 0);
    for run in steps.chunk_by(|one, next| matches!(one, Step::Stays) == matches!(next, Step::Stays))
    {
        let stays = matches!(run[0], Step::Stays);
        let taken = run
            .iter()
            .filter(|it| !matches!(it, Step::Comes(_)))
            .count();
        let gone = &old[at..at + taken];
        let length: usize = gone.iter().map(|line| line.len()).sum();
        if !stays {
            let come = run.iter().filter_map(|step| match step {
                Step::Comes(text) => Some(*text),
                _ => None,
            });
            let text = with_ends(&come.collect::<Vec<_>>(), gone, old, at);
            let range = TextRange::at(whole.start() + size(offset), size(length));
            passages.extend((gone.concat() != text).then_some(Passage { range, text }));
        }
        at += taken;
        offset += length;
    }
    passages
}

/// The lines that come, each with the end of the one it takes the place of, or of its neighbour.
fn with_ends(come: &[&str], gone: &[&str], old: &[&str], at: usize) -> String {
    let neighbours = gone.last().into_iter().chain(&old[..at]).chain(old);
    let mut ends = neighbours
        .map(|line| end_of(line))
        .filter(|end| !end.is_empty());
    let usual = ends.next().unwrap_or("\n");
    let is_unended = |line: &&str| end_of(line).is_empty();
    // The file's last line is not ended, and stays so.
    let ends_open = match gone.last() {
        Some(last) => is_unended(last),
        None => at == old.len() && old.last().is_some_and(is_unended),
    };
    let mut text = String::new();
    if ends_open && gone.is_empty() {
        text.push_str(usual);
    }
    for (row, line) in come.iter().enumerate() {
        text.push_str(line);
        let own = gone
            .get(row)
            .map(|line| end_of(line))
            .filter(|end| !end.is_empty());
        if !(ends_open && row + 1 == come.len()) {
            text.push_str(own.unwrap_or(usual));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::lines::Lines;
    use crate::pipeline::{settle, settle_chosen};
    use crate::settings::Settings;

    /// What a source comes to if its first hunk is edited so.
    fn edited(source: &str, edit: impl Fn(String) -> String) -> Result<Option<String>, NoHunk> {
        let document = Document::read(source.as_bytes()).unwrap();
        let groups = settle(&document, &Settings::default()).unwrap().groups;
        let lines = Lines::new(source);
        let sheet = Sheet {
            text: source,
            lines: &lines,
            accepted: Vec::new(),
            passages: Vec::new(),
        };
        let form = form("a.py", &sheet, &groups[0]);
        let Some(edit) = read(&edit(form), &sheet, &groups[0])? else {
            return Ok(None);
        };
        let chosen = settle_chosen(&document, &[], &edit.passages).unwrap();
        let bytes = chosen.result.unwrap_or_else(|| source.into());
        Ok(Some(String::from_utf8(bytes).unwrap()))
    }

    const SOURCE: &str = "a = 1\r\n\r\nif x is 'a':\r\n    b = 2\nelse:\r    c = 3\nd = 4\ne = 5\n";

    #[track_caller]
    fn check(source: &str, edit: impl Fn(String) -> String, expected: &str) {
        assert_eq!(edited(source, edit).unwrap().unwrap(), expected);
    }

    #[test]
    fn the_form() {
        let document = Document::read(SOURCE.as_bytes()).unwrap();
        let groups = settle(&document, &Settings::default()).unwrap().groups;
        let lines = Lines::new(SOURCE);
        let sheet = Sheet {
            text: SOURCE,
            lines: &lines,
            accepted: Vec::new(),
            passages: Vec::new(),
        };
        let form = form("a.py", &sheet, &groups[0]);
        let expected = "\
# a.py, lines 1 to 6
 a = 1
 
-if x is 'a':
+if x == 'a':
     b = 2
 else:
     c = 3
";
        assert_eq!(form, format!("{expected}{GUIDE}"));
    }

    #[test]
    fn as_it_is_it_is_the_fix() {
        check(SOURCE, |form| form, &SOURCE.replace("x is", "x =="));
        let unended = "if x is 'a': y";
        check(unended, |form| form, "if x == 'a': y");
    }

    #[test]
    fn what_comes_may_be_anything() {
        let instead = |new: &'static str| move |form: String| form.replace("+if x == 'a':", new);
        check(
            SOURCE,
            instead("+# é\n+if x in 'ab':"),
            &SOURCE.replace("if x is 'a'", "# é\r\nif x in 'ab'"),
        );
        check("if x is 'a': y", instead("+if z:"), "if z: y");
    }

    #[test]
    fn lines_around_may_go() {
        check(
            SOURCE,
            |form| form.replace("     b = 2", "-    b = 2\n+    b = 7\n+    b = 8"),
            &SOURCE
                .replace("x is", "x ==")
                .replace("b = 2\n", "b = 7\n    b = 8\n"),
        );
        check(
            SOURCE,
            |form| form.replace(" a = 1\n", "-a = 1\n"),
            &SOURCE.replace("x is", "x ==").replace("a = 1\r\n", ""),
        );
    }

    #[test]
    fn lines_at_the_end_of_a_file_without_one() {
        check(
            "x is 'a'",
            |form| form.replace("+x == 'a'", "+x == 'a'\n+y"),
            "x == 'a'\ny",
        );
        check(
            "x is 'a'\r\nz",
            |form| form.replace(" z\n", " z\n+y\n"),
            "x == 'a'\r\nz\r\ny",
        );
    }

    #[test]
    fn what_editors_do_by_themselves_is_no_edit() {
        let expected = SOURCE.replace("x is", "x ==");
        check(SOURCE, |form| form.replace("\n \n", "\n\n"), &expected);
        check(SOURCE, |form| form.replace('\n', "\r\n"), &expected);
        check(SOURCE, |form| form + "\n\n", &expected);
    }

    #[test]
    fn nothing_left_is_no_answer() {
        assert_eq!(edited(SOURCE, |_| String::new()), Ok(None));
        assert_eq!(edited(SOURCE, |_| "# all gone\n".to_owned()), Ok(None));
    }

    #[test]
    fn what_is_no_hunk_is_told() {
        let told = |from: &str, to: &str| {
            let edited = edited(SOURCE, |form| form.replace(from, to));
            edited.unwrap_err()
        };
        assert_eq!(told(" a = 1", "a = 1"), NoHunk::Sign(2));
        assert_eq!(told(" a = 1", " a = 7"), NoHunk::Other(2));
        assert_eq!(told("-if x is 'a':\n", ""), NoHunk::Other(5));
        assert_eq!(told("     c = 3\n", ""), NoHunk::Missing);
    }
}
