//! HTML on its way out. Markup is ours and known when isfix is built; all else is text, and escaped.

use std::fmt::Display;
use std::io::Write;

use crate::diff::push_visible;
use crate::shown::is_hidden;

/// A page on its way.
pub(super) struct Markup<'o> {
    pub out: &'o mut Vec<u8>,
}

impl Markup<'_> {
    /// Markup, or words of ours.
    pub fn raw(&mut self, markup: &'static str) {
        self.out.extend_from_slice(markup.as_bytes());
    }

    /// A number.
    pub fn number(&mut self, number: usize) {
        self.put(number);
    }

    /// A number for people: `12,345`.
    pub fn count(&mut self, number: usize) {
        let digits = number.to_string();
        for (at, digit) in digits.bytes().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                self.out.push(b',');
            }
            self.out.push(digit);
        }
    }

    /// Anything, as text: what HTML would read as markup is escaped, in attributes as well.
    pub fn text(&mut self, text: &str) {
        let mut kept = 0;
        for (at, found) in text.match_indices(['&', '<', '>', '"', '\'']) {
            self.push(&text[kept..at]);
            self.raw(match found {
                "&" => "&amp;",
                "<" => "&lt;",
                ">" => "&gt;",
                "\"" => "&quot;",
                _ => "&#39;",
            });
            kept = at + found.len();
        }
        self.push(&text[kept..]);
    }

    /// Source: text in which controls, and marks that reorder what is shown, stand escaped and set off. Tabs
    /// stay.
    pub fn source(&mut self, text: &str) {
        let is_unsafe = |c: char| c != '\t' && is_hidden(c);
        let mut kept = 0;
        for (at, found) in text.match_indices(is_unsafe) {
            self.text(&text[kept..at]);
            self.raw("<span class=\"control\">");
            push_visible(found.as_bytes(), self.out);
            self.raw("</span>");
            kept = at + found.len();
        }
        self.text(&text[kept..]);
    }

    /// A sentence: what stands between backticks in it is code.
    pub fn prose(&mut self, text: &str) {
        let mut parts = text.split('`').peekable();
        let mut is_code = false;
        while let Some(part) = parts.next() {
            match (is_code, parts.peek()) {
                // The last backtick has no other that ends it.
                (true, None) => {
                    self.raw("`");
                    self.source(part);
                }
                (true, Some(_)) => {
                    self.raw("<code>");
                    self.source(part);
                    self.raw("</code>");
                }
                (false, _) => self.source(part),
            }
            is_code = !is_code;
        }
    }

    fn put(&mut self, text: impl Display) {
        write!(self.out, "{text}").expect("a vector takes every byte");
    }

    fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(write: impl Fn(&mut Markup<'_>), expected: &str) {
        let mut out = Vec::new();
        write(&mut Markup { out: &mut out });
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn text_stays_text() {
        check(
            |page| page.text("</script><img onerror='x' src=\"y\">&amp;é"),
            "&lt;/script&gt;&lt;img onerror=&#39;x&#39; src=&quot;y&quot;&gt;&amp;amp;é",
        );
    }

    #[test]
    fn what_is_hidden_is_shown() {
        check(
            |page| page.source("\ta\u{202e}<\x1b[2J\0"),
            "\ta<span class=\"control\">\\u202e</span>&lt;<span class=\"control\">\\x1b</span>[2J<span class=\"control\">\\x00</span>",
        );
    }

    #[test]
    fn code_stands_between_backticks() {
        check(
            |page| page.prose("`==` is `<b>`"),
            "<code>==</code> is <code>&lt;b&gt;</code>",
        );
        check(|page| page.prose("a ` b"), "a ` b");
        check(|page| page.prose(""), "");
    }

    #[test]
    fn thousands_are_set_off() {
        check(|page| page.count(999), "999");
        check(|page| page.count(1_000), "1,000");
        check(|page| page.count(1_234_567), "1,234,567");
    }
}
