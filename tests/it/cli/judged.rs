//! What the judge says, and how it is overruled, through the whole program.

use super::tree::Tree;

const SITES: &str = "\
from shop.models import User, Money


def pay(money: Money, limit=None):
    if limit == None:
        pass
    return money == None, User.name == None
";

#[test]
fn statistics_count_by_rule_and_verdict() {
    let tree = Tree::of(&[("a.py", SITES), ("b.py", "if x is 'a': pass\n")]);
    let table = "
      3  E711  none-comparison
      2    safe
      1    held back
      1    judged plain, by bindings
      1    judged unknown
      1    judged unknown, by context
      1  F632  is-literal
      1    safe
";
    tree.run("--statistics --no-types")
        .status(1)
        .stdout(table.trim_start_matches('\n'));
    let json = tree
        .run("--statistics --no-types --output-format json")
        .status(1);
    let entries: serde_json::Value = serde_json::from_str(&json.out()).unwrap();
    assert_eq!(entries[0]["code"], "E711");
    assert_eq!(entries[0]["count"], 3);
    assert_eq!(entries[0]["judged"][0]["witness"], "bindings");
    assert_eq!(entries[1]["name"], "is-literal");
    tree.run("--statistics --diff").status(2);
    tree.run("--statistics --write --no-types").status(1);
    tree.run("--statistics --no-types --quiet")
        .status(1)
        .stdout("      1  E711  none-comparison\n      1    held back\n      1    judged unknown, by context\n");
    Tree::new().run("--statistics").status(0).stdout("");
    Tree::new()
        .run("--statistics --output-format json")
        .status(0)
        .stdout("[]\n");
}

#[test]
fn a_file_that_fails_is_told_beside_the_statistics() {
    let tree = Tree::of(&[("broken.py", "if x == None\n")]);
    tree.run("--statistics")
        .status(1)
        .stdout("")
        .complains("isfix: broken.py:1:13: invalid-syntax: ");
}

/// Every finding's applicability and reason, a line each.
fn judged(tree: &Tree, args: &str) -> Vec<String> {
    let ran = tree.run(&format!("--output-format json --no-types {args}"));
    let findings: serde_json::Value = serde_json::from_str(&ran.out()).unwrap();
    let told = |finding: &serde_json::Value| {
        let sure = finding["fix"]["applicability"].as_str().unwrap_or("note");
        let reason = finding["evidence"]["reason"].as_str().unwrap_or("");
        format!("{sure}: {reason}")
    };
    findings.as_array().unwrap().iter().map(told).collect()
}

#[test]
fn the_user_has_the_first_word() {
    let tree = Tree::of(&[("a.py", SITES)]);
    assert_eq!(
        judged(&tree, ""),
        [
            "safe: parameter with default `None`",
            "safe: nothing in sight speaks of an overloaded `==`",
            "unsafe: operand `User.name` may be a column",
        ]
    );
    assert_eq!(
        judged(&tree, "--plain shop.models.User --overloaded Money,limit"),
        [
            "note: `limit` is named in `overloaded`",
            "note: `Money` is named in `overloaded`",
            "safe: `shop.models.User` is named in `plain`",
        ]
    );
    assert_eq!(
        judged(&tree, "--overloaded shop.models"),
        [
            "safe: parameter with default `None`",
            "note: `shop.models` is named in `overloaded`",
            "note: `shop.models` is named in `overloaded`",
        ]
    );
    assert_eq!(
        judged(&tree, "--overloaded shop.models --plain shop")[1..],
        [
            "note: `shop.models` is named in `overloaded`",
            "note: `shop.models` is named in `overloaded`",
        ]
    );
    assert_eq!(
        judged(&tree, "--overloaded shop --plain shop.models")[1..],
        [
            "safe: `shop.models` is named in `plain`",
            "safe: `shop.models` is named in `plain`",
        ]
    );
}
