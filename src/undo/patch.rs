//! Reading a patch, strictly: what `--patch-file` writes, byte for byte, and nothing else.
//!
//! Parts are cut out and looked through once; their hunks are read again where they are needed, so what is
//! held of a patch is its bytes and a few words a file.

use memchr::memchr;

use crate::diff::{BlobId, Index, LineKind, Look, headers, is_patchable, unquoted_name};
use crate::shown::shown;

/// What a patch says of one file.
#[derive(Debug)]
pub(super) struct Part<'p> {
    /// From the root, with `/` between folders; [`is_patchable`].
    pub name: Vec<u8>,
    /// What the file was.
    pub before: BlobId,
    /// What it became.
    pub after: BlobId,
    /// The line that says so, counted from 1.
    pub line: usize,
    /// How many lines stand before the hunks.
    lines_before: usize,
    /// All that stands below the headers: hunks that hold what their heads say.
    hunks: &'p [u8],
}

/// Where a patch is not as it should be, and how: `LINE: reason`.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {fault}")]
pub struct PatchError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: PatchFault,
}

/// What is wrong with a patch.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatchFault {
    /// Something else than the first line of a file's part.
    #[error("a `diff --git` line should stand here: --undo takes a patch that --patch-file wrote")]
    NoPart,
    /// Lines that something on the way has changed.
    #[error(
        "this line ends in CRLF, as none that --patch-file wrote does: the patch was converted on its way"
    )]
    Crlf,
    /// A part that cannot be held against the file.
    #[error(
        "an `index` line with two whole ids should stand here: --undo takes a patch that --patch-file wrote"
    )]
    NoIndex,
    /// Headers that --patch-file does not write.
    #[error("these are not the header lines that --patch-file writes")]
    Headers,
    /// A name that leads out of the root, or to git's own files.
    #[error("`{0}` is not the name of a file below the root")]
    Name(String),
    /// A part without a hunk, or a hunk without its head.
    #[error("a hunk should stand here")]
    NoHunk,
    /// A hunk that is shorter than its head says, or holds what hunks do not.
    #[error("this hunk does not hold the lines that its head tells of")]
    Hunk,
    /// No line feed at the end.
    #[error("it ends within a line")]
    CutOff,
}

/// What each part begins with.
pub(super) const PART: &[u8; 11] = b"diff --git ";

/// Takes a patch apart into its files' parts, in its order.
///
/// # Errors
///
/// [`PatchError`] at the first line that `--patch-file` would not have written.
pub(super) fn parts(patch: &[u8]) -> Result<Vec<Part<'_>>, PatchError> {
    let mut lines = Lines {
        rest: patch,
        number: 0,
    };
    let mut parts = Vec::new();
    while !lines.rest.is_empty() {
        let mut number = lines.number + 1;
        let part = part(&mut lines, &mut number);
        parts.push(part.map_err(|fault| PatchError {
            line: number,
            fault,
        })?);
    }
    Ok(parts)
}

/// Reads a part; where it cannot be, `number` is the line that is to blame.
fn part<'p>(lines: &mut Lines<'p>, number: &mut usize) -> Result<Part<'p>, PatchFault> {
    let (start, first) = (lines.rest, lines.number + 1);
    let mut next = || {
        *number = lines.number + 1;
        match lines.next() {
            Some(line) if line.ends_with(b"\n") => Ok(line),
            Some(_) => Err(PatchFault::CutOff),
            None => Err(PatchFault::NoHunk),
        }
    };
    let head = next()?;
    if !head.starts_with(PART) {
        return Err(PatchFault::NoPart);
    }
    if head.ends_with(b"\r\n") {
        return Err(PatchFault::Crlf);
    }
    let index = next()?.strip_suffix(b"\n").and_then(Index::parse);
    let index = index.ok_or(PatchFault::NoIndex)?;
    let name = old_name(next()?).ok_or(PatchFault::Headers)?;
    if !is_patchable(&name) {
        let name = String::from_utf8_lossy(&name).into_owned();
        return Err(PatchFault::Name(shown(name.as_ref()).to_string()));
    }
    next()?;
    let mut written = Vec::new();
    headers(&name, Some(&index), Look::PLAIN, &mut written);
    if !start.starts_with(&written) || start.len() - lines.rest.len() != written.len() {
        return Err(PatchFault::Headers);
    }
    let (hunks, lines_before) = (lines.rest, lines.number);
    loop {
        *number = lines.number + 1;
        Hunk::read(lines)?;
        if !lines.rest.starts_with(b"@@ ") {
            break;
        }
    }
    Ok(Part {
        name,
        before: index.before,
        after: index.after,
        line: first + 1,
        lines_before,
        hunks: &hunks[..hunks.len() - lines.rest.len()],
    })
}

/// The name in a `---` line.
fn old_name(line: &[u8]) -> Option<Vec<u8>> {
    let written = line.strip_prefix(b"--- ")?.strip_suffix(b"\n")?;
    let written = written.strip_suffix(b"\t").unwrap_or(written);
    let name = unquoted_name(written)?;
    name.strip_prefix(b"a/").map(<[u8]>::to_vec)
}

impl<'p> Part<'p> {
    /// The hunks, in order.
    pub fn hunks(&self) -> impl Iterator<Item = Hunk<'p>> + use<'p> {
        let mut lines = Lines {
            rest: self.hunks,
            number: self.lines_before,
        };
        std::iter::from_fn(move || Hunk::read(&mut lines).ok())
    }
}

/// Lines that follow each other in both contents.
#[derive(Debug)]
pub(super) struct Hunk<'p> {
    /// The line of its head in the patch, counted from 1.
    pub line: usize,
    /// How many lines stand before it in the old content.
    pub old_start: usize,
    /// How many lines stand before it in the new content.
    pub new_start: usize,
    /// Its lines, each behind a sign.
    body: &'p [u8],
}

/// One of a hunk's lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HunkLine<'p> {
    /// Where it stands in the patch, counted from 1.
    pub line: usize,
    /// Which content has it.
    pub kind: LineKind,
    /// With the line feed that ends each but a content's last.
    pub text: &'p [u8],
}

/// Behind a line that no line feed ends.
const UNENDED: &[u8] = b"\\ No newline at end of file\n";

impl<'p> Hunk<'p> {
    /// Reads a hunk, and finds the lines in it that its head counts.
    fn read(lines: &mut Lines<'p>) -> Result<Self, PatchFault> {
        let head = lines.next().ok_or(PatchFault::NoHunk)?;
        let (mut old, mut new) = counts(head).ok_or(PatchFault::NoHunk)?;
        let (line, before) = (lines.number, |range: &Range| range.lines_before());
        let old_start = before(&old).ok_or(PatchFault::NoHunk)?;
        let new_start = before(&new).ok_or(PatchFault::NoHunk)?;
        let body = lines.rest;
        while old.count > 0 || new.count > 0 || lines.rest.starts_with(UNENDED) {
            let is_first = lines.rest.len() == body.len();
            let line = lines.next().ok_or(PatchFault::Hunk)?;
            let (in_old, in_new) = match line[0] {
                b' ' => (1, 1),
                b'-' => (1, 0),
                b'+' => (0, 1),
                b'\\' if line == UNENDED && !is_first => (0, 0),
                _ => return Err(PatchFault::Hunk),
            };
            if !line.ends_with(b"\n") {
                return Err(PatchFault::CutOff);
            }
            old.count = old.count.checked_sub(in_old).ok_or(PatchFault::Hunk)?;
            new.count = new.count.checked_sub(in_new).ok_or(PatchFault::Hunk)?;
        }
        let body = &body[..body.len() - lines.rest.len()];
        Ok(Self {
            line,
            old_start,
            new_start,
            body,
        })
    }

    /// Its lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = HunkLine<'p>> + use<'p> {
        let mut lines = Lines {
            rest: self.body,
            number: self.line,
        };
        std::iter::from_fn(move || {
            let text = lines.next()?;
            let kind = match text[0] {
                b'-' => LineKind::Removed,
                b'+' => LineKind::Added,
                _ => LineKind::Context,
            };
            let (line, mut text) = (lines.number, &text[1..]);
            if lines.rest.starts_with(UNENDED) {
                lines.next();
                text = text.strip_suffix(b"\n").unwrap_or(text);
            }
            Some(HunkLine { line, kind, text })
        })
    }
}

/// Lines as a hunk's head counts them.
struct Range {
    /// The first, from 1; the one before it where there is none.
    start: usize,
    count: usize,
}

impl Range {
    /// How many lines stand before it.
    fn lines_before(&self) -> Option<usize> {
        match self.count {
            0 => Some(self.start),
            _ => self.start.checked_sub(1),
        }
    }
}

/// The ranges of both contents that a hunk's head tells of: `@@ -1,3 +1,4 @@`.
fn counts(head: &[u8]) -> Option<(Range, Range)> {
    let head = str::from_utf8(head).ok()?;
    let ranges = head.strip_prefix("@@ -")?.strip_suffix(" @@\n")?;
    let (old, new) = ranges.split_once(" +")?;
    Some((range(old)?, range(new)?))
}

fn range(text: &str) -> Option<Range> {
    let (start, count) = match text.split_once(',') {
        Some((start, count)) => (start, count),
        None => (text, "1"),
    };
    let number = |text: &str| {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_number)
    };
    Some(Range {
        start: number(start)?,
        count: number(count)?,
    })
}

/// The lines of a text, ended by LF alone.
struct Lines<'p> {
    /// What was not read yet.
    rest: &'p [u8],
    /// How many were.
    number: usize,
}

impl<'p> Iterator for Lines<'p> {
    type Item = &'p [u8];

    /// The next line with its LF, where it has one.
    fn next(&mut self) -> Option<&'p [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = memchr(b'\n', self.rest).map_or(self.rest.len(), |lf| lf + 1);
        let (line, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.number += 1;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::Diff;

    fn record(name: &str, old: &str, new: &str) -> String {
        let mut out = Vec::new();
        Diff::new(old.as_bytes(), new.as_bytes()).write_record(name.as_bytes(), false, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[track_caller]
    fn check_fault(patch: &str, line: usize, fault: PatchFault) {
        let error = parts(patch.as_bytes()).unwrap_err();
        assert_eq!(error, PatchError { line, fault }, "{patch}");
    }

    #[test]
    fn what_is_written_is_read() {
        assert!(parts(b"").unwrap().is_empty());
        let patch = record("a b.py", "1\n2\n", "1\n3\n") + &record("é\n", "x", "y\n");
        let parts = parts(patch.as_bytes()).unwrap();
        let names: Vec<_> = parts.iter().map(|part| &part.name[..]).collect();
        assert_eq!(names, [&b"a b.py"[..], "é\n".as_bytes()]);
        let hunks: Vec<_> = parts[1].hunks().collect();
        let starts = (hunks[0].old_start, hunks[0].new_start);
        assert_eq!((hunks.len(), starts), (1, (0, 0)));
        let lines: Vec<_> = hunks[0].lines().collect();
        // Behind the first stands that no line feed ends it.
        let line = |line, kind, text| HunkLine { line, kind, text };
        assert_eq!(
            lines,
            [
                line(14, LineKind::Removed, &b"x"[..]),
                line(16, LineKind::Added, &b"y\n"[..])
            ]
        );
    }

    #[test]
    fn anything_else_is_refused_at_its_line() {
        let patch = record("a.py", "1\n2\n", "1\n3\n");
        let without = |line: usize| {
            let lines = patch.split_inclusive('\n').enumerate();
            let kept = lines.filter(|&(at, _)| at + 1 != line);
            kept.map(|(_, line)| line).collect::<String>()
        };
        check_fault(&format!("\n{patch}"), 1, PatchFault::NoPart);
        check_fault(&format!("{patch}\n"), 9, PatchFault::NoPart);
        check_fault(&without(1), 1, PatchFault::NoPart);
        check_fault(&without(2), 2, PatchFault::NoIndex);
        check_fault(&without(3), 3, PatchFault::Headers);
        check_fault(&without(4), 4, PatchFault::Headers);
        check_fault(&without(5), 5, PatchFault::NoHunk);
        for line in 6..=8 {
            check_fault(&without(line), 5, PatchFault::Hunk);
        }
        check_fault(patch.trim_end(), 5, PatchFault::CutOff);
        check_fault(&patch.replace("b/a", "b/b"), 4, PatchFault::Headers);
        check_fault(&patch.replace("+1,2", "+0,2"), 5, PatchFault::NoHunk);
        check_fault(&patch.replace("+1,2", "++1,2"), 5, PatchFault::NoHunk);
        check_fault(&patch.replace("+1,2", "+1,3"), 5, PatchFault::Hunk);
        check_fault(&patch.replace("\n 1", "\n\t1"), 5, PatchFault::Hunk);
        let many = "9".repeat(30);
        check_fault(
            &patch.replace("+1,2", &format!("+1,{many}")),
            5,
            PatchFault::NoHunk,
        );
        let unended = patch.replace(" 1\n", std::str::from_utf8(UNENDED).unwrap());
        check_fault(&unended, 5, PatchFault::Hunk);
        check_fault("diff --git ", 1, PatchFault::CutOff);
        check_fault(&patch.replace('\n', "\r\n"), 1, PatchFault::Crlf);
        check_fault("diff --git \n", 2, PatchFault::NoHunk);
    }

    #[test]
    fn names_stay_below_the_root() {
        for name in ["../a.py", "/a.py", "a/../../b.py", ".git/hooks/x", "a//b"] {
            let fault = PatchFault::Name(name.to_owned());
            check_fault(&record(name, "1\n", "2\n"), 3, fault);
        }
        let fault = PatchFault::Name("\\u{1b}\\u{202e}/..".to_owned());
        check_fault(&record("\u{1b}\u{202e}/..", "1\n", "2\n"), 3, fault);
    }
}
