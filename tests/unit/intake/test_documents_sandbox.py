# SPDX-License-Identifier: Apache-2.0
"""Confined parsing: limits hold, deaths are told, nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.unit.intake.documents_made import docx_bytes, read, xlsx_bytes, zip_bytes

from hiden.intake.documents.limits import Limits
from hiden.intake.documents.reader import DocumentReader
from hiden.intake.documents.values import ProblemReason

SLOW_PAGE = b"<html><body>" + b"<div>" * 60_000 + b"x"


@pytest.fixture
def slow_page(tmp_path: Path) -> Path:
    """A page whose nesting takes a parser many seconds."""
    path = tmp_path / "slow.html"
    path.write_bytes(SLOW_PAGE)
    return path


def _children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except FileNotFoundError:
        return []


def _is_zygote(pid: int) -> bool:
    return b"documents.zygote" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _zygotes() -> list[int]:
    return [child for child in _children(os.getpid()) if _is_zygote(child)]


def _wait_for(find: Callable[[], list[int]]) -> list[int]:
    deadline = time.monotonic() + 30
    while not (found := find()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)
    return found


def _is_gone(pid: int) -> bool:
    """True if a process has ended; one that nobody waits for is as good as ended."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rpartition(")")[2].split()[0] == "Z"


def test_the_confined_process_reads_as_this_one_does(tmp_path: Path) -> None:
    data = zip_bytes(
        {
            "a.docx": docx_bytes("本文", "極秘"),
            "b.xlsx": xlsx_bytes({"表": {"C7": "配合", "D7": 1.5}}),
            "c.txt": "原価".encode("euc_jp"),
            "d.html": "<title>題</title><p>本<b>文</b>",
            "e.bin": b"\x00\x01",
        }
    )
    path = tmp_path / "all.zip"
    path.write_bytes(data)

    with DocumentReader() as reader:
        reading = reader.read(path)

    here = read(data)
    assert [(d.part, d.text, d.kind, d.sha256) for d in here.documents] == [
        (d.part, d.text, d.kind, d.sha256) for d in reading.documents
    ]
    assert [list(d.passages) for d in here.documents] == [
        list(d.passages) for d in reading.documents
    ]
    assert here.reasons == [(p.part, p.reason) for p in reading.problems]
    assert reading.size_bytes == len(data)


def test_processor_time_is_bounded_and_the_reader_lives_on(slow_page: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.docx"
    good.write_bytes(docx_bytes("本文"))

    with DocumentReader(Limits(cpu_s=1)) as reader:
        (problem,) = reader.read(slow_page).problems
        after = reader.read(good)

    assert problem.reason is ProblemReason.TIMEOUT
    assert "processor time" in str(problem.detail)
    assert problem.sha256 is not None
    assert after.problems == ()


def test_time_by_the_clock_is_bounded(slow_page: Path) -> None:
    started = time.monotonic()

    with DocumentReader(Limits(wall_s=0.5)) as reader:
        (problem,) = reader.read(slow_page).problems

    assert problem.reason is ProblemReason.TIMEOUT
    assert time.monotonic() - started < 15


def test_memory_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "wide.html"
    path.write_bytes(b"<p>" + b"<i>x</i>" * 4_000_000)

    with DocumentReader(Limits(memory_bytes=400 * 1024 * 1024)) as reader:
        (problem,) = reader.read(path).problems

    assert problem.reason is ProblemReason.TOO_BIG


def test_a_death_costs_one_part_only(tmp_path: Path) -> None:
    path = tmp_path / "mixed.zip"
    path.write_bytes(zip_bytes({"1.txt": "前", "2.html": SLOW_PAGE, "3.txt": "後"}))

    with DocumentReader(Limits(cpu_s=1)) as reader:
        reading = reader.read(path)

    assert [(d.part, d.text) for d in reading.documents] == [("1.txt", "前"), ("3.txt", "後")]
    assert [(p.part, p.reason) for p in reading.problems] == [("2.html", ProblemReason.TIMEOUT)]


def test_after_many_deaths_the_rest_is_given_up_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mixed.zip"
    path.write_bytes(zip_bytes({f"{n}.html": SLOW_PAGE for n in range(10)}))

    with DocumentReader(Limits(wall_s=0.2)) as reader:
        reading = reader.read(path)

    assert len(reading.problems) == 9
    assert "the rest of the file was not read" in str(reading.problems[-1].detail)


def test_a_child_that_is_killed_is_a_crash(slow_page: Path) -> None:
    with DocumentReader() as reader, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(reader.read, slow_page)
        child = _wait_for(lambda: [pid for z in _zygotes() for pid in _children(z)])[0]
        os.kill(child, signal.SIGKILL)

        (problem,) = reading.result(timeout=30).problems

    assert problem.reason is ProblemReason.CRASHED


def test_a_zygote_that_is_killed_takes_its_child_along_and_is_replaced(
    slow_page: Path, tmp_path: Path
) -> None:
    good = tmp_path / "good.docx"
    good.write_bytes(docx_bytes("本文"))

    with DocumentReader() as reader, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(reader.read, slow_page)
        child = _wait_for(lambda: [pid for z in _zygotes() for pid in _children(z)])[0]
        os.kill(_zygotes()[0], signal.SIGKILL)
        (problem,) = reading.result(timeout=30).problems
        after = reader.read(good)
        os.kill(_zygotes()[0], signal.SIGKILL)
        after_idle_death = reader.read(good)

    assert problem.reason is ProblemReason.CRASHED
    assert _is_gone(child)
    assert after.problems == after_idle_death.problems == ()


def test_nothing_is_left_after_closing(tmp_path: Path) -> None:
    paths = []
    for number in range(8):
        paths.append(tmp_path / f"{number}.docx")
        paths[-1].write_bytes(docx_bytes(f"第{number}条"))

    with DocumentReader() as reader, ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(reader.read, paths * 3))

    assert [f"第{n}条" for n in range(8)] * 3 == [
        reading.documents[0].text.split("\n")[0] for reading in readings
    ]
    assert _zygotes() == []


def test_reading_after_closing_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes("本文"))
    reader = DocumentReader()
    reader.close()

    with pytest.raises(RuntimeError, match="after close"):
        reader.read(path)


def test_nothing_is_left_when_the_process_that_reads_is_killed(slow_page: Path) -> None:
    program = (
        "import sys, pathlib; from hiden.intake.documents import DocumentReader;"
        "DocumentReader().read(pathlib.Path(sys.argv[1]))"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(slow_page)]) as process:
        zygote = _wait_for(lambda: [pid for pid in _children(process.pid) if _is_zygote(pid)])[0]
        child = _wait_for(lambda: _children(zygote))[0]
        process.kill()

    _wait_for(lambda: [1] if _is_gone(zygote) and _is_gone(child) else [])


CONFINED = """
import json, os, pathlib, resource
from hiden.intake.documents.confinement import confine
from hiden.intake.documents.limits import Limits
from hiden.intake.documents.zygote import _open_empty_dir

def fails(action):
    try:
        action()
    except OSError:
        return True
    return False

empty = _open_empty_dir()
read_fd, write_fd = os.pipe()
parent = os.getpid()
if os.fork() == 0:
    confine(Limits(), empty_dir_fd=empty, parent_pid=parent)
    seen = {
        "no files": fails(lambda: os.listdir("/")) or os.listdir("/") == [],
        "no etc": fails(lambda: os.open("/etc/passwd", os.O_RDONLY)),
        "no processes": fails(os.fork),
        "no root": os.getuid() != 0 and fails(lambda: os.setuid(0)),
        "memory": resource.getrlimit(resource.RLIMIT_AS)[1] == Limits().memory_bytes,
        "no core": resource.getrlimit(resource.RLIMIT_CORE) == (0, 0),
        "no writing": resource.getrlimit(resource.RLIMIT_FSIZE) == (0, 0),
    }
    os.write(write_fd, json.dumps(seen).encode())
    os._exit(0)
os.close(write_fd)
print(os.read(read_fd, 10000).decode())
"""


def test_the_confined_process_can_do_nothing_but_answer() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CONFINED], capture_output=True, text=True, check=True
    )

    seen = json.loads(done.stdout)

    assert seen == dict.fromkeys(seen, True)
    assert len(seen) == 7


def test_the_zygote_has_no_network() -> None:
    program = (
        "from hiden.intake.documents.confinement import leave_network; import os;"
        "print(leave_network(), open('/proc/self/net/dev').read().count(':'))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    left, interfaces = done.stdout.split()
    if left == "False":
        pytest.skip("this system does not let a process leave its network")
    assert interfaces == "1", "only the loopback, and that one is down"
