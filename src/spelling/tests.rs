//! What is made of comparisons of every shape, held against the verifier.

use ruff_python_ast::{AnyNodeRef, ExprRef};

use super::{Form, Singleton, Spelling, apart, splice};
use crate::edit::Edits;
use crate::module::Module;
use crate::operator;
use crate::rule::Comparison;
use crate::settle::Declared;
use crate::syntax::Syntax;
use crate::verify::verify;

fn is_none() -> Spelling {
    Spelling::method_of("is_", Singleton::None)
}

fn operand() -> Spelling {
    Spelling::plain(Form::Operand)
}

fn not() -> Spelling {
    Spelling {
        negated: true,
        ..operand()
    }
}

fn is_nan() -> Spelling {
    let path = "np.math.isnan".to_owned();
    Spelling::plain(Form::Function {
        path,
        inverted: false,
    })
}

fn is_no_nan() -> Spelling {
    let path = "np.isnan".to_owned();
    Spelling::plain(Form::Function {
        path,
        inverted: true,
    })
}

/// The text with every comparison with a singleton, `nan` or `m.nan` spelled so, `nots` of the `not`s
/// around each taken away; `None` where one of them cannot be. The result is verified.
fn spelled(text: &str, spelling: &Spelling, nots: usize) -> Option<String> {
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let (mut edits, mut declared) = (Vec::new(), Vec::new());
    for id in module.tree.ids() {
        let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) else {
            continue;
        };
        let comparison = Comparison::new(&module, id, compare);
        let operands = &comparison.operands;
        let goes = operands
            .iter()
            .position(|&it| goes(&module, it))
            .expect("one operand goes");
        let kept = 1 - goes.min(1);
        edits.extend(splice(&module, &comparison, kept, spelling)?);
        let (all, gone) = (module.tokens, &comparison.nots[..nots]);
        edits.extend(operator::unwrap_nots(text, all, &module.tree, id, gone));
        declared.push(Declared::Spelled {
            node: id,
            kept: operands[kept],
            spelling: spelling.clone(),
        });
        declared.extend(gone.iter().map(|&node| Declared::Unwrapped { node }));
    }
    let result = apart(text, &Edits::new(edits)).apply(text);
    verify(&module, &result, &declared).unwrap_or_else(|fault| panic!("{result}: {fault}"));
    Some(result)
}

fn goes(module: &Module<'_>, operand: crate::syntax::NodeId) -> bool {
    match module.tree.node(operand).as_expr_ref().unwrap() {
        ExprRef::NoneLiteral(_) | ExprRef::BooleanLiteral(_) => true,
        ExprRef::Name(name) => name.id == "nan",
        ExprRef::Attribute(attribute) => attribute.attr.as_str() == "nan",
        ExprRef::Call(call) => call
            .func
            .as_name_expr()
            .is_some_and(|name| name.id == "float"),
        _ => false,
    }
}

fn hold(spelling: &Spelling, nots: usize, cases: &[(&str, &str)]) {
    for &(before, after) in cases {
        let got = spelled(before, spelling, nots);
        assert_eq!(got.as_deref(), Some(after), "{before}");
    }
}

#[test]
fn a_method() {
    hold(
        &is_none(),
        0,
        &[
            ("x == None", "x.is_(None)"),
            ("None == x", "x.is_(None)"),
            ("x==None", "x.is_(None)"),
            ("None==x", "x.is_(None)"),
            ("x  ==  None  # why", "x.is_(None)  # why"),
            ("(x) == None", "(x).is_(None)"),
            ("x == (None)", "x.is_(None)"),
            ("(None) == (x)", "(x).is_(None)"),
            ("(x == None) & (None == y)", "(x.is_(None)) & (y.is_(None))"),
            ("f(a.b.c == None, y)", "f(a.b.c.is_(None), y)"),
            ("x[0] == None", "x[0].is_(None)"),
            ("f(1)(2) == None", "f(1)(2).is_(None)"),
            ("a + b == None", "(a + b).is_(None)"),
            ("None == a + b", "(a + b).is_(None)"),
            ("(a + b) == None", "(a + b).is_(None)"),
            ("(a) + (b) == None", "((a) + (b)).is_(None)"),
            ("-x == None", "(-x).is_(None)"),
            ("x ** -y == None", "(x ** -y).is_(None)"),
            ("1 == None", "(1).is_(None)"),
            ("1.5 == None", "(1.5).is_(None)"),
            ("'a' 'b' == None", "'a' 'b'.is_(None)"),
            ("[x] == None", "[x].is_(None)"),
            ("{} == None", "{}.is_(None)"),
            ("(x, y) == None", "(x, y).is_(None)"),
            ("(x for x in y) == None", "(x for x in y).is_(None)"),
            ("f((x for x in y) == None)", "f((x for x in y).is_(None))"),
            ("(lambda: 0) == None", "(lambda: 0).is_(None)"),
            ("(x if y else z) == None", "(x if y else z).is_(None)"),
            ("(x := y) == None", "(x := y).is_(None)"),
            ("(not x) == None", "(not x).is_(None)"),
            ("def f(): (yield x) == None", "def f(): (yield x).is_(None)"),
            (
                "async def f(): return await x == None",
                "async def f(): return (await x).is_(None)",
            ),
            ("def f(): return-x==None", "def f(): return (-x).is_(None)"),
            ("def f(): return(None)==x", "def f(): return x.is_(None)"),
            ("x==None if y else z", "x.is_(None) if y else z"),
            ("x==(None)if y else z", "x.is_(None)if y else z"),
            ("not x == None", "not x.is_(None)"),
            ("not (x == None)", "not (x.is_(None))"),
            ("(x == None).any()", "(x.is_(None)).any()"),
            ("(None == (None == x))", "((x.is_(None)).is_(None))"),
            ("((x == None) == None)", "((x.is_(None)).is_(None))"),
            ("g(x == None)[0] == None", "g(x.is_(None))[0].is_(None)"),
            ("f'{x == None}'", "f'{x.is_(None)}'"),
            (
                "f'{None==x!r:>{None==y}}'",
                "f'{x.is_(None)!r:>{y.is_(None)}}'",
            ),
            ("f'{ {1: 2} == None}'", "f'{ {1: 2}.is_(None)}'"),
            ("f'{None == {1: 2}}'", "f'{ {1: 2}.is_(None)}'"),
            ("f'{None=={1: 2}[0]}'", "f'{ {1: 2}[0].is_(None)}'"),
        ],
    );
}

#[test]
fn lines_that_break() {
    hold(
        &is_none(),
        0,
        &[
            ("(x\n == None)", "(x.is_(None))"),
            ("x == \\\n  None\ny", "x.is_(None)\ny"),
            ("None \\\n  == \\\n x\ny", "x.is_(None)\ny"),
            (
                "f(\n  a\n  + b  # sum\n  , c == None)",
                "f(\n  a\n  + b  # sum\n  , c.is_(None))",
            ),
            ("(\n  a # one\n) == None", "(\n  a # one\n).is_(None)"),
            ("f(a\n  + b\n  == None)", "f((a\n  + b).is_(None))"),
            ("f(\n  x == None  # why\n)", "f(\n  x.is_(None)  # why\n)"),
            ("x == (\n  None\n)", "x.is_(None)"),
        ],
    );
}

#[test]
fn the_operand_itself() {
    hold(
        &operand(),
        0,
        &[
            ("x == True", "x"),
            ("True == x", "x"),
            ("if x==True: pass", "if x: pass"),
            ("if True==x: pass", "if x: pass"),
            ("if(x)==True:pass", "if(x):pass"),
            ("if(True)==x:pass", "if x:pass"),
            ("x==(True)if y else z", "x if y else z"),
            ("x==(True)or z", "x or z"),
            ("0xf==(True)or z", "0xf or z"),
            ("def f(): return(True)==x", "def f(): return x"),
            ("def f(): return(x)==True", "def f(): return(x)"),
            ("def f(): return(True)==[x]", "def f(): return[x]"),
            ("x or y == True", "x or y"),
            ("x == True and y", "x and y"),
            ("(x or y) == True", "(x or y)"),
            ("-x == True", "-x"),
            ("(x := y) == True", "(x := y)"),
            ("z = (yield) == True", "z = (yield)"),
            ("f((x for x in y) == True)", "f((x for x in y))"),
            ("f(*x == True)", "f(*x)"),
            ("f(**x == True)", "f(**x)"),
            ("x[y == True]", "x[y]"),
            ("x[y == True:True == z]", "x[y:z]"),
            ("lambda:x==True", "lambda:x"),
            ("lambda:True==x", "lambda:x"),
            ("[x for x in y if x == True]", "[x for x in y if x]"),
            ("(x == True) == True", "(x)"),
            ("with (x) == True: pass", "with (x): pass"),
            (
                "match x == True:\n case 1 if y == True: pass",
                "match x:\n case 1 if y: pass",
            ),
            ("f'{x == True}'", "f'{x}'"),
            ("f'{x==True!r:>5}'", "f'{x!r:>5}'"),
            ("f'{True == {1: 2}[0]}'", "f'{ {1: 2}[0]}'"),
            ("f'{ {1: 2} == True}'", "f'{ {1: 2} }'"),
            ("f'{ {1} ==True}}}'", "f'{ {1} }}}'"),
            ("not x == True", "not x"),
            ("assert x == True, 'why'", "assert x, 'why'"),
            ("True == \\\n x\ny", "x\ny"),
        ],
    );
}

#[test]
fn a_not() {
    hold(
        &not(),
        0,
        &[
            ("x != True", "not x"),
            ("True != x", "not x"),
            ("if x!=True: pass", "if not x: pass"),
            ("if(x)!=True:pass", "if not (x):pass"),
            ("if(True)!=x:pass", "if not x:pass"),
            ("y and(True)!=z or x", "y and not z or x"),
            ("(x or y) != True", "not (x or y)"),
            ("a if x!=(True)else b", "a if not x else b"),
            ("f'{x!=True}'", "f'{not x}'"),
            ("f'{x != True!r}'", "f'{not x!r}'"),
            ("f(*x != True)", "f(*not x)"),
            ("-(x != True)", "-(not x)"),
            ("lambda:x!=True", "lambda:not x"),
            ("x.y[z != True]", "x.y[not z]"),
            ("True != \\\n x\ny", "not x\ny"),
        ],
    );
}

#[test]
fn a_not_that_takes_another_away() {
    hold(
        &operand(),
        1,
        &[
            ("not x != True", "x"),
            ("not (x != True)", "x"),
            ("not True != x", "x"),
            ("not not x != True", "not x"),
            ("z = not(x!=True)", "z = x"),
            ("a if not(x!=True)else b", "a if x else b"),
            ("a if not(x!=(True))else b", "a if x else b"),
            ("if not(True)!=x: pass", "if x: pass"),
            ("not (  x != True  )", "x"),
            ("not (\n x != True)", "(\n x)"),
            ("not \\\n True != \\\n x", "x"),
            ("f'{not True != {1: 2}[0]}'", "f'{ {1: 2}[0]}'"),
            ("f'{not(x!=True)}'", "f'{x}'"),
        ],
    );
}

#[test]
fn a_function() {
    hold(
        &is_nan(),
        0,
        &[
            ("x == nan", "np.math.isnan(x)"),
            ("m.nan == x", "np.math.isnan(x)"),
            ("x==nan if y else z", "np.math.isnan(x) if y else z"),
            (
                "def f(): return(x)==nan",
                "def f(): return np.math.isnan((x))",
            ),
            ("a + b == nan", "np.math.isnan(a + b)"),
            ("(a, b) == nan", "np.math.isnan((a, b))"),
            ("(x for x in y) == nan", "np.math.isnan((x for x in y))"),
            ("not x == nan", "not np.math.isnan(x)"),
            ("f'{x==nan}'", "f'{np.math.isnan(x)}'"),
            ("(x\n == nan)", "(np.math.isnan(x))"),
            ("x == float('nan')", "np.math.isnan(x)"),
            ("float( ' -NaN', ) == x", "np.math.isnan(x)"),
            ("(float('nan')\n == x)", "(np.math.isnan(x))"),
        ],
    );
}

#[test]
fn a_function_turned_element_by_element() {
    hold(
        &is_no_nan(),
        0,
        &[
            ("x != nan", "~np.isnan(x)"),
            ("def f(): return(x)!=nan", "def f(): return ~np.isnan((x))"),
            ("(x != nan) & y", "(~np.isnan(x)) & y"),
            ("2 ** (x != nan)", "2 ** (~np.isnan(x))"),
            ("not x != nan", "not ~np.isnan(x)"),
            ("f'{x!=nan}'", "f'{~np.isnan(x)}'"),
            ("a if x!=nan else b", "a if ~np.isnan(x) else b"),
        ],
    );
}

#[test]
fn what_cannot_be_done_is_not() {
    let refused = [
        "x == None == y",
        "x == y == None",
        "(x  # why\n == None)",
        "(x ==  # why\n None)",
        "(x == (  # why\n None))",
        "(None  # why\n == x)",
    ];
    for text in refused {
        assert_eq!(spelled(text, &is_none(), 0), None, "{text}");
    }
    for text in ["'x' == True", "with (x, y) == True: pass"] {
        assert_eq!(spelled(text, &operand(), 0), None, "{text}");
    }
    assert_eq!(spelled("f(x).nan == y", &operand(), 0), None);
}

/// The result must be the declared one, to the last node.
#[test]
fn another_result_is_refused() {
    let wrong = [
        "y.is_(None)",
        "x.is_(True)",
        "x.is_not(None)",
        "x.is_()",
        "x.is_(None, None)",
        "x.is_(*None)",
        "x.is_(a=None)",
        "x.is_(None)()",
        "x.y.is_(None)",
        "not x.is_(None)",
        "x.is_",
        "is_(x, None)",
        "x == None",
        "x",
        "",
        "x.is_(None)\nx",
    ];
    let text = "x == None";
    let syntax = Syntax::parse(text).unwrap();
    let module = Module::new(text, &syntax);
    let node = (module.tree.ids())
        .find(|&id| matches!(module.tree.node(id), AnyNodeRef::ExprCompare(_)))
        .unwrap();
    let kept = module.tree.children(node).next().unwrap();
    let spelled = |node, kept| Declared::Spelled {
        node,
        kept,
        spelling: is_none(),
    };
    let right = "x.is_(None)";
    assert_eq!(verify(&module, right, &[spelled(node, kept)]), Ok(()));
    for result in wrong {
        assert!(
            verify(&module, result, &[spelled(node, kept)]).is_err(),
            "{result}"
        );
    }
    // The operand that is kept must be one of the comparison's, and the node a comparison.
    assert!(verify(&module, right, &[spelled(kept, kept)]).is_err());
    assert!(verify(&module, right, &[spelled(node, node)]).is_err());
}

/// Nothing that may do something, and no pair of a chain, is lost even where that is declared.
#[test]
fn what_must_not_be_lost_is_refused() {
    for (text, result) in [
        ("x == f()", "x.is_(None)"),
        ("x == float('inf')", "x.is_(None)"),
        ("x == float(f('nan'))", "x.is_(None)"),
        ("x == float('nan', f())", "x.is_(None)"),
        ("x == f()('nan')", "x.is_(None)"),
        ("x == y == z", "x.is_(None)"),
    ] {
        let syntax = Syntax::parse(text).unwrap();
        let module = Module::new(text, &syntax);
        let node = (module.tree.ids())
            .find(|&id| matches!(module.tree.node(id), AnyNodeRef::ExprCompare(_)))
            .unwrap();
        let kept = module.tree.children(node).next().unwrap();
        let spelling = is_none();
        let declared = Declared::Spelled {
            node,
            kept,
            spelling,
        };
        assert!(verify(&module, result, &[declared]).is_err(), "{text}");
    }
}
