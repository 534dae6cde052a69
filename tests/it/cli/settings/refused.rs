//! Settings that cannot be used: status 2, a line that says where and why, and nothing written.

use std::fs;
use std::fs::File;

use super::super::tree::{Ran, Tree};
use super::super::{SAFE, SAFE_FIXED};

/// In each of the ways to meet it before a run begins, a settings file ends it with this line.
#[track_caller]
fn check(name: &str, text: impl AsRef<[u8]>, expected: &str) {
    let text = text.as_ref();
    let tree = Tree::of(&[("a.py", SAFE), ("sub/b.py", SAFE)]).with(name, text);
    let before = tree.snapshot();
    for line in [
        "--write",
        "--write sub",
        "--write sub/b.py",
        "--diff",
        "--show-files",
        "--show-settings",
        "",
    ] {
        refuses(tree.run(line), expected);
    }
    refuses(
        tree.isfix(["--write"]).folder(tree.path("sub")).run(),
        &whole(&tree, expected),
    );
    tree.put("list", "sub/b.py\n");
    refuses(tree.run("--write --files-from list"), expected);
    fs::remove_file(tree.path("list")).unwrap();
    // A source that is to be fixed comes back as it was.
    let ran = tree.isfix(["--write", "-"]).input(SAFE).run().status(2);
    ran.stdout(SAFE).stderr(format!("isfix: {expected}\n"));
    refuses(tree.run(&format!("--isolated --write --config {name}")), "");
    assert_eq!(tree.snapshot(), before);
    tree.run("--isolated --write").status(0);
    tree.holds("a.py", SAFE_FIXED);
}

/// The line with the file's whole path.
fn whole(tree: &Tree, expected: &str) -> String {
    format!(
        "{}/{expected}",
        fs::canonicalize(tree.root()).unwrap().display()
    )
}

/// That a run does nothing, and says why.
#[track_caller]
pub fn refuses(ran: Ran, expected: &str) {
    let ran = ran.status(2).stdout("");
    if !expected.is_empty() {
        ran.stderr(format!("isfix: {expected}\n"));
    }
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    for (text, expected) in [
        (
            "selct = ['F632']",
            "1:1: unknown key `selct`; did you mean `select`?",
        ),
        (
            "quiet = true\n\n  extend_ignore = []",
            "3:3: unknown key `extend_ignore`",
        ),
        (
            "unsafe_fixes = true",
            "1:1: unknown key `unsafe_fixes`; did you mean `unsafe-fixes`?",
        ),
        (
            "respect-gitignore = false",
            "1:1: unknown key `respect-gitignore`; did you mean `no-respect-gitignore`?",
        ),
        ("[lint]\nselect = []", "1:2: unknown key `lint`"),
        (
            "quiet = true\n[tool.isfix]\nselect = []",
            "2:2: unknown key `tool`; keys stand at the top here, and `[tool.isfix]` in `pyproject.toml` alone",
        ),
        (
            "[isfix]\nselect = []",
            "1:2: unknown key `isfix`; keys stand at the top here, and `[tool.isfix]` in `pyproject.toml` alone",
        ),
        ("isfix = 1", "1:1: unknown key `isfix`\n"),
        ("'' = 1", "1:1: unknown key ``"),
        (
            "write = true",
            "1:1: `write` is for the command line alone: it says what one run does",
        ),
        (
            "fix = true",
            "1:1: `fix` is for the command line alone: it says what one run does",
        ),
        (
            "statistics = true",
            "1:1: `statistics` is for the command line alone: it says what one run does",
        ),
        (
            "exit-zero = true",
            "1:1: `exit-zero` is for the command line alone: it says what one run does",
        ),
        ("no-scan = true", "1:1: unknown key `no-scan`"),
        (
            "select = ['F632', 'E710']",
            "1:19: unknown rule `E710`; did you mean `E711`?",
        ),
        (
            "ignore = [\n  'is-litral',\n]",
            "2:3: unknown rule `is-litral`; did you mean `is-literal`?",
        ),
        (
            "extend-select = ['E501']",
            "1:18: unknown rule `E501`; rules go by name or code, such as `is-literal` or `F632`",
        ),
        (
            "ignore = ['F632 E711']",
            "1:11: unknown rule `F632 E711`; rules are separated by commas",
        ),
        (
            "ignore = ['']",
            "1:11: unknown rule ``; rules go by name or code, such as `is-literal` or `F632`",
        ),
        (
            "extend-safe-fixes = ['F623']",
            "1:22: unknown rule `F623`; did you mean `F632`?",
        ),
        (
            "select = 'F632'",
            "1:10: `select` takes a list of rules, not a string",
        ),
        (
            "select = [1]",
            "1:11: a list of rules holds strings, not a number",
        ),
        (
            "select = { F632 = true }",
            "1:10: `select` takes a list of rules, not a table",
        ),
        (
            "unsafe-fixes = 'yes'",
            "1:16: `unsafe-fixes` takes `true` or `false`, not a string",
        ),
        (
            "unsafe-fixes = 1",
            "1:16: `unsafe-fixes` takes `true` or `false`, not a number",
        ),
        ("jobs = 0", "1:8: `jobs` takes a whole number from 1, not 0"),
        (
            "jobs = -1",
            "1:8: `jobs` takes a whole number from 1, not a negative number",
        ),
        (
            "jobs = 1.5",
            "1:8: `jobs` takes a whole number from 1, not a number with a point",
        ),
        (
            "jobs = 99999999999999999999999",
            "1:8: `jobs` takes a whole number from 1, not one so large",
        ),
        (
            "jobs = 1979-05-27",
            "1:8: `jobs` takes a whole number from 1, not a date or time",
        ),
        (
            "python = ''",
            "1:10: `python` takes a path, not an empty string",
        ),
        (
            "python = \"a\\u0000\"",
            "1:10: `python` takes a path, and none holds a NUL character",
        ),
        ("python = 1", "1:10: `python` takes a path, not a number"),
        (
            "output-format = 'jsn'",
            "1:17: `output-format` has no value \"jsn\"; did you mean \"json\"?",
        ),
        (
            "true-false-style = 'x'",
            "1:20: `true-false-style` has no value \"x\"; there are \"identity\" and \"truth\"",
        ),
        (
            "color = true",
            "1:9: `color` takes \"auto\", \"always\" or \"never\", not `true` or `false`",
        ),
        (
            "exclude = ['ok', 'a[']",
            "1:18: invalid glob `a[`: unclosed character class; missing ']'",
        ),
        ("exclude = ['']", "1:12: an empty glob fits no file"),
        (
            "extend-exclude = ['ok', '']",
            "1:25: an empty glob fits no file",
        ),
        (
            "exclude = [1]",
            "1:12: a list of globs holds strings, not a number",
        ),
        (
            "extend-exclude = ['{a']",
            "1:19: invalid glob `{a`: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)",
        ),
        (
            "per-file-ignores = []",
            "1:20: `per-file-ignores` takes a table from globs to lists of rules, not a list",
        ),
        (
            "[per-file-ignores]\n'*' = ['F632']\n'[z-a]' = []",
            "3:1: invalid glob `[z-a]`: invalid range; 'z' > 'a'",
        ),
        (
            "[per-file-ignores]\n'a' = 'F632'",
            "2:7: a glob in `per-file-ignores` takes a list of rules, not a string",
        ),
        (
            "[per-file-ignores]\n'a' = ['F999']",
            "2:8: unknown rule `F999`; rules go by name or code, such as `is-literal` or `F632`",
        ),
        (
            "[per-file-ignores]\n'' = ['F632']",
            "2:1: an empty glob fits no file",
        ),
        (
            "[per-file-ignores]\n'!' = ['F632']",
            "2:1: an empty glob fits no file",
        ),
        (
            "plain = ['shop.*']",
            "1:10: `shop.*` is no dotted name, such as `Money`, `shop.models` or `self.query`",
        ),
        (
            "overloaded = ['ok', 'None']",
            "1:21: `None` is no dotted name, such as `Money`, `shop.models` or `self.query`",
        ),
        (
            "quiet = true\nquiet = false",
            "2:1: not TOML: duplicate key",
        ),
        ("é = 1", "1:1: not TOML: "),
        ("quiet = [\n", "1:10: not TOML: "),
        ("é", "1:2: not TOML: "),
        (
            "# é\nplain = ['é', 'a b']",
            "2:15: `a b` is no dotted name, such as `Money`, `shop.models` or `self.query`",
        ),
    ] {
        let tree = Tree::of(&[("a.py", SAFE), ("isfix.toml", text)]);
        let ran = tree.run("--write").status(2).stdout("");
        ran.complains(&format!("isfix: isfix.toml:{expected}"));
        tree.holds("a.py", SAFE);
    }
    check(
        "isfix.toml",
        "selct = 1",
        "isfix.toml:1:1: unknown key `selct`; did you mean `select`?",
    );
    check(
        ".isfix.toml",
        "jobs = 0",
        ".isfix.toml:1:8: `jobs` takes a whole number from 1, not 0",
    );
    check(
        "pyproject.toml",
        "[tool.isfix]\nquite = 1",
        "pyproject.toml:2:1: unknown key `quite`; did you mean `quiet`?",
    );
    check(
        "pyproject.toml",
        "[tool]\nisfix = 3",
        "pyproject.toml:2:9: `tool.isfix` is a table of settings, not a number",
    );
    check(
        "pyproject.toml",
        "[tool.isf\\u0069x]",
        "pyproject.toml:1:10: not TOML: invalid unquoted key, expected letters, numbers, `-`, `_`",
    );
}

#[test]
fn a_pyproject_without_the_table_is_passed_over() {
    for text in [
        "",
        "[project]\nname = 'x'\n",
        "[tool.ruff]\nselect = 1\n",
        "no TOML at all [",
        "[tool]\n",
        "tool = 1 # isfix",
        "name = 'isfix'",
    ] {
        let tree = Tree::of(&[("a.py", SAFE), ("pyproject.toml", text)]);
        tree.run("--write").status(0);
        tree.holds("a.py", SAFE_FIXED);
    }
    // Spelled another way, it is the table.
    let tree = Tree::of(&[
        ("a.py", SAFE),
        (
            "pyproject.toml",
            "tool = { \"\\u0069sfix\" = { ignore = ['F632'] } }",
        ),
    ]);
    tree.run("--write").status(0);
    tree.holds("a.py", SAFE);
}

#[test]
fn what_is_no_text_is_told() {
    check(
        "isfix.toml",
        b"quiet = true\n# \xff",
        "isfix.toml:2:3: not UTF-8, as TOML is",
    );
    check(
        "isfix.toml",
        "\u{feff}quiet = 1",
        "isfix.toml:1:9: `quiet` takes `true` or `false`, not a number",
    );
    check(
        "isfix.toml",
        b"\xff\xfeq\0u\0",
        "isfix.toml:1:1: not UTF-8, as TOML is",
    );
    let tree = Tree::of(&[("a.py", SAFE)]).with(
        "isfix.toml",
        "\u{feff}quiet = true\r\nselect = [\r\n'F632']\r\n",
    );
    tree.run("--write").status(0).stderr("");
    // The file's own name is data, and so is what it says.
    let tree = Tree::of(&[("a.py", SAFE), ("isfix.toml", "\"\\u001b[31m\\u202e\" = 1")]);
    let ran = tree.run("").status(2);
    assert!(
        !ran.err().contains('\x1b') && !ran.err().contains('\u{202e}'),
        "{}",
        ran.account()
    );
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_refused_and_holds_nobody_up() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    for name in ["isfix.toml", ".isfix.toml", "pyproject.toml"] {
        let tree = Tree::of(&[("a.py", SAFE)]);
        let at = tree.path(name);
        let check = |reason: &str| {
            refuses(tree.run("--write"), &format!("{name}: {reason}"));
            tree.holds("a.py", SAFE);
        };
        fs::create_dir(&at).unwrap();
        check("is a folder, not a file");
        fs::remove_dir(&at).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, &at, 0o600.into()).unwrap();
        check("is not a regular file");
        fs::remove_file(&at).unwrap();
        symlink("nowhere.toml", &at).unwrap();
        check("the link's target does not exist");
        fs::remove_file(&at).unwrap();
        symlink(name, &at).unwrap();
        check("cannot read it: Too many levels of symbolic links (os error 40)");
        fs::remove_file(&at).unwrap();
        symlink("/dev/zero", &at).unwrap();
        check("is not a regular file");
        fs::remove_file(&at).unwrap();
        tree.put(name, "");
        fs::set_permissions(&at, fs::Permissions::from_mode(0o000)).unwrap();
        if File::open(&at).is_err() {
            check("no permission to read it");
        } else {
            eprintln!("skipped: root reads what may not be read");
        }
    }
}

#[test]
fn a_folder_with_bad_settings_is_left_alone_with_all_below_it() {
    let tree = Tree::of(&[
        ("a.py", SAFE),
        ("m/isfix.toml", "selct = []"),
        ("m/b.py", SAFE),
        ("m/deep/c.py", SAFE),
        ("m/own/isfix.toml", ""),
        ("m/own/d.py", SAFE),
        ("z.py", SAFE),
    ]);
    let reason = "m/isfix.toml:1:1: io-error: unknown key `selct`; did you mean `select`? (what these settings hold for is left alone)";
    for jobs in ["1", "4"] {
        let ran = tree
            .run(&format!("--output-format concise --jobs {jobs}"))
            .status(2)
            .says(reason);
        assert_eq!(ran.out().lines().count(), 3, "{}", ran.account());
    }
    tree.run("--diff").status(2).complains(reason);
    tree.run("--write").status(2).says("m/isfix.toml:1:1");
    for (name, text) in [
        ("a.py", SAFE_FIXED),
        ("m/b.py", SAFE),
        ("m/deep/c.py", SAFE),
        ("m/own/d.py", SAFE),
        ("z.py", SAFE_FIXED),
    ] {
        tree.holds(name, text);
    }
    let found = tree.run("--output-format json").status(2).out();
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found[0]["code"], "io-error");
    assert_eq!(found[0]["location"]["row"], 1);
    let ran = tree.run("--show-files").status(2).stdout("a.py\nz.py\n");
    ran.complains("m/isfix.toml:1:1: unknown key `selct`");
    // Where a run starts below or beside it, it is met before anything is done, or not at all.
    tree.put("a.py", SAFE);
    refuses(
        tree.run("--write a.py m/deep"),
        "m/isfix.toml:1:1: unknown key `selct`; did you mean `select`?",
    );
    tree.holds("a.py", SAFE);
    tree.run("--write m/own").status(0);
    tree.holds("m/own/d.py", SAFE_FIXED);
    tree.run("--extend-exclude m --write").status(0);
    tree.holds("a.py", SAFE_FIXED).holds("m/b.py", SAFE);
    tree.run("--isolated --write").status(0);
    tree.holds("m/b.py", SAFE_FIXED);
}
