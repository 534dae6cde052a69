//! Places of paths in real trees, with real repositories where `git` is there.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use isfix::root::{Place, Roots, one_root};

/// A tree in a folder of its own, outside any repository.
struct Tree {
    temp: tempfile::TempDir,
}

impl Tree {
    /// Makes the files, and each repository as the least that git takes for one.
    fn new(files: &[&str], repositories: &[&str]) -> Self {
        let tree = Tree {
            temp: tempfile::tempdir().unwrap(),
        };
        for file in files {
            let file = tree.at(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "x is 1\n").unwrap();
        }
        for repository in repositories {
            let git = tree.at(repository).join(".git");
            fs::create_dir_all(&git).unwrap();
            fs::write(git.join("HEAD"), "ref: refs/heads/main\n").unwrap();
        }
        tree
    }

    fn at(&self, path: &str) -> PathBuf {
        fs::canonicalize(self.temp.path()).unwrap().join(path)
    }

    fn roots(&self, current: &str, named: &[&str]) -> Roots {
        Roots::new(&self.at(current), named).unwrap()
    }

    /// In `current`, with `named` on the command line, `path` has `name` from `root`.
    fn check(&self, current: &str, named: &[&str], path: &str, root: &str, name: &str) {
        let place = self.roots(current, named).place(Path::new(path)).unwrap();
        assert_eq!(
            place.root.folder,
            self.at(root).components().collect::<PathBuf>(),
            "{path}"
        );
        assert_eq!(place.name.escape_ascii().to_string(), name, "{path}");
    }
}

#[test]
fn in_a_repository_names_start_at_its_root() {
    let tree = Tree::new(&["repo/x.py", "repo/a/b/x.py"], &["repo"]);
    tree.check("repo", &[], "x.py", "repo", "x.py");
    tree.check("repo", &["."], "./x.py", "repo", "x.py");
    tree.check("repo/a", &[], "b/x.py", "repo", "a/b/x.py");
    tree.check("repo/a/b", &[".."], "../../x.py", "repo", "x.py");
    tree.check("repo/a", &[], "b/../../a/./b//x.py", "repo", "a/b/x.py");
    tree.check("", &["repo"], "repo/a/b/x.py", "repo", "a/b/x.py");
    let whole = tree.at("repo/a/b/x.py");
    tree.check("", &[], whole.to_str().unwrap(), "repo", "a/b/x.py");
}

#[test]
fn outside_names_start_at_the_current_folder() {
    let tree = Tree::new(&["here/x.py", "here/a/x.py"], &[]);
    tree.check("here", &[], "x.py", "here", "x.py");
    tree.check("here", &["."], "./a/x.py", "here", "a/x.py");
    tree.check("here", &["a"], "a/x.py", "here", "a/x.py");
    let whole = tree.at("here/a/x.py");
    tree.check(
        "here",
        &[whole.to_str().unwrap()],
        whole.to_str().unwrap(),
        "here",
        "a/x.py",
    );
}

#[test]
fn paths_elsewhere_are_named_from_the_folder_that_holds_all() {
    let tree = Tree::new(&["here/x.py", "there/a/x.py", "there/b/y.py"], &[]);
    tree.check(
        "here",
        &["../there/a"],
        "../there/a/x.py",
        "there/a",
        "x.py",
    );
    tree.check(
        "here",
        &["../there/a/x.py"],
        "../there/a/x.py",
        "there/a",
        "x.py",
    );
    tree.check(
        "here",
        &["../there/a", "../there/b/y.py"],
        "../there/a/x.py",
        "there",
        "a/x.py",
    );
    tree.check("here", &["x.py", "../there/a"], "x.py", "", "here/x.py");
    tree.check("here", &[".."], "x.py", "", "here/x.py");
    let named = tree.at("there/b");
    tree.check(
        "here",
        &[named.to_str().unwrap()],
        "../there/b/y.py",
        "there/b",
        "y.py",
    );
}

#[test]
fn a_path_below_nothing_named_counts_from_the_top() {
    let tree = Tree::new(&["here/x.py", "there/x.py"], &[]);
    let place = tree
        .roots("here", &[])
        .place(Path::new("../there/x.py"))
        .unwrap();
    assert_eq!(place.root.folder, Path::new("/"));
    assert_eq!(
        Path::new("/").join(str::from_utf8(&place.name).unwrap()),
        tree.at("there/x.py")
    );
}

#[test]
fn links_are_followed_to_the_real_file() {
    let tree = Tree::new(&["repo/real/x.py", "here/y.py"], &["repo"]);
    symlink(tree.at("repo/real"), tree.at("here/folder")).unwrap();
    symlink("../repo/real/x.py", tree.at("here/file.py")).unwrap();
    symlink("real", tree.at("repo/inner")).unwrap();
    tree.check("here", &["folder"], "folder/x.py", "repo", "real/x.py");
    tree.check("here", &["file.py"], "file.py", "repo", "real/x.py");
    tree.check("repo", &["inner"], "inner/x.py", "repo", "real/x.py");
    // `..` after a link leads out of the link's target, as the system has it.
    tree.check(
        "here",
        &["folder/.."],
        "folder/../real/x.py",
        "repo",
        "real/x.py",
    );
    tree.check("here/folder", &["."], "x.py", "repo", "real/x.py");
}

#[test]
fn a_current_folder_reached_through_a_link_is_the_real_one() {
    let tree = Tree::new(&["real/a/x.py", "x.py"], &[]);
    symlink("real", tree.at("link")).unwrap();
    tree.check("link", &["."], "a/x.py", "real", "a/x.py");
    let through = tree.at("link/a/x.py");
    tree.check(
        "link",
        &[through.to_str().unwrap()],
        through.to_str().unwrap(),
        "real",
        "a/x.py",
    );
}

#[test]
fn the_nearest_repository_counts() {
    let tree = Tree::new(
        &[
            "repo/x.py",
            "repo/sub/x.py",
            "repo/tree/a/x.py",
            "repo/empty/x.py",
        ],
        &["repo", "repo/sub"],
    );
    fs::write(
        tree.at("repo/tree/.git"),
        "gitdir: ../.git/worktrees/tree\n",
    )
    .unwrap();
    fs::create_dir(tree.at("repo/empty/.git")).unwrap();
    tree.check("repo", &[], "sub/x.py", "repo/sub", "x.py");
    tree.check("repo", &[], "tree/a/x.py", "repo/tree", "a/x.py");
    tree.check("repo", &[], "empty/x.py", "repo", "empty/x.py");
    let roots = tree.roots("repo", &["."]);
    assert!(roots.place(Path::new("x.py")).unwrap().root.is_repository);
    assert_eq!(
        roots
            .repository(Path::new("tree/a"))
            .unwrap()
            .unwrap()
            .folder,
        tree.at("repo/tree")
    );
    assert_eq!(roots.repository(Path::new("../nowhere.py")).unwrap(), None);
}

#[test]
fn two_roots_are_told() {
    let tree = Tree::new(
        &["one/x.py", "one/a/y.py", "two/x.py", "z.py"],
        &["one", "two"],
    );
    let roots = tree.roots("", &["."]);
    let places = |paths: &[&str]| -> Vec<Place> {
        paths
            .iter()
            .map(|path| roots.place(Path::new(path)).unwrap())
            .collect()
    };
    assert_eq!(one_root(&[]), Ok(None));
    let same = places(&["one/x.py", "one/a/y.py"]);
    assert_eq!(one_root(&same).unwrap().unwrap().folder, tree.at("one"));
    let error = one_root(&places(&["one/x.py", "one/a/y.py", "two/x.py"])).unwrap_err();
    assert_eq!(
        (&error.one.folder, &error.other.folder),
        (&tree.at("one"), &tree.at("two"))
    );
    assert!(one_root(&places(&["one/x.py", "z.py"])).is_err());
}

#[test]
fn what_does_not_exist_has_a_place_all_the_same() {
    let tree = Tree::new(&["repo/x.py"], &["repo"]);
    tree.check("repo", &[], "new.py", "repo", "new.py");
    tree.check(
        "repo",
        &[],
        "no/such/../folder/new.py",
        "repo",
        "no/folder/new.py",
    );
    tree.check("repo", &[], "x.py/below.py", "repo", "x.py/below.py");
    symlink("nowhere.py", tree.at("repo/dangling.py")).unwrap();
    tree.check(
        "repo",
        &["dangling.py"],
        "dangling.py",
        "repo",
        "dangling.py",
    );
}

#[test]
fn names_keep_their_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let tree = Tree::new(&["repo/x.py"], &["repo"]);
    let odd = std::ffi::OsStr::from_bytes(b"\xff \n\\.py");
    fs::write(tree.at("repo").join(odd), "").unwrap();
    let place = tree.roots("repo", &["."]).place(Path::new(odd)).unwrap();
    assert_eq!(place.name, b"\xff \n\\.py");
}

#[test]
fn links_in_circles_are_an_error_that_names_the_path() {
    let tree = Tree::new(&[], &[]);
    symlink("b", tree.at("a")).unwrap();
    symlink("a", tree.at("b")).unwrap();
    let error = tree.roots("", &[]).place(Path::new("a/x.py")).unwrap_err();
    assert!(
        error.to_string().contains("a/x.py") || error.to_string().contains("/a"),
        "{error}"
    );
    assert!(Roots::new(&tree.at("gone"), [] as [&str; 0]).is_err());
}

#[test]
fn many_threads_get_the_same_answer() {
    let tree = Tree::new(&["repo/a/x.py", "repo/b/x.py"], &["repo"]);
    let roots = tree.roots("repo", &["."]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for at in 0..200 {
                    let folder = if at % 2 == 0 { "a" } else { "b" };
                    let place = roots.place(&Path::new(folder).join("x.py")).unwrap();
                    assert_eq!(place.name, format!("{folder}/x.py").into_bytes());
                }
            });
        }
    });
}

/// What `git rev-parse --show-toplevel` says for worktrees, submodules and plain folders is what we
/// say.
#[test]
fn git_agrees_on_every_root() {
    let git = |folder: &Path, args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder).args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b",
            "-c",
            "protocol.file.allow=always",
        ]);
        command
            .args(args)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command.output()
    };
    let tree = Tree::new(&["repo/a/x.py", "other/x.py", "repo/fake/x.py"], &[]);
    if git(&tree.at(""), &["--version"]).is_err() {
        eprintln!("skipped: no git here");
        return;
    }
    let done = |folder: &str, args: &[&str]| {
        let output = git(&tree.at(folder), args).unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        output.stdout
    };
    fs::create_dir(tree.at("repo/fake/.git")).unwrap();
    for folder in ["other", "repo"] {
        done(folder, &["init", "-q"]);
        done(folder, &["add", "-A"]);
        done(folder, &["commit", "-qm", "x"]);
    }
    done("repo", &["worktree", "add", "-q", "../linked"]);
    done("repo", &["submodule", "add", "-q", "../other", "sub"]);
    for (folder, root) in [
        ("repo", "repo"),
        ("repo/a", "repo"),
        ("repo/fake", "repo"),
        ("linked/a", "linked"),
        ("repo/sub", "repo/sub"),
    ] {
        let said = done(folder, &["rev-parse", "--show-toplevel"]);
        assert_eq!(
            said.trim_ascii_end(),
            tree.at(root).to_str().unwrap().as_bytes()
        );
        let name = if folder == root {
            "x.py".to_owned()
        } else {
            format!("{}/x.py", &folder[root.len() + 1..])
        };
        tree.check(folder, &[], "x.py", root, &name);
    }
}
