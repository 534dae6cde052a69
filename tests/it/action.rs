//! `action.yml`: its steps, run as GitHub's runner runs them, but for those that fetch or build.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::cli::tree::{Call, PROGRAM, Ran, Tree};
use crate::pre_commit;

const FOUND: &str = "if x is 'a':\n    pass\n";
const FIXED: &str = "if x == 'a':\n    pass\n";

/// The action; `None` where it cannot be read.
fn action() -> Option<Value> {
    yaml(&Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml"))
}

/// A file of YAML, by what reads pre-commit's; `None` where that cannot be had.
fn yaml(path: &Path) -> Option<Value> {
    let reading =
        "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)";
    let output = pre_commit::environment()?.start(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["-c".as_ref(), reading.as_ref(), path.as_ref()],
    );
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn steps(action: &Value) -> &[Value] {
    action["runs"]["steps"].as_array().unwrap()
}

/// A step that runs, and where.
struct Step<'a> {
    action: &'a Value,
    step: &'a Value,
    tree: Tree,
}

impl<'a> Step<'a> {
    fn named(action: &'a Value, name: &str, files: &[(&str, &str)]) -> Self {
        let named = steps(action).iter().find(|step| step["name"] == name);
        Self {
            action,
            step: named.unwrap_or_else(|| panic!("no step {name}")),
            tree: Tree::of(files),
        }
    }

    /// Runs it with these inputs, the others being at their defaults; whatever needs the runner's variables has
    /// them, and the program under test is on the path.
    fn run(&self, inputs: &[(&str, &str)]) -> Ran {
        let script = self
            .tree
            .put("runner/step.sh", self.step["run"].as_str().unwrap());
        let here = Path::new(PROGRAM).parent().unwrap();
        let mut path = vec![self.tree.path("bin"), here.to_owned()];
        path.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        // As GitHub documents `shell: bash`.
        let mut call = Call::new("bash", self.tree.root())
            .args(["--noprofile", "--norc", "-eo", "pipefail"])
            .arg(script)
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("RUNNER_OS", "Linux")
            .env("RUNNER_ARCH", "X64")
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_ACTION_PATH", self.tree.path("action"))
            .env("GITHUB_OUTPUT", self.tree.path("runner/output"))
            .env("GITHUB_PATH", self.tree.path("runner/path"));
        for (name, value) in self.step["env"].as_object().into_iter().flatten() {
            let input = input_of(value.as_str().unwrap());
            let given = inputs.iter().find(|(name, _)| *name == input);
            let default = self.action["inputs"][input]["default"].as_str();
            call = call.env(
                name,
                given.map_or_else(|| default.unwrap(), |(_, value)| value),
            );
        }
        call.run()
    }

    fn output(&self) -> String {
        String::from_utf8(self.tree.bytes("runner/output")).unwrap()
    }
}

/// The input that a value is, and nothing else.
fn input_of(value: &str) -> &str {
    let name = value.strip_prefix("${{ inputs.");
    name.and_then(|name| name.strip_suffix(" }}")).unwrap()
}

#[test]
fn what_is_given_reaches_the_shell_in_variables_alone() {
    let Some(action) = action() else { return };
    let declared: BTreeSet<&str> = action["inputs"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml")).unwrap();
    let used: BTreeSet<&str> = text
        .split("inputs.")
        .skip(1)
        .map(|rest| rest.split([' ', '\n']).next().unwrap())
        .collect();
    assert_eq!(used, declared);
    for input in action["inputs"].as_object().unwrap().values() {
        assert!(
            input["description"].is_string() && input["default"].is_string(),
            "{input}"
        );
    }
    for step in steps(&action) {
        assert!(step["name"].is_string());
        if let Some(script) = step["run"].as_str() {
            assert!(!script.contains("${{"), "{script}");
            assert_eq!(step["shell"], "bash");
        } else {
            let (_, version) = step["uses"].as_str().unwrap().split_once('@').unwrap();
            assert!(version.starts_with('v'), "{step}");
        }
    }
}

#[test]
fn the_guide_asks_for_what_there_is() {
    let Some(action) = action() else { return };
    let hooks =
        yaml(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml")).unwrap();
    let hooks: Vec<&Value> = hooks.as_array().unwrap().iter().collect();
    let guide = include_str!("../../docs/usage.md");
    let tree = Tree::new();
    let (mut asked_hooks, mut asked_steps) = (0, 0);
    for block in guide.split("```yaml\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let config = yaml(&tree.put("block.yaml", block)).unwrap();
        for repository in config["repos"].as_array().into_iter().flatten() {
            for hook in repository["hooks"].as_array().unwrap() {
                let there = hooks
                    .iter()
                    .find(|there| there["id"] == hook["id"])
                    .unwrap();
                for key in ["entry", "args", "types_or", "require_serial"] {
                    assert!(hook[key].is_null() || hook[key] == there[key], "{hook}");
                }
                asked_hooks += 1;
            }
        }
        for step in config["jobs"]["isfix"]["steps"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let is_ours = step["uses"].as_str().unwrap().starts_with("OWNER/isfix@");
            for input in step["with"]
                .as_object()
                .into_iter()
                .flatten()
                .filter(|_| is_ours)
            {
                assert!(action["inputs"][input.0].is_object(), "{step}");
            }
            asked_steps += usize::from(is_ours);
        }
    }
    assert_eq!((asked_hooks, asked_steps), (2, 2));
}

#[test]
fn options_it_names_are_isfixs() {
    let Some(action) = action() else { return };
    let help = Tree::new().run("--help").out();
    let run = Step::named(&action, "Run isfix", &[]);
    let words = run.step["run"]
        .as_str()
        .unwrap()
        .split([' ', '(', ')', '\n']);
    let options: Vec<&str> = words
        .filter(|word| word.starts_with("--") && word.len() > 2)
        .collect();
    assert!(options.len() >= 4, "{options:?}");
    for option in options {
        assert!(help.contains(option), "{option}");
    }
}

#[test]
fn a_check_annotates_and_changes_nothing() {
    let Some(action) = action() else { return };
    let run = Step::named(&action, "Run isfix", &[("a.py", FOUND)]);
    let ran = run.run(&[]).status(1);
    assert!(ran.out().contains("::error "), "{}", ran.account());
    assert_eq!(run.output(), "exit-status=1\n");
    run.tree.holds("a.py", FOUND);
    run.run(&[("fail-on-findings", "false")])
        .status(0)
        .says("::error ");
    run.tree.put("a.py", FIXED);
    run.run(&[]).status(0).stdout("");
    assert!(run.output().ends_with("exit-status=0\n"));
}

#[test]
fn its_other_modes_show_and_change() {
    let Some(action) = action() else { return };
    let run = Step::named(&action, "Run isfix", &[("a.py", FOUND)]);
    run.run(&[("mode", "diff")])
        .status(1)
        .says("+if x == 'a':\n");
    run.tree.holds("a.py", FOUND);
    run.run(&[("mode", "write")]).status(0);
    run.tree.holds("a.py", FIXED);
    run.run(&[("mode", "diff")]).status(0).stdout("");
    let ran = run
        .run(&[("mode", "$(touch owned)\n::notice::x")])
        .status(2);
    ran.stdout("::error title=isfix::the mode is one of check, diff and write\n");
}

#[test]
fn options_and_paths_stand_on_lines() {
    let Some(action) = action() else { return };
    let files = [
        ("my tests/a.py", FOUND),
        ("src/b.py", "x == None\nx is 'a'\n"),
        ("other/c.py", FOUND),
    ];
    let run = Step::named(&action, "Run isfix", &files);
    let given = [
        ("mode", "write"),
        ("paths", "  my tests \n\nsrc\n"),
        (
            "args",
            "--select F632\n\n  --config   ignore = [\"E711\"]  \n--quiet",
        ),
    ];
    run.run(&given).status(0).stderr("");
    run.tree
        .holds("my tests/a.py", FIXED)
        .holds("other/c.py", FOUND);
    run.tree.holds("src/b.py", "x == None\nx == 'a'\n");
    // Whatever the shell would make something of.
    for hostile in [
        "$(touch owned)",
        "`touch owned`",
        "; touch owned",
        "*",
        "a'\"\\",
        "--write",
    ] {
        run.run(&[("paths", hostile), ("args", "--quiet")])
            .status(2);
        run.run(&[("args", hostile)])
            .status(if hostile == "--write" { 0 } else { 2 });
        assert!(!run.tree.path("owned").exists(), "{hostile}");
    }
}

#[test]
fn builds_are_told_apart_by_what_they_are_made_of() {
    let Some(action) = action() else { return };
    let files = [
        ("action/Cargo.toml", ""),
        ("action/Cargo.lock", ""),
        ("action/src/main.rs", ""),
        ("action/docs/a page.md", ""),
        ("action/README.md", ""),
    ];
    let step = Step::named(&action, "Tell builds of isfix apart", &files);
    let key = || {
        step.run(&[]).status(0).stdout("");
        let output = step.output();
        output.lines().last().unwrap().to_owned()
    };
    let first = key();
    assert!(first.starts_with("key=isfix-Linux-X64-"), "{first}");
    step.tree.put("action/README.md", "another");
    assert_eq!(key(), first);
    let mut met = BTreeSet::from([first]);
    for (name, _) in &files[..4] {
        step.tree.put(name, "another");
        assert!(met.insert(key()), "{name}");
    }
}

#[test]
fn it_is_built_by_cargo_where_there_is_one() {
    let Some(action) = action() else { return };
    let files = [
        ("action/Cargo.toml", ""),
        ("bin/cargo", "#!/bin/sh\npwd\nprintf '<%s>' \"$@\"\n"),
    ];
    let step = Step::named(&action, "Build isfix", &files);
    Call::new("chmod", step.tree.root())
        .args(["+x", "bin/cargo"])
        .run()
        .status(0);
    let root = step.tree.root().canonicalize().unwrap();
    let said = format!(
        "{}\n<install><--path><.><--locked><--root><{}/.cache/isfix-action>",
        root.join("action").display(),
        step.tree.root().display()
    );
    step.run(&[]).status(0).stdout(said);
    let path = Step::named(&action, "Put isfix on the path", &[("runner/path", "")]);
    path.run(&[]).status(0);
    let added = String::from_utf8(path.tree.bytes("runner/path")).unwrap();
    assert_eq!(
        added,
        format!("{}/.cache/isfix-action/bin\n", path.tree.root().display())
    );
    let cache = steps(&action)
        .iter()
        .find(|step| step["id"] == "cache")
        .unwrap();
    assert_eq!(cache["with"]["path"], "~/.cache/isfix-action");
}
