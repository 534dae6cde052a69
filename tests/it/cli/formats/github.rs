//! `github`, read as the runner reads it.

use std::collections::BTreeMap;

use super::super::tree::Tree;
use super::{every_kind, every_report};

/// A workflow command as the runner takes it apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    pub properties: BTreeMap<String, String>,
    pub message: String,
}

/// The command in a line: its info ends at the next `::`, its properties at commas.
pub fn command(line: &str) -> Option<Command> {
    let (info, message) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let pairs = properties.split(',').filter_map(|it| it.split_once('='));
    let undone = |text: &str, tokens: &[(&str, &str)]| {
        let text = tokens
            .iter()
            .fold(text.to_owned(), |text, (escape, token)| {
                text.replace(escape, token)
            });
        text.replace("%25", "%")
    };
    let lines = [("%0D", "\r"), ("%0A", "\n")];
    let separators = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")];
    Some(Command {
        name: name.to_owned(),
        properties: pairs
            .map(|(key, value)| (key.to_owned(), undone(value, &separators)))
            .collect(),
        message: undone(message, &lines),
    })
}

#[track_caller]
fn commands(tree: &Tree, line: &str) -> Vec<Command> {
    let ran = tree.run(&format!("-q --output-format github {line}"));
    let out = ran.out();
    let commands = out.lines().map(command);
    commands
        .collect::<Option<_>>()
        .unwrap_or_else(|| panic!("{}", ran.account()))
}

#[test]
fn every_line_is_a_command() {
    for (about, bytes) in every_report("github") {
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.is_empty(), about == "nothing", "{about}: {text}");
        for line in text.lines() {
            let command = command(line).unwrap_or_else(|| panic!("{about}: {line}"));
            assert!(["error", "notice"].contains(&&*command.name), "{line}");
            assert!(command.properties["title"].starts_with("isfix: "), "{line}");
            assert!(!command.message.is_empty(), "{line}");
        }
    }
}

#[test]
fn a_finding() {
    let tree = Tree::of(&[("sub/a,b.py", "é = '😀'; é is 'ß'\n")]).repository();
    let call = tree.isfix(["-q", "--output-format", "github"]);
    let ran = call.folder(tree.path("sub")).run().status(1);
    let command = command(ran.out().trim_end()).unwrap();
    assert_eq!(command.name, "error");
    let expected = [
        ("title", "isfix: is-literal (F632)"),
        ("file", "sub/a,b.py"),
        ("line", "1"),
        ("endLine", "1"),
        ("col", "10"),
        ("endColumn", "18"),
    ];
    let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(command.properties, BTreeMap::from(expected));
    let said = &command.message;
    assert!(
        said.starts_with("a,b.py:1:10: F632 `is` compares"),
        "{said}"
    );
    assert!(said.ends_with(" [safe fix]"), "{said}");
}

/// The runner takes columns of one line alone.
#[test]
fn columns_are_of_one_line() {
    let tree = Tree::of(&[("a.py", "y = (x\n     is not 'a')\n")]);
    let [command] = &commands(&tree, "")[..] else {
        panic!("one is found");
    };
    let lines = ["line", "endLine"].map(|it| command.properties[it].as_str());
    assert_eq!(lines, ["1", "2"]);
    assert!(!command.properties.contains_key("col"), "{command:?}");
    assert!(!command.properties.contains_key("endColumn"), "{command:?}");
}

#[test]
fn what_is_left_to_do_is_an_error() {
    let tree = every_kind();
    let names = |commands: &[Command], file: &str| -> Vec<String> {
        let of = |it: &&Command| it.properties["file"] == file;
        let commands = commands.iter().filter(of);
        commands.map(|it| it.name.clone()).collect()
    };
    let before = commands(&tree, "nowhere.py .");
    for file in ["broken.py", "nowhere.py", "safe.py", "sub folder/unsafe.py"] {
        assert_eq!(names(&before, file), ["error"], "{file}");
    }
    assert_eq!(names(&before, "note.py"), ["notice"]);
    let nowhere = before
        .iter()
        .find(|it| it.properties["file"] == "nowhere.py");
    assert!(!nowhere.unwrap().properties.contains_key("line"));
    let written = commands(&tree, "--write");
    assert_eq!(names(&written, "safe.py"), ["notice"]);
    assert_eq!(names(&written, "sub folder/unsafe.py"), ["error"]);
    let fixed = written.iter().filter(|it| it.message.ends_with(" [fixed]"));
    assert!(fixed.count() > 3);
}
