//! The proof by the statements that change: what it costs grows with them, not with the file.
//!
//! Each change lies in a smallest statement that fills its lines: blanks alone before it, behind it
//! nothing but a comment and the line's end. Such a statement is taken out of the result and parsed by
//! itself, as the body of an `if` where it is indented. That this proves as much as parsing all of the
//! result rests on four things, each of which is looked at here and none of which is taken on trust:
//!
//! - *Outside of these statements the result is the text, byte for byte.*
//! - *The lexer enters and leaves them as it did.* All it knows where a logical line starts is how far
//!   the blocks around are indented, for no bracket and no string is open there. A statement is entered
//!   at the start of such a line and with the blanks that it had. It is left at the end of a logical
//!   line, as it was; blocks that it holds are indented deeper, whatever they hold, so what comes next
//!   ends them all. Lexed by itself it gives the tokens that it gives in its place, for a line is only
//!   ever held against the indentation of the block it is in, and of blocks within that. So the
//!   result's tokens are the text's with those of the statements in place of theirs.
//! - *The parser enters and leaves them as it did.* It goes from token to token, one statement of a
//!   block after the other. No statement starts with a word that goes on with the one before it
//!   (`elif`, `else`, `except`, `finally`), or it would not parse by itself; so where one statement
//!   was, and where there is one now, neither those before nor those behind can tell.
//! - *Each statement is what was declared*, node by node, with the comments it had.
//!
//! Whatever falls short of that proves nothing: then all of the result is looked at. Debug builds look
//! at all of it always, so every test that proves an edit tests this, too.

use ruff_python_ast::AnyNodeRef;
use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_text_size::{Ranged, TextRange, TextSize};
use std::borrow::Cow;
use std::cmp::Reverse;

use super::{Expected, comments};
use crate::edit::Edits;
use crate::module::Module;
use crate::settle::Declared;
use crate::syntax::tokens::blanks_before;
use crate::syntax::{NodeId, Syntax, Tree};

/// Proves that the result of some edits is the module with just the declared changes, or nothing.
pub(super) fn prove(
    module: &Module<'_>,
    edits: &Edits,
    result: &str,
    declared: &[Declared],
) -> Option<()> {
    let places = places(module, declared)?;
    if !is_less(module, &places) {
        return None;
    }
    let mut expected = Expected::new(&module.tree, declared).ok()?;
    let mut edits = edits.iter().peekable();
    let mut outside = Outside {
        text: module.text,
        result,
    };
    for (at, place) in places.iter().enumerate() {
        let mut length = place.lines.len().to_usize();
        while let Some(edit) = edits.next_if(|edit| edit.range.end() <= place.lines.end()) {
            length = (length + edit.content.len()).checked_sub(edit.range.len().to_usize())?;
        }
        let before = at.checked_sub(1).map(|last| places[last].lines.end());
        let gap = TextRange::new(before.unwrap_or_default(), place.lines.start());
        outside.pass(gap)?;
        let changed = outside.take(length)?;
        place.prove(module, changed, &mut expected)?;
    }
    let behind = places
        .last()
        .map_or_else(TextSize::default, |it| it.lines.end());
    outside.pass(TextRange::new(behind, TextSize::of(module.text)))?;
    (outside.result.is_empty() && expected.is_spent()).then_some(())
}

/// Whether it is less work to look at these places than at the whole.
fn is_less(module: &Module<'_>, places: &[Place]) -> bool {
    /// What a parse of its own costs, in bytes that are parsed meanwhile.
    const EACH: usize = 256;
    let bytes = places
        .iter()
        .map(|place| place.lines.len().to_usize() + EACH);
    // A small text proves nothing of sizes, and shall be proved as large ones are.
    module.text.len() <= SMALL || bytes.sum::<usize>() <= module.text.len() / 2
}

/// A text of so many bytes costs nothing either way.
const SMALL: usize = 1_024;

/// What of the result has not been looked at.
struct Outside<'t> {
    text: &'t str,
    result: &'t str,
}

impl<'t> Outside<'t> {
    /// Passes a part of the text that must come next in the result.
    fn pass(&mut self, part: TextRange) -> Option<()> {
        self.result = self.result.strip_prefix(&self.text[part])?;
        Some(())
    }

    /// Takes so many bytes that may be anything.
    fn take(&mut self, length: usize) -> Option<&'t str> {
        let (taken, rest) = self.result.split_at_checked(length)?;
        self.result = rest;
        Some(taken)
    }
}

/// A statement that fills its lines.
#[derive(Debug, Clone, Copy)]
struct Place {
    statement: NodeId,
    /// From the start of its first line to behind the end of its last.
    lines: TextRange,
}

/// Where changes are declared: in source order, none within another.
fn places(module: &Module<'_>, declared: &[Declared]) -> Option<Vec<Place>> {
    let mut nodes: Vec<NodeId> = declared.iter().map(Declared::node).collect();
    nodes.sort_unstable();
    let mut places: Vec<Place> = Vec::new();
    for node in nodes {
        let is_known = |last: &Place| module.tree.holds(last.statement, node);
        if !places.last().is_some_and(is_known) {
            places.push(Place::around(module, node)?);
        }
    }
    places.sort_by_key(|place| (place.lines.start(), Reverse(place.lines.end())));
    places.dedup_by(|next, kept| kept.lines.contains_range(next.lines));
    Some(places)
}

impl Place {
    /// The smallest such statement around a node.
    fn around(module: &Module<'_>, node: NodeId) -> Option<Self> {
        let tree = &module.tree;
        let around = std::iter::once(node).chain(tree.ancestors(node));
        around
            .filter(|&outer| tree.node(outer).is_statement())
            .find_map(|statement| {
                let lines = lines(module, tree.node(statement).range())?;
                Some(Self { statement, lines })
            })
    }

    /// Proves that `changed`, which the result has in this place, is the statement with what is
    /// expected of it.
    fn prove(&self, module: &Module<'_>, changed: &str, expected: &mut Expected) -> Option<()> {
        let statement = module.tree.node(self.statement);
        let indent = &module.text[TextRange::new(self.lines.start(), statement.start())];
        // It is indented as it was, and so is the block around it.
        if !changed.starts_with(indent) {
            return None;
        }
        let alone = Alone::parse(changed, indent)?;
        let (tree, id) = alone.statement()?;
        let start = tree.node(id).start();
        if start != alone.head + TextSize::of(indent) {
            return None;
        }
        let was = TextRange::new(statement.start(), self.lines.end());
        let is = TextRange::new(start, TextSize::of(&*alone.text));
        let tokens = alone.syntax.tokens();
        let ends = &module.text[self.lines];
        if !comments(module.text, module.tokens.in_range(was))
            .eq(comments(&alone.text, tokens.in_range(is)))
            || (ends.ends_with('\n') && !ends_line(tokens, is.end()))
        {
            return None;
        }
        let (before, after) = (module.tree.subtree(self.statement), tree.subtree(id));
        expected.meet(&module.tree, before, &tree, after).ok()
    }
}

/// The lines of a statement, if it fills them.
fn lines(module: &Module<'_>, statement: TextRange) -> Option<TextRange> {
    let (text, tokens) = (module.text, module.tokens);
    let start = blanks_before(text, statement.start());
    let mut before = tokens.before(statement.start()).iter().rev();
    let before =
        before.find(|token| !matches!(token.kind(), TokenKind::Indent | TokenKind::Dedent));
    // The line before must end where this one starts, and in no backslash.
    let starts = match before {
        None => start == TextSize::default(),
        Some(token) => is_line_end(*token) && token.end() == start && is_line_feed(text, start),
    };
    let mut behind = tokens.after(statement.end()).iter();
    let (kind, end) = behind
        .find(|token| !token.kind().is_comment())
        .map_or((TokenKind::Newline, statement.end()), |token| {
            (token.kind(), token.end())
        });
    let ends = kind == TokenKind::Newline && (end == TextSize::of(text) || is_line_feed(text, end));
    (starts && ends).then(|| TextRange::new(start, end))
}

fn is_line_end(token: Token) -> bool {
    matches!(
        token.kind(),
        TokenKind::Newline | TokenKind::NonLogicalNewline
    )
}

/// Whether a line feed stands before an offset: a lone CR there could become half of a CRLF.
fn is_line_feed(text: &str, offset: TextSize) -> bool {
    text[..offset.to_usize()].ends_with('\n')
}

/// Whether the last line of a text ends a logical one.
fn ends_line(tokens: &Tokens, end: TextSize) -> bool {
    let mut last = tokens.iter().rev();
    let last = last.find(|token| token.kind() != TokenKind::Dedent);
    last.is_some_and(|last| {
        last.kind() == TokenKind::Newline && !last.range().is_empty() && last.end() == end
    })
}

/// A statement that is parsed by itself.
struct Alone<'t> {
    text: Cow<'t, str>,
    syntax: Syntax,
    /// The length of what was put before it.
    head: TextSize,
}

impl<'t> Alone<'t> {
    /// What an indented statement is put behind.
    const BLOCK: &'static str = "if 1:\n";

    fn parse(lines: &'t str, indent: &str) -> Option<Self> {
        let (text, head) = if indent.is_empty() {
            (Cow::Borrowed(lines), "")
        } else {
            (Cow::Owned(format!("{}{lines}", Self::BLOCK)), Self::BLOCK)
        };
        Some(Self {
            syntax: Syntax::parse(&text).ok()?,
            text,
            head: TextSize::of(head),
        })
    }

    /// The only statement there is.
    fn statement(&self) -> Option<(Tree<'_>, NodeId)> {
        let tree = self.syntax.tree();
        let only = only_statement(&tree, NodeId::ROOT)?;
        if self.head == TextSize::default() {
            return Some((tree, only));
        }
        let AnyNodeRef::StmtIf(block) = tree.node(only) else {
            return None;
        };
        let inner = only_statement(&tree, only).filter(|_| block.elif_else_clauses.is_empty())?;
        Some((tree, inner))
    }
}

/// The only statement among a node's children.
fn only_statement(tree: &Tree<'_>, id: NodeId) -> Option<NodeId> {
    let mut statements = tree
        .children(id)
        .filter(|&child| tree.node(child).is_statement());
    let only = statements.next()?;
    statements.next().is_none().then_some(only)
}
