"""Spark: a driver, and two executors in processes of their own (`local-cluster`)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any, Iterator

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("pyspark", reason="pyspark is not installed")
if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
    pytest.skip("Spark needs a JVM, and there is none", allow_module_level=True)

import isfix  # noqa: E402
import pyarrow.parquet  # noqa: E402
from isfix.spark import fix_dataframe  # noqa: E402
from killed import Kill, children, parent, sigkill  # noqa: E402
from pyspark.sql import DataFrame, SparkSession  # noqa: E402
from pyspark.sql import functions as F  # noqa: E402
from same import BATCH, Same, same  # noqa: E402

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # A task for each file, or for less: of few rows there are many, too.
    "spark.sql.files.maxPartitionBytes": 2 << 20,
    "spark.sql.files.openCostInBytes": 2 << 20,
    "spark.sql.execution.arrow.maxRecordsPerBatch": BATCH // 4,
    "spark.sql.shuffle.partitions": 2,
}


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.appName("isfix").master("local-cluster[2,1,1024]")
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("FATAL")
    yield spark
    spark.stop()


def written(df: DataFrame, folder: Path) -> Same:
    """What is in the files that Spark writes."""
    df.write.parquet(str(folder))
    return same(pyarrow.parquet.read_table(part) for part in sorted(folder.glob("*.parquet")))


def held(df: DataFrame, hold: Any) -> DataFrame:
    return df.mapInArrow(lambda batches: map(hold, batches), df.schema)


def failed_tasks(spark: SparkSession) -> int:
    tracker = spark.sparkContext.statusTracker()
    stages = [tracker.getStageInfo(stage) for stage in range(1000)]
    return sum(stage.numFailedTasks for stage in stages if stage is not None)


def executors(spark: SparkSession) -> int:
    infos = spark.sparkContext._jsc.sc().statusTracker().getExecutorInfos()
    return len(infos) - 1


def test_it_is_what_one_process_makes(spark: SparkSession, parts: list[str], alone: Same, tmp_path: Path) -> None:
    df = spark.read.parquet(*parts)
    assert df.rdd.getNumPartitions() > 10
    assert written(fix_dataframe(df, path="path"), tmp_path / "fixed") == alone
    assert executors(spark) == 2


def test_only_what_changes(spark: SparkSession, parts: list[str], alone: Same, tmp_path: Path) -> None:
    df = fix_dataframe(spark.read.parquet(*parts), path="path", only_changed=True)
    told = written(df, tmp_path / "fixed")
    assert told.rows == told.changed == alone.changed


def test_a_killed_worker_loses_nothing(spark: SparkSession, parts: list[str], alone: Same, kill: Kill) -> None:
    def kill_worker(pid: int) -> None:
        # One daemon an executor starts its workers; beside the one that stays, that of isfix has the task's rows.
        others = [other for other in children(parent(pid)) if other != pid]
        assert others
        for other in others:
            sigkill(other)

    before = failed_tasks(spark)
    df = held(spark.read.parquet(*parts), kill.hold())
    with kill.when_held(kill_worker):
        told = written(fix_dataframe(df, path="path"), kill.folder / "fixed")
    assert told == alone
    assert failed_tasks(spark) > before


def test_a_killed_executor_loses_nothing(spark: SparkSession, parts: list[str], alone: Same, kill: Kill) -> None:
    def kill_executor(pid: int) -> None:
        java = parent(parent(pid))
        command = Path(f"/proc/{java}/cmdline").read_bytes().split(b"\0")
        assert b"org.apache.spark.executor.CoarseGrainedExecutorBackend" in command
        assert spark.sparkContext.applicationId.encode() in command
        sigkill(java)

    before = failed_tasks(spark)
    df = held(spark.read.parquet(*parts), kill.hold())
    with kill.when_held(kill_executor):
        told = written(fix_dataframe(df, path="path"), kill.folder / "fixed")
    assert told == alone
    assert failed_tasks(spark) > before


def test_mistakes_are_told_before_any_job(spark: SparkSession) -> None:
    jobs = spark.sparkContext.statusTracker().getJobIdsForGroup
    before = set(jobs(None))
    df = spark.range(3).select(F.lit("x is ''").alias("content"), "id")
    for arguments, reason in [
        ({"source": "text"}, "source: no column 'text'; there are 'content', 'id'"),
        ({"source": "id"}, "source: column 'id' holds bigint, not strings or binary"),
        ({"path": "id"}, "path: column 'id' holds bigint, not strings"),
        ({"select": "E000"}, "select: unknown rule `E000`"),
        ({"config": "nowhere.toml"}, "nowhere.toml: no such file"),
    ]:
        with pytest.raises(isfix.SettingsError) as raised:
            fix_dataframe(df, **arguments)
        assert reason in str(raised.value)
    with pytest.raises(isfix.SettingsError, match="there is a column 'isfix_source' already"):
        fix_dataframe(fix_dataframe(df))
    with pytest.raises(isfix.SettingsError, match="2 columns 'content'"):
        fix_dataframe(df.select("content", "content"))
    assert set(jobs(None)) == before


@pytest.mark.parametrize("large", ["false", "true"])
@pytest.mark.parametrize("kind", ["string", "binary", "varchar(40)"])
def test_columns_of_all_kinds(spark: SparkSession, kind: str, large: str) -> None:
    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", large)
    texts = ["if x == None: pass", None, "x == None)"]
    rows = [(text, at, f"{at}.py") for at, text in enumerate(texts)]
    df = spark.createDataFrame(rows, "content string, n int, path string")
    df = df.select(F.col("content").cast(kind), "n", "path", F.array("n").alias("list"))
    df = df.withColumn("time", F.lit("2020-02-02 20:02:20").cast("timestamp"))
    fixed = fix_dataframe(df, path="path")
    assert fixed.schema["isfix_source"].dataType == df.schema["content"].dataType
    assert fixed.columns[:5] == df.columns
    got = fixed.orderBy("n").toArrow()
    encoded = [text.encode() if kind == "binary" and text else text for text in texts]
    assert got["content"].to_pylist() == encoded
    first = "if x is None: pass"
    assert got["isfix_source"][0].as_py() == (first.encode() if kind == "binary" else first)
    assert got["isfix_source"].to_pylist()[1:] == encoded[1:]
    assert got["isfix_changed"].to_pylist() == [True, False, False]
    assert got["isfix_error"].to_pylist() == [None, None, "1:10: Expected a statement"]
    assert [[found["code"] for found in row] for row in got["isfix_findings"].to_pylist()] == [["E711"], [], []]
    assert got.select(df.columns[1:]).equals(df.orderBy("n").toArrow().select(df.columns[1:]))


def test_what_nobody_fixes(spark: SparkSession) -> None:
    nothing = spark.createDataFrame([], "content string")
    assert fix_dataframe(nothing).count() == 0
    nulls = spark.range(3).select(F.lit(None).alias("content"))
    assert fix_dataframe(nulls).select("isfix_source").collect() == [(None,)] * 3


def test_a_large_row_is_an_error_of_its_own(spark: SparkSession) -> None:
    large = F.concat(F.repeat(F.lit("# "), 1 << 19), F.lit("\nx == None\n"))
    df = spark.range(2).select(F.when(F.col("id") == 0, large).otherwise("x is ''").alias("content"))
    errors = fix_dataframe(df, largest_row=1 << 20).select("isfix_error", "isfix_changed").collect()
    told = "holds 1048587 bytes, more than the 1048576 that are parsed at most"
    assert {tuple(row) for row in errors} == {(told, False), (None, True)}
