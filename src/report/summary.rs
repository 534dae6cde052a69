//! The summary: what a run came to, for standard error.

use std::fmt::Write;
use std::time::Duration;

use crate::counted::{count, noun};
use crate::tally::{RuleTally, Share, Tally};

/// A few lines that tell what was seen, found and done.
///
/// `writes` says whether fixes were written, or merely would be.
pub fn summary(tally: &Tally, took: Duration, writes: bool) -> String {
    let mut text = String::new();
    let total = tally.total();
    let changed = if writes { "changed" } else { "to change" };
    let _ = write!(
        text,
        "{} in {:.2} s ({} scanned only, {} parsed): {} {changed}",
        count(tally.seen, "file"),
        took.as_secs_f64(),
        tally.scanned_only,
        tally.parsed,
        tally.changed,
    );
    for (number, what) in [
        (tally.unread, "not read as Python"),
        (tally.failed, "failed"),
    ] {
        if number > 0 {
            let _ = write!(text, ", {number} {what}");
        }
    }
    if tally.incomplete > 0 {
        let _ = write!(text, ", {} incomplete", count(tally.incomplete, "output"));
    }
    text.push('\n');
    if tally.suppressed > 0 {
        let suppressed = if writes { "suppressed" } else { "to suppress" };
        let _ = writeln!(text, "{} {suppressed}", count(tally.suppressed, "finding"));
    }
    if total != RuleTally::default() {
        let _ = writeln!(text, "{}", findings(&total, writes));
    }
    for (code, rule) in &tally.rules {
        let _ = writeln!(text, "  {code}: {}", findings(rule, writes));
    }
    if tally.uninferred > 0 {
        let _ = writeln!(
            text,
            "{} judged without types: inferring them failed",
            count(tally.uninferred, "comparison"),
        );
    }
    let held_back = total.waiting();
    if held_back > 0 {
        let _ = writeln!(
            text,
            "{} held back for what {} may change: --unsafe-fixes applies {} too",
            count(held_back, "fix"),
            noun(held_back, "it", "they"),
            noun(held_back, "it", "them"),
        );
    }
    text
}

fn findings(tally: &RuleTally, writes: bool) -> String {
    let fixed = if writes { "fixed" } else { "fixable" };
    let of = |share| tally.shares.get(share);
    let mut parts = vec![count(tally.shares.findings(), "finding")];
    let applied = tally.shares.applied();
    if applied > 0 {
        parts.push(match (of(Share::Safe), of(Share::Unsafe)) {
            (safe, 0) => format!("{safe} {fixed} (safe)"),
            (0, unsafe_) => format!("{unsafe_} {fixed} (unsafe)"),
            (safe, unsafe_) => format!("{applied} {fixed} ({safe} safe, {unsafe_} unsafe)"),
        });
    }
    let left = tally.shares.left();
    if left > 0 {
        let why = [
            (of(Share::HeldBack), "unsafe, held back"),
            (of(Share::NotApplied), "not applied"),
        ];
        parts.push(format!("{left} left{}", among(&why)));
    }
    let notes = of(Share::Note);
    if notes > 0 {
        let why = [(tally.offered, "unsafe, held back")];
        parts.push(format!("{}{}", count(notes, "note"), among(&why)));
    }
    parts.join(", ")
}

/// How many of them are what, in brackets; nothing where none is.
fn among(sorts: &[(usize, &str)]) -> String {
    let sorts = sorts.iter().filter(|(count, _)| *count > 0);
    let sorts: Vec<_> = sorts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    match sorts.is_empty() {
        true => String::new(),
        false => format!(" ({})", sorts.join("; ")),
    }
}
