//! The proof of a result to which only comments were added.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange};

use super::{Expected, Fault, comments, differs_at_end};
use crate::edit::Edits;
use crate::module::Module;
use crate::syntax::Syntax;

/// Holds the text that edits of comments make of a module against it: its code must be the same, token
/// by token and node by node, and its comments those that the edits make.
///
/// # Errors
///
/// The first difference that the edits do not account for.
pub fn verify_comments(module: &Module<'_>, edits: &Edits, result: &str) -> Result<(), Fault> {
    let syntax = Syntax::parse(result)?;
    let before = &module.tree;
    if !code(module.text, module.tokens).eq(code(result, syntax.tokens())) {
        return Err(differs_at_end(before));
    }
    let after = syntax.tree();
    Expected::new(before, &[])?.meet(before, before.ids(), &after, after.ids())?;
    if edited_comments(module, edits) != comments(result, syntax.tokens()).collect::<Vec<_>>() {
        return Err(Fault::Comment);
    }
    Ok(())
}

/// Every token but comments, as written, in order.
fn code<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = (TokenKind, &'t str)> {
    let code = tokens.iter().filter(|token| !token.kind().is_comment());
    code.map(|token| (token.kind(), &text[token.range()]))
}

/// The comments of a module after some insertions: into comments, or of new ones.
fn edited_comments(module: &Module<'_>, edits: &Edits) -> Vec<String> {
    let mut edits = edits.iter().peekable();
    let mut edited = Vec::new();
    let is_comment = |token: &&Token| token.kind().is_comment();
    for comment in module.tokens.iter().filter(is_comment).map(Ranged::range) {
        while let Some(edit) = edits.next_if(|edit| edit.range.end() <= comment.start()) {
            edited.push(edit.content.trim_start().to_owned());
        }
        let mut text = String::new();
        let mut from = comment.start();
        while let Some(edit) = edits.next_if(|edit| edit.range.end() <= comment.end()) {
            text.push_str(&module.text[TextRange::new(from, edit.range.start())]);
            text.push_str(&edit.content);
            from = edit.range.end();
        }
        text.push_str(&module.text[TextRange::new(from, comment.end())]);
        edited.push(text);
    }
    edited.extend(edits.map(|edit| edit.content.trim_start().to_owned()));
    edited
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Edit;
    use ruff_text_size::TextSize;

    const SOURCE: &str = "x == None  # a\ny is None\n";

    #[test]
    fn only_the_comments_that_the_edits_make_are_admitted() {
        let syntax = Syntax::parse(SOURCE).unwrap();
        let module = Module::new(SOURCE, &syntax);
        let insert = |at: u32, content| Edit::replace(TextRange::empty(TextSize::new(at)), content);
        let edits = Edits::new(vec![insert(14, ", b"), insert(24, "  # c")]);
        let proved = |result: &str| verify_comments(&module, &edits, result);
        let right = "x == None  # a, b\ny is None  # c\n";
        assert_eq!(edits.apply(SOURCE), right);
        assert_eq!(proved(right), Ok(()));
        for wrong in [
            SOURCE,
            "x == None  # a, b\ny is None\n",
            "x == None  # a\ny is None  # c\n",
            "x == None  # a, b, d\ny is None  # c\n",
            "x == None  # a, b\ny is None  # c # d\n",
        ] {
            assert_eq!(proved(wrong), Err(Fault::Comment), "{wrong}");
        }
        for wrong in [
            "x is None  # a, b\ny is None  # c\n",
            "x == None  # a, b\ny is 'None'  # c\n",
            "x == None  # a, b\nif y is None: pass  # c\n",
            "x == None  # a, b\n# c\n",
            "(x) == None  # a, b\ny is None  # c\n",
        ] {
            assert!(matches!(proved(wrong), Err(Fault::Tree { .. })), "{wrong}");
        }
        assert!(matches!(
            proved("x == None(  # a, b"),
            Err(Fault::Syntax(_))
        ));
    }
}
