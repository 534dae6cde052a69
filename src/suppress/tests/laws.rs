//! What holds for any comments at any places.

use proptest::prelude::*;
use ruff_text_size::{TextRange, TextSize};
use std::fmt::Write;

use super::super::{Judged, RuleNames};
use super::{RULES, parse, read};
use crate::document::Document;
use crate::pipeline;
use crate::settings::Settings;

/// A line of code, or a comment on its own: its depth, its code and its comment.
#[derive(Clone, Debug)]
struct Line {
    deeper: i8,
    code: &'static str,
    comment: String,
}

const CODE: [&str; 12] = [
    "",
    "",
    "a == None",
    "b is 1",
    "c != None and d is 'x'",
    "(a ==",
    "f'{a == None}'",
    "'''#",
    "if a == None:",
    "class A:",
    "def f(a=None == b):",
    "e",
];

const ORDERS: [&str; 14] = [
    "# words",
    "# noqa: E711",
    "# noqa: F632",
    "# noqa: F401",
    "# type: ignore # noqa:E711",
    "# ruff: ignore[E711]",
    "# ruff: disable[E711]",
    "# ruff: noqa: F632",
    "# pylint: disable=C0121",
    "# pylint: disable-next=R0123",
    "# pylint: enable=C0121",
    "# isfix: off",
    "# isfix: off[E711]",
    "# isfix: on",
];

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let comment = prop_oneof![
        3 => Just(String::new()),
        3 => proptest::sample::select(&ORDERS[..]).prop_map(str::to_owned),
        1 => "# [noqa:prufEFisx\\[\\]=71é-]{0,12}",
    ];
    let line = (-2_i8..2, proptest::sample::select(&CODE[..]), comment);
    let line = line.prop_map(|(deeper, code, comment)| Line {
        deeper,
        code,
        comment,
    });
    proptest::collection::vec(line, 1..24)
}

/// Python of these lines, whatever they are.
fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    let mut must_open = false;
    for line in lines {
        if must_open {
            depth += 1;
        } else if line.deeper < 0 {
            depth = depth.saturating_sub(line.deeper.unsigned_abs().into());
        }
        let indent = "  ".repeat(depth);
        let Line { code, comment, .. } = line;
        let _ = match *code {
            "" if must_open => writeln!(text, "{indent}pass {comment}"),
            "" => writeln!(text, "{indent}{comment}"),
            "(a ==" => writeln!(text, "{indent}(a == {comment}\n{indent}None) {comment}"),
            "'''#" => writeln!(text, "{indent}'''# noqa\n''' == None {comment}"),
            code => writeln!(text, "{indent}{code} {comment}"),
        };
        must_open = code.ends_with(':');
    }
    if must_open {
        let _ = writeln!(text, "{}pass", "  ".repeat(depth + 1));
    }
    text
}

/// Every comparison that either rule might find.
fn sites(text: &str) -> Vec<TextRange> {
    let syntax = parse(text);
    let tree = syntax.tree();
    use ruff_text_size::Ranged;
    tree.comparisons()
        .map(|(_, compare)| compare.range())
        .collect()
}

/// Which rules are silenced at which of these places.
fn silenced(text: &str, sites: &[TextRange]) -> Vec<[bool; 2]> {
    let syntax = parse(text);
    let suppressions = read(text, &syntax);
    let at = |site: &TextRange| RULES.map(|rule| suppressions.suppresses(rule, *site));
    sites.iter().map(at).collect()
}

/// Puts words of the same length in place of a part of a comment.
fn blanked(text: &str, part: TextRange) -> String {
    let mut text = text.to_owned();
    let words = format!("#{}", "-".repeat(part.len().to_usize() - 1));
    text.replace_range(part.start().to_usize()..part.end().to_usize(), &words);
    text
}

const OWN: RuleNames<'static> = RuleNames {
    codes: &["RUF100"],
    names: &["unused-noqa"],
};

fn size(at: usize) -> TextSize {
    TextSize::try_from(at).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Without all comments that are told of, what was silenced is silenced still, and nothing else.
    #[test]
    fn what_is_told_of_is_in_vain(lines in lines()) {
        let text = text(&lines);
        let sites = sites(&text);
        let syntax = parse(&text);
        let judged = RULES.map(|names| Judged { names, sites: Some(sites.clone()) });
        let mut without = text.clone();
        for unused in read(&text, &syntax).unused(&judged, OWN) {
            without = blanked(&without, unused.range);
        }
        prop_assert_eq!(silenced(&text, &sites), silenced(&without, &sites), "{}\n{}", text, without);
    }

    /// A `# noqa` at the end of a line silences its own code on that line, and nothing elsewhere.
    #[test]
    fn a_line_is_its_own(lines in lines(), at in any::<prop::sample::Index>()) {
        let text = text(&lines);
        let sites = sites(&text);
        prop_assume!(!sites.is_empty());
        let site = sites[at.index(sites.len())];
        let row = read(&text, &parse(&text)).noqa_row(site);
        let end: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
        let mut noted = text.clone();
        noted.insert_str(end - 1, " # noqa: E711");
        // Places before the comment stay, and those behind it move with it.
        let added = TextSize::of(" # noqa: E711");
        let moved: Vec<TextRange> = sites.iter().map(|site| {
            let shift = |at: TextSize| if at < size(end) { at } else { at + added };
            TextRange::new(shift(site.start()), shift(site.end()))
        }).collect();
        let (before, after) = (silenced(&text, &sites), silenced(&noted, &moved));
        let old = parse(&text);
        let old = read(&text, &old);
        for ((site, before), after) in sites.iter().zip(&before).zip(&after) {
            let (first, last, ends) = old.touched(*site);
            let row = u32::try_from(row - 1).unwrap();
            let is_here = (first..=last).contains(&row) || ends == row;
            prop_assert_eq!(after[0], before[0] || is_here, "{}", noted);
            prop_assert_eq!(after[1], before[1], "{}", noted);
        }
    }

    /// Words in a comment change nothing.
    #[test]
    fn words_are_no_orders(lines in lines(), words in "[a-z: ,.()\u{e9}-]{0,20}") {
        prop_assume!(!["noqa", "ruff", "flake8", "isfix", "pylint:"].iter().any(|it| words.contains(it)));
        let text = text(&lines);
        let sites = sites(&text);
        let spoken: Vec<Line> = lines.iter().map(|line| {
            let comment = format!("# {words} {}", line.comment);
            let comment = if line.comment.starts_with("# ruff: disable") { line.comment.clone() } else { comment };
            Line { comment, ..line.clone() }
        }).collect();
        let spoken = self::text(&spoken);
        let moved = self::sites(&spoken);
        prop_assert_eq!(silenced(&text, &sites), silenced(&spoken, &moved), "{}\n{}", text, spoken);
    }

    /// isfix is off on the rows from each `off` to the next `on`, told by counting.
    #[test]
    fn off_and_on(orders in proptest::collection::vec(0..4, 1..30)) {
        let text: String = orders.iter().map(|order| match order {
            0 => "# isfix: off\n",
            1 => "# isfix: on\n",
            2 => "a == None # isfix: off\n",
            _ => "a == None\n",
        }).collect();
        let mut is_off = false;
        let mut expected = Vec::new();
        for order in orders {
            is_off = match order { 0 | 2 => true, 1 => false, _ => is_off };
            if order > 1 {
                expected.push([is_off; 2]);
            }
        }
        prop_assert_eq!(silenced(&text, &sites(&text)), expected, "{}", text);
    }

    /// Behind the comments that are added nothing is found, nothing but comments was added, and there is
    /// nothing to add.
    #[test]
    fn noqa_silences_all_that_is_found(lines in lines(), end in prop::sample::select(vec!["\n", "\r\n", "\r"])) {
        let text = text(&lines).replace('\n', end);
        let document = Document::read(text.as_bytes()).unwrap();
        let settings = Settings::default();
        let outcome = pipeline::add_noqa(&document, &settings).unwrap();
        prop_assert!(outcome.faults.is_empty(), "{:?}\n{}", outcome.faults, text);
        let Some(result) = outcome.result else {
            let found = pipeline::settle(&document, &settings).unwrap().findings;
            prop_assert!(found.iter().all(|finding| finding.is_note));
            return Ok(());
        };
        let document = Document::read(&result).unwrap();
        let found = pipeline::settle(&document, &settings).unwrap().findings;
        prop_assert!(found.iter().all(|finding| finding.is_note), "{}", document.text());
        let again = pipeline::add_noqa(&document, &settings).unwrap();
        prop_assert!(again.result.is_none() && again.suppressed.is_empty());
    }
}
