# SPDX-License-Identifier: Apache-2.0
"""Make the sample company as a program of its own: ``python -m hiden.testing FOLDER``.

While it works it writes lines ``DONE TOTAL``; the last line is JSON and says where everything is::

    {"register": …, "answers": …, "agreements": …, "permissions": …, "secrets": …,
     "background": …, "sources": [{"name", "path", "origin"}, …]}
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from hiden.testing.company.generate import generate_company
from hiden.testing.company.knowledge import leak_book


def main() -> None:
    """Make the company in the folder that the command line names."""
    [folder] = sys.argv[1:]
    company = generate_company(Path(folder), progress=_tell)
    answer = {
        "register": str(company.register),
        "answers": str(company.answers),
        "agreements": str(company.agreements),
        "permissions": str(company.permissions),
        "secrets": str(company.secrets),
        "background": str(company.background),
        "sources": [
            {
                "name": channel.folder,
                "path": str(company.outgoing / channel.folder),
                "origin": channel.origin,
            }
            for channel in leak_book().channels
        ],
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")


def _tell(done: int, total: int) -> None:
    sys.stdout.write(f"{done} {total}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
