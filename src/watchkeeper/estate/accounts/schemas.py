"""Sessions and users at the API border."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from watchkeeper.estate.accounts.models import User
from watchkeeper.estate.accounts.permissions import Role, permissions_of

UserName = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}$", max_length=64)
]
Password = Annotated[SecretStr, Field(max_length=1_000)]


class Login(BaseModel):
    """A name and its password."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={"examples": [{"username": "admin", "password": "correct-horse-battery-staple"}]},
    )

    username: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)]
    password: Password


class PasswordChange(BaseModel):
    """A new password for whoever asks, proven by the present one."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={"examples": [{"current": "the-present-one", "new": "four unrelated plain words"}]},
    )

    current: Password
    new: Password


class SessionUser(BaseModel):
    """Who is logged in and what they may do."""

    id: int
    name: str
    role: Role
    permissions: list[str]
    must_change_password: bool = Field(description="The password was set by somebody else; ask for a new one.")

    @classmethod
    def of(cls, user: User) -> Self:
        """Return the view of a row."""
        return cls(
            id=user.id,
            name=user.name,
            role=Role(user.role),
            permissions=sorted(permissions_of(user.role)),
            must_change_password=user.must_change_password,
        )


class SessionView(BaseModel):
    """A login. ``csrf_token`` goes into the X-CSRF-Token header of every request that changes something."""

    user: SessionUser
    csrf_token: str


class UserCreate(BaseModel):
    """A new person."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={
            "examples": [{"name": "kim", "role": "operator", "password": "correct-horse-battery-staple"}]
        },
    )

    name: UserName
    role: Role
    password: Password
    must_change_password: bool = True


class UserChange(BaseModel):
    """What to change of a person; what is absent stays. A new password ends the person's sessions."""

    model_config = ConfigDict(
        extra="forbid", hide_input_in_errors=True, json_schema_extra={"examples": [{"role": "engineer"}]}
    )

    name: UserName | None = None
    role: Role | None = None
    enabled: bool | None = None
    password: Password | None = None


class UserView(BaseModel):
    """A person as administrators see them."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    role: Role
    enabled: bool
    must_change_password: bool
    last_login_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, user: User) -> Self:
        """Return the view of a row."""
        return cls.model_validate(user)
