//! The parent's side: questions to child processes that infer, a small pool of them, started when
//! a question is asked and none is free.
//!
//! A child that dies, or does not answer in time, costs its answers: they are missing, which is said, for it is
//! not the same as that nothing is known. It is replaced when the next question comes. A project on which children
//! did not answer in time a few times is not asked about again; its answers are missing from then on.

use std::collections::HashMap;
use std::env;
use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Condvar, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use super::environment::Environment;
use super::project::Projects;
use super::{CHILD, Infer, Inferred, Origin, Pair, Project, Question, protocol};

/// How long a child may take for one question.
const PATIENCE: Duration = Duration::from_secs(10);

/// Another number of milliseconds to wait; for tests.
const PATIENCE_VARIABLE: &str = "ISFIX_TYPES_TIMEOUT_MS";

/// After so many questions about a project that were not answered in time, it is not asked about again.
const MOST_DELAYS: usize = 3;

/// Inference in child processes.
#[derive(Debug)]
pub struct Client {
    start: Start,
    most: usize,
    patience: Duration,
    here: PathBuf,
    projects: Projects,
    pool: Mutex<Pool>,
    freed: Condvar,
}

/// How a child is started: it must serve as `isfix --infer-types` does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// How children are started where it is not this program that serves; `None` where none can be.
static OTHER: OnceLock<Option<Start>> = OnceLock::new();

impl Start {
    /// From now on children are started so, or never; the first call counts.
    pub fn for_all(start: Option<Self>) {
        OTHER.get_or_init(|| start);
    }

    /// Whether no child is ever started.
    pub fn is_none() -> bool {
        matches!(OTHER.get(), Some(None))
    }

    /// This very program, or what was named in its stead.
    ///
    /// # Errors
    ///
    /// Where the system does not tell which it is, and where none is to be started.
    pub fn this_program() -> io::Result<Self> {
        if let Some(other) = OTHER.get() {
            let none = || io::Error::other("nothing that serves can be started");
            return other.clone().ok_or_else(none);
        }
        Ok(Self {
            program: env::current_exe()?,
            arguments: vec![CHILD.into()],
        })
    }
}

#[derive(Debug, Default)]
struct Pool {
    idle: Vec<Process>,
    /// All that live, the busy ones too.
    alive: usize,
    /// Questions not answered in time, by project.
    delays: HashMap<Project, usize>,
    /// Whether a child could not be started while none lived: no more are tried.
    barren: bool,
}

/// Why the lock can be taken.
const UNPOISONED: &str = "nothing that runs under the lock panics";

impl Client {
    /// Inference by at most `most` children at once.
    ///
    /// # Errors
    ///
    /// Where there is no current folder, against which paths are resolved.
    pub fn new(
        start: Start,
        most: NonZeroUsize,
        environment: Option<Environment>,
    ) -> io::Result<Self> {
        let patience = env::var(PATIENCE_VARIABLE).ok();
        let patience = patience.and_then(|number| number.parse().ok());
        Ok(Self {
            start,
            most: most.get(),
            patience: patience.map_or(PATIENCE, Duration::from_millis),
            here: env::current_dir()?,
            projects: Projects::new(environment),
            pool: Mutex::default(),
            freed: Condvar::new(),
        })
    }

    /// The same client, which waits so long for one answer.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    fn absolute(&self, file: &Path) -> PathBuf {
        let joined = self.here.join(file);
        // Not through symbolic links: a file belongs to the tree in which it was named.
        let mut plain = PathBuf::new();
        for part in joined.components() {
            match part {
                std::path::Component::ParentDir => {
                    plain.pop();
                }
                std::path::Component::CurDir => {}
                part => plain.push(part),
            }
        }
        plain
    }

    /// What a child answers; `None` where no answer comes.
    fn ask(&self, question: &Question) -> Option<Inferred> {
        let mut process = self.take(&question.project)?;
        let answer = process.ask(question, self.patience);
        let mut pool = self.pool.lock().expect(UNPOISONED);
        match answer {
            Ok(_) => pool.idle.push(process),
            Err(_) => pool.alive -= 1,
        }
        if answer == Err(NoAnswer::Late) {
            *pool.delays.entry(question.project.clone()).or_default() += 1;
        }
        drop(pool);
        self.freed.notify_one();
        answer.ok()
    }

    /// A child to ask; `None` where there can be none, or the project is not worth the wait.
    fn take(&self, project: &Project) -> Option<Process> {
        let mut pool = self.pool.lock().expect(UNPOISONED);
        loop {
            if pool.barren
                || pool
                    .delays
                    .get(project)
                    .is_some_and(|&it| it >= MOST_DELAYS)
            {
                return None;
            }
            if let Some(process) = pool.idle.pop() {
                return Some(process);
            }
            if pool.alive < self.most {
                pool.alive += 1;
                break;
            }
            pool = self.freed.wait(pool).expect(UNPOISONED);
        }
        drop(pool);
        let started = Process::start(&self.start);
        if started.is_err() {
            let mut pool = self.pool.lock().expect(UNPOISONED);
            pool.alive -= 1;
            pool.barren = pool.alive == 0;
            self.freed.notify_all();
        }
        started.ok()
    }
}

impl Infer for Client {
    fn origin(&self, file: &Path, module: &str) -> Origin {
        let place = self.projects.place(&self.absolute(file));
        place.map_or(Origin::Missing, |place| place.origin(module))
    }

    fn infer(&self, file: &Path, text: &str, pairs: Vec<Pair>, beside: bool) -> Inferred {
        let nothing = |failed| Inferred {
            facts: vec![None; pairs.len()],
            failed,
        };
        let (unknown, missing) = (nothing(false), nothing(true));
        let path = self.absolute(file);
        let Some((place, path)) = self.projects.place(&path).zip(path.to_str()) else {
            return unknown;
        };
        let question = Question {
            project: if beside {
                place.with_base()
            } else {
                place.project.clone()
            },
            path: path.to_owned(),
            text: text.to_owned(),
            pairs,
        };
        self.ask(&question).unwrap_or(missing)
    }
}

/// A child, and a thread that talks to it, so that waiting for it has an end.
#[derive(Debug)]
struct Process {
    child: Child,
    questions: Sender<Question>,
    answers: Receiver<Inferred>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NoAnswer {
    /// Not in time.
    Late,
    /// The child is gone, or talks nonsense.
    Gone,
}

impl Process {
    fn start(start: &Start) -> io::Result<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the program that is run is isfix itself"
        )]
        let mut child = Command::new(&start.program)
            .args(&start.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (input, output) = child
            .stdin
            .take()
            .zip(child.stdout.take())
            .expect("both are piped");
        let (questions, asked) = mpsc::channel();
        let (given, answers) = mpsc::channel();
        let talking = thread::Builder::new()
            .name("isfix-types".to_owned())
            .spawn(move || talk(input, output, &asked, &given));
        let process = Self {
            child,
            questions,
            answers,
        };
        talking.map(|_| process)
    }

    fn ask(&mut self, question: &Question, patience: Duration) -> Result<Inferred, NoAnswer> {
        let sent = self.questions.send(question.clone());
        sent.map_err(|_| NoAnswer::Gone)?;
        let answer = self.answers.recv_timeout(patience);
        let answer = answer.map_err(|error| match error {
            RecvTimeoutError::Timeout => NoAnswer::Late,
            RecvTimeoutError::Disconnected => NoAnswer::Gone,
        })?;
        if answer.facts.len() == question.pairs.len() {
            Ok(answer)
        } else {
            Err(NoAnswer::Gone)
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It holds nothing that has to be put in order.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Puts questions to a child and gives its answers on, until either side is gone.
fn talk(
    input: ChildStdin,
    output: ChildStdout,
    asked: &Receiver<Question>,
    given: &Sender<Inferred>,
) {
    let (mut input, mut output) = (BufWriter::new(input), BufReader::new(output));
    for question in asked {
        if protocol::send(&mut input, &question).is_err() {
            return;
        }
        let Ok(Some(answer)) = protocol::receive(&mut output) else {
            return;
        };
        if given.send(answer).is_err() {
            return;
        }
    }
}
