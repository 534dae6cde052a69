//! The second look: the whole text is read once, token by token, without a tree.
//!
//! It knows what is code and what is a string or a comment, which brackets are a call's, and what each
//! token ends as an operand: enough to deny nearly every hit that the first looks leave open. It reads
//! what Python's tokenizer reads, and where it cannot be sure to (a broken text, an encoding whose
//! characters hold ASCII bytes) the answer is "maybe".

mod frame;
mod strings;

use memchr::memchr2;

use self::frame::{Frame, Last, Opened};
use self::strings::{FString, Prefix, Text};
use super::identity::{self, Operand};
use super::word::{is_letter, name_after, skip_space};
use super::{Looks, equality};

/// Whether the text may hold what one of the looks is for.
pub(super) fn may_hold(bytes: &[u8], looks: Looks) -> bool {
    let mut skim = Skim {
        bytes,
        looks,
        frames: vec![Frame::new(Opened::Nothing, false)],
        last: Last::Start,
    };
    let start = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let mut at = start;
    while at < bytes.len() {
        match skim.token(at) {
            Some(next) => at = next,
            None => return true,
        }
    }
    skim.frames.len() > 1
}

struct Skim<'b> {
    bytes: &'b [u8],
    looks: Looks,
    /// The open brackets, outermost first; the file itself is the first and stays.
    frames: Vec<Frame>,
    last: Last,
}

impl<'b> Skim<'b> {
    /// Reads what stands at an offset; gives the offset behind it, or `None` where a candidate may be.
    fn token(&mut self, at: usize) -> Option<usize> {
        match self.bytes[at] {
            b' ' | b'\t' | b'\x0c' => Some(at + 1),
            b'\n' | b'\r' => {
                self.end_line();
                Some(at + 1)
            }
            b'#' => Some(self.behind_comment(at)),
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
            b',' | b';' | b'=' => self.separator(at),
            b':' => self.colon(at),
            b'\0' => None,
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

    fn sign(&mut self, behind: usize) -> Option<usize> {
        self.put(Last::Sign);
        Some(behind)
    }

    /// What ends the operand of a `not` and is no part of a comparison.
    fn separator(&mut self, at: usize) -> Option<usize> {
        self.top().split();
        self.sign(at + 1)
    }

    /// A line break ends a statement unless a bracket is open.
    fn end_line(&mut self) {
        if self.frames.len() == 1 {
            self.top().negated = false;
            self.last = Last::Start;
        }
    }

    fn behind_comment(&self, at: usize) -> usize {
        let end = memchr2(b'\n', b'\r', &self.bytes[at..]);
        end.map_or(self.bytes.len(), |end| at + end)
    }

    fn behind_continuation(&self, at: usize) -> Option<usize> {
        match self.bytes[at + 1..] {
            [b'\r', b'\n', ..] => Some(at + 3),
            [b'\n' | b'\r', ..] => Some(at + 2),
            _ => None,
        }
    }

    fn string(&mut self, at: usize, prefix: Prefix) -> Option<usize> {
        if prefix.fields {
            let (string, text) = FString::open(self.bytes, at, prefix);
            return self.text(string, text);
        }
        let behind = strings::end(self.bytes, at)?;
        self.put(Last::Other);
        Some(behind)
    }

    /// The text of an f-string from an offset on, to its end or its next field.
    fn text(&mut self, mut string: FString, mut at: usize) -> Option<usize> {
        loop {
            match string.text(self.bytes, at)? {
                Text::End(behind) => {
                    self.put(Last::Other);
                    return Some(behind);
                }
                Text::Field(behind) => {
                    self.push(Opened::Field(string));
                    return Some(behind);
                }
                Text::FieldEnd(behind) => {
                    let Opened::Field(outer) = self.frames.pop()?.opened else {
                        return None;
                    };
                    (string, at) = (outer, behind);
                }
            }
        }
    }

    /// A number, unless a keyword may be glued to it.
    fn number(&mut self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let end = rest
            .iter()
            .position(|&byte| !is_letter(byte) && byte != b'.');
        let run = &rest[..end.unwrap_or(rest.len())];
        let is_number = |byte: &u8| byte.is_ascii_hexdigit() || b"xXoOjJ_.".contains(byte);
        if !run.iter().all(is_number) {
            return None;
        }
        self.put(Last::Other);
        Some(at + run.len())
    }

    fn dot(&mut self, at: usize) -> Option<usize> {
        match self.bytes[at + 1..] {
            [b'0'..=b'9', ..] => self.number(at),
            [b'.', b'.', ..] => {
                self.put(Last::Other);
                Some(at + 3)
            }
            _ => {
                self.put(Last::Dot);
                Some(at + 1)
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

    fn open(&mut self, at: usize, opened: Opened) -> Option<usize> {
        self.push(opened);
        Some(at + 1)
    }

    fn push(&mut self, opened: Opened) {
        let is_negated = self.last == Last::Not && opened == Opened::Group;
        self.frames.push(Frame::new(opened, is_negated));
        self.last = if is_negated { Last::Not } else { Last::Sign };
    }

    fn close(&mut self, at: usize, byte: u8) -> Option<usize> {
        let frame = self.frames.pop()?;
        if self.looks.negation && frame.is_negated && frame.tests && !frame.is_split {
            return None;
        }
        match (frame.opened, byte) {
            (Opened::Group | Opened::Call, b')')
            | (Opened::List | Opened::Subscript(_), b']')
            | (Opened::Brace, b'}') => {
                self.put(frame.closed());
                Some(at + 1)
            }
            (Opened::Field(string), b'}') => self.text(string, at + 1),
            _ => None,
        }
    }

    fn colon(&mut self, at: usize) -> Option<usize> {
        match self.top().opened {
            Opened::Field(string) => self.text(string.format(), at + 1),
            _ => self.separator(at),
        }
    }

    fn equality(&mut self, at: usize) -> Option<usize> {
        let looks = self.looks;
        if looks.none || looks.booleans {
            let word = equality::word_after(&self.bytes[at + 2..]);
            let is_none = self.last == Last::None || word == b"None";
            let is_boolean = self.last == Last::Bool || matches!(word, b"True" | b"False");
            if looks.none && is_none || looks.booleans && is_boolean {
                return None;
            }
        }
        self.sign(at + 2)
    }

    fn word(&mut self, at: usize) -> Option<usize> {
        let word = name_after(&self.bytes[at..]);
        let behind = at + word.len();
        if matches!(self.bytes.get(behind), Some(b'"' | b'\''))
            && let Some(prefix) = Prefix::of(word)
        {
            return self.string(behind, prefix);
        }
        if self.last == Last::Dot {
            self.put(Last::Name);
            return Some(behind);
        }
        match word {
            b"is" => return self.identity(behind),
            b"in" => return self.membership(behind),
            b"not" => return self.not(behind),
            b"and" | b"or" | b"if" | b"else" | b"for" | b"async" | b"lambda" => {
                self.top().split();
                self.put(Last::Sign);
            }
            b"None" => self.put(Last::None),
            b"True" | b"False" => self.put(Last::Bool),
            b"match" | b"case" if self.last == Last::Start => self.put(Last::Soft),
            _ if is_keyword(word) => self.put(Last::Sign),
            _ => self.put(Last::Name),
        }
        Some(behind)
    }

    /// An `is`, with what is before it known and a look at what is behind.
    fn identity(&mut self, behind: usize) -> Option<usize> {
        self.tested()?;
        if self.looks.literals {
            let left = match self.last {
                Last::Name | Last::Soft => Operand::Name,
                _ => Operand::Any,
            };
            if identity::are_candidates(left, identity::after(&self.bytes[behind..])) {
                return None;
            }
        }
        self.put(Last::Is);
        Some(behind)
    }

    /// An `in`, or the `not in` that ends at the offset.
    fn membership(&mut self, behind: usize) -> Option<usize> {
        self.tested()?;
        self.sign(behind)
    }

    /// Notes that a comparison by `is` or `in` is under way at this level.
    fn tested(&mut self) -> Option<()> {
        let negations = self.looks.negation;
        let top = self.top();
        top.tests = true;
        (!negations || !top.negated).then_some(())
    }

    fn not(&mut self, behind: usize) -> Option<usize> {
        if self.last == Last::Is {
            return self.sign(behind);
        }
        let next = behind + skip_space(&self.bytes[behind..]);
        if name_after(&self.bytes[next..]) == b"in" {
            return self.membership(next + 2);
        }
        self.top().negated = true;
        self.put(Last::Not);
        Some(behind)
    }
}

/// Whether a word is one of Python's other keywords, which end no operand.
fn is_keyword(word: &[u8]) -> bool {
    matches!(
        word,
        b"as"
            | b"assert"
            | b"await"
            | b"break"
            | b"class"
            | b"continue"
            | b"def"
            | b"del"
            | b"elif"
            | b"except"
            | b"finally"
            | b"from"
            | b"global"
            | b"import"
            | b"nonlocal"
            | b"pass"
            | b"raise"
            | b"return"
            | b"try"
            | b"while"
            | b"with"
            | b"yield"
    )
}
