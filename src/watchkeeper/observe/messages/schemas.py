"""Messages at the API's border."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.paging import MAX_ID, MAX_LIMIT
from watchkeeper.observe.messages.search import MessageFilter

_MAX_NUMBER: Final = (1 << 63) - 1


class MessageParameters(BaseModel):
    """Which messages are asked for."""

    device_id: int | None = Field(default=None, ge=1, le=MAX_ID)
    source: str = Field(default="", max_length=64, description="Address that they came from.")
    protocol: Literal["syslog", "trap"] | None = None
    event: str | None = Field(default=None, max_length=64)
    severity: int | None = Field(default=None, ge=0, le=7, description="Least grave that is shown.")
    unknown_senders: bool | None = Field(default=None, description="Only those of strangers, or none of them.")
    q: str = Field(default="", max_length=200, description="Words that must all occur.")
    start: Moment | None = Field(default=None, description="First moment of receipt included.")
    end: Moment | None = Field(default=None, description="First moment of receipt left out.")
    before: int | None = Field(default=None, ge=0, le=_MAX_NUMBER, description="Older than this message.")
    after: int | None = Field(default=None, ge=0, le=_MAX_NUMBER, description="Newer than this message.")
    limit: int = Field(default=100, ge=1, le=MAX_LIMIT)

    def as_filter(self, device_ids: frozenset[int] | None) -> MessageFilter:
        """Return the filter of the archive; ``device_ids`` are those that may be seen, None is everything."""
        return MessageFilter(
            device_id=self.device_id,
            source=self.source,
            protocol=self.protocol,
            event=self.event,
            severity=self.severity,
            search=self.q,
            start=self.start,
            end=self.end,
            before=self.before,
            after=self.after,
            strangers=self.unknown_senders,
            device_ids=device_ids,
        )


class MessageView(BaseModel):
    """A message as clients see it. What it says, also of its sender, is the sender's claim."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "1772366400000000000",
                    "received_at": "2026-03-01T12:00:00Z",
                    "at": "2026-03-01T11:59:59Z",
                    "clock_believed": True,
                    "device_id": 3,
                    "device_name": "core-1",
                    "source": "192.0.2.1",
                    "protocol": "syslog",
                    "severity": 4,
                    "facility": 3,
                    "host": "core-1",
                    "process": "rpd",
                    "tag": "RPD_OSPF_NBRDOWN",
                    "event": "OSPF_NEIGHBOR_DOWN",
                    "fields": {"neighbor": "192.0.2.2"},
                    "text": "<28>Mar  1 11:59:59 core-1 rpd[1]: RPD_OSPF_NBRDOWN: …",
                }
            ]
        }
    )

    id: str = Field(description="Number of the message, as text: it has more digits than a browser's numbers.")
    received_at: datetime
    at: datetime = Field(description="When it happened, by the device's clock as far as that is believed.")
    clock_believed: bool
    device_id: int | None = Field(description="Null when the sender is no device of the inventory.")
    device_name: str | None
    source: str = Field(description="Address that the message came from.")
    protocol: str
    severity: int | None = Field(description="0 (emergency) to 7 (debug), of syslog.")
    facility: int | None
    host: str | None = Field(description="Name that the message gives its sender: a claim.")
    process: str | None
    tag: str | None
    event: str | None = Field(description="What it means; null when no definition knows it.")
    fields: dict[str, str]
    text: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "MessageView":
        """Return the view of a row of the archive."""
        return cls(
            id=str(row["id"]),
            received_at=datetime.fromtimestamp(row["received_us"] / 1e6, UTC),
            at=datetime.fromtimestamp(row["at_us"] / 1e6, UTC),
            clock_believed=row["believed"],
            device_id=row["device_id"] or None,
            device_name=row["device"] or None,
            source=row["source"],
            protocol=row["protocol"],
            severity=row["severity"],
            facility=row["facility"],
            host=row["host"] or None,
            process=row["process"] or None,
            tag=row["tag"] or None,
            event=row["event"] or None,
            fields=json.loads(row["fields"]) if row["fields"] else {},
            text=row["text"],
        )


class MessagePage(BaseModel):
    """Messages, newest first. ``next`` is the ``before`` of the following page, null at the end."""

    items: list[MessageView]
    next: str | None
