"""The kinds of events, how grave each is, and its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from watchkeeper.kit.jsonable import JSON


class EventKind(StrEnum):
    """What happened."""

    DEVICE_UP = "device_up"
    DEVICE_DOWN = "device_down"
    DEVICE_UNKNOWN = "device_unknown"
    DEVICE_RESTARTED = "device_restarted"
    IDENTITY_MISMATCH = "identity_mismatch"
    IDENTITY_RESTORED = "identity_restored"
    INTERFACE_UP = "interface_up"
    INTERFACE_DOWN = "interface_down"
    INTERFACE_ADMIN_CHANGED = "interface_admin_changed"
    INTERFACE_APPEARED = "interface_appeared"
    INTERFACE_VANISHED = "interface_vanished"
    INTERFACE_REINDEXED = "interface_reindexed"
    INTERFACE_METRIC_CHANGED = "interface_metric_changed"
    INTERFACE_METRIC_RESTORED = "interface_metric_restored"
    POLLER_ISOLATED = "poller_isolated"
    POLLER_CONNECTED = "poller_connected"
    BGP_DOWN = "bgp_down"
    BGP_UP = "bgp_up"
    OSPF_DOWN = "ospf_down"
    OSPF_UP = "ospf_up"
    ISIS_DOWN = "isis_down"
    ISIS_UP = "isis_up"
    BFD_DOWN = "bfd_down"
    BFD_UP = "bfd_up"
    LDP_DOWN = "ldp_down"
    LDP_UP = "ldp_up"
    ALARM_RAISED = "alarm_raised"
    ALARM_CLEARED = "alarm_cleared"
    CONFIGURATION_CHANGED = "configuration_changed"
    DEVICE_REPORTED = "device_reported"
    CONDITION_FLAPPING = "condition_flapping"
    CONDITION_STEADY = "condition_steady"
    MESSAGE_STORM = "message_storm"
    HOST_KEY_CHANGED = "host_key_changed"
    HOST_KEY_ACCEPTED = "host_key_accepted"
    SECRET_EXPIRING = "secret_expiring"  # noqa: S105  # a word, no secret
    SECRET_RENEWED = "secret_renewed"  # noqa: S105  # a word, no secret


class Severity(StrEnum):
    """How grave an event is by itself, before anything is known of its causes."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


SEVERITIES: dict[EventKind, Severity] = {
    EventKind.DEVICE_DOWN: Severity.CRITICAL,
    EventKind.IDENTITY_MISMATCH: Severity.CRITICAL,
    EventKind.POLLER_ISOLATED: Severity.CRITICAL,
    EventKind.HOST_KEY_CHANGED: Severity.CRITICAL,
    EventKind.DEVICE_UNKNOWN: Severity.WARNING,
    EventKind.DEVICE_RESTARTED: Severity.WARNING,
    EventKind.INTERFACE_DOWN: Severity.WARNING,
    EventKind.INTERFACE_VANISHED: Severity.WARNING,
    EventKind.SECRET_EXPIRING: Severity.WARNING,
}
"""Kinds that are more than information."""

PLATFORM = 0
"""Stands for the device of an event that concerns the platform itself."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something that happened at ``at`` (UTC). Device, object, kind and moment together are its identity."""

    at: datetime
    device_id: int
    device_name: str
    kind: EventKind
    object: str = ""
    from_state: str = ""
    to_state: str = ""
    message: str = ""
    severity: Severity | None = None
    details: Mapping[str, JSON] = field(default_factory=dict)

    @property
    def gravity(self) -> Severity:
        """The severity given, else that of the kind."""
        return self.severity or SEVERITIES.get(self.kind, Severity.INFO)
