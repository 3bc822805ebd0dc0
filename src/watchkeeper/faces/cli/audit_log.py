"""``wk audit-log``: who did what, and the proof that nobody changed that."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.core.audit.schemas import AuditEntryView
    from watchkeeper.core.audit.verifying import Verdict

app = typer.Typer(no_args_is_help=True)


@app.callback()
def audit_log() -> None:
    """Search and prove the log of who did what."""


@app.command()
def verify(
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", help="A copy of audit/head.json kept elsewhere, which the chain must contain."),
    ] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> int:
    """Prove that no entry was changed, removed, inserted or moved; ends with 1 when one was."""
    import asyncio

    verdict, elapsed_s = asyncio.run(_verify(data_dir, checkpoint or []))
    if json:
        from dataclasses import asdict

        console.print_json({"intact": verdict.intact, "elapsed_s": round(elapsed_s, 3), **asdict(verdict)})
    else:
        _print_verdict(verdict, elapsed_s)
    return Status.DONE if verdict.intact else Status.FAILED


async def _verify(data_dir: Path | None, kept: list[Path]) -> "tuple[Verdict, float]":
    from time import perf_counter

    from watchkeeper.core.audit.head import read_file
    from watchkeeper.faces.cli.installation import opened

    known = [read_file(path) for path in kept]
    async with opened(data_dir) as services:
        started = perf_counter()
        with console.progress("Verifying the audit log") as step:
            async with services.database.reading() as session:
                verdict = await services.audit.verify(session, known=known, progress=step)
        return verdict, perf_counter() - started


def _print_verdict(verdict: "Verdict", elapsed_s: float) -> None:
    print(f"{verdict.entries} entries, {verdict.checkpoints} checkpoints, in {elapsed_s:.1f} s.")
    print(f"Signed through {verdict.signed_through} of {verdict.last_sequence}; {verdict.unsealed} not sealed yet.")
    if verdict.archived_through:
        print(f"Archived through {verdict.archived_through}.")
    if verdict.intact:
        print("The chain is intact.")
        return
    print(f"The chain is broken: {verdict.findings_total} findings.")
    console.print_table(["what", "place", "detail"], ((one.kind, one.sequence, one.detail) for one in verdict.findings))


@app.command(name="list")
def list_entries(
    actor: Annotated[str, typer.Option("--actor", help="Part of the name of who acted.")] = "",
    verb: Annotated[str, typer.Option("--verb", help="What was done; `device.` means every verb of devices.")] = "",
    search: Annotated[str, typer.Option("--search", help="Text anywhere in the entry.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Most entries to show.")] = 50,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Show who did what, newest first."""
    import asyncio

    entries = asyncio.run(_list(data_dir, actor, verb, search, limit))
    if json:
        console.print_json([entry.model_dump(mode="json") for entry in entries])
        return
    console.print_table(
        ["at", "who", "what", "on what", "from", "outcome"],
        (
            (one.at, one.actor.name, one.verb, one.object.name or one.object.id, one.address, one.outcome)
            for one in entries
        ),
        empty="No entry fits.",
    )


async def _list(data_dir: Path | None, actor: str, verb: str, search: str, limit: int) -> "list[AuditEntryView]":
    from watchkeeper.core.audit.repository import EntryFilter
    from watchkeeper.core.audit.schemas import AuditEntryView
    from watchkeeper.core.http.paging import ListQuery
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        query = ListQuery(limit=limit, q=search)
        found, _ = await services.audit.search(session, EntryFilter(actor=actor, verb=verb), query)
        return [AuditEntryView.of(entry) for entry in found]
