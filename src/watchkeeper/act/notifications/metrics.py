"""What notifications say about themselves."""

from typing import Final

from watchkeeper.act.notifications.kinds import KINDS
from watchkeeper.core.telemetry.metrics import Metrics

_OUTCOMES: Final = ("sent", "failed", "dead")


class NotificationMetrics:
    """The families ``notifications_*``; ``kind`` is that of the channel, ``removed`` for one that is gone."""

    def __init__(self, metrics: Metrics) -> None:
        self._ended = metrics.counter(
            "notifications_total",
            "Attempts to send a message: it was sent, has failed and is tried again, or is a dead letter.",
            ("kind", "outcome"),
        )
        self._dead = metrics.gauge("notifications_dead", "Messages that were given up and wait for a person.")
        for kind in KINDS:
            for outcome in _OUTCOMES:
                self._ended.labels(kind, outcome)

    def attempted(self, kind: str, failure: Exception | None, *, last: bool) -> None:
        """Count an attempt by what became of it."""
        self.ended(kind, "sent" if failure is None else "dead" if last else "failed")

    def ended(self, kind: str, outcome: str) -> None:
        """Count one that ended so."""
        self._ended.labels(kind, outcome).inc()

    def waiting(self, dead: int) -> None:
        """Say how many dead letters there are."""
        self._dead.set(dead)
