//! Which expressions give an object of one of Python's own classes, whose `!=` is the opposite of its
//! `==`, as their form tells.

use super::grammar::Form;

/// Whether an expression gives an object of one of Python's own classes.
#[derive(Debug, Clone)]
pub enum Own {
    Yes,
    No,
    /// A `not`, whose operand a rewrite may change.
    Not,
    /// A comparison, if its links give a `bool`: by its place among the sites.
    Compared(usize),
    /// One of several.
    All(Vec<Own>),
}

impl Own {
    pub fn of(is_own: bool) -> Self {
        if is_own { Self::Yes } else { Self::No }
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
            text if text.starts_with("lambda") || text.starts_with("bool (") => Self::Yes,
            "( x for x in %I2 )" => Self::Yes,
            _ => Self::of(form.kind.is_own()),
        }
    }
}
