//! The directives in the text of one comment, as ruff, flake8 and pylint spell them.
//!
//! A comment is read piece by piece between its `#` signs, so that a directive may follow another
//! comment (`# type: ignore # noqa`), and `# some words noqa` is none. Where in the file the
//! comment stands, and what follows from that, is left to the parent.

mod pylint;

/// One directive, as written.
#[derive(Debug, PartialEq)]
pub(super) struct Directive<'a> {
    pub keyword: Keyword,
    pub listed: Listed<'a>,
    /// From its `#` to where the comment ends or another one follows, without blanks at the end.
    pub text: &'a str,
}

/// What a directive asks for, by whom it was made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    /// `# noqa`: its line.
    Noqa,
    /// `# ruff: ignore[…]`: its line, or on a line of its own the code below.
    Ignore,
    /// `# ruff: disable[…]`, on a line of its own: to its `enable`, or to where its block ends.
    Disable,
    /// `# ruff: enable[…]`, on a line of its own.
    Enable,
    /// `# ruff: noqa`, on a line of its own: the file.
    RuffNoqa,
    /// `# flake8: noqa`, on a line of its own: the file.
    Flake8Noqa,
    /// `# ruff: file-ignore[…]`, on a line of its own: the file.
    FileIgnore,
    /// `# pylint: disable=…`: its line, or on a line of its own the scope it stands in.
    PylintDisable,
    /// `# pylint: disable-next=…`: the next line.
    PylintDisableNext,
    /// `# pylint: enable=…`: what is disabled is not on its line, or in the rest of its scope.
    PylintEnable,
    /// `# pylint: skip-file`, or `disable=all`: the file, wherever it stands.
    PylintSkipFile,
    /// `# isfix: skip-file`: the file, wherever it stands.
    SkipFile,
    /// `# isfix: off`: to the next `on`, or to the file's end.
    Off,
    /// `# isfix: on`.
    On,
    /// `# isfix: …` with a word that is none of these, or with a list that has no end: nothing.
    Mistyped,
}

impl Keyword {
    /// As it is written, without the `#`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Noqa => "noqa",
            Self::Ignore => "ruff: ignore",
            Self::Disable => "ruff: disable",
            Self::Enable => "ruff: enable",
            Self::RuffNoqa => "ruff: noqa",
            Self::Flake8Noqa => "flake8: noqa",
            Self::FileIgnore => "ruff: file-ignore",
            Self::PylintDisable => "pylint: disable",
            Self::PylintDisableNext => "pylint: disable-next",
            Self::PylintEnable => "pylint: enable",
            Self::PylintSkipFile => "pylint: skip-file",
            Self::SkipFile => "isfix: skip-file",
            Self::Off => "isfix: off",
            Self::On => "isfix: on",
            Self::Mistyped => "isfix:",
        }
    }
}

/// The rules that a directive names.
#[derive(Debug, PartialEq)]
pub(super) enum Listed<'a> {
    Everything,
    These(Vec<Item<'a>>),
}

/// One entry of a list, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Item<'a> {
    /// A code, or the beginning of one: letters, then digits.
    Code(&'a str),
    /// A name, a pylint code in full, or the letter of a pylint category.
    Exact(&'a str),
}

impl<'a> Item<'a> {
    /// As written.
    pub fn text(self) -> &'a str {
        match self {
            Self::Code(text) | Self::Exact(text) => text,
        }
    }
}

/// Calls `found` with each directive of `comment`, which begins with its `#`.
///
/// Linear in the comment's length.
pub(super) fn read<'a>(comment: &'a str, mut found: impl FnMut(Directive<'a>)) {
    // Where pylint finds several orders of its own, it heeds the last; the others may still silence.
    let last = comment.rfind(pylint::PRAGMA);
    let mut end = 0;
    for piece in comment.split('#') {
        let start = end;
        end = start + piece.len() + 1;
        if start == 0 {
            continue;
        }
        let text = comment[start - 1..end - 1].trim_end();
        if let Some((keyword, listed)) = leading(piece.trim_start()) {
            found(Directive {
                keyword,
                listed,
                text,
            });
        }
        let is_last = last.is_some_and(|at| (start..end).contains(&at));
        pylint::read(piece, |keyword, listed| {
            if is_last || keyword != Keyword::PylintEnable {
                found(Directive {
                    keyword,
                    listed,
                    text,
                });
            }
        });
    }
}

/// The directive that a piece of a comment begins with.
///
/// Blank space after `#` is free in ruff's reading, one space in flake8's. The tool's name is
/// matched with its case in ruff's reading, without in flake8's.
fn leading(piece: &str) -> Option<(Keyword, Listed<'_>)> {
    if let Some(tail) = strip_word(piece, "noqa") {
        return Some((Keyword::Noqa, inline_noqa(tail)));
    }
    if let Some(tail) = piece.strip_prefix("ruff") {
        return ruff(tail.trim_start().strip_prefix(':')?.trim_start());
    }
    if let Some(tail) = strip_word(piece, "flake8") {
        let order = tail.trim_start().strip_prefix([':', '='])?.trim_start();
        let listed = inline_noqa(strip_word(order, "noqa")?);
        return Some((Keyword::Flake8Noqa, listed));
    }
    let order = strip_word(piece, "isfix")?.trim_start();
    isfix(order.strip_prefix(':')?.trim_start())
}

/// What follows `ruff:`.
fn ruff(order: &str) -> Option<(Keyword, Listed<'_>)> {
    if let Some(tail) = strip_word(order, "noqa") {
        return Some((Keyword::RuffNoqa, file_noqa(tail)?));
    }
    [
        ("ignore", Keyword::Ignore),
        ("disable", Keyword::Disable),
        ("enable", Keyword::Enable),
        ("file-ignore", Keyword::FileIgnore),
    ]
    .into_iter()
    .find_map(|(word, keyword)| Some((keyword, bracketed(order.strip_prefix(word)?)?)))
}

/// The words that may follow `isfix:`.
pub(super) const ISFIX: [&str; 3] = ["off", "on", "skip-file"];

/// What follows `isfix:`. A list that cannot be read ends nothing, and silences everything.
fn isfix(order: &str) -> Option<(Keyword, Listed<'_>)> {
    let length = order.find(|c| !is_word(c)).unwrap_or(order.len());
    let (word, tail) = order.split_at(length);
    let is = |keyword: &str| word.eq_ignore_ascii_case(keyword);
    if is("skip-file") {
        return Some((Keyword::SkipFile, Listed::Everything));
    }
    let has_list = tail.trim_start().starts_with('[');
    let listed = if has_list {
        bracketed(tail)
    } else {
        Some(Listed::Everything)
    };
    match listed {
        listed if is("off") => Some((Keyword::Off, listed.unwrap_or(Listed::Everything))),
        Some(listed) if is("on") => Some((Keyword::On, listed)),
        _ => {
            let word = Listed::These(vec![Item::Exact(word)]);
            Some((Keyword::Mistyped, word))
        }
    }
}

/// What a `noqa` of flake8's names, by the text after the word.
///
/// Codes after a colon limit it; anything else leaves it blanket: flake8 does not look further,
/// while ruff refuses `noqa:` without a code and `noqa-ok` with a warning.
fn inline_noqa(tail: &str) -> Listed<'_> {
    let Some(list) = tail.trim_start().strip_prefix(':') else {
        return Listed::Everything;
    };
    let items = listed(list);
    if items.iter().any(|item| matches!(item, Item::Code(_))) {
        Listed::These(items)
    } else {
        Listed::Everything
    }
}

/// What a `ruff: noqa` names, which nobody but ruff reads: without a list it is blanket when a
/// space or the end follows, else invalid.
fn file_noqa(tail: &str) -> Option<Listed<'_>> {
    let rest = tail.trim_start();
    if let Some(list) = rest.strip_prefix(':') {
        let items = listed(list);
        return (!items.is_empty()).then_some(Listed::These(items));
    }
    (rest.is_empty() || rest.len() < tail.len()).then_some(Listed::Everything)
}

/// The codes and names at the beginning of `list`, parted by commas or blank space.
///
/// It ends at the first word that is neither (`E711 some words`); codes may be joined
/// (`E711F632`), as ruff allows with a warning.
fn listed(list: &str) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let mut rest = list;
    loop {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
        // A name is sought only where no code stands: a long run of joined codes stays linear.
        let (code, tail) = rest.split_at(code_length(rest));
        if !code.is_empty() {
            items.push(Item::Code(code));
            rest = tail;
            continue;
        }
        let (name, tail) = rest.split_at(name_length(rest));
        if name.is_empty() {
            return items;
        }
        items.push(Item::Exact(name));
        rest = tail;
    }
}

/// The length of the code that `text` begins with (ASCII letters, then digits), or 0.
fn code_length(text: &str) -> usize {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = text
        .bytes()
        .skip(letters)
        .take_while(u8::is_ascii_digit)
        .count();
    if letters == 0 || digits == 0 {
        0
    } else {
        letters + digits
    }
}

/// The length of the rule's name that `text` begins with (words joined by hyphens), or 0.
fn name_length(text: &str) -> usize {
    let length = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
        .count();
    let name = text[..length].trim_end_matches('-');
    if !name.starts_with('-') && name.contains('-') {
        name.len()
    } else {
        0
    }
}

/// The list in brackets that `tail` begins with. Ruff parts it by commas and allows one at the
/// end; blank space is taken for a comma here.
fn bracketed(tail: &str) -> Option<Listed<'_>> {
    let (list, _) = tail.trim_start().strip_prefix('[')?.split_once(']')?;
    let words = list.split(|c: char| c == ',' || c.is_whitespace());
    let item = |word| match code_length(word) {
        length if length == word.len() => Item::Code(word),
        _ => Item::Exact(word),
    };
    Some(Listed::These(
        words.filter(|word| !word.is_empty()).map(item).collect(),
    ))
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// `text` after `word`, in any case, if it begins with it.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(tail)
}
