"""One job for engines.py, in a process of its own: a data set through one engine; prints what it took, as JSON.

    job.py ENGINE CORES OPERATION SHAPE ROUNDS FOLDER

ENGINE     alone (`fix_batch`), threads (`fix_table`, a thread a core), ray, spark, or spark-files: Spark hands out names,
           and tasks read and write files themselves
CORES      on how many cores all of it runs: its processes are held to them
OPERATION  fix; paths, which is told the rows' paths, too (alone only); changed, which gives only the rows that change;
           or pass, which adds columns of the same shape without a look at any row: what that takes is the engine's
SHAPE      memory: rows are in memory before, in batches of 10,000, and what comes of them is thrown away
           files: Parquet is read, and Parquet is written
"""

import glob
import json
import os
import shutil
import sys
import threading
import time

import pyarrow
import pyarrow.parquet

from isfix.arrow import COLUMNS, fix_batch, fix_table, schema

BATCH = 10_000
# Rounds that are not counted: Java compiles what runs often.
WARM = 2
# The variable by which all processes of a job are known, and the seconds between two looks at their memory.
MARK = "ISFIX_JOB"
LOOK = 0.2
# What the line begins with that tells of the job.
TOLD = "job: "
ONE_ROW = pyarrow.table(
    {"content": pyarrow.array([b"if x == None: pass\n"], pyarrow.binary()), "path": pyarrow.array(["x.py"])}
)


def passed(batch):
    """The shape of what `fix_batch` makes."""
    kinds = [schema(batch.schema).field(name).type for name in COLUMNS]
    new = [batch.column("content"), *(pyarrow.nulls(batch.num_rows, kind) for kind in kinds[1:])]
    for name, column in zip(COLUMNS, new):
        batch = batch.append_column(name, column)
    return batch


class Alone:
    """This process, without an engine."""

    def __init__(self, cores, operation, parts):
        self.jobs, self.parts, self.operation = 1, parts, operation

    def fixed(self, table):
        if self.operation == "pass":
            return passed(table)
        path = "path" if self.operation == "paths" else None
        batches = table.combine_chunks().to_batches(BATCH)
        return pyarrow.Table.from_batches([fix_batch(batch, path=path) for batch in batches])

    def one(self):
        self.fixed(ONE_ROW)

    def load(self):
        whole = pyarrow.concat_tables([pyarrow.parquet.read_table(part) for part in self.parts])
        self.batches = [
            pyarrow.Table.from_batches([piece])
            for start in range(0, len(whole), BATCH)
            for piece in whole.slice(start, BATCH).combine_chunks().to_batches()
        ]

    def memory(self):
        for batch in self.batches:
            self.fixed(batch)

    def files(self, target):
        os.makedirs(target)
        for number, part in enumerate(self.parts):
            fixed = self.fixed(pyarrow.parquet.read_table(part, use_threads=self.jobs > 1))
            pyarrow.parquet.write_table(fixed, "%s/%d.parquet" % (target, number))


class Threads(Alone):
    """This process, with a thread a core."""

    def __init__(self, cores, operation, parts):
        super().__init__(cores, operation, parts)
        self.jobs = cores

    def fixed(self, table):
        return passed(table) if self.operation == "pass" else fix_table(table, jobs=self.jobs)


class Ray:
    """One node of so many cores."""

    def __init__(self, cores, operation, parts):
        import ray

        self.ray, self.operation, self.parts = ray, operation, parts
        ray.init(num_cpus=cores, include_dashboard=False, log_to_driver=False, object_store_memory=6 << 30)
        ray.data.DataContext.get_current().enable_progress_bars = False

    def fixed(self, ds):
        from isfix.ray import fix_dataset

        if self.operation == "pass":
            return ds.map_batches(passed, batch_size=BATCH, batch_format="pyarrow")
        return fix_dataset(ds, batch_size=BATCH, only_changed=self.operation == "changed")

    def one(self):
        self.fixed(self.ray.data.from_arrow(ONE_ROW)).take_all()

    def load(self):
        alone = Alone(1, "pass", self.parts)
        alone.load()
        # A block a batch, in the object store.
        self.rows = self.ray.data.from_arrow(alone.batches)
        alone.batches.clear()

    def memory(self):
        for _ in self.fixed(self.rows).iter_internal_ref_bundles():
            pass

    def files(self, target):
        self.fixed(self.ray.data.read_parquet(self.parts)).write_parquet(target)


class Spark:
    """Spark in one JVM, with a task a core at a time."""

    def __init__(self, cores, operation, parts):
        from pyspark.sql import SparkSession

        self.operation, self.parts = operation, parts
        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = SparkSession.builder.master("local[%d]" % cores)
        for key, value in {
            "spark.driver.memory": "6g",
            "spark.ui.enabled": "false",
            "spark.sql.execution.arrow.maxRecordsPerBatch": BATCH,
            "spark.sql.execution.arrow.maxBytesPerBatch": 1 << 30,
            # A task a file.
            "spark.sql.files.openCostInBytes": 128 << 20,
        }.items():
            builder = builder.config(key, value)
        self.spark = builder.getOrCreate()
        self.spark.sparkContext.setLogLevel("FATAL")

    def fixed(self, df):
        from isfix.spark import fix_dataframe

        fixed = fix_dataframe(df, only_changed=self.operation == "changed")
        if self.operation == "pass":
            return df.mapInArrow(lambda batches: map(passed, batches), fixed.schema)
        return fixed

    def one(self):
        self.fixed(self.spark.createDataFrame(ONE_ROW)).collect()

    def load(self):
        self.rows = self.spark.read.parquet(*self.parts).coalesce(len(self.parts) // 2).cache()
        self.rows.count()

    def memory(self):
        self.fixed(self.rows).write.format("noop").mode("overwrite").save()

    def files(self, target):
        self.fixed(self.spark.read.parquet(*self.parts)).write.parquet(target)


class SparkFiles(Spark):
    """Spark, which hands out the names of files."""

    def files(self, target):
        os.makedirs(target)
        alone = Alone(1, self.operation, [])

        def fix(part):
            file = pyarrow.parquet.ParquetFile(part)
            into = "%s/%s" % (target, os.path.basename(part))
            with pyarrow.parquet.ParquetWriter(into, schema(file.schema_arrow)) as writer:
                for batch in file.iter_batches(BATCH):
                    writer.write_table(alone.fixed(pyarrow.Table.from_batches([batch])))

        self.spark.sparkContext.parallelize(self.parts, len(self.parts)).foreach(fix)


def processes():
    """All processes of this job: those that have its mark."""
    mark = ("%s=%s" % (MARK, os.environ[MARK])).encode()
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            with open(folder + "/environ", "rb") as environ:
                if mark in environ.read().split(b"\0"):
                    yield folder
        except OSError:
            pass


def processor():
    """The processor time that they, and what they waited for, have used so far, in seconds."""
    ticks = 0
    for folder in processes():
        try:
            with open(folder + "/stat") as stat:
                ticks += sum(map(int, stat.read().rpartition(")")[2].split()[11:15]))
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")


def memory():
    """What they have resident, what they share counted once, and the most that one has; in bytes."""
    sizes = [0]
    for folder in processes():
        try:
            with open(folder + "/smaps_rollup") as told:
                sizes.append(sum(int(line.split()[1]) * 1024 for line in told if line.startswith("Pss:")))
        except OSError:
            pass
    return sum(sizes), max(sizes)


def watched(run):
    """The most memory while something runs, above what there was before and in all."""
    most, over = [memory()], threading.Event()

    def watch():
        while not over.wait(LOOK):
            most.append(memory())

    thread = threading.Thread(target=watch)
    thread.start()
    run()
    over.set()
    thread.join()
    return max(whole for whole, _ in most), max(one for _, one in most)


def main():
    engine, cores, operation, shape, rounds, folder = sys.argv[1:]
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
    parts = sorted(glob.glob(folder + "/part-*.parquet"))
    target = os.path.join(os.getcwd(), "written")
    told = {"seconds": [], "processor": []}
    start = time.perf_counter()
    engines = {"alone": Alone, "threads": Threads, "ray": Ray, "spark": Spark, "spark-files": SparkFiles}
    job = engines[engine](int(cores), operation, parts)
    job.one()
    told["start"] = time.perf_counter() - start
    start = time.perf_counter()
    job.one()
    told["again"] = time.perf_counter() - start
    if shape == "memory":
        job.load()

    def run():
        if shape == "memory":
            return job.memory()
        shutil.rmtree(target, ignore_errors=True)
        job.files(target)

    for number in range(WARM + int(rounds)):
        before, start = processor(), time.perf_counter()
        run()
        if number >= WARM:
            told["seconds"].append(time.perf_counter() - start)
            told["processor"].append(processor() - before)
    told["peak"], told["largest"] = watched(run)
    shutil.rmtree(target, ignore_errors=True)
    print("\n" + TOLD + json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
