//! What holds of every text that parses, whatever it is.

use isfix::document::Document;
use isfix::edit::Edits;
use isfix::syntax::tokens::{self, OperatorTokens};
use isfix::syntax::{NodeId, Syntax, Tree, depth};
use ruff_python_ast::{AnyNodeRef, CmpOp, ExprCompare};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// What a file came to.
pub enum Read {
    /// How many tokens and nodes.
    Python(usize, usize),
    /// The row and the reason.
    Refused(usize, String),
}

/// Holds every law over one file's bytes; the panic of a broken one names the file.
pub fn check(label: &str, bytes: &[u8]) -> Read {
    let document = match Document::read(bytes) {
        Ok(document) => document,
        Err(error) => return Read::Refused(error.line(), error.to_string()),
    };
    let same = document.splice(&Edits::default());
    crate::cli::tree::assert_same(label, bytes, &same);
    let text = document.text();
    let parsed = depth::guarded(text, || {
        let syntax = Syntax::parse(text).map_err(|fault| (fault.offset, fault.to_string()))?;
        Ok(check_syntax(label, text, &syntax))
    });
    match parsed {
        Ok(Ok((tokens, nodes))) => Read::Python(tokens, nodes),
        Ok(Err((offset, reason))) => Read::Refused(document.lines().location(offset).row, reason),
        Err(deep) => Read::Refused(0, deep.to_string()),
    }
}

fn check_syntax(label: &str, text: &str, syntax: &Syntax) -> (usize, usize) {
    let tokens = check_tokens(label, text, syntax);
    let tree = syntax.tree();
    check_ids(label, &tree);
    check_ranges(label, &tree);
    for id in tree.ids() {
        if let AnyNodeRef::ExprCompare(compare) = tree.node(id) {
            check_operators(label, text, syntax, compare);
        }
    }
    (tokens, tree.len())
}

/// Tokens stand in order, and between two of them is only what Python skips.
fn check_tokens(label: &str, text: &str, syntax: &Syntax) -> usize {
    let (mut end, mut count) = (0, 0);
    let ranges = syntax.tokens().iter().map(Ranged::range);
    let last = TextRange::empty(TextSize::of(text));
    for range in ranges.chain([last]) {
        let (from, to) = (range.start().to_usize(), range.end().to_usize());
        assert!(
            end <= from,
            "{label}: the token at {from} starts before {end}"
        );
        let gap = &text[end..from];
        let rest = gap
            .replace("\\\r\n", "")
            .replace("\\\n", "")
            .replace("\\\r", "");
        assert!(
            rest.bytes().all(tokens::is_blank),
            "{label}: {gap:?} at {end} is in no token"
        );
        (end, count) = (to, count + 1);
    }
    assert_eq!(end, text.len(), "{label}");
    count - 1
}

/// Parents, children, ancestors and subtrees tell the same tree.
fn check_ids(label: &str, tree: &Tree<'_>) {
    assert_eq!(tree.ids().count(), tree.len(), "{label}");
    assert_eq!(tree.parent(NodeId::ROOT), None, "{label}");
    assert_eq!(tree.subtree(NodeId::ROOT).count(), tree.len(), "{label}");
    let mut children = 0;
    let mut ends = vec![0; tree.len()];
    for id in tree.ids() {
        let mut subtree = tree.subtree(id);
        assert_eq!(subtree.next(), Some(id), "{label}");
        ends[id.index()] = subtree.last().unwrap_or(id).index();
        let mut next = id.index() + 1;
        for child in tree.children(id) {
            assert_eq!(tree.parent(child), Some(id), "{label}");
            assert_eq!(tree.ancestors(child).next(), Some(id), "{label}");
            assert_eq!(
                child.index(),
                next,
                "{label}: a gap among the children of {id:?}"
            );
            next = tree.subtree(child).last().unwrap().index() + 1;
            children += 1;
        }
        assert_eq!(
            next,
            ends[id.index()] + 1,
            "{label}: children do not fill {id:?}"
        );
    }
    assert_eq!(
        children + 1,
        tree.len(),
        "{label}: each node but the module is one child"
    );
    if let Some(deepest) = tree.ids().last() {
        assert_eq!(
            tree.ancestors(deepest).last().unwrap_or(deepest),
            NodeId::ROOT
        );
    }
}

/// A node lies within its parent, and siblings stand in source order.
fn check_ranges(label: &str, tree: &Tree<'_>) {
    for id in tree.ids() {
        let outer = tree.node(id);
        let mut start = outer.start();
        for child in tree.children(id) {
            let inner = tree.node(child);
            assert!(
                outer.range().contains_range(inner.range()),
                "{label}: {:?} {:?} sticks out of {:?} {:?}",
                inner.kind(),
                inner.range(),
                outer.kind(),
                outer.range()
            );
            assert!(
                start <= inner.start(),
                "{label}: {:?} {:?} stands before its elder sibling",
                inner.kind(),
                inner.range()
            );
            start = inner.start();
        }
    }
}

/// Each operator of a chain, found by token, reads as the tree has it.
fn check_operators(label: &str, text: &str, syntax: &Syntax, compare: &ExprCompare) {
    for (pair, &op) in compare.ops.iter().enumerate() {
        let at = tokens::operator(compare, pair, syntax.tokens());
        assert_eq!(spelled(text, at), Some(op), "{label}: {at:?}");
    }
}

fn spelled(text: &str, at: OperatorTokens) -> Option<CmpOp> {
    let first = &text[at.first];
    let second = at.second.map(|range| &text[range]);
    Some(match (first, second) {
        ("is", None) => CmpOp::Is,
        ("is", Some("not")) => CmpOp::IsNot,
        ("in", None) => CmpOp::In,
        ("not", Some("in")) => CmpOp::NotIn,
        ("==", None) => CmpOp::Eq,
        ("!=", None) => CmpOp::NotEq,
        ("<", None) => CmpOp::Lt,
        ("<=", None) => CmpOp::LtE,
        (">", None) => CmpOp::Gt,
        (">=", None) => CmpOp::GtE,
        _ => return None,
    })
}
