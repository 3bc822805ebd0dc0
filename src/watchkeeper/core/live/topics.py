"""What can be watched, and the permission each topic needs."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.core.http.security import Principal

MAX_TOPICS = 100
TOPIC_PERMISSIONS: Mapping[str, str] = MappingProxyType(
    {
        "access": "accounts:view",
        "devices": "devices:view",
        "device": "devices:view",
        "cycles": "cycles:view",
        "discoveries": "discovery:view",
        "discovery": "discovery:view",
        "events": "events:view",
        "incidents": "alerts:view",
        "inbox": "alerts:view",
        "topology": "topology:view",
        "host_keys": "credentials:view",
    }
)
"""The part of a topic before its colon → permission. ``device:7`` is one device, ``devices`` is all of them."""

_TOPIC = re.compile(r"([a-z_]{1,32})(?::[A-Za-z0-9_\-]{1,64})?")


class UnknownTopicError(InvalidInputError):
    """There is no such topic."""

    code = "unknown_topic"


def permission_for(topic: str) -> str:
    """Return the permission that watching ``topic`` needs. Raises UnknownTopicError."""
    match = _TOPIC.fullmatch(topic)
    permission = TOPIC_PERMISSIONS.get(match[1]) if match else None
    if permission is None:
        raise UnknownTopicError(
            f"There is no topic {topic[:80]!r}.", hint=f"Topics begin with one of: {', '.join(TOPIC_PERMISSIONS)}."
        )
    return permission


def check_topics(topics: Iterable[str], principal: Principal) -> frozenset[str]:
    """Return ``topics`` when ``principal`` may watch them all.

    Raises UnknownTopicError, ForbiddenError, or InvalidInputError for none or too many.
    """
    wanted = frozenset(topics)
    if not 0 < len(wanted) <= MAX_TOPICS:
        raise InvalidInputError(f"Between 1 and {MAX_TOPICS} topics can be watched at once.")
    for topic in sorted(wanted):
        principal.demand(permission_for(topic))
    return wanted
