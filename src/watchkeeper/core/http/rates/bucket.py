"""The token bucket: a burst at once, then a steady rate. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """``burst`` tokens at most; ``per_s`` come back each second."""

    per_s: float
    burst: int

    @property
    def none(self) -> bool:
        """There is no limit."""
        return self.per_s <= 0


@dataclass(frozen=True, slots=True)
class Bucket:
    """The tokens that were left at ``at_s`` (seconds of some clock that never goes back)."""

    tokens: float
    at_s: float


@dataclass(frozen=True, slots=True)
class Draw:
    """What came of asking for one token: the bucket afterwards, and the wait in seconds (0: it was given)."""

    bucket: Bucket
    wait_s: float


def draw(bucket: Bucket | None, limit: Limit, now_s: float) -> Draw:
    """Take one token; a bucket that is not known is full. Without a token nothing is taken."""
    before = bucket or Bucket(limit.burst, now_s)
    elapsed_s = max(0.0, now_s - before.at_s)
    tokens = min(float(limit.burst), before.tokens + elapsed_s * limit.per_s)
    if tokens >= 1:
        return Draw(Bucket(tokens - 1, now_s), 0.0)
    return Draw(Bucket(tokens, now_s), (1 - tokens) / limit.per_s)
