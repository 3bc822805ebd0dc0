"""The seam between the engine and the wire: one question, one answer, for SNMP v1 and v2c, and its protocol."""

import asyncio
import ipaddress
import socket
from typing import Protocol

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp import pdu
from watchkeeper.estate.drivers.snmp.ber import BerError
from watchkeeper.estate.drivers.snmp.endpoint import Endpoints, Peer
from watchkeeper.estate.drivers.snmp.failures import MalformedError, RefusedError


class Transport(Protocol):
    """Asks one agent one question at a time. Retries, pacing and budgets belong to the session above."""

    bulk: bool
    """Whether the agent's protocol version has GETBULK."""

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        """Send once and return the answer.

        Raises an SnmpError: NoAnswerError, RefusedError, AuthError or MalformedError.
        """
        ...


class CommunityTransport:
    """SNMP v1 and v2c over a shared endpoint."""

    def __init__(self, endpoints: Endpoints, peer: Peer, credential: SnmpCredential) -> None:
        self._endpoint = endpoints.of(peer)
        self._peer = peer
        version = pdu.V1 if credential.version == "1" else pdu.V2C
        self._head = pdu.community_head(version, credential.community.encode())
        self.bulk = version == pdu.V2C

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        """Send once and return the answer; see :class:`Transport`."""
        ticket = self._endpoint.ticket()
        datagram = pdu.encode_message(self._head, question, ticket)
        data, envelope = await self._endpoint.exchange(datagram, ticket, self._peer, timeout_s)
        try:
            return pdu.decode_pdu(data, envelope.at)
        except BerError as error:
            raise MalformedError(f"unreadable answer: {error}") from error


async def resolve(address: str, port: int) -> Peer:
    """Return the numeric peer for an address or host name. Raises RefusedError when the name has no address."""
    try:
        return str(ipaddress.ip_address(address.partition("%")[0])) if "%" not in address else address, port
    except ValueError:
        pass
    try:
        found = await asyncio.get_running_loop().getaddrinfo(address, port, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"{address!r} has no address: {error}") from error
    best = next((entry for entry in found if entry[0] == socket.AF_INET), found[0])
    return str(best[4][0]), port
