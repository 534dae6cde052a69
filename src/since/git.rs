//! Runs git so that it says the same for everybody: without the user's pager, colours, external diffs and
//! aliases, without taking locks, and in the repository that is meant, whatever the environment says.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use super::hunks;
use super::lines::ChangedLines;

/// Variables that point git to another repository or index, as they are set in hooks, or change how it
/// diffs (`git rev-parse --local-env-vars` has the former; what carries settings is left).
const MISLEADING: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// What holds for every command. A file system monitor would be a program of the repository's choice, and
/// `git diff` writes the index where it may refresh it, optional locks or not.
const GLOBAL: &[&str] = &[
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "diff.autoRefreshIndex=false",
];

/// A diff that says which lines are new, whatever the user's settings of diffs are. A renamed file
/// changed where its lines did.
const DIFF: &[&str] = &[
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--unified=0",
    "--inter-hunk-context=0",
    "--diff-algorithm=default",
    "--indent-heuristic",
    // A list of patterns that the user puts files in order by, and git fails where it is not there.
    "-O/dev/null",
    "--find-renames",
    "-l1000",
    "--ignore-submodules=all",
    "--diff-filter=d",
    "--src-prefix=a/",
    "--dst-prefix=b/",
];

/// Why git did not answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git, or it may not be run.
    #[error("--since asks git, and `git` cannot be run: {0}")]
    NotRun(#[source] io::Error),
    /// It ended with an error.
    #[error("git failed in {}: {said}", folder.display())]
    Failed {
        /// The repository's root.
        folder: PathBuf,
        /// What it said, in one line.
        said: String,
    },
}

/// Git in one repository.
#[derive(Debug, Clone, Copy)]
pub(super) struct Git<'a> {
    folder: &'a Path,
}

/// How a command ended.
struct Ended<T> {
    /// `None` where a signal ended it.
    status: Option<i32>,
    read: T,
    /// What it said to standard error.
    said: String,
}

impl<'a> Git<'a> {
    /// Git in the repository at a root.
    pub fn new(folder: &'a Path) -> Self {
        Self { folder }
    }

    /// The object that a revision names, if it names one.
    pub fn resolve(&self, revision: &OsStr) -> Result<Option<String>, GitError> {
        let words = ["rev-parse", "--quiet", "--verify"].map(OsStr::new);
        let ended = self.run(words.into_iter().chain([revision]), text)?;
        match ended.status {
            Some(0) => Ok(Some(line(&ended.read))),
            // Quietly: it names nothing. What git has to say besides is another failure.
            Some(1) => Ok(None),
            _ => Err(self.failed(&ended.said)),
        }
    }

    /// The best common ancestor of a commit and `HEAD`, if they have any.
    pub fn merge_base(&self, commit: &str) -> Result<Option<String>, GitError> {
        let ended = self.run(["merge-base", commit, "HEAD"].map(OsStr::new), text)?;
        match ended.status {
            Some(0) => Ok(Some(line(&ended.read))),
            Some(1) => Ok(None),
            _ => Err(self.failed(&ended.said)),
        }
    }

    /// Whether the repository holds only a part of its history.
    pub fn is_shallow(&self) -> bool {
        let words = ["rev-parse", "--is-shallow-repository"].map(OsStr::new);
        self.run(words, text)
            .is_ok_and(|ended| line(&ended.read) == "true")
    }

    /// The commit recorded for the submodule of this name in a commit.
    pub fn submodule_at(&self, commit: &str, name: &Path) -> Result<Option<String>, GitError> {
        let words = ["ls-tree", "-z", commit, "--"].map(OsStr::new);
        let said = self.must(words.into_iter().chain([name.as_os_str()]), text)?;
        // `160000 commit 1234…<tab>name`
        let entry = said.strip_prefix("160000 commit ");
        Ok(entry
            .and_then(|entry| entry.split('\t').next())
            .map(str::to_owned))
    }

    /// Whether the index has a submodule of this name.
    pub fn has_submodule(&self, name: &Path) -> Result<bool, GitError> {
        let words = ["ls-files", "-z", "--stage", "--"].map(OsStr::new);
        let said = self.must(words.into_iter().chain([name.as_os_str()]), text)?;
        Ok(said.starts_with("160000 "))
    }

    /// What differs between a commit and the files as they are.
    pub fn diff(&self, commit: &str) -> Result<HashMap<Vec<u8>, ChangedLines>, GitError> {
        let words = DIFF.iter().copied().chain([commit, "--"]).map(OsStr::new);
        self.must(words, |out| {
            hunks::read(BufReader::with_capacity(1 << 16, out))
        })
    }

    /// The files in the index.
    pub fn tracked(&self) -> Result<HashSet<Vec<u8>>, GitError> {
        let names = self.must(["ls-files", "-z"].map(OsStr::new), bytes)?;
        let names = names
            .split(|&byte| byte == 0)
            .filter(|name| !name.is_empty());
        Ok(names.map(<[u8]>::to_vec).collect())
    }

    /// Runs a command that must succeed.
    fn must<'w, T: Send>(
        &self,
        words: impl IntoIterator<Item = &'w OsStr>,
        read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Result<T, GitError> {
        let ended = self.run(words, read)?;
        if ended.status == Some(0) {
            return Ok(ended.read);
        }
        Err(self.failed(&ended.said))
    }

    /// Runs a command and reads what it prints.
    fn run<'w, T>(
        &self,
        words: impl IntoIterator<Item = &'w OsStr>,
        read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Result<Ended<T>, GitError> {
        #[expect(
            clippy::disallowed_methods,
            reason = "git is the one program that isfix runs beside itself, and only for --since"
        )]
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(self.folder)
            .args(GLOBAL)
            .args(words)
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for variable in MISLEADING {
            command.env_remove(variable);
        }
        let mut child = command.spawn().map_err(GitError::NotRun)?;
        let (mut out, err) = (child.stdout.take(), child.stderr.take());
        // Both are read at once, so that git never waits for a full pipe.
        let said = thread::spawn(move || {
            let mut said = Vec::new();
            let _ = err.map(|mut err| err.read_to_end(&mut said));
            String::from_utf8_lossy(&said).into_owned()
        });
        let read = match &mut out {
            Some(out) => read(out),
            None => read(&mut io::empty()),
        };
        drop(out);
        let status = child.wait().map_err(GitError::NotRun)?;
        let said = said.join().unwrap_or_default();
        match read {
            Ok(read) => Ok(Ended {
                status: status.code(),
                read,
                said,
            }),
            Err(error) => Err(self.failed(&format!("{error}"))),
        }
    }

    fn failed(&self, said: &str) -> GitError {
        let said: Vec<&str> = said
            .lines()
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .collect();
        GitError::Failed {
            folder: self.folder.to_owned(),
            said: match said[..] {
                [] => "it said nothing".to_owned(),
                _ => said.join("; "),
            },
        }
    }
}

fn bytes(out: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    out.read_to_end(&mut all)?;
    Ok(all)
}

fn text(out: &mut dyn Read) -> io::Result<String> {
    bytes(out).map(|all| String::from_utf8_lossy(&all).into_owned())
}

fn line(text: &str) -> String {
    text.trim_end().to_owned()
}
