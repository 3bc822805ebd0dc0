"""The driver on real sockets, what it returns, and its twin."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from watchkeeper.estate.drivers.icmp.driver import IcmpDriver
from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger
from watchkeeper.estate.drivers.icmp.replay import ReplayIcmpDriver
from watchkeeper.estate.drivers.icmp.settings import IcmpSettings
from watchkeeper.estate.drivers.icmp.wire import EchoWire, IcmpWire, PingDeniedError
from watchkeeper.estate.drivers.protocol import CollectRequest, Outcome, Target
from watchkeeper.kit.families import AVAILABILITY

SLOT = datetime(2026, 1, 1, tzinfo=UTC)


def request(*addresses: str) -> CollectRequest:
    targets = [Target(device_id=i + 1, address=address) for i, address in enumerate(addresses)]
    return CollectRequest(targets, frozenset({"reachability"}), SLOT)


def may_ping() -> bool:
    try:
        IcmpWire(ipv6=False).close()
    except PingDeniedError:
        return False
    return True


needs_ping = pytest.mark.skipif(not may_ping(), reason="this user may open no ICMP socket")


@needs_ping
async def test_thousands_of_loopback_addresses_in_one_sweep() -> None:
    driver = IcmpDriver(IcmpSettings(rate_per_s=1_000_000, gap_s=0.01))
    addresses = [f"127.20.{i // 250}.{i % 250 + 1}" for i in range(2_000)]
    seen = await driver.collect(request(*addresses))
    assert {result.outcome for result in seen.results} == {Outcome.OK}
    batch = seen.batches["availability"]
    assert batch.schema == AVAILABILITY.observed
    assert batch.num_rows == 2_000
    assert batch["object"].to_pylist()[0] == "icmp"
    assert batch["loss_ratio"].to_pylist() == [0.0] * 2_000
    assert all(0 <= low <= avg <= high for low, avg, high in zip(
        batch["rtt_min_ms"].to_pylist(), batch["rtt_avg_ms"].to_pylist(), batch["rtt_max_ms"].to_pylist(), strict=True
    ))  # fmt: skip
    await driver.aclose()


@needs_ping
async def test_devices_that_share_an_address_are_pinged_once() -> None:
    driver = IcmpDriver()
    seen = await driver.collect(request("127.0.0.9", "127.0.0.9"))
    assert [result.outcome for result in seen.results] == [Outcome.OK, Outcome.OK]
    assert seen.batches["availability"].num_rows == 2


async def test_a_name_without_an_address_is_not_a_device_that_is_down() -> None:
    seen = await IcmpDriver().collect(request("no-such-host.invalid"))
    assert seen.results[0].outcome is Outcome.NOT_CONFIGURED
    assert seen.batches["availability"]["up"].to_pylist() == [None]


async def test_without_permission_every_target_is_denied_with_a_hint() -> None:
    def refuse(_ipv6: bool) -> EchoWire:
        raise PingDeniedError("This process may not send pings.", hint="net.ipv4.ping_group_range")

    driver = IcmpDriver(pinger=IcmpPinger(open_wire=refuse))
    seen = await driver.collect(request("127.0.0.1", "127.0.0.2"))
    assert {result.outcome for result in seen.results} == {Outcome.DENIED}
    assert "ping_group_range" in seen.results[0].reason
    assert seen.batches["availability"]["up"].to_pylist() == [None, None]


async def test_cancelling_ends_the_sweep_and_closes_the_socket() -> None:
    started, closed = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    class Silent:
        any_ident = False

        def send(self, packet: bytes, address: str) -> None:
            loop.call_soon_threadsafe(started.set)

        def drain(self) -> list[object]:
            return []

        def wait(self, timeout_s: float) -> bool:
            return False

        def close(self) -> None:
            closed.set()

    pinger = IcmpPinger(IcmpSettings(timeout_s=30), open_wire=lambda _ipv6: Silent())
    work = asyncio.create_task(pinger.ping(["10.0.0.1"]))
    await started.wait()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert closed.is_set()


async def test_the_twin_gives_what_its_script_says() -> None:
    twin = ReplayIcmpDriver({"10.0.0.1": [1.0, None, 2.0], "10.0.0.2": "host unreachable"})
    seen = await twin.collect(request("10.0.0.1", "10.0.0.2", "10.0.0.3"))
    assert [result.outcome for result in seen.results] == [Outcome.OK, Outcome.UNREACHABLE, Outcome.TIMEOUT]
    assert seen.batches["availability"]["up"].to_pylist() == [1, 0, 0]
    assert seen.batches["availability"]["rtt_avg_ms"].to_pylist() == [1.5, None, None]


UNPRIVILEGED = """
import asyncio, sys
from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger
from watchkeeper.estate.drivers.icmp.settings import IcmpSettings
from watchkeeper.estate.drivers.icmp.wire import IcmpWire

wire = IcmpWire(ipv6=False, allow_raw=False)
assert wire.any_ident
wire.close()
pinger = IcmpPinger(IcmpSettings(gap_s=0.01), open_wire=lambda ipv6: IcmpWire(ipv6=ipv6, allow_raw=False))
seen = asyncio.run(pinger.ping(["127.0.0.1", "127.0.0.7", "::1", "192.0.2.1"]))
for address in ("127.0.0.1", "127.0.0.7", "::1"):
    assert len(seen[address].rtts_ms) == 3, (address, seen[address])
assert seen["192.0.2.1"].outcome == "unreachable", seen["192.0.2.1"]
print("answered")
"""


@pytest.mark.root
@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("unshare") is None,
    reason="needs root and unshare for a network namespace of its own",
)
def test_the_unprivileged_datagram_socket_answers_and_reports_errors() -> None:
    setup = "ip link set lo up && sysctl -qw net.ipv4.ping_group_range='0 2147483647'"
    script = f'{setup} && ip route add unreachable 192.0.2.0/24 && exec "$@"'
    done = subprocess.run(
        ["unshare", "-n", "sh", "-c", script, "sh", sys.executable, "-c", UNPRIVILEGED],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "Operation not permitted" in done.stderr and "unshare" in done.stderr:
        pytest.skip("this container may not make network namespaces")
    assert done.stdout == "answered\n", done.stderr


@pytest.mark.root
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs root to open raw sockets")
async def test_a_raw_socket_reports_a_rejected_destination_at_once() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP):
        pass
    script = (
        "import asyncio; from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger;"
        "seen = asyncio.run(IcmpPinger().ping(['192.0.2.1', '127.0.0.1']));"
        "print(seen['192.0.2.1'].outcome, len(seen['127.0.0.1'].rtts_ms))"
    )
    setup = "ip link set lo up && ip route add unreachable 192.0.2.0/24"
    done = await asyncio.create_subprocess_exec(
        "unshare", "-n", "sh", "-c", f'{setup} && exec "$@"', "sh", sys.executable, "-c", script,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await done.communicate()
    if b"Operation not permitted" in err:
        pytest.skip("this container may not make network namespaces")
    assert out.decode() == "unreachable 3\n", err.decode()
