//! What becomes of a finding: the one division that every count is made by, in the summary, in
//! `--statistics` and on the page for browsers.

use std::ops::AddAssign;

use crate::finding::Finding;
use crate::fix::Applicability;

/// What becomes of a finding, or would where nothing is written. Each has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Its safe fix is applied.
    Safe,
    /// Its unsafe fix is applied.
    Unsafe,
    /// Its unsafe fix waits for `--unsafe-fixes`.
    HeldBack,
    /// Its fix was wanted and is not applied: it could not be written or proved, or the user left it.
    NotApplied,
    /// There is no fix, or one that is only shown.
    NoFix,
    /// It is a note: right as it stands, whatever is offered.
    Note,
}

impl Share {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Safe,
        Self::Unsafe,
        Self::HeldBack,
        Self::NotApplied,
        Self::NoFix,
        Self::Note,
    ];

    /// That of a finding.
    pub fn of(finding: &Finding) -> Self {
        let sure = finding.fix.as_ref().map(|fix| fix.applicability);
        match sure {
            _ if finding.is_note => Self::Note,
            Some(Applicability::DisplayOnly) | None => Self::NoFix,
            Some(Applicability::Unsafe) if finding.applied => Self::Unsafe,
            Some(Applicability::Safe) if finding.applied => Self::Safe,
            Some(_) if finding.held_back => Self::HeldBack,
            Some(_) => Self::NotApplied,
        }
    }
}

/// Findings and notes, by share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares([usize; Share::ALL.len()]);

impl Shares {
    /// How many there are of one share.
    pub fn get(&self, share: Share) -> usize {
        self.0[share as usize]
    }

    /// How many there are, notes among them.
    pub fn sum(&self) -> usize {
        self.0.iter().sum()
    }

    /// These without others, which are among them.
    pub fn without(mut self, others: Self) -> Self {
        for (own, other) in self.0.iter_mut().zip(others.0) {
            *own -= other;
        }
        self
    }

    /// How many are findings: all but the notes.
    pub fn findings(&self) -> usize {
        self.sum() - self.get(Share::Note)
    }

    /// Findings whose fix is applied.
    pub fn applied(&self) -> usize {
        self.get(Share::Safe) + self.get(Share::Unsafe)
    }

    /// Findings that stay.
    pub fn left(&self) -> usize {
        self.findings() - self.applied()
    }
}

impl AddAssign<Share> for Shares {
    fn add_assign(&mut self, share: Share) {
        self.0[share as usize] += 1;
    }
}

impl AddAssign<Shares> for Shares {
    fn add_assign(&mut self, other: Shares) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own += other;
        }
    }
}
