"""Asks devices for their neighbours and hands what they say to the map, and to the inventory."""

import math
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.outbox import Subscription
from watchkeeper.core.tasks import TaskRegistry, enqueue
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.snmp.describe import NEIGHBOURHOOD
from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.drivers.visits import ANSWERED, Visit, VisitRequest
from watchkeeper.estate.inventory.adjacencies.recording import adjacencies_of, record
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.inventory.targets import PollTarget
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import EventKind
from watchkeeper.observe.events.service import PORTS, EventService
from watchkeeper.observe.events.sessions import events_of
from watchkeeper.understand.topology.edges import PortNews, SessionNews
from watchkeeper.understand.topology.links import Topology
from watchkeeper.understand.topology.polled import view_of_report
from watchkeeper.understand.topology.service import TopologyService
from watchkeeper.understand.topology.tasks import COLLECT, DRAW, PLAN, TIDY, Collect, Draw, PlanLook, TidyTopology
from watchkeeper.understand.topology.view import DeviceView

_IN_ONE_TASK = 250
_SETTLES: Final = timedelta(seconds=1)
"""After news their devices are asked when both ends, protocols and sessions had time to speak: once for all of it."""
_PORT_EVENTS = {str(EventKind.INTERFACE_UP): True, str(EventKind.INTERFACE_DOWN): False}
_SESSION_EVENTS = {
    str(kind): (protocol, up)
    for protocol, down_kind, up_kind in (
        ("bgp", EventKind.BGP_DOWN, EventKind.BGP_UP),
        ("ospf", EventKind.OSPF_DOWN, EventKind.OSPF_UP),
        ("isis", EventKind.ISIS_DOWN, EventKind.ISIS_UP),
    )
    for kind, up in ((down_kind, False), (up_kind, True))
}
_log = get_logger(__name__)


Visiting = Callable[[VisitRequest], Awaitable[Sequence[Visit]]]
"""Has devices visited: the collector does, so that the loop that answers requests is not busy with it."""


News = tuple[PollTarget, DeviceReport]
"""What a device said that is not known yet."""


class TopologyCollector:
    """Handles the tasks of topology and its subscription."""

    def __init__(
        self,
        database: Database,
        inventory: InventoryService,
        service: TopologyService,
        visiting: Visiting,
        events: EventService,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._inventory = inventory
        self._service = service
        self._visiting = visiting
        self._events = events
        self._clock = clock
        self._drawn_after: dict[int, datetime] = {}
        self._in_the_news: set[int] = set()
        self._drawn: tuple[Topology, datetime] | None = None

    def bind(self, registry: TaskRegistry) -> None:
        """Have the tasks of topology carried out here."""
        registry.bind(PLAN, self.plan)
        registry.bind(COLLECT, self.collect)
        registry.bind(DRAW, self.draw)
        registry.bind(TIDY, self._tidy)

    async def plan(self, _payload: PlanLook) -> None:
        """Cut the devices whose turn it is into tasks."""
        settings = self._service.settings
        if not settings.enabled:
            return
        async with self._database.transaction() as session:
            everybody = await self._service.watched(session)
            some = in_turn(everybody, settings.devices_a_round, self._clock(), settings.interval_s)
            for number, device_ids in enumerate(some):
                await enqueue(session, COLLECT, Collect(device_ids=device_ids), key=f"{COLLECT.name}:{number}")

    async def collect(self, payload: Collect) -> None:
        """Ask devices; those that do not answer change nothing, and keep what they said last."""
        asked = self._not_asked_since(payload)
        if not asked:
            return
        async with self._database.reading() as session:
            targets = await self._inventory.poll_targets(session, asked)
            known = await self._service.digests(session, asked)
        request = VisitRequest(
            [target.as_target() for target in targets if target.credential is not None],
            NEIGHBOURHOOD,
            self._service.settings.budget_s,
            known,
        )
        now = self._clock()
        visits = await self._visiting(request)
        answered = sum(visit.outcome in ANSWERED for visit in visits)
        async with self._database.transaction() as session:
            news = await self._newest(session, news_of(targets, visits), visits, now)
            views = {target.device_id: _view(target, report) for target, report in news}
            changed = await self._service.save(session, views)
            turned = await record(session, [adjacencies_of(target.device_id, report, now) for target, report in news])
            names = {target.device_id: target.name for target, _ in news}
            await self._events.record(session, events_of(turned, names, now))
            anew = payload.draw and answered > 0  # of one who is silent, what was reported is the newest
            if changed or anew:
                await enqueue(session, DRAW, Draw(anew=anew, since=now), key=DRAW.name)
        if payload.draw:
            self._drawn_after |= {visit.device_id: now for visit in visits if visit.outcome in ANSWERED}
        _log.info("topology.looked", asked=len(targets), answered=answered, news=len(news), changed=changed)

    async def _newest(
        self, session: AsyncSession, news: Sequence[News], visits: Sequence[Visit], began: datetime
    ) -> list[News]:
        """Leave out whom a look has asked and told of that began later: what is older must not undo it."""
        digests = {visit.device_id: visit.digest for visit in visits}
        told = {target.device_id: digests[target.device_id] for target, _ in news}
        newest = await self._service.take_in(session, told, began)
        return [(target, report) for target, report in news if target.device_id in newest]

    def _not_asked_since(self, payload: Collect) -> list[int]:
        """Return whom to ask; after news, with them, who else was in the news since the last look that followed any."""
        if payload.since is None:
            return payload.device_ids
        concerned = {*payload.device_ids, *self._in_the_news}
        self._in_the_news.clear()
        return sorted(i for i in concerned if (last := self._drawn_after.get(i)) is None or last < payload.since)

    async def draw(self, payload: Draw) -> None:
        """Make the map of what devices said last."""
        async with self._database.reading() as session:
            moment = self._clock()
            topology = await self._service.fused(session)
        if self._drawn is not None and self._drawn[0] is topology:
            drawn_since = payload.since is not None and self._drawn[1] > payload.since
            if drawn_since or not payload.anew:
                return
        await self._service.edges_in(topology)
        async with self._database.transaction() as session:
            changes = await self._service.draw(session, topology, moment)
        self._drawn = topology, moment
        _log.info("topology.drawn", devices=len(topology.nodes), changes=len(changes))

    async def _tidy(self, _payload: TidyTopology) -> None:
        async with self._database.transaction() as session:
            await self._service.tidy(session)

    def subscriptions(self) -> list[Subscription]:
        """Return what topology listens to."""
        return [Subscription(PORTS, "topology.ports", self.ports_reported)]

    async def ports_reported(self, session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        """Take ports and sessions that went up or down into the map at once, and have their devices asked again."""
        rows = payload["events"]
        told = [one for row in rows if isinstance(row, dict) for one in _news_in(row)] if isinstance(rows, list) else []
        if told:
            await self._service.reported(session, told)
        concerned = {device_id for device_id, _ in told}
        if concerned and self._service.settings.enabled:
            self._in_the_news |= concerned
            now = self._clock()
            look = Collect(device_ids=sorted(concerned), draw=True, since=now)
            await enqueue(session, COLLECT, look, key=f"{COLLECT.name}:news", not_before=now + _SETTLES)


def _news_in(row: Mapping[str, JSON]) -> Iterator[tuple[int, PortNews | SessionNews]]:
    """Yield what an event says of a port or session of a device; most events say nothing of one."""
    if row.get("object") is None or row.get("device_id") is None:
        return
    kind, what, device_id = str(row["kind"]), str(row["object"]), int(str(row["device_id"]))
    at = datetime.fromisoformat(str(row["at"]))
    if kind in _PORT_EVENTS:
        yield device_id, PortNews(what, _PORT_EVENTS[kind], at)
    elif kind in _SESSION_EVENTS:
        protocol, up = _SESSION_EVENTS[kind]
        yield device_id, SessionNews(protocol, what, up, at, _interface_in(row))


def _interface_in(row: Mapping[str, JSON]) -> str:
    """Return the interface that the message behind an event names; empty when it names none."""
    details = row.get("details")
    fields = details.get("fields") if isinstance(details, Mapping) else None
    return str(fields.get("interface") or "") if isinstance(fields, Mapping) else ""


def in_turn(devices: Collection[int], a_round: int, now: datetime, interval_s: float) -> list[list[int]]:
    """Return the devices whose turn it is, cut into tasks: all of them, or each round others of a large network."""
    turns = max(1, math.ceil(len(devices) / a_round))
    those = sorted(devices)[int(now.timestamp() // interval_s) % turns :: turns]
    return [those[start : start + _IN_ONE_TASK] for start in range(0, len(those), _IN_ONE_TASK)]


def news_of(targets: Sequence[PollTarget], visits: Sequence[Visit]) -> list[News]:
    """Return what devices said that is not known yet, as far as they are who they are taken for."""
    by_id = {target.device_id: target for target in targets}
    told = [(by_id[visit.device_id], visit.report) for visit in visits if visit.report is not None]
    return [(target, report) for target, report in told if _is_itself(target, report)]


def _view(target: PollTarget, report: DeviceReport) -> DeviceView:
    return view_of_report(target.name, target.platform or report.platform, report)


def _is_itself(target: PollTarget, report: DeviceReport) -> bool:
    """Tell whether who answers is who is known there: another's neighbours must not be drawn under this name."""
    known, found = target.known, report.identity
    same_name = not known.sysname or not found.sysname or known.sysname == found.sysname
    return same_name and (not known.serial or not found.serial or known.serial == found.serial)
