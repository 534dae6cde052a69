//! Types from outside: what they add to a run, where the environment is found, and that nothing that
//! inference does to itself ends a run.

mod children;
mod environments;
mod hostile;

use super::cli::tree::Tree;

/// A package with a class that may equal `None`, and a module that compares one of its objects.
const SHOP: &[(&str, &str)] = &[
    ("setup.py", ""),
    (
        "src/shop/base.py",
        "class Empty:\n    def __eq__(self, other):\n        return other is None or self is other\n",
    ),
    ("src/shop/__init__.py", "from .base import Empty\n"),
    (
        "use.py",
        "import shop\nbasket = shop.Empty()\nif basket == None:\n    pass\n",
    ),
];

const SEEN: &str = "`basket` is `Empty`, and `Empty` has an `__eq__` that may accept `None`";

#[test]
fn a_class_of_another_module_is_known() {
    let tree = Tree::of(SHOP);
    tree.run("use.py").status(1).says(SEEN).says("unsafe");
    tree.run("use.py --output-format json")
        .status(1)
        .says("\"witness\":\"types\"");
    tree.run("--write").status(1);
    tree.holds("use.py", SHOP[3].1);
    tree.run("use.py --no-types").status(1).says("safe fix");
}

/// That `None` is among the values tells nothing of the others.
#[test]
fn types_are_asked_about_what_may_be_none() {
    let tree = Tree::of(SHOP);
    tree.put(
        "may_be.py",
        "import shop\nbaskets = {1: shop.Empty()}\nif baskets.get(2) == None:\n    pass\n\
         def empty(basket: shop.Empty = None):\n    if basket == None:\n        pass\n",
    );
    assert_eq!(
        tree.run("may_be.py")
            .out()
            .matches("may accept `None`")
            .count(),
        2
    );
}

/// `numpy.float64` is a `float`, and what it compares is no `bool`; what is only assigned `False` may be
/// assigned `1`.
#[test]
fn types_prove_a_bool_where_it_is_written_down() {
    let tree = Tree::of(&[
        (
            "job.py",
            "class Job:\n    done = False\n    late: bool = False\ndef ready() -> bool: ...\njob = Job()\n",
        ),
        (
            "use.py",
            "import job\ndef passed(score: float, limit: float):\n    return (score > limit) == True\n\
             print(job.job.done == True)\nprint(job.job.late == True)\nprint(job.ready() == True)\n",
        ),
    ]);
    tree.run("use.py --write --select E712").status(1);
    tree.holds(
        "use.py",
        "import job\ndef passed(score: float, limit: float):\n    return (score > limit) == True\n\
         print(job.job.done == True)\nprint(job.job.late is True)\nprint(job.ready() is True)\n",
    );
}

#[test]
fn what_python_would_decode_is_asked_about() {
    let text = "# coding: latin-1\nimport shop\nname = '\u{e9}'; basket = shop.Empty()\nif basket == None:\n    pass\n";
    let tree = Tree::of(SHOP);
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    tree.put("latin.py", latin);
    tree.run("latin.py").status(1).says(SEEN);
    let utf = text.replace("latin-1", "utf-8").replace('\n', "\r\n");
    tree.put("marked.py", format!("\u{feff}{utf}"));
    tree.run("marked.py").status(1).says(SEEN);
}

#[test]
fn standard_input_is_inferred_under_its_name() {
    let tree = Tree::of(SHOP);
    let text = tree.bytes("use.py");
    let report = |name: &str| {
        let call = tree.isfix(["-", "--stdin-filename", name]);
        call.input(&text).run().status(1)
    };
    report("new.py").says(SEEN);
    report("src/inner.py").says(SEEN);
    // The text that comes in counts, not the one that lies there.
    tree.put("use.py", "nothing = 1\n");
    report("use.py").says(SEEN);
    tree.isfix(["-"]).input(&text).run().status(1).says(SEEN);
}

#[test]
fn the_output_is_the_same_for_any_number_of_jobs() {
    let tree = Tree::of(SHOP);
    for number in 0..40 {
        let other = (number * 7 + 1) % 40;
        let text = format!(
            "import shop, m{other}\nclass C{number}:\n    def __init__(self):\n        \
             self.next: m{other}.C{other} | None = None\n        self.basket = shop.Empty()\n\
             one = C{number}()\nprint(one == None, one.next == None)\n\
             if one.basket == None: pass\nif m{other}.one.basket == None: pass\n"
        );
        tree.put(format!("m{number}.py"), text);
    }
    let one = tree.run("--jobs 1").status(1);
    let many = tree.run("--jobs 8").status(1);
    assert_eq!(one.out(), many.out());
    assert!(
        one.out().matches("may accept `None`").count() >= 80,
        "{}",
        one.account()
    );
}
