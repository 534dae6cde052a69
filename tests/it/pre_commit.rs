//! The hooks of `.pre-commit-hooks.yaml`, run by pre-commit itself.
//!
//! pre-commit would build the program from the hooks' repository, which takes minutes; here the repository is
//! another one, with the same hooks but for that they find the program under test on the path.

use std::path::Path;
use std::sync::LazyLock;

use crate::cli::tree::{Call, PROGRAM, Ran, Tree, is_missing};
use crate::libraries::environment::{Environment, told};

const HOOKS: &str = include_str!("../../.pre-commit-hooks.yaml");

const FOUND: &str = "if x is 'a':\n    pass\n";
const FIXED: &str = "if x == 'a':\n    pass\n";
const HELD_BACK: &str = "if x is ():\n    pass\n";

/// pre-commit; `None`, said aloud, where it cannot be had.
pub fn environment() -> Option<&'static Environment> {
    static FOUND: LazyLock<Result<Environment, String>> = LazyLock::new(|| {
        let requirements = "testdata/pre-commit/requirements.txt";
        let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join(requirements);
        Environment::of(&requirements, "pre-commit")
    });
    told(&FOUND)
}

/// A repository whose commits go through a hook.
struct Project {
    tree: Tree,
    environment: &'static Environment,
}

impl Project {
    /// With one hook, and what its configuration says more of it; `None` where pre-commit or git is missing.
    fn with(hook: &str, more: &str) -> Option<Self> {
        let environment = environment().filter(|_| !is_missing("git"))?;
        let tree = Tree::new();
        let hooks = HOOKS.replace("language: rust", "language: system");
        assert_ne!(hooks, HOOKS);
        tree.put("hooks/.pre-commit-hooks.yaml", hooks);
        let project = Self { tree, environment };
        project.commit("hooks");
        let head = project.git("hooks", "rev-parse HEAD").out();
        let repository = project.tree.path("hooks");
        let config = format!(
            "repos:\n- repo: {}\n  rev: {}\n  hooks:\n  - id: {hook}\n{more}",
            repository.display(),
            head.trim(),
        );
        project.tree.put("project/.pre-commit-config.yaml", config);
        project.commit("project");
        project.run("install").status(0);
        Some(project)
    }

    fn call(&self, program: &str, folder: &str) -> Call {
        let here = Path::new(PROGRAM).parent().unwrap();
        let mut path = vec![here.to_owned(), self.environment.folder().join("bin")];
        path.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        Call::new(program, &self.tree.path(folder))
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("PRE_COMMIT_HOME", self.tree.path("cache"))
            .env("GIT_AUTHOR_NAME", "a")
            .env("GIT_AUTHOR_EMAIL", "a@example.org")
            .env("GIT_COMMITTER_NAME", "a")
            .env("GIT_COMMITTER_EMAIL", "a@example.org")
    }

    #[track_caller]
    fn git(&self, folder: &str, line: &str) -> Ran {
        let words = line.split_whitespace();
        self.call("git", folder).args(words).run().status(0)
    }

    /// Makes a repository of a folder, with all that is in it in one commit.
    #[track_caller]
    fn commit(&self, folder: &str) {
        self.git(folder, "init -q");
        self.git(folder, "add -A");
        self.git(folder, "commit -qm all");
    }

    /// Writes a file and stages it.
    #[track_caller]
    fn stage(&self, name: &str, text: &str) {
        self.tree.put(format!("project/{name}"), text);
        self.git("project", &format!("add -- {name}"));
    }

    /// Writes and stages a script: pre-commit looks for a shebang where a file can be run.
    #[track_caller]
    fn stage_script(&self, name: &str, text: &str) {
        self.stage(name, &format!("#!/usr/bin/env python3\n{text}"));
        let call = self.call("chmod", "project");
        call.args(["+x", name]).run().status(0);
        self.git("project", &format!("add -- {name}"));
    }

    /// pre-commit, in the project.
    fn run(&self, line: &str) -> Ran {
        let call = self.call("pre-commit", "project");
        call.args(line.split_whitespace()).run()
    }

    /// A commit of what is staged.
    fn try_commit(&self) -> Ran {
        let call = self.call("git", "project");
        call.args(["commit", "-m", "try"]).run()
    }

    #[track_caller]
    fn holds(&self, name: &str, text: &str) {
        self.tree.holds(format!("project/{name}"), text);
    }
}

#[test]
fn the_hooks_are_as_pre_commit_wants_them() {
    let Some(environment) = environment() else {
        return;
    };
    let program = environment.folder().join("bin/pre-commit");
    let tree = Tree::of(&[(".pre-commit-hooks.yaml", HOOKS)]);
    let ran = Call::new(program.to_str().unwrap(), tree.root())
        .env("PRE_COMMIT_HOME", tree.path("cache"))
        .args(["validate-manifest", ".pre-commit-hooks.yaml"])
        .run();
    ran.status(0).stdout("").stderr("");
}

#[test]
fn a_commit_waits_until_what_was_fixed_is_staged() {
    let Some(project) = Project::with("isfix", "") else {
        return;
    };
    project.stage("a.py", FOUND);
    project.stage("stub.pyi", "x: int = 1 if not a is b else 2\n");
    project.stage_script("script", FOUND);
    project.stage("notes.txt", FOUND);
    let ran = project.try_commit().status(1);
    assert!(
        ran.err().contains("files were modified by this hook"),
        "{}",
        ran.account()
    );
    assert!(ran.err().contains("a.py:1:4: F632"), "{}", ran.account());
    project.holds("a.py", FIXED);
    project.holds("stub.pyi", "x: int = 1 if a is not b else 2\n");
    project.holds("script", &format!("#!/usr/bin/env python3\n{FIXED}"));
    project.holds("notes.txt", FOUND);
    project.git("project", "add -A");
    project.try_commit().status(0);
    let ran = project.run("run --all-files").status(0);
    assert!(ran.out().contains("Passed"), "{}", ran.account());
}

#[test]
fn what_is_not_staged_stays_as_it_is() {
    let Some(project) = Project::with("isfix", "") else {
        return;
    };
    project.stage("both.py", "x = 1\n\n\n\n\n\n\n\ny = 1\n");
    project.stage("other.py", "");
    project.try_commit().status(0);
    let (staged, later) = (
        "print(x is 'a')\n\n\n\n\n\n\n\ny = 1\n",
        "y = 1\nprint(y is 'b')\n",
    );
    project.stage("both.py", staged);
    project
        .tree
        .put("project/both.py", staged.replace("y = 1\n", later));
    project.tree.put("project/other.py", FOUND);
    project.try_commit().status(1);
    // What was staged is fixed; what was not came back as it was.
    let fixed = staged.replace("is", "==");
    project.holds("both.py", &fixed.replace("y = 1\n", later));
    project.holds("other.py", FOUND);
}

#[test]
fn settings_and_arguments_hold() {
    let Some(project) = Project::with("isfix", "    args: [--unsafe-fixes, --]\n") else {
        return;
    };
    project.stage("isfix.toml", "extend-exclude = ['vendored']\n");
    project.stage("vendored/a.py", FOUND);
    project.stage("unsafe.py", HELD_BACK);
    project.stage("--output-file=x.py", HELD_BACK);
    project.try_commit().status(1);
    project.holds("vendored/a.py", FOUND);
    project.holds("unsafe.py", &HELD_BACK.replace("is", "=="));
    // A staged file is no option.
    project.holds("--output-file=x.py", &HELD_BACK.replace("is", "=="));
    assert!(!project.tree.path("project/x.py").exists());
    project.git("project", "add -A");
    project.try_commit().status(0);
}

/// `args` take the place of the hook's own, and its `--` with them.
#[test]
fn what_the_guide_puts_into_args_ends_the_options() {
    let guide = include_str!("../../docs/usage.md");
    let told = guide.split("`args: [").skip(1);
    let told: Vec<_> = told.filter_map(|it| it.split(']').next()).collect();
    assert_eq!(told, ["--unsafe-fixes, --", "--since, HEAD, --"]);
}

#[test]
fn only_the_lines_of_a_commit_can_be_asked_for() {
    let Some(project) = Project::with("isfix", "    args: [--since, HEAD, --]\n") else {
        return;
    };
    project.stage("a.py", "print(x is 'old')\n");
    project
        .call("git", "project")
        .args(["commit", "-qnm", "old"])
        .run()
        .status(0);
    project.stage("a.py", "print(x is 'old')\nprint(x is 'new')\n");
    project.try_commit().status(1);
    project.holds("a.py", "print(x is 'old')\nprint(x == 'new')\n");
    project.git("project", "add -A");
    project.try_commit().status(0);
}

#[test]
fn what_is_held_back_holds_the_commit_back() {
    let Some(project) = Project::with("isfix", "") else {
        return;
    };
    project.stage("unsafe.py", HELD_BACK);
    let ran = project.try_commit().status(1);
    assert!(
        ran.err().contains("--unsafe-fixes applies it"),
        "{}",
        ran.account()
    );
    assert!(
        !ran.err().contains("files were modified"),
        "{}",
        ran.account()
    );
    project.holds("unsafe.py", HELD_BACK);
    project.stage("unsafe.py", &HELD_BACK.replace(":\n", ":  # noqa: F632\n"));
    project.try_commit().status(0);
}

#[test]
fn the_check_changes_nothing() {
    let Some(project) = Project::with("isfix-check", "") else {
        return;
    };
    project.stage("a.py", FOUND);
    let ran = project.try_commit().status(1);
    assert!(ran.err().contains("a.py:1:4: F632"), "{}", ran.account());
    assert!(
        !ran.err().contains("files were modified"),
        "{}",
        ran.account()
    );
    project.holds("a.py", FOUND);
    project.stage("a.py", FIXED);
    project.try_commit().status(0);
}

#[test]
fn many_files_and_awkward_names_go_through() {
    let Some(project) = Project::with("isfix", "") else {
        return;
    };
    let names = (0..300).map(|at| format!("package/module_{at}.py"));
    let names: Vec<String> = names
        .chain(["-q.py", "--diff.py"].map(str::to_owned))
        .collect();
    for name in &names {
        project.tree.put(format!("project/{name}"), FOUND);
    }
    project.git("project", "add -A");
    project.stage_script("explain", FOUND);
    project.try_commit().status(1);
    names.iter().for_each(|name| project.holds(name, FIXED));
    project.holds("explain", &format!("#!/usr/bin/env python3\n{FIXED}"));
    project.git("project", "add -A");
    project.try_commit().status(0);
}

#[test]
fn a_file_that_is_no_python_fails_the_hook_and_the_others_are_fixed() {
    let Some(project) = Project::with("isfix", "") else {
        return;
    };
    project.stage("broken.py", "if x is 'a'\n");
    project.stage("good.py", FOUND);
    let ran = project.try_commit().status(1);
    assert!(
        ran.err().contains("broken.py:1:12: invalid-syntax"),
        "{}",
        ran.account()
    );
    project.holds("broken.py", "if x is 'a'\n");
    project.holds("good.py", FIXED);
}
