"""``wk discover``: find devices in address ranges."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from watchkeeper.estate.inventory.discovery.schemas import Accepted, DiscoveryView, FindingView
    from watchkeeper.faces.cli.console import Step
    from watchkeeper.faces.wiring import Services

app = typer.Typer()


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed. ``resume`` is the number of an earlier discovery, or 0."""

    targets: tuple[str, ...]
    exclude: tuple[str, ...]
    credentials: tuple[str, ...]
    communities: tuple[str, ...]
    rate_per_s: int
    port: int
    accept: bool
    resume: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How it ended."""

    discovery: "DiscoveryView"
    findings: "list[FindingView]"
    accepted: "Accepted | None"


@app.command()
def discover(
    targets: Annotated[
        list[str] | None,
        typer.Argument(help="Addresses, networks (192.0.2.0/24) and ranges (192.0.2.1-192.0.2.9).", show_default=False),
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", help="What to leave out; may be repeated.", show_default=False)
    ] = None,
    credential: Annotated[
        list[str] | None,
        typer.Option("--credential", help="Stored credential to try; may be repeated.", show_default=False),
    ] = None,
    community: Annotated[
        list[str] | None,
        typer.Option("--community", help="SNMP v2c community to try; may be repeated.", show_default=False),
    ] = None,
    rate: Annotated[int, typer.Option("--rate", min=1, help="Most probes a second.")] = 100,
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="UDP port of the agents.")] = 161,
    accept: Annotated[bool, typer.Option("--accept", help="Add every device that said who it is.")] = False,
    resume: Annotated[int, typer.Option("--resume", help="Go on with this discovery instead of a new one.")] = 0,
    json: Json = False,
    data_dir: DataDir = None,
) -> int:
    """Find devices in address ranges."""
    import asyncio

    if bool(targets) == bool(resume):
        raise InvalidInputError(
            "Say where to look, or which discovery to go on with.", hint="For example `wk discover 192.0.2.0/24`."
        )
    wish = Wish(
        tuple(targets or ()),
        tuple(exclude or ()),
        tuple(credential or ()),
        tuple(community or ()),
        rate,
        port,
        accept,
        resume,
    )
    with console.progress("Looking") as step:
        answer = asyncio.run(_discover(data_dir, wish, step))
    _print(answer, json=json)
    return Status.DONE if answer.discovery.status == "done" else Status.FAILED


async def _discover(data_dir: Path | None, wish: Wish, step: "Step") -> Answer:
    from watchkeeper.faces.cli.background import carried_out
    from watchkeeper.faces.cli.installation import local_principal, opened

    async with opened(data_dir) as services, carried_out(services):
        async with services.database.transaction() as session:
            started = await _begin(services, session, wish)
        view = await _follow(services, started, step)
        accepted = None
        if wish.accept and view.status == "done":
            async with services.database.transaction() as session:
                accepted = await services.acceptance.accept(session, started, None, local_principal())
        return Answer(view, await _findings(services, started), accepted)


async def _begin(services: "Services", session: "AsyncSession", wish: Wish) -> int:
    from watchkeeper.estate.inventory.discovery.schemas import DiscoveryStart
    from watchkeeper.faces.cli.credentials import credential_for, credential_named
    from watchkeeper.faces.cli.installation import local_principal
    from watchkeeper.faces.cli.validation import validated

    if wish.resume:
        return (await services.discovery.resume(session, wish.resume, local_principal())).id
    credentials = [await credential_named(services, session, name) for name in wish.credentials]
    credentials += [
        await credential_for(services, session, community, "discovery community") for community in wish.communities
    ]
    fields = {
        "targets": wish.targets,
        "exclude": wish.exclude,
        "credential_ids": credentials,
        "rate_per_s": wish.rate_per_s,
        "snmp_port": wish.port,
    }
    started = await services.discovery.start(session, validated(DiscoveryStart, fields), local_principal())
    return started.id


async def _follow(services: "Services", discovery_id: int, step: "Step") -> "DiscoveryView":
    """Wait until it ends; an interruption pauses it, so that it can go on later."""
    import asyncio

    from watchkeeper.estate.inventory.discovery.schemas import DiscoveryView
    from watchkeeper.faces.cli.background import until
    from watchkeeper.faces.cli.installation import local_principal

    async def look() -> DiscoveryView:
        async with services.database.reading() as session:
            view = DiscoveryView.of(await services.discovery.discovery(session, discovery_id))
        step(view.probed, view.total)
        return view

    try:
        return await until(look, lambda view: view.status != "running")
    except asyncio.CancelledError:
        async with services.database.transaction() as session:
            await services.discovery.pause(session, discovery_id, local_principal())
        console.note(f"Paused. Go on with: wk discover --resume {discovery_id}")
        raise


async def _findings(services: "Services", discovery_id: int) -> "list[FindingView]":
    from watchkeeper.core.http.paging import MAX_LIMIT, ListQuery
    from watchkeeper.estate.inventory.discovery.schemas import FindingView

    findings: list[FindingView] = []
    async with services.database.reading() as session:
        while True:
            query = ListQuery(offset=len(findings), limit=MAX_LIMIT)
            page, total = await services.discovery.list_findings(session, discovery_id, query)
            findings += [FindingView.of(one) for one in page]
            if not page or len(findings) >= total:
                return findings


def _print(answer: Answer, *, json: bool) -> None:
    view, accepted = answer.discovery, answer.accepted
    if json:
        document = {
            **view.model_dump(mode="json"),
            "findings": [one.model_dump(mode="json") for one in answer.findings],
            "accepted": accepted.model_dump(mode="json") if accepted else None,
        }
        console.print_json(document)
        return
    console.print_table(
        ("address", "rtt ms", "snmp", "name", "platform", "model", "match"),
        [
            (one.address, _rounded(one.rtt_ms), one.snmp, one.sysname, one.platform, one.model, one.match)
            for one in answer.findings
        ],
        empty="Nothing answered.",
    )
    print(
        f"Discovery {view.id} is {view.status}: {view.alive} of {view.probed} addresses answered, "
        f"{view.identified} said who they are."
    )
    if view.error:
        console.note(view.error)
    if accepted is not None:
        print(f"{accepted.created} devices added, {accepted.updated} completed, {accepted.ignored} left alone.")
    elif view.identified:
        console.note("Add them with --accept, or choose in the web interface.")


def _rounded(rtt_ms: float | None) -> str | None:
    return None if rtt_ms is None else f"{rtt_ms:.2f}"
