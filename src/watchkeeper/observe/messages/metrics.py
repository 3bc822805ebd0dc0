"""What receiving says about itself."""

from watchkeeper.core.telemetry.metrics import Metrics

PROTOCOLS = ("syslog", "trap")
DROPS = ("queue_full", "malformed", "kernel", "refused")


class ReceivingMetrics:
    """The families ``messages_*``."""

    def __init__(self, metrics: Metrics) -> None:
        self.received = metrics.counter("messages_received_total", "Syslog messages and traps received.", ("protocol",))
        self.stored = metrics.counter("messages_stored_total", "Messages stored in the archive.", ("protocol",))
        self.dropped = metrics.counter(
            "messages_dropped_total", "Messages that were lost, by why.", ("protocol", "reason")
        )
        self.recognised = metrics.counter("messages_recognised_total", "Messages that are an event.", ("protocol",))
        self.unknown_senders = metrics.counter(
            "messages_unknown_sender_total", "Messages of senders that are no device.", ("protocol",)
        )
        self.events = metrics.counter("messages_events_total", "Events that messages led to.")
        self.shed = metrics.counter("messages_events_shed_total", "Events counted, not told, in storms.")
        self.skewed = metrics.counter("messages_clock_skewed_total", "Messages whose own time was not believed.")
        self.queued = metrics.gauge("messages_queued", "Messages that wait to be read.", ("protocol",))
        self.batch_seconds = metrics.histogram("messages_batch_duration_seconds", "Time to read and store a batch.")
        for protocol in PROTOCOLS:
            for family in (self.received, self.stored, self.recognised, self.unknown_senders, self.queued):
                family.labels(protocol)
            for reason in DROPS:
                self.dropped.labels(protocol, reason)
