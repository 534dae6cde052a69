//! The CPythons that are here: `$PYTHON`, else those on `PATH`.

use std::ffi::{OsStr, OsString};
use std::process::Command;
use std::sync::LazyLock;

/// One that runs, and which it is.
#[derive(Debug)]
pub struct Interpreter {
    pub program: OsString,
    pub version: Version,
}

/// Major and minor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32);

impl Version {
    pub const fn new(major: u32, minor: u32) -> Self {
        Self(major, minor)
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// What a run printed to standard output, then, if it failed, to standard error.
#[derive(Debug)]
pub struct Said {
    pub success: bool,
    pub text: String,
}

/// Older ones neither warn nor fold as those of today do.
const OLDEST: Version = Version(3, 8);

/// Newer ones are found as `python3`.
const NEWEST_MINOR: u32 = 20;

static FOUND: LazyLock<Vec<Interpreter>> = LazyLock::new(|| {
    let programs: Vec<OsString> = match std::env::var_os("PYTHON") {
        Some(program) => vec![program],
        None => std::iter::once("python3".into())
            .chain((OLDEST.1..=NEWEST_MINOR).map(|minor| format!("python3.{minor}").into()))
            .collect(),
    };
    let mut found: Vec<Interpreter> = programs
        .into_iter()
        .filter_map(Interpreter::try_new)
        .collect();
    found.sort_by_key(|python| python.version);
    found.dedup_by_key(|python| python.version);
    found
});

impl Interpreter {
    /// All of them, the oldest first.
    pub fn all() -> &'static [Self] {
        &FOUND
    }

    /// The newest; `None`, said aloud, where there is none.
    pub fn newest() -> Option<&'static Self> {
        let newest = FOUND.last();
        if newest.is_none() {
            eprintln!("skipped: no python3 here");
        }
        newest
    }

    /// The one that a program is; `None` where it is none.
    pub fn try_new(program: OsString) -> Option<Self> {
        const ASK: &str = "import sys; print(*sys.version_info[:2])";
        let output = Command::new(&program).args(["-c", ASK]).output().ok()?;
        let said = String::from_utf8(output.stdout).ok()?;
        let (major, minor) = said.trim().split_once(' ')?;
        let version = Version(major.parse().ok()?, minor.parse().ok()?);
        (output.status.success() && version >= OLDEST).then_some(Self { program, version })
    }

    /// Runs it, apart from the user's settings and site packages.
    pub fn run(&self, arguments: &[&OsStr]) -> Said {
        let output = Command::new(&self.program)
            .arg("-I")
            .args(arguments)
            .output()
            .unwrap();
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            text.push_str(&String::from_utf8_lossy(&output.stderr));
        }
        Said {
            success: output.status.success(),
            text,
        }
    }
}
