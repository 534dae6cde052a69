//! When there are colours: `--color`, and what the environment and the terminal say.

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
