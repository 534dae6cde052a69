//! Every key does what its option does, or what it says; and every form of a selector is understood.

use std::fs;

use isfix::rules::RULES;
use isfix::select::every_selector;
use isfix::settings::keys::{KEYS, Kind};

use super::super::tree::{Ran, Tree};
use super::super::{NOTE, SAFE, UNSAFE};
use super::{THREE, found};

/// What shows that a key holds.
enum Sign {
    /// Standard output or error holds this, and does not without the key.
    Holds(&'static str),
    /// They do not hold this, and do without the key.
    Lacks(&'static str),
}

use Sign::{Holds, Lacks};

/// By key: its value, the arguments of the run, and what shows that the key holds.
const EXERCISES: &[(&str, &str, &str, Sign)] = &[
    ("select", r#"["E711"]"#, "a.py", Lacks("F632")),
    ("extend-select", r#"["E712"]"#, "b.py", Holds("E712")),
    ("ignore", r#"["F632"]"#, "a.py", Lacks("F632")),
    (
        "per-file-ignores",
        r#"{ "a*.py" = ["F632"] }"#,
        "a.py",
        Lacks("F632"),
    ),
    ("unsafe-fixes", "true", "u.py --diff", Holds("+if x == ()")),
    (
        "extend-safe-fixes",
        r#"["F632"]"#,
        "u.py --diff",
        Holds("+if x == ()"),
    ),
    (
        "extend-unsafe-fixes",
        r#"["F632"]"#,
        "a.py --diff",
        Lacks("+if x == 'a'"),
    ),
    (
        "true-false-style",
        r#""truth""#,
        "b.py --diff --select E712 --unsafe-fixes",
        Holds("+if x:"),
    ),
    ("ignore-noqa", "true", "q.py", Holds("F632")),
    (
        "plain",
        r#"["flask_login.current_user"]"#,
        "n.py --diff",
        Holds("current_user is None"),
    ),
    (
        "overloaded",
        r#"["money"]"#,
        "m.py --diff",
        Lacks("money is None"),
    ),
    (
        "python",
        r#""env""#,
        "--show-settings",
        Holds("/env\"  # isfix.toml:1:1"),
    ),
    (
        "no-types",
        "true",
        "--show-settings",
        Holds("no-types = true  # isfix.toml:1:1"),
    ),
    ("exclude", r#"["sub"]"#, "--show-files", Holds("dist/d.py")),
    (
        "extend-exclude",
        r#"["sub/{a,b}.py"]"#,
        "--show-files",
        Lacks("sub/a.py"),
    ),
    (
        "force-exclude",
        "true",
        "dist/d.py --show-files",
        Lacks("dist/d.py"),
    ),
    (
        "no-respect-gitignore",
        "true",
        "--show-files",
        Holds("ignored.py"),
    ),
    (
        "break-hard-links",
        "true",
        "one.py --write",
        Holds("[fixed]"),
    ),
    (
        "output-format",
        r#""json""#,
        "a.py",
        Holds("\"code\":\"F632\""),
    ),
    ("color", r#""always""#, "a.py --diff", Holds("\x1b[")),
    ("quiet", "true", "a.py", Lacks("1 file in")),
    (
        "jobs",
        "1",
        "--show-settings",
        Holds("jobs = 1  # isfix.toml:1:1"),
    ),
];

fn tree() -> Tree {
    let tree = Tree::of(&[
        ("a.py", SAFE),
        ("b.py", "if x == True:\n    pass\n"),
        ("m.py", "if money == None:\n    pass\n"),
        ("n.py", NOTE),
        ("q.py", "print(x is 'a')  # noqa\n"),
        ("u.py", UNSAFE),
        ("sub/a.py", SAFE),
        ("dist/d.py", SAFE),
        ("one.py", SAFE),
        ("ignored.py", SAFE),
        (".gitignore", "ignored.py\n"),
    ]);
    fs::hard_link(tree.path("one.py"), tree.path("other.txt")).unwrap();
    fs::create_dir_all(tree.path("env/lib/python3.12/site-packages")).unwrap();
    tree.put("env/pyvenv.cfg", "home = /usr/bin\nversion = 3.12.1\n");
    tree
}

fn told(ran: &Ran) -> String {
    ran.out() + &ran.err()
}

#[test]
fn every_key_holds() {
    let exercised: Vec<_> = EXERCISES.iter().map(|(key, ..)| *key).collect();
    let keys: Vec<_> = KEYS.iter().map(|key| key.name).collect();
    assert_eq!(
        exercised, keys,
        "each key is exercised once, in the table's order"
    );
    for (key, value, line, sign) in EXERCISES {
        // Which file it stands in makes no difference: three trees, and `--config`.
        let format = if *key == "output-format" || line.contains("--diff") {
            ""
        } else {
            "--output-format concise"
        };
        let line = format!("{line} {format}");
        let setting = format!("{key} = {value}");
        let without = told(&tree().run(&line));
        let mut withs = Vec::new();
        let table = format!("[tool.isfix]\n{setting}\n");
        for (name, text) in [
            ("isfix.toml", &setting),
            (".isfix.toml", &setting),
            ("pyproject.toml", &table),
        ] {
            withs.push(told(&tree().with(name, text).run(&line)));
        }
        let words = line.split_whitespace().chain(["--config", &setting]);
        withs.push(told(&tree().isfix(words).run()));
        for (with, place) in withs.iter().zip([
            "isfix.toml:1:1",
            ".isfix.toml:1:1",
            "pyproject.toml:2:1",
            "command line, --config",
        ]) {
            let (sign, holds) = match sign {
                Holds(sign) => (sign.replace("isfix.toml:1:1", place), true),
                Lacks(sign) => ((*sign).to_owned(), false),
            };
            assert_eq!(with.contains(&sign), holds, "{setting} in {place}:\n{with}");
            assert_eq!(without.contains(&sign), !holds, "without {key}:\n{without}");
        }
    }
}

#[test]
fn every_selector_is_understood() {
    let tree = Tree::of(&[("a.py", THREE)]);
    let every = every_selector();
    for form in [
        "ALL",
        "E",
        "E71",
        "E711",
        "C0121",
        "none-comparison",
        "singleton-comparison",
    ] {
        assert!(every.iter().any(|selector| selector == form), "{form}");
    }
    let list = format!("{every:?}");
    for key in KEYS.iter().filter(|key| matches!(key.kind, Kind::Rules)) {
        tree.put("isfix.toml", format!("{} = {list}\n", key.name));
        tree.run("--exit-zero").status(0);
    }
    tree.put(
        "isfix.toml",
        format!("per-file-ignores = {{ '*' = {list} }}\n"),
    );
    assert_eq!(found(&tree, ""), "");
    // Each on its own turns on just the rules that it fits.
    for selector in &every {
        tree.put("isfix.toml", format!("select = ['{selector}']\n"));
        let shown = tree.run("--show-settings").status(0).out();
        let on = shown
            .lines()
            .find_map(|line| line.strip_prefix("# rules that run: "))
            .unwrap();
        let fits = |code: &&str| code.starts_with(selector.as_str());
        let fitting = RULES.iter().filter(|rule| {
            selector == "ALL"
                || rule.descriptor.names.contains(&selector.as_str())
                || rule.descriptor.codes.iter().any(fits)
        });
        let fitting: Vec<_> = fitting
            .map(|rule| format!("{} ({})", rule.name(), rule.code()))
            .collect();
        assert_eq!(on, fitting.join(", "), "{selector}");
    }
}

#[test]
fn rules_are_selected_as_on_the_command_line() {
    let tree = Tree::of(&[("a.py", THREE)]);
    for (settings, expected) in [
        ("", "a.py F632 E711 E713"),
        ("select = ['ALL']", "a.py F632 E711 E713"),
        ("select = ['F632']", "a.py F632"),
        ("select = ['f632', ' e711 ']", "a.py F632 E711"),
        ("select = ['R0123', 'C0117']", "a.py F632 E713"),
        (
            "select = ['literal-comparison', 'not-in-test']",
            "a.py F632 E713",
        ),
        ("select = ['E71']", "a.py E711 E713"),
        ("select = ['E71']\nignore = ['E713']", "a.py E711"),
        ("ignore = ['E71']\nselect = ['E713']", "a.py E713"),
        (
            "select = ['F632']\nextend-select = ['E711']",
            "a.py F632 E711",
        ),
        ("select = []", ""),
        ("ignore = ['ALL']", ""),
        ("ignore = ['ALL']\nextend-select = ['E711']", "a.py E711"),
    ] {
        tree.put("isfix.toml", settings);
        assert_eq!(found(&tree, ""), expected, "{settings}");
    }
}

#[test]
fn the_command_line_replaces_the_same_key() {
    let tree = Tree::of(&[("a.py", THREE)]);
    for (settings, line, expected) in [
        ("select = ['F632']", "--select E711", "a.py E711"),
        (
            "select = ['F632']",
            "--extend-select E711",
            "a.py F632 E711",
        ),
        ("select = ['F632']", "--ignore F632", ""),
        (
            "select = ['F632', 'E711']",
            "--ignore E71",
            "a.py F632 E711",
        ),
        ("ignore = ['F632']", "--ignore E711", "a.py F632 E713"),
        // Of equally exact selectors the command line's is heard, and the more exact one before it.
        ("ignore = ['F632']", "--select F632", "a.py F632"),
        ("ignore = ['F632']", "--select ALL", "a.py E711 E713"),
        (
            "ignore = ['F632']",
            "--extend-select F632",
            "a.py F632 E711 E713",
        ),
        (
            "extend-exclude = ['a.py']",
            "--extend-exclude b.py",
            "a.py F632 E711 E713",
        ),
        (
            "exclude = ['a.py']",
            "--exclude b.py",
            "a.py F632 E711 E713",
        ),
    ] {
        tree.put("isfix.toml", settings);
        assert_eq!(found(&tree, line), expected, "{settings} under {line}");
    }
}

#[test]
fn per_file_ignores_speak_of_files_by_glob() {
    let tree = Tree::of(&[
        ("a.py", THREE),
        ("tests/b.py", THREE),
        ("tests/deep/c.py", THREE),
    ]);
    let (a, b, c) = (
        "a.py F632 E711 E713",
        "tests/b.py F632 E711 E713",
        "tests/deep/c.py F632 E711 E713",
    );
    for (globs, expected) in [
        ("'tests' = ['ALL']", a.to_owned()),
        ("'tests/*' = ['ALL']", a.to_owned()),
        ("'tests/b.py' = ['ALL']", format!("{a}; {c}")),
        ("'b.py' = ['ALL']", format!("{a}; {c}")),
        ("'{a,c}.py' = ['ALL']", b.to_owned()),
        ("'!tests' = ['ALL']", format!("{b}; {c}")),
        (
            "'tests' = ['F632'], 'c.py' = ['E71']",
            format!("{a}; tests/b.py E711 E713"),
        ),
        (
            "'*' = ['none-comparison']",
            "a.py F632 E713; tests/b.py F632 E713; tests/deep/c.py F632 E713".to_owned(),
        ),
    ] {
        tree.put("isfix.toml", format!("per-file-ignores = {{ {globs} }}\n"));
        for line in [
            "",
            "a.py tests/b.py tests/deep",
            "--jobs 1 tests/../tests a.py",
        ] {
            let expected = if line.contains("..") {
                expected.replace("tests/", "tests/../tests/")
            } else {
                expected.clone()
            };
            assert_eq!(found(&tree, line), expected, "{globs} under {line:?}");
        }
    }
    // As a table of its own, and not what is selected on the command line again.
    tree.put(
        "isfix.toml",
        "[per-file-ignores]\n\"tests/**\" = [\"F632\"]\n",
    );
    assert_eq!(found(&tree, "--select F632"), "a.py F632");
    let words = [
        "--select",
        "F632",
        "--config",
        "per-file-ignores = {}",
        "-q",
        "--output-format",
        "concise",
    ];
    assert_eq!(tree.isfix(words).run().out().lines().count(), 3);
    // A file that is broken where nothing is looked for is nobody's business.
    tree.put("tests/b.py", "if x is 'a'\n    x == \n");
    let ran = tree.run("--select F632").status(1).says("a.py");
    assert!(!ran.err().contains("not read"), "{}", ran.account());
}

#[test]
fn safety_is_moved_by_the_more_exact_selector() {
    let diffs = |settings: &str, file: &str| {
        let tree = Tree::of(&[("s.py", SAFE), ("u.py", UNSAFE), ("isfix.toml", settings)]);
        tree.run(&format!("--diff {file}"))
            .out()
            .contains("+if x ==")
    };
    for (settings, safe, unsafe_) in [
        ("", true, false),
        ("extend-safe-fixes = ['ALL']", true, true),
        ("extend-safe-fixes = ['E']", true, false),
        ("extend-unsafe-fixes = ['is-literal']", false, false),
        (
            "extend-safe-fixes = ['F632']\nextend-unsafe-fixes = ['F']",
            true,
            true,
        ),
        (
            "extend-safe-fixes = ['F']\nextend-unsafe-fixes = ['F632']",
            false,
            false,
        ),
        (
            "extend-safe-fixes = ['F6']\nextend-unsafe-fixes = ['F6']",
            false,
            false,
        ),
        (
            "extend-unsafe-fixes = ['ALL']\nunsafe-fixes = true",
            true,
            true,
        ),
    ] {
        assert_eq!(diffs(settings, "s.py"), safe, "{settings}");
        assert_eq!(diffs(settings, "u.py"), unsafe_, "{settings}");
    }
}
