# SPDX-License-Identifier: Apache-2.0
"""Take every power from the process that parses: no network, no files, no processes, bounded cost.

Each measure is taken where the system permits it; none is needed for another. What cannot be had
on a given system is listed in ``docs/documents.md``.

Does not: filter system calls (seccomp), or work outside Linux but for the resource limits.

Sources:
    Linux manual pages prctl(2), unshare(2), chroot(2), capabilities(7), setrlimit(2).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress

from hiden.intake.documents.limits import Limits

__all__ = ["confine", "leave_network", "limit_cpu"]

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_CAPABILITY_VERSION_3 = 0x20080522
_NOBODY = 65534
_OPEN_FILES = 64

_libc = ctypes.CDLL(None, use_errno=True)


def leave_network() -> bool:
    """Move this process, and those it will fork, into a network without interfaces.

    Returns:
        True if that is so.
    """
    if _unshare(_CLONE_NEWNET):
        return True
    if os.geteuid() == 0:  # in a user namespace, root would lose the right to read what others own
        return False
    uid, gid = os.geteuid(), os.getegid()
    if not _unshare(_CLONE_NEWUSER | _CLONE_NEWNET):
        return False
    with suppress(OSError):  # without a mapping, files are still opened by the same user
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{uid} {uid} 1")
        _write("/proc/self/gid_map", f"{gid} {gid} 1")
    return True


def confine(
    limits: Limits, *, empty_dir_fd: int, parent_pid: int, has_network: bool = True
) -> None:
    """Confine this process for good.

    Args:
        limits: What it may cost.
        empty_dir_fd: An open folder with nothing in it, its root from now on.
        parent_pid: Its parent; when that dies, so does this process.
        has_network: False if its parent has left the network, and this process with it.
    """
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    if os.geteuid() != 0:
        _unshare(_CLONE_NEWUSER)  # gives the right to change the root, within
    if has_network:
        _unshare(_CLONE_NEWNET)
    _attempt(lambda: os.fchdir(empty_dir_fd))
    _attempt(lambda: os.chroot("."))
    os.close(empty_dir_fd)
    _drop_user()
    _drop_capabilities()
    _set_limits(limits)
    _prctl(_PR_SET_DUMPABLE, 0)
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # last: a change of user clears it
    if os.getppid() != parent_pid:
        os._exit(1)


def limit_cpu(seconds: int) -> None:
    """Grant so many more seconds of processor time, to the whole second."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def _set_limits(limits: Limits) -> None:
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (bound, bound))


def _drop_user() -> None:
    _attempt(lambda: os.setgroups([]))
    _attempt(lambda: os.setresgid(_NOBODY, _NOBODY, _NOBODY))
    _attempt(lambda: os.setresuid(_NOBODY, _NOBODY, _NOBODY))


def _drop_capabilities() -> None:
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _libc.capset(header, (ctypes.c_uint32 * 6)())


def _attempt(measure: Callable[[], None]) -> None:
    """Take a measure that this system may refuse."""
    with suppress(OSError):
        measure()


def _unshare(flags: int) -> bool:
    return bool(_libc.unshare(flags) == 0)


def _prctl(option: int, value: int) -> None:
    _libc.prctl(option, value, 0, 0, 0)


def _write(path: str, text: str) -> None:
    fd = os.open(path, os.O_WRONLY)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)
