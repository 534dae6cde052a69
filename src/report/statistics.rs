//! `--statistics`: how many findings each rule has, how sure their fixes are, and what the judge said.

use serde_json::{Value, json};
use std::fmt::Write;

use super::Format;
use crate::rules;
use crate::tally::{RuleTally, Share, Tally};

/// Whether there is a way to show counts in a format.
pub fn has_statistics(format: Format) -> bool {
    use Format::{Concise, Full, Grouped, Json, JsonLines};
    matches!(format, Full | Concise | Grouped | Json | JsonLines)
}

/// The counts of a run: a table, or where the format is a machine's, an array or an entry a line.
pub fn statistics(tally: &Tally, format: Format) -> String {
    let entries = || tally.rules.iter().map(entry);
    match format {
        Format::Json => {
            let entries: Vec<_> = entries().collect();
            let text = serde_json::to_string_pretty(&entries).expect("numbers and names are JSON");
            text + "\n"
        }
        Format::JsonLines => entries().map(|entry| format!("{entry}\n")).collect(),
        _ => table(tally),
    }
}

/// The name of the rule with a code.
fn name(code: &str) -> &'static str {
    let rule = rules::descriptors().find(|rule| rule.code() == code);
    rule.map_or("", |rule| rule.name())
}

fn entry((code, rule): (&&'static str, &RuleTally)) -> Value {
    let RuleTally {
        shares,
        offered,
        judged,
    } = rule;
    let judged: Vec<_> = judged
        .iter()
        .map(|((verdict, witness), count)| {
            json!({"verdict": verdict, "witness": witness, "count": count})
        })
        .collect();
    json!({
        "code": code,
        "name": name(code),
        "count": shares.findings(),
        "notes": shares.get(Share::Note),
        "safe": shares.get(Share::Safe),
        "unsafe": shares.get(Share::Unsafe),
        "held_back": shares.get(Share::HeldBack),
        "not_applied": shares.get(Share::NotApplied),
        "without_fix": shares.get(Share::NoFix),
        "offered": offered,
        "left": shares.left(),
        "judged": judged,
    })
}

/// What a share is called in a table.
fn sort(share: Share) -> &'static str {
    match share {
        Share::Safe => "safe",
        Share::Unsafe => "unsafe",
        Share::HeldBack => "held back",
        Share::NotApplied => "not applied",
        Share::NoFix => "without a fix",
        Share::Note => "noted beside them",
    }
}

fn table(tally: &Tally) -> String {
    let mut text = String::new();
    for (code, rule) in &tally.rules {
        let findings = rule.shares.findings();
        let _ = writeln!(text, "{findings:>7}  {code}  {}", name(code));
        for share in Share::ALL {
            let (count, sort) = (rule.shares.get(share), sort(share));
            if count > 0 {
                let _ = writeln!(text, "{count:>7}    {sort}");
            }
        }
        if rule.offered > 0 {
            let _ = writeln!(text, "{:>7}    held back of those noted", rule.offered);
        }
        for ((verdict, witness), count) in &rule.judged {
            let by = witness.map_or(String::new(), |witness| format!(", by {witness}"));
            let _ = writeln!(text, "{count:>7}    judged {verdict}{by}");
        }
    }
    text
}
