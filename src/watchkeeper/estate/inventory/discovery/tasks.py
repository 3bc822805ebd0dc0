"""The background verb of discovery."""

from pydantic import BaseModel

from watchkeeper.core.tasks import Task


class Chunk(BaseModel):
    """A part of a discovery: addresses ``number * chunk_size`` and on, of its start number ``run``."""

    discovery_id: int
    run: int
    number: int


DISCOVER_CHUNK = Task("inventory.discover_chunk", Chunk, queue="discovery", timeout_s=1800.0)
"""Look at one chunk, keep what was found and the progress, go on with the next. Bind it to ``DiscoveryWorker.run``."""
