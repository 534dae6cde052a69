//! Whatever a text is, reading it ends, and what is wrong has its place in it.

use std::path::Path;

use super::*;

const GOOD: &str = "\
# é
[tool.isfix]
select = [\"F632\", 'E71'] # x
per-file-ignores = { \"!a/{b,c}\" = [\"ALL\"], x = [] }
plain = ['größe.x', \"\\u0061.b\"]
jobs = 0x10
color = '''never'''
";

fn read(text: &str, in_tool_table: bool) -> Result<Option<Layer>, Fault> {
    let reader = Reader {
        base: Path::new("/p").into(),
        origin: &|_| Origin::Inline,
        is_option: |name| name == "write",
        in_tool_table,
    };
    reader.read(text)
}

#[track_caller]
fn check(text: &str) {
    let lines: Vec<_> = text.split('\n').collect();
    for in_tool_table in [false, true] {
        let Err(fault) = read(text, in_tool_table) else {
            continue;
        };
        assert!(!fault.reason.is_empty(), "{text}");
        if let Some(Location { row, column }) = fault.location {
            let line = lines
                .get(row - 1)
                .unwrap_or_else(|| panic!("{fault:?}: {text}"));
            assert!(column <= line.chars().count() + 1, "{fault:?}: {text}");
        }
    }
}

#[test]
fn what_is_good_is_read() {
    let layer = read(GOOD, true).unwrap().unwrap();
    assert_eq!(layer.texts(&keys::SELECT).unwrap(), ["F632", "E71"]);
    assert_eq!(layer.texts(&keys::PLAIN).unwrap(), ["größe.x", "a.b"]);
    assert_eq!(layer.count(&keys::JOBS).unwrap().get(), 16);
    assert_eq!(layer.keys().count(), 5);
}

#[test]
fn each_character_may_be_another() {
    let characters: Vec<char> = GOOD.chars().collect();
    for at in 0..characters.len() {
        let with = |middle: &str| {
            let (head, tail) = (&characters[..at], &characters[at + 1..]);
            let text: String = head
                .iter()
                .copied()
                .chain(middle.chars())
                .chain(tail.iter().copied())
                .collect();
            check(&text);
        };
        for other in [
            "", "\"", "'", "[", "]", "{", "}", "=", ".", ",", "\n", "\r", "\\", "#", "\0", "é",
            "0", "-",
        ] {
            with(other);
        }
        with(&characters[at].to_string().repeat(3));
        check(&characters[..at].iter().collect::<String>());
    }
}
