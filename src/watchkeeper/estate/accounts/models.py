"""Tables of accounts: who may log in, their sessions and known devices, identities elsewhere, failed logins."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.crypto import EncryptedBytes
from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM


class User(Base):
    """A person or a service account. ``name`` is kept as given, ``name_key`` in lower case is what logins look up.

    ``origin`` says who vouches for the account (``Origin``); ``password_hash`` is empty for one that has no local
    password. ``role_source`` says who decides the role: an administrator, or the mapping of groups.
    """

    __tablename__ = "users"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    name_key: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(64))
    enabled: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(16), default="person", server_default="person")
    origin: Mapped[str] = mapped_column(String(16), default="local", server_default="local")
    display_name: Mapped[str] = mapped_column(String(255), default="", server_default=text("''"))
    email: Mapped[str] = mapped_column(String(255), default="", server_default=text("''"))
    break_glass: Mapped[bool] = mapped_column(default=False, server_default=false())
    role_source: Mapped[str] = mapped_column(String(16), default="manual", server_default="manual")
    role_note: Mapped[str] = mapped_column(String(255), default="", server_default=text("''"))
    role_changed_at: Mapped[datetime | None]
    last_login_at: Mapped[datetime | None]
    password_changed_at: Mapped[datetime]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class LoginSession(Base):
    """A login. The cookie holds the token, the table only its SHA-256.

    ``method`` says how the person was recognised (``Method``), ``subject`` and ``provider_sid`` what the identity
    provider calls the person and its session; ``id_token`` is sealed and serves the logout there. ``proven_at`` is
    when the provider last vouched anew for who sits there; it is used up by what asked for it.
    """

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
    method: Mapped[str] = mapped_column(String(16), default="password", server_default="password")
    second_factor: Mapped[bool] = mapped_column(default=False, server_default=false())
    subject: Mapped[str] = mapped_column(String(255), default="", server_default=text("''"), index=True)
    provider_sid: Mapped[str] = mapped_column(String(255), default="", server_default=text("''"), index=True)
    id_token: Mapped[EncryptedBytes | None] = mapped_column(LargeBinary)
    proven_at: Mapped[datetime | None]


class KnownDevice(Base):
    """A browser that an account has logged in from: guesses made elsewhere do not slow it down.

    The cookie holds the token, the table its SHA-256. ``network`` is where it was last seen.
    """

    __tablename__ = "known_devices"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    network: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime] = mapped_column(index=True)


class Identity(Base):
    """What an identity provider calls an account. ``groups`` are those of the last login, None when it named none."""

    __tablename__ = "identities"
    __scope__ = PLATFORM
    __table_args__ = (UniqueConstraint("provider", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    provider: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    groups: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class SecondFactor(Base):
    """An account's one-time password generator (RFC 6238); it counts once ``confirmed_at`` is set.

    ``last_step`` is the time step of the last code taken: that one and earlier ones are refused.
    """

    __tablename__ = "second_factors"
    __scope__ = PLATFORM

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[EncryptedBytes] = mapped_column(LargeBinary)
    secret_version: Mapped[int]
    last_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A recovery code that has not been used; only its SHA-256 is kept (a code has 80 random bits)."""

    __tablename__ = "recovery_codes"
    __scope__ = PLATFORM
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))


class SecondFactorRule(Base):
    """A role whose people need a second factor."""

    __tablename__ = "second_factor_rules"
    __scope__ = PLATFORM

    role: Mapped[str] = mapped_column(String(64), primary_key=True)


class ApiKey(Base):
    """A key for programs. ``prefix`` is public and finds it; of the secret half only the SHA-256 is kept."""

    __tablename__ = "api_keys"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    prefix: Mapped[str] = mapped_column(String(16), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_by: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    last_used_address: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))


class LoginFailures(Base):
    """Failed logins in a row of one subject: an account, an address, both together, a known device."""

    __tablename__ = "login_failures"
    __scope__ = PLATFORM

    subject: Mapped[str] = mapped_column(String(128), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)
