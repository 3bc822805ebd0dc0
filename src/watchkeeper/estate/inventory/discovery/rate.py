"""A token bucket: no more than so many probes a second, whoever asks."""

import asyncio
import time
from collections.abc import Awaitable, Callable

Monotonic = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class TokenBucket:
    """Hands out ``rate_per_s`` tokens a second, at most ``burst`` at once; it starts empty.

    Those who wait are served in the order they came. ``monotonic`` and ``sleep`` are in seconds.
    """

    def __init__(
        self,
        rate_per_s: float,
        burst: float,
        *,
        monotonic: Monotonic = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        if rate_per_s <= 0 or burst < 1:
            raise ValueError("a bucket needs a positive rate and room for one token")
        self._rate = rate_per_s
        self._burst = burst
        self._monotonic = monotonic
        self._sleep = sleep
        self._tokens = 0.0
        self._at = monotonic()
        self._queue = asyncio.Lock()

    async def take(self, tokens: int = 1) -> None:
        """Wait until ``tokens`` are there and take them. More than ``burst`` at once are taken in parts."""
        async with self._queue:
            left = float(tokens)
            while left > 0:
                part = min(left, self._burst)
                await self._wait_for(part)
                self._tokens -= part
                left -= part

    async def _wait_for(self, tokens: float) -> None:
        self._refill()
        while self._tokens < tokens - 1e-9:  # rounding must not make anybody wait for ever
            await self._sleep((tokens - self._tokens) / self._rate)
            self._refill()

    def _refill(self) -> None:
        now = self._monotonic()
        self._tokens = min(self._burst, self._tokens + max(0.0, now - self._at) * self._rate)
        self._at = now
