//! Which reports a run makes, and where each goes.

use clap::ArgMatches;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::args::Args;
use crate::report::{Format, has_statistics};
use crate::root::real_path;
use crate::settings::keys;
use crate::shown::shown;

/// What the command line says of reports, in the order in which it does.
#[derive(Debug, Clone)]
pub(super) enum Typed {
    /// An `--output-format`.
    Format(Format),
    /// An `--output-file`.
    File(PathBuf),
}

/// What a run reports.
#[derive(Debug, Clone, Default)]
pub(super) struct Reports {
    /// How findings, or with `--statistics` their counts, are shown on standard output; `None` where that
    /// carries something else, or nothing.
    pub printed: Option<Format>,
    /// What is written to files.
    pub files: Vec<(Format, PathBuf)>,
}

/// What was typed of reports, in its order.
pub(super) fn typed(matches: &ArgMatches) -> Vec<Typed> {
    let formats = matches.get_many::<Format>("output_format");
    let formats = formats.into_iter().flatten().copied().map(Typed::Format);
    let files = matches.get_many::<PathBuf>("output_file");
    let files = files.into_iter().flatten().cloned().map(Typed::File);
    let places = |name| matches.indices_of(name).into_iter().flatten();
    let mut typed: Vec<(usize, Typed)> = places("output_format")
        .zip(formats)
        .chain(places("output_file").zip(files))
        .collect();
    typed.sort_by_key(|&(place, _)| place);
    typed.into_iter().map(|(_, typed)| typed).collect()
}

impl Reports {
    /// Where what was typed leads; a file without a format before it, and standard output where nothing was
    /// typed, get the one of the settings.
    pub fn new(args: &Args, default: Format) -> Result<Self, String> {
        let (mut printed, mut files) = (Vec::new(), Vec::new());
        let (mut waiting, mut last) = (None, default);
        for typed in &args.reports {
            match typed {
                Typed::Format(format) => {
                    printed.extend(waiting.replace(*format));
                    last = *format;
                }
                Typed::File(path) => files.push((waiting.take().unwrap_or(last), path.clone())),
            }
        }
        printed.extend(waiting);
        if let [one, other, ..] = printed[..] {
            return Err(format!(
                "standard output takes one --output-format, not {} and {}: put an --output-file behind the other",
                keys::word(one),
                keys::word(other)
            ));
        }
        let patch = args
            .patch_file
            .as_deref()
            .map(|path| ("--patch-file", path));
        apart(
            files
                .iter()
                .map(|(_, path)| ("--output-file", &**path))
                .chain(patch),
            &args.paths,
        )?;
        let typed = printed.first().copied();
        let taken = [
            (args.diff, "--diff prints a diff"),
            (args.add_noqa, "--add-noqa prints no findings"),
            (args.interactive, "--interactive asks on standard output"),
        ];
        let taken = taken.into_iter().find_map(|(is, why)| is.then_some(why));
        if let (Some(why), Some(format)) = (taken, typed) {
            let format = keys::word(format);
            return Err(format!(
                "{why}: put an --output-file behind --output-format {format}"
            ));
        }
        let is_default = files.is_empty() || args.statistics;
        let printed = typed.or(is_default.then_some(default));
        if let Some(format) = printed.filter(|&format| args.statistics && !has_statistics(format)) {
            let format = keys::word(format);
            return Err(format!("--statistics has no {format}"));
        }
        Ok(Self {
            printed: printed.filter(|_| taken.is_none()),
            files,
        })
    }

    /// The formats in which findings are shown, that of standard output first.
    pub fn formats(&self, args: &Args) -> impl Iterator<Item = (Format, Option<&Path>)> {
        let printed = self.printed.filter(|_| !args.statistics);
        let files = self.files.iter();
        let files = files.map(|(format, path)| (*format, Some(path.as_path())));
        printed
            .map(|format| (format, None))
            .into_iter()
            .chain(files)
    }
}

/// Refuses two reports, or a report and a patch, for one file, and one for a file that is to be read; each
/// comes with its option.
fn apart<'p>(
    files: impl Iterator<Item = (&'p str, &'p Path)>,
    read: &[PathBuf],
) -> Result<(), String> {
    let mut met = HashSet::new();
    for (option, path) in files {
        if path.as_os_str() == "-" {
            let instead = match option {
                "--output-file" => "leave it out for standard output; ",
                _ => "--diff prints what is applied; ",
            };
            return Err(format!("{option} -: {instead}./- is a file"));
        }
        let wrong = |why| Err(format!("{option} {}: {why}", shown(path)));
        let place = real(path);
        if read.iter().any(|read| real(read) == place) {
            return wrong("is a file to be read, too");
        }
        if !met.insert(place) {
            return wrong("two reports for one file");
        }
    }
    Ok(())
}

/// The whole path of a file, through symbolic links as far as there are any.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    real_path(&whole).unwrap_or(whole)
}
