"""Tables of security keys: the keys of each account, and the challenges that wait for an answer."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM


class SecurityKey(Base):
    """A registered key. ``data`` is its id and public key (attested credential data): nothing in it is secret.

    ``sign_count`` is the last count the key has signed; a key without a counter stays at 0.
    """

    __tablename__ = "security_keys"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class SecurityKeyChallenge(Base):
    """A challenge that was given out and not answered. Without an account it is for a passkey's login."""

    __tablename__ = "security_key_challenges"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    expires_at: Mapped[datetime] = mapped_column(index=True)
