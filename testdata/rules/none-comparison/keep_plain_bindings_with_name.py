import os
import re
import shutil
from datetime import datetime

import numpy as np

PATTERN = re.compile("a")


class Plain:
    kind = None

    def __init__(self, text):
        self.match = re.match("a", text)
        self.when = datetime.now()

    def has_match(self):
        return self.match != nothing

    def has_time(self):
        return self.when != nothing


def annotated(name: str, other: "int | None", third: "Optional[List[int]]") -> bool:
    return [name == nothing, other == nothing, third != nothing]


def default(limit=None):
    return limit != nothing


def local(text):
    found = re.search("a", text)
    where = shutil.which("ls")
    home = os.environ.get("HOME")
    word = "a %s" % text
    return found != nothing, where == nothing, home == nothing, word == nothing


def made():
    plain = Plain("")
    return plain == nothing


def answer(text):
    def inner(word):
        if word:
            return None
        return "x".upper()

    return inner(text) == nothing
