"""A device report for people: a few lines of identity, then one table for each section that has rows."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from watchkeeper.faces.cli.console import note, print_table

if TYPE_CHECKING:
    from watchkeeper.estate.drivers.snmp.report import DeviceReport, IdentityReport, PoolReport

_UNITS = ("", "k", "M", "G", "T", "P")
_STEP = 1000


def show(report: "DeviceReport", target: str) -> None:
    """Print the report; what failed goes to standard error."""
    if report.error is not None:
        note(f"{target}: {report.outcome.value}: {report.error}")
    if report.identity.sys_object_id or report.identity.sys_descr:
        print_table(("", ""), _identity(report.identity, report.platform))
    for title, columns, rows in _sections(report):
        listed = list(rows)
        if listed:
            print(f"\n{title} ({len(listed)})")
            print_table(columns, listed)
    for partial in report.partial:
        note(f"partial: {partial.table}: {partial.reason}")
    note(f"{report.timing.requests} requests, {report.timing.varbinds} values, {report.timing.elapsed_s:.2f} s")


def _identity(identity: "IdentityReport", platform: str) -> Iterable[tuple[str, object]]:
    uptime = identity.uptime_s
    yield "name", identity.sysname
    yield "platform", platform
    yield "vendor", identity.vendor
    yield "os", " ".join(part for part in (identity.os, identity.os_version) if part) or None
    yield "model", identity.model
    yield "serial", identity.serial
    yield "uptime", None if uptime is None else f"{uptime / 86400:.1f} days"
    yield "object id", identity.sys_object_id
    yield "description", identity.sys_descr


Section = tuple[str, Sequence[str], Iterable[Sequence[object]]]


def _sections(report: "DeviceReport") -> Iterable[Section]:
    yield (
        "Interfaces",
        ("index", "name", "alias", "type", "speed", "admin", "oper", "in", "out", "in errors", "out errors"),
        (
            (
                i.if_index,
                i.name,
                i.alias,
                i.type,
                _scaled(i.speed_bps),
                i.admin_status,
                i.oper_status,
                _scaled(i.counters.get("in_octets")),
                _scaled(i.counters.get("out_octets")),
                i.counters.get("in_errors"),
                i.counters.get("out_errors"),
            )
            for i in report.interfaces
        ),
    )
    yield (
        "Sensors",
        ("class", "sensor", "value", "state"),
        (
            (s.sensor_class, s.descr, f"{s.value:g} {s.unit}".strip() if s.value is not None else None, s.state_text)
            for s in report.sensors
        ),
    )
    yield (
        "Neighbours",
        ("by", "local port", "neighbour", "its port", "chassis"),
        ((n.protocol, n.local_port, n.remote_sysname, n.remote_port, n.remote_chassis_id) for n in report.neighbours),
    )
    yield (
        "BGP peers",
        ("peer", "AS", "state", "admin", "vrf"),
        ((p.peer, p.remote_as, p.state, p.admin, p.vrf) for p in report.bgp_peers),
    )
    yield (
        "OSPF neighbours",
        ("address", "router id", "state"),
        ((n.neighbor, n.router_id, n.state) for n in report.ospf_neighbours),
    )
    yield (
        "IS-IS adjacencies",
        ("system", "interface", "state", "level"),
        ((a.neighbor_id, a.if_index, a.state, a.level) for a in report.isis_adjacencies),
    )
    yield (
        "BFD sessions",
        ("peer", "interface", "state", "diagnostic"),
        ((s.peer, s.if_index, s.state, s.diagnostic) for s in report.bfd_sessions),
    )
    yield (
        "VRFs",
        ("name", "distinguisher", "imports", "exports", "interfaces"),
        (
            (v.name, v.distinguisher, ", ".join(v.imports), ", ".join(v.exports), ", ".join(map(str, v.if_indexes)))
            for v in report.vrfs
        ),
    )
    yield (
        "Pseudowires",
        ("name", "peer", "circuit", "state"),
        ((w.name, w.peer, w.circuit, {True: "up", False: "down", None: None}[w.up]) for w in report.pseudowires),
    )
    yield (
        "VPLS",
        ("name", "imports", "exports", "state"),
        ((v.name, ", ".join(v.imports), ", ".join(v.exports), "down" if v.up is False else None) for v in report.vpls),
    )
    yield (
        "Layer 2, rings, power and alarms",
        ("kind", "name", "state", "detail"),
        ((f.kind, f.name, f.state, ", ".join(f"{k} {v}" for k, v in f.told.items() if v)) for f in report.features),
    )
    yield "Processors", ("processor", "load %"), ((p.descr, p.percent) for p in report.processors)
    yield "Memory", ("memory", "total", "used", "%"), (_pool(pool) for pool in report.memory)
    yield "Storage", ("storage", "total", "used", "%"), (_pool(pool) for pool in report.storage)


def _pool(pool: "PoolReport") -> tuple[object, ...]:
    return pool.descr, _scaled(pool.total_bytes), _scaled(pool.used_bytes), pool.percent


def _scaled(amount: int | None) -> str | None:
    """Write a large number short: 1000000000 is 1 G."""
    if amount is None:
        return None
    value = float(amount)
    for unit in _UNITS:
        if value < _STEP or unit == _UNITS[-1]:
            return f"{value:g} {unit}".strip() if value == int(value) else f"{value:.1f} {unit}".strip()
        value /= _STEP
    return str(amount)
