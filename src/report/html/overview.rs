//! The head of the page: what was run, what came of it, and how much of it by rule, folder, fix and verdict.

use std::collections::BTreeMap;

use super::change::{UNJUDGED, name};
use super::folders::{self, Extent, Folder};
use super::markup::Markup;
use crate::counted::noun;
use crate::report::Run;
use crate::rule::Descriptor;
use crate::rules;
use crate::shown::shown;
use crate::tally::{RuleTally, Share, Shares, Tally};

/// What the page is about: the folder that files are named from.
pub(super) fn title(run: &Run) -> String {
    let folder = run.root.as_ref().and_then(|root| root.folder.file_name());
    folder.map_or_else(
        || "report".to_owned(),
        |name| shown(name.as_ref()).to_string(),
    )
}

pub(super) fn write(run: &Run, tally: &Tally, page: &mut Markup<'_>) {
    page.raw("<header id=\"overview\">\n<p class=\"brand\">isfix ");
    page.raw(env!("CARGO_PKG_VERSION"));
    page.raw(match (run.writes, run.unsafe_fixes) {
        (true, true) => ", with <code>--write --unsafe-fixes</code>",
        (true, false) => ", with <code>--write</code>",
        (false, true) => ", with <code>--unsafe-fixes</code>",
        (false, false) => "",
    });
    page.raw("</p>\n<h1>");
    page.text(&title(run));
    page.raw("</h1>\n");
    lead(run, tally, page);
    tiles(run, tally, page);
    files(tally, page);
    let (by_rule, mut all) = (tally.folders.rules(), Shares::default());
    by_rule.values().for_each(|shares| all += *shares);
    if all.sum() > 0 {
        facets(tally, &all, page);
        page.raw("<div class=\"charts\">\n");
        rules(&by_rule, page);
        by_folder(tally, page);
        page.raw("</div>\n");
    }
    page.raw("</header>\n");
}

/// What came of it, in a sentence.
fn lead(run: &Run, tally: &Tally, page: &mut Markup<'_>) {
    let total = tally.total();
    let (findings, applied) = (total.shares.findings(), total.shares.applied());
    if run.stopped_by.is_some() {
        page.raw("<p class=\"stopped\">The run was stopped before its end: this is not all there is.</p>\n");
    }
    page.raw("<p class=\"lead\">");
    if tally.suppressed > 0 {
        counted(tally.suppressed, "finding", "findings", page);
        page.raw(if run.writes {
            " now carry a suppression comment."
        } else {
            " would be given a suppression comment. Nothing was changed."
        });
    } else if findings == 0 {
        page.raw("Nothing to rewrite was found.");
    } else {
        page.count(applied);
        page.raw(" of ");
        counted(findings, "finding", "findings", page);
        page.raw(match (run.writes, applied) {
            (true, 1) => " was fixed, in ",
            (true, _) => " were fixed, in ",
            (false, _) => " would be fixed, in ",
        });
        counted(tally.changed, "file", "files", page);
        page.raw(if run.writes {
            "."
        } else {
            ". Nothing was changed: the same command with <code>--write</code> does that."
        });
    }
    let waiting = total.waiting();
    if waiting > 0 {
        page.raw(" ");
        counted(waiting, "unsafe fix waits", "unsafe fixes wait", page);
        page.raw(" for <code>--unsafe-fixes</code>");
        if total.offered > 0 {
            page.raw(", ");
            page.count(total.offered);
            page.raw(" of them on notes");
        }
        page.raw(".");
    }
    page.raw("</p>\n");
}

/// The numbers that tell a run.
fn tiles(run: &Run, tally: &Tally, page: &mut Markup<'_>) {
    let RuleTally { shares, .. } = tally.total();
    let (findings, notes) = (shares.findings(), shares.get(Share::Note));
    let fixed = if run.writes { "fixed" } else { "fixable" };
    let changed = match run.writes {
        true => noun(tally.changed, "file changed", "files changed"),
        false => noun(tally.changed, "file to change", "files to change"),
    };
    page.raw("<dl class=\"tiles\">\n");
    let always = [
        (findings, noun(findings, "finding", "findings"), ""),
        (shares.applied(), fixed, "safe"),
        (tally.changed, changed, ""),
    ];
    let otherwise = [
        (tally.suppressed, "suppressed", "note"),
        (shares.get(Share::HeldBack), "held back", "held"),
        (shares.get(Share::NotApplied), "not applied", "undone"),
        (shares.get(Share::NoFix), "without a fix", "none"),
        (notes, noun(notes, "note", "notes"), "note"),
    ];
    for (number, label, class) in always {
        tile(number, label, class, page);
    }
    for (number, label, class) in otherwise.into_iter().filter(|(number, ..)| *number > 0) {
        tile(number, label, class, page);
    }
    let failures = tally.unread + tally.failed;
    if failures > 0 {
        page.raw("<div class=\"failed\"><dt><a href=\"#failures\">");
        page.raw(noun(failures, "failure", "failures"));
        page.raw("</a></dt><dd>");
        page.count(failures);
        page.raw("</dd></div>\n");
    }
    page.raw("</dl>\n");
}

fn tile(number: usize, label: &'static str, class: &'static str, page: &mut Markup<'_>) {
    page.raw("<div class=\"");
    page.raw(class);
    page.raw("\"><dt>");
    page.raw(label);
    page.raw("</dt><dd>");
    page.count(number);
    page.raw("</dd></div>\n");
}

/// What became of all files.
fn files(tally: &Tally, page: &mut Markup<'_>) {
    page.raw("<p class=\"files\">");
    counted(tally.seen, "file", "files", page);
    page.raw(" seen: ");
    page.count(tally.scanned_only);
    page.raw(" scanned only, ");
    page.count(tally.parsed);
    page.raw(" parsed");
    for (number, what) in [
        (tally.unread, " not read as Python"),
        (tally.failed, " failed"),
    ] {
        if number > 0 {
            page.raw(", ");
            page.count(number);
            page.raw(what);
        }
    }
    page.raw(".");
    if tally.uninferred > 0 {
        page.raw(" ");
        counted(tally.uninferred, "comparison was", "comparisons were", page);
        page.raw(" judged without types: inferring them failed.");
    }
    page.raw("</p>\n");
}

/// Fixes and verdicts: a legend of the bars, and filters.
fn facets(tally: &Tally, all: &Shares, page: &mut Markup<'_>) {
    page.raw("<div class=\"facets\"><div role=\"group\" aria-label=\"Filter by fix\"><h2>Fix</h2>");
    for share in Share::ALL {
        let label = match share {
            Share::Safe => "safe",
            Share::Unsafe => "unsafe",
            Share::HeldBack => "unsafe, held back",
            Share::NotApplied => "not applied",
            Share::NoFix => "no fix",
            Share::Note => "note",
        };
        chip("fix", name(share), label, all.get(share), page);
    }
    page.raw("</div>\n<div role=\"group\" aria-label=\"Filter by verdict\"><h2>Judged</h2>");
    let mut judged = BTreeMap::new();
    for ((verdict, _), count) in tally.rules.values().flat_map(|rule| &rule.judged) {
        *judged.entry(*verdict).or_insert(0) += count;
    }
    let left = all.sum() - judged.values().sum::<usize>();
    for verdict in ["plain", "unknown", "overloaded"] {
        let count = judged.get(verdict).copied().unwrap_or_default();
        chip("verdict", verdict, verdict, count, page);
    }
    chip("verdict", UNJUDGED, "not judged", left, page);
    page.raw("</div></div>\n");
}

fn chip(
    facet: &'static str,
    value: &'static str,
    label: &'static str,
    count: usize,
    page: &mut Markup<'_>,
) {
    if count == 0 {
        return;
    }
    page.raw("<button type=\"button\" class=\"chip ");
    page.raw(value);
    button(facet, page);
    page.raw("\" data-value=\"");
    page.raw(value);
    page.raw("\"><span class=\"label\">");
    page.raw(label);
    page.raw("</span> <span class=\"number\">");
    page.count(count);
    page.raw("</span></button>");
}

/// What every filter's button says, from within its class; it waits for the script to let it be pressed.
fn button(facet: &'static str, page: &mut Markup<'_>) {
    page.raw("\" disabled aria-pressed=\"false\" data-facet=\"");
    page.raw(facet);
}

/// A bar for each rule, the fullest first.
fn rules(by_rule: &BTreeMap<&'static str, Shares>, page: &mut Markup<'_>) {
    let mut rows: Vec<_> = by_rule.iter().collect();
    rows.sort_by_key(|(code, shares)| (usize::MAX - shares.sum(), **code));
    let most = rows.first().map_or(1, |(_, shares)| shares.sum());
    page.raw(
        "<section aria-labelledby=\"by-rule\"><h2 id=\"by-rule\">By rule</h2><ul class=\"bars\">\n",
    );
    for (code, shares) in rows {
        page.raw("<li><button type=\"button\" class=\"row");
        button("rule", page);
        page.raw("\" data-value=\"");
        page.raw(code);
        let mut rules = rules::descriptors();
        let rule = rules.find(|rule| rule.code() == *code);
        page.raw("\"><span class=\"label\"><b>");
        page.raw(code);
        page.raw("</b> ");
        page.raw(rule.map_or("", Descriptor::name));
        page.raw("</span>");
        bar(shares, most, page);
        page.raw("</button></li>\n");
    }
    page.raw("</ul></section>\n");
}

/// A bar for each folder, the fullest first.
fn by_folder(tally: &Tally, page: &mut Markup<'_>) {
    let rows = folders::shown(&tally.folders);
    let most = rows.iter().map(|folder| folder.shares.sum()).max();
    page.raw("<section aria-labelledby=\"by-folder\"><h2 id=\"by-folder\">By folder</h2><ul class=\"bars\">\n");
    for folder in &rows {
        page.raw("<li><button type=\"button\" class=\"row");
        button("folder", page);
        page.raw("\" data-extent=\"");
        page.raw(match folder.extent {
            Extent::Whole => "",
            Extent::Itself => ".",
            Extent::Rest => "*",
        });
        page.raw("\"><span class=\"label\">");
        folder_name(folder, page);
        page.raw("</span>");
        bar(&folder.shares, most.unwrap_or(1), page);
        page.raw("</button></li>\n");
    }
    page.raw("</ul></section>\n");
}

/// The script reads the folder off the element `bdi`.
fn folder_name(folder: &Folder, page: &mut Markup<'_>) {
    page.raw("<bdi>");
    page.text(&folder.name);
    page.raw("</bdi>");
    page.raw(match (folder.name.is_empty(), folder.extent) {
        (true, Extent::Whole) => "everywhere",
        (true, Extent::Itself) => "at the top",
        (true, Extent::Rest) => "elsewhere",
        (false, Extent::Whole) => "/",
        (false, Extent::Itself) => "/ itself",
        (false, Extent::Rest) => "/ elsewhere",
    });
}

/// A bar of a width that `most` has in full, its parts in the order of [`Share::ALL`], and its number.
fn bar(shares: &Shares, most: usize, page: &mut Markup<'_>) {
    page.raw("<svg viewBox=\"0 0 1000 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let scaled = |count: usize| count * 1000 / most.max(1);
    let mut before = 0;
    for share in Share::ALL {
        let after = before + shares.get(share);
        page.raw("<rect class=\"");
        page.raw(name(share));
        page.raw("\" height=\"1\" x=\"");
        page.number(scaled(before));
        page.raw("\" width=\"");
        page.number(scaled(after) - scaled(before));
        page.raw("\"/>");
        before = after;
    }
    page.raw("</svg><span class=\"number\">");
    page.count(shares.sum());
    page.raw("</span>");
}

fn counted(number: usize, one: &'static str, more: &'static str, page: &mut Markup<'_>) {
    page.count(number);
    page.raw(" ");
    page.raw(noun(number, one, more));
}
