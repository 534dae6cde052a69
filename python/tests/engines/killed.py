"""How a worker is killed in the middle of its work."""

from __future__ import annotations

import json
import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator

from same import BATCH, ROWS

#: The longest that anything is waited for, in seconds.
PATIENCE = 120
#: How long a worker waits with a batch for another to be killed, in seconds.
LINGER = 5


class Kill:
    """Has one worker stay in the middle of its work, to be killed there, and knows whether that work was done anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = 0

    def hold(self, place: Callable[[], str] = str, only: str = "") -> Callable[[Any], Any]:
        """A function that passes batches on, and notes each: who had it, and with which rows. Half of them are let
        through; then whoever comes first stays. If a place is named, that is who is there, and others wait for that
        a while: `place` gives a worker's.
        """
        folder, half, patience, linger = str(self.folder), ROWS // BATCH // 2, PATIENCE, LINGER

        # It is sent to workers, which know nothing of this file.
        def held(batch: Any) -> Any:
            import json
            import os
            import time

            first = [batch.column(name)[0].as_py() for name in ("package", "path")]
            told = {"pid": os.getpid(), "first": first, "rows": batch.num_rows}
            note = os.path.join(folder, f"{time.time_ns()}-{os.getpid()}")
            with open(note + ".part", "x") as file:
                json.dump(told, file)
            os.rename(note + ".part", note + ".json")
            passed = sum(name.endswith(".json") for name in os.listdir(folder))
            if passed <= half:
                return batch
            stays, end = os.path.join(folder, "held"), time.monotonic() + linger
            if place() == only:
                try:
                    os.link(note + ".json", stays)
                except FileExistsError:
                    return batch
                stays, end = os.path.join(folder, "killed"), time.monotonic() + patience
            while not os.path.exists(stays) and time.monotonic() < end:
                time.sleep(0.01)
            return batch

        return held

    @contextmanager
    def when_held(self, kill: Callable[[int], None]) -> Iterator[None]:
        """Kills once a worker stays, while what is within runs; holds that it ran on, and did that work anew."""
        failed: list[BaseException] = []
        over = threading.Event()

        def wait() -> None:
            try:
                while not (self.folder / "held").exists():
                    assert not over.wait(0.01), "all was done before anybody could be killed"
                self.seen = len(self.notes())
                kill(self.held()["pid"])
                (self.folder / "killed").touch()
            except BaseException as error:
                failed.append(error)

        watch = threading.Thread(target=wait)
        watch.start()
        try:
            yield
        finally:
            over.set()
            watch.join()
        assert not failed, failed
        self.check()

    def check(self) -> None:
        held, notes = self.held(), self.notes()
        assert (self.folder / "killed").exists()
        batches = {tuple(note["first"]) for note in notes}
        assert 1 < self.seen < len(batches), "it was not in the middle"
        others = [note for note in notes if note["first"] == held["first"] and note["pid"] != held["pid"]]
        assert others, "what the killed worker had was not done anew"

    def held(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / "held").read_text())
        return told

    def notes(self) -> list[dict[str, Any]]:
        return [json.loads(note.read_text()) for note in self.folder.glob("*.json")]


def sigkill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def parent(pid: int) -> int:
    """The process that started one."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def children(pid: int) -> list[int]:
    """The processes that one started."""
    told = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for listed in told for child in listed.read_text().split()]
