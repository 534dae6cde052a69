//! The users' pages on the rules are the rules' own doc comments, and their examples are true.

use std::path::{Path, PathBuf};

use isfix::rules::{RULES, page};
use isfix::select::Selection;
use isfix::settings::Settings;

use super::case::{difference, expect, run};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn held(path: &Path, got: &str) {
    if let Err(why) = expect(path, Some(got.as_bytes())) {
        panic!("{why}");
    }
}

#[test]
fn each_rule_has_its_doc_comment_as_its_page() {
    for rule in RULES {
        let page = page(rule);
        let title = format!("# {} ({})\n", rule.name(), rule.code());
        assert!(page.starts_with(&title), "{}: {page}", rule.name());
        held(
            &root().join(format!("docs/rules/{}.md", rule.name())),
            &page,
        );
    }
}

#[test]
fn each_page_has_its_parts() {
    for rule in RULES {
        let page = page(rule);
        let parts = [
            "## Why is this bad?",
            "## Example",
            "Use instead:",
            "## When it stays its hand",
            "## Fix safety",
        ];
        let mut rest = page.as_str();
        for part in parts {
            let at = rest
                .find(part)
                .unwrap_or_else(|| panic!("{}: no `{part}`", rule.name()));
            rest = &rest[at..];
        }
        for other in rule.descriptor.codes.iter().chain(rule.descriptor.names) {
            assert!(
                page.contains(other),
                "{}: `{other}` is not told",
                rule.name()
            );
        }
    }
}

#[test]
fn the_index_lists_every_rule() {
    let mut index = String::from(
        "# Rules\n\nEach answers to all its codes and names, to their beginnings (`E71`) and to `ALL`.\n\n\
         | rule | codes | other names | default | what it does |\n| --- | --- | --- | --- | --- |\n",
    );
    for rule in RULES {
        let name = rule.name();
        let ticked = |names: &[&str]| -> String {
            let ticked: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            ticked.join(", ")
        };
        index.push_str(&format!(
            "| [{name}](rules/{name}.md) | {} | {} | {} | {} |\n",
            rule.descriptor.codes.join(", "),
            ticked(&rule.descriptor.names[1..]),
            if rule.default { "on" } else { "off" },
            rule.descriptor.summary
        ));
    }
    held(&root().join("docs/rules.md"), &index);
}

#[test]
fn each_example_becomes_what_is_to_be_used_instead() {
    for rule in RULES {
        let page = page(rule);
        let blocks: Vec<&str> = page
            .split("```python\n")
            .skip(1)
            .map(|rest| rest.split("```").next().unwrap())
            .collect();
        let [example, instead] = blocks[..] else {
            panic!("{}: {} blocks of code", rule.name(), blocks.len());
        };
        // Beside the defaults, so that what they do together is told, too.
        let selection = Selection::new(None, &[rule.code().to_owned()], &[]).unwrap();
        let settings = Settings {
            rules: selection,
            unsafe_fixes: true,
            ..Settings::default()
        };
        let run = run(example.as_bytes(), &settings).unwrap();
        let told = example.lines().enumerate().all(|(row, text)| {
            let mut findings = run.findings.iter();
            let is_import = text.starts_with("import ") || text.starts_with("from ");
            is_import || findings.any(|line| line.start.row == row + 1 && line.code == rule.code())
        });
        assert!(
            told,
            "{}: not every line of the example is found",
            rule.name()
        );
        let result = run.result(example.as_bytes());
        assert!(
            result == instead.as_bytes(),
            "{}:\n{}",
            rule.name(),
            difference(instead.as_bytes(), &result)
        );
    }
}
