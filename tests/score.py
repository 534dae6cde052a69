#!/usr/bin/env python3
"""Scores the judge against labelled comparisons.

    python3 tests/score.py [--isfix PATH] [--rules CODES] [--each] [--floor RULE=PERCENT]
                           LABELS.jsonl SOURCES [-- OPTION...]

LABELS.jsonl holds one site a line, an object with
- `rule`, a code; `path`, `line`, `column`: where the comparison (or its operator, or its constant) starts,
  both from 1, the column in code points; `package` and `version`, if the path is inside SOURCES/package-version and
  not SOURCES itself;
- `label`: `harmful` (rewritten, the code would do something else, or a test test nothing),
  `harmless` or `unclear`; `evidence`, the reason in a word;
- `keeps_behaviour`, of a comparison with True or False: what of `is` and bare truth keeps the result,
  `is`, `truthiness`, `both` or `neither`;
- `source`, the line without its indentation (at least a part of it), which must be there.

isfix reads the labelled files, suppression comments ignored; OPTIONs are passed on. For each rule,
prints how many sites of each label are rewritten by default, held back (unsafe), noted, or neither;
names each harmful one that is rewritten, whatever it is rewritten to, each harmless one that is
rewritten to what it is not the same as, and each harmless one that is not rewritten. With --each,
scores each witness alone, too.

Exits with 1 if a site is rewritten that must not be, or if fewer than PERCENT of a RULE's harmless sites are
rewritten; with 2 if the labels do not fit the sources or isfix fails, be it on one labelled file. Needs
Python 3.9.
"""

import argparse
import collections
import json
import os
import re
import subprocess
import sys

WITNESSES = ("context", "bindings", "types")

# What may stand between the start of a finding and the labelled comparison in it: `not (x == None)`
# is reported whole.
NEGATION = re.compile(r"(?:\s|\(|\\|\bnot\b)*")

# What became of a site, in the order in which it is printed.
STATES = ("rewritten", "held back", "noted", "reported", "not found")


class Misfit(Exception):
    """The labels, the sources and isfix do not fit together."""


class Site:
    """A labelled comparison, and what isfix makes of it."""

    def __init__(self, label, folder):
        self.label = label
        parts = [folder]
        if "package" in label:
            parts.append("%s-%s" % (label["package"], label["version"]))
        self.path = os.path.realpath(os.path.join(*parts, label["path"]))
        self.shown = "/".join(parts[1:] + [label["path"]])
        self.row, self.column = label["line"], label["column"]
        self.finding = None

    @property
    def state(self):
        if self.finding is None:
            return "not found"
        applicability = (self.finding["fix"] or {}).get("applicability")
        if applicability == "safe":
            return "rewritten"
        if self.finding["severity"] == "info":
            return "noted"
        return "held back" if applicability == "unsafe" else "reported"

    @property
    def evidence(self):
        return (self.finding or {}).get("evidence") or {}

    def becomes(self):
        """What the fix makes of `== True`: an `is` of it, or its operand's truth."""
        written = " ".join(edit["content"] for edit in self.finding["fix"]["edits"])
        return "is" if re.search(r"\bis\b", written) else "truthiness"

    def broken(self):
        """Why the site must not be rewritten as it is; None where it may, or is not rewritten."""
        if self.state != "rewritten" or self.label["label"] == "unclear":
            return None
        if self.label["label"] == "harmful":
            return "harmful"
        keeps = self.label.get("keeps_behaviour", "both")
        return None if keeps in ("both", self.becomes()) else "only %s keeps the result" % keeps

    def describe(self):
        label, evidence = self.label, self.evidence
        said = "%s: %s" % (evidence.get("witness") or "no witness", evidence["reason"]) if evidence else "-"
        words = [label.get("evidence", ""), label.get("keeps_behaviour", "")]
        return "%s:%d:%d: %s [%s] %s; %s" % (
            self.shown, self.row, self.column, label["source"].strip()[:80],
            " ".join(filter(None, words)), self.state, said)


def read_labels(path, folder, rules):
    """The sites of a labels file, those of some rules alone; each must be where it says it is."""
    sites = []
    with open(path, encoding="utf-8") as file:
        labels = [json.loads(line) for line in file if line.strip()]
    lines = {}
    for label in labels:
        if rules and label["rule"] not in rules:
            continue
        site = Site(label, folder)
        if site.path not in lines:
            lines[site.path] = lines_of(site.path)
        check(site, lines[site.path])
        sites.append(site)
    if not sites:
        raise Misfit("%s: no label of a rule asked for" % path)
    return sites, lines


def lines_of(path):
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        raise Misfit("%s: %s" % (path, error.strerror)) from None
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = source.decode("latin-1")
    return re.split("\r\n|\r|\n", text)


def check(site, lines):
    row, column, source = site.row, site.column, site.label["source"].strip()
    line = lines[row - 1] if row <= len(lines) else ""
    place = "%s:%d:%d" % (site.shown, row, column)
    # A labelled comparison may go over several lines, and its label quote any of them.
    near = [other.strip() for other in lines[row - 1 : row + 4]]
    if not any(source in other for other in near):
        raise Misfit("%s: the source does not hold %r" % (place, source))
    if not line[column - 1 : column].strip():
        raise Misfit("%s: no comparison can start there" % place)


def ask(isfix, options, sites, lines):
    """Runs isfix over the sites' files and gives each site its finding."""
    rules = sorted({site.label["rule"] for site in sites})
    paths = sorted({site.path for site in sites})
    command = [isfix, "--quiet", "--output-format", "json", "--ignore-noqa", "--extend-select",
               ",".join(rules), *options, "--", *paths]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode not in (0, 1):
        raise Misfit("isfix exits with %d: %s" % (run.returncode, run.stderr.decode("utf-8", "replace")))
    failed, found = set(), collections.defaultdict(list)
    for entry in json.loads(run.stdout):
        if entry["code"] in ("invalid-syntax", "io-error"):
            failed.add(entry["filename"])
        else:
            found[entry["filename"], entry["code"]].append(entry)
    for site in sites:
        # What isfix cannot read it leaves as it is: that says nothing of the judge.
        if site.path in failed:
            raise Misfit("%s: isfix cannot read it" % site.shown)
        site.finding = finding_at(site, found[site.path, site.label["rule"]], lines[site.path])


def finding_at(site, entries, lines):
    """The finding that starts at the site; else the innermost that is a negation of what starts there,
    or has its operator or its constant there."""
    at = (site.row, site.column)
    inside = lines[site.row - 1].startswith(("==", "!=", "None", "True", "False"), site.column - 1)
    around = []
    for entry in entries:
        start, end = (position(entry[key]) for key in ("location", "end_location"))
        if start == at:
            return entry
        if start < at < end and (inside or NEGATION.fullmatch(between(lines, start, at))):
            around.append(entry)
    return max(around, key=lambda entry: position(entry["location"]), default=None)


def position(location):
    return location["row"], location["column"]


def between(lines, start, end):
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] - 1 : end[1] - 1]
    middle = lines[start[0] : end[0] - 1]
    return "\n".join([lines[start[0] - 1][start[1] - 1 :], *middle, lines[end[0] - 1][: end[1] - 1]])


def report(rule, sites):
    """Prints one rule's score."""
    packages = {site.label.get("package") for site in sites} - {None}
    print("%s: %d sites%s" % (rule, len(sites), " in %d packages" % len(packages) if packages else ""))
    for label in ("harmful", "harmless", "unclear"):
        row = [site for site in sites if site.label["label"] == label]
        if not row:
            continue
        states = collections.Counter(site.state for site in row)
        shown = ["%d %s" % (states[state], state) for state in STATES if states[state]]
        share = "%.1f %% rewritten; " % share_rewritten(row) if label == "harmless" else ""
        print("  %-8s %4d: %s%s" % (label, len(row), share, ", ".join(shown)))
        print("    %s" % ", ".join(witnesses_of(row)))
    for site in sites:
        if site.broken():
            print("  MUST NOT (%s) %s" % (site.broken(), site.describe()))
    for site in sites:
        if site.label["label"] == "harmless" and site.state != "rewritten":
            print("  missed %s" % site.describe())


def share_rewritten(sites):
    """How many percent of the harmless sites are rewritten; of none, all are."""
    row = [site for site in sites if site.label["label"] == "harmless"]
    return 100 * sum(site.state == "rewritten" for site in row) / len(row) if row else 100.0


def floor(text):
    """`E711=95`: a rule, and how many percent of its harmless sites are to be rewritten."""
    rule, _, percent = text.partition("=")
    return rule, float(percent)


def sunk(sites, floors):
    """Tells of each rule whose floor is not held; gives whether there is one."""
    below = False
    for rule, least in floors:
        row = [site for site in sites if site.label["rule"] == rule]
        if not row:
            raise Misfit("no label of %s, which has a floor" % rule)
        share = share_rewritten(row)
        if share < least:
            below = True
            print("%s: BELOW THE FLOOR: %.1f %% of the harmless are rewritten, not %g %%" % (rule, share, least))
    return below


def witnesses_of(sites):
    """Who decided how many of what."""
    decided = collections.Counter(
        (site.evidence.get("witness") or "none", site.evidence["verdict"]) for site in sites if site.evidence)
    return ["%s says %s: %d" % (*who, number) for who, number in sorted(decided.items())] or ["no evidence"]


def totals(sites):
    """The short form of a score: broken ones, and the rewritten part of the harmless."""
    harmless = [site for site in sites if site.label["label"] == "harmless"]
    done = sum(site.state == "rewritten" for site in harmless)
    share = "%5.1f %%" % (100 * done / len(harmless)) if harmless else "    -"
    return "%3d must not be | harmless %d of %d, %s" % (
        sum(site.broken() is not None for site in sites), done, len(harmless), share)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isfix", default="target/release/isfix")
    parser.add_argument("--rules", default="", help="codes, joined by commas [default: all that are labelled]")
    parser.add_argument("--each", action="store_true", help="each witness alone, too")
    parser.add_argument("--floor", action="append", default=[], type=floor, metavar="RULE=PERCENT",
                        help="at least so many of a rule's harmless sites must be rewritten")
    parser.add_argument("labels")
    parser.add_argument("sources")
    parser.add_argument("options", nargs="*", help="passed on to isfix, after `--`")
    args = parser.parse_args()
    wanted = {code for code in args.rules.split(",") if code}
    try:
        sites, lines = read_labels(args.labels, args.sources, wanted)
        rules = sorted({site.label["rule"] for site in sites})
        if args.each:
            for witness in WITNESSES:
                ask(args.isfix, [*args.options, "--witnesses", witness], sites, lines)
                for rule in rules:
                    print("%s %-8s alone: %s" % (
                        rule, witness, totals([site for site in sites if site.label["rule"] == rule])))
        ask(args.isfix, args.options, sites, lines)
        for rule in rules:
            row = [site for site in sites if site.label["rule"] == rule]
            if args.each:
                print("%s all together:   %s" % (rule, totals(row)))
            report(rule, row)
        below = sunk(sites, args.floor)
    except (Misfit, OSError) as error:
        print("score.py: %s" % error, file=sys.stderr)
        return 2
    return int(below or any(site.broken() for site in sites))


if __name__ == "__main__":
    sys.exit(main())
