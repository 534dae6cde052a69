//! What goes to which stream.

use std::io::{BufRead, BufReader};

use super::tree::{Call, PROGRAM, Tree, is_missing};
use super::{BROKEN, CLEAN, SAFE, SAFE_FIXED, UNFIXABLE, UNSAFE};

#[test]
fn findings_go_to_standard_output_and_the_summary_to_standard_error() {
    let ran = Tree::of(&[("s.py", SAFE)]).run("").status(1);
    assert!(ran.out().contains("F632"), "{}", ran.account());
    assert!(ran.err().starts_with("1 file in "), "{}", ran.account());
    Tree::of(&[("c.py", CLEAN)]).run("").status(0).stdout("");
}

#[test]
fn with_diff_standard_output_carries_the_diff_alone() {
    let tree = Tree::of(&[
        ("b.py", BROKEN),
        ("k.py", UNFIXABLE),
        ("s.py", SAFE),
        ("u.py", UNSAFE),
    ]);
    let diff = "\
diff --git a/s.py b/s.py
--- a/s.py
+++ b/s.py
@@ -1,2 +1,2 @@
-if x is 'a':
+if x == 'a':
     pass
";
    tree.run("--diff nowhere.py .")
        .status(2)
        .stdout(diff)
        .complains("nowhere.py: io-error")
        .complains("isfix: b.py:1:12: invalid-syntax: ");
    tree.put("isfix.toml", "output-format = \"json\"\n");
    tree.run("--diff").status(1).stdout(diff);
    tree.run("--diff --write").status(1).stdout(diff);
    tree.holds("s.py", SAFE_FIXED);
    tree.run("--diff --quiet").status(1).stdout("");
}

#[test]
fn standard_input_is_reported() {
    let tree = Tree::new();
    let report = |args: &str| tree.isfix(args.split_whitespace()).input(SAFE).run();
    report("-").status(1).says("-:1:4: F632 ");
    report("- --stdin-filename src/name.py")
        .status(1)
        .says("src/name.py:1:4: F632 ");
    report("- --output-format json --stdin-filename n.py")
        .status(1)
        .says("n.py");
    report("--diff -").status(1).says("+if x == 'a':");
    report("--diff - --stdin-filename n.py")
        .status(1)
        .says("diff --git a/n.py b/n.py\n");
    report("--diff - --exit-zero").status(0);
    tree.isfix(["-"]).input(CLEAN).run().status(0).stdout("");
    tree.isfix(["-"]).input("").run().status(0).stdout("");
    tree.isfix(["-"])
        .input(BROKEN)
        .run()
        .status(1)
        .says("-:1:12: invalid-syntax");
}

#[test]
fn a_file_may_be_called_like_standard_input() {
    let tree = Tree::of(&[("-", SAFE)]);
    tree.run("--write ./-").status(0);
    tree.holds("-", SAFE_FIXED);
}

/// `--write -` gives the expected source alone and the status.
#[track_caller]
fn check_filter(options: &str, input: impl AsRef<[u8]>, expected: impl AsRef<[u8]>, status: i32) {
    let tree = Tree::new();
    let call = tree
        .isfix(["--write", "-"])
        .args(options.split_whitespace());
    call.input(input).run().status(status).stdout(expected);
}

#[test]
fn with_write_standard_input_comes_out_fixed() {
    check_filter("", SAFE, SAFE_FIXED, 0);
    check_filter("", UNSAFE, UNSAFE, 1);
    check_filter("--unsafe-fixes", UNSAFE, super::UNSAFE_FIXED, 0);
    check_filter("--exit-non-zero-on-fix", SAFE, SAFE_FIXED, 1);
    check_filter("--output-format json", SAFE, SAFE_FIXED, 0);
    check_filter(
        "",
        b"\xef\xbb\xbfx is 1\r\n\x0cy",
        b"\xef\xbb\xbfx == 1\r\n\x0cy",
        0,
    );
    check_filter(
        "",
        b"# coding: latin-1\rx is '\xe9'",
        b"# coding: latin-1\rx == '\xe9'",
        0,
    );
}

#[test]
fn what_is_not_fixed_comes_out_byte_for_byte() {
    check_filter("", "", "", 0);
    check_filter("", CLEAN, CLEAN, 0);
    check_filter("", BROKEN, BROKEN, 1);
    check_filter("--exit-zero", BROKEN, BROKEN, 0);
    check_filter("", b"x is '\xe9'\r\n\x00", b"x is '\xe9'\r\n\x00", 1);
    check_filter("", b"\xff\xfex\x00\n", b"\xff\xfex\x00\n", 1);
    check_filter(
        "--stdin-filename a/node_modules/b.py --force-exclude",
        SAFE,
        SAFE,
        0,
    );
    check_filter(
        "--stdin-filename x.py --force-exclude --exclude x.py",
        SAFE,
        SAFE,
        0,
    );
    let deep = format!("{}x is 1\n", "not ".repeat(100_000));
    check_filter("", &deep, &deep, 1);
}

#[test]
fn findings_of_a_filter_go_to_standard_error() {
    let tree = Tree::new();
    let ran = tree.isfix(["--write", "-"]).input(SAFE).run().status(0);
    assert!(ran.err().contains("F632"), "{}", ran.account());
    let ran = tree.isfix(["--write", "-"]).input(BROKEN).run().status(1);
    assert!(ran.err().contains("invalid-syntax"), "{}", ran.account());
    tree.isfix(["--write", "-", "-q", "--output-format", "json"])
        .input(SAFE)
        .run()
        .status(0)
        .complains("\"applied\":true");
}

/// More findings than a pipe holds.
fn many() -> Tree {
    (0..200).fold(Tree::new(), |tree, number| {
        tree.with(format!("{number:03}.py"), "x is 'a'\n".repeat(50))
    })
}

#[test]
fn a_closed_pipe_ends_the_printing_and_not_the_writing() {
    for options in [
        &["--write"][..],
        &["--write", "--diff"],
        &["--write", "--output-format", "json"],
        &["--write", "--output-format", "concise"],
    ] {
        let tree = many();
        let mut child = tree.isfix(options).spawn();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{options:?}: {err}");
        assert!(!err.contains("cannot print"), "{err}");
        assert!(err.contains("200 changed"), "{err}");
        for (name, bytes) in tree.snapshot() {
            super::tree::assert_same(
                &name.to_string_lossy(),
                "x == 'a'\n".repeat(50).as_bytes(),
                &bytes,
            );
        }
    }
}

#[test]
fn both_streams_closed_is_no_failure_either() {
    let tree = many();
    let mut child = tree.isfix(["--write", "--diff"]).spawn();
    drop(child.stdout.take());
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    tree.holds("199.py", "x == 'a'\n".repeat(50));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_device_is_a_failure_and_the_writing_goes_on() {
    if is_missing("sh") {
        return;
    }
    let tree = many();
    Call::new("sh", tree.root())
        .args(["-c", "exec \"$0\" --write > /dev/full", PROGRAM])
        .run()
        .status(2)
        .complains("cannot print")
        .complains(" changed, 1 output incomplete\n");
    tree.holds("199.py", "x == 'a'\n".repeat(50));
    for listing in ["--show-files", "--show-settings"] {
        let script = format!("exec \"$0\" {listing} > /dev/full");
        let listed = Call::new("sh", tree.root()).args(["-c", &script, PROGRAM]);
        listed.run().status(2).complains("cannot print");
    }
}
