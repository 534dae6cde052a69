//! A statement as it is meant: a tree of expressions in a template.

use super::grammar::{Form, Kind, operand_level};

mod random;
mod smaller;

/// A statement, without any layout.
#[derive(Debug, Clone)]
pub struct Statement {
    pub template: &'static str,
    pub places: Vec<Expr>,
    /// A suppression comment that stands in it somewhere.
    pub noqa: Option<&'static Noqa>,
    pub setting: Setting,
}

/// Which rules are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Those that are by default.
    Default,
    /// All there are.
    All,
}

/// What the statement stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Module,
    /// Below an import of an array library.
    Array,
    /// Below an import of `math`.
    Math,
    /// In a function that tests equality.
    EqualityTest,
}

/// A suppression comment and the codes it names; none stands for all.
#[derive(Debug)]
pub struct Noqa {
    pub comment: &'static str,
    pub codes: &'static [&'static str],
}

#[derive(Debug, Clone)]
pub enum Expr {
    Operand(Kind, &'static str),
    Parenthesised(Box<Expr>),
    Not(Box<Expr>),
    Compare(Vec<Expr>, Vec<&'static str>),
    Form(&'static Form, Vec<Expr>),
    Formatted(Formatted),
}

/// An f-string.
#[derive(Debug, Clone)]
pub struct Formatted {
    pub open: String,
    pub close: String,
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone)]
pub enum Part {
    Text(&'static str),
    Field(Field),
}

/// A replacement field.
#[derive(Debug, Clone)]
pub struct Field {
    pub value: Expr,
    /// Whether it has `=`: its source is output.
    pub output: bool,
    pub conversion: Option<&'static str>,
    pub spec: Option<Vec<Part>>,
    /// Whether PEP 701's rules hold: line breaks, comments, backslashes and any quotes.
    pub free: bool,
}

/// How tightly each place of a template binds.
fn levels(template: &str) -> impl Iterator<Item = u8> + '_ {
    template
        .split(' ')
        .filter(|token| is_place(token))
        .map(|token| token.as_bytes()[2] - b'0')
}

pub fn is_place(token: &str) -> bool {
    token.len() == 3 && token.starts_with('%')
}

impl Expr {
    /// In parentheses if it does not bind as tightly as its place asks for.
    pub fn bound(self, level: u8) -> Self {
        if self.level() < level {
            return Self::Parenthesised(Box::new(self));
        }
        self
    }

    pub fn level(&self) -> u8 {
        match self {
            Self::Operand(_, text) => operand_level(text),
            Self::Parenthesised(_) | Self::Formatted(_) => 8,
            Self::Not(_) => 4,
            Self::Compare(..) => 5,
            Self::Form(form, _) => form.level,
        }
    }

    /// What it is to the rules, parentheses or not.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Operand(kind, _) => *kind,
            Self::Parenthesised(inner) => inner.kind(),
            Self::Not(_) => Kind::Honest,
            Self::Compare(..) => Kind::Other,
            Self::Form(form, places) => form_kind(form, places),
            Self::Formatted(_) => Kind::Fresh,
        }
    }
}

/// What a form is to the rules: honest where all that it can come to is.
fn form_kind(form: &Form, places: &[Expr]) -> Kind {
    let is_honest = |place: &Expr| place.kind().is_honest();
    let results = match form.text {
        "w := %V1" => places,
        "%P2 if %T2 else %P1" => &[places[0].clone(), places[2].clone()],
        text if text.starts_with("%T3 or") || text.starts_with("%T4 and") => places,
        text if text.starts_with("lambda") || text.starts_with("bool (") => &[],
        "( x for x in %I2 )" => &[],
        _ => return form.kind,
    };
    if results.iter().all(is_honest) {
        Kind::Honest
    } else {
        Kind::Other
    }
}

impl Statement {
    /// Every expression bound as its place in the template asks for.
    pub fn bound_places(&self) -> Vec<Expr> {
        let levels = levels(self.template);
        self.places
            .iter()
            .zip(levels)
            .map(|(place, level)| place.clone().bound(level))
            .collect()
    }
}
