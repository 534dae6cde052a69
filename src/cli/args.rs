//! What can be typed, and what it means.

use clap::{ColorChoice, Parser};
use std::fs::File;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use crate::files::{self, Excludes, FileSelection, HardLinks};
use crate::judge::Witness;
use crate::judge::named::Named;
use crate::report::Format;
use crate::select::Selection;
use crate::settings::{Settings, TrueFalseStyle};
use crate::types;

/// Rewrites Python comparisons that mix up identity and equality:
/// `x is "a"` to `x == "a"`, `x == None` to `x is None`, `not a is b` to `a is not b`.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER, args_override_self = true)]
pub(super) struct Args {
    /// Files and folders; `-` is standard input [default: .]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Print a unified diff of what --write would do (with --write: of what it did)
    #[arg(long)]
    pub diff: bool,
    /// Apply the fixes
    #[arg(long, visible_alias = "fix")]
    pub write: bool,
    /// Apply fixes that may change what the code does, too
    #[arg(long)]
    pub unsafe_fixes: bool,
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
    pub extend_select: Vec<String>,
    /// Rules not to run
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub ignore: Vec<String>,
    /// What `== True` becomes: `is True`, or the truth value
    #[arg(
        long,
        value_enum,
        value_name = "STYLE",
        default_value_t,
        help_heading = "Rules"
    )]
    pub true_false_style: TrueFalseStyle,
    /// Ignore suppression comments
    #[arg(long, help_heading = "Rules")]
    pub ignore_noqa: bool,
    /// Names (module, class, function, operand) whose `== None` is as good as `is None`
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub plain: Vec<String>,
    /// Names whose `== None` is right as it stands
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub overloaded: Vec<String>,

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
    #[arg(
        long,
        value_name = "GLOB",
        value_delimiter = ',',
        help_heading = "Files"
    )]
    pub exclude: Option<Vec<String>>,
    /// Globs of files and folders to pass over, too
    #[arg(
        long,
        value_name = "GLOB",
        value_delimiter = ',',
        help_heading = "Files"
    )]
    pub extend_exclude: Vec<String>,
    /// Let excludes hold for paths named here, too
    #[arg(long, help_heading = "Files")]
    pub force_exclude: bool,
    /// Do not read .gitignore, .ignore and git's exclude file
    #[arg(long, help_heading = "Files")]
    pub no_respect_gitignore: bool,
    /// The name of what is read from standard input
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    pub stdin_filename: Option<PathBuf>,

    /// How findings are shown
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value_t,
        help_heading = "Output"
    )]
    pub output_format: Format,
    /// Count findings by rule and verdict, in place of showing them
    #[arg(long, conflicts_with = "diff", help_heading = "Output")]
    pub statistics: bool,
    /// Colours: auto, always or never
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto, help_heading = "Output")]
    pub color: ColorChoice,
    /// No summary
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    /// Exit with 0 even if findings are left
    #[arg(long, help_heading = "Output")]
    pub exit_zero: bool,
    /// Exit with 1 if anything was written
    #[arg(long, help_heading = "Output")]
    pub exit_non_zero_on_fix: bool,
    /// How many files to work on at once [default: the number of processors; 256 at most]
    #[arg(long, short, value_name = "N", help_heading = "Output")]
    pub jobs: Option<NonZeroUsize>,

    /// Hear these witnesses alone on `== None`: to measure what each knows
    #[arg(long, hide = true, value_enum, value_delimiter = ',')]
    pub witnesses: Option<Vec<Witness>>,
    /// Parse every file, whatever the byte scan says: to test the scan
    #[arg(long, hide = true)]
    pub no_scan: bool,
}

/// The most workers there ever are.
const MOST_JOBS: NonZeroUsize = NonZeroUsize::new(256).expect("not zero");

const AFTER: &str = "\
Exit status: 0 nothing is left to do; 1 findings are left, or a file is no Python; 2 wrong usage, \
a file that could not be read or written, or an internal fault.";

impl Args {
    /// How many workers to have: more than [`MOST_JOBS`] would only wait for each other.
    pub fn jobs(&self) -> NonZeroUsize {
        let asked = self.jobs.or_else(|| thread::available_parallelism().ok());
        asked.unwrap_or(NonZeroUsize::MIN).min(MOST_JOBS)
    }

    /// What holds for the rules.
    pub fn settings(&self) -> Result<Settings, String> {
        let rules = Selection::new(self.select.as_deref(), &self.extend_select, &self.ignore)
            .map_err(|unknown| unknown.to_string())?;
        Ok(Settings {
            rules,
            unsafe_fixes: self.unsafe_fixes,
            ignore_noqa: self.ignore_noqa,
            witnesses: self.witnesses.clone(),
            named: Named {
                plain: self.plain.clone(),
                overloaded: self.overloaded.clone(),
            },
            types: types::inference(self.python.as_deref(), self.no_types, self.jobs())?,
            true_false_style: self.true_false_style,
            ..Settings::default()
        })
    }

    /// The files that are selected.
    pub fn files(&self) -> Result<FileSelection, String> {
        let base =
            std::env::current_dir().map_err(|error| format!("no current folder: {error}"))?;
        let excludes = Excludes::new(&base, self.exclude.as_deref(), &self.extend_exclude)
            .map_err(|error| error.to_string())?;
        let mut selection = FileSelection::new(base, excludes);
        selection.paths.clone_from(&self.paths);
        selection.listed = self.files_from.as_deref().map(read_list).transpose()?;
        selection.force_exclude = self.force_exclude;
        selection.respect_gitignore = !self.no_respect_gitignore;
        selection.hard_links = if self.break_hard_links {
            HardLinks::EachName
        } else {
            HardLinks::AsRead
        };
        if selection.reads_stdin() && (self.paths.len() > 1 || selection.listed.is_some()) {
            return Err("`-` reads standard input and goes with no other path".to_owned());
        }
        if selection.reads_stdin() && self.write && self.diff {
            return Err(
                "with `-`, --write prints the source and --diff a diff: choose one".to_owned(),
            );
        }
        Ok(selection)
    }
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
