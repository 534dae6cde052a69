//! A session: questions, keys, and what they do.

mod edit;
mod finds;

use clap::ColorChoice;
use std::path::Path;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::ahead::{Asked, Found};
use super::by_hand::HandEdit;
use super::excerpt::Sheet;
use super::keys::{self, LONGEST_PROMPT};
use super::land::{Accepted, Kept};
use super::page::{self, FAINT, PROMPT, Paper, Question, paint};
use super::program;
use super::review::{Answer, Choice, Review};
use super::terminal::{Gone, Key, Terminal};
use crate::cli::done::Done;
use crate::cli::job::Job;
use crate::cli::stream;
use crate::document::Document;
use crate::fix::Applicability;
use crate::lines::Lines;
use crate::settle::Group;
use crate::shown::shown;
use crate::signals::{SIGINT, SIGQUIT};
use finds::PATIENCE;

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
    pub searching: bool,
    color: ColorChoice,
    pub review: Review<HandEdit>,
    /// In path order.
    pub files: Vec<AskedFile>,
    /// What stands before each of these in path order, and behind the last.
    pub before: Vec<Vec<Done>>,
    /// The bytes of the file that was asked about last.
    open: Option<(usize, Vec<u8>)>,
    /// The columns and rows of the terminal when it was last written on.
    size: (usize, usize),
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
            size: stream::screen(),
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
            self.size = stream::screen();
            if shows {
                let page = self.page(at, self.paper(true));
                self.put(&format!("\n{page}"))?;
            }
            let prompt = self.prompt(at);
            let began = Instant::now();
            let key = self.key(&prompt);
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

    /// Shows a prompt and waits for a key, or until what was asked must be asked again; where none will come, what
    /// is said next has a row of its own.
    fn key(&mut self, mut prompt: &str) -> Result<Key, Gone> {
        loop {
            let key = self.terminal.key(std::mem::take(&mut prompt));
            // It had another size meanwhile, under an editor perhaps, and was written on since.
            if key == Ok(Key::Resized) && self.size == stream::screen() {
                continue;
            }
            if key.is_err() {
                let _ = self.put("\n");
            }
            return key;
        }
    }

    /// Does what a key says.
    fn heed(&mut self, at: usize, key: Key) -> Result<Step, Gone> {
        let typed = match key {
            Key::Typed(typed) => typed,
            Key::Other => '\u{fffd}',
            Key::Resumed | Key::Resized => {
                self.put("\n")?;
                return Ok(Step::Show);
            }
        };
        if typed.is_ascii_graphic() {
            self.put(&format!("{typed}\n"))?;
        } else {
            self.put("\n")?;
        }
        if let Some(answer) = keys::answer(typed) {
            self.answer(answer)?;
            return Ok(Step::Next);
        }
        self.act(at, typed)
    }

    /// Does what a key says that is no answer by itself.
    fn act(&mut self, at: usize, typed: char) -> Result<Step, Gone> {
        match typed {
            'e' => return self.edit(at),
            'u' if self.review.undo() => return Ok(Step::Next),
            'u' => self.say("There is no answer to take back.")?,
            'p' | '\x0c' => return Ok(Step::Show),
            'P' => return self.show_all(at),
            'q' | '\x04' => return Ok(Step::Quit),
            '\x03' => return Err(Gone::Signal(SIGINT)),
            '\x1a' => {
                self.terminal.suspend();
                return Ok(Step::Show);
            }
            '\x1c' => return Err(Gone::Signal(SIGQUIT)),
            '?' | 'h' => self.put(&self.help(at))?,
            '\n' | '\r' => {}
            _ => self.say("That is none of the keys: ? tells what each does.")?,
        }
        Ok(Step::Again)
    }

    /// Shows the whole page in the pager.
    fn show_all(&mut self, at: usize) -> Result<Step, Gone> {
        let began = Instant::now();
        let paged = program::page(&self.page(at, self.paper(false)));
        self.waited += began.elapsed();
        let Err(reason) = paged else {
            return Ok(Step::Show);
        };
        self.say(&reason)?;
        Ok(Step::Again)
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
                place: format!("{}:{}:{}", shown(path), place.row, place.column),
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
        let prompt = keys::prompt(self.review.hunk(at), self.review.can_undo());
        paint(&prompt, PROMPT, self.paper(true)) + " "
    }

    fn help(&self, at: usize) -> String {
        let (hunk, paper) = (self.review.hunk(at), self.paper(true));
        let has_less_sure = (0..self.review.len()).any(|at| self.review.hunk(at).sure < hunk.sure);
        let options = textwrap::Options::new(paper.width.max(10)).subsequent_indent("    ");
        let lines = keys::help(hunk, has_less_sure);
        let lines = lines.iter().flat_map(|line| textwrap::wrap(line, &options));
        lines
            .map(|line| paint(&line, FAINT, paper) + "\n")
            .collect()
    }

    /// The screen as it is now, less the rows of the prompt and of the line before a page; or paper for the
    /// pager.
    fn paper(&self, has_rows: bool) -> Paper {
        let (width, rows) = stream::screen();
        let prompt = LONGEST_PROMPT.div_ceil(width);
        Paper {
            width,
            height: has_rows.then(|| rows.saturating_sub(prompt + 1).max(1)),
            colour: stream::has_colour(self.color),
        }
    }

    fn say(&self, line: &str) -> Result<(), Gone> {
        self.put(&format!("{line}\n"))
    }

    fn put(&self, text: &str) -> Result<(), Gone> {
        stream::show(text.as_bytes()).map_err(|_| Gone::Vanished)
    }
}
