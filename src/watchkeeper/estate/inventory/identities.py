"""Keeping the known identities: what an observation changes in the rows of a shard, duplicates included."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from watchkeeper.estate.drivers.protocol import Identity
from watchkeeper.estate.inventory.events import IdentityTransition
from watchkeeper.estate.inventory.facts import device_text
from watchkeeper.estate.inventory.identity import IdentityState, compare, learn, shared_serials

_WIDTHS = {
    "sysname": 255,
    "serial": 255,
    "chassis_mac": 32,
    "engine_id": 128,
    "sys_object_id": 255,
    "sys_descr": 4_000,
}


class KnownDevice(Protocol):
    """What a stored device offers for judging its identity."""

    id: int
    name: str
    identity_state: str
    identity_reason: str
    identity_accepted_at: datetime | None
    observed_identity: Mapping[str, object] | None
    sysname: str
    serial: str
    chassis_mac: str
    engine_id: str
    sys_object_id: str
    sys_descr: str


@dataclass(frozen=True, slots=True)
class IdentityUpdate:
    """What to write about one device's identity. ``values`` are columns; ``known`` is the identity afterwards."""

    device_id: int
    device_name: str
    before: str
    state: IdentityState
    known: Identity
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def trusted(self) -> bool:
        """Whether what the device sent may be stored under its name."""
        return self.state is not IdentityState.MISMATCH

    def transition(self, at: datetime) -> IdentityTransition | None:
        """Return the change of state, if there is one."""
        if self.before == self.state:
            return None
        reason = str(self.values["identity_reason"])
        return IdentityTransition(self.device_id, self.device_name, self.before, self.state, at, reason)


def clean(identity: Identity) -> Identity:
    """Return ``identity`` with text that columns and databases can hold."""
    return Identity(**{name: device_text(getattr(identity, name), width) for name, width in _WIDTHS.items()})


def known_of(row: KnownDevice) -> Identity:
    """Return the identity stored in a row."""
    return Identity(
        sysname=row.sysname,
        serial=row.serial,
        chassis_mac=row.chassis_mac,
        engine_id=row.engine_id,
        sys_object_id=row.sys_object_id,
        sys_descr=row.sys_descr,
    )


def judge(row: KnownDevice, observed: Identity) -> IdentityUpdate:
    """Return what one observation changes.

    On a mismatch the known identity stays and the observed one is kept beside it until a person accepts it.
    """
    known, seen = known_of(row), clean(observed)
    verdict = compare(known, seen, accepted=row.identity_accepted_at is not None, device_name=row.name)
    values: dict[str, Any] = {"identity_state": str(verdict.state), "identity_reason": verdict.reason}
    if verdict.state is IdentityState.MISMATCH:
        return IdentityUpdate(
            row.id, row.name, row.identity_state, verdict.state, known, values | {"observed_identity": asdict(seen)}
        )
    learnt = learn(known, seen)
    values["observed_identity"] = None
    if learnt != known:
        values |= asdict(learnt)
    return IdentityUpdate(row.id, row.name, row.identity_state, verdict.state, learnt, values)


def is_settled(row: KnownDevice, observed: Identity) -> bool:
    """Say whether :func:`judge` would change nothing, as with nearly every contact."""
    accepted = row.identity_accepted_at is not None
    said = row.name, row.identity_state, row.identity_reason
    return row.observed_identity is None and _says_the_same(known_of(row), observed, accepted, *said)


@lru_cache(maxsize=65536)
def _says_the_same(known: Identity, observed: Identity, accepted: bool, name: str, state: str, reason: str) -> bool:  # noqa: FBT001  # a key
    seen = clean(observed)
    verdict = compare(known, seen, accepted=accepted, device_name=name)
    return (verdict.state, verdict.reason) == (state, reason) and learn(known, seen) == known


def refused(row: KnownDevice, reason: str) -> IdentityUpdate:
    """Return the update for a device whose driver found another identity and did not hand it on."""
    values = {"identity_state": str(IdentityState.MISMATCH), "identity_reason": reason}
    return IdentityUpdate(row.id, row.name, row.identity_state, IdentityState.MISMATCH, known_of(row), values)


def flag_shared(updates: Mapping[int, IdentityUpdate], holders: Iterable[KnownDevice]) -> dict[int, IdentityUpdate]:
    """Return ``updates`` with every device flagged that shares its serial, those outside of the shard included.

    ``holders`` are stored devices that have one of the serials; for a device in ``updates`` its new serial counts.
    """
    rows = {row.id: row for row in holders}
    serials = {device_id: row.serial for device_id, row in rows.items()}
    serials |= {device_id: update.known.serial for device_id, update in updates.items()}
    names = {device_id: row.name for device_id, row in rows.items()}
    names |= {device_id: update.device_name for device_id, update in updates.items()}
    flagged = dict(updates)
    for device_id, serial in sorted(shared_serials(serials.items()).items()):
        others = sorted(names[other] for other, theirs in serials.items() if theirs == serial and other != device_id)
        values = {
            "identity_state": str(IdentityState.MISMATCH),
            "identity_reason": f"serial {serial!r} is also that of {', '.join(others[:3])}",
        }
        if device_id in updates:
            update = updates[device_id]
            merged = {**update.values, **values}
            flagged[device_id] = IdentityUpdate(
                device_id, update.device_name, update.before, IdentityState.MISMATCH, update.known, merged
            )
        elif rows[device_id].identity_state != IdentityState.MISMATCH:
            row = rows[device_id]
            flagged[device_id] = IdentityUpdate(
                device_id, row.name, row.identity_state, IdentityState.MISMATCH, known_of(row), values
            )
    return flagged
