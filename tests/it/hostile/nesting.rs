//! Nesting of every kind, to a million levels: the run goes on, each file comes out right or is
//! refused with a reason, and the ordinary file beside them is done.

use std::collections::HashMap;

use isfix::syntax::depth::{self, MAX_DEPTH};
use serde_json::Value;

use crate::cli::tree::{Call, PROGRAM, Ran, Tree, assert_same};

/// One way to nest: what stands before, what opens a level, what stands innermost, what closes a
/// level, and what stands behind.
#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    parts: [&'static str; 5],
}

const fn kind(name: &'static str, parts: [&'static str; 5]) -> Kind {
    Kind { name, parts }
}

/// What Python's grammar allows however deep. `is '` is to become `== '` wherever it stands.
pub const KINDS: &[Kind] = &[
    kind("parentheses", ["a = ", "(", "y is 'b'", ")", ""]),
    kind("parentheses_operand", ["a = ", "(", "y", ")", " is 'b'"]),
    kind("lists", ["a = ", "[", "y is 'b'", "]", ""]),
    kind("sets", ["a = ", "{", "y is 'b'", "}", ""]),
    kind("dicts", ["a = ", "{x:", "y is 'b'", "}", ""]),
    kind("tuples", ["a = ", "(", "y is 'b'", ",)", ""]),
    kind("not", ["a = ", "not ", "x", "", ""]),
    kind("not_parentheses", ["a = ", "not(", "x", ")", ""]),
    kind("minus", ["a = ", "-", "x is 'b'", "", ""]),
    kind("tilde", ["a = ", "~", "x is 'b'", "", ""]),
    kind("minus_literal", ["a = 'b' in ", "-", "1", "", ""]),
    kind("signs", ["a = ", "-+~", "x is 'b'", "", ""]),
    kind("lambda", ["a = ", "lambda:", "y is 'b'", "", ""]),
    kind(
        "lambda_arguments",
        ["a = ", "lambda x, *y: ", "y is 'b'", "", ""],
    ),
    kind(
        "lambda_defaults",
        ["a = ", "lambda x=", "y is 'b'", ":x", ""],
    ),
    kind(
        "lambda_parameters",
        [
            "a = lambda a, b=",
            "lambda a, b=",
            "y is 'b'",
            ": 0, e=0",
            ": 0",
        ],
    ),
    kind(
        "lambda_keywords",
        [
            "a = lambda *, b=",
            "lambda *, b=",
            "y is 'b'",
            ": 0, **e",
            ": 0",
        ],
    ),
    kind(
        "lambda_every_way",
        [
            "a = lambda a, /, *b, c=",
            "lambda a, /, *b, c=",
            "y is 'b'",
            ": 0, d=0, **e",
            ": 0",
        ],
    ),
    kind(
        "dict_comprehensions",
        ["a = ", "{1: ", "y is 'b'", " for a in b}", ""],
    ),
    kind(
        "later_arguments",
        ["a = ", "f(x, y, k=", "y is 'b'", ", *t)", ""],
    ),
    kind("later_items", ["a = ", "x[1, ", "y is 'b'", "]", ""]),
    kind(
        "case_keywords",
        ["match x:\n case ", "C(a, k=", "y", ")", ": z is 'b'"],
    ),
    kind("attributes", ["a = x", ".b", "", "", " is 'b'"]),
    kind("calls", ["a = f", "()", "", "", " is 'b'"]),
    kind("calls_nested", ["a = ", "f(", "y is 'b'", ")", ""]),
    kind("keywords_nested", ["a = ", "f(x=", "y is 'b'", ")", ""]),
    kind(
        "generators_nested",
        ["a = ", "f(", "y is 'b'", " for x in y)", ""],
    ),
    kind("subscripts", ["a = x", "[0]", "", "", " is 'b'"]),
    kind("subscripts_nested", ["a = ", "x[", "y is 'b'", "]", ""]),
    kind("slices", ["a = ", "x[:", "y is 'b'", "]", ""]),
    kind("mixed_postfix", ["a = x", ".b()[0]", "", "", " is 'b'"]),
    kind("sum", ["a = x", "+x", "", "", " is 'b'"]),
    kind("sum_of_literals", ["y is 'b'; a = 'c'", "+'c'", "", "", ""]),
    kind("power", ["a = x", "**x", "", "", " is 'b'"]),
    kind("shift", ["a = x", " << x", "", "", " is 'b'"]),
    kind("ternary", ["a = ", "x if x else ", "y is 'b'", "", ""]),
    kind(
        "ternary_test",
        ["a = ", "x if (", "y is 'b'", ") else x", ""],
    ),
    kind(
        "ternary_left",
        ["a = ", "(", "y is 'b'", " if x else x)", ""],
    ),
    kind("and", ["a = x", " and x", "", "", " and y is 'b'"]),
    kind("and_or", ["a = x", " or x and x", "", "", " or y is 'b'"]),
    kind("and_nested", ["a = ", "x and (x or ", "y is 'b'", ")", ""]),
    kind("comparisons", ["a = x", " < x", "", "", " is 'b'"]),
    kind("comparisons_nested", ["a = ", "x < (", "y is 'b'", ")", ""]),
    kind("comparisons_fixed", ["a = x", "", " is 'b'", "", ""]),
    kind(
        "elif",
        [
            "if x: pass\n",
            "elif x: pass\n",
            "elif y is 'b': pass",
            "",
            "",
        ],
    ),
    kind("concatenation", ["y is 'b'; a = 'c'", " 'c'", "", "", ""]),
    kind(
        "await_nested",
        ["async def f():\n  ", "await (", "y is 'b'", ")", ""],
    ),
    kind(
        "yield_nested",
        ["def f():\n  ", "(yield ", "y is 'b'", ")", ""],
    ),
    kind(
        "yield_from",
        ["def f():\n  ", "(yield from ", "y is 'b'", ")", ""],
    ),
    kind("decorators", ["", "@d\n", "def f(): y is 'b'", "", ""]),
    kind("assignments", ["", "x = ", "y is 'b'", "", ""]),
    kind("walrus", ["a = ", "(x := ", "y is 'b'", ")", ""]),
    kind("star", ["a = [", "*[", "y is 'b'", "]", "]"]),
    kind(
        "comprehensions",
        ["a = ", "[", "y is 'b'", " for x in y]", ""],
    ),
    kind(
        "comprehension_fors",
        ["a = [y is 'b'", " for x in y", "", "", "]"],
    ),
    kind(
        "comprehension_ifs",
        ["a = [x for x in y", " if x", "", "", " if y is 'b']"],
    ),
    kind("f_strings", ["a = ", "f\"{", "y is 'b'", "}\"", ""]),
    kind(
        "f_string_formats",
        ["a = f\"", "{x:", "{y is 'b'}", "}", "\""],
    ),
    kind(
        "f_string_fields",
        ["a = f\"", "{x}", "{y is 'b'}", "", "\""],
    ),
    kind("case", ["match x:\n case ", "(", "y", ")", ": z is 'b'"]),
    kind(
        "case_lists",
        ["match x:\n case ", "[", "y", "]", ": z is 'b'"],
    ),
    kind(
        "case_classes",
        ["match x:\n case ", "C(", "y", ")", ": z is 'b'"],
    ),
    kind(
        "case_dicts",
        ["match x:\n case ", "{1:", "y", "}", ": z is 'b'"],
    ),
    kind(
        "case_as",
        ["match x:\n case ", "(", "y", " as y)", ": z is 'b'"],
    ),
    kind("case_or", ["match x:\n case 1", "|1", "", "", ": z is 'b'"]),
    kind(
        "case_attributes",
        ["match x:\n case a", ".b", "", "", ": z is 'b'"],
    ),
    kind(
        "type_parameters",
        ["def f[T: ", "a[", "y is 'b'", "]", "](): pass"],
    ),
    kind("type_alias", ["type X = ", "a[", "y is 'b'", "]", ""]),
    kind("annotation", ["x: ", "a[", "y is 'b'", "]", ""]),
    kind("targets", ["for ", "[", "x", "]", " in y: z is 'b'"]),
    kind("deleted", ["del ", "(", "x", ")", "; y is 'b'"]),
    kind("imports", ["import a", ".b", "", "", "; y is 'b'"]),
    kind("arguments", ["f(", "x, ", "y is 'b'", "", ")"]),
];

/// What is no Python, however deep.
const BROKEN: &[Kind] = &[
    kind("unclosed_parentheses", ["a = ", "(", "", "", ""]),
    kind("unclosed_lists", ["a = ", "[", "", "", ""]),
    kind("unclosed_sets", ["a = ", "{", "", "", ""]),
    kind("unclosed_f_strings", ["a = ", "f\"{", "", "", ""]),
    kind("unopened", ["a = x", ")", "", "", ""]),
    kind("crossed", ["a = ", "([", "x", ")]", ""]),
    kind("await", ["async def f():\n  ", "await ", "x", "", ""]),
    kind("not_in", ["a = ", "not x in ", "x", "", ""]),
    kind("nothing", ["a = x", " is not", "", "", ""]),
];

impl Kind {
    /// The text, `depth` levels deep, between two statements to fix.
    pub fn text(self, depth: usize) -> String {
        let [before, open, leaf, close, behind] = self.parts;
        let (open, close) = (open.repeat(depth), close.repeat(depth));
        format!("if x is 'a': pass\n{before}{open}{leaf}{close}{behind}\nif x is 'c': pass\n")
    }
}

/// Blocks in blocks, a space wider each.
pub fn blocks(header: &str, depth: usize) -> String {
    let mut text = String::with_capacity(depth * (depth / 2 + header.len() + 2));
    for level in 0..depth {
        text.extend(std::iter::repeat_n(' ', level));
        text.push_str(header);
        text.push('\n');
    }
    text.extend(std::iter::repeat_n(' ', depth));
    text.push_str("y is 'b'\nif x is 'c': pass\n");
    text
}

fn fixed(text: &str) -> String {
    text.replace(" is '", " == '")
}

/// Files on their way through one run.
struct Batch {
    tree: Tree,
    /// Name, text, and whether it is Python at all.
    files: Vec<(String, String, bool)>,
}

impl Batch {
    fn new() -> Self {
        let tree = Tree::of(&[("zz_ordinary.py", "if x is 'a': pass\n")]);
        Self {
            tree,
            files: Vec::new(),
        }
    }

    fn add(&mut self, name: String, text: String, python: bool) {
        self.tree.put(&name, &text);
        self.files.push((name, text, python));
    }

    /// Every kind at this depth.
    fn add_kinds(&mut self, depth: usize) {
        for (kinds, python) in [(KINDS, true), (BROKEN, false)] {
            for kind in kinds {
                let name = format!("{depth}/{}.py", kind.name);
                self.add(name, kind.text(depth), python);
            }
        }
    }

    /// One run, in four gigabytes, and then each file is right or refused.
    fn check(self) {
        let line = "--write --quiet --jobs 2 --output-format json";
        let ran = limited(&self.tree, line);
        assert_eq!(ran.output.status.code(), Some(1), "{}", ran.err());
        self.tree.holds("zz_ordinary.py", "if x == 'a': pass\n");
        let failures = failures(&self.tree, &ran);
        for (name, text, python) in &self.files {
            let levels = depth::bound(text);
            let failure = failures.get(name).map(String::as_str);
            let is_deep = failure.is_some_and(|reason| reason.starts_with("nested too deeply"));
            assert_eq!(
                is_deep,
                levels > MAX_DEPTH,
                "{name}: {levels} levels, {failure:?}"
            );
            assert_eq!(
                failure.is_none(),
                *python && !is_deep,
                "{name}: {failure:?}"
            );
            let expected = match failure {
                None => &fixed(text),
                Some(_) => text,
            };
            if *expected.as_bytes() != self.tree.bytes(name) {
                let found = self.tree.bytes(name);
                assert_same(name, &ends(expected.as_bytes()), &ends(&found));
                panic!("{name} differs in its middle");
            }
        }
    }
}

/// What a diff of a deep text can show.
fn ends(bytes: &[u8]) -> Vec<u8> {
    let (head, tail) = (bytes.len().min(100), bytes.len().saturating_sub(100));
    [&bytes[..head], b"\n...\n", &bytes[tail..]].concat()
}

fn limited(tree: &Tree, line: &str) -> Ran {
    if cfg!(not(unix)) {
        return tree.run(line);
    }
    let script = format!("ulimit -v 4194304; exec \"$0\" {line}");
    Call::new("sh", tree.root())
        .args(["-c", &script, PROGRAM])
        .run()
}

/// The message of each file that was not read as Python, by its name in the tree.
fn failures(tree: &Tree, ran: &Ran) -> HashMap<String, String> {
    let root = std::fs::canonicalize(tree.root()).unwrap();
    let entries: Vec<Value> = serde_json::from_slice(&ran.output.stdout).unwrap();
    let failed = entries
        .iter()
        .filter(|entry| entry["fix"].is_null() && entry["code"] == "invalid-syntax");
    failed
        .map(|entry| {
            let path = std::path::Path::new(entry["filename"].as_str().unwrap());
            let name = path.strip_prefix(&root).unwrap_or(path);
            let message = entry["message"].as_str().unwrap().to_owned();
            (name.to_str().unwrap().to_owned(), message)
        })
        .collect()
}

#[test]
fn a_hundred_and_a_thousand_levels() {
    let mut batch = Batch::new();
    batch.add_kinds(100);
    batch.add_kinds(1_000);
    batch.check();
}

#[test]
fn thousands_of_levels() {
    let mut batch = Batch::new();
    batch.add_kinds(5_000);
    batch.add_kinds(20_000);
    batch.check();
}

#[test]
fn as_many_levels_as_are_read() {
    let mut batch = Batch::new();
    batch.add_kinds(MAX_DEPTH - 1_000);
    batch.check();
}

#[test]
fn a_million_levels() {
    let mut batch = Batch::new();
    batch.add_kinds(1_000_000);
    batch.check();
}

#[test]
fn blocks_in_blocks() {
    let mut batch = Batch::new();
    for header in [
        "if 1:",
        "while 1:",
        "for x in y:",
        "with x:",
        "def f():",
        "async def f():",
        "class C:",
    ] {
        for depth in [99, 1_000, 3_000] {
            batch.add(format!("{header}{depth}.py"), blocks(header, depth), true);
        }
    }
    batch.add(
        "broken.py".to_owned(),
        format!("x is 'a'\n{}", blocks("if", 99)),
        false,
    );
    batch.add("deep.py".to_owned(), blocks("if 1:", 10_000), true);
    batch.check();
}
