"""How long the next login must wait after failures in a row: nothing at first, then doubling."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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


def account_throttle(settings: AccountsSettings) -> Throttle:
    """Return the brake for one account."""
    return Throttle(settings.free_attempts, settings.first_delay_s, settings.longest_delay_s, settings.forget_after_s)


def address_throttle(settings: AccountsSettings) -> Throttle:
    """Return the brake for one address, behind which many people may sit."""
    return Throttle(
        settings.free_attempts_per_address, settings.first_delay_s, settings.longest_delay_s, settings.forget_after_s
    )
