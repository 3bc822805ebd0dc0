"""``wk pool``: list pools, and change what reports need of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.groups import Target, pool_numbers, shown_target, target_of
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.estate.inventory.schemas import PoolView

app = typer.Typer(no_args_is_help=True)
COLUMNS = ("name", "target %", "devices")


@app.callback()
def pool() -> None:
    """List pools, and change their availability target."""


@app.command(name="list")
def list_(json: Json = False, data_dir: DataDir = None) -> None:
    """List pools."""
    import asyncio

    _show(asyncio.run(_list(data_dir)), json=json)


@app.command(name="set")
def set_(
    name: Annotated[str, typer.Argument(help="Name of the pool.")],
    availability_target: Target = "",
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Change a pool's availability target; what is not named stays."""
    import asyncio

    change = target_of(availability_target)
    _show([asyncio.run(_set(data_dir, name, change))], json=json)


async def _list(data_dir: Path | None) -> "list[PoolView]":
    from watchkeeper.core.http.paging import ListQuery
    from watchkeeper.faces.cli.installation import opened

    async with opened(data_dir) as services, services.database.reading() as session:
        return (await services.groups.list_pools(session, ListQuery(limit=1000)))[0]


async def _set(data_dir: Path | None, name: str, fields: dict[str, object]) -> "PoolView":
    from watchkeeper.estate.inventory.schemas import PoolChange
    from watchkeeper.faces.cli.installation import local_principal, opened
    from watchkeeper.faces.cli.validation import validated

    change = validated(PoolChange, fields)
    async with opened(data_dir) as services, services.database.transaction() as session:
        (number,) = await pool_numbers(services, session, [name])
        return await services.groups.change_pool(session, number, change, local_principal())


def _show(found: "list[PoolView]", *, json: bool) -> None:
    if json:
        console.print_json([one.model_dump(mode="json") for one in found])
        return
    console.print_table(COLUMNS, [_row(one) for one in found], empty="There are no pools.")


def _row(one: "PoolView") -> tuple[object, ...]:
    return (one.name, shown_target(one.availability_target), one.device_count)
