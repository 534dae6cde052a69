//! How libraries spell a comparison with a singleton where `is` would be wrong.

use crate::spelling::{Singleton, Spelling};

/// A library whose columns or arrays have methods for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLAlchemy's columns, with what is built on them: SQLModel, Flask-SQLAlchemy.
    SqlAlchemy,
    /// peewee's fields.
    Peewee,
    /// Series, frames and indexes of pandas.
    Pandas,
    /// Expressions and series of polars.
    Polars,
}

impl Dialect {
    /// In place of `x == None`; of `x != None` if `negated`.
    ///
    /// `is_not` is there since SQLAlchemy 1.4.
    pub fn none_test(self, negated: bool) -> Spelling {
        match (self, negated) {
            (Self::SqlAlchemy, false) => Spelling::method_of("is_", Singleton::None),
            (Self::SqlAlchemy, true) => Spelling::method_of("is_not", Singleton::None),
            (Self::Peewee, false) => Spelling::method("is_null"),
            (Self::Peewee, true) => Spelling::method_of("is_null", Singleton::False),
            (Self::Pandas, false) => Spelling::method("isna"),
            (Self::Pandas, true) => Spelling::method("notna"),
            (Self::Polars, false) => Spelling::method("is_null"),
            (Self::Polars, true) => Spelling::method("is_not_null"),
        }
    }

    /// In place of `x == True` or `x == False`; of `!=` if `negated`. `None` where the library has
    /// nothing better than `==`.
    pub fn bool_test(self, value: bool, negated: bool) -> Option<Spelling> {
        let name = if negated { "is_not" } else { "is_" };
        (self == Self::SqlAlchemy).then(|| Spelling::method_of(name, Singleton::from(value)))
    }

    /// What comes of a comparison with `None` as it stands, to complete "`== None` …".
    pub fn remark(self) -> &'static str {
        match self {
            Self::SqlAlchemy | Self::Peewee => "is a piece of SQL here and right as it stands",
            Self::Pandas | Self::Polars => {
                "compares element by element here and finds no missing one"
            }
        }
    }
}
