//! What the rules share: how an operator is replaced and a `not` is folded, token by token, with
//! every comment, line break and blank around them kept.

pub mod argument;

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{CmpOp, ExprRef};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::edit::Edit;
use crate::rule::Site;
use crate::syntax::tokens::{self, OperatorTokens, blanks_after, blanks_before, is_blank};
use crate::syntax::{NodeId, Tree};

/// The edits that turn the operator at `at` from `from` into `to`.
pub fn replace(text: &str, at: OperatorTokens, from: CmpOp, to: CmpOp) -> Vec<Edit> {
    let word = to.as_str();
    match at.second {
        None => vec![padded(text, at.first, word)],
        Some(second) if is_blank_between(text, at.first, second) => {
            vec![padded(text, at.first.cover(second), word)]
        }
        Some(second) => {
            // `not … in` keeps its second word, `is … not` its first; the other one goes.
            let (kept, gone) = if from == CmpOp::NotIn {
                (second, at.first)
            } else {
                (at.first, second)
            };
            let replaced = (&text[kept] != word).then(|| padded(text, kept, word));
            let deleted = Edit::delete(word_with_blanks(text, gone));
            replaced.into_iter().chain([deleted]).collect()
        }
    }
}

fn is_blank_between(text: &str, first: TextRange, second: TextRange) -> bool {
    blanks_after(text, first.end()) == second.start()
}

/// The word in place of the range, one space on each side that would otherwise touch.
fn padded(text: &str, range: TextRange, word: &'static str) -> Edit {
    let before = text[..range.start().to_usize()].bytes().next_back();
    let after = text[range.end().to_usize()..].bytes().next();
    let left = if before.is_some_and(touches_left) {
        " "
    } else {
        ""
    };
    let right = if after.is_some_and(touches_right) {
        " "
    } else {
        ""
    };
    if left.is_empty() && right.is_empty() {
        return Edit::replace(range, word);
    }
    Edit::replace(range, format!("{left}{word}{right}"))
}

fn touches_left(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'\n' | b'\r')
}

/// A backslash or a comment is no neighbour: the operand stands behind it.
fn touches_right(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'\n' | b'\r' | b'\\' | b'#')
}

/// The word and the blanks that go with it: those behind it, or, where it ends its line, those before
/// it; a comment behind it takes its place where it starts its line, else stays where it is.
fn word_with_blanks(text: &str, word: TextRange) -> TextRange {
    let start = blanks_before(text, word.start());
    let end = blanks_after(text, word.end());
    let before = text[..start.to_usize()].bytes().next_back();
    let starts_line = matches!(before, None | Some(b'\n' | b'\r'));
    match text[end.to_usize()..].bytes().next() {
        Some(b'#') if starts_line => TextRange::new(word.start(), end),
        None | Some(b'\n' | b'\r' | b'#') => TextRange::new(start, word.end()),
        Some(_) => TextRange::new(word.start(), end),
    }
}

/// The edits that take away the `not`s in `nots` (innermost first) around the comparison `compare`,
/// with every pair of parentheses between them that held only the negated comparison and carries
/// neither line break nor comment.
pub fn unwrap_nots(
    text: &str,
    all: &Tokens,
    tree: &Tree,
    compare: NodeId,
    nots: &[NodeId],
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut inner = compare;
    for &not in nots {
        let node = tree
            .node(inner)
            .as_expr_ref()
            .expect("`not` and comparisons are expressions");
        edits.extend(unwrap_parentheses(text, all, node, tree, not));
        let word = TextRange::at(tree.node(not).start(), TextSize::from(3));
        edits.push(Edit::delete(word_with_blanks(text, word)));
        inner = not;
    }
    let edits = merge(edits);
    keep_braces_apart(
        text,
        merge(without_leading_breaks(text, all, tree, nots, edits)),
    )
}

/// Where a `not` that opened its line is gone, a continued line break behind it goes, too: Python
/// reads the indentation of a line that opens with a backslash from the next one.
fn without_leading_breaks(
    text: &str,
    all: &Tokens,
    tree: &Tree,
    nots: &[NodeId],
    mut edits: Vec<Edit>,
) -> Vec<Edit> {
    let Some(&outermost) = nots.last() else {
        return edits;
    };
    let start = tree.node(outermost).start();
    let is_statement = |id| tree.node(id).is_statement() && tree.node(id).start() == start;
    let before = all.before(start).last().map(|token| token.kind());
    let opens_line = before.is_none_or(|kind| {
        kind.is_trivia()
            || matches!(
                kind,
                TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent
            )
    });
    if !opens_line || !tree.ancestors(outermost).any(is_statement) {
        return edits;
    }
    let mut end = start;
    for edit in &mut edits {
        if edit.range.start() != end {
            break;
        }
        end = continued_after(text, edit.range.end());
        edit.range = TextRange::new(edit.range.start(), end);
    }
    edits
}

/// The end of the continued line breaks that start at `offset`, with the blanks around them.
fn continued_after(text: &str, offset: TextSize) -> TextSize {
    let mut end = offset;
    loop {
        let rest = &text[blanks_after(text, end).to_usize()..];
        let breaks = ["\\\r\n", "\\\n", "\\\r"];
        let Some(next) = breaks.iter().find_map(|it| rest.strip_prefix(it)) else {
            return end;
        };
        end = blanks_after(text, TextSize::of(text) - TextSize::of(next));
    }
}

fn unwrap_parentheses(
    text: &str,
    all: &Tokens,
    node: ExprRef,
    tree: &Tree,
    not: NodeId,
) -> Vec<Edit> {
    tokens::parentheses(node, tree.node(not), all)
        .filter(|&pair| !text[pair].contains(['\n', '\r']))
        .flat_map(|pair| {
            let open = TextRange::new(
                pair.start(),
                blanks_after(text, pair.start() + TextSize::from(1)),
            );
            let close = TextRange::new(
                blanks_before(text, pair.end() - TextSize::from(1)),
                pair.end(),
            );
            let after = text[close.end().to_usize()..].chars().next();
            // `not(a in b)else c`: the word behind the parenthesis must stay a word of its own.
            let touches = after.is_some_and(|next| next.is_alphanumeric() || next == '_');
            [
                Edit::delete(open),
                Edit::replace(close, if touches { " " } else { "" }),
            ]
        })
        .collect()
}

/// Joins deletions that touch, so that what stands around the gap can be seen.
fn merge(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.range.start());
    let mut merged: Vec<Edit> = Vec::new();
    for edit in edits {
        match merged.last_mut() {
            // Blanks before a closing parenthesis may be blanks that the next one takes, too.
            Some(last) if edit.range.start() <= last.range.end() => {
                last.range = last.range.cover(edit.range);
                last.content = edit.content;
            }
            _ => merged.push(edit),
        }
    }
    merged
}

/// In an f-string `{{` is a brace and no field: where a gap would bring two braces together, one
/// space stays between them.
fn keep_braces_apart(text: &str, mut edits: Vec<Edit>) -> Vec<Edit> {
    for edit in &mut edits {
        let before = text[..edit.range.start().to_usize()].bytes().next_back();
        let after = text[edit.range.end().to_usize()..].bytes().next();
        if edit.content.is_empty()
            && matches!(
                (before, after),
                (Some(b'{'), Some(b'{')) | (Some(b'}'), Some(b'}'))
            )
        {
            edit.content = " ".into();
        }
    }
    edits
}

/// The comparison with what `not` before it makes of it, where that is one operator.
pub fn negated(op: CmpOp) -> Option<CmpOp> {
    match op {
        CmpOp::Is => Some(CmpOp::IsNot),
        CmpOp::IsNot => Some(CmpOp::Is),
        CmpOp::In => Some(CmpOp::NotIn),
        CmpOp::NotIn => Some(CmpOp::In),
        CmpOp::Eq => Some(CmpOp::NotEq),
        CmpOp::NotEq => Some(CmpOp::Eq),
        CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => None,
    }
}

/// The operator that a comparison comes to if the `not`s around it are folded into it; `None` where
/// there are none, or where no operator says it.
pub fn folded(site: &Site<'_, '_>) -> Option<CmpOp> {
    match site.nots().len() {
        0 => None,
        _ if site.is_chain() => None,
        nots if nots % 2 == 0 => Some(site.op),
        _ => negated(site.op),
    }
}

/// What is wrong where several `not`s stand before a test; `None` where they do not.
pub fn repetition(site: &Site<'_, '_>) -> Option<String> {
    let to = folded(site).filter(|_| site.nots().len() > 1)?;
    Some(format!(
        "`not` is repeated: `{}` says the same",
        to.as_str()
    ))
}

/// How a negated test may be misread, to end a message with; nothing where parentheses make it clear.
pub fn misreading(site: &Site<'_, '_>, word: &str) -> String {
    let start = site.negated_range().start();
    let between = TextRange::new(start, site.comparison.compare.start());
    if site.module.text[between].contains('(') {
        return String::new();
    }
    format!(": `not a {word} b` is easily misread as `(not a) {word} b`")
}
