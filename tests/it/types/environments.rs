//! Where installed packages are found: named, active, or in the tree.

use std::fs;

use crate::cli::tree::Tree;

const USE: &str = "import third\nx = third.make()\nif x == None:\n    pass\n";

const SEEN: &str = "`x` is `Column`, whose `==` gives `Expression`";

/// A tree and, in it, a virtual environment of that name with a package.
fn tree(environment: &str) -> Tree {
    let package = "class Expression: ...\nclass Column:\n    \
                   def __eq__(self, other: object) -> Expression: ...\n\
                   def make() -> Column: ...\n";
    let at = |name: &str| format!("{environment}/{name}");
    Tree::of(&[("setup.py", ""), ("use.py", USE)])
        .with(at("pyvenv.cfg"), "home = /usr/bin\nversion = 3.12.1\n")
        .with(at("bin/python"), "")
        .with(
            at("lib/python3.12/site-packages/third/__init__.pyi"),
            package,
        )
}

#[test]
fn an_environment_is_named() {
    let tree = tree("env");
    tree.run("use.py --python env").status(0).says(SEEN);
    tree.run("use.py --python env/bin/python")
        .status(0)
        .says(SEEN);
    let whole = tree.path("env").to_str().unwrap().to_owned();
    tree.isfix(["use.py", "--python", &whole]).run().says(SEEN);
    tree.run("use.py").status(1).says("`if` takes its truth");
    tree.run("use.py --python env --no-types").status(1);
}

#[test]
fn settings_name_one_from_their_folder() {
    let tree = tree("env");
    tree.put("isfix.toml", "python = 'env'\n");
    tree.put("sub/isfix.toml", "python = '../env'\n");
    tree.put("sub/use.py", USE);
    tree.run("use.py").status(0).says(SEEN);
    tree.run("sub").status(0).says(SEEN);
    tree.run("--no-types use.py").status(1);
    tree.put("isfix.toml", "quiet = true\npython = 'absent'\n");
    for line in ["use.py --write", "use.py --no-types"] {
        tree.run(line)
            .status(2)
            .stdout("")
            .complains("isfix: isfix.toml:2:1: ");
    }
}

#[test]
fn what_is_no_environment_is_wrong_usage() {
    let tree = tree("env");
    fs::create_dir(tree.path("empty")).unwrap();
    for name in ["absent", "empty", "use.py"] {
        tree.run(&format!("use.py --python {name}"))
            .status(2)
            .stdout("")
            .complains(&format!("{name} is no Python environment"));
        tree.run(&format!("use.py --no-types --python {name}"))
            .status(2);
    }
}

#[test]
fn the_active_environment_is_found() {
    let tree = tree("env");
    let run = |variable: &str, options: &[&str]| {
        let call = tree.isfix(["use.py"]).args(options);
        call.env("VIRTUAL_ENV", tree.path(variable)).run()
    };
    run("env", &[]).status(0).says(SEEN);
    // What it names may be gone: that is no mistake of this run's, but said.
    let missing = "warning: VIRTUAL_ENV: ";
    run("absent", &[]).status(1).complains(missing);
    let named = run("absent", &["--python", "env"]).status(0).says(SEEN);
    let without = run("absent", &["--no-types"]).status(1);
    for ran in [named, without] {
        assert!(!ran.err().contains(missing), "{}", ran.account());
    }
}

#[test]
fn the_environment_of_the_tree_is_found() {
    tree(".venv").run("use.py").status(0).says(SEEN);
    // In the repository, above the project.
    let tree = tree(".venv").repository();
    tree.put("inner/setup.py", "");
    tree.put("inner/deep/use.py", USE);
    tree.run("inner/deep/use.py").status(0).says(SEEN);
}
