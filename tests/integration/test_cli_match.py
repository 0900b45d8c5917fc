# SPDX-License-Identifier: Apache-2.0
"""``hiden match`` needs no workspace, and gives every file a clear answer."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from tests.integration.conftest import Command

from hiden.testing import can_mount, small_disk

RECIPE = (
    "焼入れ後の戻し温度は二段とし、第一段を三百十度で四十五分、第二段を二百六十度で九十分保持する。"
    "保持中の炉内酸素は常に二百万分の八以下とし、超えたときは窒素を毎分十二リットルまで増やす。"
    "治具の当たり面は〇・〇三ミリの逃がしを設け、冷却油は六十二度から六十五度の間に保つ。"
    "この条件により歯面のばらつきは従来の三分の一となり、検査での手直しはほぼなくなった。"
)
INNOCENT = (
    "来月の健康診断は本館二階の会議室で行います。受付は九時からで、前日の夜は食事を控えてください。"
    "駐輪場の屋根の修理は来週から始まります。工事の間は東門の仮置き場をお使いください。"
)


@pytest.fixture
def index(tmp_path: Path, hiden: Command) -> Path:
    """An index of one secret."""
    folder = tmp_path / "secrets" / "heat"
    folder.mkdir(parents=True)
    (folder / "recipe.txt").write_text(RECIPE, encoding="utf-8")
    answer = hiden.json("match", "index", tmp_path / "secrets", "--into", tmp_path / "index")
    assert answer["added"] == 1
    return tmp_path / "index"


def _zip(entries: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_a_copy_is_found_with_its_passages_on_both_sides(
    tmp_path: Path, hiden: Command, index: Path
) -> None:
    document = tmp_path / "out.txt"
    document.write_text(INNOCENT + "\n" + RECIPE + "\n", encoding="cp932")

    [row] = hiden.json_lines("match", "scan", index, document)

    assert row["document"] == str(document)
    [match] = row["matches"]
    assert match["secret"] == "heat/recipe.txt"
    assert match["kind"] == "prose"
    assert match["containment_of_secret"] > 0.95
    assert 0 < match["error_chance"] < 1e-6
    [passage] = match["passages"]
    text = INNOCENT + "\n" + RECIPE + "\n"
    start, end = passage["document_start"], passage["document_end"]
    assert len(set(range(start, end)) ^ set(range(len(INNOCENT) + 1, len(text) - 1))) <= 4
    assert (passage["secret_start"], passage["secret_end"] >= len(RECIPE) - 2) == (0, True)


def test_every_bad_file_has_its_reason_and_the_rest_goes_on(
    tmp_path: Path, hiden: Command, index: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    word = io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph(INNOCENT * 5)
    paper.save(word)
    (folder / "a-good.txt").write_text(RECIPE, encoding="utf-8")
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "d-cut.docx").write_bytes(word.getvalue()[: len(word.getvalue()) // 2])
    bomb = _zip({"zeros": bytes(300_000_000)})
    (folder / "e-bomb.zip").write_bytes(bomb)
    (folder / "f-short.txt").write_text("短い", encoding="utf-8")
    (folder / "g-good.zip").write_bytes(_zip({"中/写し.txt": RECIPE.encode()}))

    rows = {
        Path(row["document"]).name: row for row in hiden.json_lines("match", "scan", index, folder)
    }

    assert list(rows) == sorted(rows)
    assert rows["a-good.txt"]["matches"]
    assert rows["b-empty.txt"]["problem"]["reason"] == "empty"
    assert rows["c-binary.txt"]["problem"]["reason"] == "unsupported"
    assert rows["d-cut.docx"]["problem"]["reason"] == "damaged"
    assert rows["e-bomb.zip"]["problem"]["reason"] == "bomb"
    assert rows["f-short.txt"]["matches"] == []
    assert rows["f-short.txt"]["judged"] is False
    [inner] = rows["g-good.zip"]["matches"]
    assert inner["part"] == "中/写し.txt"


def test_a_folder_that_may_not_be_read_is_named(
    tmp_path: Path, hiden: Command, index: Path
) -> None:
    [row] = hiden.json_lines("match", "scan", index, tmp_path / "secrets" / "heat" / "recipe.txt")
    assert row["matches"]

    missing = hiden("match", "scan", index, tmp_path / "nowhere", expect=3)
    assert "nowhere does not exist" in missing.stderr


def test_an_index_without_its_key_is_refused(tmp_path: Path, hiden: Command, index: Path) -> None:
    wrong = tmp_path / "wrong.key"
    wrong.write_bytes(bytes(32))
    wrong.chmod(0o600)

    refused = hiden("match", "scan", index, tmp_path, "--key", wrong, expect=5)

    assert "not the key of this index" in refused.stderr


def test_a_key_that_others_may_read_is_refused(tmp_path: Path, hiden: Command, index: Path) -> None:
    key = index.with_name("index.key")
    key.chmod(0o644)

    assert "0600" in hiden("match", "scan", index, tmp_path, expect=5).stderr


def test_indexing_again_adds_nothing_and_a_changed_file_replaces_itself(
    tmp_path: Path, hiden: Command, index: Path
) -> None:
    again = hiden.json("match", "index", tmp_path / "secrets", "--into", index)
    assert (again["added"], again["unchanged"]) == (0, 1)

    (tmp_path / "secrets" / "heat" / "recipe.txt").write_text(INNOCENT * 3, encoding="utf-8")
    changed = hiden.json("match", "index", tmp_path / "secrets", "--into", index)
    assert (changed["added"], changed["replaced"]) == (0, 1)


@pytest.mark.skipif(not can_mount(), reason="only root may mount a small disk")
def test_a_full_disk_is_said_and_the_index_stays_as_it_was(tmp_path: Path, hiden: Command) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "a.txt").write_text(RECIPE, encoding="utf-8")
    big = "".join(
        f"{number}番目の工程の条件は{number * 7919 % 10007}とする。" for number in range(200_000)
    )
    (tmp_path / "b" / "b.txt").write_text(big, encoding="utf-8")
    (tmp_path / "disk").mkdir()
    with small_disk(tmp_path / "disk", size_bytes=6_000_000):
        index = tmp_path / "disk" / "index"
        key = tmp_path / "k"
        hiden("match", "index", tmp_path / "a", "--into", index, "--key", key)

        full = hiden("match", "index", tmp_path / "b", "--into", index, "--key", key, expect=6)
        assert "disk is full" in full.stderr

        [row] = hiden.json_lines("match", "scan", index, tmp_path / "a", "--key", key)
        assert row["matches"]
