//! The walk over real trees: what it gives, in which order, and what it says of what it cannot.

use std::fs;
use std::path::{Path, PathBuf};

use isfix::files::{
    Excludes, FileSelection, HardLinks, Walk, WalkError, parse_list, path_order, walk,
};
use tempfile::TempDir;

/// A folder to walk in, and the selection under test.
struct Tree {
    /// Removed when dropped.
    _folder: TempDir,
    selection: FileSelection,
}

impl Tree {
    /// Makes a file for each name, with `text`; a name that ends in a slash makes a folder.
    fn of(names: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let base = folder.path().canonicalize().unwrap();
        let excludes = Excludes::new(&base, None, &[]).unwrap();
        let tree = Self {
            selection: FileSelection::new(base, excludes),
            _folder: folder,
        };
        names.iter().for_each(|name| tree.add(name, ""));
        tree
    }

    fn at(&self, name: impl AsRef<Path>) -> PathBuf {
        self.selection.base.join(name)
    }

    fn add(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.at(name);
        if name.ends_with('/') {
            return fs::create_dir_all(path).unwrap();
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.add(name, text);
        self
    }

    fn excludes(&mut self, exclude: Option<&[&str]>, extend: &[&str]) {
        let owned = |globs: &[&str]| globs.iter().map(ToString::to_string).collect::<Vec<_>>();
        let exclude = exclude.map(owned);
        let base = &self.selection.base;
        let excludes = Excludes::new(base, exclude.as_deref(), &owned(extend)).unwrap();
        self.selection.scopes = FileSelection::new(base, excludes).scopes;
    }

    fn go(&mut self, paths: &[&str]) -> Vec<String> {
        self.selection.paths = paths.iter().map(PathBuf::from).collect();
        told(walk(&self.selection))
    }

    fn listed(&mut self, names: &[&str]) -> Vec<String> {
        self.selection.listed = Some(names.iter().map(PathBuf::from).collect());
        self.go(&[])
    }
}

/// What a walk gave: paths, `*` before those that were named, `!` before errors.
fn told(walk: Walk) -> Vec<String> {
    walk.map(|item| match item {
        Ok(source) if source.named => format!("*{}", source.path.display()),
        Ok(source) => source.path.display().to_string(),
        Err(error) => format!("!{error}"),
    })
    .collect()
}

#[test]
fn python_files_in_path_order() {
    let mut tree = Tree::of(&[
        "b.py",
        "a.py",
        "a/z.py",
        "a/b/c.pyi",
        "a/b.py",
        "a-b/x.py",
        "Z.pyw",
        ".hidden/x.py",
        ".x.py",
        "a/no.txt",
        "a/no.PY",
        "a/no.pyc",
        "-",
    ]);
    let expected = [
        ".hidden/x.py",
        ".x.py",
        "Z.pyw",
        "a/b/c.pyi",
        "a/b.py",
        "a/z.py",
        "a-b/x.py",
        "a.py",
        "b.py",
    ];
    assert_eq!(tree.go(&[]), expected);
    assert_eq!(tree.go(&["."]), expected);
    let mut sorted: Vec<PathBuf> = expected.iter().map(PathBuf::from).collect();
    sorted.sort();
    assert_eq!(
        sorted,
        expected.map(PathBuf::from),
        "the order of `Path` itself"
    );
}

#[test]
fn paths_are_shown_as_given() {
    let mut tree = Tree::of(&["a/x.py", "b/y.py"]);
    assert_eq!(tree.go(&["./a"]), ["./a/x.py"]);
    assert_eq!(tree.go(&["a//"]), ["a/x.py"]);
    assert_eq!(tree.go(&["b/../a"]), ["b/../a/x.py"]);
    assert_eq!(tree.go(&["./a/x.py"]), ["*./a/x.py"]);
    let whole = tree.at("a");
    assert_eq!(
        tree.go(&[whole.to_str().unwrap()]),
        [format!("{}/x.py", whole.display())]
    );
}

#[test]
fn several_starting_points_make_one_order() {
    let mut tree = Tree::of(&["a/x.py", "b/m/y.py", "b/z.py", "c.py"]);
    assert_eq!(
        tree.go(&["c.py", "b", "./a"]),
        ["./a/x.py", "b/m/y.py", "b/z.py", "*c.py"]
    );
    assert_eq!(
        tree.go(&["b/m", "."]),
        ["a/x.py", "b/m/y.py", "b/z.py", "c.py"]
    );
    assert_eq!(
        tree.go(&["b", "b/m", "a"]),
        ["a/x.py", "b/m/y.py", "b/z.py"]
    );
    assert_eq!(tree.go(&["b/m", "a", "b/../b"]).len(), 3);
    let b = tree.at("b");
    let b = b.to_str().unwrap();
    let first = [format!("{b}/m/y.py"), format!("{b}/z.py")];
    assert_eq!(tree.go(&[".", b]), [&first[0], &first[1], "a/x.py", "c.py"]);
}

#[test]
fn each_real_file_once() {
    let mut tree = Tree::of(&["a.py", "d/b.py"]);
    assert_eq!(
        tree.go(&["a.py", "a.py", "./a.py", "d", "d/b.py", "d"]),
        ["*a.py", "*d/b.py"]
    );
    assert_eq!(tree.go(&[".", "d/b.py"]), ["a.py", "*d/b.py"]);
    tree.add("z/unreadable.py", "");
    fs::create_dir(tree.at("z/.ignore.d")).unwrap();
    tree.add("z/.ignore", "[z-a]\n");
    assert_eq!(
        tree.go(&[".", "z"])
            .iter()
            .filter(|told| told.starts_with('!'))
            .count(),
        1
    );
}

#[test]
fn shebangs_stand_in_for_a_suffix() {
    let mut tree = Tree::of(&["empty", "sub/.bin/"])
        .with("tool", "#!/usr/bin/env python3\n")
        .with("sub/.bin/old", "#! /usr/bin/python2.7 -u")
        .with("shell", "#!/bin/sh\n")
        .with("text.txt", "#!/usr/bin/env python3\n")
        .with(
            "long",
            format!("#!/usr/bin/env python3 {}", "x".repeat(9000)),
        );
    assert_eq!(tree.go(&[]), ["long", "sub/.bin/old", "tool"]);
    assert_eq!(tree.go(&["text.txt", "shell"]), ["*shell", "*text.txt"]);
}

#[test]
fn default_excludes_and_their_options() {
    let mut tree = Tree::of(&[
        ".venv/lib/x.py",
        "a/node_modules/x.py",
        "lib/site-packages/x.py",
        "build/x.py",
        "gen/x.py",
        "a/gen/x.py",
    ]);
    assert_eq!(tree.go(&[]), ["a/gen/x.py", "build/x.py", "gen/x.py"]);
    tree.excludes(None, &["./gen/*", "buil?"]);
    assert_eq!(tree.go(&[]), ["a/gen/x.py"]);
    tree.excludes(Some(&["gen", "lib"]), &["node_*"]);
    assert_eq!(tree.go(&[]), ["build/x.py"]);
}

#[test]
fn named_paths_override_excludes_unless_forced() {
    let mut tree = Tree::of(&[".venv/a.py", ".venv/dist/b.py", "c.py"]);
    assert_eq!(
        tree.go(&[".venv"]),
        [".venv/a.py"],
        "what lies within is still judged"
    );
    assert_eq!(tree.go(&[".", ".venv/a.py"]), ["*.venv/a.py", "c.py"]);
    assert_eq!(tree.go(&[".venv/dist"]), [".venv/dist/b.py"]);
    assert!(
        !tree
            .selection
            .excludes_named(Path::new("dist/x.py"))
            .unwrap()
    );
    tree.selection.force_exclude = true;
    assert_eq!(
        tree.go(&[".venv", "./.venv/dist", ".venv/a.py", "c.py"]),
        ["*c.py"]
    );
    assert_eq!(tree.go(&[".venv/gone.py"]), [""; 0]);
    assert_eq!(tree.go(&["."]), ["c.py"]);
    let excludes = |path: &str| tree.selection.excludes_named(Path::new(path)).unwrap();
    assert!(excludes("dist/x.py"));
    assert!(!excludes("-"));
}

#[test]
fn all_three_ignore_files_count_without_a_repository() {
    let mut tree = Tree::of(&[
        "a.py",
        "b.py",
        "c.py",
        "sub/a.py",
        "sub/b.py",
        "sub/keep.py",
    ])
    .with(
        ".gitignore",
        "# words\na.py\n\nsub/*\n!keep.py\n!sub/keep.py\n",
    )
    .with(".ignore", "b.py\r\n");
    assert_eq!(tree.go(&[]), ["c.py", "sub/keep.py"]);
    tree.selection.respect_gitignore = false;
    assert_eq!(tree.go(&[]).len(), 6);
}

#[test]
fn gits_exclude_file_counts() {
    let mut tree = Tree::of(&["a.py", "sub/a.py", "b.py"])
        .with(".git/HEAD", "")
        .with(".git/info/exclude", "/a.py\n");
    assert_eq!(tree.go(&[]), ["b.py", "sub/a.py"]);
    assert_eq!(tree.go(&["sub"]), ["sub/a.py"]);
    tree.add(".git/info/exclude", "a.py\n");
    assert_eq!(
        tree.go(&["sub"]),
        [""; 0],
        "from above the starting point too"
    );
    tree.add(".gitignore", "!/a.py\n");
    assert_eq!(tree.go(&[]), ["a.py", "b.py"], "a .gitignore goes first");
}

#[test]
fn a_linked_work_tree_has_the_common_exclude_file() {
    let mut tree = Tree::of(&["wt/a.py", "wt/b.py", "sm/a.py", "sm/b.py"])
        .with("main/.git/info/exclude", "a.py\n")
        .with("main/.git/worktrees/wt/commondir", "../..\n")
        .with("wt/.git", "gitdir: ../main/.git/worktrees/wt\n")
        .with("main/.git/modules/sm/info/exclude", "b.py\n")
        .with("sm/.git", "gitdir: ../main/.git/modules/sm\n");
    assert_eq!(tree.go(&[]), ["sm/a.py", "wt/b.py"]);
}

#[test]
fn nested_ignore_files_and_their_precedence() {
    let mut tree = Tree::of(&["x.py", "in/x.py", "in/y.py", "in/deep/x.py", "in/deep/z.py"])
        .with(".gitignore", "x.py\nz.py\n")
        .with("in/.gitignore", "!x.py\n/y.py\n")
        .with("in/deep/.ignore", "!z.py\n");
    assert_eq!(tree.go(&[]), ["in/deep/x.py", "in/deep/z.py", "in/x.py"]);
    assert_eq!(
        tree.go(&["in/deep"]),
        ["in/deep/x.py", "in/deep/z.py"],
        "parents count"
    );
}

#[test]
fn a_repository_in_a_repository_goes_by_its_own_rules() {
    let mut tree = Tree::of(&[
        ".git/HEAD",
        "a.py",
        "b.py",
        "in/.git/HEAD",
        "in/a.py",
        "in/b.py",
        "in/c.py",
    ])
    .with(".gitignore", "a.py\n")
    .with(".ignore", "c.py\n")
    .with("in/.gitignore", "b.py\n");
    assert_eq!(tree.go(&[]), ["b.py", "in/a.py"]);
    assert_eq!(tree.go(&["in"]), ["in/a.py"]);
}

#[test]
fn a_clone_in_a_folder_that_ignores_all_is_walked() {
    let mut tree =
        Tree::of(&["home/clone/.git/HEAD", "home/clone/a/b.py"]).with("home/.gitignore", "*\n");
    assert_eq!(tree.go(&["home/clone"]), ["home/clone/a/b.py"]);
    assert_eq!(tree.go(&["home/clone/a"]), ["home/clone/a/b.py"]);
    assert_eq!(tree.go(&["home"]), [""; 0]);
}

#[test]
fn named_paths_override_ignore_files() {
    let mut tree =
        Tree::of(&["out/x.py", "out/y.py", "a.py"]).with(".gitignore", "out/\na.py\ny.py\n");
    assert_eq!(tree.go(&["."]), [""; 0]);
    assert_eq!(tree.go(&["a.py", "out"]), ["*a.py", "out/x.py"]);
    tree.selection.force_exclude = true;
    assert_eq!(tree.go(&["a.py"]), ["*a.py"]);
}

#[test]
fn a_broken_line_is_told_and_the_others_hold() {
    let mut tree =
        Tree::of(&["a.py", "b.py", "c.py"]).with(".gitignore", b"a.py\n[z-a]\nx\xff\nb.py\n");
    let file = tree.at(".gitignore");
    let told = tree.go(&[]);
    let expected = format!("!{}:2: `[z-a]`: ", file.display());
    assert!(told[0].starts_with(&expected), "{told:?}");
    assert_eq!(
        told[1..],
        [
            format!("!{}:3: not valid UTF-8", file.display()),
            "c.py".into()
        ]
    );
}

#[test]
fn ignore_files_of_other_kinds_are_none() {
    let mut tree = Tree::of(&["a.py", ".gitignore/x.py", ".ignore/"]);
    assert_eq!(tree.go(&[]), [".gitignore/x.py", "a.py"]);
}

#[test]
fn the_list_counts_as_walked() {
    let mut tree = Tree::of(&[
        "a.py",
        "b.txt",
        "dist/x.py",
        "sub/z.py",
        "sub/y.txt",
        "-",
        "ign.py",
    ])
    .with("tool", "#!/usr/bin/python\n")
    .with(".gitignore", "ign.py\n");
    let names = [
        "tool",
        "a.py",
        "b.txt",
        "dist/x.py",
        "./a.py",
        "sub",
        "ign.py",
        "gone.py",
        "-",
    ];
    assert_eq!(
        tree.listed(&names),
        [
            "a.py",
            "!gone.py: no such file or folder",
            "ign.py",
            "sub/z.py",
            "tool"
        ]
    );
    assert_eq!(
        tree.listed(&[]),
        [""; 0],
        "an empty list is not the current folder"
    );
    tree.selection.listed = Some(parse_list(b"a.py\nb.txt\n"));
    assert_eq!(tree.go(&["sub", "b.txt"]), ["a.py", "*b.txt", "sub/z.py"]);
}

#[test]
fn what_cannot_be_reached_is_told_and_the_walk_goes_on() {
    let mut tree = Tree::of(&["a.py", "b.py"]);
    let told = tree.go(&["gone", "", "a.py/", "b.py"]);
    assert_eq!(told[0], "!: no such file or folder");
    assert!(told[1].starts_with("!a.py/: "), "{told:?}");
    assert_eq!(told[2..], ["*b.py", "!gone: no such file or folder"]);
}

#[test]
fn what_vanishes_under_way_is_told() {
    let mut tree = Tree::of(&["a.py", "b/x.py", "c.py"]);
    tree.selection.paths = vec![".".into()];
    let mut walk = walk(&tree.selection);
    assert_eq!(walk.next().unwrap().unwrap().path, Path::new("a.py"));
    fs::remove_dir_all(tree.at("b")).unwrap();
    assert_eq!(walk.next().unwrap().unwrap_err().path(), Path::new("b"));
    assert_eq!(told(walk), ["c.py"]);
}

#[test]
fn standard_input_is_not_walked() {
    let mut tree = Tree::of(&["a.py", "-"]);
    assert_eq!(tree.go(&["-"]), [""; 0]);
    assert!(tree.selection.reads_stdin());
    assert_eq!(tree.go(&["./-"]), ["*./-"]);
    assert!(!tree.selection.reads_stdin());
}

#[test]
fn the_order_counts_no_dots() {
    let order = |a: &str, b: &str| path_order(Path::new(a), Path::new(b));
    assert!(order("./b", "a").is_gt());
    assert!(order("./a", "a").is_eq());
    assert!(order("a/z", "a.py").is_lt());
    assert!(order("/z", "a").is_lt());
    assert!(order("", "a").is_lt());
}

#[test]
fn ten_thousand_files_are_walked_at_once_and_lazily() {
    let mut tree = Tree::of(&[]).with(".gitignore", "x1.py\n");
    for folder in 0..100 {
        tree.add(&format!("d{folder:02}/"), "");
        for file in 0..100 {
            fs::write(tree.at(format!("d{folder:02}/x{file}.py")), "").unwrap();
        }
    }
    let start = std::time::Instant::now();
    assert_eq!(tree.go(&[]).len(), 9_900);
    let spent = start.elapsed();
    eprintln!("10,000 files in {spent:?}");
    assert!(spent.as_secs() < 5, "{spent:?}");
    let mut first = walk(&tree.selection);
    first.next().unwrap().unwrap();
    fs::write(tree.at("d99/z.py"), "").unwrap();
    assert_eq!(first.last().unwrap().unwrap().path, Path::new("d99/z.py"));
}

#[test]
fn a_walk_may_run_on_another_thread() {
    fn sent<T: Send>(_: &T) {}
    sent(&walk(&Tree::of(&[]).selection));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    #[test]
    fn no_link_is_followed_but_a_named_one() {
        let mut tree = Tree::of(&["real/a.py", "b.py"]);
        symlink("b.py", tree.at("l.py")).unwrap();
        symlink("real", tree.at("ldir")).unwrap();
        symlink("..", tree.at("real/up")).unwrap();
        symlink("gone.py", tree.at("dangling.py")).unwrap();
        assert_eq!(tree.go(&[]), ["b.py", "real/a.py"]);
        assert_eq!(tree.go(&["l.py"]), ["*l.py"]);
        assert_eq!(tree.go(&["ldir"]), ["ldir/a.py"]);
        assert_eq!(
            tree.go(&["dangling.py"]),
            ["!dangling.py: the link's target does not exist"]
        );
        assert_eq!(
            tree.listed(&["l.py", "ldir", "dangling.py", "b.py"]),
            ["b.py"]
        );
    }

    #[test]
    fn a_file_and_its_link_are_one_under_the_first_name() {
        let mut tree = Tree::of(&["m.py", "z/n.py"]);
        symlink("m.py", tree.at("a.py")).unwrap();
        symlink("m.py", tree.at("x.py")).unwrap();
        symlink("z", tree.at("b")).unwrap();
        assert_eq!(tree.go(&["m.py", "a.py"]), ["*a.py"]);
        assert_eq!(
            tree.go(&[".", "x.py"]),
            ["*m.py", "z/n.py"],
            "named, by another name"
        );
        assert_eq!(tree.go(&[".", "b"]), ["b/n.py", "m.py"]);
        assert_eq!(tree.go(&["z", "b"]), ["b/n.py"]);
    }

    #[test]
    fn a_linked_folder_goes_by_the_rules_where_it_really_is() {
        let mut tree =
            Tree::of(&["p/real/a.py", "p/real/b.py"]).with("p/.gitignore", "real/a.py\n");
        symlink("p/real", tree.at("l")).unwrap();
        assert_eq!(tree.go(&["l"]), ["l/b.py"]);
    }

    #[test]
    fn a_loop_of_links_is_told() {
        let mut tree = Tree::of(&["c.py"]);
        symlink("b.py", tree.at("a.py")).unwrap();
        symlink("a.py", tree.at("b.py")).unwrap();
        let told = tree.go(&["a.py", "c.py"]);
        assert!(
            told[0].starts_with("!a.py: ") && told[0].contains("symbolic links"),
            "{told:?}"
        );
        assert_eq!(told[1..], ["*c.py"]);
    }

    #[test]
    fn hard_links_are_one_file_unless_they_are_to_be_parted() {
        let mut tree = Tree::of(&["a/x.py", "b/other.py"]);
        fs::hard_link(tree.at("a/x.py"), tree.at("b/y.py")).unwrap();
        assert_eq!(tree.go(&[]), ["a/x.py", "b/other.py"]);
        assert_eq!(tree.go(&["b", "a"]), ["a/x.py", "b/other.py"]);
        assert_eq!(tree.go(&[".", "b/y.py"]), ["*a/x.py", "b/other.py"]);
        assert_eq!(tree.go(&["a", "b/y.py"]), ["*a/x.py"]);
        tree.selection.hard_links = HardLinks::AsRead;
        assert_eq!(tree.go(&[]), ["a/x.py", "b/other.py", "b/y.py"]);
        assert_eq!(tree.go(&["a", "b/y.py"]), ["*a/x.py"]);
        tree.selection.hard_links = HardLinks::EachName;
        assert_eq!(tree.go(&[]), ["a/x.py", "b/other.py", "b/y.py"]);
        symlink("y.py", tree.at("b/l.py")).unwrap();
        assert_eq!(
            tree.go(&["b/l.py", "."]),
            ["a/x.py", "*b/l.py", "b/other.py"]
        );
    }

    #[test]
    fn pipes_and_sockets_are_passed_over_and_never_waited_for() {
        let mut tree = Tree::of(&["a.py"]);
        let _socket = UnixListener::bind(tree.at("s.py")).unwrap();
        for name in ["p.py", "pipe", ".gitignore", "in"] {
            let made = Command::new("mkfifo").arg(tree.at(name)).status();
            if !made.is_ok_and(|status| status.success()) {
                return eprintln!("skipped: no mkfifo");
            }
        }
        assert_eq!(tree.go(&[]), ["a.py"]);
        assert_eq!(tree.listed(&["p.py", "pipe", "s.py", "a.py"]), ["a.py"]);
        tree.selection.listed = None;
        let told = tree.go(&["p.py", "s.py", "a.py"]);
        assert_eq!(told[0], "*a.py");
        assert!(
            told[1].starts_with("!p.py: neither a file nor a folder"),
            "{told:?}"
        );
        assert!(told[2].starts_with("!s.py: "), "{told:?}");
    }

    #[test]
    fn what_may_not_be_read_is_told() {
        let mut tree = Tree::of(&["a/x.py", "b/y.py", "c.py", "noext"]);
        let lock = |name: &str, mode| {
            fs::set_permissions(tree.at(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        lock("a", 0);
        lock("noext", 0);
        if fs::read_dir(tree.at("a")).is_ok() {
            lock("a", 0o755);
            return eprintln!("skipped: permissions do not bind this user");
        }
        let paths = |walk: Walk| -> Vec<_> {
            walk.map(|item| match item {
                Ok(source) => source.path,
                Err(WalkError::Io { path, source }) => {
                    assert_eq!(source.kind(), std::io::ErrorKind::PermissionDenied);
                    path
                }
                Err(error) => panic!("{error}"),
            })
            .collect()
        };
        let all = paths(walk(&tree.selection));
        lock("a", 0o755);
        assert_eq!(all, ["a", "b/y.py", "c.py", "noext"].map(PathBuf::from));
        lock("c.py", 0);
        assert_eq!(tree.go(&["c.py"]), ["*c.py"], "reading is the next stage's");
    }

    #[test]
    fn names_need_not_be_utf8() {
        let mut tree = Tree::of(&[]);
        let name = |bytes: &[u8]| PathBuf::from(OsStr::from_bytes(bytes));
        let folder = name(b"d\xff");
        fs::create_dir(tree.at(&folder)).unwrap();
        let files = [
            folder.join(name(b"a\xfe.py")),
            folder.join(name(b"\xfd.py")),
        ];
        for file in &files {
            fs::write(tree.at(file), "").unwrap();
        }
        tree.add(".gitignore", "unrelated/*.py\n");
        tree.excludes(None, &["./x/*.py"]);
        let go = |tree: &Tree| -> Vec<PathBuf> {
            walk(&tree.selection)
                .map(|item| item.unwrap().path)
                .collect()
        };
        assert_eq!(go(&tree), files);
        tree.selection.paths = files.to_vec();
        assert_eq!(go(&tree), files);
        tree.selection.paths = vec![];
        tree.selection.listed = Some(parse_list(b"d\xff/\xfd.py\nd\xff/a\xfe.py\n"));
        assert_eq!(go(&tree), files);
        tree.selection.listed = None;
        tree.excludes(None, &["./d*/a*"]);
        assert_eq!(go(&tree), files[1..]);
        tree.selection.base.push(&folder);
        tree.excludes(None, &["./*a*"]);
        assert_eq!(
            go(&tree),
            [name(b"\xfd.py")],
            "the base may be such a name too"
        );
    }

    #[test]
    fn git_agrees() {
        let mut tree = Tree::of(&[
            "a.py", "b/c.py", "b/x/d.py", "b/x/e.py", "tmp/f.py", "g h.py",
        ])
        .with(".gitignore", "/tmp/\nb/**/d.py\n*.pyc\nc.py \n!b/c.py\n");
        let git = |args: &[&str]| {
            let done = Command::new("git")
                .arg("-C")
                .arg(&tree.selection.base)
                .args(args)
                .output();
            done.ok()
                .filter(|done| done.status.success())
                .map(|done| done.stdout)
        };
        if git(&["init", "-q"]).is_none() {
            return eprintln!("skipped: no git");
        }
        tree.add(".git/info/exclude", "e.py\n");
        let listed = git(&["ls-files", "-zco", "--exclude-standard", "*.py"]).unwrap();
        let mut expected = parse_list(&listed);
        expected.sort();
        let expected: Vec<_> = expected
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        assert_eq!(tree.go(&[]), expected);
        assert_eq!(expected, ["a.py", "b/c.py", "g h.py"]);
    }
}
