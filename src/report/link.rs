//! Where links lead in a terminal that has them, by OSC 8 escapes
//! (<https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>).
//!
//! No target holds a byte that could end the escape: what is not plain in a URI is percent-encoded.

use std::path::Path;

use super::{absolute, uri};

/// The URI of a file: `file://`, this machine's name, and the path from the file system's root. `None` for what is
/// no file: standard input.
pub(super) fn file(path: &Path) -> Option<String> {
    let path = absolute(path);
    let is_file = path.is_absolute();
    let encoded = uri::encoded(path.as_os_str().as_encoded_bytes());
    is_file.then(|| format!("file://{}{encoded}", host()))
}

/// The name of this machine, by which a terminal knows that a file is not on another one.
#[cfg(unix)]
fn host() -> String {
    uri::encoded(rustix::system::uname().nodename().to_bytes())
}

#[cfg(not(unix))]
fn host() -> String {
    String::new()
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
            let expected = format!("file://{}{encoded}", host());
            assert_eq!(file(Path::new(name)), Some(expected));
        }
        assert_eq!(file(Path::new("-")), None);
        let here = std::env::current_dir().unwrap();
        assert_eq!(file(Path::new("a.py")), file(&here.join("a.py")));
    }
}
