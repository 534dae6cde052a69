//! Names of CPython's codecs: what a declared name means to `codecs.lookup`.
//!
//! `names.txt` holds one codec a line, its own name first, then every alias and module name that
//! leads to it, from `encodings.aliases` and `encodings`, a `*` before those that are no alias. It is
//! written by `UPDATE=1 cargo test`
//! from the `python3` found.

/// Sorted by codec; a name stands in one line only.
const NAMES: &str = include_str!("names.txt");

/// The codec that `codecs.lookup(name)` gives, by its own name; `None` where it raises.
///
/// `name` holds ASCII letters, digits, `-`, `_` and `.` only, as declared names do.
pub(super) fn codec(name: &str) -> Option<&'static str> {
    let name = normalize(name);
    let undotted = name.replace('.', "_");
    // The search function tries aliases also with dots replaced, but a module's name as it is.
    lookup(|known| known.strip_prefix('*').unwrap_or(known) == name)
        .or_else(|| lookup(|known| known == undotted))
}

/// `encodings.normalize_encoding` in lower case: runs of `-` and `_` become one `_`, and none
/// stands at either end.
fn normalize(name: &str) -> String {
    let words: Vec<&str> = name
        .split(['-', '_'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_").to_ascii_lowercase()
}

/// The codec with a name that `is` takes; module names that are no alias carry a `*` in front.
fn lookup(is: impl Fn(&str) -> bool) -> Option<&'static str> {
    NAMES.lines().find_map(|line| {
        let (codec, mut names) = line
            .split_once(' ')
            .map(|(c, names)| (c, names.split(' ')))?;
        names.any(&is).then_some(codec)
    })
}
