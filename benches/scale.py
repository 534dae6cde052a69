"""How cost grows with the number of files, and with the size of one: the second half of whole.py."""

import os
import pathlib
import shutil

import tree
from commands import FIVE, PATTERN, Commands
from measure import Program, in_turn, say
from tables import machine, megabytes, seconds, table, times

SCALES = [1_000, 3_000, 10_000, 30_000, 100_000]
# Files that lie beside each other are taken together, so a small tree has as many files a folder as a large one.
RUN = 50
# What one large file is made of, over and over: a module with one finding, and nothing but findings.
MODULE = pathlib.Path("tree/lib/pydoc.py")
FINDINGS = b"if x == None: y = 1\n"
SIZES = [1_000_000, 5_000_000, 20_000_000]


def scale(args):
    """Times trees of growing size. They are one folder, into which more and more is moved."""
    commands = Commands(args)
    paths = [path for path in tree.walk("tree") if path.suffix == ".py"]
    shutil.rmtree("scale", ignore_errors=True)
    say("copying")
    pieces = [
        copies(paths, SCALES[at] - before, "scale/waiting/%d" % at) for at, before in enumerate([0] + SCALES[:-1])
    ]
    os.makedirs("scale/tree")
    rows, size = [], 0
    for at, files in enumerate(SCALES):
        say("%d files" % files)
        os.rename("scale/waiting/%d" % at, "scale/tree/%d" % at)
        os.sync()
        size += pieces[at]
        programs = [
            Program("isfix", commands.isfix(*FIVE, "--no-types", folder="scale/tree")),
            Program("isfix, types", commands.isfix(*FIVE, folder="scale/tree")),
            Program("rg", commands.rg("-n", PATTERN, folder="scale/tree")),
        ]
        in_turn(programs, args.rounds)
        isfix, types, rg = programs
        rows.append(
            (
                "{:,}".format(files),
                megabytes(size),
                seconds(isfix.median),
                "%.1f µs" % (isfix.median / files * 1e6),
                megabytes(isfix.peak()),
                times(isfix.median / rg.median),
                seconds(types.median),
                megabytes(types.peak()),
            )
        )
    shutil.rmtree("scale")
    columns = ["files", "bytes", "isfix", "a file", "peak memory", "to ripgrep", "with types", "peak memory with types"]
    return "\n".join([machine(args), "", *table(columns, rows), "", "### One large file", "", *large(args, commands)])


def large(args, commands):
    """The same for a folder with one file in it, of growing size."""
    rows = []
    kinds = [("code", MODULE.read_bytes()), ("findings", FINDINGS)]
    for kind, piece, size in [(kind, piece, size) for kind, piece in kinds for size in SIZES]:
        say("one file, %s, %d bytes" % (kind, size))
        shutil.rmtree("scale", ignore_errors=True)
        os.makedirs("scale")
        written = pathlib.Path("scale/large.py").write_bytes(piece * -(-size // len(piece)))
        isfix = Program("isfix", commands.isfix(*FIVE, "--no-types", folder="scale"))
        ruff = Program("ruff", commands.ruff(folder="scale"))
        in_turn([isfix, ruff], args.rounds)
        row = [kind, megabytes(written)]
        for program in (isfix, ruff):
            peak = program.peak()
            row += [seconds(program.median), megabytes(peak), times(peak / written)]
        rows.append(row)
    shutil.rmtree("scale")
    return table(["of", "bytes", "isfix", "peak memory", "to its bytes", "ruff", "peak memory", "to its bytes"], rows)


def copies(paths, number, folder):
    """Puts so many of the files into a folder: whole copies, and runs from all over the tree; gives their bytes."""
    size = 0
    runs = [paths[start : start + RUN] for start in range(0, len(paths), RUN)]
    for copy in range(-(-number // len(paths))):
        wanted = min(len(paths), number - copy * len(paths))
        taken = -(-wanted // RUN)
        spread = [runs[at * len(runs) // taken] for at in range(taken)]
        for path in [path for run in spread for path in run][:wanted]:
            place = pathlib.Path(folder, str(copy)) / path.relative_to("tree")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
            size += place.stat().st_size
    return size
