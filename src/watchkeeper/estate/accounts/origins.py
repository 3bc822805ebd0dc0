"""Where a request comes from: its address, and the network one guesser has at hand."""

import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.http.origin import Origin, set_origin
from watchkeeper.core.http.transaction import origin_of_request
from watchkeeper.estate.accounts.tokens import COOKIE, DEVICE_COOKIE

_IPV6_SITE_BITS = 64  # one customer's network: its addresses are one guesser


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a login comes from. ``token`` is the session it had before, ``device`` the known-device cookie, if any."""

    address: str = ""
    user_agent: str = ""
    token: str | None = field(default=None, repr=False)
    device: str | None = field(default=None, repr=False)
    origin: Origin = field(default_factory=Origin)

    @asynccontextmanager
    async def transaction(self, database: Database) -> AsyncIterator[AsyncSession]:
        """Yield a transaction whose audit entries say where the caller is."""
        async with database.transaction() as session:
            set_origin(session, self.origin)
            yield session


def caller_of(request: Request) -> Caller:
    """Return where ``request`` comes from."""
    return Caller(
        address=request.client.host if request.client else "",
        user_agent=request.headers.get("User-Agent", ""),
        token=request.cookies.get(COOKIE),
        device=request.cookies.get(DEVICE_COOKIE),
        origin=origin_of_request(request),
    )


def network_of(address: str) -> str:
    """Return what counts as one place: an IPv4 address, the /64 of an IPv6 address, else the text (at most 64)."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        network = ipaddress.ip_network((int(parsed), _IPV6_SITE_BITS), strict=False)
        return str(network.network_address)
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
