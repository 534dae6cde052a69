//! How deep a text may nest, counted on its tokens without recursion, and a stack deep enough for it.
//!
//! The parser grows its own stack, but a tree is dropped by recursion, and a million nested brackets
//! would take gigabytes. So nesting is bounded: beyond [`MAX_DEPTH`] a file is refused with an error,
//! below it the work runs on a stack that holds it. CPython refuses 200 nested brackets, 100
//! indentation levels and, in 3.8 to 3.13, some thousands of levels of anything else.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};
use ruff_text_size::TextSize;
use thiserror::Error;

/// The deepest nesting that is parsed. CPython's compiler gives up long before.
pub const MAX_DEPTH: usize = 50_000;

/// Stack bytes that one level costs at most, dropping and comparing included, and as much again;
/// held by a test. The dearest level is a lambda in the default of a lambda's parameter, with 1,500.
const STACK_PER_LEVEL: usize = 3_072;

/// What work on a shallow file needs, whatever it holds.
const STACK_BASE: usize = 1 << 20;

/// A text that nests deeper than [`MAX_DEPTH`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("nested too deeply: more than {MAX_DEPTH} levels")]
pub struct TooDeep {
    /// Where it nests deepest: an offset into the text in UTF-8 bytes.
    pub offset: TextSize,
}

/// Runs `work` on a stack that holds whatever nesting `text` can have.
///
/// # Errors
///
/// [`TooDeep`] without running it, where that would be too much.
pub fn guarded<T>(text: &str, work: impl FnOnce() -> T) -> Result<T, TooDeep> {
    let depth = bound(text);
    if depth > MAX_DEPTH {
        let offset = too_deep_at(text);
        return Err(TooDeep { offset });
    }
    let stack = STACK_BASE + depth * STACK_PER_LEVEL;
    Ok(stacker::maybe_grow(stack, stack, work))
}

/// An upper bound of how many levels the tree of `text` has, or a number past [`MAX_DEPTH`]: the dear
/// count is made only where a cheap one does not already show that all is well.
pub fn bound(text: &str) -> usize {
    /// Below this many levels the cheap bound is good enough: the stack for it is small.
    const CHEAP: usize = 16_384;
    let cheap = cheap_bound(text.as_bytes());
    if cheap <= CHEAP {
        cheap
    } else {
        count(text, MAX_DEPTH)
    }
}

/// Whether the tree of `text` may have more than so many levels.
pub fn exceeds(text: &str, levels: usize) -> bool {
    cheap_bound(text.as_bytes()) > levels && count(text, levels) > levels
}

/// Where a text first nests too deeply: the lexer tells no offsets, so the shortest beginning of the
/// text that does is looked for.
fn too_deep_at(text: &str) -> TextSize {
    let (mut shallow, mut deep) = (0_usize, text.len());
    loop {
        let middle = text.floor_char_boundary(shallow.midpoint(deep));
        if middle <= shallow {
            return TextSize::try_from(shallow).expect("a text under 4 GiB");
        }
        if count(&text[..middle], MAX_DEPTH) > MAX_DEPTH {
            deep = middle;
        } else {
            shallow = middle;
        }
    }
}

/// Every level costs at least one byte that is neither a letter, digit nor blank, or a keyword, or
/// an indentation one wider than the last.
fn cheap_bound(text: &[u8]) -> usize {
    /// Under this many bytes a text cannot nest badly whatever it holds.
    const SMALL: usize = 4_096;
    if text.len() <= SMALL {
        return text.len();
    }
    /// So many that a count of them fits a byte, as vectors count best.
    const PIECE: usize = 255;
    let mut levels = 0;
    let (next, last) = (&text[1..], &text[2..]);
    for ((here, next), last) in (text.chunks(PIECE).zip(next.chunks(PIECE))).zip(last.chunks(PIECE))
    {
        let bytes = here.iter().zip(next).zip(last);
        let count = bytes.fold(0_u8, |count, ((&here, &next), &last)| {
            count + u8::from(is_sign(here) | starts_word(here, next, last))
        });
        levels += usize::from(count);
    }
    // The last two bytes start no three.
    levels + 2 + text.len().isqrt() * 2
}

/// Whether a byte may be one that tokens which may nest are made of, words aside.
fn is_sign(byte: u8) -> bool {
    // In runs of the ASCII table, which take in `#`, `$`, `;` and `}`.
    let is_in = |first: u8, last: u8| byte.wrapping_sub(first) <= last - first;
    is_in(b'!', b'(')
        | is_in(b'*', b'+')
        | is_in(b'-', b'/')
        | is_in(b':', b'@')
        | is_in(b'{', b'~')
        | (byte == b'[')
        | (byte == b'^')
}

/// Whether three bytes may start a word that may nest: `not`, `lambda`, `await`, `yield`, `if`, `and`,
/// `or` (as in `for`), `in`, `is`.
fn starts_word(here: u8, next: u8, last: u8) -> bool {
    ((here == b'i') & ((next == b'f') | (next == b'n') | (next == b's')))
        | ((here == b'o') & (next == b'r'))
        | ((here == b'n') & (next == b'o') & (last == b't'))
        | ((here == b'a') & (next == b'n') & (last == b'd'))
        | ((here == b'a') & (next == b'w') & (last == b'a'))
        | ((here == b'l') & (next == b'a') & (last == b'm'))
        | ((here == b'y') & (next == b'i') & (last == b'e'))
}

/// The levels of one bracket, f-string or field that is open, by what ends them.
#[derive(Default)]
struct Frame {
    /// Operators, signs, calls, attributes: an operand's, ended by a comparison, `and`, `or`, a comma.
    operand: usize,
    /// `not`s: ended by `and`, `or`, a comma.
    nots: usize,
    /// Conditional expressions and whatever else: ended by a comma.
    others: usize,
    /// `lambda`s: not even ended by a comma, which may separate parameters.
    lambdas: usize,
    /// The last token, to tell the `not` of `is not` and `not in` from one that negates.
    last: Option<TokenKind>,
}

impl Frame {
    fn levels(&self) -> usize {
        self.operand + self.nots + self.others + self.lambdas
    }

    fn step(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Comma => (self.operand, self.nots, self.others) = (0, 0, 0),
            TokenKind::And | TokenKind::Or => (self.operand, self.nots) = (0, 0),
            TokenKind::In if self.last == Some(TokenKind::Not) => {
                self.nots = self.nots.saturating_sub(1);
                self.operand = 0;
            }
            TokenKind::Less
            | TokenKind::Greater
            | TokenKind::LessEqual
            | TokenKind::GreaterEqual
            | TokenKind::EqEqual
            | TokenKind::NotEqual
            | TokenKind::Is
            | TokenKind::In => self.operand = 0,
            TokenKind::Not if self.last == Some(TokenKind::Is) => {}
            TokenKind::Not => self.nots += 1,
            TokenKind::Lambda => self.lambdas += 1,
            TokenKind::If | TokenKind::Else | TokenKind::ColonEqual | TokenKind::Yield => {
                self.others += 1;
            }
            // Names, literals and trivia open nothing; every other token might.
            TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::Comment
            | TokenKind::NonLogicalNewline
            | TokenKind::FStringMiddle
            | TokenKind::TStringMiddle => {}
            _ => self.operand += 1,
        }
        if !kind.is_trivia() {
            self.last = Some(kind);
        }
    }
}

/// Counts on tokens: brackets, strings with fields and indentation nest; inside one of them, chains
/// of operators, attributes, calls, ternaries and lambdas do. Ends where there are more than `most`.
fn count(text: &str, most: usize) -> usize {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut open = Open::default();
    let mut deepest = 0;
    loop {
        let kind = lexer.next_token();
        if kind == TokenKind::EndOfFile || deepest > most {
            return deepest;
        }
        open.step(kind);
        deepest = deepest.max(open.levels());
    }
}

/// What is open at a token: blocks, brackets and strings with fields, and what nests in each.
#[derive(Default)]
struct Open {
    indents: usize,
    /// The levels of all frames but the innermost.
    outer: usize,
    frames: Vec<Frame>,
    innermost: Frame,
}

impl Open {
    fn levels(&self) -> usize {
        self.indents + self.outer + self.innermost.levels()
    }

    fn step(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Indent => self.indents += 1,
            TokenKind::Dedent => self.indents = self.indents.saturating_sub(1),
            TokenKind::Newline => {
                self.frames.clear();
                (self.outer, self.innermost) = (0, Frame::default());
            }
            TokenKind::Semi if self.frames.is_empty() => self.innermost = Frame::default(),
            _ if opens(kind) => {
                self.outer += self.innermost.levels() + 1;
                self.frames.push(std::mem::take(&mut self.innermost));
            }
            _ if closes(kind) => self.close(kind),
            _ => self.innermost.step(kind),
        }
    }

    fn close(&mut self, kind: TokenKind) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.innermost = frame;
        self.outer = self.outer.saturating_sub(self.innermost.levels() + 1);
        // A call or a subscript is a level around what it is taken of.
        if matches!(kind, TokenKind::Rpar | TokenKind::Rsqb) {
            self.innermost.operand += 1;
        }
        self.innermost.last = Some(kind);
    }
}

fn opens(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Lpar
            | TokenKind::Lsqb
            | TokenKind::Lbrace
            | TokenKind::FStringStart
            | TokenKind::TStringStart
    )
}

fn closes(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::FStringEnd
            | TokenKind::TStringEnd
    )
}
