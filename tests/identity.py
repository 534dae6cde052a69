"""What the interpreters on this machine answer to comparisons by identity, beside docs/identity.md.

    python3 tests/identity.py            writes the page's tables anew from the interpreters found
    python3 tests/identity.py --check    holds the page's tables against them

CPython and PyPy are sought on PATH and among pyenv's (PYENV_ROOT, else what `pyenv root` says);
`--python PATH` names more. MicroPython is sought on PATH and as the npm package
@micropython/micropython-webassembly-pyscript, run by Node (in ./node_modules, NODE_PATH or npm's global
folder); `--micropython PATH` names either. `--only` asks those alone that are named. What was found, and what not, is printed. The
questions are in identity/answers.py. All interpreters that the page is to speak of must be there at once.

`--check` ends with 1 where the page does not hold, and with 3 where there is nothing to hold it against.
A version that the page names must answer as it says. Another patch release of one must, too, wherever all
versions of that implementation agree; of other versions differences are only told.
"""

import argparse
import glob
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
QUESTIONS = os.path.join(HERE, "identity", "answers.py")
PAGE = os.path.join(HERE, "..", "docs", "identity.md")

IMPLEMENTATIONS = ["CPython", "PyPy", "MicroPython"]
OLDEST = (3, 8)
PACKAGE = "@micropython/micropython-webassembly-pyscript"
TIMEOUT = 120

class Answers:
    """What one interpreter answered: a list for each question."""

    def __init__(self, text):
        head, *lines = text.splitlines()
        self.implementation, self.version, self.python = head.split()
        self.answers = {}
        for line in lines:
            question, answers = line.split("\t")
            self.answers[question] = answers.split()

    def __str__(self):
        if self.implementation == "PyPy":
            return "PyPy %s (Python %s)" % (self.version, self.python)
        return "%s %s" % (self.implementation, self.version)

    @property
    def minor(self):
        """Where CPython's behaviour may change; of the others, each release."""
        return minor(self.implementation, self.version)


def minor(implementation, version):
    return ".".join(version.split(".")[:2]) if implementation == "CPython" else version


def numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)]


def output(command):
    """What a command prints, or None where it fails."""
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONIOENCODING="utf-8")
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
            timeout=TIMEOUT, env=environment, cwd=HERE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def pyenvs():
    root = os.environ.get("PYENV_ROOT") or (output(["pyenv", "root"]) or "").strip()
    return sorted(glob.glob(os.path.join(glob.escape(root), "versions", "*", "bin", "python"))) if root else []


def pythons():
    """Paths that may be CPython or PyPy."""
    words = ["python3", "pypy3"]
    for number in range(OLDEST[1], 30):
        words += ["python3.%d" % number, "pypy3.%d" % number]
    found = [shutil.which(word) for word in words]
    return [path for path in found if path] + pyenvs()


def node_packages():
    """Folders that the package of MicroPython may be in."""
    folders = [os.path.join(os.getcwd(), "node_modules")]
    folders += os.environ.get("NODE_PATH", "").split(os.pathsep)
    folders += [(output(["npm", "root", "--global"]) or "").strip()]
    return [os.path.join(folder, PACKAGE) for folder in folders if folder]


def micropythons():
    """Paths that may be MicroPython, or its package for Node."""
    return [path for path in [shutil.which("micropython")] if path] + node_packages()


def commands(arguments):
    """What may be asked, up to the program."""
    for path in arguments.python + ([] if arguments.only else pythons()):
        yield [path, "-W", "ignore"]
    for path in arguments.micropython + ([] if arguments.only else micropythons()):
        module = os.path.join(path, "micropython.mjs")
        if os.path.isfile(module):
            yield ["node", module]
        elif os.path.isfile(path):
            yield [path]


def find(arguments):
    """The answers of each interpreter that runs, one for each minor version, the newest patch release."""
    best = {}
    for command in commands(arguments):
        said = output(command + [QUESTIONS])
        if not said:
            continue
        answers = Answers(said)
        if answers.implementation == "CPython" and tuple(numbers(answers.python)[:2]) < OLDEST:
            continue
        key = (answers.implementation, answers.minor)
        if key not in best or numbers(best[key].version) < numbers(answers.version):
            best[key] = answers
    order = lambda one: (IMPLEMENTATIONS.index(one.implementation), numbers(one.version))
    return sorted(best.values(), key=order)


def cell(found, question, way):
    """What all of them say to one question: `yes`, or who says what."""
    said = []
    for implementation in IMPLEMENTATIONS:
        those = [one for one in found if one.implementation == implementation]
        if not those:
            continue
        answers = [one.answers[question][way] for one in those]
        usual = max(sorted(set(answers)), key=answers.count)
        others = [(one.minor, answer) for one, answer in zip(those, answers) if answer != usual]
        text = usual
        for other in sorted({answer for _, answer in others}):
            text += " (%s %s)" % (", ".join(version for version, answer in others if answer == other), other)
        said.append((implementation, text))
    texts = [text for _, text in said]
    if len(set(texts)) == 1 and "(" not in texts[0]:
        return texts[0]
    for implementation, text in said:
        others = set(texts) - {text}
        if len(said) > 2 and texts.count(text) == 1 and len(others) == 1 and "(" not in min(others):
            return "%s %s, else %s" % (implementation, text, min(others))
    return ", ".join("%s %s" % pair for pair in said)


def says(cell_text, implementation, version):
    """What a cell says of a version, and whether it says the same of all versions there."""
    if cell_text in ("yes", "no", "none"):
        return cell_text, True
    for part in re.split(r", (?=[A-Z]|else )", cell_text):
        name, _, rest = part.partition(" ")
        if name in (implementation, "else"):
            usual, *others = re.split(r" \(|\)", rest)
            for other in filter(str.strip, others):
                versions, _, answer = other.rpartition(" ")
                if minor(implementation, version) in versions.split(", "):
                    return answer, False
            return usual, not any(map(str.strip, others))
    return None, True


def table(found, head, questions):
    rows = [head, ["---"] * len(head)]
    for question in questions:
        ways = range(len(found[0].answers[question]))
        rows.append(["`%s`" % question] + [cell(found, question, way) for way in ways])
    return "".join("| %s |\n" % " | ".join(row) for row in rows)


def sections(found):
    """The parts of the page that are measured, by name."""
    questions = found[0].answers
    values = [question for question, answers in questions.items() if len(answers) > 1]
    others = [question for question, answers in questions.items() if len(answers) == 1]
    heads = ["value", "in one function", "in two functions", "in two modules", "made at run time"]
    return {
        "interpreters": "".join("- %s\n" % one for one in found),
        "values": table(found, heads, values),
        "others": table(found, ["comparison", "answer"], others),
    }


def marked(name):
    return re.compile(r"(<!-- measured: %s -->\n+)(.*?)(\n*<!-- end -->)" % name, re.DOTALL)


def write(page, found):
    text = open(page, encoding="utf-8").read()
    for name, section in sections(found).items():
        put = lambda match: match.group(1) + section + "\n" + match.group(3).lstrip("\n")
        text, count = marked(name).subn(put, text)
        if count != 1:
            sys.exit("%s: no place for %s" % (page, name))
    with open(page, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def read(page):
    """The versions that the page names, as (implementation, version), and its rows by question."""
    text = open(page, encoding="utf-8").read()
    parts = {name: marked(name).search(text).group(2) for name in ("interpreters", "values", "others")}
    versions = re.findall(r"^- (\w+) ([\d.]+)", parts["interpreters"], re.MULTILINE)
    rows = {}
    for line in (parts["values"] + "\n" + parts["others"]).splitlines():
        match = re.match(r"\| `(.*)` \| (.*) \|$", line)
        if match:
            rows[match.group(1)] = match.group(2).split(" | ")
    return versions, rows


def check(page, found):
    """Whether what was found answers as the page says, None if nothing binds; differences are printed."""
    versions, rows = read(page)
    holds, total = True, 0
    for one in found:
        exact = (one.implementation, one.version) in versions
        near = (one.implementation, one.minor) in [(name, minor(name, version)) for name, version in versions]
        held = 0
        if set(one.answers) != set(rows) and exact:
            holds = False
            print("other questions: %s" % ", ".join(sorted(set(one.answers) ^ set(rows))))
        for question, answers in one.answers.items():
            for way, answer in enumerate(answers):
                cells = rows.get(question, [])
                said, always = None, False
                if way < len(cells):
                    said, always = says(cells[way], one.implementation, one.version)
                binds = exact or near and always
                held += binds
                if said != answer and said is not None:
                    print("%s: %s: %s, and the page says %s%s" % (
                        question, one, answer, said, "" if binds else " of other versions"))
                    holds = holds and not binds
        print("%s: %d answers held" % (one, held))
        total += held
    if total == 0:
        print("nothing to hold the page against")
        return None
    return holds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="hold the page against what is found")
    parser.add_argument("--page", default=PAGE, metavar="PATH")
    parser.add_argument("--python", action="append", default=[], metavar="PATH")
    parser.add_argument("--only", action="store_true", help="ask those alone that are named")
    parser.add_argument("--micropython", action="append", default=[], metavar="PATH")
    arguments = parser.parse_args()
    found = find(arguments)
    print("found: %s" % (", ".join(map(str, found)) or "no interpreter"))
    for implementation in IMPLEMENTATIONS:
        if implementation not in [one.implementation for one in found]:
            print("not found: %s" % implementation)
    if not found:
        print("nothing to hold the page against")
        return 3
    if arguments.check:
        return {True: 0, False: 1, None: 3}[check(arguments.page, found)]
    write(arguments.page, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
