"""``wk silence``: silence alerts for a time, see what is silenced, end it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.understand.alerts.silences.schemas import SilenceView

app = typer.Typer(no_args_is_help=True)
COLUMNS = ("id", "state", "from", "until", "which", "by", "comment")


@app.callback()
def silence() -> None:
    """Silence alerts for a time, see what is silenced, end it."""


@app.command()
def add(
    comment: Annotated[str, typer.Argument(help="Why.")],
    objects: Annotated[
        list[str] | None, typer.Option("--object", help="Pattern such as if:edge-1:*; may be repeated.")
    ] = None,
    conditions: Annotated[
        list[str] | None, typer.Option("--condition", help="Pattern of conditions or rules; may be repeated.")
    ] = None,
    severities: Annotated[list[str] | None, typer.Option("--severity", help="May be repeated.")] = None,
    sites: Annotated[list[str] | None, typer.Option("--site", help="Name of a site; may be repeated.")] = None,
    pools: Annotated[list[str] | None, typer.Option("--pool", help="Name of a pool; may be repeated.")] = None,
    minutes: Annotated[int, typer.Option("--for", min=1, max=527_040, help="How long, in minutes.")] = 60,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Silence alerts from now on: incidents that rest on them alone tell nobody until it ends."""
    import asyncio

    matcher: dict[str, object] = {
        "objects": objects or [], "conditions": conditions or [], "severities": severities or [],
    }  # fmt: skip
    named = {"sites": sites or [], "pools": pools or []}
    _show([asyncio.run(_add(data_dir, comment, matcher, named, minutes))], json=json)


@app.command(name="list")
def list_(json: Json = False, data_dir: DataDir = None) -> None:
    """List silences, latest first."""
    import asyncio

    _show(asyncio.run(_list(data_dir)), json=json)


@app.command()
def end(
    number: Annotated[int, typer.Argument(min=1, help="Number of the silence.")],
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """End a silence now."""
    import asyncio

    _show([asyncio.run(_end(data_dir, number))], json=json)


async def _add(
    data_dir: Path | None, comment: str, matcher: dict[str, object], named: dict[str, list[str]], minutes: int
) -> "SilenceView":
    from watchkeeper.faces.cli.groups import pool_numbers, site_numbers
    from watchkeeper.faces.cli.installation import local_principal, opened
    from watchkeeper.faces.cli.validation import validated
    from watchkeeper.understand.alerts.silences.schemas import SilenceIn

    async with opened(data_dir) as services, services.database.transaction() as session:
        matcher["sites"] = await site_numbers(services, session, named["sites"])
        matcher["pools"] = await pool_numbers(services, session, named["pools"])
        ends = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=minutes)
        new = validated(SilenceIn, {"matcher": matcher, "comment": comment, "ends_at": ends.isoformat()})
        return services.silences.seen(await services.silences.begin(session, new, local_principal()))


async def _list(data_dir: Path | None) -> "list[SilenceView]":
    from watchkeeper.core.http.paging import ListQuery
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        rows, _ = await services.silences.list_silences(session, ListQuery(limit=1000))
        return [services.silences.seen(row) for row in rows]


async def _end(data_dir: Path | None, number: int) -> "SilenceView":
    from watchkeeper.faces.cli.installation import local_principal, opened

    async with opened(data_dir) as services, services.database.transaction() as session:
        return services.silences.seen(await services.silences.end(session, number, local_principal()))


def _show(found: "list[SilenceView]", *, json: bool) -> None:
    if json:
        console.print_json([one.model_dump(mode="json") for one in found])
        return
    console.print_table(COLUMNS, [_row(one) for one in found], empty="Nothing is silenced.")


def _row(one: "SilenceView") -> tuple[object, ...]:
    which = "; ".join(
        f"{name} {', '.join(map(str, values))}" for name, values in one.matcher.model_dump().items() if values
    )
    start, stop = f"{one.starts_at:%Y-%m-%d %H:%MZ}", f"{one.ends_at:%Y-%m-%d %H:%MZ}"
    return (one.id, one.state, start, stop, which, one.created_by, one.comment)
