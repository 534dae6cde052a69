"""The commands that are timed. All heed ignore files, of which the tree has none, and print a line a finding."""

import os

# The rules that isfix has by default, and the fifth that it is to be as fast with.
RULES = "E711,E712,E713,E714,F632"
FIVE = ["--extend-select", "E712"]
PATTERN = r"(==|!=)\s*None"


class Commands:
    """The commands that are timed. All heed ignore files, of which the tree has none, and print a line a finding."""

    def __init__(self, args):
        self.args = args

    def isfix(self, *options, folder="tree"):
        return [self.args.isfix, "--output-format", "concise", "--quiet", *options, folder]

    def ruff(self, folder="tree"):
        options = ["--no-cache", "--isolated", "--quiet", "--output-format", "concise"]
        return [self.args.ruff, "check", *options, "--select", RULES, folder]

    def rg(self, *options, folder="tree"):
        return [self.args.rg, "--no-config", "--glob", "*.py", *options, folder]

    def floor(self, mode, folder="tree"):
        return [self.args.floor, mode, len(os.sched_getaffinity(0)), folder, "E712"]
