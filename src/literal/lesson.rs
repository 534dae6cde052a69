//! What a comparison by identity with each kind of literal really asks, in words.
//!
//! Facts: what interpreters answer, measured in `docs/identity.md`, against which a test holds these
//! words; and CPython's `Objects/longobject.c` (`_PY_NSMALLNEGINTS`, `_PY_NSMALLPOSINTS`: −5 to 256, to
//! 1024 from 3.15), `Objects/unicodeobject.c` and `Objects/bytesobject.c` (empty and one-character
//! objects), `Objects/codeobject.c` (`all_name_chars`: constants that look like identifiers are
//! interned), and the merging of equal constants of one compilation in `Python/compile.c`
//! (`merge_consts_recursive`).

use super::{Constant, Literal};

impl Literal {
    /// A clause that completes "`is` compares identity with …"; `negated` if it is `is not`.
    pub fn lesson(&self, negated: bool) -> String {
        let always = if negated { "true" } else { "false" };
        match self {
            Self::Singleton => "a singleton".to_owned(),
            Self::Constant(constant) => constant.lesson().to_owned(),
            Self::FString { has_fields: true } => {
                format!("an f-string, mostly a new string each time it is evaluated: nearly always {always}")
            }
            Self::FString { has_fields: false } => {
                "an f-string without fields, which CPython makes a constant: an equal string that is built or read is mostly another object".to_owned()
            }
            Self::Tuple { has_starred } => {
                let sure = if *has_starred { "nearly always" } else { "always" };
                format!("a tuple display, a new tuple each time it is evaluated: {sure} {always}")
            }
            Self::Mutable(kind) => {
                format!("a {kind}, a new object each time it is evaluated: always {always}")
            }
        }
    }
}

impl Constant {
    fn lesson(&self) -> &'static str {
        match self {
            Self::Int(Some(-5..=256)) => {
                "an int that CPython happens to share (−5 to 256): right there by accident, not so elsewhere"
            }
            Self::Int(Some(257..=1024)) => {
                "an int that CPython shares only from 3.15 (to 1024), before that only within one module: an equal int is mostly another object"
            }
            Self::Int(_) => {
                "an int that CPython shares only within one module: an equal int is mostly another object"
            }
            Self::Float => {
                "a float, which CPython shares only within one module: an equal float is mostly another object"
            }
            Self::Complex => {
                "a complex number, which CPython shares only within one module: an equal one is mostly another object"
            }
            Self::Str(Some(text)) => text_lesson(text),
            Self::Str(None) => {
                "a string folded from constants, which CPython may or may not intern: an equal string is often another object"
            }
            Self::Bytes(Some(bytes)) if bytes.len() <= 1 => {
                "bytes of length 0 or 1, which CPython always shares: right there by accident, not so elsewhere"
            }
            Self::Bytes(_) => {
                "bytes, which CPython shares only within one module: equal bytes are mostly another object"
            }
            Self::Tuple(items) if items.is_empty() => {
                "the empty tuple, of which CPython keeps one a process: right there by accident, not so elsewhere"
            }
            Self::Tuple(_) => {
                "a constant tuple, which CPython shares only within one module: an equal tuple is nearly always another object"
            }
            Self::None | Self::Ellipsis | Self::Bool(_) => "a singleton",
        }
    }
}

fn text_lesson(text: &str) -> &'static str {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (None, _) => {
            "the empty string, which CPython always shares: right there by accident, not so elsewhere"
        }
        // Latin-1 characters are the ones CPython keeps an object each for; 3.11 and 3.12 have two of some.
        (Some(only), None) if only <= '\u{ff}' => {
            "a one-character string, which CPython mostly shares: right there by accident, not so elsewhere"
        }
        _ if text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') =>
        {
            "a string that looks like an identifier: CPython interns it where it stands in source, not where it is built, read or sliced"
        }
        _ => {
            "a string, which CPython shares only within one module: an equal string is mostly another object"
        }
    }
}
