//! When there are colours: `--color`, and what the environment and the terminal say. Links, too, which come
//! where colours do.

use super::SAFE;
use super::tree::{Call, PROGRAM, Ran, Tree, is_missing};

/// Everything that is shown in colours; `--color` goes in the place of `@`.
const SHOWN: [&str; 6] = [
    "@ --quiet s.py",
    "@ --quiet --output-format concise s.py",
    "@ --quiet --diff s.py",
    "explain @ E711",
    "@ --help",
    "explain --help @",
];

fn run(line: &str, variables: &[(&str, &str)], is_terminal: bool) -> Ran {
    run_in(&Tree::of(&[("s.py", SAFE)]), line, variables, is_terminal)
}

/// Runs the program with that line and these variables, in a terminal or in a pipe.
fn run_in(tree: &Tree, line: &str, variables: &[(&str, &str)], is_terminal: bool) -> Ran {
    let call = if is_terminal {
        let line = format!("{PROGRAM} {line}");
        Call::new("script", tree.root()).args(["-qec", &line, "/dev/null"])
    } else {
        tree.isfix(line.split_whitespace())
    };
    let with = |call: Call, (name, value): &(&str, &str)| call.env(name, value);
    variables.iter().fold(call, with).run()
}

#[track_caller]
fn check(color: &str, variables: &[(&str, &str)], is_terminal: bool, is_coloured: bool) {
    for line in SHOWN {
        let ran = run(&line.replace('@', color), variables, is_terminal);
        let text = ran.out();
        assert!(text.len() > 80, "{}", ran.account());
        assert_eq!(
            text.contains("\x1b["),
            is_coloured,
            "{variables:?} {}",
            ran.account()
        );
    }
}

#[test]
fn in_a_pipe_they_come_when_asked_for() {
    let check = |color: &str, variables: &[(&str, &str)], is_coloured: bool| {
        check(color, variables, false, is_coloured);
        let with_term = [variables, &[("TERM", "xterm-256color")]].concat();
        self::check(color, &with_term, false, is_coloured);
    };
    check("", &[], false);
    check("--color auto", &[], false);
    check("--color never", &[], false);
    check("--color always", &[], true);
    check("--color=always", &[("NO_COLOR", "1")], true);
    check("--color=always", &[("TERM", "dumb")], true);
    check("--color never", &[("CLICOLOR_FORCE", "1")], false);
    check("", &[("CLICOLOR_FORCE", "1")], true);
    check("", &[("CLICOLOR_FORCE", "")], false);
    check("", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false);
}

#[test]
fn in_a_terminal_they_come_unless_something_speaks_against_them() {
    if is_missing("script") {
        return;
    }
    let xterm = ("TERM", "xterm");
    check("", &[xterm], true, true);
    check("--color=auto", &[xterm], true, true);
    check("--color never", &[xterm], true, false);
    check("", &[xterm, ("NO_COLOR", "1")], true, false);
    check("", &[xterm, ("NO_COLOR", "")], true, true);
    check("", &[xterm, ("CLICOLOR", "0")], true, false);
    check("", &[("TERM", "dumb")], true, false);
    check("", &[], true, false);
    check("--color always", &[("TERM", "dumb")], true, true);
    check("", &[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], true, true);
}

/// A terminal that has links.
const LINKS: [(&str, &str); 2] = [("TERM", "xterm"), ("VTE_VERSION", "7600")];

/// The targets of the links in a text, and the text without links and colours. Whatever else is an escape
/// stays in it.
fn links(text: &str) -> (Vec<String>, String) {
    let (mut targets, mut bare) = (Vec::new(), String::new());
    let mut parts = text.split("\x1b]8;;");
    bare.push_str(parts.next().unwrap());
    for part in parts {
        let (target, rest) = part.split_once("\x1b\\").unwrap();
        if !target.is_empty() {
            targets.push(target.to_owned());
        }
        bare.push_str(rest);
    }
    (targets, super::shown::without_colours(&bare))
}

#[test]
fn places_lead_to_their_files_in_a_terminal_that_has_links() {
    if is_missing("script") {
        return;
    }
    let tree = Tree::of(&[("a folder/s%.py", SAFE)]);
    let root = tree.root().to_str().unwrap();
    for format in ["full", "concise", "grouped"] {
        let line = format!("--quiet --output-format {format}");
        let ran = run_in(&tree, &line, &LINKS, true);
        let (targets, bare) = links(&ran.out());
        let places = targets
            .iter()
            .filter(|target| target.starts_with("file://"));
        let places: Vec<&String> = places.collect();
        assert!(!places.is_empty(), "{}", ran.account());
        for place in places {
            let path = format!("{root}/a%20folder/s%25.py");
            assert!(place.ends_with(&path), "{place}");
            let host = &place["file://".len()..place.len() - path.len()];
            assert!(!host.contains('/'), "{place}");
        }
        let is_page =
            |target: &&String| target.starts_with("https://") && target.contains("is_literal");
        assert_eq!(
            targets.iter().filter(is_page).count(),
            1,
            "{}",
            ran.account()
        );
        let plain = run_in(&tree, &line, &[], false).out();
        assert_eq!(bare.replace('\r', ""), plain, "{format}");
    }
}

#[test]
fn links_come_nowhere_else() {
    let none = |line: &str, variables: &[(&str, &str)], is_terminal: bool| {
        let ran = run(line, variables, is_terminal);
        assert!(ran.out().contains("s.py"), "{}", ran.account());
        assert!(!ran.out().contains("\x1b]"), "{}", ran.account());
    };
    none("", &LINKS, false);
    none("--color always", &LINKS, false);
    none("", &[("FORCE_HYPERLINK", "1")], false);
    let tree = Tree::of(&[("s.py", SAFE)]);
    let forced = [("FORCE_HYPERLINK", "1"), ("CLICOLOR_FORCE", "1")];
    run_in(
        &tree,
        "--output-format full --output-file told",
        &forced,
        false,
    )
    .status(1);
    let told = String::from_utf8(tree.bytes("told")).unwrap();
    assert!(told.contains("s.py") && !told.contains('\x1b'), "{told}");
    // Who asks for both gets both.
    let ran = run("--color always", &forced, false);
    assert!(ran.out().contains("\x1b]8;;file://"), "{}", ran.account());
    if is_missing("script") {
        return;
    }
    none("", &[("TERM", "xterm")], true);
    none("", &[("TERM", "dumb"), ("VTE_VERSION", "7600")], true);
    none("--color never", &LINKS, true);
    none("", &[&LINKS[..], &[("NO_COLOR", "1")]].concat(), true);
    none(
        "",
        &[&LINKS[..], &[("FORCE_HYPERLINK", "0")]].concat(),
        true,
    );
    none("--diff", &LINKS, true);
    none("--output-format json", &LINKS, true);
}

#[test]
#[cfg(unix)]
fn a_name_cannot_break_out_of_its_link() {
    let name = |bytes| super::tree::name(bytes);
    let tree = Tree::new()
        .with(name(b"a\x1b\\\x1b[2J.py"), SAFE)
        .with(name(b"b\x07\x1b]0;owned\x07.py"), SAFE)
        .with(name("c\u{9c}\u{9d}0;\u{202e}.py".as_bytes()), SAFE)
        .with(name(b"d\xff\x9c\n.py"), SAFE)
        .with(name(b"e\x1b]8;;http:evil\x1b\\.py"), "if x is 'a'\n");
    let forced = [("FORCE_HYPERLINK", "1"), ("CLICOLOR_FORCE", "1")];
    for format in ["full", "concise", "grouped"] {
        let ran = run_in(&tree, &format!("--output-format {format}"), &forced, false);
        let (targets, bare) = links(&ran.out());
        assert!(targets.len() >= 5, "{}", ran.account());
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%:#?&=".contains(c);
        for target in targets {
            assert!(target.chars().all(is_plain), "{target:?}");
        }
        let dangerous = bare.chars().find(|&c| c.is_control() && c != '\n');
        assert_eq!(dangerous, None, "{}", ran.account());
    }
}

/// With `--write -`, findings go to standard error, and it is what that is that counts.
#[test]
fn beside_a_source_they_come_where_standard_error_is_a_terminal() {
    if is_missing("script") {
        return;
    }
    for (streams, is_coloured) in [("> source", true), ("2> findings", false)] {
        let tree = Tree::of(&[("s.py", SAFE)]);
        let line = format!("--quiet --write - < s.py {streams}");
        let ran = run_in(&tree, &line, &[("TERM", "xterm")], true);
        let findings = match is_coloured {
            true => ran.out(),
            false => String::from_utf8(tree.bytes("findings")).unwrap(),
        };
        assert!(findings.contains("F632"), "{findings:?}");
        assert_eq!(findings.contains("\x1b["), is_coloured, "{findings:?}");
    }
}
