//! What `--since` cannot be told: nothing is done then.

use std::fs;

use super::{THREE, commit, repository};
use crate::cli::SAFE;
use crate::cli::tree::Tree;

/// That a line does nothing, ends with 2 and says why.
#[track_caller]
pub fn check_refused(tree: &Tree, line: &str, reason: &str) {
    let before = tree.snapshot();
    let ran = tree.run(&format!("--write {line}"));
    ran.status(2).stdout("").complains(reason);
    assert!(tree.snapshot() == before, "{line}");
}

#[test]
fn a_revision_that_git_does_not_know() {
    let Some(tree) = repository(&[("a.py", THREE)]) else {
        return;
    };
    tree.put("new.py", SAFE);
    let place = fs::canonicalize(tree.root()).unwrap();
    let unknown = format!(
        "isfix: git knows no revision `nowhere` in {}\n",
        place.display()
    );
    check_refused(&tree, "--since nowhere", &unknown);
    check_refused(&tree, "--since nowhere --exit-zero", &unknown);
    check_refused(&tree, "--since nowhere --diff", &unknown);
    check_refused(&tree, "--since main..HEAD", "no revision `main..HEAD`");
    check_refused(&tree, "--since HEAD~7", "no revision `HEAD~7`");
    check_refused(&tree, "--since HEAD:a.py", "git failed in ");
    check_refused(&tree, "--since=--output=x", "`--output=x` is no revision");
    check_refused(&tree, "--since=-1", "`-1` is no revision");
    check_refused(&tree, "--since=", "`` is no revision");
    check_refused(&tree, "--since", "--since");
    check_refused(&tree, "--since HEAD -", "`-`");
    check_refused(&tree, "--since HEAD --unused-noqa", "--unused-noqa");
    // Even where there is nothing that could have changed.
    fs::create_dir(tree.path("empty")).unwrap();
    check_refused(&tree, "--since nowhere empty", &unknown);
    check_refused(&tree, "--since nowhere missing.py", &unknown);
    let escape = tree.isfix(["--since", "no\x1bwhere"]).run().status(2);
    escape.complains("`no\\x1bwhere`");
}

#[test]
fn histories_that_never_met() {
    let Some(tree) = repository(&[("a.py", THREE)]) else {
        return;
    };
    tree.git("checkout -q --orphan other");
    check_refused(&tree, "--since HEAD", "git knows no revision `HEAD`");
    check_refused(&tree, "--since main", "git failed in ");
    tree.put("b.py", THREE);
    commit(&tree);
    check_refused(
        &tree,
        "--since main",
        "`main` and HEAD have no commit in common in ",
    );
    // With a part of the history alone, git cannot know better.
    commit(&tree);
    let clone = tree.path("clone");
    let from = format!("file://{}", tree.root().display());
    tree.git(&format!("clone -q --depth 1 {from} {}", clone.display()));
    let shallow = |revision: &str| {
        let call = tree.isfix(["--since", revision]).folder(&clone);
        call.run().status(2).complains("git fetch --unshallow");
    };
    shallow("HEAD~1");
    shallow("nowhere");
    let call = tree.isfix(["--since", "HEAD"]).folder(&clone);
    call.run().status(0);
}

#[test]
fn where_there_is_no_repository() {
    let tree = Tree::of(&[("a.py", SAFE), ("d/b.py", SAFE)]);
    check_refused(&tree, "--since HEAD", "a.py is in no git repository");
    check_refused(&tree, "--since HEAD d", "d/b.py is in no git repository");
    fs::create_dir(tree.path("empty")).unwrap();
    check_refused(&tree, "--since HEAD empty", "empty is in no git repository");
}

#[test]
fn where_git_cannot_answer() {
    let Some(tree) = repository(&[("a.py", THREE)]) else {
        return;
    };
    let ran = tree
        .isfix(["--write", "--since", "HEAD"])
        .env("PATH", "/nowhere")
        .run();
    ran.status(2)
        .stdout("")
        .complains("--since asks git, and `git` cannot be run: ");
    let owner = tree.isfix(["--write", "--since", "HEAD"]);
    let owner = owner.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1").run();
    owner
        .status(2)
        .stdout("")
        .complains("dubious ownership")
        .complains("safe.directory");
    tree.put(".git/HEAD", "nonsense");
    check_refused(&tree, "--since HEAD", "isfix: git failed in ");
}
