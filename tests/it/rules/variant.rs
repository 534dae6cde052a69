//! The same source in other clothes: line ends, encodings, indentation, surroundings.

use isfix::syntax::{NodeId, Syntax};
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{AnyNodeRef as N, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

pub fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

pub fn lone_cr(text: &str) -> String {
    text.replace('\n', "\r")
}

/// In latin-1, with its cookie as the first line; `None` where it has no such characters.
pub fn latin_1(text: &str) -> Option<Vec<u8>> {
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    Some([&b"# -*- coding: latin-1 -*-\n"[..], &bytes?].concat())
}

/// One indent deeper, in an `if` of its own. Lines that start inside a string stay as they are.
pub fn indented(text: &str) -> Option<String> {
    let syntax = Syntax::parse(text).ok()?;
    let N::ModModule(module) = syntax.tree().node(NodeId::ROOT) else {
        return None;
    };
    if module.body.is_empty() || text.contains('\r') {
        return None;
    }
    let strings = strings(syntax.tokens());
    let mut deeper = String::from("if True:\n");
    let mut start = TextSize::default();
    for line in text.split_inclusive('\n') {
        let in_string = strings
            .iter()
            .any(|range| range.start() < start && start < range.end());
        // A form feed starts the line's column anew.
        let feeds = line.len() - line.trim_start_matches('\x0c').len();
        let (feeds, rest) = line.split_at(feeds);
        let indent = if in_string || rest.trim().is_empty() {
            ""
        } else {
            "    "
        };
        deeper.push_str(&format!("{feeds}{indent}{rest}"));
        start += TextSize::of(line);
    }
    Some(deeper)
}

/// Where the strings are; of an f-string the whole, its fields included.
fn strings(tokens: &Tokens) -> Vec<TextRange> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    for token in tokens.iter() {
        match token.kind() {
            TokenKind::String => found.push(token.range()),
            TokenKind::FStringStart | TokenKind::TStringStart => open.push(token.start()),
            TokenKind::FStringEnd | TokenKind::TStringEnd => {
                found.extend(open.pop().map(|start| TextRange::new(start, token.end())));
            }
            _ => {}
        }
    }
    found
}

/// The values of a module of nothing but expressions and assignments, where each value means the
/// same whatever else the file holds.
pub fn values(text: &str) -> Option<Vec<String>> {
    /// A comment that says something of its line, and a value that would be several arguments.
    const OF_ITS_LINE: &[&str] = &["noqa", "ruff:", "pylint:", "isfix", "*"];
    if OF_ITS_LINE.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let syntax = Syntax::parse(text).ok()?;
    let N::ModModule(module) = syntax.tree().node(NodeId::ROOT) else {
        return None;
    };
    let shown = module.body.iter().map(|statement| match statement {
        Stmt::Expr(expression) if is_yield(&expression.value) => {
            Some(format!("({})", &text[statement.range()]))
        }
        Stmt::Expr(_) => Some(text[statement.range()].to_owned()),
        // With its parentheses, which the range of the value does not hold.
        Stmt::Assign(assign) if !is_yield(&assign.value) => {
            let behind = TextRange::new(assign.targets.last()?.end(), statement.end());
            let value = text[behind].trim_start().strip_prefix('=')?;
            Some(value.trim_start_matches([' ', '\t']).to_owned())
        }
        _ => None,
    });
    shown.collect()
}

fn is_yield(value: &Expr) -> bool {
    matches!(value, Expr::Yield(_) | Expr::YieldFrom(_))
}

/// A value as the argument of a call that says nothing about it.
pub fn called(value: &str) -> String {
    format!("show(\n    {value}\n)\n")
}
