#!/usr/bin/env python3
"""Finds out what each comparison of the typed project really does, and holds its labels to it.

    python3 -m venv VENV
    VENV/bin/pip install -r testdata/libraries/requirements.txt
    VENV/bin/python tests/typed.py [--write] [testdata/typed]

The project's `exercise.py` uses all of it. For each comparison with None, True or False, it is run with
that one comparison put in other words, in a process of its own:
- `==` as `is`: the same results mean harmless, others harmful;
- for True and False, as the operand's truth, too: `keeps_behaviour` says which keep the results;
- where `is` changed nothing, turned round (`==` as `!=`): the results must differ, else nobody uses the
  site, and it proves nothing.

Compares what it finds with `labels.jsonl`, or writes that with --write. `evidence` is the part of the
exercise that differs, or `same-results`. Exits with 1 where they differ or a site is not used. Linux.
"""

import argparse
import ast
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import warnings

RULES = {None: "E711", True: "E712", False: "E712"}
IDENTITY = {ast.Eq: "is", ast.NotEq: "is not"}
OPPOSITE = {ast.Eq: "!=", ast.NotEq: "=="}
SIGN = {ast.Eq: "==", ast.NotEq: "!="}

# polars warns of forking, but starts its threads only when it is used.
os.environ["POLARS_ALLOW_FORKING_THREAD"] = "1"

# A run takes a second; one that waits for ever is another result.
LONGEST = 60


class Place:
    """A comparison of the project."""

    def __init__(self, path, text, node):
        self.path, self.text, self.node = path, text, node
        self.op = type(node.ops[0])
        self.constant = node.comparators[0].value
        # The tree counts columns in bytes; the project's sources are ASCII.
        starts = [0]
        for line in text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self.start = starts[node.lineno - 1] + node.col_offset
        self.end = starts[node.end_lineno - 1] + node.end_col_offset
        self.left = text[self.start : starts[node.left.end_lineno - 1] + node.left.end_col_offset]

    def spelled(self, operator):
        gap = self.text[self.start + len(self.left) : self.end]
        sign = SIGN[self.op]
        assert gap.count(sign) == 1, self.text[self.start : self.end]
        return self.with_(self.left + gap.replace(sign, operator))

    def as_truth(self):
        positive = (self.op is ast.Eq) == self.constant
        return self.with_(f"({self.left})" if positive else f"(not {self.left})")

    def with_(self, expression):
        return self.text[: self.start] + expression + self.text[self.end :]


def places(root):
    for path in sorted((root / "depot").glob("*.py")):
        text = path.read_text(encoding="ascii")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Compare) and type(node.ops[0]) in IDENTITY and len(node.ops) == 1:
                right = node.comparators[0]
                if isinstance(right, ast.Constant) and type(right.value) in (bool, type(None)):
                    yield Place(path.relative_to(root), text, node)


def results(root):
    """What the exercise comes to, run in a process of its own."""
    end, start = os.pipe()
    child = os.fork()
    if not child:
        os.close(end)
        signal.alarm(LONGEST)
        warnings.simplefilter("ignore")
        sys.stderr = sys.stdout = open(os.devnull, "w")
        sys.path.insert(0, str(root))
        try:
            import exercise

            found = exercise.results()
        except BaseException as error:
            found = {"import": [f"{type(error).__name__}: {error}"]}
        with open(start, "w") as pipe:
            json.dump(found, pipe)
        os._exit(0)
    os.close(start)
    with open(end) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {"end": ["killed"]}


def label(place, root, before):
    """What running says of a place."""
    def after(text):
        (root / place.path).write_text(text)
        found = results(root)
        (root / place.path).write_text(place.text)
        return found

    identity = after(place.spelled(IDENTITY[place.op]))
    line = place.text.splitlines()[place.node.lineno - 1].strip()
    found = {
        "rule": RULES[place.constant],
        "path": place.path.as_posix(),
        "line": place.node.lineno,
        "column": place.node.col_offset + 1,
        "source": line,
        "label": "harmless" if identity == before else "harmful",
        "evidence": next((name for name in identity if identity[name] != before.get(name)), "same-results"),
    }
    if place.constant is not None:
        truth = after(place.as_truth())
        kept = (identity == before, truth == before)
        found["keeps_behaviour"] = {
            (True, True): "both", (True, False): "is", (False, True): "truthiness", (False, False): "neither",
        }[kept]
    used = identity != before or after(place.spelled(OPPOSITE[place.op])) != before
    return found, used


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("project", nargs="?", default="testdata/typed")
    args = parser.parse_args()
    origin = pathlib.Path(args.project)
    sys.dont_write_bytecode = True
    # What each run would import first; none of it is used before the runs part.
    for library in ("numpy", "pandas", "peewee", "polars", "sqlalchemy.orm"):
        __import__(library)
    wrong = 0
    found = []
    with tempfile.TemporaryDirectory() as temp:
        root = pathlib.Path(temp) / "typed"
        shutil.copytree(origin, root)
        before = results(root)
        for name, values in before.items():
            if "Error: " in str(values[-1]):
                print(f"{name} fails: {values[-1]}")
                return 1
        if results(root) != before:
            print("two runs give other results")
            return 1
        for place in places(origin):
            one, used = label(place, root, before)
            found.append(one)
            if not used:
                wrong += 1
                print(f"{place.path}:{one['line']}:{one['column']}: not used: {one['source']}", flush=True)
    found.sort(key=lambda one: (one["path"], one["line"], one["column"]))
    lines = [json.dumps(one) for one in found]
    labels = origin / "labels.jsonl"
    if args.write:
        labels.write_text("".join(line + "\n" for line in lines))
    else:
        kept = labels.read_text().splitlines()
        for line in sorted(set(lines) ^ set(kept)):
            wrong += 1
            print(f"{'run says' if line in lines else 'labelled'}: {line}")
    harmful = sum(one["label"] == "harmful" for one in found)
    print(f"{len(found)} sites, {harmful} harmful, {len(found) - harmful} harmless; {wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
