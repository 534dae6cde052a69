//! "Did you mean": the name that was probably meant by one that there is not.

/// A longer name than this, in bytes, is no slip of the fingers, and is not compared.
const LONGEST: usize = 64;

/// A shorter part of a name than this, in bytes, says little of which is meant.
const SHORTEST_PART: usize = 4;

/// The nearest of the names to what was typed, whatever its letters' case: one that differs in a third of
/// its letters or less, two that changed places counting once; else one that what was typed is part of.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if typed.len() > LONGEST {
        return None;
    }
    let typed = typed.trim().to_lowercase().replace('_', "-");
    let (mut near, mut part) = (None, None);
    for name in names {
        let lower = name.to_lowercase();
        let distance = strsim::osa_distance(&typed, &lower);
        if distance * 3 <= lower.chars().count() {
            near = near.min_some((distance, name));
        }
        if typed.len() >= SHORTEST_PART && lower.contains(&typed) {
            part = part.min_some((name.len(), name));
        }
    }
    near.or(part).map(|(_, name)| name)
}

trait MinSome<T> {
    /// The lesser of the two, if there is one already.
    fn min_some(self, other: T) -> Option<T>;
}

impl<T: Ord> MinSome<T> for Option<T> {
    fn min_some(self, other: T) -> Option<T> {
        Some(match self {
            Some(one) => one.min(other),
            None => other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen_through() {
        let names = [
            "F632",
            "E711",
            "is-literal",
            "extend-select",
            "ignore",
            "literal-comparison",
        ];
        for (typed, meant) in [
            ("F623", Some("F632")),
            ("f63", Some("F632")),
            ("E710", Some("E711")),
            ("is_literal", Some("is-literal")),
            ("isliteral", Some("is-literal")),
            ("extend_selct", Some("extend-select")),
            ("Ignore ", Some("ignore")),
            ("comparison", Some("literal-comparison")),
            ("E501", None),
            ("F999", None),
            ("", None),
            ("x", None),
            ("lint", None),
        ] {
            assert_eq!(nearest(typed, names), meant, "{typed}");
        }
        assert_eq!(nearest(&"is-literal".repeat(100_000), names), None);
    }
}
