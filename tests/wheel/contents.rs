//! What a wheel holds, and what it says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::{environment, repository, unpacked, wheel};

/// The licences that go with it.
const LICENCES: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-THIRD-PARTY"];

/// The values of a field in a file of headers, as METADATA and WHEEL are.
fn values<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let head = text.split("\n\n").next().unwrap_or_default();
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .filter(|(field, _)| *field == name)
        .map(|(_, value)| value)
        .collect()
}

/// All files below a folder, relative to it.
fn files(folder: &Path) -> Vec<String> {
    let all = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .build();
    let mut found: Vec<_> = all
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| {
            entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    found.sort();
    found
}

#[test]
fn its_contents() {
    let Some((environment, wheel)) = environment().zip(wheel()) else {
        return;
    };
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    unpacked(environment, wheel, root);
    let version = env!("CARGO_PKG_VERSION");
    let about = format!("isfix-{version}.dist-info");
    let read = |name: &str| fs::read_to_string(root.join(&about).join(name)).unwrap();

    let name = wheel.file_name().unwrap().to_str().unwrap();
    assert!(
        name.starts_with(&format!("isfix-{version}-cp39-abi3-")),
        "{name}"
    );
    let said = read("WHEEL");
    let tags = values(&said, "Tag");
    assert!(
        !tags.is_empty() && tags.iter().all(|tag| tag.starts_with("cp39-abi3-")),
        "{said}"
    );
    assert_eq!(values(&said, "Root-Is-Purelib"), ["false"]);

    let said = read("METADATA");
    assert_eq!(values(&said, "Name"), ["isfix"]);
    assert_eq!(values(&said, "Version"), [version]);
    assert_eq!(values(&said, "Requires-Python"), [">=3.9"]);
    assert_eq!(values(&said, "License-Expression"), ["MIT OR Apache-2.0"]);
    let mut licences = values(&said, "License-File");
    licences.sort_unstable();
    assert_eq!(licences, LICENCES);
    for licence in LICENCES {
        let original = fs::read_to_string(repository().join(licence)).unwrap();
        assert_eq!(read(&format!("licenses/{licence}")), original, "{licence}");
    }
    let needed = values(&said, "Requires-Dist");
    assert!(
        needed.iter().all(|it| it.contains("extra == ")),
        "{needed:?}"
    );
    let mut extras = values(&said, "Provides-Extra");
    extras.sort_unstable();
    assert_eq!(extras, ["arrow", "ray", "spark"]);
    assert!(!values(&said, "Project-URL").is_empty());
    assert_eq!(
        read("entry_points.txt").trim(),
        "[console_scripts]\nisfix=isfix.__main__:main"
    );
    recorded(root, &about);
    packaged(root);
}

/// The list of the files names each, with its size and the hash of its bytes.
fn recorded(root: &Path, about: &str) {
    let record = fs::read_to_string(root.join(about).join("RECORD")).unwrap();
    let listed: BTreeMap<_, _> = record
        .lines()
        .map(|line| line.split_once(',').unwrap())
        .collect();
    let there = files(root);
    assert_eq!(
        listed.keys().collect::<Vec<_>>(),
        there.iter().collect::<Vec<_>>()
    );
    for name in there.iter().filter(|name| !name.ends_with("/RECORD")) {
        let bytes = fs::read(root.join(name)).unwrap();
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&bytes));
        assert_eq!(
            listed[name.as_str()],
            format!("sha256={hash},{}", bytes.len()),
            "{name}"
        );
    }
}

/// The package is what stands in the repository, and the native half.
fn packaged(root: &Path) {
    let package = repository().join("python/isfix");
    let mut wanted: Vec<_> = fs::read_dir(&package)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path: &PathBuf| path.is_file() && path.extension().is_some_and(|it| it != "so"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .chain(["_isfix.abi3.so".to_owned()])
        .collect();
    wanted.sort();
    assert_eq!(files(&root.join("isfix")), wanted);
}
