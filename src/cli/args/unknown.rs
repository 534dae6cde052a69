//! A first word that was meant as a command and names none.

use clap::{ArgMatches, Command};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::nearest::nearest;
use crate::shown::shown;

/// What is wrong where the first word that was typed is no path, and nearly the name of a command.
pub(super) fn unknown_command(command: &Command, matches: &ArgMatches) -> Option<String> {
    let is_first = matches.indices_of("paths")?.next() == Some(1);
    let word = matches.get_one::<PathBuf>("paths").filter(|_| is_first)?;
    let is_missing = |error: std::io::Error| error.kind() == ErrorKind::NotFound;
    if !Path::new(word).symlink_metadata().is_err_and(is_missing) {
        return None;
    }
    let names = command.get_subcommands().map(Command::get_name);
    let name = nearest(word.to_str()?, names)?;
    let word = shown(word);
    Some(format!(
        "{word}: no such file or folder; did you mean the command `{name}`?"
    ))
}
