//! `isfix explain`: pages on rules and topics.

use clap::{ColorChoice, ValueEnum};

use super::printer::Printer;
use super::stream;
use crate::explain::{Explanation, Paper};

/// Show a rule's page, or what rules there are
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// A rule by any of its names or codes, a prefix of codes, or a topic [default: a list of the rules]
    #[arg(value_name = "RULE")]
    word: Option<String>,
    /// How it is shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    output_format: PageFormat,
    /// Colours: auto, always or never
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
}

/// How pages are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum PageFormat {
    /// As wide as the terminal
    #[default]
    Text,
    /// With the page as Markdown in `explanation`
    Json,
}

/// Prints what was asked for; an error is a word that names nothing.
pub(super) fn run(args: &Explain, printer: &mut Printer) -> Result<(), String> {
    let explanation = match &args.word {
        Some(word) => Explanation::of(word).map_err(|unknown| unknown.to_string())?,
        None => Explanation::every_rule(),
    };
    let text = match args.output_format {
        PageFormat::Text => explanation.text(Paper {
            width: width(),
            colour: stream::has_colour(args.color),
        }),
        PageFormat::Json => explanation.json(),
    };
    printer.print(text.as_bytes());
    printer.flush();
    Ok(())
}

/// How wide text is to be, in columns: `COLUMNS`, else what the terminal says, within what can be read.
fn width() -> usize {
    /// The width where nobody says.
    const USUAL: usize = 80;
    let said = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let asked = said.or_else(stream::width);
    asked.unwrap_or(USUAL).clamp(30, 100)
}
