"""Making a data directory fit to be opened: it exists, its database has the schema of this version."""

from pathlib import Path
from typing import TYPE_CHECKING

from watchkeeper.core.errors import ConfigurationError

if TYPE_CHECKING:
    from watchkeeper.core.database import Database
    from watchkeeper.faces.settings import Settings


def make_data_directory(data_dir: Path) -> None:
    """Create ``data_dir`` for its owner alone; one that exists is left as it is.

    Raises ConfigurationError when it cannot be made or is no directory.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"The data directory {data_dir} cannot be made: {error.strerror}.",
            hint="Name another one with --data-dir or WATCHKEEPER_DATA_DIR.",
        ) from error


async def prepare(settings: "Settings", database: "Database") -> None:
    """Make the directory, and bring the database to this version's schema.

    Raises ConfigurationError or UnavailableError when the database cannot be used or is newer than this version.
    """
    from watchkeeper.core.migrate import upgrade

    make_data_directory(settings.data_dir)
    await database.verify()
    await upgrade(database)
