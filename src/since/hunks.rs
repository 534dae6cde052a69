//! Reads a diff of git's without context: names, and which lines are new.

use std::collections::HashMap;
use std::io::{self, BufRead};

use super::lines::{ChangedLines, Hunk};
use crate::diff::leading_name;

/// What a diff with prefixes of two bytes (`a/`, `b/`) and without context says of each file that is
/// there afterwards and holds other lines, by its new name.
///
/// # Errors
///
/// Where the diff cannot be read, or is none.
pub(super) fn read(mut diff: impl BufRead) -> io::Result<HashMap<Vec<u8>, ChangedLines>> {
    let mut reader = Reader::default();
    let mut line = Vec::new();
    while diff.read_until(b'\n', &mut line)? > 0 {
        reader.take(line.strip_suffix(b"\n").unwrap_or(&line))?;
        line.clear();
    }
    reader.end_file();
    Ok(reader.files)
}

#[derive(Default)]
struct Reader {
    files: HashMap<Vec<u8>, ChangedLines>,
    /// The file at hand.
    name: Option<Vec<u8>>,
    hunks: Vec<Hunk>,
    /// Whether git shows no lines of it.
    is_binary: bool,
    /// How many lines of the hunk at hand are to come.
    left: usize,
}

impl Reader {
    fn take(&mut self, line: &[u8]) -> io::Result<()> {
        if self.left > 0 {
            // `\ No newline at end of file` counts for none.
            self.left -= usize::from(!line.starts_with(b"\\"));
        } else if let Some(names) = line.strip_prefix(b"diff --git ") {
            self.end_file();
            self.name = Some(one_of_two(names));
        } else if let Some(name) = line.strip_prefix(b"rename to ") {
            self.name = Some(unquoted(name));
        } else if let Some(name) = line.strip_prefix(b"+++ ").filter(|it| *it != b"/dev/null") {
            // Behind a name with blanks git puts a tab.
            let name = name.strip_suffix(b"\t").unwrap_or(name);
            self.name = Some(without_prefix(unquoted(name)));
        } else if line.starts_with(b"Binary files ") {
            self.is_binary = true;
        } else if let Some(head) = line.strip_prefix(b"@@ ") {
            let (gone, new) = ranges(head).ok_or_else(|| {
                let shown = String::from_utf8_lossy(line);
                io::Error::new(io::ErrorKind::InvalidData, format!("not a diff: {shown}"))
            })?;
            self.left = gone.count + new.count;
            self.hunks.push(new);
        }
        Ok(())
    }

    fn end_file(&mut self) {
        let hunks = std::mem::take(&mut self.hunks);
        let is_binary = std::mem::take(&mut self.is_binary);
        let Some(name) = self.name.take() else { return };
        // A link that became a file is shown as two changes, of which the later makes the file. Without
        // hunks only the name, the mode or the time is another.
        if is_binary {
            self.files.insert(name, ChangedLines::All);
        } else if !hunks.is_empty() {
            self.files.insert(name, ChangedLines::Some(hunks));
        }
    }
}

/// `-1,2 +3,4 @@ …`: which lines went, and which came.
fn ranges(head: &[u8]) -> Option<(Hunk, Hunk)> {
    let mut words = str::from_utf8(head.split(|&byte| byte == b'@').next()?)
        .ok()?
        .split(' ');
    let mut range = |sign: char| {
        let range = words.next()?.strip_prefix(sign)?;
        let (first, count) = range.split_once(',').unwrap_or((range, "1"));
        Some(Hunk {
            first: first.parse().ok()?,
            count: count.parse().ok()?,
        })
    };
    Some((range('-')?, range('+')?))
}

/// The name in `a/name b/name`. Where the two differ, another line tells the new one.
fn one_of_two(names: &[u8]) -> Vec<u8> {
    if names.starts_with(b"\"") {
        return without_prefix(unquoted(names));
    }
    let half = names.len().saturating_sub(1) / 2;
    without_prefix(names[..half].to_vec())
}

fn without_prefix(name: Vec<u8>) -> Vec<u8> {
    name.get(2..).unwrap_or_default().to_vec()
}

/// A name as it is, of one that git may have quoted as C does; what stands behind the quotes is left.
fn unquoted(name: &[u8]) -> Vec<u8> {
    leading_name(name).map_or_else(|| name.to_vec(), |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(diff: &[u8], expected: &[(&[u8], ChangedLines)]) {
        let mut found: Vec<_> = read(diff).unwrap().into_iter().collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let expected: Vec<_> = expected
            .iter()
            .map(|(name, lines)| (name.to_vec(), lines.clone()))
            .collect();
        assert_eq!(found, expected);
    }

    fn some(hunks: &[(usize, usize)]) -> ChangedLines {
        let hunks = hunks.iter();
        ChangedLines::Some(hunks.map(|&(first, count)| Hunk { first, count }).collect())
    }

    #[test]
    fn hunks_of_lines_that_look_like_heads() {
        let diff = b"diff --git a/a.py b/a.py\nindex 1..2 100644\n--- a/a.py\n+++ b/a.py\n\
            @@ -3 +3,2 @@ def f():\n--- a/x.py\n+++ b/x.py\n+@@ -1 +1 @@\n\
            @@ -9,2 +9,0 @@ @@ -7 +8 @@\n-diff --git a/y b/y\n-two\n\\ No newline at end of file\n\
            diff --git a/b.py b/b.py\n--- a/b.py\n+++ b/b.py\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n";
        check(
            diff,
            &[
                (b"a.py", some(&[(3, 2), (9, 0)])),
                (b"b.py", some(&[(1, 1)])),
            ],
        );
    }

    #[test]
    fn names_of_every_kind() {
        let diff = b"diff --git a/with blank.py b/with blank.py\n--- a/with blank.py\t\n+++ b/with blank.py\t\n@@ -1 +1 @@\n-a\n+b\n\
            diff --git \"a/q\\\"\\\\\\303\\244\\n.py\" \"b/q\\\"\\\\\\303\\244\\n.py\"\n--- \"a/q\\\"\\\\\\303\\244\\n.py\"\n+++ \"b/q\\\"\\\\\\303\\244\\n.py\"\n@@ -1 +2 @@\n-a\n+b\n\
            diff --git a/old.py b/sub/new.py\nsimilarity index 90%\nrename from old.py\nrename to sub/new.py\n--- a/old.py\n+++ b/sub/new.py\n@@ -1 +3 @@\n-a\n+b\n\
            diff --git a/was.py b/is b/now.py\nsimilarity index 100%\nrename from was.py\nrename to is b/now.py\n\
            diff --git a/raw\xff.py b/raw\xff.py\nBinary files a/raw\xff.py and b/raw\xff.py differ\n\
            diff --git a/was.py b/too.py\nsimilarity index 100%\nrename from was.py\nrename to \"t\\303\\266.py\"\n@@ -5 +5 @@\n-a\n+b\n\
            diff --git a/mode.py b/mode.py\nold mode 100644\nnew mode 100755\n\
            diff --git a/x b/x b/x b/x b/x b/x\nBinary files differ\n\
            diff --git \"a/\\t\" \"b/\\t\"\nBinary files differ\n";
        check(
            diff,
            &[
                (b"\t", ChangedLines::All),
                ("q\"\\ä\n.py".as_bytes(), some(&[(2, 1)])),
                (b"raw\xff.py", ChangedLines::All),
                (b"sub/new.py", some(&[(3, 1)])),
                ("t\u{f6}.py".as_bytes(), some(&[(5, 1)])),
                (b"with blank.py", some(&[(1, 1)])),
                (b"x b/x b/x", ChangedLines::All),
            ],
        );
    }

    #[test]
    fn what_is_no_diff() {
        assert!(read(&b"diff --git a/a b/a\n@@ nonsense\n"[..]).is_err());
        check(b"", &[]);
        check(b"* Unmerged path a.py\n", &[]);
    }
}
