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
        return self.match is not None

    def has_time(self):
        return self.when is not None


def annotated(name: str, other: "int | None", third: "Optional[List[int]]") -> bool:
    return [name is None, other is None, third is not None]


def default(limit=None):
    return limit != None


def local(text):
    found = re.search("a", text)
    where = shutil.which("ls")
    home = os.environ.get("HOME")
    word = "a %s" % text
    return found is not None, where is None, home is None, word is None


def made():
    plain = Plain("")
    return plain is None


def answer(text):
    def inner(word):
        if word:
            return None
        return "x".upper()

    return inner(text) is None
