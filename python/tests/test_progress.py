"""What comes of trees comes as it is made, though nothing in them is to be fixed."""

import signal
import time

import isfix
import pytest


class Stopped(Exception):
    """Instead of a KeyboardInterrupt, which ends pytest."""


@pytest.fixture(params=["found", "nothing"])
def tree(request, tmp_path):
    """Files that are parsed: much is found in them, or nothing, and nothing is fixed."""
    source = {"found": "if x is []: pass\n" * 400, "nothing": "x == None  # noqa\n" * 400}[request.param]
    for number in range(300):
        (tmp_path / f"m{number:03}.py").write_text(source)
    return tmp_path


def whole(tree):
    """How long all of it takes, in seconds."""
    started = time.perf_counter()
    results = isfix.fix_paths(tree, jobs=1, types=False)
    assert not any(result.changed or result.error for result in results)
    return time.perf_counter() - started


def test_progress_comes_as_it_is_made(tree):
    all_of_it = whole(tree)
    times = []
    started = time.perf_counter()
    isfix.fix_paths(tree, jobs=1, types=False, progress=lambda *_: times.append(time.perf_counter() - started))
    assert len(times) == 300
    assert times[0] < all_of_it / 6 + 0.1
    # Not in one go, either.
    assert max(later - sooner for sooner, later in zip(times, times[1:])) < all_of_it / 3 + 0.1


def test_ctrl_c_ends_the_work(tree):
    all_of_it = whole(tree)

    def stop(*_):
        raise Stopped

    before = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, all_of_it / 10)
        started = time.perf_counter()
        with pytest.raises(Stopped):
            isfix.fix_paths(tree, jobs=1, types=False)
        # In two steps, all the work and then what is told of it, it would be known after the first.
        assert time.perf_counter() - started < all_of_it / 4
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_files_that_are_dismissed_are_progress(tmp_path):
    """They wake nobody, and are told in time all the same: before one that takes long is done."""
    for number in range(100):
        (tmp_path / f"a{number:03}.py").write_text("x = 1\n")
    (tmp_path / "b.py").write_text("if x is []: pass\n" * 20_000)
    times = []
    started = time.perf_counter()
    isfix.fix_paths(tmp_path, jobs=1, types=False, progress=lambda *_: times.append(time.perf_counter() - started))
    assert len(times) == 101
    assert times[0] < times[-1] / 2
