#!/usr/bin/env python3
"""Times the whole program against ruff and ripgrep, over one tree, in one run.

    python3 benches/whole.py [--rounds N] [--into docs/performance.md]
    python3 benches/whole.py --scale [--rounds N] [--into docs/performance.md]

Prints tables in Markdown; --into puts them in their place in a file. Everything is made under
`target/bench/`: the tree (`tree.py` tells what it holds), and an environment with ruff. The first run
fetches some 70 MB from PyPI. All programs of a table run in turn in every round, so what else the machine
does meets all of them; the first round warms the cache and is not counted. --scale times trees of 1,000 to
100,000 files, made of copies of that one (1.3 GB, removed at the end). Needs Linux, Python 3.9, cargo and rg.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import tree
from commands import FIVE, PATTERN, Commands
from measure import Counter, Program, in_turn, said, say
from scale import scale
from tables import machine, megabytes, put, ratios, table, timed, times

RUFF = "0.17.5"
# Occurs nowhere, so what is timed is the reading.
NOWHERE = "no file has this in it, %d" % os.getpid()
# How many runs the time of starting is the median of.
STARTS = 51
# For counting instructions, every so manieth file is enough: callgrind takes fifty times the time.
SAMPLE = 40
# The codes of entries that are no findings.
FAILURES = ("invalid-syntax", "io-error", "internal-error")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isfix", type=pathlib.Path, help="a build to time [default: one made now]")
    parser.add_argument("--ruff", type=pathlib.Path, help="[default: %s, from PyPI]" % RUFF)
    parser.add_argument("--rg", default="rg", help="[default: %(default)s]")
    parser.add_argument("--library", help="the library to time on [default: that of this Python]")
    parser.add_argument("--rounds", type=int, default=11, help="[default: %(default)s]")
    parser.add_argument("--scale", action="store_true", help="how cost grows with the number of files")
    parser.add_argument("--into", type=pathlib.Path, help="the document to put the tables into")
    args = parser.parse_args()
    # Told with the figures: on a busy machine ratios of wall-clock times say little, and those of two cores nothing.
    args.load = os.getloadavg()[0]
    for path in ("isfix", "ruff", "into"):
        if getattr(args, path):
            setattr(args, path, getattr(args, path).resolve())
    tree.BENCH.mkdir(parents=True, exist_ok=True)
    build = ["cargo", "build", "--quiet", "--release", "--locked", "--example", "floor"]
    subprocess.run(build + ([] if args.isfix else ["--bin", "isfix"]), check=True, cwd=tree.HERE.parent)
    release = tree.BENCH.parent / "release"
    args.floor = release / "examples" / "floor"
    args.isfix = args.isfix or release / "isfix"
    args.ruff = args.ruff or ruff()
    parts = tree.make(lambda: environment() / "bin" / "python", args.library)
    os.chdir(tree.BENCH)
    told = scale(args) if args.scale else whole(args, parts)
    put(args.into, "whole.py --scale" if args.scale else "whole.py", told)


def environment():
    """An environment with pip."""
    made = tree.BENCH / "venv"
    if not (made / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", made], check=True)
    return made


def ruff():
    program = environment() / "bin" / "ruff"
    if not program.exists() or said([program, "--version"])[0].split()[1] != RUFF:
        subprocess.run(
            [environment() / "bin" / "python", "-m", "pip", "install", "--quiet", "ruff==%s" % RUFF],
            check=True,
        )
    return program


def whole(args, parts):
    commands = Commands(args)
    files = sum(part.files for part in parts.values())
    same_files(args, commands, files)
    seen = {name: Seen(args, commands, "tree/" + name) for name in parts}
    say("check")
    cores = len(os.sched_getaffinity(0))
    isfix, five = commands.isfix, FIVE + ["--no-types"]
    check = {
        "ruff": Program("ruff, the same five rules", commands.ruff()),
        "rg": Program("ripgrep, one expression", commands.rg("-n", PATTERN)),
        "five": Program("**isfix**, five rules, `--no-types`", isfix(*five)),
        "four": Program("isfix, default rules, `--no-types`", isfix("--no-types")),
        "five types": Program("isfix, five rules", isfix(*FIVE)),
        "four types": Program("isfix, default rules", isfix()),
        "-j1": Program("isfix, five rules, `--no-types -j1`", isfix(*five, "-j1")),
        "-j2": Program("isfix, five rules, `--no-types -j2`", isfix(*five, "-j2")),
        "one core": Program("isfix, five rules, `--no-types`, on one core", isfix(*five), one_core=True),
        "rg one core": Program("ripgrep, one expression, on one core", commands.rg("-n", PATTERN), one_core=True),
        "walk": Program("floor: walk", commands.floor("walk")),
        "read": Program("floor: walk and read", commands.floor("read")),
        "scan": Program("floor: walk, read and isfix's scan", commands.floor("scan")),
        "rg walk": Program("floor: `rg --files`", commands.rg("--files")),
        "rg read": Program("floor: `rg` for what is nowhere", commands.rg("-F", NOWHERE)),
    }
    in_turn(list(check.values()), args.rounds)
    peaks = {name: program.peak() for name, program in check.items()}
    say("diff and write")
    fixes, changed = fixing(args, commands)
    say("start")
    starts = starting(args, commands)
    say("instructions")
    counts = instructions(commands)

    let_through = sum(one.let_through[1] for one in seen.values())
    with_findings = sum(one.with_findings[1] for one in seen.values())
    figures = [
        ("ruff's time to isfix's", "at least 8", *ratios(check["ruff"], check["five"])),
        ("isfix's time to ripgrep's", "at most 1.3", *ratios(check["five"], check["rg"])),
        ("`--diff` to check", "at most 1.2", *ratios(fixes["diff"], fixes["check"])),
        ("`--write` to check", "at most 1.2", *ratios(fixes["write"], fixes["check"])),
        (
            "one core's time to %d cores'" % cores,
            "at least 1.8 for two",
            times(check["one core"].median / check["five"].median),
            "",
        ),
        ("`-j1` to `-j2`", "", times(check["-j1"].median / check["-j2"].median), ""),
        ("peak memory", "below 60 MB", megabytes(peaks["five"]), ""),
        ("start on an empty folder", "below 3 ms", "%.1f ms" % (starts["isfix"].median * 1e3), ""),
        (
            "bytes let through to bytes of files with a finding",
            "at most 1.5",
            times(let_through / with_findings),
            "",
        ),
    ]
    told = [machine(args), "", tree_told(parts, seen), "", "### Figures", ""]
    told += table(["figure", "aim", "is", "by processor time"], figures)
    told += ["", "### Check", ""]
    told += table(
        ["program", "median", "least", "processor", "peak memory", "to ripgrep"],
        [
            timed(program) + (megabytes(peaks[name]), times(program.median / check["rg"].median))
            for name, program in check.items()
        ],
    )
    told += ["", "### Diff and write", "", changed, ""]
    told += table(
        ["isfix, default rules, `--no-types`", "median", "least", "processor", "to check"],
        [timed(program) + (times(program.median / fixes["check"].median),) for program in fixes.values()],
    )
    told += [
        "",
        "### Start",
        "",
        "On an empty folder, medians of %d runs, with what it takes to start any program." % STARTS,
        "",
    ]
    told += table(["program", "median", "least"], [timed(program, unit="ms")[:3] for program in starts.values()])
    told += ["", "### Instructions", "", counts]
    return "\n".join(told)


def same_files(args, commands, files):
    """That all programs look at the same files."""
    ruff, _ = said([args.ruff, "check", "--isolated", "--show-files", "tree"])
    rg, _ = said(commands.rg("--files"))
    floor, _ = said(commands.floor("walk"))
    _, isfix = said([args.isfix, "--no-types", "tree"])
    counts = [len(ruff.splitlines()), len(rg.splitlines()), int(floor.split()[0]), int(isfix.split()[0])]
    if counts != [files] * 4:
        sys.exit("ruff, ripgrep, the floor and isfix see %s files, and there are %d" % (counts, files))


class Seen:
    """What isfix sees in a folder: under five rules, without types."""

    def __init__(self, args, commands, folder):
        command = [args.isfix, *FIVE, "--no-types", "--output-format", "json", folder]
        said_json, summary = said(command)
        found = findings(said_json)
        if found != findings(said(command + ["--no-scan"])[0]):
            sys.exit("the scan hides findings in %s: compare with --no-scan" % folder)
        paths = {one["filename"] for one in found}
        self.findings = len(found)
        self.with_findings = len(paths), sum(map(os.path.getsize, paths))
        _, _, *let_through = map(int, said(commands.floor("scan", folder))[0].split())
        self.let_through = tuple(let_through)
        parsed = [int(number) for number in re.findall(r"(\d+) (?:parsed|not read as Python|failed)", summary)]
        if sum(parsed) != self.let_through[0]:
            sys.exit("the scan lets %d files through, and isfix looks at %s" % (self.let_through[0], parsed))


def findings(said_json):
    """The findings alone: of files that cannot be read there are more where the scan is off."""
    return [one for one in json.loads(said_json) if one["code"] not in FAILURES]


def fixing(args, commands):
    """Check, diff and write in turn, on a copy that is put back after each write."""
    folder = "tree"
    for folder in ("tree", "tree/site"):
        options = ["--no-types", "--quiet"]
        _, summary = said([args.isfix, "--no-types", folder])
        files, changed = (int(re.search(what, summary)[1]) for what in (r"^(\d+) files", r"(\d+) to change"))
        if changed < files / 100:
            break
    shutil.rmtree("copy", ignore_errors=True)
    shutil.copytree(folder, "copy")
    before = stamps("copy")
    programs = {
        "check": Program("check", commands.isfix("--no-types", folder="copy")),
        "diff": Program("`--diff`", [args.isfix, *options, "--diff", "copy"]),
        "write": Program("`--write`", commands.isfix("--no-types", "--write", folder="copy")),
    }

    def settle(_):
        os.sync()

    def restore(program):
        if program is not programs["write"]:
            return
        written = [path for path, stamp in stamps("copy").items() if before.get(path) != stamp]
        if len(written) != changed:
            sys.exit("%d files were to change, and %d did" % (changed, len(written)))
        for path in written:
            shutil.copy2(pathlib.Path(folder, path), pathlib.Path("copy", path))
        before.update(stamps("copy"))

    in_turn(list(programs.values()), args.rounds, settle, restore)
    shutil.rmtree("copy")
    share = "%d of %s files change (%.2f %%). Each one written is flushed to disk with its folder." % (
        changed,
        "{:,}".format(files),
        100 * changed / files,
    )
    return programs, share


def stamps(folder):
    """What tells whether a file was replaced or written into."""
    looked = ((path, path.stat()) for path in tree.walk(folder))
    return {path.relative_to(folder): (status.st_ino, status.st_mtime_ns) for path, status in looked}


def starting(args, commands):
    os.makedirs("empty", exist_ok=True)
    starts = {
        "isfix": Program("isfix", commands.isfix(folder="empty")),
        "rg": Program("ripgrep", commands.rg("-n", PATTERN, folder="empty")),
        "ruff": Program("ruff", commands.ruff("empty")),
        "true": Program("`true`", ["true"]),
    }
    in_turn(list(starts.values()), STARTS)
    return starts


def instructions(commands):
    counter = Counter()
    if not counter.name:
        return "Not counted: there is neither a counter nor valgrind here."
    shutil.rmtree("sample", ignore_errors=True)
    paths = [path for path in tree.walk("tree") if path.suffix == ".py"][::SAMPLE]
    for path in paths:
        place = "sample" / path.relative_to("tree")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    size = sum(path.stat().st_size for path in paths)
    programs = {
        "ruff, the same five rules": commands.ruff,
        "ripgrep, one expression": lambda folder: commands.rg("-j1", "-n", PATTERN, folder=folder),
        "isfix, five rules": lambda folder: commands.isfix(*FIVE, "--no-types", "-j1", folder=folder),
    }
    rows = []
    for name, command in programs.items():
        start, all_ = counter.count(command("empty")), counter.count(command("sample"))
        rows.append(
            (
                name,
                "%.1f million" % (start / 1e6),
                "%.1f million" % (all_ / 1e6),
                "%.2f" % ((all_ - start) / size),
            )
        )
    shutil.rmtree("sample")
    told = "Every %dth file of the tree (%d files, %s), one thread where that can be said, counted by %s." % (
        SAMPLE,
        len(paths),
        megabytes(size),
        counter.name,
    )
    return "\n".join([told, "", *table(["program", "an empty folder", "all", "a byte, but for the start"], rows)])


def tree_told(parts, seen):
    rows = []
    for name, part in parts.items():
        one = seen[name]
        rows.append(row(name, (part.files, part.bytes), one.findings, one.with_findings, one.let_through))
    sums = [
        tuple(map(sum, zip(*(getattr(one, what) for one in seen.values()))))
        for what in ("with_findings", "let_through")
    ]
    whole_ = sum(part.files for part in parts.values()), sum(part.bytes for part in parts.values())
    rows.append(row("all", whole_, sum(one.findings for one in seen.values()), *sums))
    biggest = max(path.stat().st_size for path in tree.walk("tree") if path.suffix == ".py")
    others = sum(part.others for part in parts.values())
    return "\n".join(
        [
            *table(
                [
                    "part",
                    "files",
                    "bytes",
                    "findings",
                    "files with one",
                    "their bytes",
                    "let through",
                    "their bytes",
                    "to bytes with one",
                ],
                rows,
            ),
            "",
            "Beside them stand %s other files; the largest Python file has %s."
            % ("{:,}".format(others), megabytes(biggest)),
        ]
    )


def row(name, all_, found, with_findings, let_through):
    share = lambda part: "%s (%.1f %%)" % (megabytes(part), 100 * part / all_[1])
    ratio = times(let_through[1] / with_findings[1]) if with_findings[1] else ""
    return (
        name,
        "{:,}".format(all_[0]),
        megabytes(all_[1]),
        found,
        with_findings[0],
        share(with_findings[1]),
        let_through[0],
        share(let_through[1]),
        ratio,
    )


if __name__ == "__main__":
    main()
