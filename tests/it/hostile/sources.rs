//! The laws over `testdata/source` and over the library of a Python that is installed.

use std::collections::VecDeque;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use super::laws::{self, Read};
use crate::cli::tree::{Call, Tree, check_golden, is_missing};

fn sources() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/source");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn label(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn hostile_bytes_come_back_as_they_were() {
    let mut told = String::new();
    for path in sources() {
        let name = label(&path);
        let line = match laws::check(&name, &fs::read(&path).unwrap()) {
            Read::Python(tokens, nodes) => format!("{tokens} tokens, {nodes} nodes"),
            Read::Refused(row, reason) => format!("refused at line {row}: {reason}"),
        };
        writeln!(told, "{name}: {}", line.escape_debug()).unwrap();
    }
    check_golden("sources.txt", told.as_bytes());
}

/// What the whole program makes of each, as a diff of the bytes; and once more, which is nothing.
#[test]
fn hostile_bytes_are_fixed_or_refused() {
    let mut told = String::new();
    let tree = Tree::new();
    for path in sources() {
        tree.put(path.file_name().unwrap(), fs::read(&path).unwrap());
    }
    let before = tree.snapshot();
    let ran = tree.run("--write --unsafe-fixes --quiet --output-format concise");
    assert_eq!(ran.output.status.code(), Some(1), "{}", ran.account());
    let mut diff = Vec::new();
    for ((name, old), (_, new)) in before.iter().zip(tree.snapshot()) {
        let name = name.as_os_str().as_encoded_bytes();
        isfix::diff::unified(name, old, &new, &mut diff);
    }
    for line in diff.split_inclusive(|&byte| byte == b'\n') {
        // The long lines are long, and that is all.
        let shown = &line[..line.len().min(300)];
        writeln!(told, "{}", shown.escape_ascii()).unwrap();
    }
    check_golden("sources.diff.txt", told.as_bytes());
    check_golden("sources.concise.txt", &ran.output.stdout);
    let after = tree.snapshot();
    tree.run("--write --unsafe-fixes");
    assert!(after == tree.snapshot(), "the second run changed something");
}

#[test]
fn git_keeps_the_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if is_missing("git") || !root.join(".git").exists() {
        eprintln!("skipped: no repository here");
        return;
    }
    for path in sources() {
        let name = format!(
            "testdata/source/{}",
            path.file_name().unwrap().to_str().unwrap()
        );
        let told = Call::new("git", root)
            .args(["-c", "safe.directory=*", "check-attr", "text", &name])
            .run()
            .status(0);
        told.stdout(format!("{name}: text: unset\n"));
    }
    let bytes = |name: &str| fs::read(root.join("testdata/source").join(name)).unwrap();
    assert!(bytes("crlf.py").ends_with(b"\r\n"));
    assert!(!bytes("cr_only.py").contains(&b'\n'));
    assert!(bytes("utf16_le_bom.py").starts_with(b"\xff\xfex\0"));
    assert_eq!(bytes("only_bom.py"), b"\xef\xbb\xbf");
}

/// Every `*.py` below a folder.
fn python_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = VecDeque::from([folder.to_owned()]);
    while let Some(folder) = open.pop_front() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && entry.file_name() != "site-packages" => {
                    open.push_back(path);
                }
                Ok(kind) if kind.is_file() && path.extension().is_some_and(|it| it == "py") => {
                    files.push(path);
                }
                _ => {}
            }
        }
    }
    files
}

fn library() -> Option<PathBuf> {
    let output = Command::new("python3")
        .args([
            "-c",
            "import sysconfig; print(sysconfig.get_path('stdlib'))",
        ])
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim_end().into())
}

#[test]
fn the_interpreters_own_library_comes_back_as_it_was() {
    let Some(folder) = library() else {
        eprintln!("skipped: no python3 here");
        return;
    };
    let files = Mutex::new(python_files(&folder));
    let counts = Mutex::new((0, 0));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(file) = files.lock().unwrap().pop() else {
                        return;
                    };
                    let Ok(bytes) = fs::read(&file) else { continue };
                    let read = laws::check(&file.display().to_string(), &bytes);
                    let mut counts = counts.lock().unwrap();
                    match read {
                        Read::Python(..) => counts.0 += 1,
                        Read::Refused(..) => counts.1 += 1,
                    }
                }
            });
        }
    });
    let (python, refused) = *counts.lock().unwrap();
    assert!(python > 100, "{python} files of {}", folder.display());
    // The library's tests hold some files that are no Python on purpose.
    assert!(refused * 20 < python, "{refused} refused, {python} read");
}
