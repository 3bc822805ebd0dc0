"""``wk maintenance``: plan work, see what is planned, end it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from watchkeeper.estate.maintenance.schemas import WindowView
    from watchkeeper.faces.wiring import Services

app = typer.Typer(no_args_is_help=True)
COLUMNS = ("id", "name", "state", "from", "until", "on", "recurs", "by")


@app.callback()
def maintenance() -> None:
    """Plan work, see what is planned, end it."""


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What is done.")],
    device: Annotated[list[str] | None, typer.Option("--device", help="Name of a device; may be repeated.")] = None,
    site: Annotated[list[str] | None, typer.Option("--site", help="Name of a site; may be repeated.")] = None,
    pool: Annotated[list[str] | None, typer.Option("--pool", help="Name of a pool; may be repeated.")] = None,
    link: Annotated[
        list[str] | None, typer.Option("--link", help="DEVICE:INTERFACE at one end of a link; may be repeated.")
    ] = None,
    start: Annotated[
        str, typer.Option("--from", help="When it begins, as in 2026-11-28T22:00+01:00. Default: now.")
    ] = "",
    minutes: Annotated[int, typer.Option("--for", min=1, max=527_040, help="How long it lasts, in minutes.")] = 60,
    rule: Annotated[str, typer.Option("--rule", help="How it recurs (RFC 5545): FREQ=WEEKLY;BYDAY=SU.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="Time zone in which the rule is meant.")] = "UTC",
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Plan work on devices, sites, pools and links: nobody is notified about them meanwhile."""
    import asyncio

    from watchkeeper.faces.cli.durations import parse_moment

    now = datetime.now(UTC).replace(microsecond=0)
    begin = parse_moment(start, now) if start else now
    plan: dict[str, object] = {
        "starts_at": begin.isoformat(),
        "ends_at": (begin + timedelta(minutes=minutes)).isoformat(),
        "rule": rule,
        "time_zone": zone,
    }
    named = {"device": device or [], "site": site or [], "pool": pool or [], "link": link or []}
    added = asyncio.run(_add(data_dir, name, reason, plan, named))
    _show([added], json=json)


@app.command(name="list")
def list_(json: Json = False, data_dir: DataDir = None) -> None:
    """List planned and past work, latest first."""
    import asyncio

    _show(asyncio.run(_list(data_dir)), json=json)


@app.command()
def end(
    number: Annotated[int, typer.Argument(min=1, help="Number of the window.")],
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """End a window now and for good."""
    import asyncio

    _show([asyncio.run(_end(data_dir, number))], json=json)


async def _add(
    data_dir: Path | None, name: str, reason: str, plan: dict[str, object], named: dict[str, list[str]]
) -> "WindowView":
    from watchkeeper.estate.maintenance.schemas import WindowIn
    from watchkeeper.faces.cli.installation import local_principal, opened
    from watchkeeper.faces.cli.validation import validated

    async with opened(data_dir) as services, services.database.transaction() as session:
        plan["targets"] = await _targets(services, session, named)
        new = validated(WindowIn, {"name": name, "reason": reason, "plan": plan})
        return services.maintenance.seen(await services.maintenance.plan(session, new, local_principal()))


async def _targets(
    services: "Services", session: "AsyncSession", named: dict[str, list[str]]
) -> list[dict[str, object]]:
    from watchkeeper.faces.cli.groups import pool_numbers, site_numbers

    devices = [await services.inventory.device_by_name(session, name) for name in named["device"]]
    targets: list[dict[str, object]] = [{"kind": "device", "id": one.id} for one in devices]
    for end in named["link"]:
        device, _, interface = end.partition(":")
        number = (await services.inventory.device_by_name(session, device)).id
        targets.append({"kind": "link", "id": number, "interface": interface})
    targets += [{"kind": "site", "id": one} for one in await site_numbers(services, session, named["site"])]
    targets += [{"kind": "pool", "id": one} for one in await pool_numbers(services, session, named["pool"])]
    return targets


async def _list(data_dir: Path | None) -> "list[WindowView]":
    from watchkeeper.core.http.paging import ListQuery
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        rows, _ = await services.maintenance.list_windows(session, ListQuery(limit=1000))
        return [services.maintenance.seen(row) for row in rows]


async def _end(data_dir: Path | None, number: int) -> "WindowView":
    from watchkeeper.faces.cli.installation import local_principal, opened

    async with opened(data_dir) as services, services.database.transaction() as session:
        return services.maintenance.seen(await services.maintenance.end(session, number, local_principal()))


def _show(windows: "list[WindowView]", *, json: bool) -> None:
    if json:
        console.print_json([one.model_dump(mode="json") for one in windows])
        return
    console.print_table(COLUMNS, [_row(one) for one in windows], empty="No maintenance is planned.")


def _row(one: "WindowView") -> tuple[object, ...]:
    start = one.occurrence.start if one.occurrence else one.plan.starts_at
    stop = one.occurrence.end if one.occurrence else one.plan.ends_at
    on = ", ".join(
        f"{target.kind} {target.id}{target.interface and ' ' + target.interface}" for target in one.plan.targets
    )
    return (
        one.id,
        one.name,
        one.state,
        f"{start:%Y-%m-%d %H:%MZ}",
        f"{stop:%Y-%m-%d %H:%MZ}",
        on,
        one.plan.rule,
        one.created_by,
    )
