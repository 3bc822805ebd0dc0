"""How long the next login must wait after failures in a row: nothing at first, then doubling."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.errors import TooManyLoginsError
from watchkeeper.estate.accounts.settings import AccountsSettings


@dataclass(frozen=True, slots=True)
class Throttle:
    """The brake for one kind of subject. Delays are in seconds."""

    free_attempts: int
    first_delay_s: float
    longest_delay_s: float
    forget_after_s: float

    def delay_s(self, failures: int) -> float:
        """Return the wait after ``failures`` in a row."""
        beyond = failures - self.free_attempts
        if beyond < 0:
            return 0.0
        doublings = min(beyond, 60)  # 2**60 s is beyond every longest delay; larger powers overflow
        return float(min(self.longest_delay_s, self.first_delay_s * 2**doublings))

    def remaining_s(self, failures: int, last_at: datetime, now: datetime) -> float:
        """Return how much of the wait is left at ``now``."""
        if self.forgotten(last_at, now):
            return 0.0
        return max(0.0, self.delay_s(failures) - (now - last_at).total_seconds())

    def forgotten(self, last_at: datetime, now: datetime) -> bool:
        """Say whether failures that ended at ``last_at`` no longer count."""
        return now - last_at >= timedelta(seconds=max(self.forget_after_s, self.longest_delay_s))


def throttle_of(settings: AccountsSettings, free_attempts: int) -> Throttle:
    """Return a brake that lets ``free_attempts`` failures pass."""
    return Throttle(free_attempts, settings.first_delay_s, settings.longest_delay_s, settings.forget_after_s)


@dataclass(frozen=True, slots=True)
class Place:
    """Who a login is tried as and from where. ``device_id`` is a known device of that account, when it is one.

    ``familiar`` says that the account was last seen in this network on one of its known devices.
    """

    name: str
    network: str
    device_id: int | None = None
    familiar: bool = False


class LoginBrakes:
    """Which brakes a login passes (docs/decisions: the brake on guessing).

    A known device has one of its own, so that nobody elsewhere can hold it up. Everybody else passes three: the
    account from this network, the network, and the account from everywhere; a familiar network is spared the last.
    """

    def __init__(self, settings: AccountsSettings) -> None:
        self._pair = throttle_of(settings, settings.free_attempts)
        self._account = throttle_of(settings, settings.free_attempts_per_account)
        self._network = throttle_of(settings, settings.free_attempts_per_address)

    def of(self, place: Place) -> dict[str, Throttle]:
        """Return the brakes by the subject whose failures they count."""
        if place.device_id is not None:
            return {f"device:{place.device_id}": self._pair}
        brakes = {pair_subject(place): self._pair, f"address:{place.network}": self._network}
        return brakes if place.familiar else {**brakes, f"account:{_hashed(place.name)}": self._account}

    def of_network(self, network: str) -> dict[str, Throttle]:
        """Return the brake of a login that names no account before it has succeeded."""
        return {f"address:{network}": self._network}

    def of_proof(self, user_id: int) -> dict[str, Throttle]:
        """Return the brake of somebody who is logged in and proves it again: password change, second factor."""
        return {f"proof:{user_id}": self._pair}


def pair_subject(place: Place) -> str:
    """Return the subject that counts one account's failures from one network."""
    return f"pair:{_hashed(place.name)}:{_hashed(place.network)}"


def _hashed(text: str) -> str:
    """Hash what was typed: people type passwords into the wrong field."""
    return hashlib.sha256(text.strip().lower().encode()).hexdigest()[:40]


async def count_attempt(session: AsyncSession, brakes: Mapping[str, Throttle], now: datetime) -> None:
    """Count a failure beforehand on every subject, to be taken back by ``settle_success``.

    Raises TooManyLoginsError (``retry_after_s``), counting nothing, while one of them has to wait.
    """
    counted = await repository.lock_failures(session, list(brakes), now)
    wait_s = max(brakes[row.subject].remaining_s(row.failures, row.last_at, now) for row in counted)
    if wait_s > 0:
        raise TooManyLoginsError(
            "Too many failed logins.",
            hint=f"Try again in {wait_s:.0f} s.",
            details={"retry_after_s": max(1, math.ceil(wait_s))},
        )
    for row in counted:
        row.failures = 1 if brakes[row.subject].forgotten(row.last_at, now) else row.failures + 1
        row.last_at = now
    await session.flush()


async def settle_success(session: AsyncSession, subjects: Sequence[str]) -> None:
    """Forget the failures of what only the rightful user has (pair, device, proof); take back one of what is shared.

    An account's or a network's failures are others' as well: a login that succeeds must not free their next guesses.
    """
    for subject in subjects:
        if subject.startswith(("account:", "address:")):
            await repository.refund(session, subject)
        else:
            await repository.forgive(session, subject)
