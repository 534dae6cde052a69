//! By what a finding is known again in a later run, whatever moved around it.
//!
//! A fingerprint is made of the rule, the file's name, the function or class around, the tokens of what
//! was found, and a number among those that are alike in all of that. So it outlasts edits elsewhere,
//! another indentation and a formatter; it changes with what it stands for. It is the same on every
//! machine and in every version that calls it by the same [`VERSION`].

use ruff_python_ast::AnyNodeRef;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange, TextSize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::finding::Finding;
use crate::module::Module;
use crate::rule::{Comparison, Site};
use crate::syntax::Tree;

/// What fingerprints of this make are called: it changes when they do.
pub const VERSION: &str = "isfix/v1";

/// So much of what was found counts, in bytes: nested findings hold each other.
const MOST_BYTES: usize = 4096;

/// What of a finding lasts, beside its rule and its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// The qualified name of the innermost function or class around it, as in `Order.total`; empty
    /// where there is none.
    pub scope: Arc<str>,
    /// A digest of its tokens.
    tokens: [u8; 32],
    /// How many comparisons before it in the file are alike, found or not.
    ordinal: u32,
}

impl Mark {
    /// The fingerprint, in 32 hexadecimal digits, of a finding with a code in the file of a name.
    pub fn fingerprint(&self, code: &str, name: &[u8]) -> String {
        fingerprint(&[
            code.as_bytes(),
            name,
            self.scope.as_bytes(),
            &self.tokens,
            &self.ordinal.to_le_bytes(),
        ])
    }
}

/// The fingerprint, in 32 hexadecimal digits, of what is told apart by these parts.
pub fn fingerprint(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Marks the findings of a module, which stand in source order.
pub fn mark(module: &Module<'_>, findings: &mut [Finding]) {
    if findings.is_empty() {
        return;
    }
    let found: HashSet<TextRange> = findings.iter().map(|finding| finding.range).collect();
    let mut ranges = sites(module);
    ranges.extend(&found);
    ranges.sort_unstable_by_key(|range| (range.start(), range.end()));
    ranges.dedup();
    let mut scopes = Scopes::new(&module.tree);
    let placed = ranges.into_iter();
    let placed = placed.map(|range| (range, scopes.around(range.start())));
    let placed: Vec<_> = placed.collect();
    let asked = placed.iter().filter(|(range, _)| found.contains(range));
    let asked: HashSet<Arc<str>> = asked.map(|(_, scope)| scope.clone()).collect();
    let mut alike = HashMap::<(Arc<str>, [u8; 32]), u32>::new();
    let mut marks = HashMap::new();
    for (range, scope) in placed {
        if !asked.contains(&scope) {
            continue;
        }
        let tokens = digest(module, range);
        let met = alike.entry((scope.clone(), tokens)).or_default();
        if found.contains(&range) {
            let ordinal = *met;
            let mark = Mark {
                scope,
                tokens,
                ordinal,
            };
            marks.insert(range, mark);
        }
        *met += 1;
    }
    for finding in findings {
        finding.mark = marks.get(&finding.range).cloned().unwrap_or_default();
    }
}

/// Where findings about comparisons could stand. Whether one is silenced by a comment, or on a line that does
/// not count, must not change what those behind it are called.
fn sites(module: &Module<'_>) -> Vec<TextRange> {
    let mut ranges = Vec::new();
    for (id, compare) in module.tree.comparisons() {
        let comparison = Comparison::new(module, id, compare);
        for pair in 0..comparison.pairs() {
            let site = Site::new(module, &comparison, pair);
            ranges.extend([site.negated_range(), site.pair_range()]);
        }
    }
    ranges
}

/// The functions and classes around places that are asked for in order.
struct Scopes<'a> {
    /// Each with its range, in the order of their starts; those before `next` have been met.
    all: Vec<(TextRange, &'a str)>,
    next: usize,
    /// Those that are open, the innermost last: where each ends, and its qualified name.
    open: Vec<(TextSize, Arc<str>)>,
    none: Arc<str>,
}

impl<'a> Scopes<'a> {
    fn new(tree: &Tree<'a>) -> Self {
        let defined = |id| match tree.node(id) {
            AnyNodeRef::StmtFunctionDef(node) => Some((node.range(), node.name.as_str())),
            AnyNodeRef::StmtClassDef(node) => Some((node.range(), node.name.as_str())),
            _ => None,
        };
        Self {
            all: tree.ids().filter_map(defined).collect(),
            next: 0,
            open: Vec::new(),
            none: "".into(),
        }
    }

    /// The qualified name of the innermost one around a place.
    fn around(&mut self, place: TextSize) -> Arc<str> {
        while let Some(&(range, name)) = self.all.get(self.next)
            && range.start() <= place
        {
            self.close(range.start());
            let whole = match self.open.last() {
                Some((_, outer)) => format!("{outer}.{name}").into(),
                None => name.into(),
            };
            self.open.push((range.end(), whole));
            self.next += 1;
        }
        self.close(place);
        let innermost = self.open.last().map(|(_, name)| name);
        innermost.unwrap_or(&self.none).clone()
    }

    /// Leaves those that end before a place.
    fn close(&mut self, place: TextSize) {
        while self.open.last().is_some_and(|&(end, _)| end <= place) {
            self.open.pop();
        }
    }
}

/// A digest of the tokens in a range: without comments, line breaks and blank space, and without what
/// formatters change beside them. Of a range in a comment, of its words.
fn digest(module: &Module<'_>, range: TextRange) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut left = MOST_BYTES;
    let mut push = |word: &str| {
        let part = &word.as_bytes()[..word.len().min(left)];
        hash.update(part);
        hash.update([0]);
        left = left.saturating_sub(part.len() + 1);
        left > 0
    };
    let first = module
        .tokens
        .partition_point(|token| token.end() <= range.start());
    let tokens = module.tokens[first..].iter();
    let mut tokens = tokens
        .take_while(|token| token.start() < range.end())
        .filter(|token| !token.kind().is_trivia())
        .peekable();
    if tokens.peek().is_none() {
        let mut words = module.text[range].split_whitespace();
        while words.next().is_some_and(&mut push) {}
    }
    while let Some(token) = tokens.next() {
        let is_last_comma = token.kind() == TokenKind::Comma
            && tokens.peek().is_none_or(|next| closes(next.kind()));
        let text = &module.text[token.range()];
        let text = &text[..text.floor_char_boundary(MOST_BYTES)];
        if !is_last_comma && !push(&spelled(token.kind(), text)) {
            break;
        }
    }
    hash.finalize().into()
}

fn closes(kind: TokenKind) -> bool {
    use TokenKind::{Rbrace, Rpar, Rsqb};
    matches!(kind, Rpar | Rsqb | Rbrace)
}

/// A token as a formatter might spell it, on whatever system: quotes are double where they can be, and
/// lines in strings end with LF.
fn spelled(kind: TokenKind, text: &str) -> Cow<'_, str> {
    use TokenKind::{FStringEnd, FStringStart, String, TStringEnd, TStringStart};
    let is_quoted = matches!(
        kind,
        String | FStringStart | FStringEnd | TStringStart | TStringEnd
    );
    let mut spelled = Cow::Borrowed(text);
    if is_quoted && text.contains('\'') && !text.contains(['"', '\\']) {
        spelled = text.replace('\'', "\"").into();
    }
    if spelled.contains('\r') {
        spelled = spelled.replace("\r\n", "\n").replace('\r', "\n").into();
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::pipeline;
    use crate::select::Selection;
    use crate::settings::Settings;

    /// The fingerprints of what is found in a text, in source order.
    fn prints(text: &str) -> Vec<String> {
        let document = Document::read(text.as_bytes()).unwrap();
        let all = Selection::new(Some(&["ALL".to_owned()]), &[], &[]).unwrap();
        let settings = Settings {
            rules: all,
            unused_noqa: true,
            ..Settings::default()
        };
        let outcome = pipeline::settle(&document, &settings).unwrap();
        let print = |finding: &Finding| finding.mark.fingerprint(finding.rule.code(), b"a.py");
        outcome.findings.iter().map(print).collect()
    }

    #[track_caller]
    fn only(text: &str) -> String {
        let prints = prints(text);
        assert_eq!(prints.len(), 1, "{text}");
        prints.into_iter().next().unwrap()
    }

    #[test]
    fn what_formatters_do_changes_nothing() {
        for (one, others) in [
            (
                "f(x, y) is 'a'\n",
                &[
                    "f(x,y)is'a'\n",
                    "f( x, y )  is  \"a\"\n",
                    "if 1:\n    f(x, y) is 'a'\n",
                    "import b\n\n\nf(\n    x,\n    y,\n) is 'a'\n",
                    "(f(x, y)  # why\n    is\n    'a')\n",
                    "f(x, y) \\\r\n    is 'a'\r\n",
                ][..],
            ),
            ("x is f'{a}'\n", &["x is f\"{a}\"\n", "x is f'{ a }'\n"]),
            ("x is '''a\nb'''\n", &["x is \"\"\"a\r\nb\"\"\"\r\n"]),
            ("x = 1  # noqa: E711\n", &["x = 2\n\ny = 3 #  noqa: E711"]),
        ] {
            for other in others {
                assert_eq!(only(one), only(other), "{one}{other}");
            }
        }
    }

    #[test]
    fn what_is_another_comparison_is_known_as_one() {
        let texts = [
            "x is 'a'\n",
            "y is 'a'\n",
            "x is 'b'\n",
            "x is not 'a'\n",
            "x is b'a'\n",
            "x is 'ab'\n",
            "x is 'a' 'b'\n",
            "def f():\n    x is 'a'\n",
            "class f:\n    def f():\n        x is 'a'\n",
            "x == None\n",
            "x is \"it's\"\n",
        ];
        let mut prints: Vec<_> = texts.iter().map(|text| only(text)).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), texts.len());
    }

    #[test]
    fn those_that_are_alike_are_counted() {
        let many = prints("x is 'a'\n".repeat(5).as_str());
        let mut apart = many.clone();
        apart.sort_unstable();
        apart.dedup();
        assert_eq!(apart.len(), 5);
        let [first, _, second] = &prints("x is 'a'\nz is 'a'\nx is 'a'\n")[..] else {
            panic!("three are found");
        };
        assert_eq!([first, second], [&many[0], &many[1]]);
        // What stands elsewhere is counted apart.
        let two = prints("def f():\n    x is 'a'\ndef g():\n    x is 'a'\n");
        assert_eq!(two[1], only("def g():\n    x is 'a'\n"));
    }

    #[test]
    fn what_is_not_told_counts_among_those_that_are_alike() {
        let both = prints("x is 'a'\nx is 'a'\n");
        for silenced in [
            "x is 'a'  # noqa\nx is 'a'\n",
            "x is 'a'  # noqa: F632\nx is 'a'\n",
        ] {
            assert_eq!(only(silenced), both[1]);
        }
        assert_eq!(only("x is 'a'\nx is 'a'  # noqa\n"), both[0]);
        // In another function, too, and under a `not`, which is a place of its own.
        let both = prints("def f():\n    not x is 'a'\n    not x is 'a'\n");
        let one = prints("def f():\n    not x is 'a'  # noqa\n    not x is 'a'\n");
        assert_eq!(one, both[both.len() / 2..]);
    }

    #[test]
    fn the_scope_is_the_innermost_around() {
        let text = "a is 'x'\n@f(a is 'x')\nclass C:\n    a is 'x'\n    async def m(self, b=a is 'x'):\n        def n(): a is 'x'\n        lambda: a is 'x'\n    a is 'x'\na is 'x'\n";
        let document = Document::read(text.as_bytes()).unwrap();
        let outcome = pipeline::settle(&document, &Settings::default()).unwrap();
        let scopes = outcome.findings.iter().map(|finding| &*finding.mark.scope);
        let scopes: Vec<_> = scopes.collect();
        assert_eq!(scopes, ["", "C", "C", "C.m", "C.m.n", "C.m", "C", ""]);
    }

    /// Changed, [`VERSION`] must change: reports of two versions are compared by it.
    #[test]
    fn the_same_for_ever() {
        let found = only("def f():\n    x is 'a'\n");
        assert_eq!(found, "79d90b33a79ab5fdfb4ef8cf82999070");
    }

    #[test]
    fn what_is_huge_is_told_apart_by_its_beginning() {
        let huge = |end: &str| only(&format!("x is '{}{end}'\n", "a".repeat(100_000)));
        assert_eq!(huge("b"), huge("c"));
        let wide = |end: &str| only(&format!("x is 'é{}{end}'\n", "é".repeat(9_999)));
        assert_eq!(wide("b"), wide("c"));
    }
}
