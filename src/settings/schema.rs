//! The JSON schema of settings, for editors: made of the table of keys.

use serde_json::{Map, Value as Json, json};

use super::keys::{Default, KEYS, Key, Kind};
use super::value::Value;
use crate::select;

/// The schema, as the file in the repository holds it.
pub fn schema() -> String {
    let properties: Map<String, Json> = KEYS
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "isfix",
        "description": "Settings of isfix: `isfix.toml`, `.isfix.toml`, or the table `[tool.isfix]` of `pyproject.toml`.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "definitions": {
            "rule": {
                "description": "A rule by its name or code, pylint's among them, the start of a code, or ALL.",
                "type": "string",
                "anyOf": [{ "enum": select::every_selector() }, { "pattern": in_any_case() }],
            },
        },
    });
    format!("{schema:#}\n")
}

fn property(key: &Key) -> Json {
    let mut property = match key.kind {
        Kind::Switch => json!({ "type": "boolean" }),
        Kind::Count => json!({ "type": "integer", "minimum": 1 }),
        Kind::Path => json!({ "type": "string", "minLength": 1 }),
        Kind::Choice(words) => json!({ "type": "string", "enum": words() }),
        Kind::Rules => rules(),
        Kind::Globs => {
            json!({ "type": "array", "items": { "type": "string", "minLength": 1 } })
        }
        Kind::Names => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::RulesByGlob => json!({
            "type": "object",
            "propertyNames": { "minLength": 1, "not": { "const": "!" } },
            "additionalProperties": rules(),
        }),
    };
    property["description"] = Json::from(key.summary);
    if let Default::Value(default) = key.default {
        property["default"] = as_json(&default());
    }
    property
}

/// What fits the selectors however they are written: in capitals or not, with blanks around them or not.
/// Editors complete what is enumerated beside it. A pattern of JSON schema has no flags.
fn in_any_case() -> String {
    let letter = |c: char| match (c.to_ascii_uppercase(), c.to_ascii_lowercase()) {
        (upper, lower) if upper == lower => c.to_string(),
        (upper, lower) => format!("[{upper}{lower}]"),
    };
    let selectors = select::every_selector();
    let patterns: Vec<String> = selectors
        .iter()
        .map(|selector| selector.chars().map(letter).collect())
        .collect();
    format!("^\\s*({})\\s*$", patterns.join("|"))
}

fn rules() -> Json {
    json!({ "type": "array", "items": { "$ref": "#/definitions/rule" } })
}

fn as_json(value: &Value) -> Json {
    match value {
        Value::Switch(on) => json!(on),
        Value::Count(count) => json!(count),
        Value::Path(path) => json!(path.to_string_lossy()),
        Value::Word(word) => json!(word),
        Value::Texts(texts) => json!(texts),
        Value::ByGlob(globs) => globs
            .iter()
            .map(|(glob, rules)| (glob.clone(), json!(rules)))
            .collect::<Map<_, _>>()
            .into(),
    }
}
