//! What inference adds to what the file proves; the rest is in the rules' cases.

use std::path::Path;
use std::sync::Arc;

use crate::document::Document;
use crate::fix::Applicability;
use crate::judge::Witness;
use crate::pipeline;
use crate::select::Selection;
use crate::settings::Settings;
use crate::types::{Facts, Given, Infer, Inferred, Nature, Operand, Origin, Pair};

/// Answers that every left operand is of one type.
#[derive(Debug)]
struct Fake {
    shown: &'static str,
    nature: Nature,
}

impl Infer for Fake {
    fn origin(&self, _: &Path, _: &str) -> Origin {
        Origin::Found
    }

    fn infer(&self, _: &Path, _: &str, pairs: Vec<Pair>, _: bool) -> Inferred {
        let operand = |shown: &str, nature: &Nature| Operand {
            shown: shown.to_owned(),
            nature: nature.clone(),
        };
        let facts = Facts {
            operands: [
                operand(self.shown, &self.nature),
                operand("Unknown", &Nature::Nothing),
            ],
            result: Given::Nothing,
        };
        Inferred {
            facts: vec![Some(facts); pairs.len()],
            failed: false,
        }
    }
}

/// How sure the only fix is, and who says so, where the left operand is inferred to be of a type.
fn judged(text: &str, shown: &'static str, nature: Nature) -> (Applicability, Option<Witness>) {
    let settings = Settings {
        rules: Selection::new(Some(&["SIM201".to_owned()]), &[], &[]).unwrap(),
        types: Some(Arc::new(Fake { shown, nature })),
        ..Settings::default()
    };
    let text = format!("import shop\n{text}\n");
    let document = Document::read(text.as_bytes()).unwrap();
    let outcome = pipeline::settle(&document.at(Path::new("/nowhere/m.py")), &settings).unwrap();
    let [finding] = &outcome.findings[..] else {
        panic!("{:?}", outcome.findings);
    };
    let fix = finding.fix.as_ref().unwrap();
    let witness = finding.evidence.as_ref().unwrap().witness;
    (fix.applicability, witness)
}

#[test]
fn types_of_builtin_scalars_prove_it() {
    use Applicability::{Safe, Unsafe};
    let types = Some(Witness::Types);
    let cases = [
        ("str", Safe),
        ("int | None", Safe),
        ("Literal[\"a\", -1]", Safe),
        ("bytes | bool", Safe),
        ("Money", Unsafe),
        ("str | Money", Unsafe),
        ("Unknown", Unsafe),
        ("list[int]", Unsafe),
        ("<class 'str'>", Unsafe),
        ("float", Unsafe),
    ];
    for (shown, expected) in cases {
        let (sure, witness) = judged("x = not shop.a == 'b'", shown, Nature::Honest);
        assert_eq!(sure, expected, "{shown}");
        if sure == Safe {
            assert_eq!(witness, types, "{shown}");
        }
    }
    let truth = judged("if not shop.a == 1.5: pass", "float", Nature::Honest);
    assert_eq!(truth, (Safe, types));
}

#[test]
fn what_may_be_a_column_is_not_what_its_type_says() {
    use Applicability::Unsafe;
    let column = judged("x = not shop.User.name == 'b'", "str", Nature::Honest);
    assert_eq!(column.0, Unsafe);
    let query = judged("query.filter(not shop.a == 'b')", "str", Nature::Honest);
    assert_eq!(query.0, Unsafe);
    let overloaded = Nature::Overloaded {
        class: "C".to_owned(),
        gives: None,
        thing: None,
    };
    let (sure, _) = judged("x = not shop.a == 'b'", "C", overloaded);
    assert_eq!(sure, Unsafe);
    let (sure, _) = judged("x = not shop.a == shop.b", "str", Nature::Honest);
    assert_eq!(sure, Unsafe);
}
