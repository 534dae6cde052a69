//! `--interactive`, on a terminal of 24 rows and 80 columns.

mod by_hand;
mod endings;
mod screen;

use screen::{COLUMNS, ROWS, Screen};

use super::tree::Tree;

/// Three findings of two rules, and one that is unsafe.
const MIXED: &str = "\
def f(x, y):
    if x is 'a':
        return 1
    if not x in y:
        return 2
    if x is 'b':
        return 3
    return x is ()
";

/// Two files, each with three safe changes and an unsafe one.
fn mixed() -> Tree {
    Tree::of(&[("a.py", MIXED), ("b.py", MIXED)])
}

/// [`MIXED`] with some of its changes, from 1.
fn with(changes: &[usize]) -> String {
    let steps = [
        ("x is 'a'", "x == 'a'"),
        ("not x in y", "x not in y"),
        ("x is 'b'", "x == 'b'"),
        ("x is ()", "x == ()"),
    ];
    changes.iter().fold(MIXED.to_owned(), |text, &at| {
        let (old, new) = steps[at - 1];
        text.replace(old, new)
    })
}

/// What keys come to: the changes of both files, and the exit status.
#[track_caller]
fn check(line: &str, keys: &str, a: &[usize], b: &[usize], status: i32) {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, line);
    screen.types(keys);
    screen.ends().status(status);
    assert!(screen.is_cooked());
    tree.holds("a.py", with(a)).holds("b.py", with(b));
}

#[test]
fn a_question_shows_all_there_is_to_know() {
    let tree = Tree::of(&[("a.py", "import os\n\n\ndef f(x):\n    return x == None\n")]);
    let mut screen = Screen::isfix(&tree, "--color never");
    screen.settles();
    let contents = screen.contents();
    for part in [
        "[1/1, file 1/1] a.py:5:12\n",
        "E711 ",
        "\n  because: ",
        "\nsafe fix: Replace `==` with `is`\n",
        "\n def f(x):\n-    return x == None\n              ^^\n+    return x is None\n",
        "Apply this change [y,n,a,d,r,R,e,p,P,q,?]?",
    ] {
        assert!(contents.contains(part), "{part:?} in\n{contents}");
    }
    screen
        .types("y")
        .ends()
        .status(0)
        .says("1 applied, 0 left; 1 file changed");
}

#[test]
fn yes_and_no() {
    check("", "ynynyn", &[1, 3], &[2], 1);
    check("", "nnnnnn", &[], &[], 1);
    check(
        "--unsafe-fixes",
        "yyyyyyyy",
        &[1, 2, 3, 4],
        &[1, 2, 3, 4],
        0,
    );
    check("--unsafe-fixes", "nnnynnny", &[4], &[4], 1);
}

#[test]
fn all_of_this_file() {
    check("", "nannn", &[2, 3], &[], 1);
    check("", "ydyyy", &[1], &[1, 2, 3], 1);
    // An unsafe one is still asked about.
    check("--unsafe-fixes", "anay", &[1, 2, 3], &[1, 2, 3, 4], 1);
}

#[test]
fn all_of_this_rule() {
    check("", "rnn", &[1, 3], &[1, 3], 1);
    check("", "Ryy", &[2], &[2], 1);
    check("--unsafe-fixes", "rnnnn", &[1, 3], &[1, 3], 1);
}

#[test]
fn quitting_applies_what_was_accepted() {
    check("", "yq", &[1], &[], 1);
    check("", "yyyyq", &[1, 2, 3], &[1], 1);
    check("", "q", &[], &[], 1);
    check("", "y\u{4}", &[1], &[], 1);
}

#[test]
fn answers_are_taken_back_across_files() {
    check("", "yyyyuuuunnnnnn", &[], &[], 1);
    check("", "auannn", &[1, 2, 3], &[], 1);
    check("", "ruynyuunnnnn", &[1], &[], 1);
    // There is none to take back at first.
    check("", "uyq", &[1], &[], 1);
}

#[test]
fn keys_that_mean_nothing_do_nothing() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen.types("x").shows("That is none of the keys").asked();
    screen.types("\n").asked();
    for key in ["\x1b[A", "\x1bOP", "é", "\x1b[15~", "日"] {
        screen.sends(key).shows("That is none of the keys").asked();
    }
    screen.types("yq").ends().status(1);
    tree.holds("a.py", with(&[1]));
}

#[test]
fn keys_that_are_typed_ahead_count() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen.asked().sends("ynyq").ends().status(1);
    tree.holds("a.py", with(&[1, 3]));
}

#[test]
fn help_leaves_the_prompt_on_the_screen() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen.types("?").shows("u - take back").asked();
    let contents = screen.contents();
    for key in "y n a d r R e u p P q".split(' ') {
        assert!(
            contents.contains(&format!("\n{key} - ")),
            "{key} in\n{contents}"
        );
    }
    assert!(contents.contains("all later ones of F632"), "{contents}");
    assert!(
        screen.last_row().starts_with("Apply this change"),
        "{contents}"
    );
    screen.types("q").ends().status(1);
}

#[test]
fn what_others_answered_is_told() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen
        .types("r")
        .shows("(3 more applied unasked)")
        .types("q")
        .ends();
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    screen
        .types("nd")
        .shows("(1 more left unasked)")
        .types("q")
        .ends();
}

/// However long lines and messages are, the question fits and its prompt is the last row.
#[test]
fn a_question_fits_whatever_it_is_about() {
    let long = "a".repeat(400);
    let many = format!("f(not (\n{}    a is b))\n", "    # a line\n".repeat(60));
    let tree = Tree::of(&[
        (
            "long.py",
            &format!("{long} = 1; b = x is '{long}'; {long} = 2\n"),
        ),
        ("many.py", &many),
        (
            "wide.py",
            &format!("'{}' + (x is 'a')\n", "日本".repeat(60)),
        ),
    ]);
    for (rows, columns) in [(ROWS, COLUMNS), (12, 40), (24, 40), (50, 200)] {
        let mut screen = Screen::isfix(&tree, "--color always");
        screen.asked();
        if (rows, columns) != (ROWS, COLUMNS) {
            screen.sends("").resize(rows, columns).asked();
        }
        for _ in 0..3 {
            screen.types("p").settles();
            let contents = screen.contents();
            assert!(
                contents.contains("/3, file "),
                "{rows} {columns}\n{contents}"
            );
            assert!(contents.trim_end().ends_with("]?"), "{contents}");
            screen.types("n");
        }
        screen.ends().status(1);
    }
}

#[test]
fn the_pager_shows_all() {
    let many = format!("f(not (\n{}    a is b))\n", "    # a line\n".repeat(60));
    let tree = Tree::of(&[("many.py", &many)]);
    let pager = "sed -n 's/^/paged /p'";
    let mut screen = Screen::with(&tree, "", &[("PAGER", pager.as_ref())]);
    screen.asked();
    let shown = screen.contents();
    let parts = ["-f(not (", "lines more: P shows all", "+    a is not b))"];
    assert!(parts.iter().all(|part| shown.contains(part)), "{shown}");
    screen.types("P").shows("paged +    a is not b))").asked();
    screen.types("n").ends().status(1);
    // One that is not there costs nothing.
    let mut screen = Screen::with(&tree, "", &[("PAGER", "no-such-pager".as_ref())]);
    screen
        .types("P")
        .shows("there is none of that name")
        .types("y")
        .ends()
        .status(0);
}

#[test]
fn the_screen_may_change_its_size() {
    let tree = mixed();
    let mut screen = Screen::isfix(&tree, "");
    // The question is asked again, and fits.
    screen.settles().sends("").resize(10, 40).asked();
    let contents = screen.contents();
    assert!(contents.lines().count() <= 10, "{contents}");
    assert!(contents.contains("[1/6, file 1/2] a.py:2:8"), "{contents}");
    screen.types("n").shows("[2/6, file 1/2] a.py:4:8").asked();
    screen
        .sends("")
        .resize(1, 1)
        .asked()
        .types("n")
        .shows("[3/6")
        .asked();
    screen
        .sends("")
        .resize(24, 80)
        .asked()
        .types("y")
        .shows("[4/6");
    screen.types("q").ends().status(1);
    tree.holds("a.py", with(&[3]));
}

#[test]
fn colours_are_where_they_are_wanted() {
    let colours = |line: &str, variables: &[(&str, &std::ffi::OsStr)]| {
        let tree = mixed();
        let mut screen = Screen::with(&tree, line, variables);
        screen.types("q").ends();
        screen.printed().contains(&0x1b)
    };
    assert!(colours("", &[]));
    assert!(colours("--color always", &[("NO_COLOR", "1".as_ref())]));
    assert!(!colours("--color never", &[]));
    assert!(!colours("", &[("NO_COLOR", "1".as_ref())]));
    assert!(!colours("", &[("TERM", "dumb".as_ref())]));
}

/// Names and sources are data.
#[test]
fn nothing_takes_over_the_terminal() {
    let name = "a\x1b[2J\u{202e}\n.py";
    let source = "# \x1b]0;title\x07 \u{202e}\nx is 'a'  # \u{9b}2J\x08\n";
    let tree = Tree::new().with(name, source);
    let mut screen = Screen::isfix(&tree, "--color never");
    screen.asked();
    let printed = String::from_utf8_lossy(&screen.printed()).into_owned();
    assert!(
        !printed.contains(['\x1b', '\u{202e}', '\u{9b}', '\x08', '\x07']),
        "{printed:?}"
    );
    for part in [
        "a\\u{1b}[2J\\u{202e}\\u{a}.py:2:1",
        "# \\x1b]0;title\\x07 \\u202e",
        "\\u009b2J\\x08",
    ] {
        assert!(printed.contains(part), "{part} in {printed:?}");
    }
    screen.types("y").ends().status(0);
    tree.holds(name, source.replace("is", "=="));
}

#[test]
fn there_may_be_nothing_to_ask() {
    let tree = Tree::of(&[
        ("c.py", super::CLEAN),
        ("u.py", super::UNSAFE),
        ("n.py", super::NOTE),
    ]);
    let mut screen = Screen::isfix(&tree, "");
    screen
        .ends()
        .status(1)
        .says("Nothing to ask about.")
        .says("1 fix held back");
    let tree = Tree::of(&[("c.py", super::CLEAN)]);
    Screen::isfix(&tree, "--quiet").ends().status(0);
}

/// What was asked about and left is not held back.
#[test]
fn the_summary_tells_what_an_option_would_do() {
    let tree = mixed();
    let ended = Screen::isfix(&tree, "").types("q").ends().status(1);
    assert!(
        ended.printed.contains("2 fixes held back"),
        "{}",
        ended.printed
    );
    let ended = Screen::isfix(&tree, "--unsafe-fixes")
        .types("yyyn")
        .types("q")
        .ends()
        .status(1);
    assert!(!ended.printed.contains("held back"), "{}", ended.printed);
    let told = "3 applied, 5 left (4 of them not asked); 1 file changed";
    ended.says(told).says("8 findings, 3 fixed (safe), 5 left");
}

#[test]
fn reports_say_what_was_applied() {
    let tree = mixed().with("u.py", super::UNFIXABLE);
    let mut screen = Screen::isfix(&tree, "--output-format json --output-file r.json");
    screen.types("yq").ends().status(1);
    let report: serde_json::Value = serde_json::from_slice(&tree.bytes("r.json")).unwrap();
    let report = report.as_array().unwrap();
    let applied: Vec<_> = report
        .iter()
        .map(|it| it["applied"].as_bool().unwrap())
        .collect();
    // Every file is in it, those that were not asked about, too.
    assert_eq!(report.len(), 9);
    assert_eq!(applied.iter().filter(|&&it| it).count(), 1);
    assert!(applied[0]);
}

#[test]
fn exit_statuses_are_those_of_write() {
    let end = |line: &str, keys: &str| {
        let tree = Tree::of(&[("s.py", super::SAFE)]);
        let mut screen = Screen::isfix(&tree, line);
        screen.types(keys).ends().status
    };
    assert_eq!(end("", "y"), Some(0));
    assert_eq!(end("", "n"), Some(1));
    assert_eq!(end("--exit-zero", "n"), Some(0));
    assert_eq!(end("--exit-non-zero-on-fix", "y"), Some(1));
}

/// One that was found by hundreds of workers' answers is still in path order, and totals are true.
#[test]
fn many_files_are_asked_in_order() {
    let files: Vec<String> = (0..150).map(|number| format!("{number:03}.py")).collect();
    let tree = files
        .iter()
        .fold(Tree::new(), |tree, name| tree.with(name, "x is 'a'\n"));
    let mut screen = Screen::isfix(&tree, "--jobs 4");
    screen
        .types("n")
        .shows("001.py:1:1")
        .types("n")
        .shows("002.py:1:1");
    screen
        .types("r")
        .ends()
        .status(1)
        .says("148 applied, 2 left; 148 files changed");
    for (number, name) in files.iter().enumerate() {
        let expected = if number < 2 {
            "x is 'a'\n"
        } else {
            "x == 'a'\n"
        };
        tree.holds(name, expected);
    }
}

/// What the guide shows is what is shown.
#[test]
fn the_guide_shows_what_is_shown() {
    const MODELS: &str = "testdata/shop/models.py";
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = std::fs::read_to_string(folder.join("docs/usage.md")).unwrap();
    let command = format!("$ isfix --interactive {MODELS}\n");
    let shown = guide.split_once(&command).unwrap().1;
    let shown = shown.split_once("```").unwrap().0;
    let tree = Tree::new().with(MODELS, std::fs::read(folder.join(MODELS)).unwrap());
    let mut screen = Screen::isfix(&tree, &format!("--color never --quiet {MODELS}"));
    screen.settles().types("y").asked();
    let printed = screen.account();
    let last = printed.rfind("[1/3, file 1/1]").unwrap();
    let printed = &printed[last..];
    // Pages have no blanks at the ends of lines.
    let plain = |text: &str| {
        text.trim()
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect::<String>()
    };
    assert_eq!(plain(shown), plain(printed));
}
