"""Metrics of interfaces: what is kept of a look, and when a change is one."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.report import (
    AddressReport,
    DeviceReport,
    InterfaceReport,
    IsisMetricReport,
    PlaceReport,
)
from watchkeeper.estate.inventory.adjacencies.metrics import MetricTurn, metric_rows, settled
from watchkeeper.estate.inventory.adjacencies.recording import adjacencies_of, record

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
SOON, NEXT_DAY = AT + timedelta(minutes=5), AT + timedelta(days=1, minutes=5)


def report(ospf=10, isis=10, oper="up"):
    ports = tuple(
        InterfaceReport(index, name, name, "", "ethernetCsmacd", 1500, None, None, "up", state, {})
        for index, name, state in ((1, "eth1", oper), (2, "eth2", "up"))
    )
    place = PlaceReport((AddressReport("192.0.2.1/31", 1, ospf), AddressReport("192.0.2.3/31", 2)))
    return DeviceReport(Outcome.OK, interfaces=ports, place=place, isis_metrics=(IsisMetricReport(1, "2", isis),))


def stored(rows, at=AT):
    return [SimpleNamespace(**{"seen_at": at, "state_since": at, **row}) for row in rows]


def look(known, at, **metrics):
    return settled(metric_rows(report(**metrics)), known, 7, at)


def test_each_protocol_and_level_has_a_row_and_a_first_look_changes_nothing():
    rows, turns = look([], AT)
    assert [(row["name"], row["state"]) for row in rows] == [("ospf eth1", "10"), ("isis 2 eth1", "10")]
    assert turns == []
    assert look(stored(rows), SOON)[1] == []


def test_a_change_keeps_what_was_usual_and_ends_when_all_of_the_port_is_as_before():
    first, _ = look([], AT)
    changed, turns = look(stored(first), SOON, ospf=1000, isis=1000)
    assert turns == [
        MetricTurn(7, "ospf", "eth1", "10", "1000", usual=False),
        MetricTurn(7, "isis", "eth1", "10", "1000", usual=False),
    ]
    assert {(row["severity"], row["told"]["usual"]) for row in changed} == {("warning", "10")}
    half, turns = look(stored(changed), SOON, isis=1000)
    assert turns == [MetricTurn(7, "ospf", "eth1", "1000", "10", usual=False)]
    _, turns = look(stored(half), SOON)
    assert turns == [MetricTurn(7, "isis", "eth1", "1000", "10", usual=True)]


def test_what_stays_for_a_day_was_meant():
    changed, _ = look(stored(look([], AT)[0]), SOON, isis=1000)
    meant, turns = look(stored(changed), NEXT_DAY, isis=1000)
    assert turns == [MetricTurn(7, "isis", "eth1", "1000", "1000", usual=True)]
    assert meant[1]["told"]["usual"] == "1000"
    assert look(stored(meant), NEXT_DAY, isis=1000)[1] == []


def test_a_port_that_is_down_keeps_its_metrics_for_a_day():
    first, _ = look([], AT)
    kept, turns = look(stored(first), SOON, oper="down")
    assert ([row["name"] for row in kept], turns) == (["isis 2 eth1", "ospf eth1"], [])
    assert look(stored(kept), SOON + timedelta(minutes=1))[1] == []
    changed, _ = look(stored(first), SOON, ospf=1000)
    late, turns = look(stored(changed), NEXT_DAY, oper="down")
    assert (late, turns) == ([], [MetricTurn(7, "ospf", "eth1", "1000", "1000", usual=True)])


async def test_a_visit_that_finds_another_metric_says_so(database, add_devices):
    [device] = await add_devices("a")

    async def visit(at, **metrics):
        async with database.transaction() as session:
            return await record(session, [adjacencies_of(device, report(**metrics), at)])

    assert await visit(AT) == []
    assert await visit(SOON, isis=1000) == [MetricTurn(device, "isis", "eth1", "10", "1000", usual=False)]
    assert await visit(SOON, isis=1000) == []
    assert await visit(SOON) == [MetricTurn(device, "isis", "eth1", "1000", "10", usual=True)]
