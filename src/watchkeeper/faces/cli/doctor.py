"""``wk doctor``: check everything an installation needs and say what to do."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.faces.cli import console
from watchkeeper.faces.cli.failures import Status
from watchkeeper.faces.cli.options import DataDir, Json

if TYPE_CHECKING:
    from watchkeeper.faces.settings import Settings
    from watchkeeper.operate.doctor.facts import InstallationFacts
    from watchkeeper.operate.doctor.findings import Finding

app = typer.Typer()

_SIGNS = {"ok": "✓", "info": "·", "unknown": "?", "warning": "!", "failed": "✗"}


@app.command()
def doctor(json: Json = False, data_dir: DataDir = None) -> int:
    """Check everything an installation needs and say what to do."""
    from watchkeeper.operate.doctor.findings import Status as Health
    from watchkeeper.operate.doctor.findings import worst

    with console.progress("Checking"):
        findings = examine(data_dir)
    health = worst(findings)
    if json:
        console.print_json({"status": health, "findings": [asdict(finding) for finding in findings]})
    else:
        _print(findings)
    return Status.FAILED if health is Health.FAILED else Status.DONE


def examine(data_dir: Path | None) -> "list[Finding]":
    """Look at machine and installation and judge both."""
    import asyncio

    from watchkeeper.faces.api.web import STATIC
    from watchkeeper.operate.doctor.checks import judge
    from watchkeeper.operate.doctor.machine import look

    settings, installation = asyncio.run(_inspect(data_dir))
    host, port = _server(settings)
    machine = look(settings.data_dir, host, port, STATIC / "index.html")
    return judge(machine, installation)


def _server(settings: "Settings") -> tuple[str, int]:
    """Return where the server of this installation listens, or where it would."""
    from urllib.parse import urlsplit

    from watchkeeper.faces.cli.ownership import owner_of

    owner = owner_of(settings.data_dir)
    found = urlsplit(owner.address) if owner is not None and owner.address else None
    if found is not None and found.hostname and found.port:
        return found.hostname, found.port
    return settings.server.host, settings.server.port


async def _inspect(data_dir: Path | None) -> "tuple[Settings, InstallationFacts]":
    from watchkeeper.kit.garbage import undisturbed

    with undisturbed("watchkeeper.faces.wiring"):
        from watchkeeper.faces import wiring
    from watchkeeper.core.keys.sources import key_source
    from watchkeeper.faces.cli.installation import (
        NoInstallationError,
        be_quiet,
        read_settings,
        require_installation,
    )
    from watchkeeper.faces.settings import Settings
    from watchkeeper.observe.series.service import SeriesService
    from watchkeeper.operate.doctor.facts import InstallationFacts, Problem
    from watchkeeper.operate.doctor.inspection import inspect

    try:
        settings = read_settings(data_dir)
    except WatchkeeperError as error:
        problem = Problem(error.message, error.hint or "")
        unread = Settings.model_construct()
        unread.data_dir = (data_dir or unread.data_dir).expanduser().absolute()
        return unread, InstallationFacts(settings_problem=problem)
    be_quiet(settings)
    try:
        require_installation(settings)
        database = wiring.open_database(settings)
    except NoInstallationError:
        return settings, InstallationFacts()
    except WatchkeeperError as error:
        return settings, InstallationFacts(settings_problem=Problem(error.message, error.hint or ""))
    store = SeriesService(settings.series, settings.data_dir / wiring.SERIES_FOLDER)
    try:
        return settings, await inspect(database, store, key_source(settings.keys, settings.data_dir), wiring.SEALED)
    finally:
        store.close()
        await database.dispose()


def _print(findings: "list[Finding]") -> None:
    width = max(len(finding.check) for finding in findings)
    for finding in findings:
        print(f"{_SIGNS[finding.status]} {finding.check:<{width}}  {console.plain_text(finding.message)}")
        if finding.advice:
            print(f"  {'':<{width}}  → {finding.advice}")
