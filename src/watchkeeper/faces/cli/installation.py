"""The installation that a command works on: its settings, and its services when the command needs them.

Commands open the same database as a running server does; both databases allow it. Only what polls or runs tasks must
own the data directory.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from watchkeeper.core.errors import NotFoundError

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from watchkeeper.core.http.security import Principal
    from watchkeeper.estate.inventory.models import Device
    from watchkeeper.faces.settings import Settings
    from watchkeeper.faces.wiring import Services


class NoInstallationError(NotFoundError):
    """There is nothing at the data directory yet."""

    code = "no_installation"


def read_settings(data_dir: Path | None = None) -> "Settings":
    """Read the settings; ``data_dir`` (a command-line option) wins over every source.

    Raises ConfigurationError naming each wrong value.
    """
    from watchkeeper.core.settings import load
    from watchkeeper.faces.settings import Settings

    return load(Settings, **({} if data_dir is None else {"data_dir": data_dir}))


def local_principal() -> "Principal":
    """Return who acts on the command line: whoever may read the data directory owns the installation."""
    import getpass

    from watchkeeper.core.http.security import Principal
    from watchkeeper.estate.accounts.permissions import Role, permissions_of

    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user id without a name
        user = "somebody"
    return Principal(0, f"{user} (command line)", Role.ADMIN, permissions_of(Role.ADMIN))


async def find_device(services: "Services", session: "AsyncSession", name: str) -> "Device":
    """Return the device with this name, or else with this number. Raises DeviceNotFoundError."""
    try:
        return await services.inventory.device_by_name(session, name)
    except NotFoundError:
        if not (name.isascii() and name.isdigit() and len(name) < 19):  # noqa: PLR2004  # a 64-bit number
            raise
    return await services.inventory.device(session, int(name))
