"""Alerts and incidents over both databases, with a clock of their own."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from watchkeeper.core.database import Database
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live.models import LiveEvent
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.operate.probes.checks import own_network_check
from watchkeeper.operate.probes.status import Status
from watchkeeper.understand.alerts.announcements import INCIDENT_CHANGED
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.errors import AlertOverError
from watchkeeper.understand.alerts.graph import VANTAGE
from watchkeeper.understand.alerts.live import readable
from watchkeeper.understand.alerts.models import AlertRow, IncidentRow
from watchkeeper.understand.alerts.priority import reasons_of
from watchkeeper.understand.alerts.repository import AlertFilter
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.settings import AlertsSettings
from watchkeeper.understand.alerts.stakes import Stakes

OPERATOR = Principal(1, "olga", "operator", frozenset())


async def take(database, service, *signals):
    async with database.transaction() as session:
        return await service.take(session, signals)


async def settle(database, service, clock, seconds=200):
    clock.forward(seconds)
    async with database.transaction() as session:
        await service.settle(session)


async def incidents(database, service, stage=None):
    async with database.reading() as session:
        found, _ = await service.list_incidents(session, stage, ListQuery(sort="opened_at"))
        return list(found)


async def pages(database):
    async with database.reading() as session:
        rows = await session.scalars(sa.select(OutboxMessage).where(OutboxMessage.topic == INCIDENT_CHANGED))
        return [row.payload["incident_id"] for row in rows if row.payload["happening"] == "paged"]


async def test_an_incident_forms_at_once_and_is_told_after_the_hold(database, service, clock, signal):
    await take(database, service, signal("node:c"), signal("node:b"), signal("node:d"))
    (forming,) = await incidents(database, service)
    assert forming.stage == "forming"
    assert await pages(database) == []
    await settle(database, service, clock)
    (incident,) = await incidents(database, service)
    assert (incident.stage, incident.roots, incident.isolated) == ("open", ["node:b"], ["c", "d"])
    assert (incident.symptoms, incident.suppressed) == (1, 2)
    assert await pages(database) == [incident.id]


async def test_a_worker_that_starts_in_the_middle_goes_on_where_the_last_one_was(database, make_service, clock, signal):
    await take(database, make_service(), signal("node:c"))
    clock.forward(30)
    await take(database, make_service(), signal("node:b"))
    await settle(database, make_service(), clock)
    (incident,) = await incidents(database, make_service())
    assert incident.roots == ["node:b"]
    await take(database, make_service(), signal("node:b", raised=False), signal("node:c", raised=False))
    await settle(database, make_service(), clock)
    (incident,) = await incidents(database, make_service())
    assert incident.stage == "closed"
    clock.forward(4000)
    await take(database, make_service(), signal("node:b"))
    await settle(database, make_service(), clock)
    assert len(await pages(database)) == 2


async def test_two_workers_at_once_neither_lose_an_alert_nor_page_twice(database, make_service, clock, signal, graph):
    names = [f"n{i}" for i in range(12)]
    graph.graph = Network(["v", "hub", *names], [Link("h", "v", "hub"), *(Link(n, "hub", n) for n in names)], "v")
    workers = [make_service(), make_service(), make_service()]
    signals = [signal("node:hub"), *(signal(f"node:{name}") for name in names)]
    await asyncio.gather(*(take(database, workers[k % 3], one) for k, one in enumerate(signals)))
    await asyncio.gather(*(settle(database, worker, clock) for worker in workers))
    (incident,) = await incidents(database, workers[0])
    assert incident.roots == ["node:hub"]
    assert incident.symptoms + incident.suppressed == len(signals)
    assert await pages(database) == [incident.id]


async def test_what_is_rolled_back_leaves_nothing_behind(database, service, clock, signal):
    async def fail():
        async with database.transaction() as session:
            await service.take(session, [signal("node:b")])
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="the disk is full"):
        await fail()
    await take(database, service, signal("node:c"))
    await settle(database, service, clock)
    (incident,) = await incidents(database, service)
    assert incident.roots == ["node:c"]


async def test_the_same_condition_is_one_alert_however_often_and_from_whomever(database, service, clock, signal):
    first = await take(database, service, signal("node:b", source="poll"))
    clock.forward(5)
    again = await take(database, service, signal("node:b", source="trap"), signal("node:b", source="trap"))
    assert (first.effects, again.effects) == ({"raised": 1}, {"repeated": 2})
    async with database.reading() as session:
        (row,) = await session.scalars(sa.select(AlertRow))
    assert (row.occurrences, row.sources) == (3, ["poll", "trap"])


async def test_a_second_outage_is_a_new_alert_and_within_a_quarter_of_an_hour_the_same(
    database, service, clock, signal
):
    await take(database, service, signal("node:b"))
    clock.forward(300)
    await take(database, service, signal("node:b", raised=False))
    clock.forward(300)
    assert (await take(database, service, signal("node:b"))).effects == {"reopened": 1}
    clock.forward(300)
    await take(database, service, signal("node:b", raised=False))
    clock.forward(1000)
    assert (await take(database, service, signal("node:b"))).effects == {"raised": 1}


async def test_a_raise_that_comes_late_does_not_undo_the_clear(database, service, clock, signal):
    before = clock()
    await take(database, service, signal("node:b"))
    clock.forward(60)
    await take(database, service, signal("node:b", raised=False))
    late = await take(database, service, signal("node:b", at=before + timedelta(seconds=30)))
    assert late.effects == {"ignored": 1}


async def test_a_clock_that_is_ahead_does_not_raise_alerts_in_the_future(database, service, clock, signal):
    await take(database, service, signal("node:b", at=clock() + timedelta(hours=5)))
    clock.forward(60)
    cleared = await take(database, service, signal("node:b", raised=False))
    assert cleared.effects == {"cleared": 1}


async def test_flapping_is_marked_and_calms_down(database, service, clock, signal):
    for _ in range(3):
        await take(database, service, signal("node:c"))
        clock.forward(40)
        await take(database, service, signal("node:c", raised=False))
        clock.forward(40)
    async with database.reading() as session:
        rows = list(await session.scalars(sa.select(AlertRow)))
    assert [row.flapping for row in rows] == [True]
    clock.forward(3600)
    await take(database, service, signal("node:c"))
    async with database.reading() as session:
        newest = (await session.scalars(sa.select(AlertRow).order_by(AlertRow.id.desc()))).first()
    assert newest.flapping is False


async def test_a_device_that_is_removed_during_its_incident_ends_it_by_its_clear(
    database, service, clock, signal, graph
):
    await take(database, service, signal("node:c"))
    await settle(database, service, clock)
    graph.graph = Network(["v", "a"], [Link("v-a", "v", "a")], "v")
    await take(database, service, signal("node:c", raised=False))
    await settle(database, service, clock)
    assert [row.stage for row in await incidents(database, service)] == ["closed"]


async def test_while_nothing_answers_anywhere_a_self_check_says_that_it_is_us(database, clock, signal):
    class Star:
        async def network(self, _session):
            return Network((VANTAGE, *"abcdef"), [Link(f"v-{name}", VANTAGE, name) for name in "abcdef"], VANTAGE)

    service = AlertService(Star(), AlertsSettings(), clock)

    async def cut_off():
        async with database.reading() as session:
            return await service.cut_off(session)

    check = own_network_check(cut_off)
    await take(database, service, signal("node:a"))
    await settle(database, service, clock)
    assert (await check.run()).status is Status.OK  # one device is its own fault
    await take(database, service, *(signal(f"node:{name}") for name in "bcdef"))
    await settle(database, service, clock)
    finding = await check.run()
    assert (finding.status, finding.reason) == (Status.FAILED, "cut off")
    assert [one.roots for one in await incidents(database, service, "open")] == [[f"node:{VANTAGE}"]]
    await take(database, service, *(signal(f"node:{name}", raised=False) for name in "abcdef"))
    await settle(database, service, clock)
    assert (await check.run()).status is Status.OK


async def test_an_acknowledged_alert_is_somebodys_and_a_cleared_one_cannot_be(database, service, signal):
    await take(database, service, signal("node:c"))
    async with database.transaction() as session:
        (row,), _ = await service.list_alerts(session, AlertFilter(open=True), ListQuery())
        await service.acknowledge_alert(session, row.id, OPERATOR)
        await service.assign_alert(session, row.id, "otto", OPERATOR)
        await service.comment_alert(session, row.id, "cable", OPERATOR)
    async with database.reading() as session:
        history = await service.alert_history(session, row.id)
    assert [(line.what, line.actor) for line in history] == [
        ("acknowledged", "olga"),
        ("assigned", "olga"),
        ("commented", "olga"),
    ]
    await take(database, service, signal("node:c", raised=False))
    with pytest.raises(AlertOverError):
        async with database.transaction() as session:
            await service.acknowledge_alert(session, row.id, OPERATOR)


async def test_the_engine_is_woken_once_for_each_decision(database, service, clock, signal):
    await take(database, service, signal("node:c"))
    await take(database, service, signal("node:c"))
    async with database.reading() as session:
        wanted = OutboxMessage.topic == "alerts.settle_incidents"
        rows = list(await session.scalars(sa.select(OutboxMessage).where(wanted)))
    assert [row.available_at for row in rows] == [clock() + timedelta(seconds=75)]


async def test_an_incident_is_one_row_with_its_engine_state(sqlite_database: Database, service, clock, signal):
    await take(sqlite_database, service, signal("node:b", "fan_failed"))
    await settle(sqlite_database, service, clock)
    async with sqlite_database.reading() as session:
        (row,) = await session.scalars(sa.select(IncidentRow))
    assert (row.local, row.severity, row.priority, row.title) == (True, "warning", "P5", "b reports trouble")


class FixedIds:
    async def by_name(self, session, now):
        return {"b": 7, "c": 8}


async def test_open_pages_hear_of_incidents_with_the_devices_concerned(database, graph, clock, signal):
    service = AlertService(graph, clock=clock, devices=FixedIds())
    await take(database, service, *(signal(f"node:{name}", device_name=name) for name in "bc"))
    async with database.reading() as session:
        (told,) = (await session.scalars(sa.select(LiveEvent).where(LiveEvent.topic == "incidents"))).all()
    assert told.data == {"ids": [1]}
    assert told.about["devices"] == [7, 8]
    await take(
        database, service, signal("node:d", device_name="d")
    )  # no device of ours: only for people without a limit
    async with database.reading() as session:
        latest = (await session.scalars(sa.select(LiveEvent).order_by(LiveEvent.id.desc()).limit(1))).one()
    assert latest.about is None


def test_a_link_of_the_map_is_told_by_its_two_ends():
    assert readable("link:physical:a1:Eth1/1--b2:xe-0/0/1") == "link a1 Eth1/1 to b2 xe-0/0/1"
    assert readable("link:b-c") == "b-c"
    assert readable("node:core1") == "core1"


async def test_an_incident_says_what_its_priority_follows_from(database, graph, clock, signal):
    class FixedStakes:
        async def stakes(self, _session):
            return Stakes(sites={"east": frozenset({"b", "c", "d"})}, services={"web": frozenset({"c", "v"})})

    service = AlertService(graph, AlertsSettings(), clock, stakes=FixedStakes())
    await take(database, service, *(signal(f"node:{name}") for name in "bcd"))
    await settle(database, service, clock)
    (row,) = await incidents(database, service)
    assert row.roots == ["node:b"]
    assert [(one["kind"], one["names"]) for one in reasons_of(row.engine)] == [
        ("site_out", ["east"]), ("some_cut_off", ["c", "d"]), ("service_degraded", ["web"]),
    ]  # fmt: skip
    assert row.priority == "P2"
