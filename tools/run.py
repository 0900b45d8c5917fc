# SPDX-License-Identifier: Apache-2.0
"""Do the main job from end to end, as ``make run`` does: every step is a command of ``hiden``.

Make a workspace in ``var/``, load the sample company, search what left it for its secrets, look how
they are kept and what to do first, verify the ledger, and serve the pages. With
``HIDEN_RUN_ONCE=1`` the pages are asked for and checked instead of being served on.

``HIDEN_HOME`` names another workspace, ``HIDEN_PORT`` another port than 8000.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pages_transport import check_pages, free_port

PROJECT = Path(__file__).resolve().parent.parent
HIDEN = PROJECT / ".venv" / "bin" / "hiden"
USER = "admin"


def main() -> None:
    """Do every step, and end with the first that fails."""
    os.environ.setdefault("HIDEN_HOME", str(PROJECT / "var"))
    step("1/6  workspace")
    password = json.loads(answer("init", "--user", USER, "--new-password", "--json"))["password"]
    step("2/6  sample company")
    if not json.loads(answer("sample", "status", "--json"))["loaded"]:
        command("sample", "load")
    command("index", "status")
    step("3/6  search what left the company")
    command("scan", "--all-sources")
    step("4/6  how the secrets are kept")
    command("guideline", "look")
    command("guideline", "now")
    step("5/6  ledger")
    command("ledger", "verify")
    step("6/6  pages")
    serve(password)


def step(title: str) -> None:
    """Say which step begins."""
    print(f"\n\033[1m{title}\033[0m" if sys.stdout.isatty() else f"\n{title}", flush=True)


def command(*words: str) -> None:
    """Run a command of hiden; end with its exit code if it fails."""
    done = subprocess.run([HIDEN, *words], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def answer(*words: str) -> str:
    """Run a command of hiden and return what it answers."""
    done = subprocess.run([HIDEN, *words], check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def serve(password: str) -> None:
    """Serve the pages until interrupted, or check them once."""
    once = os.environ.get("HIDEN_RUN_ONCE") == "1"
    port = free_port(int(os.environ.get("HIDEN_PORT", "8000")))
    address = f"http://127.0.0.1:{port}/"
    with subprocess.Popen([HIDEN, "serve", "--port", str(port)]) as server:
        try:
            count = check_pages(address, name=USER, password=password)
            print(
                f"{address}  {count} pages answer\nname: {USER}\npassword: {password}", flush=True
            )
            print(f"export HIDEN_HOME={os.environ['HIDEN_HOME']}", flush=True)
            while not once and server.poll() is None:
                time.sleep(1)
        except KeyboardInterrupt:
            pass
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    print("done", flush=True)


if __name__ == "__main__":
    main()
