"""The tree that whole.py times programs on: what people have installed, and CPython's own library.

It is made under `target/bench/` once and checked before every use. Its parts:

- `site`: the wheels that `tree.txt` pins, from PyPI, unpacked side by side as in a site-packages;
- `lib`: the standard library, with its tests, of the interpreter that runs this, or another (`--library`).

All programs are to see the same files, so what only some of them read or pass over is not in it: stubs,
notebooks, `pyproject.toml`, scripts without a suffix, hidden names, folders that ruff and isfix exclude by name.
Files that are no Python stand in it empty, for a walk meets them, too, and nobody opens them; those without a
suffix are whole, for isfix looks at how they begin.
"""

import functools
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
BENCH = HERE.parent / "target" / "bench"
PINS = HERE / "tree.txt"
# What the wheels come to: number of Python files, their bytes, the digest of names and contents.
SITE = (9998, 106547406, "1ea7f92f5f624c72555701fc6c70e4018afdd9bf6de56c6c3c411b7bd1c52d72")
# In numbers of files and bytes; a library without its tests is a third of that.
SMALLEST_LIBRARY = (1500, 25_000_000)
# For whom the wheels are: the same ones wherever this runs.
TARGET = ["--only-binary", ":all:", "--python-version", "3.13", "--implementation", "cp"]
PLATFORMS = [
    "manylinux_2_28_x86_64",
    "manylinux_2_27_x86_64",
    "manylinux_2_24_x86_64",
    "manylinux2014_x86_64",
]
# Folders that ruff and isfix pass over by name, and what is no part of an interpreter's library.
EXCLUDED = {"__pypackages__", "_build", "buck-out", "dist", "node_modules", "venv"}
EXCLUDED |= {"site-packages", "dist-packages", "__pycache__"}
NOT_FOR_ALL = {".pyi", ".pyw", ".ipynb"}


class Part:
    """One part of the tree, as it lies there."""

    def __init__(self, folder):
        digest = hashlib.sha256()
        self.files, self.bytes, self.others = 0, 0, 0
        for path in walk(folder):
            if path.suffix != ".py":
                self.others += 1
                continue
            content = path.read_bytes()
            self.files += 1
            self.bytes += len(content)
            digest.update(b"%s\0%s" % (os.fsencode(path.relative_to(folder)), hashlib.sha256(content).digest()))
        self.digest = digest.hexdigest()

    def told(self):
        return [self.files, self.bytes, self.digest]


def walk(folder):
    """Every file below a folder, the same way each time."""
    for at, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield pathlib.Path(at, name)


def make(python, library):
    """The tree's parts by name; `python` gives an interpreter with pip, asked if there is something to fetch."""
    library = pathlib.Path(library or sysconfig.get_path("stdlib"))
    stamp, tree = BENCH / "tree.json", BENCH / "tree"
    wanted = {"pins": PINS.read_text(), "maker": pathlib.Path(__file__).read_text(), "library": str(library)}
    told = json.loads(stamp.read_text()) if stamp.exists() else {}
    if told.get("wanted") != wanted:
        stamp.unlink(missing_ok=True)
        shutil.rmtree(tree, ignore_errors=True)
        unpack(fetch(python), tree / "site")
        copy(library, tree / "lib")
        told = {}
    parts = {name: Part(tree / name) for name in ("site", "lib")}
    if tuple(parts["site"].told()) != SITE:
        sys.exit("the packages are not what they should be: %s" % parts["site"].told())
    if (parts["lib"].files, parts["lib"].bytes) < SMALLEST_LIBRARY:
        sys.exit("%s is no whole library: name one that has its tests with --library" % library)
    held = {name: part.told() for name, part in parts.items()}
    if told and told["held"] != held:
        sys.exit("somebody changed %s: remove it, and it is made anew" % tree)
    stamp.write_text(json.dumps({"wanted": wanted, "held": held}))
    return parts


def fetch(python):
    """The wheels, each held against its digest by pip."""
    wheels = BENCH / "wheels"
    fetched = wheels / "fetched.txt"
    if fetched.exists() and fetched.read_text() == PINS.read_text():
        return sorted(wheels.glob("*.whl"))
    shutil.rmtree(wheels, ignore_errors=True)
    platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
    command = [python(), "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--dest", wheels, "--requirement", PINS, *TARGET, *platforms]
    subprocess.run(command, check=True)
    shutil.copy(PINS, fetched)
    return sorted(wheels.glob("*.whl"))


def unpack(wheels, folder):
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if not name.endswith("/"):
                    place(folder, name, functools.partial(archive.read, name))


def copy(library, folder):
    for path in walk(library):
        if not path.is_symlink():
            place(folder, str(path.relative_to(library)), path.read_bytes)


def place(folder, name, read):
    """Puts one file where it belongs, if it belongs anywhere."""
    path = pathlib.PurePosixPath(name)
    excluded = any(part in EXCLUDED or part.startswith(".") or part.endswith(".data") for part in path.parts)
    if excluded or path.suffix in NOT_FOR_ALL or path.name == "pyproject.toml":
        return
    content = read() if path.suffix in ("", ".py") else b""
    if not path.suffix and content.startswith(b"#!"):
        return
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
