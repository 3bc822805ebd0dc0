"""From an address and a credential to a transport: which SNMP version speaks to whom, over which sockets."""

import asyncio

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp.endpoint import Endpoints
from watchkeeper.estate.drivers.snmp.transport import CommunityTransport, Transport, resolve


class Connector:
    """Opens transports; the sockets of a running loop are shared by all of them.

    Used from another event loop it starts afresh there, as sockets cannot move between loops.
    """

    def __init__(self, sockets: int = 4) -> None:
        self._sockets = sockets
        self._endpoints: Endpoints | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def connect(self, address: str, port: int, credential: SnmpCredential) -> Transport:
        """Return a transport to the agent. Raises RefusedError when the name has no address."""
        peer = await resolve(address, port)
        return CommunityTransport(self._here(), peer, credential)

    def _here(self) -> Endpoints:
        loop = asyncio.get_running_loop()
        if self._endpoints is None or self._loop is not loop:
            self.close()
            self._endpoints, self._loop = Endpoints(self._sockets), loop
        return self._endpoints

    def close(self) -> None:
        """Close the sockets."""
        if self._endpoints is not None:
            self._endpoints.close()
            self._endpoints = None
