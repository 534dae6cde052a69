"""How figures are shown: Markdown."""

import datetime
import os
import pathlib
import platform
import re
import statistics

from measure import said


def put(document, name, told):
    """Prints, or puts what was between the document's marks in the new one's place."""
    if not document:
        print(told)
        return
    begin, end = "<!-- %s -->\n" % name, "<!-- end of %s -->" % name
    text = document.read_text()
    before, rest = text.split(begin)
    document.write_text(before + begin + "\n" + told + "\n\n" + end + rest.split(end)[1])


def machine(args):
    """One paragraph: what was measured on, with what, when."""
    information = pathlib.Path("/proc/cpuinfo").read_text()
    model = re.search(r"^model name\s*:\s*(.*)", information, re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())
    version = lambda program: said([program, "--version"])[0].splitlines()[0]
    facts = "%s, %d cores, %.0f GiB of memory, Linux %s; %s, %s, %s, Python %s."
    when = "%s, medians of %d rounds; others' load on the machine when it began: %.1f."
    return (facts + " " + when) % (
        model[1] if model else platform.machine(),
        len(os.sched_getaffinity(0)),
        int(memory[1]) / 1024**2,
        platform.release(),
        version(args.isfix),
        version(args.ruff),
        version(args.rg),
        platform.python_version(),
        datetime.date.today(),
        args.rounds,
        args.load,
    )


def timed(program, unit="s"):
    shown = seconds if unit == "s" else lambda value: "%.1f ms" % (value * 1e3)
    return (
        program.name,
        shown(program.median),
        shown(min(program.seconds)),
        shown(statistics.median(program.processor)),
    )


def ratios(program, other):
    """How many times the other's a program's time is: wall-clock, and on all cores."""
    processor = [statistics.median(each.processor) for each in (program, other)]
    return times(program.median / other.median), times(processor[0] / processor[1])


def table(head, rows):
    return ["| %s |" % " | ".join(str(cell) for cell in cells) for cells in (head, ["---"] * len(head), *rows)]


def seconds(value):
    return "%.3f s" % value


def times(value):
    return "%.2f" % value


def megabytes(value):
    return "%.1f MB" % (value / 1e6)
