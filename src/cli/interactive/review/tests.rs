//! What answers come to, and that taking them back restores what was.

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
