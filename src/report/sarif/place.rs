//! Where something stands: artifacts by URI, regions, and the functions and classes around.

use ruff_text_size::TextRange;
use serde::Serialize;
use std::path::Path;

use super::super::{absolute, uri};
use super::ROOT;
use crate::lines::{self, Lines};

/// An artifact's location (3.4): a file, or a folder to name files from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl Artifact {
    /// The file at a path, by its name from the run's root if it has one. Standard input without a name
    /// is `-`.
    pub fn file(path: &Path, name: Option<&[u8]>) -> Self {
        let whole = absolute(path);
        let is_file = whole.is_absolute();
        let bytes = name.unwrap_or(whole.as_os_str().as_encoded_bytes());
        let encoded = uri::encoded(bytes);
        match name {
            Some(_) => Self {
                uri: encoded,
                uri_base_id: Some(ROOT),
            },
            None => Self {
                uri: if is_file { file_uri(&encoded) } else { encoded },
                uri_base_id: None,
            },
        }
    }

    /// A folder by its whole path: its URI ends with a slash (3.14.14).
    pub fn folder(folder: &Path) -> Self {
        let bytes = folder.as_os_str().as_encoded_bytes();
        let mut uri = file_uri(&uri::encoded(bytes));
        if !uri.ends_with('/') {
            uri.push('/');
        }
        Self {
            uri,
            uri_base_id: None,
        }
    }
}

/// The URI of a whole path that is percent-encoded.
fn file_uri(path: &str) -> String {
    format!("file://{path}")
}

/// A region (3.30): rows and columns from 1, columns in code points, the end not in it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    pub fn new(range: TextRange, lines: &Lines<'_>) -> Self {
        let (start, end) = (lines.location(range.start()), lines.location(range.end()));
        Self {
            start_line: start.row,
            start_column: start.column,
            end_line: end.row,
            end_column: end.column,
        }
    }

    /// A place, of no length.
    pub fn at(place: lines::Location) -> Self {
        Self {
            start_line: place.row,
            start_column: place.column,
            end_line: place.row,
            end_column: place.column,
        }
    }
}

/// A location (3.28).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation<'a>; 1]>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
}

impl<'a> Location<'a> {
    /// A place in a file, and what it is in: the qualified name of a function or class, or nothing.
    pub fn new(artifact: &Artifact, region: Option<Region>, scope: &'a str) -> Self {
        let logical = [LogicalLocation {
            fully_qualified_name: scope,
        }];
        Self {
            physical_location: PhysicalLocation {
                artifact_location: artifact.clone(),
                region,
            },
            logical_locations: (!scope.is_empty()).then_some(logical),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_uris_whatever_is_in_them() {
        for (name, uri) in [
            (&b"a/b_c-d.py"[..], "a/b_c-d.py"),
            (b"a b%20.py", "a%20b%2520.py"),
            (b"c:d?e#f[g]\\.py", "c%3Ad%3Fe%23f%5Bg%5D%5C.py"),
            (b"\xc3\xa9\xff\n.py", "%C3%A9%FF%0A.py"),
        ] {
            let artifact = Artifact::file(Path::new("x.py"), Some(name));
            assert_eq!((&*artifact.uri, artifact.uri_base_id), (uri, Some(ROOT)));
        }
        let elsewhere = Artifact::file(Path::new("/o p/x.py"), None);
        assert_eq!(elsewhere.uri, "file:///o%20p/x.py");
        assert_eq!(elsewhere.uri_base_id, None);
        assert_eq!(Artifact::file(Path::new("-"), None).uri, "-");
        assert_eq!(Artifact::folder(Path::new("/")).uri, "file:///");
        assert_eq!(Artifact::folder(Path::new("/a")).uri, "file:///a/");
    }
}
