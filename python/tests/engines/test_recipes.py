"""The programs in docs/scale.md, as they stand there, on the data set."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

import pyarrow.parquet  # noqa: E402
from same import Same, same  # noqa: E402

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "scale.md"
SECTION = r"^### ([^\n]+)\n(?:(?!^#).)*?^```python\n(.*?)^```$"
PROGRAMS = dict(re.findall(SECTION, GUIDE.read_text(), re.DOTALL | re.MULTILINE))


def test_there_is_a_program_for_each_engine() -> None:
    assert list(PROGRAMS) == ["Spark", "Spark, a file a task", "Ray", "Dask", "DuckDB", "Polars"]


def missing(engine: str) -> str:
    """What is needed for an engine, and is not here."""
    is_spark = engine.startswith("Spark")
    module = "pyspark" if is_spark else engine.lower()
    if importlib.util.find_spec(module) is None:
        return f"{module} is not installed"
    is_java = shutil.which("java") or os.environ.get("JAVA_HOME")
    return "Spark needs a JVM, and there is none" if is_spark and not is_java else ""


@pytest.mark.parametrize(
    "engine",
    [
        pytest.param(engine, marks=pytest.mark.skipif(bool(missing(engine)), reason=missing(engine)))
        for engine in PROGRAMS
    ],
)
def test_it_is_what_one_process_makes(engine: str, parts: list[str], alone: Same, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    for part in parts:
        (tmp_path / "sources" / Path(part).name).symlink_to(part)
    program = tmp_path / "program.py"
    program.write_text(PROGRAMS[engine])
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    ran = subprocess.run([sys.executable, str(program)], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    written = sorted(tmp_path.glob("fixed.parquet")) + sorted(tmp_path.glob("fixed/*.parquet"))
    assert same(map(pyarrow.parquet.read_table, written)) == alone
