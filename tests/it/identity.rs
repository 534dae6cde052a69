//! What `docs/identity.md` and the messages say of interpreters is what interpreters answer.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::cli::tree::Tree;
use super::python::interpreter::{Interpreter, Said};

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/identity.md")
}

/// What the script says of a page, held against the interpreters that these options name.
fn checked(python: &Interpreter, page: &Path, options: &[&OsStr]) -> Said {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/identity.py");
    let [check, option] = ["--check", "--page"].map(OsStr::new);
    let arguments = [script.as_ref(), check, option, page.as_ref()];
    python.run(&[&arguments, options].concat())
}

#[test]
fn the_interpreters_here_answer_as_the_page_says() {
    let Some(python) = Interpreter::newest() else {
        return;
    };
    let said = checked(python, &page(), &[]);
    eprintln!("{}", said.text);
    assert!(said.success || is_unknown(&said), "{}", said.text);
}

/// Whether there is no interpreter here of a version that the page names.
fn is_unknown(said: &Said) -> bool {
    said.text.contains("nothing to hold the page against")
}

/// What [`the_interpreters_here_answer_as_the_page_says`] stands on can fail.
#[test]
fn a_page_that_says_otherwise_is_found_out() {
    let Some(python) = Interpreter::newest() else {
        return;
    };
    let options = [
        "--only".as_ref(),
        "--python".as_ref(),
        python.program.as_os_str(),
    ];
    let text = fs::read_to_string(page()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("page.md");
    for (row, instead) in [
        (
            "| `256` | yes | yes | yes | yes |",
            "| `256` | yes | yes | yes | no |",
        ),
        ("| `[]` | no |", "| `[]` | yes |"),
        (
            "| `257` | yes | yes | CPython no,",
            "| `257` | yes | yes | CPython yes,",
        ),
        (
            "| `nan == nan` | no |",
            "| `nan == nan` | CPython yes, else no |",
        ),
    ] {
        fs::write(&other, &text).unwrap();
        let said = checked(python, &other, &options);
        if is_unknown(&said) {
            eprintln!("skipped: the page does not name Python {}", python.version);
            return;
        }
        assert!(said.success, "{}", said.text);
        assert!(text.contains(row), "{row}");
        fs::write(&other, text.replace(row, instead)).unwrap();
        let said = checked(python, &other, &options);
        assert!(!said.success, "{row}:\n{}", said.text);
    }
}

/// A value of the table, and what CPython's cells say: in one function, in two functions, in two
/// modules, made at run time.
struct Row {
    value: String,
    answers: [String; 4],
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(page()).unwrap();
    let (_, table) = text.split_once("<!-- measured: values -->").unwrap();
    let (table, _) = table.split_once("<!-- end -->").unwrap();
    let row = |line: &str| {
        let (value, cells) = line.strip_prefix("| `")?.split_once("` | ")?;
        let cells: Vec<String> = cells
            .trim_end_matches(" |")
            .split(" | ")
            .map(cpython)
            .collect();
        Some(Row {
            value: value.to_owned(),
            answers: cells.try_into().unwrap(),
        })
    };
    table.lines().filter_map(row).collect()
}

/// What a cell says of CPython: `yes`, `no`, or an answer with the versions that give another.
fn cpython(cell: &str) -> String {
    let said = match cell.strip_prefix("CPython ") {
        // Versions stand in brackets, with commas between them.
        Some(said) if said.contains('(') => said.split_inclusive(')').next(),
        Some(said) => said.split(',').next(),
        None => cell.rsplit(", else ").next(),
    };
    said.unwrap_or(cell).to_owned()
}

#[test]
fn the_messages_say_what_was_measured() {
    let rows = rows();
    assert!(rows.len() >= 24, "{}", rows.len());
    let mut lessons = 0;
    for Row { value, answers } in &rows {
        let tree = Tree::of(&[("a.py", &format!("print(x is {value})\n"))]);
        let told = tree.run("--output-format concise --select F632").out();
        let answers = answers.each_ref().map(String::as_str);
        let Some((_, lesson)) = told.split_once("compares identity with ") else {
            // Singletons, of which nothing is said, are the same always.
            assert_eq!(answers, ["yes"; 4], "{value}: {told}");
            continue;
        };
        lessons += 1;
        let fits = match lesson.trim_end() {
            it if it.contains(": always false") => answers == ["no"; 4],
            it if it.contains("nearly always false") => answers[3] == "no",
            it if it.contains("mostly shares") => {
                answers[..3] == ["yes"; 3] && answers[3].starts_with("yes")
            }
            it if it.contains("right there by accident") => answers == ["yes"; 4],
            it if it.contains("only within one module") => answers == ["yes", "yes", "no", "no"],
            it if it.contains("interns") => answers == ["yes", "yes", "yes", "no"],
            it if it.contains("without fields") => answers[0] == "yes" && answers[3] == "no",
            it if it.contains("folded") => answers[0] == "yes" && answers[3] == "no",
            _ => false,
        };
        assert!(fits, "{value}: {answers:?}, and the message says: {lesson}");
    }
    assert!(lessons >= 20, "{lessons}");
}
