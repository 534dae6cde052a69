//! Some of a document's rewrites, and lines that a person wrote: what a review accepted, proved as ever.
//!
//! The rewrites are held against what they declare, without the lines. Those declare nothing: what holds
//! for them is that the result decodes to the text that is meant, parses, and by the way it is made differs
//! nowhere else.

use ruff_text_size::TextRange;
use std::collections::BTreeSet;
use thiserror::Error;

use super::{GroupFault, Proof, Unread};
use crate::document::{Document, Unwritable};
use crate::edit::{Edit, Edits};
use crate::lines::{Lines, Location};
use crate::module::Module;
use crate::settle::Group;
use crate::syntax::Syntax;
use crate::syntax::depth::{self, TooDeep};

/// Lines that a person wrote in place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What gives way: half-open, in UTF-8 bytes of the decoded text.
    pub range: TextRange,
    /// What comes, with the file's own line ends.
    pub text: String,
}

/// What was chosen, applied.
#[derive(Debug)]
pub struct Chosen {
    /// The bytes afterwards; `None` where nothing changed.
    pub result: Option<Vec<u8>>,
    /// The numbers of the groups that are applied.
    pub applied: BTreeSet<u32>,
    /// Groups that failed their proof and were dropped.
    pub faults: Vec<GroupFault>,
}

/// Why nothing of what was chosen can be applied.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotChosen {
    /// The document is not what it was when its groups were found.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// What a person wrote does not fit into the file's encoding.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
    /// It changes how the file is decoded.
    #[error(
        "the file would not be read as it was written: it would hold a NUL, or be read in another encoding"
    )]
    Decoding,
    /// With it the file is no Python.
    #[error("line {} of the file as edited: {message}", location.row)]
    Syntax {
        /// Where, in the text as edited.
        location: Location,
        /// What the parser said.
        message: String,
    },
    /// With it the file nests too deeply.
    #[error(transparent)]
    TooDeep(#[from] TooDeep),
}

/// Applies some of the groups that [`settle`](super::settle) found in a document, and passages, which must be
/// disjoint from each other and from the groups.
///
/// # Errors
///
/// [`NotChosen`], which a person's passages alone can bring about.
///
/// # Panics
///
/// If edits overlap.
pub fn settle_chosen(
    document: &Document<'_>,
    groups: &[&Group],
    passages: &[Passage],
) -> Result<Chosen, NotChosen> {
    let text = document.text();
    let proved = depth::guarded(text, || {
        let syntax = Syntax::parse(text)?;
        let module = &Module::new(text, &syntax);
        let proof = Proof { document, module };
        let mut dropped = Vec::new();
        let kept = proof.keep(groups.to_vec(), &mut dropped);
        Ok::<_, Unread>((kept, super::located(document, dropped)))
    });
    let (kept, faults) = proved.map_err(Unread::from)??;
    let applied = kept.iter().map(|group| group.number).collect();
    let edits = Edits::union(kept.iter().map(|group| &group.edits));
    let result = if passages.is_empty() {
        (!edits.is_empty()).then(|| document.splice(&edits))
    } else {
        Some(written(document, &edits, passages)?)
    };
    Ok(Chosen {
        result,
        applied,
        faults,
    })
}

/// The bytes with edits that were proved and with passages.
fn written(
    document: &Document<'_>,
    edits: &Edits,
    passages: &[Passage],
) -> Result<Vec<u8>, NotChosen> {
    let by_hand = passages
        .iter()
        .map(|passage| Edit::replace(passage.range, passage.text.clone()));
    let all = Edits::new(edits.iter().cloned().chain(by_hand).collect());
    let (bytes, text) = (document.splice_text(&all)?, all.apply(document.text()));
    if !document.decodes_to(&bytes, &text) {
        return Err(NotChosen::Decoding);
    }
    depth::guarded(&text, || Syntax::parse(&text).map(drop))?.map_err(|fault| {
        NotChosen::Syntax {
            location: Lines::new(&text).location(fault.offset),
            message: fault.message,
        }
    })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::settle;
    use crate::settings::Settings;
    use ruff_text_size::TextSize;

    /// What some groups, by their places, and some lines, by their rows, make of a source.
    fn made(
        source: &[u8],
        chosen: &[usize],
        lines: &[(usize, &str)],
    ) -> Result<Vec<u8>, NotChosen> {
        let document = Document::read(source).unwrap();
        let groups = settle(&document, &Settings::default()).unwrap().groups;
        let groups: Vec<&Group> = chosen.iter().map(|&at| &groups[at]).collect();
        let mut starts = vec![0];
        starts.extend(document.text().match_indices('\n').map(|(at, _)| at + 1));
        let passages: Vec<_> = lines
            .iter()
            .map(|&(row, text)| {
                let size = |at: usize| TextSize::try_from(at).unwrap();
                Passage {
                    range: TextRange::new(size(starts[row - 1]), size(starts[row])),
                    text: text.to_owned(),
                }
            })
            .collect();
        let chosen = settle_chosen(&document, &groups, &passages)?;
        assert!(chosen.faults.is_empty());
        assert_eq!(chosen.applied.len(), groups.len());
        Ok(chosen.result.unwrap_or_else(|| source.to_vec()))
    }

    #[test]
    fn every_choice_is_what_it_says() {
        let source = b"x is 'a'; y is 'b'\r\nz = not w == None\r\n";
        for bits in 0..8_usize {
            let chosen: Vec<usize> = (0..3).filter(|at| bits & (1 << at) != 0).collect();
            let mut expected = String::from_utf8(source.to_vec()).unwrap();
            for (at, (old, new)) in [
                ("x is", "x =="),
                ("y is", "y =="),
                ("not w == None", "w is not None"),
            ]
            .into_iter()
            .enumerate()
            {
                if chosen.contains(&at) {
                    expected = expected.replace(old, new);
                }
            }
            let found = made(source, &chosen, &[]).unwrap();
            assert_eq!(String::from_utf8(found).unwrap(), expected);
        }
    }

    #[test]
    fn lines_stand_beside_groups_in_the_files_encoding() {
        let source = b"# coding: latin-1\nx is 'a'  # \xe9\ny is 'b'  # \xe9\n";
        let found = made(source, &[0], &[(3, "y = 'ü'  # é\n")]).unwrap();
        assert_eq!(
            found,
            b"# coding: latin-1\nx == 'a'  # \xe9\ny = '\xfc'  # \xe9\n"
        );
    }

    #[test]
    fn lines_that_cannot_be_are_told() {
        let source = b"# coding: latin-1\nx is 'a'\n";
        let told = |row, text| made(source, &[], &[(row, text)]).unwrap_err().to_string();
        assert!(told(2, "= 1\n").starts_with("line 2 of the file as edited: "));
        assert!(told(2, "x = '€'\n").contains("no `€` in the file's encoding"));
        assert!(told(1, "# coding: ascii\n# é\n").contains("in another encoding"));
        assert!(told(2, "\0\n").contains("hold a NUL"));
    }
}
