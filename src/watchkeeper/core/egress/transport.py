"""The client for requests on a user's behalf: a host is resolved once, and connected to where it was seen to lead.

Webhooks, notifications and workflow steps name their own targets, so a target may be this machine, its network or a
cloud's metadata service. Every address that a host has must be allowed, and the connection is made to one of those
addresses: a name that answers differently the next time changes nothing. Redirects are new requests and are checked
like the first.

    async with egress_client(policy) as client:
        await client.post(url, json=body)
"""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import Any

import httpcore
import httpx

from watchkeeper.core.egress.policy import EgressPolicy, EgressRefusedError
from watchkeeper.core.errors import InvalidInputError
from watchkeeper.core.telemetry.logs import get_logger

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Returns the addresses of a host, as text."""

_log = get_logger(__name__)


class AnswerTooLargeError(InvalidInputError):
    """The answer to an outbound request is larger than is read."""

    code = "egress_answer_too_large"


async def checked_addresses(policy: EgressPolicy, host: str, port: int, resolve: Resolve | None = None) -> list[str]:
    """Resolve ``host`` once and return its addresses, all of which may be reached.

    Raises EgressRefusedError when one of them may not be, or there is none. What it resolved to is only logged: whoever
    gave the name may not be entitled to know. Raises httpcore.ConnectError when it cannot be resolved.
    """
    try:
        found = list(dict.fromkeys(await (resolve or _resolve)(host, port)))
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
    refused = [address for address in found if not policy.permits(ipaddress.ip_address(address))]
    if refused or not found:
        _log.warning("egress.refused", host=host, port=port, addresses=refused)
        raise EgressRefusedError(
            f"Outbound requests may not go to {host}.",
            hint="It is a private, local or reserved address; an administrator can allow its network in egress.allow.",
        )
    return found


async def _resolve(host: str, port: int) -> Sequence[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class _Backend(httpcore.AsyncNetworkBackend):
    """Connects to addresses that the policy has seen, and to nothing else."""

    def __init__(self, policy: EgressPolicy, resolve: Resolve | None) -> None:
        self._policy = policy
        self._resolve = resolve
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in await checked_addresses(self._policy, host, port, self._resolve):
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109, ARG002  # as above
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        raise EgressRefusedError(f"Outbound requests may not go to the socket {path}.")

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


class EgressTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over connections that keep to ``policy``; certificates are checked for the host's name."""

    def __init__(self, policy: EgressPolicy, *, verify: Any = True, resolve: Resolve | None = None) -> None:
        super().__init__(verify=verify, trust_env=False)
        self._policy = policy
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(verify=verify, trust_env=False),
            network_backend=_Backend(policy, resolve),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request``. Raises EgressRefusedError, and AnswerTooLargeError while the answer is read."""
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101  # httpx's transport gives no other
        response.stream = _Limited(response.stream, self._policy.max_answer_bytes)
        return response


class _Limited(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._most = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._stream:
            read += len(chunk)
            if read > self._most:
                raise AnswerTooLargeError(f"The answer is larger than {self._most} bytes.")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


def egress_client(policy: EgressPolicy, *, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """Return the client for requests on a user's behalf; it follows up to five redirects, each checked."""
    return httpx.AsyncClient(
        transport=transport or EgressTransport(policy),
        timeout=policy.timeout_s,
        follow_redirects=True,
        max_redirects=5,
        trust_env=False,
    )
