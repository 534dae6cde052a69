//! `e`: a hunk goes to the user's editor, and what comes back must fit beside what else was accepted.

use ruff_text_size::TextRange;
use std::time::Instant;

use super::{AskedFile, Session, Step};
use crate::cli::interactive::by_hand::{self, HandEdit};
use crate::cli::interactive::excerpt::{Rows, Sheet, meet, overlap, rows_gone, rows_of};
use crate::cli::interactive::page::{FAINT, PROMPT, paint};
use crate::cli::interactive::program;
use crate::cli::interactive::review::Answer;
use crate::cli::interactive::terminal::{Gone, Key};
use crate::cli::stream;
use crate::settle::Group;
use crate::shown::shown;
use crate::signals::{SIGINT, SIGQUIT};
use crate::write::Scratch;

impl Session<'_> {
    /// Lets the user edit a hunk.
    pub(super) fn edit(&mut self, at: usize) -> Result<Step, Gone> {
        let form = self.sheet(at, |sheet, own, path| {
            by_hand::form(&shown(path).to_string(), sheet, own)
        });
        let mut text = form.clone();
        loop {
            let began = Instant::now();
            let edited = edited(&text);
            self.waited += began.elapsed();
            let read = edited.and_then(|edited| {
                let Some(edited) = edited else {
                    return Ok(None);
                };
                if edited == form {
                    let told = paint("(as it was: applied)", FAINT, self.paper(true));
                    return Ok(Some((Answer::Yes, told + "\n")));
                }
                text.clone_from(&edited);
                let read = self.read_edit(at, &edited)?;
                Ok(read.map(|answer| (answer, String::new())))
            });
            match read {
                Ok(None) => return Ok(Step::Show),
                Ok(Some((answer, told))) => {
                    self.put(&told)?;
                    self.answer(answer)?;
                    return Ok(Step::Next);
                }
                Err(reason) => {
                    self.say(&crate::diff::visible(&reason))?;
                    if !self.confirm("Edit again (n leaves the edit) [y,n]? ")? {
                        return Ok(Step::Show);
                    }
                }
            }
        }
    }

    /// What an edit of a hunk says, if it can be applied beside what else was accepted; `None` where it says
    /// nothing.
    fn read_edit(&self, at: usize, text: &str) -> Result<Option<Answer<HandEdit>>, String> {
        let file = self.review.hunk(at).file;
        let mut accepted = self.accepted(file, Some(at));
        let read = self.sheet(at, |sheet, own, _| {
            let edit = by_hand::read(text, sheet, own).map_err(|error| error.to_string())?;
            let Some(edit) = edit else { return Ok(None) };
            let instead_of = self.in_place_of(at, &edit, sheet, own)?;
            Ok::<_, String>(Some((edit, instead_of)))
        });
        let Some((edit, instead_of)) = read? else {
            return Ok(None);
        };
        if edit.passages.is_empty() && instead_of.is_empty() {
            return Ok(Some(Answer::No));
        }
        let AskedFile { asked, first, .. } = &self.files[file];
        let gone: Vec<u32> = instead_of
            .iter()
            .map(|at| asked.outcome.groups[at - first].number)
            .collect();
        accepted
            .groups
            .retain(|group| !gone.contains(&group.number));
        accepted.passages.extend(edit.passages.iter().cloned());
        accepted
            .passages
            .sort_by_key(|passage| passage.range.start());
        let settled = accepted.settle(&self.document(file));
        settled.map_err(|error| error.to_string())?;
        Ok(Some(Answer::Edited { edit, instead_of }))
    }

    /// The other hunks in whose place an edit stands: those not answered in the lines that it changes, and
    /// those accepted in the lines of its own hunk, which it began with.
    fn in_place_of(
        &self,
        at: usize,
        edit: &HandEdit,
        sheet: &Sheet<'_>,
        own: &Group,
    ) -> Result<Vec<usize>, String> {
        let AskedFile { asked, first, .. } = &self.files[self.review.hunk(at).file];
        let gone = |passage| rows_gone(passage, sheet.lines);
        let gone: Vec<Rows> = edit.passages.iter().filter_map(gone).collect();
        let parts = |range: TextRange| edit.passages.iter().any(|it| overlap(it.range, range));
        let own_rows = sheet.rows(own);
        let mut instead_of = Vec::new();
        for (number, group) in (*first..).zip(&asked.outcome.groups) {
            let rows = rows_of(group, sheet.lines);
            let is_beside = meet(&own_rows, &rows);
            let is_accepted = sheet.accepted.iter().any(|it| it.number == group.number);
            let is_changed = gone.iter().any(|it| meet(it, &rows))
                || group.edits.iter().any(|it| parts(it.range));
            if number == at || !(is_changed || is_beside && is_accepted) {
                continue;
            }
            if is_accepted && !is_beside {
                return Err(format!(
                    "it changes line {}, of which a change was accepted before: u takes that back",
                    rows.start()
                ));
            }
            instead_of.push(number);
        }
        match sheet.passages.iter().find(|it| parts(it.range)) {
            None => Ok(instead_of),
            Some(other) => Err(format!(
                "it changes lines that were edited before, from line {}",
                sheet.lines.location(other.range.start()).row
            )),
        }
    }

    /// Asks a question of yes or no.
    fn confirm(&mut self, question: &str) -> Result<bool, Gone> {
        loop {
            self.size = stream::screen();
            let prompt = paint(question, PROMPT, self.paper(true));
            match self.key(&prompt)? {
                Key::Typed('y' | 'Y') => {
                    self.put("y\n")?;
                    return Ok(true);
                }
                Key::Typed('n' | 'N' | 'q') => {
                    self.put("n\n")?;
                    return Ok(false);
                }
                Key::Typed(typed @ ('\x03' | '\x1c')) => {
                    self.put("\n")?;
                    let signal = if typed == '\x03' { SIGINT } else { SIGQUIT };
                    return Err(Gone::Signal(signal));
                }
                Key::Typed('\x1a') => {
                    self.put("\n")?;
                    self.terminal.suspend();
                }
                Key::Resumed | Key::Resized => self.put("\n")?,
                Key::Typed(_) | Key::Other => self.say("\nThat is neither y nor n.")?,
            }
        }
    }
}

/// A text as the user's editor leaves it; `None` where that was stopped.
fn edited(text: &str) -> Result<Option<String>, String> {
    let failed = |error| format!("cannot give it to an editor: {error}");
    let scratch = Scratch::with(text, ".diff").map_err(failed)?;
    if !program::edit(scratch.path())? {
        return Ok(None);
    }
    let failed = |error| format!("cannot read what the editor left: {error}");
    scratch.text().map(Some).map_err(failed)
}
