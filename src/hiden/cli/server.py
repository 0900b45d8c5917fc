# SPDX-License-Identifier: Apache-2.0
"""``hiden init`` and ``hiden serve``: make a workspace, and serve its pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import Annotated

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_json, note, tell

__all__ = ["add_to"]

HOST = "127.0.0.1"
PORT = 8000
STOP_S = 10
LOOK_S = 0.5


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module to the main command."""
    app.command("init", help=say("Make the workspace and its first administrator."))(_init)
    app.command("serve", help=say("Serve the pages and do the waiting work."))(_serve)
    app.command("supervisor", hidden=True)(_supervisor)
    app.command("worker", hidden=True)(_worker)


def _init(
    *,
    name: Annotated[
        str, typer.Option("--user", help=say("Name of the first administrator."))
    ] = "admin",
    new_password: Annotated[
        bool, typer.Option("--new-password", help=say("Give that account a new password."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))] = False,
) -> None:
    """Make the workspace, or bring it up to date; running it again loses nothing."""
    from hiden.cli.workspace import set_up_django
    from hiden.foundation.storage import storage_errors
    from hiden.workspace.home import home_dir

    with storage_errors(home_dir()):
        home_dir().mkdir(parents=True, exist_ok=True, mode=0o700)
    set_up_django()
    from hiden.workspace.set_up import set_up_workspace

    password = set_up_workspace(name, language=terminal_language(), is_password_new=new_password)
    if as_json:
        answer_json({"home": str(home_dir()), "user": name, "password": password})
        return
    tell(say("The workspace is at %(path)s.", path=home_dir()))
    if password:
        tell(
            say("Sign in as %(name)s with the password %(password)s", name=name, password=password)
        )
        tell(say("It is shown this once. Change it in the settings."))


def _serve(
    *,
    host: Annotated[str, typer.Option(help=say("Address to serve at."))] = HOST,
    port: Annotated[int, typer.Option(help=say("Port to serve at."))] = PORT,
) -> None:
    """Serve the pages with a worker beside them, until interrupted."""
    from hiden.cli.workspace import workspace

    with workspace():
        pass
    with _part_of_hiden("supervisor") as supervisor:
        note(say("Serving at http://%(host)s:%(port)d/ — stop with Ctrl-C.", host=host, port=port))
        try:
            _serve_pages(host, port)
        finally:
            _end(supervisor)


def _serve_pages(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "hiden.workspace.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


def _supervisor() -> None:
    """Keep a worker at work, until told to stop or until the server is gone."""
    stop = _stop_event()
    while not stop.is_set():
        with _part_of_hiden("worker") as worker:
            while worker.poll() is None and not stop.wait(LOOK_S):
                pass
            _end(worker)
        if not stop.is_set():
            note(say("The worker ended unexpectedly; another one takes over."))
            stop.wait(LOOK_S)


def _worker() -> None:
    """Do jobs and keep the ledger, until told to stop or until the supervisor is gone."""
    from hiden.cli.workspace import set_up_django

    set_up_django()
    from hiden.workspace.worker import keep_ledger, keep_working

    stop = _stop_event()
    ledger = threading.Thread(target=keep_ledger, args=(stop,))
    ledger.start()
    keep_working(stop)
    ledger.join()


def _part_of_hiden(name: str) -> subprocess.Popen[bytes]:
    """Start another process of Hiden; it ends by itself when this one is gone."""
    command = [sys.executable, "-m", "hiden.cli.main", name]
    return subprocess.Popen(command, stdin=subprocess.PIPE)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and end it if a long job keeps it; the job goes on next time."""
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _stop_event() -> threading.Event:
    """Return an event that is set when this process is asked to end, or its parent is gone."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    threading.Thread(target=_wait_for_parent, args=(stop,), daemon=True).start()
    return stop


def _wait_for_parent(stop: threading.Event) -> None:
    """The parent holds the other end of our standard input; it closes when the parent is gone."""
    os.read(sys.stdin.fileno(), 1)
    stop.set()
