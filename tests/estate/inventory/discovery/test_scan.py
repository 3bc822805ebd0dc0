"""Pings first, then credentials in their order, never more than needed."""

import asyncio

import pytest

from watchkeeper.core.errors import UnavailableError
from watchkeeper.estate.drivers.protocol import Identity, Outcome, SnmpCredential
from watchkeeper.estate.inventory.discovery.memory import MemoryAgent, MemoryNetwork
from watchkeeper.estate.inventory.discovery.ports import IdentifyResult
from watchkeeper.estate.inventory.discovery.rate import TokenBucket
from watchkeeper.estate.inventory.discovery.scan import Scan

CREDENTIALS = {
    7: SnmpCredential(community="first"),
    3: SnmpCredential(community="second"),
    5: SnmpCredential(community="third"),
}
OPEN = IdentifyResult(Outcome.OK, Identity("r1"))


async def no_wait(_seconds):
    await asyncio.sleep(0)


class Ticking:
    now = 0.0

    def __call__(self):
        self.now += 1000.0
        return self.now


def scan(network, credentials=CREDENTIALS, **more):
    bucket = TokenBucket(1000, 1000, monotonic=Ticking(), sleep=no_wait)
    return Scan(network, network, bucket, credentials, **more)


async def test_only_who_answers_is_asked_and_the_first_credential_that_opens_ends_it():
    network = MemoryNetwork({"10.0.0.2": MemoryAgent(OPEN, "second", rtt_ms=2.5)})
    (seen,) = await scan(network).look(["10.0.0.1", "10.0.0.2"])
    assert (seen.address, seen.rtt_ms, seen.credential_id, seen.identified) == ("10.0.0.2", 2.5, 3, True)
    assert network.asked == [("10.0.0.2", 161, "first"), ("10.0.0.2", 161, "second")]


async def test_order_is_kept_over_batches():
    addresses = [f"10.0.0.{number}" for number in range(1, 21)]
    network = MemoryNetwork({address: MemoryAgent(OPEN, "first") for address in addresses})
    seen = await scan(network, batch=3).look(addresses)
    assert [sighting.address for sighting in seen] == addresses
    assert sorted(network.pinged) == sorted(addresses)


@pytest.mark.parametrize(
    ("refuses", "tries", "outcome"),
    [
        (Outcome.TIMEOUT, 3, "timeout"),
        (Outcome.AUTH_FAILED, 3, "auth_failed"),
        (Outcome.UNREACHABLE, 1, "unreachable"),
        (Outcome.PARSE_ERROR, 1, "parse_error"),
    ],
)
async def test_trying_stops_where_another_credential_cannot_help(refuses, tries, outcome):
    network = MemoryNetwork({"10.0.0.1": MemoryAgent(OPEN, "unknown", refuses)})
    (seen,) = await scan(network).look(["10.0.0.1"])
    assert (len(network.asked), str(seen.agent.outcome), seen.credential_id) == (tries, outcome, None)


async def test_without_credentials_nobody_is_asked():
    network = MemoryNetwork({"10.0.0.1": MemoryAgent()})
    (seen,) = await scan(network, {}).look(["10.0.0.1"])
    assert (network.asked, str(seen.agent.outcome)) == ([], "not_configured")


async def test_a_pinger_that_cannot_send_stops_the_look_with_its_own_error():
    class Denied(MemoryNetwork):
        async def ping(self, addresses):
            raise UnavailableError("ICMP is not allowed.", hint="Set net.ipv4.ping_group_range.")

    with pytest.raises(UnavailableError, match="not allowed"):
        await scan(Denied({})).look(["10.0.0.1"])


async def test_pings_and_tries_together_stay_within_the_rate():
    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

        async def sleep(self, seconds):
            self.now += seconds

    clock = Clock()
    addresses = [f"10.0.0.{number}" for number in range(1, 11)]
    network = MemoryNetwork({address: MemoryAgent(OPEN, "third") for address in addresses})
    bucket = TokenBucket(10, 10, monotonic=clock, sleep=clock.sleep)
    await Scan(network, network, bucket, CREDENTIALS, batch=10).look(addresses)
    assert (len(network.pinged) + len(network.asked)) / clock.now <= 10 + 1e-9
