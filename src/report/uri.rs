//! Paths as parts of URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// What does not stand for itself in a path of a URI: all but the unreserved characters of RFC 3986 and the
/// slash. A colon is among it, for what is before it in a relative reference would be a scheme.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A path, or a host's name, in a URI.
pub(super) fn encoded(bytes: &[u8]) -> String {
    percent_encode(bytes, PATH).to_string()
}
