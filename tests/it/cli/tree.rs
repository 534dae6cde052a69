//! A folder with files for one test, and the program run in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_isfix");

/// A folder of its own, removed at the end.
pub struct Tree {
    temp: TempDir,
}

impl Tree {
    pub fn new() -> Self {
        Self {
            temp: TempDir::new().unwrap(),
        }
    }

    /// With these files: name and content.
    pub fn of(files: &[(&str, &str)]) -> Self {
        files
            .iter()
            .fold(Self::new(), |tree, (name, text)| tree.with(name, text))
    }

    /// With one file more, and the folders that its name asks for.
    pub fn with(self, name: impl AsRef<OsStr>, bytes: impl AsRef<[u8]>) -> Self {
        self.put(name, bytes);
        self
    }

    /// Writes a file, and the folders that its name asks for.
    pub fn put(&self, name: impl AsRef<OsStr>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.temp.path().join(name.as_ref())
    }

    pub fn root(&self) -> &Path {
        self.temp.path()
    }

    pub fn bytes(&self, name: impl AsRef<OsStr>) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// That file holds these bytes.
    #[track_caller]
    pub fn holds(&self, name: impl AsRef<OsStr>, expected: impl AsRef<[u8]>) -> &Self {
        let label = name.as_ref().to_string_lossy().into_owned();
        assert_same(&label, expected.as_ref(), &self.bytes(name));
        self
    }

    /// Every file's name from here and its bytes, in the order of names; git's own folder is left
    /// out.
    pub fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut open = vec![self.root().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let kind = fs::symlink_metadata(&path).unwrap().file_type();
                if kind.is_dir() {
                    if path.file_name() != Some(OsStr::new(".git")) {
                        open.push(path);
                    }
                } else if kind.is_file() {
                    let name = path.strip_prefix(self.root()).unwrap().to_owned();
                    found.push((name, fs::read(&path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }

    /// The program in this folder, about to run.
    pub fn isfix<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Call {
        Call::new(PROGRAM, self.root()).args(args)
    }

    /// The program in this folder with the words of one line.
    pub fn run(&self, line: &str) -> Ran {
        self.isfix(line.split_whitespace()).run()
    }

    /// git in this folder, which must succeed.
    #[track_caller]
    pub fn git(&self, line: &str) -> Ran {
        Call::new("git", self.root())
            .args(line.split_whitespace())
            .run()
            .status(0)
    }

    /// Makes a repository of the folder.
    pub fn repository(self) -> Self {
        self.git("init -q");
        self
    }
}

/// A program about to run, with no settings of the user's.
pub struct Call {
    command: Command,
    input: Vec<u8>,
    line: String,
}

impl Call {
    pub fn new(program: &str, folder: &Path) -> Self {
        let mut command = Command::new(program);
        command
            .current_dir(folder)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", folder)
            .env("LC_ALL", "C")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Self {
            command,
            input: Vec::new(),
            line: program.rsplit('/').next().unwrap().to_owned(),
        }
    }

    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        for arg in args {
            self = self.arg(arg);
        }
        self
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.line.push(' ');
        self.line.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub fn input(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.input = bytes.as_ref().to_vec();
        self
    }

    /// As it is to be started on a terminal.
    #[cfg(unix)]
    pub fn on_terminal(mut self) -> Command {
        if self.command.get_envs().all(|(name, _)| name != "TERM") {
            self.command.env("TERM", "xterm");
        }
        self.command
    }

    /// Starts it and leaves it to the test; its input is closed.
    pub fn spawn(mut self) -> Child {
        self.command.stdin(Stdio::null()).spawn().unwrap()
    }

    /// Runs it to its end.
    pub fn run(mut self) -> Ran {
        let mut child = self.command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input;
        let output = std::thread::scope(|scope| {
            // A program that wants no input may close the pipe early.
            scope.spawn(move || stdin.write_all(&input).ok());
            child.wait_with_output().unwrap()
        });
        Ran {
            output,
            line: self.line,
        }
    }
}

/// A program that ran, to be questioned.
pub struct Ran {
    pub output: Output,
    line: String,
}

impl Ran {
    #[track_caller]
    pub fn status(self, expected: i32) -> Self {
        assert_eq!(
            self.output.status.code(),
            Some(expected),
            "{}",
            self.account()
        );
        self
    }

    #[track_caller]
    pub fn stdout(self, expected: impl AsRef<[u8]>) -> Self {
        let label = format!("standard output of {}", self.account());
        assert_same(&label, expected.as_ref(), &self.output.stdout);
        self
    }

    #[track_caller]
    pub fn stderr(self, expected: impl AsRef<[u8]>) -> Self {
        let label = format!("standard error of {}", self.account());
        assert_same(&label, expected.as_ref(), &self.output.stderr);
        self
    }

    #[track_caller]
    pub fn says(self, part: &str) -> Self {
        assert!(
            self.out().contains(part),
            "no {part:?} in {}",
            self.account()
        );
        self
    }

    #[track_caller]
    pub fn complains(self, part: &str) -> Self {
        assert!(
            self.err().contains(part),
            "no {part:?} in {}",
            self.account()
        );
        self
    }

    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// What was run and all that came of it.
    pub fn account(&self) -> String {
        format!(
            "`{}` ({})\n--- stdout\n{}\n--- stderr\n{}",
            self.line,
            self.output.status,
            self.output
                .stdout
                .escape_ascii()
                .to_string()
                .replace("\\n", "\n"),
            self.output
                .stderr
                .escape_ascii()
                .to_string()
                .replace("\\n", "\n"),
        )
    }
}

/// Both are the same bytes; if not, the panic shows the difference as a diff.
#[track_caller]
pub fn assert_same(label: &str, expected: &[u8], found: &[u8]) {
    if expected == found {
        return;
    }
    let mut diff = Vec::new();
    isfix::diff::unified(b"expected-to-found", expected, found, &mut diff);
    panic!(
        "{label}\nis not as expected:\n{}",
        diff.escape_ascii().to_string().replace("\\n", "\n")
    );
}

/// The output is what the file in `testdata/cli` holds; `UPDATE=1 cargo test` blesses.
#[track_caller]
pub fn check_golden(file: &str, found: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("testdata/cli")
        .join(file);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read(&path).unwrap_or_default();
    assert_same(&format!("testdata/cli/{file}"), &expected, found);
}

/// Whether a program the test leans on is missing, which is then said aloud.
pub fn is_missing(program: &str) -> bool {
    let missing = Command::new(program).arg("--version").output().is_err();
    if missing {
        eprintln!("skipped: no {program} here");
    }
    missing
}

#[cfg(unix)]
pub fn name(bytes: &[u8]) -> &OsStr {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes)
}

#[cfg(not(unix))]
pub fn name(bytes: &[u8]) -> &OsStr {
    OsStr::new(std::str::from_utf8(bytes).unwrap())
}
