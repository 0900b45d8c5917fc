# SPDX-License-Identifier: Apache-2.0
"""``hiden ledger``: check that everything is sealed, and prove one leaf."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_json, progress_bar, tell

__all__ = ["app"]

app = typer.Typer(name="ledger", help=say("The sealed record of every act."), no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help=say("Answer in JSON."))]


@app.command("verify", help=say("Recompute the whole ledger and name the first leaf that fails."))
def _verify_command(*, as_json: JsonOption = False) -> None:
    """Verify the ledger."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.ledger import verify_ledger

        with progress_bar(say("Verifying")) as progress:
            verdict = verify_ledger(by=local_operator(), progress=progress)
    if as_json:
        answer_json(
            {
                "sound": verdict.is_sound,
                "size": verdict.size,
                "queued": verdict.queued,
                "problem": verdict.problem and verdict.problem.text(terminal_language()),
                "checkpoint": verdict.checkpoint,
                "verifier_key": verdict.verifier_key,
            }
        )
    if verdict.problem is not None:
        raise verdict.problem
    if not as_json:
        tell(say("The ledger is sound: %(size)d leaves checked.", size=verdict.size), style="green")
        tell(verdict.checkpoint)
        tell(say("Verifier key: %(key)s", key=verdict.verifier_key))


@app.command("proof", help=say("Write the proof of one leaf, for a reader who trusts nobody."))
def _proof_command(
    index: Annotated[int, typer.Argument(help=say("Number of the leaf, from 0."))],
    *,
    out: Annotated[
        Path | None, typer.Option(help=say("File to write; by default the proof is shown."))
    ] = None,
) -> None:
    """Prove a leaf."""
    from hiden.cli.workspace import workspace

    with workspace():
        from hiden.workspace.roles import local_operator
        from hiden.workspace.use_cases.ledger import prove_entry

        proof = prove_entry(index, by=local_operator())
    if out is None:
        tell(proof.decode().rstrip())
    else:
        out.write_bytes(proof)
        tell(say("%(path)s is written.", path=out))


@app.command("check-proof", help=say("Check the proof of one leaf; no workspace is needed."))
def _check_proof_command(
    file: Annotated[Path, typer.Argument(help=say("The proof's file."))],
    verifier_key: Annotated[str, typer.Argument(help=say("The ledger's verifier key."))],
) -> None:
    """Check a proof."""
    from hiden.evidence import VerifierKey
    from hiden.evidence.leaf_proof import read_leaf_proof, verify_leaf_proof

    proof = read_leaf_proof(file)
    verify_leaf_proof(proof, verifier=VerifierKey.parse(verifier_key))
    tell(say("The leaf is in the ledger, and this is what it says:"), style="green")
    tell(proof.opening.content.decode())
