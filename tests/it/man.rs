//! The man page: `made` of what can be typed, and as readers of man pages see it.

mod made;

use std::path::Path;

use crate::cli::tree::{Call, is_missing};

const PAGE: &str = include_str!("../../docs/isfix.1");

/// The sections that a page of a command has, in the order of man-pages(7).
const SECTIONS: [&str; 10] = [
    "NAME",
    "SYNOPSIS",
    "DESCRIPTION",
    "OPTIONS",
    "COMMANDS",
    "EXIT STATUS",
    "ENVIRONMENT",
    "FILES",
    "EXAMPLES",
    "SEE ALSO",
];

fn reader(program: &str) -> Call {
    Call::new(program, Path::new(env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn it_has_the_sections_that_are_looked_for() {
    let sections = PAGE.lines().filter_map(|line| line.strip_prefix(".SH "));
    assert_eq!(sections.collect::<Vec<_>>(), SECTIONS);
}

#[test]
fn formatters_take_it_without_a_warning() {
    if !is_missing("mandoc") {
        let ran = reader("mandoc").args(["-T", "lint", "docs/isfix.1"]).run();
        ran.status(0).stdout("").stderr("");
    }
    if !is_missing("groff") {
        let line = "-man -ww -Tutf8 -P-bcou -rLL=80n docs/isfix.1";
        let ran = reader("groff")
            .args(line.split(' '))
            .run()
            .status(0)
            .stderr("");
        let text = ran.out();
        for section in SECTIONS {
            assert!(text.contains(section), "{section} in:\n{text}");
        }
        assert!(!text.contains(['`', '\\']), "{text}");
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|width| width <= 80), "{text}");
    }
}
