"""The one list of permissions, and the roles as bundles of them."""

from enum import StrEnum

PERMISSIONS: tuple[str, ...] = (
    "accounts:edit",
    "accounts:view",
    "audit:view",
    "credentials:edit",
    "credentials:view",
    "devices:edit",
    "devices:import",
    "devices:view",
    "discovery:run",
    "discovery:view",
    "events:view",
    "polling:run",
    "polling:view",
    "series:view",
    "system:operate",
    "system:view",
)
"""Every permission, ``area:verb``. A route that needs another one does not start."""


class Role(StrEnum):
    """What a person is here for. Each role may do all that the one before it may."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    ENGINEER = "engineer"
    ADMIN = "admin"


_VIEWER = frozenset({"devices:view", "discovery:view", "events:view", "polling:view", "series:view", "system:view"})
_OPERATOR = _VIEWER | {"polling:run", "discovery:run", "system:operate"}
_ENGINEER = _OPERATOR | {"devices:edit", "devices:import", "credentials:view", "credentials:edit"}

BUNDLES: dict[Role, frozenset[str]] = {
    Role.VIEWER: _VIEWER,
    Role.OPERATOR: _OPERATOR,
    Role.ENGINEER: _ENGINEER,
    Role.ADMIN: frozenset(PERMISSIONS),
}


def permissions_of(role: str) -> frozenset[str]:
    """Return what ``role`` may do; a role that is not known may do nothing."""
    return BUNDLES[Role(role)] if role in set(Role) else frozenset()
