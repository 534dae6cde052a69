//! `--undo`: what a patch of `--patch-file` says was done, taken back.
//!
//! The patch names both contents of each file by their ids, so a file is known to be as the run left it, or
//! as it was before, and what comes out is known to be the very bytes that were there. A patch may tell of
//! several runs, one behind the other: a file's parts are taken back from the last to the first.
//!
//! `patch` reads, `reverse` takes a part back. In which order files are asked and written, and that none is
//! written unless all can be, is the command line's.

mod patch;
mod reverse;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diff::BlobId;
use crate::read::{self, ReadErrorKind, Stamp};
use crate::root::name_path;
use patch::{PART, Part};
pub use patch::{PatchError, PatchFault};
use reverse::Way;

/// What a patch says of one file, by one run or several.
#[derive(Debug)]
pub struct FileHistory<'p> {
    name: Vec<u8>,
    /// In the order in which they were done; never empty.
    parts: Vec<Part<'p>>,
}

/// A file that can be as it was.
#[derive(Debug)]
pub struct Undoable {
    /// Where it is.
    pub path: PathBuf,
    /// What it was when it was read now.
    pub stamp: Stamp,
    /// What it holds now.
    pub now: Vec<u8>,
    /// What it held before; `None` where that is what it holds now.
    pub before: Option<Vec<u8>>,
}

/// Why a file cannot be as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotUndoable {
    /// It vanished, or was never there.
    #[error("no such file")]
    Missing,
    /// It, or a folder above it, is a symbolic link: the file that was changed was none.
    #[error("leads through a symbolic link, and the file that was changed did not")]
    Link,
    /// It cannot be read.
    #[error(transparent)]
    Read(ReadErrorKind),
    /// It is neither as the run left it nor as it was before.
    #[error("has changed since")]
    Changed,
    /// Between two runs that the patch tells of it became something else.
    #[error("was changed between the runs that the patch tells of")]
    ChangedBetween,
    /// The ids are the file's, and the lines are not.
    #[error("is as the patch says, but the patch has been altered: {}", match is_line {
        true => "the file does not have there what this line says",
        false => "the hunks below do not lead from one of these contents to the other",
    })]
    Altered {
        /// The line of the patch, counted from 1.
        line: usize,
        /// Whether it is one of those that the file should hold, and not the one with the ids.
        is_line: bool,
    },
}

/// Whether there is a file that begins as a patch does: it may be all that is known of another run.
pub fn is_patch(path: &Path) -> bool {
    // What is no file may have no end, or wait for somebody.
    if !fs::metadata(path).is_ok_and(|found| found.is_file()) {
        return false;
    }
    let mut start = [0; PART.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && &start == PART
}

/// Reads a patch: what it says of each file, in the order of names.
///
/// # Errors
///
/// [`PatchError`] where it is not as `--patch-file` writes patches.
pub fn histories(patch: &[u8]) -> Result<Vec<FileHistory<'_>>, PatchError> {
    let mut files = BTreeMap::<Vec<u8>, Vec<Part<'_>>>::new();
    for mut part in patch::parts(patch)? {
        let name = std::mem::take(&mut part.name);
        files.entry(name).or_default().push(part);
    }
    let files = files.into_iter();
    Ok(files
        .map(|(name, parts)| FileHistory { name, parts })
        .collect())
}

impl FileHistory<'_> {
    /// The file's path from the root: raw bytes on Unix, with `/` between folders.
    pub fn name(&self) -> &[u8] {
        &self.name
    }

    /// Where the file is below a root.
    pub fn path(&self, root: &Path) -> PathBuf {
        root.join(name_path(&self.name))
    }

    /// What the file below `root` held before, found out without touching it.
    ///
    /// # Errors
    ///
    /// [`NotUndoable`] where it is not what the patch tells of.
    pub fn undoable(&self, root: &Path) -> Result<Undoable, NotUndoable> {
        self.refuse_links(root)?;
        let path = self.path(root);
        let (now, stamp) = read::read(&path).map_err(|error| match error.into_kind() {
            ReadErrorKind::Vanished => NotUndoable::Missing,
            kind => NotUndoable::Read(kind),
        })?;
        let before = self.before(&now)?;
        Ok(Undoable {
            path,
            stamp,
            now,
            before,
        })
    }

    /// What is at or above the file, below the root, must be what it was: no link.
    fn refuse_links(&self, root: &Path) -> Result<(), NotUndoable> {
        let mut path = root.to_owned();
        for part in name_path(&self.name).components() {
            path.push(part);
            match fs::symlink_metadata(&path) {
                Ok(found) if found.is_symlink() => return Err(NotUndoable::Link),
                Ok(_) => {}
                Err(error) => {
                    return Err(match error.kind() {
                        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                            NotUndoable::Missing
                        }
                        _ => NotUndoable::Read(error.into()),
                    });
                }
            }
        }
        Ok(())
    }

    /// What a file that holds `now` held before the first part; `None` where that is the same.
    fn before(&self, now: &[u8]) -> Result<Option<Vec<u8>>, NotUndoable> {
        let mut id = BlobId::of(now);
        let knows = |part: &Part<'_>| part.after == id || part.before == id;
        let last = self.parts.iter().rposition(knows);
        let last = last.ok_or(NotUndoable::Changed)?;
        let mut bytes = Cow::Borrowed(now);
        for (at, part) in self.parts[..=last].iter().enumerate().rev() {
            if part.after == id {
                bytes = Cow::Owned(taken(Way::Back, part, &bytes)?);
                id = part.before;
            } else if part.before == id {
                self.confirm(at, &bytes)?;
            } else {
                return Err(NotUndoable::ChangedBetween);
            }
        }
        Ok(match bytes {
            Cow::Owned(before) if before != now => Some(before),
            _ => None,
        })
    }

    /// Whether the parts from that one on, of which nothing is to be taken back, make of the bytes what they say:
    /// each as long as it begins with what the one before made.
    fn confirm(&self, first: usize, bytes: &[u8]) -> Result<(), NotUndoable> {
        let parts = self.parts[first..].windows(2);
        let follow = parts.take_while(|pair| pair[0].after == pair[1].before);
        let last = first + follow.count();
        let mut bytes = Cow::Borrowed(bytes);
        for part in &self.parts[first..=last] {
            bytes = Cow::Owned(taken(Way::Forth, part, &bytes)?);
        }
        Ok(())
    }
}

/// What a part makes of a content that is by its id the one to go from: by its id the one to come to.
fn taken(way: Way, part: &Part<'_>, from: &[u8]) -> Result<Vec<u8>, NotUndoable> {
    let altered = |line, is_line| NotUndoable::Altered { line, is_line };
    let made = reverse::taken(way, part, from).map_err(|line| altered(line, true))?;
    let expected = match way {
        Way::Back => part.before,
        Way::Forth => part.after,
    };
    if BlobId::of(&made) == expected {
        Ok(made)
    } else {
        Err(altered(part.line, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::Diff;
    use proptest::prelude::*;

    fn record(steps: &[&[u8]]) -> Vec<u8> {
        let mut patch = Vec::new();
        for pair in steps.windows(2) {
            Diff::new(pair[0], pair[1]).write_record(b"x.py", false, &mut patch);
        }
        patch
    }

    /// What `now` was before all of these steps.
    fn before(steps: &[&[u8]], now: &[u8]) -> Result<Option<Vec<u8>>, String> {
        let patch = record(steps);
        let histories = histories(&patch).unwrap();
        let file = &histories[0];
        file.before(now).map_err(|error| error.to_string())
    }

    #[test]
    fn several_runs_go_back_from_the_last() {
        let steps: [&[u8]; 4] = [b"a\nb\nc\n", b"a\nB\nc\n", b"A\nB\nc\n", b"A\nB\nC"];
        assert_eq!(before(&steps, steps[0]), Ok(None));
        for now in &steps[1..] {
            assert_eq!(before(&steps, now), Ok(Some(steps[0].to_vec())));
        }
        let changed = NotUndoable::Changed.to_string();
        assert_eq!(before(&steps, b"a\n"), Err(changed));
        // Done, undone and done again.
        assert_eq!(
            before(&[b"a", b"b", b"a", b"b"], b"b"),
            Ok(Some(b"a".into()))
        );
        assert_eq!(before(&[b"a", b"b", b"a"], b"a"), Ok(None));
    }

    #[test]
    fn what_became_of_a_file_between_runs_is_not_lost() {
        let patch = [record(&[b"a\n", b"b\n"]), record(&[b"c\n", b"d\n"])].concat();
        let histories = histories(&patch).unwrap();
        for now in [b"d\n", b"c\n"] {
            let error = histories[0].before(now).unwrap_err();
            assert!(matches!(error, NotUndoable::ChangedBetween), "{error}");
        }
        let before = histories[0].before(b"b\n").unwrap();
        assert_eq!(before.as_deref(), Some(&b"a\n"[..]));
    }

    #[test]
    fn an_altered_patch_restores_nothing() {
        let patch = record(&[b"1\n2\n3\n4\n", b"1\n2\nX\n4\n"]);
        let patch = String::from_utf8(patch).unwrap();
        // The line to blame where the file is as after the run, and as before: of the hunk from line 5 on, or the
        // one with the ids.
        for (from, to, after, before) in [
            ("-3", "-z", 2, 8),
            ("+X", "+Y", 9, 2),
            (" 2", " 0", 7, 7),
            ("+1,4", "+2,4", 5, 5),
            ("-1,4", "-2,4", 5, 5),
            ("+1,4", "+9,4", 5, 5),
        ] {
            let altered = patch.replace(&format!("\n{from}"), &format!("\n{to}"));
            let altered = altered.replace(&format!(" {from} "), &format!(" {to} "));
            assert_ne!(altered, patch);
            let histories = histories(altered.as_bytes()).unwrap();
            for (now, blamed) in [(&b"1\n2\nX\n4\n"[..], after), (b"1\n2\n3\n4\n", before)] {
                let error = histories[0].before(now).unwrap_err();
                let NotUndoable::Altered { line, .. } = error else {
                    panic!("{error}: {altered}");
                };
                assert_eq!(line, blamed, "{altered}");
            }
        }
    }

    /// What other runs of the patch did is looked at as far as it can be.
    #[test]
    fn alterations_of_what_is_not_taken_back_are_seen() {
        let steps: [&[u8]; 3] = [b"1\n", b"2\n", b"3\n"];
        let patch = String::from_utf8(record(&steps)).unwrap();
        let altered = patch.replace("\n+3", "\n+4");
        let histories = histories(altered.as_bytes()).unwrap();
        for now in steps {
            let error = histories[0].before(now).unwrap_err();
            assert!(matches!(error, NotUndoable::Altered { .. }), "{error}");
        }
    }

    /// Texts of few sorts of lines, so that many are alike.
    fn text() -> impl Strategy<Value = Vec<u8>> {
        let line = proptest::sample::select(vec![
            "a\n",
            "b\r\n",
            "\n",
            "- \n",
            "\\\n",
            "\u{fe}\n",
            "@@ -1 +1 @@\n",
        ]);
        let last = proptest::sample::select(vec!["", "x", "\r", "\u{0c}"]);
        (proptest::collection::vec(line, 0..40), last)
            .prop_map(|(lines, last)| [lines.concat(), last.to_owned()].concat().into_bytes())
    }

    proptest! {
        #[test]
        fn any_text_comes_back(old in text(), new in text()) {
            prop_assume!(old != new);
            prop_assert_eq!(before(&[&old, &new], &new), Ok(Some(old)));
        }
    }
}
