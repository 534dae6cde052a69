"""A data set of real Python files, as Parquet: what engines are tested and measured on.

    python python/tests/dataset.py [--rows N] [--into FOLDER]

The files are those of the wheels that `dataset.txt` pins, each content once. They are fetched by pip, unpacked and
never run: packages in the order of the list, as many as there must be for that many rows; all are 260 MB. Rows are
in the order of their contents' digests, so that every part has something of every package. Beside them, in a file of
its own, stand rows that are no good: those of `testdata/source`, nulls, paths that mean mischief.

Columns: `package` and `path`, strings; `content`, binary. It needs pyarrow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Iterator, NamedTuple

import pyarrow
import pyarrow.parquet

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PINS = HERE / "dataset.txt"
CACHE = ROOT / "target" / "dataset"
ROWS = 100_000
#: Of the data set of so many rows, as `digest` has it.
DIGEST = "880fd7a64c99a64f740840bf06d6d88c991062bd02f64d95521cb140bd7f164a"
#: In how many files the rows are: engines make a task of a file, or of less.
FILES = 20
ROWS_A_GROUP = 1_000
SCHEMA = pyarrow.schema([("package", pyarrow.string()), ("path", pyarrow.string()), ("content", pyarrow.binary())])
AWKWARD = "awkward.parquet"


class File(NamedTuple):
    """One file of a wheel, by what it holds first."""

    digest: bytes
    package: str
    path: str
    wheel: Path


def make(rows: int = ROWS, cache: Path = CACHE) -> Path:
    """The folder of a data set of so many rows and a few dozen more, made if it is not there yet."""
    folder = cache / str(rows)
    stamp = {"rows": rows, "pins": PINS.read_text(), "maker": Path(__file__).read_text()}
    told = folder / "_made.json"
    if told.exists() and json.loads(told.read_text()) == stamp:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = chosen(rows, cache / "wheels")
    digest = write(files, folder)
    if rows == ROWS and digest != DIGEST:
        sys.exit(f"the data set is not what it should be: {digest}")
    awkward = pyarrow.Table.from_pylist(list(awkward_rows()), SCHEMA)
    pyarrow.parquet.write_table(awkward, folder / AWKWARD, compression="zstd")
    told.write_text(json.dumps(stamp))
    return folder


def parts(folder: Path) -> list[Path]:
    """The files of a data set, in order; the awkward one is the first."""
    return sorted(folder.glob("*.parquet"))


def chosen(rows: int, wheels: Path) -> list[File]:
    """So many files, each content once, in the order of their digests."""
    wheels.mkdir(parents=True, exist_ok=True)
    found: dict[bytes, File] = {}
    pins = re.findall(r"^([\w.-]+)==(\S+) \\\n\s+--hash=sha256:(\w+)$", PINS.read_text(), re.MULTILINE)
    for package, version, digest in pins:
        wheel = fetch(package, version, digest, wheels)
        for name, content in sources(wheel):
            key = hashlib.sha256(content).digest()
            found.setdefault(key, File(key, f"{package}-{version}", name, wheel))
        if len(found) >= rows:
            return sorted(found.values())[:rows]
    sys.exit(f"{PINS} names packages of {len(found)} files, and {rows} are wanted")


def fetch(package: str, version: str, digest: str, wheels: Path) -> Path:
    """One wheel, held against its digest by pip."""
    folder = wheels / digest
    if not list(folder.glob("*.whl")):
        print(f"fetching {package} {version}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(dir=wheels) as fresh:
            wanted = Path(fresh, "wanted.txt")
            wanted.write_text(f"{package}=={version} --hash=sha256:{digest}\n")
            # Only wheels: pip runs code of other kinds, be it to learn their names.
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
            command += ["--only-binary", ":all:", "--python-version", "3.13", "--dest", fresh]
            subprocess.run([*command, "--requirement", str(wanted)], check=True)
            folder.mkdir(exist_ok=True)
            for wheel in Path(fresh).glob("*.whl"):
                wheel.rename(folder / wheel.name)
    return next(folder.glob("*.whl"))


def sources(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The Python files of a wheel that hold anything."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".py"):
                content = archive.read(name)
                if content:
                    yield name, content


def write(files: list[File], folder: Path) -> str:
    """Writes the files in order, and gives the digest of all rows."""
    archives = {wheel: zipfile.ZipFile(wheel) for wheel in {file.wheel for file in files}}
    whole = hashlib.sha256()
    many = -(-len(files) // FILES)
    for number, start in enumerate(range(0, len(files), many)):
        rows = files[start : start + many]
        for row in rows:
            whole.update(f"{row.package}\0{row.path}\0".encode() + row.digest)
        columns = [
            [row.package for row in rows],
            [row.path for row in rows],
            [archives[row.wheel].read(row.path) for row in rows],
        ]
        table = pyarrow.table(columns, schema=SCHEMA)
        place = folder / f"part-{number:02}.parquet"
        pyarrow.parquet.write_table(table, place, compression="zstd", row_group_size=ROWS_A_GROUP)
    for archive in archives.values():
        archive.close()
    return whole.hexdigest()


def awkward_rows() -> Iterator[dict[str, object]]:
    """Rows as nobody wants them: each must cost no other anything."""
    for path in sorted((ROOT / "testdata" / "source").glob("*.py")):
        yield {"package": "awkward", "path": path.name, "content": path.read_bytes()}
    contents = {
        "null.py": None,
        "nested.py": b"(" * 100_000 + b"x == None" + b")" * 100_000,
        "long_line.py": b"x == None or " * 1_000 + b"y\n",
        "image.py": bytes(range(256)) * 64 + b"x == None",
        "../../escape.py": b"x == None\n",
        "/etc/passwd": b"x == None\n",
        "::error file=a,line=1::no.py": b"x is ''\n",
        "\x1b[31m\u202e<script>.py": b"x is ''\n",
    }
    for name, content in contents.items():
        yield {"package": "awkward", "path": name, "content": content}
    yield {"package": "awkward", "path": None, "content": b"if x == None: pass\n"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=ROWS, help="[default: %(default)s]")
    parser.add_argument("--into", type=Path, default=CACHE, help="where to [default: target/dataset]")
    args = parser.parse_args()
    start = time.perf_counter()
    folder = make(args.rows, args.into)
    took = time.perf_counter() - start
    held = sum(pyarrow.parquet.read_metadata(part).num_rows for part in parts(folder))
    stored = sum(part.stat().st_size for part in parts(folder))
    print(f"{folder}: {held:,} rows, {stored / 1e6:.1f} MB, {took:.1f} s")


if __name__ == "__main__":
    main()
