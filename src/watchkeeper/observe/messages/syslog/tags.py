"""Tags of messages: found in the text, and normalised so that a severity that differs by release does not matter."""

import re
from typing import Final, NamedTuple

from watchkeeper.observe.messages.syslog.definition import Tags

_CISCO: Final = re.compile(
    r"%(?P<facility>[A-Za-z][A-Za-z0-9_]*(?:[-.][A-Za-z0-9_]+)*?)-(?P<severity>[0-7])-(?P<name>[A-Za-z0-9_]+)\s*:?\s*"
    r"|%(?P<bare>[A-Z][A-Z0-9_]+)\s*:\s*"
)
_JUNOS: Final = re.compile(
    r"(?:%[A-Z0-9]+-\d(?:-(?=[A-Z])|:\s*))?(?:(?P<name>[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9])(?::\s*|\s+(?=\[)|\s*$))?\s*"
)
_HUAWEI: Final = re.compile(
    r"%{1,2}(?P<version>\d\d)?(?P<facility>[A-Za-z][\w\-.]*)/(?P<severity>\d)/(?P<name>[A-Za-z][\w\-]*)"
    r"(?:\s*\([a-z]+\))?(?:\s*:?\s*(?:[A-Z]+=[^;:]*;)+)?(?:\s*\[\d+\])?\s*:?\s*"
)
_SEVERITY_IN_TAG: Final = re.compile(r"(?<=[-/])[0-9](?=[-/])[-/]")


class Tagged(NamedTuple):
    """A message without its tag. ``tag`` is normalised, "" when there is none; ``facility`` the subsystem it names."""

    tag: str
    facility: str
    message: str


def normalise(tag: str) -> str:
    """Return ``LINK-UPDOWN`` for ``%LINK-3-UPDOWN`` and ``IFNET/LINK_STATE`` for ``%%01IFNET/4/LINK_STATE``."""
    return _SEVERITY_IN_TAG.sub("", re.sub(r"^%*(?:\d\d(?=[A-Z]))?", "", tag))


def read_tag(kind: Tags, message: str) -> Tagged:
    """Find the tag of a message."""
    if kind is Tags.CISCO:
        return _cisco(message)
    if kind is Tags.JUNOS:
        return _junos(message)
    if kind is Tags.HUAWEI:
        return _huawei(message)
    return Tagged("", "", message)


def _cisco(message: str) -> Tagged:
    found = _CISCO.search(message)
    if found is None:
        return Tagged("", "", message)
    text = message[found.end() :]
    if found["bare"]:
        return Tagged(found["bare"], "", text)
    return Tagged(f"{found['facility']}-{found['name']}", found["facility"], text)


def _junos(message: str) -> Tagged:
    found = _JUNOS.match(message)
    if found is None:
        return Tagged("", "", message)
    return Tagged(found["name"] or "", "", message[found.end() :])


def _huawei(message: str) -> Tagged:
    found = _HUAWEI.search(message)
    if found is None:
        return Tagged("", "", message)
    return Tagged(f"{found['facility']}/{found['name']}", found["facility"], message[found.end() :])


def candidates(tag: str) -> tuple[str, ...]:
    """Return the tag and what it is called by releases that name fewer groups: ``ROUTING-BGP-X``, ``BGP-X``, ``X``."""
    if "-" not in tag:
        return (tag,)
    parts = tag.split("-")
    return tuple("-".join(parts[start:]) for start in range(len(parts)))
