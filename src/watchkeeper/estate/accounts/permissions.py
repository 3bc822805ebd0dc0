"""The vocabulary of permissions, in one place, and the roles as bundles of them.

A new permission is one line of ``VOCABULARY``. ``platform=True`` says that what it opens cannot be cut by site and
pool: somebody whose scope is limited never has it, whatever their role.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from watchkeeper.core.scope import Scope


class Role(StrEnum):
    """What a person is here for. Each role may do all that the one before it may."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    ENGINEER = "engineer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Named:
    """A permission: ``area:verb``, the least role that has it, and what it lets people do."""

    name: str
    least: Role
    meaning: str
    platform: bool = False


_VIEWER, _OPERATOR, _ENGINEER, _ADMIN = Role.VIEWER, Role.OPERATOR, Role.ENGINEER, Role.ADMIN

VOCABULARY: tuple[Named, ...] = (
    Named("accounts:edit", _ADMIN, "Add, change and remove people, roles and keys.", platform=True),
    Named("accounts:view", _ADMIN, "See people, roles and keys.", platform=True),
    Named("alerts:edit", _OPERATOR, "Acknowledge, assign, shelve and comment alerts and incidents."),
    Named("alerts:ingest", _OPERATOR, "Send alerts of other systems.", platform=True),
    Named("alerts:view", _VIEWER, "See alerts and incidents."),
    Named("anomalies:judge", _OPERATOR, "Say that an anomaly is none, and take that back."),
    Named("anomalies:view", _VIEWER, "See departures from what is normal, and what is normal."),
    Named("audit:view", _ADMIN, "Read the audit log.", platform=True),
    Named("credentials:edit", _ENGINEER, "Add, change and remove credentials.", platform=True),
    Named("credentials:reveal", _ADMIN, "See the secrets of credentials, with a reason.", platform=True),
    Named("credentials:view", _ENGINEER, "See which credentials there are, never their secrets.", platform=True),
    Named("cycles:view", _VIEWER, "See every poll cycle with its counts.", platform=True),
    Named("dashboards:edit", _VIEWER, "Make, change and remove dashboards of one's own."),
    Named("dashboards:share", _OPERATOR, "Let everybody see a dashboard of one's own."),
    Named("dashboards:view", _VIEWER, "See dashboards of one's own and shared ones."),
    Named("devices:edit", _ENGINEER, "Add, change and remove devices; accept identities."),
    Named(
        "devices:import",
        _ENGINEER,
        "Import devices and sites from files, and accept what discoveries found.",
        platform=True,
    ),
    Named("devices:view", _VIEWER, "See devices, interfaces, sites, pools and tags."),
    Named("discovery:run", _OPERATOR, "Look for devices in ranges of addresses.", platform=True),
    Named("discovery:view", _VIEWER, "See discoveries and what they found.", platform=True),
    Named("events:view", _VIEWER, "See what happened to devices and interfaces."),
    Named("groups:edit", _ENGINEER, "Add, change and remove sites and pools, which scopes are made of.", platform=True),
    Named("health:view", _VIEWER, "See how well devices, links, sites and services are, and why."),
    Named("maintenance:edit", _OPERATOR, "Plan, change and end maintenance.", platform=True),
    Named("maintenance:view", _VIEWER, "See planned maintenance.", platform=True),
    Named("notifications:edit", _ENGINEER, "Add, change, test and remove channels, rules and on-call.", platform=True),
    Named("notifications:view", _OPERATOR, "See channels, rules, on-call and what was sent.", platform=True),
    Named("polling:run", _OPERATOR, "Poll devices now and close their breakers."),
    Named("polling:view", _VIEWER, "See breakers, and cycles of devices in scope."),
    Named("rules:edit", _ENGINEER, "Add, change and remove the rules that alerts are raised by.", platform=True),
    Named("rules:view", _VIEWER, "See the rules that alerts are raised by, and try conditions.", platform=True),
    Named("series:view", _VIEWER, "See samples of devices."),
    Named("settings:view", _ADMIN, "Read the settings; secrets are masked.", platform=True),
    Named("silences:edit", _OPERATOR, "Silence alerts, and end silences.", platform=True),
    Named("silences:view", _VIEWER, "See which alerts are silenced.", platform=True),
    Named("system:operate", _OPERATOR, "Retry and drop messages of the outbox; break the lab.", platform=True),
    Named("system:support", _ADMIN, "Make support bundles: facts about the platform, no secrets.", platform=True),
    Named("system:view", _VIEWER, "See how the platform itself is.", platform=True),
    Named("topology:view", _VIEWER, "See the map of the devices in scope, its paths and its risks."),
)
"""Every permission, by name. A route that needs another one does not start."""

PERMISSIONS: tuple[str, ...] = tuple(each.name for each in VOCABULARY)
PLATFORM_WIDE: frozenset[str] = frozenset(each.name for each in VOCABULARY if each.platform)

_ORDER = tuple(Role)
BUNDLES: Mapping[Role, frozenset[str]] = {
    role: frozenset(each.name for each in VOCABULARY if _ORDER.index(each.least) <= _ORDER.index(role))
    for role in _ORDER
}


def permissions_of(role: str) -> frozenset[str]:
    """Return what a built-in ``role`` may do; a role that is not known may do nothing."""
    return BUNDLES[Role(role)] if role in set(Role) else frozenset()


def within(scope: Scope, permissions: frozenset[str]) -> frozenset[str]:
    """Return what is left of ``permissions`` for somebody who sees only ``scope``."""
    return permissions if scope.everything else permissions - PLATFORM_WIDE
