"""Write the server's OpenAPI document, which the console's client is generated from: ``write_openapi.py FILE``."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any


async def document() -> dict[str, Any]:
    """Return the document of the whole application, assembled over an empty database that is thrown away."""
    from watchkeeper.core.database import Database, default_url
    from watchkeeper.core.live.sockets import LiveSockets
    from watchkeeper.core.migrate import upgrade
    from watchkeeper.core.settings import load
    from watchkeeper.faces.api.app import create_app
    from watchkeeper.faces.settings import Settings
    from watchkeeper.faces.wiring import assemble

    with tempfile.TemporaryDirectory() as scratch:
        database = Database(default_url(Path(scratch)))
        try:
            await upgrade(database)
            services = await assemble(load(Settings, data_dir=Path(scratch)), database)
            sockets = LiveSockets(services.hub, services.database, services.authenticator)
            return create_app(services, sockets=sockets).openapi()
        finally:
            await database.dispose()


def main() -> None:
    """Write the document to the file that the command line names."""
    if len(sys.argv[1:]) != 1:
        sys.exit("Name the file: write_openapi.py FILE")
    Path(sys.argv[1]).write_text(json.dumps(asyncio.run(document())), encoding="utf-8")


if __name__ == "__main__":
    main()
