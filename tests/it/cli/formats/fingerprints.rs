//! Fingerprints: the same in every format, and the same findings' in runs over sources that moved on.

use serde_json::Value;
use std::collections::BTreeSet;

use super::super::tree::{Tree, is_missing};

const BEFORE: &str = "\
class Order:
    def total(self, x):
        if x == None or x is 'a':
            return x is 'a'
        return f(x, 1) is not 'b'

print(y is 2 and y is 2)
";

/// Edited above, reindented, reformatted; nothing of what is found is another thing.
const AFTER: &str = "\
import os


def new(x):
    return x

if os:
    class Order:
        '''Told now.'''

        async def other(self):
            pass

        def total(self, x):
            if (
                x == None  # why
                or x is \"a\"
            ):
                return x is \"a\"
            return f(
                x,
                1,
            ) is not \"b\"

print(
    y is 2
    and y is 2
)
";

fn prints(tree: &Tree, format: &str, line: &str) -> BTreeSet<String> {
    let ran = tree.run(&format!("-q --output-format {format} {line}"));
    let report: Value = serde_json::from_slice(&ran.output.stdout).unwrap();
    let entries = match format {
        "gitlab" => &report,
        _ => &report["runs"][0]["results"],
    };
    let entries = entries.as_array().unwrap();
    let prints: BTreeSet<_> = entries
        .iter()
        .map(|it| match format {
            "gitlab" => it["fingerprint"].as_str().unwrap().to_owned(),
            _ => it["partialFingerprints"]["isfix/v1"]
                .as_str()
                .unwrap()
                .to_owned(),
        })
        .collect();
    assert_eq!(prints.len(), entries.len(), "{}", ran.account());
    prints
}

#[test]
fn they_outlast_what_moves() {
    let tree = Tree::of(&[("a.py", BEFORE), ("broken.py", "if x is 'a'\n")]);
    let before = prints(&tree, "sarif", "");
    assert_eq!(before.len(), 7);
    assert_eq!(prints(&tree, "gitlab", ""), before);
    tree.put("a.py", AFTER);
    tree.put("broken.py", "y = 1\nif x is 'a'\n");
    assert_eq!(prints(&tree, "sarif", ""), before);
    tree.put("a.py", AFTER.replace('\n', "\r\n"));
    assert_eq!(prints(&tree, "gitlab", ""), before);
    // From another folder, of a repository, by another path.
    let tree = tree.repository();
    tree.put("sub/c.py", "");
    let call = tree.isfix(["-q", "--output-format", "gitlab", "../"]);
    let ran = call.folder(tree.path("sub")).run();
    let entries: Vec<Value> = serde_json::from_slice(&ran.output.stdout).unwrap();
    let elsewhere = entries
        .iter()
        .map(|it| it["fingerprint"].as_str().unwrap().to_owned());
    assert_eq!(elsewhere.collect::<BTreeSet<_>>(), before);
}

#[test]
fn what_is_another_finding_has_another() {
    let tree = Tree::of(&[("a.py", BEFORE)]);
    let before = prints(&tree, "gitlab", "");
    for (from, to, others) in [
        ("total", "sum", 4),
        ("Order", "Orders", 4),
        ("x == None", "z == None", 1),
        ("y is 2 and y is 2", "y is 2 and y is 3", 1),
        ("f(x, 1)", "f(x)", 1),
    ] {
        tree.put("a.py", BEFORE.replace(from, to));
        let after = prints(&tree, "gitlab", "");
        let count = after.difference(&before).count();
        assert_eq!(count, others, "{from} as {to}");
    }
    tree.put("a.py", "");
    tree.put("b.py", BEFORE);
    assert!(prints(&tree, "gitlab", "").is_disjoint(&before));
}

/// What is left after a fix keeps its own.
#[test]
fn fixes_leave_those_of_what_is_left() {
    let tree = Tree::of(&[("a.py", &format!("{BEFORE}print(x is (), 3 is 3)\n"))]);
    let before = prints(&tree, "sarif", "");
    assert_eq!(prints(&tree, "sarif", "--write"), before);
    let after = prints(&tree, "sarif", "");
    assert!(after.len() == 2 && after.is_subset(&before));
}

/// A new finding is not taken for an old one that is left out.
#[test]
fn what_is_left_out_keeps_its_own() {
    if is_missing("git") {
        return;
    }
    const OLD: &str = "print(x is 'a')\n";
    let tree = Tree::of(&[("a.py", OLD)]).repository();
    tree.git("add -A");
    tree.git("-c user.name=a -c user.email=a@example.org commit -qm all");
    let old = prints(&tree, "sarif", "");
    tree.put("a.py", format!("{OLD}\n\n{OLD}"));
    let both = prints(&tree, "sarif", "");
    assert!(both.len() == 2 && both.is_superset(&old));
    let new: BTreeSet<_> = both.difference(&old).cloned().collect();
    assert_eq!(prints(&tree, "sarif", "--since HEAD"), new);
    // Nor for one that a comment silences.
    let silenced = OLD.replace('\n', "  # noqa: F632\n");
    tree.put("a.py", format!("{silenced}{OLD}"));
    assert_eq!(prints(&tree, "sarif", ""), new);
}
