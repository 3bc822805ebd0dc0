"""Where buckets are kept: in this process, or in Redis for all processes together."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from watchkeeper.core.http.rates.bucket import Bucket, Limit, draw
from watchkeeper.core.telemetry.logs import get_logger

if TYPE_CHECKING:
    from redis.asyncio import Redis

MOST_BUCKETS = 50_000
"""Buckets kept in memory; beyond it the one that was not asked for longest is forgotten, which makes it full."""
RETRY_AFTER_S = 5.0
PREFIX = "wk:rate:"

_SCRIPT = """
local now = redis.call('TIME')
local at = tonumber(now[1]) + tonumber(now[2]) / 1000000
local per_s, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(kept[1]) or burst
local since = tonumber(kept[2]) or at
tokens = math.min(burst, tokens + math.max(0, at - since) * per_s)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = (1 - tokens) / per_s end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.6f', at))
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / per_s * 1000) + 1000)
return tostring(wait)
"""
"""``draw`` inside Redis, by Redis' clock: one step, whatever other processes do meanwhile."""

_log = get_logger(__name__)


class BucketStore(Protocol):
    """Keeps buckets by key."""

    async def take(self, key: str, limit: Limit) -> float:
        """Take a token of ``key`` and return 0, or return how long to wait for one, in seconds."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class MemoryBuckets:
    """Buckets of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST_BUCKETS) -> None:
        self._clock = clock
        self._most = most
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    async def take(self, key: str, limit: Limit) -> float:
        """See ``BucketStore``."""
        drawn = draw(self._buckets.pop(key, None), limit, self._clock())
        self._buckets[key] = drawn.bucket
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return drawn.wait_s

    async def aclose(self) -> None:
        """See ``BucketStore``."""


class RedisBuckets:
    """Buckets in Redis. While it does not answer, this process counts by itself, and looks again in a while."""

    def __init__(self, redis: "Redis", clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._script = redis.register_script(_SCRIPT)
        self._clock = clock
        self._fallback = MemoryBuckets(clock)
        self._away_until = 0.0

    @classmethod
    def connect(cls, url: str, patience_s: float = 0.5) -> "RedisBuckets":
        """Return buckets in the Redis at ``url``, which is away when it takes longer to answer; nothing is sent yet."""
        from redis.asyncio import Redis

        return cls(Redis.from_url(url, socket_timeout=patience_s, socket_connect_timeout=patience_s))

    async def take(self, key: str, limit: Limit) -> float:
        """See ``BucketStore``."""
        from redis.exceptions import RedisError

        if self._clock() < self._away_until:
            return await self._fallback.take(key, limit)
        try:
            return float(await self._script(keys=[PREFIX + key], args=[limit.per_s, limit.burst]))
        except (RedisError, OSError) as error:
            _log.warning("rates.redis_away", error=str(error), retry_after_s=RETRY_AFTER_S)
            self._away_until = self._clock() + RETRY_AFTER_S
            return await self._fallback.take(key, limit)

    async def aclose(self) -> None:
        """See ``BucketStore``."""
        await self._redis.aclose()
