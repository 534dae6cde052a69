#!/usr/bin/env python3
"""Times isfix on columns of sources: alone, and on Ray and Spark, beside the command on the same bytes.

    python3 benches/engines.py [--isfix PROGRAM] [--rows N] [--rounds N] [--into DOCUMENT]

Prints tables in Markdown; --into puts them in their place in a file. It needs isfix installed in this Python (a
release build), what `python/tests/engines/requirements.txt` names, a JVM, and Linux. The data set is that of
`python/tests/dataset.py`, its awkward rows left out; for the command its rows are laid out as files under
`target/bench/engines/`, which is removed at the end. Each job runs in a process of its own (`job.py` tells of
them), held to as many cores as it is to have; the first rounds are not counted.

Throughput is by processor time, of all processes of a job: what a core does, whatever else the machine has to do.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
from importlib.metadata import version

import pyarrow.parquet
from measure import Program, said, say
from tables import megabytes, put, seconds, table
from tree import BENCH, HERE

sys.path.insert(0, str(HERE.parent / "python" / "tests"))

import dataset
from job import TOLD

# So many files lie in a folder.
FILES_A_FOLDER = 1000
NAMES = {
    "alone": "`fix_batch`",
    "threads": "`fix_table`",
    "ray": "Ray",
    "spark": "Spark",
    "spark-files": "Spark, a file a task",
}
OPERATIONS = {"fix": "", "paths": ", with paths", "changed": ", `only_changed`", "pass": ", nothing done"}
IN_MEMORY = [
    ("alone", 1, "fix"),
    ("alone", 1, "paths"),
    ("threads", 1, "fix"),
    ("threads", 2, "fix"),
    ("ray", 1, "fix"),
    ("ray", 2, "fix"),
    ("ray", 1, "changed"),
    ("ray", 2, "changed"),
    ("ray", 1, "pass"),
    ("spark", 1, "fix"),
    ("spark", 2, "fix"),
    ("spark", 1, "changed"),
    ("spark", 2, "changed"),
    ("spark", 1, "pass"),
]
FROM_FILES = [
    ("alone", 1, "fix"),
    ("alone", 1, "pass"),
    ("ray", 1, "fix"),
    ("ray", 2, "fix"),
    ("ray", 2, "changed"),
    ("ray", 1, "pass"),
    ("spark", 1, "fix"),
    ("spark", 2, "fix"),
    ("spark", 2, "changed"),
    ("spark", 1, "pass"),
    ("spark-files", 1, "fix"),
    ("spark-files", 2, "fix"),
    ("spark-files", 1, "pass"),
]


class Job:
    """What a job took, and how much it did."""

    def __init__(self, engine, cores, operation, shape, args, folder):
        say("%s, %d cores, %s, %s" % (engine, cores, operation, shape))
        self.name = NAMES[engine] + OPERATIONS[operation]
        self.engine, self.cores, self.operation = engine, cores, operation
        words = [engine, cores, operation, shape, args.rounds, folder]
        environment = {**os.environ, "ISFIX_JOB": str(os.getpid()), "SPARK_LOCAL_IP": "127.0.0.1"}
        environment["RAY_USAGE_STATS_ENABLED"] = "0"
        ran = subprocess.run(
            [sys.executable, HERE / "job.py", *map(str, words)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        # Engines print, too.
        told = [line for line in ran.stdout.splitlines() if line.startswith(TOLD)]
        if ran.returncode or not told:
            sys.exit("%s\n%s\n%s" % (words, ran.stdout, ran.stderr))
        told = json.loads(told[0][len(TOLD) :])
        self.wall = statistics.median(told["seconds"])
        self.processor = statistics.median(told["processor"])
        self.start, self.again, self.peak, self.largest = (told[key] for key in ("start", "again", "peak", "largest"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isfix", type=pathlib.Path, help="the command [default: that of this Python]")
    parser.add_argument("--rows", type=int, default=dataset.ROWS, help="[default: %(default)s]")
    parser.add_argument("--rounds", type=int, default=5, help="[default: %(default)s]")
    parser.add_argument("--into", type=pathlib.Path, help="the document to put the tables into")
    args = parser.parse_args()
    load = os.getloadavg()[0]
    args.isfix = (args.isfix or pathlib.Path(sys.executable).with_name("isfix")).resolve()
    args.into = args.into and args.into.resolve()
    folder = dataset.make(args.rows).resolve()
    place = BENCH / "engines"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    os.chdir(place)
    size = laid_out(folder)
    command = timed(args)
    shutil.rmtree("files")
    in_memory = [Job(*job, "memory", args, folder) for job in IN_MEMORY]
    from_files = [Job(*job, "files", args, folder) for job in FROM_FILES]
    os.chdir(BENCH)
    shutil.rmtree(place)
    data = Data(args.rows, size)
    told = [machine(args, load), "", "%s rows, %s." % ("{:,}".format(args.rows), megabytes(size)), ""]
    told += ["### From memory to nowhere", "", *data.compared(in_memory, command), ""]
    told += ["### From Parquet to Parquet", "", *data.compared(from_files), ""]
    told += ["### Start and memory", "", *starts(in_memory, from_files)]
    put(args.into, "engines.py", "\n".join(told))


def laid_out(folder):
    """Writes the rows as files, and gives their bytes."""
    size = number = 0
    for part in sorted(folder.glob("part-*.parquet")):
        for content in pyarrow.parquet.read_table(part, columns=["content"])["content"].to_pylist():
            path = pathlib.Path("files", str(number // FILES_A_FOLDER), "%d.py" % number)
            if not number % FILES_A_FOLDER:
                path.parent.mkdir(parents=True)
            path.write_bytes(content)
            size, number = size + len(content), number + 1
    os.sync()
    return size


def timed(args):
    """The command on them, on one core."""
    say("isfix")
    program = Program("`isfix`", [args.isfix, "--no-types", "--isolated", "-j1", "files"], one_core=True)
    program.run()
    for _ in range(args.rounds):
        program.time()
    return program


class Data:
    """How much there is to do, against which times are held."""

    def __init__(self, rows, size):
        self.rows, self.size = rows, size

    def row(self, name, cores, processor, wall, least):
        return (
            name,
            cores,
            seconds(processor),
            "{:,.0f}".format(self.rows / processor),
            "%.0f" % (self.size / 1e6 / processor),
            seconds(wall),
            "%.0f %%" % (100 * least / processor),
        )

    def compared(self, jobs, command=None):
        """Each job, and how its throughput compares with that of the first."""
        head = ["", "cores", "processor", "rows/s a core", "MB/s a core", "wall clock", "to `fix_batch`"]
        least, rows = jobs[0].processor, []
        if command:
            processor, user = statistics.median(command.processor), statistics.median(command.user)
            rows.append(self.row("`isfix --no-types --isolated -j1`", 1, processor, command.median, least))
            rows.append(self.row("the same, without the system's part", 1, user, command.median, least))
        rows += [self.row(job.name, job.cores, job.processor, job.wall, least) for job in jobs]
        return table(head, rows)


def starts(*all_jobs):
    head = [
        "",
        "cores",
        "to the first row",
        "a row after it",
        "peak memory, from memory",
        "from Parquet",
        "largest process",
    ]
    rows = []
    for engine in NAMES:
        both = [[job for job in jobs if job.engine == engine and job.operation == "fix"] for jobs in all_jobs]
        for one in both[0]:
            files = [job for job in both[1] if job.cores == one.cores]
            peaks = [megabytes(job.peak) for job in files] or [""]
            largest = [megabytes(job.largest) for job in files] or [""]
            rows.append(
                (one.name, one.cores, seconds(one.start), seconds(one.again), megabytes(one.peak), *peaks, *largest)
            )
    return table(head, rows)


def machine(args, load):
    """One paragraph: what was measured on, with what, when."""
    model = re.search(r"^model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())
    engines = ", ".join("%s %s" % (name, version(name)) for name in ("pyarrow", "ray", "pyspark"))
    facts = "%s, %d cores, %.0f GiB of memory, Linux %s; %s, Python %s, %s. "
    when = "%s, medians of %d rounds; others' load on the machine when it began: %.1f."
    return (facts + when) % (
        model[1] if model else platform.machine(),
        len(os.sched_getaffinity(0)),
        int(memory[1]) / 1024**2,
        platform.release(),
        said([args.isfix, "--version"])[0].strip(),
        platform.python_version(),
        engines,
        datetime.date.today(),
        args.rounds,
        load,
    )


if __name__ == "__main__":
    main()
