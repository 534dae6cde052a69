//! `isfix completions`: the scripts, asked by the shells that they are for.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;

use clap::ValueEnum;
use isfix::explain::TOPICS;
use isfix::report::Format;
use isfix::rules::RULES;

use super::tree::{Call, PROGRAM, Tree, is_missing};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The shells that are asked what they offer, and what each is started with.
const ASKED: [(&str, &[&str]); 3] = [
    ("bash", &["--norc"]),
    ("fish", &["--no-config"]),
    ("zsh", &["-f"]),
];

fn script(shell: &str) -> String {
    let ran = Tree::new().run(&format!("completions {shell}"));
    ran.status(0).stderr("").out()
}

/// A folder to stand in, with a repository and each shell's script.
struct Asked {
    tree: Tree,
    shells: Vec<(&'static str, &'static [&'static str])>,
}

impl Asked {
    fn new() -> Self {
        let tree = Tree::of(&[("examples/a.py", ""), ("my file.py", ""), ("one.py", "")]);
        let shells = ASKED.into_iter().filter(|(shell, _)| !is_missing(shell));
        let shells: Vec<_> = shells.collect();
        for (shell, _) in &shells {
            tree.put(format!("scripts/{shell}"), script(shell));
        }
        Self { tree, shells }
    }

    /// What a shell offers at the end of a line, options without a `=` that stands before it.
    fn offered(&self, shell: &str, flags: &[&str], line: &str) -> BTreeSet<String> {
        let asking = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/completions");
        let ran = Call::new(shell, self.tree.root())
            .env("TERM", "xterm")
            .args(flags)
            .arg(asking.join(format!("ask.{shell}")))
            .arg(self.tree.path(format!("scripts/{shell}")))
            .arg(line)
            .run();
        let ran = ran.status(0).stderr("");
        let bare = |word: &str| {
            let word = word.split_once('=').map_or(word, |(_, value)| value);
            word.trim_end_matches('/').replace('\\', "")
        };
        ran.out().lines().map(bare).collect()
    }

    /// Every shell offers just these words.
    #[track_caller]
    fn check(&self, line: &str, words: &[&str]) {
        for &(shell, flags) in &self.shells {
            let offered = self.offered(shell, flags, line);
            let words = words.iter().map(|&word| word.to_owned()).collect();
            assert_eq!(offered, words, "{shell}: {line}");
        }
    }
}

#[test]
fn options_commands_and_paths_complete() {
    let asked = Asked::new();
    asked.check("isfix --out", &["--output-file", "--output-format"]);
    asked.check("isfix one.py --wri", &["--write"]);
    asked.check("isfix --diff one.py --exit-z", &["--exit-zero"]);
    asked.check("isfix ex", &["examples", "explain"]);
    asked.check("isfix one.py ex", &["examples"]);
    asked.check("isfix my", &["my file.py"]);
    asked.check("isfix --write one.py my", &["my file.py"]);
    asked.check("isfix --files-from one", &["one.py"]);
    asked.check("isfix --config=one", &["one.py"]);
    let formats = Format::value_variants().iter();
    let formats = formats.filter_map(|format| format.to_possible_value());
    let formats: Vec<_> = formats.map(|value| value.get_name().to_owned()).collect();
    let formats: Vec<&str> = formats.iter().map(String::as_str).collect();
    asked.check("isfix --output-format ", &formats);
    asked.check("isfix --output-file one", &["one.py"]);
    asked.check("isfix --color=a", &["always", "auto"]);
    asked.check("isfix completions ", &SHELLS);
    asked.check("isfix explain --output-format=j", &["json"]);
    asked.check(
        "isfix --diff explain --out",
        &["--output-file", "--output-format"],
    );
    asked.check("isfix explain --out", &["--output-format"]);
    asked.check("isfix --no-sc", &[]);
    asked.check("isfix --witn", &[]);
}

#[test]
fn rules_complete_one_by_one_and_in_lists() {
    let asked = Asked::new();
    let e71 = ["E711", "E712", "E713", "E714"];
    asked.check("isfix --select E71", &e71);
    asked.check("isfix --ignore=E71", &e71);
    let behind = e71.map(|code| format!("F632,{code}"));
    asked.check(
        "isfix --extend-select F632,E71",
        &behind.each_ref().map(String::as_str),
    );
    asked.check("isfix --select=F632,is-l", &["F632,is-literal"]);
    // Each once.
    let rest = ["E712", "E714"].map(|code| format!("E713,F632,E711,{code}"));
    asked.check(
        "isfix --select E713,F632,E711,E71",
        &rest.each_ref().map(String::as_str),
    );
    asked.check("isfix explain E7", &[&e71[..], &["E721"]].concat());
    asked.check("isfix explain ident", &["identity"]);
    asked.check("isfix --select ident", &[]);
    let words = RULES
        .iter()
        .flat_map(|rule| rule.descriptor.names.iter().chain(rule.descriptor.codes));
    let mut words: Vec<&str> = words.copied().chain(["ALL"]).collect();
    asked.check("isfix --select ", &words);
    words.extend(TOPICS.iter().map(|topic| topic.name));
    asked.check("isfix explain ", &words);
}

#[test]
fn revisions_complete_and_are_only_words() {
    let asked = Asked::new();
    if is_missing("git") {
        return;
    }
    asked.tree.git("init -q");
    asked.check("isfix --since f", &[]);
    asked
        .tree
        .git("-c user.name=a -c user.email=a@b commit -q --allow-empty -m a");
    asked.tree.git("branch feature/one");
    asked.check("isfix --since f", &["feature/one"]);
    let hostile = "x$(touch${IFS}owned)";
    asked.tree.git(&format!("branch {hostile}"));
    asked.check("isfix --since x", &[hostile]);
    let raw = Call::new("bash", asked.tree.root())
        .args(["-c", "source scripts/bash; COMP_WORDS=(isfix --since x) COMP_CWORD=2; _isfix isfix x --since; printf '%s\\n' \"${COMPREPLY[@]}\""])
        .run();
    raw.status(0)
        .stdout("x\\$\\(touch\\$\\{IFS\\}owned\\)\n")
        .stderr("");
    assert!(!asked.tree.path("owned").exists());
}

#[test]
fn every_script_knows_every_option_that_is_seen_and_parses() {
    let help = Tree::new().run("--help").out();
    let options = help
        .split_whitespace()
        .filter(|word| word.starts_with("--"));
    let options: BTreeSet<&str> = options
        .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphabetic()))
        .collect();
    assert!(options.len() > 30, "{options:?}");
    for shell in SHELLS {
        let text = script(shell);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let words: BTreeSet<&str> = text
            .split(|c| !is_name(c))
            .map(|word| word.trim_start_matches('-'))
            .collect();
        for option in &options {
            assert!(words.contains(option), "{shell}: {option}");
        }
        for hidden in ["witnesses", "no-scan", "infer-types"] {
            assert!(!words.contains(hidden), "{shell}: {hidden}");
        }
        // The others have no such check, or none without a terminal.
        if ["bash", "fish", "zsh"].contains(&shell) && !is_missing(shell) {
            let tree = Tree::of(&[("script", &text)]);
            let parsed = Call::new(shell, tree.root()).args(["-n", "script"]).run();
            parsed.status(0).stdout("").stderr("");
        }
    }
}

#[test]
fn zsh_and_fish_load_their_scripts_from_where_they_look() {
    let tree = Tree::new();
    if !is_missing("zsh") {
        tree.put("zsh/_isfix", script("zsh"));
        let loads =
            "fpath=(zsh $fpath); autoload -Uz compinit; compinit -u -D; print $_comps[isfix]";
        let ran = Call::new("zsh", tree.root())
            .args(["-f", "-c", loads])
            .run();
        ran.status(0).stdout("_isfix\n").stderr("");
    }
    if !is_missing("fish") {
        tree.put(".config/fish/completions/isfix.fish", script("fish"));
        let here = Path::new(PROGRAM).parent().unwrap();
        let ran = Call::new("fish", tree.root())
            .env("PATH", format!("{}:/usr/bin:/bin", here.display()))
            .args(["-c", "complete -C 'isfix --wri'"])
            .run();
        ran.status(0).says("--write\t").stderr("");
    }
}

#[test]
fn a_shell_that_is_not_known_is_wrong_usage() {
    let tree = Tree::new();
    for line in [
        "completions",
        "completions tcsh",
        "completions bash zsh",
        "completions bash --write",
    ] {
        tree.run(line).status(2).stdout("");
    }
    tree.run("completions tcsh").complains("powershell");
    tree.run("--write completions bash")
        .status(2)
        .complains("./completions");
    tree.run("completions --help")
        .status(0)
        .says("bash, elvish, fish");
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    let mut child = Tree::new().isfix(["completions", "zsh"]).spawn();
    let mut line = String::new();
    let mut stdout = BufReader::with_capacity(16, child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
