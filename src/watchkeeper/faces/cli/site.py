"""``wk site``: list sites, and change what reports need of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.groups import NONE, Target, shown_target, site_numbers, target_of
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.estate.inventory.schemas import SiteView

app = typer.Typer(no_args_is_help=True)
COLUMNS = ("name", "time zone", "target %", "devices")


@app.callback()
def site() -> None:
    """List sites, and change their time zone and availability target."""


@app.command(name="list")
def list_(json: Json = False, data_dir: DataDir = None) -> None:
    """List sites."""
    import asyncio

    _show(asyncio.run(_list(data_dir)), json=json)


@app.command(name="set")
def set_(
    name: Annotated[str, typer.Argument(help="Name of the site.")],
    time_zone: Annotated[str, typer.Option("--time-zone", help="As in Europe/Berlin; none: no zone of its own.")] = "",
    availability_target: Target = "",
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Change a site's time zone or availability target; what is not named stays."""
    import asyncio

    change = target_of(availability_target)
    if time_zone:
        change["time_zone"] = None if time_zone == NONE else time_zone
    _show([asyncio.run(_set(data_dir, name, change))], json=json)


async def _list(data_dir: Path | None) -> "list[SiteView]":
    from watchkeeper.core.http.paging import ListQuery
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        return (await services.groups.list_sites(session, ListQuery(limit=1000)))[0]


async def _set(data_dir: Path | None, name: str, fields: dict[str, object]) -> "SiteView":
    from watchkeeper.estate.inventory.schemas import SiteChange
    from watchkeeper.faces.cli.installation import local_principal, opened
    from watchkeeper.faces.cli.validation import validated

    change = validated(SiteChange, fields)
    async with opened(data_dir) as services, services.database.transaction() as session:
        (number,) = await site_numbers(services, session, [name])
        return await services.groups.change_site(session, number, change, local_principal())


def _show(found: "list[SiteView]", *, json: bool) -> None:
    if json:
        console.print_json([one.model_dump(mode="json") for one in found])
        return
    console.print_table(COLUMNS, [_row(one) for one in found], empty="There are no sites.")


def _row(one: "SiteView") -> tuple[object, ...]:
    return (one.name, one.time_zone or "", shown_target(one.availability_target), one.device_count)
