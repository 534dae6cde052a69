//! Pages of all sizes.

use super::*;

const PAPER: Paper = Paper {
    width: 40,
    height: Some(20),
    colour: false,
};

fn plain(text: &str) -> Line {
    vec![(text.to_owned(), false)]
}

fn question() -> Question {
    Question {
        progress: "[1/2, file 1/1]".to_owned(),
        place: "a/very/long/folder/name/models.py:16:12".to_owned(),
        findings: vec![(
            "E711",
            "a message that is long enough to need a second line".to_owned(),
            Some("a reason".to_owned()),
        )],
        title: "Replace `==` with `is`".to_owned(),
        is_unsafe: false,
    }
}

/// Lines with a change of an operator, `before` so many columns.
fn excerpt(before: usize) -> impl Fn(usize) -> Excerpt {
    move |context| {
        let changed = |op: &str| {
            vec![
                (format!("{}x ", "a".repeat(before)), false),
                (op.to_owned(), true),
                (format!(" None{}", "b".repeat(before)), false),
            ]
        };
        Excerpt {
            before: vec![plain("\tbefore"); context],
            old: vec![changed("==")],
            new: vec![changed("is")],
            after: vec![plain("after"); context],
        }
    }
}

#[test]
fn a_page() {
    assert_eq!(
        page(&question(), excerpt(0), PAPER),
        "\
[1/2, file 1/1] …er/name/models.py:16:12
E711 a message that is long enough to
  need a second line
  because: a reason
safe fix: Replace `==` with `is`
         before
         before
         before
-x == None
   ^^
+x is None
 after
 after
 after
"
    );
}

/// However small the screen and long the lines: it fits, and what changes is on it.
#[test]
fn it_fits() {
    for width in [20, 40, 80, 200] {
        for height in [8, 12, 24] {
            for before in [0, 10, 100, 1000] {
                let paper = Paper {
                    width,
                    height: Some(height),
                    colour: false,
                };
                let page = page(&question(), excerpt(before), paper);
                let columns = |line: &str| line.chars().count();
                let rows = page.lines().map(|line| columns(line).div_ceil(width));
                assert!(rows.sum::<usize>() <= height, "{width} {height}\n{page}");
                let both = page.contains("x == None") && page.contains("x is None");
                assert!(both || width * height < 400, "{width} {height}\n{page}");
            }
        }
    }
}

/// Of a change that is longer than the screen, its first and its last lines are shown, and what is left out is
/// told once.
#[test]
fn what_is_too_long_is_left_out_within() {
    let lines = |sign: &str| (1..=20).map(|at| plain(&format!("{sign}{at}"))).collect();
    let excerpt = |_| Excerpt {
        before: Vec::new(),
        old: lines("old "),
        new: [lines("new "), vec![plain("end")]].concat(),
        after: Vec::new(),
    };
    let on = |height| {
        let height = Some(height);
        page(&question(), excerpt, Paper { height, ..PAPER })
    };
    assert_eq!(
        on(8),
        "\
[1/2, file 1/1] …er/name/models.py:16:12
E711 a message that is long enough to
…
-old 1
-old 2
… 37 lines more: P shows all
+new 20
+end
"
    );
    assert_eq!(
        on(4),
        "\
[1/2, file 1/1] …er/name/models.py:16:12
…
-old 1
… 40 lines more: P shows all
"
    );
    assert_eq!(
        on(3),
        "\
[1/2, file 1/1] …er/name/models.py:16:12
-old 1
… 40 lines more: P shows all
"
    );
    assert_eq!(
        on(2),
        "\
[1/2, file 1/1] …er/name/models.py:16:12
… 41 lines more: P shows all
"
    );
}

#[test]
fn colours_take_no_room_and_mark_what_changes() {
    let colour = Paper {
        colour: true,
        ..PAPER
    };
    let page = page(&question(), excerpt(0), colour);
    assert!(
        page.contains("\x1b[31m-\x1b[0m\x1b[31mx \x1b[0m\x1b[7m\x1b[31m==\x1b[0m"),
        "{page:?}"
    );
}

#[test]
fn what_is_hostile_is_shown_and_wide_is_counted() {
    let cells = cells(&plain("\x1b[2J\u{202e}日"));
    let shown: String = cells.iter().map(|&(c, ..)| c).collect();
    assert_eq!((shown.as_str(), columns(&cells)), ("\\x1b[2J\\u202e日", 15));
    assert_eq!(shorten("日本/語.py:1:1", 10), "…語.py:1:1");
}
