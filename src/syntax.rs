//! The lossless layer: text in, a [`Tree`] out whose tokens and nodes carry byte ranges of that text.
//!
//! Nothing here prints code. A fix is spliced over the source by range, so what a fix does not name
//! cannot change. Which ranges to name is the business of [`crate::operator`]; what a file's bytes
//! mean is [`crate::document`]'s.

pub mod depth;
pub mod names;
pub mod nodes;
mod python_2;
pub mod scopes;
pub mod shape;
pub mod tokens;

use ruff_python_ast::token::Tokens;
use ruff_python_ast::{Expr, ModModule};
use ruff_python_parser::{Mode, ParseOptions, Parsed};
use ruff_text_size::TextSize;
use thiserror::Error;

pub use nodes::{NodeId, Tree};

/// Text that is no Python, or that no Python could compile.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct SyntaxFault {
    /// Where the parser stopped understanding: an offset into the text in UTF-8 bytes.
    pub offset: TextSize,
    /// What the parser said.
    pub message: String,
}

/// A parsed module: its nodes and every token of its text, comments and line ends included.
#[derive(Debug)]
pub struct Syntax {
    parsed: Parsed<ModModule>,
}

impl Syntax {
    /// Parses a whole module, without any limit on nesting: run it under [`depth::guarded`].
    ///
    /// # Errors
    ///
    /// The first fault the parser finds. Syntax of every Python 3 up to the parser's newest is
    /// accepted, whatever version would run it.
    pub fn parse(text: &str) -> Result<Self, SyntaxFault> {
        let parsed = ruff_python_parser::parse_unchecked(text, ParseOptions::from(Mode::Module));
        let parsed = parsed
            .try_into_module()
            .expect("module mode gives a module");
        match parsed
            .errors()
            .iter()
            .min_by_key(|error| error.location.start())
        {
            Some(error) => {
                let offset = error.location.start();
                let hint = python_2::hint(text, offset);
                let hint = hint.map_or_else(String::new, |hint| {
                    format!(" ({hint} is Python 2: isfix reads Python 3)")
                });
                Err(SyntaxFault {
                    offset,
                    message: format!("{}{hint}", error.error),
                })
            }
            None => Ok(Self { parsed }),
        }
    }

    /// Every token in source order. Blank space and backslashes are the gaps between them.
    pub fn tokens(&self) -> &Tokens {
        self.parsed.tokens()
    }

    /// The nodes, flat and in preorder.
    pub fn tree(&self) -> Tree<'_> {
        Tree::new(self.parsed.syntax())
    }
}

/// The expression that an annotation in a string holds; `None` for what is none, and for one so long
/// that it might nest badly.
pub fn annotation(text: &str) -> Option<Expr> {
    /// In bytes: few annotations have a tenth of it.
    const LONGEST: usize = 512;
    if text.len() > LONGEST {
        return None;
    }
    let parsed = ruff_python_parser::parse_expression(text).ok()?;
    Some(*parsed.into_syntax().body)
}
