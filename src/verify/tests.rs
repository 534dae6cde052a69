//! What the statements alone prove is what all of the result proves.

use proptest::prelude::*;
use ruff_text_size::{TextRange, TextSize};

use super::*;
use crate::edit::Edit;
use crate::select::Selection;
use crate::settings::Settings;
use crate::settle::{self, Group};
use crate::suppress::Suppressions;

/// Texts whose every change lies in a statement that fills its lines.
const PROVED: &[&str] = &[
    "x is 'a'",
    "x is 'a'  # why",
    "x is 'a'\n\n# behind\ny\nif z is 'b':\n    pass\nelse:\n    not x is y\n",
    "if a:\n    if b:\n        x is 'a'\n    elif c is 1:  # why\n        pass\n  \n    y is 'a'\nz\n",
    "class A:\n\tdef f(self):\n\t\treturn self.x == None\n\n\tdef g(self): x is 1; y is 2\n",
    "try:\n  x\nexcept E:\n  not x in y\nfinally:\n  x = (  # one\n    y is\n 'a' # two\n  )\n",
    "@d(x is 'a')\ndef f():\n    pass\n\nmatch x:\n    case 1 if not x is y:\n        z != None\n    case 2: pass\n",
    "for x in y:\n    f'{x is 1}'\n    while not (a in b):\n        pass\n    else:\n\n        # c\n        x == \\\n None\n",
    "if x is 1:\n  if x:\n      y\n  z is 1\n",
    "import math\nif not id(a) == id(\n  b):\n    x[y is 1] != math.nan\n",
    "import numpy as np\nfor x in y:\n  (x  # c\n    .z != np.nan)\n  id(\n    # d\n    x,) == id(y)\n",
];

/// Texts with a change that shares its line, or whose lines end otherwise.
const WHOLE: &[&str] = &[
    "x = '''\n'''; y is 'a'\nz\n",
    "x is 'a'\ry\r",
    "x\ry is 'a'\n",
    "\\\nx is 'a'\n",
    "x; \\\ny is 'a'\n",
    "\x0cx is 'a'\n",
];

fn settled(module: &Module<'_>) -> Vec<Group> {
    let suppressions = Suppressions::read(module.text, module.tokens, &module.tree);
    let settings = Settings {
        rules: Selection::new(Some(&["ALL".to_owned()]), &[], &[]).unwrap(),
        unsafe_fixes: true,
        ..Settings::default()
    };
    settle::settle(module, &settings, &suppressions).groups
}

fn declared(groups: &[Group]) -> Vec<Declared> {
    let changes = groups.iter().flat_map(|group| &group.changes);
    changes.cloned().collect()
}

fn is_proved(text: &str) -> bool {
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let groups = settled(&module);
    let edits = Edits::union(groups.iter().map(|group| &group.edits));
    let (declared, result) = (declared(&groups), edits.apply(text));
    assert!(!declared.is_empty(), "{text}");
    assert_eq!(verify(&module, &result, &declared), Ok(()), "{text}");
    statements::prove(&module, &edits, &result, &declared).is_some()
}

#[test]
fn statements_that_fill_their_lines_are_enough() {
    for text in PROVED {
        assert!(is_proved(text), "{text}");
        assert!(is_proved(&text.replace('\n', "\r\n")), "{text}");
    }
    for text in WHOLE {
        assert!(!is_proved(text), "{text}");
    }
}

/// Pieces that a spoiled edit may put anywhere.
const PIECES: &[&str] = &[
    "",
    " ",
    "  ",
    "    ",
    "\t",
    "\x0c",
    "\n",
    "\r",
    "\n    ",
    "\n  ",
    "\n\n   ",
    "\\\n",
    "\\",
    "#",
    "# c\n",
    "(",
    ")",
    "[",
    "{",
    "'",
    "'''",
    "\"\"\"",
    ";",
    ":",
    ",",
    "else:",
    "else:\n    ",
    "if 1:",
    "if 1:\n",
    "pass\n",
    "elif y:",
    "except:",
    "case 3: pass\n",
    "@d\n",
    "x",
    "1",
    "==",
    "is",
    "not ",
    "== 'a'",
    "async ",
    "lambda: ",
    "\n  pass\n",
    "return\n",
];

/// Puts a piece in place of what stands somewhere, and with it all edits that it leaves room for.
fn spoil(module: &Module<'_>, groups: &[Group], from: usize, length: usize, piece: &'static str) {
    let text = module.text;
    let from = from.min(text.len());
    let offset = |at: usize| TextSize::try_from(at.min(text.len())).unwrap();
    let range = TextRange::new(offset(from), offset(from + length));
    let apart = |edit: &&Edit| edit.range.end() < range.start() || range.end() < edit.range.start();
    let sound = Edits::union(groups.iter().map(|group| &group.edits));
    let kept = sound.iter().filter(apart).cloned();
    let edits = Edits::new(kept.chain([Edit::replace(range, piece)]).collect());
    let (declared, result) = (declared(groups), edits.apply(text));
    if statements::prove(module, &edits, &result, &declared).is_some() {
        assert_eq!(verify(module, &result, &declared), Ok(()), "{result}");
    }
}

/// Every piece at every place, in place of up to two bytes.
#[test]
fn what_is_spoiled_is_proved_only_where_the_whole_proves_it() {
    for text in PROVED.iter().chain(WHOLE) {
        let syntax = Syntax::parse(text).unwrap();
        let module = Module::new(text, &syntax);
        let groups = settled(&module);
        for (from, piece) in (0..=text.len()).flat_map(|at| PIECES.iter().map(move |it| (at, it))) {
            (0..3).for_each(|length| spoil(&module, &groups, from, length, piece));
        }
    }
}

proptest! {
    #[test]
    fn what_is_spoiled_at_length_is_so_too(
        text in 0..PROVED.len(),
        from in 0_usize..200,
        length in 0_usize..60,
        piece in 0..PIECES.len(),
    ) {
        let text = PROVED[text];
        let syntax = Syntax::parse(text).unwrap();
        let module = Module::new(text, &syntax);
        spoil(&module, &settled(&module), from, length, PIECES[piece]);
    }
}
