"""Keeps the ring of keys up to date while the platform runs: a new key is taken up, an unknown one is looked for."""

import asyncio

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.errors import ConfigurationError, WatchkeeperError
from watchkeeper.core.keys.providers import KeySource
from watchkeeper.core.telemetry.logs import get_logger

_log = get_logger(__name__)


def open_ring(source: KeySource, *, secrets_exist: bool) -> KeyRing:
    """Return the keys of ``source``, making the first one; the ring looks again when it meets a key it lacks.

    ``secrets_exist`` says whether encrypted rows are stored already: then a missing key is an error and never replaced
    by a new one. Raises ConfigurationError and UnavailableError.
    """
    keys = source.load()
    if not keys and secrets_exist:
        raise ConfigurationError(
            f"The database holds encrypted secrets, but there is no master key (keys.provider is {source.name!r}).",
            hint="Restore the key from its backup. A new key would not open the secrets; none was made.",
        )
    if not keys:
        source.create()
        keys = source.load()
    if not keys:
        raise ConfigurationError(f"The master key just made in {source.name!r} cannot be found.")
    return KeyRing(keys[0], keys[1:], reload=source.load)


class KeyKeeper:
    """Looks for changed keys, every so often in a server."""

    def __init__(self, ring: KeyRing, source: KeySource) -> None:
        self._ring = ring
        self._source = source

    async def look(self) -> bool:
        """Load the keys and say whether the current one changed; when they cannot be loaded the old ones stay."""
        try:
            keys = await asyncio.to_thread(self._source.load)
        except WatchkeeperError as error:
            _log.warning("keys.not_loaded", source=self._source.name, problem=error.message)
            return False
        if not keys:
            _log.warning("keys.gone", source=self._source.name)
            return False
        before = self._ring.current_id
        self._ring.adopt(keys)
        if self._ring.current_id != before:
            _log.info("keys.changed", before=before, now=self._ring.current_id)
        return self._ring.current_id != before
