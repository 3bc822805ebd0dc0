"""The table of maintenance windows."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM

NAME_WIDTH = 255


class MaintenanceWindow(Base):
    """Planned work. ``plan`` says when and on what (``WindowPlan``); ``ended_at``: when somebody ended it."""

    __tablename__ = "maintenance_windows"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH))
    reason: Mapped[str] = mapped_column(Text, default="")
    plan: Mapped[dict[str, object]] = mapped_column(default=dict)
    created_by: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
