#!/usr/bin/env python3
"""Move many git repositories with isfix, rule by rule, and commit what their tests agree to.

    migrate.py REPOSITORIES WORK [--test COMMAND] [--jobs N] [--shard K/N] [--push] ...

REPOSITORIES is a file with a repository a line: what `git clone` takes, and behind a tab, where the repository
has another one than --test says, the command that runs its tests. A path that is not absolute counts from the
folder of the list (where that is no file but a pipe: from the current folder). Blanks around either count for
nothing, nor do empty lines and those that begin with `#`.

For each repository: clone it, run its tests once as it is, and then for each rule: isfix --write, tests, commit.
A rule whose tests fail is taken back, its change kept in WORK/refused, and the next rule is tried. All of it is
recorded in WORK, and WORK/report.json holds the merged reports with their totals. A run that was stopped is begun
again with the same command: what is done is not done twice.

The tests are code of the repositories and run as you: run this where they may. isfix itself runs none of it.

Needs Python 3.8 or later, git and isfix, and nothing else. Exit status: 0 all is well, 1 tests have the last word
somewhere, or findings could not be judged by them; 2 something failed; 128 + n stopped by signal n.
"""

import argparse
import base64
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading

# The surest first: a rule that tests refuse does not stand in the way of those before it.
RULES = "E714,E713,F632,E711"

# What becomes of a repository, the worst last.
FINISHED = ["nothing to do", "moved", "moved in part", "tests fail as it is"]
STATES = [*FINISHED, "failed", "stopped"]


# Who commits, where git knows nobody.
NAMES = {f"GIT_{who}_{what}": "isfix" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


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
            # A signal between these two lines found nothing to end.
            if self.signal:
                kill(program)
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

    def __init__(self, listed, options, programs):
        self.url, test = listed
        self.test = test or options.test
        # Two of the same last name must not meet in one folder.
        digest = hashlib.sha256(self.url.encode()).hexdigest()[:8]
        last = re.sub(r"\.git$", "", self.url.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1])
        self.name = f"{re.sub(r'[^A-Za-z0-9._-]', '_', last)}-{digest}"
        self.options, self.programs = options, programs
        self.log = self.head = None
        self.folder = options.work / "repositories" / self.name
        self.record = {"url": self.url, "name": self.name, "plan": self.plan(), "steps": {}}
        self.environment = options.environment

    def plan(self):
        """What is asked for: where it is another than that of an earlier run, all begins anew."""
        options = self.options
        return {"isfix": options.version, "steps": options.steps, "test": self.test, "branch": options.branch}

    def path(self, kind, name):
        path = self.options.work / kind / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def move(self):
        """Takes it through everything, and gives its record."""
        self.recall()
        if self.record.get("state") in FINISHED and not self.unpushed():
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
            # Whatever is wrong with one repository, the others are moved.
            except Exception as error:
                self.record["state"], self.record["reason"] = "failed", str(error) or repr(error)
        self.remember()
        return self.record

    def recall(self):
        """What an earlier run has recorded, if it was asked for the same."""
        try:
            record = json.loads(self.path("records", f"{self.name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        if record.get("plan") == self.record["plan"]:
            record.pop("reason", None)
            self.record = record

    def remember(self):
        write(self.path("records", f"{self.name}.json"), self.record)

    def run(self, command, **options):
        return self.programs.run(command, self.log, self.options.timeout, cwd=self.folder, **options)

    def git(self, *words):
        """git, which must succeed."""
        if self.run(["git", *words], env=self.environment) != 0:
            raise Failed(f"git {words[0]} failed: see {self.log.name}")

    def said(self, *words, **options):
        """What git prints, which must succeed."""
        options = {"cwd": self.folder, "env": self.environment, "capture_output": True, **options}
        told = subprocess.run(["git", *words], check=False, timeout=self.options.timeout, **options)
        if told.returncode != 0:
            raise Failed(f"git {words[0]}: {os.fsdecode(told.stderr).strip()}")
        return os.fsdecode(told.stdout).strip()

    def begin(self):
        """The clone as it was left: on its branch, and without what a killed step has left in it."""
        if not self.folder.exists():
            beside = self.folder.with_name(f".{self.folder.name}.new")
            shutil.rmtree(beside, ignore_errors=True)
            beside.parent.mkdir(parents=True, exist_ok=True)
            clone = ["git", "clone", "--quiet", "--", origin(self.url, self.options.base), beside]
            if self.programs.run(clone, self.log, self.options.timeout, env=self.environment) != 0:
                raise Failed(f"cannot be cloned: see {self.log.name}")
            # A clone has its name only when it is whole.
            beside.rename(self.folder)
        # Nobody else is at work here: what is locked was locked by a git that was killed.
        for lock in (self.folder / ".git").rglob("*.lock"):
            lock.unlink()
        if self.run(["git", "config", "user.email"], env=self.environment) != 0:
            self.environment = {**self.environment, **NAMES}
        if "before" not in self.record:
            if self.run(["git", "rev-parse", "--quiet", "--verify", "origin/HEAD"], env=self.environment) != 0:
                raise Failed("has no commit to begin with")
            self.head = base = self.said("rev-parse", "origin/HEAD")
            self.restore()
            self.record.update(base=base, before=self.tests())
            self.remember()
            return
        # What was committed and not recorded is done once more.
        commits = [step["commit"] for step in self.record["steps"].values() if step["commit"]]
        self.head = (commits or [self.record["base"]])[-1]
        self.restore()

    def restore(self):
        """The branch and its files as they were committed, whatever tests did: what they left would be walked, too."""
        self.git("checkout", "--quiet", "--force", "-B", self.options.branch, self.head)
        self.git("reset", "--quiet", "--hard", self.head)
        self.git("clean", "--quiet", "--force", "--force", "-d")

    def tests(self):
        """Runs the repository's tests, and puts its files back."""
        if not self.test:
            return "none"
        status = self.run(self.test, shell=True)
        self.restore()
        return {0: "passed", None: "timed out"}.get(status, "failed")

    def step(self, step):
        """Applies a rule, and commits it if the tests agree."""
        rule = step.partition(" ")[0]
        report = self.path(f"reports/{self.name}", f"{step.replace(' ', '-')}.json")
        report.unlink(missing_ok=True)
        command = [self.options.isfix, "--write", *self.selection(step), "--quiet", "--jobs", str(self.options.isfix_jobs)]
        status = self.run([*command, "--output-format", "json", "--output-file", report])
        if status not in (0, 1):
            self.restore()
            raise Failed(f"isfix ended with {status}: see {self.log.name} and {report}")
        entries = json.loads(report.read_bytes())
        done = {**count(entries, rule), "status": status, "tests": "none", "commit": None}
        names = {name(entry) for entry in entries if entry["applied"]}
        if names:
            done["changed"] = len(names)
            # These and no others, and before the tests can touch anything.
            literal = {**self.environment, "GIT_LITERAL_PATHSPECS": "1"}
            self.said("add", "--update", "--pathspec-from-file=-", "--pathspec-file-nul", input=b"\0".join(names), env=literal)
            tree = self.said("write-tree")
            change = subprocess.run(["git", "diff", "--cached", "--binary"], cwd=self.folder, capture_output=True, check=True)
            done["tests"] = self.tests()
            if done["tests"] in ("none", "passed"):
                told = message(step, done, self.options.version).encode()
                # Of the very tree that was tested, whatever hooks and branches the tests have made.
                self.head = done["commit"] = self.said("commit-tree", "-p", self.head, tree, input=told)
            else:
                self.path("refused", f"{self.name}-{step.replace(' ', '-')}.patch").write_bytes(change.stdout)
            self.restore()
        self.record["steps"][step] = done
        self.remember()

    def selection(self, step):
        """What a step asks isfix for: its rule, with those before it that the tests did not refuse.

        Rules settle together: `not x == None` is `x is not None` where the rule for `not … is` is on, and
        `not x is None` where it is not.
        """
        refused = {name for name, done in self.record["steps"].items() if done["tests"] in ("failed", "timed out")}
        steps = self.options.steps
        steps = [name for name in steps[: steps.index(step) + 1] if name not in refused]
        rules = dict.fromkeys(name.partition(" ")[0] for name in steps)
        words = ["--select", ",".join(rules)]
        unsafe = [name.partition(" ")[0] for name in steps if name.endswith(" unsafe")]
        return words + (["--config", f"extend-safe-fixes = {json.dumps(unsafe)}"] if unsafe else [])

    def unpushed(self):
        """The last commit, where it is to be pushed and was not."""
        commits = [step["commit"] for step in self.record["steps"].values() if step["commit"]]
        last = commits[-1] if commits else None
        return last if self.options.push and last != self.record.get("pushed") else None

    def push(self):
        """Pushes the branch, over nothing but what was pushed by an earlier run."""
        last = self.unpushed()
        if last:
            branch = f"refs/heads/{self.options.branch}"
            lease = f"--force-with-lease={branch}:{self.record.get('pushed', '')}"
            self.git("push", "--quiet", lease, "origin", f"{last}:{branch}")
            self.record["pushed"] = last

    def state(self):
        steps = self.record["steps"].values()
        if self.record["before"] in ("failed", "timed out"):
            return "tests fail as it is"
        if any(step["tests"] in ("failed", "timed out") for step in steps):
            return "moved in part"
        return "moved" if any(step["commit"] for step in steps) else "nothing to do"


def name(entry):
    """The bytes of the name of a report's file."""
    given = entry.get("filename_bytes")
    return base64.b64decode(given) if given else os.fsencode(entry["filename"])


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
    with open(beside, "w", encoding="utf-8") as file:
        file.write(json.dumps(value, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
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


def listed(text):
    """The repositories of a list, each with its own tests, if it has any; what is listed twice counts once."""
    found = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        url, _, test = line.partition("\t")
        if not url.strip():
            raise ValueError(f"line {number} of the list names no repository before its tab")
        found[url.strip(), test.strip()] = None
    return list(found)


def origin(url, base):
    """What git is to clone: an address as it is, a path from the folder of the list.

    What is a path, is git's own rule (`git help clone`, "GIT URLS"): `host:path` has its colon before any slash.
    """
    is_address = "://" in url or ":" in url.partition("/")[0]
    return url if is_address else str(base / url)


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
    parser.add_argument("--timeout", type=float, default=1800, help="seconds that tests, or git, may take [default: 1800]")
    parser.add_argument("--branch", default="isfix", help="the branch that is made [default: isfix]")
    parser.add_argument("--jobs", type=int, default=1, help="repositories at once [default: 1]")
    parser.add_argument("--shard", type=shard, default=(1, 1), help="only the K-th of N parts of the list")
    parser.add_argument("--push", action="store_true", help="push the branch where anything was committed")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 in place of 1")
    options = parser.parse_args()
    options.work = options.work.absolute()
    options.steps = options.rules.split(",")
    if options.unsafe_fixes:
        options.steps += [f"{rule} unsafe" for rule in options.steps]
    options.isfix_jobs = max(1, (os.cpu_count() or 1) // max(1, options.jobs))
    try:
        options.version = told(options.isfix, "--version").strip()
        rules = json.loads(told(options.isfix, "explain", "--output-format", "json"))
        options.listed = listed(options.repositories.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        parser.error(str(error))
    known = {name for rule in rules for name in (rule["code"], rule["name"])}
    for rule in options.rules.split(","):
        if rule not in known:
            parser.error(f"{rule} is no rule's name, and not the code that reports show")
    options.base = options.repositories.absolute().parent if options.repositories.is_file() else pathlib.Path.cwd()
    urls = collections.Counter(url for url, _ in options.listed)
    for url in (url for url, times in urls.items() if times > 1):
        parser.error(f"{url} is listed with several tests")
    # Nobody is there to be asked.
    options.environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    return options


def told(*command):
    """What a program prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main():
    options, programs = arguments(), Programs()
    mine = [listed for listed in options.listed if is_mine(listed[0], options.shard)]
    repositories = [Repository(listed, options, programs) for listed in mine]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
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
    if "failed" in states:
        return 2
    return int(bool(states & {"moved in part", "tests fail as it is"}) and not options.exit_zero)


if __name__ == "__main__":
    sys.exit(main())
