"""``wk support-bundle``: one file that says how the installation is, for whoever helps with it."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchkeeper.core.errors import NotFoundError, WatchkeeperError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from io import BufferedWriter

    from watchkeeper.faces.settings import Settings
    from watchkeeper.operate.support.service import SupportService

app = typer.Typer()


@app.command("support-bundle")
def support_bundle(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write; by default one named after the time.", show_default=False),
    ] = None,
    json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Gather how the installation is into one file, without secrets.

    Of an installation that cannot be opened it holds what can be known of it.
    """
    import asyncio

    path = output or Path(f"watchkeeper-support-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip")
    with console.progress("Gathering") as step:
        size = asyncio.run(_make(data_dir, path, step))
    if json:
        console.print_json({"file": path, "size_bytes": size})
        return
    print(f"{path} ({size / 1024:.0f} KiB). Secrets are masked; look at it before you pass it on.")


async def _make(data_dir: Path | None, path: Path, step: console.Step) -> int:
    async with AsyncExitStack() as stack:
        service = await _service(data_dir, stack)
        return await _write(service, path, step)


async def _service(data_dir: Path | None, stack: AsyncExitStack) -> "SupportService":
    """Return what makes the bundle; of an installation that cannot be opened, with what can be known of it."""
    from watchkeeper.faces.cli.installation import local_principal, opened, read_settings

    try:
        services = await stack.enter_async_context(opened(data_dir))
    except NotFoundError:
        raise
    except WatchkeeperError as error:
        console.note(f"The installation cannot be opened: {error.message}")
        return _of_a_broken_one(read_settings(data_dir), data_dir)
    async with services.database.transaction() as session:
        services.support.note(session, local_principal())
    return services.support


def _of_a_broken_one(settings: "Settings", data_dir: Path | None) -> "SupportService":
    import asyncio
    from dataclasses import asdict

    from watchkeeper.faces.cli.doctor import examine
    from watchkeeper.faces.wiring.support import parts_without_database
    from watchkeeper.operate.support.bundle import Part
    from watchkeeper.operate.support.service import SupportService

    async def findings() -> object:
        return [asdict(finding) for finding in await asyncio.to_thread(examine, data_dir)]

    return SupportService([*parts_without_database(settings), Part("doctor.json", findings)])


async def _write(service: "SupportService", path: Path, step: console.Step) -> int:
    """Write a bundle, whole or not at all, readable by its owner alone; return its size in bytes."""
    draft, size = path.with_name(f".{path.name}.draft"), 0
    try:
        with _private(draft) as file:
            async for piece in service.stream(lambda done: step(done, service.size)):
                size += file.write(piece)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return size


def _private(path: Path) -> "BufferedWriter":
    import os

    return open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600))
