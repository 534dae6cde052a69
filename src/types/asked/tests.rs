//! What is asked, how often, and what is never asked.

use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::document::Document;
use crate::judge::{Verdict, Witness};
use crate::pipeline::{self, Outcome};
use crate::select::Selection;
use crate::settings::Settings;
use crate::types::{Facts, Given, Infer, Inferred, Nature, Operand, Origin, Pair, Thing};

/// Answers that every left operand is of one nature, and remembers the questions.
#[derive(Debug)]
struct Fake {
    nature: Nature,
    failed: bool,
    asked: Mutex<Vec<usize>>,
}

impl Infer for Fake {
    fn origin(&self, _: &Path, module: &str) -> Origin {
        match module {
            "shop" | "sqlalchemy" => Origin::Found,
            "os.environ" => Origin::Standard,
            _ => Origin::Missing,
        }
    }

    fn infer(&self, _: &Path, _: &str, pairs: Vec<Pair>, _: bool) -> Inferred {
        self.asked.lock().unwrap().push(pairs.len());
        let operand = |nature| Operand {
            shown: "T".to_owned(),
            nature,
        };
        let facts = Facts {
            operands: [operand(self.nature.clone()), operand(Nature::Honest)],
            result: Given::Nothing,
        };
        let facts = (!self.failed).then_some(facts);
        Inferred {
            facts: vec![facts; pairs.len()],
            failed: self.failed,
        }
    }
}

/// What becomes of a text, and how many pairs each question was about.
fn settle(text: &str, nature: Nature, failed: bool) -> (Outcome, Vec<usize>) {
    let fake = Arc::new(Fake {
        nature,
        failed,
        asked: Mutex::default(),
    });
    let settings = Settings {
        types: Some(fake.clone()),
        ..Settings::default()
    };
    let document = Document::read(text.as_bytes()).unwrap();
    let outcome = pipeline::settle(&document.at(Path::new("/nowhere/m.py")), &settings).unwrap();
    let asked = fake.asked.lock().unwrap().clone();
    (outcome, asked)
}

fn may() -> Nature {
    Nature::MayEqualNone {
        class: "C".to_owned(),
    }
}

const THREE: &str = "\
import shop
x, y, z = shop.x, shop.y, shop.z
if x == None: pass
if y == None: pass
if not z == None: pass
";

#[test]
fn all_pairs_of_a_sort_are_asked_about_at_once() {
    let (outcome, asked) = settle(THREE, may(), false);
    assert_eq!(asked, [3]);
    let judged = outcome.findings.iter().filter(|finding| {
        let evidence = finding.evidence.as_ref();
        evidence
            .is_some_and(|it| it.witness == Some(Witness::Types) && it.verdict == Verdict::Suspect)
    });
    assert_eq!(judged.count(), 3);
    assert!(outcome.result.is_none());
}

#[test]
fn nothing_is_asked_where_nothing_is_open() {
    for text in [
        "def f(x):\n    if x == None: pass\n",
        "import absent\nif absent.x == None: pass\n",
        "import os\nif os.environ.get('a') == None: pass\n",
        "import shop\nif shop.x is None: pass\n",
        "import shop\nif shop.x == 1: pass\n",
        "import shop\nif shop.x in [None]: pass\n",
        "x = None\nif x == None: pass\n",
        // A sign stands, where no library is there that types could prove it by.
        "from flask import request\nq(request.a.b == None)\n",
    ] {
        assert_eq!(settle(text, may(), false).1, [0; 0], "{text}");
    }
}

/// What becomes of comparisons with a NaN where types know the other operand: the last line, and whether
/// it is only noted.
fn with_a_nan(thing: Thing, last: &str) -> (String, bool) {
    let fake = Fake {
        nature: Nature::Overloaded {
            class: "C".to_owned(),
            gives: None,
            thing: Some(thing),
        },
        failed: false,
        asked: Mutex::default(),
    };
    let settings = Settings {
        rules: Selection::new(Some(&["PLW0177".to_owned()]), &[], &[]).unwrap(),
        unsafe_fixes: true,
        types: Some(Arc::new(fake)),
        ..Settings::default()
    };
    let text = format!("import math, shop, numpy as np\n{last}");
    let document = Document::read(text.as_bytes()).unwrap();
    let outcome = pipeline::settle(&document.at(Path::new("/nowhere/m.py")), &settings).unwrap();
    let result = outcome.result.unwrap_or_else(|| text.clone().into_bytes());
    let result = String::from_utf8(result).unwrap();
    let last = result.lines().next_back().unwrap().to_owned();
    (last, outcome.findings[0].is_note)
}

#[test]
fn what_stands_beside_a_nan_is_asked_about() {
    let (equal, differs) = ("x = shop.x == math.nan", "x = shop.x != float('nan')");
    for (thing, text, result, is_note) in [
        (Thing::Array, equal, "x = np.isnan(shop.x)", false),
        (Thing::Array, differs, "x = ~np.isnan(shop.x)", false),
        (Thing::Pandas, equal, "x = shop.x.isna()", false),
        (Thing::Pandas, differs, "x = shop.x.notna()", false),
        (Thing::Polars, equal, equal, true),
        (Thing::SqlColumn, differs, differs, true),
    ] {
        assert_eq!(
            with_a_nan(thing, text),
            (result.to_owned(), is_note),
            "{thing:?}: {text}"
        );
    }
    // Where the truth of the comparison is taken, an array would raise.
    let (taken, told) = ("if shop.x == math.nan: pass", "if math.isnan(shop.x): pass");
    assert_eq!(with_a_nan(Thing::Array, taken), (told.to_owned(), false));
}

#[test]
fn what_is_not_answered_is_counted_and_held_back() {
    let (outcome, _) = settle(THREE, may(), true);
    assert_eq!(outcome.uninferred, 3);
    assert!(outcome.result.is_none(), "though its truth is taken");
    let reasons = outcome
        .findings
        .iter()
        .filter_map(|it| it.evidence.as_ref());
    let reasons: Vec<_> = reasons.map(|it| it.reason.as_str()).collect();
    let held = ["x", "y", "z"].map(|name| format!("types of `{name}` could not be had"));
    assert_eq!(reasons, held);
}

#[test]
fn a_missing_answer_changes_only_what_it_might_have_told() {
    for (text, rewritten) in [
        ("import shop\nq = [shop.x == None]\n", false),
        (
            "import shop\nx = shop.x or None\nif x == None: pass\n",
            false,
        ),
        (
            "import shop\ndef f(x: shop.X = None):\n    if x == None: pass\n",
            false,
        ),
        // Proved by the file, the standard library's, nothing to be known.
        (
            "import shop\nx = None\nif x == None: pass\nif shop.x == 1: pass\n",
            true,
        ),
        ("import os\nq = [os.environ == None]\n", true),
        ("import absent\nq = [absent.x == None]\n", true),
    ] {
        let (outcome, _) = settle(text, may(), true);
        assert_eq!(outcome.result.is_some(), rewritten, "{text}");
    }
    // A sign stands as it is.
    let (outcome, _) = settle("import shop\nq.filter(shop.X.y == None)\n", may(), true);
    let evidence = outcome.findings[0].evidence.as_ref().unwrap();
    assert_eq!(
        (evidence.verdict, evidence.witness),
        (Verdict::Suspect, Some(Witness::Context))
    );
}

#[test]
fn texts_that_nest_or_are_long_are_not_asked_about() {
    let nested = format!("{THREE}w = {}{}\n", "[".repeat(300), "]".repeat(300));
    let nested = format!("{nested}{}", "v = (1, [2], {3: 4})\n".repeat(1_000));
    let (outcome, asked) = settle(&nested, may(), false);
    assert_eq!((asked.len(), outcome.uninferred), (0, 0));
    let flat = format!("{THREE}{}", "v = (1, [2], {3: 4})\n".repeat(1_000));
    assert_eq!(settle(&flat, may(), false).1, [3]);
    let long = format!("{THREE}{}", "v = (1, [2], {3: 4})\n".repeat(250_000));
    assert_eq!(settle(&long, may(), false).1, [0; 0]);
}

#[test]
fn a_document_without_a_place_is_not_asked_about() {
    let fake = Arc::new(Fake {
        nature: may(),
        failed: false,
        asked: Mutex::default(),
    });
    let settings = Settings {
        types: Some(fake.clone()),
        ..Settings::default()
    };
    let document = Document::read(THREE.as_bytes()).unwrap();
    pipeline::settle(&document, &settings).unwrap();
    assert!(fake.asked.lock().unwrap().is_empty());
}
