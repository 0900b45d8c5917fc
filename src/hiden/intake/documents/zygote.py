# SPDX-License-Identifier: Apache-2.0
"""The process that forks: it holds every parser ready and meets no content itself.

Started by ``sandbox`` as ``python -m hiden.intake.documents.zygote``. Single-threaded, so that
forking is safe whatever the process that wants a file read looks like. For each request it opens
the file, forks a confined child that inherits the open file and a pipe, passes on what the child
says, and kills it when it says nothing for too long.

Requests on standard input, one line of JSON: ``{"path": HEX, "name": …, "limits": {…}, "died_at":
[[…]]}``. Answers on standard output: blocks of a length (4 bytes, big-endian) and so many bytes;
a block of length 0 ends the child's words, and one line of JSON tells how the child ended.

Ends when its standard input ends, that is, when the process that started it is gone, however it
went.
"""

from __future__ import annotations

import codecs
import encodings
import gc
import hashlib
import json
import os
import pkgutil
import select
import signal
import struct
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from hiden.foundation.hashing import Sha256
from hiden.intake.documents.confinement import confine, leave_network, limit_cpu
from hiden.intake.documents.extraction import Budget, Position, Source
from hiden.intake.documents.limits import Limits
from hiden.intake.documents.traversal import traverse
from hiden.intake.documents.wire import LineWriter

__all__ = ["serve"]

_BLOCK_BYTES = 1 << 16
_STDIN, _STDOUT = 0, 1
_MAX_BYTES_PER_CHAR = 8  # in UTF-8, with the columns of its place
_FREE_BYTES = 1 << 26


def serve() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    has_network = not leave_network()
    _load_codecs()
    empty_dir_fd = _open_empty_dir()
    gc.disable()
    gc.freeze()  # a child that collects does not touch, and so copy, the pages it shares
    _send(b"")  # ready
    with os.fdopen(_STDIN, "rb", closefd=False) as requests:
        for line in requests:
            ending = _answer(json.loads(line), empty_dir_fd, has_network=has_network)
            _send(b"")
            _send(json.dumps(ending).encode())


def _load_codecs() -> None:
    """Import every codec, for the child will have no file system to import from."""
    for module in pkgutil.iter_modules(encodings.__path__):
        with suppress(LookupError, ImportError):
            codecs.lookup(module.name)


def _open_empty_dir() -> int:
    """Open a folder that no longer has a name."""
    path = tempfile.mkdtemp(prefix="hiden-")
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    Path(path).rmdir()
    return fd


def _answer(
    request: dict[str, Any], empty_dir_fd: int, *, has_network: bool
) -> dict[str, int | str]:
    try:
        file_fd = os.open(bytes.fromhex(request["path"]), os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        return {"errno": error.errno or 0}
    limits = Limits(**request["limits"])
    read_fd, write_fd = os.pipe()
    zygote_pid = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(read_fd)
            gc.enable()
            _become_deaf()
            confine(
                limits,
                empty_dir_fd=empty_dir_fd,
                parent_pid=zygote_pid,
                has_network=has_network,
            )
            _parse(request, limits, file_fd=file_fd, write_fd=write_fd)
        finally:
            os._exit(0)  # whatever happened: the missing end of its words tells
    os.close(file_fd)
    os.close(write_fd)
    stopped = _relay(read_fd, limits)
    os.close(read_fd)
    if stopped:
        os.kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    return {"stopped": stopped, "status": status, "max_kib": usage.ru_maxrss}


def _become_deaf() -> None:
    """Let go of the pipes to the process that wants the file read."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (_STDIN, _STDOUT, 2):
        os.dup2(null, fd)
    os.close(null)


class _MeteredWriter(LineWriter):
    """Grants every part its own processor time."""

    def __init__(self, fd: int, cpu_s: int) -> None:
        super().__init__(fd)
        self._cpu_s = cpu_s

    def begin(self, part: str, position: Position, *, is_last_reader: bool) -> None:
        """Tell that a part is about to be read."""
        limit_cpu(self._cpu_s)
        super().begin(part, position, is_last_reader=is_last_reader)


def _parse(request: dict[str, Any], limits: Limits, *, file_fd: int, write_fd: int) -> None:
    """Read the file; in the confined child."""
    writer = _MeteredWriter(write_fd, limits.cpu_s)
    with os.fdopen(file_fd, "rb") as file:
        limit_cpu(limits.cpu_s)
        digest = Sha256(hashlib.file_digest(file, "sha256").hexdigest())
        writer.file(digest, os.fstat(file_fd).st_size)
        source = Source(request["name"], file, Budget(limits))
        died_at = tuple(tuple(position) for position in request["died_at"])
        traverse(source, digest, sink=writer, died_at=died_at)
    writer.end()


def _relay(read_fd: int, limits: Limits) -> str:
    """Pass on what the child says.

    Returns:
        Why it has to be stopped; empty if it ended by itself.
    """
    poll = select.poll()
    poll.register(read_fd, select.POLLIN)
    poll.register(_STDIN, 0)  # reports only that the other end is gone
    deadline = time.monotonic() + limits.total_wall_s
    left_bytes = _MAX_BYTES_PER_CHAR * limits.output_chars + _FREE_BYTES
    while (left_s := min(limits.wall_s, deadline - time.monotonic())) > 0:
        ready = {fd for fd, _ in poll.poll(left_s * 1000)}
        if _STDIN in ready:
            return "orphan"
        if not ready:
            break
        block = os.read(read_fd, _BLOCK_BYTES)
        left_bytes -= len(block)
        if not block or left_bytes < 0:
            return "" if not block else "babble"
        _send(block)
    return "time"


def _send(block: bytes) -> None:
    data = memoryview(struct.pack(">I", len(block)) + block)
    while data:
        data = data[os.write(_STDOUT, data) :]


if __name__ == "__main__":
    serve()
