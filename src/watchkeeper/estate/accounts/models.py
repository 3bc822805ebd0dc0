"""Tables of accounts: people, their sessions, and failed logins."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM


class User(Base):
    """A person. ``name`` is kept as given, ``name_key`` in lower case and is what logins are looked up by."""

    __tablename__ = "users"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    name_key: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(64))
    enabled: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    last_login_at: Mapped[datetime | None]
    password_changed_at: Mapped[datetime]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class LoginSession(Base):
    """A login. The cookie holds the token, the table only its SHA-256."""

    __tablename__ = "sessions"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(64), default="")
    user_agent: Mapped[str] = mapped_column(String(255), default="")


class LoginFailures(Base):
    """Failed logins in a row, of an account (``account:NAME``) or from an address (``address:ADDR``)."""

    __tablename__ = "login_failures"
    __scope__ = PLATFORM

    subject: Mapped[str] = mapped_column(String(128), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)
