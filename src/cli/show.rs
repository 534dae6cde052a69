//! What would be, in place of a run: the settings that hold for a path, and the files that would be read.

use std::fmt::Write;
use std::path::Path;

use super::TROUBLE;
use super::job::Item;
use super::printer::Printer;
use super::setup::Setup;
use crate::diff::{push_visible, quoted_name};
use crate::files::path_order;
use crate::rule::Rule;
use crate::settings::keys::{KEYS, Reach};
use crate::settings::scope::Scope;
use crate::shown::{guard, shown};

/// Lists the files that would be read, a line each, in order.
pub(super) fn files(setup: &Setup, items: impl Iterator<Item = Item>, printer: &mut Printer) -> u8 {
    let mut status = 0;
    let is_visible = super::stream::look(setup.run.color).visible;
    for item in items {
        match item {
            Ok(source) => {
                printer.print(&line(&source.path, is_visible));
            }
            Err(error) if error.is_warning() => printer.complain(&error.warning()),
            Err(error) => {
                printer.complain(&error.to_string());
                status = TROUBLE;
            }
        }
    }
    printer.flush();
    match printer.take_failed() {
        0 => status,
        _ => TROUBLE,
    }
}

/// A file's line: for eyes with nothing that a terminal would heed, for programs with the very bytes of its name.
/// One that is not on one line, or could be taken for such, is quoted as git quotes names.
fn line(path: &Path, is_visible: bool) -> Vec<u8> {
    let name = path.as_os_str().as_encoded_bytes();
    let mut line = Vec::new();
    if !is_visible && (name.starts_with(b"\"") || name.iter().any(|byte| b"\r\n".contains(byte))) {
        quoted_name(b"", name, &mut line);
    } else {
        line.extend(guard(&path.to_string_lossy()).as_bytes());
        if is_visible {
            push_visible(name, &mut line);
        } else {
            line.extend(name);
        }
    }
    line.push(b'\n');
    line
}

/// Shows what holds for each path, as TOML, with where it comes from in comments.
pub(super) fn settings(setup: &Setup, printer: &mut Printer) -> u8 {
    let named = super::args::named_paths(&setup.selection);
    let mut paths: Vec<&Path> = named;
    paths.sort_by(|a, b| path_order(a, b));
    paths.dedup();
    let mut status = 0;
    for (at, path) in paths.iter().enumerate() {
        match of_path(setup, path) {
            Ok(text) => {
                printer.print(if at == 0 { b"" } else { b"\n" });
                printer.print(text.as_bytes());
            }
            Err(reason) => {
                printer.complain(&reason);
                status = TROUBLE;
            }
        }
    }
    printer.flush();
    match printer.take_failed() {
        0 => status,
        _ => TROUBLE,
    }
}

fn of_path(setup: &Setup, path: &Path) -> Result<String, String> {
    let selection = &setup.selection;
    let open = selection.base.join(path);
    let found = open
        .metadata()
        .map_err(|error| format!("{}: {error}", shown(path)))?;
    let folder = if found.is_dir() {
        Some(&*open)
    } else {
        open.parent()
    };
    let place = selection
        .scopes
        .at_given(folder.unwrap_or(&open), &mut Vec::new());
    let (folder, scope) = place.map_err(|error| error.to_string())?;
    let is_covered = selection
        .covers_named(path)
        .map_err(|error| error.to_string())?;
    let file = open
        .file_name()
        .filter(|_| !found.is_dir())
        .map(|name| folder.join(name));
    Ok(text(setup, path, &scope, file.as_deref(), is_covered))
}

fn text(
    setup: &Setup,
    path: &Path,
    scope: &Scope,
    file: Option<&Path>,
    is_covered: bool,
) -> String {
    let of = |reach| KEYS.iter().filter(move |key| key.reach == reach);
    let held = file.map_or_else(|| scope.held().clone(), |file| scope.held_for(file));
    let mut text = format!("# {}: ", shown(path));
    let settings = match &scope.file {
        Some(file) => format!("the settings of {}", shown(&file.shown)),
        None => "no settings file".to_owned(),
    };
    let mut line = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    line(&settings);
    if is_covered {
        line("# passed over, for `exclude` or `extend-exclude` fits it, or a folder above it");
    }
    line(&format!(
        "# rules that run: {}",
        names(held.settings.rules.rules())
    ));
    let is_off = |rule: &&Rule| held.settings.rules.rules().all(|on| on != *rule);
    let off = names(scope.held().settings.rules.rules().filter(is_off));
    if off != NO_RULES {
        line(&format!("# off by per-file-ignores: {off}"));
    }
    let _ = write!(text, "{}", scope.layer.shown(of(Reach::File)));
    if setup.layer_is_elsewhere(scope) {
        text.push_str("# of the whole run, by the settings of the current folder:\n");
    }
    text + &setup.layer.shown(of(Reach::Run))
}

/// What stands where no rule runs.
const NO_RULES: &str = "none";

fn names(rules: impl Iterator<Item = &'static Rule>) -> String {
    let names: Vec<_> = rules
        .map(|rule| format!("{} ({})", rule.name(), rule.code()))
        .collect();
    if names.is_empty() {
        NO_RULES.to_owned()
    } else {
        names.join(", ")
    }
}
