# SPDX-License-Identifier: Apache-2.0
"""The one door to the compiler: kernels are plain functions over arrays, compiled on first use.

Rules:
    * A kernel releases the GIL, allocates no Python object and raises nothing.
    * Compiled code is kept in the user's cache folder, under a name made from the source of all
      kernels of this room. numba alone looks at one file only and would keep a stale kernel when a
      kernel that it calls, in another file, has changed.
    * Where that folder cannot be written, numba's own choice of folder stands.
    * Importing this module compiles nothing.

Does not: keep compiled code of other rooms apart; whoever needs kernels there moves this module
down.

Source: numba documentation, "Notes on caching" (limitations of ``cache=True``).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

__all__ = ["I16", "I32", "I64", "U8", "U16", "U32", "U64", "Units", "kernel"]

U8: TypeAlias = npt.NDArray[np.uint8]
U16: TypeAlias = npt.NDArray[np.uint16]
U32: TypeAlias = npt.NDArray[np.uint32]
U64: TypeAlias = npt.NDArray[np.uint64]
I16: TypeAlias = npt.NDArray[np.int16]
I32: TypeAlias = npt.NDArray[np.int32]
I64: TypeAlias = npt.NDArray[np.int64]
Units: TypeAlias = U8 | U16 | U32
"""Code units of a text: its code points, in the narrowest of three widths that holds them all."""

_F = TypeVar("_F", bound=Callable[..., Any])


def kernel(function: _F) -> _F:
    """Compile a function on its first call, without the GIL, and keep the compiled code on disk."""
    compile_later = numba.njit(nogil=True, cache=True, boundscheck=False)
    return cast("_F", compile_later(function))


def _choose_cache() -> None:
    """Give numba a cache folder of our own, named after the kernels' source, if it has none yet."""
    settings = vars(numba.config)
    if settings["CACHE_DIR"]:
        return
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(home) / "hiden" / "kernels" / digest.hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    if os.access(folder, os.W_OK):
        settings["CACHE_DIR"] = str(folder)


_choose_cache()
