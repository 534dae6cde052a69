//! Packages' sources from PyPI, unpacked and never built, and programs that test them: fetched when first
//! needed, and kept under the build folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::libraries::environment::{Environment, told};

/// What there is.
pub struct Sources {
    pub packages: Vec<Source>,
    /// The folder of the Python that runs their tests.
    pub programs: PathBuf,
}

/// One package.
pub struct Source {
    pub name: String,
    pub folder: PathBuf,
    /// The command that runs its tests; empty where it has none that run anywhere.
    pub test: String,
}

/// All that testdata/migration lists; `None`, said aloud, where they cannot be had.
pub fn all() -> Option<&'static Sources> {
    static FOUND: LazyLock<Result<Sources, String>> = LazyLock::new(fetched);
    told(&FOUND)
}

fn fetched() -> Result<Sources, String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/migration");
    let environment = Environment::of(&data.join("requirements.txt"), "migration")?;
    let backends = environment.folder().join("bin/python");
    let backends = Command::new(backends)
        .args("-m pip --quiet uninstall --yes setuptools wheel".split(' '))
        .output();
    backends.map_err(|error| format!("no pip: {error}"))?;
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sources");
    let list = fs::read_to_string(data.join("sources.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let packages = lines.map(|line| {
        let (wanted, test) = line.split_once('\t').unwrap_or((line, ""));
        let name = wanted.replace("==", "-");
        let folder = kept.join(&name);
        if !folder.exists() {
            fetch(&environment, wanted, &folder)?;
        }
        let test = test.to_owned();
        Ok(Source { name, folder, test })
    });
    let packages: Result<Vec<Source>, String> = packages.collect();
    Ok(Sources {
        packages: packages?,
        programs: environment.folder().join("bin"),
    })
}

/// What pip is asked. Without a build backend it stops before it would run any of a package's code, and
/// leaves what it has unpacked.
const DOWNLOAD: &str = "-m pip download --quiet --retries 1 --disable-pip-version-check --no-deps \
    --ignore-requires-python --no-clean --no-build-isolation --no-binary :all: --dest";

/// Unpacks a source distribution.
fn fetch(environment: &Environment, wanted: &str, folder: &Path) -> Result<(), String> {
    let temp = tempfile::TempDir::new().unwrap();
    let output = Command::new(environment.folder().join("bin/python"))
        .args(DOWNLOAD.split_whitespace())
        .arg(temp.path())
        .arg(wanted)
        .env("TMPDIR", temp.path())
        .output()
        .map_err(|error| format!("no pip: {error}"))?;
    let unpacked = fs::read_dir(temp.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("pip-download"))
        .flat_map(|path| fs::read_dir(path).unwrap())
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_dir());
    let Some(unpacked) = unpacked else {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().next_back().unwrap_or_default();
        return Err(format!("{wanted} cannot be fetched: {last}"));
    };
    copy(&unpacked, folder);
    Ok(())
}

/// Copies a folder to where nothing is.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    let copied = Command::new("cp").arg("-R").args([from, to]).status();
    assert!(copied.unwrap().success());
}
