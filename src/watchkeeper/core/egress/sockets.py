"""Connections to devices: a host is resolved once, checked, and connected to where it was seen to lead.

What speaks another protocol than HTTP to a device is given such a connection, and makes none by itself.
"""

import asyncio
import ipaddress
import socket

import httpcore

from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.egress.transport import Resolve, checked_addresses


class DeviceSockets:
    """Opens TCP connections to devices, which have private addresses as a rule, and to no metadata service."""

    def __init__(self, policy: EgressPolicy, resolve: Resolve | None = None) -> None:
        self._policy = policy.for_devices()
        self._resolve = resolve

    async def connect(self, host: str, port: int) -> socket.socket:
        """Return a connection to the first address of ``host`` that takes one, not blocking.

        Raises EgressRefusedError, and OSError when it cannot be resolved or no address answers.
        """
        try:
            addresses = await checked_addresses(self._policy, host, port, self._resolve)
        except httpcore.ConnectError as error:
            raise OSError(f"{host} cannot be resolved") from error
        failure: OSError | None = None
        for address in addresses:
            try:
                return await _connected(address, port)
            except OSError as error:
                failure = error
        raise failure or OSError(f"{host} has no address")


async def _connected(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET  # noqa: PLR2004
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setblocking(False)
        await asyncio.get_running_loop().sock_connect(made, (address, port))
    except BaseException:
        made.close()
        raise
    return made
