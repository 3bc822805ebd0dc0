"""The installation that a command works on: its settings, and its services when the command needs them.

Commands open the same database as a running server does; both databases allow it. Only what polls or runs tasks must
own the data directory.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from watchkeeper.core.errors import ConfigurationError, NotFoundError
from watchkeeper.kit.garbage import undisturbed

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from watchkeeper.core.database import Database
    from watchkeeper.core.http.security import Principal
    from watchkeeper.estate.inventory.models import Device
    from watchkeeper.faces.settings import Settings
    from watchkeeper.faces.wiring import Services

_LONGEST_NUMBER = 18  # digits of a 64-bit number that always fit


class NoInstallationError(NotFoundError):
    """There is nothing at the data directory yet."""

    code = "no_installation"


class SchemaError(ConfigurationError):
    """The database has another version's schema."""

    code = "schema_mismatch"


def read_settings(data_dir: Path | None = None, **overrides: object) -> "Settings":
    """Read the settings; ``data_dir`` and ``overrides`` (command-line options) win over every source.

    Raises ConfigurationError naming each wrong value.
    """
    with undisturbed("watchkeeper.faces.settings"):
        from watchkeeper.core.settings import load
        from watchkeeper.faces.settings import Settings

    return load(Settings, **({} if data_dir is None else {"data_dir": data_dir}), **overrides)


@asynccontextmanager
async def opened(data_dir: Path | None = None) -> AsyncIterator["Services"]:
    """Yield the services of the installation, for the length of one command; only warnings are logged.

    Raises NoInstallationError, and ConfigurationError or UnavailableError when it cannot be opened.
    """
    with undisturbed("watchkeeper.faces.wiring"):
        from watchkeeper.faces import wiring

    settings = read_settings(data_dir)
    be_quiet(settings)
    require_installation(settings)
    database = wiring.open_database(settings)
    try:
        await database.verify()
        await require_schema(database)
        services = await wiring.assemble(settings, database)
        yield services
        await services.sealer.seal_all(sign=False)  # what the command did, when no server does it
    finally:
        await database.dispose()


async def require_schema(database: "Database") -> None:
    """Raise SchemaError unless the database has this version's schema."""
    from watchkeeper.core.migrate import current, head

    revision = await current(database)
    if revision != head():
        raise SchemaError(
            f"The database has schema {revision or 'none'}, this version needs {head()}.",
            hint="Stop the server, back up, and run `wk db upgrade`.",
        )


def be_quiet(settings: "Settings") -> None:
    """Log warnings and worse only: what a command did, it prints itself."""
    from watchkeeper.core.telemetry import configure_logging

    quiet = "error" if settings.logging.level == "error" else "warning"
    configure_logging(settings.logging.model_copy(update={"level": quiet}))


def require_installation(settings: "Settings") -> None:
    """Raise NoInstallationError when the data directory, or the embedded database in it, was never made."""
    from sqlalchemy.engine import make_url

    from watchkeeper.core.database import default_url

    embedded = settings.database.url is None
    database = make_url(default_url(settings.data_dir)).database if embedded else None
    if not settings.data_dir.is_dir() or (database is not None and not Path(database).is_file()):
        raise NoInstallationError(
            f"There is no installation in {settings.data_dir}.",
            hint="Make one with `wk init`, or name another place with --data-dir.",
        )


def local_principal() -> "Principal":
    """Return who acts on the command line: whoever may read the data directory owns the installation."""
    import getpass

    from watchkeeper.core.http.security import Principal
    from watchkeeper.core.scope import EVERYTHING
    from watchkeeper.estate.accounts.permissions import Role, permissions_of

    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user id without a name
        user = "somebody"
    return Principal(0, f"{user} (command line)", Role.ADMIN, permissions_of(Role.ADMIN), EVERYTHING)


async def find_device(services: "Services", session: "AsyncSession", name: str) -> "Device":
    """Return the device with this name, or else with this number. Raises DeviceNotFoundError."""
    try:
        return await services.inventory.device_by_name(session, name)
    except NotFoundError:
        if not (name.isascii() and name.isdigit() and len(name) <= _LONGEST_NUMBER):
            raise
    return await services.inventory.device(session, int(name))


async def devices_named(services: "Services", session: "AsyncSession", names: Sequence[str]) -> dict[int, str]:
    """Return the names of the devices that ``names`` or numbers mean, by number; no names mean every device.

    Raises DeviceNotFoundError for one that does not exist.
    """
    if names:
        found = [await find_device(services, session, name) for name in names]
        return {device.id: device.name for device in found}
    from watchkeeper.core.http.paging import MAX_LIMIT, ListQuery
    from watchkeeper.estate.inventory.repository import DeviceFilter

    everything: dict[int, str] = {}
    while True:
        query = ListQuery(offset=len(everything), limit=MAX_LIMIT)
        page, total = await services.inventory.list_devices(session, DeviceFilter(), query)
        everything |= {device.id: device.name for device in page}
        if not page or len(everything) >= total:
            return everything
