//! Unified diffs as `git diff` prints them, of one file's bytes before and after.
//!
//! Bytes go in and bytes come out: nothing is decoded, lines end at LF alone, and what is written
//! is what `git apply` and `patch -p1` turn into exactly the new bytes, or with `-R` into the old
//! ones. `align` finds which lines changed, `hunk` groups them, `name` quotes names, `visible` makes
//! text safe for terminals, `blob` knows contents by git's ids, and `render` writes it all.
//! Left to others: which name a file bears (`root`), what is printed where, and in which order the
//! files come.

mod align;
mod blob;
mod hunk;
mod lines;
mod name;
mod render;
mod visible;

pub use blob::{BlobId, Index};
pub use hunk::{Hunk, Line, LineKind, LineRange};
pub use name::{is_patchable, leading_name, quoted_name, unquoted_name};
pub use render::{Look, headers};
pub use visible::{push_visible, visible};

use align::Change;

/// What differs between two contents of one file.
#[derive(Clone, Debug)]
pub struct Diff<'a> {
    old: &'a [u8],
    new: &'a [u8],
    /// Sorted, disjoint, and with at least one equal line between any two.
    changes: Vec<Change>,
}

impl<'a> Diff<'a> {
    /// Compares the bytes of a file before and after.
    ///
    /// Time and memory grow with the sizes and never with their product. The answer depends on the
    /// bytes alone. It is the shortest one wherever lines were only rewritten in place, and nearly
    /// always elsewhere.
    pub fn new(old: &'a [u8], new: &'a [u8]) -> Self {
        Diff {
            old,
            new,
            changes: align::changes(old, new),
        }
    }

    /// Whether both contents are the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The hunks from the first line to the last, each with up to three lines of context.
    pub fn hunks(&self) -> impl Iterator<Item = Hunk<'_>> {
        hunk::hunks(self.old, self.new, &self.changes)
    }

    /// Appends the hunks, without file headers.
    pub fn write_hunks(&self, look: Look, out: &mut Vec<u8>) {
        for hunk in self.hunks() {
            render::hunk(&hunk, look, out);
        }
    }

    /// Appends the file headers and the hunks, or nothing where nothing changed.
    ///
    /// `name` is the file's path from the root, with `/` between folders, as raw bytes.
    pub fn write(&self, name: &[u8], look: Look, out: &mut Vec<u8>) {
        if !self.is_empty() {
            headers(name, None, look, out);
            self.write_hunks(look, out);
        }
    }

    /// Appends what [`write`](Self::write) does, plain and with an `index` line: a record of both contents,
    /// by which each is known again.
    pub fn write_record(&self, name: &[u8], is_executable: bool, out: &mut Vec<u8>) {
        if !self.is_empty() {
            let index = Index {
                before: BlobId::of(self.old),
                after: BlobId::of(self.new),
                is_executable,
            };
            headers(name, Some(&index), Look::PLAIN, out);
            self.write_hunks(Look::PLAIN, out);
        }
    }
}

/// Appends one file's part of a patch: the plain bytes, as they go into a pipe or a file.
///
/// `name` is the file's path from the root, with `/` between folders, as raw bytes; it is quoted
/// here. Equal contents append nothing. Neither content may hold NUL, for git takes such a file for
/// a binary one.
pub fn unified(name: &[u8], old: &[u8], new: &[u8], out: &mut Vec<u8>) {
    Diff::new(old, new).write(name, Look::PLAIN, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &str) {
        let mut out = Vec::new();
        unified(b"x.py", old.as_bytes(), new.as_bytes(), &mut out);
        let headers = "diff --git a/x.py b/x.py\n--- a/x.py\n+++ b/x.py\n";
        let expected = if expected.is_empty() {
            String::new()
        } else {
            format!("{headers}{expected}")
        };
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn equal_contents_give_nothing() {
        check("", "", "");
        check("a\n", "a\n", "");
    }

    #[test]
    fn empty_sides_have_the_zero_form() {
        check("", "a\n", "@@ -0,0 +1 @@\n+a\n");
        check("a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n");
    }

    #[test]
    fn a_missing_final_newline_is_said_on_its_side() {
        const MARK: &str = "\\ No newline at end of file\n";
        check("a", "b", &format!("@@ -1 +1 @@\n-a\n{MARK}+b\n{MARK}"));
        check("a", "a\n", &format!("@@ -1 +1 @@\n-a\n{MARK}+a\n"));
        check("a\n", "a", &format!("@@ -1 +1 @@\n-a\n+a\n{MARK}"));
        check(
            "a\nb",
            "c\nb",
            &format!("@@ -1,2 +1,2 @@\n-a\n+c\n b\n{MARK}"),
        );
    }

    #[test]
    fn only_lf_ends_a_line() {
        check(
            "a\rb\u{c}\u{2028}c\n",
            "a\rB\u{c}\u{2028}c\n",
            "@@ -1 +1 @@\n-a\rb\u{c}\u{2028}c\n+a\rB\u{c}\u{2028}c\n",
        );
        check(
            "a\r\nb\r\n",
            "a\r\nB\r\n",
            "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r\n",
        );
    }

    #[test]
    fn six_equal_lines_join_two_changes_and_seven_part_them() {
        let text = |gap: &str, mark: &str| format!("{mark}\n{gap}{mark}\n");
        check(
            &text("1\n2\n3\n4\n5\n6\n", "a"),
            &text("1\n2\n3\n4\n5\n6\n", "b"),
            "@@ -1,8 +1,8 @@\n-a\n+b\n 1\n 2\n 3\n 4\n 5\n 6\n-a\n+b\n",
        );
        check(
            &text("1\n2\n3\n4\n5\n6\n7\n", "a"),
            &text("1\n2\n3\n4\n5\n6\n7\n", "b"),
            concat!(
                "@@ -1,4 +1,4 @@\n-a\n+b\n 1\n 2\n 3\n",
                "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-a\n+b\n",
            ),
        );
    }

    #[test]
    fn a_moved_line_is_not_a_rewrite_of_all() {
        check(
            "x\n1\n2\n3\n",
            "1\n2\n3\nx\n",
            "@@ -1,4 +1,4 @@\n-x\n 1\n 2\n 3\n+x\n",
        );
    }
}
