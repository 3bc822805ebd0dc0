"""The tables of alerts and incidents."""

from datetime import datetime

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import PLATFORM, OfDevice
from watchkeeper.understand.alerts.reach import OfAlerts

NAME_WIDTH = 255


class AlertRow(Base):
    """A condition of an object, from raise to clear.

    ``open_fingerprint`` is the fingerprint while the alert lasts and null afterwards, so that the database itself
    keeps a second open alert of the same condition away. ``changes`` are the latest raises and clears (s since the
    epoch). ``said`` is a ``summary`` in shipped words as its code and facts.
    """

    __tablename__ = "alerts"
    __scope__ = OfDevice()
    __table_args__ = (
        Index("ix_alerts_fingerprint_id", "fingerprint", "id"),
        Index("ix_alerts_incident_id", "incident_id"),
        Index("ix_alerts_state_last_seen_at", "state", "last_seen_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    open_fingerprint: Mapped[str | None] = mapped_column(String(64), unique=True)
    entity: Mapped[str] = mapped_column(String(600))
    kind: Mapped[str] = mapped_column(String(64))
    device_id: Mapped[int] = mapped_column(default=0, index=True)
    device_name: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    severity: Mapped[str] = mapped_column(String(16))
    summary: Mapped[str] = mapped_column(Text, default="")
    said: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str] = mapped_column(String(16))
    flapping: Mapped[bool] = mapped_column(default=False)
    occurrences: Mapped[int] = mapped_column(default=1)
    sources: Mapped[list[str]] = mapped_column(default=list)
    labels: Mapped[dict[str, str]] = mapped_column(default=dict)
    changes: Mapped[dict[str, object]] = mapped_column(default=dict)
    raised_at: Mapped[datetime]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    assigned_to: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    shelved_until: Mapped[datetime | None]
    incident_id: Mapped[int | None]
    role: Mapped[str] = mapped_column(String(16), default="")


class IncidentRow(Base):
    """What the correlation engine knows of an incident, and what people did about it. The id is the engine's number."""

    __tablename__ = "incidents"
    __scope__ = OfAlerts("id")
    __table_args__ = (Index("ix_incidents_stage_opened_at", "stage", "opened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stage: Mapped[str] = mapped_column(String(16))
    local: Mapped[bool]
    title: Mapped[str] = mapped_column(Text, default="")
    severity: Mapped[str] = mapped_column(String(16))
    priority: Mapped[str] = mapped_column(String(2))
    roots: Mapped[list[str]] = mapped_column(default=list)
    isolated: Mapped[list[str]] = mapped_column(default=list)
    engine: Mapped[dict[str, object]] = mapped_column(default=dict)
    symptoms: Mapped[int] = mapped_column(default=0)
    suppressed: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    paged_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    assigned_to: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")


class TimelineRow(Base):
    """One thing that happened to an incident or, with ``alert_id``, to an alert.

    ``said`` is a ``text`` of the engine as its code and facts.
    """

    __tablename__ = "incident_timeline"
    __scope__ = OfAlerts("incident_id")
    __table_args__ = (
        Index("ix_incident_timeline_incident_id_at", "incident_id", "at"),
        Index("ix_incident_timeline_alert_id", "alert_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    incident_id: Mapped[int | None]
    alert_id: Mapped[int | None] = mapped_column(BIG_ID)
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text, default="")
    said: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    actor: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")


class CorrelationRow(Base):
    """The engine's clocks, one row. Whoever correlates locks it, so that any number of workers take turns."""

    __tablename__ = "correlation_state"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(default=0)
    next_number: Mapped[int] = mapped_column(default=1)
    now_s: Mapped[float] = mapped_column(default=0.0)
    first_raise_s: Mapped[float | None]
    first_clear_s: Mapped[float | None]
    last_change_s: Mapped[float] = mapped_column(default=0.0)
    links_show: Mapped[bool] = mapped_column(default=False)
    wake_at: Mapped[datetime | None]
