"""The tables of health: what was measured and said last of each subject, and what was said before."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import OfDevice

SUBJECT_WIDTH = 720


class HealthSubject(Base):
    """The latest of a subject: ``device:7``, ``link:physical:…``, ``site:3``, ``pool:2`` or ``network``.

    ``device_id`` is 0 for what is no device; verbs of the slice show that to whoever sees all of it. ``recorded_at``
    is when ``state`` and ``score`` were last put into the history.
    """

    __tablename__ = "health_subjects"
    __scope__ = OfDevice()

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    subject: Mapped[str] = mapped_column(String(SUBJECT_WIDTH), unique=True)
    device_id: Mapped[int] = mapped_column(default=0, index=True)
    measured_at: Mapped[datetime | None]
    measures: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(16), default="unknown")
    score: Mapped[float | None]
    recorded_at: Mapped[datetime]


class HealthPoint(Base):
    """A score as it was from ``at`` on; ``score`` null is unknown."""

    __tablename__ = "health_points"
    __scope__ = OfDevice()
    __table_args__ = (
        Index("ix_health_points_subject_at", "subject", "at", unique=True),
        Index("ix_health_points_at", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    subject: Mapped[str] = mapped_column(String(SUBJECT_WIDTH))
    device_id: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))
    score: Mapped[float | None]
    coverage: Mapped[float]
