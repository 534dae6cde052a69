//! Wrong usage: what was typed that cannot be meant together, found before anything is done, and why there is no
//! run.
//!
//! What the parser knows to exclude each other is in `args`, and what is wrong with one value is found where that
//! is made of what was typed (`line`, `setup`, `reports`).

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, CommandFactory};

use super::args::Args;
use super::stream;

/// Why there is no run.
pub(super) enum Refusal {
    /// Wrong usage.
    Usage(String),
    /// Settings that cannot be used.
    Settings(String),
}

impl From<String> for Refusal {
    fn from(usage: String) -> Self {
        Self::Usage(usage)
    }
}

impl Refusal {
    /// Settings that cannot be used.
    pub fn settings(error: impl ToString) -> Self {
        Self::Settings(error.to_string())
    }
}

/// What is wrong with words that stand together; the parser tells it.
pub(super) fn of_words(matches: &ArgMatches) -> Option<String> {
    stray(matches).or_else(|| beside_undo(matches))
}

/// Refuses what is wrong with a run that is asked for.
pub(super) fn check(args: &Args) -> Result<(), Refusal> {
    let wrong = of_asking(args).or_else(|| of_stdin(args).map(str::to_owned));
    match wrong.or_else(|| of_recording(args).map(str::to_owned)) {
        Some(wrong) => Err(Refusal::Usage(wrong)),
        None => Ok(()),
    }
}

/// What is wrong with asking here, if that is to be done and anything is.
fn of_asking(args: &Args) -> Option<String> {
    let from = args.files_from.as_ref();
    let taken = if !args.interactive {
        return None;
    } else if args.reads_stdin() {
        "`-`"
    } else if from.is_some_and(|list| list.as_os_str() == "-") {
        "--files-from -"
    } else if stream::can_ask() {
        return None;
    } else {
        return Some(
            "--interactive asks on a terminal: standard input and standard output must be one (--write applies without asking)"
                .to_owned(),
        );
    };
    Some(format!(
        "--interactive asks on a terminal, and {taken} reads standard input"
    ))
}

/// What goes with no `-`, or with nothing else.
fn of_stdin(args: &Args) -> Option<&'static str> {
    let has_others = args.paths.len() > 1 || args.files_from.is_some();
    let beside = [
        (
            has_others,
            "`-` reads standard input and goes with no other path",
        ),
        (
            args.since.is_some(),
            "`-` has no history, and --since goes with files alone",
        ),
        (
            args.shard.is_some(),
            "`-` is one source, and --shard goes with files alone",
        ),
        (
            args.patch_file.is_some(),
            "with `-` no file is changed that --patch-file could record",
        ),
        (
            args.write && args.diff,
            "with `-`, --write prints the source and --diff a diff: choose one",
        ),
        (
            args.show_files || args.show_settings,
            "`-` is no path to show anything of: name one",
        ),
    ];
    if !args.reads_stdin() {
        let names = "--stdin-filename names what `-` reads, and no path is `-`";
        return args.stdin_filename.as_ref().map(|_| names);
    }
    beside.into_iter().find_map(|(is, why)| is.then_some(why))
}

fn of_recording(args: &Args) -> Option<&'static str> {
    let is_vain = args.patch_file.is_some() && !args.writes();
    is_vain.then_some("--patch-file records what is applied, and without --write nothing is")
}

/// What is wrong where something stands before a command: what is meant there would be a guess.
fn stray(matches: &ArgMatches) -> Option<String> {
    let (name, _) = matches.subcommand()?;
    let command = Args::command();
    let is_typed = |argument: &&Arg| {
        let source = matches.value_source(argument.get_id().as_str());
        source == Some(ValueSource::CommandLine)
    };
    let stray = command.get_arguments().find(is_typed)?;
    let stray = stray.get_long().unwrap_or_default();
    Some(format!(
        "--{stray} does not go before `{name}`: its own options follow it, and a path of that name is written ./{name}"
    ))
}

/// What goes with `--undo`: how it is told, and how files are written.
const WITH_UNDO: [&str; 8] = [
    "undo",
    "diff",
    "break_hard_links",
    "jobs",
    "quiet",
    "verbose",
    "no_progress",
    "color",
];

/// What is wrong where something is typed that `--undo` would not heed.
fn beside_undo(matches: &ArgMatches) -> Option<String> {
    let is_typed = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let command = Args::command();
    let mut others = command.get_arguments().filter(|argument| {
        let id = argument.get_id().as_str();
        is_typed(id) && !WITH_UNDO.contains(&id)
    });
    let other = others.next().filter(|_| is_typed("undo"))?;
    Some(match other.get_long() {
        Some(name) => format!("--undo does what its patch says, and goes with no --{name}"),
        None => "--undo does what its patch says, and goes with no paths".to_owned(),
    })
}
