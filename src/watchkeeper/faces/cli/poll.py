"""``wk poll``: collect from devices now."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.faces.cli.console import Step
    from watchkeeper.observe.polling.schemas import CycleDetail

app = typer.Typer(no_args_is_help=True)


@app.callback()
def poll() -> None:
    """Collect from devices now."""


@app.command()
def once(
    devices: Annotated[
        list[str] | None, typer.Argument(help="Names or numbers of devices. None: all.", show_default=False)
    ] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> int:
    """Ask devices once, whatever their breakers say, and report how each answered.

    A running server does it; without one, this command does.
    """
    import asyncio

    with console.progress("Polling") as step:
        cycle = asyncio.run(_once(data_dir, tuple(devices or ()), step))
    if json:
        console.print_json(cycle.model_dump(mode="json"))
    else:
        console.print_table(
            ("device", "outcome", "reason"),
            [(one.device_name or one.device_id, one.outcome, one.reason) for one in cycle.outcomes],
        )
        print(
            f"{cycle.ok} ok, {cycle.partial} partial, {cycle.failed} failed of {cycle.planned}; "
            f"{cycle.rows} rows in {cycle.elapsed_s or 0:.1f} s"
        )
    return Status.FAILED if cycle.failed or cycle.status == "failed" else Status.DONE


async def _once(data_dir: Path | None, names: tuple[str, ...], step: "Step") -> "CycleDetail":
    from watchkeeper.faces.cli.background import carried_out, until
    from watchkeeper.faces.cli.installation import devices_named, local_principal, opened

    async with opened(data_dir) as services, carried_out(services):
        service = services.polling.service
        async with services.database.transaction() as session:
            wanted = await devices_named(services, session, names) if names else None
            planned = await service.poll_once(session, wanted, by=local_principal().name)

        async def look() -> "CycleDetail":
            async with services.database.reading() as session:
                cycle = await service.cycle(session, planned.id)
            step(sum(one.outcome != "pending" for one in cycle.outcomes), cycle.planned)
            return cycle

        return await until(look, lambda cycle: cycle.status != "running")
