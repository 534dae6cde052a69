//! Statements made at random.

use fastrand::Rng;

use super::super::grammar::{FORMS, Kind, OPERANDS, OPERATORS, STATEMENTS};
use super::{Expr, Field, Formatted, Noqa, Part, Setting, Statement, levels};

const NOQAS: &[Noqa] = &[
    Noqa {
        comment: "# noqa",
        codes: &[],
    },
    Noqa {
        comment: "#NOQA",
        codes: &[],
    },
    Noqa {
        comment: "# x # noqa: E711",
        codes: &["E711"],
    },
    Noqa {
        comment: "# noqa: F632,E714",
        codes: &["F632", "E714"],
    },
    Noqa {
        comment: "# noqa:E713",
        codes: &["E713"],
    },
    Noqa {
        comment: "# NoQA : F632",
        codes: &["F632"],
    },
    Noqa {
        comment: "# noqa: SIM201, E721",
        codes: &["SIM201", "E721"],
    },
    Noqa {
        comment: "# noqa:ISF002,SIM202",
        codes: &["ISF002", "SIM202"],
    },
    Noqa {
        comment: "# noqa: ISF001, plw0177",
        codes: &["ISF001", "PLW0177"],
    },
    Noqa {
        comment: "# noqa:E712 E711",
        codes: &["E711", "E712"],
    },
    Noqa {
        comment: "# noqa: E501",
        codes: &["E501"],
    },
];

/// What may stand where an expression is to be made.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Expressions around it.
    depth: u8,
    level: u8,
    /// In a field of an f-string by the rules before PEP 701: whether each of its quotes is taken.
    taken: Option<[bool; 2]>,
    /// Whether no field may break its line.
    calm: bool,
}

impl Statement {
    pub fn random(rng: &mut Rng) -> Self {
        let noqa = (rng.u8(..) < 24).then(|| pick(rng, NOQAS));
        let setting = match rng.u8(..) {
            0..=4 => Setting::Array,
            5..=9 => Setting::EqualityTest,
            10..=29 => Setting::Math,
            _ => Setting::Module,
        };
        let template = *pick(rng, STATEMENTS);
        let places = levels(template)
            .map(|level| {
                let place = Place {
                    depth: 0,
                    level,
                    taken: None,
                    calm: noqa.is_some(),
                };
                expression(rng, place)
            })
            .collect();
        Self {
            template,
            places,
            noqa,
            setting,
        }
    }
}

fn pick<'t, T>(rng: &mut Rng, from: &'t [T]) -> &'t T {
    &from[rng.usize(..from.len())]
}

fn expression(rng: &mut Rng, place: Place) -> Expr {
    let inner = Place {
        depth: place.depth + 1,
        ..place
    };
    let at = |level| Place { level, ..inner };
    let shallow = if place.depth > 4 { 0 } else { 100 };
    match rng.u8(..100) {
        n if n >= shallow => operand(rng, place),
        0..=49 => compare(rng, inner),
        50..=69 => Expr::Not(Box::new(expression(rng, at(4)))),
        70..=74 => Expr::Parenthesised(Box::new(expression(rng, at(0)))),
        75..=79 => formatted(rng, inner).unwrap_or_else(|| operand(rng, place)),
        80..=93 => {
            let form = pick(rng, FORMS);
            let places = levels(form.text)
                .map(|level| expression(rng, at(level)))
                .collect();
            Expr::Form(form, places)
        }
        _ => operand(rng, place),
    }
    .bound(place.level)
}

fn compare(rng: &mut Rng, place: Place) -> Expr {
    if rng.u8(..10) == 0 {
        return calls(rng, place);
    }
    let pairs = if rng.u8(..5) == 0 { rng.usize(2..4) } else { 1 };
    let ops = (0..pairs).map(|_| *pick(rng, OPERATORS)).collect();
    let sides = (0..=pairs).map(|_| side(rng, place)).collect();
    negated(rng, Expr::Compare(sides, ops))
}

/// A comparison with `not` directly before it, more often than chance would have it.
fn negated(rng: &mut Rng, mut whole: Expr) -> Expr {
    while rng.u8(..5) < 2 {
        if rng.bool() {
            whole = Expr::Parenthesised(Box::new(whole));
        }
        whole = Expr::Not(Box::new(whole));
    }
    whole
}

/// A comparison of two `id`s, or with a NaN, which chance would seldom make.
fn calls(rng: &mut Rng, place: Place) -> Expr {
    let is_id = rng.bool();
    let is_one = |kind: Kind| {
        if is_id {
            kind.is_id()
        } else {
            kind == Kind::Nan
        }
    };
    let taken = place.taken.unwrap_or_default();
    let calls = OPERANDS.iter().filter(|(kind, _)| is_one(*kind));
    let calls: Vec<_> = calls.filter(|(_, text)| fits(text, taken)).collect();
    let mut call = || {
        let &&(kind, text) = rng.choice(&calls)?;
        Some(Expr::Operand(kind, text))
    };
    let Some((one, other)) = call().zip(call()) else {
        return operand(rng, place);
    };
    let mut sides = vec![one, if is_id { other } else { side(rng, place) }];
    if rng.bool() {
        sides.swap(0, 1);
    }
    let op = *pick(rng, &["==", "!=", "is", "is not"]);
    negated(rng, Expr::Compare(sides, vec![op]))
}

/// An operand of a comparison: mostly plain ones.
fn side(rng: &mut Rng, place: Place) -> Expr {
    let place = Place { level: 6, ..place };
    let side = match rng.u8(..10) {
        0..=7 => operand(rng, place),
        _ => expression(rng, place),
    };
    if rng.u8(..8) == 0 {
        return Expr::Parenthesised(Box::new(side));
    }
    side
}

fn operand(rng: &mut Rng, place: Place) -> Expr {
    loop {
        let &(kind, text) = if rng.u8(..3) == 0 {
            &OPERANDS[rng.usize(..6)]
        } else {
            pick(rng, OPERANDS)
        };
        if place.taken.is_none_or(|taken| fits(text, taken)) && (!place.calm || !text.contains('¶'))
        {
            return Expr::Operand(kind, text).bound(place.level);
        }
    }
}

/// Whether an operand may stand in a field by the rules before PEP 701.
fn fits(text: &str, [single, double]: [bool; 2]) -> bool {
    !(text.contains(['\\', '#', '¶'])
        || (single && text.contains('\''))
        || (double && text.contains('"')))
}

fn formatted(rng: &mut Rng, place: Place) -> Option<Expr> {
    let taken = place.taken.unwrap_or_default();
    let double = match taken {
        [true, true] => return None,
        [true, false] => true,
        [false, true] => false,
        [false, false] => rng.bool(),
    };
    let quote = if double { "\"" } else { "'" };
    // The quotes around may be tripled, and then hold the single ones by any rule; not used here.
    let quotes = quote.repeat(if place.taken.is_none() && rng.u8(..4) == 0 {
        3
    } else {
        1
    });
    let prefix = *pick(rng, &["f", "F", "rf", "fR"]);
    let free = place.taken.is_none() && !place.calm && rng.u8(..3) == 0;
    let mut within = taken;
    within[usize::from(double)] = true;
    let place = Place {
        level: 0,
        taken: (!free).then_some(within),
        ..place
    };
    let parts = parts(rng, place, free, 0);
    Some(Expr::Formatted(Formatted {
        open: format!("{prefix}{quotes}"),
        close: quotes,
        parts,
    }))
}

fn parts(rng: &mut Rng, place: Place, free: bool, nesting: u8) -> Vec<Part> {
    const TEXTS: &[&str] = &["", "a", " is None ", "{{", "}}", "{{}}", "x}}", "é", "="];
    // Doubled braces are no escapes in a format spec.
    const SPECS: &[&str] = &["", ">10", "%Y-", "is 1", "é"];
    let texts: &[&'static str] = if nesting == 0 { TEXTS } else { SPECS };
    let mut parts = vec![Part::Text(pick::<&str>(rng, texts))];
    for _ in 0..rng.u8(..3) {
        let spec = (nesting == 0 && rng.u8(..3) == 0).then(|| {
            self::parts(
                rng,
                Place {
                    depth: place.depth + 2,
                    ..place
                },
                free,
                1,
            )
        });
        let value = match expression(rng, place) {
            // Outside parentheses their colons would end the field.
            value @ Expr::Form(..) if value.level() < 2 => Expr::Parenthesised(Box::new(value)),
            value => value,
        };
        parts.push(Part::Field(Field {
            value,
            output: rng.u8(..6) == 0,
            conversion: (rng.u8(..5) == 0).then(|| *pick(rng, &["!r", "!s", "!a"])),
            spec,
            free,
        }));
        parts.push(Part::Text(pick::<&str>(rng, texts)));
    }
    parts
}
