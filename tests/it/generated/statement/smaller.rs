//! Statements made smaller, a step at a time, to show what fails in few words.

use super::super::grammar::Kind;
use super::{Expr, Field, Formatted, Part, Setting, Statement, levels};

/// A name to stand for anything, and the end of all shrinking.
const NAME: Expr = Expr::Operand(Kind::Other, "a");

impl Statement {
    /// Statements a step smaller, the boldest steps first.
    pub fn smaller(&self) -> Vec<Self> {
        let mut all = Vec::new();
        for place in &self.places {
            all.push(Self {
                template: "%V1",
                places: vec![place.clone()],
                ..self.clone()
            });
        }
        all.retain(|_| self.template != "%V1");
        all.push(Self {
            noqa: None,
            ..self.clone()
        });
        all.push(Self {
            setting: Setting::Module,
            ..self.clone()
        });
        for (index, place) in self.places.iter().enumerate() {
            for smaller in place.smaller() {
                let mut next = self.clone();
                next.places[index] = smaller;
                all.push(next);
            }
        }
        all.retain(|next| next.size() < self.size());
        all
    }

    fn size(&self) -> usize {
        let places: usize = self.places.iter().map(Expr::size).sum();
        let extras =
            usize::from(self.noqa.is_some()) + usize::from(self.setting != Setting::Module);
        places + extras + self.template.split(' ').count()
    }
}

impl Expr {
    fn size(&self) -> usize {
        1 + match self {
            Self::Operand(_, text) => text.len(),
            Self::Parenthesised(inner) | Self::Not(inner) => 2 + inner.size(),
            Self::Compare(inner, _) | Self::Form(_, inner) => {
                3 + inner.iter().map(Self::size).sum::<usize>()
            }
            Self::Formatted(it) => 5 + Formatted::size(&it.parts),
        }
    }

    /// Expressions a step smaller that may stand in its place.
    fn smaller(&self) -> Vec<Self> {
        let mut all = vec![NAME];
        match self {
            Self::Operand(..) => {}
            Self::Parenthesised(inner) => {
                all.push((**inner).clone());
                all.extend(
                    inner
                        .smaller()
                        .into_iter()
                        .map(|it| Self::Parenthesised(Box::new(it))),
                );
            }
            Self::Not(inner) => {
                all.push((**inner).clone());
                all.extend(
                    inner
                        .smaller()
                        .into_iter()
                        .map(|it| Self::Not(Box::new(it.bound(4)))),
                );
            }
            Self::Compare(sides, ops) => {
                all.extend(sides.iter().cloned());
                for pair in 0..ops.len() {
                    all.push(Self::Compare(
                        sides[pair..pair + 2].to_vec(),
                        vec![ops[pair]],
                    ));
                }
                let rebuilt = |sides| Self::Compare(sides, ops.clone());
                all.extend(one_smaller(sides, |_| 6).into_iter().map(rebuilt));
            }
            Self::Form(form, inner) => {
                all.extend(inner.iter().cloned());
                let levels: Vec<u8> = levels(form.text).collect();
                let rebuilt = |inner| Self::Form(form, inner);
                all.extend(
                    one_smaller(inner, |index| levels[index])
                        .into_iter()
                        .map(rebuilt),
                );
            }
            Self::Formatted(it) => {
                let rebuilt = |parts| {
                    Self::Formatted(Formatted {
                        parts,
                        ..it.clone()
                    })
                };
                all.extend(Formatted::smaller(&it.parts).into_iter().map(rebuilt));
            }
        }
        all
    }
}

fn one_smaller(all: &[Expr], level: impl Fn(usize) -> u8) -> Vec<Vec<Expr>> {
    let mut results = Vec::new();
    for (index, one) in all.iter().enumerate() {
        for smaller in one.smaller() {
            let mut next = all.to_vec();
            next[index] = smaller.bound(level(index));
            results.push(next);
        }
    }
    results
}

impl Formatted {
    fn size(parts: &[Part]) -> usize {
        let size = |part: &Part| match part {
            Part::Text(text) => 1 + text.len(),
            Part::Field(field) => {
                let marks = usize::from(field.output) + usize::from(field.conversion.is_some());
                3 + marks + field.value.size() + field.spec.as_deref().map_or(0, Self::size)
            }
        };
        parts.iter().map(size).sum()
    }

    fn smaller(parts: &[Part]) -> Vec<Vec<Part>> {
        let mut all = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let mut put = |part: Option<Part>| {
                let mut next = parts.to_vec();
                next.splice(index..=index, part);
                all.push(next);
            };
            put(None);
            let Part::Field(field) = part else { continue };
            let mut turn = |next: Field| put(Some(Part::Field(next)));
            turn(Field {
                output: false,
                ..field.clone()
            });
            turn(Field {
                conversion: None,
                ..field.clone()
            });
            turn(Field {
                spec: None,
                ..field.clone()
            });
            for value in field.value.smaller() {
                let value = value.bound(2);
                turn(Field {
                    value,
                    ..field.clone()
                });
            }
            for spec in field.spec.iter().flat_map(|spec| Self::smaller(spec)) {
                turn(Field {
                    spec: Some(spec),
                    ..field.clone()
                });
            }
        }
        all
    }
}
