#!/usr/bin/env python3
"""Times what types cost: `isfix TREE` with and without `--no-types`, in turn.

    python3 tests/cost.py [--isfix PATH] [--rounds N] TREE [-- OPTION...]

OPTIONs are passed on to both. Prints the medians of the wall-clock times, their ratio, how many files
there are, how many comparisons with None, and how many of those types decided. The first round warms
the cache and is not counted. Needs Python 3.9.
"""

import argparse
import collections
import json
import statistics
import subprocess
import sys
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isfix", default="target/release/isfix", help="[default: %(default)s]")
    parser.add_argument("--rounds", type=int, default=7, help="[default: %(default)s]")
    parser.add_argument("tree")
    parser.add_argument("options", nargs="*")
    args = parser.parse_args()
    command = [args.isfix, args.tree, *args.options]
    ways = {"types": [], "--no-types": ["--no-types"]}
    times = collections.defaultdict(list)
    for round_ in range(args.rounds + 1):
        for name, options in ways.items():
            start = time.perf_counter()
            ran = subprocess.run(command + options, capture_output=True)
            if round_:
                times[name].append(time.perf_counter() - start)
            if ran.returncode not in (0, 1, 2):
                sys.exit("isfix failed: %s" % ran.stderr.decode())
    said = subprocess.run(command + ["--output-format", "json"], capture_output=True)
    found = [one for one in json.loads(said.stdout) if one["code"] == "E711"]
    witnesses = collections.Counter((one["evidence"] or {}).get("witness") for one in found)
    for name in ways:
        each = times[name]
        print("%-10s %.3f s (%.3f to %.3f)" % (name, statistics.median(each), min(each), max(each)))
    ratio = statistics.median(times["types"]) / statistics.median(times["--no-types"])
    print("%.2f times, %d rounds" % (ratio, args.rounds))
    summary = said.stderr.decode().strip().splitlines()
    print(summary[-1] if summary else "")
    print("%d comparisons with None; types decided %d" % (len(found), witnesses["types"]))


if __name__ == "__main__":
    main()
