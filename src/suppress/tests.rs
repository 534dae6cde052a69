//! What is silenced by which comment. In every source the finding stands between `«` and `»`; the
//! table names the rules silenced there by their first code. Held by hand against ruff 0.17,
//! flake8 7.5 and pylint 4.0 and 4.1; where these differ, the case says which reading is taken.

use ruff_text_size::{TextRange, TextSize};

use super::{RuleNames, Suppressions};
use crate::syntax::Syntax;

mod files;
mod laws;
mod lines;
mod noqa;
mod ranges;
mod reach;
mod scopes;
mod size;
mod unused;

/// The codes and names under which the rules of these tests are known.
const RULES: [RuleNames<'static>; 2] = [
    RuleNames {
        codes: &["E711", "C0121"],
        names: &["none-comparison", "singleton-comparison"],
    },
    RuleNames {
        codes: &["F632", "R0123"],
        names: &["is-literal", "literal-comparison"],
    },
];

/// A source without its marks, and the range that they marked.
struct Marked {
    text: String,
    range: TextRange,
}

impl Marked {
    fn new(source: &str) -> Self {
        let start = source.find('«').expect("a mark opens");
        let end = source.find('»').expect("a mark closes") - '«'.len_utf8();
        let offset = |at| TextSize::try_from(at).expect("tests are short");
        let range = TextRange::new(offset(start), offset(end));
        Self {
            text: source.replace(['«', '»'], ""),
            range,
        }
    }

    fn silenced(&self) -> String {
        let syntax = parse(&self.text);
        let suppressions = read(&self.text, &syntax);
        let silenced = RULES
            .iter()
            .filter(|rule| suppressions.suppresses(**rule, self.range));
        silenced
            .map(|rule| rule.codes[0])
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn parse(text: &str) -> Syntax {
    Syntax::parse(text).expect("the source is Python")
}

fn read<'a>(text: &'a str, syntax: &'a Syntax) -> Suppressions<'a> {
    Suppressions::read(text, syntax.tokens(), &syntax.tree())
}

/// Checks each `(source, silenced codes)` under LF, CRLF and CR line ends.
fn check(table: &[(&str, &str)]) {
    for (source, expected) in table {
        for end in ["\n", "\r\n", "\r"] {
            let found = Marked::new(&source.replace('\n', end)).silenced();
            assert_eq!(&found, expected, "with {end:?} after lines of\n{source}");
        }
    }
}
