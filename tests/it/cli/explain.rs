//! `isfix explain`: which page a word brings, and how it looks.

use isfix::explain::TOPICS;
use isfix::rules::{RULES, page};
use serde_json::Value;
use std::path::Path;

use super::tree::{Call, PROGRAM, Tree, check_golden};
use super::{SAFE, SAFE_FIXED};

fn explain(line: &str) -> Call {
    let call = Call::new(PROGRAM, Path::new(env!("CARGO_MANIFEST_DIR")));
    call.arg("explain").args(line.split_whitespace())
}

/// What `isfix explain` prints for these words, all being well.
#[track_caller]
fn told(line: &str) -> String {
    explain(line).run().status(0).stderr("").out()
}

#[test]
fn without_a_word_every_rule_is_listed() {
    let list = told("");
    for rule in RULES {
        let default = if rule.default { "on" } else { "off" };
        let is_line = |line: &&str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let named = words.iter().position(|word| *word == rule.name());
            words.first() == Some(&rule.code())
                && named.is_some_and(|at| words.get(at + 1) == Some(&default))
        };
        assert!(
            list.lines().any(|line| is_line(&line)),
            "{}: {list}",
            rule.name()
        );
    }
    for topic in TOPICS {
        assert!(
            list.contains(&format!("`isfix explain {}`", topic.name)),
            "{list}"
        );
    }
    assert_eq!(told("ALL"), list);
}

#[test]
fn a_rule_is_found_by_whatever_it_answers_to() {
    for rule in RULES {
        for word in rule.descriptor.names.iter().chain(rule.descriptor.codes) {
            let shared = |other: &&&isfix::rule::Rule| {
                other.descriptor.names.contains(word) || other.descriptor.codes.contains(word)
            };
            let text = told(word);
            assert_eq!(told(&word.to_uppercase()), text, "{word}");
            assert_eq!(told(&word.to_lowercase()), text, "{word}");
            let title = format!("{} ({})\n", rule.name(), rule.code());
            if RULES.iter().filter(shared).count() == 1 {
                assert!(text.starts_with(&title), "{word}: {text}");
            } else {
                assert!(
                    text.contains(rule.name()) && !text.starts_with(&title),
                    "{word}: {text}"
                );
            }
        }
    }
}

#[test]
fn a_prefix_brings_the_page_of_the_only_rule_or_a_list() {
    assert!(told("F63").starts_with("is-literal (F632)\n"));
    let list = told("E71");
    for rule in RULES {
        let is_listed = list.contains(&format!(" {} ", rule.name()));
        assert_eq!(
            is_listed,
            rule.code().starts_with("E71"),
            "{}: {list}",
            rule.name()
        );
    }
    assert!(!list.contains("identity"), "{list}");
}

#[test]
fn topics_have_pages() {
    assert!(told("identity").starts_with("Identity and equality\n"));
    assert!(told("Judgement").starts_with("How isfix judges `== None`\n"));
    assert!(told("E711").contains("(`isfix explain judgement`)"));
}

/// It is the code of findings, and of no rule.
#[test]
fn the_code_of_unused_comments_has_a_page() {
    let text = told("RUF100");
    assert!(text.contains("that suppress nothing (RUF100)"), "{text}");
    assert!(text.contains("isfix --unused-noqa ."), "{text}");
    assert_eq!(told("ruf100"), text);
    assert_eq!(told("unused-noqa"), text);
}

#[test]
fn an_unknown_word_brings_the_nearest_one() {
    for (word, reason) in [
        (
            "is-litral",
            "unknown rule `is-litral`; did you mean `is-literal`?\n",
        ),
        ("E710", "did you mean `E71"),
        ("literal-comparisom", "did you mean `literal-comparison`?"),
        (
            "quantum-physics",
            "pages on `identity`, `judgement` and `unused-noqa`\n",
        ),
    ] {
        explain(word).run().status(2).stdout("").complains(reason);
    }
    explain("E711 E712")
        .run()
        .status(2)
        .stdout("")
        .complains("E712");
    explain("E711 --output-format xml")
        .run()
        .status(2)
        .stdout("")
        .complains("xml");
    explain("E711 --write")
        .run()
        .status(2)
        .stdout("")
        .complains("--write");
}

#[test]
fn json_carries_the_page_as_it_is() {
    let json = |line: &str| -> Value {
        serde_json::from_str(&told(&format!("{line} --output-format json"))).unwrap()
    };
    let list = json("");
    assert_eq!(list.as_array().unwrap().len(), RULES.len());
    for (rule, entry) in RULES.iter().zip(list.as_array().unwrap()) {
        assert_eq!(&json(rule.name()), entry);
        assert_eq!(entry["kind"], "rule");
        assert_eq!(entry["name"], rule.name());
        assert_eq!(entry["code"], rule.code());
        assert_eq!(entry["codes"], Value::from(rule.descriptor.codes));
        assert_eq!(entry["names"], Value::from(rule.descriptor.names));
        assert_eq!(entry["default"], rule.default);
        assert_eq!(entry["summary"], rule.descriptor.summary);
        assert_eq!(entry["explanation"], page(rule));
    }
    assert!(json("E71").as_array().unwrap().len() > 1);
    let topic = json("identity");
    assert_eq!(topic["kind"], "topic");
    assert_eq!(
        topic["explanation"],
        include_str!("../../../docs/identity.md")
    );
}

#[test]
fn a_page_in_plain_text_and_in_colours() {
    let run = |line: &str, width: &str| {
        let ran = explain(line).env("COLUMNS", width).run();
        ran.status(0).output.stdout
    };
    check_golden("explain.plain.txt", &run("E713", "72"));
    check_golden("explain.narrow.txt", &run("E713", "40"));
    check_golden("explain.stacked.txt", &run("", "40"));
    check_golden("explain.colour.txt", &run("E713 --color always", "72"));
    let forced = |line: &str| explain(line).env("CLICOLOR_FORCE", "1");
    assert!(forced("E713").run().out().contains('\x1b'));
    assert!(!forced("E713 --color never").run().out().contains('\x1b'));
    assert!(!told("E713").contains('\x1b'));
    let no_color = forced("E713").env("NO_COLOR", "1").run().out();
    assert!(!no_color.contains('\x1b'), "{no_color}");
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A page of Markdown without what its links lead to.
fn without_targets(page: &str) -> String {
    let mut parts = page.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(')').unwrap().1)
}

/// A page for a terminal without the commands that lead to others.
fn without_commands(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parts = joined.split("(`isfix explain ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("`)").unwrap().1)
}

#[test]
fn every_page_is_told_whole_within_the_width() {
    let mut pages: Vec<(&str, String)> =
        RULES.iter().map(|rule| (rule.name(), page(rule))).collect();
    pages.extend(
        TOPICS
            .iter()
            .map(|topic| (topic.name, topic.page.to_owned())),
    );
    for (name, markdown) in &pages {
        for width in [30, 47, 80, 100, 300] {
            let text = explain(name).env("COLUMNS", width.to_string()).run().out();
            let has_table = markdown.contains("\n| ");
            if !has_table {
                let kinds = ["```python", "```console", "```text"];
                let plain = |page: String, kind| page.replace(kind, "```");
                let markdown = kinds.into_iter().fold(markdown.clone(), plain);
                let (told, meant) = (without_commands(&text), without_targets(&markdown));
                assert_eq!(letters(&told), letters(&meant), "{name} at {width}");
            }
            // What has no space in it, and code, is not broken.
            let breaks = |line: &&str| !line.contains('`') && !line.starts_with("      ");
            let wide = text
                .lines()
                .filter(breaks)
                .filter(|line| !line.contains("──"));
            for line in wide.filter(|line| line.split_whitespace().count() > 1) {
                let is_long = line.chars().count() > width.min(100);
                assert!(
                    !is_long || has_table && width < 80,
                    "{name} at {width}: {line}"
                );
            }
        }
    }
}

#[test]
fn a_path_of_that_name_is_written_with_a_dot() {
    let tree = || Tree::of(&[("explain", SAFE), ("a.py", SAFE)]);
    for line in ["--write ./explain", "--write -- explain"] {
        let tree = tree();
        tree.run(line).status(0);
        tree.holds("explain", SAFE_FIXED).holds("a.py", SAFE);
    }
    let tree = tree();
    tree.run("--write a.py explain").status(0);
    tree.holds("explain", SAFE_FIXED).holds("a.py", SAFE_FIXED);
}

#[test]
fn nothing_is_done_where_options_stand_before_it() {
    let tree = Tree::of(&[("explain/a.py", SAFE)]);
    for line in [
        "--write explain",
        "--write explain E711",
        "--color never explain",
    ] {
        tree.run(line)
            .status(2)
            .stdout("")
            .complains("does not go before `explain`");
    }
    tree.holds("explain/a.py", SAFE);
}
