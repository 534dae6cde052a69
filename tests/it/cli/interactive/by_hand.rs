//! Hunks that are edited, by editors that are scripts.

use std::path::PathBuf;

use super::screen::Screen;
use super::{MIXED, mixed, with};
use crate::cli::tree::Tree;

/// An editor that does what a line of shell does to the file `$1`.
fn editor(tree: &Tree, does: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = tree.put("bin/my editor", format!("#!/bin/sh\n{does}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// Begins a review whose `EDITOR` does that.
fn review(tree: &Tree, does: &str) -> Screen {
    let path = editor(tree, does);
    let quoted = format!("'{}'", path.display());
    Screen::with(tree, "--exclude bin", &[("EDITOR", quoted.as_ref())])
}

#[test]
fn an_edited_hunk_is_what_is_applied() {
    let tree = mixed();
    let mut screen = review(&tree, r#"sed -i "s/^+.*/+    if x in ('a', 'é'):/" "$1""#);
    screen
        .types("eyyq")
        .ends()
        .status(1)
        .says("2 applied, 1 edited, 3 left (3 of them not asked)");
    let expected = with(&[2, 3]).replace("x is 'a'", "x in ('a', 'é')");
    tree.holds("a.py", expected).holds("b.py", MIXED);
}

/// What was written by hand is no fix: no report says that the fix was made, and none that anything is left.
#[test]
fn what_is_edited_is_reported_as_no_fix() {
    let tree = Tree::of(&[("a.py", "if x == None: pass\ny = z is 2\n")]);
    let path = editor(&tree, r#"sed -i "s/^+.*/+if launch(x): pass/" "$1""#);
    let quoted = format!("'{}'", path.display());
    let options = "--exclude bin --output-format json --output-file r.json";
    let mut screen = Screen::with(&tree, options, &[("EDITOR", quoted.as_ref())]);
    screen
        .types("en")
        .ends()
        .status(1)
        .says("0 applied, 1 edited, 1 left");
    tree.holds("a.py", "if launch(x): pass\ny = z is 2\n");
    let report = String::from_utf8(tree.bytes("r.json")).unwrap();
    assert!(
        !report.contains("\"applied\":true") && !report.contains("E711"),
        "{report}"
    );
    assert!(report.contains("F632"), "{report}");
}

#[test]
fn the_editor_is_given_gits_form() {
    let tree = mixed();
    let mut screen = review(
        &tree,
        r#"cp "$1" form; case $1 in *.diff) ;; *) exit 3 ;; esac"#,
    );
    screen.types("e").shows("(as it was: applied)").types("q");
    screen.ends().status(1);
    tree.holds("a.py", with(&[1]));
    let form = String::from_utf8(tree.bytes("form")).unwrap();
    let expected = "\
# a.py, lines 1 to 5
 def f(x, y):
-    if x is 'a':
+    if x == 'a':
         return 1
     if not x in y:
         return 2
# ---
";
    assert!(form.starts_with(expected), "{form}");
    // As it is, it is the fix.
    tree.holds("a.py", with(&[1]));
}

#[test]
fn visual_goes_before_editor() {
    let tree = mixed();
    let path = editor(&tree, "touch edited");
    let quoted = format!("'{}'", path.display());
    let variables = [("VISUAL", quoted.as_ref()), ("EDITOR", "false".as_ref())];
    let mut screen = Screen::with(&tree, "--exclude bin", &variables);
    screen.types("eq").ends();
    assert!(tree.path("edited").exists());
}

#[test]
fn what_is_no_python_is_told_and_edited_again() {
    let tree = mixed();
    // The first time it is wrong, the second time it is right.
    let does = r#"if [ -e once ]; then sed -i "s/^+.*/+    if y:/" "$1"; else touch once; sed -i "s/^+.*/+    if (:/" "$1"; fi"#;
    let mut screen = review(&tree, does);
    screen
        .types("e")
        .shows("line 2 of the file as edited")
        .shows("Edit again")
        .types("y");
    screen.types("q").ends().status(1);
    tree.holds("a.py", MIXED.replace("x is 'a'", "y"));
}

#[test]
fn an_edit_may_be_left() {
    let tree = mixed();
    let mut screen = review(&tree, r#"echo nonsense >> "$1""#);
    screen
        .types("e")
        .shows("line 15 of it begins with none of")
        .types("x")
        .shows("That is neither y nor n.")
        .types("n")
        .asked();
    screen.types("yq").ends().status(1);
    tree.holds("a.py", with(&[1]));
    // What was emptied, too.
    let mut screen = review(&tree, r#": > "$1""#);
    screen.types("e").asked().types("nq").ends().status(1);
    tree.holds("a.py", with(&[1]));
}

#[test]
fn an_edit_that_keeps_the_lines_leaves_them() {
    let tree = mixed();
    let mut screen = review(&tree, r#"sed -i "/^+/d; s/^-/ /" "$1""#);
    screen
        .types("eyq")
        .ends()
        .status(1)
        .says("1 applied, 5 left");
    tree.holds("a.py", with(&[2]));
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let tree = mixed();
    let mut screen = review(&tree, "exit 7");
    screen
        .types("e")
        .shows("failed: exit status 7")
        .types("nyq")
        .ends()
        .status(1);
    tree.holds("a.py", with(&[1]));
    let variables = [("EDITOR", "no-such-editor".as_ref())];
    let mut screen = Screen::with(&tree, "--exclude bin", &variables);
    screen
        .types("e")
        .shows("there is none of that name")
        .types("nq")
        .ends();
}

/// Ctrl-C and Ctrl-\\ in the editor are the editor's: one that heeds them goes on, one that dies of Ctrl-C
/// leaves the hunk as it was.
#[test]
fn ctrl_c_in_the_editor() {
    let tree = mixed();
    let does = "trap 'echo heard INT' INT; trap 'echo heard QUIT' QUIT\necho waits; while [ ! -e done ]; do sleep 0.05; done; exit 0";
    let mut screen = review(&tree, does);
    screen.types("ye").shows("waits\n");
    screen.sends("\x03").shows("heard INT").sends("\x03");
    screen.shows("heard INT").sends("\x1c").shows("heard QUIT");
    tree.put("done", "");
    screen.shows("[3/6");
    screen.types("q").ends().status(1);
    tree.holds("a.py", with(&[1, 2]));
    let tree = mixed();
    let mut screen = review(&tree, "echo waits\nexec sleep 60");
    screen.types("ye").shows("waits\n").sends("\x03");
    screen.shows("[2/6").types("q").ends().status(1);
    tree.holds("a.py", with(&[1]));
}

#[test]
fn ctrl_c_in_the_pager() {
    let tree = mixed();
    let path = editor(&tree, "cat; echo waits\nexec sleep 60 < /dev/tty");
    let quoted = format!("'{}'", path.display());
    let mut screen = Screen::with(&tree, "--exclude bin", &[("PAGER", quoted.as_ref())]);
    screen.types("yP").shows("waits\n").sends("\x03");
    screen.shows("[2/6").types("q").ends().status(1);
    tree.holds("a.py", with(&[1]));
}

#[test]
fn an_edit_is_taken_back_like_any_answer() {
    let tree = mixed();
    let mut screen = review(&tree, r#"sed -i "s/^+.*/+    if z:/" "$1""#);
    screen.types("euyq").ends().status(1);
    tree.holds("a.py", with(&[1]));
}

#[test]
fn encodings_and_line_ends_are_the_files() {
    let source = b"# coding: latin-1\r\nif x is 'a':  # \xe9\r\n    y = '\xfc'\r\n";
    let tree = Tree::new().with("a.py", source);
    let does = r#"sed -i "s/^+.*/+if x == 'ß':  # é\n+    # more/" "$1""#;
    let mut screen = review(&tree, does);
    screen.types("e").ends().status(0);
    let expected =
        b"# coding: latin-1\r\nif x == '\xdf':  # \xe9\r\n    # more\r\n    y = '\xfc'\r\n";
    tree.holds("a.py", expected);
    let tree = Tree::new().with("a.py", source);
    let mut screen = review(&tree, r#"sed -i "s/^+.*/+if x == '€':/" "$1""#);
    screen
        .types("e")
        .shows("there is no `€` in the file's encoding, iso8859-1")
        .types("nq")
        .ends();
    tree.holds("a.py", source);
}

/// Several changes in one line: what is written stands for all of them.
#[test]
fn an_edit_stands_for_the_whole_line() {
    let source = "z = x is 'a' or x is 'b' or x is 'c'\ny = x is 'd'\n";
    let tree = Tree::of(&[("a.py", source)]);
    let does = r#"cp "$1" form; sed -i "s/^+.*/+z = x in 'abc'/" "$1""#;
    let mut screen = review(&tree, does);
    screen
        .types("ye")
        .shows("(1 more in the lines that you edited)")
        .types("y");
    screen
        .ends()
        .status(0)
        .says("1 applied, 3 edited, 0 left; 1 file changed");
    tree.holds("a.py", "z = x in 'abc'\ny = x == 'd'\n");
    // What was accepted before is there already.
    let form = String::from_utf8(tree.bytes("form")).unwrap();
    let given = "-z = x is 'a' or x is 'b' or x is 'c'\n+z = x == 'a' or x == 'b' or x is 'c'\n";
    assert!(form.contains(given), "{form}");
}

#[test]
fn lines_that_were_accepted_or_edited_before_are_not_edited_again() {
    let source = "y = x is 'a'\nz = x is 'b'\n";
    let tree = Tree::of(&[("a.py", source)]);
    let does = r#"sed -i "s/^ y.*/-y = x is 'a'/; s/^+.*/+both = 1/" "$1""#;
    let mut screen = review(&tree, does);
    screen
        .types("ye")
        .shows("it changes line 1, of which a change was accepted")
        .types("nn");
    screen.ends().status(1);
    tree.holds("a.py", source.replacen("is", "==", 1));
}

/// Nor can a line be put between two that were.
#[test]
fn lines_between_those_that_were_edited_before() {
    let source = "y = x is 'a'\nw = 1\nz = x is 'b'\n";
    let tree = Tree::of(&[("a.py", source)]);
    // The first time line 2 goes with line 1, the second time a line comes before it.
    let does = r#"if [ -e once ]; then sed -i "s/^ w/+v\n w/" "$1"; else touch once; sed -i "s/^ w/-w/; s/^+.*/+y = 1/" "$1"; fi"#;
    let mut screen = review(&tree, does);
    screen
        .types("ee")
        .shows("it changes lines that were edited before, from line 1")
        .types("ny");
    screen.ends().status(0);
    tree.holds("a.py", "y = 1\nz = x == 'b'\n");
}

/// An edit that keeps the comparison leaves the finding.
#[test]
fn what_is_still_found_is_left() {
    let tree = Tree::of(&[("a.py", "y = x is 'a'\n")]);
    let mut screen = review(&tree, r#"sed -i "s/^+.*/+yy = x is 'a'/" "$1""#);
    screen.types("e").ends().status(1);
    tree.holds("a.py", "yy = x is 'a'\n");
}
