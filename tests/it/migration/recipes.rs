//! The recipes of docs/migration.md: what they run is run, where what they run on is only variables.

use std::fs;
use std::path::Path;

use yaml_rust2::{Yaml, YamlLoader};

use super::{ALL, Scene};
use crate::cli::tree::{Call, PROGRAM, Tree, is_missing};

const GUIDE: &str = include_str!("../../../docs/migration.md");

/// How many findings [`ALL`] has.
const FINDINGS: usize = 7;

/// The blocks in a language that hold a text.
fn blocks(language: &str, part: &str) -> impl Iterator<Item = &'static str> {
    let opening = format!("{language}\n");
    GUIDE
        .split("\n```")
        .filter_map(move |block| block.strip_prefix(&*opening))
        .filter(move |block| block.contains(part))
}

fn block(language: &str, part: &str) -> &'static str {
    let mut found = blocks(language, part);
    let one = found.next();
    assert!(found.next().is_none(), "{part} is in several blocks");
    one.unwrap_or_else(|| panic!("no block in {language} holds {part}"))
}

fn yaml(part: &str) -> Yaml {
    let documents = YamlLoader::load_from_str(block("yaml", part)).unwrap();
    let [document] = &documents[..] else {
        panic!("{part} is in several documents")
    };
    document.clone()
}

/// A folder of programs that holds isfix alone, before those of the system.
fn with_isfix(tree: &Tree) -> String {
    let programs = tree.path("programs");
    fs::create_dir_all(&programs).unwrap();
    let isfix = programs.join("isfix");
    if !isfix.exists() {
        std::os::unix::fs::symlink(PROGRAM, isfix).unwrap();
    }
    format!("{}:{}", programs.display(), std::env::var("PATH").unwrap())
}

fn shell(tree: &Tree, folder: &Path, script: &str) -> Call {
    let shell = if script.starts_with("#!/bin/bash") {
        "bash"
    } else {
        "sh"
    };
    let call = Call::new(shell, folder).args(["-ec", script]);
    call.env("PATH", with_isfix(tree))
}

/// Files of which each shard has some.
fn filled(tree: &Tree, folder: &str) -> Vec<String> {
    let names = (0..40).map(|number| format!("{folder}/p{}/m{number}.py", number % 3));
    names.inspect(|name| drop(tree.put(name, ALL))).collect()
}

#[test]
fn every_program_text_can_be_read() {
    for script in blocks("sh", "") {
        Call::new("bash", Path::new("."))
            .args(["-n", "-c", script])
            .run()
            .status(0);
    }
    assert!(blocks("yaml", "").all(|text| YamlLoader::load_from_str(text).is_ok()));
    assert_eq!(
        (blocks("sh", "").count(), blocks("yaml", "").count()),
        (4, 3)
    );
}

/// The parts that the matrix makes, put together as its last job does, are what one run makes.
#[test]
fn a_matrix_of_github_actions() {
    if is_missing("git") || is_missing("jq") {
        return;
    }
    let tree = Tree::new();
    filled(&tree, "one");
    filled(&tree, "parts");
    let git = |folder: &str, line: &str| {
        let named = ["-c", "user.name=t", "-c", "user.email=t@t"];
        let words = line.split_whitespace();
        let call = Call::new("git", &tree.path(folder));
        call.args(named).args(words).run().status(0).out()
    };
    git("", "init --quiet --bare origin.git");
    for line in [
        "init --quiet",
        "add --all",
        "commit --quiet --message start",
    ] {
        git("parts", line);
    }
    git(
        "parts",
        &format!("remote add origin {}", tree.path("origin.git").display()),
    );
    tree.run("--write --quiet one").status(0);
    let jobs = &yaml("strategy:")["jobs"];
    let part = &jobs["part"];
    let steps = part["steps"].as_vec().unwrap().iter();
    let mut steps = steps.filter(|step| !step["with"]["args"].is_badvalue());
    let with = &steps.next().unwrap()["with"];
    let action = YamlLoader::load_from_str(include_str!("../../../action.yml")).unwrap();
    let mut steps = action[0]["runs"]["steps"].as_vec().unwrap().iter();
    let action = steps
        .find(|step| step["id"].as_str() == Some("run"))
        .unwrap();
    let action = action["run"].as_str().unwrap();
    let matrix = part["strategy"]["matrix"]["part"].as_vec().unwrap();
    fs::create_dir(tree.path("temp")).unwrap();
    for part in matrix {
        let part = part.as_i64().unwrap().to_string();
        let args = with["args"].as_str().unwrap();
        let is_failure = with["fail-on-findings"].as_bool().unwrap();
        Call::new("bash", &tree.path("parts"))
            .args(["-ec", action])
            .env("PATH", with_isfix(&tree))
            .env("GITHUB_OUTPUT", tree.path("output"))
            .env("ISFIX_MODE", with["mode"].as_str().unwrap())
            .env("ISFIX_FAIL", is_failure.to_string())
            .env("ISFIX_PATHS", ".")
            .env("ISFIX_ARGS", args.replace("${{ matrix.part }}", &part))
            .run()
            .status(0);
        // What is uploaded is downloaded on another machine.
        let moved = format!(
            "mkdir -p ../temp/parts && mv part-{part}.* ../temp/parts && git checkout -q ."
        );
        shell(&Tree::new(), &tree.path("parts"), &moved)
            .run()
            .status(0);
    }
    let last = jobs["commit"]["steps"].as_vec().unwrap().last().unwrap();
    let script = last["run"].as_str().unwrap();
    let call = shell(&Tree::new(), &tree.path("parts"), script);
    let call = call.env("GITHUB_RUN_ID", "7");
    call.env("RUNNER_TEMP", tree.path("temp")).run().status(0);
    for name in filled(&Tree::new(), "one") {
        let other = name.replace("one/", "parts/");
        tree.holds(other, tree.bytes(&name));
    }
    assert_eq!(
        git("origin.git", "log --format=%s isfix-7").lines().count(),
        2
    );
    let entries: serde_json::Value =
        serde_json::from_slice(&tree.bytes("temp/isfix.json")).unwrap();
    assert_eq!(entries.as_array().unwrap().len(), 40 * FINDINGS);
}

/// Both number their tasks, one from 0 and one from 1; each repository is moved by one of them.
#[test]
fn tasks_of_a_cluster() {
    let Some(mut scene) = Scene::new() else {
        return;
    };
    for number in 0..5 {
        scene.repository(&format!("r{number}"), &[("a.py", ALL)], "");
    }
    fs::write(scene.path("repositories.txt"), scene.lines.join("\n")).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/migrate.py");
    fs::copy(script, scene.path("migrate.py")).unwrap();
    let job = &yaml("completionMode: Indexed")["spec"];
    let container = &job["template"]["spec"]["containers"][0];
    let in_pod = container["args"][0].as_str().unwrap();
    let in_pod = in_pod
        .replace("/work/", "pods/")
        .replace("python3", scene.python.program.to_str().unwrap());
    let slurm =
        block("sh", "--job-name=isfix").replace("python3", scene.python.program.to_str().unwrap());
    let programs = Tree::new();
    let pods = job["completions"].as_i64().unwrap();
    for task in 0..pods {
        let call = shell(&programs, scene.folder.path(), &in_pod);
        let variables = call.env("JOB_COMPLETION_INDEX", task.to_string());
        variables.run().status(0);
        let call = shell(&programs, scene.folder.path(), &slurm)
            .env("SLURM_ARRAY_TASK_ID", (task + 1).to_string())
            .env("SLURM_ARRAY_TASK_COUNT", pods.to_string());
        call.env("SLURM_CPUS_PER_TASK", "2").run().status(0);
    }
    for folders in ["pods/", "work-"] {
        let first = i64::from(folders == "work-");
        let mut met = Vec::new();
        for task in first..pods + first {
            let report = fs::read(scene.path(&format!("{folders}{task}/report.json"))).unwrap();
            let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
            let records = report["repositories"].as_array().unwrap();
            met.extend(
                records
                    .iter()
                    .map(|record| record["url"].as_str().unwrap().to_owned()),
            );
            assert!(records.iter().all(|record| record["state"] == "moved"));
        }
        met.sort();
        assert_eq!(met, scene.lines, "{folders}");
    }
    if !is_missing("jq") {
        let added = shell(&programs, scene.folder.path(), block("sh", "jq -s"));
        let added = added.run().status(0).out();
        let added: serde_json::Value = serde_json::from_str(&added).unwrap();
        assert_eq!(added["repositories"].as_array().unwrap().len(), 5);
        assert_eq!(added["rules"]["F632"]["commits"], 5);
        assert_eq!(added["rules"]["F632"]["applied"], 10);
    }
}

/// Each file of a data set is handled by one task.
#[test]
fn a_data_set_of_files() {
    if is_missing("bash") {
        return;
    }
    let tree = Tree::new();
    let names = filled(&tree, "sources");
    fs::create_dir(tree.path("reports")).unwrap();
    let data = format!("{}/", tree.root().display());
    let script = block("sh", "--output-format json-lines").replace("/data/", &data);
    let programs = Tree::new();
    let path = with_isfix(&programs);
    let mut entries = 0;
    for task in 1..=100 {
        let call = Call::new("bash", tree.root())
            .args(["-ec", &script])
            .env("PATH", &path);
        call.env("SLURM_ARRAY_TASK_ID", task.to_string())
            .run()
            .status(0);
        let report = tree.bytes(format!("reports/{task}.jsonl"));
        entries += report.iter().filter(|&&byte| byte == b'\n').count();
    }
    assert_eq!(entries, 40 * FINDINGS);
    let alone = Tree::of(&[("a.py", ALL)]);
    alone.run("--write -q").status(0);
    for name in names {
        tree.holds(name, alone.bytes("a.py"));
    }
}

/// What others run in each repository.
#[test]
fn programs_for_others() {
    let multi_gitter = block("sh", "RULES:-").to_owned();
    let batch = yaml("repositoriesMatchingQuery");
    let step = batch["steps"][0]["run"].as_str().unwrap().to_owned();
    for (script, rules) in [(multi_gitter, "E714,E713"), (step, "E711")] {
        let tree = Tree::of(&[("a.py", ALL)]);
        shell(&Tree::new(), tree.root(), &script).run().status(0);
        let by_hand = Tree::of(&[("a.py", ALL)]);
        by_hand.run(&format!("--write -q --select {rules}"));
        assert!(by_hand.bytes("a.py") != ALL.as_bytes());
        tree.holds("a.py", by_hand.bytes("a.py"));
    }
}
