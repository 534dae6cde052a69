"""What the tests of all engines share: the data set, what one process makes of it, and what kills a worker.

    pip install . -r python/tests/engines/requirements.txt
    pytest python/tests/engines

`ISFIX_ROWS` says how many rows the data set has, 100,000 where nothing is said: then 260 MB are fetched, once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Iterator

import pytest

if TYPE_CHECKING:
    from killed import Kill
    from same import Same

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
# Tests tell nobody that they run.
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"


@pytest.fixture(autouse=True)
def leave_nothing(tmp_path: Path) -> Iterator[None]:
    """What is written is as large as the data set, and pytest keeps it."""
    yield
    shutil.rmtree(tmp_path)


@pytest.fixture(scope="session")
def parts() -> list[str]:
    """The files of the data set."""
    import dataset
    from same import ROWS

    try:
        folder = dataset.make(ROWS)
    except subprocess.CalledProcessError:
        if os.environ.get("ISFIX_LIBRARIES") == "1":
            raise
        pytest.skip("the packages that the data set is made of cannot be fetched")
    return [str(part) for part in dataset.parts(folder)]


@pytest.fixture(scope="session")
def alone(parts: list[str]) -> Same:
    """What one process makes of the data set."""
    import pyarrow.parquet
    from isfix.arrow import fix_table
    from same import ROWS, same

    tables = (pyarrow.parquet.read_table(part) for part in parts)
    told = same(fix_table(table, path="path") for table in tables)
    assert told.rows > ROWS and told.changed > ROWS // 2000
    return told


@pytest.fixture
def kill(tmp_path: Path) -> Kill:
    from killed import Kill

    return Kill(tmp_path)
