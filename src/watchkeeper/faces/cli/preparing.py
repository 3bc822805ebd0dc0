"""Making a data directory fit to be opened: it exists, its database has the schema of this version."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchkeeper.core.database import Database
    from watchkeeper.faces.settings import Settings


async def prepare(settings: "Settings", database: "Database") -> None:
    """Make the directory, and bring the database to this version's schema.

    Raises ConfigurationError or UnavailableError when either cannot be used, or the database is of a later version.
    """
    from watchkeeper.core.data_dir import DataDirectory
    from watchkeeper.core.migrate import upgrade

    DataDirectory(settings.data_dir).prepare()
    await database.verify()
    await upgrade(database)
