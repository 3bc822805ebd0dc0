"""The verbs of discovery: start, follow, stop and go on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.errors import ConflictError, InvalidInputError, NotFoundError
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import announce
from watchkeeper.core.tasks import enqueue
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.inventory import groups_repository
from watchkeeper.estate.inventory.discovery import repository
from watchkeeper.estate.inventory.discovery.matching import DeviceIndex
from watchkeeper.estate.inventory.discovery.models import Discovery, Finding
from watchkeeper.estate.inventory.discovery.scan import Sighting
from watchkeeper.estate.inventory.discovery.schemas import DiscoveryStart, DiscoveryView
from watchkeeper.estate.inventory.discovery.targets import expand
from watchkeeper.estate.inventory.discovery.tasks import DISCOVER_CHUNK, Chunk
from watchkeeper.estate.inventory.errors import InvalidReferenceError
from watchkeeper.estate.inventory.facts import device_text
from watchkeeper.estate.inventory.identities import clean
from watchkeeper.estate.inventory.settings import DiscoverySettings
from watchkeeper.estate.vault.errors import CredentialNotFoundError
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.kit.clock import Clock, utc_now

log = get_logger(__name__)

DISCOVERIES = "discoveries"
_LEAST_CHUNK, _MOST_CHUNK = 16, 1024
_REASON_WIDTH = 500
SORTABLE: dict[str, Any] = {"started_at": Discovery.started_at, "status": Discovery.status}
FINDINGS_SORTABLE: dict[str, Any] = {
    "id": Finding.id, "address": Finding.address, "sysname": Finding.sysname, "vendor": Finding.vendor,
    "platform": Finding.platform, "snmp": Finding.snmp, "match": Finding.match, "rtt_ms": Finding.rtt_ms,
}  # fmt: skip


class DiscoveryNotFoundError(NotFoundError):
    """There is no such discovery."""

    code = "discovery_not_found"


class DiscoveryStateError(ConflictError):
    """The discovery is not in a state where this makes sense."""

    code = "discovery_state"


@dataclass(frozen=True, slots=True)
class ChunkWork:
    """What a worker needs to look at one chunk. ``addresses`` may be empty: then only the end is to be noted."""

    addresses: Sequence[str]
    credentials: dict[int, SnmpCredential]
    port: int
    rate_per_s: int


class DiscoveryService:
    """The verbs of discovery. The looking itself is done by ``DiscoveryWorker`` between two of them."""

    def __init__(self, vault: VaultService, settings: DiscoverySettings | None = None, clock: Clock = utc_now) -> None:
        self._vault = vault
        self._settings = settings or DiscoverySettings()
        self._clock = clock

    async def start(self, session: AsyncSession, wanted: DiscoveryStart, actor: Principal) -> Discovery:
        """Begin to look.

        Raises InvalidTargetsError, InvalidReferenceError for a credential or site that is not there, and
        InvalidInputError for a rate above the configured limit.
        """
        addresses = expand(wanted.targets, wanted.exclude, most=self._settings.max_addresses)
        if wanted.rate_per_s > self._settings.max_rate_per_s:
            raise InvalidInputError(
                f"{wanted.rate_per_s} probes a second are more than {self._settings.max_rate_per_s}.",
                hint="Take a lower rate, or raise discovery.max_rate_per_s.",
            )
        await self._refuse_dangling(session, wanted)
        chunk = round(wanted.rate_per_s * self._settings.chunk_s)
        discovery = Discovery(
            **wanted.model_dump(),
            status="running",
            chunk_size=max(_LEAST_CHUNK, min(_MOST_CHUNK, chunk)),
            next_chunk=0,
            run=1,
            total=addresses.size,
            started_by=actor.name,
            started_at=self._clock(),
        )
        session.add(discovery)
        await session.flush()
        await self._continue(session, discovery)
        after = wanted.model_dump(mode="json")
        record(session, "discovery.start", Target("discovery", discovery.id), actor=actor, after=after)
        log.info("discovery started", discovery=discovery.id, addresses=discovery.total, by=actor.name)
        return discovery

    async def list_discoveries(self, session: AsyncSession, query: ListQuery) -> tuple[Sequence[Discovery], int]:
        """Return one page of discoveries, the newest first, and how many there are."""
        return await paginate(session, repository.discoveries(), query, SORTABLE, "-started_at")

    async def discovery(self, session: AsyncSession, discovery_id: int) -> Discovery:
        """Return one discovery. Raises DiscoveryNotFoundError."""
        return _there(await repository.discovery(session, discovery_id), discovery_id)

    async def list_findings(
        self, session: AsyncSession, discovery_id: int, query: ListQuery, match: str | None = None
    ) -> tuple[Sequence[Finding], int]:
        """Return one page of what was found, in the order it was found, and how much there is."""
        await self.discovery(session, discovery_id)
        statement = repository.findings(discovery_id, query.q, match)
        return await paginate(session, statement, query, FINDINGS_SORTABLE, "id")

    async def pause(self, session: AsyncSession, discovery_id: int, actor: Principal) -> Discovery:
        """Stop for now; ``resume`` goes on. Raises DiscoveryStateError unless it is running."""
        return await self._stop(session, discovery_id, "paused", {"running"}, actor)

    async def cancel(self, session: AsyncSession, discovery_id: int, actor: Principal) -> Discovery:
        """Stop; what was found stays. Raises DiscoveryStateError when it has ended already."""
        return await self._stop(session, discovery_id, "cancelled", {"running", "paused", "failed"}, actor)

    async def resume(self, session: AsyncSession, discovery_id: int, actor: Principal) -> Discovery:
        """Go on where it stopped. Raises DiscoveryStateError when it is running or done."""
        discovery = _there(await repository.locked(session, discovery_id), discovery_id)
        if discovery.status not in {"paused", "failed", "cancelled"}:
            raise DiscoveryStateError(f"Discovery {discovery_id} is {discovery.status}; it cannot be resumed.")
        discovery.status, discovery.error, discovery.finished_at = "running", None, None
        discovery.run += 1
        await self._continue(session, discovery)
        record(session, "discovery.resume", Target("discovery", discovery_id), actor=actor)
        log.info("discovery resumed", discovery=discovery_id, by=actor.name)
        return discovery

    async def _stop(
        self, session: AsyncSession, discovery_id: int, status: str, allowed: set[str], actor: Principal
    ) -> Discovery:
        discovery = _there(await repository.locked(session, discovery_id), discovery_id)
        if discovery.status not in allowed:
            raise DiscoveryStateError(f"Discovery {discovery_id} is {discovery.status} already.")
        discovery.status = status
        discovery.finished_at = None if status == "paused" else self._clock()
        await self._announce(session, discovery)
        verb = "discovery.pause" if status == "paused" else "discovery.cancel"
        record(session, verb, Target("discovery", discovery_id), actor=actor)
        log.info("discovery stopped", discovery=discovery_id, status=status, by=actor.name)
        return discovery

    async def claim(self, session: AsyncSession, chunk: Chunk) -> ChunkWork | None:
        """Return what to look at for ``chunk``, or None when that is done already or no longer wanted."""
        discovery = await repository.discovery(session, chunk.discovery_id)
        if discovery is None or not _is_due(discovery, chunk):
            return None
        found = expand(discovery.targets, discovery.exclude, most=max(discovery.total, 1))
        start = chunk.number * discovery.chunk_size
        opened = await self._vault.credentials_by_id(session, discovery.credential_ids)
        ordered = {number: opened[number] for number in discovery.credential_ids if number in opened}
        addresses = found.slice(start, start + discovery.chunk_size)
        return ChunkWork(addresses, ordered, discovery.snmp_port, discovery.rate_per_s)

    async def record(
        self, session: AsyncSession, chunk: Chunk, addresses: Sequence[str], sightings: Sequence[Sighting]
    ) -> None:
        """Keep what was seen in ``chunk`` and go on with the next one; a chunk that is recorded already is left out."""
        discovery = await repository.locked(session, chunk.discovery_id)
        if discovery is None or not _is_due(discovery, chunk):
            return
        index = DeviceIndex(await repository.matchable_devices(session)) if sightings else DeviceIndex(())
        rows = [self._row(discovery, sighting, index) for sighting in sightings]
        await repository.replace_findings(session, discovery.id, addresses, rows)
        discovery.probed += len(addresses)
        discovery.alive += len(sightings)
        discovery.identified += sum(sighting.identified for sighting in sightings)
        discovery.next_chunk += 1
        if discovery.next_chunk * discovery.chunk_size >= discovery.total:
            discovery.status, discovery.finished_at = "done", self._clock()
            await self._announce(session, discovery)
            log.info("discovery done", discovery=discovery.id, alive=discovery.alive, identified=discovery.identified)
        else:
            await self._continue(session, discovery)

    async def fail(self, session: AsyncSession, chunk: Chunk, problem: str) -> None:
        """Note that the discovery cannot go on, and why; ``resume`` tries again."""
        discovery = await repository.locked(session, chunk.discovery_id)
        if discovery is None or not _is_due(discovery, chunk):
            return
        discovery.status, discovery.error, discovery.finished_at = "failed", problem, self._clock()
        await self._announce(session, discovery)
        log.warning("discovery failed", discovery=discovery.id, problem=problem)

    async def _continue(self, session: AsyncSession, discovery: Discovery) -> None:
        chunk = Chunk(discovery_id=discovery.id, run=discovery.run, number=discovery.next_chunk)
        await enqueue(session, DISCOVER_CHUNK, chunk, key=str(discovery.id))
        await self._announce(session, discovery)

    async def _announce(self, session: AsyncSession, discovery: Discovery) -> None:
        await session.flush()
        view = DiscoveryView.of(discovery).model_dump(mode="json", exclude={"targets", "exclude"})
        for topic in (DISCOVERIES, f"discovery:{discovery.id}"):
            await announce(session, topic, "discovery.progress", view)

    def _row(self, discovery: Discovery, sighting: Sighting, index: DeviceIndex) -> dict[str, Any]:
        agent = sighting.agent
        identity = clean(agent.identity)
        match = index.match(sighting.address, discovery.snmp_port, identity)
        return {
            "discovery_id": discovery.id,
            "address": sighting.address,
            "rtt_ms": sighting.rtt_ms,
            "snmp": str(agent.outcome),
            "snmp_reason": device_text(agent.reason, _REASON_WIDTH),
            "credential_id": sighting.credential_id,
            "platform": device_text(agent.platform, 64),
            "vendor": device_text(agent.vendor, 255),
            "os": device_text(agent.os, 64),
            "os_version": device_text(agent.os_version, 255),
            "model": device_text(agent.model, 255),
            **asdict(identity),
            "match": str(match.kind),
            "match_reason": match.reason,
            "device_id": match.device_id,
            "found_at": self._clock(),
        }

    async def _refuse_dangling(self, session: AsyncSession, wanted: DiscoveryStart) -> None:
        if wanted.site_id is not None and await groups_repository.site(session, wanted.site_id) is None:
            raise InvalidReferenceError(f"There is no site {wanted.site_id}.")
        if len(set(wanted.credential_ids)) != len(wanted.credential_ids):
            raise InvalidReferenceError("A credential is listed twice.")
        try:
            await self._vault.credentials_by_id(session, wanted.credential_ids)
        except CredentialNotFoundError as error:
            raise InvalidReferenceError(error.message) from error


def _there(discovery: Discovery | None, discovery_id: int) -> Discovery:
    if discovery is None:
        raise DiscoveryNotFoundError(f"There is no discovery {discovery_id}.")
    return discovery


def _is_due(discovery: Discovery, chunk: Chunk) -> bool:
    return (discovery.status, discovery.run, discovery.next_chunk) == ("running", chunk.run, chunk.number)
