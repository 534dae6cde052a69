//! Settings that are too much: told in a line, whatever their size, and at once.

use std::fs;
use std::fs::File;

use super::super::SAFE;
use super::super::tree::Tree;
use super::refused::refuses;

#[test]
fn what_is_too_much_is_refused_at_once() {
    let tree = Tree::of(&[("a.py", SAFE)]);
    let file = File::create(tree.path("isfix.toml")).unwrap();
    file.set_len(100 << 20).unwrap();
    let too_much = "isfix.toml: holds more than 4 MiB, too much for settings";
    refuses(tree.run("--write"), too_much);
    let mut text = "#".repeat(4 << 20);
    tree.put("isfix.toml", &text);
    tree.run("").status(1);
    text.push('#');
    tree.put("isfix.toml", &text);
    refuses(tree.run("--write"), too_much);
    for deep in [
        format!("plain = {}", "[".repeat(1_000_000)),
        format!("{}x = 1", "a.".repeat(1_000_000)),
        format!("plain = {}", "{a=".repeat(1_000_000)),
    ] {
        tree.put("isfix.toml", deep);
        let ran = tree
            .run("--write")
            .status(2)
            .complains("isfix.toml:")
            .complains(": nests too deeply");
        assert!(ran.err().len() < 1000, "{}", ran.account());
    }
    for long in [
        format!("{} = 1", "k".repeat(1 << 20)),
        format!("select = ['{}']", "E".repeat(1 << 20)),
        format!("exclude = ['{}[']", "x".repeat(1 << 20)),
        format!("plain = ['{}']", "(".repeat(1 << 20)),
    ] {
        tree.put("isfix.toml", long);
        let ran = tree.run("--write").status(2).complains("isfix.toml:1:");
        assert!(ran.err().len() < 1000, "{}", ran.err().len());
    }
    tree.holds("a.py", SAFE);
}

#[test]
fn globs_that_are_too_large_are_told() {
    let large = |n: usize| format!("{}*{}", "a?".repeat(n), "b".repeat(n));
    let nested = |n: usize| format!("{}b{}", "{a,".repeat(n), "}".repeat(n));
    let tree = Tree::of(&[("a.py", SAFE)]);
    for glob in [large(100_000), nested(500), nested(2000), nested(100_000)] {
        for (text, place) in [
            (format!("exclude = ['{glob}']"), "1:12"),
            (format!("extend-exclude = ['ok', 'a/../{glob}']"), "1:25"),
            (format!("per-file-ignores = {{ '!{glob}' = [] }}"), "1:22"),
        ] {
            tree.put("isfix.toml", text);
            let ran = tree.run("--write").status(2).stdout("");
            let err = ran.err();
            let lead = format!("isfix: isfix.toml:{place}: invalid glob `");
            assert!(err.starts_with(&lead), "{err}");
            assert!(err.ends_with("…`: too large\n"), "{err}");
            assert!(err.len() < 200, "{err}");
        }
    }
    tree.put("isfix.toml", format!("exclude = ['{}']", nested(100)));
    tree.run("--show-files").status(0).stdout("a.py\n");
    // Each is small enough, and all are not.
    let list = vec![format!("'{}'", large(3000)); 100].join(", ");
    tree.put("isfix.toml", format!("quiet = true\nexclude = [{list}]"));
    tree.run("--write")
        .status(2)
        .stdout("")
        .stderr("isfix: isfix.toml:2:1: the globs are too large together\n");
    fs::remove_file(tree.path("isfix.toml")).unwrap();
    let start = "{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{a,{…";
    let ran = tree.isfix(["--write", "--exclude", &nested(2000)]).run();
    ran.status(2)
        .stdout("")
        .stderr(format!("isfix: invalid glob `{start}`: too large\n"));
    tree.holds("a.py", SAFE);
}
