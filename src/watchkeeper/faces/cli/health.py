"""``wk health``: how well the network is; a score unfolded to its evidence."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from typing import TypeAlias

    from watchkeeper.understand.health.schemas import (
        DeviceHealthView,
        GroupDetail,
        GroupView,
        HealthBrief,
        HealthTree,
        LinkHealthView,
    )

    Answer: TypeAlias = HealthTree | DeviceHealthView | GroupDetail | list[LinkHealthView]

app = typer.Typer()


@app.command()
def health(
    device: Annotated[str, typer.Argument(help="Name of a device to unfold.", show_default=False)] = "",
    site: Annotated[str, typer.Option("--site", help="Name of a site to unfold.")] = "",
    service: Annotated[str, typer.Option("--service", help="Name of a pool to unfold.")] = "",
    links: Annotated[bool, typer.Option("--links", help="Show the links, the worst first.")] = False,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Say how well the network is, and unfold a score to its evidence."""
    import asyncio

    if sum(map(bool, (device, site, service, links))) > 1:
        raise InvalidInputError("Name one thing: a device, --site, --service or --links.")
    with console.progress("Looking at the network"):
        found = asyncio.run(_found(data_dir, device, site, service, links=links))
    if not json:
        _show(found)
    elif isinstance(found, list):
        console.print_json([one.model_dump(mode="json") for one in found])
    else:
        console.print_json(found.model_dump(mode="json"))


async def _found(data_dir: Path | None, device: str, site: str, service: str, *, links: bool) -> "Answer":
    from watchkeeper.faces.cli.installation import opened
    from watchkeeper.understand.health import schemas
    from watchkeeper.understand.health.looking import device_subject

    async with opened(data_dir) as services, services.database.reading() as session:
        health = services.health
        if device:
            number = (await services.inventory.device_by_name(session, device)).id
            points = await health.recent(session, device_subject(number))
            return schemas.device_view(await health.device(session, number), points, health.clock())
        seen = await health.look(session)
        if links:
            found = sorted(seen.links, key=lambda one: (89.9 if one[1].score is None else one[1].score, one[0].key))
            return [schemas.link_view(facts, one) for facts, one in found]
        if site or service:
            groups = seen.sites if site else seen.services
            one = next((group for group in groups if group.name == (site or service)), None)
            if one is None:
                known = ", ".join(sorted(group.name for group in groups))
                raise InvalidInputError(f"There is no {'site' if site else 'service'} {site or service!r}.", hint=known)
            return schemas.group_detail(one, await health.recent(session, one.subject), health.clock())
        return schemas.tree(seen, health.clock())


def _show(found: "Answer") -> None:
    from watchkeeper.understand.health.schemas import GroupDetail, HealthTree

    if isinstance(found, list):
        rows = [(*_brief(one.health), f"{one.a} {one.a_interface}", f"{one.b} {one.b_interface}") for one in found]
        console.print_table(("state", "score", "known", "why", "a", "b"), rows, empty="No link is known.")
    elif isinstance(found, HealthTree):
        groups = [found.network, *found.sites, *found.services]
        console.print_table(("what", "state", "score", "known", "why", "devices"), [_group(one) for one in groups])
    else:
        print(f"{found.name}: {found.health.state}, {_score(found.health.score)}; {found.health.reason or 'all well'}")
        print("  ".join(f"{one.window}: {one.direction}" for one in found.trends))
        parts = [(f"at most {gate.at_most:.0f}", "", gate.text) for gate in found.health.gates]
        parts += [
            (_score(one.score), f"{one.share:.0%}", f"{one.name}: {one.text}") for one in found.health.contributions
        ]
        console.print_table(("score", "share", "because"), parts)
        if isinstance(found, GroupDetail):
            rows = [(one.name, *_brief(one.health)) for one in found.devices]
            console.print_table(("device", "state", "score", "known", "why"), rows, empty="No devices.")


def _group(one: "GroupView") -> tuple[object, ...]:
    what = one.name if one.kind == "network" else f"{'service' if one.kind == 'pool' else one.kind} {one.name}"
    members = one.members
    counts = {"healthy": members.healthy, "warning": members.warning, "critical": members.critical}
    counts |= {"unknown": members.unknown, "maintenance": members.maintenance}
    return (what, *_brief(one.health), ", ".join(f"{number} {state}" for state, number in counts.items() if number))


def _brief(one: "HealthBrief") -> tuple[object, ...]:
    return (one.state.value, _score(one.score), f"{one.coverage:.0%}", one.reason)


def _score(score: float | None) -> str:
    return "unknown" if score is None else f"{int(score)}"  # never up into a better band
