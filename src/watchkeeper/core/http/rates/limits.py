"""The limits on requests: of an address before anything else is done, of a principal once it is known."""

import ipaddress

from watchkeeper.core.errors import TooManyRequestsError
from watchkeeper.core.http.rates.bucket import Limit
from watchkeeper.core.http.rates.settings import RateSettings
from watchkeeper.core.http.rates.stores import BucketStore, MemoryBuckets, RedisBuckets

_IPV6_SITE_BITS = 64  # one customer's network: its addresses are one asker


class RateLimits:
    """Counts requests. ``Retry-After`` of a refusal says when the next one passes."""

    def __init__(self, settings: RateSettings, store: BucketStore | None = None) -> None:
        url = settings.redis_url
        self._store = store or (RedisBuckets.connect(url) if url else MemoryBuckets())
        self._address = Limit(settings.address_per_s, settings.address_burst)
        self._principal = Limit(settings.principal_per_s, settings.principal_burst)

    async def demand_address(self, address: str) -> None:
        """Count a request from ``address``. Raises TooManyRequestsError."""
        await self._demand(f"address:{_network(address)}", self._address, "this address")

    async def demand_principal(self, user_id: int) -> None:
        """Count a request of an account. Raises TooManyRequestsError."""
        await self._demand(f"principal:{user_id}", self._principal, "this account")

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._store.aclose()

    async def _demand(self, key: str, limit: Limit, who: str) -> None:
        if limit.none:
            return
        wait_s = await self._store.take(key, limit)
        if wait_s > 0:
            raise TooManyRequestsError(
                f"Too many requests of {who}.",
                hint="Ask less often, or raise the limits in rates.",
                details={"retry_after_s": wait_s},
            )


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), _IPV6_SITE_BITS), strict=False).network_address)
