//! `isfix completions`: a script that completes isfix's words in a shell.
//!
//! `clap_complete` writes what options take. It knows no program whose first word is a command or else a path,
//! and no lists with commas; for bash, zsh and fish the frames in `completions/` add both. What their `@MARKS@`
//! stand for is made here.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::Shell;

use super::args::Args;
use super::printer::Printer;
use crate::explain::TOPICS;
use crate::rules::RULES;

/// Print a script that completes isfix's options, rules and paths in a shell
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell that it is for
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// The options that take rules, commas between them; the argument that takes one; the option that takes a
/// revision of git's: by what each is known to the parser.
const RULE_LISTS: [&str; 3] = ["select", "extend_select", "ignore"];
const ONE_RULE: &str = "word";
const REVISION: &str = "since";

/// A word, and what it stands for.
type Word = (&'static str, String);

/// Prints the script.
pub(super) fn run(asked: &Completions, printer: &mut Printer) {
    printer.print(script(asked.shell).as_bytes());
    printer.flush();
}

fn script(shell: Shell) -> String {
    match shell {
        Shell::Bash => bash(),
        Shell::Zsh => zsh(),
        Shell::Fish => fish(),
        Shell::Elvish => generated(shell, every_command()) + include_str!("completions/elvish"),
        // Commands and options, as `clap_complete` has them.
        other => generated(other, every_command()),
    }
}

fn bash() -> String {
    let functions = functions(Shell::Bash, "__", |argument| {
        let others = pages()
            .into_iter()
            .filter(|_| argument.get_id() == ONE_RULE);
        let words = rules().into_iter().chain(others).map(|(word, _)| word);
        let words = PossibleValuesParser::new(words.collect::<Vec<_>>());
        argument.value_parser(words)
    });
    let args = Args::command();
    let takes_files = |it: &&Arg| it.get_action().takes_values() && is_path(it);
    let files = args.get_opts().filter(takes_files);
    let files: Vec<String> = files.map(|it| option(it.get_id().as_str())).collect();
    include_str!("completions/bash")
        .replace("@FUNCTIONS@", &functions)
        .replace("@COMMANDS@", &commands("|"))
        .replace("@COMMAND_WORDS@", &commands(" "))
        .replace("@RULE_LISTS@", &RULE_LISTS.map(option).join("|"))
        .replace("@FILES@", &files.join("|"))
        .replace("@REVISION@", &option(REVISION))
}

fn zsh() -> String {
    let functions = functions(Shell::Zsh, "-", |argument| {
        argument.value_hint(ValueHint::Unknown)
    });
    let one_rule = format!("'::{ONE_RULE} ");
    let calling = |line: &str| {
        let line = if line.starts_with(&one_rule) {
            line.replace(":_default'", ":_isfix_pages'")
        } else {
            line.replace(":RULE:_default'", ":RULE:_sequence _isfix_rules'")
                .replace(":REV:'", ":REV:_isfix_revisions'")
                // With two colons, options would end with the first path.
                .replace("'*::", "'*:")
        };
        line + "\n"
    };
    let list = |words: Vec<(&str, String)>| -> String {
        let line = |(word, help)| format!("        {}\n", quoted(&format!("{word}:{help}")));
        words.into_iter().map(line).collect()
    };
    let args = Args::command();
    let commands_with_help = args.get_subcommands().map(|it| (it.get_name(), about(it)));
    include_str!("completions/zsh")
        .replace(
            "@FUNCTIONS@",
            &functions.lines().map(calling).collect::<String>(),
        )
        .replace("@COMMANDS@", &commands("|"))
        .replace("@RULES@\n", &list(rules()))
        .replace("@PAGES@\n", &list(pages()))
        .replace(
            "@COMMANDS_WITH_HELP@\n",
            &list(commands_with_help.collect()),
        )
}

fn fish() -> String {
    let args = Args::command();
    let mut every = fish_lines(&args, "not __isfix_command");
    for command in args.get_subcommands() {
        let name = command.get_name();
        every.push_str(&format!(
            "complete -c isfix -n __isfix_first -a {name} -d {}\n",
            quoted(&about(command))
        ));
        every.push_str(&fish_lines(command, &format!("__isfix_command {name}")));
    }
    let list = |words: Vec<Word>| {
        let words = words.into_iter();
        let lines = words.map(|(word, help)| quoted(&format!("{word}\t{help}")));
        lines.collect::<Vec<_>>().join(" ")
    };
    include_str!("completions/fish")
        .replace("@COMMANDS@", &commands(" "))
        .replace("@RULES@", &list(rules()))
        .replace("@PAGES@", &list(pages()))
        .replace("@LINES@\n", &every)
}

/// What fish is told of a command's arguments, each to hold under a condition.
fn fish_lines(command: &Command, condition: &str) -> String {
    let command = plain(command).mut_args(|argument| {
        if takes_rules(&argument) {
            argument.value_hint(ValueHint::Other)
        } else {
            argument
        }
    });
    let start = format!("complete -c isfix -n '{condition}'");
    let mut lines = generated(Shell::Fish, command.clone()).replace("complete -c isfix", &start);
    for argument in command.get_arguments() {
        let id = argument.get_id().as_str();
        let words = match id {
            REVISION => "(__isfix_revisions)".to_owned(),
            ONE_RULE => "(__isfix_pages)".to_owned(),
            _ if takes_rules(argument) => "(__fish_append , (__isfix_other_rules))".to_owned(),
            _ if argument.is_positional() => {
                let values = argument.get_possible_values();
                let values: Vec<_> = values.iter().map(|value| value.get_name()).collect();
                values.join(" ")
            }
            _ => continue,
        };
        let option = argument.get_long().map(|long| format!(" -l {long} -r"));
        if !words.is_empty() {
            let option = option.unwrap_or_default();
            lines.push_str(&format!("{start}{option} -f -a {}\n", quoted(&words)));
        }
    }
    lines
}

/// What `clap_complete` writes.
fn generated(shell: Shell, mut command: Command) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "isfix", &mut script);
    String::from_utf8(script).expect("help is UTF-8")
}

/// A function for the options and one for each command, named `_isfix`, the separator, and `options` or the
/// command; arguments that take rules are given their words by `shape`.
fn functions(shell: Shell, separator: &str, shape: fn(Arg) -> Arg) -> String {
    let args = Args::command();
    let named = args.get_subcommands().map(|it| (it.get_name(), it));
    let function = |(name, command): (&str, &Command)| {
        let command = plain(command).mut_args(|argument| {
            if takes_rules(&argument) {
                shape(argument)
            } else {
                argument
            }
        });
        let script = generated(shell, command);
        let after = script.split_once("_isfix() {\n").map(|(_, after)| after);
        let body = after.and_then(|after| after.split_once("\n}\n"));
        let (body, _) = body.expect("`clap_complete` writes a function for a program");
        format!("_isfix{separator}{name}() {{\n{body}\n}}\n")
    };
    let every = std::iter::once(("options", &args)).chain(named);
    every.map(function).collect::<Vec<_>>().join("\n")
}

/// A command as if it were all of isfix: with what can be seen of its arguments, and no commands of its own.
fn plain(command: &Command) -> Command {
    let seen = command.get_arguments().filter(|it| !it.is_hide_set());
    let hinted = seen.cloned().map(|argument| {
        if is_path(&argument) || takes_rules(&argument) || !argument.get_action().takes_values() {
            argument
        } else {
            argument.value_hint(ValueHint::Other)
        }
    });
    let plain = Command::new("isfix").args(hinted);
    match command.get_version() {
        Some(_) => plain.version(env!("CARGO_PKG_VERSION")),
        None => plain,
    }
}

/// All of it, for shells that have no frame here.
fn every_command() -> Command {
    let args = Args::command();
    let commands = args.get_subcommands().cloned();
    plain(&args)
        .subcommands(commands)
        .disable_help_subcommand(true)
}

fn takes_rules(argument: &Arg) -> bool {
    let id = argument.get_id().as_str();
    id == ONE_RULE || RULE_LISTS.contains(&id)
}

fn is_path(argument: &Arg) -> bool {
    let hint = argument.get_value_hint();
    matches!(hint, ValueHint::AnyPath | ValueHint::FilePath)
}

/// The names of the commands, with this between them.
fn commands(between: &str) -> String {
    let args = Args::command();
    let names = args.get_subcommands().map(Command::get_name);
    names.collect::<Vec<_>>().join(between)
}

fn about(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string);
    about.unwrap_or_default()
}

/// How an option is typed.
fn option(id: &str) -> String {
    format!("--{}", id.replace('_', "-"))
}

/// Every name and code of a rule, each once, and which rules it stands for.
fn rules() -> Vec<Word> {
    let mut words: Vec<Word> = vec![("ALL", "every rule".to_owned())];
    for rule in RULES.iter().map(|rule| &rule.descriptor) {
        for &word in rule.codes.iter().chain(rule.names) {
            let help = if word == rule.name() {
                rule.summary.replace('`', "")
            } else {
                rule.name().to_owned()
            };
            match words.iter_mut().find(|(met, _)| *met == word) {
                Some((_, others)) => *others = format!("{others}, {help}"),
                None => words.push((word, help)),
            }
        }
    }
    words
}

/// What else `isfix explain` has a page on.
fn pages() -> Vec<Word> {
    let pages = TOPICS.iter();
    pages
        .map(|it| (it.name, it.summary.replace('`', "")))
        .collect()
}

/// A text as one word of bash, zsh and fish; it holds no backslash.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
