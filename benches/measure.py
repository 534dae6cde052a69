"""Programs run and measured: wall-clock and processor time, peak memory, instructions.

What they print goes to a file, for a pipe would have its reader take part. Linux only.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

# Variables that would change what a program does.
FOREIGN = ("VIRTUAL_ENV", "RIPGREP_CONFIG_PATH", "RAYON_NUM_THREADS")
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name not in FOREIGN and not name.startswith("RUFF_")
}
# Seconds between two looks at the memory of what runs.
LOOK = 0.001


class Program:
    """A command under a name, and what its runs came to."""

    def __init__(self, name, command, one_core=False, statuses=(0, 1)):
        self.name, self.command, self.one_core, self.statuses = (
            name,
            [str(word) for word in command],
            one_core,
            statuses,
        )
        self.seconds, self.processor, self.user = [], [], []

    @property
    def median(self):
        return statistics.median(self.seconds)

    def time(self):
        """One run, counted."""
        start = time.perf_counter()
        usage = self.run()
        self.seconds.append(time.perf_counter() - start)
        self.processor.append(usage.ru_utime + usage.ru_stime)
        self.user.append(usage.ru_utime)

    def run(self, watch=lambda pid: None):
        """One run; gives what it used. `watch` is called once it runs, and may stay till it ends."""
        output = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        redirect = [(os.POSIX_SPAWN_OPEN, stream, "printed-%d" % stream, output, 0o600) for stream in (1, 2)]
        with confined(self.one_core):
            pid = os.posix_spawnp(self.command[0], self.command, ENVIRONMENT, file_actions=redirect)
        watch(pid)
        _, status, usage = os.wait4(pid, 0)
        if os.waitstatus_to_exitcode(status) not in self.statuses:
            with open("printed-2") as complaint:
                sys.exit("%s failed with %d:\n%s" % (self.command, status, complaint.read()))
        return usage

    def peak(self):
        """The peak memory of one run in bytes, with its child processes: what the kernel notes as the most that was
        resident. (What `wait4` gives is no less than what this interpreter takes, which is more than some need.)"""
        most = 0

        def watch(pid):
            nonlocal most
            while not is_over(pid):
                most = max(most, resident(pid))
                time.sleep(LOOK)

        self.run(watch)
        return most


@contextmanager
def confined(one_core):
    """What is started within runs on one core, if so wanted."""
    before = os.sched_getaffinity(0)
    if one_core:
        os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def in_turn(programs, rounds, before=lambda program: None, after=lambda program: None):
    """Times all programs in every round, each round beginning with another; a first round is not counted."""
    for round_ in range(rounds + 1):
        shift = round_ % len(programs)
        for program in programs[shift:] + programs[:shift]:
            before(program)
            program.time()
            after(program)
            if not round_:
                program.seconds.clear()
                program.processor.clear()
                program.user.clear()


def said(command, statuses=(0, 1)):
    """What a program prints, to standard output and to standard error."""
    ran = subprocess.run(
        [str(word) for word in command], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    if ran.returncode not in statuses:
        sys.exit("%s failed with %d:\n%s" % (command, ran.returncode, ran.stderr.decode()))
    return ran.stdout.decode(), ran.stderr.decode()


def is_over(pid):
    """Whether a child has ended, and only waits to be asked how."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def resident(pid):
    """The most that a process and its children have had resident so far, in bytes."""
    try:
        with open("/proc/%d/status" % pid) as status:
            peak = re.search(r"^VmHWM:\s+(\d+) kB", status.read(), re.MULTILINE)
        children = []
        for task in os.listdir("/proc/%d/task" % pid):
            with open("/proc/%d/task/%s/children" % (pid, task)) as listed:
                children += map(int, listed.read().split())
    except OSError:
        return 0
    return (int(peak[1]) * 1024 if peak else 0) + sum(map(resident, children))


class Counter:
    """Counts instructions: by the processor, where it lets itself be asked, else by valgrind's callgrind."""

    def __init__(self):
        self.name = None
        if self.by_processor(["true"]) is not None:
            self.name, self.count = "the processor's counter", self.by_processor
        elif shutil.which("valgrind"):
            self.name, self.count = "callgrind", self.by_callgrind

    def by_processor(self, command):
        if not shutil.which("perf"):
            return None
        with tempfile.NamedTemporaryFile("r") as told:
            subprocess.run(
                ["perf", "stat", "-x,", "-e", "instructions:u", "-o", told.name, *map(str, command)],
                env=ENVIRONMENT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            count = re.search(r"^(\d+),", told.read(), re.MULTILINE)
        return int(count[1]) if count else None

    def by_callgrind(self, command):
        _, told = said(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command])
        return int(re.search(r"Collected : (\d+)", told)[1])


def say(line):
    print(line, file=sys.stderr, flush=True)
