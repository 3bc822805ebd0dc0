"""Which credentials a device is opened with, in which order, and why. Pure.

Nearest first: what is given to the device itself, then to its pools (by name), its site, its platform, then what holds
for all. Within one place the order of the list counts. A credential that is there twice keeps its nearest place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """What a credential is given to."""

    DEVICE = "device"
    POOL = "pool"
    SITE = "site"
    PLATFORM = "platform"
    DEFAULT = "default"


RANK: Final = {level: rank for rank, level in enumerate(Level)}
"""Nearest first."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A credential given to something. ``ref`` is the device's, pool's or site's number, or the platform's name."""

    credential_id: int
    protocol: str
    level: Level
    ref: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """A device that needs credentials, with everything that one may have been given to."""

    device_id: int
    device_credential_id: int | None = None
    site_credential_id: int | None = None
    site_id: int | None = None
    site_name: str = ""
    platform: str = ""
    pools: tuple[tuple[int, str], ...] = field(default=())
    """Number and name of each pool that it belongs to."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A credential to be tried, and the place that it comes from."""

    credential_id: int
    level: Level
    source: str
    named: str = ""
    """The name of the pool, site or platform that it is given to; empty otherwise."""


def candidates(
    subject: Subject, bindings: Iterable[Binding], protocol: str, protocols: dict[int, str], default_id: int | None
) -> list[Candidate]:
    """Return the credentials of ``protocol`` for ``subject``, in the order in which they are tried.

    ``protocols`` says what each credential opens; ``default_id`` is the one that is marked as the default.
    """
    found = [
        (RANK[binding.level], _pool_name(subject, binding), binding.position, binding.credential_id, binding.level)
        for binding in bindings
        if binding.protocol == protocol and _applies(binding, subject)
    ]
    own = (
        (subject.device_credential_id, Level.DEVICE),
        (subject.site_credential_id, Level.SITE),
        (default_id, Level.DEFAULT),
    )
    found += [
        (RANK[level], "", -1, credential_id, level)
        for credential_id, level in own
        if credential_id is not None and protocols.get(credential_id) == protocol
    ]
    ordered: dict[int, Candidate] = {}
    for _rank, pool, _position, credential_id, level in sorted(found):
        named = _named(level, subject, pool)
        ordered.setdefault(credential_id, Candidate(credential_id, level, _source(level, named), named))
    return list(ordered.values())


def _applies(binding: Binding, subject: Subject) -> bool:
    match binding.level:
        case Level.DEVICE:
            return binding.ref == str(subject.device_id)
        case Level.POOL:
            return any(binding.ref == str(pool_id) for pool_id, _ in subject.pools)
        case Level.SITE:
            return subject.site_id is not None and binding.ref == str(subject.site_id)
        case Level.PLATFORM:
            return bool(subject.platform) and binding.ref == subject.platform
        case Level.DEFAULT:
            return True


def _pool_name(subject: Subject, binding: Binding) -> str:
    if binding.level is not Level.POOL:
        return ""
    return next((name for pool_id, name in subject.pools if str(pool_id) == binding.ref), "")


def _named(level: Level, subject: Subject, pool: str) -> str:
    return {Level.POOL: pool, Level.SITE: subject.site_name, Level.PLATFORM: subject.platform}.get(level, "")


def _source(level: Level, named: str) -> str:
    return {
        Level.DEVICE: "given to this device",
        Level.POOL: f"given to pool {named}",
        Level.SITE: f"given to its site{f' {named}' if named else ''}",
        Level.PLATFORM: f"given to platform {named}",
        Level.DEFAULT: "default for all devices",
    }[level]


def protocols_of(kinds: Sequence[tuple[int, str]], protocol_of: dict[str, str]) -> dict[int, str]:
    """Return what each credential (number, kind) opens."""
    return {credential_id: protocol_of[kind] for credential_id, kind in kinds if kind in protocol_of}
