//! What is written of settings is what the table of keys says: the schema for editors, and the guide.
//! `UPDATE=1` writes both anew.

use std::fs;
use std::path::{Path, PathBuf};

use isfix::settings::keys::{Default, KEYS, Key, Kind, Reach};
use isfix::settings::schema::schema;
use serde_json::Value as Json;

use super::super::tree::{Tree, assert_same};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
fn held(path: &Path, expected: &str) {
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(path, expected).unwrap();
    }
    let found = fs::read(path).unwrap_or_default();
    assert_same(&path.display().to_string(), expected.as_bytes(), &found);
}

#[test]
fn the_schema_is_the_one_in_the_repository() {
    held(&root().join("isfix.schema.json"), &schema());
}

/// What the schema admits, isfix reads; what it does not, isfix refuses.
#[test]
fn the_schema_says_what_isfix_reads() {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    assert_eq!(schema["additionalProperties"], false);
    let properties = schema["properties"].as_object().unwrap();
    let rules = &schema["definitions"]["rule"]["anyOf"][0]["enum"];
    assert!(rules.as_array().unwrap().len() > 20, "{rules}");
    let tree = Tree::new();
    let reads = |name: &str, value: &str| {
        tree.put("isfix.toml", format!("\"{name}\" = {value}\n"));
        tree.run("").output.status.success()
    };
    for (name, property) in properties {
        if let Some(default) = property.get("default") {
            let toml = if default.is_object() {
                "{}".to_owned()
            } else {
                default.to_string()
            };
            assert!(reads(name, &toml), "{name} = {toml}");
        }
        for word in property["enum"].as_array().into_iter().flatten() {
            assert!(reads(name, &word.to_string()), "{name} = {word}");
        }
        let (fits, misfits): (&str, &[&str]) = match property["type"].as_str().unwrap() {
            "boolean" => ("true", &["1", "'true'", "[]"]),
            "integer" => ("7", &["0", "-1", "'7'", "1.0"]),
            "string" if property.get("enum").is_some() => (
                property["enum"][0].as_str().unwrap(),
                &["'other'", "[]", "1"],
            ),
            "string" => ("'x'", &["''", "1", "[]"]),
            "array" => ("[]", &["'x'", "[1]", "{}"]),
            "object" => ("{ x = [] }", &["[]", "{ x = 1 }", "{ x = [1] }"]),
            other => panic!("{name}: {other}"),
        };
        let fits = if property.get("enum").is_some() {
            format!("'{fits}'")
        } else {
            fits.to_owned()
        };
        // Without types no environment is looked at.
        assert!(name == "python" || reads(name, &fits), "{name} = {fits}");
        for misfit in misfits {
            assert!(!reads(name, misfit), "{name} = {misfit}");
        }
        if property["items"]["minLength"] == 1 {
            assert!(!reads(name, "['']"), "{name}");
        }
        if property.get("propertyNames").is_some() {
            for misfit in ["{ '' = [] }", "{ '!' = [] }"] {
                assert!(!reads(name, misfit), "{name} = {misfit}");
            }
            assert!(reads(name, "{ '!x' = [] }"), "{name}");
        }
        let list = &property["items"];
        let list = if property["type"] == "object" {
            &property["additionalProperties"]["items"]
        } else {
            list
        };
        if list["$ref"] == "#/definitions/rule" {
            let all = if property["type"] == "object" {
                format!("{{ x = {rules} }}")
            } else {
                rules.to_string()
            };
            assert!(reads(name, &all), "{name} = {all}");
        }
    }
    assert_eq!(properties.len(), KEYS.len());
    assert!(!reads("other", "1"));
}

/// Selectors may be written in capitals or not, and the schema knows no others than isfix does.
#[test]
fn the_schema_knows_rules_as_isfix_does() {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    let [listed, written] = [0, 1].map(|at| &schema["definitions"]["rule"]["anyOf"][at]);
    let pattern = written["pattern"].as_str().unwrap();
    let pattern = regex::RegexBuilder::new(pattern).unicode(false).build();
    let pattern = pattern.unwrap();
    let tree = Tree::new();
    let reads = |rules: &str| {
        tree.put("isfix.toml", format!("select = [{rules}]\n"));
        tree.run("").output.status.success()
    };
    for rule in listed["enum"].as_array().unwrap() {
        let rule = rule.as_str().unwrap();
        let (lower, upper) = (rule.to_lowercase(), rule.to_uppercase());
        for rule in [rule, &lower, &upper] {
            assert!(pattern.is_match(rule), "{rule}");
        }
        assert!(reads(&format!("'{lower}', '{upper}'")), "{rule}");
    }
    for rule in ["e711", "all", "Singleton-Comparison", "e71", " F632 "] {
        assert!(
            pattern.is_match(rule) && reads(&format!("'{rule}'")),
            "{rule}"
        );
    }
    for rule in [
        "",
        " ",
        "E710",
        "E7111",
        "xE711",
        "E711,F632",
        "is-lit",
        "AL",
    ] {
        assert!(
            !pattern.is_match(rule) && !reads(&format!("'{rule}'")),
            "{rule}"
        );
    }
}

/// The table of keys, between its marks in the guide.
fn table() -> String {
    let mut table = String::from("| key | takes | without it | |\n| --- | --- | --- | --- |\n");
    for key in KEYS {
        let takes = match key.kind {
            Kind::Choice(words) => {
                let words: Vec<_> = words().iter().map(|word| format!("`\"{word}\"`")).collect();
                words.join(", ")
            }
            kind => kind.words(),
        };
        let reach = match key.reach {
            Reach::File => "",
            Reach::Run => " *(run)*",
        };
        table += &format!(
            "| `{}` | {takes} | {} | {}{reach} |\n",
            key.name,
            without(key),
            key.summary
        );
    }
    table
}

fn without(key: &Key) -> String {
    match key.default {
        Default::Words(words) => words.to_owned(),
        Default::Value(_) if key.name == "exclude" => "the list below".to_owned(),
        Default::Value(value) => format!("`{}`", value()),
    }
}

#[test]
fn the_guide_tells_every_key() {
    const MARKS: [&str; 2] = ["<!-- keys -->\n", "<!-- /keys -->\n"];
    let path = root().join("docs/settings.md");
    let guide = fs::read_to_string(&path).unwrap();
    let (head, rest) = guide.split_once(MARKS[0]).unwrap();
    let (_, tail) = rest.split_once(MARKS[1]).unwrap();
    held(
        &path,
        &format!("{head}{}{}{}{tail}", MARKS[0], table(), MARKS[1]),
    );
    for name in isfix::files::DEFAULT_EXCLUDES {
        assert!(guide.contains(&format!("`{name}`")), "{name}");
    }
}

/// What the guide shows of its example is what the program prints.
#[test]
fn the_guide_shows_what_is_printed() {
    let guide = fs::read_to_string(root().join("docs/settings.md")).unwrap();
    let block = |kind: &str| {
        let (_, block) = guide.split_once(&format!("```{kind}\n")).unwrap();
        block.split_once("```").unwrap().0
    };
    let tree = Tree::of(&[("pyproject.toml", block("toml"))]);
    let (line, shown) = block("console").split_once('\n').unwrap();
    let line = line.strip_prefix("$ isfix ").unwrap();
    let path = line.strip_prefix("--show-settings ").unwrap();
    tree.put(path, "");
    let shown = shown.strip_suffix("…\n").unwrap();
    assert!(shown.lines().count() > 4, "{shown}");
    let ran = tree.run(line).status(0).stderr("");
    assert!(ran.out().starts_with(shown), "{}", ran.account());
}

/// What stands in the guide as an example is read.
#[test]
fn the_guides_examples_are_settings() {
    let guide = fs::read_to_string(root().join("docs/settings.md")).unwrap();
    let mut examples = 0;
    for block in guide.split("```toml\n").skip(1) {
        let text = block.split("```").next().unwrap();
        let name = if text.contains("[tool.isfix]") {
            "pyproject.toml"
        } else {
            "isfix.toml"
        };
        Tree::of(&[(name, text)]).run("").status(0);
        examples += 1;
    }
    assert!(examples >= 2, "{examples} examples");
}
