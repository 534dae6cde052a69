//! What Python 2 wrote and Python 3 cannot read, told by what stands where the parser stopped.
//!
//! Nothing is made of it but a remark: each is a spelling that no Python 3 has, so the remark is true whatever
//! else may be wrong there.

use ruff_text_size::TextSize;

/// What of Python 2 stands at an offset at which the parser stopped, if anything does.
pub(super) fn hint(text: &str, offset: TextSize) -> Option<&'static str> {
    let (before, behind) = text.split_at_checked(offset.to_usize())?;
    // Python 2 ends lines as Python 3 does; nothing here needs more than the one that the parser stopped in.
    let line = before.rsplit(['\n', '\r']).next().unwrap_or(before);
    if behind.starts_with('`') {
        return Some("a value in backticks");
    }
    if behind.starts_with('>') && before.ends_with('<') {
        return Some("`<>`");
    }
    if is_octal(behind) && !before.ends_with(is_of_name) {
        return Some("an octal number without `0o`");
    }
    if is_long(before, behind) {
        return Some("an integer with `L`");
    }
    if behind.starts_with(['"', '\'']) && is_word(before, &["ur", "uR", "Ur", "UR"]) {
        return Some("a string with `ur`");
    }
    let statement = line.trim_end();
    let is_apart = statement.len() < line.len() || !behind.starts_with(is_of_name);
    if !is_apart || behind.starts_with(['\n', '\r']) || behind.is_empty() {
        return None;
    }
    if behind.starts_with('(') && is_word(statement, &["lambda"]) {
        return Some("a parameter that is unpacked");
    }
    match first_word(statement) {
        ("print", "") => Some("`print` without parentheses"),
        ("exec", "") => Some("`exec` without parentheses"),
        ("raise", "") => raises_pair(behind).then_some("`raise` with a comma"),
        ("def", rest) if behind.starts_with('(') && rest.ends_with(['(', ',']) => {
            Some("a parameter that is unpacked")
        }
        _ => None,
    }
}

/// The first word of the simple statement that a line ends with, and what stands behind it.
fn first_word(line: &str) -> (&str, &str) {
    // A `:` or `;` in a string or a slice hides the statement, and then nothing is said.
    let begin = line.rfind([';', ':']).map_or(0, |at| at + 1);
    let statement = line[begin..].trim_start();
    let end = statement
        .find(|c| !is_of_name(c))
        .unwrap_or(statement.len());
    (&statement[..end], statement[end..].trim())
}

/// Whether a class and its argument stand here, as `raise` took them: `ValueError, "no"`.
fn raises_pair(behind: &str) -> bool {
    let end = behind.find(|c| !is_of_name(c) && c != '.').unwrap_or(0);
    end > 0 && behind[end..].trim_start().starts_with(',')
}

/// Whether an octal number of Python 2 begins here: `0777`, `0L`.
fn is_octal(behind: &str) -> bool {
    let end = behind
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(behind.len());
    let digits = &behind[..end];
    let is_over = !behind[end..]
        .trim_start_matches(['l', 'L'])
        .starts_with(|c| is_of_name(c) || c == '.');
    let is_octal =
        digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|digit| digit < b'8');
    is_octal && is_over
}

/// Whether the `L` of an integer stands here.
fn is_long(before: &str, behind: &str) -> bool {
    let number = before.rsplit(|c| !is_of_name(c)).next().unwrap_or(before);
    let digits = number.trim_start_matches("0x").trim_start_matches("0X");
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && match digits.len() < number.len() {
            true => !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit()),
            false => digits.bytes().all(|digit| digit.is_ascii_digit()),
        };
    let rest = behind.strip_prefix(['l', 'L']);
    is_number && rest.is_some_and(|rest| !rest.starts_with(is_of_name))
}

/// Whether a text ends with one of these as a whole word.
fn is_word(text: &str, words: &[&str]) -> bool {
    let is_last = |word: &&str| {
        let rest = text.strip_suffix(word);
        rest.is_some_and(|rest| !rest.ends_with(is_of_name))
    };
    words.iter().any(is_last)
}

/// Whether a character may be part of a name or a number.
fn is_of_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use crate::syntax::Syntax;

    /// What is said of a source that is no Python 3.
    #[track_caller]
    fn check(source: &str, expected: Option<&str>) {
        let message = Syntax::parse(source).unwrap_err().message;
        let hint = message
            .split_once(" (")
            .filter(|(_, rest)| rest.ends_with("is Python 2: isfix reads Python 3)"))
            .map(|(_, rest)| rest.trim_end_matches(" is Python 2: isfix reads Python 3)"));
        assert_eq!(hint, expected, "{source}: {message}");
    }

    #[test]
    fn what_python_2_wrote() {
        const PRINT: &str = "`print` without parentheses";
        const EXEC: &str = "`exec` without parentheses";
        const UNPACKED: &str = "a parameter that is unpacked";
        const OCTAL: &str = "an octal number without `0o`";
        const LONG: &str = "an integer with `L`";
        for (source, hint) in [
            ("print 'x'\n", PRINT),
            ("print x, y", PRINT),
            ("x = 1\nif x: print \"a %s\" % x\n", PRINT),
            ("x = {1: 2}; print\tnot x\n", PRINT),
            ("print \"a: b\"\n", PRINT),
            ("def f():\r\n    print 'x'\r\n", PRINT),
            ("exec code\n", EXEC),
            ("exec 'x' in {}\n", EXEC),
            ("x = `y`\n", "a value in backticks"),
            ("print (x), `y`\n", "a value in backticks"),
            ("if a <> b: pass\n", "`<>`"),
            ("chmod(a, 0777)\n", OCTAL),
            ("x = 0755", OCTAL),
            ("x = 0755L\n", OCTAL),
            ("x = 10L\n", LONG),
            ("y = (1l<<2)\n", LONG),
            ("y = [0xFFL]\n", LONG),
            ("x = ur'a'\n", "a string with `ur`"),
            ("raise ValueError, 'x'\n", "`raise` with a comma"),
            ("raise a.B, 'x', y\n", "`raise` with a comma"),
            ("f = lambda (a, b): a\n", UNPACKED),
            ("def f(a, (b, c)): pass\n", UNPACKED),
            ("def f((b, c)): pass\n", UNPACKED),
        ] {
            check(source, Some(hint));
        }
    }

    #[test]
    fn what_is_merely_broken() {
        for source in [
            "x y\n",
            "printed x\n",
            "x.print y\n",
            "print(x) y\n",
            "print\n  x\n",
            "x = 089\n",
            "x = 012.y\n",
            "x = a01l b\n",
            "x = 1Lo\n",
            "x < > y\n",
            "x = (1\n",
            "x = 'ur' 1 u'\n",
            "raise x y\n",
            "raise\n y\n",
            "lambda x (y): 1\n",
            "return (\n",
            "é ü\n",
        ] {
            check(source, None);
        }
    }
}
