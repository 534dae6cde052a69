//! `# ruff: disable[…]` and `# ruff: enable[…]`, as ruff 0.17 pairs them.
//!
//! Both stand on lines of their own, indented as the block around them, or right before the block
//! begins or ends. A `disable` goes with the first `enable` behind it that has the same indentation
//! and the same list, and without one holds to where its block ends. Elsewhere neither is heeded.
//!
//! Ruff looks for the ends of blocks from a comment on, and no further than it must: the end of a block
//! that no comment stands in goes unseen, and what should have ended there ends with a later one.

use std::collections::{BTreeMap, HashMap, VecDeque};

/// The comments of both sorts, in the order of the text.
#[derive(Default)]
pub(super) struct Ranges<'a> {
    /// How the blocks around are indented, outermost first; the module itself is not told of.
    blocks: Vec<&'a str>,
    /// How many blocks are open of those whose ends are looked for; 0 where none are.
    watched: usize,
    /// Those of blocks that have not ended, by the length of their indentation.
    open: BTreeMap<usize, Vec<Comment<'a>>>,
    /// Those that are indented otherwise, until it is known whether a block begins or ends next.
    undecided: Vec<Comment<'a>>,
}

/// One of them.
pub(super) struct Comment<'a> {
    pub is_disable: bool,
    /// What stands before it on its line: blanks.
    pub indent: &'a str,
    /// What it lists, as written.
    pub list: Vec<&'a str>,
    /// The row it stands on, from 0.
    pub row: u32,
    /// Which comment it is.
    pub by: usize,
}

/// What one of them came to.
pub(super) enum Paired {
    /// The comment silences these rows.
    Off(usize, (u32, u32)),
    /// It ends what another one began.
    End(usize),
}

impl<'a> Ranges<'a> {
    /// A comment of either sort comes, heeded or not; returns whether ends are looked for again because of it,
    /// with some open that it has nothing to do with.
    pub fn watch(&mut self) -> bool {
        let wakes = self.watched == 0 && !self.open.is_empty();
        self.watched = self.watched.max(1);
        wakes
    }

    /// It is to be heeded if it is indented well.
    pub fn comment(&mut self, comment: Comment<'a>) {
        if comment.indent == self.blocks.last().copied().unwrap_or_default() {
            self.wait(comment);
        } else {
            self.undecided.push(comment);
        }
    }

    fn wait(&mut self, comment: Comment<'a>) {
        let same = self.open.entry(comment.indent.len()).or_default();
        same.push(comment);
    }

    /// A token comes that is neither a comment nor a line end, and begins or ends no block.
    pub fn code(&mut self) {
        self.undecided.clear();
    }

    /// A block begins, indented so.
    pub fn indent(&mut self, indent: &'a str) {
        self.decide();
        self.blocks.push(indent);
        if self.watched > 0 {
            self.watched += 1;
        }
    }

    /// The innermost block ends, with this row.
    pub fn dedent(&mut self, last: u32, paired: impl FnMut(Paired)) {
        self.decide();
        let indent = self.blocks.pop().unwrap_or_default();
        if self.watched > 0 {
            self.end(indent.len(), last, paired);
            self.watched -= 1;
        }
        if self.open.is_empty() {
            self.watched = 0;
        }
    }

    /// The text ends.
    pub fn finish(&mut self, paired: impl FnMut(Paired)) {
        self.undecided.clear();
        self.end(0, u32::MAX, paired);
    }

    fn decide(&mut self) {
        for comment in std::mem::take(&mut self.undecided) {
            self.wait(comment);
        }
    }

    /// Pairs what is indented at least so far.
    fn end(&mut self, indent: usize, last: u32, mut paired: impl FnMut(Paired)) {
        for comments in self.open.split_off(&indent).into_values() {
            let mut ends: HashMap<(&str, &[&str]), VecDeque<&Comment<'_>>> = HashMap::new();
            for comment in comments.iter().filter(|comment| !comment.is_disable) {
                let same = ends.entry((comment.indent, &comment.list)).or_default();
                same.push_back(comment);
            }
            for comment in comments.iter().filter(|comment| comment.is_disable) {
                let end = ends
                    .get_mut(&(comment.indent, &comment.list[..]))
                    .and_then(|ends| {
                        while ends.front().is_some_and(|end| end.by < comment.by) {
                            ends.pop_front();
                        }
                        ends.pop_front()
                    });
                let last = end.map_or(last, |end| end.row);
                paired(Paired::Off(comment.by, (comment.row, last)));
                if let Some(end) = end {
                    paired(Paired::End(end.by));
                }
            }
        }
    }
}
