#!/usr/bin/env python3
"""Holds isfix against a file of cases.

    python3 tests/cases.py [--isfix PATH] CASES.json

The file is a list of objects: `before`, a module without its last newline; `after`, the result that
is asked for, or null for "leave alone"; `cls`, one of
- P and L: `after` must be the result by default;
- R: unchanged or `after` by default, and `after` with `--select ALL --unsafe-fixes`;
- N: must not change by default.

Prints what differs and a count; exits with 1 if a default result differs. An R case that is not
offered with --unsafe-fixes is printed, for its rule may not be there yet.
"""

import argparse
import json
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isfix", default="target/release/isfix")
    parser.add_argument("cases")
    args = parser.parse_args()

    def result(before, *options):
        command = [args.isfix, "--quiet", "--write", "-", *options]
        return subprocess.run(command, input=before.encode(), capture_output=True).stdout.decode()

    with open(args.cases, encoding="utf-8") as file:
        cases = json.load(file)
    wrong = offered = 0
    for case in cases:
        before, after = case["before"], case["after"]
        right = {"P": [after], "L": [after], "R": [before, after], "N": [before]}[case["cls"]]
        default = result(before)
        if default not in right:
            wrong += 1
            print(f"{case['n']} {case['cls']}: {before!r} gives {default!r}, not {right!r}")
        if case["cls"] == "R":
            asked = result(before, "--select", "ALL", "--unsafe-fixes")
            offered += asked == after
            if asked != after:
                print(f"{case['n']} R: not offered: {before!r} -> {after!r}")
    reviewed = sum(case["cls"] == "R" for case in cases)
    print(f"{len(cases)} cases, {wrong} wrong by default, {offered} of {reviewed} R cases offered")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
