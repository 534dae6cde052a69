//! One case: its files, its options, and a run of the library over it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use isfix::document::Document;
use isfix::finding::Finding;
use isfix::fix::Applicability;
use isfix::lines::Location;
use isfix::pipeline::{self, Outcome};
use isfix::select::Selection;
use isfix::settings::{Settings, TrueFalseStyle};

/// What a case's first line starts with where it sets options.
const OPTIONS: &str = "# isfix-test:";

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Safe,
    Unsafe,
}

/// Both modes.
pub const MODES: [Mode; 2] = [Mode::Safe, Mode::Unsafe];

/// Source and options of one case.
#[derive(Debug)]
pub struct Case {
    /// `folder/case`.
    pub name: String,
    /// Of its `.py`.
    pub path: PathBuf,
    pub source: Vec<u8>,
    pub select: Option<Vec<String>>,
    pub ignore: Vec<String>,
    pub ignore_noqa: bool,
    pub style: TrueFalseStyle,
}

/// What a run gave, the findings in the form that tests compare.
#[derive(Debug)]
pub struct Run {
    pub outcome: Outcome,
    pub findings: Vec<Line>,
}

/// One line of a `.findings` file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub start: Location,
    pub end: Location,
    pub code: &'static str,
    /// `safe` or `unsafe` by the fix offered, `none` without one, `note` where nothing is wrong.
    pub kind: &'static str,
    /// What is told, and behind it what the judge said.
    pub message: String,
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { start, end, .. } = self;
        write!(
            f,
            "{}:{}-{}:{} {} {} {}",
            start.row, start.column, end.row, end.column, self.code, self.kind, self.message
        )
    }
}

impl Line {
    fn new(document: &Document<'_>, finding: &Finding) -> Self {
        let lines = document.lines();
        let kind = match &finding.fix {
            _ if finding.is_note => "note",
            None => "none",
            Some(fix) => match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe",
                Applicability::DisplayOnly => "display",
            },
        };
        let evidence = finding
            .evidence
            .as_ref()
            .map_or_else(String::new, |evidence| {
                format!(" ({:?}: {})", evidence.verdict, evidence.reason)
            });
        Self {
            start: lines.location(finding.range.start()),
            end: lines.location(finding.range.end()),
            code: finding.rule.code(),
            kind,
            message: format!("{}{evidence}", finding.message),
        }
    }
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases: Vec<Case> = files()
        .into_iter()
        .filter(|path| is_source(path))
        .map(|path| Case::read(&path))
        .collect();
    cases.sort_by(|left, right| left.name.cmp(&right.name));
    assert!(!cases.is_empty(), "no cases in {}", folder().display());
    cases
});

impl Case {
    /// Every case, by name.
    pub fn all() -> &'static [Self] {
        &CASES
    }

    fn read(path: &Path) -> Self {
        let source = fs::read(path).unwrap();
        let name = path.strip_prefix(folder()).unwrap().with_extension("");
        let mut case = Self {
            name: name.to_str().unwrap().to_owned(),
            path: path.to_owned(),
            select: None,
            ignore: Vec::new(),
            ignore_noqa: false,
            style: TrueFalseStyle::default(),
            source,
        };
        case.read_options();
        case
    }

    fn read_options(&mut self) {
        let source = String::from_utf8_lossy(&self.source).into_owned();
        let first = source.lines().next().unwrap_or_default();
        let Some(options) = first.strip_prefix(OPTIONS) else {
            return;
        };
        let list = |value: &str| value.split(',').map(str::to_owned).collect::<Vec<_>>();
        for option in options.split_whitespace() {
            match option.split_once('=') {
                Some(("select", value)) => self.select = Some(list(value)),
                Some(("ignore", value)) => self.ignore = list(value),
                Some(("style", "truth")) => self.style = TrueFalseStyle::Truth,
                None if option == "ignore-noqa" => self.ignore_noqa = true,
                _ => panic!("{}: unknown option `{option}`", self.name),
            }
        }
    }

    /// Whether nothing may change in it in any mode.
    pub fn is_keep(&self) -> bool {
        self.name
            .split('/')
            .next_back()
            .unwrap()
            .starts_with("keep_")
    }

    /// Whether it is UTF-8 and says nothing of its encoding, so that laws may re-encode it.
    pub fn plain_text(&self) -> Option<&str> {
        let text = str::from_utf8(&self.source).ok()?;
        let declares = text.lines().take(2).any(|line| line.contains("coding"));
        (!declares && !text.starts_with('\u{feff}')).then_some(text)
    }

    pub fn settings(&self, mode: Mode) -> Settings {
        Settings {
            rules: Selection::new(self.select.as_deref(), &[], &self.ignore).unwrap(),
            unsafe_fixes: mode == Mode::Unsafe,
            ignore_noqa: self.ignore_noqa,
            true_false_style: self.style,
            ..Settings::default()
        }
    }

    pub fn run(&self, mode: Mode) -> Run {
        run(&self.source, &self.settings(mode)).unwrap_or_else(|why| panic!("{}: {why}", self.name))
    }

    /// The bytes after a run, changed or not.
    pub fn result(&self, mode: Mode) -> Vec<u8> {
        self.run(mode).result(&self.source)
    }

    /// The file beside the case that says what becomes of it in a mode.
    pub fn result_path(&self, mode: Mode) -> PathBuf {
        self.path.with_extension(match mode {
            Mode::Safe => "fixed.py",
            Mode::Unsafe => "unsafe.py",
        })
    }

    fn findings_path(&self) -> PathBuf {
        self.path.with_extension("findings")
    }
}

impl Run {
    /// The result, or the source where nothing changed.
    pub fn result(&self, source: &[u8]) -> Vec<u8> {
        self.outcome
            .result
            .clone()
            .unwrap_or_else(|| source.to_vec())
    }
}

/// Settles bytes as a file would be.
pub fn run(source: &[u8], settings: &Settings) -> Result<Run, String> {
    let document = Document::read(source).map_err(|error| error.to_string())?;
    let outcome = pipeline::settle(&document, settings).map_err(|error| error.to_string())?;
    let findings = outcome
        .findings
        .iter()
        .map(|finding| Line::new(&document, finding))
        .collect();
    Ok(Run { outcome, findings })
}

/// Whether expectations are written rather than held.
pub fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// Holds the results and findings of a case against its files, or writes these.
pub fn check(case: &Case) -> Result<(), String> {
    let safe = case.run(Mode::Safe);
    let (fixed, with_unsafe) = (
        safe.outcome.result.as_deref(),
        case.run(Mode::Unsafe).outcome.result,
    );
    if case.is_keep() && (fixed.is_some() || with_unsafe.is_some()) {
        let result = with_unsafe.as_deref().or(fixed).unwrap_or_default();
        return Err(difference(&case.source, result));
    }
    let with_unsafe = with_unsafe
        .as_deref()
        .filter(|result| Some(*result) != fixed);
    let listed: String = safe
        .findings
        .iter()
        .map(|line| format!("{line}\n"))
        .collect();
    let listed = (!listed.is_empty()).then_some(listed.as_bytes());
    expect(&case.result_path(Mode::Safe), fixed)?;
    expect(&case.result_path(Mode::Unsafe), with_unsafe)?;
    expect(&case.findings_path(), listed)
}

/// Holds a file's bytes, `None` for a file that is not there, or writes them.
pub fn expect(path: &Path, got: Option<&[u8]>) -> Result<(), String> {
    let wanted = fs::read(path).ok();
    if wanted.as_deref() == got {
        return Ok(());
    }
    if is_update() {
        let done = match got {
            Some(bytes) => fs::write(path, bytes),
            None => fs::remove_file(path),
        };
        return done.map_err(|error| format!("{}: {error}", path.display()));
    }
    let shown = path.file_name().unwrap_or_default().display();
    let state = match (&wanted, got) {
        (None, _) => " is not there",
        (_, None) => " should not be there",
        _ => "",
    };
    let (wanted, got) = (wanted.unwrap_or_default(), got.unwrap_or_default());
    Err(format!(
        "{shown}{state} (UPDATE=1 writes it):\n{}",
        difference(&wanted, got)
    ))
}

/// A line diff, `-` what was wanted, `+` what came; whatever does not show is escaped.
pub fn difference(wanted: &[u8], got: &[u8]) -> String {
    let lines = |bytes: &[u8]| -> Vec<String> {
        bytes
            .split_inclusive(|&byte| byte == b'\n')
            .map(|line| match str::from_utf8(line) {
                Ok(line) => line
                    .escape_debug()
                    .to_string()
                    .replace("\\\"", "\"")
                    .replace("\\'", "'"),
                Err(_) => line.escape_ascii().to_string(),
            })
            .map(|line| line.trim_end_matches("\\n").to_owned())
            .collect()
    };
    let (wanted, got) = (lines(wanted), lines(got));
    let changes = similar::capture_diff_slices(similar::Algorithm::Myers, &wanted, &got);
    let mut shown = String::new();
    for change in changes {
        let (tag, old, new) = change.as_tag_tuple();
        if tag == similar::DiffTag::Equal {
            continue;
        }
        for line in &wanted[old] {
            shown.push_str(&format!("  - {line}\n"));
        }
        for line in &got[new] {
            shown.push_str(&format!("  + {line}\n"));
        }
    }
    shown
}

/// Files beside the cases that belong to none of them.
pub fn stray_files() -> Vec<PathBuf> {
    let known: Vec<PathBuf> = Case::all()
        .iter()
        .flat_map(|case| {
            let results = MODES.map(|mode| case.result_path(mode));
            results
                .into_iter()
                .chain([case.path.clone(), case.findings_path()])
        })
        .collect();
    files()
        .into_iter()
        .filter(|path| !known.contains(path))
        .collect()
}

fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    let is_result = name.ends_with(".fixed.py") || name.ends_with(".unsafe.py");
    name.ends_with(".py") && !is_result
}

fn files() -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let read = fs::read_dir(folder).unwrap();
        read.map(|entry| entry.unwrap().path()).collect()
    };
    let folders = entries(&folder());
    folders.iter().flat_map(|folder| entries(folder)).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/rules")
}
