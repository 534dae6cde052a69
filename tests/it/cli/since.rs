//! `--since REV`: what changed, and nothing else.

mod refused;
mod repositories;

use std::fs;

use super::tree::{Ran, Tree, is_missing};
use super::{SAFE, SAFE_FIXED, UNFIXABLE};

/// One finding a line, all fixed safely.
const THREE: &str = "a == None\nb == None\nc == None\n";

/// A repository with these files, all committed; `None` where there is no git.
fn repository(files: &[(&str, &str)]) -> Option<Tree> {
    if is_missing("git") {
        return None;
    }
    let tree = Tree::of(files).with(
        ".gitconfig",
        "[user]\nname = a\nemail = a@b.c\n[init]\ndefaultBranch = main\n[protocol \"file\"]\nallow = always\n",
    );
    let tree = tree.repository();
    commit(&tree);
    Some(tree)
}

fn commit(tree: &Tree) {
    tree.git("add -A -f");
    tree.git("commit -q --allow-empty -m all");
}

/// The places of what is found, such as `a.py:1 a.py:3`.
fn places(ran: &Ran) -> String {
    let out = ran.out();
    let place = |line: &str| {
        let mut parts = line.split(':');
        Some(format!("{}:{}", parts.next()?, parts.next()?))
    };
    out.lines().filter_map(place).collect::<Vec<_>>().join(" ")
}

/// What is found since a revision, by name and line.
#[track_caller]
fn check(tree: &Tree, line: &str, expected: &str) {
    let found = tree
        .run(&format!("--output-format concise --exit-zero {line}"))
        .status(0);
    assert_eq!(places(&found), expected, "{}", found.account());
}

#[test]
fn only_what_touches_changed_lines_counts() {
    let Some(tree) = repository(&[("a.py", THREE), ("b.py", THREE)]) else {
        return;
    };
    check(&tree, "--since HEAD", "");
    tree.run("--since HEAD")
        .status(0)
        .stdout("")
        .complains("0 files");
    let text = THREE.replace("b ==", "bb ==");
    tree.put("a.py", &text);
    check(&tree, "--since HEAD", "a.py:2");
    tree.run("--since HEAD")
        .status(1)
        .complains("1 file in")
        .complains("1 finding,");
    tree.run("--since HEAD --statistics")
        .status(1)
        .says("      1  E711");
    let fixed = text.replace("bb == None", "bb is None");
    let diff = tree.run("--since HEAD --diff -q").status(1);
    assert_eq!(diff.out().matches("\n+").count(), 2, "{}", diff.account());
    diff.says("+bb is None\n").stderr("");
    tree.holds("a.py", &text);
    tree.run("--since HEAD --write --exit-non-zero-on-fix")
        .status(1);
    tree.holds("a.py", &fixed).holds("b.py", THREE);
    tree.run("--since HEAD --write")
        .status(0)
        .complains("0 changed");
    check(&tree, "", "a.py:1 a.py:3 b.py:1 b.py:2 b.py:3");
}

#[test]
fn new_files_count_whole() {
    let Some(tree) = repository(&[("old.py", THREE), (".gitignore", "ignored.py\n")]) else {
        return;
    };
    for name in ["staged.py", "untracked.py", "intended.py", "ignored.py"] {
        tree.put(name, SAFE);
    }
    tree.put("s/deep.py", SAFE);
    tree.git("add staged.py");
    tree.git("add -N intended.py");
    let new = "intended.py:1 s/deep.py:1 staged.py:1 untracked.py:1";
    check(&tree, "--since HEAD", new);
    check(&tree, "--since HEAD ignored.py old.py", "ignored.py:1");
    tree.put("list", "old.py\nstaged.py\n");
    check(&tree, "--since HEAD --files-from list", "staged.py:1");
}

#[test]
fn files_that_did_not_change_are_not_read() {
    let Some(tree) = repository(&[("broken.py", super::BROKEN), ("a.py", UNFIXABLE)]) else {
        return;
    };
    // Written anew, and the same.
    tree.put("broken.py", super::BROKEN);
    tree.run("--since HEAD").status(0).stdout("");
    tree.put("broken.py", format!("{}#", super::BROKEN));
    tree.run("--since HEAD")
        .status(1)
        .says("invalid-syntax")
        .complains("1 not read as Python");
}

#[test]
fn files_that_changed_are_listed() {
    let Some(tree) = repository(&[("a.py", THREE), ("b.py", THREE), ("d/c.py", SAFE)]) else {
        return;
    };
    let list = |line: &str, expected: &str| {
        tree.run(&format!("--show-files {line}"))
            .status(0)
            .stdout(expected)
            .stderr("");
    };
    list("--since HEAD", "");
    tree.put("b.py", "");
    tree.put("d/new.py", SAFE);
    list("--since HEAD", "b.py\nd/new.py\n");
    list("--since HEAD d", "d/new.py\n");
    list("", "a.py\nb.py\nd/c.py\nd/new.py\n");
    tree.run("--show-files --since HEAD nowhere.py d")
        .status(2)
        .stdout("d/new.py\n")
        .complains("nowhere.py: no such file");
    tree.run("--show-files --since nowhere")
        .status(2)
        .stdout("")
        .complains("git knows no revision `nowhere` in ");
    tree.run("--show-files --since nowhere d/c.py")
        .status(2)
        .stdout("");
    // A new name of a file that did not change is a new file, as it is for a run.
    std::fs::hard_link(tree.path("a.py"), tree.path("z.py")).unwrap();
    list("--since HEAD", "b.py\nd/new.py\nz.py\n");
    check(&tree, "--since HEAD", "d/new.py:1 z.py:1 z.py:2 z.py:3");
}

#[test]
fn what_the_other_branch_gained_does_not_count() {
    let Some(tree) = repository(&[("a.py", THREE), ("b.py", THREE)]) else {
        return;
    };
    tree.git("checkout -q -b topic");
    tree.put("a.py", THREE.replace("a ==", "aa =="));
    commit(&tree);
    tree.git("checkout -q main");
    tree.put("a.py", THREE.replace("c == None", "c is None"));
    tree.put("b.py", "");
    commit(&tree);
    // `:/all` would be whichever commit of the same second.
    tree.git("commit -q --amend -m gained");
    tree.git("tag -a -m tagged there");
    tree.git("checkout -q topic");
    for revision in [
        "main",
        "there",
        "main~1",
        "HEAD~1",
        ":/gained",
        "refs/heads/main",
    ] {
        check(&tree, &format!("--since {revision}"), "a.py:1");
    }
    check(&tree, "--since topic", "");
    check(&tree, "--since HEAD@{0}", "");
}

#[test]
fn a_comparison_counts_by_any_of_its_lines() {
    let before = "x = (\n    a\n    ==\n    None\n)\ny = not (\n    b\n    is c\n)\nz = (\n    d ==\n    # two\n    # three\n    None\n)\n";
    let Some(tree) = repository(&[("a.py", before)]) else {
        return;
    };
    for (old, new, expected) in [
        ("x = (", "xx = (", ""),
        ("    a\n", "    aa\n", "a.py:2"),
        ("    ==\n", "    !=\n", "a.py:2"),
        ("    None\n)\ny", "    None  #\n)\ny", "a.py:2"),
        ("y = not (", "y = not  (", "a.py:6"),
        ("    is c\n)", "    is c\n )", "a.py:6"),
        // Lines that went, in a comparison and beside it.
        ("    # two\n", "", "a.py:11"),
        ("    # two\n    # three\n", "", "a.py:11"),
        ("x = (\n    a\n    ==\n    None\n)\n", "", ""),
        // Lines that came.
        ("    d ==\n", "    d ==\n\n", "a.py:11"),
        ("z = (\n", "z = (\n\n", ""),
    ] {
        assert!(before.contains(old), "{old}");
        tree.put("a.py", before.replacen(old, new, 1));
        check(&tree, "--since HEAD", expected);
    }
}

/// Rules that make one rewrite of a comparison count together.
#[test]
fn a_rewrite_is_made_whole_or_not_at_all() {
    let before = "x = not (\n    a\n    == None)\ny = not b == None\n";
    let Some(tree) = repository(&[("a.py", before)]) else {
        return;
    };
    tree.put("a.py", before.replace("not (", "not  ("));
    tree.run("--since HEAD --write").status(0);
    tree.holds(
        "a.py",
        "x = (\n    a\n    is not None)\ny = not b == None\n",
    );
}

#[test]
fn a_renamed_file_changed_where_its_lines_did() {
    let long = THREE.repeat(5);
    let Some(tree) = repository(&[("old.py", &long), ("other.py", &long.replace("None", "x"))])
    else {
        return;
    };
    fs::create_dir(tree.path("d")).unwrap();
    tree.git("mv old.py d/new.py");
    check(&tree, "--since HEAD", "");
    tree.put("d/new.py", long.replacen("b ==", "bb ==", 1));
    check(&tree, "--since HEAD", "d/new.py:2");
    tree.git("config diff.renames false");
    check(&tree, "--since HEAD", "d/new.py:2");
}

#[test]
fn lines_are_those_of_the_bytes() {
    let Some(tree) = repository(&[]) else { return };
    type Case = (
        &'static str,
        &'static [u8],
        &'static [u8],
        &'static [u8],
        &'static str,
    );
    let files: [Case; 6] = [
        (
            "crlf.py",
            b"a == None\r\nb == None\r\n",
            b"b ",
            b"bb ",
            "crlf.py:2",
        ),
        // To git, lines end at LF alone: all of it is one.
        (
            "cr.py",
            b"a == None\rb == None\r",
            b"b ",
            b"bb ",
            "cr.py:1 cr.py:2",
        ),
        (
            "mixed.py",
            b"a == None\rb == None\nc == None\n",
            b"c ",
            b"cc ",
            "mixed.py:3",
        ),
        (
            "mark.py",
            b"\xef\xbb\xbfa == None\nb == None\n",
            b"b ",
            b"bb ",
            "mark.py:2",
        ),
        (
            "latin.py",
            b"# coding: latin-1\na == None  # \xe4\nb == None  # \xf6\n",
            b"\xf6",
            b"\xfc",
            "latin.py:3",
        ),
        (
            "unended.py",
            b"a == None\nb == None",
            b"b ",
            b"bb ",
            "unended.py:2",
        ),
    ];
    for (name, before, ..) in &files {
        tree.put(name, before);
    }
    commit(&tree);
    check(&tree, "--since HEAD", "");
    for (name, before, old, new, expected) in files {
        let at = before.windows(old.len()).position(|it| it == old).unwrap();
        tree.put(
            name,
            [&before[..at], new, &before[at + old.len()..]].concat(),
        );
        check(&tree, &format!("--since HEAD {name}"), expected);
    }
    // A checkout with other line ends is no change.
    tree.put("crlf.py", "a == None\r\nb == None\r\n");
    tree.git("config core.autocrlf true");
    tree.git("add --renormalize crlf.py");
    tree.git("commit -q -m LF");
    check(&tree, "--since HEAD crlf.py", "");
}

#[test]
#[cfg(unix)]
fn names_of_every_kind() {
    use super::tree::name;
    let Some(tree) = repository(&[]) else { return };
    let names: [&[u8]; 8] = [
        b"with blank.py",
        b"a b/a b.py",
        b"quo\"te.py",
        b"back\\slash.py",
        b"new\nline.py",
        b"tab\t.py",
        "\u{e4}.py".as_bytes(),
        b"not utf-8 \xff.py",
    ];
    for bytes in names {
        tree.put(name(bytes), THREE);
    }
    commit(&tree);
    tree.run("--since HEAD").status(0).stdout("");
    for bytes in names {
        tree.put(name(bytes), THREE.replace("b ==", "bb =="));
    }
    tree.run("--since HEAD --write")
        .status(0)
        .complains("8 changed");
    for bytes in names {
        tree.holds(name(bytes), THREE.replace("b == None", "bb is None"));
    }
}

#[test]
fn paths_count_from_the_current_folder() {
    let Some(tree) = repository(&[("a.py", THREE), ("d/e/b.py", THREE), ("d/c.py", THREE)]) else {
        return;
    };
    for file in ["a.py", "d/e/b.py", "d/c.py"] {
        tree.put(file, THREE.replace("b ==", "bb =="));
    }
    let within = |folder: &str, line: &str| {
        let words = format!("--output-format concise --since HEAD {line}");
        let call = tree.isfix(words.split_whitespace());
        places(&call.folder(tree.path(folder)).run().status(1))
    };
    assert_eq!(within("d", ""), "c.py:2 e/b.py:2");
    assert_eq!(within("d", "e ../a.py"), "../a.py:2 e/b.py:2");
    assert_eq!(within("d/e", "b.py"), "b.py:2");
    let whole = tree.path("d/c.py");
    assert_eq!(
        within("d/e", whole.to_str().unwrap()),
        format!("{}:2", whole.display())
    );
    tree.git("config diff.relative true");
    assert_eq!(within("d", ""), "c.py:2 e/b.py:2");
}

#[test]
#[cfg(unix)]
fn a_link_that_is_named_stands_for_its_file() {
    let Some(tree) = repository(&[("real/a.py", THREE)]) else {
        return;
    };
    std::os::unix::fs::symlink("real/a.py", tree.path("link.py")).unwrap();
    std::os::unix::fs::symlink("real", tree.path("folder")).unwrap();
    check(&tree, "--since HEAD link.py", "");
    tree.put("real/a.py", THREE.replace("b ==", "bb =="));
    check(&tree, "--since HEAD link.py", "link.py:2");
    check(&tree, "--since HEAD folder", "folder/a.py:2");
}

#[test]
fn a_file_without_lines_to_git_counts_whole() {
    let Some(tree) = repository(&[("a b.py", THREE), (".gitattributes", "*.py -diff\n")]) else {
        return;
    };
    check(&tree, "--since HEAD", "");
    tree.put("a b.py", THREE.replace("b ==", "bb =="));
    check(&tree, "--since HEAD", "a b.py:1 a b.py:2 a b.py:3");
}

#[test]
fn the_same_for_any_number_of_workers() {
    let names: Vec<String> = (0..40)
        .map(|number| format!("d{}/f{number}.py", number % 7))
        .collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), THREE)).collect();
    let Some(tree) = repository(&files) else {
        return;
    };
    for name in names.iter().step_by(3) {
        tree.put(name, THREE.replace("b ==", "bb =="));
    }
    let one = tree
        .run("--since HEAD --output-format json --jobs 1")
        .status(1)
        .out();
    assert_eq!(one.matches("\"E711\"").count(), names.len().div_ceil(3));
    for jobs in [2, 9] {
        let line = format!("--since HEAD --output-format json --jobs {jobs}");
        tree.run(&line).status(1).stdout(&one);
    }
}

#[test]
fn every_format_tells_what_changed_alone() {
    let Some(tree) = repository(&[("a.py", &format!("{SAFE}{SAFE}"))]) else {
        return;
    };
    tree.put(
        "a.py",
        format!("{SAFE}\n{SAFE}").replace("pass\n\nif x", "pass\n\nif y"),
    );
    for format in ["full", "concise", "json"] {
        let out = tree
            .run(&format!("--since HEAD --output-format {format}"))
            .status(1)
            .out();
        assert_eq!(out.matches("F632").count(), 1, "{out}");
    }
    tree.run("--since HEAD --write").status(0);
    let fixed = SAFE_FIXED.replace("if x", "if y");
    tree.holds("a.py", format!("{SAFE}\n{fixed}"));
}
