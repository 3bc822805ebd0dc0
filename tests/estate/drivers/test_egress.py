"""Devices are asked where the egress policy lets them be asked, by every protocol; private networks as a rule."""

import socket
from datetime import UTC, datetime

import pytest

from watchkeeper.core.egress.policy import FORBIDDEN, EgressPolicy
from watchkeeper.estate.drivers.icmp.driver import IcmpDriver
from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger
from watchkeeper.estate.drivers.processes import DriverProcesses
from watchkeeper.estate.drivers.protocol import CollectRequest, Outcome, SnmpCredential, Target
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.snmp.session import Policy
from watchkeeper.estate.drivers.visits import VisitRequest
from watchkeeper.estate.inventory.discovery.adapters import IcmpSignOfLife

NO_MACHINES = (
    "169.254.169.254",
    "224.0.0.251",
    "0.0.0.0",  # noqa: S104  # asked for, not bound
    "255.255.255.255",
    "::",
    "ff02::1",
    "::ffff:169.254.169.254",
)
OF_DEVICES = (
    "10.1.2.3",
    "192.168.1.1",
    "172.16.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.1.1",
    "fd00::1",
    "fe80::1%lo",
)
SLOT = datetime(2026, 1, 5, tzinfo=UTC)
IMPATIENT = Policy(timeout_s=0.05, retries=0)
COMMUNITY = SnmpCredential(community="public")


def request(*addresses, port=161):
    targets = [Target(number, address, port, COMMUNITY) for number, address in enumerate(addresses, 1)]
    return CollectRequest(targets, frozenset({"interfaces"}), SLOT, 5.0)


class Wire:
    """A socket that keeps what is sent."""

    any_ident = False

    def __init__(self):
        self.sent = []

    def send(self, packet, address):
        self.sent.append(address)

    def drain(self):
        return []

    def wait(self, timeout_s):
        return False

    def close(self):
        """Nothing is open."""


def test_networks_of_devices_are_open_and_what_is_no_machine_is_not():
    gate = EgressPolicy().device_gate()
    assert [address for address in OF_DEVICES if not gate(address)] == []
    assert [address for address in NO_MACHINES if gate(address)] == []
    assert gate("router.example.org")


def test_one_metadata_address_may_be_allowed_by_name():
    assert EgressPolicy.allowing(["169.254.169.254/32"]).device_gate()("169.254.169.254")
    assert not EgressPolicy.allowing(["169.254.0.0/16"]).device_gate()("169.254.169.254")


@pytest.mark.parametrize("address", NO_MACHINES)
async def test_snmp_asks_nobody_who_may_not_be_asked(address):
    driver = SnmpDriver(policy=IMPATIENT)
    (result,) = (await driver.collect(request(address))).results
    (visit,) = await driver.visit(VisitRequest(request(address).targets, frozenset(), 5.0))
    assert (result.outcome, result.reason, result.requests) == (Outcome.DENIED, FORBIDDEN, 0)
    assert visit.outcome is Outcome.DENIED
    assert (await driver.identify(address, 161, COMMUNITY)).outcome is Outcome.DENIED
    await driver.aclose()


async def test_where_a_name_leads_to_is_what_counts():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as agent:
        agent.bind(("127.0.0.1", 0))
        agent.setblocking(False)
        connector = Connector(gate=lambda address: address not in {"127.0.0.1", "::1"})
        driver = SnmpDriver(policy=IMPATIENT, connector=connector)
        (result,) = (await driver.collect(request("localhost", port=agent.getsockname()[1]))).results
        assert result.outcome is Outcome.DENIED
        with pytest.raises(BlockingIOError):
            agent.recv(1500)
        await driver.aclose()


async def test_processes_keep_to_the_policy_too():
    pool = DriverProcesses(f"{SnmpDriver.__module__}:SnmpDriver", 1, allowed=["10.0.0.0/8"])
    (result,) = (await pool.collect(request("169.254.169.254"))).results
    await pool.aclose()
    assert (result.outcome, result.reason) == (Outcome.DENIED, FORBIDDEN)


async def test_icmp_sends_nothing_to_who_may_not_be_asked_and_asks_the_others():
    wires = []

    def opened(_ipv6):
        wires.append(Wire())
        return wires[-1]

    driver = IcmpDriver(pinger=IcmpPinger(open_wire=opened))
    results = (await driver.collect(request(*NO_MACHINES, "10.1.2.3"))).results
    assert [result.outcome for result in results] == [Outcome.DENIED] * len(NO_MACHINES) + [Outcome.TIMEOUT]
    assert {result.reason for result in results[:-1]} == {FORBIDDEN}
    assert {address for wire in wires for address in wire.sent} == {"10.1.2.3"}


async def test_discovery_passes_by_who_may_not_be_asked():
    found = await IcmpSignOfLife(IcmpPinger(open_wire=lambda _ipv6: Wire())).ping(["169.254.169.254", "224.0.0.1"])
    assert {one.address: one.answered for one in found} == {"169.254.169.254": False, "224.0.0.1": False}
