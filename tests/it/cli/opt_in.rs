//! Rules that are off by default, through the whole program.

use super::tree::Tree;

/// A finding of each rule with what it becomes safely and with unsafe fixes.
const FINDINGS: &[(&str, [&str; 3])] = &[
    (
        "SIM201",
        [
            "x = not len(a) == 0xFF",
            "x = len(a) != 0xFF",
            "x = len(a) != 0xFF",
        ],
    ),
    ("SIM201", ["x = not a == b", "x = not a == b", "x = a != b"]),
    (
        "SIM202",
        [
            "if not 'a' != str(b): pass",
            "if 'a' == str(b): pass",
            "if 'a' == str(b): pass",
        ],
    ),
    (
        "E721",
        [
            "if type(a) == str: pass",
            "if type(a) is str: pass",
            "if type(a) is str: pass",
        ],
    ),
    (
        "E721",
        [
            "x = type(a) != type(b)",
            "x = type(a) != type(b)",
            "x = type(a) is not type(b)",
        ],
    ),
    (
        "ISF002",
        ["x = a is list()", "x = a is list()", "x = a == list()"],
    ),
    (
        "ISF002",
        [
            "x = a is object()",
            "x = a is object()",
            "x = a is object()",
        ],
    ),
];

#[test]
fn they_are_off_unless_they_are_asked_for() {
    for (code, [source, safe, with_unsafe]) in FINDINGS {
        let tree = Tree::of(&[("a.py", source)]);
        tree.run("--write --unsafe-fixes").status(0).stdout("");
        tree.holds("a.py", source);
        let is_left = |result: &str| i32::from(result == *source);
        for (unsafe_fixes, result) in [("", safe), ("--unsafe-fixes", with_unsafe)] {
            for select in ["--select", "--ignore ALL --select", "--extend-select"] {
                tree.run(&format!(
                    "{select} {code} --output-format concise --exit-zero"
                ))
                .status(0)
                .says(&format!(" {code} "));
                tree.run(&format!("{select} {code} --write {unsafe_fixes}"))
                    .status(is_left(result));
                tree.holds("a.py", result);
                tree.put("a.py", source);
            }
        }
    }
}

#[test]
fn pylints_names_name_them_too() {
    let selectors = [
        (
            "unnecessary-negation",
            "x = not len(a) == 1",
            "x = len(a) != 1",
        ),
        ("C0113", "x = not len(a) != 1", "x = len(a) == 1"),
        (
            "unidiomatic-typecheck",
            "x = type(a) == int",
            "x = type(a) is int",
        ),
        ("C0123", "x = type(a) == int", "x = type(a) is int"),
        ("SIM", "x = not len(a) == 1", "x = len(a) != 1"),
        ("E7", "x = type(a) == int", "x = type(a) is int"),
    ];
    for (selector, source, fixed) in selectors {
        let tree = Tree::of(&[("a.py", source)]);
        tree.run(&format!("--write --select {selector}")).status(0);
        tree.holds("a.py", fixed);
    }
}

/// What one rule rewrites and another one found is done, and no finding of it is left.
#[test]
fn a_rewrite_settles_what_every_rule_found_of_it() {
    let tree = Tree::of(&[("a.py", "if not x == None: pass\n")]);
    let json = tree
        .run("--extend-select SIM201 --output-format json")
        .status(1)
        .out();
    let found: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(found[0]["code"], "SIM201");
    assert_eq!(found[1]["code"], "E711");
    assert_eq!(found[0]["fix"], found[1]["fix"]);
    assert_eq!(found[0]["group"], found[1]["group"]);
    tree.run("--extend-select SIM201 --write").status(0);
    tree.holds("a.py", "if x is not None: pass\n");
    tree.run("--extend-select SIM201").status(0).stdout("");
}

#[test]
fn a_word_on_none_is_no_proof_of_opposites() {
    let source = "x = not shop.price == shop.cost\n";
    let tree = Tree::of(&[("a.py", source)]);
    tree.run("--select SIM201 --write").status(1);
    tree.holds("a.py", source);
    tree.run("--select SIM201 --write --plain shop").status(1);
    tree.holds("a.py", source);
    tree.run("--select SIM201 --write --unsafe-fixes").status(0);
    tree.holds("a.py", "x = shop.price != shop.cost\n");
}
