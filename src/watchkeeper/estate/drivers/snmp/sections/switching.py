"""Layer 2 as devices tell of it: aggregates (IEEE 802.3ad), spanning tree and VLANs (bridges), PoE ports (RFC 3621)."""

from collections.abc import Iterable, Mapping
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import FeatureReport, InterfaceReport
from watchkeeper.kit import text
from watchkeeper.kit.oid import Oid

LAG_PORT: Final[Oid] = (1, 2, 840, 10006, 300, 43, 1, 2, 1, 1)
"""dot3adAggPortTable: 9 partner system, 13 attached aggregate (ifIndex), 21 actor and 23 partner state."""
STP: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 2)
STP_PORT: Final[Oid] = (*STP, 15, 1)
BRIDGE_PORT: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 1, 4, 1, 2)
VLAN_STATIC: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 7, 1, 4, 3, 1)
VTP_VLAN: Final[Oid] = (1, 3, 6, 1, 4, 1, 9, 9, 46, 1, 3, 1, 1)
POE_PORT: Final[Oid] = (1, 3, 6, 1, 2, 1, 105, 1, 1, 1)

_SCALARS: Final = {"root": (*STP, 5, 0), "cost": (*STP, 6, 0), "port": (*STP, 7, 0), "changes": (*STP, 4, 0)}
_STP_STATES: Final[Mapping[int, tuple[str, str]]] = {
    2: ("blocking", "ok"),
    3: ("listening", "warning"),
    4: ("learning", "warning"),
    5: ("forwarding", "ok"),
    6: ("broken", "critical"),
}
_POE_STATES: Final[Mapping[int, tuple[str, str]]] = {
    1: ("disabled", "unknown"),
    2: ("searching", "ok"),
    3: ("delivering", "ok"),
    4: ("fault", "critical"),
    5: ("test", "warning"),
    6: ("other fault", "critical"),
}
_IN_SYNC: Final = (0x1C, 0x38)
"""Synchronised, collecting and distributing: as BITS count, and as the octet is on the wire (some agents)."""
_NO_SYSTEM: Final = "00:00:00:00:00:00"


def want(wanted: Wanted) -> None:
    """Ask for the tables."""
    wanted.entry("dot3adAggPortTable", LAG_PORT, (9, 13, 21, 23))
    wanted.add("dot1dStp", _SCALARS.values())
    wanted.entry("dot1dStpPortTable", STP_PORT, (3,))
    wanted.add("dot1dBasePortTable", [BRIDGE_PORT])
    wanted.entry("dot1qVlanStaticTable", VLAN_STATIC, (1, 2))
    wanted.entry("vtpVlanTable", VTP_VLAN, (2, 4))
    wanted.entry("pethPsePortTable", POE_PORT, (6, 10))


def features(facts: Facts, interfaces: Iterable[InterfaceReport]) -> Iterable[FeatureReport]:
    """Yield every row of layer 2."""
    names = {port.if_index: port.name for port in interfaces}
    yield from _aggregates(facts, names)
    yield from _spanning_tree(facts, names)
    yield from _vlans(facts)
    yield from _power(facts)


def _number(facts: Facts, oid: Oid, suffix: bytes) -> int | None:
    return values.integer(facts.rows(oid).get(suffix))


def _in_sync(facts: Facts, column: int, suffix: bytes) -> bool | None:
    state = values.octets(facts.rows((*LAG_PORT, column)).get(suffix))
    return any(state[0] & bits == bits for bits in _IN_SYNC) if state else None


def _aggregates(facts: Facts, names: Mapping[int, str]) -> Iterable[FeatureReport]:
    members: dict[int, list[tuple[str, bool | None, str]]] = {}
    for suffix in facts.table(LAG_PORT, (13,)):
        aggregate = _number(facts, (*LAG_PORT, 13), suffix)
        index = (values.arcs(suffix) or (0,))[0]
        if not aggregate or aggregate == index:
            continue
        partner = values.mac(facts.rows((*LAG_PORT, 9)).get(suffix)) or ""
        both = [_in_sync(facts, column, suffix) for column in (21, 23)]
        agreed = None if None in both else all(both)
        members.setdefault(aggregate, []).append((names.get(index, str(index)), agreed, partner))
    for aggregate, rows in members.items():
        carrying = sum(agreed is True for _, agreed, _ in rows)
        told = any(agreed is not None for _, agreed, _ in rows)
        partners = sorted({partner for *_, partner in rows if partner not in {"", _NO_SYSTEM}})
        severity = "unknown" if not told else "ok" if carrying == len(rows) else "warning" if carrying else "critical"
        yield FeatureReport(
            "lag",
            names.get(aggregate, str(aggregate)),
            f"{carrying} of {len(rows)} carry traffic" if told else "not told",
            severity,
            {"members": ", ".join(sorted(name for name, *_ in rows)), "partner": ", ".join(partners)},
        )


def _spanning_tree(facts: Facts, names: Mapping[int, str]) -> Iterable[FeatureReport]:
    ports = facts.rows(BRIDGE_PORT)
    rows = facts.rows((*STP_PORT, 3))
    if not rows:
        return

    def called(suffix: bytes) -> str:
        index = values.integer(ports.get(suffix))
        return names.get(index or -1) or f"port {'.'.join(map(str, values.arcs(suffix) or ()))}"

    root = values.octets(facts.scalar(_SCALARS["root"])) or b""
    root_port = values.integer(facts.scalar(_SCALARS["port"])) or 0
    said = {name: values.integer(facts.scalar(_SCALARS[name])) for name in ("cost", "changes")}
    yield FeatureReport(
        "stp",
        "bridge",
        "root" if root_port == 0 else f"root port {called(ber.encode_arcs((root_port,)))}",
        "ok",
        {
            "root bridge": text.mac(root[2:]) or "" if len(root) > 2 else "",  # noqa: PLR2004  # priority, then MAC
            **{name: str(amount) for name, amount in said.items() if amount is not None},
        },
    )
    for suffix, varbind in rows.items():
        found = _STP_STATES.get(values.integer(varbind) or 0)
        if found is not None:
            yield FeatureReport("stp", called(suffix), *found)


def _vlans(facts: Facts) -> Iterable[FeatureReport]:
    told = set()
    for suffix, varbind in facts.rows((*VLAN_STATIC, 1)).items():
        number = (values.arcs(suffix) or (0,))[-1]
        told.add(number)
        members = values.octets(facts.rows((*VLAN_STATIC, 2)).get(suffix))
        count = {} if members is None else {"ports": str(int.from_bytes(members, "big").bit_count())}
        yield FeatureReport("vlan", str(number), "active", "ok", {"name": values.string(varbind) or "", **count})
    for suffix, varbind in facts.rows((*VTP_VLAN, 4)).items():
        number = (values.arcs(suffix) or (0,))[-1]
        if number in told:
            continue
        active = _number(facts, (*VTP_VLAN, 2), suffix) in {None, 1}
        state = ("active", "ok") if active else ("suspended", "warning")
        yield FeatureReport("vlan", str(number), *state, {"name": values.string(varbind) or ""})


def _power(facts: Facts) -> Iterable[FeatureReport]:
    for suffix, varbind in facts.rows((*POE_PORT, 6)).items():
        found = _POE_STATES.get(values.integer(varbind) or 0)
        kind = _number(facts, (*POE_PORT, 10), suffix)
        if found is not None:
            name = "/".join(map(str, values.arcs(suffix) or ()))
            delivering = {"class": str(kind - 1)} if kind and found[0] == "delivering" else {}
            yield FeatureReport("poe", name, *found, delivering)
