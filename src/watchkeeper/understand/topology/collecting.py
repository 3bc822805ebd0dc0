"""Asks devices for their neighbours and hands what they say to the map, and to the inventory."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.outbox import Subscription
from watchkeeper.core.tasks import TaskRegistry, enqueue
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.protocol import Outcome, SnmpCredential
from watchkeeper.estate.drivers.snmp.describe import NEIGHBOURHOOD
from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.inventory.adjacencies.recording import Adjacencies, adjacencies_of, digest, record
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.inventory.targets import PollTarget
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import EventKind
from watchkeeper.observe.events.service import RECORDED
from watchkeeper.understand.topology.polled import view_of_report
from watchkeeper.understand.topology.service import TopologyService
from watchkeeper.understand.topology.tasks import COLLECT, PLAN, TIDY, Collect, PlanLook, TidyTopology

_AT_ONCE = 64
_IN_ONE_TASK = 250
_RENEW_AFTER = timedelta(minutes=10)
_PORT_EVENTS = {EventKind.INTERFACE_UP: True, EventKind.INTERFACE_DOWN: False}
_log = get_logger(__name__)


class Neighbourly(Protocol):
    """Whoever can ask a device for its neighbours; the SNMP driver can."""

    async def describe(
        self, address: str, port: int, credential: SnmpCredential, *, budget_s: float, sections: frozenset[str]
    ) -> DeviceReport:
        """Return the report. Never raises for what the device does."""
        ...


class TopologyCollector:
    """Handles the tasks of topology and its subscription."""

    def __init__(
        self,
        database: Database,
        inventory: InventoryService,
        service: TopologyService,
        driver: Neighbourly,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._inventory = inventory
        self._service = service
        self._driver = driver
        self._clock = clock
        self._recorded: dict[int, tuple[bytes, datetime]] = {}

    def bind(self, registry: TaskRegistry) -> None:
        """Have the tasks of topology carried out here."""
        registry.bind(PLAN, self.plan)
        registry.bind(COLLECT, self.collect)
        registry.bind(TIDY, self._tidy)

    async def plan(self, _payload: PlanLook) -> None:
        """Cut the devices into tasks."""
        if not self._service.settings.enabled:
            return
        async with self._database.transaction() as session:
            devices = sorted(await self._service.watched(session))
            for start in range(0, len(devices), _IN_ONE_TASK):
                some = Collect(device_ids=devices[start : start + _IN_ONE_TASK])
                await enqueue(session, COLLECT, some, key=f"{COLLECT.name}:{start}")

    async def collect(self, payload: Collect) -> None:
        """Ask devices; those that do not answer change nothing, and keep what they said last."""
        async with self._database.reading() as session:
            targets = await self._inventory.poll_targets(session, payload.device_ids)
        answers = await self._visit([target for target in targets if target.credential is not None])
        views = {
            target.device_id: view_of_report(target.name, platform, report) for target, platform, report in answers
        }
        if views:
            now = self._clock()
            news = self._news([adjacencies_of(target.device_id, report, now) for target, _, report in answers])
            async with self._database.transaction() as session:
                changes = await self._service.record(session, views)
                await record(session, list(news.values()))
            self._recorded |= {device_id: (digest(said), now) for device_id, said in news.items()}
            _log.info("topology.looked", asked=len(targets), answered=len(views), changes=len(changes))

    def _news(self, said: Sequence[Adjacencies]) -> dict[int, Adjacencies]:
        """Return what was not recorded yet: most devices say the same minute after minute, and writing costs."""
        news = {}
        for one in said:
            known, at = self._recorded.get(one.device_id, (b"", one.at))
            if known != digest(one) or one.at - at >= _RENEW_AFTER:
                news[one.device_id] = one
        return news

    async def _visit(self, targets: Sequence[PollTarget]) -> list[tuple[PollTarget, str, DeviceReport]]:
        gate = asyncio.Semaphore(_AT_ONCE)
        budget = self._service.settings.budget_s

        async def one(target: PollTarget) -> tuple[PollTarget, DeviceReport] | None:
            if target.credential is None:
                return None
            async with gate:
                report = await self._driver.describe(
                    target.address, target.port, target.credential, budget_s=budget, sections=NEIGHBOURHOOD
                )
                return target, report

        answers = [answer for answer in await asyncio.gather(*map(one, targets)) if answer is not None]
        return [
            (target, target.platform or report.platform, report)
            for target, report in answers
            if report.outcome in {Outcome.OK, Outcome.PARTIAL} and _is_itself(target, report)
        ]

    async def _tidy(self, _payload: TidyTopology) -> None:
        async with self._database.transaction() as session:
            await self._service.tidy(session)

    def subscriptions(self) -> list[Subscription]:
        """Return what topology listens to."""
        return [Subscription(RECORDED, "topology.ports", self.ports_reported)]

    async def ports_reported(self, session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        """Take ports that went up or down into the map at once, and have their devices asked again."""
        rows = payload["events"]
        concerned: set[int] = set()
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, dict) or row.get("object") is None or row.get("device_id") is None:
                continue
            up = {str(kind): up for kind, up in _PORT_EVENTS.items()}.get(str(row["kind"]))
            if up is None:
                continue
            device_id = int(str(row["device_id"]))
            at = datetime.fromisoformat(str(row["at"]))
            await self._service.port_reported(session, device_id, str(row["object"]), up=up, at=at)
            concerned.add(device_id)
        if concerned and self._service.settings.enabled:
            await enqueue(session, COLLECT, Collect(device_ids=sorted(concerned)), key=f"{COLLECT.name}:news")


def _is_itself(target: PollTarget, report: DeviceReport) -> bool:
    """Tell whether who answers is who is known there: another's neighbours must not be drawn under this name."""
    known, found = target.known, report.identity
    same_name = not known.sysname or not found.sysname or known.sysname == found.sysname
    return same_name and (not known.serial or not found.serial or known.serial == found.serial)
