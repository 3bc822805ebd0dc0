"""Translates what other systems send (Alertmanager, PRTG, any JSON by a mapping) into signals, and back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.alerts.errors import UnreadableAlertError
from watchkeeper.understand.alerts.lifecycle import Signal
from watchkeeper.understand.alerts.naming import Names, port_of

_SEVERITIES: Final = {
    "critical": "critical", "emergency": "critical", "disaster": "critical", "page": "critical", "down": "critical",
    "error": "major", "major": "major", "high": "major", "average": "minor", "minor": "minor",
    "warning": "warning", "warn": "warning", "unusual": "warning",
    "info": "info", "information": "info", "none": "info",
}  # fmt: skip
_CLEARS: Final = frozenset(
    {"resolved", "clear", "cleared", "ok", "up", "recovery", "recovered", "normal", "closed", "false", "0"}
)
_DEVICE_LABELS: Final = ("device", "host", "hostname", "instance", "node", "virtual_machine", "object")
_PORT_LABELS: Final = ("interface", "ifName", "ifname", "if_name")


def severity_of(text: str) -> str:
    """Return our word for a severity; what nobody knows is a warning."""
    return _SEVERITIES.get(text.strip().lower(), "warning")


def from_alertmanager(document: Mapping[str, JSON], now: datetime, names: Names) -> list[Signal]:
    """Return the signals of a webhook message of Prometheus Alertmanager (version 4). Raises UnreadableAlertError.

    Of several labels that may name the device, the one that names one of ours (``names``) does; else the first.
    """
    alerts = document.get("alerts")
    if not isinstance(alerts, Sequence) or isinstance(alerts, str):
        raise UnreadableAlertError(
            "The message has no list of alerts.", hint="Point a webhook_config of Alertmanager here."
        )
    return [_alertmanager(one, now, names) for one in alerts if isinstance(one, Mapping)]


def _alertmanager(alert: Mapping[str, JSON], now: datetime, names: Names) -> Signal:
    labels = _texts(alert.get("labels"))
    notes = _texts(alert.get("annotations"))
    firing = str(alert.get("status", "firing")) != "resolved"
    device = _device(labels, names)
    port = next((labels[name] for name in _PORT_LABELS if labels.get(name)), "") if device else ""
    said = {"alertname", "severity", *_DEVICE_LABELS, *(_PORT_LABELS if port else ())}
    rest = {key: value for key, value in labels.items() if key not in said}
    kind = labels.get("alertname", "alert")
    detail = ",".join(f"{key}={rest[key]}" for key in sorted(rest))
    return Signal(
        entity=_object(device, port) if device else f"alertmanager:{detail or kind}",
        kind=f"{kind}{{{detail}}}"[:64] if detail and device else kind[:64],
        raised=firing,
        at=_moment(alert.get("startsAt" if firing else "endsAt"), now),
        severity=severity_of(labels.get("severity", "")),
        summary=notes.get("summary") or notes.get("description") or kind,
        source="alertmanager",
        device_name=device,
        labels=labels,
    )


def from_prtg(fields: Mapping[str, str], now: datetime) -> Signal:
    """Return the signal of a PRTG notification (execute HTTP action): device, sensor, status, message."""
    device, sensor = fields.get("device", "").strip(), fields.get("sensor", fields.get("name", "")).strip()
    if not device and not sensor:
        raise UnreadableAlertError(
            "The message names neither a device nor a sensor.",
            hint="Let PRTG send device=%device&sensor=%name&status=%status&message=%message.",
        )
    status = fields.get("status", "Down").strip().lower()
    return Signal(
        entity=f"node:{device}" if device else f"prtg:{sensor}",
        kind=(f"prtg {sensor}" if sensor else "prtg")[:64],
        raised=status.split(" ")[0] not in _CLEARS,
        at=now,
        severity=severity_of(status.split(" ")[0]),
        summary=fields.get("message") or f"{sensor} is {status}",
        source="prtg",
        device_name=device,
        labels={key: value for key, value in fields.items() if key in {"device", "sensor", "status", "group"}},
    )


def from_mapping(document: JSON, mapping: Mapping[str, str], source: str, now: datetime) -> list[Signal]:
    """Return the signals of any JSON: an object, or a list of them, read by dotted paths.

    What an alert is about is its ``entity``, or, as NetBox has it, a ``device`` and perhaps an ``interface`` of it.
    """
    rows = document if isinstance(document, list) else [document]
    return [_mapped(row, mapping, source, now) for row in rows]


def _mapped(row: JSON, mapping: Mapping[str, str], source: str, now: datetime) -> Signal:
    found = {name: _at(row, path) for name, path in mapping.items()}
    kind, device = found.get("kind", ""), found.get("device", "")
    entity = _object(device, found.get("interface", "")) if device else found.get("entity", "")
    if not entity or not kind:
        missing = "kind" if entity else "device" if "device" in mapping else "entity"
        raise UnreadableAlertError(f"The message has no {missing} at {mapping.get(missing)!r}.")
    named = entity if ":" in entity else f"node:{entity}"
    return Signal(
        entity=named[:600],
        kind=kind[:64],
        raised=found.get("state", "raise").strip().lower() not in _CLEARS,
        at=_moment(found.get("at"), now),
        severity=severity_of(found.get("severity", "")),
        summary=found.get("summary") or kind,
        source=source,
        device_name=device or (named.removeprefix("node:") if named.startswith("node:") else ""),
    )


def _at(row: JSON, path: str) -> str:
    if path.startswith("="):
        return path[1:]
    here: JSON = row
    for step in path.split("."):
        if isinstance(here, Mapping):
            here = here.get(step)
        elif isinstance(here, list) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            return ""
    return "" if here is None or isinstance(here, Mapping | list) else str(here)


def for_alertmanager(rows: Iterable[tuple[str, str, str, str, datetime]]) -> list[dict[str, JSON]]:
    """Return open alerts (entity, kind, severity, summary, raised at) as Alertmanager's API takes them."""
    return [
        {
            "labels": {"alertname": kind, "entity": entity, "severity": severity, "source": "watchkeeper"},
            "annotations": {"summary": summary},
            "startsAt": raised_at.isoformat(),
        }
        for entity, kind, severity, summary, raised_at in rows
    ]


def _object(device: str, port: str) -> str:
    return port_of(device, port) if port else f"node:{device}"


def _device(labels: Mapping[str, str], names: Names) -> str:
    found = [_without_port(labels[name]) for name in _DEVICE_LABELS if labels.get(name)]
    return next((name for name in found if names.ours(name)), found[0] if found else "")


def _without_port(instance: str) -> str:
    host, colon, port = instance.rpartition(":")
    return host if colon and port.isdigit() and ":" not in host else instance


def _texts(value: object) -> dict[str, str]:
    return {str(key): str(text) for key, text in value.items()} if isinstance(value, Mapping) else {}


def _moment(value: object, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return now
    return moment if moment.tzinfo is not None and moment.year > 1 else now
