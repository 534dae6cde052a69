//! What comes from source and file names is data in every format, whatever is in it.

use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::super::reports::FORMATS;
use super::super::tree::{Ran, Tree, name};
use super::super::{BROKEN, SAFE};
use super::{github, junit};

/// Names of files, each of which would do harm somewhere.
const NAMES: [&[u8]; 12] = [
    b"</script><img onerror=x>.py",
    b"&amp;\"'<!--]]>.py",
    b"::error file=x::pwned.py",
    b" ::warning::blank.py",
    b"%0A::error::%25.py",
    b"a:b,c=d;e.py",
    b"line\n::error::next.py",
    b"esc\x1b[2J\x1b]0;title\x07.py",
    b"c1\xc2\x9b31m\xc2\x85.py",
    "bidi\u{202e}yp.exe\u{2066}\u{61c}\u{2028}.py".as_bytes(),
    "not\u{fffe}xml\u{ffff}.py".as_bytes(),
    b"latin\xe9\xff.py",
];

/// A source with as much in it: in what is compared, around it, in comments, and in a message that
/// quotes it.
const SOURCE: &str = "\
s = '\u{1b}[2J\u{7}\u{9b}31m\u{202e}\u{2066}\u{2028}</script>]]>\u{fffe}'
if s is '\u{1b}[31m\u{202e}\u{7f}</script>]]>&amp;\u{fffe}::error::%0A':  # ::error::\u{1b}[0m\u{202e}
    pass
t = ('''
::error::in a string
 ::error::too
''' is x)
u = x == None  # isfix: of\u{202e}[</script>]](https://example.org)
";

fn hostile() -> Tree {
    let tree = NAMES
        .into_iter()
        .fold(Tree::new(), |tree, bytes| tree.with(name(bytes), SAFE));
    tree.with("source.py", SOURCE)
        .with(name(b"broken\x1b[2J\n::error::.py"), BROKEN)
        .with("quoted.py", "x is 'a'\n\u{1b}[2J\u{202e} is '</script>'\n")
}

/// Nothing that takes over a terminal, reorders what is read, or is a command to GitHub's runner.
#[track_caller]
fn check_harmless(format: &str, text: &str) {
    let is_dangerous = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
    };
    for line in text.lines() {
        let dangerous = line.chars().find(is_dangerous);
        assert_eq!(dangerous, None, "{format}: {line:?}");
        let is_command = line.trim_start().starts_with("::");
        assert!(!is_command || format == "github", "{line:?}");
    }
    let is_page = ["full", "concise", "grouped", "github"].contains(&format);
    // The page for browsers has one script of its own.
    let scripts = usize::from(format == "html");
    let found = text.matches("</script").count();
    assert!(is_page || found == scripts, "{format}: {text}");
}

/// The names that a report in JSON gives.
fn json_names(entries: &[Value]) -> Vec<Vec<u8>> {
    let name = |entry: &Value| match entry["filename_bytes"].as_str() {
        Some(bytes) => BASE64_STANDARD.decode(bytes).unwrap(),
        None => entry["filename"].as_str().unwrap().as_bytes().to_vec(),
    };
    entries.iter().map(name).collect()
}

/// The names of files that a report in a format gives, as far as it has a place for them; `None` where it
/// is for people alone.
fn names(format: &str, text: &str) -> Option<Vec<Vec<u8>>> {
    Some(match format {
        "json" => json_names(&serde_json::from_str::<Vec<_>>(text).unwrap()),
        "json-lines" => {
            let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
            json_names(&lines.collect::<Vec<_>>())
        }
        "sarif" => {
            let report: Value = serde_json::from_str(text).unwrap();
            let results = report["runs"][0]["results"].as_array().unwrap().iter();
            let uri = |it: &Value| {
                let place = &it["locations"][0]["physicalLocation"]["artifactLocation"];
                let uri = place["uri"].as_str().unwrap().to_owned();
                percent_encoding::percent_decode_str(&uri).collect()
            };
            results.map(uri).collect()
        }
        "gitlab" => {
            let entries: Vec<Value> = serde_json::from_str(text).unwrap();
            let path = |it: &Value| it["location"]["path"].as_str().unwrap().as_bytes().to_vec();
            entries.iter().map(path).collect()
        }
        "github" => {
            let commands = text.lines().map(|line| github::command(line).unwrap());
            let file = |it: github::Command| {
                assert!(["error", "notice"].contains(&&*it.name), "{it:?}");
                it.properties["file"].clone().into_bytes()
            };
            commands.map(file).collect()
        }
        "junit" => {
            junit::check(&[("hostile", text.as_bytes().to_vec())]);
            return None;
        }
        _ => return None,
    })
}

#[test]
#[cfg(unix)]
fn names_and_sources_are_data_in_every_format() {
    use std::os::unix::ffi::OsStrExt;
    for format in FORMATS {
        let tree = hostile();
        let ran = tree.run(&format!("--unused-noqa --output-format {format}"));
        let ran = ran.status(1);
        let text = String::from_utf8(ran.output.stdout.clone()).unwrap();
        check_harmless(format, &text);
        check_harmless("standard error", &ran.err());
        let Some(found) = names(format, &text) else {
            continue;
        };
        let exact: BTreeSet<Vec<u8>> = NAMES.iter().map(|it| it.to_vec()).collect();
        let found: BTreeSet<Vec<u8>> = found
            .into_iter()
            .map(|it| {
                let path = PathBuf::from(OsStr::from_bytes(&it));
                let root = tree.root().canonicalize().unwrap();
                let path = path.strip_prefix(&root).or(path.strip_prefix(tree.root()));
                path.map_or(it.clone(), |path| path.as_os_str().as_bytes().to_vec())
            })
            .collect();
        for name in exact {
            let shown = name.escape_ascii();
            // GitHub's are for a runner that may be a terminal, GitLab's are text.
            let lossy = String::from_utf8_lossy(&name).into_owned();
            let is_there = found.contains(&name)
                || format == "gitlab" && found.contains(lossy.as_bytes())
                || format == "github" && lossy.contains(|c: char| c.is_control() || !c.is_ascii());
            assert!(is_there, "{format}: {shown} in {}", listed(&found));
        }
    }
}

fn listed(names: &BTreeSet<Vec<u8>>) -> String {
    let names = names.iter().map(|it| it.escape_ascii().to_string());
    names.collect::<Vec<_>>().join("\n")
}

/// In modes that print something else, too, and named on the command line.
#[test]
#[cfg(unix)]
fn in_every_mode() {
    for format in FORMATS {
        for mode in ["--write", "--add-noqa", "--write --unsafe-fixes"] {
            let tree = hostile();
            let line = format!("--output-format {format} --output-file out/report {mode} .");
            tree.put("out/x", "");
            let ran = tree.run(&line);
            check_harmless("standard error", &ran.err());
            let text = String::from_utf8(tree.bytes("out/report")).unwrap();
            check_harmless(format, &text);
            names(format, &text);
        }
        for bytes in NAMES {
            let tree = Tree::new();
            let call = tree.isfix(["--output-format", format, "--stdin-filename"]);
            let ran: Ran = call.arg(name(bytes)).arg("-").input(SAFE).run().status(1);
            check_harmless(format, &ran.out());
            check_harmless("standard error", &ran.err());
            let gone = tree.isfix(["--output-format", format, "--"]);
            let ran = gone.arg(name(bytes)).run().status(2);
            check_harmless(format, &ran.out());
            check_harmless("standard error", &ran.err());
        }
    }
}

/// In the list of files, too, of which each line is a path that leads to its file.
#[test]
#[cfg(unix)]
fn listed_names_are_no_commands() {
    let tree = [
        &b"::error file=x::pwned.py"[..],
        b" ::warning::blank.py",
        b"a::b.py",
    ]
    .into_iter()
    .fold(Tree::new(), |tree, bytes| tree.with(name(bytes), SAFE));
    let ran = tree.run("--show-files").status(0);
    ran.stdout("./ ::warning::blank.py\n./::error file=x::pwned.py\na::b.py\n");
}
