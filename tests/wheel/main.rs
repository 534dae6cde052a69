//! The wheel: built as pip builds it, put into an environment of its own, and tested from there, in Python.
//!
//! The Rust half is built in the dev profile, with the features of this run, in the folder where this run was
//! built. Without a network, a Python that the tools run on, or the crates that only the wheel takes, the tests say
//! so and pass over themselves, unless `ISFIX_LIBRARIES` is set: then that is a failure.
//!
//! It is a binary of its own, so that it runs behind the others: engines take all there is of the machine, and
//! some of those wait for what happens in time.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests set their scenes and may panic"
)]

mod contents;
#[path = "../it/libraries/environment.rs"]
#[allow(dead_code, reason = "other environments are the other binary's")]
mod environment;
#[path = "../it/python/interpreter.rs"]
#[allow(
    dead_code,
    reason = "what else interpreters are asked is the other binary's"
)]
mod interpreter;
mod interpreters;
mod licences;
/// Where the environments look for interpreters.
mod python {
    pub(crate) use crate::interpreter;
}

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, OnceLock};

use environment::{Environment, told};

/// Where the tests in Python are.
const TESTS: &str = "python/tests";

/// The tests of engines, which take more than a gigabyte of packages.
const ENGINES: &str = "python/tests/engines";

/// If that is set, engines are not tested.
const NO_ENGINES: &str = "ISFIX_NO_ENGINES";

/// What the wheel is built with; its tests run in the same environment.
fn environment() -> Option<&'static Environment> {
    if !repository().join(TESTS).exists() {
        eprintln!("skipped: what is in Python is not here");
        return None;
    }
    static FOUND: LazyLock<Result<Environment, String>> =
        LazyLock::new(|| Environment::of(&repository().join(TESTS).join(REQUIREMENTS), "wheel"));
    told(&FOUND)
}

fn engines() -> Option<&'static Environment> {
    static FOUND: LazyLock<Result<Environment, String>> = LazyLock::new(|| {
        Environment::of(&repository().join(ENGINES).join(REQUIREMENTS), "engines")
    });
    told(&FOUND)
}

const REQUIREMENTS: &str = "requirements.txt";

/// The wheel, made once; `None`, said aloud, where it cannot be.
fn wheel() -> Option<&'static PathBuf> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let environment = environment()?;
    told(BUILT.get_or_init(|| fetch("host-tuple").map(|()| build(environment))))
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Gets the crates that the wheel takes beside those of the program, on a system that cargo knows by that name.
fn fetch(target: &str) -> Result<(), String> {
    let output = Command::new(cargo())
        .args(["fetch", "--quiet", "--locked", "--target", target])
        .current_dir(repository())
        .output()
        .map_err(|error| format!("no cargo: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().next_back().unwrap_or_default();
    Err(format!("the wheel's crates cannot be had: {last}"))
}

/// As `pip install .` does, but that the tools are those of the environment.
fn build(environment: &Environment) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wheels");
    let _ = fs::remove_dir_all(&folder);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let features = if cfg!(feature = "types") {
        "abi3,types"
    } else {
        "abi3"
    };
    let arguments = format!(
        "--config-settings=build-args=--profile dev --locked --no-default-features --features {features} --target-dir '{}'",
        target.display()
    );
    let wheel = ["-m", "pip", "wheel", "--quiet", "--no-cache-dir"];
    let alone = ["--no-deps", "--no-build-isolation", "--wheel-dir"];
    let words = wheel.iter().chain(&alone).map(OsStr::new).chain([
        folder.as_os_str(),
        arguments.as_ref(),
        ".".as_ref(),
    ]);
    succeeded(environment.start(repository(), &words.collect::<Vec<_>>()));
    let mut built = fs::read_dir(&folder).unwrap();
    let built = built.next().expect("pip made a wheel").unwrap();
    built.path()
}

fn install(environment: &Environment, wheel: &Path) {
    let words = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index"];
    let words = words.iter().chain(&["--force-reinstall"]).map(OsStr::new);
    let words: Vec<_> = words.chain([wheel.as_os_str()]).collect();
    succeeded(environment.start(repository(), &words));
}

/// Unpacks it into a folder.
fn unpacked(environment: &Environment, wheel: &Path, folder: &Path) {
    let unpack = ["-m", "zipfile", "--extract"].map(OsStr::new);
    let words = [&unpack[..], &[wheel.as_os_str(), folder.as_os_str()]].concat();
    succeeded(environment.start(repository(), &words));
}

/// Says something of tests that succeed: not by the macro, whose lines are kept back then.
fn said(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

#[track_caller]
fn succeeded(output: Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// Runs pytest on a folder of tests, and shows its last line.
#[track_caller]
fn pytest(environment: &Environment, arguments: &[&str]) {
    let quiet = ["-m", "pytest", "-q", "-rs", "--color=no"];
    let words: Vec<_> = quiet.iter().chain(arguments).map(OsStr::new).collect();
    let output = environment.start(repository(), &words);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{errors}");
    let skipped = said.lines().filter(|line| line.starts_with("SKIPPED"));
    let last = said.lines().next_back();
    let shown: Vec<_> = skipped.chain(last).collect();
    self::said(&format!("pytest {}: {}", arguments[0], shown.join("\n")));
}

#[test]
fn its_module_and_its_command() {
    let Some((environment, wheel)) = environment().zip(wheel()) else {
        return;
    };
    install(environment, wheel);
    its_script(environment);
    let left_out = format!("--ignore={ENGINES}");
    pytest(environment, &[TESTS, &left_out]);
}

/// The command that pip makes of it is the program.
fn its_script(environment: &Environment) {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("a.py"), "x == None\n").unwrap();
    let run = |arguments: &[&str]| {
        Command::new(environment.folder().join("bin/isfix"))
            .args(arguments)
            .current_dir(temp.path())
            .env_remove("PYTHONPATH")
            .output()
            .expect("pip made it")
    };
    let version = format!("isfix {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(run(&["--version"]).stdout, version.as_bytes());
    assert_eq!(run(&["--no-types", "a.py"]).status.code(), Some(1));
    assert_eq!(run(&["--no-such"]).status.code(), Some(2));
    assert_eq!(run(&["--no-types", "--write", "."]).status.code(), Some(0));
    let fixed = fs::read_to_string(temp.path().join("a.py")).unwrap();
    assert_eq!(fixed, "x is None\n");
}

/// What is built from it holds, and nothing else; what its manifests name is there.
#[test]
fn its_archive_of_sources() {
    let Some(environment) = environment() else {
        return;
    };
    let temp = tempfile::tempdir().unwrap();
    let folder = temp.path();
    let maturin = ["-m", "maturin", "sdist", "--out"];
    let words: Vec<_> = maturin.iter().map(OsStr::new).collect();
    succeeded(environment.start(repository(), &[&words[..], &[folder.as_os_str()]].concat()));
    let archive = fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    let unpack = ["-m".as_ref(), "tarfile".as_ref(), "--extract".as_ref()];
    succeeded(environment.start(
        folder,
        &[&unpack[..], &[archive.path().as_os_str()]].concat(),
    ));
    let root = folder.join(format!("isfix-{}", env!("CARGO_PKG_VERSION")));
    let names = fs::read_dir(&root).unwrap();
    let mut names: Vec<_> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ARCHIVED);
    let output = Command::new(cargo())
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(&root)
        .output();
    succeeded(output.unwrap());
    let inside = |name: &str| fs::read_dir(root.join(name)).unwrap().count();
    assert_eq!(
        inside("src"),
        fs::read_dir(repository().join("src")).unwrap().count()
    );
    assert_eq!(
        inside("python"),
        3,
        "the manifest, its sources, the package"
    );
    if wheel().is_some() {
        holds_what_was_read(&root);
    }
}

/// Whatever the compiler reads of this repository to build the wheel, `include_str!` and all, is in an archive.
fn holds_what_was_read(root: &Path) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let told = fs::read_to_string(target.join("debug/lib_isfix.d")).unwrap();
    let (_, read) = told.split_once(": ").expect("what is made, and of what");
    // A blank in a name stands behind a backslash.
    let read = read.trim_end().replace("\\ ", "\0");
    let read = read.split(' ').map(|path| path.replace('\0', " "));
    let ours: Vec<_> = read
        .filter_map(|path| Some(Path::new(&path).strip_prefix(repository()).ok()?.to_owned()))
        .collect();
    for needed in ["docs/identity.md", "python/src/lib.rs", "src/lib.rs"] {
        assert!(
            ours.iter().any(|path| path == Path::new(needed)),
            "{needed}"
        );
    }
    for path in ours {
        let archived = fs::read(root.join(&path)).unwrap_or_default();
        let is_same = archived == fs::read(repository().join(&path)).unwrap();
        assert!(
            is_same,
            "{} is read, and not in the archive",
            path.display()
        );
    }
}

/// What an archive of sources holds at its top.
const ARCHIVED: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "LICENSE-THIRD-PARTY",
    "PKG-INFO",
    "README.md",
    "SECURITY.md",
    "benches",
    "docs",
    "isfix.schema.json",
    "pyproject.toml",
    "python",
    "src",
];

#[test]
fn it_on_engines() {
    if !repository().join(ENGINES).join(REQUIREMENTS).exists() {
        eprintln!("skipped: there are no tests of engines");
        return;
    }
    if std::env::var_os(NO_ENGINES).is_some() {
        eprintln!("skipped: {NO_ENGINES} is set");
        return;
    }
    let Some((environment, wheel)) = engines().zip(wheel()) else {
        return;
    };
    install(environment, wheel);
    pytest(environment, &[ENGINES]);
}
