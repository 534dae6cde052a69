#!/usr/bin/env python3
"""Holds isfix's promises over real trees of Python files.

    python3 tests/laws.py [--isfix PATH] [--jobs N] DIR...

Each DIR is copied to a temporary folder and never written to. On the copies, by default and again
with --unsafe-fixes:

- what --write changed, CPython's `ast` takes for the same program but for operators and `not`, and
  with --unsafe-fixes libraries' own questions for None (`x.is_(None)`);
- no token but those, and the parentheses of a negated comparison, is lost or new, comments included,
  and no byte outside the lines of such tokens is another;
- a second run changes nothing;
- `git apply` of what --diff printed makes exactly the bytes that --write wrote, and `git diff` shows
  the changed files alone;
- --jobs 1 and --jobs 4 print the same, and exit codes are as promised;
- after --unsafe-fixes no CPython found warns of `"is" with`, but where isfix promises to keep still:
  beside a bare singleton, between two constants, in an f-string's `=` field, at suppressed places.

Only what is named above is taken from isfix: what may change, this script decides by itself. Prints
a table and every violation; exits with 1 if there is one. Needs Python 3.8 and git.
"""

import argparse
import ast
import collections
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
import warnings
from concurrent.futures import ThreadPoolExecutor

OPPOSITE = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}

# What the rules make of an operator: beside a literal, and beside `None`.
TO_EQUALITY = {ast.Is: ast.Eq, ast.IsNot: ast.NotEq}
TO_IDENTITY = {ast.Eq: ast.Is, ast.NotEq: ast.IsNot}

# Libraries' own questions for None, which unsafe fixes ask: the operator they stand for, and what is
# handed to them.
SPELLED = {
    ("is_", (None,)): ast.Eq,
    ("is_not", (None,)): ast.NotEq,
    ("isna", ()): ast.Eq,
    ("notna", ()): ast.NotEq,
    ("is_null", ()): ast.Eq,
    ("is_null", (False,)): ast.NotEq,
    ("is_not_null", ()): ast.NotEq,
}

# Tokens that come and go with them, in the rows of such a comparison.
OF_SPELLED = {name for name, _ in SPELLED} | {".", "None", "False"}

# Tokens that may come and go: operators' words, `not`, the parentheses of a negated comparison.
MOVABLE = {"is", "not", "in", "==", "!=", "(", ")"}

INTERPRETERS = ["python3.%d" % minor for minor in range(8, 14)]


class Folded(ast.NodeTransformer):
    """A tree whose `not`s before a single comparison are in its operator, as far as rules may do it."""

    def visit_UnaryOp(self, node):
        node = self.generic_visit(node)
        inner = node.operand
        if not (isinstance(node.op, ast.Not) and isinstance(inner, ast.Compare) and len(inner.ops) == 1):
            return node
        sides = [inner.left, inner.comparators[0]]
        op = type(inner.ops[0])
        # `not x == 1` and `not x == None` may be what is left of `not x is 1` and come to `x is not None`.
        if op in TO_IDENTITY and not any(is_none(side) or is_literal(side) for side in sides):
            return node
        if op not in OPPOSITE:
            return node
        inner.ops = [OPPOSITE[op]()]
        return inner


def difference(before, after, spelled):
    """The first place where two trees differ in more than the rules may change, or None.

    The rows of comparisons that became a library's own question go to `spelled`.
    """
    pending = [(before, after)]
    while pending:
        one, other = pending.pop()
        asked = of_spelled(one, other)
        if asked:
            spelled.update(range(one.lineno, one.end_lineno + 1))
            pending.append(asked)
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            pending.extend(zip(one, other))
        elif type(one) is not type(other):
            return one, other
        elif isinstance(one, ast.Compare):
            if not is_allowed(one, other):
                return one, other
            pending += [(one.left, other.left), (one.comparators, other.comparators)]
        elif isinstance(one, ast.AST):
            pending.extend((getattr(one, field, None), getattr(other, field, None)) for field in one._fields)
        elif repr(one) != repr(other):
            return one, other
    return None


def of_spelled(one, other):
    """The operand before and after, if a comparison with None became a library's own question."""
    if not (isinstance(one, ast.Compare) and len(one.ops) == 1 and isinstance(other, ast.Call)):
        return None
    sides = [one.left, one.comparators[0]]
    operands = [side for side in sides if not is_none(side)]
    method = other.func
    if len(operands) != 1 or not isinstance(method, ast.Attribute) or other.keywords:
        return None
    handed = tuple(getattr(argument, "value", argument) for argument in other.args)
    if SPELLED.get((method.attr, handed)) is not type(one.ops[0]):
        return None
    return operands[0], method.value


def is_allowed(one, other):
    """Whether every operator that changed stands beside what the rules change it for."""
    if len(one.ops) != len(other.ops):
        return False
    sides = [one.left] + one.comparators
    for pair, (old, new) in enumerate(zip(map(type, one.ops), map(type, other.ops))):
        two = sides[pair : pair + 2]
        literal = any(map(is_literal, two)) and not any(map(is_singleton, two))
        if old is new:
            continue
        if literal and TO_EQUALITY.get(old) is new:
            continue
        if any(map(is_none, two)) and TO_IDENTITY.get(old) is new:
            continue
        return False
    return True


def is_none(side):
    return isinstance(side, ast.Constant) and side.value is None


def is_literal(side):
    """Whether an operand is a literal as is-literal counts them, or made of them."""
    if isinstance(side, ast.Constant):
        return not is_singleton(side)
    if isinstance(side, (ast.UnaryOp, ast.BinOp, ast.Subscript)):
        return all(
            isinstance(part, (ast.Constant, ast.UnaryOp, ast.BinOp, ast.Subscript, ast.Tuple, ast.Slice))
            or not isinstance(part, ast.expr)
            for part in ast.walk(side)
        )
    displays = (ast.Tuple, ast.List, ast.Set, ast.Dict)
    return isinstance(side, displays + (ast.ListComp, ast.SetComp, ast.DictComp, ast.JoinedStr))


def is_singleton(side):
    if isinstance(side, ast.Name):
        return side.id == "__debug__"
    if not isinstance(side, ast.Constant):
        return False
    return side.value is None or side.value is Ellipsis or isinstance(side.value, bool)


def is_constant(side):
    """Whether a compiler may make one object of an operand, once."""
    inner = [part for part in ast.walk(side) if isinstance(part, ast.expr)]
    allowed = (ast.Constant, ast.Tuple, ast.UnaryOp, ast.BinOp, ast.Subscript, ast.Slice)
    return all(isinstance(part, allowed) for part in inner)


def parse(source):
    """The tree of some bytes, or None where this Python cannot read them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, LookupError):
        return None


def tokens_of(source):
    """Every token that means something, comments included, each with the row it starts in."""
    skipped = {tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.ENDMARKER}
    readline = io.BytesIO(source).readline
    return [
        (token.type, token.string, token.start[0], token.end[0])
        for token in tokenize.tokenize(readline)
        if token.type not in skipped
    ]


def compare_tokens(before, after, spelled):
    """What differs between two files' tokens that may not differ, and the rows of what may.

    The tokens that may not move must be the same in both, in order; an f-string that is one token
    (before 3.12) is compared without the words that may move.
    """
    rows, fixed = [set(), set()], [[], []]
    for side, source in enumerate((before, after)):
        for kind, text, first, last in tokens_of(source):
            if kind == tokenize.STRING and is_f_string(text):
                text = re.sub(r"\b(is|not|in)\b|==|!=|[()\s]", "", text)
                rows[side].update(range(first, last + 1))
            if text in MOVABLE or text in OF_SPELLED and first in spelled:
                rows[side].update((first, last))
            else:
                fixed[side].append((kind, text))
    if fixed[0] != fixed[1]:
        pairs = zip(fixed[0], fixed[1])
        wrong = next((pair for pair in pairs if pair[0] != pair[1]), "more tokens or fewer")
        return "tokens differ: %r" % (wrong,), rows[0]
    return None, rows[0]


def is_f_string(text):
    return "f" in text[: re.search("['\"]", text).start()].lower()


def compare_lines(before, after, rows, spelled):
    """The first line that differs without holding a token that may move."""
    old, new = before.splitlines(True), after.splitlines(True)
    # A form feed or the like ends no line for Python; bytes know CR, LF and CRLF alone.
    if len(old) != len(new):
        return "the number of lines differs: %d, %d" % (len(old), len(new))
    for row, (one, other) in enumerate(zip(old, new), 1):
        if one != other and row not in rows:
            return "line %d differs and holds no operator: %r, %r" % (row, one, other)
        if one != other and b"".join(one.split()) == b"".join(other.split()):
            return "line %d differs in blanks alone: %r, %r" % (row, one, other)
        if one != other and row not in spelled and bare(one) != bare(other):
            return "line %d differs in more than operators: %r, %r" % (row, one, other)
    return None


def bare(line):
    """A line without blanks and without the words that may move."""
    return re.sub(rb"\b(is|not|in)\b|==|!=|[() \t]", b"", line)


class Run:
    """One tree, held against the laws under one set of options."""

    def __init__(self, isfix, origin, options, work):
        self.isfix, self.origin, self.options = isfix, origin, options
        self.violations = []
        self.table = collections.Counter()
        self.work = work

    def wrong(self, path, why):
        self.violations.append("%s %s: %s: %s" % (self.origin, " ".join(self.options), path, why))

    def call(self, folder, *options):
        command = [self.isfix, "--quiet", *self.options, *options, "."]
        return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def copy(self, name):
        folder = os.path.join(self.work, name)
        shutil.copytree(self.origin, folder, symlinks=True, ignore=shutil.ignore_patterns(
            ".git", ".hg", "__pycache__", "*.pyc", "*.so", "*.a", "site-packages"))
        return folder

    def hold(self):
        written, patched = self.copy("written"), self.copy("patched")
        self.reported(patched)
        patch = self.same_for_any_jobs(patched)
        commit(written)
        first = self.call(written, "--write", "--output-format", "json")
        changed = git(written, "diff", "--name-only", "-z").stdout.split(b"\0")[:-1]
        self.table["changed"] = len(changed)
        self.exits(first, patch)
        self.settled(written)
        self.applied(patch, patched, written)
        for name in changed:
            name = os.fsdecode(name)
            before = os.path.join(self.origin, name)
            self.file(name, read(before), read(os.path.join(written, name)))
        return written

    def reported(self, folder):
        """Counts what is found, and sees that nothing is written for it."""
        run = self.call(folder, "--output-format", "json")
        entries = json.loads(run.stdout.decode("utf-8"))
        for entry in entries:
            self.table[entry["code"]] += 1
        if run.returncode not in (0, 1):
            self.wrong(".", "exit %d: %s" % (run.returncode, run.stderr.decode("utf-8", "replace")))
        errors = [entry for entry in entries if entry["severity"] == "error"]
        if run.returncode != (1 if errors else 0):
            self.wrong(".", "exit %d with %d findings" % (run.returncode, len(errors)))
        summary = subprocess.run([self.isfix, *self.options, "."], cwd=folder, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE).stderr.decode("utf-8", "replace")
        for word in ("files?", "parsed", "not read as Python", "failed"):
            number = re.search(r"(\d+) %s\b" % word, summary)
            self.table[word.rstrip("s?") if word == "files?" else word] = int(number.group(1)) if number else 0
        if self.table["failed"]:
            self.wrong(".", summary)

    def same_for_any_jobs(self, folder):
        runs = [self.call(folder, "--jobs", jobs, "--diff") for jobs in ("1", "4")]
        reports = [self.call(folder, "--jobs", jobs, "--output-format", "concise") for jobs in ("1", "4")]
        for one, other in (runs, reports):
            if (one.stdout, one.returncode) != (other.stdout, other.returncode):
                self.wrong(".", "--jobs 1 and --jobs 4 do not print the same")
        return runs[0].stdout

    def exits(self, first, patch):
        """A written run ends with 1 where something is left, with 0 where all is fixed."""
        entries = json.loads(first.stdout.decode("utf-8"))
        left = [entry for entry in entries if entry["severity"] == "error" and not entry["applied"]]
        if first.returncode != (1 if left else 0):
            self.wrong(".", "--write exits with %d, and %d findings are left" % (first.returncode, len(left)))
        if bool(patch) != bool(self.table["changed"]):
            self.wrong(".", "--diff and --write do not agree on whether anything is to do")

    def settled(self, folder):
        before = git(folder, "diff").stdout
        again = self.call(folder, "--diff")
        if again.stdout:
            self.wrong(".", "a second run changes more:\n%s" % again.stdout.decode("utf-8", "replace"))
        self.call(folder, "--write")
        if git(folder, "diff").stdout != before:
            self.wrong(".", "a second --write changes more")
        if git(folder, "status", "--porcelain").stdout.replace(b" M ", b"M ").count(b"\n") != self.table["changed"]:
            self.wrong(".", "files have come or gone")

    def applied(self, patch, patched, written):
        if patch:
            # Outside a repository `git apply` takes names from the current folder.
            run = subprocess.run(["git", "apply", "-p1", "-"], cwd=patched, input=patch,
                                 stderr=subprocess.PIPE, env=without_repositories(patched))
            if run.returncode:
                self.wrong(".", "git apply: %s" % run.stderr.decode("utf-8", "replace"))
        for folder, _, names in os.walk(written):
            if ".git" in folder.split(os.sep):
                continue
            for name in names:
                path = os.path.join(folder, name)
                relative = os.path.relpath(path, written)
                if os.path.islink(path) or not os.path.isfile(path):
                    continue
                if read(path) != read(os.path.join(patched, relative)):
                    self.wrong(relative, "the patch and --write do not make the same bytes")

    def file(self, name, before, after):
        trees, spelled = (parse(before), parse(after)), set()
        if trees[0] is None:
            self.table["not read by this Python"] += 1
        elif trees[1] is None:
            self.wrong(name, "is Python no more")
        else:
            found = difference(*map(Folded().visit, trees), spelled)
            if found:
                told = [ast.dump(it) if isinstance(it, ast.AST) else repr(it) for it in found]
                self.wrong(name, "its tree differs in more than operators: %s, %s" % tuple(told))
        try:
            why, rows = compare_tokens(before, after, spelled)
        except (tokenize.TokenError, SyntaxError, LookupError) as error:
            if trees[0] is not None:
                self.wrong(name, "not tokenized: %s" % error)
            return
        why = why or compare_lines(before, after, rows, spelled)
        if why:
            self.wrong(name, why)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def without_repositories(folder):
    return dict(os.environ, GIT_CEILING_DIRECTORIES=os.path.dirname(folder))


def git(folder, *arguments):
    settings = ["-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "-c", "user.name=x",
                "-c", "user.email=x", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"]
    command = ["git", *settings, *arguments]
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=dict(without_repositories(folder), GIT_CONFIG_NOSYSTEM="1"))


def commit(folder):
    """Makes a repository of all that stands there, whatever it says of ignoring."""
    with_attributes = os.path.join(folder, ".git", "info", "attributes")
    git(folder, "init", "-q")
    os.makedirs(os.path.dirname(with_attributes), exist_ok=True)
    with open(with_attributes, "w") as file:
        file.write("* -text -diff\n")
    git(folder, "add", "-A", "-f")
    run = git(folder, "commit", "-q", "-m", "as it was")
    if run.returncode:
        sys.exit("git commit: %s" % (run.stderr + run.stdout).decode("utf-8", "replace"))


# What a compiler prints for every file it is given by name: the warnings about `is`, as JSON.
WARNER = """
import json, sys, warnings
sys.setrecursionlimit(10000)
found = {}
for name in json.load(sys.stdin):
    with open(name, 'rb') as file:
        source = file.read()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            compile(source, name, 'exec', dont_inherit=True)
        except Exception:
            continue
    rows = [it.lineno for it in caught if '"is' in str(it.message) and ' with ' in str(it.message)]
    if rows:
        found[name] = rows
json.dump(found, sys.stdout)
"""


def python_files(folder):
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            if name.endswith((".py", ".pyw", ".pyi")):
                yield os.path.join(path, name)


def interpreters():
    """The CPythons on the path and, where pyenv keeps some beside it, those."""
    found = {}
    for name in INTERPRETERS:
        paths = [shutil.which(name)]
        root = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
        kept = os.path.join(root, "versions")
        if os.path.isdir(kept):
            prefix = name[len("python"):] + "."
            paths += [os.path.join(kept, it, "bin", name) for it in os.listdir(kept) if it.startswith(prefix)]
        for path in filter(None, paths):
            if runs(path):
                found[name] = path
    return found


def runs(path):
    try:
        run = subprocess.run([path, "-I", "-c", ""], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError:
        return False
    return run.returncode == 0


def warned(folder, found):
    """Files under a folder with the rows that any interpreter warns of."""
    files = json.dumps(list(python_files(folder))).encode()

    def ask(path):
        run = subprocess.run([path, "-I", "-c", WARNER], input=files, stdout=subprocess.PIPE)
        return json.loads(run.stdout or b"{}")

    rows = collections.defaultdict(set)
    with ThreadPoolExecutor(2) as pool:
        for answer in pool.map(ask, found.values()):
            for name, lines in answer.items():
                rows[name].update(lines)
    return rows


def excused(source):
    """The rows of the identity tests that isfix promises to leave, with the reason.

    A warning may be placed at any row of the comparison or, in an f-string before 3.12, anywhere.
    """
    tree = parse(source)
    if tree is None:
        return None
    lines = source.splitlines()
    rows, anywhere = set(), False
    blanket = re.compile(rb"#.*\b(noqa|pylint:\s*disable|isfix:\s*skip-file|ruff:\s*ignore)", re.I)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and has_output(node):
            rows.update(range(node.lineno, node.end_lineno + 1))
        if not isinstance(node, ast.Compare):
            continue
        own = range(node.lineno, node.end_lineno + 1)
        if any(blanket.search(lines[row - 1]) for row in own if row <= len(lines)):
            rows.update(own)
        sides = [node.left] + node.comparators
        for pair, op in enumerate(node.ops):
            two = sides[pair : pair + 2]
            if isinstance(op, (ast.Is, ast.IsNot)) and (
                any(map(is_singleton, two)) or all(map(is_constant, two))
            ):
                rows.update(own)
    if any(re.match(rb"\s*#\s*(ruff|flake8):\s*noqa|.*#\s*isfix:\s*skip-file", line, re.I) for line in lines):
        anywhere = True
    return rows, anywhere


def has_output(node):
    """Whether an f-string may have a field with `=`: its text ends with `=` before the value."""
    values = node.values
    return any(
        isinstance(one, ast.Constant) and isinstance(other, ast.FormattedValue)
        and re.search(r"=\s*$", str(one.value))
        for one, other in zip(values, values[1:])
    )


def hold_warnings(run, written, found):
    for name, lines in sorted(warned(written, found).items()):
        allowed = excused(read(name))
        if allowed is None:
            run.table["not read by this Python"] += 1
            continue
        rows, anywhere = allowed
        left = sorted(lines - rows)
        if left and not anywhere:
            text = read(name).splitlines()[left[0] - 1].decode("utf-8", "replace").strip()
            run.wrong(os.path.relpath(name, written), "line %d still warns: %s" % (left[0], text))
        run.table["rows that may warn"] += len(lines & rows)


def hold_tree(isfix, origin, found):
    """The table and the violations of one tree."""
    tables, violations = [], []
    for options in ([], ["--unsafe-fixes"]):
        with tempfile.TemporaryDirectory(prefix="laws-") as work:
            run = Run(isfix, origin, options, os.path.realpath(work))
            written = run.hold()
            if options:
                hold_warnings(run, written, found)
            tables.append(run.table)
            violations += run.violations
    return origin, tables, violations


COLUMNS = ["file", "parsed", "not read as Python", "F632", "E711", "E713", "E714"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isfix", default=shutil.which("isfix") or "target/release/isfix")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("dirs", nargs="+", metavar="DIR")
    args = parser.parse_args()
    sys.setrecursionlimit(20000)
    isfix = os.path.abspath(args.isfix)
    if not os.access(isfix, os.X_OK):
        parser.error("no isfix at %s: build it with `cargo build --release`" % isfix)
    found = interpreters()
    print("trees compared with Python %d.%d; warnings asked of %s"
          % (*sys.version_info[:2], ", ".join(found) or "none"))
    head = ["tree", "files", "parsed", "unread", "F632", "E711", "E713", "E714", "changed",
            "changed+unsafe", "may warn", "not compared", "violations"]
    print(" | ".join(head))
    violations, totals = [], collections.Counter()
    with ThreadPoolExecutor(args.jobs) as pool:
        for origin, (safe, unsafe), wrong in pool.map(lambda it: hold_tree(isfix, it, found), args.dirs):
            row = [safe[column] for column in COLUMNS] + [
                safe["changed"], unsafe["changed"], unsafe["rows that may warn"],
                safe["not read by this Python"] + unsafe["not read by this Python"], len(wrong)]
            for column, number in enumerate(row):
                totals[column] += number
            print(" | ".join([os.path.basename(os.path.normpath(origin))] + list(map(str, row))), flush=True)
            violations += wrong
    print(" | ".join(["all"] + [str(totals[column]) for column in range(len(COLUMNS) + 5)]))
    for violation in violations:
        print("VIOLATION %s" % violation)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
