"""From an address and a credential to a transport: which SNMP version speaks to whom, over which sockets."""

import asyncio
from typing import TYPE_CHECKING

from watchkeeper.core.egress.policy import FORBIDDEN, Gate
from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp.endpoint import Endpoints, Peer
from watchkeeper.estate.drivers.snmp.failures import AuthError, DeniedError
from watchkeeper.estate.drivers.snmp.transport import CommunityTransport, Transport, resolve

if TYPE_CHECKING:
    from watchkeeper.estate.drivers.snmp.usm import Engine


class Connector:
    """Opens transports; the sockets of a running loop are shared by all of them.

    Used from another event loop it starts afresh there, as sockets cannot move between loops. ``gate`` says which
    addresses may be asked; it is asked once for each transport, about the address that a name led to.
    """

    def __init__(self, sockets: int = 4, *, gate: Gate = lambda _: True) -> None:
        self._sockets = sockets
        self._gate = gate
        self._endpoints: Endpoints | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._engines: dict[Peer, Engine] = {}

    async def connect(self, address: str, port: int, credential: SnmpCredential) -> Transport:
        """Return a transport to the agent.

        Raises RefusedError when the name has no address, DeniedError when it may not be asked, AuthError when the
        credential cannot be used at all.
        """
        peer = await resolve(address, port)
        if not self._gate(peer[0]):
            raise DeniedError(FORBIDDEN)
        if credential.version == "3":
            return self._user_based(peer, credential)
        return CommunityTransport(self._here(), peer, credential)

    def _user_based(self, peer: Peer, credential: SnmpCredential) -> Transport:
        from watchkeeper.estate.drivers.snmp import usm, usm_keys  # the ciphers are loaded when v3 is spoken

        problem = usm_keys.problem_with(credential)
        if problem:
            raise AuthError(problem)
        endpoints = self._here()
        engine = self._engines.setdefault(peer, usm.Engine())
        return usm.UsmTransport(endpoints.of(peer), peer, credential, engine)

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
