"""Facts: read at first contact, when something moved, and once a day."""

from datetime import UTC, datetime

import pytest

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.report import DeviceReport, IdentityReport, InterfaceReport, PartialTable
from watchkeeper.estate.drivers.visits import Visit, VisitRequest, visit_of
from watchkeeper.observe.polling.facts import facts_of

AT = datetime(2026, 1, 1, tzinfo=UTC)


class Visiting:
    """Describes every device as having the ports of its scripted agent."""

    def __init__(self) -> None:
        self.visits: list[str] = []
        self.outcome = Outcome.OK

    async def visit(self, request: VisitRequest) -> list[Visit]:
        self.visits += [target.address for target in request.targets]
        return [visit_of(target.device_id, self._report(target.address), None) for target in request.targets]

    def _report(self, address: str) -> DeviceReport:
        number = int(address.rpartition(".")[2])
        who = IdentityReport(sysname="abc"[number - 1], vendor="Acme", model="X1", serial=f"S{number}")
        if self.outcome is not Outcome.OK:
            return DeviceReport(self.outcome, "silent")
        ports = (interface("eth0", 1), interface("eth1", 2))
        return DeviceReport(Outcome.OK, platform="linux", identity=who, interfaces=ports)

    async def aclose(self) -> None:
        """Nothing is open."""


def interface(name: str, index: int = 1) -> InterfaceReport:
    return InterfaceReport(index, name, name, "", "ethernetCsmacd", 1500, 10**9, None, "up", "up", {})


@pytest.fixture
def visitor() -> Visiting:
    return Visiting()


async def test_facts_are_read_after_the_first_contact_and_recorded(make_watch, visitor) -> None:
    async with make_watch(visitor=visitor) as watch:
        [a] = await watch.add("a")
        await watch.tick()
        assert visitor.visits == ["10.0.0.1"]
        device = await watch.device(a)
        assert (device.vendor, device.model, device.interface_count) == ("Acme", "X1", 2)
        for _ in range(5):
            await watch.minute()
        assert visitor.visits == ["10.0.0.1"]


async def test_facts_are_read_again_after_a_day_a_restart_and_a_new_interface(make_watch, visitor) -> None:
    async with make_watch(visitor=visitor) as watch:
        await watch.add("a")
        await watch.tick()
        watch.clock.advance(86_400)
        await watch.tick()
        assert len(visitor.visits) == 2
        await watch.minute()
        watch.agent(1).uptime_ticks = 100
        await watch.minute()
        assert len(visitor.visits) == 3
        watch.agent(1).uptime_ticks = 6_100
        watch.agent(1).ports["eth2"] = 1
        await watch.minute()
        assert len(visitor.visits) == 4
        assert [event.object for event in await watch.events("interface_appeared")] == ["eth2"]


async def test_a_visit_that_gave_nothing_is_repeated_with_patience(make_watch, visitor) -> None:
    visitor.outcome = Outcome.TIMEOUT
    async with make_watch(visitor=visitor) as watch:
        await watch.add("a")
        await watch.tick()
        for _ in range(9):
            await watch.minute()
        assert len(visitor.visits) == 1
        await watch.minute()
        assert len(visitor.visits) == 2


async def test_devices_that_do_not_answer_are_not_visited(make_watch, visitor) -> None:
    async with make_watch(visitor=visitor) as watch:
        await watch.add("a")
        watch.silence(1)
        await watch.tick()
        await watch.minute()
        assert visitor.visits == []


def test_interfaces_of_a_table_that_came_in_part_are_not_complete() -> None:
    whole = DeviceReport(Outcome.OK, interfaces=(interface("eth0"),))
    part = DeviceReport(Outcome.PARTIAL, interfaces=(interface("eth0"),), partial=(PartialTable("ifTable", "timeout"),))
    other = DeviceReport(Outcome.PARTIAL, partial=(PartialTable("lldpRemTable", "timeout"),))
    assert [facts_of(1, report, AT).interfaces_complete for report in (whole, part, other)] == [True, False, True]
