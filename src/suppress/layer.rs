//! What some comments switch off and later ones on again, row by row, for each rule by itself.
//!
//! A later comment paints over an earlier one, as pylint's and isfix's own do. Each tool's comments
//! are a layer by themselves: one tool's comment takes nothing back that another's silenced.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::RuleNames;
use super::comment::{Item, Listed};
use super::index::Spans;

/// The comments of one tool, in the order in which they count.
#[derive(Debug, Default)]
pub(super) struct Layer<'a> {
    strokes: Vec<Stroke<'a>>,
    /// What they come to for a rule, by its first name: made when the rule is first asked about.
    coats: RefCell<HashMap<String, Rc<Coat>>>,
}

/// What one comment does to some rows.
#[derive(Debug)]
pub(super) struct Stroke<'a> {
    /// The rules it is about; `None` for all of them.
    pub items: Option<Vec<Item<'a>>>,
    /// Whether it silences, or takes back.
    pub is_off: bool,
    /// The first row and the last, from 0.
    pub rows: (u32, u32),
    /// The row of a scope's header, where the comment counts for that, too.
    pub header: Option<u32>,
    /// Which comment it is.
    pub by: usize,
}

impl<'a> Stroke<'a> {
    /// A stroke over `rows` and nothing else.
    pub fn new(listed: &Listed<'a>, is_off: bool, rows: (u32, u32), by: usize) -> Self {
        let items = match listed {
            Listed::Everything => None,
            Listed::These(items) => Some(items.clone()),
        };
        Self {
            items,
            is_off,
            rows,
            header: None,
            by,
        }
    }

    fn names(&self, rule: RuleNames<'_>) -> bool {
        let items = self.items.as_ref();
        items.is_none_or(|items| items.iter().any(|item| item.names(rule)))
    }
}

impl<'a> Layer<'a> {
    /// Adds what comes next.
    pub fn push(&mut self, stroke: Stroke<'a>) {
        self.strokes.push(stroke);
    }

    pub fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    /// What the layer comes to for a rule.
    pub fn coat(&self, rule: RuleNames<'_>) -> Rc<Coat> {
        let name = rule.names.first().copied().unwrap_or_default();
        if let Some(coat) = self.coats.borrow().get(name) {
            return Rc::clone(coat);
        }
        let mut paint = Paint::default();
        for stroke in self.strokes.iter().filter(|stroke| stroke.names(rule)) {
            paint.stroke(stroke);
        }
        let coat = Rc::new(paint.dry());
        let mut coats = self.coats.borrow_mut();
        coats.insert(name.to_owned(), Rc::clone(&coat));
        coat
    }
}

/// What a layer comes to for one rule.
#[derive(Debug)]
pub(super) struct Coat {
    /// The rows on which it is silenced.
    pub off: Spans,
    /// The same by the comment that silences it.
    pub by: HashMap<usize, Spans>,
    /// The comments that took something back.
    pub ending: HashSet<usize>,
}

/// A coat in the making.
#[derive(Default)]
struct Paint {
    /// By their first rows; disjoint.
    segments: BTreeMap<u32, Segment>,
    /// The headers that were reached from within.
    headers: HashSet<u32>,
    ending: HashSet<usize>,
}

#[derive(Clone, Copy)]
struct Segment {
    last: u32,
    is_off: bool,
    by: usize,
}

impl Paint {
    fn stroke(&mut self, stroke: &Stroke<'_>) {
        let (first, last) = stroke.rows;
        if let Some(header) = stroke.header {
            self.put(header, header, stroke);
            // What stands between the two was painted by the first that reached the header.
            if self.headers.insert(header) {
                self.fill(header + 1, first, stroke);
            }
        }
        self.put(first, last, stroke);
    }

    /// Paints over the rows from `first` to `last`.
    fn put(&mut self, first: u32, last: u32, stroke: &Stroke<'_>) {
        let before = self.segments.range(..first).next_back();
        let before = before.map(|(&start, &segment)| (start, segment));
        if let Some((start, segment)) = before.filter(|(_, segment)| segment.last >= first) {
            let kept = Segment {
                last: first - 1,
                ..segment
            };
            self.segments.insert(start, kept);
            self.end(segment, stroke);
            self.keep_behind(segment, last);
        }
        while let Some((&start, &segment)) = self.segments.range(first..=last).next() {
            self.segments.remove(&start);
            self.end(segment, stroke);
            self.keep_behind(segment, last);
        }
        let &Stroke { is_off, by, .. } = stroke;
        self.segments.insert(first, Segment { last, is_off, by });
    }

    /// Paints what is bare of the rows from `first` to the one before `end`.
    fn fill(&mut self, first: u32, end: u32, stroke: &Stroke<'_>) {
        let before = self.segments.range(..first).next_back();
        let painted: Vec<(u32, u32)> = before
            .into_iter()
            .chain(self.segments.range(first..end))
            .map(|(&start, segment)| (start, segment.last))
            .collect();
        let mut bare = first;
        for (start, last) in painted.into_iter().chain([(end, end)]) {
            if bare < start {
                self.put(bare, start - 1, stroke);
            }
            bare = bare.max(last.saturating_add(1));
        }
    }

    /// What of a segment lies behind the row `last` stays.
    fn keep_behind(&mut self, segment: Segment, last: u32) {
        if segment.last > last {
            self.segments.insert(last + 1, segment);
        }
    }

    fn end(&mut self, segment: Segment, stroke: &Stroke<'_>) {
        if segment.is_off && !stroke.is_off {
            self.ending.insert(stroke.by);
        }
    }

    fn dry(self) -> Coat {
        let (mut off, mut by) = (Spans::default(), HashMap::<usize, Spans>::new());
        for (first, segment) in self.segments {
            if segment.is_off {
                off.push((first, segment.last));
                by.entry(segment.by)
                    .or_default()
                    .push((first, segment.last));
            }
        }
        off.settle();
        Coat {
            off,
            by,
            ending: self.ending,
        }
    }
}
