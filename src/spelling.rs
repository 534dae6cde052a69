//! Spellings: another expression in the place of a comparison, built around one of its operands,
//! whose bytes are kept: `x == None` → `x.is_(None)`, `x != True` → `not x`.
//!
//! The other operand goes with the operator, so only one without any effect may go. What is made is
//! told twice: as the nodes that [`crate::verify`] admits, and as the edits that bring them about.
//! Which comparison is spelled how is the business of rules.

mod nodes;
mod splice;
#[cfg(test)]
mod tests;

use std::fmt;

pub use nodes::Made;
pub use splice::{apart, is_without_effect, splice};

/// What a comparison becomes; `x` is the operand that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// Whether a `not` stands before it. A `not` that is already there takes it away instead.
    pub negated: bool,
    /// What is made of the operand.
    pub form: Form,
}

/// `None`, `True` or `False`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Singleton {
    /// `None`
    None,
    /// `True`
    True,
    /// `False`
    False,
}

impl From<bool> for Singleton {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl Singleton {
    /// As it stands in source.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::True => "True",
            Self::False => "False",
        }
    }
}

/// An expression around an operand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// The operand itself.
    Operand,
    /// A method of it: `x.is_(None)`, `x.isna()`.
    Method {
        /// The method's name.
        name: &'static str,
        /// The only argument, if there is one.
        argument: Option<Singleton>,
    },
    /// A function of it: `math.isnan(x)`.
    Function {
        /// The function's name with what it is an attribute of, dotted: ASCII, and bound to that
        /// function where the comparison stands.
        path: String,
        /// Whether a `~` stands before the call, which turns each element of an array: `~np.isnan(x)`.
        inverted: bool,
    },
}

impl Spelling {
    /// A form with no `not` before it.
    pub fn plain(form: Form) -> Self {
        Self {
            negated: false,
            form,
        }
    }

    /// A method without arguments.
    pub fn method(name: &'static str) -> Self {
        Self::plain(Form::Method {
            name,
            argument: None,
        })
    }

    /// A method with one of the singletons as its argument.
    pub fn method_of(name: &'static str, argument: Singleton) -> Self {
        Self::plain(Form::Method {
            name,
            argument: Some(argument),
        })
    }

    /// What stands before the operand in its parentheses, and what behind it.
    fn around(&self) -> (String, String) {
        let not = if self.negated { "not " } else { "" };
        match &self.form {
            Form::Operand => (not.to_owned(), String::new()),
            Form::Method { name, argument } => {
                let argument = argument.map_or("", Singleton::as_str);
                (not.to_owned(), format!(".{name}({argument})"))
            }
            Form::Function { path, inverted } => {
                let not = if *inverted { "~" } else { not };
                (format!("{not}{path}("), ")".to_owned())
            }
        }
    }
}

impl fmt::Display for Spelling {
    /// As it is named in a title: `.is_(None)`, `not …`, `math.isnan(…)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.around();
        match self.form {
            Form::Method { .. } => write!(f, "{before}{after}"),
            Form::Operand | Form::Function { .. } => write!(f, "{before}…{after}"),
        }
    }
}
