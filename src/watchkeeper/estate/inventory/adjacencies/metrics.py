"""Metrics of interfaces in OSPF and IS-IS: what each costs, what it used to cost, and when that changes.

A metric is a row of the device's features. ``told["usual"]`` is what the interface cost before somebody changed it; it
follows after a day. A row that the device does not tell for the moment (its interface is down) keeps what is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.inventory.facts import device_text

METRIC: Final = "metric"
"""Kind of the feature."""
ACCEPTED_AFTER: Final = timedelta(days=1)
"""So long a metric differs from what it used to be; then it is taken for meant. A row not told of goes as late."""
_UP: Final = frozenset({"up", "dormant"})


@dataclass(frozen=True, slots=True)
class MetricTurn:
    """A metric that changed from ``before`` to ``now``.

    It is ``usual`` when it is what it used to be, or meant, and so is every other metric of the port.
    """

    device_id: int
    protocol: str
    port: str
    before: str
    now: str
    usual: bool


def metric_rows(report: DeviceReport) -> list[dict[str, Any]]:
    """Return the metrics of a device's interfaces that are up, as rows of features."""
    ports = {port.if_index: port.name for port in report.interfaces if port.oper_status in _UP}
    told = [("ospf", "", row.if_index, row.ospf_cost) for row in report.place.addresses]
    told += [("isis", row.level, row.if_index, row.metric) for row in report.isis_metrics]
    found = [
        _row(protocol, level, ports[index], metric)
        for protocol, level, index, metric in told
        if index is not None and index in ports and metric is not None
    ]
    return list({row["name"]: row for row in found}.values())


def _row(protocol: str, level: str, port: str, metric: int) -> dict[str, Any]:
    name = device_text(" ".join(part for part in (protocol, level, port) if part), 255)
    told = {"protocol": protocol, "port": device_text(port, 255), "usual": str(metric)}
    return {"kind": METRIC, "name": name, "state": str(metric), "severity": "ok", "told": told}


def settled(
    rows: Sequence[Mapping[str, Any]], stored: Iterable[Any], device_id: int, at: datetime
) -> tuple[list[dict[str, Any]], list[MetricTurn]]:
    """Return the rows of features as they are to be kept after a look at ``at``, and which metrics have changed."""
    known = {row.name: row for row in stored if row.kind == METRIC}
    kept: list[dict[str, Any]] = []
    turns: list[MetricTurn] = []
    for row in rows:
        if row["kind"] != METRIC or row["name"] not in known:
            kept.append(dict(row))
            continue
        after, turn = _compared(row, known[row["name"]], device_id, at)
        kept.append(after)
        turns += turn
    told = {row["name"] for row in rows if row["kind"] == METRIC}
    for name in sorted(known.keys() - told):
        old = known[name]
        if at - old.seen_at < ACCEPTED_AFTER:
            kept.append({part: getattr(old, part) for part in ("kind", "name", "state", "severity", "told", "seen_at")})
        elif old.state != old.told.get("usual", old.state):
            turns.append(_turn(device_id, old, old.state, usual=True))
    odd = {row["told"]["port"] for row in kept if row["kind"] == METRIC and row["severity"] != "ok"}
    return kept, [replace(turn, usual=turn.usual and turn.port not in odd) for turn in turns]


def _compared(
    row: Mapping[str, Any], old: Any, device_id: int, at: datetime
) -> tuple[dict[str, Any], list[MetricTurn]]:
    before, now = old.state, row["state"]
    usual = old.told.get("usual", before)
    meant = now == before != usual and at - old.state_since >= ACCEPTED_AFTER
    if meant:
        usual = now
    turn = [_turn(device_id, old, now, usual=now == usual)] if now != before or meant else []
    severity = "ok" if now == usual else "warning"
    return {**row, "severity": severity, "told": {**row["told"], "usual": usual}}, turn


def _turn(device_id: int, old: Any, now: str, *, usual: bool) -> MetricTurn:
    return MetricTurn(device_id, old.told.get("protocol", ""), old.told.get("port", ""), old.state, now, usual)
