"""The table of silences."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM

NAME_WIDTH = 255


class AlertSilence(Base):
    """Alerts that nobody is told about from ``starts_at`` until ``ends_at``; ``matcher`` says which (``Matcher``)."""

    __tablename__ = "alert_silences"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    matcher: Mapped[dict[str, object]] = mapped_column(default=dict)
    comment: Mapped[str] = mapped_column(Text, default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    created_by: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    created_at: Mapped[datetime]
