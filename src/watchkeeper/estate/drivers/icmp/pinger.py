"""Pings any number of addresses: the families apart, every distinct address once, off the event loop."""

import asyncio
from collections.abc import Callable, Sequence

from watchkeeper.core.egress.policy import FORBIDDEN, EgressPolicy, Gate
from watchkeeper.estate.drivers.icmp.resolve import Resolver
from watchkeeper.estate.drivers.icmp.settings import IcmpSettings
from watchkeeper.estate.drivers.icmp.sweep import Sweep
from watchkeeper.estate.drivers.icmp.tally import EchoTally, refused, unresolved
from watchkeeper.estate.drivers.icmp.wire import HINT, EchoWire, IcmpWire, PingDeniedError

OpenWire = Callable[[bool], EchoWire]
"""Opens a socket for IPv6 (True) or IPv4. Raises PingDeniedError."""


def open_wire(ipv6: bool) -> EchoWire:  # noqa: FBT001 - it is a key, not a switch
    """Open the best ICMP socket that the system allows."""
    return IcmpWire(ipv6=ipv6)


class IcmpPinger:
    """Sends echoes as the settings say. A sweep is one thread and one socket per address family.

    ``gate`` says which addresses may be asked, once a sweep; by default those that may be a device's.
    """

    def __init__(
        self, settings: IcmpSettings | None = None, *, open_wire: OpenWire = open_wire, gate: Gate | None = None
    ) -> None:
        self._settings = settings or IcmpSettings()
        self._gate = gate or EgressPolicy().device_gate()
        self._open_wire = open_wire
        self._resolver = Resolver()
        self._running: set[Sweep] = set()

    async def ping(self, addresses: Sequence[str], *, settings: IcmpSettings | None = None) -> dict[str, EchoTally]:
        """Return one tally for every address or name given. What the network does never raises."""
        resolved = await self._resolver.resolve(addresses)
        distinct = sorted({address for address in resolved.values() if address is not None and self._gate(address)})
        families = [a for a in distinct if ":" not in a], [a for a in distinct if ":" in a]
        swept = await asyncio.gather(*(self._sweep(family, settings or self._settings) for family in families))
        tallies = swept[0] | swept[1]
        forbidden = refused(FORBIDDEN)
        return {
            name: unresolved(f"the name {name!r} has no address")
            if address is None
            else tallies.get(address, forbidden)
            for name, address in resolved.items()
        }

    async def _sweep(self, addresses: list[str], settings: IcmpSettings) -> dict[str, EchoTally]:
        if not addresses:
            return {}
        try:
            wire = self._open_wire(":" in addresses[0])
        except PingDeniedError as error:
            return dict.fromkeys(addresses, refused(f"{error.message} {error.hint or HINT}"))
        sweep = Sweep(addresses, settings, wire)
        self._running.add(sweep)
        work = asyncio.ensure_future(asyncio.to_thread(sweep.run))
        try:
            tallies = await asyncio.shield(work)
        except asyncio.CancelledError:
            sweep.stop()
            await asyncio.wait([work])
            raise
        finally:
            self._running.discard(sweep)
            wire.close()
        return dict(zip(addresses, tallies, strict=True))

    async def aclose(self) -> None:
        """End the sweeps that run."""
        for sweep in self._running:
            sweep.stop()
