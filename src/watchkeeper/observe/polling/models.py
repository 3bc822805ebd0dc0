"""Tables of polling: cycles, their shards, what is remembered of each device, and the household's runs."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import PLATFORM, OfDevice


class PollCycle(Base):
    """One slot of one interval class, or one poll outside of the schedule. No ``key`` is planned twice."""

    __tablename__ = "poll_cycles"
    __scope__ = PLATFORM
    __table_args__ = (
        Index("ix_poll_cycles_group_name_interval_s_slot", "group_name", "interval_s", "slot"),
        Index("ix_poll_cycles_slot", "slot"),
        {"sqlite_autoincrement": True},  # names segments for ever: an id is never used again
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(128), unique=True)
    group_name: Mapped[str] = mapped_column(String(32))
    slot: Mapped[datetime]
    interval_s: Mapped[int]
    status: Mapped[str] = mapped_column(String(16), default="running", index=True)
    planned: Mapped[int] = mapped_column(default=0)
    ok: Mapped[int] = mapped_column(default=0)
    partial: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    late: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    rows: Mapped[int] = mapped_column(default=0)
    varbinds: Mapped[int] = mapped_column(default=0)
    requests: Mapped[int] = mapped_column(default=0)
    shards: Mapped[int] = mapped_column(default=0)
    shards_done: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class PollShard(Base):
    """A part of a cycle: one task. ``device_ids`` and ``probe_ids`` are asked in full and by a single probe.

    ``notes`` maps device ids to (outcome, reason) of those that are not plainly ok.
    """

    __tablename__ = "poll_shards"
    __scope__ = PLATFORM
    __table_args__ = (
        UniqueConstraint("cycle_id", "number"),
        Index("ix_poll_shards_status_group_name", "status", "group_name"),
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("poll_cycles.id", ondelete="CASCADE"))
    number: Mapped[int]
    group_name: Mapped[str] = mapped_column(String(32))
    interval_s: Mapped[int]
    due_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(16), default="pending")
    device_ids: Mapped[list[int]] = mapped_column(JSON)
    probe_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class DevicePollState(Base):
    """What polling remembers of a device between two polls."""

    __tablename__ = "device_poll_states"
    __scope__ = OfDevice()

    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True)
    breaker: Mapped[str] = mapped_column(String(16), default="closed", index=True)
    failures: Mapped[int] = mapped_column(default=0)
    openings: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None]
    next_attempt_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    icmp_state: Mapped[str] = mapped_column(String(16), default="unknown")
    icmp_since: Mapped[datetime | None]
    icmp_against: Mapped[int] = mapped_column(default=0)
    booted_at: Mapped[datetime | None]
    slow: Mapped[bool] = mapped_column(default=False)
    facts_at: Mapped[datetime | None]
    facts_requested_at: Mapped[datetime | None]


class ChoreRun(Base):
    """One due occurrence of a household task. The unique key keeps two ticks from enqueueing it twice."""

    __tablename__ = "chore_runs"
    __scope__ = PLATFORM
    __table_args__ = (UniqueConstraint("chore", "due_at"),)

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    chore: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime]
