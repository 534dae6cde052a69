//! What is said of a file: its part of each report, and of what failed.

use std::path::Path;

use super::{Item, Job};
use crate::cli::done::Done;
use crate::cli::record;
use crate::diff::Look;
use crate::files::WalkError;
use crate::report::{Content, Failed, Failure, FailureKind, FileReport, Format};

impl Job {
    /// What is said of a file whose worker panicked.
    pub fn rescue(&self, item: &Item, panic: &str) -> Done {
        let path = match item {
            Ok(source) => &source.path,
            Err(error) => error.path(),
        };
        self.panicked(path, panic)
    }

    /// What is said of a file that a panic stopped.
    pub fn panicked(&self, path: &Path, panic: &str) -> Done {
        let written = record::take();
        let became = match &written {
            Some(_) => "the file was changed before, as was proved",
            None => "the file was left alone",
        };
        let message = format!("internal fault: {panic}; {became}");
        let mut done = self.failed(path, Failure::internal(message));
        done.tally.changed = usize::from(written.is_some());
        done.record = written.unwrap_or_default();
        done
    }

    pub(super) fn not_walked(&self, error: &WalkError) -> Done {
        if error.is_warning() {
            return Done {
                complaints: vec![error.warning()],
                ..Done::default()
            };
        }
        let failure = Failure {
            location: error.location(),
            ..Failure::io(error.reason())
        };
        let mut done = self.failed(error.path(), failure);
        done.tally.seen = 0;
        done
    }

    /// What is said of a file that nothing was done with.
    pub fn failed(&self, path: &Path, failure: Failure) -> Done {
        let mut done = Done::default();
        done.tally.seen = 1;
        self.fail(path, &failure, &mut done);
        done
    }

    /// Tells a failure of a file, beside what else is told of it.
    pub fn fail(&self, path: &Path, failure: &Failure, done: &mut Done) {
        match failure.kind {
            FailureKind::Syntax => done.tally.unread += 1,
            _ => done.tally.failed += 1,
        }
        if !self.prints {
            let report = FileReport {
                path,
                name: None,
                content: Content::Failed(failure),
            };
            let line = Format::Concise.render(&report, Look::PLAIN);
            done.complaints
                .push(String::from_utf8_lossy(&line).trim_end().to_owned());
        }
        self.add(path, Content::Failed(failure), done);
    }

    /// Appends a piece to each report, behind the format's separator if it is not the first.
    pub(super) fn add(&self, path: &Path, content: Content<'_>, done: &mut Done) {
        if let Content::Settled { outcome, .. } = content
            && outcome.findings.is_empty()
        {
            return;
        }
        let name = self.report_name(path);
        let report = FileReport {
            path,
            name: name.as_deref(),
            content,
        };
        match content {
            Content::Failed(failure) if self.any_format(Format::tells_failures_last) => {
                done.failures.push(Failed {
                    path: path.to_owned(),
                    name: name.clone(),
                    failure: failure.clone(),
                });
            }
            Content::Settled { outcome, .. } if self.any_format(Format::counts_folders) => {
                let folders = &mut done.tally.folders;
                folders.count(&report.shown_name(), &outcome.findings);
            }
            _ => {}
        }
        done.reports.resize_with(self.formats.len(), Vec::new);
        for (whole, &(format, look)) in done.reports.iter_mut().zip(&self.formats) {
            let piece = format.render(&report, look);
            if !whole.is_empty() && !piece.is_empty() {
                whole.extend_from_slice(format.between().as_bytes());
            }
            whole.extend(piece);
        }
    }

    fn any_format(&self, is: impl Fn(Format) -> bool) -> bool {
        self.formats.iter().any(|&(format, _)| is(format))
    }

    /// The file's name in reports: from the run's root, if it lies there.
    fn report_name(&self, path: &Path) -> Option<Vec<u8>> {
        let is_asked = self.any_format(Format::names_from_root);
        let is_named = path.as_os_str() != "-";
        let (roots, root) = self.known.root.as_ref().filter(|_| is_asked && is_named)?;
        let place = roots.place(path).ok()?;
        (place.root == *root).then_some(place.name)
    }

    /// Whether anything is told of files that come to nothing but findings.
    pub fn reports(&self) -> bool {
        !self.formats.is_empty()
    }
}
