#!/usr/bin/env python3
"""Holds isfix's reading of suppression comments against pylint's and ruff's, on random sources.

    python3 tests/suppression.py [--pylint PROGRAM]... [--ruff PROGRAM] ISFIX [SOURCES [SEED]]

ISFIX is the program. `--pylint` may be given several times, for 4.0 and 4.1 each its own; without, it is the
one on the path, and so is ruff (0.17). Where a tool finds what isfix finds too, but for the comments, each
source is read with them: isfix must silence whatever the tool silences, and of several pylints whatever any
of them does. It may silence more (a comment counts on every line of a comparison), and how often is told.
Exits with 1 if it ever silences less.
"""

import argparse
import ast
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

CODES = {"C0121": "E711", "R0123": "F632"}
FAILED = "F0002"
BLOCKS = ["if {}:", "while {}:", "for i in j:", "with {}:", "def f():", "def f(a):", "def f(a={}):", "class A:"]
BLOCKS += ["class A(B):", "try:", "match x:"]


class Source:
    """One source: what it is made of is drawn, and so is which comments stand where."""

    def __init__(self, draw, order, indents):
        self.draw, self.order, self.indents = draw, order, indents
        self.lines = []
        self.block("", 3)

    def text(self):
        return "\n".join(self.lines) + "\n"

    def test(self):
        return self.draw.choice(["a == None", "None != b", "c is 1", 'd is not "x"'])

    def behind(self):
        return "  " + self.order(self.draw) if self.draw.random() < 0.12 else ""

    def put(self, line):
        self.lines.append(line + self.behind())

    def alone(self, indent):
        while self.draw.random() < 0.2:
            width = max(0, len(indent) + self.draw.choice(self.indents))
            self.lines.append(" " * width + self.order(self.draw))

    def block(self, indent, depth):
        self.alone(indent)
        for _ in range(self.draw.randint(1, 3)):
            (self.compound if depth and self.draw.random() < 0.5 else self.simple)(indent, depth)
            self.alone(indent)

    def simple(self, indent, _):
        deeper, shape = indent + "    ", self.draw.randrange(8)
        if shape == 0:
            self.put(indent + self.draw.choice(["f(", "[", "q = (", "("]))
            for _ in range(self.draw.randint(1, 3)):
                self.alone(deeper)
                self.put(f"{deeper}{self.test()},")
            self.put(indent + ("]" if self.lines_open("[") else ")"))
        elif shape == 1:
            self.put(f"{indent}(a ==")
            self.alone(deeper)
            self.put(f"{indent} None)")
        elif shape == 2:
            self.lines.append(f"{indent}{self.test()} and \\")
            self.put(f"{deeper}{self.test()}")
        elif shape == 3:
            self.lines.append(f"{indent}z = '''")
            self.put(f"''' or {self.test()}")
        elif shape == 4 and self.draw.random() < 0.5:
            self.put(f"{indent}[y")
            for clause in ["for y in z", "if {}", "if {}", "for w in y", "if {}"][: self.draw.randint(1, 5)]:
                self.alone(deeper)
                self.put(deeper + clause.format(self.test()))
            self.put(indent + "]")
        elif shape == 5 and self.draw.random() < 0.3:
            head = self.draw.choice(["if y: ", "for y in z: ", "while y: ", "class A: ", "def f(a): "])
            self.put(indent + head + self.test())
        else:
            self.put(indent + self.test())

    def lines_open(self, bracket):
        """Whether the last bracket that was opened at a line's end, its comment left out, is this one."""
        ends = (line.split("  #")[0].rstrip()[-1:] for line in reversed(self.lines))
        return next(end for end in ends if end in "[(" and end) == bracket

    def compound(self, indent, depth):
        deeper, head = indent + "    ", self.draw.choice(BLOCKS).format(self.test())
        if head.startswith(("def", "class")) and self.draw.random() < 0.3:
            self.put(f"{indent}@d({self.test()})")
            if head.startswith("class") and self.draw.random() < 0.5:
                self.put(f"{indent}{head} {self.test()}")
                return
        if head.startswith("def") and self.draw.random() < 0.3:
            self.put(f"{indent}{self.draw.choice(['def f(', 'async def f('])}")
            for name in "abc"[: self.draw.randint(1, 3)]:
                self.alone(deeper)
                self.put(f"{deeper}{name}={self.test()},")
            head = self.draw.choice(["):", ") -> None:", f") -> ({self.test()}):"])
        self.put(indent + head)
        if head.startswith("match"):
            for case in "1_":
                self.alone(deeper)
                self.put(f"{deeper}case {case}:")
                self.block(deeper + "    ", depth - 1)
            return
        self.block(deeper, depth - 1)
        more = ["except E:", "except:", "else:", "finally:"] if head == "try:" else []
        if head.startswith("if"):
            more = [f"elif {self.test()}:", "else:"]
        elif head.startswith(("while", "for")):
            more = ["else:"]
        kept = [it for it in more if self.draw.random() < 0.5]
        if head == "try:" and not any(it.startswith(("except", "finally")) for it in kept):
            kept = ["finally:"]
        if "else:" in kept and head == "try:" and not any(it.startswith("except") for it in kept):
            kept.remove("else:")
        for it in kept:
            self.put(indent + it)
            self.block(deeper, depth - 1)


def pylint_order(draw):
    keyword = draw.choice(["disable"] * 4 + ["enable"] * 2 + ["disable-next"])
    return f"# pylint: {keyword}=" + draw.choice(["C0121"] * 4 + ["singleton-comparison", "R0123", "C", "C0121,R0123"])


def ruff_order(draw):
    keyword = draw.choice(["disable"] * 3 + ["enable"] * 3 + ["ignore"])
    listed = draw.choice(["E711"] * 3 + ["F632", "E711, F632", "F632,E711"])
    return f"# ruff: {keyword}[{listed}]"


def found(command, folder, place):
    """The findings in each source, as pairs of row and code."""
    ran = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    findings = [set() for _ in folder.iterdir()]
    for entry in json.loads(ran.stdout):
        name, row, code = place(entry)
        findings[int(Path(name).stem[1:])].add((row, CODES.get(code, code)))
    return findings


def run(command, texts, place):
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"m{number}.py").write_text(text, newline="")
        return found(command, Path(folder), place)


def compare(name, order, indents, commands, place, isfix, count, draw):
    texts = []
    while len(texts) < count:
        text = Source(draw, order, indents).text()
        try:
            ast.parse(text)
        except SyntaxError:
            continue
        texts.append(text)
    silent = [text.replace(f"{name}:", f"{name.upper()}_:") for text in texts]
    mine = [*isfix, "--no-types", "--select", "E711,F632", "--output-format", "json", "--quiet"]
    by_isfix = lambda entry: (entry["filename"], entry["location"]["row"], entry["code"])
    every, ours = run(mine, silent, by_isfix), run(mine, texts, by_isfix)
    for command in commands:
        every = [a & b for a, b in zip(every, run(command, silent, place))]
    theirs = [run(command, texts, place) for command in commands]
    for their in theirs:
        # Where pylint itself fails it silences nothing.
        their[:] = [all_of if any(code == FAILED for _, code in it) else it for it, all_of in zip(their, every)]
    sites = sum(map(len, every))
    less = more = 0
    for number, (text, all_of, our) in enumerate(zip(texts, every, ours)):
        reported = [their[number] for their in theirs]
        missed = (all_of - set.intersection(*reported)) & our
        less += len(missed)
        more += len((all_of - our) & set.intersection(*reported))
        for row, code in sorted(missed):
            by = [command[0] for command, their in zip(commands, reported) if (row, code) not in their]
            print(f"{', '.join(by)} silences {code} in row {row} of\n{text}")
    print(f"{name}: {len(texts)} sources, {sites} findings, isfix silences {less} less and {more} more")
    return less


def main():
    reads = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reads.add_argument("--pylint", action="append", metavar="PROGRAM", help="a pylint; may be given again")
    reads.add_argument("--ruff", default="ruff", metavar="PROGRAM", help="the ruff")
    reads.add_argument("isfix", metavar="ISFIX")
    reads.add_argument("sources", metavar="SOURCES", type=int, nargs="?", default=200)
    reads.add_argument("seed", metavar="SEED", type=int, nargs="?", default=0)
    asked = reads.parse_args()
    count, draw = asked.sources, random.Random(asked.seed)
    isfix = [str(Path(asked.isfix).resolve())]
    pylint = ["--rcfile=/dev/null", "--disable=all", "--output-format=json"]
    pylint += [f"--enable=C0121,R0123,{FAILED}", "--recursive=y"]
    pylints = [[program, *pylint] for program in asked.pylint or ["pylint"]]
    by_pylint = lambda entry: (entry["path"], entry["line"], entry["message-id"])
    ruff = [asked.ruff, "check", "--isolated", "--no-cache", "--select=E711,F632", "--output-format=json"]
    by_ruff = lambda entry: (entry["filename"], entry["location"]["row"], entry["code"])
    less = compare("pylint", pylint_order, [0], pylints, by_pylint, isfix, count, draw)
    less += compare("ruff", ruff_order, [0] * 8 + [-4, 4, 2, -2], [ruff], by_ruff, isfix, count, draw)
    return less > 0


if __name__ == "__main__":
    sys.exit(main())
