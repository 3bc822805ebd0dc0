"""The table of credentials; what must stay secret is an envelope."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.crypto import EncryptedBytes, SecretPlace
from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM


class Credential(Base):
    """What opens an agent. ``uid`` and ``secret_version`` are what the envelope is bound to."""

    __tablename__ = "credentials"
    __scope__ = PLATFORM
    __table_args__ = (
        Index(
            "uq_credentials_one_default",
            "is_default",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(255), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    user: Mapped[str] = mapped_column(String(255), default="")
    auth: Mapped[str | None] = mapped_column(String(16))
    priv: Mapped[str | None] = mapped_column(String(16))
    context: Mapped[str] = mapped_column(String(255), default="")
    secret: Mapped[EncryptedBytes] = mapped_column(LargeBinary)
    secret_version: Mapped[int] = mapped_column(default=1)
    is_default: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    def place(self) -> SecretPlace:
        """Return what the envelope of this row is bound to: identifier, kind and version."""
        return SecretPlace(f"credential:{self.kind}", self.uid, self.secret_version)
