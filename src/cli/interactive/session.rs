//! A session: questions, keys, and what they do.

use clap::ColorChoice;
use ruff_text_size::TextRange;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use super::ahead::{Asked, Found};
use super::by_hand::{self, HandEdit};
use super::excerpt::{Rows, Sheet, meet, overlap, rows_gone, rows_of};
use super::land::{Accepted, Kept};
use super::page::{self, FAINT, PROMPT, Paper, Question, paint};
use super::program;
use super::review::{Answer, Choice, Review};
use super::terminal::{Gone, Key, Terminal};
use crate::batch::Piece;
use crate::cli::done::Done;
use crate::cli::job::Job;
use crate::cli::output;
use crate::document::Document;
use crate::fix::Applicability;
use crate::lines::Lines;
use crate::pipeline::Passage;
use crate::settle::Group;
use crate::shown::shown;
use crate::signals;
use crate::write::Scratch;

/// So long the first question waits for the search to end, for most searches end by then and the
/// question can say of how many it is one.
const PATIENCE: Duration = Duration::from_millis(400);

/// How often it is asked whether a signal was heard, while the search is waited for.
const HEARTBEAT: Duration = Duration::from_millis(50);

/// How a review ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Every question was answered.
    Answered,
    /// The user had enough.
    Quit,
    /// The user was gone, or the run was asked to stop.
    Gone(Gone),
}

/// A file that is asked about.
#[derive(Debug)]
pub(super) struct AskedFile {
    pub asked: Asked,
    /// The number of its first hunk, from 0.
    first: usize,
    /// Why nothing can be asked of it any more.
    pub closed: Option<String>,
}

/// All that is found and said so far.
pub(super) struct Session<'s> {
    job: &'s Job,
    terminal: Terminal,
    finds: Receiver<Found>,
    /// Whether there may be more to find.
    searching: bool,
    color: ColorChoice,
    pub review: Review<HandEdit>,
    /// In path order.
    pub files: Vec<AskedFile>,
    /// What stands before each of these in path order, and behind the last.
    pub before: Vec<Vec<Done>>,
    /// The bytes of the file that was asked about last.
    open: Option<(usize, Vec<u8>)>,
    /// How long nothing was done but waiting for the user.
    pub waited: Duration,
    /// How many hunks were not asked about when the user had enough.
    pub unasked: usize,
}

/// What a key led to.
enum Step {
    /// The question is asked again, without its page.
    Again,
    /// It is asked again with its page.
    Show,
    /// Another question is next.
    Next,
    Quit,
}

impl<'s> Session<'s> {
    pub fn new(
        job: &'s Job,
        terminal: Terminal,
        finds: Receiver<Found>,
        color: ColorChoice,
    ) -> Self {
        Self {
            job,
            terminal,
            finds,
            searching: true,
            color,
            review: Review::default(),
            files: Vec::new(),
            before: vec![Vec::new()],
            open: None,
            waited: Duration::ZERO,
            unasked: 0,
        }
    }

    /// Asks until there is nothing more to ask.
    pub fn ask_all(&mut self) -> End {
        let asked = self.await_finds(PATIENCE, false).and_then(|()| {
            loop {
                self.take_finds();
                let Some(at) = self.review.current() else {
                    if !self.searching {
                        break Ok(End::Answered);
                    }
                    self.await_finds(Duration::MAX, true)?;
                    continue;
                };
                if self.ask(at)? == End::Quit {
                    break Ok(End::Quit);
                }
            }
        });
        asked.unwrap_or_else(End::Gone)
    }

    /// Waits for the end of the search.
    pub fn gather(&mut self) -> Result<(), Gone> {
        while self.searching {
            self.await_finds(Duration::MAX, false)?;
        }
        Ok(())
    }

    /// As [`gather`](Self::gather), whatever signal is heard.
    pub fn gather_all(&mut self) {
        while let Ok(found) = self.finds.recv() {
            self.add(found);
        }
        self.searching = false;
    }

    /// What was accepted so far, as a patch.
    pub fn keep(&self) -> Kept {
        let mut kept = Kept::default();
        for (at, file) in self.files.iter().enumerate() {
            kept.add(self.job, &file.asked, &self.accepted(at, None));
        }
        kept
    }

    /// What was accepted of a file, `but` one hunk aside.
    pub fn accepted(&self, file: usize, but: Option<usize>) -> Accepted<'_> {
        let AskedFile { asked, first, .. } = &self.files[file];
        Accepted::of(asked, *first, &self.review, but)
    }

    fn take_finds(&mut self) {
        loop {
            match self.finds.try_recv() {
                Ok(found) => self.add(found),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => break self.searching = false,
            }
        }
    }

    /// Waits until there is something to ask, or the search ends, or so long; with `first` until something
    /// is found at all.
    fn await_finds(&mut self, most: Duration, first: bool) -> Result<(), Gone> {
        let began = Instant::now();
        let mut is_told = false;
        while self.searching
            && began.elapsed() < most
            && !(first && self.review.current().is_some())
        {
            match self.finds.recv_timeout(HEARTBEAT) {
                Ok(found) => self.add(found),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.searching = false,
            }
            if let Some(signal) = signals::interrupted() {
                return Err(Gone::Signal(signal));
            }
            if !is_told && most > PATIENCE && began.elapsed() > PATIENCE {
                is_told = true;
                self.say("Looking on …")?;
            }
        }
        Ok(())
    }

    fn add(&mut self, found: Found) {
        match found {
            Found::Done(done) => {
                let before = self
                    .before
                    .last_mut()
                    .expect("there is one behind the last file");
                let alone = match before.last_mut() {
                    Some(last) => last.join(done),
                    None => Some(done),
                };
                before.extend(alone);
            }
            Found::Asked(asked) => {
                let (file, first) = (self.files.len(), self.review.len());
                asked.hunks(file).for_each(|hunk| self.review.push(hunk));
                self.before.push(Vec::new());
                self.files.push(AskedFile {
                    asked: *asked,
                    first,
                    closed: None,
                });
            }
        }
    }

    /// Asks about one hunk, until it is answered or another is to be asked about.
    fn ask(&mut self, at: usize) -> Result<End, Gone> {
        let file = self.review.hunk(at).file;
        if let Err(reason) = self.open(file) {
            let path = shown(&self.files[file].asked.path).to_string();
            self.review.close(file);
            self.say(&format!("\n{path}: {reason}"))?;
            self.files[file].closed = Some(reason);
            return Ok(End::Answered);
        }
        let mut shows = true;
        loop {
            if shows {
                let page = self.page(at, self.paper(true));
                self.put(&format!("\n{page}"))?;
            }
            self.put(&self.prompt(at))?;
            let began = Instant::now();
            let key = self.terminal.key();
            self.waited += began.elapsed();
            match self.heed(at, key?)? {
                Step::Again => shows = false,
                Step::Show => shows = true,
                Step::Next => return Ok(End::Answered),
                Step::Quit => {
                    self.unasked = (at..self.review.len())
                        .filter(|&at| self.review.is_open(at))
                        .count();
                    return Ok(End::Quit);
                }
            }
        }
    }

    /// Does what a key says.
    fn heed(&mut self, at: usize, key: Key) -> Result<Step, Gone> {
        let typed = match key {
            Key::Typed(typed) => typed,
            Key::Other => '\u{fffd}',
            Key::Resumed => {
                self.put("\n")?;
                return Ok(Step::Show);
            }
        };
        if typed.is_ascii_graphic() {
            self.put(&format!("{typed}\n"))?;
        } else {
            self.put("\n")?;
        }
        let answer = match typed {
            'y' => Answer::Yes,
            'n' => Answer::No,
            'a' => Answer::YesToFile,
            'd' => Answer::NoToFile,
            'r' => Answer::YesToRule,
            'R' => Answer::NoToRule,
            'e' => return self.edit(at),
            'u' if self.review.undo() => return Ok(Step::Next),
            'u' => {
                self.say("There is no answer to take back.")?;
                return Ok(Step::Again);
            }
            'p' | '\x0c' => return Ok(Step::Show),
            'P' => {
                let began = Instant::now();
                let paged = program::page(&self.page(at, self.paper(false)));
                self.waited += began.elapsed();
                if let Err(reason) = paged {
                    self.say(&reason)?;
                    return Ok(Step::Again);
                }
                return Ok(Step::Show);
            }
            'q' | '\x04' => return Ok(Step::Quit),
            '?' | 'h' => {
                self.put(&self.help(at))?;
                return Ok(Step::Again);
            }
            '\n' | '\r' => return Ok(Step::Again),
            '\x03' => return Err(Gone::Signal(super::INTERRUPT)),
            '\x1a' => {
                self.terminal.suspend();
                return Ok(Step::Again);
            }
            '\x1c' => {
                self.terminal.quit();
                return Ok(Step::Again);
            }
            _ => {
                self.say("That is none of the keys: ? tells what each does.")?;
                return Ok(Step::Again);
            }
        };
        self.answer(answer)?;
        Ok(Step::Next)
    }

    /// Answers, and tells how many others that answers, too.
    fn answer(&mut self, answer: Answer<HandEdit>) -> Result<(), Gone> {
        let open = |review: &Review<HandEdit>| -> Vec<usize> {
            (0..review.len()).filter(|&at| review.is_open(at)).collect()
        };
        let reaches_on = !matches!(answer, Answer::Yes | Answer::No);
        let before = if reaches_on {
            open(&self.review)
        } else {
            Vec::new()
        };
        self.review.answer(answer);
        let now_answered = before
            .iter()
            .skip(1)
            .filter(|&&at| !self.review.is_open(at));
        let (mut applied, mut left, mut edited) = (0, 0, 0);
        for &at in now_answered {
            match self.review.choice(at) {
                Choice::Apply => applied += 1,
                Choice::Leave => left += 1,
                Choice::Edited(_) | Choice::Within => edited += 1,
            }
        }
        let told = [
            (applied, "more applied unasked"),
            (left, "more left unasked"),
            (edited, "more in the lines that you edited"),
        ];
        for (count, what) in told.into_iter().filter(|(count, _)| *count > 0) {
            let line = paint(&format!("({count} {what})"), FAINT, self.paper(true));
            self.say(&line)?;
        }
        Ok(())
    }

    /// Lets the user edit a hunk.
    fn edit(&mut self, at: usize) -> Result<Step, Gone> {
        let form = self.sheet(at, |sheet, own, path| {
            by_hand::form(&shown(path).to_string(), sheet, own)
        });
        let mut text = form.clone();
        loop {
            let began = Instant::now();
            let edited = edited(&text);
            self.waited += began.elapsed();
            let read = edited.and_then(|edited| {
                if edited == form {
                    return Ok(Some(Answer::Yes));
                }
                text.clone_from(&edited);
                self.read_edit(at, &edited)
            });
            match read {
                Ok(None) => return Ok(Step::Show),
                Ok(Some(answer)) => {
                    self.answer(answer)?;
                    return Ok(Step::Next);
                }
                Err(reason) => {
                    self.say(&page::visible(&reason))?;
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
        let AskedFile { asked, first, .. } = &self.files[file];
        self.sheet(at, |sheet, own, _| {
            let edit = by_hand::read(text, sheet, own).map_err(|error| error.to_string())?;
            let Some(edit) = edit else { return Ok(None) };
            let gone = |passage: &Passage| rows_gone(passage, sheet.lines);
            let changes = |rows: &Rows| {
                let mut gone = edit.passages.iter().filter_map(gone);
                gone.any(|gone| meet(&gone, rows))
            };
            let parts = |range: TextRange| edit.passages.iter().any(|it| overlap(it.range, range));
            let own_rows = sheet.rows(own);
            let mut accepted = self.accepted(file, Some(at));
            let mut instead_of = Vec::new();
            for (number, group) in (*first..).zip(&asked.outcome.groups) {
                let rows = rows_of(group, sheet.lines);
                let is_beside = meet(&own_rows, &rows);
                let is_accepted = accepted.groups.iter().any(|it| it.number == group.number);
                let is_changed = changes(&rows) || group.edits.iter().any(|it| parts(it.range));
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
            if let Some(other) = accepted.passages.iter().find(|it| parts(it.range)) {
                let row = sheet.lines.location(other.range.start()).row;
                return Err(format!("it changes lines that were edited before, from line {row}"));
            }
            let is_kept = |group: &&Group| {
                let number = (*first..).zip(&asked.outcome.groups);
                let mut number = number.filter(|(_, it)| it.number == group.number);
                number.next().is_none_or(|(number, _)| !instead_of.contains(&number))
            };
            accepted.groups.retain(is_kept);
            accepted.passages.extend(edit.passages.iter().cloned());
            accepted.passages.sort_by_key(|passage| passage.range.start());
            let document = self.document(file);
            accepted.settle(&document).map_err(|error| error.to_string())?;
            Ok(Some(Answer::Edited { edit, instead_of }))
        })
    }

    /// Asks a question of yes or no.
    fn confirm(&mut self, question: &str) -> Result<bool, Gone> {
        loop {
            self.put(&paint(question, PROMPT, self.paper(true)))?;
            let answer = match self.terminal.key()? {
                Key::Typed('y' | 'Y') => Some(true),
                Key::Typed('n' | 'N' | 'q') => Some(false),
                Key::Typed('\x03') => return Err(Gone::Signal(super::INTERRUPT)),
                _ => None,
            };
            self.put(match answer {
                Some(true) => "y\n",
                Some(false) => "n\n",
                None => "\n",
            })?;
            if let Some(answer) = answer {
                return Ok(answer);
            }
        }
    }

    /// Reads a file that is asked about, unless that was done for the question before.
    fn open(&mut self, file: usize) -> Result<(), String> {
        if self.open.as_ref().is_some_and(|(open, _)| *open == file) {
            return Ok(());
        }
        let bytes = self.files[file].asked.read()?;
        self.files[file].asked.document(self.job, &bytes)?;
        self.open = Some((file, bytes));
        Ok(())
    }

    /// The file that is open.
    fn document(&self, file: usize) -> Document<'_> {
        let (_, bytes) = self
            .open
            .as_ref()
            .expect("a file is opened before its first question");
        let document = self.files[file].asked.document(self.job, bytes);
        document.expect("it was decoded when it was opened")
    }

    /// Gives a hunk with what was accepted around it.
    fn sheet<T>(&self, at: usize, give: impl FnOnce(&Sheet<'_>, &Group, &Path) -> T) -> T {
        let file = self.review.hunk(at).file;
        let document = self.document(file);
        let lines = Lines::new(document.text());
        let accepted = self.accepted(file, Some(at));
        let AskedFile { asked, first, .. } = &self.files[file];
        let sheet = Sheet {
            text: document.text(),
            lines: &lines,
            accepted: accepted.groups.clone(),
            passages: accepted.passages.iter().collect(),
        };
        give(&sheet, &asked.outcome.groups[at - first], &asked.path)
    }

    fn page(&self, at: usize, paper: Paper) -> String {
        let file = self.review.hunk(at).file;
        self.sheet(at, |sheet, own, path| {
            let asked = &self.files[file].asked;
            let findings = || asked.findings(own);
            let place = sheet.lines.location(own.range.start());
            let first = findings().next();
            let fix = first.and_then(|finding| finding.fix.as_ref());
            let question = Question {
                progress: self.progress(at),
                place: format!("{}:{}:{}", path.display(), place.row, place.column),
                findings: findings()
                    .map(|finding| {
                        let reason = finding.evidence.as_ref();
                        let reason = reason.map(|evidence| evidence.reason.to_string());
                        (finding.rule.code(), finding.message.clone(), reason)
                    })
                    .collect(),
                title: fix.map_or_else(String::new, |fix| fix.title.clone()),
                is_unsafe: self.review.hunk(at).sure < Applicability::Safe,
            };
            page::page(&question, |context| sheet.excerpt(own, context), paper)
        })
    }

    /// How far the review is; `+` says that more may be found.
    fn progress(&self, at: usize) -> String {
        let more = if self.searching { "+" } else { "" };
        let file = self.review.hunk(at).file + 1;
        let (hunks, files) = (self.review.len(), self.files.len());
        format!("[{}/{hunks}{more}, file {file}/{files}{more}]", at + 1)
    }

    fn prompt(&self, at: usize) -> String {
        let paper = self.paper(true);
        let what = match self.review.hunk(at).sure {
            Applicability::Safe => "this change",
            _ => "this unsafe change",
        };
        let undo = if self.review.can_undo() { "u," } else { "" };
        let prompt = format!("Apply {what} [y,n,a,d,r,R,e,{undo}q,?]? ");
        paint(prompt.trim_end(), PROMPT, paper) + " "
    }

    fn help(&self, at: usize) -> String {
        let hunk = self.review.hunk(at);
        let rules = hunk.rules.join(" and ");
        let unsafe_ones = (0..self.review.len()).any(|at| self.review.hunk(at).sure < hunk.sure);
        let alike = if unsafe_ones {
            " (unsafe ones are still asked)"
        } else {
            ""
        };
        let lines = [
            "y - apply this change".to_owned(),
            "n - leave it".to_owned(),
            format!("a - apply it and all later ones of this file{alike}"),
            "d - leave it and all later ones of this file".to_owned(),
            format!("r - apply it and all later ones of {rules}{alike}"),
            format!("R - leave it and all later ones of {rules}"),
            "e - edit it by hand, in your editor".to_owned(),
            "u - take back the last answer, in whatever file".to_owned(),
            "p - show it again; P - show all of it in the pager".to_owned(),
            "q - leave it and all others, and apply what was accepted".to_owned(),
            "Files are written behind the last answer, or q; Ctrl-C changes none.".to_owned(),
        ];
        let paper = self.paper(true);
        let options = textwrap::Options::new(paper.width.max(10)).subsequent_indent("    ");
        let lines = lines.iter().flat_map(|line| textwrap::wrap(line, &options));
        lines
            .map(|line| paint(&line, FAINT, paper) + "\n")
            .collect()
    }

    /// The screen as it is now, less the rows of the prompt and of the line before a page; or paper for the
    /// pager.
    fn paper(&self, has_rows: bool) -> Paper {
        let (width, rows) = output::screen();
        let prompt = LONGEST_PROMPT.div_ceil(width);
        Paper {
            width,
            height: has_rows.then(|| rows.saturating_sub(prompt + 1).max(1)),
            colour: output::has_colour(self.color),
        }
    }

    fn say(&self, line: &str) -> Result<(), Gone> {
        self.put(&format!("{line}\n"))
    }

    fn put(&self, text: &str) -> Result<(), Gone> {
        output::show(text.as_bytes()).map_err(|_| Gone::Vanished)
    }
}

/// The columns of the longest prompt.
const LONGEST_PROMPT: usize = "Apply this unsafe change [y,n,a,d,r,R,e,u,q,?]? ".len();

/// A text as the user's editor leaves it.
fn edited(text: &str) -> Result<String, String> {
    let failed = |error| format!("cannot give it to an editor: {error}");
    let scratch = Scratch::with(text, ".diff").map_err(failed)?;
    program::edit(scratch.path())?;
    let failed = |error| format!("cannot read what the editor left: {error}");
    scratch.text().map_err(failed)
}
