"""What polling remembers of a device, as a value: the pure cores take it and give it back."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from watchkeeper.observe.polling.availability import Reach, Reachability
from watchkeeper.observe.polling.breaker import Breaker, BreakerState
from watchkeeper.observe.polling.models import DevicePollState


@dataclass(frozen=True, slots=True)
class DeviceMemory:
    """Breaker, reachability by ping, last start, pace, and the age of its facts."""

    device_id: int
    breaker: Breaker = field(default_factory=Breaker)
    icmp: Reachability = field(default_factory=Reachability)
    booted_at: datetime | None = None
    slow: bool = False
    facts_at: datetime | None = None
    facts_requested_at: datetime | None = None

    @property
    def suspect(self) -> bool:
        """Whether the device may keep others waiting and is therefore polled apart."""
        return self.slow or self.breaker.failures > 0

    def with_breaker(self, breaker: Breaker) -> "DeviceMemory":
        """Return the memory with another breaker."""
        return self if breaker == self.breaker else replace(self, breaker=breaker)

    def columns(self) -> dict[str, object]:
        """Return the memory as the columns of its row."""
        return {
            "device_id": self.device_id,
            "breaker": str(self.breaker.state),
            "failures": self.breaker.failures,
            "openings": self.breaker.openings,
            "opened_at": self.breaker.opened_at,
            "next_attempt_at": self.breaker.next_attempt_at,
            "reason": self.breaker.reason,
            "icmp_state": str(self.icmp.state),
            "icmp_since": self.icmp.since,
            "icmp_against": self.icmp.against,
            "booted_at": self.booted_at,
            "slow": self.slow,
            "facts_at": self.facts_at,
            "facts_requested_at": self.facts_requested_at,
        }

    @classmethod
    def of(cls, row: DevicePollState) -> "DeviceMemory":
        """Return the memory kept in a row (of the table, or of a query that names its columns)."""
        return cls(
            row.device_id,
            Breaker(
                BreakerState(row.breaker), row.failures, row.openings, row.opened_at, row.next_attempt_at, row.reason
            ),
            Reachability(Reach(row.icmp_state), row.icmp_since, row.icmp_against),
            row.booted_at,
            row.slow,
            row.facts_at,
            row.facts_requested_at,
        )
