//! Finding what there is to ask, ahead of the user: the workers take every file as far as they can without
//! an answer, and nothing is written.

use std::path::PathBuf;
use std::sync::Arc;

use super::review::Hunk;
use crate::batch::Piece;
use crate::cli::done::Done;
use crate::cli::job::{Input, Item, Job};
use crate::document::Document;
use crate::finding::Finding;
use crate::fix::Applicability;
use crate::pipeline::Outcome;
use crate::read::{self, Stamp};
use crate::report::Failure;
use crate::settings::scope::Held;
use crate::settle::Group;
use crate::write;

/// What there is to ask of one file. Its text is read again when it is asked about, so that any number of
/// files may wait.
#[derive(Debug)]
pub(super) struct Asked {
    /// As the user sees it.
    pub path: PathBuf,
    /// What it was when read.
    pub stamp: Stamp,
    /// What holds for it.
    pub held: Arc<Held>,
    /// What was found in it; each group is a hunk.
    pub outcome: Outcome,
    /// What is counted of it already.
    pub done: Done,
}

/// What became of one file, or of neighbours that show nothing.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are done, and are joined: a box each would cost more"
)]
pub(super) enum Found {
    /// There is nothing to ask.
    Done(Done),
    Asked(Box<Asked>),
}

impl Piece for Found {
    fn weight(&self) -> usize {
        match self {
            Self::Done(done) => done.weight(),
            // A user waits for it.
            Self::Asked(_) => size_of::<Asked>(),
        }
    }

    fn join(&mut self, next: Self) -> Option<Self> {
        match (self, next) {
            (Self::Done(done), Self::Done(next)) => done.join(next).map(Self::Done),
            (_, next) => Some(next),
        }
    }
}

/// Takes one file as far as it goes.
pub(super) fn find(job: &Job, item: &Item) -> Found {
    let Ok(source) = item else {
        return Found::Done(job.process(item));
    };
    let path = &source.path;
    let (bytes, stamp) = match read::read(path) {
        Ok(read) => read,
        Err(error) => {
            return Found::Done(job.failed(path, Failure::io(error.kind().to_string())));
        }
    };
    let input = Input {
        path,
        named: source.named,
        bytes: &bytes,
        stamp: Some(&stamp),
        changed: job.changed(path),
    };
    let mut done = Done::default();
    let examined = job.examine(&input, source.scope.held(), || source.held(), &mut done);
    let one_of_several = stamp.links() > 1 && !job.options().break_hard_links;
    done.file = one_of_several.then(|| (stamp.identity(), path.to_owned()));
    let Some((document, mut outcome)) = examined else {
        return Found::Done(done);
    };
    if outcome.result.take().is_none() {
        job.conclude(&input, &document, outcome, &mut done);
        return Found::Done(done);
    }
    if let Err(error) = write::check(path, &stamp, job.options()) {
        for finding in &mut outcome.findings {
            finding.applied = false;
        }
        job.fail(path, &Failure::io(error.kind().to_string()), &mut done);
        job.conclude(&input, &document, outcome, &mut done);
        return Found::Done(done);
    }
    Found::Asked(Box::new(Asked {
        path: path.clone(),
        stamp,
        held: source.held(),
        outcome,
        done,
    }))
}

impl Asked {
    /// The hunks, in order.
    pub fn hunks(&self, file: usize) -> impl Iterator<Item = Hunk> {
        self.outcome.groups.iter().map(move |group| {
            let fixes = self.findings(group).filter_map(|it| it.fix.as_ref());
            let mut rules: Vec<_> = self.findings(group).map(|it| it.rule.code()).collect();
            rules.dedup();
            Hunk {
                file,
                rules,
                sure: fixes
                    .map(|fix| fix.applicability)
                    .min()
                    .unwrap_or(Applicability::Unsafe),
            }
        })
    }

    /// The findings that a group resolves.
    pub fn findings(&self, group: &Group) -> impl Iterator<Item = &Finding> {
        let number = group.number;
        let findings = self.outcome.findings.iter();
        findings.filter(move |it| it.fix.as_ref().is_some_and(|fix| fix.group == number))
    }

    /// The file's bytes, if they are what they were.
    pub fn read(&self) -> Result<Vec<u8>, String> {
        let (bytes, stamp) = read::read(&self.path).map_err(|error| error.kind().to_string())?;
        if stamp.same_state(&self.stamp) {
            Ok(bytes)
        } else {
            Err(write::WriteErrorKind::Changed.to_string())
        }
    }

    /// What the job is given for its bytes.
    pub fn input<'a>(&'a self, job: &'a Job, bytes: &'a [u8]) -> Input<'a> {
        Input {
            path: &self.path,
            named: true,
            bytes,
            stamp: Some(&self.stamp),
            changed: job.changed(&self.path),
        }
    }

    /// Its bytes decoded, as they were when it was read first.
    pub fn document<'a>(&'a self, job: &'a Job, bytes: &'a [u8]) -> Result<Document<'a>, String> {
        let document = Document::read(bytes).map_err(|error| error.to_string())?;
        Ok(document.at(&self.path).within(job.changed(&self.path)))
    }
}
