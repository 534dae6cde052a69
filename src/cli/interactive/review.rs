//! The answers: which hunk is asked next, what was chosen for each, and how answers are taken back.
//!
//! An answer is for one hunk, and may hold for later ones, too, those included that are not found yet. All
//! there is to know follows from the hunks and the answers in their order, so taking back the last answer
//! restores exactly what was before. Nothing here knows of terminals.

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

#[cfg(test)]
mod tests {
    use super::Answer::*;
    use super::*;
    use proptest::prelude::*;

    const SAFE: Applicability = Applicability::Safe;
    const UNSAFE: Applicability = Applicability::Unsafe;

    type Edit = u8;

    fn hunk(file: usize, rules: &[&'static str], sure: Applicability) -> Hunk {
        Hunk {
            file,
            rules: rules.to_vec(),
            sure,
        }
    }

    fn review(hunks: &[Hunk]) -> Review<Edit> {
        let mut review = Review::default();
        hunks.iter().cloned().for_each(|hunk| review.push(hunk));
        review
    }

    /// Every hunk's choice: `y`, `.`, `e`, `w`.
    fn choices(review: &Review<Edit>) -> String {
        let told = |at| match review.choice(at) {
            Choice::Apply => 'y',
            Choice::Leave => '.',
            Choice::Edited(_) => 'e',
            Choice::Within => 'w',
        };
        (0..review.len()).map(told).collect()
    }

    /// The hunks that are asked about and what comes of all, if these are the answers.
    #[track_caller]
    fn check(hunks: &[Hunk], answers: &[Answer<Edit>], asked: &[usize], expected: &str) {
        let mut review = review(hunks);
        let mut met = Vec::new();
        for answer in answers {
            met.extend(review.current());
            review.answer(answer.clone());
        }
        met.extend(review.current());
        assert_eq!((met.as_slice(), choices(&review)), (asked, expected.into()));
    }

    #[test]
    fn each_is_asked_in_turn() {
        let hunks = vec![hunk(0, &["A"], SAFE); 3];
        check(&hunks, &[], &[0], "...");
        check(&hunks, &[Yes, No, Yes], &[0, 1, 2], "y.y");
        check(&hunks, &[Yes, Yes, Yes, Yes], &[0, 1, 2], "yyy");
        check(&[], &[Yes], &[], "");
    }

    #[test]
    fn of_a_file_the_later_ones() {
        let hunks: Vec<_> = [0, 0, 0, 1, 1].map(|file| hunk(file, &["A"], SAFE)).into();
        check(&hunks, &[No, YesToFile], &[0, 1, 3], ".yy..");
        check(&hunks, &[Yes, NoToFile, Yes], &[0, 1, 3, 4], "y..y.");
    }

    #[test]
    fn of_a_rule_in_all_files() {
        let hunks = [
            hunk(0, &["A"], SAFE),
            hunk(0, &["B"], SAFE),
            hunk(1, &["A"], SAFE),
            hunk(1, &["A", "B"], SAFE),
            hunk(2, &["B"], SAFE),
        ];
        check(&hunks, &[YesToRule, No], &[0, 1, 3], "y.y..");
        check(&hunks, &[Yes, NoToRule], &[0, 1, 2], "y....");
        // What holds for two rules holds for each of them.
        check(&hunks, &[No, No, No, YesToRule], &[0, 1, 2, 3], "...yy");
    }

    #[test]
    fn what_is_less_sure_is_still_asked() {
        let hunks = [
            hunk(0, &["A"], SAFE),
            hunk(0, &["A"], UNSAFE),
            hunk(0, &["A"], SAFE),
            hunk(1, &["A"], UNSAFE),
        ];
        check(&hunks, &[YesToFile], &[0, 1], "y.y.");
        check(&hunks, &[YesToRule], &[0, 1], "y.y.");
        check(&hunks, &[No, YesToRule], &[0, 1], ".yyy");
        check(&hunks, &[NoToFile], &[0, 3], "....");
        check(&hunks, &[NoToRule], &[0], "....");
    }

    #[test]
    fn what_is_answered_stays_answered() {
        let hunks = [
            hunk(0, &["A"], SAFE),
            hunk(1, &["B"], SAFE),
            hunk(1, &["A"], SAFE),
            hunk(2, &["A"], SAFE),
        ];
        check(&hunks, &[YesToRule, NoToFile], &[0, 1], "y.yy");
    }

    #[test]
    fn an_edit_stands_for_those_in_its_lines() {
        let hunks = vec![hunk(0, &["A"], SAFE); 4];
        let edited = Edited {
            edit: 7,
            instead_of: vec![0, 2],
        };
        check(&hunks, &[Yes, edited, Yes], &[0, 1, 3], "wewy");
    }

    #[test]
    fn a_closed_file_is_not_asked_and_not_applied() {
        let hunks = [0, 1, 2].map(|file| hunk(file, &["A"], SAFE));
        let mut review = review(&hunks);
        review.answer(YesToRule);
        review.close(1);
        assert_eq!(choices(&review), "y.y");
        assert!(review.undo());
        review.answer(Yes);
        assert_eq!(review.current(), Some(2));
        assert!(review.undo() && !review.can_undo() && !review.undo());
        assert_eq!(review.current(), Some(0));
    }

    fn hunks() -> impl Strategy<Value = Vec<Hunk>> {
        let rules = prop::sample::subsequence(vec!["A", "B", "C"], 1..=3);
        let sure = prop_oneof![Just(SAFE), Just(UNSAFE)];
        let one = (any::<bool>(), rules, sure);
        prop::collection::vec(one, 0..12).prop_map(|drawn| {
            let mut file = 0;
            drawn
                .into_iter()
                .map(|(begins, rules, sure)| {
                    file += usize::from(begins);
                    Hunk { file, rules, sure }
                })
                .collect()
        })
    }

    fn answers() -> impl Strategy<Value = Answer<Edit>> {
        prop_oneof![
            Just(Yes),
            Just(No),
            Just(YesToFile),
            Just(NoToFile),
            Just(YesToRule),
            Just(NoToRule),
            (any::<u8>(), prop::collection::vec(0..12_usize, 0..3))
                .prop_map(|(edit, instead_of)| Edited { edit, instead_of }),
        ]
    }

    type State = (Option<usize>, String, bool);

    fn state(review: &Review<Edit>) -> State {
        (review.current(), choices(review), review.can_undo())
    }

    proptest! {
        /// Taking answers back, one by one, goes through the very states that were before, whatever was
        /// found meanwhile.
        #[test]
        fn undo_restores_exactly(
            hunks in hunks(),
            answers in prop::collection::vec(answers(), 0..12),
            known in 0..12_usize,
        ) {
            let known = known.min(hunks.len());
            let mut review = review(&hunks[..known]);
            let mut before = Vec::new();
            for answer in answers {
                // What is found while the user reads.
                if review.current().is_none() && review.len() < hunks.len() {
                    review.push(hunks[review.len()].clone());
                }
                before.extend(review.current().map(|_| review.clone()));
                review.answer(answer);
            }
            let find_all = |review: &mut Review<Edit>| {
                hunks[review.len()..].iter().for_each(|hunk| review.push(hunk.clone()));
            };
            find_all(&mut review);
            while let Some(mut then) = before.pop() {
                find_all(&mut then);
                prop_assert!(review.undo());
                prop_assert_eq!(state(&review), state(&then));
            }
            prop_assert!(!review.undo());
        }

        /// A later answer changes nothing of what was answered, but for what is edited.
        #[test]
        fn an_answer_stays(hunks in hunks(), answers in prop::collection::vec(answers(), 0..12)) {
            let mut review = review(&hunks);
            for answer in answers {
                let is_answered = |&at: &usize| !review.is_open(at);
                let answered: Vec<usize> = (0..hunks.len()).filter(is_answered).collect();
                let before = choices(&review);
                review.answer(answer);
                for (at, (was, is)) in before.chars().zip(choices(&review).chars()).enumerate() {
                    prop_assert!(!answered.contains(&at) || was == is || is == 'w');
                }
            }
        }

        /// Whoever answers each question comes to the end, and no hunk is asked twice.
        #[test]
        fn every_review_ends(hunks in hunks(), answers in prop::collection::vec(answers(), 12)) {
            let mut review = review(&hunks);
            let mut last = None;
            for answer in answers {
                let Some(at) = review.current() else { break };
                prop_assert!(last < Some(at));
                last = Some(at);
                review.answer(answer);
            }
            prop_assert_eq!(review.current(), None);
        }
    }
}
