"""What protects a network and its power: rings (ITU-T G.8032 on Ciena SAOS), and what a UPS is alarmed about."""

from collections.abc import Iterable, Mapping
from typing import Final

from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import FeatureReport
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid

RING: Final[Oid] = (1, 3, 6, 1, 4, 1, 6141, 2, 60, 47, 1, 3, 1, 1)
"""wwpLeosRapsVirtualRingTable: 2 name, 3 VLAN, 7 state, 8 status, 10 switchovers, 14 and 25 west and east port."""
UPS_ALARM: Final[Oid] = (1, 3, 6, 1, 2, 1, 33, 1, 6, 2, 1, 2)
UPS_KNOWN: Final[Oid] = (1, 3, 6, 1, 2, 1, 33, 1, 6, 3)
EATON_ALARM: Final[Oid] = (1, 3, 6, 1, 4, 1, 534, 1, 7, 2, 1, 2)
EATON_KNOWN: Final[Oid] = (1, 3, 6, 1, 4, 1, 534, 1, 7)

_STATES: Final[Mapping[int, tuple[str, str]]] = {
    1: ("disabled", "unknown"),
    2: ("ok", "ok"),
    3: ("protecting", "warning"),
    4: ("recovering", "warning"),
    5: ("initialising", "warning"),
    6: ("none", "unknown"),
}
_STATUS: Final[Mapping[int, str]] = {
    1: "clear", 2: "local signal failure", 3: "local forced switch", 4: "remote signal failure",
    5: "remote forced switch", 6: "provisioning mismatch",
}  # fmt: skip
_MISMATCH: Final = 6
_PORT_STATES: Final[Mapping[int, str]] = {1: "disabled", 2: "forwarding", 3: "blocked"}
_RFC1628: Final[Mapping[int, str]] = {
    1: "battery bad", 2: "on battery", 3: "low battery", 4: "depleted battery", 5: "temperature bad", 6: "input bad",
    7: "output bad", 8: "output overload", 9: "on bypass", 10: "bypass bad", 11: "output off as requested",
    12: "UPS off as requested", 13: "charger failed", 14: "UPS output off", 15: "UPS system off", 16: "fan failure",
    17: "fuse failure", 18: "general fault", 19: "diagnostic test failed", 20: "communications lost",
    21: "awaiting power", 22: "shutdown pending", 23: "shutdown imminent", 24: "test in progress",
}  # fmt: skip
_EATON: Final[Mapping[int, str]] = {
    3: "on battery", 4: "low battery", 5: "utility power restored", 6: "return from low battery", 7: "output overload",
    8: "internal failure", 9: "battery discharged", 10: "inverter failure", 11: "on bypass", 12: "bypass not available",
    13: "output off", 14: "input failure", 15: "building alarm", 16: "shutdown imminent", 17: "on inverter",
    23: "battery bad",
}  # fmt: skip
_MINOR: Final = frozenset({"test in progress", "on bypass", "utility power restored", "return from low battery"})


def want(wanted: Wanted) -> None:
    """Ask for the tables."""
    wanted.entry("wwpLeosRapsVirtualRingTable", RING, (2, 3, 7, 8, 10, 14, 25))
    wanted.add("upsAlarmTable", [UPS_ALARM])
    wanted.add("xupsAlarmTable", [EATON_ALARM])


def features(facts: Facts) -> Iterable[FeatureReport]:
    """Yield rings, and alarms that are present."""
    yield from _rings(facts)
    yield from _alarms(facts, UPS_ALARM, UPS_KNOWN, _RFC1628)
    yield from _alarms(facts, EATON_ALARM, EATON_KNOWN, _EATON)


def _rings(facts: Facts) -> Iterable[FeatureReport]:
    for suffix, varbind in facts.rows((*RING, 7)).items():

        def cell(column: int, row: bytes = suffix) -> int | None:
            return values.integer(facts.rows((*RING, column)).get(row))

        state, severity = _STATES.get(values.integer(varbind) or 0, ("unknown", "unknown"))
        status = cell(8)
        west, east = (_PORT_STATES.get(cell(column) or 0, "") for column in (14, 25))
        told = {
            "status": _STATUS.get(status or 0, ""),
            "vlan": str(cell(3) or ""),
            "west": west,
            "east": east,
            "switchovers": str(cell(10) if cell(10) is not None else ""),
        }
        yield FeatureReport(
            "ring",
            values.string(facts.rows((*RING, 2)).get(suffix))
            or f"ring {'.'.join(map(str, values.arcs(suffix) or ()))}",
            state,
            "critical" if status == _MISMATCH else severity,
            {name: word for name, word in told.items() if word},
        )


def _alarms(facts: Facts, column: Oid, known: Oid, words: Mapping[int, str]) -> Iterable[FeatureReport]:
    """An alarm is named by an object identifier: those well known have words, others are shown as they are."""
    for varbind in facts.rows(column).values():
        identifier = values.identifier(varbind)
        if identifier is None:
            continue
        arcs = oids.parse(identifier)
        well_known = oids.is_under(arcs, known) and len(arcs) > len(known)
        name = words.get(arcs[len(known)], identifier) if well_known else identifier
        yield FeatureReport("alarm", name, "present", "warning" if name in _MINOR else "critical")
