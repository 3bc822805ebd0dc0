"""The bucket never gives more than its rate, by an injected clock."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.inventory.discovery.rate import TokenBucket


class Time:
    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds


def bucket(rate, burst, clock):
    return TokenBucket(rate, burst, monotonic=clock.monotonic, sleep=clock.sleep)


async def test_a_bucket_starts_empty_and_fills_at_its_rate():
    clock = Time()
    await bucket(10, 5, clock).take(5)
    assert clock.now == pytest.approx(0.5)


async def test_more_than_the_burst_is_taken_in_parts():
    clock = Time()
    await bucket(10, 5, clock).take(50)
    assert clock.now == pytest.approx(5.0)


async def test_idle_time_saves_no_more_than_the_burst():
    clock = Time()
    tokens = bucket(10, 5, clock)
    clock.now = 1000.0
    await tokens.take(10)
    assert clock.now == pytest.approx(1000.5)


@given(st.lists(st.integers(1, 30), max_size=20), st.integers(1, 100), st.integers(1, 20))
def test_the_rate_is_never_exceeded(asked, rate, burst):
    clock = Time()
    tokens = bucket(rate, burst, clock)

    async def run():
        await asyncio.gather(*(tokens.take(count) for count in asked))

    asyncio.run(run())
    assert sum(asked) <= rate * clock.now + 1e-6


@pytest.mark.parametrize(("rate", "burst"), [(0, 1), (-1, 1), (1, 0)])
def test_an_impossible_bucket_is_refused(rate, burst):
    with pytest.raises(ValueError, match="a bucket needs"):
        TokenBucket(rate, burst)
