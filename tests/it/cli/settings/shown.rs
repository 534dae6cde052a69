//! `--show-settings` and `--show-files`.

use isfix::settings::keys::KEYS;

use super::super::tree::{Tree, check_golden};
use super::super::{SAFE, SAFE_FIXED};

fn tree() -> Tree {
    Tree::of(&[
        (
            "pyproject.toml",
            "[project]\nname = 'shop'\n\n[tool.isfix]\nselect = [\"F632\", \"E71\"]\nextend-exclude = [\"gen\"]\nplain = [\"shop.models\"]\n\n[tool.isfix.per-file-ignores]\n\"tests/*\" = [\"E711\"]\n",
        ),
        ("shop/models.py", SAFE),
        ("shop/gen/x.py", SAFE),
        ("tests/t.py", SAFE),
        ("old/isfix.toml", "ignore = [\"ALL\"]\njobs = 3\n"),
        ("old/a.py", SAFE),
    ])
}

#[test]
fn settings_are_shown_with_where_they_come_from() {
    let tree = tree();
    let line = "--show-settings old/a.py tests/t.py . shop/gen/x.py --unsafe-fixes --quiet";
    let words = line
        .split_whitespace()
        .chain(["--config", "color = \"never\""]);
    let ran = tree.isfix(words).run().status(0).stderr("");
    check_golden("settings.toml", ran.out().as_bytes());
}

#[test]
fn what_is_shown_can_be_written_into_a_file() {
    let tree = tree();
    for path in [".", "old/a.py"] {
        let shown = tree.run(&format!("--show-settings {path}")).status(0).out();
        let other = Tree::of(&[("isfix.toml", &shown)]);
        let again = other.run("--show-settings").status(0).out();
        let values = |text: &str| -> Vec<String> {
            let values = text.lines().filter(|line| !line.starts_with('#'));
            values
                .map(|line| line.split("  #").next().unwrap().to_owned())
                .collect()
        };
        assert_eq!(values(&again), values(&shown));
    }
    let shown = tree.run("--show-settings").out();
    for key in KEYS {
        let line = |line: &str| line.trim_start_matches("# ").starts_with(key.name);
        assert!(shown.lines().any(line), "{}:\n{shown}", key.name);
    }
}

/// The command line has no other word for an empty list.
#[test]
fn an_empty_glob_of_the_command_line_clears_the_list() {
    let tree = tree().with("venv/v.py", SAFE);
    let ran = tree.isfix(["--show-files", "--exclude", ""]).run();
    ran.status(0)
        .stdout("old/a.py\nshop/models.py\ntests/t.py\nvenv/v.py\n");
    let ran = tree.isfix(["--show-settings", "--exclude", ""]).run();
    ran.status(0).says("\nexclude = []  # command line\n");
}

#[test]
fn a_path_that_is_not_there_is_said() {
    let tree = tree();
    let ran = tree
        .run("--show-settings nowhere.py old")
        .status(2)
        .says("# old: the settings of old/isfix.toml\n");
    ran.complains("nowhere.py: ");
    tree.holds("old/a.py", SAFE);
}

#[test]
fn files_are_listed_as_they_would_be_read() {
    let tree = tree();
    tree.run("--show-files")
        .status(0)
        .stderr("")
        .stdout("old/a.py\nshop/models.py\ntests/t.py\n");
    tree.run("--show-files tests shop/gen/x.py")
        .status(0)
        .stdout("shop/gen/x.py\ntests/t.py\n");
    tree.run("--show-files --isolated shop")
        .status(0)
        .stdout("shop/gen/x.py\nshop/models.py\n");
    tree.run("--show-files nowhere tests")
        .status(2)
        .stdout("tests/t.py\n")
        .complains("nowhere: no such file");
    tree.holds("tests/t.py", SAFE);
    // The list is one to read paths from.
    let list = tree.run("--show-files").out();
    let ran = tree
        .isfix(["--files-from", "-", "--write"])
        .input(&list)
        .run();
    ran.status(0);
    tree.holds("tests/t.py", SAFE_FIXED).holds("old/a.py", SAFE);
}

#[test]
fn each_real_file_is_listed_once() {
    let tree = Tree::of(&[("a.py", SAFE)]);
    std::fs::hard_link(tree.path("a.py"), tree.path("b.py")).unwrap();
    tree.run("--show-files").stdout("a.py\n");
    tree.run("--show-files --break-hard-links")
        .stdout("a.py\nb.py\n");
}
