//! The list that `--files-from` names: bytes to paths. What becomes of the paths is the walk's.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::PathBuf;

/// Reads a whole list and splits it as [`parse_list`] does.
///
/// # Errors
/// Those of `source`.
pub fn read_list(mut source: impl Read) -> io::Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes)?;
    Ok(parse_list(&bytes))
}

/// Splits a list of file names: at NUL bytes if it holds one (`git ls-files -z`, `find -print0`),
/// else at line feeds.
///
/// Empty entries are dropped, nothing is unquoted. In a list of lines one carriage return before
/// the line feed belongs to the line's end, as Windows tools write it; a name that does end in one
/// needs the NUL form. There a name may hold any byte but NUL.
#[must_use]
pub fn parse_list(bytes: &[u8]) -> Vec<PathBuf> {
    if bytes.contains(&0) {
        return bytes.split(|&byte| byte == 0).filter_map(entry).collect();
    }
    let lines = bytes.split(|&byte| byte == b'\n');
    lines
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .filter_map(entry)
        .collect()
}

fn entry(name: &[u8]) -> Option<PathBuf> {
    (!name.is_empty()).then(|| PathBuf::from(os_string(name)))
}

#[cfg(unix)]
fn os_string(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(name.to_vec())
}

#[cfg(not(unix))]
fn os_string(name: &[u8]) -> OsString {
    OsString::from(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(bytes: &[u8]) -> Vec<String> {
        parse_list(bytes)
            .iter()
            .map(|path| format!("{path:?}"))
            .collect()
    }

    #[test]
    fn lines_and_nuls() {
        assert_eq!(
            names(b"a.py\nb c.py\r\n\n\r\nd.py"),
            [r#""a.py""#, r#""b c.py""#, r#""d.py""#]
        );
        assert_eq!(names(b"a\nb.py\0\0c\r\0"), [r#""a\nb.py""#, r#""c\r""#]);
        assert!(names(b"").is_empty());
        assert!(names(b"\n\n").is_empty());
        assert!(names(b"\0").is_empty());
        assert_eq!(
            read_list(&b"x\ny"[..]).unwrap(),
            [PathBuf::from("x"), PathBuf::from("y")]
        );
    }

    #[cfg(unix)]
    #[test]
    fn names_need_not_be_utf8() {
        assert_eq!(names(b"a\xff.py\n"), [r#""a\xFF.py""#]);
    }
}
