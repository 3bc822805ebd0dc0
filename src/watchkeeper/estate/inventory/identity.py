"""Is the device that answers the device we know? Serial numbers decide; names and other marks follow."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from watchkeeper.estate.drivers.protocol import Identity


class IdentityState(StrEnum):
    """How sure we are that a device is the one in the inventory."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True)
class IdentityVerdict:
    """The state and, for people, the marks that led to it."""

    state: IdentityState
    reason: str


@lru_cache(maxsize=65536)
def host_part(name: str) -> str:
    """Return the part of a host name before the first dot, lower-case; an address stays whole."""
    stripped = name.strip().rstrip(".").lower()
    try:
        ipaddress.ip_address(stripped)
    except ValueError:
        return stripped.partition(".")[0]
    return stripped


@lru_cache(maxsize=65536)
def compare(known: Identity, observed: Identity, *, accepted: bool = False, device_name: str = "") -> IdentityVerdict:
    """Judge ``observed`` against what is ``known`` of the device.

    The first mark that both sides have decides, in this order: serial, host part of the system name, chassis MAC,
    SNMP engine id. With no common mark the device is unverified. A match is verified once a person has ``accepted``
    the identity or the inventory's own ``device_name`` is the name the device gives itself; until then it is
    unverified.
    """
    marks = _marks(known, observed)
    common = next(((mark, ours, theirs) for mark, ours, theirs in marks if ours and theirs), None)
    if common is not None and common[1] != common[2]:
        return IdentityVerdict(IdentityState.MISMATCH, f"{common[0]} is {common[2]!r}, known is {common[1]!r}")
    if common is not None and accepted:
        return IdentityVerdict(IdentityState.VERIFIED, f"{common[0]} {common[2]!r} matches")
    if _calls_itself(device_name, observed):
        return IdentityVerdict(IdentityState.VERIFIED, f"calls itself {observed.sysname!r}, as the inventory does")
    seen = next(((mark, theirs) for mark, _, theirs in marks if theirs), None)
    if seen is None:
        return IdentityVerdict(IdentityState.UNVERIFIED, "the device gives neither a serial nor a name")
    return IdentityVerdict(IdentityState.UNVERIFIED, f"{seen[0]} {seen[1]!r} as first seen, not yet accepted")


def _marks(known: Identity, observed: Identity) -> tuple[tuple[str, str, str], ...]:
    return (
        ("serial", known.serial.strip(), observed.serial.strip()),
        ("system name", host_part(known.sysname), host_part(observed.sysname)),
        ("chassis MAC", _hex(known.chassis_mac), _hex(observed.chassis_mac)),
        ("engine id", _hex(known.engine_id), _hex(observed.engine_id)),
    )


@lru_cache(maxsize=65536)
def _hex(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _calls_itself(device_name: str, observed: Identity) -> bool:
    return bool(device_name.strip()) and host_part(device_name) == host_part(observed.sysname)


def learn(known: Identity, observed: Identity) -> Identity:
    """Return ``known`` brought up to date by a matching observation; what the device did not say stays."""
    said = {
        name: value
        for name in ("sysname", "serial", "chassis_mac", "engine_id", "sys_object_id", "sys_descr")
        if (value := getattr(observed, name)) and value != getattr(known, name)
    }
    return replace(known, **said) if said else known


def shared_serials(serials: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Return, for (device id, serial) pairs, the devices that do not have their serial for themselves."""
    owners: dict[str, set[int]] = {}
    for device_id, serial in serials:
        if serial.strip():
            owners.setdefault(serial.strip(), set()).add(device_id)
    return {device: serial for serial, devices in owners.items() if len(devices) > 1 for device in devices}
