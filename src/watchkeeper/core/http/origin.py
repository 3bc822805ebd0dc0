"""Who acts and from where: what an audit entry says about its cause, carried by the session of the work."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

_ORIGIN: Final = "audit_origin"
_ACTOR: Final = "audit_actor"

_FAMILIES = (  # in this order: browsers name each other
    ("Edge", re.compile(r"\bEdg(?:e|A|iOS)?/")),
    ("Opera", re.compile(r"\bOPR/")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"\b(?:Headless)?(?:Chrome|Chromium|CriOS)/")),
    ("Safari", re.compile(r"\bVersion/[\d.]+.*\bSafari/")),
)
_PRODUCT = re.compile(r"[A-Za-z][A-Za-z0-9 ._\-]{0,31}(?=/)")


class ActorKind(StrEnum):
    """What acts. ``LOCAL`` is whoever may read the data directory, at the command line."""

    USER = "user"
    SERVICE_ACCOUNT = "service_account"
    API_KEY = "api_key"
    LOCAL = "local"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``id`` is the number within the kind, empty where there is none."""

    kind: ActorKind
    id: str
    name: str


SYSTEM: Final = Actor(ActorKind.SYSTEM, "", "watchkeeper")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from. ``user_agent`` is the family only (``Firefox``, ``curl``): enough to tell, no more."""

    address: str = ""
    request_id: str = ""
    user_agent: str = ""


def user_agent_family(header: str) -> str:
    """Return the family of a User-Agent header (RFC 9110 §10.1.5), empty when there is none."""
    for family, pattern in _FAMILIES:
        if pattern.search(header):
            return family
    product = _PRODUCT.match(header)
    return product.group(0) if product else ""


def set_origin(session: AsyncSession, origin: Origin) -> None:
    """Say where the work of ``session`` comes from."""
    session.info[_ORIGIN] = origin


def set_actor(session: AsyncSession, actor: Actor) -> None:
    """Say who acts in ``session``, for verbs that are not told."""
    session.info[_ACTOR] = actor


def origin_of(session: AsyncSession) -> Origin:
    """Return where the work of ``session`` comes from; an empty origin for work of the platform itself."""
    found = session.info.get(_ORIGIN)
    return found if isinstance(found, Origin) else Origin()


def actor_in(session: AsyncSession) -> Actor:
    """Return who acts in ``session``: the platform itself when nobody was named."""
    found = session.info.get(_ACTOR)
    return found if isinstance(found, Actor) else SYSTEM
