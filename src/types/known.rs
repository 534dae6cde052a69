//! What is known of classes by name: third parties' from the table of libraries, the standard library's here.

use crate::judge::libraries;

pub use crate::judge::libraries::{Known, is_name_of_proxy_maker as makes_proxies};

/// What is known of the standard library's classes that do not compare honestly, by module and class.
const STANDARD: &[(&str, &str, Known)] = &[("builtins", "object", Known::Nothing)];

/// Modules of the standard library whose objects may be told how to compare.
const PLIABLE: &[&str] = &["unittest.mock", "multiprocessing.managers", "_tkinter"];

/// What is known of a class of a third party's module.
pub fn class(module: &str, class: &str) -> Option<Known> {
    libraries::class(module, class)
}

/// What is known of a class of the standard library: `None` where it compares honestly.
pub fn standard(module: &str, class: &str) -> Option<Known> {
    STANDARD
        .iter()
        .find(|(place, name, _)| *place == module && *name == class)
        .map(|&(_, _, known)| known)
        .or_else(|| libraries::class(module, class))
        .or_else(|| PLIABLE.contains(&module).then_some(Known::Nothing))
}
