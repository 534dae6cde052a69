//! Texts that make a NaN, and calls that are given one.

use ruff_python_ast::{Expr, ExprCall, ExprRef};

/// Whether `float` makes a NaN of a text.
///
/// `float_from_string_inner` of CPython's `Objects/floatobject.c` takes blank space at both ends, a sign,
/// and `nan` in any case.
pub fn is_float(text: &str) -> bool {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    unsigned.eq_ignore_ascii_case("nan")
}

/// Whether `decimal.Decimal` makes a NaN of a text, and whether that is a signaling one.
///
/// Digits may follow ("diagnostic information"), as the grammar of numeric strings in the `decimal`
/// module's documentation has it.
pub fn is_decimal(text: &str) -> Option<bool> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let word = unsigned.trim_end_matches(|c: char| c.is_ascii_digit());
    match word.to_ascii_lowercase().as_str() {
        "nan" => Some(false),
        "snan" => Some(true),
        _ => None,
    }
}

/// A call of a dotted name that is given one string, and nothing else, which could make a NaN; with that
/// text. Such a call may go: it does nothing else.
pub fn made(expression: ExprRef<'_>) -> Option<(&ExprCall, &str)> {
    let ExprRef::Call(call) = expression else {
        return None;
    };
    let [Expr::StringLiteral(literal)] = &*call.arguments.args else {
        return None;
    };
    // What is put together or escaped is not looked for among the bytes of a file.
    let text = literal.as_single_part_string()?.as_str();
    let is_one = call.arguments.keywords.is_empty() && is_dotted(&call.func);
    let is_nan = is_float(text) || is_decimal(text).is_some();
    (is_one && is_nan).then_some((call, text))
}

fn is_dotted(expression: &Expr) -> bool {
    let mut inner = expression;
    while let Expr::Attribute(attribute) = inner {
        inner = &attribute.value;
    }
    inner.is_name_expr()
}

#[cfg(test)]
mod tests {
    use super::{is_decimal, is_float};

    /// Asked of CPython 3.8 to 3.13.
    #[test]
    fn as_cpython_has_it() {
        for text in [
            "nan",
            "NaN",
            " nan ",
            "-nan",
            "+nAn\n",
            "\u{2003}nan",
            "\u{85}nan\u{2028}",
        ] {
            assert!(is_float(text), "{text:?}");
            assert_eq!(is_decimal(text), Some(false), "{text:?}");
        }
        for text in [
            "",
            "n",
            "+ nan",
            "nan1",
            "n_an",
            "\u{200b}nan",
            "\u{feff}nan",
            "\0nan",
            "\x1cnan",
            "ｎａｎ",
            "inf",
            "snan",
        ] {
            assert!(!is_float(text), "{text:?}");
        }
        for (text, signaling) in [("NaN123", false), ("-sNaN5", true), (" SNAN ", true)] {
            assert_eq!(is_decimal(text), Some(signaling), "{text:?}");
        }
        for text in ["+ nan", "nans", "ssnan", "1nan", "ｎａｎ"] {
            assert_eq!(is_decimal(text), None, "{text:?}");
        }
    }
}
