"""Is what was found in the inventory already? By serial, then MAC, then address, then name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from watchkeeper.estate.drivers.protocol import Identity
from watchkeeper.estate.inventory.identity import IdentityState, compare, host_part

_SAYS_NOTHING = frozenset({"", "localhost", "unknown", "none", "switch", "router", "(none)", "snmpd"})
"""System names that devices have when nobody gave them one."""


class MatchKind(StrEnum):
    """What a finding is to the inventory."""

    NEW = "new"
    KNOWN = "known"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Match:
    """What a finding is, which device it is or clashes with, and why."""

    kind: MatchKind
    device_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MatchableDevice:
    """A device of the inventory, as far as matching looks."""

    id: int
    name: str
    address: str
    port: int
    identity: Identity = field(default_factory=Identity)


class DeviceIndex:
    """The devices by each of their marks."""

    def __init__(self, devices: Iterable[MatchableDevice]) -> None:
        self._devices: dict[int, MatchableDevice] = {}
        self._by: dict[tuple[str, str], set[int]] = {}
        self.names: set[str] = set()
        for device in devices:
            self.add(device)

    def add(self, device: MatchableDevice) -> None:
        """Add a device, or put it in place of its former self."""
        self._devices[device.id] = device
        self.names.add(device.name)
        for key in {
            *_marks(device.identity, device.address, device.port),
            *(("name", name) for name in (host_part(device.name), host_part(device.identity.sysname))),
        }:
            if key[1] and key != ("name", "") and not (key[0] == "name" and key[1] in _SAYS_NOTHING):
                self._by.setdefault(key, set()).add(device.id)

    def device(self, device_id: int) -> MatchableDevice:
        """Return one device of the index."""
        return self._devices[device_id]

    def match(self, address: str, port: int, identity: Identity) -> Match:
        """Return what a finding is.

        The strongest mark that some device has decides. It is a conflict when that mark belongs to several devices,
        when the address belongs to another device than the serial or MAC does, and when the device that the address or
        name points to is known by another serial or name.
        """
        for mark, value in _marks(identity, address, port):
            owners = self._by.get((mark, value), set()) if value else set()
            if len(owners) > 1:
                return Match(MatchKind.CONFLICT, min(owners), f"{mark} {value} belongs to {len(owners)} devices")
            if owners:
                return self._decided(mark, value, self._devices[next(iter(owners))], (address, port), identity)
        return Match(MatchKind.NEW)

    def _decided(
        self, mark: str, value: str, device: MatchableDevice, endpoint: tuple[str, int], identity: Identity
    ) -> Match:
        holders = self._by.get(("address", _endpoint(*endpoint)), set()) - {device.id}
        if mark in {"serial", "MAC"} and holders:
            other = self._devices[min(holders)]
            reason = f"{mark} {value} is that of {device.name}, but the address is that of {other.name}"
            return Match(MatchKind.CONFLICT, device.id, reason)
        verdict = compare(device.identity, identity, accepted=True)
        if verdict.state is IdentityState.MISMATCH:
            return Match(
                MatchKind.CONFLICT, device.id, f"{mark} {value} is that of {device.name}, but {verdict.reason}"
            )
        return Match(MatchKind.KNOWN, device.id, f"{mark} {value}")


def _endpoint(address: str, port: int) -> str:
    return f"{address} port {port}"


def _marks(identity: Identity, address: str, port: int) -> tuple[tuple[str, str], ...]:
    name = host_part(identity.sysname)
    return (
        ("serial", identity.serial.strip()),
        ("MAC", "".join(character for character in identity.chassis_mac.lower() if character.isalnum())),
        ("address", _endpoint(address, port)),
        ("name", "" if name in _SAYS_NOTHING else name),
    )


def device_name(identity: Identity, address: str, taken: Iterable[str]) -> str:
    """Return a name for a new device: what it calls itself, else its address; unique among ``taken``."""
    wanted = identity.sysname.strip()
    base = wanted if host_part(wanted) not in _SAYS_NOTHING else address
    used = set(taken) if not isinstance(taken, (set, frozenset)) else taken
    if base not in used:
        return base
    candidate = f"{base} ({address})"
    number = 2
    while candidate in used:
        candidate = f"{base} ({address}) {number}"
        number += 1
    return candidate
