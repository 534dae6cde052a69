//! The page for browsers: well formed, whole in itself, and true; in [`driven`] a browser is asked.

mod browser;
mod driven;

use std::collections::BTreeSet;
use std::rc::Rc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Node, NodeData, RcDom};
use sha2::{Digest, Sha256};

use super::tree::{Tree, name};
use super::{BROKEN, NOTE, SAFE, SAFE_FIXED, UNFIXABLE, UNSAFE};

/// A page, read by the rules of the HTML standard.
struct Page {
    dom: RcDom,
}

impl Page {
    /// Reads a page, which must hold no error, and nothing that could do anything but be read.
    #[track_caller]
    fn of(html: &str) -> Self {
        let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default());
        let page = Self { dom: dom.one(html) };
        let errors = page.dom.errors.borrow();
        assert!(errors.is_empty(), "{errors:?}");
        drop(errors);
        page.is_harmless();
        page
    }

    /// Only the elements and attributes that a page is made of are in it: whatever a name or a source holds
    /// became none.
    #[track_caller]
    fn is_harmless(&self) {
        let elements = "a article b bdi body button code dd del details dialog div dl dt form h1 h2 h3 head \
            header html i input ins kbd li main mark meta output p pre rect script section span style summary \
            svg title ul";
        let elements: BTreeSet<&str> = elements.split_whitespace().collect();
        let attributes = "aria-haspopup aria-hidden aria-keyshortcuts aria-label aria-labelledby aria-pressed \
            autocomplete charset class content data-extent data-facet data-fix data-row data-rule \
            data-value data-verdict disabled for height hidden href http-equiv id lang method name open \
            placeholder preserveAspectRatio role spellcheck tabindex title type viewBox width x";
        let attributes: BTreeSet<&str> = attributes.split_whitespace().collect();
        for node in self.nodes() {
            if let NodeData::Element { name, attrs, .. } = &node.data {
                let element = &*name.local;
                assert!(elements.contains(element), "<{element}>");
                for attribute in attrs.borrow().iter() {
                    let (name, value) = (&*attribute.name.local, &*attribute.value);
                    assert!(attributes.contains(name), "{element} {name}={value:?}");
                    let is_ours = |c: char| c.is_ascii_graphic() || c == ' ';
                    assert!(value.chars().all(is_ours), "{element} {name}={value:?}");
                    let is_within = name != "href" || value.starts_with('#');
                    assert!(is_within, "{element} {name}={value:?}");
                }
            }
        }
        assert_eq!(self.all("script").len(), 1);
        assert_eq!(self.all("style").len(), 1);
    }

    /// All nodes, from the top to the end.
    fn nodes(&self) -> Vec<Rc<Node>> {
        below(&self.dom.document)
    }

    /// What fits `element`, `.class` or `element.class`.
    fn all(&self, selector: &str) -> Vec<Rc<Node>> {
        let nodes = self.nodes().into_iter();
        nodes.filter(|node| fits(node, selector)).collect()
    }

    /// The text of each that fits.
    fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(text).collect()
    }
}

fn below(node: &Rc<Node>) -> Vec<Rc<Node>> {
    let (mut met, mut open) = (Vec::new(), vec![node.clone()]);
    while let Some(node) = open.pop() {
        open.extend(node.children.borrow().iter().rev().cloned());
        met.push(node);
    }
    met
}

fn fits(node: &Node, selector: &str) -> bool {
    let (element, class) = selector.split_once('.').unwrap_or((selector, ""));
    let NodeData::Element { name, .. } = &node.data else {
        return false;
    };
    (element.is_empty() || &*name.local == element)
        && (class.is_empty() || attribute(node, "class").split(' ').any(|own| own == class))
}

fn attribute(node: &Node, wanted: &str) -> String {
    let NodeData::Element { attrs, .. } = &node.data else {
        return String::new();
    };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attr| &*attr.name.local == wanted);
    found.map_or(String::new(), |attr| attr.value.to_string())
}

fn text(node: &Rc<Node>) -> String {
    let text = |node: &Rc<Node>| match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    };
    below(node).iter().map(text).collect()
}

/// The page of a run in a tree.
#[track_caller]
fn page(tree: &Tree, line: &str) -> Page {
    let line = format!("{line} --output-format html --output-file report.html");
    tree.run(&line);
    Page::of(&String::from_utf8(tree.bytes("report.html")).unwrap())
}

fn tree() -> Tree {
    Tree::of(&[
        ("a/b.py", BROKEN),
        ("a/n.py", NOTE),
        ("k.py", UNFIXABLE),
        ("s.py", SAFE),
        ("sub/u.py", UNSAFE),
    ])
}

/// A name that would like to be markup, and a source that would.
const HOSTILE: &str = "</script><img onerror=alert(1) src=x>\u{202e}\"'&\n.py";
const HOSTILE_SOURCE: &str = "\
if x is '</pre></script><script>document.title = \"owned\"</script><img src=x onerror=alert(1)>':
    pass  # \u{202e} \u{1b}[31m --> <!-- ]]> &lt; \u{2028} </style> \u{7}
x = y == None  # \u{feff}
";

#[test]
fn each_finding_is_shown() {
    let page = page(&tree(), "");
    assert_eq!(
        page.texts("h2")[..4],
        ["a/n.py", "k.py", "s.py", "sub/u.py"]
    );
    let words = ["note", "no fix", "safe fix", "unsafe fix, held back"];
    assert_eq!(page.texts(".word"), words);
    assert_eq!(page.texts(".title")[2..], ["Replace is with =="; 2]);
    assert_eq!(page.texts("del"), ["is", "is"]);
    assert_eq!(page.texts("ins"), ["==", "=="]);
    assert_eq!(page.texts("mark"), ["current_user == None", "2 is 2"]);
    let judged = page.texts(".judged").concat();
    assert!(
        judged.starts_with("judged overloaded by bindings: "),
        "{judged}"
    );
    let failure = "a/b.py:1:12invalid-syntax Expected :, found newline";
    assert_eq!(page.texts(".failure"), [failure]);
    let old: Vec<_> = page
        .all(".gone")
        .iter()
        .map(|pre| attribute(pre, "data-row"))
        .collect();
    assert_eq!(old, ["1", "1"]);
}

#[test]
fn the_head_tells_the_run() {
    let page = page(&tree(), "");
    let lead = "1 of 3 findings would be fixed, in 1 file. Nothing was changed: the same command with --write does that. \
        1 unsafe fix waits for --unsafe-fixes.";
    assert_eq!(page.texts(".lead"), [lead]);
    let tiles = "findings3 fixable1 file to change1 held back1 without a fix1 note1 failure1";
    let told: Vec<_> = page
        .texts("dl.tiles")
        .concat()
        .split('\n')
        .map(str::to_owned)
        .collect();
    assert_eq!(told.join(" ").trim(), tiles);
    assert_eq!(
        page.texts(".files"),
        ["5 files seen: 0 scanned only, 4 parsed, 1 not read as Python."]
    );
    let chips = [
        "safe 1",
        "unsafe, held back 1",
        "no fix 1",
        "note 1",
        "overloaded 1",
        "not judged 3",
    ];
    assert_eq!(page.texts(".chip"), chips);
    let rows = page.texts(".row");
    assert_eq!(
        rows,
        [
            "F632 is-literal3",
            "E711 none-comparison1",
            "at the top2",
            "a/1",
            "sub/1"
        ]
    );
}

#[test]
fn what_was_written_is_told() {
    let tree = tree();
    let page = page(&tree, "--write --diff --unsafe-fixes");
    tree.holds("s.py", SAFE_FIXED);
    assert_eq!(page.texts(".word")[2..], ["fixed", "fixed (unsafe)"]);
    assert_eq!(
        page.texts(".lead"),
        ["2 of 3 findings were fixed, in 2 files."]
    );
    assert_eq!(
        page.texts(".brand").concat(),
        format!(
            "isfix {}, with --write --unsafe-fixes",
            env!("CARGO_PKG_VERSION")
        )
    );
}

/// The tiles, the filters and the bars count by one division, whatever became of each finding.
#[test]
#[cfg(unix)]
fn numbers_agree() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let offered = "from sqlalchemy import Column\nc = Column()\nq = select().where(c == None)\n";
    let both = format!("{SAFE}{UNSAFE}");
    let tree = tree().with("no/b.py", &both).with("o.py", offered);
    set_permissions(tree.path("no/b.py"), Permissions::from_mode(0o444)).unwrap();
    let numbers = |page: &Page, class: &str| -> Vec<String> {
        let texts = page.texts(class).into_iter();
        texts
            .map(|text| text.replace('\n', " ").trim().to_owned())
            .collect()
    };
    let checked = page(&tree, "");
    let told = "findings5 fixable2 files to change2 held back2 without a fix1 notes2 failure1";
    assert_eq!(numbers(&checked, "dl.tiles"), [told]);
    let waiting = "3 unsafe fixes wait for --unsafe-fixes, 1 of them on notes.";
    assert!(checked.texts(".lead").concat().ends_with(waiting));
    let fixes = ["safe 2", "unsafe, held back 2", "no fix 1", "note 2"];
    assert_eq!(numbers(&checked, "button.chip")[..4], fixes);
    // What could not be written is neither held back nor without a fix.
    let written = page(&tree, "--write");
    let told =
        "findings5 fixed1 file changed1 held back2 not applied1 without a fix1 notes2 failures2";
    assert_eq!(numbers(&written, "dl.tiles"), [told]);
    let fixes = [
        "safe 1",
        "unsafe, held back 2",
        "not applied 1",
        "no fix 1",
        "note 2",
    ];
    assert_eq!(numbers(&written, "button.chip")[..5], fixes);
    tree.put("s.py", SAFE);
    let all = page(&tree, "--write --unsafe-fixes");
    let told = "findings6 fixed3 files changed3 not applied2 without a fix1 note1 failures2";
    assert_eq!(numbers(&all, "dl.tiles"), [told]);
    assert!(!all.texts(".lead").concat().contains("--unsafe-fixes"));
    let words = ["no fix", "not applied", "not applied"];
    assert_eq!(all.texts(".word")[1..4], words);
}

#[test]
fn every_mode_has_a_page() {
    for (line, lead) in [
        ("--diff", "1 of 3 findings would be fixed, in 1 file."),
        ("--statistics", "1 of 3 findings would be fixed, in 1 file."),
        (
            "--add-noqa --diff",
            "3 findings would be given a suppression comment.",
        ),
        ("--add-noqa", "3 findings now carry a suppression comment."),
        ("--select E713", "Nothing to rewrite was found."),
    ] {
        let told = page(&tree(), line).texts(".lead").concat();
        assert!(told.starts_with(lead), "{line}: {told}");
    }
    let tree = Tree::new();
    let piped = tree
        .isfix(["-", "--output-format", "html"])
        .input(SAFE)
        .run()
        .status(1);
    assert_eq!(Page::of(&piped.out()).texts("h2")[0], "-");
    let piped = "- --write --stdin-filename a/x.py --output-format html --output-file report.html";
    let piped = tree.isfix(piped.split_whitespace()).input(SAFE).run();
    piped.status(0).stdout(SAFE_FIXED);
    let page = Page::of(&String::from_utf8(tree.bytes("report.html")).unwrap());
    assert_eq!(
        (page.texts("h2")[0].as_str(), page.texts(".word")),
        ("a/x.py", vec!["fixed".to_owned()])
    );
    tree.run("--statistics --output-format html")
        .status(2)
        .complains("--statistics has no html");
}

#[test]
fn nothing_and_failures_alone_make_a_page() {
    let empty = page(&Tree::new(), "");
    assert_eq!(empty.texts(".lead"), ["Nothing to rewrite was found."]);
    assert!(empty.all(".file").is_empty() && empty.all(".row").is_empty());
    let failed = page(&Tree::of(&[("b.py", BROKEN)]), "b.py nowhere.py");
    assert_eq!(failed.all(".failure").len(), 2);
    assert!(
        failed
            .texts(".failure")
            .concat()
            .contains("nowhere.pyio-error")
    );
    assert!(failed.texts("h2").contains(&"Failures".to_owned()));
}

/// What shares a rewrite is one change.
#[test]
fn a_group_is_one_change() {
    let page = page(
        &Tree::of(&[("g.py", "if not x == None: pass\n")]),
        "--select ALL",
    );
    assert_eq!(page.all(".change").len(), 1);
    let rules: Vec<_> = page
        .all(".finding")
        .iter()
        .map(|li| attribute(li, "data-rule"))
        .collect();
    assert_eq!(rules, ["SIM201", "E711"]);
    assert_eq!(
        (page.texts("del"), page.texts("ins")),
        (vec!["not ".into(), "==".into()], vec!["is not".into()])
    );
}

#[test]
fn what_is_hostile_stays_text() {
    let tree = Tree::new()
        .with(HOSTILE, HOSTILE_SOURCE)
        .with("t/\t<b>.py", SAFE);
    let tree = tree.with("broken<script>.py", "x is 'a' \u{202e}<img src=x>\n");
    let page = page(&tree, "");
    let name = "</script><img onerror=alert(1) src=x>\\u{202e}\"'&\\u{a}.py";
    let names = page.texts("h2");
    assert!(names.contains(&name.to_owned()), "{names:?}");
    assert!(names.contains(&"t/\\u{9}<b>.py".to_owned()), "{names:?}");
    let lines = page.texts("pre").join("\n");
    let source = "if x is '</pre></script><script>document.title = \"owned\"</script><img src=x onerror=alert(1)>':";
    assert!(lines.contains(source), "{lines}");
    let comment = "    pass  # \\u202e \\x1b[31m --> <!-- ]]> &lt; \\u2028 </style> \\x07";
    assert!(lines.contains(comment), "{lines}");
    assert!(
        page.texts(".failure")
            .concat()
            .contains("broken<script>.py")
    );
    assert!(
        page.texts(".row").contains(&"</2".to_owned()),
        "{:?}",
        page.texts(".row")
    );
    assert!(page.texts("title")[0].starts_with("isfix: "));
}

/// Names and sources in other encodings than UTF-8.
#[test]
#[cfg(unix)]
fn every_encoding_is_shown() {
    let tree = Tree::new().with(name(b"n\xe9.py"), SAFE);
    let tree = tree.with(
        "l.py",
        b"# coding: latin-1\r\nif x is '\xe9':\r\n\tpass\r\n",
    );
    let page = page(&tree, "");
    assert_eq!(page.texts("h2")[..2], ["l.py", "n\u{fffd}.py"]);
    let lines = ["# coding: latin-1", "if x is 'é':", "\tpass"];
    let old: Vec<_> = page.texts("pre.old").into_iter().take(3).collect();
    assert_eq!(old, lines);
}

/// A browser runs what has these hashes; they are of the very bytes.
#[test]
fn the_policy_names_what_is_there() {
    let page = page(&tree(), "");
    let hash = |element: &str| BASE64_STANDARD.encode(Sha256::digest(page.texts(element).concat()));
    let metas = page.all("meta");
    let policy = metas
        .iter()
        .find(|meta| attribute(meta, "http-equiv") == "Content-Security-Policy");
    let expected = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash("style"),
        hash("script")
    );
    assert_eq!(attribute(policy.unwrap(), "content"), expected);
}

/// Neither the style sheet nor the script asks for anything, and the script writes text alone.
#[test]
fn nothing_is_asked_for() {
    let page = page(&tree(), "");
    let (style, script) = (page.texts("style").concat(), page.texts("script").concat());
    for word in ["url(", "@import", "@font-face", "http", "image-set"] {
        assert!(!style.contains(word), "{word}");
    }
    let words = "http fetch XMLHttpRequest WebSocket EventSource sendBeacon import( eval( Function( innerHTML \
        outerHTML insertAdjacentHTML document.write Storage cookie .src";
    for word in words.split_whitespace() {
        assert!(!script.contains(word), "{word}");
    }
}
