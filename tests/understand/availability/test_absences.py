"""Nobody asked: the platform was off, killed, cut off, or a device's turn never came. None of that is time up."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from watchkeeper.core.http.security import Principal
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.reachability import DeviceContact
from watchkeeper.estate.inventory.schemas import DeviceChange, DeviceCreate, PoolCreate
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import assemble
from watchkeeper.observe.polling.closing import device_events
from watchkeeper.observe.polling.memory import DeviceMemory
from watchkeeper.understand.availability.intervals import State
from watchkeeper.understand.availability.periods import Period, month
from watchkeeper.understand.availability.service import Subject

ROOT = Principal(0, "setup", Role.ADMIN, permissions_of(Role.ADMIN))
MIDNIGHT = datetime(2026, 11, 28, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
UP, DOWN, UNKNOWN = State.UP, State.DOWN, State.UNKNOWN


class Watch:
    """A platform that can be killed: what it holds in memory is gone then, what it has written stays."""

    def __init__(self, database, folder):
        self.database, self.folder, self.now = database, folder, MIDNIGHT
        self.services, self.known = None, set()

    async def start(self):
        self.services = await assemble(load(Settings, data_dir=self.folder), self.database, clock=lambda: self.now)
        return self

    async def add(self, name, number, **more):
        async with self.database.transaction() as session:
            new = DeviceCreate(name=name, address=f"192.0.2.{number}", **more)
            return (await self.services.inventory.create_device(session, new, ROOT)).id

    async def ask(self, number, outcome=Outcome.OK, *, ping=None):
        """Contact a device now, as a shard does when it closes."""
        async with self.database.transaction() as session:
            contact = DeviceContact(number, self.now, outcome, answered_ping=ping)
            moved = await self.services.inventory.record_contacts(session, [contact])
            memories = {number: DeviceMemory(number, booted_at=MIDNIGHT)} if number in self.known else {}
            self.known.add(number)
            await self.services.events.record(session, list(device_events(moved, memories)))

    async def ask_until(self, end, number, outcome=Outcome.OK, *, every=5 * MINUTE, ping=None):
        while self.now < end:
            await self.ask(number, outcome, ping=ping)
            self.now += every

    async def expire(self):
        async with self.database.transaction() as session:
            moved = await self.services.inventory.expire_states(session)
            await self.services.events.record(session, list(device_events(moved, {})))

    async def items(self, kind=Subject.DEVICE, *, start=MIDNIGHT, **asked):
        async with self.database.reading() as session:
            return (await self.services.availability.report(session, kind, Period(start, self.now), **asked)).items

    async def line(self, **asked):
        """Return the only line as (state, minutes)."""
        (item,) = await self.items(**asked)
        return [(span.state, round(span.length_s / 60)) for span in item.line]


@pytest.fixture
async def watch(sqlite_database, tmp_path):
    return await Watch(sqlite_database, tmp_path / "data").start()


async def test_the_time_a_killed_platform_was_off_is_unknown_before_and_after_it_is_back(watch):
    number = await watch.add("edge-1", 1)
    await watch.ask_until(MIDNIGHT + HOUR, number)
    watch.now = MIDNIGHT + 4 * HOUR  # killed without a word; nothing has run since
    await watch.start()
    assert await watch.line() == [(UP, 55), (UNKNOWN, 185)]
    await watch.ask(number)  # polled before the chore that expires states has run: no event tells of the night
    watch.now += MINUTE
    assert await watch.line() == [(UP, 55), (UNKNOWN, 185), (UP, 1)]
    (item,) = await watch.items()
    assert item.account.availability == 1.0
    assert item.account.coverage == pytest.approx(56 / 241)
    assert item.account.unknown_share == pytest.approx(185 / 241)


async def test_what_was_up_when_the_platform_went_is_unknown_from_its_last_contact_not_from_when_that_is_noticed(watch):
    number = await watch.add("edge-1", 1)
    await watch.ask_until(MIDNIGHT + HOUR, number)
    watch.now = MIDNIGHT + 4 * HOUR
    await watch.start()
    await watch.expire()
    await watch.ask(number, Outcome.TIMEOUT)
    watch.now += MINUTE
    assert await watch.line() == [(UP, 55), (UNKNOWN, 185), (DOWN, 1)]


async def test_a_contact_a_little_late_costs_nothing(watch):
    number = await watch.add("edge-1", 1)
    await watch.ask_until(MIDNIGHT + 3 * HOUR, number)
    assert await watch.line() == [(UP, 180)]


async def test_a_device_whose_turn_never_comes_is_unknown_while_others_are_up(watch):
    stuck, other = await watch.add("edge-1", 1), await watch.add("edge-22", 2)
    await watch.ask(stuck)
    await watch.ask_until(MIDNIGHT + HOUR, other)
    accounts = {item.name: item.account for item in await watch.items()}
    assert (accounts["edge-1"].unknown_s, accounts["edge-1"].availability) == (3600, None)
    assert (accounts["edge-22"].up_s, accounts["edge-22"].coverage) == (3600, 1.0)


async def test_an_open_breaker_leaves_what_is_down_down_but_not_what_is_up_up(watch):
    silent, refusing = await watch.add("edge-1", 1), await watch.add("edge-22", 2)
    for number in (silent, refusing):
        await watch.ask(number)
    for wait in (1, 2, 4, 8, 15, 15, 15):  # as the breaker grows more patient
        watch.now += wait * MINUTE
        await watch.ask(silent, Outcome.TIMEOUT)
        await watch.ask(refusing, Outcome.AUTH_FAILED)
    lines = {item.name: [(s.state, round(s.length_s / 60)) for s in item.line] for item in await watch.items()}
    assert lines["edge-1"] == [(UP, 1), (DOWN, 59)]
    assert lines["edge-22"] == [(UP, 7), (UNKNOWN, 53)]
    watch.now += 3 * HOUR  # and then nobody asks even the one that is down
    assert (await watch.items())[0].account.unknown_s >= 3 * 3600


async def test_a_device_that_is_switched_off_is_unknown_and_does_not_make_its_service_unknown(watch):
    first, second = await watch.add("edge-1", 1), await watch.add("edge-22", 2)
    async with watch.database.transaction() as session:
        await watch.services.groups.create_pool(session, PoolCreate(name="web", members=[first, second]), ROOT)
    await watch.ask(first)
    watch.now += MINUTE
    async with watch.database.transaction() as session:
        await watch.services.inventory.change_device(session, first, DeviceChange(enabled=False), ROOT)
    await watch.ask_until(MIDNIGHT + HOUR + MINUTE, second)
    accounts = {item.name: item.account for item in await watch.items()}
    assert (accounts["edge-22"].up_s, accounts["edge-22"].unknown_s) == (3600, 60)
    assert "edge-1" not in accounts  # nothing at all is known of it in this period
    (web,) = await watch.items(Subject.SERVICE)
    assert (web.members, web.account.unknown_s, web.account.up_s) == (1, 60, 3600)


async def test_nothing_is_known_of_a_device_before_it_was_asked_for_the_first_time(watch):
    number = await watch.add("edge-1", 1)
    watch.now += HOUR
    await watch.ask_until(watch.now + 30 * MINUTE, number)
    await watch.ask(number, Outcome.TIMEOUT)  # the first event says "it was up until now"
    watch.now += MINUTE
    assert await watch.line() == [(UNKNOWN, 60), (UP, 30), (DOWN, 1)]


async def test_ports_are_unknown_while_their_device_answers_pings_alone(watch):
    number = await watch.add("edge-1", 1)
    await watch.ask(number)
    ports = [InterfaceFacts("Eth1", 1, oper_status="up", admin_status="up")]
    async with watch.database.transaction() as session:
        await watch.services.inventory.record_facts(session, [DeviceFacts(number, watch.now, interfaces=ports)])
    await watch.ask_until(MIDNIGHT + HOUR, number)
    await watch.ask_until(MIDNIGHT + 2 * HOUR, number, Outcome.TIMEOUT, ping=True)
    before = await watch.items(Subject.INTERFACE, device_id=number)
    await watch.ask(number)
    watch.now += MINUTE
    (port,) = await watch.items(Subject.INTERFACE, device_id=number)
    assert (before[0].account.up_s, before[0].account.unknown_s) == (55 * 60, 65 * 60)
    assert (port.account.up_s, port.account.unknown_s) == (56 * 60, 65 * 60)
    (whole,) = await watch.items()
    assert whole.account.coverage == 1.0


async def test_absences_that_touch_are_kept_as_one_and_a_contact_that_comes_twice_adds_none(watch):
    number = await watch.add("edge-1", 1)
    for _ in range(20):
        await watch.ask(number)
        await watch.ask(number)
        watch.now += 20 * MINUTE
    async with watch.database.reading() as session:
        standings = await watch.services.inventory.standings(session)
        kept = await watch.services.inventory.absences(session, standings, MIDNIGHT)
    recorded = [one for one in kept if one.end < watch.now]
    assert [(one.start, one.end) for one in recorded] == [(MIDNIGHT, watch.now - 20 * MINUTE)]


@pytest.mark.parametrize(
    ("number", "hours"), [(3, 31 * 24 - 1), (10, 31 * 24 + 1)], ids=["clocks go forward", "clocks go back"]
)
async def test_a_month_in_which_the_clocks_change_is_told_whole_with_the_night_nobody_watched(watch, number, hours):
    berlin = ZoneInfo("Europe/Berlin")
    told = month(2026, number, berlin)
    change = datetime(2026, 3, 29, 1, tzinfo=UTC) if number == 3 else datetime(2026, 10, 25, 1, tzinfo=UTC)
    watch.now = told.start
    device = await watch.add("edge-1", 1, interval_s=3600)
    await watch.ask_until(change - 6 * HOUR, device, every=4 * HOUR)  # off from hours before the change …
    off = watch.now - 4 * HOUR
    watch.now = change + 4 * HOUR  # … until hours after it
    await watch.start()
    await watch.ask_until(told.end, device, every=4 * HOUR)
    watch.now = told.end
    (item,) = await watch.items(start=told.start)
    account = item.account
    assert account.up_s + account.unknown_s == hours * 3600
    assert account.unknown_s == (change + 4 * HOUR - off).total_seconds()
    assert [span.state for span in item.line] == [UP, UNKNOWN, UP]
