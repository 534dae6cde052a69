//! Environments with libraries from PyPI, made under the build folder when first needed and kept.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use crate::python::interpreter::{Interpreter, Version};

/// The oldest and newest CPython that all of the pinned libraries have wheels for.
const RUN_ON: [Version; 2] = [Version::new(3, 10), Version::new(3, 13)];

/// One environment.
#[derive(Debug)]
pub struct Environment {
    folder: PathBuf,
}

/// SQLAlchemy 2.0 and the others, at the versions pinned; `None`, said aloud, where they cannot be had.
pub fn current() -> Option<&'static Environment> {
    static FOUND: LazyLock<Result<Environment, String>> =
        LazyLock::new(|| Environment::with("requirements.txt"));
    told(&FOUND)
}

/// SQLAlchemy 1.4.
pub fn sqlalchemy_1_4() -> Option<&'static Environment> {
    static FOUND: LazyLock<Result<Environment, String>> =
        LazyLock::new(|| Environment::with("requirements-sqlalchemy-1.4.txt"));
    told(&FOUND)
}

/// What was found, or why there is nothing: said aloud, or a failure where libraries are to be had.
pub fn told<T>(found: &'static Result<T, String>) -> Option<&'static T> {
    match found {
        Ok(found) => Some(found),
        Err(why) if std::env::var_os("ISFIX_LIBRARIES").is_some() => panic!("{why}"),
        Err(why) => {
            eprintln!("skipped: {why}");
            None
        }
    }
}

impl Environment {
    fn with(requirements: &str) -> Result<Self, String> {
        let name = requirements.trim_end_matches(".txt");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/libraries");
        Self::of(&folder.join(requirements), name)
    }

    /// The one of that name that a file of requirements asks for, made anew where that has changed.
    pub fn of(file: &Path, name: &str) -> Result<Self, String> {
        let python = Interpreter::all()
            .iter()
            .rev()
            .find(|python| RUN_ON[0] <= python.version && python.version <= RUN_ON[1])
            .ok_or_else(|| format!("no Python of {} to {} here", RUN_ON[0], RUN_ON[1]))?;
        let wanted = format!("{}\n{}", python.version, fs::read_to_string(file).unwrap());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let environment = Self { folder };
        let mark = environment.folder.join("made-of");
        if fs::read_to_string(&mark).is_ok_and(|made| made == wanted) {
            return Ok(environment);
        }
        let clear = ["-m".as_ref(), "venv".as_ref(), "--clear".as_ref()];
        let said = python.run(&[&clear[..], &[environment.folder.as_os_str()]].concat());
        if !said.success {
            return Err(format!("no environment: {}", said.text.trim()));
        }
        environment.install(file)?;
        fs::write(mark, wanted).unwrap();
        Ok(environment)
    }

    fn install(&self, requirements: &Path) -> Result<(), String> {
        let quiet = ["-m", "pip", "install", "--quiet", "--retries", "1"];
        let output = Command::new(self.python())
            .args(quiet)
            .args(["--disable-pip-version-check", "--requirement"])
            .arg(requirements)
            .output()
            .map_err(|error| format!("no pip: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().next_back().unwrap_or_default();
        Err(format!("the libraries cannot be installed: {last}"))
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn python(&self) -> PathBuf {
        self.folder.join("bin/python")
    }

    /// What a program prints, run in its own folder.
    #[track_caller]
    pub fn run(&self, program: &Path) -> String {
        let folder = program.parent().unwrap();
        let output = self.start(folder, &[program.as_os_str()]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {errors}", program.display());
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a program in a folder, with its arguments, as if the environment were activated: with its tools on the
    /// path, and nothing in it but what was installed.
    pub fn start(&self, folder: &Path, program: &[&OsStr]) -> Output {
        let mut path = vec![self.folder.join("bin")];
        path.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        let mut command = Command::new(self.python());
        let command = command
            .args(program)
            .current_dir(folder)
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env_remove("PYTHONPATH");
        command.output().unwrap()
    }
}
