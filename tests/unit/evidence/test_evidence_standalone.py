# SPDX-License-Identifier: Apache-2.0
"""A stranger checks the ledger with one file and without Hiden."""

from __future__ import annotations

import ast
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hiden.evidence import standalone_verify
from hiden.evidence.commitment import commitment, seal
from hiden.evidence.leaf_proof import prove_leaf, write_leaf_proof
from hiden.evidence.ledger import Ledger
from hiden.foundation.canonical import JsonValue

SOURCE = Path(standalone_verify.__file__)


def _run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the file alone, from another folder, in an interpreter that knows nothing of ours."""
    script = shutil.copy(SOURCE, tmp_path / "verify.py")
    return subprocess.run(
        [sys.executable, "-I", script, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_needs_python_and_cryptography_only() -> None:
    modules = set()
    for node in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(str(node.module).split(".")[0])

    assert modules - set(sys.stdlib_module_names) == {"cryptography"}


def test_a_sound_ledger_and_leaf_check_and_altered_ones_do_not(
    tmp_path: Path, ledger: Ledger
) -> None:
    opening = seal({"event": "sample"})
    ledger.append([commitment(opening), *(f"leaf {n}".encode() for n in range(600))])
    leaf = tmp_path / "leaf.json"
    leaf.write_bytes(write_leaf_proof(prove_leaf(ledger, 0, opening=opening)))
    key = ledger.verifier.text

    done = _run(tmp_path, str(ledger.path), key)
    assert (done.returncode, done.stdout) == (0, "OK: 601 leaves, as signed\n")
    done = _run(tmp_path, str(leaf), key)
    assert (done.returncode, done.stdout[-19:]) == (0, '{"event":"sample"}\n')

    bundle = ledger.path / "tile/entries/001"
    bundle.write_bytes(bundle.read_bytes().replace(b"leaf 300", b"leaf 3OO"))
    done = _run(tmp_path, str(ledger.path), key)
    assert done.returncode == 1
    assert "NOT OK: ValueError: the leaves give the root" in done.stderr


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 700])
def test_it_agrees_at_every_kind_of_size(ledger: Ledger, size: int) -> None:
    ledger.append([f"leaf {n}".encode() for n in range(size)])

    assert standalone_verify.check_ledger(ledger.path, ledger.verifier.text) == size


def test_it_agrees_on_every_leaf(tmp_path: Path, ledger: Ledger) -> None:
    values: list[JsonValue] = list(range(20))
    openings = [seal(value) for value in values]
    ledger.append([commitment(opening) for opening in openings])
    for index, opening in enumerate(openings):
        path = tmp_path / "leaf.json"
        path.write_bytes(write_leaf_proof(prove_leaf(ledger, index, opening=opening)))

        assert standalone_verify.check_leaf(path, ledger.verifier.text) == str(index)


def test_a_path_above_999_bundles_is_found(ledger: Ledger) -> None:
    ledger.append([b""] * (1001 * 256 + 1))

    assert (ledger.path / "tile/entries/x001/001.p/1").exists()
    assert standalone_verify.check_ledger(ledger.path, ledger.verifier.text) == 256_257
    ledger.verify()


def test_other_leaves_than_the_signed_ones_are_refused(ledger: Ledger) -> None:
    ledger.append([b"one", b"two", b"three"])
    bundle = ledger.path / "tile/entries/000.p/3"
    bundle.write_bytes(bundle.read_bytes().replace(b"two", b"tow"))
    with pytest.raises(ValueError, match="was signed"):
        standalone_verify.check_ledger(ledger.path, ledger.verifier.text)


def test_it_runs_as_a_program(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(SOURCE), str(ledger.path), ledger.verifier.text])
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(str(SOURCE), run_name="__main__")

    assert caught.value.code == 0


def test_wrong_use_shows_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert standalone_verify.main([]) == 2
    assert "LEDGER_FOLDER VERIFIER_KEY" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "a+b+c", "example.com/x+00000000+AQ=="])
def test_a_garbled_key_is_refused(ledger: Ledger, text: str) -> None:
    assert standalone_verify.main([str(ledger.path), text]) == 1


def test_nothing_there_is_refused(tmp_path: Path, ledger: Ledger) -> None:
    assert standalone_verify.main([str(tmp_path / "nothing"), ledger.verifier.text]) == 1
    assert standalone_verify.main([str(tmp_path), ledger.verifier.text]) == 1
