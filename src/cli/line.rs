//! What the options of the command line say of the keys of settings, and how what is typed is taken apart.

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::path::Path;

use super::args::Args;
use crate::settings::keys;
use crate::settings::layer::{Layer, Origin};
use crate::settings::line::Line;
use crate::settings::value::Value;

/// What the options say of the keys of settings; globs start from `current`, the current folder.
pub(super) fn layer(args: &Args, current: &Path) -> Result<Layer, String> {
    let mut line = Line::new(current, Origin::Option);
    line.texts(&keys::SELECT, args.select.as_deref())?;
    line.texts(&keys::EXTEND_SELECT, args.extend_select.as_deref())?;
    line.texts(&keys::IGNORE, args.ignore.as_deref())?;
    line.on(&keys::UNSAFE_FIXES, args.unsafe_fixes);
    line.word(&keys::TRUE_FALSE_STYLE, args.true_false_style);
    line.on(&keys::IGNORE_NOQA, args.ignore_noqa);
    line.texts(&keys::PLAIN, args.plain.as_deref())?;
    line.texts(&keys::OVERLOADED, args.overloaded.as_deref())?;
    line.say(&keys::PYTHON, args.python.clone().map(Value::Path));
    line.on(&keys::NO_TYPES, args.no_types);
    line.texts(&keys::EXCLUDE, joined(args.exclude.as_ref()).as_deref())?;
    line.texts(
        &keys::EXTEND_EXCLUDE,
        joined(args.extend_exclude.as_ref()).as_deref(),
    )?;
    line.on(&keys::FORCE_EXCLUDE, args.force_exclude);
    line.on(&keys::NO_RESPECT_GITIGNORE, args.no_respect_gitignore);
    line.on(&keys::BREAK_HARD_LINKS, args.break_hard_links);
    line.word(&keys::OUTPUT_FORMAT, args.typed_format());
    line.word(&keys::COLOR, args.color);
    line.on(&keys::QUIET, args.quiet);
    line.say(&keys::JOBS, args.jobs.map(Value::Count));
    Ok(line.finish())
}

/// Globs that were given together.
pub(super) type Globs = Vec<String>;

/// Parts globs at commas, but not at one inside of `{…}` or `[…]`, nor behind a backslash.
pub(super) fn globs(text: &str) -> Result<Globs, Infallible> {
    let (mut globs, mut glob) = (Vec::new(), String::new());
    let (mut braces, mut in_class) = (0_usize, false);
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            ',' if braces == 0 && !in_class => {
                globs.push(std::mem::take(&mut glob));
                continue;
            }
            '{' if !in_class => braces += 1,
            '}' if !in_class => braces = braces.saturating_sub(1),
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        glob.push(c);
        if c == '\\' && !in_class {
            glob.extend(characters.next());
        }
    }
    globs.push(glob);
    Ok(globs)
}

/// All that were given; an empty one stands for nothing, so that `--exclude ''` clears the default list.
fn joined(globs: Option<&Vec<Globs>>) -> Option<Vec<String>> {
    let every = globs?.concat().into_iter();
    Some(every.filter(|glob| !glob.is_empty()).collect())
}

/// A number from 1.
pub(super) fn count(text: &str) -> Result<NonZeroUsize, String> {
    let count = text.parse().ok().and_then(NonZeroUsize::new);
    count.ok_or_else(|| "it takes a whole number from 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_part_at_commas_outside_of_groups() {
        for (text, parts) in [
            ("", &[""][..]),
            ("a", &["a"]),
            ("a,b", &["a", "b"]),
            ("a/{b,c}.py,d", &["a/{b,c}.py", "d"]),
            ("{a,{b,c}},d,", &["{a,{b,c}}", "d", ""]),
            ("[a,b]x,c", &["[a,b]x", "c"]),
            (r"a\,b,c", &[r"a\,b", "c"]),
            (r"\{a,b", &[r"\{a", "b"]),
            ("a},b", &["a}", "b"]),
            ("{a,b", &["{a,b"]),
            ("[{],a", &["[{]", "a"]),
        ] {
            assert_eq!(globs(text).unwrap(), parts, "{text}");
        }
    }
}
