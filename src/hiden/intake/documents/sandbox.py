# SPDX-License-Identifier: Apache-2.0
"""Confined parsing, seen from the process that wants a file read.

A pool of ``zygote`` processes, one for each thread that reads at the moment. This process is
never forked, so it may have as many threads as it likes, and it never runs a parser.

Rules:
    * A process that dies, hangs or babbles costs the part at hand, which becomes a problem; a
      fresh one goes on behind it.
    * After ``close`` no process is left; if this process is killed, the others see it and end.
"""

from __future__ import annotations

import errno
import json
import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import attrs

from hiden.foundation.errors import ErrorCode, UnavailableError
from hiden.intake.documents.details import Detail
from hiden.intake.documents.extraction import Position, Trouble
from hiden.intake.documents.limits import MEMORY_SHARE, Limits
from hiden.intake.documents.values import ProblemReason
from hiden.intake.documents.wire import Collected, problem_of

__all__ = ["Sandbox", "trouble_of_os_error"]

_ZYGOTE = "hiden.intake.documents.zygote"
_PACKAGE_ROOT = Path(__file__).resolve().parents[3]
_MAX_DEATHS = 8
_START_S = 60.0
_GRACE_S = 30.0
_HEADER_BYTES = 4
_READ_BYTES = 1 << 18


_GIVEN_UP = Trouble(
    reason=ProblemReason.CRASHED, detail=Detail.GIVEN_UP, params={"parts": _MAX_DEATHS}
)


class Sandbox:
    """Reads files in confined processes; for any number of threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._idle: list[_Zygote] = []
        self._is_closed = False

    def read(self, path: Path, *, given: str) -> Collected:
        """Read a file that exists.

        Args:
            path: Where it is.
            given: How its path is to be shown.

        Raises:
            UnavailableError: No process can be started.
            RuntimeError: The sandbox is closed.
        """
        collected = Collected(given)
        died_at: list[Position] = []
        while (trouble := self._read_once(path, collected, died_at)) is not None:
            if collected.is_last_reader:
                digest = None if collected.position else collected.digest
                collected.problems.append(
                    problem_of(given, collected.part, digest=digest, trouble=trouble)
                )
                if not collected.position:
                    break
            died_at.append(collected.position or ())
            if len(died_at) == _MAX_DEATHS:
                collected.problems.append(
                    problem_of(given, "", digest=collected.digest, trouble=_GIVEN_UP)
                )
                break
        return collected

    def close(self) -> None:
        """End every process; those at work end with what they are doing."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for zygote in idle:
            zygote.close()

    def _read_once(
        self, path: Path, collected: Collected, died_at: list[Position]
    ) -> Trouble | None:
        """Let one child read what is left of a file; return why it did not come to the end."""
        request = {
            "path": os.fsencode(path.absolute()).hex(),
            "name": path.name,
            "limits": attrs.asdict(self._limits),
            "died_at": died_at,
        }
        zygote = self._take()
        try:
            ending = zygote.request(request, collected)
        except _StaleZygoteError:
            zygote.kill()
            return self._read_once(path, collected, died_at)
        except (ValueError, EOFError, BrokenPipeError):
            zygote.kill()
            return Trouble(reason=ProblemReason.CRASHED, detail=Detail.CRASHED)
        except BaseException:
            zygote.kill()  # interrupted in the middle of its words
            raise
        self._give_back(zygote)
        return None if collected.is_complete else _trouble_of(ending, self._limits)

    def _take(self) -> _Zygote:
        with self._lock:
            if self._is_closed:
                raise RuntimeError("read after close")
            while self._idle:
                zygote = self._idle.pop()
                if zygote.is_usable():
                    return zygote
        return _Zygote()

    def _give_back(self, zygote: _Zygote) -> None:
        with self._lock:
            if not self._is_closed and zygote.is_usable():
                self._idle.append(zygote)
                return
        zygote.close()


class _StaleZygoteError(Exception):
    """A zygote had died while it had nothing to do."""


class _Zygote:
    """A zygote process; for one thread at a time."""

    def __init__(self) -> None:
        self._owner_pid = os.getpid()
        self._has_served = False
        self._buffer = bytearray()
        its_stdin, self._to = os.pipe()
        self._from, its_stdout = os.pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-W", "ignore", "-m", _ZYGOTE],
                stdin=its_stdin,
                stdout=its_stdout,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={**os.environ, "PYTHONPATH": str(_PACKAGE_ROOT)},
            )
        except OSError as error:
            self._close_pipes()
            raise UnavailableError(ErrorCode.PARSER_UNAVAILABLE, path=sys.executable) from error
        finally:
            os.close(its_stdin)
            os.close(its_stdout)
        try:
            self._block(_START_S)  # an empty one: it is ready
        except EOFError as error:
            self.kill()
            raise UnavailableError(ErrorCode.PARSER_UNAVAILABLE, path=sys.executable) from error

    def is_usable(self) -> bool:
        """True if the process lives and was not inherited from another one by a fork."""
        return self._owner_pid == os.getpid() and self._process.poll() is None

    def request(self, request: dict[str, Any], collected: Collected) -> dict[str, Any]:
        """Have a file read.

        Args:
            request: What to read.
            collected: Takes what the child says.

        Returns:
            How the child ended.

        Raises:
            _StaleZygoteError: The zygote died after an earlier request and before this one.
            EOFError: The zygote died or hangs.
            BrokenPipeError: The zygote died.
            ValueError: The child said something unknown.
        """
        patience_s = request["limits"]["wall_s"] + _GRACE_S
        try:
            self._send(json.dumps(request).encode() + b"\n")
            block = self._block(patience_s)
        except (EOFError, BrokenPipeError) as error:
            if self._has_served:
                raise _StaleZygoteError from error
            raise
        words = bytearray()
        while block:
            words += block
            if b"\n" in block:
                *lines, words = words.split(b"\n")
                for complete in lines:
                    collected.take(bytes(complete))
            block = self._block(patience_s)
        self._has_served = True
        ending = json.loads(self._block(patience_s))
        return ending if isinstance(ending, dict) else {}

    def _send(self, line: bytes) -> None:
        data = memoryview(line)
        while data:
            data = data[os.write(self._to, data) :]

    def _block(self, patience_s: float) -> bytes:
        size = int.from_bytes(self._exactly(_HEADER_BYTES, patience_s))
        return self._exactly(size, patience_s)

    def _exactly(self, size: int, patience_s: float) -> bytes:
        poll = select.poll()
        poll.register(self._from, select.POLLIN)
        while len(self._buffer) < size:
            data = os.read(self._from, _READ_BYTES) if poll.poll(patience_s * 1000) else b""
            if not data:
                raise EOFError("a zygote died or hangs")
            self._buffer += data
        block = bytes(self._buffer[:size])
        del self._buffer[:size]
        return block

    def kill(self) -> None:
        """End the process at once; its child ends with it."""
        self._process.kill()
        self.close()

    def close(self) -> None:
        """End the process, and wait until it has ended."""
        self._close_pipes()
        self._process.wait()

    def _close_pipes(self) -> None:
        os.close(self._to)
        os.close(self._from)


def _trouble_of(ending: dict[str, Any], limits: Limits) -> Trouble:
    """Tell why a child did not come to its end."""
    if "errno" in ending:
        return trouble_of_os_error(OSError(ending["errno"], os.strerror(ending["errno"])))
    status = ending["status"]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        return Trouble(
            reason=ProblemReason.TIMEOUT, detail=Detail.CPU, params={"seconds": limits.cpu_s}
        )
    if ending["stopped"] == "time":
        return Trouble(
            reason=ProblemReason.TIMEOUT,
            detail=Detail.TIMEOUT,
            params={"seconds": round(limits.wall_s)},
        )
    if ending["max_kib"] * 1024 * MEMORY_SHARE > limits.memory_bytes:
        return Trouble(reason=ProblemReason.TOO_BIG, detail=Detail.OUT_OF_MEMORY)
    return Trouble(reason=ProblemReason.CRASHED, detail=Detail.CRASHED)


def trouble_of_os_error(error: OSError) -> Trouble:
    """Say why a file cannot be opened or read."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}:
        return Trouble(reason=ProblemReason.MISSING, detail=Detail.MISSING)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Trouble(reason=ProblemReason.DENIED, detail=Detail.DENIED)
    if error.errno in {errno.EISDIR, errno.ENXIO, errno.ENODEV}:
        return Trouble(reason=ProblemReason.UNSUPPORTED, detail=Detail.NOT_A_FILE)
    return Trouble(
        reason=ProblemReason.DAMAGED,
        detail=Detail.UNREADABLE,
        params={"error": os.strerror(error.errno or 0)},
    )
