"""Which role somebody's groups give, as pure functions: never silently, never from a claim that is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watchkeeper.estate.accounts.kinds import Origin, RoleSource


@dataclass(frozen=True, slots=True)
class ExternalIdentity:
    """What an identity provider says of somebody. ``groups`` is None when it said nothing about them."""

    origin: Origin
    provider: str
    subject: str
    name: str
    display_name: str = ""
    email: str = ""
    groups: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RoleMapping:
    """Groups and the roles they give, the first that fits deciding; ``default`` is for who is in none of them."""

    roles: Mapping[str, str]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class RoleDecision:
    """The role to have, None for no access, and why."""

    role: str | None
    why: str


def decide_role(
    groups: Sequence[str] | None, mapping: RoleMapping, present: str | None, source: RoleSource
) -> RoleDecision:
    """Return the role of somebody who logs in; ``present`` is the one they have, None for somebody new.

    A role that an administrator has set stays. Groups that are missing (unlike none at all) change nothing: providers
    leave the claim out when it is too long or not released, which must not look like having left every group.
    """
    if present is not None and source == RoleSource.MANUAL:
        return RoleDecision(present, "set by an administrator")
    if groups is None:
        if present is not None:
            return RoleDecision(present, "the provider named no groups")
        return RoleDecision(mapping.default, "the provider named no groups")
    held = {group.casefold() for group in groups}
    for group, role in mapping.roles.items():
        if group.casefold() in held:
            return RoleDecision(role, f"group {group}")
    return RoleDecision(mapping.default, "no mapped group")
