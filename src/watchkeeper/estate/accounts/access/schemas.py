"""Roles and scopes at the API border."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from watchkeeper.core.http.bodies import Exact
from watchkeeper.core.http.paging import MAX_ID
from watchkeeper.core.scope import EVERYTHING, Scope
from watchkeeper.estate.accounts.access.models import ROLE_WIDTH, CustomRole
from watchkeeper.estate.accounts.permissions import BUNDLES, VOCABULARY, Named, Role

RoleName = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z][a-z0-9_\-]{0,63}$", max_length=ROLE_WIDTH)
]
PermissionName = Annotated[str, StringConstraints(pattern=r"^[a-z_]+:[a-z_]+$", max_length=64)]
Id = Annotated[int, Field(ge=1, le=MAX_ID)]
Ids = Annotated[list[Id], Field(max_length=1000)]


class PermissionView(BaseModel):
    """A permission and what it lets people do."""

    name: str
    meaning: str
    least_role: Role
    platform: bool = Field(description="Somebody whose scope is limited never has it.")

    @classmethod
    def of(cls, named: Named) -> Self:
        """Return the view of an entry of the vocabulary."""
        return cls(name=named.name, meaning=named.meaning, least_role=named.least, platform=named.platform)


class RoleView(BaseModel):
    """A role: a bundle of permissions."""

    name: str
    description: str
    built_in: bool
    permissions: list[str]
    accounts: int = Field(description="How many accounts have it.")
    updated_at: datetime | None

    @classmethod
    def of(cls, role: CustomRole, accounts: int) -> Self:
        """Return the view of a role that this installation has made."""
        return cls(
            name=role.name,
            description=role.description,
            built_in=False,
            permissions=sorted(role.permissions),
            accounts=accounts,
            updated_at=role.updated_at,
        )

    @classmethod
    def of_built_in(cls, role: Role, accounts: int) -> Self:
        """Return the view of a built-in role."""
        return cls(
            name=role,
            description=_MEANING[role],
            built_in=True,
            permissions=sorted(BUNDLES[role]),
            accounts=accounts,
            updated_at=None,
        )


_MEANING = {
    Role.VIEWER: "Sees what is watched and what happened.",
    Role.OPERATOR: "Also polls now, looks for devices and keeps the platform going.",
    Role.ENGINEER: "Also changes what is watched and how it is reached.",
    Role.ADMIN: "May do everything, accounts included.",
}


class RolesView(BaseModel):
    """Every role, and the vocabulary that their permissions are of."""

    roles: list[RoleView]
    permissions: list[PermissionView]

    @classmethod
    def of(cls, custom: list[CustomRole], accounts: dict[str, int]) -> Self:
        """Return the built-in roles, then the others by name."""
        built_in = [RoleView.of_built_in(role, accounts.get(role, 0)) for role in Role]
        made = [RoleView.of(role, accounts.get(role.name, 0)) for role in custom]
        return cls(roles=[*built_in, *made], permissions=[PermissionView.of(each) for each in VOCABULARY])


class RoleCreate(BaseModel):
    """A new role."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"name": "night-watch", "permissions": ["devices:view", "polling:run"]}]},
    )

    name: RoleName
    description: Annotated[str, Field(max_length=1000)] = ""
    permissions: Annotated[list[PermissionName], Field(max_length=500)]


class RoleChange(BaseModel):
    """What to change of a role; what is absent stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"permissions": ["devices:view"]}]})

    description: Annotated[str, Field(max_length=1000)] | None = None
    permissions: Annotated[list[PermissionName], Field(max_length=500)] | None = None


class AccountScope(Exact):
    """How far an account sees: everything, or the devices of some sites and pools."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"everything": False, "sites": [1], "pools": []}]}
    )

    everything: bool
    sites: Ids = Field(default=[])
    pools: Ids = Field(default=[])

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.everything and (self.sites or self.pools):
            raise ValueError("an account that sees everything names no sites and pools")
        return self

    @classmethod
    def of(cls, scope: Scope) -> Self:
        """Return the view of a scope."""
        return cls(everything=scope.everything, sites=sorted(scope.sites), pools=sorted(scope.pools))

    def scope(self) -> Scope:
        """Return the scope."""
        return EVERYTHING if self.everything else Scope(frozenset(self.sites), frozenset(self.pools))
