"""Devices: what is watched, how to reach it, and how it stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record, snapshot
from watchkeeper.core.egress.policy import EgressPolicy, EgressRefusedError, Gate
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.scope import scope_of, unscoped
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.protocol import Identity
from watchkeeper.estate.inventory import events, groups_repository, repository
from watchkeeper.estate.inventory.absences import Absence, Patience, lasting
from watchkeeper.estate.inventory.bulk_repository import (
    absences,
    holders_of_serials,
    interface_rows,
    interface_standings,
    interface_statuses,
)
from watchkeeper.estate.inventory.choosing import of_pool
from watchkeeper.estate.inventory.errors import (
    AddressTakenError,
    DeviceNotFoundError,
    InvalidReferenceError,
    NameTakenError,
    NothingToAcceptError,
)
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceRow, InterfaceStatus
from watchkeeper.estate.inventory.identities import known_of
from watchkeeper.estate.inventory.identity import IdentityState
from watchkeeper.estate.inventory.models import Device, Interface
from watchkeeper.estate.inventory.observations import Observations
from watchkeeper.estate.inventory.reachability import DeviceContact, StateTransition, is_fresh
from watchkeeper.estate.inventory.repository import DeviceFilter
from watchkeeper.estate.inventory.schemas import (
    DeviceChange,
    DeviceCreate,
    DeviceProblem,
    Overview,
    SiteStates,
    StateCounts,
)
from watchkeeper.estate.inventory.settings import InventorySettings
from watchkeeper.estate.inventory.standing import Standing
from watchkeeper.estate.inventory.targets import PollTarget, WatchedDevice
from watchkeeper.estate.vault.kinds import Protocol
from watchkeeper.estate.vault.mapping import Explained, Used
from watchkeeper.estate.vault.resolving import Level, Subject
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON

log = get_logger(__name__)

SORTABLE: dict[str, Any] = {
    "name": Device.name,
    "address": Device.address,
    "state": Device.state,
    "state_since": Device.state_since,
    "platform": Device.platform,
    "vendor": Device.vendor,
    "model": Device.model,
    "last_ok_at": Device.last_ok_at,
    "last_polled_at": Device.last_polled_at,
    "interface_count": Device.interface_count,
    "created_at": Device.created_at,
}
INTERFACES_SORTABLE: dict[str, Any] = {
    "name": Interface.name,
    "if_index": Interface.if_index,
    "oper_status": Interface.oper_status,
    "admin_status": Interface.admin_status,
    "speed_bps": Interface.speed_bps,
    "last_change_at": Interface.last_change_at,
}
MOST_PROBLEMS = 50
_CLEARABLE = frozenset({"site_id", "credential_id", "interval_s"})
_UNTOLD = ("driver_memory", "created_at", "updated_at")


class InventoryService:
    """The inventory's verbs for devices; what polling observes is recorded here as well.

    ``gate`` says which addresses a device may have; by default those that the egress policy lets polling ask.
    """

    def __init__(
        self,
        vault: VaultService,
        settings: InventorySettings | None = None,
        clock: Clock = utc_now,
        *,
        gate: Gate | None = None,
        longest_rest_s: float = 0.0,
    ) -> None:
        self._vault = vault
        self._gate = gate or EgressPolicy().device_gate()
        self._settings = settings or InventorySettings()
        self._clock = clock
        self._patience = Patience(self._settings.unknown_after_s, longest_rest_s)
        self._observations = Observations(self._settings.down_after, self._patience, self._settings.default_interval_s)

    async def create_device(self, session: AsyncSession, new: DeviceCreate, actor: Principal) -> Device:
        """Add a device.

        Raises NameTakenError, AddressTakenError, EgressRefusedError for an address that may not be asked, and
        InvalidReferenceError for a site or credential that is not there.
        """
        self._refuse_forbidden(new.address)
        await self._refuse_taken(session, name=new.name, address=(new.address, new.snmp_port), but=None)
        await self._refuse_dangling(session, new.site_id)
        await self._refuse_credential(session, new.credential_id, actor)
        now = self._clock()
        values = new.model_dump(exclude={"tags"})
        device = Device(**values, created_at=now, updated_at=now)
        device.tags = await groups_repository.tags_named(session, new.tags)
        session.add(device)
        await session.flush()
        await self._refuse_out_of_scope(session, device.id)
        await events.device_changed(session, device.id, "device.created", {"name": device.name, "by": actor.name})
        target = Target("device", device.id, device.name)
        record(session, "device.create", target, actor=actor, after=_told(device))
        log.info("device created", device=device.name, by=actor.name)
        return await self.device(session, device.id)

    async def device(self, session: AsyncSession, device_id: int) -> Device:
        """Return a device with its site and tags. Raises DeviceNotFoundError."""
        found = await repository.device(session, device_id)
        if found is None:
            raise DeviceNotFoundError(f"There is no device {device_id}.")
        return found

    async def device_by_name(self, session: AsyncSession, name: str) -> Device:
        """Return a device with its site and tags. Raises DeviceNotFoundError."""
        found = await repository.device_by_name(session, name)
        if found is None:
            raise DeviceNotFoundError(f"There is no device named {name!r}.", hint="`wk device list` shows all.")
        return found

    async def device_names(self, session: AsyncSession, device_ids: Collection[int]) -> dict[int, str]:
        """Return the names of those of ``device_ids`` that exist."""
        return await repository.names(session, device_ids)

    async def names_by_address(self, session: AsyncSession) -> dict[str, str]:
        """Return the names of the enabled devices by the address that each is asked at."""
        return await repository.names_by_address(session)

    async def visible_ids(self, session: AsyncSession) -> frozenset[int] | None:
        """Return the devices that whoever asks may see; None when that is all of them, and of the unknown ones."""
        if scope_of(session).everything:
            return None
        return frozenset(await session.scalars(repository.visible_ids()))

    async def list_devices(
        self, session: AsyncSession, wanted: DeviceFilter, query: ListQuery
    ) -> tuple[Sequence[Device], int]:
        """Return one page of devices with site and tags, and how many there are. Raises PoolNotFoundError."""
        statement = repository.devices(wanted, await of_pool(session, wanted.pool_id))
        return await paginate(session, statement, query, SORTABLE, "name")

    async def change_device(
        self, session: AsyncSession, device_id: int, change: DeviceChange, actor: Principal
    ) -> Device:
        """Change what ``change`` names.

        After a change of address the driver starts anew: what it had learned belongs to the old one. Raises as
        ``create_device``.
        """
        device = await self.device(session, device_id)
        before = _told(device)
        given = change.model_dump(exclude_unset=True, exclude={"tags"})
        values = {name: value for name, value in given.items() if value is not None or name in _CLEARABLE}
        name = values.get("name", device.name)
        address = (values.get("address", device.address), values.get("snmp_port", device.snmp_port))
        if address[0] != device.address:
            self._refuse_forbidden(address[0])
        await self._refuse_taken(session, name=name, address=address, but=device_id)
        await self._refuse_dangling(session, values.get("site_id"))
        await self._refuse_credential(session, values.get("credential_id"), actor)
        if address[0] != device.address:
            device.driver_memory = {}
        for column, value in values.items():
            setattr(device, column, value)
        if change.tags is not None:
            device.tags = await groups_repository.tags_named(session, change.tags)
        device.updated_at = self._clock()
        await session.flush()
        await self._refuse_out_of_scope(session, device_id)
        changed = sorted(change.model_fields_set)
        await events.device_changed(session, device_id, "device.changed", {"changed": changed, "by": actor.name})
        target = Target("device", device_id, device.name)
        record(session, "device.change", target, actor=actor, before=before, after=_told(device))
        log.info("device changed", device=device.name, changed=changed, by=actor.name)
        return await self.device(session, device_id)

    async def delete_device(self, session: AsyncSession, device_id: int, actor: Principal) -> None:
        """Remove a device and its interfaces; its samples stay until their retention ends."""
        device = await self.device(session, device_id)
        groups = await groups_repository.groups_of(session, device)
        await session.delete(device)
        await session.flush()
        await self._vault.map.forget(session, Level.DEVICE, device_id)
        await groups_repository.forget_unused_tags(session)
        body: dict[str, JSON] = {"name": device.name, "by": actor.name}
        await events.device_changed(session, device_id, "device.deleted", body, groups=groups)
        await events.device_deleted(session, device_id, device.name, self._clock())
        target = Target("device", device_id, device.name)
        record(session, "device.delete", target, actor=actor, before=_told(device))
        log.info("device deleted", device=device.name, by=actor.name)

    async def accept_identity(self, session: AsyncSession, device_id: int, actor: Principal) -> Device:
        """Take the identity that answers now as the right one.

        Raises NothingToAcceptError when the device has not said who it is, or shares its serial with another one.
        """
        device = await self.device(session, device_id)
        identity = device.known_identity()
        if device.observed_identity:  # another device: what it has not said must not stay from the one before
            identity = Identity(**{key: str(value) for key, value in device.observed_identity.items()})
        if identity == Identity():
            raise NothingToAcceptError(f"Device {device.name} has not said who it is yet.", hint="Poll it first.")
        with unscoped(session, "a serial is one device's, wherever it stands"):
            holders = await holders_of_serials(session, [identity.serial])
        others = [row.id for row in holders if row.id != device_id]
        if identity.serial and others:
            names = await repository.names(session, others)
            raise NothingToAcceptError(
                f"Serial {identity.serial} is also that of {next(iter(names.values()), 'another device')}.",
                hint="Remove the device that is listed twice, or correct its address.",
            )
        before, known = device.identity_state, asdict(device.known_identity())
        for name in ("sysname", "serial", "chassis_mac", "engine_id", "sys_object_id", "sys_descr"):
            setattr(device, name, getattr(identity, name))
        device.observed_identity = None
        device.identity_accepted_at = device.updated_at = now = self._clock()
        device.identity_state = IdentityState.VERIFIED
        device.identity_reason = f"accepted by {actor.name}"
        await session.flush()
        transition = events.IdentityTransition(
            device_id, device.name, before, device.identity_state, now, device.identity_reason
        )
        await events.identities_changed(session, [transition])
        target = Target("device", device_id, device.name)
        record(session, "device.accept_identity", target, actor=actor, before=known, after=asdict(identity))
        log.info("identity accepted", device=device.name, by=actor.name)
        return await self.device(session, device_id)

    async def list_interfaces(
        self, session: AsyncSession, device_id: int, query: ListQuery, *, present: bool | None = None
    ) -> tuple[Sequence[Interface], int]:
        """Return one page of a device's interfaces and how many there are. Raises DeviceNotFoundError."""
        if not await repository.names(session, [device_id]):
            raise DeviceNotFoundError(f"There is no device {device_id}.")
        statement = repository.interfaces(device_id, query.q, present=present)
        return await paginate(session, statement, query, INTERFACES_SORTABLE, "if_index")

    def fresh(self, device: Device) -> bool:
        """Say whether the device's data is younger than the configured number of its intervals."""
        interval_s = device.interval_s or self._settings.default_interval_s
        return is_fresh(device.last_ok_at, interval_s, self._clock(), intervals=self._settings.fresh_intervals)

    async def poll_targets(self, session: AsyncSession, device_ids: Collection[int] | None = None) -> list[PollTarget]:
        """Return the enabled devices (of ``device_ids``, or all) with the credential to use, in two queries."""
        rows = await repository.poll_rows(session, device_ids)
        subjects = await self._subjects(session, rows)
        credentials = await self._vault.credential_for(session, subjects) if rows else {}
        return [
            PollTarget(
                device_id=row.id,
                name=row.name,
                address=row.address,
                port=row.snmp_port,
                driver=row.driver,
                platform=row.platform,
                interval_s=row.interval_s or self._settings.default_interval_s,
                site_id=row.site_id,
                state=row.state,
                identity_state=row.identity_state,
                credential=credentials[row.id].credential if row.id in credentials else None,
                credential_id=credentials[row.id].credential_id if row.id in credentials else None,
                known=known_of(row),
                driver_options=row.driver_options,
                memory=row.driver_memory,
            )
            for row in rows
        ]

    async def _subjects(self, session: AsyncSession, rows: Sequence[Any]) -> list[Subject]:
        """Return devices with all that a credential may have been given to."""
        pools = await self._pools_of(session) if rows and await self._vault.map.needs_pools(session) else {}
        return [
            Subject(
                device_id=row.id,
                device_credential_id=row.credential_id,
                site_credential_id=row.site_credential_id,
                site_id=row.site_id,
                platform=row.platform,
                pools=tuple(pools.get(row.id, ())),
            )
            for row in rows
        ]

    @staticmethod
    async def _pools_of(session: AsyncSession) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        for pool in (await session.scalars(groups_repository.pools(""))).all():
            for device_id in await groups_repository.device_ids_in(session, repository.pool_condition(pool)):
                found.setdefault(device_id, []).append((pool.id, pool.name))
        return found

    async def explain_credentials(self, session: AsyncSession, device_id: int, protocol: Protocol) -> list[Explained]:
        """Return every credential that a device may be opened with, in order, and which one is used now.

        Raises DeviceNotFoundError.
        """
        device = await self.device(session, device_id)
        pools = await self._pools_of(session)
        subject = Subject(
            device_id=device.id,
            device_credential_id=device.credential_id,
            site_credential_id=device.site.credential_id if device.site else None,
            site_id=device.site_id,
            site_name=device.site.name if device.site else "",
            platform=device.platform,
            pools=tuple(pools.get(device.id, ())),
        )
        return await self._vault.explain(session, subject, protocol)

    async def record_credentials(self, session: AsyncSession, used: Iterable[Used]) -> None:
        """Note on which devices credentials worked and where they were refused."""
        await self._vault.map.report(session, used)

    async def watched_devices(self, session: AsyncSession) -> list[WatchedDevice]:
        """Return the enabled devices with just what planning needs, in one query."""
        default_s = self._settings.default_interval_s
        rows = await repository.watched_rows(session)
        return [WatchedDevice(row.id, row.driver, row.interval_s or default_s) for row in rows]

    async def watched_places(self, session: AsyncSession) -> dict[str, tuple[int, int | None]]:
        """Return id and site of the enabled devices by name, in one query; no site where none was given."""
        return {row.name: (row.id, row.site_id) for row in await repository.watched_places(session)}

    async def time_zones(self, session: AsyncSession, device_ids: Collection[int] | None = None) -> dict[int, str]:
        """Return the time zone (IANA name) of each device (of ``device_ids``, or all) whose site has one."""
        return await repository.zones_of_sites(session, device_ids)

    async def standings(self, session: AsyncSession, device_ids: Collection[int] | None = None) -> list[Standing]:
        """Return where the devices (of ``device_ids``, or all) stand, by name, in two queries."""
        tags = await repository.tag_names(session, device_ids)
        return [
            Standing(
                device_id=row.id,
                name=row.name,
                site_id=row.site_id,
                driver=row.driver,
                enabled=row.enabled,
                state=row.state,
                state_reason=row.state_reason,
                state_since=row.state_since,
                last_polled_at=row.last_polled_at,
                last_ok_at=row.last_ok_at,
                interval_s=row.interval_s or self._settings.default_interval_s,
                created_at=row.created_at,
                tags=frozenset(tags.get(row.id, ())),
            )
            for row in await repository.standing_rows(session, device_ids)
        ]

    async def absences(self, session: AsyncSession, devices: Sequence[Standing], since: datetime) -> list[Absence]:
        """Return when nothing was known of devices after ``since``, what lasts now included; they may overlap."""
        now = self._clock()
        recorded = await absences(session, [one.device_id for one in devices], since)
        return recorded + [one for device in devices for one in lasting(device, now, self._patience)]

    async def interface_states(self, session: AsyncSession, device_ids: Collection[int]) -> list[InterfaceStatus]:
        """Return the last known status of the interfaces that devices have, under their canonical names.

        Vanished ones are left out.
        """
        return [InterfaceStatus(*row) for row in await interface_statuses(session, device_ids)]

    async def interface_standings(self, session: AsyncSession, device_ids: Collection[int]) -> Sequence[InterfaceRow]:
        """Return the same as plain rows: a poller reads hundreds of thousands when it starts."""
        return await interface_standings(session, device_ids)

    async def interface_names(self, session: AsyncSession, device_ids: Collection[int]) -> dict[tuple[int, int], str]:
        """Return the names of the devices' interfaces by (device, ifIndex); vanished ones are left out."""
        rows = await interface_rows(session, device_ids)
        return {(row.device_id, row.if_index): row.name for row in rows if row.present and row.if_index is not None}

    async def record_contacts(self, session: AsyncSession, contacts: Sequence[DeviceContact]) -> list[StateTransition]:
        """Record how devices answered and return which changed their state; see ``Observations``."""
        return await self._observations.record_contacts(session, contacts)

    async def expire_states(self, session: AsyncSession) -> list[StateTransition]:
        """Make devices unknown whose "up" nobody has confirmed for too long, and return which."""
        settings = self._settings
        return await self._observations.expire(
            session,
            self._clock(),
            default_interval_s=settings.default_interval_s,
            unknown_after_s=settings.unknown_after_s,
        )

    async def record_facts(self, session: AsyncSession, facts: Sequence[DeviceFacts]) -> set[int]:
        """Record who devices are and which interfaces they have; see ``Observations``."""
        return await self._observations.record_facts(session, facts)

    async def record_interface_states(self, session: AsyncSession, changes: Sequence[InterfaceStatus]) -> int:
        """Record status changes of interfaces seen while polling; see ``Observations``."""
        return await self._observations.record_interface_states(session, changes)

    async def overview(self, session: AsyncSession) -> Overview:
        """Return devices by state and site, freshness, and what needs a look; a fixed number of queries."""
        settings = self._settings
        counts = await repository.state_counts(session)
        fresh = await repository.freshness(
            session, self._clock(), settings.default_interval_s, settings.fresh_intervals
        )
        devices = StateCounts()
        sites: dict[int | None, SiteStates] = {}
        for row in counts:
            site = sites.setdefault(row.site_id, SiteStates(id=row.site_id, name=row.site_name))
            for target in (devices, site):
                setattr(target, row.state, getattr(target, row.state) + row.devices)
            devices.total += row.devices
        return Overview(
            devices=devices,
            stale=fresh.stale,
            identity_mismatches=fresh.mismatches,
            newest_sample_at=fresh.newest,
            oldest_fresh_at=fresh.oldest_fresh,
            sites=sorted(sites.values(), key=lambda site: (site.name is None, site.name or "")),
            problems=DeviceProblem.of(await repository.problems(session, MOST_PROBLEMS)),
        )

    def _refuse_forbidden(self, address: str) -> None:
        if not self._gate(address):
            raise EgressRefusedError(
                f"{address} cannot be a device's address.",
                hint="It is no single machine, or hands out a cloud's credentials; egress.allow can allow that.",
            )

    async def _refuse_taken(
        self, session: AsyncSession, *, name: str, address: tuple[str, int], but: int | None
    ) -> None:
        with unscoped(session, "names and addresses are unique everywhere; which device has them is not said"):
            taken = await repository.name_taken(session, name, but)
            holder = await repository.holder_of(session, *address, but)
        if taken:
            raise NameTakenError(f"There is a device named {name!r} already.", hint="Choose another name.")
        if holder is not None:
            seen = await repository.holder_of(session, *address, but)
            raise AddressTakenError(
                f"{address[0]} port {address[1]} is the address of {repr(seen) if seen else 'another device'} already.",
                hint="One agent is one device: change or remove the other one first.",
            )

    async def _refuse_dangling(self, session: AsyncSession, site_id: int | None) -> None:
        if site_id is not None and await groups_repository.site(session, site_id) is None:
            raise InvalidReferenceError(f"There is no site {site_id}.")

    async def _refuse_credential(self, session: AsyncSession, credential_id: int | None, actor: Principal) -> None:
        """Refuse a credential that is not there, and one that somebody with a limited scope has no device with.

        Who may point a credential at an address of their own learns it.
        """
        if credential_id is None:
            return
        there = credential_id in (await self._vault.names(session)).values()
        limited = not (scope_of(session).everything or actor.may("credentials:view"))
        if not there or (limited and not await repository.credential_in_use(session, credential_id)):
            raise InvalidReferenceError(f"There is no credential {credential_id}.")

    @staticmethod
    async def _refuse_out_of_scope(session: AsyncSession, device_id: int) -> None:
        if not await repository.names(session, [device_id]):
            raise InvalidReferenceError(
                "The device would be outside of the sites and pools that you may see.",
                hint="Give it a site, name or tags that keep it inside.",
            )


def _told(device: Device) -> dict[str, object]:
    """Return what the audit log tells of a device."""
    return {**snapshot(device, but=_UNTOLD), "tags": sorted(tag.name for tag in device.tags)}
