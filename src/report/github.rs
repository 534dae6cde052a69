//! `github`: a workflow command for each finding, which GitHub Actions shows beside the line.
//!
//! The escapes are those that the runner undoes (`ActionCommand.cs` in actions/runner): a command ends
//! with its line, its properties with `::`, each of them with a comma.

use std::fmt::Write;

use super::{Failure, FileReport, Found, Told, heading};
use crate::diff::push_visible;
use crate::lines::Location;

pub(super) fn render(report: &FileReport<'_>, out: &mut Vec<u8>) {
    report.each(|told| {
        let command = match told {
            Told::Found(it) => found(report, it),
            Told::Failed(failure) => failed(report, failure),
        };
        command.push(report, out);
    });
}

/// A command.
struct Command {
    name: &'static str,
    title: String,
    place: Option<(Location, Location)>,
    message: String,
}

fn found(report: &FileReport<'_>, it: Found<'_, '_>) -> Command {
    let (finding, start) = (it.finding, it.start());
    let (code, name) = (finding.rule.code(), finding.rule.name());
    let mut message = format!(
        "{}: {code} {}",
        heading(report.path, Some(start)),
        finding.message
    );
    match it.fix_word() {
        "" => {}
        word => message += &format!(" [{word}]"),
    }
    Command {
        // What is left to do is an error, what is told a notice.
        name: if it.is_done() { "notice" } else { "error" },
        title: format!("isfix: {name} ({code})"),
        place: Some((start, it.end())),
        message,
    }
}

fn failed(report: &FileReport<'_>, failure: &Failure) -> Command {
    let kind = failure.kind.name();
    let place = heading(report.path, failure.location);
    Command {
        name: "error",
        title: format!("isfix: {kind}"),
        place: failure.location.map(|location| (location, location)),
        message: format!("{place}: {kind}: {}", failure.message),
    }
}

impl Command {
    fn push(&self, report: &FileReport<'_>, out: &mut Vec<u8>) {
        let mut line = format!("::{} title={}", self.name, property(&self.title));
        if report.path.as_os_str() != "-" {
            let file = String::from_utf8_lossy(&report.name_for_programs()).into_owned();
            let _ = write!(line, ",file={}", property(&file));
        }
        if let Some((start, end)) = self.place {
            let _ = write!(line, ",line={},endLine={}", start.row, end.row);
            // The runner drops columns that are of two lines.
            if start.row == end.row {
                let _ = write!(line, ",col={},endColumn={}", start.column, end.column);
            }
        }
        let _ = writeln!(line, "::{}", data(&self.message));
        out.extend_from_slice(line.as_bytes());
    }
}

/// Text as a command's message has it; what could take over the log's reader is escaped for eyes.
fn data(text: &str) -> String {
    let mut visible = Vec::with_capacity(text.len());
    push_visible(text.as_bytes(), &mut visible);
    let visible = String::from_utf8_lossy(&visible);
    let text = visible.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as a command's property has it: itself, but what could take over a terminal.
fn property(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            ':' => escaped.push_str("%3A"),
            ',' => escaped.push_str("%2C"),
            c if crate::shown::is_hidden(c) => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the runner undoes them, `%25` last.
    fn undone(text: &str, tokens: &[(&str, &str)]) -> String {
        tokens
            .iter()
            .fold(text.to_owned(), |text, (escape, token)| {
                text.replace(escape, token)
            })
    }

    #[test]
    fn properties_and_messages_are_one_thing_each() {
        let hostile = "a,b::error file=x::%0A%2525\r\nc:d";
        let escaped = property(hostile);
        assert!(!escaped.contains([',', ':', '\r', '\n']), "{escaped}");
        let tokens = [
            ("%0D", "\r"),
            ("%0A", "\n"),
            ("%3A", ":"),
            ("%2C", ","),
            ("%25", "%"),
        ];
        assert_eq!(undone(&escaped, &tokens), hostile);
        let escaped = data("50%\n%0A::error::\u{1b}[0m");
        assert_eq!(escaped, "50%25\\n%250A::error::\\x1b[0m");
    }
}
