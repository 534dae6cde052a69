//! The same for the looks of rules that are off by default.

use super::{Look, is_let_through, may_hold};

#[test]
fn no_negated_equality_is_denied() {
    for text in [
        "not x == y",
        "not x != y",
        "not(x==y)",
        "not ((x == y))",
        "not (x == y) or z",
        "not (not (x == y) and z)",
        "not (x == y) == z",
        "not (x\n == y)",
        "not (  # why\n x != y)",
        "not\\\n x == y",
        "not x \\\n == y",
        "not x.y[0](1) + 1 == y",
        "not await x == y",
        "not 'a' == y",
        "not f'{x}' == y",
        "not 1==y",
        "not not x == y",
        "x if not y == z else w",
        "f(not x == y)",
        "f'{not x == y}'",
        "not x(lambda: y) == z",
        "not ï == z",
    ] {
        is_let_through(Look::NegatedEquality, text);
    }
}

#[test]
fn other_negated_tests_are_denied() {
    for text in [
        "not x",
        "x == y",
        "not x in y == z",
        "x not in y == z",
        "x is not y == z",
        "not x and y == z",
        "not (x == y and z)",
        "not (x == y).z",
        "not f(x == y)",
        "not [x == y]",
        "y = not x, z == w",
        "f(not x, y == z)",
        "f(not x, k=y)",
        "'not x == y'",
        "# not x == y",
        "if not x:\n    y == z",
    ] {
        assert!(!may_hold(Look::NegatedEquality, text), "{text}");
    }
    assert!(!may_hold(Look::Negation, "not x == y"));
}

#[test]
fn no_equality_with_a_type_is_denied() {
    for text in [
        "type(x) == y",
        "type(x)!=y",
        "y == type(x)",
        "y ==type (x)",
        "(type(x)) == y",
        "((type(x)) ) == y",
        "y == ((type(x)))",
        "y == (  # why\n type(x))",
        "y == (\n\n type(x))",
        "y == \\\n type(x)",
        "type(x['a'][0], ) == y",
        "type('(') == y",
        "type(')') == y",
        "type(f(x, (y))) == z",
        "type(\n x\n) == y",
        "type(x)\\\n == y",
        "(type(x)  # why\n == y)",
        "type\\\n(x) == y",
        "builtins.type(x) == y",
        "y == builtins.type(x)",
        "y == builtins . type(x)",
        "x if y else(type(z)) == w",
        "a < type(x) == y",
        "ｔｙｐｅ(x) == y",
        "y == ｔｙｐｅ(x)",
        "f'{type(x) == y}'",
        "(type)(x) == y",
        "( ( type ) )(x) == y",
        "(type  # why\n)(x) == y",
        "(\ntype\n)(x) == y",
        "y == (type)(x)",
        "y == (( type ))(x)",
        "1or(type(x)) == y",
        "1if(type(z)) == w else y",
    ] {
        is_let_through(Look::TypeEquality, text);
    }
}

#[test]
fn equalities_beside_types_are_denied() {
    for text in [
        "type(x) is y",
        "f(type(x)) == y",
        "x == f(type(y))",
        "type(x).y == z",
        "type(x)[0] == y",
        "y = type(x); z == w",
        "mytype(x) == y",
        "x.type == y",
        "type == y",
        "x == type",
        "'type(x) == y'",
        "# type(x) == y",
        "'''\ntype(x) == y\n'''",
    ] {
        assert!(!may_hold(Look::TypeEquality, text), "{text}");
    }
}

#[test]
fn no_identity_with_a_new_object_is_denied() {
    for text in [
        "x is list()",
        "x is not dict(y)",
        "x is not(set())",
        "x is(tuple())",
        "list() is x",
        "(str(x))is y",
        "int('5') is x",
        "x is (\n float())",
        "(x is  # why\n  object())",
        "object()\\\n is not x",
        "builtins.bytes() is x",
        "x is builtins.bytearray()",
        "f'{x is list()}'",
        "x is ｌｉｓｔ()",
        "x is (list)()",
        "(list)() is x",
    ] {
        is_let_through(Look::NewObjectIdentity, text);
    }
    for text in [
        "x is list",
        "x is y()",
        "f(list()) is x",
        "x is not None",
        "list().x is y",
        "listed() is x",
        "x == list()",
        "'x is list()'",
        "# x is list()",
    ] {
        assert!(!may_hold(Look::NewObjectIdentity, text), "{text}");
    }
}

#[test]
fn no_comparison_of_ids_is_denied() {
    for text in [
        "id(x) == id(y)",
        "id(x)!=id(y)",
        "id(x) is id(y)",
        "id(x) is not id(y)",
        "id(x) ==(id (y))",
        "id(x) == ((id)(y))",
        "id(x) == \\\n id \\\n (y)",
        "(id(x) ==  # why\n id(y))",
        "id(x) == id(y) == id(z)",
        "id(x) is(id(y))",
        "x in y == id(z)",
        "(id)(x) == ((id)(y))",
        "f'{id(x) == id(y)}'",
        "x[id(y)is id(z)]",
        "id(x) == ｉｄ(y)",
    ] {
        is_let_through(Look::IdComparison, text);
    }
}

#[test]
fn other_ids_are_denied() {
    for text in [
        "id(x) == y",
        "x == id",
        "x == idle(y)",
        "id(x) == f(id(y))",
        "x.id == id",
        "d[id(x)] = 1 == y",
        "x == y; id(z)",
        "# id(x) == id(y)",
        "'id(x) == id(y)'",
        "x.this == y, id(z)",
    ] {
        assert!(!may_hold(Look::IdComparison, text), "{text}");
    }
}

#[test]
fn no_comparison_with_a_nan_is_denied() {
    for text in [
        "x == math.nan",
        "x!=np.NaN",
        "math.nan == x",
        "x is nan",
        "nan is not x",
        "x is not(nan)",
        "x == cmath.nanj",
        "x == float('nan')",
        "x == float(' -NaN ')",
        "x == float(r\"NAN\")",
        "x == float( \\\n 'nan')",
        "(x == float(  # why\n (  # why\n 'nan')))",
        "x == float('\\tnan')",
        "x == float('\\x20nan')",
        "x == float('\\40nan')",
        "x == float('\\U0000000cnan')",
        "x == float('\\N{SPACE}nan')",
        "x == float('\u{2003}nan')",
        "x == (float)('nan')",
        "float('nan') == x",
        "(float(\n'nan'  # why\n)  # why\n == x)",
        "(math  # why\n .  # why\n nan  # why\n == x)",
        "x == D('sNaN')",
        "x == decimal.Decimal(\"-snan12\")",
        "x == np . nan",
        "f'{x == nan}'",
        "f'{x:{nan != y}}'",
        "x == math.ｎａｎ",
        "from math import nan as missing; x == missing",
        "from math import nan \\\n as missing\nmissing != x",
        "from math import ｎａｎ as missing; x == missing",
        "if not x == nan: pass",
    ] {
        is_let_through(Look::NanComparison, text);
    }
    for text in [
        "x == float('''\nnan\n''')",
        "float('''nan\n''') == x",
        "from math import (  # why\n nan  # why\n as missing)\nx is missing",
    ] {
        assert!(may_hold(Look::NanComparison, text), "{text}");
    }
}

#[test]
fn other_comparisons_beside_a_nan_are_denied() {
    for text in [
        "x == y",
        "nan = 1\nx == y",
        "x == 'nan'",
        "x == y.isnan",
        "x == ('a', y); z = nan",
        "if x == y: z = nan",
        "x < nan",
        "finance == nano",
        "math.isnan(x) == y",
        "# x == nan",
        "'x == nan'",
        "'''\nx is nan\n'''",
        "x == (y)\nnan",
    ] {
        assert!(!may_hold(Look::NanComparison, text), "{text}");
    }
}
