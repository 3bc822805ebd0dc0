"""Sessions and accounts at the API border."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator

from watchkeeper.core.http.proofs import Assertion
from watchkeeper.estate.accounts.kinds import Kind, Method, Origin, RoleSource
from watchkeeper.estate.accounts.models import LoginSession, User
from watchkeeper.estate.accounts.sessions import Living

UserName = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}$", max_length=64)
]
RoleName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
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
    code: Annotated[SecretStr, Field(max_length=64)] | None = Field(
        default=None, description="Code of the second factor, or a recovery code; asked for by second_factor_required."
    )
    security_key: Assertion | None = Field(
        default=None, description="Instead of a code: the answer to the challenge that second_factor_required brought."
    )


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
    display_name: str
    role: str
    permissions: list[str]
    origin: Origin
    must_change_password: bool = Field(description="The password was set by somebody else; ask for a new one.")
    must_set_up_second_factor: bool = Field(
        description="The role needs a second factor and there is none; until then nothing else is possible."
    )
    role_note: str = Field(description="Who changed the role last and how; empty when nobody did.")

    @classmethod
    def of(cls, living: Living, permissions: Iterable[str]) -> Self:
        """Return the view of a session's user, who has ``permissions``."""
        user = living.user
        return cls(
            id=user.id,
            name=user.name,
            display_name=user.display_name,
            role=user.role,
            permissions=sorted(permissions),
            origin=Origin(user.origin),
            must_change_password=user.must_change_password,
            must_set_up_second_factor=living.lacks_second_factor,
            role_note=user.role_note,
        )


class SessionView(BaseModel):
    """A login. ``csrf_token`` goes into the X-CSRF-Token header of every request that changes something."""

    user: SessionUser
    method: Method
    csrf_token: str


class ProviderView(BaseModel):
    """A login that the page can offer beside name and password."""

    kind: Literal["oidc", "proxy"]
    name: str
    url: str = Field(description="Where the browser goes; add ?next=PATH.")


class LoginMethods(BaseModel):
    """How one can log in here."""

    providers: list[ProviderView]
    passwords: Literal["everyone", "break_glass"] = Field(description="Whose local passwords are taken.")
    passkeys: bool = Field(description="One can log in by a passkey alone.")


class LogoutView(BaseModel):
    """What is left to do after a logout."""

    end_session_url: str | None = Field(description="Where to go to log out at the identity provider as well.")


class LoginView(BaseModel):
    """A living session in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    method: Method
    second_factor: bool
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    user_agent: str
    current: bool = Field(default=False, description="It is the session that asks.")

    @classmethod
    def of(cls, login: LoginSession, current_id: int | None = None) -> Self:
        """Return the view of a row."""
        view = cls.model_validate(login)
        view.current = login.id == current_id
        return view


class UserCreate(BaseModel):
    """A new person, who has a password, or a new service account, which has none."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={
            "examples": [{"name": "kim", "role": "operator", "password": "correct-horse-battery-staple"}]
        },
    )

    name: UserName
    role: RoleName
    kind: Kind = Kind.PERSON
    password: Password | None = None
    must_change_password: bool = True

    @model_validator(mode="after")
    def _a_person_has_a_password(self) -> Self:
        if (self.kind == Kind.PERSON) != (self.password is not None):
            raise ValueError("a person needs a password, and a service account has none")
        return self


class UserChange(BaseModel):
    """What to change of a person; what is absent stays. A new password or role ends the person's sessions."""

    model_config = ConfigDict(
        extra="forbid", hide_input_in_errors=True, json_schema_extra={"examples": [{"role": "engineer"}]}
    )

    name: UserName | None = None
    role: RoleName | None = None
    enabled: bool | None = None
    password: Password | None = None
    break_glass: bool | None = Field(
        default=None, description="The account may log in with its password even where others must use the provider."
    )
    follow_mapping: bool | None = Field(
        default=None, description="True hands the role back to the identity provider's mapping; false keeps it by hand."
    )


class UserView(BaseModel):
    """A person as administrators see them."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    display_name: str
    email: str
    kind: Kind
    origin: Origin
    role: str
    role_source: RoleSource
    role_note: str
    role_changed_at: datetime | None
    enabled: bool
    break_glass: bool
    must_change_password: bool
    second_factor: bool = False
    last_login_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, user: User, *, second_factor: bool = False) -> Self:
        """Return the view of a row."""
        view = cls.model_validate(user)
        view.second_factor = second_factor
        return view
