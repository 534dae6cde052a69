//! Links from a report in a terminal to what it names, as OSC 8 escapes
//! (<https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>).
//!
//! A target holds no byte that could end the escape: what is not plain in a URI is percent-encoded.

use std::fmt::Write;
use std::path::Path;

/// The URI of a file: `file://`, this machine's name, and the path from the file system's root. `None` for what is
/// no file: standard input.
pub(super) fn file(path: &Path) -> Option<String> {
    if path.as_os_str() == "-" {
        return None;
    }
    let path = std::path::absolute(path).ok()?;
    let mut uri = "file://".to_owned();
    push(&mut uri, &host());
    push(&mut uri, path.as_os_str().as_encoded_bytes());
    Some(uri)
}

/// The name of this machine, by which a terminal knows that a file is not on another one.
#[cfg(unix)]
fn host() -> Vec<u8> {
    rustix::system::uname().nodename().to_bytes().to_vec()
}

#[cfg(not(unix))]
fn host() -> Vec<u8> {
    Vec::new()
}

/// Appends bytes, those that are not unreserved (RFC 3986, 2.3) or a slash percent-encoded.
fn push(uri: &mut String, bytes: &[u8]) {
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            _ => write!(uri, "%{byte:02X}").expect("a string takes every character"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_hold_nothing_that_ends_an_escape() {
        for (name, encoded) in [
            ("/a/b_c-d.py", "/a/b_c-d.py"),
            ("/a b.py", "/a%20b.py"),
            ("/ä%;?#.py", "/%C3%A4%25%3B%3F%23.py"),
            ("/\x1b\\\x07\n\u{9c}", "/%1B%5C%07%0A%C2%9C"),
        ] {
            let uri = file(Path::new(name)).unwrap();
            let (_, path) = uri["file://".len()..].split_at(host().len());
            assert_eq!(path, encoded);
        }
        assert_eq!(file(Path::new("-")), None);
        let here = std::env::current_dir().unwrap();
        assert_eq!(file(Path::new("a.py")), file(&here.join("a.py")));
    }
}
