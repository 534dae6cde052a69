//! A statement as tokens, with every comparison in it marked: where its words stand, what its
//! operands are, what becomes of its value.

mod formatted;

use super::grammar::{Kind, Role};
use super::own::Own;
use super::statement::{Expr, Setting, Statement, is_place};

/// What may stand between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Nothing.
    None,
    /// Blanks, in a field by the rules before PEP 701.
    Blanks,
    /// Blanks and backslashes before line breaks.
    Open,
    /// Those, line breaks and comments.
    Bracket,
    /// Before the token that ends a line: blanks and a comment.
    LineEnd,
}

#[derive(Debug, Clone)]
pub struct Token {
    pub text: String,
    pub room: Room,
    /// Whether the room before it is output: in a field with `=`.
    pub output: bool,
}

/// A comparison.
#[derive(Debug, Clone)]
pub struct Site {
    /// The `not`s directly around it.
    pub nots: Vec<usize>,
    /// The parentheses between those and it.
    pub parentheses: Vec<[usize; 2]>,
    /// Its operators and the tokens they are.
    pub ops: Vec<(&'static str, Vec<usize>)>,
    pub kinds: Vec<Kind>,
    /// The first and the last token of each operand, with its parentheses.
    pub sides: Vec<[usize; 2]>,
    /// Which of its operands are objects of Python's own classes.
    pub owns: Vec<Own>,
    pub around: Around,
    /// Whether the truth of the whole is taken.
    pub truth: bool,
    /// Its first and its last token.
    pub own: [usize; 2],
    /// The same of all with the `not`s.
    pub whole: [usize; 2],
}

/// What an expression stands in.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// Whether the truth of its value is taken.
    pub truth: bool,
    /// Whether something around it speaks of overloading.
    pub sign: bool,
    /// Whether an attribute is taken of its very result.
    pub attribute: bool,
    /// Whether the file imports an array library.
    pub arrays: bool,
    /// Whether the file imports `math`.
    pub math: bool,
    /// Whether it stands in what a statement branches on.
    pub branch: bool,
    /// Whether this very value is asserted, and whether that it is false.
    pub asserted: Option<bool>,
    /// Whether it is part of the expression that a query is built from.
    pub query: bool,
    /// Whether it is in a function that tests equality.
    pub equality: bool,
    /// Whether it is in a field with `=`.
    pub output: bool,
    /// Whether it is in a method that defines a comparison.
    pub defines: bool,
    /// Whether the statement whose test it stands in only raises.
    pub guard: bool,
}

#[derive(Debug, Default)]
pub struct Sheet {
    pub tokens: Vec<Token>,
    pub sites: Vec<Site>,
    /// What the next gaps are, innermost last.
    rooms: Vec<Room>,
    /// Whether the next token follows the last without a gap.
    glued: bool,
    output: bool,
}

impl Sheet {
    pub fn of(statement: &Statement) -> Self {
        let mut sheet = Self {
            glued: true,
            ..Self::default()
        };
        let around = Around {
            truth: false,
            sign: false,
            attribute: false,
            arrays: statement.setting == Setting::Array,
            math: statement.setting == Setting::Math,
            branch: false,
            asserted: None,
            query: false,
            equality: statement.setting == Setting::EqualityTest,
            output: false,
            defines: statement.template.starts_with("def __eq__"),
            guard: false,
        };
        let base = match statement.setting {
            Setting::Module => 0,
            Setting::Array => {
                sheet.template("import numpy as np NL0", &[], around, 0);
                0
            }
            Setting::Math => {
                sheet.template("import math NL0", &[], around, 0);
                0
            }
            Setting::EqualityTest => {
                sheet.template("def test_eq ( self ) : NL1", &[], around, 0);
                1
            }
        };
        sheet.template(statement.template, &statement.bound_places(), around, base);
        sheet.line_end(0);
        sheet
    }

    fn token(&mut self, text: &str) -> usize {
        let room = if self.glued {
            Room::None
        } else {
            self.rooms.last().copied().unwrap_or(Room::Open)
        };
        self.glued = false;
        if matches!(text, ")" | "]" | "}") {
            self.rooms.pop();
        }
        if matches!(text, "(" | "[" | "{") {
            let inner = match self.rooms.last() {
                Some(Room::Blanks) => Room::Blanks,
                _ => Room::Bracket,
            };
            self.rooms.push(inner);
        }
        self.tokens.push(Token {
            text: text.replace('·', " ").replace('¶', "\n"),
            room,
            output: self.output,
        });
        self.tokens.len() - 1
    }

    fn line_end(&mut self, depth: usize) {
        self.tokens.push(Token {
            text: format!("\n{}", "    ".repeat(depth)),
            room: Room::LineEnd,
            output: false,
        });
        self.glued = true;
    }

    /// Gives what each of the places is.
    fn template(&mut self, text: &str, places: &[Expr], around: Around, base: usize) -> Vec<Own> {
        let mut owns = Vec::new();
        let mut places = places.iter();
        for token in text.split(' ') {
            if is_place(token) {
                let place = places.next().expect("a template has its places");
                let around = within(around, Role::of(token.as_bytes()[1]), place);
                owns.push(self.expression(place, around));
            } else if let Some(depth) = token.strip_prefix("NL") {
                self.line_end(base + depth.parse::<usize>().expect("a depth"));
            } else {
                self.token(token);
            }
        }
        owns
    }

    fn expression(&mut self, expr: &Expr, around: Around) -> Own {
        let parts = Around {
            asserted: None,
            ..around
        };
        match expr {
            Expr::Operand(kind, text) => {
                text.split(' ').for_each(|token| {
                    self.token(token);
                });
                Own::of_operand(*kind, text)
            }
            Expr::Parenthesised(inner) => {
                self.token("(");
                let own = self.expression(inner, around);
                self.token(")");
                own
            }
            Expr::Not(inner) => {
                self.negated(inner, around);
                Own::Not
            }
            Expr::Compare(sides, ops) => {
                let at = self.compare(sides, ops, around);
                self.sites[at].whole = self.sites[at].own;
                Own::Compared(at)
            }
            Expr::Form(form, places) => {
                let owns = self.template(form.text, places, parts, 0);
                Own::of_form(form, owns)
            }
            Expr::Formatted(formatted) => {
                self.formatted(formatted, parts);
                Own::Scalar
            }
        }
    }

    /// `not`, and the comparison that it and what lies between negates, if there is one.
    fn negated(&mut self, inner: &Expr, around: Around) {
        let truth = around.truth;
        let around = Around {
            truth: true,
            ..around
        };
        let first = self.tokens.len();
        let mut nots = vec![self.token("not")];
        let mut opens = Vec::new();
        let mut inner = inner;
        loop {
            match inner {
                Expr::Not(next) => {
                    nots.push(self.token("not"));
                    inner = next;
                }
                Expr::Parenthesised(next) => {
                    opens.push(self.token("("));
                    inner = next;
                }
                _ => break,
            }
        }
        let turned = nots.len() % 2 == 1;
        let around = Around {
            asserted: around.asserted.map(|denied| denied != turned),
            ..around
        };
        let site = if let Expr::Compare(sides, ops) = inner {
            Some(self.compare(sides, ops, around))
        } else {
            self.expression(inner, around);
            None
        };
        let parentheses = opens.iter().rev().map(|&open| [open, self.token(")")]);
        let parentheses = parentheses.collect();
        if let Some(at) = site {
            let whole = [first, self.tokens.len() - 1];
            let site = &mut self.sites[at];
            (site.nots, site.parentheses, site.whole) = (nots, parentheses, whole);
            site.truth = truth;
        }
    }

    fn compare(&mut self, sides: &[Expr], ops: &[&'static str], around: Around) -> usize {
        let first = self.tokens.len();
        let value = Around {
            truth: false,
            attribute: false,
            asserted: None,
            ..around
        };
        let mut owns = vec![self.expression(&sides[0], value)];
        let mut ranges = vec![[first, self.tokens.len() - 1]];
        let mut marked = Vec::new();
        for (&op, side) in ops.iter().zip(&sides[1..]) {
            marked.push((op, op.split(' ').map(|word| self.token(word)).collect()));
            let first = self.tokens.len();
            owns.push(self.expression(side, value));
            ranges.push([first, self.tokens.len() - 1]);
        }
        self.sites.push(Site {
            nots: Vec::new(),
            parentheses: Vec::new(),
            ops: marked,
            kinds: sides.iter().map(Expr::kind).collect(),
            sides: ranges,
            owns,
            around,
            truth: around.truth,
            own: [first, self.tokens.len() - 1],
            whole: [0, 0],
        });
        self.sites.len() - 1
    }
}

/// What a place makes of the value of the expression in it.
fn within(around: Around, role: Role, place: &Expr) -> Around {
    let mut inner = place;
    while let Expr::Parenthesised(next) = inner {
        inner = next;
    }
    match role {
        Role::Truth => Around {
            truth: true,
            ..around
        },
        Role::Branch => Around {
            truth: true,
            branch: true,
            ..around
        },
        Role::Guard => Around {
            truth: true,
            branch: true,
            guard: true,
            ..around
        },
        Role::Asserted | Role::Denied => Around {
            truth: true,
            asserted: Some(role == Role::Denied),
            ..around
        },
        Role::Value => Around {
            truth: false,
            ..around
        },
        Role::Sign => Around {
            truth: false,
            sign: true,
            ..around
        },
        Role::SignedTruth => Around {
            truth: true,
            branch: true,
            sign: true,
            ..around
        },
        Role::Query => Around {
            truth: false,
            sign: true,
            query: true,
            ..around
        },
        Role::Clause | Role::Filter => Around {
            truth: role == Role::Filter,
            query: false,
            ..around
        },
        Role::Attribute => Around {
            truth: false,
            attribute: matches!(inner, Expr::Compare(..)),
            ..around
        },
        Role::Passed => around,
    }
}
