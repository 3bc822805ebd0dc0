"""A sealed entry as other programs read it: JSON lines, syslog (RFC 5424), ArcSight's Common Event Format. Pure."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, Literal

Line = Mapping[str, object]
"""An entry as ``archiving.line_of`` gives it: every column by name, ``at`` as ISO 8601."""

Format = Literal["jsonl", "syslog", "cef"]

_AUDIT_FACILITY: Final = 13  # RFC 5424 §6.2.1: log audit
_SEVERITY: Final = {"ok": 6, "denied": 4, "failed": 3}  # informational, warning, error
_CEF_SEVERITY: Final = {"ok": 3, "denied": 7, "failed": 6}
_PRIVATE: Final = "audit@32473"  # RFC 5612: the enterprise number for examples
_TOLD: Final = (
    "sequence",
    "actor_kind",
    "actor_id",
    "actor_name",
    "object_kind",
    "object_id",
    "object_name",
    "address",
    "request_id",
    "user_agent",
    "outcome",
    "reason",
    "before",
    "after",
    "hash",
)
_CEF: Final = {
    "rt": "at",
    "suser": "actor_name",
    "suid": "actor_id",
    "src": "address",
    "requestClientApplication": "user_agent",
    "externalId": "sequence",
    "outcome": "outcome",
    "reason": "reason",
    "cs1": "object_kind",
    "cs2": "object_id",
    "cs3": "object_name",
    "cs4": "before",
    "cs5": "after",
    "cs6": "hash",
}
_CEF_LABELS: Final = {
    "cs1": "objectKind",
    "cs2": "objectId",
    "cs3": "object",
    "cs4": "before",
    "cs5": "after",
    "cs6": "hash",
}


def to_json(entry: Line) -> str:
    """Return one line of JSON with every column, from which the chain can be computed again."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def to_syslog(entry: Line, *, host: str, message: str | None = None) -> str:
    """Return an RFC 5424 message from ``host``; what the entry says is structured data, ``message`` its text."""
    priority = _AUDIT_FACILITY * 8 + _SEVERITY.get(str(entry["outcome"]), 5)
    at = datetime.fromisoformat(str(entry["at"])).isoformat(timespec="microseconds").replace("+00:00", "Z")
    data = " ".join(f'{name}="{_parameter(str(entry[name]))}"' for name in _TOLD if entry.get(name) not in {None, ""})
    text = (
        message if message is not None else _one_line(f"{entry['actor_name']} {entry['verb']} {entry['object_name']}")
    )
    verb = "".join(letter for letter in str(entry["verb"]) if "!" <= letter <= "~")[:32] or "-"
    return f"<{priority}>1 {at} {_header(host)} watchkeeper - {verb} [{_PRIVATE} {data}] {text}"


def to_cef(entry: Line, *, version: str) -> str:
    """Return an event in the Common Event Format, version 0."""
    severity = _CEF_SEVERITY.get(str(entry["outcome"]), 5)
    head = "|".join(
        _cef_header(part)
        for part in ("Watchkeeper", "Watchkeeper", version, str(entry["verb"]), str(entry["verb"]), str(severity))
    )
    fields = {key: str(entry[name]) for key, name in _CEF.items() if entry.get(name) not in {None, ""}}
    labels = {f"{key}Label": label for key, label in _CEF_LABELS.items() if key in fields}
    extension = " ".join(f"{key}={_cef_value(value)}" for key, value in (fields | labels).items())
    return f"CEF:0|{head}|{extension}"


def writer(wanted: Format, *, host: str, version: str) -> Callable[[Line], str]:
    """Return what turns an entry into a line of ``wanted``."""
    return {
        "jsonl": to_json,
        "syslog": lambda entry: to_syslog(entry, host=host),
        "cef": lambda entry: to_cef(entry, version=version),
    }[wanted]


def _parameter(value: str) -> str:
    """Escape a parameter value (RFC 5424 §6.3.3); line breaks would end the record for many receivers."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]")
    return _one_line(escaped)


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _header(text: str) -> str:
    return "".join(letter for letter in text if "!" <= letter <= "~")[:255] or "-"


def _cef_header(text: str) -> str:
    return _one_line(text.replace("\\", "\\\\").replace("|", "\\|"))


def _cef_value(text: str) -> str:
    return _one_line(text.replace("\\", "\\\\").replace("=", "\\=").replace("\r", "").replace("\n", "\\n"))
