//! Words among bytes.

/// Whether a byte may be part of a name: ASCII letters, digits, `_`, and whatever is no ASCII.
pub(super) fn is_letter(byte: u8) -> bool {
    is_ascii_letter(byte) || byte >= 0x80
}

fn is_ascii_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// How far a look goes from a hit before the answer is "maybe": longer names and lines are data.
pub(super) const FAR: usize = 512;

/// Whether the letters from `at` on, `length` of them, may be a keyword rather than part of a name.
///
/// A number may stand right before a keyword (`0xfis y`, `1.jis y`), so a run of letters is held
/// against it only if it starts as a name does.
pub(super) fn is_word(bytes: &[u8], at: usize, length: usize) -> bool {
    if bytes
        .get(at + length)
        .is_some_and(|&next| is_ascii_letter(next))
    {
        return false;
    }
    let near = &bytes[at.saturating_sub(FAR)..at];
    let run = near
        .iter()
        .rev()
        .take_while(|&&byte| is_ascii_letter(byte))
        .count();
    let letters = &bytes[at - run..at];
    let before = at.checked_sub(run + 1).map(|before| bytes[before]);
    run == 0
        || run == FAR
        || letters[0].is_ascii_digit()
        || before == Some(b'.') && may_end_number(letters)
}

/// Whether letters behind a dot may be those of a number: `e5`, `j`, `e5j`.
pub(super) fn may_end_number(letters: &[u8]) -> bool {
    letters
        .iter()
        .all(|byte| byte.is_ascii_digit() || b"eEjJ_".contains(byte))
}

/// The letters that the bytes start with.
pub(super) fn name_after(bytes: &[u8]) -> &[u8] {
    let length = bytes.iter().take_while(|&&byte| is_letter(byte)).count();
    &bytes[..length]
}

/// The letters that the bytes end with, [`FAR`] at most.
pub(super) fn name_before(bytes: &[u8]) -> &[u8] {
    let bytes = &bytes[bytes.len().saturating_sub(FAR)..];
    let length = bytes
        .iter()
        .rev()
        .take_while(|&&byte| is_letter(byte))
        .count();
    &bytes[bytes.len() - length..]
}

/// The name or keyword that the bytes end with; empty where they end with none, or where it is not in
/// sight where it starts.
///
/// A keyword may stand right behind a number (`1or x`, `1.e5if x`, `1.jin x`): what may be both is none.
pub(super) fn plain_name_before(bytes: &[u8]) -> &[u8] {
    let name = name_before(bytes);
    let is_dotted = bytes[..bytes.len() - name.len()].last() == Some(&b'.');
    let may_be_both = match name {
        [b'0'..=b'9', ..] => true,
        [b'e' | b'E', b'0'..=b'9', ..] => is_dotted,
        [b'j' | b'J', rest @ ..] => is_dotted && may_precede_operand(rest),
        _ => false,
    };
    if may_be_both || name.len() == FAR {
        &[]
    } else {
        name
    }
}

/// How far a look goes over what is no code, and on to what it looks for.
pub(super) const REACH: usize = 4_096;

/// How many bytes of blanks, line breaks, continued lines and comments the bytes start with; `None` where
/// they are more than [`REACH`], or may be.
pub(super) fn skip_space(bytes: &[u8]) -> Option<usize> {
    let near = &bytes[..bytes.len().min(REACH)];
    let skipped = skip_all_space(near);
    (skipped < REACH).then_some(skipped)
}

fn skip_all_space(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        match &bytes[at..] {
            [b' ' | b'\t' | b'\x0c' | b'\n' | b'\r', ..] => at += 1,
            [b'\\', b'\n' | b'\r', ..] => at += 2,
            [b'#', comment @ ..] => {
                let end = memchr::memchr2(b'\n', b'\r', comment);
                at += 1 + end.unwrap_or(comment.len());
            }
            _ => return at,
        }
    }
    at
}

/// The bytes without the blanks at their end; `None` where those hold a line break.
pub(super) fn back_over_blanks(bytes: &[u8]) -> Option<&[u8]> {
    let kept = bytes.trim_ascii_end();
    (!has_break(&bytes[kept.len()..])).then_some(kept)
}

/// Whether the bytes, few of them, hold a line break.
pub(super) fn has_break(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r'))
}

/// The line that the bytes end in, without its break; `None` where it is longer than [`FAR`].
pub(super) fn last_line(bytes: &[u8]) -> Option<&[u8]> {
    let near = &bytes[bytes.len().saturating_sub(FAR)..];
    match memchr::memrchr2(b'\n', b'\r', near) {
        Some(end) => Some(&near[end + 1..]),
        None => (near.len() == bytes.len()).then_some(bytes),
    }
}

/// Whether the bytes end in a comment, or in a string of several lines, and surely not in code.
///
/// A `#` in its line makes it so, unless a quote beside it may have opened or closed a string, or a
/// brace a field of an f-string.
pub(super) fn is_comment(bytes: &[u8]) -> bool {
    let Some(line) = last_line(bytes) else {
        return false;
    };
    let plain = |byte: &u8| !matches!(byte, b'"' | b'\'' | b'{');
    line.contains(&b'#') && line.iter().all(plain)
}

/// Whether a word may stand before another one: the keywords, the soft ones among them, and those of
/// Python 2, whose files are to be told of.
pub(super) fn may_precede_word(word: &[u8]) -> bool {
    may_precede_operand(word) || matches!(word, b"type" | b"print" | b"exec")
}

/// Whether a word may stand before an operand that is not its: before brackets that it does not call or
/// index.
pub(super) fn may_precede_operand(word: &[u8]) -> bool {
    is_keyword(word)
        || matches!(
            word,
            b"and"
                | b"async"
                | b"case"
                | b"else"
                | b"for"
                | b"if"
                | b"in"
                | b"is"
                | b"lambda"
                | b"match"
                | b"not"
                | b"or"
                | b"None"
                | b"True"
                | b"False"
        )
}

/// Whether a word is one of the keywords that are neither operators nor constants: they end no operand.
pub(super) fn is_keyword(word: &[u8]) -> bool {
    matches!(
        word,
        b"as"
            | b"assert"
            | b"await"
            | b"break"
            | b"class"
            | b"continue"
            | b"def"
            | b"del"
            | b"elif"
            | b"except"
            | b"finally"
            | b"from"
            | b"global"
            | b"import"
            | b"nonlocal"
            | b"pass"
            | b"raise"
            | b"return"
            | b"try"
            | b"while"
            | b"with"
            | b"yield"
    )
}

/// Whether behind a line break, a comment or a backslash may hide where the operand ends.
pub(super) fn may_hide_operand(operand: &[u8]) -> bool {
    operand.last() == Some(&b'\\') || last_line(operand).is_none_or(|line| line.contains(&b'#'))
}
