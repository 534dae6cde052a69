"""Ray: a cluster of two nodes on this machine."""

from __future__ import annotations

import time
from typing import Any, Iterator

import pytest

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
ray = pytest.importorskip("ray", reason="Ray is not installed")
pytest.importorskip("ray.data")

import isfix  # noqa: E402
from isfix.ray import fix_dataset  # noqa: E402
from killed import PATIENCE, Kill, sigkill  # noqa: E402
from ray.cluster_utils import Cluster  # noqa: E402
from same import BATCH, ROWS, Same, same  # noqa: E402

NODE = {"num_cpus": 1, "object_store_memory": 1 << 30}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    # Two, whatever the machine has.
    cluster = Cluster(initialize_head=True, head_node_args={**NODE, "include_dashboard": False})
    cluster.add_node(**NODE)
    ray.init(address=cluster.address, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    assert len([node for node in ray.nodes() if node["Alive"]]) == 2
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def rows(ds: Any) -> Iterator[pyarrow.Table]:
    yield from ds.iter_batches(batch_size=None, batch_format="pyarrow")


def read(parts: list[str]) -> Any:
    # Of few rows Ray makes one task, and then there is no middle, nor anything for a second node to do.
    return ray.data.read_parquet(parts).repartition(target_num_rows_per_block=BATCH)


def held(ds: Any, hold: Any) -> Any:
    return ds.map_batches(hold, batch_size=BATCH, batch_format="pyarrow")


def test_it_is_what_one_process_makes(cluster: Any, parts: list[str], alone: Same) -> None:
    assert same(rows(fix_dataset(read(parts), path="path"))) == alone


def test_only_what_changes(cluster: Any, parts: list[str], alone: Same) -> None:
    told = same(rows(fix_dataset(read(parts), path="path", only_changed=True)))
    assert told.rows == told.changed == alone.changed


def test_a_killed_worker_loses_nothing(cluster: Any, parts: list[str], alone: Same, kill: Kill) -> None:
    ds = fix_dataset(held(read(parts), kill.hold()), path="path", batch_size=BATCH)
    with kill.when_held(sigkill):
        told = same(rows(ds))
    assert told == alone


def test_a_killed_node_loses_nothing(cluster: Any, parts: list[str], alone: Same, kill: Kill) -> None:
    [lost] = cluster.worker_nodes
    node_id = lost.node_id

    def place() -> str:
        import ray

        return str(ray.get_runtime_context().get_node_id())

    ds = fix_dataset(held(read(parts), kill.hold(place, node_id)), path="path", batch_size=BATCH)
    # Its raylet and all else of it, by SIGKILL; workers die with their raylet.
    with kill.when_held(lambda _: cluster.remove_node(lost, allow_graceful=False)):
        told = same(rows(ds))
    assert told == alone
    end = time.monotonic() + PATIENCE
    while node_id in {node["NodeID"] for node in ray.nodes() if node["Alive"]}:
        assert time.monotonic() < end, "Ray does not see that the node is dead"
        time.sleep(0.1)
    cluster.add_node(**NODE)


def test_mistakes_are_told_before_anything_runs(cluster: Any) -> None:
    def work(batch: Any) -> Any:
        raise AssertionError("it ran")

    known = ray.data.from_arrow(pyarrow.table({"content": ["x is ''"], "n": [1]}))
    for arguments, reason in [
        ({"source": "text"}, "source: no column 'text'; there are 'content', 'n'"),
        ({"source": "n"}, "source: column 'n' holds int64, not strings or binary"),
        ({"path": "n"}, "path: column 'n' holds int64, not strings"),
        ({"select": "E000"}, "select: unknown rule `E000`"),
        ({"config": "nowhere.toml"}, "nowhere.toml: no such file"),
    ]:
        with pytest.raises(isfix.SettingsError) as raised:
            fix_dataset(known, **arguments)
        assert reason in str(raised.value)
    with pytest.raises(isfix.SettingsError, match="unknown rule"):
        fix_dataset(known.map_batches(work), select="E000")


def test_columns_of_all_kinds(cluster: Any) -> None:
    import pandas

    texts = ["if x == None: pass", None, "x == None)"]
    tables = [
        pyarrow.table({"content": pyarrow.array(texts, kind), "n": [1, 2, 3]})
        for kind in (pyarrow.string(), pyarrow.large_string())
    ]
    sets = [ray.data.from_arrow(table) for table in tables]
    sets.append(ray.data.from_pandas(pandas.DataFrame({"content": texts, "n": [1, 2, 3]})))
    # Of these, Ray does not know the columns beforehand.
    sets.append(sets[0].map(lambda row: row))
    for ds in sets:
        fixed = fix_dataset(ds, concurrency=1, num_cpus=1, memory=100 << 20).take_all()
        assert [row["isfix_source"] for row in fixed] == ["if x is None: pass", None, texts[2]]
        assert [row["isfix_error"] for row in fixed] == [None, None, "1:10: Expected a statement"]
        assert [row["n"] for row in fixed] == [1, 2, 3]
        assert [len(row["isfix_findings"]) for row in fixed] == [1, 0, 0]


def test_there_are_as_many_batches_as_the_tests_think() -> None:
    assert ROWS // BATCH > 10
