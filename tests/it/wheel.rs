//! The wheel: built as pip builds it, put into an environment of its own, and tested from there, in Python.
//!
//! The Rust half is built in the dev profile, with the features of this run, in the folder where this run was
//! built. Without a network, a Python that the tools run on, or the crates that only the wheel takes, the tests say
//! so and pass over themselves, unless `ISFIX_LIBRARIES` is set: then that is a failure.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, OnceLock};

use crate::libraries::environment::{Environment, told};

/// Where the tests in Python are.
const TESTS: &str = "python/tests";

/// The tests of engines, which take more than a gigabyte of packages.
const ENGINES: &str = "python/tests/engines";

/// If that is set, engines are not tested.
const NO_ENGINES: &str = "ISFIX_NO_ENGINES";

/// What the wheel is built with; its tests run in the same environment.
fn environment() -> Option<&'static Environment> {
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
    told(BUILT.get_or_init(|| fetch().map(|()| build(environment))))
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Gets the crates that the wheel takes beside those of the program.
fn fetch() -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["fetch", "--quiet", "--locked", "--target", "host-tuple"])
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
    for line in said.lines().filter(|line| line.starts_with("SKIPPED")) {
        eprintln!("{line}");
    }
    let last = said.lines().next_back().unwrap_or_default();
    eprintln!("pytest {}: {last}", arguments[0]);
}

#[test]
fn its_module_and_its_command() {
    let Some((environment, wheel)) = environment().zip(wheel()) else {
        return;
    };
    install(environment, wheel);
    let left_out = format!("--ignore={ENGINES}");
    pytest(environment, &[TESTS, &left_out]);
}

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
