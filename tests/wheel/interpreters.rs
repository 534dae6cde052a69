//! The wheel under every CPython from 3.9 on that is here.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::interpreter::{Interpreter, Version};
use crate::{environment, said, unpacked, wheel};

/// What is run.
const SMOKE: &str = "tests/wheel/smoke.py";

/// The minor versions that the wheel is promised for, up to the newest there is.
const PROMISED: std::ops::RangeInclusive<u32> = 9..=14;

/// Where those who have many interpreters keep them: pyenv, uv, and the images that wheels are built in.
fn kept() -> Vec<PathBuf> {
    let home = std::env::home_dir().unwrap_or_default();
    let pyenv = std::env::var_os("PYENV_ROOT").map_or(home.join(".pyenv"), PathBuf::from);
    let uv = std::env::var_os("UV_PYTHON_INSTALL_DIR")
        .map_or(home.join(".local/share/uv/python"), PathBuf::from);
    let folders = [pyenv.join("versions"), uv, PathBuf::from("/opt/python")];
    let mut found: Vec<_> = folders
        .iter()
        .filter_map(|folder| folder.read_dir().ok())
        .flat_map(|entries| entries.filter_map(Result::ok))
        .map(|entry| entry.path().join("bin/python3"))
        .collect();
    found.sort();
    found
}

/// One of each version: `$PYTHON` alone, else those on `PATH`, else those that are kept elsewhere.
fn interpreters() -> Vec<(Version, Interpreter)> {
    let mut seen = BTreeSet::new();
    let elsewhere = match std::env::var_os("PYTHON") {
        Some(_) => Vec::new(),
        None => kept(),
    };
    let on_path = Interpreter::all().iter().map(|it| it.program.clone());
    let elsewhere = elsewhere.into_iter().map(PathBuf::into_os_string);
    let all = on_path.chain(elsewhere).filter_map(Interpreter::try_new);
    all.filter(|it| Version::new(3, 9) <= it.version && is_ordinary(it))
        .filter(|it| seen.insert(it.version))
        .map(|it| (it.version, it))
        .collect()
}

/// Whether it is a CPython with its global lock, as one wheel is for all of these.
fn is_ordinary(python: &Interpreter) -> bool {
    const ASK: &str = "import sys, sysconfig; \
        print(sys.implementation.name, sysconfig.get_config_var('Py_GIL_DISABLED') or 0)";
    python.run(&["-c".as_ref(), ASK.as_ref()]).text.trim() == "cpython 0"
}

#[test]
fn it_under_every_interpreter() {
    let Some((environment, wheel)) = environment().zip(wheel()) else {
        return;
    };
    let temp = tempfile::tempdir().unwrap();
    unpacked(environment, wheel, temp.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(SMOKE);
    let words: [&OsStr; 3] = ["-B".as_ref(), script.as_ref(), temp.path().as_ref()];
    let mut tried = BTreeSet::new();
    for (version, python) in interpreters() {
        let told = python.run(&words);
        assert!(told.success, "{version}: {}", told.text);
        assert_eq!(told.text.trim(), env!("CARGO_PKG_VERSION"), "{version}");
        tried.insert(version);
    }
    assert!(!tried.is_empty(), "what built it runs it");
    let promised = PROMISED.map(|minor| Version::new(3, minor));
    let (there, missing): (Vec<_>, Vec<_>) = promised.partition(|it| tried.contains(it));
    let named = |all: &[Version]| {
        all.iter()
            .map(Version::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    said(&format!(
        "interpreters: {}; not here: {}",
        named(&there),
        named(&missing)
    ));
}
