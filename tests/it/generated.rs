//! Comparisons laid out as awkwardly as Python allows, made at random from a fixed seed, each held
//! against the laws that hold for all.
//!
//! `ISFIX_STATEMENTS` says how many (100000 for a full run), `ISFIX_SEED` where to begin.

use fastrand::Rng;

use cpython::CPython;
use laws::Options;
use layout::Layout;
use sheet::Sheet;
use statement::{Rules, Setting, Statement};

mod cpython;
mod grammar;
mod laws;
mod layout;
mod oracle;
mod own;
mod piece;
mod sheet;
mod statement;

/// So many statements make one module.
const BATCH: usize = 200;

/// After so many failures the rest is not looked at.
const ENOUGH: usize = 8;

#[test]
fn awkward_statements_keep_the_laws() {
    let number = |name, default| {
        let given = std::env::var(name).ok();
        given.map_or(default, |text| text.parse().expect("a number"))
    };
    let (count, seed) = (
        number("ISFIX_STATEMENTS", 5000),
        number("ISFIX_SEED", 20_260),
    );
    let mut cpython = CPython::start();
    if cpython.is_none() {
        eprintln!("no CPython 3.8 or later on the path: its opinion is not asked for");
    }
    let mut failures = Vec::new();
    let mut batch = Batch::default();
    let mut unknown = 0;
    for number in 0..count {
        let mut rng = Rng::with_seed(seed + number);
        let statement = Statement::random(&mut rng);
        let sheet = Sheet::of(&statement);
        let layout = Layout::random(&sheet, statement.noqa, &mut rng);
        match laws::check(&statement, &sheet, &layout) {
            Ok(kept) => {
                if let Some(cpython) = &mut cpython {
                    cpython.look(number, &kept);
                }
                if statement.setting == Setting::Module {
                    failures.extend(batch.add(&kept));
                }
            }
            Err(why) if is_unknown(&why) => unknown += 1,
            Err(why) => failures.push(smallest(statement, layout, why)),
        }
        if failures.len() >= ENOUGH {
            break;
        }
    }
    failures.extend(batch.check());
    let wrong = cpython.map_or_else(Vec::new, CPython::finish);
    failures.extend(wrong.iter().map(|wrong| format!("CPython: {wrong:#}")));
    eprintln!(
        "{count} statements from seed {seed}, {} of them also in modules of {BATCH}, {unknown} unknown to the parser: {} failures",
        batch.total,
        failures.len()
    );
    assert!(
        unknown <= count / 500,
        "the parser refuses {unknown} statements"
    );
    assert!(failures.is_empty(), "{}", failures.join("\n=======\n"));
}

/// What once went wrong, in the smallest words found.
#[test]
fn what_once_failed_holds() {
    let cases = [
        ("not \\\n    a in b\n", "a not in b\n"),
        ("not not \\\n    a in b\n", "a in b\n"),
        ("not \\\n not \\\n  (a in b)\n", "a in b\n"),
        ("if c:\n    not\\\n\\\na is b\n", "if c:\n    a is not b\n"),
        ("# \\\nnot \\\n\ta in b\n", "# \\\na not in b\n"),
        ("c; \\\nnot \\\na in b\n", "c; \\\n\\\na not in b\n"),
        ("(\nnot \\\na in b)\n", "(\n\\\na not in b)\n"),
    ];
    for (before, after) in cases {
        for end in ["\n", "\r\n", "\r"] {
            let [before, after] = [before, after].map(|text| text.replace('\n', end));
            let options = Options::of(Rules::Default, false);
            assert_eq!(laws::settle(&before, options), Ok(after), "{before}");
        }
    }
}

/// Statements one below the other: what becomes of one must not depend on its neighbours.
#[derive(Default)]
struct Batch {
    size: usize,
    total: usize,
    before: String,
    /// What each is to become by [`Options::ALL`].
    after: [String; 4],
}

impl Batch {
    fn add(&mut self, kept: &laws::Kept) -> Option<String> {
        self.size += 1;
        self.total += 1;
        self.before.push_str(&kept.before);
        for (all, [result, _]) in self.after.iter_mut().zip(&kept.results) {
            all.push_str(result);
        }
        (self.size == BATCH).then(|| self.check()).flatten()
    }

    fn check(&mut self) -> Option<String> {
        let total = self.total;
        let Self { before, after, .. } = std::mem::take(self);
        self.total = total;
        let wrong = Options::ALL
            .into_iter()
            .zip(after)
            .find_map(|(options, after)| match laws::settle(&before, options) {
                Ok(result) if result == after => None,
                Ok(result) => {
                    let lines = result.lines().zip(after.lines());
                    let differs = lines.into_iter().find(|(got, wanted)| got != wanted);
                    Some(format!("{differs:?}\n{options:?}"))
                }
                Err(why) => Some(why),
            });
        wrong.map(|why| format!("in a module of many statements: {why}"))
    }
}

/// The failure of the smallest statement to be found that fails, too.
fn smallest(mut statement: Statement, mut layout: Layout, mut why: String) -> String {
    while let Some(smaller) = statement.smaller().into_iter().find_map(failing) {
        (statement, layout, why) = smaller;
    }
    let sheet = Sheet::of(&statement);
    let plainer = |layout: &Layout| {
        layout.plainer(&sheet).into_iter().find_map(|layout| {
            let why = laws::check(&statement, &sheet, &layout).err()?;
            (!is_generators(&why)).then_some((layout, why))
        })
    };
    while let Some(smaller) = plainer(&layout) {
        (layout, why) = smaller;
    }
    format!("{}\n-------\n{why}", layout.text(&sheet))
}

/// The statement with a layout in which it fails.
fn failing(statement: Statement) -> Option<(Statement, Layout, String)> {
    let sheet = Sheet::of(&statement);
    let noqa = statement.noqa;
    let random = (0..20).map(|seed| Layout::random(&sheet, noqa, &mut Rng::with_seed(seed)));
    let (layout, why) = std::iter::once(Layout::plain(&sheet, noqa))
        .chain(random)
        .find_map(|layout| {
            let why = laws::check(&statement, &sheet, &layout).err()?;
            (!is_generators(&why)).then_some((layout, why))
        })?;
    Some((statement, layout, why))
}

/// Whether it is this test that failed, and not isfix.
fn is_generators(why: &str) -> bool {
    why.starts_with("the generator")
}

/// Whether the parser refuses what is Python: `x; match == 1`, in the source or in the result.
fn is_unknown(why: &str) -> bool {
    why.contains("Compound statements are not allowed on the same line as simple statements")
}
