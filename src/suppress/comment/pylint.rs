//! What `pylint: …` in a comment orders, as pylint reads it.

use memchr::memmem::Finder;
use std::sync::LazyLock;

use super::{Item, Keyword, Listed, is_word};

/// What pylint's orders begin with.
pub(super) const PRAGMA: &str = "pylint:";

/// Calls `found` with each order of pylint's in a piece; other words may stand before the first.
///
/// As pylint reads it: up to `;`, several orders may follow one another, and what is no word parts
/// words.
pub(super) fn read<'a>(piece: &'a str, mut found: impl FnMut(Keyword, Listed<'a>)) {
    static PYLINT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(PRAGMA));
    let at = PYLINT
        .find_iter(piece.as_bytes())
        .find(|&at| !piece[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
    let Some(at) = at else { return };
    let orders = &piece[at + PRAGMA.len()..];
    let mut rest = &orders[..orders.find(';').unwrap_or(orders.len())];
    let mut order = Order::default();
    while let Some(start) = rest.find(is_word) {
        let word = &rest[start..];
        let word = &word[..word.find(|c| !is_word(c)).unwrap_or(word.len())];
        rest = &rest[start + word.len()..];
        if rest.trim_start().starts_with('=') {
            std::mem::replace(&mut order, Order::of(word)).give(&mut found);
        } else if matches!(word, "skip-file" | "disable-all") {
            found(Keyword::PylintSkipFile, Listed::Everything);
        } else {
            order.words.push(word);
        }
    }
    order.give(&mut found);
}

/// One order of pylint's and what it is about.
#[derive(Default)]
struct Order<'a> {
    /// `None` before the first order, and for what is none.
    keyword: Option<Keyword>,
    words: Vec<&'a str>,
}

impl<'a> Order<'a> {
    fn of(word: &str) -> Self {
        let keyword = match word {
            "disable" | "disable-msg" => Some(Keyword::PylintDisable),
            "disable-next" => Some(Keyword::PylintDisableNext),
            "enable" | "enable-msg" => Some(Keyword::PylintEnable),
            _ => None,
        };
        let words = Vec::new();
        Self { keyword, words }
    }

    fn give(self, mut found: impl FnMut(Keyword, Listed<'a>)) {
        let Some(keyword) = self.keyword.filter(|_| !self.words.is_empty()) else {
            return;
        };
        let all = self.words.contains(&"all");
        match keyword {
            Keyword::PylintDisable if all => found(Keyword::PylintSkipFile, Listed::Everything),
            _ if all => found(keyword, Listed::Everything),
            _ => {
                let items = self.words.into_iter().map(Item::Exact);
                found(keyword, Listed::These(items.collect()));
            }
        }
    }
}
