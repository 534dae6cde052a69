#!/usr/bin/env python3
"""Holds the byte scan against the whole pipeline: what is found in a tree with and without `--no-scan`.

    python3 tests/scan.py [--isfix PATH] TREE...

Every rule is selected, every finding counts, suppressed ones, too, and no types are asked for. What is
wrong with a file that the scan dismisses is not told, so failures are left out. Prints how many files
there are, how many of them the scan dismissed, how many hold a finding, and every difference; ends with 1
where there is one. Needs Python 3.9.
"""

import argparse
import json
import re
import subprocess
import sys

OPTIONS = ["--select", "ALL", "--ignore-noqa", "--no-types", "--output-format", "json"]
COUNTS = re.compile(r"(\d+) files? in .*?\((\d+) scanned only")


def found(isfix, tree, *more):
    """What is found, and the files seen and dismissed."""
    ran = subprocess.run([isfix, tree, *OPTIONS, *more], capture_output=True, text=True)
    if ran.returncode not in (0, 1, 2):
        sys.exit("isfix failed: %s" % ran.stderr)
    entries = json.loads(ran.stdout)
    # The codes of rules start with a capital letter, those of failures do not.
    findings = {
        (one["filename"], one["code"], json.dumps(one["location"]), json.dumps(one["fix"]))
        for one in entries
        if one["code"][0].isupper()
    }
    counts = COUNTS.search(ran.stderr)
    return findings, int(counts[1]), int(counts[2])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isfix", default="target/release/isfix", help="[default: %(default)s]")
    parser.add_argument("trees", nargs="+", metavar="TREE")
    args = parser.parse_args()
    seen = dismissed = 0
    holding, differing = set(), set()
    for tree in args.trees:
        scanned, files, only = found(args.isfix, tree)
        whole, _, _ = found(args.isfix, tree, "--no-scan")
        seen, dismissed = seen + files, dismissed + only
        holding |= {one[0] for one in whole}
        differing |= scanned ^ whole
        print("%s: %d files, %d dismissed, %d findings" % (tree, files, only, len(whole)), flush=True)
    for one in sorted(differing):
        print("DIFFERS: %s %s %s" % one[:3])
    print("%d files, %d dismissed, %d with findings, %d differences" % (seen, dismissed, len(holding), len(differing)))
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
