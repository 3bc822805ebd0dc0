"""Events at the API's border."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import EventKind, Severity
from watchkeeper.observe.events.models import Details, Event


class EventView(BaseModel):
    """An event as clients see it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": 7,
                    "at": "2026-03-01T12:00:00Z",
                    "device_id": 3,
                    "device_name": "core-1",
                    "object": "ge-0/0/1",
                    "kind": "interface_down",
                    "severity": "warning",
                    "from_state": "up",
                    "to_state": "down",
                    "message": "Interface ge-0/0/1 of core-1 went down.",
                    "details": {},
                }
            ]
        }
    )

    id: int
    at: datetime
    device_id: int | None = Field(description="Null when the platform itself is concerned.")
    device_name: str
    object: str | None = Field(description="The interface, null when the whole device is concerned.")
    kind: EventKind
    severity: Severity
    from_state: str | None
    to_state: str | None
    message: str
    details: Details

    @classmethod
    def of(cls, event: Event) -> "EventView":
        """Return the view of a stored event."""
        return cls(
            id=event.id,
            at=event.at,
            device_id=event.device_id or None,
            device_name=event.device_name,
            object=event.object or None,
            kind=EventKind(event.kind),
            severity=Severity(event.severity),
            from_state=event.from_state or None,
            to_state=event.to_state or None,
            message=event.message,
            details=event.details,
        )

    def as_json(self) -> dict[str, JSON]:
        """Return the view as JSON values."""
        return self.model_dump(mode="json")
