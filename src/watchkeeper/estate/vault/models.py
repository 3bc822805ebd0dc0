"""The tables of the vault: credentials (what must stay secret is an envelope), what opens what, host keys."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.crypto import EncryptedBytes, SecretPlace
from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM, OfDevice


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
    attributes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    expires_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]
    secret: Mapped[EncryptedBytes] = mapped_column(LargeBinary)
    secret_version: Mapped[int] = mapped_column(default=1)
    is_default: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    def place(self) -> SecretPlace:
        """Return what the envelope of this row is bound to: identifier, kind and version."""
        return SecretPlace(f"credential:{self.kind}", self.uid, self.secret_version)


class CredentialBinding(Base):
    """A credential given to a device, pool, site or platform, or to all; see ``resolving.Binding``."""

    __tablename__ = "credential_bindings"
    __scope__ = PLATFORM
    __table_args__ = (
        UniqueConstraint("credential_id", "level", "ref"),
        Index("ix_credential_bindings_at", "level", "ref"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[int] = mapped_column(ForeignKey("credentials.id", ondelete="CASCADE"))
    level: Mapped[str] = mapped_column(String(16))
    ref: Mapped[str] = mapped_column(String(64), default="")
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class CredentialTrial(Base):
    """How a credential did on a device; see ``trials.Trial``. It is also the log of where each was used."""

    __tablename__ = "credential_trials"
    __scope__ = OfDevice()

    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True)
    credential_id: Mapped[int] = mapped_column(
        ForeignKey("credentials.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    version: Mapped[int]
    last_ok_at: Mapped[datetime | None]
    last_refused_at: Mapped[datetime | None]
    refusals: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]


class SshHostKey(Base):
    """The key by which an SSH server was known first, and one that it offered later instead."""

    __tablename__ = "ssh_host_keys"
    __scope__ = PLATFORM
    __table_args__ = (UniqueConstraint("host", "port", "algorithm"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(255))
    port: Mapped[int]
    algorithm: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64))
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    offered_key: Mapped[str | None] = mapped_column(Text)
    offered_fingerprint: Mapped[str | None] = mapped_column(String(64))
    offered_at: Mapped[datetime | None]
