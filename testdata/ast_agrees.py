"""Holds rewrites against CPython: only the declared operators moved, and every comment is there.

    python3 ast_agrees.py PAIRS

PAIRS is a file of lines, each the path before, a NUL, and the path after, or, in their place, two
folders: `python3 ast_agrees.py BEFORE AFTER` compares every file of the first with the file of the
same name in the second. It uses nothing of isfix. What may differ:

- `is` became `==` and `is not` became `!=` where an operand is a literal, or a call such as `list()`, and
  none is a singleton;
- `==` became `is` and `!=` became `is not` where an operand is `None`, `True`, `False` or `type(x)`;
- `not` over a comparison of one `is`, `in`, `==` or `!=` went into it;
- a comparison by `==` or `!=` of something with one of these three became a method of it that asks the
  same (`x.is_(None)`, `x.isna()`), or, with `True` and `False`, the thing itself or its negation;
- a comparison with a NaN became a call that asks for one (`math.isnan(x)`, `~np.isnan(x)`, `x.is_nan()`);
- a comparison of two calls of `id` became one by `is` or `is not` of what they were given.

Files that this interpreter cannot parse before are counted as skipped. Exit status 1 if any pair
differs, with the place of each difference.
"""

import ast
import io
import os
import re
import sys
import tokenize
import warnings

OPPOSITE = {
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}
TO_VALUE = {ast.Is: ast.Eq, ast.IsNot: ast.NotEq}
TO_IDENTITY = {ast.Eq: ast.Is, ast.NotEq: ast.IsNot}
DISPLAYS = (
    ast.JoinedStr, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp,
)


MAKE_OBJECTS = {"list", "dict", "set", "bytearray", "tuple", "str", "bytes", "int", "float"}
# By which names the file at hand imports a NaN.
NANS = set()


class Differs(Exception):
    """What differs, and at which line before."""


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def is_singleton(node):
    if isinstance(node, ast.Name):
        return node.id == "__debug__"
    return isinstance(node, ast.Constant) and (
        node.value is None or node.value is Ellipsis or isinstance(node.value, bool)
    )


def is_constant(node):
    """Whether it is made of constants alone: signs, arithmetic, tuples and subscripts of them."""
    todo = [node]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Tuple):
            todo.extend(node.elts)
        elif isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.Not):
            todo.append(node.operand)
        elif isinstance(node, ast.BinOp):
            todo.extend([node.left, node.right])
        elif isinstance(node, ast.Subscript):
            todo.extend([node.value, node.slice])
        elif isinstance(node, ast.Slice):
            todo.extend(part for part in (node.lower, node.upper, node.step) if part)
        elif type(node).__name__ == "Index":  # Python 3.8
            todo.append(node.value)
        elif not isinstance(node, ast.Constant):
            return False
    return True


def is_literal(node):
    return isinstance(node, DISPLAYS) or (is_constant(node) and not is_singleton(node))


def called(node):
    """The name of what a call calls: the last of `builtins.list()`."""
    function = getattr(node, "func", None)
    return getattr(function, "attr", getattr(function, "id", None))


def is_new(node):
    return called(node) in MAKE_OBJECTS


def may_be_value(left, right):
    """Whether `is` between them may become `==`."""
    singleton = is_singleton(left) or is_singleton(right)
    return not singleton and any(is_literal(side) or is_new(side) for side in (left, right))


def is_asked_for(node):
    """Whether it is `None`, `True` or `False`."""
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool))


def may_be_identity(left, right):
    """Whether `==` between them may become `is`."""
    return any(is_asked_for(side) or called(side) == "type" for side in (left, right))


def folded(node):
    """The node, and, of a comparison of one pair, its operator with every `not` around it in it."""
    nots, inner = 0, node
    while isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.Not):
        nots, inner = nots + 1, inner.operand
    if not nots or not isinstance(inner, ast.Compare) or len(inner.ops) != 1:
        return node, None
    op = type(inner.ops[0])
    if op not in OPPOSITE:
        return node, None
    return inner, [OPPOSITE[op] if nots % 2 else op]


def without_nots(node, most):
    """What is under so many `not`s at most, and how many there were."""
    nots = 0
    while nots < most and isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        nots, node = nots + 1, node.operand
    return node, nots


def asked(node):
    """The operand and the constant of `x == None` and the like, and whether it is `!=`."""
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return None
    if not isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
        return None
    sides = [node.left, node.comparators[0]]
    constants = [side for side in sides if is_asked_for(side)]
    if len(constants) != 1:
        return None
    other = sides[1 - sides.index(constants[0])]
    return other, constants[0].value, isinstance(node.ops[0], ast.NotEq)


def method(node):
    """The operand, the name and the constant arguments of a call of a method."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.keywords:
        return None
    if not all(is_asked_for(argument) for argument in node.args):
        return None
    return node.func.value, node.func.attr, [argument.value for argument in node.args]


def methods(value, negated):
    """The methods that ask the same, with their arguments."""
    wanted = [("is_not" if negated else "is_", [value])]
    if value is None:
        wanted.append(("notna" if negated else "isna", []))
        wanted.append(("is_null", [False] if negated else []))
        wanted.extend([("is_not_null", [])] if negated else [])
    return wanted


def respelled(old, new):
    """The two operands that must be the same, if the one was spelled as the other."""
    inner, nots = without_nots(old, sys.maxsize)
    question = asked(inner)
    if question is None:
        return None
    operand, value, negated = question
    call, kept = without_nots(new, nots)
    answer = method(call)
    if kept == nots and answer and answer[1:] in methods(value, negated):
        return operand, answer[0]
    if value is None:
        return None
    flips = negated if value else not negated
    wanted = nots if not flips else nots - 1 if nots else 1
    # Two `not`s may have gone into the operator before.
    while wanted >= 0:
        spelled, kept = without_nots(new, wanted)
        if kept == wanted:
            return operand, spelled
        wanted -= 2
    return None


def last_name(node):
    """The last name of a dotted one."""
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)
    while isinstance(node, ast.Attribute):
        node = node.value
    return name if isinstance(node, ast.Name) else None


def is_nan(node):
    """Whether it may be a NaN: a name for one, or a call with a text that makes one."""
    if not isinstance(node, ast.Call):
        return last_name(node) in NANS
    texts = [getattr(argument, "value", None) for argument in node.args]
    return (
        last_name(node.func) is not None
        and not node.keywords
        and len(texts) == 1
        and isinstance(texts[0], str)
        and re.fullmatch(r"\s*[+-]?s?nan\d*\s*", texts[0], re.IGNORECASE) is not None
    )


def nans(tree):
    """The names of NaNs, and those that they are imported as."""
    names = {"nan", "NaN", "NAN", "nanj"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names.update(it.asname or it.name for it in node.names if it.name in names)
    return names


def nan_test(node):
    """What is asked whether it is a NaN, and whether that is denied by `~` or by the method's name."""
    inverted = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert)
    node = node.operand if inverted else node
    if not isinstance(node, ast.Call) or node.keywords:
        return None
    name = last_name(node.func)
    if len(node.args) == 1 and name is not None and "nan" in name:
        return node.args[0], inverted
    if node.args or inverted or not isinstance(node.func, ast.Attribute):
        return None
    if node.func.attr in ("is_nan", "isna", "notna"):
        return node.func.value, node.func.attr == "notna"
    return None


def nan_respelled(old, new):
    """The operands that may be asked about, if a comparison with a NaN became a question for one."""
    inner, nots = without_nots(old, sys.maxsize)
    if not isinstance(inner, ast.Compare) or len(inner.ops) != 1:
        return []
    op = type(inner.ops[0])
    if op not in OPPOSITE or op in (ast.In, ast.NotIn):
        return []
    answer, kept = without_nots(new, sys.maxsize)
    test = nan_test(answer)
    if test is None:
        return []
    operand, denied = test
    # As many `not`s, or one more or less; and together they say the same.
    turns = nots + (op in (ast.NotEq, ast.IsNot))
    if abs(kept - nots) > 1 or (kept + denied - turns) % 2:
        return []
    sides = [inner.left, inner.comparators[0]]
    return [(sides[1 - at], operand) for at in (0, 1) if is_nan(sides[at])]


def given_id(node):
    """What a call of `id` is given."""
    if isinstance(node, ast.Call) and not node.keywords and len(node.args) == 1:
        if isinstance(node.func, ast.Name) and node.func.id == "id":
            return node.args[0]
    return None


def bared(old, new):
    """The comparison of what two calls of `id` were given, if that is what became of theirs."""
    inner, nots = without_nots(old, sys.maxsize)
    if not isinstance(inner, ast.Compare) or len(inner.ops) != 1:
        return None
    op = {ast.Eq: ast.Is, ast.NotEq: ast.IsNot}.get(type(inner.ops[0]), type(inner.ops[0]))
    sides = [given_id(inner.left), given_id(inner.comparators[0])]
    if op not in (ast.Is, ast.IsNot) or None in sides:
        return None
    answer, _ = without_nots(new, sys.maxsize)
    if not isinstance(answer, ast.Compare) or given_id(answer.left) is not None:
        return None
    bare = ast.Compare(left=sides[0], ops=[op()], comparators=sides[1:])
    for _ in range(nots):
        bare = ast.UnaryOp(op=ast.Not(), operand=bare)
    return ast.copy_location(bare, old)


def same_operator(before, after, left, right):
    if before is after:
        return True
    if TO_VALUE.get(before) is after:
        return may_be_value(left, right)
    return TO_IDENTITY.get(before) is after and may_be_identity(left, right)


def compare_operators(node, before, after):
    operands = [node.left] + node.comparators
    if len(before) != len(after):
        raise Differs("another number of operators", node)
    for old, new, left, right in zip(before, after, operands, operands[1:]):
        if not same_operator(old, new, left, right):
            raise Differs("%s became %s" % (old.__name__, new.__name__), node)


def compare(before, after):
    compare_all([(before, after, before)])


def compare_all(todo):
    """Walks both trees in step, without recursion but where one step can be taken in two ways."""
    while todo:
        old, new, near = todo.pop()
        old = bared(old, new) or old
        asked_about = nan_respelled(old, new)
        if asked_about and compare_any(asked_about, near):
            continue
        operands = respelled(old, new)
        if operands is None:
            todo.extend(step(old, new, near))
            continue
        # `(x is True) == True`: either question may be the one that is left.
        try:
            compare_all(step(old, new, near))
        except Differs:
            todo.append((operands[0], operands[1], near))


def compare_any(pairs, near):
    """Whether one of the pairs is the same."""
    for old, new in pairs:
        try:
            compare_all([(old, new, near)])
            return True
        except Differs:
            pass
    return False


def step(old, new, near):
    """What must be the same where two nodes are to be the same."""
    if isinstance(old, ast.AST) and isinstance(new, ast.AST):
        near = old if hasattr(old, "lineno") else near
        (old, old_ops), (new, new_ops) = folded(old), folded(new)
        if type(old) is not type(new):
            raise Differs("%s became %s" % (type(old).__name__, type(new).__name__), near)
        skipped = ()
        if isinstance(old, ast.Compare):
            old_ops = old_ops or [type(op) for op in old.ops]
            new_ops = new_ops or [type(op) for op in new.ops]
            compare_operators(old, old_ops, new_ops)
            skipped = ("ops",)
        if old._fields != new._fields:
            raise Differs("other fields", near)
        fields = [name for name in old._fields if name not in skipped]
        return [(getattr(old, name, None), getattr(new, name, None), near) for name in fields]
    if isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            raise Differs("%d items became %d" % (len(old), len(new)), near)
        return [(a, b, near) for a, b in zip(old, new)]
    # The text of a number says more than `==`: 1, 1.0 and True, 0.0 and -0.0, nan.
    if type(old) is not type(new) or repr(old) != repr(new):
        raise Differs("%.60r became %.60r" % (old, new), near)
    return []


def parse(data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(data)


def comments(data):
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline=None)
    tokens = tokenize.generate_tokens(text.readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def read(path):
    with open(path, "rb") as file:
        return file.read()


def check(before, after):
    """Whether the pair was compared; `Differs` where it does not agree."""
    old, new = read(before), read(after)
    # A cookie behind a lone CR is on a line of its own for the parser, and not for `tokenize`.
    try:
        tree = parse(old)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    NANS.clear()
    NANS.update(nans(tree))
    try:
        compare(tree, parse(new))
    except SyntaxError as error:
        raise Differs("is no Python any more: %s" % error, None) from error
    if comments(old) != comments(new):
        raise Differs("comments differ", None)
    return True


def pairs(arguments):
    if len(arguments) == 1:
        for line in read(arguments[0]).split(b"\n"):
            if line:
                before, after = line.split(b"\0")
                yield os.fsdecode(before), os.fsdecode(after)
        return
    before, after = arguments
    for folder, folders, names in os.walk(before):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            other = os.path.join(after, os.path.relpath(path, before))
            if os.path.isfile(path) and os.path.isfile(other):
                yield path, other


def main(arguments):
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    compared, skipped, differing = 0, 0, 0
    for before, after in pairs(arguments):
        try:
            if check(before, after):
                compared += 1
            else:
                skipped += 1
        except Differs as differs:
            why, node = differs.args
            line = getattr(node, "lineno", 0)
            print("%s:%d: %s (after: %s)" % (before, line, why, after))
            differing += 1
    print("%d compared, %d skipped, %d differ" % (compared, skipped, differing))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
