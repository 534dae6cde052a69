"""What the standard library answers."""

from __future__ import annotations

import argparse
import ast
import contextlib
import datetime
import email.message
import inspect
import json
import logging
import mimetypes
import os
import pathlib
import queue
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.parse
import xml.etree.ElementTree as ElementTree
from collections import ChainMap, OrderedDict, defaultdict, deque
from types import SimpleNamespace
from unittest import mock


def numbered(text: str) -> bool:
    return re.match(r"\d+", text) != None


def letters(text: str) -> list[bool]:
    pattern = re.compile("[a-z]+")
    return [pattern.fullmatch(text) != None, pattern.search(text) == None]


def group(text: str) -> bool | None:
    found = re.search(r"(\d+)(x)?", text)
    return None if found == None else found.group(2) == None


def configured(name: str) -> bool:
    value = os.environ.get(name)
    return value != None


def home() -> bool:
    return os.getenv("DEPOT_HOME_THAT_IS_NOT_SET") == None


def tool(name: str) -> bool:
    return shutil.which(name) == None


def setting(settings: dict[str, str], key: str) -> list[bool]:
    return [settings.get(key) == None, settings.get(key, "x") == None]


def nested(settings: dict[str, dict[str, int]], key: str) -> bool:
    return settings.get(key, {}).get("level") != None


def kind_of(name: str) -> tuple[bool, bool]:
    kind, coding = mimetypes.guess_type(name)
    return kind == None, coding == None


def parsed(address: str) -> list[bool]:
    parts = urllib.parse.urlsplit(address)
    return [parts.hostname == None, parts.port != None, parts.username == None]


def child(text: str, name: str) -> tuple[bool, bool]:
    root = ElementTree.fromstring(text)
    found = root.find(name)
    return root.get("id") == None, root.text != None if found is None else found.text == None


def option(words: list[str]) -> list[bool]:
    parser = argparse.ArgumentParser()
    parser.add_argument("--name")
    chosen = parser.parse_args(words)
    return [chosen.name == None]


def status() -> bool:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.returncode != None


def traced() -> bool:
    return sys.gettrace() == None


def row(number: int) -> list[bool]:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (a, b)")
    connection.execute("insert into t values (1, null)")
    found = connection.execute("select a, b from t where a = ?", [number]).fetchone()
    absent = found == None
    return [absent] if absent else [found[1] == None]


def last(items: deque[str | None]) -> bool:
    return items[-1] == None


def counted(pairs: list[tuple[str, int | None]]) -> dict[str, bool]:
    ordered = OrderedDict(pairs)
    chained = ChainMap(dict(pairs))
    grouped = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value == None)
    return {key: ordered[key] != None and chained.get("none") == None or any(grouped[key]) for key in grouped}


def handler(name: str) -> bool:
    return logging.getLogger(name).parent == None


def waiting(timeout: float | None = None) -> bool:
    pending: queue.Queue[int | None] = queue.Queue()
    pending.put(None if timeout == None else 1)
    return pending.get() != None


def documented(function) -> bool:
    return inspect.getdoc(function) != None


def docstring(source: str) -> bool:
    return ast.get_docstring(ast.parse(source)) == None


def header(name: str) -> bool:
    message = email.message.Message()
    message["To"] = "x"
    return message.get(name) == None


def attribute(name: str) -> bool:
    space = SimpleNamespace(a=1, b=None)
    return getattr(space, name, None) == None


def loaded(text: str) -> bool:
    return json.loads(text) == None


def timeout() -> bool:
    return socket.getdefaulttimeout() == None


def zone(moment: datetime.datetime) -> bool:
    return moment.tzinfo == None


def folder(path: pathlib.Path | None) -> bool:
    return path != None


def thread() -> bool:
    return threading.Thread().ident == None


def suppressed() -> bool:
    with contextlib.suppress(ValueError) as nothing:
        pass
    return nothing == None


def anything() -> bool:
    return mock.ANY == None


def expected(call: dict[str, object]) -> list[bool]:
    wildcard = mock.ANY
    return [wildcard == None, call.get("x") == None]


def any_of() -> str:
    if mock.ANY != None:
        return "something"
    return "anything"


def existing(path: str) -> bool:
    return os.path.exists(path) == True


def starts(text: str) -> list[bool]:
    return [text.startswith("a") == True, text.isdigit() == False]


def instance(value: object) -> bool:
    return isinstance(value, str) == True


def compared(one: int, other: int) -> bool:
    less = one < other
    return less == True


def total(numbers: list[int]) -> bool:
    return sum(numbers) == True


def found(text: str) -> bool:
    return text.find("x") == False
