"""Trying credentials without locking anybody out: what is known of each on each device, and whose turn it is. Pure.

- A credential that a device refused is left alone there for a while that doubles with each refusal (5 min to 24 h);
  the next one in the order has its turn meanwhile.
- One that worked is used again until it is refused.
- One that has never worked anywhere since its secret was set is tried on a few devices only, where servers lock
  accounts: a wrong password is not carried to the whole network.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from watchkeeper.estate.vault.kinds import LOCKS_OUT
from watchkeeper.estate.vault.resolving import Candidate

FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=24)
CANARIES = 3
"""Devices on which a credential may be wrong before it has been right once."""


class Standing(StrEnum):
    """How a credential stands with a device."""

    WORKED = "worked"
    UNTRIED = "untried"
    PAUSED = "paused"
    HELD = "held"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Trial:
    """What is known of one credential on one device, for one version of its secret."""

    device_id: int
    credential_id: int
    version: int
    last_ok_at: datetime | None = None
    last_refused_at: datetime | None = None
    refusals: int = 0
    next_try_at: datetime | None = None

    def accepted(self, now: datetime) -> "Trial":
        """Return what is known after it worked."""
        return replace(self, last_ok_at=now, refusals=0, next_try_at=None)

    def refused(self, now: datetime) -> "Trial":
        """Return what is known after the device refused it."""
        pause = min(FIRST_PAUSE * 2 ** min(self.refusals, 30), LONGEST_PAUSE)
        return replace(self, last_refused_at=now, refusals=self.refusals + 1, next_try_at=now + pause)

    def standing(self, now: datetime) -> Standing:
        """Return how the credential stands with the device."""
        if self.next_try_at is not None:
            return Standing.PAUSED if self.next_try_at > now else Standing.DUE
        return Standing.WORKED if self.last_ok_at is not None else Standing.UNTRIED


@dataclass(frozen=True, slots=True)
class Record:
    """On how many devices a credential worked, and was refused, since its secret was set."""

    accepted: int = 0
    refused: int = 0

    def is_held(self, protocol: str) -> bool:
        """Tell whether it has been wrong often enough, and never right, to be kept from further devices."""
        return protocol in LOCKS_OUT and not self.accepted and self.refused >= CANARIES


def standing_of(
    candidate: Candidate, trials: Mapping[int, Trial], record: Record, protocol: str, now: datetime
) -> Standing:
    """Return how ``candidate`` stands with the device whose ``trials`` (by credential) these are."""
    trial = trials.get(candidate.credential_id)
    standing = trial.standing(now) if trial is not None else Standing.UNTRIED
    if standing in {Standing.UNTRIED, Standing.DUE} and record.is_held(protocol):
        return Standing.HELD
    return standing


def choose(
    found: Sequence[Candidate],
    trials: Mapping[int, Trial],
    records: Mapping[int, Record],
    protocol: str,
    now: datetime,
) -> Candidate | None:
    """Return whose turn it is: the first that is neither paused nor held; None when there is none."""
    for candidate in found:
        record = records.get(candidate.credential_id, Record())
        if standing_of(candidate, trials, record, protocol, now) not in {Standing.PAUSED, Standing.HELD}:
            return candidate
    return None
