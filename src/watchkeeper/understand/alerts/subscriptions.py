"""What alerts listen to: events of devices that are conditions, from raise to clear."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.outbox import Subscription
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import EventKind
from watchkeeper.observe.events.service import RECORDED
from watchkeeper.understand.alerts.lifecycle import Signal
from watchkeeper.understand.alerts.service import AlertService

CONDITIONS: Final[Mapping[EventKind, tuple[str, bool, str]]] = {
    EventKind.DEVICE_DOWN: ("unreachable", True, "major"),
    EventKind.DEVICE_UP: ("unreachable", False, "major"),
    EventKind.INTERFACE_DOWN: ("link_down", True, "minor"),
    EventKind.INTERFACE_UP: ("link_down", False, "minor"),
    EventKind.IDENTITY_MISMATCH: ("identity_mismatch", True, "critical"),
    EventKind.IDENTITY_RESTORED: ("identity_mismatch", False, "critical"),
    EventKind.POLLER_ISOLATED: ("poller_isolated", True, "critical"),
    EventKind.POLLER_CONNECTED: ("poller_isolated", False, "critical"),
    EventKind.HOST_KEY_CHANGED: ("host_key_changed", True, "critical"),
    EventKind.HOST_KEY_ACCEPTED: ("host_key_changed", False, "critical"),
    EventKind.SECRET_EXPIRING: ("secret_expiring", True, "minor"),
    EventKind.SECRET_RENEWED: ("secret_expiring", False, "minor"),
}
"""Which events raise and clear what, and how bad it is by itself."""


def build_subscriptions(service: AlertService) -> list[Subscription]:
    """Return the subscriptions of alerts."""

    async def recorded(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        events = payload.get("events")
        signals = (
            [signal_of(event) for event in events if isinstance(event, Mapping)] if isinstance(events, list) else []
        )
        await service.take(session, [signal for signal in signals if signal is not None])

    return [Subscription(RECORDED, "alerts.events_recorded", recorded)]


def signal_of(event: Mapping[str, JSON]) -> Signal | None:
    """Return the signal that an event is; most events are none."""
    kind = EventKind(str(event["kind"])) if event.get("kind") in set(EventKind) else None
    condition = CONDITIONS.get(kind) if kind is not None else None
    if condition is None:
        return None
    name, raised, severity = condition
    device, part = str(event.get("device_name") or ""), str(event.get("object") or "")
    entity = _entity(device, part)
    return Signal(
        entity=entity,
        kind=name,
        raised=raised,
        at=datetime.fromisoformat(str(event["at"])),
        severity=severity,
        summary=str(event.get("message") or ""),
        source="events",
        device_name=device,
    )


def _entity(device: str, part: str) -> str:
    if not device:
        return f"platform:{part or 'poller'}"
    return f"if:{device}:{part}" if part else f"node:{device}"
