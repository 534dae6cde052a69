//! What holds for every case, whatever it is about.

use isfix::document::Document;
use isfix::fix::{Applicability, Fix};
use isfix::rules::rule_of;
use isfix::scan::Scan;
use isfix::select::Selection;
use isfix::settings::Settings;
use isfix::syntax::Syntax;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::Ranged;
use std::collections::BTreeMap;

use super::case::{Case, Line, MODES, Mode, Run, difference, run};
use super::variant;

/// Two results that ought to be one.
fn same(wanted: &[u8], got: &[u8]) -> Result<(), String> {
    if wanted == got {
        return Ok(());
    }
    Err(difference(wanted, got))
}

/// Two lists of findings that ought to be one.
fn same_findings(wanted: &[Line], got: &[Line]) -> Result<(), String> {
    let shown =
        |lines: &[Line]| -> String { lines.iter().map(|line| format!("{line}\n")).collect() };
    same(shown(wanted).as_bytes(), shown(got).as_bytes())
}

/// The findings moved by so many rows and columns.
fn moved(lines: &[Line], rows: usize) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for line in &mut lines {
        line.start.row += rows;
        line.end.row += rows;
    }
    lines
}

/// What is found, without where.
fn unplaced(lines: &[Line]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for line in &mut lines {
        line.end = Document::read(b"").unwrap().lines().location(0.into());
        line.start = line.end;
    }
    lines
}

pub fn settles(case: &Case) -> Result<(), String> {
    for mode in MODES {
        let first = case.result(mode);
        let second = run(&first, &case.settings(mode))?.result(&first);
        same(&first, &second).map_err(|why| format!("{mode:?}:\n{why}"))?;
    }
    // Safe fixes first and unsafe ones later come to what both at once do.
    let stepwise = run(&case.result(Mode::Safe), &case.settings(Mode::Unsafe))?;
    same(
        &case.result(Mode::Unsafe),
        &stepwise.result(&case.result(Mode::Safe)),
    )
    .map_err(|why| format!("safe first, unsafe then:\n{why}"))
}

pub fn comments_survive(case: &Case) -> Result<(), String> {
    let before = comments(&case.source)?;
    for mode in MODES {
        let after = comments(&case.result(mode))?;
        if before != after {
            return Err(format!("{before:?}\n{after:?}"));
        }
    }
    Ok(())
}

fn comments(bytes: &[u8]) -> Result<Vec<String>, String> {
    let document = Document::read(bytes).map_err(|error| error.to_string())?;
    let text = document.text();
    let syntax = Syntax::parse(text).map_err(|error| error.to_string())?;
    let tokens = syntax.tokens().iter();
    Ok(tokens
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| text[token.range()].to_owned())
        .collect())
}

pub fn modes_agree(case: &Case) -> Result<(), String> {
    let kindless = |mode| {
        let mut lines = case.run(mode).findings;
        lines.iter_mut().for_each(|line| line.kind = "any");
        lines
    };
    same_findings(&kindless(Mode::Safe), &kindless(Mode::Unsafe))
}

pub fn applied_as_declared(case: &Case) -> Result<(), String> {
    for mode in MODES {
        let outcome = case.run(mode).outcome;
        if !outcome.faults.is_empty() {
            return Err(format!("{mode:?}: {:?}", outcome.faults));
        }
        let least = case.settings(mode).least();
        for finding in &outcome.findings {
            let sure = |fix: &Fix| fix.applicability >= least;
            let wanted = finding.fix.as_ref().is_some_and(sure);
            if finding.applied != wanted {
                return Err(format!(
                    "{mode:?}: applied is {}: {finding:?}",
                    finding.applied
                ));
            }
            let (note, fix) = (finding.is_note, finding.fix.as_ref());
            let display = fix.is_some_and(|fix| fix.applicability == Applicability::DisplayOnly);
            if display || (note && finding.applied) || fix.is_some_and(|fix| fix.edits.is_empty()) {
                return Err(format!("{mode:?}: {finding:?}"));
            }
        }
    }
    Ok(())
}

/// Applies the fixes as a consumer of the report would, knowing nothing of how they came about.
pub fn groups_give_the_result(case: &Case) -> Result<(), String> {
    for mode in MODES {
        let outcome = case.run(mode).outcome;
        let mut groups: BTreeMap<u32, &Fix> = BTreeMap::new();
        for finding in &outcome.findings {
            let Some(fix) = &finding.fix else { continue };
            let known = groups.entry(fix.group).or_insert(fix);
            if *known != fix {
                return Err(format!(
                    "group {} is two fixes: {known:?}, {fix:?}",
                    fix.group
                ));
            }
            if !finding.applied {
                groups.remove(&fix.group);
            }
        }
        let document = Document::read(&case.source).map_err(|error| error.to_string())?;
        let mut edits: Vec<(usize, usize, &str)> = groups
            .values()
            .flat_map(|fix| fix.edits.iter())
            .map(|edit| {
                (
                    edit.range.start().to_usize(),
                    edit.range.end().to_usize(),
                    &*edit.content,
                )
            })
            .collect();
        edits.sort_unstable();
        let mut text = document.text().to_owned();
        for (start, end, content) in edits.into_iter().rev() {
            text.replace_range(start..end, content);
        }
        let result = case.result(mode);
        let result = Document::read(&result).map_err(|error| error.to_string())?;
        same(result.text().as_bytes(), text.as_bytes())?;
    }
    Ok(())
}

pub fn order_does_not_matter(case: &Case) -> Result<(), String> {
    let selected: Vec<String> = case.select.clone().unwrap_or_else(|| {
        let rules = isfix::rules::RULES.iter().filter(|rule| rule.default);
        rules.map(|rule| rule.code().to_owned()).collect()
    });
    for mode in MODES {
        let wanted = case.run(mode);
        for turn in 0..selected.len() * 2 {
            let mut order = selected.clone();
            order.rotate_left(turn / 2);
            if turn % 2 == 1 {
                order.reverse();
            }
            let settings = Settings {
                rules: Selection::new(Some(&order), &[], &case.ignore).unwrap(),
                ..case.settings(mode)
            };
            // A case that ignores `ALL` names no rule as exactly as this does.
            if settings.rules != case.settings(mode).rules {
                continue;
            }
            let got = run(&case.source, &settings)?;
            same_run(&wanted, &got, &case.source).map_err(|why| format!("{order:?}:\n{why}"))?;
        }
    }
    Ok(())
}

fn same_run(wanted: &Run, got: &Run, source: &[u8]) -> Result<(), String> {
    same(&wanted.result(source), &got.result(source))?;
    same_findings(&wanted.findings, &got.findings)
}

pub fn scan_says_maybe(case: &Case) -> Result<(), String> {
    let mut sources = vec![case.source.clone()];
    if let Some(text) = case.plain_text() {
        sources.extend([variant::crlf(text), variant::lone_cr(text)].map(String::into_bytes));
    }
    for source in &sources {
        let settings = Settings {
            ignore_noqa: true,
            ..case.settings(Mode::Safe)
        };
        for finding in run(source, &settings)?.outcome.findings {
            if !Scan::new(rule_of(finding.rule)).may_hold(source) {
                return Err(format!("dismissed, and yet {finding:?}"));
            }
        }
    }
    Ok(())
}

/// A variant of a case that is made alike of source and results, and found alike.
fn varied(case: &Case, rows: usize, vary: impl Fn(&str) -> Option<Vec<u8>>) -> Result<(), String> {
    let Some(text) = case.plain_text() else {
        return Ok(());
    };
    let Some(source) = vary(text) else {
        return Ok(());
    };
    for mode in MODES {
        let plain = case.run(mode);
        let result = String::from_utf8(plain.result(&case.source)).unwrap();
        let got = run(&source, &case.settings(mode))?;
        let wanted = vary(&result).ok_or("the variant cannot be made of the result")?;
        same(&wanted, &got.result(&source)).map_err(|why| format!("{mode:?}:\n{why}"))?;
        same_findings(&moved(&plain.findings, rows), &got.findings)?;
    }
    Ok(())
}

pub fn crlf(case: &Case) -> Result<(), String> {
    varied(case, 0, |text| {
        (!text.contains('\r')).then(|| variant::crlf(text).into_bytes())
    })
}

pub fn lone_cr(case: &Case) -> Result<(), String> {
    varied(case, 0, |text| {
        (!text.contains('\r')).then(|| variant::lone_cr(text).into_bytes())
    })
}

pub fn byte_order_mark(case: &Case) -> Result<(), String> {
    varied(case, 0, |text| {
        Some([b"\xef\xbb\xbf", text.as_bytes()].concat())
    })
}

pub fn latin_1(case: &Case) -> Result<(), String> {
    varied(case, 1, variant::latin_1)
}

pub fn no_final_newline(case: &Case) -> Result<(), String> {
    varied(case, 0, |text| {
        let cut = text.strip_suffix('\n')?;
        // Without its newline a backslash before it has nothing to continue with.
        let ends = cut.ends_with(['\r', '\n', '\\', ' ', '\t']);
        (!ends).then(|| cut.as_bytes().to_vec())
    })
}

pub fn indented(case: &Case) -> Result<(), String> {
    let Some(source) = case.plain_text().and_then(variant::indented) else {
        return Ok(());
    };
    for mode in MODES {
        let plain = case.run(mode);
        let result = String::from_utf8(plain.result(&case.source)).unwrap();
        let wanted = variant::indented(&result).ok_or("the result cannot be indented")?;
        let got = run(source.as_bytes(), &case.settings(mode))?;
        same(wanted.as_bytes(), &got.result(source.as_bytes()))
            .map_err(|why| format!("{mode:?}:\n{why}"))?;
        same_findings(&unplaced(&plain.findings), &unplaced(&got.findings))?;
    }
    Ok(())
}

/// Each value of a case that holds nothing but values, as a call's argument.
pub fn in_a_call(case: &Case) -> Result<(), String> {
    let Some(values) = case.plain_text().and_then(variant::values) else {
        return Ok(());
    };
    for mode in MODES {
        let result = String::from_utf8(case.result(mode)).unwrap();
        let results = variant::values(&result).ok_or("the result holds other statements")?;
        for (value, result) in values.iter().zip(&results) {
            let (source, wanted) = (variant::called(value), variant::called(result));
            let got = run(source.as_bytes(), &case.settings(mode))?.result(source.as_bytes());
            same(wanted.as_bytes(), &got).map_err(|why| format!("{mode:?}:\n{why}"))?;
        }
    }
    Ok(())
}
