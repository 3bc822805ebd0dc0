"""What polling says about itself."""

from collections.abc import Mapping

from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.observe.polling.breaker import BreakerState
from watchkeeper.observe.polling.groups import GROUPS
from watchkeeper.observe.polling.report import CycleCounts, CycleStatus

KIND_DEVICE = "device"


class PollingMetrics:
    """The families ``poll_*`` and ``breaker_*``; ``collector`` is the group of tables."""

    def __init__(self, metrics: Metrics) -> None:
        self.duration = metrics.histogram(
            "poll_duration_seconds", "Time from the start of a shard to its end.", ("collector",)
        )
        self.cycles = metrics.counter(
            "poll_cycles_total", "Ended poll cycles by how they ended.", ("collector", "outcome")
        )
        self.lag = metrics.gauge("poll_lag_seconds", "How late the last shard started.", ("collector",))
        self.targets = metrics.gauge(
            "poll_targets", "Devices of the last ended cycle by how they fared.", ("collector", "state")
        )
        self.breaker_open = metrics.gauge("breaker_open", "Circuit breakers that are not closed.", ("kind",))
        self.breaker_opened = metrics.counter("breaker_opened_total", "Circuit breakers that opened.", ("kind",))
        self.rows = metrics.counter("poll_rows_total", "Rows that polls stored.", ("collector",))
        self.varbinds = metrics.counter("poll_varbinds_total", "SNMP variables that polls received.", ("collector",))
        self.last_tick = metrics.gauge(
            "scheduler_last_tick_timestamp_seconds", "When the scheduler last looked for what is due (Unix time)."
        )
        self.breaker_open.labels(KIND_DEVICE).set(0)
        self.breaker_opened.labels(KIND_DEVICE)
        for group in GROUPS:
            for status in CycleStatus:
                if status is not CycleStatus.RUNNING:
                    self.cycles.labels(group, str(status))

    def cycle_ended(self, group: str, status: str, counts: CycleCounts) -> None:
        """Count an ended cycle and show its devices."""
        self.cycles.labels(group, status).inc()
        self.rows.labels(group).inc(counts.rows)
        self.varbinds.labels(group).inc(counts.varbinds)
        shown = {"ok": counts.ok, "partial": counts.partial, "failed": counts.failed, "late": counts.late}
        for state, devices in shown.items():
            self.targets.labels(group, state).set(devices)
        self.targets.labels(group, "skipped").set(sum(counts.skipped.values()))

    def breakers(self, counts: Mapping[str, int]) -> None:
        """Show how many breakers are not closed."""
        self.breaker_open.labels(KIND_DEVICE).set(
            sum(count for state, count in counts.items() if state != BreakerState.CLOSED)
        )
