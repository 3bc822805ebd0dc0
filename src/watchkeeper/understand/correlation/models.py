"""The table of series that move together."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import BY_VERB

NAME_WIDTH = 255


class Companion(Base):
    """Two series that moved together when their neighbourhood was looked at last.

    A pair is found with device ``owner_id`` and stands once; ``other_*`` follows ``device_id``'s series by ``lag_h``
    hours, or leads it where that is below zero. ``q`` is the share of false discoveries at which it would just be told.
    """

    __tablename__ = "companions"
    __scope__ = BY_VERB
    __table_args__ = (
        Index("ix_companions_series", "device_id", "family", "metric", "object"),
        Index("ix_companions_other", "other_device_id", "other_family", "other_metric", "other_object"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    owner_id: Mapped[int] = mapped_column(index=True)
    relation: Mapped[str] = mapped_column(String(16))
    device_id: Mapped[int]
    family: Mapped[str] = mapped_column(String(64))
    metric: Mapped[str] = mapped_column(String(64))
    object: Mapped[str] = mapped_column(String(NAME_WIDTH))
    other_device_id: Mapped[int]
    other_family: Mapped[str] = mapped_column(String(64))
    other_metric: Mapped[str] = mapped_column(String(64))
    other_object: Mapped[str] = mapped_column(String(NAME_WIDTH))
    rho: Mapped[float]
    lag_h: Mapped[int]
    q: Mapped[float]
    hours: Mapped[int]
    found_at: Mapped[datetime] = mapped_column(index=True)
