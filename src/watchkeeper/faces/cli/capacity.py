"""``wk capacity``: what reaches its limit and when, as a table, JSON or CSV."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.understand.capacity.kinds import Kind
    from watchkeeper.understand.capacity.schemas import CapacityItem, CapacitySummary

app = typer.Typer()


@app.command()
def capacity(  # one parameter an option
    kind: Annotated[str, typer.Argument(help="optics, disk, link or battery. Default: all.", show_default=False)] = "",
    site: Annotated[str, typer.Option("--site", help="Name of a site.")] = "",
    pool: Annotated[str, typer.Option("--pool", help="Name of a pool.")] = "",
    within: Annotated[float | None, typer.Option("--within", min=0, help="Only what is there in so many days.")] = None,
    look: Annotated[bool, typer.Option("--look", help="Look ahead of all devices now, and wait for it.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this .csv file.")] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Say what reaches its limit within a year, and when: light, disks, links, batteries."""
    import asyncio

    if output is not None and output.suffix != ".csv":
        raise InvalidInputError(f"{output.name} is not .csv.")
    with console.progress("Looking ahead"):
        summary, items = asyncio.run(_found(data_dir, kind, site, pool, within, look=look))
        if output is not None:
            from watchkeeper.understand.capacity.exports import as_csv

            output.write_text(as_csv(items), encoding="utf-8", newline="")
    if json:
        told = {"summary": summary.model_dump(mode="json"), "items": [one.model_dump(mode="json") for one in items]}
        console.print_json(told)
    elif output is None:
        _show(summary, items, kind)


async def _found(
    data_dir: Path | None, kind: str, site: str, pool: str, within: float | None, *, look: bool
) -> "tuple[CapacitySummary, list[CapacityItem]]":
    from watchkeeper.faces.cli.groups import pool_numbers, site_numbers
    from watchkeeper.faces.cli.installation import opened
    from watchkeeper.understand.capacity.schemas import CapacityItem, CapacitySummary
    from watchkeeper.understand.capacity.service import Asked

    wanted = _kind(kind)
    async with opened(data_dir) as services:
        capacity = services.capacity
        if look:
            await capacity.look_ahead(services.database)
        async with services.database.reading() as session:
            sites = await site_numbers(services, session, [site] if site else [])
            pools = await pool_numbers(services, session, [pool] if pool else [])
            asked = Asked(wanted, next(iter(sites), None), next(iter(pools), None), within)
            rows = await capacity.every(session, asked)
            names = await capacity.names(session, rows)
            summary = await capacity.summary(session, asked)
    interval_s = services.settings.baselines.forecasts.interval_s
    return CapacitySummary.of(summary, interval_s), [CapacityItem.of(row, names) for row in rows]


def _kind(name: str) -> "Kind | None":
    from watchkeeper.understand.capacity.kinds import Kind

    if name and name not in set(Kind):
        raise InvalidInputError(f"{name!r} is no kind.", hint=", ".join(Kind))
    return Kind(name) if name else None


def _show(summary: "CapacitySummary", items: "list[CapacityItem]", kind: str) -> None:
    if summary.looked_at is None:
        print("Nothing has been looked at yet; --look does it now.")
        return
    rows = [
        (
            one.kind.value, one.device_name or one.device_id, f"{one.metric} {one.object}",
            f"{one.level:.4g} {one.unit}", f"{one.threshold:.4g} {one.unit}",
            "" if one.per_day is None else f"{one.per_day:+.3g}", _when(one), console.sparkline(one.history),
        )
        for one in items
    ]  # fmt: skip
    head = ("kind", "device", "what", "now", "threshold", "a day", "days", "lately")
    console.print_table(head, rows, empty="Nothing reaches its limit within a year, as far as can be told.")
    for tally in summary.kinds:
        if not kind or tally.kind.value == kind:
            print(
                f"{tally.kind.value}: {tally.ahead} ahead, {tally.reached} reached, {tally.steady} without a trend, "
                f"{tally.short} with too little history"
            )
    print(f"As of {summary.looked_at:%Y-%m-%d %H:%M} UTC.")


def _when(one: "CapacityItem") -> str:
    if one.days <= 0:
        return "reached"
    latest = "?" if one.latest_days is None else f"{one.latest_days:.3g}"
    return f"{one.days:.3g} ({one.earliest_days:.3g} to {latest})"
