# SPDX-License-Identifier: Apache-2.0
"""Write docs/cli.md and docs/ja/cli.md from the commands themselves.

With ``--check`` nothing is written; the exit code is 1 if a page is out of date.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"en": DOCS / "cli.md", "ja": DOCS / "ja" / "cli.md"}
WORDS = {
    "en": {
        "title": "Commands",
        "intro": (
            "Written by `tools/cli_reference.py` from the commands themselves. Every command has"
            " `--help`; what answers has `--json`. Answers go to standard output, everything else"
            " to standard error; progress and colours appear on a terminal only."
            " `HIDEN_LANG=ja` or `en` chooses the language, `HIDEN_HOME` the workspace."
        ),
        "codes": "Exit codes",
        "option": "option",
        "meaning": "meaning",
    },
    "ja": {
        "title": "コマンド",
        "intro": (
            "このページは `tools/cli_reference.py` がコマンド自身から作成します。"
            "どのコマンドにも `--help` があり、結果を返すものには `--json` があります。"
            "結果は標準出力に、それ以外は標準エラーに出ます。進み具合と色は端末でだけ表示します。"
            "言語は `HIDEN_LANG=ja` または `en`、作業場所は `HIDEN_HOME` で選びます。"
        ),
        "codes": "終了コード",
        "option": "オプション",
        "meaning": "意味",
    },
}
CODES = {
    "en": {
        0: "done; what could not be looked at is listed, and is no failure of the command",
        2: "the command was not understood",
        3: "what was given is wrong",
        4: "evidence does not check out",
        5: "refused",
        6: "something is unavailable for the moment; trying again is safe",
        70: "a fault of Hiden",
        130: "interrupted; everything is consistent, and the same command goes on",
    },
    "ja": {
        0: "完了（調べられなかったものは一覧に示し、コマンドの失敗とはしない）",
        2: "コマンドの書き方が正しくない",
        3: "与えられたものに誤りがある",
        4: "証拠の検証に失敗した",
        5: "許可されていない",
        6: "一時的に利用できない（やり直して差し支えない）",
        70: "Hidenの不具合",
        130: "中断した（データは整合しており、同じコマンドで続きから再開できる）",
    },
}
LIST_COMMANDS = """
import json, typer
from hiden.cli.main import app
def walk(command, path):
    yield {"path": path, "help": command.help or "", "params": [
        {"names": " ".join(p.opts) if p.param_type_name == "option" else p.name.upper(),
         "help": getattr(p, "help", None) or ""}
        for p in command.params if p.name not in {"help"} and not getattr(p, "hidden", False)]}
    for name, sub in sorted(getattr(command, "commands", {}).items()):
        if not sub.hidden:
            yield from walk(sub, path + [name])
print(json.dumps(list(walk(typer.main.get_command(app), ["hiden"])), ensure_ascii=False))
"""


def page(language: str) -> str:
    """Return the page in one language."""
    words = WORDS[language]
    listed = subprocess.run(
        [sys.executable, "-c", LIST_COMMANDS],
        env={**os.environ, "HIDEN_LANG": language},
        stdout=subprocess.PIPE,
        check=True,
    )
    lines = [f"# {words['title']}", "", words["intro"], ""]
    for command in json.loads(listed.stdout):
        lines += [f"## `{' '.join(command['path'])}`", "", command["help"], ""]
        if command["params"]:
            lines += [f"| {words['option']} | {words['meaning']} |", "|---|---|"]
            lines += [f"| `{param['names']}` | {param['help']} |" for param in command["params"]]
            lines += [""]
    lines += [f"## {words['codes']}", "", "| | |", "|---|---|"]
    lines += [f"| {code} | {meaning} |" for code, meaning in CODES[language].items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the pages, or check them."""
    for language, path in PAGES.items():
        text = page(language)
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path} is out of date: run tools/cli_reference.py")


if __name__ == "__main__":
    main()
