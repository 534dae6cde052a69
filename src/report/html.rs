//! `html`: a page for a browser, whole in itself.
//!
//! Workers make the pieces, the part of each file; what stands before them and behind them is made once.
//! The run's totals are known only when the last piece has gone out, and no piece is held back for them:
//! the head stands behind the files, the style sheet shows it above them, and the script, where it may run,
//! puts it there.
//!
//! What is the user's (source, names, messages) becomes text and nothing else ([`markup`]). A browser is
//! told to load nothing, and to run no script and no style but those that stand here, known by their hashes.

mod change;
mod folders;
mod markup;
mod overview;
mod passage;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::{Content, Failure, FileReport, Run};
use crate::tally::Tally;
use markup::Markup;

/// What the page looks like.
const STYLE: &str = include_str!("html/report.css");
/// What it does: filters, keys, colours. Without it everything is there to be read.
const SCRIPT: &str = include_str!("html/report.js");

/// The part of one file.
pub(super) fn render(report: &FileReport<'_>, out: &mut Vec<u8>) {
    let mut page = Markup { out };
    match report.content {
        Content::Settled { outcome, .. } if outcome.findings.is_empty() => {}
        Content::Settled {
            document,
            outcome,
            written,
        } => {
            let changes = change::changes(&outcome.findings);
            page.raw("\n<details class=\"file\" open><summary><h2>");
            page.text(&report.shown_name());
            page.raw("</h2> <span class=\"count\">");
            page.number(outcome.findings.len());
            page.raw("</span></summary>");
            let lines = document.lines();
            for change in &changes {
                change.write(document.text(), &lines, written, &mut page);
            }
            page.raw("\n</details>");
        }
        Content::Failed(failure) => failed(&report.shown_name(), failure, &mut page),
    }
}

fn failed(name: &str, failure: &Failure, page: &mut Markup<'_>) {
    page.raw("\n<article class=\"failure\"><h3>");
    page.text(name);
    if let Some(place) = failure.location {
        page.raw("<span class=\"place\">:");
        page.number(place.row);
        page.raw(":");
        page.number(place.column);
        page.raw("</span>");
    }
    page.raw("</h3><p><b>");
    page.raw(failure.kind.name());
    page.raw("</b> ");
    page.prose(&failure.message);
    page.raw("</p></article>");
}

/// What stands before the first file.
pub(super) fn opening(run: &Run) -> Vec<u8> {
    let mut out = Vec::new();
    let mut page = Markup { out: &mut out };
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '",
    );
    page.text(&hash(STYLE));
    page.raw("'; script-src '");
    page.text(&hash(SCRIPT));
    page.raw("'; base-uri 'none'; form-action 'none'\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>isfix: ");
    page.text(&overview::title(run));
    page.raw("</title>\n<style>");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body>\n");
    page.raw("<a class=\"skip\" href=\"#files\">Skip to the changes</a>\n");
    page.raw("<main id=\"files\" tabindex=\"-1\">");
    out
}

/// What stands behind the last file.
pub(super) fn closing(run: &Run, tally: &Tally) -> Vec<u8> {
    let mut out = Vec::new();
    let mut page = Markup { out: &mut out };
    if tally.unread + tally.failed > 0 {
        page.raw("\n<h2 id=\"failures\">Failures</h2>");
    }
    page.raw("\n<p id=\"nothing\" hidden>Nothing here passes the filters.</p>\n</main>\n");
    overview::write(run, tally, &mut page);
    page.raw(BAR);
    page.raw(HELP);
    page.raw("<script>");
    page.raw(SCRIPT);
    page.raw("</script>\n</body>\n</html>\n");
    out
}

/// A text as a content security policy names it (W3C CSP 3, `hash-source`).
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// What stays in sight while the page is scrolled; the script shows it.
const BAR: &str = r#"<div id="bar" role="search" hidden>
<input id="text" type="search" placeholder="Filter by path or text" aria-label="Filter by path or text" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
<output id="status" for="text"></output>
<button type="button" id="clear" hidden>Clear filters</button>
<span class="tools"><button type="button" id="fold">Fold files</button>
<button type="button" id="theme" aria-label="Colours: as the system">◐</button>
<button type="button" id="keys" aria-haspopup="dialog" aria-label="Keyboard shortcuts">?</button></span>
</div>
"#;

/// The keys, for those who ask.
const HELP: &str = r#"<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">Keyboard shortcuts</h2>
<dl>
<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous change</dd></div>
<div><dt><kbd>n</kbd> <kbd>p</kbd></dt><dd>next, previous file</dd></div>
<div><dt><kbd>o</kbd> <kbd>Enter</kbd></dt><dd>fold or unfold what is in focus</dd></div>
<div><dt><kbd>O</kbd></dt><dd>fold or unfold all files</dd></div>
<div><dt><kbd>/</kbd></dt><dd>filter by path or text; every word must be there</dd></div>
<div><dt><kbd>c</kbd></dt><dd>clear the filters</dd></div>
<div><dt><kbd>l</kbd></dt><dd>put a link to this change into the address</dd></div>
<div><dt><kbd>t</kbd></dt><dd>light, dark, or as the system</dd></div>
<div><dt><kbd>?</kbd></dt><dd>these keys</dd></div>
</dl>
<form method="dialog"><button>Close</button></form></dialog>
"#;
