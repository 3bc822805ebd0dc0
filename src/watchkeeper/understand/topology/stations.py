"""Asks devices now and then which hardware addresses they have heard, and keeps those of known devices."""

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import TaskRegistry, enqueue
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.snmp.describe import STATIONS
from watchkeeper.estate.drivers.visits import VisitRequest
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.understand.topology.collecting import Visiting, in_turn, news_of
from watchkeeper.understand.topology.service import TopologyService
from watchkeeper.understand.topology.tasks import (
    COLLECT_STATIONS,
    DRAW,
    PLAN_STATIONS,
    CollectStations,
    Draw,
    PlanStations,
)

_log = get_logger(__name__)


class StationCollector:
    """Handles the tasks of heard hardware addresses."""

    def __init__(
        self,
        database: Database,
        inventory: InventoryService,
        service: TopologyService,
        visiting: Visiting,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._inventory = inventory
        self._service = service
        self._visiting = visiting
        self._clock = clock

    def bind(self, registry: TaskRegistry) -> None:
        """Have the tasks carried out here."""
        registry.bind(PLAN_STATIONS, self.plan)
        registry.bind(COLLECT_STATIONS, self.collect)

    async def plan(self, _payload: PlanStations) -> None:
        """Cut the devices whose turn it is into tasks."""
        settings = self._service.settings
        if not settings.enabled:
            return
        async with self._database.transaction() as session:
            everybody = await self._service.watched(session)
            some = in_turn(everybody, settings.devices_a_round, self._clock(), settings.stations_interval_s)
            for number, device_ids in enumerate(some):
                asked = CollectStations(device_ids=device_ids)
                await enqueue(session, COLLECT_STATIONS, asked, key=f"{COLLECT_STATIONS.name}:{number}")

    async def collect(self, payload: CollectStations) -> None:
        """Ask devices; those that do not answer keep what they said last."""
        async with self._database.reading() as session:
            targets = await self._inventory.poll_targets(session, payload.device_ids)
            known = await self._service.known(session)
        asked = [target.as_target() for target in targets if target.credential is not None]
        visits = await self._visiting(VisitRequest(asked, STATIONS, self._service.settings.budget_s))
        heard = {target.device_id: report.stations for target, report in news_of(targets, visits)}
        async with self._database.transaction() as session:
            changed = await self._service.save_stations(session, heard, known)
            if changed:
                await enqueue(session, DRAW, Draw(), key=DRAW.name)
        _log.info("topology.listened", asked=len(targets), answered=len(heard), changed=changed)
