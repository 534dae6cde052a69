//! What became of one file, or of neighbours that show nothing, on its way to the output.

use std::path::PathBuf;

use crate::batch::Piece;
use crate::report::Failed;
use crate::tally::Tally;

/// What became of one file.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Its part of each report, in their order; empty where it has a part in none.
    pub reports: Vec<Vec<u8>>,
    /// Its part of the diff.
    pub patch: Vec<u8>,
    /// What was applied, for the patch file.
    pub record: Vec<u8>,
    /// What went wrong, a line each.
    pub complaints: Vec<String>,
    /// What of it failed, for reports that tell that last.
    pub failures: Vec<Failed>,
    /// Its counts.
    pub tally: Tally,
    /// What the file is known by and this name of it, where several names are one file: what came of the
    /// first counts.
    pub file: Option<(FileId, PathBuf)>,
}

/// Device and inode.
pub(super) type FileId = (u64, u64);

impl Piece for Done {
    fn weight(&self) -> usize {
        let complaints = self.complaints.iter().map(String::capacity);
        let reports = self.reports.iter().map(Vec::capacity);
        let failures = self.failures.iter().map(|it| it.failure.message.len() + 1);
        let parts = reports.chain(complaints).chain(failures);
        parts.sum::<usize>() + self.patch.capacity() + self.record.capacity()
    }

    fn join(&mut self, next: Self) -> Option<Self> {
        if next.weight() > 0 || self.file.is_some() || next.file.is_some() {
            return Some(next);
        }
        self.tally += &next.tally;
        None
    }
}

/// With the new source, where there is one and standard output is to carry it.
impl Piece for (Done, Option<Vec<u8>>) {}
