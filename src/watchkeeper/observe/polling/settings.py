"""Settings of polling: ``settings.polling``."""

from datetime import timedelta

from pydantic import BaseModel, Field

from watchkeeper.estate.drivers.icmp.settings import IcmpSettings
from watchkeeper.observe.polling.availability import ReachPolicy
from watchkeeper.observe.polling.breaker import BreakerPolicy


class BreakerSettings(BaseModel):
    """When a silent device is left alone, and for how long."""

    threshold: int = Field(default=3, ge=1, le=100, description="Failed contacts in a row that open the breaker.")
    base_s: float = Field(default=60.0, gt=0, description="Wait before the first probe of an open breaker.")
    factor: float = Field(default=2.0, ge=1, le=10, description="Growth of the wait after each failed probe.")
    cap_s: float = Field(default=900.0, gt=0, description="Longest wait between probes.")
    jitter: float = Field(default=0.2, ge=0, lt=1, description="Random share by which a wait is longer or shorter.")

    @property
    def longest_rest_s(self) -> float:
        """The longest time between two probes of an open breaker."""
        return self.cap_s * (1 + self.jitter)

    def policy(self) -> BreakerPolicy:
        """Return the settings as the breaker takes them."""
        return BreakerPolicy(
            self.threshold,
            timedelta(seconds=self.base_s),
            self.factor,
            timedelta(seconds=self.cap_s),
            self.jitter,
        )


class ReachabilitySettings(BaseModel):
    """The ICMP sweep over all devices."""

    enabled: bool = Field(default=True, description="Ping devices.")
    interval_s: int = Field(default=30, ge=5, le=3600, description="Seconds between two sweeps.")
    soft_interval_s: int = Field(
        default=10, ge=1, le=3600, description="Seconds between probes of devices that just changed their mind."
    )
    down_after: int = Field(default=3, ge=1, le=20, description="Lost probes in a row that make a device down.")
    up_after: int = Field(default=2, ge=1, le=20, description="Answered probes in a row that make it up again.")
    references: list[str] = Field(
        default_factory=list,
        description="Addresses near the poller (its gateway, a DNS server). When two or more are given and all are "
        "silent, the poller itself is cut off and devices are not judged.",
    )
    icmp: IcmpSettings = IcmpSettings()

    def policy(self) -> ReachPolicy:
        """Return the settings as the verdict takes them."""
        return ReachPolicy(self.down_after, self.up_after)


class PollingSettings(BaseModel):
    """When devices are asked, how many at once, and what happens to those that do not answer."""

    enabled: bool = Field(default=True, description="Plan poll cycles in this installation.")
    environment_interval_s: int = Field(
        default=300, ge=30, le=86_400, description="Seconds between collections of sensors, optics, processors, memory."
    )
    facts_interval_s: int = Field(
        default=86_400, ge=300, description="Seconds between refreshes of identity and interface inventory."
    )
    collectors: int = Field(
        default=0,
        ge=0,
        le=64,
        description="Processes that ask devices by SNMP. 0: a thread of the server does. From some 3,000 devices on, "
        "as many as there are cores.",
    )
    shard_devices: int = Field(default=250, ge=1, le=5000, description="Devices of one shard (one task).")
    spread: float = Field(
        default=0.75, ge=0, le=1, description="Share of the interval over which the shards of a cycle are spread."
    )
    budget_share: float = Field(
        default=0.8, gt=0, le=1, description="Share of the interval that one device may take at most."
    )
    budget_cap_s: float = Field(default=120.0, gt=0, description="Longest time that one device may take in a poll.")
    late_share: float = Field(
        default=0.25,
        ge=0,
        le=1,
        description="A shard that starts later than this share of its interval counts as late.",
    )
    backlog_shards: int = Field(
        default=100, ge=1, description="With this many shards overdue, new cycles are skipped and counted."
    )
    slow_after_s: float = Field(
        default=5.0,
        gt=0,
        description="Devices that took longer last time, and far longer than most, are polled apart from the others.",
    )
    keep_cycles_days: int = Field(default=7, ge=1, description="Days that reports of cycles are kept.")
    keep_outcomes_hours: int = Field(default=6, ge=1, description="Hours that outcomes of single devices are kept.")
    breaker: BreakerSettings = BreakerSettings()
    reachability: ReachabilitySettings = ReachabilitySettings()

    def budget_s(self, interval_s: float) -> float:
        """Return the wall time one device may take within an interval."""
        return min(self.budget_share * interval_s, self.budget_cap_s)
