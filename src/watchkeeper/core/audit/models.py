"""The tables of the audit log. Guards in the database itself refuse to change or delete what is in them."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.crypto import EncryptedBytes, SecretPlace
from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import PLATFORM

HASH = String(64)  # SHA-256 in hex
SIGNATURE = String(128)  # Ed25519 in hex


class AuditEntry(Base):
    """One thing that was done or refused.

    Written by the transaction that did it, with ``sequence`` and ``hash`` empty; the sealer fills these once, in
    order, and the database refuses every other change.
    """

    __tablename__ = "audit_entries"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[str] = mapped_column(String(64))
    actor_name: Mapped[str] = mapped_column(String(255))
    verb: Mapped[str] = mapped_column(String(64))
    object_kind: Mapped[str] = mapped_column(String(64))
    object_id: Mapped[str] = mapped_column(String(64))
    object_name: Mapped[str] = mapped_column(String(255))
    address: Mapped[str] = mapped_column(String(64))
    request_id: Mapped[str] = mapped_column(String(128))
    user_agent: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    sequence: Mapped[int | None] = mapped_column(BIG_ID, unique=True)
    hash: Mapped[str | None] = mapped_column(HASH)

    __table_args__ = (
        Index(
            "ix_audit_entries_unsealed",
            "id",
            sqlite_where=text("sequence IS NULL"),
            postgresql_where=text("sequence IS NULL"),
        ),
        Index("ix_audit_entries_object", "object_kind", "object_id", "at"),
        Index("ix_audit_entries_actor", "actor_kind", "actor_id", "at"),
        Index("ix_audit_entries_verb", "verb", "at"),
        {"sqlite_autoincrement": True},  # a number is never used again
    )


class AuditCheckpoint(Base):
    """A signature over the chain as far as ``sequence``."""

    __tablename__ = "audit_checkpoints"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    sequence: Mapped[int] = mapped_column(BIG_ID, unique=True)
    hash: Mapped[str] = mapped_column(HASH)
    at: Mapped[datetime]
    key_id: Mapped[str] = mapped_column(String(16))
    signature: Mapped[str] = mapped_column(SIGNATURE)


class AuditArchive(Base):
    """The signed boundary of entries that retention moved into a file; only what one covers can be deleted."""

    __tablename__ = "audit_archives"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    first_sequence: Mapped[int] = mapped_column(BIG_ID, unique=True)
    last_sequence: Mapped[int] = mapped_column(BIG_ID, unique=True)
    first_previous: Mapped[str] = mapped_column(HASH)
    last_hash: Mapped[str] = mapped_column(HASH)
    file: Mapped[str] = mapped_column(String(255))
    file_sha256: Mapped[str] = mapped_column(HASH)
    at: Mapped[datetime]
    key_id: Mapped[str] = mapped_column(String(16))
    signature: Mapped[str] = mapped_column(SIGNATURE)


class AuditKey(Base):
    """A signing key. The private half is an envelope: who has only the database can neither sign nor add a key."""

    __tablename__ = "audit_keys"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    key_id: Mapped[str] = mapped_column(String(16), unique=True)
    public: Mapped[str] = mapped_column(String(64))
    private: Mapped[EncryptedBytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]

    def place(self) -> SecretPlace:
        """Return what the envelope of this row is bound to."""
        return SecretPlace("audit_key", self.key_id, 1)
