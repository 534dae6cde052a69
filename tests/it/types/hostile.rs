//! Sources on which inference overflows, never ends or takes everything: the run ends well, and the
//! comparison is judged as if nothing were known.

use std::time::{Duration, Instant};

use crate::cli::tree::Tree;

/// Sources that bind `x` to something which inference may try to know.
fn sources() -> Vec<(&'static str, String)> {
    let lines =
        |count: usize, line: &dyn Fn(usize) -> String| -> String { (0..count).map(line).collect() };
    vec![
        (
            "brackets",
            format!("x = {}{}\n", "[".repeat(5_000), "]".repeat(5_000)),
        ),
        (
            "lists",
            format!("x = {}{}\n", "[".repeat(190), "]".repeat(190)),
        ),
        (
            "attributes",
            format!("a = {{}}\nx = a{}\n", ".b".repeat(50_000)),
        ),
        (
            "calls",
            format!("def f() -> int: ...\nx = f{}\n", "()".repeat(50_000)),
        ),
        ("sums", format!("x = 1{}\n", " + 1".repeat(50_000))),
        ("signs", format!("x = {}1\n", "-".repeat(50_000))),
        ("nots", format!("x = {}1\n", "not ".repeat(50_000))),
        ("lambdas", format!("x = {}1\n", "lambda: ".repeat(190))),
        (
            "assignments",
            lines(5_000, &|i| {
                format!(
                    "a{} = {}\n",
                    i,
                    if i == 0 {
                        "1".into()
                    } else {
                        format!("a{}", i - 1)
                    }
                )
            }) + "x = a4999\n",
        ),
        (
            "choices",
            "def f() -> int: ...\na0 = 1\n".to_owned()
                + &lines(300, &|i| format!("a{} = f() if a{i} else a{i}\n", i + 1))
                + "x = a300\n",
        ),
        (
            "classes",
            "class C0: ...\n".to_owned()
                + &lines(3_000, &|i| format!("class C{}(C{i}): ...\n", i + 1))
                + "x = C3000()\n",
        ),
        (
            "circles",
            lines(300, &|i| {
                format!(
                    "class C{i}:\n    def __init__(self):\n        self.n = C{}().n\n",
                    (i + 1) % 300
                )
            }) + "x = C0().n\n",
        ),
        (
            "bases",
            "class A(B): ...\nclass B(A): ...\nclass D(D): ...\nx = A() or D()\n".to_owned(),
        ),
        (
            "loops",
            "x = 0\n".to_owned()
                + &lines(400, &|i| {
                    format!("for i{i} in range(x):\n    x = x + i{i}\n")
                }),
        ),
        (
            "annotation",
            format!(
                "x: '{}int{}' = 1\n",
                "list[".repeat(5_000),
                "]".repeat(5_000)
            ),
        ),
        (
            "union",
            format!("x: {}int\n", lines(3_000, &|i| format!("'L{i}' | "))),
        ),
        ("itself", "x: 'x' = x\n".to_owned()),
    ]
}

#[test]
fn the_run_ends_and_the_rest_is_judged() {
    let tree = Tree::of(&[("setup.py", "")]);
    let kinds = sources();
    for (name, text) in &kinds {
        tree.put(format!("{name}.py"), format!("{text}print(x == None)\n"));
    }
    tree.put("zebra.py", "import os\nprint(os.environ.copy() == None)\n");
    let began = Instant::now();
    let call = tree.isfix(["--output-format", "concise"]);
    let ran = call.env("ISFIX_TYPES_TIMEOUT_MS", "1500").run();
    for (name, _) in &kinds {
        assert!(
            ran.out().contains(&format!("{name}.py:")),
            "{name}: {}",
            ran.account()
        );
    }
    assert!(ran.out().contains("zebra.py:2:7"), "{}", ran.account());
    assert!(
        began.elapsed() < Duration::from_secs(120),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn what_never_ends_is_given_up() {
    let (_, hard) = sources().swap_remove(1);
    let tree = Tree::of(&[("setup.py", "")]);
    tree.put("hard.py", format!("{hard}print(x.y == None)\n"));
    tree.put("soft.py", "import other\nprint(other.f() == None)\n");
    tree.put("other.py", "def f() -> str: ...\n");
    let call = tree.isfix(["--output-format", "full"]);
    let ran = call.env("ISFIX_TYPES_TIMEOUT_MS", "1500").run().status(1);
    assert!(
        ran.err()
            .contains("1 comparison judged without types: inferring them failed"),
        "{}",
        ran.account()
    );
    ran.says("nothing in sight speaks of an overloaded `==`")
        .says("`other.f()` is `str`");
}

/// Modules that import each other in a line of thousands, and in a circle.
#[test]
fn long_lines_of_imports() {
    let tree = Tree::of(&[("setup.py", "")]);
    let count = 1_500;
    for number in 0..count {
        let next = number + 1;
        tree.put(
            format!("m{number}.py"),
            format!("from m{next} import x, C\n"),
        );
        let next = next % count;
        tree.put(format!("c{number}.py"), format!("from c{next} import x\n"));
    }
    tree.put(format!("m{count}.py"), "class C: ...\nx = C()\n");
    tree.put(
        "use.py",
        "import m0, c0\nprint(m0.x == None)\nprint(c0.x == None)\n",
    );
    tree.run("use.py")
        .status(1)
        .says("`m0.x` is `C`")
        .says("use.py:3:7");
}
