//! Which settings file holds for which file.

use std::fs;

use super::super::tree::{Tree, is_missing};
use super::{THREE, found};

const ALL: &str = "F632 E711 E713";

#[test]
fn the_closest_file_holds_and_nothing_is_merged() {
    let tree = Tree::of(&[
        ("isfix.toml", "select = ['F632']\nignore = ['E713']\n"),
        ("a.py", THREE),
        ("b/isfix.toml", "ignore = ['E711']\n"),
        ("b/b.py", THREE),
        ("b/c/c.py", THREE),
        ("b/d/pyproject.toml", "[tool.isfix]\nselect = ['E711']\n"),
        ("b/d/d.py", THREE),
        ("e/pyproject.toml", "[tool.other]\nselect = ['isfix']\n"),
        ("e/e.py", THREE),
    ]);
    let all = "a.py F632; b/b.py F632 E713; b/c/c.py F632 E713; b/d/d.py E711; e/e.py F632";
    assert_eq!(found(&tree, ""), all);
    assert_eq!(found(&tree, "--jobs 1"), all);
    assert_eq!(found(&tree, "--jobs 4 e/e.py b b/d/d.py a.py"), all);
    tree.put("list", "b/d/d.py\nb/c/c.py\ne/e.py\n");
    assert_eq!(
        found(&tree, "--files-from list"),
        "b/c/c.py F632 E713; b/d/d.py E711; e/e.py F632"
    );
    let inside = |folder: &str, line: &str| {
        let ran = tree
            .isfix(line.split_whitespace())
            .folder(tree.path(folder))
            .run();
        let codes = |line: &str| line.split(' ').nth(1).map(str::to_owned);
        ran.out()
            .lines()
            .filter_map(codes)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(inside("b/c", "--output-format concise"), "F632 E713");
    assert_eq!(inside("b/c", "--output-format concise ../d"), "E711");
    assert_eq!(inside("b/c", "--output-format concise ../../a.py"), "F632");
    // Standard input is what its name says.
    for (line, codes) in [
        ("-", "F632"),
        ("- --stdin-filename b/new/x.py", "F632 E713"),
        ("- --stdin-filename b/d/x.py", "E711"),
    ] {
        let ran = tree
            .isfix(line.split_whitespace())
            .args(["--output-format", "concise", "-q"])
            .input(THREE)
            .run();
        let told: Vec<_> = ran
            .out()
            .lines()
            .map(|line| line.split(' ').nth(1).unwrap().to_owned())
            .collect();
        assert_eq!(told.join(" "), codes, "{line}");
    }
}

#[test]
fn of_several_in_one_folder_one_holds() {
    let tree = Tree::of(&[
        ("a.py", THREE),
        ("pyproject.toml", "[tool.isfix]\nselect = ['F632']\n"),
    ]);
    assert_eq!(found(&tree, ""), "a.py F632");
    tree.put("isfix.toml", "select = ['E711']\n");
    assert_eq!(found(&tree, ""), "a.py E711");
    tree.put(".isfix.toml", "select = ['E713']\n");
    assert_eq!(found(&tree, ""), "a.py E713");
    tree.put(".isfix.toml", "");
    assert_eq!(
        found(&tree, ""),
        format!("a.py {ALL}"),
        "an empty file holds, too"
    );
}

#[test]
fn the_search_ends_at_the_repositorys_root() {
    if is_missing("git") {
        return;
    }
    let tree = Tree::of(&[
        ("isfix.toml", "select = ['F632']\n"),
        ("plain/a.py", THREE),
        ("clone/a.py", THREE),
        ("clone/sub/a.py", THREE),
        ("own/isfix.toml", "select = ['E711']\n"),
        ("own/sub/a.py", THREE),
        ("empty/.git/none", ""),
        ("empty/a.py", THREE),
    ]);
    for name in ["clone", "own"] {
        tree.git(&format!("init -q {name}"));
    }
    let expected = format!(
        "clone/a.py {ALL}; clone/sub/a.py {ALL}; empty/a.py F632; own/sub/a.py E711; plain/a.py F632"
    );
    assert_eq!(found(&tree, ""), expected);
    assert_eq!(
        found(&tree, "clone/sub own/sub empty plain clone/a.py"),
        expected
    );
    assert_eq!(found(&tree, "--no-respect-gitignore"), expected);
}

#[test]
fn what_speaks_of_the_run_is_taken_from_the_current_folder() {
    let tree = Tree::of(&[
        ("a.py", THREE),
        ("isfix.toml", "output-format = 'concise'\nquiet = true\n"),
        (
            "sub/isfix.toml",
            "output-format = 'json'\nquiet = false\nselect = ['F632']\n",
        ),
        ("sub/a.py", THREE),
    ]);
    let ran = tree.run("sub").status(1).stderr("");
    assert!(
        ran.out().starts_with("sub/a.py:1:7: F632 "),
        "{}",
        ran.account()
    );
    let ran = tree.isfix(["."]).folder(tree.path("sub")).run().status(1);
    assert!(
        ran.out().starts_with('[') && !ran.err().is_empty(),
        "{}",
        ran.account()
    );
}

#[test]
fn globs_start_from_the_files_folder() {
    let tree = Tree::of(&[
        (
            "p/isfix.toml",
            "extend-exclude = ['gen', './top.py', 'a/*.py']\n",
        ),
        ("p/gen/x.py", THREE),
        ("p/b/gen/x.py", THREE),
        ("p/top.py", THREE),
        ("p/b/top.py", THREE),
        ("p/a/x.py", THREE),
        ("a/x.py", THREE),
        ("gen/x.py", THREE),
        ("top.py", THREE),
    ]);
    let files = |line: &str| {
        tree.run(line)
            .status(0)
            .out()
            .lines()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(files("--show-files"), "a/x.py gen/x.py p/b/top.py top.py");
    assert_eq!(files("--show-files p"), "p/b/top.py");
    assert_eq!(
        files("--show-files --extend-exclude a/x.py"),
        "gen/x.py p/a/x.py p/b/gen/x.py p/b/top.py p/gen/x.py p/top.py top.py"
    );
    tree.put("list", "p/gen/x.py\np/b/top.py\np/top.py\ngen/x.py\n");
    assert_eq!(
        files("--show-files --files-from list"),
        "gen/x.py p/b/top.py"
    );
    assert_eq!(
        files("--show-files --force-exclude p/gen/x.py p/b/top.py p/a/x.py a/x.py"),
        "a/x.py p/b/top.py"
    );
    // `dist`, which is excluded by default, as the name of a folder that has settings of its own.
    tree.put("dist/isfix.toml", "");
    tree.put("dist/x.py", THREE);
    tree.put("list", "dist/x.py\n");
    assert_eq!(files("--show-files --files-from list"), "");
    assert_eq!(files("--show-files dist"), "dist/x.py");
}

#[test]
#[cfg(unix)]
fn a_link_that_is_named_is_a_way_to_the_real_folder() {
    use std::os::unix::fs::symlink;
    let tree = Tree::of(&[
        ("isfix.toml", "select = ['F632']\n"),
        (
            "real/isfix.toml",
            "select = ['E711']\nper-file-ignores = { 'b/x.py' = ['ALL'] }\nextend-exclude = ['b/y.py']\n",
        ),
        ("real/b/x.py", THREE),
        ("real/b/y.py", THREE),
        ("real/b/z.py", THREE),
    ]);
    symlink("real/b", tree.path("way")).unwrap();
    assert_eq!(found(&tree, "way"), "way/z.py E711");
    assert_eq!(found(&tree, "way/z.py way/x.py"), "way/z.py E711");
    assert_eq!(
        found(&tree, "--force-exclude way/z.py way/x.py way/y.py"),
        "way/z.py E711"
    );
    // A settings file may be a link itself: its globs start from where it is found.
    fs::create_dir(tree.path("linked")).unwrap();
    tree.put("linked/b/x.py", THREE);
    symlink("../real/isfix.toml", tree.path("linked/isfix.toml")).unwrap();
    tree.put("linked/b/w.py", THREE);
    assert_eq!(found(&tree, "linked"), "linked/b/w.py E711");
}

#[test]
#[cfg(unix)]
fn another_users_file_is_not_read() {
    use std::os::unix::fs::{PermissionsExt, chown};
    let tree = Tree::of(&[
        ("isfix.toml", "select = ['E711']\n"),
        ("a.py", THREE),
        ("b/isfix.toml", "no settings at all"),
        ("b/b.py", THREE),
    ]);
    if chown(tree.path("isfix.toml"), Some(12345), None).is_err() {
        return eprintln!("skipped: only root gives files away");
    }
    chown(tree.path("b/isfix.toml"), Some(12345), None).unwrap();
    let word = "not read, for it belongs to another user (12345); `--config` reads it, `--isolated` does without";
    let ran = tree.run("-q --output-format concise").status(1);
    let ran = ran.complains(&format!("isfix: warning: isfix.toml: {word}"));
    let ran = ran.complains(&format!("isfix: warning: b/isfix.toml: {word}"));
    assert_eq!(ran.out().lines().count(), 6, "{}", ran.account());
    assert_eq!(ran.err().lines().count(), 2, "{}", ran.account());
    tree.run("-q --isolated").status(1).stderr("");
    assert_eq!(
        found(&tree, "--config isfix.toml"),
        "a.py E711; b/b.py E711"
    );
    // One further up holds in its stead, and what stands there is no matter.
    tree.put("b/c/isfix.toml", "");
    chown(tree.path("b/c/isfix.toml"), Some(12345), None).unwrap();
    tree.put("b/c/c.py", THREE);
    tree.put("b/.isfix.toml", "select = ['F632']\n");
    let ran = tree
        .run("-q --output-format concise b")
        .status(1)
        .complains(word);
    assert!(
        ran.out().lines().all(|line| line.contains("F632")),
        "{}",
        ran.account()
    );
    fs::remove_file(tree.path("isfix.toml")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, tree.path("isfix.toml"), 0o600.into()).unwrap();
    chown(tree.path("isfix.toml"), Some(12345), None).unwrap();
    fs::set_permissions(tree.root(), fs::Permissions::from_mode(0o755)).unwrap();
    tree.run("-q a.py").status(1).complains(word);
}
