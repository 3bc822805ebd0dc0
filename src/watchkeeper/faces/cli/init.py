"""``wk init``: make an installation, or give its first administrator a new password."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.estate.accounts.service import FirstLogin

app = typer.Typer()


@app.command()
def init(
    reset_admin: Annotated[
        bool, typer.Option("--reset-admin", help="Give the first administrator a new password.")
    ] = False,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Create an installation: data directory, key, database, first admin."""
    import asyncio

    with console.progress("Making the installation"):
        place, login = asyncio.run(_init(data_dir, reset_admin=reset_admin))
    if json:
        shown = {"name": login.name, "password": login.password} if login else None
        console.print_json({"data_dir": place, "first_login": shown})
        return
    print(f"The installation is in {place}.")
    if login is None:
        print("It has its users already: log in as one of them.")
    else:
        print(f"Log in as {login.name} with the password {login.password} (shown only now).")
    console.note("Next: `wk doctor`, then `wk serve`.")


async def _init(data_dir: Path | None, *, reset_admin: bool) -> "tuple[Path, FirstLogin | None]":
    from watchkeeper.kit.garbage import undisturbed

    with undisturbed("watchkeeper.faces.wiring"):
        from watchkeeper.faces import wiring
    from watchkeeper.faces.cli.installation import be_quiet, local_principal, read_settings
    from watchkeeper.faces.cli.preparing import prepare

    settings = read_settings(data_dir)
    be_quiet(settings)
    database = wiring.open_database(settings)
    try:
        await prepare(settings, database)
        services = await wiring.assemble(settings, database)
        async with database.transaction() as session:
            login = await services.accounts.ensure_first_admin(session)
            if login is None and reset_admin:
                login = await services.accounts.reset_first_admin(session, local_principal())
        return settings.data_dir, login
    finally:
        await database.dispose()
