"""The ICMP driver: table ``reachability`` of a shard, as availability rows of the object ``icmp``."""

import time
from collections.abc import Callable
from typing import ClassVar

from watchkeeper.estate.drivers.icmp.collection import collection
from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger
from watchkeeper.estate.drivers.icmp.settings import IcmpSettings
from watchkeeper.estate.drivers.protocol import Collection, CollectRequest


class IcmpDriver:
    """Pings every target of a shard. The port, credential and budget of a target do not matter here."""

    name: ClassVar[str] = "icmp"

    def __init__(
        self,
        settings: IcmpSettings | None = None,
        *,
        pinger: IcmpPinger | None = None,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pinger = pinger or IcmpPinger(settings)
        self._monotonic_s = monotonic_s

    async def collect(self, request: CollectRequest) -> Collection:
        """Ping all targets in one sweep. A target that did not answer has an outcome, never an exception."""
        started = self._monotonic_s()
        tallies = await self._pinger.ping([target.address for target in request.targets])
        return collection(request, tallies, self._monotonic_s() - started)

    async def aclose(self) -> None:
        """End the sweeps that run."""
        await self._pinger.aclose()
