# SPDX-License-Identifier: Apache-2.0
"""Writing the sample company to disk, and taking it away again.

Rules:
    * The same seed gives the same bytes in every file.
    * It is written into a folder that is new, empty, or an older sample company.
    * Only a folder with our marker is removed, and only while nobody else has put anything into it.

Example::

    sample = generate_company(Path("sample"), seed=2013)
    sample.register, sample.outgoing, sample.truth
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import numpy as np

from hiden.foundation.canonical import canonical_json
from hiden.foundation.errors import ErrorCode, RefusedError
from hiden.registry import read_register, to_json
from hiden.testing.company.answers import agreements, answers_yaml
from hiden.testing.company.desk import Desk
from hiden.testing.company.files import SampleFile, put
from hiden.testing.company.internal import BACKGROUND, write_internal
from hiden.testing.company.knowledge import company, leak_book, secret_seeds
from hiden.testing.company.lists import disclosures_csv, partners_csv, sites_xlsx
from hiden.testing.company.originals import Original, write_originals
from hiden.testing.company.outgoing import Gate
from hiden.testing.company.people import hire, people_csv
from hiden.testing.company.permissions import icacls_bytes
from hiden.testing.company.register import draw_up_register
from hiden.testing.company.truth import Truth, truth_bytes

__all__ = ["DOCUMENTS", "FEWEST_DOCUMENTS", "SampleCompany", "generate_company", "remove_company"]

DOCUMENTS = 600
"""Documents of the company in full."""
FEWEST_DOCUMENTS = 120
_REGISTER = "営業秘密管理台帳.xlsx"
_PEOPLE = "社員一覧.csv"
_SITES = "拠点一覧.xlsx"
_PARTNERS = "取引先一覧.csv"
_DISCLOSURES = "開示記録.csv"
_ANSWERS = "点検表の回答.yaml"
_AGREEMENTS = "契約一覧.json"
_PERMISSIONS = "アクセス権_fs01.txt"
_TRUTH = "truth.jsonl"
_MARKER = ".hiden-sample-company"
_MARKER_TEXT = "Fictional sample data, made by hiden.testing. This folder may be removed.\n"
_LISTS = (
    _REGISTER, _PEOPLE, _SITES, _PARTNERS, _DISCLOSURES, _ANSWERS, _AGREEMENTS, _PERMISSIONS,
    _TRUTH,
)  # fmt: skip
_OURS = frozenset((*_LISTS, _MARKER, "secrets", "outgoing", "internal"))
Progress = Callable[[int, int], None]


@attrs.frozen(kw_only=True)
class SampleCompany:
    """Where the sample company lies, and how big it is.

    Attributes:
        folder: The folder above all.
        register: The register of secrets, an Excel file.
        people: List of people, a CSV file in cp932.
        sites: List of sites, an Excel file.
        partners: List of partners, a CSV file.
        disclosures: What was rightly shown to partners, a CSV file.
        answers: What was answered on the check sheet, a YAML file.
        agreements: What partners and people signed, a JSON list.
        permissions: Who may open what on the file server, an export of icacls in cp932.
        secrets: Folder of the registered originals, one folder for each code.
        outgoing: Folder of what left.
        internal: Folder of the rest.
        background: Folder, within ``internal``, of public papers and blank forms.
        truth: The file that tells what is in which document.
        secret_count: Secrets in the register.
        person_count: People in the list.
        original_count: Files in ``secrets``.
        outgoing_count: Files in ``outgoing``.
        internal_count: Files in ``internal``.
        leak_count: Files in ``outgoing`` which hold a secret.
        row_without_code: Row of the register (from 1) which a reader has to report.
        row_with_bad_date: Row of the register (from 1) which cannot be read: its review date
            does not exist.
    """

    folder: Path
    register: Path
    people: Path
    sites: Path
    partners: Path
    disclosures: Path
    answers: Path
    agreements: Path
    permissions: Path
    secrets: Path
    outgoing: Path
    internal: Path
    background: Path
    truth: Path
    secret_count: int
    person_count: int
    original_count: int
    outgoing_count: int
    internal_count: int
    leak_count: int
    row_without_code: int
    row_with_bad_date: int


def generate_company(
    folder: Path,
    *,
    seed: int = 2013,
    documents: int | None = None,
    progress: Progress | None = None,
) -> SampleCompany:
    """Write the sample company.

    Args:
        folder: Where to; new, empty, or a sample company, which is then replaced.
        seed: Start of the generator; the same seed gives the same bytes.
        documents: How many documents, at least 120; None for 600. All 40 secrets and all leaks are
            there in any case.
        progress: Called with (done, total) documents, total included at the end.

    Raises:
        RefusedError: The folder holds something that is not ours.
        ValueError: ``documents`` is below 120.
        OSError: A file cannot be written.
    """
    total = DOCUMENTS if documents is None else documents
    if total < FEWEST_DOCUMENTS:
        raise ValueError(f"documents: got {total}, want at least {FEWEST_DOCUMENTS}")
    _make_room(folder)
    rng = np.random.default_rng(seed)
    people = hire(rng=rng)
    register = draw_up_register(people, rng=rng)
    sizes = _sizes(total)
    rows: list[Truth] = []
    lists = {
        _REGISTER: register.data,
        _PEOPLE: people_csv(people),
        _SITES: sites_xlsx(),
        _PARTNERS: partners_csv(),
        _DISCLOSURES: disclosures_csv(),
        _ANSWERS: answers_yaml(rng=np.random.default_rng(seed)).encode(),
    }
    for name, data in lists.items():
        (folder / name).write_bytes(data)
    _write_what_follows(folder, seed=seed)
    desk = Desk()
    originals = write_originals(sizes.originals, people=people, desk=desk, rng=rng)
    gate = Gate(people=people, desk=desk, rng=rng)
    kept: list[Original] = []
    files = itertools.chain(
        _keeping(originals, kept=kept),
        gate.leaks(kept),
        gate.innocents(sizes.innocent),
        gate.unreadable(),
        write_internal(sizes.internal, people=people, desk=desk, rng=rng),
    )
    for done, file in enumerate(files, start=1):
        put(file, folder=folder)
        rows += file.truth
        if progress is not None:
            progress(done, sizes.total)
    (folder / _TRUTH).write_bytes(truth_bytes(rows))
    return _company(
        folder, sizes=sizes, rows_to_report=(register.row_without_code, register.row_with_bad_date)
    )


def _write_what_follows(folder: Path, *, seed: int) -> None:
    """Write what names the people and folders of the register."""
    secrets = read_register(folder / _REGISTER).secrets
    signed = agreements(secrets, rng=np.random.default_rng(seed))
    (folder / _AGREEMENTS).write_bytes(canonical_json([to_json(one) for one in signed]))
    permissions = icacls_bytes(secrets, rng=np.random.default_rng(seed))
    (folder / _PERMISSIONS).write_bytes(permissions)


def remove_company(folder: Path) -> None:
    """Delete a sample company.

    Raises:
        RefusedError: The folder is not one of ours, or something else lies in it.
        OSError: It cannot be deleted.
    """
    if not (folder / _MARKER).is_file():
        raise RefusedError(ErrorCode.SAMPLE_FOLDER_NOT_OURS, path=folder)
    for path in sorted(folder.iterdir()):
        if path.name not in _OURS:
            raise RefusedError(ErrorCode.SAMPLE_FOLDER_MIXED, path=folder, name=path.name)
    shutil.rmtree(folder)


@attrs.frozen(kw_only=True)
class _Sizes:
    """How many documents of each group."""

    originals: int
    leaks: int
    innocent: int
    internal: int

    @property
    def outgoing(self) -> int:
        return self.leaks + self.innocent + Gate.unreadable_count

    @property
    def total(self) -> int:
        return self.originals + self.outgoing + self.internal


def _sizes(documents: int) -> _Sizes:
    """Divide the documents: 80 originals, 220 outgoing and 300 others of 600."""
    secrets, leaks = len(secret_seeds()), len(leak_book().leaks)
    originals = max(secrets, min(2 * secrets, documents * 2 // 15))
    rest = documents - originals - leaks - Gate.unreadable_count
    innocent = rest * 178 // 478
    return _Sizes(originals=originals, leaks=leaks, innocent=innocent, internal=rest - innocent)


def _keeping(originals: Iterator[Original], *, kept: list[Original]) -> Iterator[SampleFile]:
    """Yield the files, and keep the originals for those who copy them afterwards."""
    for original in originals:
        kept.append(original)
        yield original.file


def _make_room(folder: Path) -> None:
    if (folder / _MARKER).is_file():
        remove_company(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise RefusedError(ErrorCode.SAMPLE_FOLDER_NOT_EMPTY, path=folder)
    (folder / _MARKER).write_text(_MARKER_TEXT, encoding="utf-8")


def _company(folder: Path, *, sizes: _Sizes, rows_to_report: tuple[int, int]) -> SampleCompany:
    return SampleCompany(
        folder=folder,
        register=folder / _REGISTER,
        people=folder / _PEOPLE,
        sites=folder / _SITES,
        partners=folder / _PARTNERS,
        disclosures=folder / _DISCLOSURES,
        answers=folder / _ANSWERS,
        agreements=folder / _AGREEMENTS,
        permissions=folder / _PERMISSIONS,
        secrets=folder / "secrets",
        outgoing=folder / "outgoing",
        internal=folder / "internal",
        background=folder / BACKGROUND,
        truth=folder / _TRUTH,
        secret_count=len(secret_seeds()),
        person_count=sum(d.count for d in company().departments),
        original_count=sizes.originals,
        outgoing_count=sizes.outgoing,
        internal_count=sizes.internal,
        leak_count=sizes.leaks,
        row_without_code=rows_to_report[0],
        row_with_bad_date=rows_to_report[1],
    )
