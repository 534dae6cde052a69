//! The cases held against CPython, wherever one is: its `ast` agrees that only declared operators
//! moved, its compiler has nothing more to warn of, and both spellings of a *not* are one bytecode.

pub mod interpreter;

use std::fs;
use std::path::{Path, PathBuf};

use interpreter::Interpreter;

use super::rules::case::{Case, Mode};

fn testdata(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("testdata")
        .join(name)
}

/// Writes what a script reads, each path on a line of its own, and keeps it as long as the folder.
fn listed(folder: &Path, lines: &[Vec<&Path>]) -> PathBuf {
    let list = folder.join("list");
    let lines: Vec<String> = lines
        .iter()
        .map(|paths| {
            let paths: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
            format!("{}\n", paths.join("\0"))
        })
        .collect();
    fs::write(&list, lines.concat()).unwrap();
    list
}

#[test]
fn its_ast_agrees_that_only_declared_operators_moved() {
    let Some(python) = Interpreter::newest() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut pairs: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (number, case) in Case::all().iter().enumerate() {
        for mode in [Mode::Safe, Mode::Unsafe] {
            let after = folder.path().join(format!("{number}-{mode:?}.py"));
            fs::write(&after, case.result(mode)).unwrap();
            pairs.push((case.path.clone(), after));
        }
    }
    let lines: Vec<Vec<&Path>> = pairs
        .iter()
        .map(|(before, after)| vec![before.as_path(), after.as_path()])
        .collect();
    let list = listed(folder.path(), &lines);
    let said = python.run(&[testdata("ast_agrees.py").as_ref(), list.as_ref()]);
    eprintln!(
        "Python {}: {}",
        python.version,
        said.text.lines().next_back().unwrap_or_default()
    );
    assert!(said.success, "Python {}:\n{}", python.version, said.text);
}

/// What [`its_ast_agrees_that_only_declared_operators_moved`] stands on can fail.
#[test]
fn its_ast_does_not_agree_with_other_changes() {
    const OTHER_CHANGES: &[(&str, &str)] = &[
        ("x is y", "x == y"),
        ("x == y", "x is y"),
        ("x == 1", "x is 1"),
        ("x is None", "x == None"),
        ("x is 1", "x != 1"),
        ("1 is None", "1 == None"),
        ("x == True", "x is not True"),
        ("x == True", "not x"),
        ("x != True", "x"),
        ("x == True", "y"),
        ("x == True", "x.is_(None)"),
        ("x == True", "x.isna()"),
        ("x == True", "not not x"),
        ("not x == True", "x"),
        ("not x != True", "not x"),
        ("x == 1", "x"),
        ("x == None", "x"),
        ("x == None", "not x"),
        ("x == None", "x.is_not(None)"),
        ("x == None", "x.is_(True)"),
        ("x == None", "x.is_()"),
        ("x == None", "x.is_(None, None)"),
        ("x == None", "x.is_(a=None)"),
        ("x == None", "x.notna()"),
        ("x == None", "y.is_(None)"),
        ("x == None", "x.is_null(False)"),
        ("x == None", "is_(x, None)"),
        ("x != None", "x.is_null()"),
        ("x < None", "x.is_(None)"),
        ("x == None == y", "x.is_(None)"),
        ("not x == None", "x.is_not(None)"),
        ("not x == y", "x == y"),
        ("not not x == y", "x != y"),
        ("not x == y == z", "x != y != z"),
        ("type(x) == y", "type(x) is not y"),
        ("types(x) == y", "types(x) is y"),
        ("type == y", "type is y"),
        ("x is list", "x == list"),
        ("x is list()", "x != list()"),
        ("x is object()", "x == object()"),
        ("None is list()", "None == list()"),
        ("not x < y", "x >= y"),
        ("not x is y", "x is y"),
        ("not x in y in z", "x not in y in z"),
        ("not not x in y", "x not in y"),
        ("x is (not y)", "x is not y"),
        ("x is 1 is y", "x == 1 == z"),
        ("x is t(1)", "x == t(1)"),
        ("x is 1", "x == True"),
        ("x is 1", "x == 1.0"),
        ("x is 0.0", "x == -0.0"),
        ("x is 1  # one", "x == 1"),
        ("x is 1  # one", "x == 1  # One"),
        ("f\"{x is 1=}\"", "f\"{x == 1=}\""),
        ("x == nan", "isnan(y)"),
        ("x == nan", "not isnan(x)"),
        ("x == nan", "~isnan(x)"),
        ("x != nan", "isnan(x)"),
        ("x != nan", "not not isnan(x)"),
        ("x == nan", "isinf(x)"),
        ("x == y", "isnan(x)"),
        ("x < nan", "isnan(x)"),
        ("x == nan == y", "isnan(x)"),
        ("x == float('inf')", "isnan(x)"),
        ("x == float(y)", "isnan(x)"),
        ("x == Decimal('nan')", "x.is_nan(1)"),
        ("x == nan", "x.notna()"),
        ("id(x) == id(y)", "x == y"),
        ("id(x) == id(y)", "x is not y"),
        ("id(x) == id(y)", "y is x"),
        ("id(x) == id(y)", "id(x) is y"),
        ("id(x) != id(y)", "x is y"),
        ("id(x) == y", "x is y"),
        ("id(x) < id(y)", "x is y"),
        ("id(x, z) == id(y)", "x is y"),
        ("id(x) == id(y) == id(z)", "x is y is z"),
        ("hash(x) == hash(y)", "x is y"),
        ("x is 1", "x == 1\nx"),
        ("x is 1", "x == = 1"),
    ];
    let Some(python) = Interpreter::newest() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut pairs = Vec::new();
    for (number, (before, after)) in OTHER_CHANGES.iter().enumerate() {
        let paths =
            ["before", "after"].map(|part| folder.path().join(format!("{number}-{part}.py")));
        fs::write(&paths[0], before).unwrap();
        fs::write(&paths[1], after).unwrap();
        pairs.push(paths);
    }
    let lines: Vec<Vec<&Path>> = pairs
        .iter()
        .map(|pair| pair.iter().map(PathBuf::as_path).collect())
        .collect();
    let list = listed(folder.path(), &lines);
    let said = python.run(&[testdata("ast_agrees.py").as_ref(), list.as_ref()]);
    let wanted = format!("0 compared, 0 skipped, {} differ", OTHER_CHANGES.len());
    assert_eq!(
        said.text.lines().next_back(),
        Some(wanted.as_str()),
        "{}",
        said.text
    );
    assert!(!said.success);
}

#[test]
fn its_compiler_warns_no_more() {
    /// Compiles each file of a list and prints every warning of `is` with a literal.
    const SCRIPT: &str = r#"
import sys, warnings
compiled = 0
for path in open(sys.argv[1]).read().split("\n"):
    if not path:
        continue
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(open(path, "rb").read(), path, "exec")
        except (SyntaxError, ValueError):
            continue
        compiled += 1
    for warning in caught:
        if '"is" with' in str(warning.message) or '"is not" with' in str(warning.message):
            print("%s:%s: %s" % (path, warning.lineno, warning.message))
print("%d compiled" % compiled)
"#;
    let interpreters = Interpreter::all();
    if interpreters.is_empty() {
        eprintln!("skipped: no python3 here");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut results = Vec::new();
    for case in Case::all().iter().filter(|case| is_to_be_silent(case)) {
        let path = folder
            .path()
            .join(format!("{}.py", case.name.replace('/', "--")));
        fs::write(&path, case.result(Mode::Unsafe)).unwrap();
        results.push(path);
    }
    let lines: Vec<Vec<&Path>> = results.iter().map(|path| vec![path.as_path()]).collect();
    let list = listed(folder.path(), &lines);
    for python in interpreters {
        let said = python.run(&["-c".as_ref(), SCRIPT.as_ref(), list.as_ref()]);
        let silent = said.text.lines().count() == 1;
        assert!(
            said.success && silent,
            "Python {}:\n{}",
            python.version,
            said.text
        );
        let compiled = said.text.trim_end();
        eprintln!("Python {}: {compiled} of {}", python.version, results.len());
    }
}

/// Whether no warning may be left: not where `is` with a literal stays on purpose (its name says
/// so), nor where is-literal is off.
fn is_to_be_silent(case: &Case) -> bool {
    let on = case
        .settings(Mode::Unsafe)
        .rules
        .rules()
        .any(|rule| rule.code() == "F632");
    on && !case.name.ends_with("_stays")
}

#[test]
fn a_negated_test_is_the_bytecode_of_its_operator() {
    const SCRIPT: &str = r#"
import sys
def parts(code):
    consts = [type(const) is type(code) and parts(const) or const for const in code.co_consts]
    return code.co_code, consts, code.co_names
for pair in sys.argv[1:]:
    before, after = pair.split(" => ")
    if parts(compile(before, "", "exec")) != parts(compile(after, "", "exec")):
        print(pair)
"#;
    const PAIRS: &[&str] = &[
        "not a is b => a is not b",
        "not a is not b => a is b",
        "not (a is b) => a is not b",
        "not a in b => a not in b",
        "not a not in b => a in b",
        "not not a is b => a is b",
        "not not a not in b => a not in b",
        "not not not a in b => a not in b",
        "x = not a is b => x = a is not b",
        "x = not not a in b => x = a in b",
        "if not a is b: c => if a is not b: c",
        "if not a not in b: c => if a in b: c",
        "while not a in b: c => while a not in b: c",
        "assert not a is b => assert a is not b",
        "x = c if not a is b else d => x = c if a is not b else d",
        "x = c and not a in b or d => x = c and a not in b or d",
        "x = [a for a in c if not a in b] => x = [a for a in c if a not in b]",
        "if not a == None is b: c => if not a == None is b: c",
    ];
    let interpreters = Interpreter::all();
    if interpreters.is_empty() {
        eprintln!("skipped: no python3 here");
    }
    for python in interpreters {
        let mut arguments: Vec<&std::ffi::OsStr> = vec!["-c".as_ref(), SCRIPT.as_ref()];
        arguments.extend(
            PAIRS
                .iter()
                .map(|pair| -> &std::ffi::OsStr { pair.as_ref() }),
        );
        let said = python.run(&arguments);
        assert!(
            said.success && said.text.is_empty(),
            "Python {}:\n{}",
            python.version,
            said.text
        );
        eprintln!("Python {}: {} pairs the same", python.version, PAIRS.len());
    }
}
