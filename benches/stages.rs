//! What each stage costs, in bytes of source a second, through the library's public functions.
//!
//!     cargo bench
//!
//! | benchmark | what is timed |
//! | --- | --- |
//! | `scan` | `Scan::may_hold` for one rule, for the default ones, for all |
//! | `decode` | `Document::read` |
//! | `parse` | `Syntax::parse` and `Syntax::tree` |
//! | `module` | `Module::new`: the tree, and what the module shows of its names |
//! | `match` | a walk that shows each comparison to the rules, with all the judging they ask for |
//! | `settle` | `settle::settle`: that walk, and from what the rules propose to edits |
//! | `verify` | `verify::verify_edits` of the result, by the statements that change; `whole`: `verify::verify`, which parses all of it |
//! | `diff` | `Diff::new` and `Diff::write` |
//! | `pipeline` | `pipeline::settle`: everything from the decoded text to the proved result |
//!
//! All are asked under all rules, `scan` but for what it names, with unsafe fixes applied. Each holds its work to be what it should be before it is timed. A module remembers what was asked of
//! it, so each run of `match` and of `settle` is given a new one, whose making is not timed. Texts have no
//! path here: neither their surroundings nor types are asked.
//! How long whole trees take is `whole.py`'s.

#![allow(missing_docs, reason = "the macros of criterion write no documents")]

#[path = "stages/texts.rs"]
mod texts;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isfix::diff::{Diff, Look};
use isfix::document::Document;
use isfix::edit::Edits;
use isfix::module::Module;
use isfix::pipeline;
use isfix::rule::{Comparison, Rule, Site};
use isfix::rules::RULES;
use isfix::scan::Scan;
use isfix::settings::Settings;
use isfix::settle::{self, Declared, Settled};
use isfix::suppress::Suppressions;
use isfix::syntax::Syntax;
use isfix::verify::{verify, verify_edits};
use ruff_python_ast::AnyNodeRef;
use std::hint::black_box;
use std::time::Duration;

use texts::{Text, dense, finished, rare, settings};

fn scans(criterion: &mut Criterion) {
    let defaults: Vec<&Rule> = Settings::default().rules.rules().collect();
    let mut searches: Vec<(&str, Vec<&Rule>)> = RULES
        .iter()
        .map(|rule| (rule.name(), vec![*rule]))
        .collect();
    searches.push(("default rules", defaults));
    searches.push(("all rules", RULES.to_vec()));
    let mut group = criterion.benchmark_group("scan");
    let (finished, rare) = (finished(), rare());
    for (name, rules) in &searches {
        let scan = Scan::new(rules.iter().copied());
        let may_hold = |text: &Text| scan.may_hold(text.text.as_bytes());
        // Where the answer were "maybe", the scan would end before the text does.
        assert!(
            !may_hold(&finished),
            "the finished text holds nothing for {name}"
        );
        let mut time = |text: &Text| {
            group.throughput(Throughput::BytesDecimal(text.text.len() as u64));
            group.bench_with_input(BenchmarkId::new(*name, text.name), text, |bencher, text| {
                bencher.iter(|| may_hold(black_box(text)));
            });
        };
        time(&finished);
        if rules.len() > 1 {
            assert!(may_hold(&rare), "the rare text holds comparisons with None");
            time(&rare);
        }
    }
}

fn decode(criterion: &mut Criterion) {
    let text = finished();
    let bytes = text.text.as_bytes();
    assert_eq!(
        Document::read(bytes).expect("it is UTF-8").text(),
        text.text
    );
    each(criterion, "decode", &[text], |text| {
        Document::read(text.as_bytes())
            .expect("it is UTF-8")
            .text()
            .len()
    });
}

fn parse(criterion: &mut Criterion) {
    let nodes = |text: &str| parsed(text).tree().ids().count();
    assert!(nodes(&finished().text) > 10_000);
    each(criterion, "parse", &[finished(), dense()], |text| {
        let syntax = parsed(text);
        // Only the last of a text's nodes is asked for: to count them would be to walk them.
        syntax.tree().ids().next_back()
    });
}

fn module(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("module");
    for Text { name, text } in [finished(), dense()] {
        let syntax = parsed(&text);
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter_with_large_drop(|| Module::new(&text, &syntax));
        });
    }
}

fn matching(criterion: &mut Criterion) {
    let settings = settings();
    let rules: Vec<&Rule> = settings.rules.rules().collect();
    let mut group = criterion.benchmark_group("match");
    for (Text { name, text }, findings) in [(finished(), false), (rare(), true), (dense(), true)] {
        let syntax = parsed(&text);
        let fresh = || Module::new(&text, &syntax).under(&settings, None);
        assert_eq!(proposals(&fresh(), &rules) > 0, findings);
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter_batched_ref(
                fresh,
                |module| proposals(module, &rules),
                BatchSize::PerIteration,
            );
        });
    }
}

fn settling(criterion: &mut Criterion) {
    let settings = settings();
    let mut group = criterion.benchmark_group("settle");
    for (Text { name, text }, findings) in [(finished(), false), (rare(), true), (dense(), true)] {
        let syntax = parsed(&text);
        let suppressions = Suppressions::read(&text, syntax.tokens(), &syntax.tree());
        let fresh = || Module::new(&text, &syntax).under(&settings, None);
        let groups = settle::settle(&fresh(), &settings, &suppressions).groups;
        assert_eq!(!groups.is_empty(), findings);
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter_batched_ref(
                fresh,
                |module| settle::settle(module, &settings, &suppressions),
                BatchSize::PerIteration,
            );
        });
    }
}

fn verifying(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("verify");
    for Text { name, text } in [rare(), dense()] {
        let syntax = parsed(&text);
        let module = Module::new(&text, &syntax);
        let (edits, declared) = rewrite(&text, &settings());
        let result = edits.apply(&text);
        assert_eq!(verify(&module, &result, &declared), Ok(()));
        assert!(verify(&module, &text, &declared).is_err());
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| verify_edits(&module, &edits, black_box(&result), &declared));
        });
        group.bench_function(BenchmarkId::new("whole", name), |bencher| {
            bencher.iter(|| verify(&module, black_box(&result), &declared));
        });
    }
}

fn diffing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("diff");
    for Text { name, text } in [rare(), dense()] {
        let result = rewrite(&text, &settings()).0.apply(&text);
        let (old, new) = (text.as_bytes(), result.as_bytes());
        assert!(!Diff::new(old, new).is_empty());
        let mut out = Vec::new();
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                out.clear();
                Diff::new(black_box(old), new).write(b"depot.py", Look::PLAIN, &mut out);
                out.len()
            });
        });
    }
}

fn whole(criterion: &mut Criterion) {
    let settings = settings();
    let settle = |text: &str| {
        let document = Document::read(text.as_bytes()).expect("it is UTF-8");
        pipeline::settle(&document, &settings).expect("it is Python")
    };
    assert!(settle(&finished().text).findings.is_empty());
    for text in [rare(), dense()].map(|text| text.text) {
        let (outcome, expected) = (settle(&text), rewrite(&text, &settings).0.apply(&text));
        assert!(outcome.faults.is_empty());
        assert_eq!(outcome.result, Some(expected.into_bytes()));
    }
    each(
        criterion,
        "pipeline",
        &[finished(), rare(), dense()],
        settle,
    );
}

/// Times some work on each text; what it gives is dropped where the clock stands.
fn each<T>(criterion: &mut Criterion, stage: &str, texts: &[Text], work: impl Fn(&str) -> T) {
    let mut group = criterion.benchmark_group(stage);
    for Text { name, text } in texts {
        group.throughput(Throughput::BytesDecimal(text.len() as u64));
        group.bench_function(*name, |bencher| {
            bencher.iter_with_large_drop(|| work(black_box(text)));
        });
    }
}

fn parsed(text: &str) -> Syntax {
    Syntax::parse(text).expect("it is Python")
}

/// How many answers the rules give on the comparisons as they stand.
fn proposals(module: &Module<'_>, rules: &[&Rule]) -> usize {
    let mut proposals = 0;
    for id in module.tree.ids() {
        let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) else {
            continue;
        };
        let comparison = Comparison::new(module, id, compare);
        for pair in 0..comparison.pairs() {
            let site = Site::new(module, &comparison, pair);
            let answers = rules.iter().filter_map(|rule| (rule.check)(&site));
            proposals += answers.count();
        }
    }
    proposals
}

/// Every fix of a text at once, and what they declare.
fn rewrite(text: &str, settings: &Settings) -> (Edits, Vec<Declared>) {
    let syntax = parsed(text);
    let suppressions = Suppressions::read(text, syntax.tokens(), &syntax.tree());
    let module = Module::new(text, &syntax).under(settings, None);
    let Settled { groups, .. } = settle::settle(&module, settings, &suppressions);
    assert!(!groups.is_empty());
    let edits = Edits::union(groups.iter().map(|group| &group.edits));
    let declared = groups.into_iter().flat_map(|group| group.changes);
    (edits, declared.collect())
}

fn short() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! {
    name = stages;
    config = short();
    targets = scans, decode, parse, module, matching, settling, verifying, diffing, whole
}
criterion_main!(stages);
