"""Refreshes what the inventory knows of devices: who they are and which interfaces they have."""

from dataclasses import replace
from datetime import datetime

from watchkeeper.core.database import Database
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.protocol import Identity
from watchkeeper.estate.drivers.snmp.describe import SECTIONS
from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.drivers.visits import VisitRequest
from watchkeeper.estate.inventory.adjacencies import recording as adjacencies
from watchkeeper.estate.inventory.adjacencies.recording import adjacencies_of
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.limits import recording as limits
from watchkeeper.estate.inventory.limits.reading import limits_of
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.events.sessions import events_of
from watchkeeper.observe.polling import repository
from watchkeeper.observe.polling.collector import Collector
from watchkeeper.observe.polling.groups import SNMP
from watchkeeper.observe.polling.tasks import RefreshFacts

_BUDGET_S = 55.0
_LASTING = SECTIONS - {"counters", "host"}
"""Sections of a report that a device keeps for hours; what moves is the polls' to read."""
_INTERFACE_TABLES = ("if", "port")
_log = get_logger(__name__)


class FactsRefresher:
    """Handles ``polling.refresh_facts``: visits devices on the collector's loop and records what they say."""

    def __init__(
        self,
        database: Database,
        inventory: InventoryService,
        collector: Collector,
        events: EventService,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._inventory = inventory
        self._collector = collector
        self._events = events
        self._clock = clock

    async def run(self, payload: RefreshFacts) -> None:
        """Visit the devices; those that gave nothing are asked again by a later poll."""
        async with self._database.reading() as session:
            targets = await self._inventory.poll_targets(session, payload.device_ids)
        visits = await self._collector.visit(
            VisitRequest(
                [target.as_target() for target in targets if target.driver == SNMP and target.credential is not None],
                _LASTING,
                _BUDGET_S,
                digests=False,
                readings=False,
            )
        )
        reports = [(visit.device_id, visit.report) for visit in visits if visit.report is not None]
        now = self._clock()
        facts = [facts_of(device_id, report, now) for device_id, report in reports]
        said = {device_id: adjacencies_of(device_id, report, now) for device_id, report in reports}
        given = {device_id: limits_of(device_id, report, now) for device_id, report in reports}
        async with self._database.transaction() as session:
            taken = await self._inventory.record_facts(session, facts)
            turned = await adjacencies.record(session, [said[device_id] for device_id in sorted(taken)])
            await self._events.record(session, events_of(turned, {one.device_id: one.name for one in targets}, now))
            await limits.record(session, [given[device_id] for device_id in sorted(taken)])
            memories = await repository.memories(session, taken, lock=True)
            await repository.save_memories(session, (replace(memory, facts_at=now) for memory in memories.values()))
        _log.info("polling.facts_refreshed", asked=len(payload.device_ids), answered=len(reports), taken=len(taken))


def facts_of(device_id: int, report: DeviceReport, at: datetime) -> DeviceFacts:
    """Return a report as the inventory takes it in. Interfaces of a table that came in part are not complete."""
    who = report.identity
    complete = not any(part.table.lower().startswith(_INTERFACE_TABLES) for part in report.partial)
    return DeviceFacts(
        device_id=device_id,
        at=at,
        identity=Identity(
            sysname=who.sysname or "",
            serial=who.serial or "",
            sys_object_id=who.sys_object_id,
            sys_descr=who.sys_descr,
        ),
        platform=report.platform,
        vendor=who.vendor or "",
        os=who.os or "",
        os_version=who.os_version or "",
        model=who.model or "",
        interfaces=[
            InterfaceFacts(
                name=port.name,
                if_index=port.if_index,
                descr=port.descr,
                alias=port.alias,
                type=port.type,
                mtu=port.mtu,
                speed_bps=port.speed_bps,
                mac=port.mac,
                admin_status=port.admin_status,
                oper_status=port.oper_status,
            )
            for port in report.interfaces
        ],
        interfaces_complete=complete and report.error is None,
    )
