"""What an expression may name: columns of samples, and what an event says of itself, each with its type."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from watchkeeper.kit.families import FAMILIES, Quality
from watchkeeper.observe.events.kinds import EventKind, Severity

EVENT: Final = "event"
"""The source of what events say; the other sources are the families of samples."""


class Type(StrEnum):
    """What a part of an expression is."""

    NUMBER = "number"
    TEXT = "text"
    STATE = "state"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Named:
    """One name. ``source`` is empty for what every source has; ``states`` are the values of a state by name."""

    name: str
    type: Type
    source: str
    column: str
    unit: str = ""
    states: Mapping[str, int] | None = None
    values: tuple[str, ...] = ()


_ADMIN: Final = {"up": 1, "down": 2, "testing": 3}  # ifAdminStatus, RFC 2863
_OPER: Final = {
    "up": 1, "down": 2, "testing": 3, "unknown": 4, "dormant": 5, "not_present": 6, "lower_layer_down": 7,
}  # ifOperStatus, RFC 2863  # fmt: skip
_STATES: Final[dict[tuple[str, str], Mapping[str, int]]] = {
    ("interface", "admin_status"): _ADMIN,
    ("interface", "oper_status"): _OPER,
    ("interface", "quality"): {one.name.lower(): int(one) for one in Quality},
    ("sensor", "severity"): {"ok": 0, "warning": 1, "critical": 2},
    ("optics", "light"): {"dark": 0, "light": 1},
}


def _families() -> dict[str, Named]:
    found: dict[str, Named] = {}
    for family in FAMILIES.values():
        for metric, unit in family.metrics.items():
            name = f"{family.name}.{metric}"
            found[name] = Named(name, Type.NUMBER, family.name, metric, unit)
        for label in family.labels:
            name = f"{family.name}.{label}"
            states = _STATES.get((family.name, label))
            found[name] = Named(name, Type.STATE if states else Type.TEXT, family.name, label, states=states)
    return found


_EVENTS: Final = (
    Named("event.kind", Type.TEXT, EVENT, "kind", values=tuple(map(str, EventKind))),
    Named("event.severity", Type.TEXT, EVENT, "severity", values=tuple(map(str, Severity))),
    Named("event.message", Type.TEXT, EVENT, "message"),
    Named("event.from_state", Type.TEXT, EVENT, "from_state"),
    Named("event.to_state", Type.TEXT, EVENT, "to_state"),
)
_COMMON: Final = (Named("object", Type.TEXT, "", "object"), Named("device", Type.TEXT, "", "device"))
NAMES: Final[Mapping[str, Named]] = {**_families(), **{one.name: one for one in (*_EVENTS, *_COMMON)}}
"""Everything that may be named."""
