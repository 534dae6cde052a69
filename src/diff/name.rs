//! File names as git writes them into patches.

/// Appends `prefix` and `name`, quoted as git quotes them by default (`core.quotePath` on).
///
/// A name that holds a control character, DEL, `"`, `\` or a byte from 0x80 up stands in double
/// quotes, with C's short escapes where C has one and three octal digits elsewhere. Spaces need no
/// quotes. From git's `quote.c`.
pub fn quoted_name(prefix: &[u8], name: &[u8], out: &mut Vec<u8>) {
    let bytes = || prefix.iter().chain(name).copied();
    if !bytes().any(needs_quotes) {
        out.extend(bytes());
        return;
    }
    out.push(b'"');
    bytes().for_each(|byte| push_quoted(byte, out));
    out.push(b'"');
}

/// What `git diff` puts after a name on the `---` and `+++` lines.
///
/// A tab after a name with a space, so that `patch` does not take the rest for a date.
pub fn name_end(name: &[u8]) -> &'static [u8] {
    if name.contains(&b' ') { b"\t\n" } else { b"\n" }
}

/// Reads a name as [`quoted_name`] writes it: in quotes with C's escapes, or as it is; none where it is neither.
pub fn unquoted_name(written: &[u8]) -> Option<Vec<u8>> {
    if !written.starts_with(b"\"") {
        return Some(written.to_vec());
    }
    let (name, rest) = leading_name(written)?;
    rest.is_empty().then_some(name)
}

/// Reads the name in quotes that something begins with, and gives what stands behind it, too; none where it
/// begins otherwise.
pub fn leading_name(written: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut bytes = written.strip_prefix(b"\"")?.iter().copied();
    let mut name = Vec::new();
    loop {
        name.push(match bytes.next()? {
            b'"' => break,
            b'\\' => match bytes.next()? {
                b'a' => 0x07,
                b'b' => 0x08,
                b't' => b'\t',
                b'n' => b'\n',
                b'v' => 0x0b,
                b'f' => 0x0c,
                b'r' => b'\r',
                escaped @ (b'"' | b'\\') => escaped,
                first @ b'0'..=b'3' => {
                    let digits = [first, bytes.next()?, bytes.next()?].map(|digit| digit ^ b'0');
                    let [high, middle, low] = digits;
                    (middle < 8 && low < 8).then_some(high << 6 | middle << 3 | low)?
                }
                _ => return None,
            },
            byte => byte,
        });
    }
    let rest = &written[written.len() - bytes.len()..];
    Some((name, rest))
}

/// Whether a patch may name a file so: below its root and out of git's own folder, whatever the case of its
/// name, for which `git apply` refuses all others.
pub fn is_patchable(name: &[u8]) -> bool {
    !name.contains(&0)
        && name
            .split(|&byte| byte == b'/')
            .all(|part| !matches!(part, b"" | b"." | b"..") && !part.eq_ignore_ascii_case(b".git"))
}

fn needs_quotes(byte: u8) -> bool {
    !(b' '..0x7f).contains(&byte) || byte == b'"' || byte == b'\\'
}

fn push_quoted(byte: u8, out: &mut Vec<u8>) {
    if !needs_quotes(byte) {
        out.push(byte);
        return;
    }
    out.push(b'\\');
    match byte {
        0x07 => out.push(b'a'),
        0x08 => out.push(b'b'),
        b'\t' => out.push(b't'),
        b'\n' => out.push(b'n'),
        0x0b => out.push(b'v'),
        0x0c => out.push(b'f'),
        b'\r' => out.push(b'r'),
        b'"' | b'\\' => out.push(byte),
        _ => out.extend([byte >> 6, byte >> 3 & 7, byte & 7].map(|digit| b'0' + digit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &[u8], expected: &str) {
        let mut out = Vec::new();
        quoted_name(b"a/", name, &mut out);
        assert_eq!(out, expected.as_bytes());
    }

    #[test]
    fn plain_names_and_spaces_stay() {
        check(b"x/y z.py", "a/x/y z.py");
        check(b"-it's~", "a/-it's~");
    }

    #[test]
    fn all_else_is_escaped() {
        check(
            b"\x01\x07\x08\t\n\x0b\x0c\r\x1b\x7f",
            r#""a/\001\a\b\t\n\v\f\r\033\177""#,
        );
        check(b"q\"b\\", r#""a/q\"b\\""#);
        check("é😀".as_bytes(), r#""a/\303\251\360\237\230\200""#);
        check(b"\xff \x80", r#""a/\377 \200""#);
    }

    #[test]
    fn what_is_quoted_is_unquoted() {
        let every: Vec<u8> = (1..=u8::MAX).collect();
        for name in [&b"x/y z.py"[..], b"", &every] {
            let mut quoted = Vec::new();
            quoted_name(b"", name, &mut quoted);
            assert_eq!(unquoted_name(&quoted).as_deref(), Some(name));
        }
        for wrong in [
            "\"",
            "\"a",
            "\"a\"b\"",
            r#""\""#,
            r#""\x41""#,
            r#""\1""#,
            r#""\18""#,
            r#""\400""#,
            r#""\1a1""#,
        ] {
            assert_eq!(unquoted_name(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn patches_stay_below_their_root() {
        for name in ["a", "a/b.py", ".gitignore", "a/.github/x", "...", " "] {
            assert!(is_patchable(name.as_bytes()), "{name}");
        }
        for name in [
            "", "/", "/a", "a/", "a//b", ".", "./a", "a/..", "../a", ".git", ".git/x", "a/.GIT/x",
            "a\0",
        ] {
            assert!(!is_patchable(name.as_bytes()), "{name:?}");
        }
    }
}
