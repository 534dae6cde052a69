//! What can be typed, and what it means.

mod unknown;

use clap::error::ErrorKind;
use clap::{
    ArgAction, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
    ValueHint,
};
use std::ffi::OsString;
use std::fs::File;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::completions::Completions;
use super::explain::Explain;
use super::line::{Globs, count, globs};
use super::reports::{self, Typed};
use super::usage;
use crate::files::{self, FileSelection, HardLinks};
use crate::judge::Witness;
use crate::report::Format;
use crate::settings::TrueFalseStyle;
use crate::settings::run::RunSettings;
use crate::settings::scopes::Scopes;
use crate::shard::Shard;

/// Rewrites Python comparisons that mix up identity and equality:
/// `x is "a"` to `x == "a"`, `x == None` to `x is None`, `not a is b` to `a is not b`.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER, args_override_self = true)]
#[command(override_usage = USAGE, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Files and folders; `-` is standard input [default: .]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Print a unified diff of what --write would do (with --write: of what it did)
    #[arg(long)]
    pub diff: bool,
    /// Apply the fixes
    #[arg(long, visible_alias = "fix")]
    pub write: bool,
    /// Ask about each fix, then apply those that were accepted
    #[arg(long, conflicts_with_all = ["write", "diff", "add_noqa", "statistics"])]
    pub interactive: bool,
    /// Apply fixes that may change what the code does, too
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// In place of fixing, write `# noqa` comments for what is found (with --diff: show them)
    #[arg(long, conflicts_with_all = ["write", "ignore_noqa", "unused_noqa", "statistics"])]
    pub add_noqa: bool,
    /// Record what is applied in a file, as a patch that --undo and `git apply -R` take back
    #[arg(long, value_name = "FILE")]
    pub patch_file: Option<PathBuf>,
    /// Take back what a patch of --patch-file says was done, if all files are as it left them
    #[arg(long, value_name = "PATCH")]
    pub undo: Option<PathBuf>,
    /// Replace a file with several hard links by a new one under the name given
    #[arg(long)]
    pub break_hard_links: bool,

    /// Rules to run in place of the default ones, by name, code, prefix, or ALL
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub select: Option<Vec<String>>,
    /// Rules to run beside the others
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub extend_select: Option<Vec<String>>,
    /// Rules not to run
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub ignore: Option<Vec<String>>,
    /// What `== True` becomes: `is True`, or the truth value [default: identity]
    #[arg(long, value_enum, value_name = "STYLE", help_heading = "Rules")]
    pub true_false_style: Option<TrueFalseStyle>,
    /// Ignore suppression comments
    #[arg(long, help_heading = "Rules")]
    pub ignore_noqa: bool,
    /// Report suppression comments that suppress nothing, too
    #[arg(long, conflicts_with_all = ["ignore_noqa", "since"], help_heading = "Rules")]
    pub unused_noqa: bool,
    /// Names (module, class, function, operand) whose `== None` is as good as `is None`
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub plain: Option<Vec<String>>,
    /// Names whose `== None` is right as it stands
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub overloaded: Option<Vec<String>>,

    /// The Python environment whose packages' types are inferred: a virtual environment's folder, or
    /// its interpreter, which is never run [default: VIRTUAL_ENV, or .venv]
    #[arg(long, value_name = "ENV", help_heading = "Rules")]
    pub python: Option<PathBuf>,
    /// Do not infer types
    #[arg(long, help_heading = "Rules")]
    pub no_types: bool,

    /// Read paths from a file, one a line or separated by NUL; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    pub files_from: Option<PathBuf>,
    /// Globs of files and folders to pass over, in place of the default ones
    #[arg(long, value_name = "GLOB", value_parser = globs, value_hint = ValueHint::AnyPath, help_heading = "Files")]
    pub exclude: Option<Vec<Globs>>,
    /// Globs of files and folders to pass over, too
    #[arg(long, value_name = "GLOB", value_parser = globs, value_hint = ValueHint::AnyPath, help_heading = "Files")]
    pub extend_exclude: Option<Vec<Globs>>,
    /// Let excludes hold for paths named here, too
    #[arg(long, help_heading = "Files")]
    pub force_exclude: bool,
    /// Do not read .gitignore, .ignore and git's exclude file
    #[arg(long, help_heading = "Files")]
    pub no_respect_gitignore: bool,
    /// Only what changed since this git revision, or since the current branch left it: comparisons on
    /// lines that are new or other
    #[arg(long, value_name = "REV", help_heading = "Files")]
    pub since: Option<OsString>,
    /// Only the files of shard K out of N: N runs, with K from 1 to N, share all files among them
    #[arg(long, value_name = "K/N", help_heading = "Files")]
    pub shard: Option<Shard>,
    /// The name of what is read from standard input
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    pub stdin_filename: Option<PathBuf>,

    /// How findings are shown [default: full]; several go to several files
    #[arg(long, value_enum, value_name = "FORMAT", action = ArgAction::Append, help_heading = "Output")]
    output_format: Vec<Format>,
    /// Where the report in the --output-format before it, or the only one, goes in place of standard output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output_file: Vec<PathBuf>,
    /// The two before, in the order in which they were typed.
    #[arg(skip)]
    pub reports: Vec<Typed>,
    /// Count findings by rule and verdict, in place of showing them
    #[arg(long, conflicts_with = "diff", help_heading = "Output")]
    pub statistics: bool,
    /// When to use colours [default: auto]
    #[arg(long, value_enum, value_name = "WHEN", help_heading = "Output")]
    pub color: Option<ColorChoice>,
    /// No summary and no progress; reports, warnings and errors stay
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    /// Tell of each file that is skipped why it is, which settings hold where, and where types come from
    #[arg(long, short, conflicts_with = "quiet", help_heading = "Output")]
    pub verbose: bool,
    /// Do not show on the terminal how far the run is
    #[arg(long, help_heading = "Output")]
    pub no_progress: bool,
    /// Exit with 0 even if findings are left
    #[arg(long, help_heading = "Output")]
    pub exit_zero: bool,
    /// Exit with 1 if anything was written
    #[arg(long, help_heading = "Output")]
    pub exit_non_zero_on_fix: bool,
    /// How many files to work on at once [default: the number of processors; 256 at most]
    #[arg(long, short, value_name = "N", value_parser = count, help_heading = "Output")]
    pub jobs: Option<NonZeroUsize>,

    /// A settings file that holds for all files, in place of those found above each; or a setting, such as
    /// `ignore = ["E711"]`, that goes before what files say
    #[arg(long, value_name = "FILE|KEY=VALUE", value_hint = ValueHint::FilePath, help_heading = "Settings")]
    pub config: Vec<OsString>,
    /// Read no settings files
    #[arg(long, help_heading = "Settings")]
    pub isolated: bool,
    /// Show what holds for each path and where it comes from, in place of a run
    #[arg(long, conflicts_with_all = MODES, help_heading = "Settings")]
    pub show_settings: bool,
    /// List the files that would be read, in order, in place of a run
    #[arg(long, conflicts_with_all = MODES, conflicts_with = "show_settings", help_heading = "Settings")]
    pub show_files: bool,

    /// Hear these witnesses alone on `== None`: to measure what each knows
    #[arg(long, hide = true, value_enum, value_delimiter = ',')]
    pub witnesses: Option<Vec<Witness>>,
    /// Parse every file, whatever the byte scan says: to test the scan
    #[arg(long, hide = true)]
    pub no_scan: bool,
}

/// What a run can do, beside showing what it would.
const MODES: [&str; 6] = [
    "diff",
    "write",
    "interactive",
    "statistics",
    "output_file",
    "patch_file",
];

/// What isfix does beside its work. A path that bears such a name is written `./explain`.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Explain(Explain),
    Completions(Completions),
}

const USAGE: &str =
    "isfix [OPTIONS] [PATH]...\n       isfix explain [RULE]\n       isfix completions SHELL";

const AFTER: &str = "\
Exit status: 0 nothing is left to do; 1 findings are left, or a file is no Python; 2 wrong usage, \
settings that cannot be used, a file that could not be read or written, or an internal fault.";

impl Args {
    /// Whether a long option of that name, hidden ones aside, can be typed.
    pub fn is_option(name: &str) -> bool {
        let is_named = |option: &clap::Arg| {
            let other_names = option.get_all_aliases().unwrap_or_default();
            option.get_long() == Some(name) || other_names.contains(&name)
        };
        let command = Self::command();
        let mut options = command
            .get_arguments()
            .filter(|option| !option.is_hide_set());
        options.any(is_named)
    }

    /// What was typed; where that cannot be, or help is all that is asked for, says so and gives the status.
    pub fn read(typed: Vec<OsString>) -> Result<Self, u8> {
        let mut command = Self::command().color(colour(&typed));
        let read = command.try_get_matches_from_mut(typed);
        let matches = read.map_err(|error| told(&error))?;
        if let Some(wrong) = usage::of_words(&matches) {
            return Err(told(&command.error(ErrorKind::ArgumentConflict, wrong)));
        }
        if let Some(unknown) = unknown::unknown_command(&command, &matches) {
            return Err(told(&command.error(ErrorKind::InvalidSubcommand, unknown)));
        }
        let args = Self::from_arg_matches(&matches).map_err(|error| told(&error))?;
        Ok(Self {
            reports: reports::typed(&matches),
            ..args
        })
    }

    /// Whether files are written.
    pub fn writes(&self) -> bool {
        self.write || self.interactive || (self.add_noqa && !self.diff)
    }

    /// Whether a source is read from standard input.
    pub fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// Whether standard output carries a source as it is to be, and findings go to standard error.
    pub fn prints_source(&self) -> bool {
        self.writes() && self.reads_stdin()
    }

    /// The format that is typed, where it is for standard output and nothing else.
    pub fn typed_format(&self) -> Option<Format> {
        match self.output_format[..] {
            [format] if self.output_file.is_empty() => Some(format),
            _ => None,
        }
    }

    /// The files that are selected, where `scopes` hold.
    pub fn files(
        &self,
        current: PathBuf,
        scopes: Arc<Scopes>,
        run: &RunSettings,
    ) -> Result<FileSelection, String> {
        let mut selection = FileSelection::under(current, scopes);
        selection.paths.clone_from(&self.paths);
        selection.listed = self.files_from.as_deref().map(read_list).transpose()?;
        selection.force_exclude = run.force_exclude;
        selection.respect_gitignore = run.respect_gitignore;
        selection.remarks = self.verbose;
        selection.hard_links = if run.break_hard_links {
            HardLinks::EachName
        } else if self.show_files && self.since.is_none() {
            HardLinks::OneFile
        } else {
            // Which of a file's names changed is git's to say: the first may be one that did not.
            HardLinks::AsRead
        };
        Ok(selection)
    }
}

/// Prints what clap has to say, be it help; the exit status that goes with it.
fn told(error: &clap::Error) -> u8 {
    // Nobody is left to tell.
    let _ = error.print();
    u8::try_from(error.exit_code()).unwrap_or(super::TROUBLE)
}

/// What is said of colours, for the help and the complaints that come while the rest is read.
fn colour(typed: &[OsString]) -> ColorChoice {
    let value = |at: usize| match typed[at].to_str()?.strip_prefix("--color")? {
        "" => typed.get(at + 1)?.to_str(),
        value => value.strip_prefix('='),
    };
    let said = (0..typed.len()).rev().find_map(value);
    let choice = said.and_then(|word| ColorChoice::from_str(word, false).ok());
    choice.unwrap_or_default()
}

/// The paths that name diffs' common root: those given and listed, or the current folder.
pub(super) fn named_paths(selection: &FileSelection) -> Vec<&Path> {
    match (&selection.paths[..], &selection.listed) {
        ([], None) => vec![Path::new(".")],
        (paths, listed) => paths
            .iter()
            .chain(listed.iter().flatten())
            .map(PathBuf::as_path)
            .collect(),
    }
}

fn read_list(path: &Path) -> Result<Vec<PathBuf>, String> {
    let fail = |error| format!("cannot read the list {}: {error}", path.display());
    if path.as_os_str() == "-" {
        return files::read_list(std::io::stdin().lock()).map_err(fail);
    }
    files::read_list(File::open(path).map_err(fail)?).map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::keys::KEYS;

    /// Keys that no option of their name sets.
    const SETTINGS_ONLY: [&str; 3] = [
        "per-file-ignores",
        "extend-safe-fixes",
        "extend-unsafe-fixes",
    ];

    #[test]
    fn keys_are_the_names_of_options() {
        for key in KEYS {
            let is_option = Args::is_option(key.name);
            assert_eq!(
                is_option,
                !SETTINGS_ONLY.contains(&key.name),
                "{}",
                key.name
            );
        }
    }
}
