//! Files in which every comparison asks for the same costly thing: it is found out once, so the time
//! grows with the file and not with its square.

use std::time::{Duration, Instant};

use crate::cli::tree::Tree;

/// What each of these may take. They take a second or two; asked anew for each comparison, they took ten
/// to a hundred.
const LONGEST: Duration = Duration::from_secs(10);

/// As many comparisons are found in a file as are in it, in time.
#[track_caller]
fn check(label: &str, tree: &Tree, name: &str, comparisons: usize) {
    let started = Instant::now();
    let line = format!("--no-types --statistics --jobs 1 {name}");
    let ran = tree.run(&line);
    let took = started.elapsed();
    eprintln!("{label}: {:.1} s", took.as_secs_f64());
    ran.status(1)
        .complains(&format!("E711: {comparisons} finding"));
    assert!(took < LONGEST, "{label}: {took:?}");
}

#[track_caller]
fn check_one(label: &str, text: &str, comparisons: usize) {
    let tree = Tree::of(&[("a.py", text)]);
    check(label, &tree, "a.py", comparisons);
}

/// What a class looks like whose objects may equal `None`.
fn class(name: &str) -> String {
    format!("class {name}:\n    def __eq__(self, other):\n        return other is None\n")
}

#[test]
fn imports_of_large_neighbours() {
    let imports: String = (0..50).map(|at| format!("import m{at}\n")).collect();
    let text = format!(
        "{imports}def f(a):\n{}",
        "    g(a == None)\n".repeat(10_000)
    );
    let mut tree = Tree::of(&[("a.py", &text)]);
    for at in 0..50 {
        tree = tree.with(
            format!("m{at}.py"),
            "x = 'nothing to see here'\n".repeat(10_000),
        );
    }
    check("neighbours", &tree, "a.py", 10_000);
}

#[test]
fn a_long_annotation() {
    let head = "from typing import Union\n";
    let uses = "    g(a == None)\n".repeat(20_000);
    let union = vec!["int"; 20_000].join(", ");
    let text = format!("{head}def f(a: Union[{union}]):\n{uses}");
    check_one("a union", &text, 20_000);
    let either = vec!["int"; 40_000].join(" | ");
    let text = format!("{head}def f(a: '{either}'):\n{uses}");
    check_one("a union in a string", &text, 20_000);
    let optional = format!("Union[int, {}]", "Union[int, str], ".repeat(190));
    let text = format!("{head}def f(a: {optional}):\n{uses}");
    check_one("unions in a union", &text, 20_000);
}

#[test]
fn a_test_that_asserts_without_end() {
    let text = format!(
        "def test(a):\n{}",
        "    assert a.b == None\n".repeat(60_000)
    );
    check_one("one operand", &text, 60_000);
    let each: String = (0..60_000)
        .map(|at| format!("    assert a{at} == None\n"))
        .collect();
    check_one("many operands", &format!("def test():\n{each}"), 60_000);
}

#[test]
fn names_that_are_given_comparisons() {
    let text = format!("def f(a):\n{}", "    m = a == None\n".repeat(100_000));
    check_one("one name, never read", &text, 100_000);
    let text = format!("def f(a):\n{}", "    m = a == None; m\n".repeat(100_000));
    check_one("one name, read", &text, 100_000);
    let each: String = (0..100_000)
        .map(|at| format!("    m{at} = a == None\n"))
        .collect();
    check_one("many names", &format!("def f(a):\n{each}"), 100_000);
}

#[test]
fn an_isinstance_above_a_long_block() {
    let text = format!(
        "def f(a, b):\n  if isinstance(b, C):\n{}",
        "    g(a == None)\n".repeat(100_000)
    );
    check_one("a block", &text, 100_000);
}

#[test]
fn a_package_with_a_long_line() {
    let calls = "Color(), ".repeat(200_000);
    let tree = Tree::of(&[
        ("p/__init__.py", ""),
        ("p/color.py", &class("Color")),
        ("p/line.py", &format!("x = [{calls}]\n")),
        ("p/a.py", "g(a.b == None)\n"),
    ]);
    check("calls on one line", &tree, "p/a.py", 1);
}

#[test]
fn a_package_of_many_classes() {
    let classes: String = (0..20_000).map(|at| class(&format!("C{at}"))).collect();
    let mut tree = Tree::of(&[
        ("p/__init__.py", ""),
        ("p/classes.py", &classes),
        ("p/a.py", "g(a.b == None)\n"),
    ]);
    for at in 0..20 {
        let text = "x = 'nothing to see here'\n".repeat(60_000);
        tree = tree.with(format!("p/m{at}.py"), text);
    }
    check("classes", &tree, "p/a.py", 1);
}
