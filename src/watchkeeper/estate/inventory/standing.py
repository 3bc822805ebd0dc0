"""Where each device stands, in just what judging many of them at once needs."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A device's place, state and last contacts. ``tags`` are in lower case; moments are UTC."""

    device_id: int
    name: str
    site_id: int | None = None
    driver: str = "snmp"
    enabled: bool = True
    state: str = "unknown"
    state_reason: str = ""
    state_since: datetime | None = None
    last_polled_at: datetime | None = None
    last_ok_at: datetime | None = None
    interval_s: int = 60
    created_at: datetime | None = None
    tags: frozenset[str] = frozenset()
