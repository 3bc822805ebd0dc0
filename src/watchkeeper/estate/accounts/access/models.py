"""Tables of access: roles of one's own, and accounts that see only some sites and pools."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, exists, inspect
from sqlalchemy.orm import Mapped, column_property, mapped_column

from watchkeeper.core.database import Base
from watchkeeper.core.scope import PLATFORM
from watchkeeper.estate.accounts.models import User

ROLE_WIDTH = 64


class CustomRole(Base):
    """A role that this installation has made: a bundle of named permissions."""

    __tablename__ = "roles"
    __scope__ = PLATFORM

    name: Mapped[str] = mapped_column(String(ROLE_WIDTH), primary_key=True)
    description: Mapped[str] = mapped_column(Text, default="")
    permissions: Mapped[list[str]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class AccountLimit(Base):
    """An account that sees only some sites and pools. Without its row an account sees everything.

    The row stands for itself: when the last of its sites is removed, the account sees nothing, and not everything.
    """

    __tablename__ = "account_limits"
    __scope__ = PLATFORM

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime]


class AccountSite(Base):
    """A site that a limited account sees."""

    __tablename__ = "account_sites"
    __scope__ = PLATFORM

    user_id: Mapped[int] = mapped_column(ForeignKey("account_limits.user_id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True, index=True)


class AccountPool(Base):
    """A pool whose devices a limited account sees."""

    __tablename__ = "account_pools"
    __scope__ = PLATFORM

    user_id: Mapped[int] = mapped_column(ForeignKey("account_limits.user_id", ondelete="CASCADE"), primary_key=True)
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id", ondelete="CASCADE"), primary_key=True, index=True)


User.limited = column_property(exists().where(AccountLimit.user_id == User.id))


def is_limited(user: User) -> bool | None:
    """Say whether an account is limited, as it was read with the account; None when it has been written since."""
    return None if "limited" in inspect(user).unloaded else bool(user.limited)  # type: ignore[attr-defined]  # as above
