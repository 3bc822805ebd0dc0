"""A finding: one check, its status, what was seen and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a check ended. ``INFO`` is neither good nor bad; ``UNKNOWN`` is never counted as healthy."""

    OK = "ok"
    INFO = "info"
    UNKNOWN = "unknown"
    WARNING = "warning"
    FAILED = "failed"


_ORDER = (Status.OK, Status.INFO, Status.UNKNOWN, Status.WARNING, Status.FAILED)


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. ``advice`` says what to do; it is empty when nothing needs doing."""

    check: str
    status: Status
    message: str
    advice: str = ""


def worst(findings: Iterable[Finding]) -> Status:
    """Return the worst status of ``findings``, ``OK`` when there are none."""
    return max((finding.status for finding in findings), key=_ORDER.index, default=Status.OK)
