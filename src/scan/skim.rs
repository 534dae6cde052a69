//! The second look: text read token by token, without a tree.
//!
//! It knows what is code and what is a string or a comment, which brackets are a call's, and what each
//! token ends as an operand: enough to deny nearly every hit that the first looks leave open. It reads
//! what Python's tokenizer reads; where it may begin in the midst of brackets is told to it, and where it
//! cannot be sure it says so.

pub(super) mod frame;
mod operators;
pub(super) mod strings;

use memchr::memchr2;

use self::frame::{Frame, Last, Opened};
use self::strings::{FString, Prefix, Text};
use super::word::is_letter;
use super::{Looks, nan};

/// Why reading stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A candidate may be here.
    Maybe,
    /// The text is broken, or began too late to be understood.
    Lost,
}

/// A reader of tokens.
pub(super) struct Skim<'b> {
    bytes: &'b [u8],
    looks: Looks,
    /// The open brackets, outermost first; what it began in is the first and stays.
    frames: Vec<Frame>,
    last: Last,
    /// Whether what may be a NaN was read in this line, as far as it is known where that began.
    nan: bool,
    /// Whether it began outside all brackets, so that a line break at its first level ends a statement.
    is_whole: bool,
}

impl<'b> Skim<'b> {
    /// A reader for text that begins outside all brackets.
    pub fn whole(bytes: &'b [u8], looks: Looks) -> Self {
        Self {
            is_whole: true,
            ..Self::part(bytes, looks, Last::Start)
        }
    }

    /// A reader that begins in code, after `last`, in whatever brackets.
    pub fn part(bytes: &'b [u8], looks: Looks, last: Last) -> Self {
        Self {
            bytes,
            looks,
            frames: vec![Frame::new(Opened::Nothing, Last::Start)],
            last,
            nan: false,
            is_whole: false,
        }
    }

    /// Reads all tokens between two offsets, and the one that lies across the end.
    ///
    /// # Errors
    ///
    /// As [`Self::token`].
    pub fn read(&mut self, from: usize, to: usize) -> Result<usize, Stop> {
        let mut at = from;
        while at < to {
            at = self.token(at)?;
        }
        Ok(at)
    }

    /// Reads on, from behind a `not`, until its operand is over; gives the offset behind it.
    ///
    /// # Errors
    ///
    /// As [`Self::token`].
    pub fn read_operand(&mut self, from: usize) -> Result<usize, Stop> {
        let (level, mut at) = (self.frames.len(), from);
        while at < self.bytes.len() {
            let closes = matches!(self.bytes[at], b')' | b']' | b'}');
            if self.frames.len() == level && (!self.top().negated || closes) {
                return Ok(at);
            }
            at = self.token(at)?;
        }
        Ok(at)
    }

    /// Reads an f-string, its prefix read, from its quote on; gives the offset behind it.
    ///
    /// # Errors
    ///
    /// As [`Self::token`].
    pub fn read_f_string(&mut self, quote: usize, prefix: Prefix) -> Result<usize, Stop> {
        let level = self.frames.len();
        let mut at = self.string(quote, prefix)?;
        while self.frames.len() > level {
            if at >= self.bytes.len() {
                return Err(Stop::Lost);
            }
            at = self.token(at)?;
        }
        Ok(at)
    }

    /// Whether no bracket is open.
    pub fn is_balanced(&self) -> bool {
        self.frames.len() == 1
    }

    /// Reads what stands at an offset; gives the offset behind it.
    ///
    /// # Errors
    ///
    /// [`Stop`] where a candidate may be, or where it is lost.
    fn token(&mut self, at: usize) -> Result<usize, Stop> {
        match self.bytes[at] {
            b' ' | b'\t' | b'\x0c' => Ok(at + 1),
            b'\n' | b'\r' => self.end_line(at),
            b'#' => Ok(self.behind_comment(at)),
            b'\\' => self.behind_continuation(at),
            b'"' | b'\'' => self.string(at, Prefix::default()),
            b'0'..=b'9' => self.number(at),
            b'.' => self.dot(at),
            b'(' => self.open(
                at,
                if self.last.is_operand() {
                    Opened::Call
                } else {
                    Opened::Group
                },
            ),
            b'[' => self.open(at, self.bracket()),
            b'{' => self.open(at, Opened::Brace),
            byte @ (b')' | b']' | b'}') => self.close(at, byte),
            b'=' | b'!' if self.bytes.get(at + 1) == Some(&b'=') => self.equality(at),
            b'<' | b'>' if self.bytes.get(at + 1) == Some(&b'=') => self.sign(at + 2),
            b',' => {
                self.top().comma();
                self.sign(at + 1)
            }
            b';' | b'=' => self.separator(at),
            b':' => self.colon(at),
            b'\0' => Err(Stop::Lost),
            byte if is_letter(byte) => self.word(at),
            _ => self.sign(at + 1),
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the file's own frame stays")
    }

    /// Notes a token.
    fn put(&mut self, token: Last) {
        self.top().add(token);
        self.last = token;
    }

    fn sign(&mut self, behind: usize) -> Result<usize, Stop> {
        self.put(Last::Sign);
        Ok(behind)
    }

    /// What ends the operand of a `not` and is no part of a comparison.
    fn separator(&mut self, at: usize) -> Result<usize, Stop> {
        self.top().split();
        self.sign(at + 1)
    }

    /// A line break ends a statement unless a bracket is open, which may be one that was not read.
    fn end_line(&mut self, at: usize) -> Result<usize, Stop> {
        if self.frames.len() == 1 {
            self.nan = false;
            if !self.is_whole && self.top().negated {
                return Err(Stop::Lost);
            }
            if self.is_whole {
                self.top().negated = false;
                self.last = Last::Start;
            }
        }
        Ok(at + 1)
    }

    fn behind_comment(&self, at: usize) -> usize {
        let end = memchr2(b'\n', b'\r', &self.bytes[at..]);
        end.map_or(self.bytes.len(), |end| at + end)
    }

    fn behind_continuation(&self, at: usize) -> Result<usize, Stop> {
        match self.bytes[at + 1..] {
            [b'\r', b'\n', ..] => Ok(at + 3),
            [b'\n' | b'\r', ..] => Ok(at + 2),
            _ => Err(Stop::Lost),
        }
    }

    fn string(&mut self, at: usize, prefix: Prefix) -> Result<usize, Stop> {
        if prefix.fields {
            let (string, text) = FString::open(self.bytes, at, prefix);
            return self.text(string, text);
        }
        let behind = strings::end(self.bytes, at).ok_or(Stop::Lost)?;
        self.nan |= self.looks.nans && nan::is_text(&self.bytes[at..behind]);
        self.put(Last::Other);
        Ok(behind)
    }

    /// The text of an f-string from an offset on, to its end or its next field.
    fn text(&mut self, mut string: FString, mut at: usize) -> Result<usize, Stop> {
        loop {
            match string.text(self.bytes, at).ok_or(Stop::Lost)? {
                Text::End(behind) => {
                    self.put(Last::Other);
                    return Ok(behind);
                }
                Text::Field(behind) => {
                    self.push(Opened::Field(string));
                    return Ok(behind);
                }
                Text::FieldEnd(behind) => {
                    let Opened::Field(outer) = self.pop()?.opened else {
                        return Err(Stop::Lost);
                    };
                    (string, at) = (outer, behind);
                }
            }
        }
    }

    /// A number, unless a keyword may be glued to it.
    fn number(&mut self, at: usize) -> Result<usize, Stop> {
        let rest = &self.bytes[at..];
        let end = rest
            .iter()
            .position(|&byte| !is_letter(byte) && byte != b'.');
        let run = &rest[..end.unwrap_or(rest.len())];
        let is_number = |byte: &u8| byte.is_ascii_hexdigit() || b"xXoOjJ_.".contains(byte);
        if !run.iter().all(is_number) {
            return Err(Stop::Maybe);
        }
        self.put(Last::Other);
        Ok(at + run.len())
    }

    fn dot(&mut self, at: usize) -> Result<usize, Stop> {
        match self.bytes[at + 1..] {
            [b'0'..=b'9', ..] => self.number(at),
            [b'.', b'.', ..] => {
                self.put(Last::Other);
                Ok(at + 3)
            }
            _ => {
                self.put(Last::Dot);
                Ok(at + 1)
            }
        }
    }

    /// What a square bracket opens here.
    fn bracket(&self) -> Opened {
        match self.last {
            Last::Name => Opened::Subscript(Last::Name),
            last if last.is_operand() => Opened::Subscript(Last::Other),
            _ => Opened::List,
        }
    }

    fn open(&mut self, at: usize, opened: Opened) -> Result<usize, Stop> {
        self.push(opened);
        Ok(at + 1)
    }

    fn push(&mut self, opened: Opened) {
        let frame = Frame::new(opened, self.last);
        self.last = if frame.is_negated {
            Last::Opened
        } else {
            Last::Sign
        };
        self.frames.push(frame);
    }

    /// Closes a frame other than the first.
    fn pop(&mut self) -> Result<Frame, Stop> {
        let frame = self.frames.pop().filter(|_| !self.frames.is_empty());
        frame.ok_or(Stop::Lost)
    }

    fn close(&mut self, at: usize, byte: u8) -> Result<usize, Stop> {
        let frame = self.pop()?;
        let is_test =
            self.looks.negation && frame.tests || self.looks.negated_equality && frame.equates;
        let is_negated = frame.is_negated && !frame.is_split;
        if is_test && is_negated && self.may_stand_alone(at + 1, frame.is_within) {
            return Err(Stop::Maybe);
        }
        match (frame.opened, byte) {
            (Opened::Group | Opened::Call, b')')
            | (Opened::List | Opened::Subscript(_), b']')
            | (Opened::Brace, b'}') => {
                self.put(frame.closed());
                Ok(at + 1)
            }
            (Opened::Field(string), b'}') => self.text(string, at + 1),
            _ => Err(Stop::Lost),
        }
    }

    /// Whether the operand of a `not` may be just the group that ends before the offset, which is within
    /// another or not.
    fn may_stand_alone(&self, behind: usize, is_within: bool) -> bool {
        let rest = &self.bytes[behind..];
        let blanks = rest
            .iter()
            .take_while(|&&byte| byte == b' ' || byte == b'\t');
        let rest = &rest[blanks.count()..];
        match rest {
            [b'=' | b'!', b'=', ..] => false,
            [byte, ..] if b"+-*/%&|^@<>.[(".contains(byte) => false,
            [byte, ..] => !is_within || !(is_letter(*byte) || *byte == b','),
            [] => true,
        }
    }

    fn colon(&mut self, at: usize) -> Result<usize, Stop> {
        match self.top().opened {
            Opened::Field(string) => self.text(string.format(), at + 1),
            _ => self.separator(at),
        }
    }
}
