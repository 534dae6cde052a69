//! What the form of an expression tells of what it gives: an object of one of Python's own classes, whose
//! `!=` is the opposite of its `==`, or a `bool`.

use super::grammar::{Form, Kind};

/// What an expression surely gives.
#[derive(Debug, Clone)]
pub enum Own {
    /// Nothing is known of it.
    No,
    /// An object of one of Python's own classes.
    Yes,
    /// As `Yes`: a string, bytes or a number as it is written, or by a call.
    Scalar,
    /// As `Yes`: a `bool` or `None`.
    Bool,
    /// A `not`, whose operand a rewrite may change.
    Not,
    /// A comparison, if its links give a `bool`: by its place among the sites.
    Compared(usize),
    /// One of several.
    All(Vec<Own>),
}

impl Own {
    /// What an operand is.
    pub fn of_operand(kind: Kind, text: &str) -> Self {
        const QUOTED: &[&str] = &["'", "\"", "r'", "u\"", "b'", "Rb\""];
        let is_quoted = |token: &str| QUOTED.iter().any(|quote| token.starts_with(quote));
        let is_written = !text.contains(' ') || text.split(' ').all(is_quoted);
        let is_called = ["str (", "float (", "id ("]
            .iter()
            .any(|call| text.starts_with(call));
        match kind {
            Kind::None | Kind::Boolean => Self::Bool,
            Kind::Value if is_written => Self::Scalar,
            _ if is_called => Self::Scalar,
            // Of what is formatted comes a text.
            _ if kind.is_own() || text.starts_with('\'') => Self::Yes,
            _ => Self::No,
        }
    }

    /// What a form is, given what its places are.
    pub fn of_form(form: &Form, mut places: Vec<Self>) -> Self {
        match form.text {
            "w := %V1" => Self::All(places),
            "%P2 if %T2 else %P1" => {
                places.remove(1);
                Self::All(places)
            }
            text if text.starts_with("%T3 or") || text.starts_with("%T4 and") => Self::All(places),
            text if text.starts_with("bool (") => Self::Bool,
            text if text.starts_with("lambda") => Self::Yes,
            "( x for x in %I2 )" => Self::Yes,
            _ if form.kind.is_own() => Self::Yes,
            _ => Self::No,
        }
    }
}
