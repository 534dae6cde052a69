//! A text on its way through another program, such as an editor: a file of its own among the system's
//! temporary ones, which only its owner may read, and which is gone with it.

use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// The file.
#[derive(Debug)]
pub struct Scratch(NamedTempFile);

impl Scratch {
    /// Writes it; its name ends with `suffix`.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn with(text: &str, suffix: &str) -> io::Result<Self> {
        let named = tempfile::Builder::new()
            .prefix("isfix-")
            .suffix(suffix)
            .tempfile();
        let mut file = named?;
        file.write_all(text.as_bytes())?;
        file.flush()?;
        Ok(Self(file))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// What it holds now: what bears its name, for editors put another file in its place.
    ///
    /// # Errors
    ///
    /// What the system says, and where it is no UTF-8.
    pub fn text(&self) -> io::Result<String> {
        let mut text = String::new();
        crate::read::open(self.path())?.read_to_string(&mut text)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_its_place_is_read_and_nothing_is_left() {
        let scratch = Scratch::with("old", ".diff").unwrap();
        let path = scratch.path().to_owned();
        assert_eq!(scratch.text().unwrap(), "old");
        let other = tempfile::NamedTempFile::new_in(path.parent().unwrap()).unwrap();
        std::fs::write(other.path(), "new").unwrap();
        other.persist(&path).unwrap();
        assert_eq!(scratch.text().unwrap(), "new");
        drop(scratch);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn it_is_its_owners() {
        use std::os::unix::fs::MetadataExt;
        let scratch = Scratch::with("", ".diff").unwrap();
        let mode = std::fs::metadata(scratch.path()).unwrap().mode();
        assert_eq!(mode & 0o077, 0);
    }
}
