//! Where a `not` before an operand may negate a membership or identity test, or one of equality.
//!
//! From each such `not` a small lexer reads on until the operand has surely ended, or a word `in` or
//! `is`, or an `==` or `!=`, is met that may be at the operand's own level. A real `not` stands in code, so reading on as
//! code is right; one that stands in a string or comment is read wrongly, which does not matter:
//! prose is soon no code (two names side by side), and the answer for it is nobody's.

use memchr::memmem;

use super::word::{
    REACH, back_over_blanks, is_comment, is_letter, is_word, name_after, name_before,
};

/// Which tests may be negated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tests {
    /// Those by `is` and `in`.
    IsAndIn,
    /// Those by `==` and `!=`.
    Equality,
}

/// Where a negation may be of one of these tests.
pub(super) fn hits(bytes: &[u8], tests: Tests) -> impl Iterator<Item = usize> {
    // Operands within operands are read again and again: in all no more than is cheap, then the answer is
    // "maybe".
    let mut left = READINGS * bytes.len();
    memmem::find_iter(bytes, b"not")
        .filter(|&at| is_word(bytes, at, 3))
        .filter(|&at| !is_second_word(&bytes[..at]) && !is_comment(&bytes[..at]))
        .filter(move |&at| {
            if left == 0 {
                return true;
            }
            let mut reader = Reader::new(&bytes[at + 3..], tests);
            let may_be = reader.may_be_tested();
            left = left.saturating_sub(reader.read);
            may_be
        })
}

/// How often a text is read by this look, in all.
const READINGS: usize = 4;

/// Whether the `not` is that of `is not`.
fn is_second_word(before: &[u8]) -> bool {
    back_over_blanks(before).is_some_and(|before| name_before(before) == b"is")
}

/// The text behind a `not`, read token by token.
struct Reader<'b> {
    rest: &'b [u8],
    tests: Tests,
    read: usize,
    depth: usize,
    /// Whether the operand started with a parenthesis that is still open: what is in it may be the
    /// very test that is negated.
    grouped: bool,
    /// Whether the tokens so far could end an expression.
    complete: bool,
}

/// What a token tells.
enum Told {
    Maybe,
    No,
    GoOn,
}

impl<'b> Reader<'b> {
    fn new(rest: &'b [u8], tests: Tests) -> Self {
        Self {
            rest,
            tests,
            read: 0,
            depth: 0,
            grouped: false,
            complete: false,
        }
    }

    fn may_be_tested(&mut self) -> bool {
        // `a not in b`: an operator of two words and no negation.
        if name_after(self.rest.trim_ascii_start()) == b"in" {
            return false;
        }
        while self.read < REACH {
            let Some(&byte) = self.rest.first() else {
                return false;
            };
            match self.token(byte) {
                Told::Maybe => return true,
                Told::No => return false,
                Told::GoOn => {}
            }
        }
        true
    }

    fn skip(&mut self, length: usize) -> Told {
        self.rest = &self.rest[length..];
        self.read += length;
        Told::GoOn
    }

    fn token(&mut self, byte: u8) -> Told {
        match byte {
            // Line breaks are blanks: whether one ends the operand shows in what comes behind it.
            b' ' | b'\t' | b'\x0c' | b'\n' | b'\r' => self.skip(1),
            b'\\' if matches!(self.rest.get(1), Some(b'\n' | b'\r')) => self.skip(2),
            b'#' => {
                let end = memchr::memchr2(b'\n', b'\r', self.rest);
                self.skip(end.unwrap_or(self.rest.len()))
            }
            b'0'..=b'9' => self.number(),
            b'"' | b'\'' => self.string(),
            b'(' | b'[' | b'{' => {
                let first = self.depth == 0 && !self.complete && byte == b'(';
                self.grouped |= first;
                self.depth += 1;
                self.complete = false;
                self.skip(1)
            }
            b')' | b']' | b'}' => self.close(),
            _ if byte >= 0x80 => Told::Maybe,
            _ if is_letter(byte) => self.word(),
            _ => self.sign(byte),
        }
    }

    fn close(&mut self) -> Told {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Told::No;
        };
        self.depth = depth;
        self.grouped &= depth > 0;
        self.complete = true;
        self.skip(1)
    }

    /// A number, and the keyword that may be glued to it.
    fn number(&mut self) -> Told {
        let length = self
            .rest
            .iter()
            .take_while(|&&byte| is_letter(byte) || byte == b'.')
            .count();
        if self.rest[..length].contains(&b'i') {
            return Told::Maybe;
        }
        // Behind a dot an attribute may follow, after blanks.
        self.complete = self.rest[length - 1] != b'.';
        self.skip(length)
    }

    fn string(&mut self) -> Told {
        let quote = self.rest[0];
        let triple = self.rest.starts_with(&[quote; 3]);
        let width = if triple { 3 } else { 1 };
        let mut at = width;
        loop {
            match self.rest.get(at..) {
                None | Some([]) => return Told::No,
                Some([b'\\', b'\r', b'\n', ..]) => at += 3,
                Some([b'\\', ..]) => at += 2,
                // Not a string after all: so the `not` did not stand in code.
                Some([b'\n' | b'\r', ..]) if !triple => return Told::No,
                Some(rest) if rest.starts_with(&[quote; 3][..width]) => break,
                Some([0x80..=0xff, ..]) => return Told::Maybe,
                Some(_) => at += 1,
            }
            if at > REACH {
                return Told::Maybe;
            }
        }
        self.complete = true;
        self.skip((at + width).min(self.rest.len()))
    }

    fn word(&mut self) -> Told {
        let word = name_after(self.rest);
        let quoted = matches!(self.rest.get(word.len()), Some(b'"' | b'\''));
        let is_prefix = word.iter().all(|byte| b"rRbBuUfFtT".contains(byte));
        if quoted && is_prefix {
            // The fields of an f-string hold code of their own.
            if word.iter().any(|byte| b"fFtT".contains(byte)) {
                return Told::Maybe;
            }
            self.skip(word.len());
            return self.string();
        }
        if self.depth == 0 {
            self.outer_word(word)
        } else {
            self.inner_word(word)
        }
    }

    fn outer_word(&mut self, word: &[u8]) -> Told {
        match word {
            // What is compared by `in` and then by `==` is a chain, which no operator negates.
            b"in" | b"is" if self.tests == Tests::Equality => Told::No,
            b"in" | b"is" | b"lambda" | b"yield" => Told::Maybe,
            b"not" if self.complete && self.tests == Tests::Equality => Told::No,
            b"not" if self.complete => Told::Maybe,
            b"not" | b"await" => self.skip(word.len()),
            b"and" | b"or" | b"if" | b"else" | b"for" | b"async" => Told::No,
            // Two names side by side are a new statement, or no code.
            _ if self.complete => Told::No,
            _ => {
                self.complete = true;
                self.skip(word.len())
            }
        }
    }

    fn inner_word(&mut self, word: &[u8]) -> Told {
        if self.grouped && self.tests == Tests::IsAndIn && matches!(word, b"in" | b"is") {
            return Told::Maybe;
        }
        self.skip(word.len())
    }

    /// Operators and what separates expressions.
    fn sign(&mut self, byte: u8) -> Told {
        let next = self.rest.get(1).copied();
        let is_equality = matches!(byte, b'=' | b'!') && next == Some(b'=');
        let may_be_own = self.depth == 0 || self.grouped;
        match byte {
            _ if is_equality && may_be_own && self.tests == Tests::Equality => Told::Maybe,
            _ if self.depth > 0 => self.skip(1),
            _ if is_equality => self.operator(2),
            b'<' | b'>' if next == Some(b'=') => self.operator(2),
            b'.' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'~' | b'@' | b'<'
            | b'>' => self.operator(1),
            // `,`, `:`, `;`, `=`, `!`, and what is no Python.
            _ => Told::No,
        }
    }

    fn operator(&mut self, length: usize) -> Told {
        self.complete = false;
        self.skip(length)
    }
}
