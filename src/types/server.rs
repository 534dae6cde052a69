//! The child: questions in on standard input, answers out on standard output, until the input ends.
//!
//! One thread infers, on a stack that holds what [`crate::types::asked`] lets through; another reads, so that
//! the end of the input ends the process at once, even where inference never would.

#![expect(
    clippy::disallowed_methods,
    reason = "this process talks to its parent over the standard streams"
)]

use ruff_db::system::{SystemPath, SystemPathBuf};
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;

use super::classify::Classifier;
use super::database::Database;
use super::disk::Disk;
use super::{Inferred, Project, Question, protocol};

/// The stack that inference runs on: only what is used of it costs memory.
const STACK: usize = 1 << 30;

/// After so many projects a database is thrown away: what it holds of them would grow without end.
const MOST_PROJECTS: usize = 8;

/// After so many questions likewise: some two megabytes are kept of each.
const MOST_QUESTIONS: usize = 100;

/// Serves until standard input ends; gives the exit status.
pub fn serve() -> u8 {
    system::prepare();
    panic::set_hook(Box::new(|_| {}));
    let (questions, asked) = mpsc::sync_channel::<Question>(1);
    let inferring = thread::Builder::new()
        .name("isfix-inference".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let mut server = Server::default();
            let mut output = io::stdout().lock();
            for question in asked {
                if protocol::send(&mut output, &server.answer(&question)).is_err() {
                    return;
                }
            }
        });
    if inferring.is_err() {
        return 1;
    }
    let mut input = io::stdin().lock();
    while let Ok(Some(question)) = protocol::receive(&mut input) {
        if questions.send(question).is_err() {
            break;
        }
    }
    0
}

/// What is kept from question to question.
#[derive(Default)]
pub(super) struct Server {
    database: Option<Database>,
    projects: Vec<Project>,
    questions: usize,
}

impl Server {
    /// Answers a question; a panic in inference costs the answer, and the database it left is not used
    /// again.
    pub(super) fn answer(&mut self, question: &Question) -> Inferred {
        self.renew(&question.project);
        let Some(here) = folder(&question.path) else {
            return nothing(question);
        };
        let database = self
            .database
            .get_or_insert_with(|| Database::new(Disk::new(&here)));
        let answer = panic::catch_unwind(AssertUnwindSafe(|| infer(database, question)));
        answer.unwrap_or_else(|_| {
            self.database = None;
            Inferred {
                failed: true,
                ..nothing(question)
            }
        })
    }

    /// Begins a new database where the old one has grown enough.
    fn renew(&mut self, project: &Project) {
        self.questions += 1;
        if !self.projects.contains(project) {
            self.projects.push(project.clone());
        }
        if self.projects.len() > MOST_PROJECTS || self.questions > MOST_QUESTIONS {
            *self = Self {
                projects: vec![project.clone()],
                questions: 1,
                database: None,
            };
        }
    }
}

fn nothing(question: &Question) -> Inferred {
    Inferred {
        facts: vec![None; question.pairs.len()],
        failed: false,
    }
}

fn folder(path: &str) -> Option<SystemPathBuf> {
    let path = SystemPath::new(path);
    path.is_absolute()
        .then(|| path.parent().unwrap_or(path).to_path_buf())
}

fn infer(database: &Database, question: &Question) -> Inferred {
    let path = SystemPath::new(&question.path);
    let Some(file) = database.file(path, &question.text) else {
        return Inferred {
            failed: true,
            ..nothing(question)
        };
    };
    let program = database.program(&question.project);
    let classifier = Classifier::new(database, program.program_file(database, file));
    let mut answer = Inferred::default();
    for &pair in &question.pairs {
        let facts = panic::catch_unwind(AssertUnwindSafe(|| classifier.facts(pair)));
        answer.failed |= facts.is_err();
        answer.facts.push(facts.unwrap_or_default());
    }
    answer
}

#[cfg(unix)]
mod system {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    /// The most address space inference may take, in bytes: its stack, and what it reads and infers.
    const MOST_MEMORY: u64 = 6 << 30;

    /// A terminal signals every process of its group, but the parent says when the child ends. An
    /// overflow leaves no core file, and memory is bounded.
    pub fn prepare() {
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let _ = signal_hook::flag::register(signal, Arc::new(AtomicBool::new(false)));
        }
        let limit = |resource, most: u64| {
            let old = getrlimit(resource);
            let most = old.maximum.map_or(most, |old| old.min(most));
            let _ = setrlimit(
                resource,
                Rlimit {
                    current: Some(most),
                    maximum: old.maximum,
                },
            );
        };
        limit(Resource::Core, 0);
        limit(Resource::As, MOST_MEMORY);
    }
}

#[cfg(not(unix))]
mod system {
    pub fn prepare() {}
}
