//! Whatever a repository is and however git is set, `--since` says the same.

use std::fs;
use std::path::Path;

use super::refused::check_refused;
use super::{THREE, check, commit, places, repository};
use crate::cli::tree::Call;

/// Whatever a user's settings make of git's diffs.
#[test]
fn settings_of_git_change_nothing() {
    let Some(tree) = repository(&[
        ("a b.py", &THREE.repeat(4)),
        (".gitattributes", "*.py diff=mine\n"),
    ]) else {
        return;
    };
    tree.put("a b.py", THREE.repeat(4).replacen("b ==", "bb ==", 2));
    let expected = "a b.py:2 a b.py:5";
    check(&tree, "--since HEAD", expected);
    for setting in [
        "diff.noprefix true",
        "diff.mnemonicPrefix true",
        "diff.context 9",
        "diff.interHunkContext 9",
        "diff.external false",
        "diff.mine.textconv false",
        "diff.mine.command false",
        "diff.algorithm patience",
        "diff.orderFile nosuch",
        "diff.relative true",
        "diff.renames false",
        "diff.colorMoved zebra",
        "diff.wsErrorHighlight all",
        "diff.submodule log",
        "diff.suppressBlankEmpty true",
        "color.ui always",
        "color.diff always",
        "core.pager false",
        "core.quotePath true",
        "core.fsmonitor false-as-a-program",
        "pager.diff true",
        "alias.diff log",
    ] {
        tree.git(&format!("config {setting}"));
        check(&tree, "--since HEAD", expected);
    }
    for (name, value) in [
        ("GIT_DIR", "/nowhere"),
        ("GIT_WORK_TREE", "/nowhere"),
        ("GIT_INDEX_FILE", "nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_COMMON_DIR", "/nowhere"),
        ("GIT_EXTERNAL_DIFF", "false"),
        ("GIT_DIFF_OPTS", "--unified=9"),
        ("GIT_PAGER", "false"),
    ] {
        let words = ["--output-format", "concise", "--since", "HEAD"];
        let ran = tree.isfix(words).env(name, value).run().status(1);
        assert_eq!(places(&ran), expected, "{name}: {}", ran.account());
    }
}

#[test]
fn several_repositories_are_asked_each_for_itself() {
    let Some(tree) = repository(&[("one/a.py", THREE), ("two/b.py", THREE)]) else {
        return;
    };
    fs::remove_dir_all(tree.path(".git")).unwrap();
    for folder in ["one", "two"] {
        tree.git(&format!("-C {folder} init -q"));
        tree.git(&format!("-C {folder} add -A"));
        tree.git(&format!("-C {folder} commit -q -m all"));
    }
    tree.git("-C one tag here");
    for file in ["one/a.py", "two/b.py"] {
        tree.put(file, THREE.replace("b ==", "bb =="));
    }
    check(&tree, "--since HEAD", "one/a.py:2 two/b.py:2");
    check(&tree, "--since HEAD one two", "one/a.py:2 two/b.py:2");
    check(&tree, "--since here one", "one/a.py:2");
    // Nothing is written in the one that knows it, either.
    check_refused(&tree, "--since here", "git knows no revision `here` in ");
    // A repository in another that knows nothing of it.
    tree.git("-C two tag here");
    tree.git("init -q");
    tree.git("commit -q --allow-empty -m outer");
    tree.git("tag here");
    check(&tree, "--since here", "one/a.py:2 two/b.py:2");
}

#[test]
fn a_submodule_counts_from_what_was_recorded() {
    let Some(tree) = repository(&[("a.py", THREE)]) else {
        return;
    };
    let Some(library) = repository(&[("b.py", THREE), ("inner/c.py", THREE)]) else {
        return;
    };
    let from = library.root().display().to_string();
    tree.git(&format!("submodule --quiet add {from} lib"));
    commit(&tree);
    tree.git("tag before");
    // The submodule moves on, by a commit and by a change that is not committed.
    tree.put("lib/b.py", THREE.replace("b ==", "bb =="));
    tree.git("-C lib add -A");
    tree.git("-C lib commit -q -m more");
    tree.put("lib/inner/c.py", THREE.replace("c ==", "cc =="));
    check(&tree, "--since before", "lib/b.py:2 lib/inner/c.py:3");
    check(&tree, "--since before lib/inner", "lib/inner/c.py:3");
    commit(&tree);
    check(&tree, "--since before", "lib/b.py:2 lib/inner/c.py:3");
    check(&tree, "--since HEAD", "lib/inner/c.py:3");
    // Before it was there, all of it is new.
    check(
        &tree,
        "--since before~1",
        "lib/b.py:1 lib/b.py:2 lib/b.py:3 lib/inner/c.py:1 lib/inner/c.py:2 lib/inner/c.py:3",
    );
    // Inside it, its own revisions count.
    let inside = |revision: &str| {
        let words = [
            "--output-format",
            "concise",
            "--exit-zero",
            "--since",
            revision,
        ];
        tree.isfix(words).folder(tree.path("lib")).run()
    };
    assert_eq!(places(&inside("HEAD")), "inner/c.py:3");
    assert_eq!(places(&inside("HEAD~1")), "b.py:2 inner/c.py:3");
    inside("before").status(2).complains("no revision `before`");
}

#[test]
fn a_linked_worktree_is_a_repository() {
    let Some(tree) = repository(&[("a.py", THREE)]) else {
        return;
    };
    tree.git("worktree add -q w");
    tree.put("w/a.py", THREE.replace("b ==", "bb =="));
    let call = tree.isfix(["--output-format", "concise", "--since", "main"]);
    assert_eq!(
        places(&call.folder(tree.path("w")).run().status(1)),
        "a.py:2"
    );
}

/// A `git` that notes what it is asked, and hands it on.
#[cfg(unix)]
#[test]
fn git_is_asked_once_and_writes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let Some(tree) = repository(&[("a.py", THREE), ("b.py", THREE), ("d/c.py", THREE)]) else {
        return;
    };
    let path = std::env::var("PATH").unwrap_or_default();
    let log = tree.path("log");
    let script = format!(
        "#!/bin/sh\necho \"$@\" >> '{}'\nPATH='{path}' exec git \"$@\"\n",
        log.display()
    );
    let program = tree.put("bin/git", script);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    tree.put("a.py", THREE.replace("b ==", "bb =="));
    tree.put("d/c.py", THREE.replace("b ==", "bb =="));
    // As old as the commit, and yet looked at anew: git would note that in its index.
    tree.put("b.py", THREE);
    let index = tree.bytes(".git/index");
    let call: Call = tree.isfix(["--since", "HEAD"]);
    let bin = tree.path("bin").display().to_string();
    call.env("PATH", format!("{bin}:{path}")).run().status(1);
    let asked = fs::read_to_string(&log).unwrap();
    for (command, times) in [
        (" diff ", 1),
        (" rev-parse ", 1),
        (" merge-base ", 1),
        (" ls-files ", 1),
    ] {
        assert_eq!(asked.matches(command).count(), times, "{command}:\n{asked}");
    }
    assert_eq!(asked.lines().count(), 4, "{asked}");
    assert!(tree.bytes(".git/index") == index);
    fs::remove_file(&log).unwrap();
    tree.isfix(["--exit-zero", "a.py"])
        .env("PATH", bin)
        .run()
        .status(0);
    assert!(!Path::new(&log).exists(), "without --since no git is run");
}
