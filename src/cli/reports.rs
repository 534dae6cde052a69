//! Which reports a run makes, and where each goes.

use clap::ArgMatches;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::args::Args;
use crate::files::is_python_file;
use crate::report::{Format, has_statistics};
use crate::root::real_path;
use crate::settings::find::is_settings_file;
use crate::settings::keys;
use crate::shown::shown;
use crate::undo;

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
    /// Where what was typed leads.
    pub fn new(args: &Args, default: Format) -> Result<Self, String> {
        let Paired { printed, files } = paired(&args.reports, default)?;
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
            &read_by(args),
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

/// Formats, and where they go.
#[derive(Default)]
struct Paired {
    /// Those without a file.
    printed: Vec<Format>,
    files: Vec<(Format, PathBuf)>,
}

/// Pairs formats and files: a file takes the format before it. A format that is the only one is that of all
/// files, wherever it stands, as in programs that make one report. Where there is none, files take the default.
fn paired(typed: &[Typed], default: Format) -> Result<Paired, String> {
    let formats = typed.iter().filter_map(|typed| match typed {
        Typed::Format(format) => Some(*format),
        Typed::File(_) => None,
    });
    let formats: Vec<Format> = formats.collect();
    let is_anywhere = match (typed.first(), &formats[..]) {
        (Some(Typed::File(path)), [_, _, ..]) => {
            return Err(format!(
                "--output-file {}: a file stands behind its --output-format, and before this one there is none",
                shown(path)
            ));
        }
        (Some(Typed::File(_)), [_]) => true,
        _ => false,
    };
    let (mut paired, mut waiting) = (Paired::default(), None);
    let mut last = formats.first().copied().unwrap_or(default);
    for typed in typed {
        match typed {
            Typed::Format(_) if is_anywhere => {}
            Typed::Format(format) => {
                paired.printed.extend(waiting.replace(*format));
                last = *format;
            }
            Typed::File(path) => {
                let format = waiting.take().unwrap_or(last);
                paired.files.push((format, path.clone()));
            }
        }
    }
    paired.printed.extend(waiting);
    Ok(paired)
}

/// The files that the command line names to be read, whatever is in them.
fn read_by(args: &Args) -> Vec<&Path> {
    let config = args.config.iter().map(Path::new);
    let named = args.paths.iter().chain(&args.files_from);
    let named = named.map(PathBuf::as_path).chain(config);
    named.filter(|path| path.as_os_str() != "-").collect()
}

/// Refuses two reports, or a report and a patch, for one file, and one in the place of a file that is to be
/// read, that a walk would read, or that may be all that is known of another run; each comes with its option.
fn apart<'p>(
    files: impl Iterator<Item = (&'p str, &'p Path)>,
    read: &[&Path],
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
        // Whether the walk will come upon it is not known yet; where it lies elsewhere, it is source, too.
        if is_python_file(&place) {
            return wrong("is Python source, which would be lost; name another file");
        }
        if is_settings_file(&place) {
            return wrong("is the name of a settings file; name another file");
        }
        // A patch file has its own word on what is there.
        if option == "--output-file" && undo::is_patch(&place) {
            return wrong("is a patch, which would be lost; name another file");
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
