//! What `docs/isfix.1` is made of: what can be typed, between the words in `docs/man/`.
//!
//! The test below holds the file to what is made here; `UPDATE=1 cargo test --test it man` writes it anew.

use std::path::Path;

use clap::{Arg, Command};
use clap_mangen::Man;
use textwrap::{Options, WordSeparator, WordSplitter};

/// When the words of the page were last gone over.
const DATE: &str = "2026-11-21";

/// What stands above it all, for whoever opens the file.
const NOTICE: &str = ".\\\" Made of src/cli/args.rs and docs/man/ by UPDATE=1 cargo test\n";

/// What stands before each piece that is rendered, and is needed once.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// The whole page, in roff's `man` macros.
fn page() -> String {
    let command = isfix::cli::command()
        .about(env!("CARGO_PKG_DESCRIPTION"))
        .mut_args(told);
    let man = Man::new(command.clone())
        .title("ISFIX")
        .date(DATE)
        .source(concat!("isfix ", env!("CARGO_PKG_VERSION")))
        .manual("User Commands");
    let head = rendered(|out| {
        man.render_title(out)?;
        man.render_name_section(out)?;
        man.render_synopsis_section(out)
    });
    let options = in_parts(&rendered(|out| man.render_options_section(out)));
    let commands: String = command.get_subcommands().map(section).collect();
    let made = bold_code(&format!("{options}.SH COMMANDS\n{commands}"));
    let words = [
        include_str!("../../../docs/man/description.roff"),
        include_str!("../../../docs/man/end.roff"),
    ];
    let [description, end] = words;
    let page = wrapped(&format!("{head}{description}{made}{end}"));
    format!("{NOTICE}{PREAMBLE}{page}")
}

fn rendered(render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut roff = Vec::new();
    render(&mut roff).unwrap();
    let roff = String::from_utf8(roff).unwrap();
    assert!(roff.starts_with(PREAMBLE));
    roff.replace(PREAMBLE, "")
        // Values follow what they are for, without a gap and words of their own.
        .replace(".br\n\n.br\n\\fIPossible values:\\fR\n.RS 14\n", ".RS\n")
}

/// An argument whose help also tells its other names, and its values where they need no words.
fn told(argument: Arg) -> Arg {
    let mut help = argument
        .get_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    for name in argument.get_visible_aliases().unwrap_or_default() {
        help.push_str(&format!("; `--{name}` is another name of it"));
    }
    let values = argument.get_possible_values();
    let needs_no_words = values.iter().all(|value| value.get_help().is_none());
    let is_plain = argument.get_action().takes_values() && !values.is_empty() && needs_no_words;
    if is_plain {
        let names: Vec<_> = values.iter().map(|value| value.get_name()).collect();
        help.push_str(&format!(" [possible values: {}]", names.join(", ")));
        return argument.help(help).hide_possible_values(true);
    }
    argument.help(help)
}

/// The headings of `--help` as parts of one section: FILES is about other things in a man page.
fn in_parts(options: &str) -> String {
    let line = |line: &str| match line.strip_prefix(".SH ") {
        Some(heading) if heading != "OPTIONS" => {
            let (first, rest) = heading.split_at(1);
            format!(".SS {first}{}\n", rest.to_lowercase())
        }
        _ => format!("{line}\n"),
    };
    options.lines().map(line).collect()
}

/// A command of isfix's, with its own options.
fn section(command: &Command) -> String {
    let mut usage = format!("isfix {}", command.get_name());
    for argument in command.get_positionals() {
        let name = &argument.get_value_names().unwrap()[0];
        usage += &if argument.is_required_set() {
            format!(" {name}")
        } else {
            format!(" [{name}]")
        };
    }
    let about = command.get_about().unwrap();
    let command = command.clone().mut_args(told).disable_help_flag(true);
    let options = rendered(|out| Man::new(command).render_options_section(out));
    let options = options.replace(".SH OPTIONS\n", "");
    format!(".SS {usage}\n{about}.\n{options}")
}

/// What stands between backquotes, in bold.
fn bold_code(roff: &str) -> String {
    let line = |line: &str| {
        let parts: Vec<&str> = line.split('`').collect();
        assert!(parts.len() % 2 == 1, "a backquote is alone in {line:?}");
        let fonts = ["\\fB", "\\fR"].iter().cycle();
        let parts = parts[1..]
            .iter()
            .zip(fonts)
            .map(|(part, font)| format!("{font}{part}"));
        format!(
            "{}{}\n",
            line.split('`').next().unwrap(),
            parts.collect::<String>()
        )
    };
    roff.lines().map(line).collect()
}

/// Text in lines of 80 columns at most, which is how roff is kept.
fn wrapped(roff: &str) -> String {
    let options = Options::new(80)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    let line = |line: &str| {
        if line.starts_with('.') || line.len() <= 80 {
            return format!("{line}\n");
        }
        let lines = textwrap::wrap(line, &options).into_iter();
        // At the start of a line, these would begin a request.
        let lines = lines.map(|line| match line.starts_with(['.', '\'']) {
            true => format!("\\&{line}\n"),
            false => format!("{line}\n"),
        });
        lines.collect()
    };
    roff.lines().map(line).collect()
}

#[test]
fn the_man_page_is_what_can_be_typed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/isfix.1");
    let made = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == made,
        "docs/isfix.1 is not what is made: UPDATE=1 cargo test"
    );
}
