//! `--config` and `--isolated`.

use super::super::SAFE;
use super::super::tree::Tree;
use super::{THREE, found};

/// As `found`, with settings of the command line's.
#[track_caller]
fn told(tree: &Tree, words: &[&str]) -> String {
    let common = ["--output-format", "concise", "--exit-zero", "-q"];
    let ran = tree.isfix(common).args(words).run().status(0).stderr("");
    let codes = |line: &str| line.split(' ').nth(1).map(str::to_owned);
    ran.out()
        .lines()
        .filter_map(codes)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_named_file_holds_for_all_in_place_of_others() {
    let tree = Tree::of(&[
        ("p/a.py", THREE),
        ("p/gen/b.py", THREE),
        ("p/isfix.toml", "select = ['F632']\n"),
        (
            "shared/any.name",
            "select = ['E711']\nextend-exclude = ['p/gen']\n",
        ),
        ("shared/pyproject.toml", "[tool.isfix]\nselect = ['E713']\n"),
        ("bad/isfix.toml", "selct = 1"),
        ("bad/c.py", THREE),
    ]);
    assert_eq!(found(&tree, "p --config shared/any.name"), "p/a.py E711");
    assert_eq!(
        found(&tree, "p bad --config shared/pyproject.toml"),
        "bad/c.py E713; p/a.py E713; p/gen/b.py E713"
    );
    assert_eq!(
        found(&tree, "p --config shared/pyproject.toml --select F632"),
        "p/a.py F632; p/gen/b.py F632"
    );
    for (config, reason) in [
        ("nowhere.toml", "isfix: nowhere.toml: no such file\n"),
        ("shared", "isfix: shared: is a folder, not a file\n"),
        (
            "bad/isfix.toml",
            "isfix: bad/isfix.toml:1:1: unknown key `selct`; did you mean `select`?\n",
        ),
    ] {
        tree.run(&format!("--write p --config {config}"))
            .status(2)
            .stdout("")
            .stderr(reason);
    }
    tree.put("pyproject.toml", "[tool.ruff]\n");
    tree.run("--write p --config pyproject.toml")
        .status(2)
        .stderr("isfix: pyproject.toml: holds no table `[tool.isfix]`\n");
    tree.run("p --config shared/any.name --config p/isfix.toml")
        .status(2)
        .complains("--config takes one file");
    tree.run("p --config shared/any.name --isolated")
        .status(2)
        .complains("--isolated reads no settings file, and --config names one");
    tree.holds("p/a.py", THREE);
}

#[test]
fn a_setting_goes_before_files_and_behind_options() {
    let tree = Tree::of(&[
        ("a.py", THREE),
        ("isfix.toml", "select = ['F632']\nunsafe-fixes = true\n"),
        ("sub/isfix.toml", "select = ['E711']\n"),
        ("sub/a.py", THREE),
    ]);
    assert_eq!(told(&tree, &["a.py"]), "F632");
    assert_eq!(told(&tree, &["--config", "select=['E713']"]), "E713 E713");
    assert_eq!(
        told(
            &tree,
            &["--config", "select = ['E713']", "--select", "E711", "a.py"]
        ),
        "E711"
    );
    assert_eq!(
        told(
            &tree,
            &[
                "--config",
                "select = ['E713']",
                "--config",
                "select = ['E711']",
                "a.py"
            ]
        ),
        "E711"
    );
    assert_eq!(
        told(&tree, &["--config", "ignore = ['E711']", "sub"]),
        "",
        "equally exact: the command line's"
    );
    assert_eq!(
        told(
            &tree,
            &[
                "--config",
                "isfix.toml",
                "--config",
                "extend-select = ['E713']",
                "sub"
            ]
        ),
        "F632 E713"
    );
    assert_eq!(
        told(
            &tree,
            &["--isolated", "--config", "ignore = ['F632']", "a.py"]
        ),
        "E711 E713"
    );
    // What a file turns on, it turns off.
    tree.put("u.py", super::super::UNSAFE);
    tree.run("--diff u.py").says("+if x == ()");
    tree.isfix(["--diff", "u.py", "--config", "unsafe-fixes = false"])
        .run()
        .stdout("");
    for (setting, reason) in [
        (
            "selct = []",
            "--config 'selct = []':1:1: unknown key `selct`; did you mean `select`?",
        ),
        (
            "select = [F632]",
            "--config 'select = [F632]':1:11: not TOML: ",
        ),
        ("quiet=yes", "--config 'quiet=yes':1:7: not TOML: "),
        (
            "tool.isfix.quiet=true",
            "unknown key `tool`; keys stand at the top here",
        ),
        ("", "isfix: --config: an empty path names no file\n"),
        ("config = 'x'", "`config` is for the command line alone"),
        ("exclude = ['[']", ":1:12: invalid glob `[`"),
    ] {
        tree.isfix(["--write", "--config", setting])
            .run()
            .status(2)
            .stdout("")
            .complains(reason);
    }
    tree.holds("a.py", THREE);
}

#[test]
fn isolated_reads_no_file() {
    let tree = Tree::of(&[
        ("a.py", THREE),
        ("isfix.toml", "no TOML"),
        ("sub/isfix.toml", "ignore = ['ALL']"),
        ("sub/a.py", SAFE),
    ]);
    tree.run("").status(2);
    assert_eq!(
        found(&tree, "--isolated"),
        "a.py F632 E711 E713; sub/a.py F632"
    );
    assert_eq!(found(&tree, "--isolated --select E711"), "a.py E711");
}
