"""What a collection learns about a device, as the inventory takes it in, and how its text is made safe to keep."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from watchkeeper.estate.drivers.protocol import Identity

_INT32 = 2**31 - 1
_INT64 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class InterfaceFacts:
    """One row of a device's interface table. None is "not known".

    ``name`` is the name that samples carry as their object. Statuses are IF-MIB words (``up``, ``lowerLayerDown``, …).
    """

    name: str
    if_index: int | None = None
    descr: str = ""
    alias: str = ""
    type: str = ""
    mtu: int | None = None
    speed_bps: int | None = None
    mac: str | None = None
    admin_status: str | None = None
    oper_status: str | None = None
    last_change_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """Who a device is and which interfaces it has, at ``at`` (UTC).

    An empty string keeps what is known. ``interfaces`` is None when the table was not asked for or failed;
    ``interfaces_complete`` is False when only a part came, and then nothing is marked as vanished.
    """

    device_id: int
    at: datetime
    identity: Identity = field(default_factory=Identity)
    platform: str = ""
    vendor: str = ""
    os: str = ""
    os_version: str = ""
    model: str = ""
    interfaces: Sequence[InterfaceFacts] | None = None
    interfaces_complete: bool = True


@dataclass(frozen=True, slots=True)
class InterfaceStatus:
    """A change of an interface's status seen while polling; ``name`` as in ``InterfaceFacts``."""

    device_id: int
    name: str
    at: datetime
    admin_status: str | None
    oper_status: str | None
    speed_bps: int | None = None
    if_index: int | None = None


InterfaceRow: TypeAlias = tuple[int, str, int | None, str | None, str | None]
"""Device, canonical name, ifIndex, ifAdminStatus and ifOperStatus (words of IF-MIB) of an interface."""


def device_text(text: str, limit: int) -> str:
    """Return text from a device as it may be stored: printable (line ends become blanks), at most ``limit`` long."""
    if text.isprintable() and len(text) <= limit:
        return text
    kept = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(kept.split())[:limit]


def int32(value: int | None) -> int | None:
    """Return ``value`` when a 32-bit column holds it, else None: nonsense from a device is "not known"."""
    return value if value is not None and 0 <= value <= _INT32 else None


def int64(value: int | None) -> int | None:
    """Return ``value`` when a 64-bit column holds it, else None."""
    return value if value is not None and 0 <= value <= _INT64 else None
