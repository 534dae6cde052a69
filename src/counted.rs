//! Numbers with their nouns, as messages tell them.

/// A number with what it counts; `noun` is one of them, whose plural is regular.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ if noun.ends_with('x') => format!("{number} {noun}es"),
        _ => format!("{number} {noun}s"),
    }
}

/// The noun that fits a number.
pub fn noun<'n>(number: usize, one: &'n str, more: &'n str) -> &'n str {
    if number == 1 { one } else { more }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_others() {
        let told = [0, 1, 2].map(|number| count(number, "file"));
        assert_eq!(told, ["0 files", "1 file", "2 files"]);
        assert_eq!(count(2, "fix"), "2 fixes");
        let told = [0, 1, 2].map(|number| noun(number, "it", "they"));
        assert_eq!(told, ["they", "it", "they"]);
    }
}
