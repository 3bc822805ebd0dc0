"""Making devices of findings: new ones are created, known ones completed, conflicts left to people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import about_device, announce
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.inventory import events
from watchkeeper.estate.inventory.bulk_repository import insert_devices
from watchkeeper.estate.inventory.discovery import repository
from watchkeeper.estate.inventory.discovery.matching import DeviceIndex, MatchableDevice, MatchKind, device_name
from watchkeeper.estate.inventory.discovery.models import Discovery, Finding
from watchkeeper.estate.inventory.discovery.schemas import Accepted
from watchkeeper.estate.inventory.discovery.service import DiscoveryService
from watchkeeper.estate.inventory.errors import InvalidReferenceError
from watchkeeper.estate.inventory.identity import IdentityState
from watchkeeper.estate.inventory.models import Device
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON

log = get_logger(__name__)

_SAID = (
    "platform", "vendor", "os", "os_version", "model", "serial", "chassis_mac", "engine_id", "sysname", "sys_object_id",
    "sys_descr",
)  # fmt: skip
_OPENED = frozenset({"ok", "partial"})


class AcceptanceService:
    """Takes findings into the inventory."""

    def __init__(self, discoveries: DiscoveryService, clock: Clock = utc_now) -> None:
        self._discoveries = discoveries
        self._clock = clock

    async def accept(
        self, session: AsyncSession, discovery_id: int, finding_ids: Sequence[int] | None, actor: Principal
    ) -> Accepted:
        """Accept ``finding_ids``, or (None) every finding whose agent said who it is.

        Each is matched anew: a second address of a device that was just created is not a second device, and accepting
        twice changes nothing. Raises DiscoveryNotFoundError, and InvalidReferenceError for findings that are not there.
        """
        discovery = await self._discoveries.discovery(session, discovery_id)
        found = await repository.findings_to_accept(session, discovery_id, finding_ids)
        _refuse_missing(found, finding_ids)
        wanted = [finding for finding in found if finding_ids is not None or finding.snmp in _OPENED]
        index = DeviceIndex(await repository.matchable_devices(session))
        intake = Intake(discovery, index, self._clock())
        for finding in wanted:
            intake.place(finding)
        updated = intake.complete(await repository.devices(session, intake.known))
        stored = await insert_devices(session, list(intake.created.values())) if intake.created else {}
        intake.link(stored)
        await session.flush()
        counts = Accepted(
            created=len(intake.created),
            updated=len(updated),
            ignored=len(found) - len(intake.created) - len(updated),
        )
        after = {"created": sorted(stored), "completed": sorted(updated), "ignored": counts.ignored}
        record(session, "discovery.accept", Target("discovery", discovery_id), actor=actor, after=after)
        await self._announce(session, updated, counts, actor)
        return counts

    async def _announce(self, session: AsyncSession, updated: set[int], counts: Accepted, actor: Principal) -> None:
        if not counts.created and not updated:
            return
        body: dict[str, JSON] = {"created": counts.created, "updated": counts.updated, "by": actor.name}
        await announce(session, events.DEVICES, "devices.accepted", body)
        for device_id in sorted(updated):
            data: dict[str, JSON] = {"id": device_id, "by": actor.name}
            await announce(
                session, events.device_topic(device_id), "device.changed", data, about=about_device(device_id)
            )
        log.info("findings accepted", created=counts.created, updated=counts.updated, by=actor.name)


class Intake:
    """Sorts findings one after the other; a device to be created has a negative id until it is stored."""

    def __init__(self, discovery: Discovery, index: DeviceIndex, now: datetime) -> None:
        self._discovery = discovery
        self._index = index
        self._now = now
        self._placed: list[tuple[Finding, int]] = []
        self.created: dict[int, dict[str, Any]] = {}

    @property
    def known(self) -> set[int]:
        """The stored devices that findings belong to."""
        return {device_id for _, device_id in self._placed if device_id > 0}

    def place(self, finding: Finding) -> None:
        """Find the device of a finding or plan a new one; a conflict gets none."""
        port = self._discovery.snmp_port
        match = self._index.match(finding.address, port, finding.identity())
        finding.match, finding.match_reason = str(match.kind), match.reason
        if match.kind is MatchKind.KNOWN and match.device_id is not None:
            self._placed.append((finding, match.device_id))
        elif match.kind is MatchKind.NEW:
            number = -len(self.created) - 1
            columns = _new(self._discovery, finding, self._index, self._now)
            self.created[number] = columns
            self._index.add(MatchableDevice(number, columns["name"], finding.address, port, finding.identity()))
            self._placed.append((finding, number))
            finding.match_reason = "accepted"

    def complete(self, devices: dict[int, Device]) -> set[int]:
        """Fill in what the inventory did not know of ``devices``; return those that got something."""
        completed = set()
        for finding, device_id in self._placed:
            if device_id in devices and _complete(devices[device_id], finding, self._now):
                completed.add(device_id)
        return completed

    def link(self, stored: Mapping[str, int]) -> None:
        """Point the findings to their devices, whose ids ``stored`` gives by name."""
        for finding, number in self._placed:
            finding.match = str(MatchKind.KNOWN)
            finding.device_id = stored[self.created[number]["name"]] if number in self.created else number


def _refuse_missing(found: Sequence[Finding], finding_ids: Sequence[int] | None) -> None:
    missing = sorted(set(finding_ids or ()) - {finding.id for finding in found})
    if missing:
        raise InvalidReferenceError(f"The discovery has no finding {', '.join(map(str, missing[:10]))}.")


def _complete(device: Device, finding: Finding, now: datetime) -> bool:
    """Fill in what the inventory does not know yet; what it knows stays. Say whether anything was filled in."""
    gaps: dict[str, Any] = {
        name: value for name in _SAID if (value := getattr(finding, name)) and not getattr(device, name)
    }
    if device.credential_id is None and finding.credential_id is not None:
        gaps["credential_id"] = finding.credential_id
    for name, value in gaps.items():
        setattr(device, name, value)
    if gaps:
        device.updated_at = now
    return bool(gaps)


def _new(discovery: Discovery, finding: Finding, index: DeviceIndex, now: datetime) -> dict[str, Any]:
    said = any((finding.serial, finding.sysname, finding.chassis_mac, finding.engine_id))
    return {
        "name": device_name(finding.identity(), finding.address, index.names),
        "address": finding.address,
        "snmp_port": discovery.snmp_port,
        "driver": "snmp" if finding.snmp in _OPENED or discovery.credential_ids else "icmp",
        "site_id": discovery.site_id,
        "credential_id": finding.credential_id,
        **{name: getattr(finding, name) for name in _SAID},
        "identity_state": str(IdentityState.VERIFIED if said else IdentityState.UNVERIFIED),
        "identity_reason": "accepted from a discovery" if said else "",
        "identity_accepted_at": now if said else None,
        "created_at": now,
        "updated_at": now,
    }
