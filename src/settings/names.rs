//! Dotted names, as `plain` and `overloaded` take them: Python identifiers joined by dots.

use ruff_python_ast::Expr;
use ruff_python_parser::parse_expression;
use ruff_text_size::{Ranged, TextSize};

/// A dotted name as Python would read it: blank space around it gone, each identifier normalised (NFKC), as
/// the parser has it.
///
/// # Errors
///
/// Why it is none, in words for the user.
pub fn dotted(text: &str) -> Result<String, String> {
    let parts: Option<Vec<String>> = text.trim().split('.').map(identifier).collect();
    parts.map(|parts| parts.join(".")).ok_or_else(|| {
        format!("`{text}` is no dotted name, such as `Money`, `shop.models` or `self.query`")
    })
}

/// An identifier that is no keyword, normalised.
fn identifier(text: &str) -> Option<String> {
    // Nothing else goes to the parser: brackets nest, and it must not be made to.
    let may_be = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || c == '_';
    if !text.chars().all(may_be) {
        return None;
    }
    let parsed = parse_expression(text).ok()?;
    let Expr::Name(name) = parsed.expr() else {
        return None;
    };
    (name.range().len() == TextSize::of(text)).then(|| name.id.to_string())
}

#[cfg(test)]
mod tests {
    use super::dotted;

    #[test]
    fn names_and_what_is_none() {
        for name in [
            "Money",
            "shop.models",
            "self.query",
            "_",
            "größe.x1",
            "match",
        ] {
            assert_eq!(dotted(name).as_deref(), Ok(name));
        }
        assert_eq!(dotted(" shop.Money ").as_deref(), Ok("shop.Money"));
        assert_eq!(
            dotted("ﬁle").as_deref(),
            Ok("file"),
            "NFKC, as Python reads it"
        );
        for other in [
            "", ".", "a.", ".a", "a..b", "a b", "a. b", "a-b", "1a", "a.1", "None", "x.class",
            "a()", "a[0]", "*", "a.*", "a\nb", "(a)", "\u{3000}", "a#", "'a'", "…",
        ] {
            assert!(dotted(other).is_err(), "{other}");
        }
        assert!(dotted(&"(".repeat(100_000)).is_err());
        assert!(dotted(&vec!["a"; 100_000].join(".")).is_ok());
    }
}
