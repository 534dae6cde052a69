//! The answers: which hunk is asked next, what was chosen for each, and how answers are taken back.
//!
//! An answer is for one hunk, and may hold for later ones, too, those included that are not found yet. All
//! there is to know follows from the hunks and the answers in their order, so taking back the last answer
//! restores exactly what was before. Nothing here knows of terminals.

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::fix::Applicability;

/// What the answers must know of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    /// Which of the files with hunks it is in.
    pub file: usize,
    /// The codes of the rules that it resolves.
    pub rules: Vec<&'static str>,
    /// How sure it is.
    pub sure: Applicability,
}

/// What was said of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer<E> {
    /// Apply it.
    Yes,
    /// Leave it.
    No,
    /// Apply it and all later ones of its file that are as sure.
    YesToFile,
    /// Leave it and all later ones of its file.
    NoToFile,
    /// Apply it and all later ones of its rules that are as sure.
    YesToRule,
    /// Leave it and all later ones of its rules.
    NoToRule,
    /// Put what a person wrote in its place.
    Edited {
        /// What that is.
        edit: E,
        /// The other hunks in whose place that stands, earlier or later ones.
        instead_of: Vec<usize>,
    },
}

/// What becomes of a hunk.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Choice<'r, E> {
    /// It is applied.
    Apply,
    /// It stays as it is.
    Leave,
    /// What a person wrote comes in its place.
    Edited(&'r E),
    /// What a person wrote in the place of another one stands in its place, too.
    Within,
}

/// The hunks that are found so far, and the answers.
#[derive(Debug, Clone)]
pub(super) struct Review<E> {
    hunks: Vec<Hunk>,
    /// Each with its hunk's index, which grows.
    answers: Vec<(usize, Answer<E>)>,
    /// Files of which nothing can be asked any more.
    closed: HashSet<usize>,
}

impl<E> Default for Review<E> {
    fn default() -> Self {
        Self {
            hunks: Vec::new(),
            answers: Vec::new(),
            closed: HashSet::new(),
        }
    }
}

impl<E> Review<E> {
    /// Adds a hunk behind the others.
    pub fn push(&mut self, hunk: Hunk) {
        self.hunks.push(hunk);
    }

    /// What is known of a hunk.
    pub fn hunk(&self, at: usize) -> &Hunk {
        &self.hunks[at]
    }

    /// How many hunks are found.
    pub fn len(&self) -> usize {
        self.hunks.len()
    }

    /// The hunk to ask about: the first that no answer is for.
    pub fn current(&self) -> Option<usize> {
        let from = self.answers.last().map_or(0, |&(at, _)| at + 1);
        (from..self.hunks.len()).find(|&at| self.is_open(at))
    }

    /// Whether a hunk is still to be asked about.
    pub fn is_open(&self, at: usize) -> bool {
        self.answers.last().is_none_or(|&(last, _)| last < at)
            && !self.closed.contains(&self.hunks[at].file)
            && self.covering(at).is_none()
    }

    /// Answers for the current hunk, if there is one.
    pub fn answer(&mut self, answer: Answer<E>) {
        if let Some(at) = self.current() {
            self.answers.push((at, answer));
        }
    }

    /// Takes back the last answer; its hunk is the current one again. False where there is none.
    pub fn undo(&mut self) -> bool {
        self.answers.pop().is_some()
    }

    /// Whether there is an answer to take back.
    pub fn can_undo(&self) -> bool {
        !self.answers.is_empty()
    }

    /// Nothing can be asked of a file any more, and nothing in it is applied.
    pub fn close(&mut self, file: usize) {
        self.closed.insert(file);
    }

    /// What becomes of a hunk, as far as is known: what nobody spoke of stays as it is.
    pub fn choice(&self, at: usize) -> Choice<'_, E> {
        if self.closed.contains(&self.hunks[at].file) {
            return Choice::Leave;
        }
        if self.is_within(at) {
            return Choice::Within;
        }
        let direct = self.answers.binary_search_by_key(&at, |&(at, _)| at);
        let answer = match direct {
            Ok(place) => Some(&self.answers[place].1),
            Err(_) => self.covering(at),
        };
        match answer {
            Some(Answer::Yes | Answer::YesToFile | Answer::YesToRule) => Choice::Apply,
            Some(Answer::Edited { edit, .. }) => Choice::Edited(edit),
            Some(Answer::No | Answer::NoToFile | Answer::NoToRule) | None => Choice::Leave,
        }
    }

    /// The answer for an earlier hunk that holds for this one, too: the first such, for what is answered
    /// is answered.
    fn covering(&self, at: usize) -> Option<&Answer<E>> {
        let earlier = self.answers.iter().take_while(|&&(said, _)| said < at);
        let mut covering = earlier.filter(|(said, answer)| self.covers(*said, answer, at));
        covering.next().map(|(_, answer)| answer)
    }

    fn covers(&self, said: usize, answer: &Answer<E>, at: usize) -> bool {
        let (of, hunk) = (&self.hunks[said], &self.hunks[at]);
        let is_sure = hunk.sure >= of.sure;
        let is_of_rules = || hunk.rules.iter().all(|rule| of.rules.contains(rule));
        match answer {
            Answer::Yes | Answer::No => false,
            Answer::YesToFile => of.file == hunk.file && is_sure,
            Answer::NoToFile => of.file == hunk.file,
            Answer::YesToRule => is_of_rules() && is_sure,
            Answer::NoToRule => is_of_rules(),
            Answer::Edited { instead_of, .. } => instead_of.contains(&at),
        }
    }

    /// Whether an edit of another hunk stands in its place, whatever else was said of it.
    fn is_within(&self, at: usize) -> bool {
        self.answers.iter().any(|(_, answer)| match answer {
            Answer::Edited { instead_of, .. } => instead_of.contains(&at),
            _ => false,
        })
    }
}
