"""From the address of a target, which may be a name, to something a socket can send to."""

import asyncio
import ipaddress
import socket
import time
from collections.abc import Callable, Iterable

_KEEP_S = 300.0
_TIMEOUT_S = 5.0
_CONCURRENCY = 16


class Resolver:
    """Resolves names, a few at a time, and remembers the answers (the failures, too) for five minutes."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._known: dict[str, tuple[str | None, float]] = {}

    async def resolve(self, names: Iterable[str]) -> dict[str, str | None]:
        """Return an IPv4 or IPv6 address for each name; None where there is none."""
        gate = asyncio.Semaphore(_CONCURRENCY)
        wanted = set(names)
        answers: dict[str, str | None] = {}
        unknown: list[str] = []
        for name in wanted:
            literal = _literal(name)
            remembered = self._known.get(name)
            if literal is not None:
                answers[name] = literal
            elif remembered is not None and self._monotonic_s() < remembered[1]:
                answers[name] = remembered[0]
            else:
                unknown.append(name)
        found = await asyncio.gather(*(self._look_up(name, gate) for name in unknown))
        return answers | dict(zip(unknown, found, strict=True))

    async def _look_up(self, name: str, gate: asyncio.Semaphore) -> str | None:
        async with gate:
            try:
                async with asyncio.timeout(_TIMEOUT_S):
                    found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_DGRAM)
            except (OSError, TimeoutError, UnicodeError):
                found = []
        address = str(found[0][4][0]) if found else None
        self._known[name] = (address, self._monotonic_s() + _KEEP_S)
        return address


def _literal(name: str) -> str | None:
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return None
