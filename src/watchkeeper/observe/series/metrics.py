"""What the series store counts of itself, for Prometheus."""

from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.kit.families import FAMILIES

WRITE_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class SeriesMetrics:
    """Counters and timings of one store, registered with the process's metrics."""

    def __init__(self, metrics: Metrics) -> None:
        by_family = ("family",)
        self.rows = metrics.counter("series_rows_total", "Samples made durable.", by_family)
        self.bytes = metrics.counter("series_written_bytes_total", "Bytes of segments written.", by_family)
        self.segments = metrics.counter("series_segments_total", "Segments written.", by_family)
        self.quarantined = metrics.counter("series_quarantined_total", "Damaged files moved aside.", by_family)
        self.compacted_rows = metrics.counter(
            "series_compacted_rows_total", "Samples rewritten by compaction.", by_family
        )
        self.write_seconds = metrics.histogram(
            "series_write_duration_seconds", "Time until a segment was durable.", buckets=WRITE_BUCKETS
        )
        self.query_seconds = metrics.histogram("series_query_duration_seconds", "Time of a query.")
        for family in FAMILIES:
            for counter in (self.rows, self.bytes, self.segments, self.quarantined, self.compacted_rows):
                counter.labels(family)
