//! The page in a real browser: what it loads, shows and does.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::browser::Browser;
use super::{BROKEN, HOSTILE, HOSTILE_SOURCE, SAFE, Tree, UNSAFE, tree};

/// Writes a tree's page and gives its path.
#[track_caller]
fn report(tree: &Tree, line: &str) -> PathBuf {
    let line = format!("{line} -q --output-format html --output-file report.html");
    tree.run(&line).status(1);
    tree.path("report.html")
}

/// Three files in two folders: eight findings of two rules, and a failure.
fn team() -> Tree {
    let three = "if x == None: pass\n\n\n\nif y is 'a': pass\n\n\n\nif z != None: pass\n";
    Tree::of(&[
        ("a/b/one.py", three),
        ("a/two.py", three),
        ("c/three.py", "print(p is ())\n\n\n\nprint(q is 'b')\n"),
        ("c/broken.py", BROKEN),
    ])
}

const STATUS: &str = "document.getElementById('status').textContent";
/// Where each change that is shown stands.
const SHOWN: &str = "[...document.querySelectorAll('.change')].filter((change) => change.checkVisibility())
    .map((change) => `${change.closest('.file').querySelector('h2').textContent}:${change.querySelector('.place').textContent}`)";

/// The files that are shown.
const FILES: &str =
    "[...document.querySelectorAll('.file')].filter((file) => file.checkVisibility())
    .map((file) => file.querySelector('h2').textContent)";

#[test]
fn nothing_is_loaded_and_nothing_hostile_runs() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let tree = Tree::new()
        .with(HOSTILE, HOSTILE_SOURCE)
        .with("<b>/s.py", SAFE);
    let file = report(&tree, "");
    browser.open(&file, "");
    browser.settle();
    let asked = browser.requests();
    assert_eq!(asked, [format!("file://{}", file.display())]);
    assert_eq!(browser.complaints(), Vec::<String>::new());
    let title = browser.eval("document.title");
    assert!(title.as_str().unwrap().starts_with("isfix: "), "{title}");
    assert_eq!(
        browser.eval("document.images.length + document.scripts.length"),
        1
    );
    // The script ran, the policy let it.
    assert_eq!(browser.eval(STATUS), "3 findings in 2 files");
    // And would have stopped any other, and whatever it asked for.
    browser.eval("{ const own = document.createElement('script'); own.textContent = 'document.title = 1'; document.head.append(own); const image = new Image(); image.src = 'https://example.org/x.png'; document.body.append(image); }");
    browser.settle();
    assert_eq!(browser.eval("document.title"), title);
    assert_eq!(browser.complaints().len(), 2, "{:?}", browser.complaints());
}

#[test]
fn filters_hide_and_count() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let tree = team();
    let file = report(&tree, "");
    browser.open(&file, "");
    assert_eq!(browser.eval(STATUS), "8 findings in 3 files");
    let row = |facet: &str, label: &str| {
        format!(
            "[...document.querySelectorAll('[data-facet={facet}]')].find((row) => row.textContent.startsWith({})).querySelector('.number').textContent",
            json!(label)
        )
    };
    assert_eq!(browser.eval(&row("rule", "E711")), "4");
    browser.click("[data-value=F632]");
    assert_eq!(browser.eval(STATUS), "4 of 8 findings in 3 files");
    let shown = json!([
        "a/b/one.py:5:4",
        "a/two.py:5:4",
        "c/three.py:1:7",
        "c/three.py:5:7"
    ]);
    assert_eq!(browser.eval(SHOWN), shown);
    // What could be had beside it, and what is left of the others.
    assert_eq!(browser.eval(&row("rule", "E711")), "4");
    assert_eq!(browser.eval(&row("folder", "c/")), "2");
    assert_eq!(browser.eval(&row("fix", "unsafe")), "1");
    browser.click("[data-value=held]");
    assert_eq!(browser.eval(SHOWN), json!(["c/three.py:1:7"]));
    assert_eq!(browser.eval(STATUS), "1 of 8 findings in 1 of 3 files");
    assert_eq!(browser.eval(&row("rule", "E711")), "0");
    assert_eq!(
        browser.eval("document.querySelector('[data-value=held]').ariaPressed"),
        "true"
    );
    browser.eval("new Promise((done) => setTimeout(done, 400))");
    assert_eq!(browser.eval("location.hash"), "#rule=F632&fix=held");
    browser.press("c");
    assert_eq!(browser.eval(STATUS), "8 findings in 3 files");
    assert_eq!(browser.eval(&row("folder", "a/b/")), "3");
    browser.press("/");
    for key in "oNe.pY 'a'".split("").filter(|key| !key.is_empty()) {
        browser.press(key);
    }
    assert_eq!(browser.eval(SHOWN), json!(["a/b/one.py:5:4"]));
    browser.eval("{ const box = document.getElementById('text'); box.value = 'no such thing'; box.dispatchEvent(new Event('input', { bubbles: true })); }");
    assert_eq!(
        browser.eval("document.getElementById('nothing').checkVisibility()"),
        true
    );
    // An address shows what it says, and where.
    browser.open(&file, "#folder=c%2F&fix=safe,none&at=c%2Fthree.py%3A5%3A7");
    assert_eq!(browser.eval(SHOWN), json!(["c/three.py:5:7"]));
    assert_eq!(
        browser.eval("document.activeElement.querySelector('.place').textContent"),
        "5:7"
    );
    // Files without a match were never shown.
    browser.open(&file, "#rule=E711");
    assert_eq!(browser.eval(STATUS), "4 of 8 findings in 2 of 3 files");
    assert_eq!(browser.eval(FILES), json!(["a/b/one.py", "a/two.py"]));
    browser.press("c");
    assert_eq!(browser.eval(FILES).as_array().unwrap().len(), 3);
    browser.open(&file, "#rule=%E0%A4%A,<script>&text=%zz&nonsense");
    assert_eq!(browser.eval(STATUS), "0 of 8 findings in 0 of 3 files");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Every bar filters to just what it counts, in folders that are shown in part, too.
#[test]
fn every_bar_can_be_pressed() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let tree = Tree::of(&[("top.py", SAFE), ("p/own.py", SAFE)]);
    for number in 10..30 {
        tree.put(format!("p/t{number}/m.py"), SAFE);
    }
    let file = report(&tree, "");
    browser.open(&file, "");
    let pressed = browser.eval(
        "[...document.querySelectorAll('.bars .row')].map((row) => {
            const told = row.textContent;
            row.click();
            const status = document.getElementById('status').textContent;
            row.click();
            return [told, Number(row.querySelector('.number').textContent) === parseInt(status), status];
        })",
    );
    let pressed = pressed.as_array().unwrap();
    // One of the rule, and twelve of folders.
    assert_eq!(pressed.len(), 13, "{pressed:?}");
    assert!(pressed.iter().all(|row| row[1] == true), "{pressed:?}");
    let told: Vec<_> = pressed.iter().map(|row| row[0].as_str().unwrap()).collect();
    assert_eq!(told[1..3], ["p/ elsewhere11", "at the top1"]);
    browser.open(&file, "#folder=p%2F*");
    assert_eq!(browser.eval(STATUS), "11 of 22 findings in 11 of 22 files");
    browser.open(&file, "#folder=%2F.");
    assert_eq!(browser.eval(FILES), json!(["top.py"]));
}

#[test]
fn keys_lead_through() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    browser.size(1280, 500);
    let tree = team();
    browser.open(&report(&tree, ""), "");
    let here = "(document.activeElement.querySelector('.place, h2') ?? document.activeElement).textContent";
    // Each is where the last one was.
    let top = "Math.round(document.activeElement.getBoundingClientRect().top)";
    let mut met = Vec::new();
    let mut tops = Vec::new();
    for key in ["j", "j", "k", "n", "j", "n", "p", "p", "j", "j", "j", "j"] {
        browser.press(key);
        met.push(browser.eval(here));
        if key == "j" {
            tops.push(browser.eval(top).as_i64().unwrap());
        }
    }
    let expected = [
        "1:4",
        "5:4",
        "1:4",
        "a/two.py",
        "1:4",
        "c/three.py",
        "a/two.py",
        "a/b/one.py",
        "1:4",
        "5:4",
        "9:4",
        "1:4",
    ];
    assert_eq!(met, expected);
    assert!(
        tops.iter()
            .all(|top| (tops[0] - 1..=tops[0] + 1).contains(top)),
        "{tops:?}"
    );
    browser.press("l");
    assert_eq!(
        browser.eval("decodeURIComponent(location.hash)"),
        "#at=a/two.py:1:4"
    );
    let open = "document.activeElement.parentElement.open";
    browser.press("o");
    assert_eq!(browser.eval(open), false);
    browser.press("o");
    assert_eq!(browser.eval(open), true);
    browser.press("O");
    assert_eq!(browser.eval(SHOWN), json!([]));
    browser.press("O");
    assert_eq!(browser.eval(SHOWN).as_array().unwrap().len(), 8);
    browser.press("?");
    assert_eq!(browser.eval("document.getElementById('help').open"), true);
    // It keeps the keys for itself.
    browser.press("O");
    browser.eval("document.getElementById('help').close()");
    assert_eq!(browser.eval(SHOWN).as_array().unwrap().len(), 8);
    // All that can be used can be reached, and has a name.
    let tree = browser.ask("Accessibility.getFullAXTree", json!({}));
    let is_control = |node: &&Value| {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        ["button", "link", "searchbox", "DisclosureTriangle"].contains(&role)
    };
    let controls: Vec<_> = tree["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(is_control)
        .collect();
    assert!(controls.len() > 15, "{}", controls.len());
    for control in controls {
        assert_ne!(
            control["name"]["value"].as_str().unwrap_or_default(),
            "",
            "{control}"
        );
    }
}

/// Text that is too faint for WCAG 2.2's contrast of level AA, at a glance at every text in the page.
const FAINT: &str = "(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const parsed = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (colour) => {
        const [r, g, b] = colour.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
        for (; element; element = element.parentElement) {
            const colour = parsed(getComputedStyle(element).backgroundColor);
            if (colour[3] === 255) return colour;
        }
        return [255, 255, 255, 255];
    };
    const faint = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let count = 0;
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
        const [one, other] = [light(parsed(getComputedStyle(element).color)), light(behind(element))];
        const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        count += 1;
        if (contrast < 4.5) faint.add(`${element.localName}.${element.className} ${contrast.toFixed(2)}`);
    }
    return count < 50 ? ['too little was looked at'] : [...faint];
})()";

#[test]
fn it_is_light_dark_narrow_and_printed() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let tree = tree();
    let file = report(&tree, "");
    browser.open(&file, "");
    let back = "getComputedStyle(document.body).backgroundColor";
    for (scheme, expected) in [("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 24, 29)")] {
        browser.media("screen", scheme);
        assert_eq!(browser.eval(back), expected);
        assert_eq!(browser.eval(FAINT), json!([]), "{scheme}");
    }
    // The system's, then light, then dark.
    browser.press("t");
    assert_eq!(browser.eval(back), "rgb(255, 255, 255)");
    browser.press("t");
    browser.media("screen", "light");
    assert_eq!(browser.eval(back), "rgb(21, 24, 29)");
    let side_by_side = "(() => {
        const [old, after] = document.querySelectorAll('.gone, .come');
        return old.getBoundingClientRect().right <= after.getBoundingClientRect().left + 1;
    })()";
    assert_eq!(browser.eval(side_by_side), true);
    browser.size(400, 800);
    assert_eq!(browser.eval(side_by_side), false);
    assert_eq!(
        browser.eval("document.documentElement.scrollWidth <= 400"),
        true
    );
    browser.size(1280, 900);
    // Folded or not, out of sight or not, all is printed, and on white.
    browser.press("O");
    let printed = "[...document.querySelectorAll('.change pre.old')].filter((line) => line.checkVisibility({ contentVisibilityAuto: true }) && line.getBoundingClientRect().height > 5).length";
    browser.settle();
    assert_eq!(browser.eval(printed), 0);
    browser.media("print", "dark");
    assert_eq!(
        browser.eval(&format!(
            "{printed} === document.querySelectorAll('.change pre.old').length"
        )),
        true
    );
    assert_eq!(
        browser.eval("document.getElementById('bar').checkVisibility()"),
        false
    );
    assert_eq!(browser.eval("matchMedia('print').matches"), true);
    browser.media("screen", "dark");
    browser.press("t");
    browser.media("print", "dark");
    assert_eq!(browser.eval(back), "rgb(255, 255, 255)");
    let pdf = browser.ask("Page.printToPDF", json!({}));
    assert!(pdf["data"].as_str().unwrap().starts_with("JVBERi"));
}

/// Everything is there to be read, the head first.
#[test]
fn it_needs_no_script() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    browser.ask(
        "Emulation.setScriptExecutionDisabled",
        json!({"value": true}),
    );
    let tree = team();
    browser.open(&report(&tree, ""), "");
    assert_eq!(browser.eval(SHOWN).as_array().unwrap().len(), 8);
    assert_eq!(
        browser.eval("document.getElementById('bar').checkVisibility()"),
        false
    );
    let order = "['overview', 'files', 'failures'].map((id) => document.getElementById(id).getBoundingClientRect().top)";
    let order = browser.eval(order);
    let order: Vec<f64> = order
        .as_array()
        .unwrap()
        .iter()
        .map(|top| top.as_f64().unwrap())
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    let last = browser.eval("document.querySelector('.failure').getBoundingClientRect().top");
    assert!(last.as_f64().unwrap() > order[2], "{last}");
    let buttons =
        "[...document.querySelectorAll('#overview button')].every((button) => button.disabled)";
    assert_eq!(browser.eval(buttons), true);
}

/// Five thousand changes: filtered and walked through in the blink of an eye, here with much to spare for
/// slow machines.
#[test]
fn thousands_stay_fluid() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let tree = Tree::new();
    for number in 0..500 {
        tree.put(
            format!("team{}/m{number}.py", number % 20),
            format!("{SAFE}{UNSAFE}").repeat(5),
        );
    }
    let file = report(&tree, "");
    browser.open(&file, "");
    assert_eq!(browser.eval(STATUS), "5,000 findings in 500 files");
    let times = browser.eval("(async () => {
        const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const box = document.getElementById('text');
        const times = [];
        const timed = async (act) => {
            const from = performance.now();
            act();
            const script = performance.now() - from;
            await drawn();
            times.push([script, performance.now() - from].map(Math.round));
        };
        await drawn();
        for (const text of ['t', 'te', 'team1', 'team1 (', 'none of them', '']) {
            await timed(() => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); });
        }
        for (const button of document.querySelectorAll('[data-facet=fix]')) await timed(() => button.click());
        for (const key of 'jjjnnnppkkOO') await timed(() => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
        for (let turn = 0; turn < 20; turn += 1) await timed(() => scrollTo(0, document.documentElement.scrollHeight * (turn * 7 % 20) / 20));
        return times;
    })()");
    let loaded =
        browser.eval("Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)");
    println!("loaded in {loaded} ms; script and frame of each act in ms: {times}");
    let of = |at: usize| {
        let mut all: Vec<u64> = times
            .as_array()
            .unwrap()
            .iter()
            .map(|time| time[at].as_u64().unwrap())
            .collect();
        all.sort_unstable();
        all[all.len() / 2]
    };
    assert!(of(0) < 100 && of(1) < 500, "{times}");
    assert!(loaded.as_u64().unwrap() < 20_000, "{loaded}");
}
