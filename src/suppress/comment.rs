//! The directives in the text of one comment, as ruff, flake8 and pylint spell them.
//!
//! A comment is read piece by piece between its `#` signs, so that a directive may follow another
//! comment (`# type: ignore # noqa`), and `# some words noqa` is none. Where in the file the
//! comment stands, and what follows from that, is left to the parent.

use memchr::memmem::Finder;
use std::sync::LazyLock;

/// What one directive asks for.
#[derive(Debug, PartialEq)]
pub(super) enum Directive<'a> {
    /// `# noqa`: its line.
    Noqa(Listed<'a>),
    /// `# ruff: ignore[…]`: its line, or on a line of its own the code below.
    Ignore(Listed<'a>),
    /// `# pylint: disable=…`: its line, or on a line of its own the scope it stands in.
    Pylint(Listed<'a>),
    /// `# ruff: noqa`, `# flake8: noqa`, `# ruff: file-ignore[…]`: the file, if on a line of its
    /// own.
    File(Listed<'a>),
    /// `# isfix: skip-file`: the file, wherever it stands.
    SkipFile,
}

/// The rules that a directive names.
#[derive(Debug, PartialEq)]
pub(super) enum Listed<'a> {
    Everything,
    These(Vec<Item<'a>>),
}

/// One entry of a list, as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Item<'a> {
    /// A code, or the beginning of one: letters, then digits.
    Code(&'a str),
    /// A name, a pylint code in full, or the letter of a pylint category.
    Exact(&'a str),
}

/// Calls `found` with each directive of `comment`, which begins with its `#`.
///
/// Linear in the comment's length.
pub(super) fn read<'a>(comment: &'a str, mut found: impl FnMut(Directive<'a>)) {
    for piece in comment.split('#').skip(1) {
        if let Some(directive) = leading(piece.trim_start()) {
            found(directive);
        }
        if let Some(listed) = pylint(piece) {
            found(Directive::Pylint(listed));
        }
    }
}

/// The directive that a piece of a comment begins with.
///
/// Blank space after `#` is free in ruff's reading, one space in flake8's. The tool's name is
/// matched with its case in ruff's reading, without in flake8's.
fn leading(piece: &str) -> Option<Directive<'_>> {
    if let Some(tail) = strip_word(piece, "noqa") {
        return Some(Directive::Noqa(inline_noqa(tail)));
    }
    if let Some(tail) = piece.strip_prefix("ruff") {
        return ruff(tail.trim_start().strip_prefix(':')?.trim_start());
    }
    if let Some(tail) = strip_word(piece, "flake8") {
        let order = tail.trim_start().strip_prefix([':', '='])?.trim_start();
        return Some(Directive::File(inline_noqa(strip_word(order, "noqa")?)));
    }
    let order = strip_word(piece, "isfix")?
        .trim_start()
        .strip_prefix(':')?
        .trim_start();
    let tail = strip_word(order, "skip-file")?;
    (!tail.starts_with(is_word)).then_some(Directive::SkipFile)
}

/// What follows `ruff:`.
fn ruff(order: &str) -> Option<Directive<'_>> {
    if let Some(tail) = strip_word(order, "noqa") {
        return file_noqa(tail).map(Directive::File);
    }
    if let Some(tail) = order.strip_prefix("ignore") {
        return bracketed(tail).map(Directive::Ignore);
    }
    bracketed(order.strip_prefix("file-ignore")?).map(Directive::File)
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

/// What `pylint: disable=…` in a piece names; other words may stand before it.
///
/// As pylint reads it: up to `;`, several orders may follow one another, and what is no word parts
/// words.
fn pylint(piece: &str) -> Option<Listed<'_>> {
    static PYLINT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("pylint:"));
    let at = PYLINT
        .find_iter(piece.as_bytes())
        .find(|&at| !piece[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))?;
    let pragma = piece[at + "pylint:".len()..].split(';').next()?;
    let mut items = Vec::new();
    let mut disabling = false;
    let mut rest = pragma;
    while let Some(start) = rest.find(is_word) {
        let word = rest[start..].split(|c| !is_word(c)).next()?;
        rest = &rest[start + word.len()..];
        if rest.trim_start().starts_with('=') {
            disabling = matches!(word, "disable" | "disable-msg");
        } else if disabling && word.eq_ignore_ascii_case("all") {
            return Some(Listed::Everything);
        } else if disabling {
            items.push(Item::Exact(word));
        }
    }
    (!items.is_empty()).then_some(Listed::These(items))
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// `text` after `word`, in any case, if it begins with it.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(tail)
}
