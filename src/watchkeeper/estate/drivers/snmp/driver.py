"""The SNMP driver: a shard of targets in, one column batch per family and one typed result per target out.

All devices of a running loop share a few sockets. A dead device costs one GET with its retries and occupies none of
the slots in which devices are walked; a slow one occupies one slot, up to its wall budget.
"""

import asyncio
from collections.abc import Iterable
from typing import ClassVar, Final

from watchkeeper.core.egress.policy import EgressPolicy, Gate
from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry, shipped
from watchkeeper.estate.drivers.protocol import Collection, CollectRequest, Outcome, SnmpCredential, Target
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.identify import Identified, identify_at
from watchkeeper.estate.drivers.snmp.interfaces import NameTable, Naming
from watchkeeper.estate.drivers.snmp.poll import Poll
from watchkeeper.estate.drivers.snmp.profile import Device
from watchkeeper.estate.drivers.snmp.session import Policy
from watchkeeper.estate.drivers.snmp.visit import visit
from watchkeeper.estate.drivers.snmp.workshop import Places, Shard, Workshop
from watchkeeper.estate.drivers.visits import Visit, VisitRequest, visit_of, without_readings

_MAX_DEVICES: Final = 50_000
_VISITS_AT_ONCE: Final = 64
TABLES: Final = frozenset({"interfaces", "sensors", "optics", "host", "identity"})
"""The tables that this driver knows."""


def plain_names(names: Iterable[tuple[str, int | None]]) -> list[str]:
    """Name interfaces as the device does; of equal names the later ones get ``#ifIndex``."""
    taken: set[str] = set()
    keys = []
    for name, if_index in names:
        key = name if name not in taken else f"{name}#{if_index}"
        while key in taken:
            key += "'"
        taken.add(key)
        keys.append(key)
    return keys


class SnmpDriver:
    """Implements :class:`~watchkeeper.estate.drivers.protocol.Driver` for SNMP v1, v2c and v3.

    ``naming`` decides the object names of interfaces, so that samples carry the names of the inventory. ``registry``
    has the platforms; by default those that are shipped. ``active`` is how many devices are walked at once,
    ``greeting`` how many may be waited for at their first GET; those asked apart have as many places again. ``gate``
    says which addresses may be asked; by default those that may be a device's. ``meeting`` is how many devices are read
    at once of which nothing is known yet.
    """

    name: ClassVar[str] = "snmp"

    def __init__(
        self,
        *,
        policy: Policy | None = None,
        connector: Connector | None = None,
        naming: Naming = plain_names,
        registry: PlatformRegistry | None = None,
        active: int = 500,
        greeting: int = 2_000,
        meeting: int = 64,
        gate: Gate | None = None,
    ) -> None:
        self._policy = policy or Policy()
        self._connector = connector or Connector(gate=gate or EgressPolicy().device_gate())
        self._naming = naming
        self._registry = registry
        self._limits = (greeting, active)
        self._meeting = meeting
        self._workshop: tuple[asyncio.AbstractEventLoop, Workshop] | None = None
        self._devices: dict[int, Device] = {}

    async def collect(self, request: CollectRequest) -> Collection:
        """Ask every target concurrently; see the protocol. Results come in the order of the targets."""
        workshop, shard = self._here(), Shard(request)
        polls = [Poll(workshop, self._device(target.device_id), target, shard) for target in request.targets]
        results = await asyncio.gather(*(poll.run() for poll in polls))
        return Collection(shard.batches.batches(request.slot), results)

    async def visit(self, request: VisitRequest) -> list[Visit]:
        """Visit every target, some at a time; see :class:`~watchkeeper.estate.drivers.visits.Visitor`."""
        gate = asyncio.Semaphore(_VISITS_AT_ONCE)

        async def one(target: Target) -> Visit:
            if target.credential is None:
                return Visit(target.device_id, Outcome.NOT_CONFIGURED)
            async with gate:
                report = await visit(
                    target.address,
                    target.port,
                    target.credential,
                    self.registry,
                    connector=self._connector,
                    policy=self._policy,
                    budget_s=request.budget_s,
                    sections=request.sections,
                    device=self._device(target.device_id),
                )
            if not request.readings:
                report = without_readings(report)
            return visit_of(target.device_id, report, request.known.get(target.device_id), digest=request.digests)

        return await asyncio.gather(*map(one, request.targets))

    async def identify(self, address: str, port: int, credential: SnmpCredential) -> Identified:
        """Return who answers there, for discovery. Never raises for what the device does."""
        return await identify_at(self._connector, address, port, credential, self.registry, self._policy)

    async def aclose(self) -> None:
        """Release sockets."""
        self._connector.close()

    @property
    def registry(self) -> PlatformRegistry:
        """The platforms, read when first needed."""
        if self._registry is None:
            self._registry = shipped()
        return self._registry

    def _here(self) -> Workshop:
        """What polls share in the running loop; semaphores cannot move between loops."""
        loop = asyncio.get_running_loop()
        if self._workshop is None or self._workshop[0] is not loop:
            usual, apart = (Places(*map(asyncio.Semaphore, self._limits)) for _ in range(2))
            meeting = asyncio.Semaphore(self._meeting)
            shared = Workshop(self._policy, self._connector, self._naming, self.registry, usual, apart, meeting)
            self._workshop = (loop, shared)
        return self._workshop[1]

    def _device(self, device_id: int) -> Device:
        """What is remembered of a device; the one known longest is forgotten when there are too many."""
        device = self._devices.get(device_id)
        if device is None:
            while len(self._devices) >= _MAX_DEVICES:
                del self._devices[next(iter(self._devices))]
            device = self._devices[device_id] = Device(NameTable())
        return device
