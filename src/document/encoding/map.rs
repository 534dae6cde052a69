//! From offsets in the decoded text back to offsets in the file.

use std::ops::Range;

use ruff_text_size::{TextRange, TextSize};

/// Leads from offsets in the text (UTF-8 bytes, byte-order mark not counted) to offsets in the file
/// as read (bytes, byte-order mark counted).
///
/// For UTF-8 and for ASCII content it is one addition and holds no memory. Else it holds 12 bytes
/// for each stretch of non-ASCII characters of one width, and looks one up by binary search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// Length of the byte-order mark. Not zero only where `runs` is empty.
    start: usize,
    /// Sorted by `text` and by `source` alike, disjoint. Between runs, and before the first, text
    /// and source are ASCII and run in step.
    runs: Box<[Run]>,
}

/// Neighbouring non-ASCII characters that all take the same number of bytes, in text and in source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where the run starts in the text.
    text: u32,
    /// Where the run starts in the source.
    source: u32,
    /// Characters in the run, at least 1 and at most [`LONGEST_RUN`].
    chars: u16,
    /// Bytes of one character in the text: 1 to 4.
    text_width: u8,
    /// Bytes of one character in the source: 1 to 4.
    source_width: u8,
}

/// Characters that one [`Run`] counts at most.
const LONGEST_RUN: u16 = u16::MAX;

impl Run {
    fn text_end(&self) -> usize {
        self.text as usize + usize::from(self.chars) * usize::from(self.text_width)
    }

    fn source_end(&self) -> usize {
        self.source as usize + usize::from(self.chars) * usize::from(self.source_width)
    }
}

impl OffsetMap {
    /// The map of a file whose text is its bytes from `start` on.
    pub(super) fn identity(start: usize) -> OffsetMap {
        OffsetMap {
            start,
            runs: Box::default(),
        }
    }

    /// The file offset of a text offset.
    ///
    /// An offset inside a character is taken as that character's start. The text's length gives the
    /// file's length.
    #[must_use]
    pub fn to_source(&self, offset: TextSize) -> usize {
        let offset = offset.to_usize();
        let after = self.runs.partition_point(|run| run.text as usize <= offset);
        let Some(run) = after.checked_sub(1).map(|last| &self.runs[last]) else {
            return self.start + offset;
        };
        match offset.checked_sub(run.text_end()) {
            Some(ascii) => run.source_end() + ascii,
            None => {
                let char = (offset - run.text as usize) / usize::from(run.text_width);
                run.source as usize + char * usize::from(run.source_width)
            }
        }
    }

    /// The file range of a text range; both half-open.
    #[must_use]
    pub fn to_source_range(&self, range: TextRange) -> Range<usize> {
        self.to_source(range.start())..self.to_source(range.end())
    }
}

/// Collects the runs of an [`OffsetMap`] in the order of the text.
#[derive(Default)]
pub(super) struct MapBuilder {
    runs: Vec<Run>,
}

impl MapBuilder {
    /// Adds a character that starts at `text` and at `source` and takes `source_width` bytes there.
    pub(super) fn push(&mut self, text: usize, source: usize, source_width: usize, char: char) {
        let narrow = |width: usize| u8::try_from(width).expect("a character takes few bytes");
        let short = |at: usize| u32::try_from(at).expect("text and source are under 4 GiB");
        let text_width = narrow(char.len_utf8());
        let source_width = narrow(source_width);
        if let Some(run) = self.runs.last_mut()
            && run.text_end() == text
            && (run.text_width, run.source_width) == (text_width, source_width)
            && run.chars < LONGEST_RUN
        {
            run.chars += 1;
            return;
        }
        let (text, source) = (short(text), short(source));
        self.runs.push(Run {
            text,
            source,
            chars: 1,
            text_width,
            source_width,
        });
    }

    pub(super) fn finish(self) -> OffsetMap {
        OffsetMap {
            start: 0,
            runs: self.runs.into_boxed_slice(),
        }
    }
}
