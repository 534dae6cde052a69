#!/usr/bin/env python3
"""Move many git repositories with isfix, rule by rule, and commit what their tests agree to.

    migrate.py REPOSITORIES WORK [--test COMMAND] [--jobs N] [--shard K/N] [--push] ...

REPOSITORIES is a file with a repository a line: what `git clone` takes, and behind a tab, where the repository
has another one than --test says, the command that runs its tests. Lines that begin with `#` are passed over.

For each repository: clone it, run its tests once as it is, and then for each rule: isfix --write, tests, commit.
A rule whose tests fail is taken back, its change kept in WORK/refused, and the next rule is tried. All of it is
recorded in WORK, and WORK/report.json holds the merged reports with their totals. A run that was stopped is begun
again with the same command: what is done is not done twice.

The tests are code of the repositories and run as you: run this where they may. isfix itself runs none of it.

Needs Python 3.8 or later, git and isfix, and nothing else. Exit status: 0 all is well, 1 tests have the last word
somewhere, or findings could not be judged by them; 2 something failed; 128 + n stopped by signal n.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading

# The surest first: a rule that tests refuse does not stand in the way of those before it.
RULES = "E714,E713,F632,E711"

# What becomes of a repository, the worst last.
STATES = ["nothing to do", "moved", "moved in part", "tests fail as it is", "failed", "stopped"]


class Stopped(Exception):
    """The run was asked to stop."""


class Failed(Exception):
    """A step that must not fail did."""


class Programs:
    """The programs that run now, so that they can be ended with us."""

    def __init__(self):
        self.lock, self.running, self.signal = threading.Lock(), set(), None

    def run(self, command, log, timeout=None, **options):
        """Runs a command to its end; gives its exit status, or None where its time was up."""
        log.write(f"$ {command if isinstance(command, str) else ' '.join(map(str, command))}\n")
        log.flush()
        with self.lock:
            if self.signal:
                raise Stopped
            program = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **options
            )
            self.running.add(program)
        try:
            status = program.wait(timeout)
        except subprocess.TimeoutExpired:
            kill(program)
            program.wait()
            status = None
        finally:
            with self.lock:
                self.running.discard(program)
        log.write(f"# exit status {status}\n")
        if self.signal:
            raise Stopped
        return status

    def stop(self, number, _frame):
        self.signal = number
        for program in list(self.running):
            kill(program)


def kill(program):
    """Ends a program and whatever it has started."""
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Repository:
    """One repository on its way."""

    def __init__(self, line, options, programs):
        self.url, _, test = line.partition("\t")
        self.test = test.strip() or options.test
        # Two of the same last name must not meet in one folder.
        digest = hashlib.sha256(self.url.encode()).hexdigest()[:8]
        last = re.sub(r"\.git$", "", self.url.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1])
        self.name = f"{re.sub(r'[^A-Za-z0-9._-]', '_', last)}-{digest}"
        self.options, self.programs = options, programs
        self.folder = options.work / "repositories" / self.name
        self.record = {"url": self.url, "name": self.name, "plan": self.plan(), "steps": {}}

    def plan(self):
        """What is asked for: where it is another than that of an earlier run, all begins anew."""
        return {"isfix": self.options.version, "steps": self.options.steps, "test": self.test}

    def path(self, kind, name):
        path = self.options.work / kind / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def move(self):
        """Takes it through everything, and gives its record."""
        self.recall()
        if self.record.get("state") in STATES[:4]:
            return self.record
        with open(self.path("logs", f"{self.name}.log"), "a", encoding="utf-8", errors="replace") as self.log:
            try:
                self.begin()
                for step in self.options.steps:
                    if step not in self.record["steps"] and self.record["before"] in ("none", "passed"):
                        self.step(step)
                self.push()
                self.record["state"] = self.state()
            except Stopped:
                self.record["state"] = "stopped"
            except (Failed, OSError, ValueError, subprocess.CalledProcessError) as error:
                self.record["state"], self.record["reason"] = "failed", str(error)
        self.remember()
        return self.record

    def recall(self):
        path = self.path("records", f"{self.name}.json")
        record = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if record.get("plan") == self.record["plan"]:
            record.pop("reason", None)
            self.record = record

    def remember(self):
        write(self.path("records", f"{self.name}.json"), self.record)

    def run(self, command, timeout=None, **options):
        return self.programs.run(command, self.log, timeout, cwd=self.folder, **options)

    def git(self, *words):
        """git, which must succeed."""
        if self.run(["git", *words], env=self.options.environment) != 0:
            raise Failed(f"git {words[0]} failed: see {self.log.name}")

    def said(self, *words):
        """What git prints."""
        return subprocess.run(["git", *words], cwd=self.folder, capture_output=True, check=True, text=True).stdout.strip()

    def begin(self):
        """The clone as it was left: on its branch, and without what a killed step has left in it."""
        if not self.folder.exists():
            beside = self.folder.with_name(f".{self.folder.name}.new")
            subprocess.run(["rm", "-rf", beside], check=True)
            beside.parent.mkdir(parents=True, exist_ok=True)
            clone = ["git", "clone", "--quiet", "--", self.url, beside]
            if self.programs.run(clone, self.log, env=self.options.environment) != 0:
                raise Failed(f"cannot be cloned: see {self.log.name}")
            # A clone has its name only when it is whole.
            beside.rename(self.folder)
        if "base" not in self.record:
            self.record["base"] = self.said("rev-parse", "origin/HEAD")
            self.git("checkout", "--quiet", "--force", "-B", self.options.branch, self.record["base"])
            self.record["before"] = self.tests()
        else:
            # What was committed and not recorded is done once more.
            commits = [step["commit"] for step in self.record["steps"].values() if step["commit"]]
            self.git("checkout", "--quiet", "--force", "-B", self.options.branch, (commits or [self.record["base"]])[-1])
        self.remember()

    def tests(self):
        """Runs the repository's tests, and puts its files back as they were: what they made would be walked, too."""
        if not self.test:
            return "none"
        status = self.run(self.test, self.options.timeout, shell=True)
        self.git("checkout", "--quiet", "--", ".")
        self.git("clean", "--quiet", "--force", "-d")
        return {0: "passed", None: "timed out"}.get(status, "failed")

    def step(self, step):
        """Applies a rule, and commits it if the tests agree."""
        rule, _, is_unsafe = step.partition(" ")
        # With what was committed before, since rules settle together: `not x == None` is `x is not None`
        # where the rule for `not … is` is on, and `not x is None` where it is not.
        steps = {**{name: done["commit"] for name, done in self.record["steps"].items()}, step: True}
        rules = [name.partition(" ")[0] for name, commit in steps.items() if commit and name.endswith(is_unsafe)]
        report = self.path(f"reports/{self.name}", f"{step.replace(' ', '-')}.json")
        report.unlink(missing_ok=True)
        command = [self.options.isfix, "--write", "--select", ",".join(rules), "--quiet", "--jobs", str(self.options.isfix_jobs)]
        command += ["--output-format", "json", "--output-file", report] + ["--unsafe-fixes"] * bool(is_unsafe)
        status = self.run(command)
        if status not in (0, 1, 2) or not report.exists():
            raise Failed(f"isfix ended with {status}: see {self.log.name}")
        done = {**count(json.loads(report.read_bytes()), rule), "status": status, "tests": "none", "commit": None}
        # Staged, so that what the tests do to the work tree is not committed.
        self.git("add", "--update")
        if self.run(["git", "diff", "--cached", "--quiet"]) != 0:
            done["changed"] = len(self.said("diff", "--cached", "--name-only").splitlines())
            done["tests"] = self.tests()
            if done["tests"] in ("none", "passed"):
                self.git("commit", "--quiet", "--message", message(step, done, self.options.version))
                done["commit"] = self.said("rev-parse", "HEAD")
            else:
                refused = self.path("refused", f"{self.name}-{step.replace(' ', '-')}.patch")
                with open(refused, "wb") as patch:
                    subprocess.run(["git", "diff", "--cached", "--binary"], cwd=self.folder, stdout=patch, check=True)
                self.git("reset", "--quiet", "--hard")
        self.record["steps"][step] = done
        self.remember()

    def push(self):
        commits = any(step["commit"] for step in self.record["steps"].values())
        if self.options.push and commits:
            self.git("push", "--quiet", "--force-with-lease", "origin", self.options.branch)

    def state(self):
        steps = self.record["steps"].values()
        if any(step["status"] == 2 for step in steps):
            self.record["reason"] = "isfix could not read or write all files: see its reports"
            return "failed"
        if self.record["before"] in ("failed", "timed out"):
            return "tests fail as it is"
        if any(step["tests"] in ("failed", "timed out") for step in steps):
            return "moved in part"
        return "moved" if any(step["commit"] for step in steps) else "nothing to do"


def count(entries, rule):
    """What a report in JSON comes to for a rule."""
    of_rule = [entry for entry in entries if rule in (entry["code"], entry["name"])]
    findings = [entry for entry in of_rule if entry["severity"] == "error"]
    applied = sum(entry["applied"] for entry in findings)
    failures = ("invalid-syntax", "io-error", "internal-error")
    return {
        "findings": len(findings),
        "applied": applied,
        "left": len(findings) - applied,
        "notes": len(of_rule) - len(findings),
        "failures": dict(collections.Counter(entry["code"] for entry in entries if entry["code"] in failures)),
        "changed": 0,
    }


def message(step, done, version):
    places = f"{done['applied']} comparison{'s' * (done['applied'] != 1)} in {done['changed']} file{'s' * (done['changed'] != 1)}"
    return f"isfix: {step}\n\n{places}, rewritten by {version}.\n"


def write(path, value):
    """Writes JSON so that a reader finds the old or the new, whole."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    os.replace(beside, path)


def merged(records, options):
    """All that was recorded, with its totals."""
    rules = {step: collections.Counter() for step in options.steps}
    failures = collections.Counter()
    for record in records:
        unread = collections.Counter()
        for step, done in record["steps"].items():
            kinds = ("findings", "applied", "left", "notes", "changed")
            rules[step].update({kind: done[kind] for kind in kinds})
            rules[step].update({"commits": bool(done["commit"]), "refused": done["tests"] in ("failed", "timed out")})
            # A file that cannot be read is met by every rule, and is one file.
            unread |= collections.Counter(done["failures"])
        failures.update(unread)
    states = collections.Counter(record["state"] for record in records)
    totals = {
        "repositories": {state: states[state] for state in STATES if states[state]},
        "rules": {step: dict(rule) for step, rule in rules.items()},
        "failures": dict(failures),
    }
    return {"isfix": options.version, "totals": totals, "repositories": records}


def table(report):
    """The totals for eyes."""
    totals = report["totals"]
    lines = [f"{number:>7}  {state}" for state, number in totals["repositories"].items()]
    columns = ["findings", "applied", "left", "notes", "changed", "commits", "refused"]
    lines.append("".join(f"{column:>10}" for column in columns) + "  rule")
    for step, rule in totals["rules"].items():
        lines.append("".join(f"{rule.get(column, 0):>10}" for column in columns) + f"  {step}")
    reasons = [record for record in report["repositories"] if "reason" in record]
    lines += [f"{record['url']}: {record['reason']}" for record in reasons]
    return "\n".join(lines)


def shard(text):
    match = re.fullmatch(r"([1-9][0-9]*)/([1-9][0-9]*)", text)
    if not match or int(match[1]) > int(match[2]):
        raise argparse.ArgumentTypeError("K/N with K from 1 to N")
    return int(match[1]), int(match[2])


def is_mine(url, parts):
    """Whether a repository is of this shard; the same on every machine and for any order of the list."""
    number = int.from_bytes(hashlib.sha256(url.encode()).digest()[:8], "big")
    return number % parts[1] == parts[0] - 1


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--isfix", default="isfix", help="the program")
    parser.add_argument("--rules", default=RULES, help=f"by name or code, a commit each, in this order [default: {RULES}]")
    parser.add_argument("--unsafe-fixes", action="store_true", help="then the unsafe fixes of each rule, in commits of their own")
    parser.add_argument("--test", help="the command that runs a repository's tests")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds that tests may take [default: 1800]")
    parser.add_argument("--branch", default="isfix", help="the branch that is made [default: isfix]")
    parser.add_argument("--jobs", type=int, default=1, help="repositories at once [default: 1]")
    parser.add_argument("--shard", type=shard, default=(1, 1), help="only the K-th of N parts of the list")
    parser.add_argument("--push", action="store_true", help="push the branch where anything was committed")
    options = parser.parse_args()
    options.work = options.work.absolute()
    options.steps = options.rules.split(",")
    if options.unsafe_fixes:
        options.steps += [f"{rule} unsafe" for rule in options.steps]
    options.isfix_jobs = max(1, (os.cpu_count() or 1) // max(1, options.jobs))
    try:
        options.version = told(options.isfix, "--version").strip()
        rules = json.loads(told(options.isfix, "explain", "--output-format", "json"))
        lines = options.repositories.read_text(encoding="utf-8").splitlines()
    except (OSError, subprocess.CalledProcessError) as error:
        parser.error(str(error))
    known = {name for rule in rules for name in (rule["code"], rule["name"])}
    for rule in options.rules.split(","):
        if rule not in known:
            parser.error(f"{rule} is no rule's name, and not the code that reports show")
    options.lines = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    # Nobody is there to be asked, and a commit has somebody's name where none is set.
    names = {f"GIT_{who}_{what}": "isfix" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    named = subprocess.run(["git", "config", "user.email"], capture_output=True, check=False).returncode == 0
    options.environment = {**({} if named else names), **os.environ, "GIT_TERMINAL_PROMPT": "0"}
    return options


def told(*command):
    """What a program prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main():
    options, programs = arguments(), Programs()
    mine = [line for line in dict.fromkeys(options.lines) if is_mine(line.partition("\t")[0], options.shard)]
    repositories = [Repository(line, options, programs) for line in mine]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, programs.stop)
    records = []
    with concurrent.futures.ThreadPoolExecutor(max(1, options.jobs)) as pool:
        for record in pool.map(Repository.move, repositories):
            records.append(record)
            print(f"[{len(records)}/{len(repositories)}] {record['url']}: {record['state']}", file=sys.stderr, flush=True)
    report = merged(records, options)
    options.work.mkdir(parents=True, exist_ok=True)
    write(options.work / "report.json", report)
    print(table(report))
    if programs.signal:
        return 128 + programs.signal
    states = {record["state"] for record in records}
    return 2 if "failed" in states else int(bool(states & {"moved in part", "tests fail as it is"}))


if __name__ == "__main__":
    sys.exit(main())
