//! What can be typed and what cannot, `--help` and `--version`.

use super::tree::{Ran, Tree};
use super::{SAFE, SAFE_FIXED, UNSAFE};

/// Every option there is. One that works is in `--help`, one that does not is not.
const OPTIONS: &[&str] = &[
    "--diff",
    "--write",
    "--fix",
    "--interactive",
    "--unsafe-fixes",
    "--patch-file",
    "--undo",
    "--break-hard-links",
    "--select",
    "--extend-select",
    "--ignore",
    "--ignore-noqa",
    "--files-from",
    "--exclude",
    "--extend-exclude",
    "--force-exclude",
    "--no-respect-gitignore",
    "--since",
    "--shard",
    "--add-noqa",
    "--unused-noqa",
    "--stdin-filename",
    "--output-format",
    "--output-file",
    "--statistics",
    "--plain",
    "--overloaded",
    "--true-false-style",
    "--python",
    "--no-types",
    "--color",
    "--quiet",
    "--verbose",
    "--no-progress",
    "--exit-zero",
    "--exit-non-zero-on-fix",
    "--jobs",
    "--config",
    "--isolated",
    "--show-settings",
    "--show-files",
    "--version",
];

#[test]
fn help_tells_every_option_and_the_exit_status() {
    let help = Tree::new().run("--help").status(0).stderr("").out();
    for &option in OPTIONS {
        let words = || help.split([' ', ',', '\n', ']']);
        assert!(words().any(|word| word == option), "{option} in:\n{help}");
    }
    let long = help
        .split_whitespace()
        .filter(|word| word.starts_with("--"))
        .map(|word| word.trim_end_matches([',', ':', ']', ';', '.', ')']));
    for option in long {
        assert!(
            OPTIONS.contains(&option) || option == "--help",
            "{option} is not tested"
        );
    }
    for word in ["Exit status", "0 ", "1 ", "2 ", "full", "concise", "json"] {
        assert!(help.contains(word), "{word} in:\n{help}");
    }
}

#[test]
fn version_is_the_packages() {
    let expected = format!("isfix {}\n", env!("CARGO_PKG_VERSION"));
    Tree::new()
        .run("--version")
        .status(0)
        .stdout(expected)
        .stderr("");
}

/// Wrong usage: status 2, a reason, nothing on standard output and nothing done.
#[track_caller]
fn check_wrong(line: &str, reason: &str) -> Ran {
    let tree = Tree::of(&[("s.py", SAFE)]);
    let ran = tree.run(line).status(2).stdout("").complains(reason);
    tree.holds("s.py", SAFE);
    ran
}

#[test]
fn wrong_usage_is_2_and_does_nothing() {
    check_wrong("--no-such-option --write", "--no-such-option");
    check_wrong("--write --wriet", "--write");
    check_wrong("--jobs 0 --write", "it takes a whole number from 1");
    check_wrong("-j 0 --write", "it takes a whole number from 1");
    check_wrong("--jobs many --write", "many");
    check_wrong("--output-format xml --write", "xml");
    check_wrong("--color sometimes --write", "sometimes");
    check_wrong("--write --exclude a[", "a[");
    check_wrong("--write --files-from nowhere.txt", "nowhere.txt");
    check_wrong("--write --select", "--select");
    check_wrong("--write - s.py", "`-`");
    check_wrong("--write --diff -", "--diff");
    check_wrong(
        "--write --stdin-filename s.py",
        "--stdin-filename names what `-` reads, and no path is `-`",
    );
    check_wrong("--exit-zero --select E999 --write", "E999");
    check_wrong("--write --plain a..b", "`a..b` is no dotted name");
    check_wrong("--write --overloaded x()", "`x()` is no dotted name");
    check_wrong("--write --config isfix.toml", "isfix.toml: no such file");
    check_wrong("--show-files --write", "--show-files");
    check_wrong("--show-settings --diff", "--show-settings");
    check_wrong("--show-settings --show-files", "--show-");
    check_wrong("--show-files -", "`-`");
}

#[test]
fn an_unknown_rule_brings_the_nearest_one() {
    check_wrong("--select E712345 --write", "E712345");
    check_wrong("--select E710 --write", "did you mean `E71");
    check_wrong("--ignore is-litral --write", "did you mean `is-literal`?");
    check_wrong("--extend-select F623 --write", "did you mean `F632`?");
    check_wrong("--select ALLL --write", "did you mean `ALL`?");
}

#[test]
fn an_unknown_command_brings_the_nearest_one() {
    for (line, name) in [
        ("completion", "completions"),
        ("completion bash", "completions"),
        ("explan is-literal", "explain"),
        ("Explain --write", "explain"),
    ] {
        let word = line.split(' ').next().unwrap();
        let hint = format!("{word}: no such file or folder; did you mean the command `{name}`?\n");
        check_wrong(line, &hint);
    }
    // A path is a path, whatever it is called; another that is missing does not keep the rest from its work.
    let tree = Tree::of(&[("completion/s.py", SAFE), ("s.py", SAFE)]);
    tree.run("completion")
        .status(1)
        .says("completion/s.py:1:4: F632");
    for line in ["--write ./explan s.py", "--write explan s.py"] {
        tree.put("s.py", SAFE);
        let ran = tree
            .run(line)
            .status(2)
            .says("explan: io-error: no such file");
        assert!(!ran.err().contains("did you mean"), "{}", ran.account());
        tree.holds("s.py", SAFE_FIXED);
    }
    let hostile = tree.isfix(["expl\u{1b}[ain"]).run().status(2);
    assert!(!hostile.err().contains('\u{1b}'), "{}", hostile.account());
}

#[test]
fn rules_are_selected_by_any_of_their_names() {
    let tree = Tree::of(&[
        ("a.py", "print(x is 'a')\n"),
        ("b.py", "print(x == None)\n"),
        ("c.py", "print(not x in y)\n"),
        ("d.py", "print(not x is y)\n"),
        ("e.py", "print(x == float('nan'))\n"),
        ("f.py", "print(id(x) == id(y))\n"),
    ]);
    let codes = |line: &str| {
        let found = tree.run(&format!("--output-format json {line}")).out();
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        let codes = found.as_array().unwrap().iter();
        codes
            .map(|entry| entry["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (line, expected) in [
        ("", "F632 E711 E713 E714"),
        ("--select ALL", "F632 E711 E713 E714 PLW0177 ISF001"),
        ("--select F632", "F632"),
        ("--select R0123", "F632"),
        ("--select literal-comparison", "F632"),
        ("--select is-literal", "F632"),
        ("--select none-comparison", "E711"),
        ("--select singleton-comparison", "E711"),
        ("--select C0121", "E711"),
        ("--select C0117", "E713 E714"),
        ("--select unneeded-not", "E713 E714"),
        ("--select not-in-test", "E713"),
        ("--select not-is-test", "E714"),
        ("--select E71", "E711 E713 E714"),
        ("--select E7 --ignore E713", "E711 E714"),
        ("--ignore E713 --select E7", "E711 E714"),
        ("--ignore E71 --select E713", "E713"),
        ("--ignore ALL", ""),
        ("--ignore ALL --extend-select E714", "E714"),
        ("--select F632,E714", "F632 E714"),
        ("--select F632 --select E714", "F632 E714"),
        ("--select F632 --extend-select E711", "F632 E711"),
        ("--ignore F,E711", "E713 E714"),
        ("--select ISF001", "ISF001"),
        ("--select id-comparison", "ISF001"),
        ("--select PLW0177", "PLW0177"),
        ("--select W0177", "PLW0177"),
        ("--select nan-comparison", "PLW0177"),
        ("--select PLW,ISF", "PLW0177 ISF001"),
    ] {
        assert_eq!(codes(line), expected, "{line}");
    }
}

#[test]
fn unsafe_fixes_are_applied_on_request_alone() {
    let tree = Tree::of(&[("u.py", UNSAFE), ("s.py", SAFE)]);
    tree.run("--write").status(1).complains("--unsafe-fixes");
    tree.holds("u.py", UNSAFE).holds("s.py", SAFE_FIXED);
    tree.run("--write --unsafe-fixes").status(0);
    tree.holds("u.py", super::UNSAFE_FIXED);
}

#[test]
fn suppressions_hold_unless_they_are_ignored() {
    let text = "if x is 'a':  # noqa: F632\n    pass\n";
    let tree = Tree::of(&[("s.py", text)]);
    tree.run("").status(0).stdout("");
    tree.run("--write").status(0);
    tree.holds("s.py", text);
    tree.run("--ignore-noqa").status(1).says("F632");
    tree.run("--ignore-noqa --write").status(0);
    tree.holds("s.py", text.replace("is", "=="));
}

#[test]
fn the_summary_tells_what_a_run_came_to() {
    let tree = Tree::of(&[
        ("b.py", super::BROKEN),
        ("c.py", "x = 1\n"),
        ("k.py", super::UNFIXABLE),
        ("n.py", super::NOTE),
        ("s.py", SAFE),
        ("u.py", UNSAFE),
    ]);
    let told = |line: &str| {
        let err = tree.run(line).err();
        let (start, rest) = err.split_once(" in ").unwrap();
        let (_, rest) = rest.split_once(" s ").unwrap();
        format!("{start} in {rest}")
    };
    let would = "\
6 files in (1 scanned only, 4 parsed): 1 to change, 1 not read as Python
3 findings, 1 fixable (safe), 2 left (1 unsafe, held back), 1 note
  E711: 0 findings, 1 note
  F632: 3 findings, 1 fixable (safe), 2 left (1 unsafe, held back)
1 fix held back for what it may change: --unsafe-fixes applies it too
";
    super::tree::assert_same("summary", would.as_bytes(), told("").as_bytes());
    let wrote = would
        .replace("to change", "changed")
        .replace("fixable", "fixed");
    super::tree::assert_same("summary", wrote.as_bytes(), told("--write").as_bytes());
    tree.run("--quiet").stderr("");
    tree.run("-q --write").stderr("");
}

/// A fix that could not be written is none that is held back, and none that is missing.
#[test]
#[cfg(unix)]
fn what_could_not_be_written_is_counted_as_that() {
    use std::os::unix::fs::PermissionsExt;
    let tree = Tree::of(&[("s.py", SAFE), ("r.py", &format!("{SAFE}{UNSAFE}"))]);
    let read_only = std::fs::Permissions::from_mode(0o444);
    std::fs::set_permissions(tree.path("r.py"), read_only).unwrap();
    let ran = tree.run("--write --statistics").status(2);
    ran.stdout("      3  F632  is-literal\n      1    safe\n      1    held back\n      1    not applied\n")
        .complains("3 findings, 1 fixed (safe), 2 left (1 unsafe, held back; 1 not applied)");
    let ran = tree.run("--write --unsafe-fixes --statistics --output-format json");
    let entries: serde_json::Value = serde_json::from_str(&ran.status(2).out()).unwrap();
    let counts =
        ["count", "left", "held_back", "not_applied", "without_fix"].map(|key| &entries[0][key]);
    assert_eq!(counts, [2, 2, 0, 2, 0]);
}
