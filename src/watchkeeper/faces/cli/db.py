"""``wk db``: the schema of the database."""

from pathlib import Path

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import DataDir, Json

app = typer.Typer(no_args_is_help=True)


@app.callback()
def db() -> None:
    """Bring the database to this version, or show where it is."""


@app.command()
def upgrade(json: Json = False, data_dir: DataDir = None) -> None:
    """Bring the schema to what this version needs."""
    import asyncio

    with console.progress("Upgrading the database"):
        before, after = asyncio.run(_upgrade(data_dir))
    if json:
        console.print_json({"before": before, "after": after})
    elif before == after:
        print(f"The database is at {after} already.")
    else:
        print(f"The database went from {before or 'nothing'} to {after}.")


async def _upgrade(data_dir: Path | None) -> tuple[str | None, str | None]:
    from watchkeeper.kit.garbage import undisturbed

    with undisturbed("watchkeeper.faces.wiring"):
        from watchkeeper.core.migrate import current as revision_of
        from watchkeeper.faces import wiring
    from watchkeeper.faces.cli.installation import be_quiet, read_settings
    from watchkeeper.faces.cli.ownership import own
    from watchkeeper.faces.cli.preparing import prepare

    settings = read_settings(data_dir)
    be_quiet(settings)
    database = wiring.open_database(settings)
    try:
        with own(settings.data_dir):
            await database.verify()
            before = await revision_of(database)
            await prepare(settings, database)
            return before, await revision_of(database)
    finally:
        await database.dispose()


@app.command()
def current(json: Json = False, data_dir: DataDir = None) -> int:
    """Show the schema's revision and whether it is this version's."""
    import asyncio

    revision, newest = asyncio.run(_current(data_dir))
    if json:
        console.print_json({"revision": revision, "newest": newest, "current": revision == newest})
    else:
        shown = "this version's" if revision == newest else f"this version needs {newest}: run `wk db upgrade`"
        print(f"{revision or 'empty'} ({shown})")
    return Status.DONE if revision == newest else Status.FAILED


async def _current(data_dir: Path | None) -> tuple[str | None, str]:
    from watchkeeper.kit.garbage import undisturbed

    with undisturbed("watchkeeper.faces.wiring"):
        from watchkeeper.core.migrate import current as revision_of
        from watchkeeper.core.migrate import head
        from watchkeeper.faces import wiring
    from watchkeeper.faces.cli.installation import be_quiet, read_settings, require_installation

    settings = read_settings(data_dir)
    be_quiet(settings)
    require_installation(settings)
    database = wiring.open_database(settings)
    try:
        await database.verify()
        return await revision_of(database), head()
    finally:
        await database.dispose()
