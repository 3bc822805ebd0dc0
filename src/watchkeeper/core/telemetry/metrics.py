"""The Prometheus registry of a process and the families that the engine room sets; slices add their own to it."""

import contextlib
import math
import os
import platform
import resource
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy.pool import QueuePool

from watchkeeper.core.database import Database

NAMESPACE = "watchkeeper"
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
HTTP_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
JOB_BUCKETS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0)
JOB_OUTCOMES = ("ok", "retry", "dead")
HTTP_STATUSES_AT_START = ("200", "500")
"""Statuses that alerts read; their series exist from the start, or ``increase()`` would miss the first event."""


class Metrics:
    """Every metric of one process. Labels are bounded: templates, methods, queues, outcomes; never names."""

    def __init__(self, *, version: str = "", revision: str = "") -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.build_info = self.gauge("build_info", "Version and revision that runs; always 1.", ("version", "revision"))
        self.build_info.labels(version, revision).set(1)
        self.cpu_limit_cores = self.gauge("cpu_limit_cores", "Processor cores that this process may use.")
        self.cpu_limit_cores.set(_cpu_limit_cores())
        self.memory_limit_bytes = self.gauge("memory_limit_bytes", "Memory that this process may use.")
        self.memory_limit_bytes.set(_memory_limit_bytes())
        self._declare_http()
        self._declare_jobs()
        self._declare_resources()

    def counter(self, name: str, documentation: str, labels: Iterable[str] = ()) -> Counter:
        """Declare a counter ``watchkeeper_<name>``; names end in ``_total``."""
        return Counter(name, documentation, tuple(labels), namespace=NAMESPACE, registry=self.registry)

    def gauge(self, name: str, documentation: str, labels: Iterable[str] = ()) -> Gauge:
        """Declare a gauge ``watchkeeper_<name>``; names end in their unit."""
        return Gauge(name, documentation, tuple(labels), namespace=NAMESPACE, registry=self.registry)

    def histogram(
        self, name: str, documentation: str, labels: Iterable[str] = (), *, buckets: Iterable[float] = JOB_BUCKETS
    ) -> Histogram:
        """Declare a histogram ``watchkeeper_<name>``; names end in their unit."""
        return Histogram(
            name, documentation, tuple(labels), namespace=NAMESPACE, registry=self.registry, buckets=tuple(buckets)
        )

    def _declare_http(self) -> None:
        labels = ("method", "route", "status", "kind")
        self.http_requests_total = self.counter("http_requests_total", "Answered HTTP requests.", labels)
        self.http_request_duration_seconds = self.histogram(
            "http_request_duration_seconds",
            "Time from a request's arrival to the end of its answer.",
            ("method", "route", "kind"),
            buckets=HTTP_BUCKETS,
        )
        self.http_requests_in_progress = self.gauge("http_requests_in_progress", "HTTP requests being answered.")
        self.stream_clients = self.gauge("stream_clients", "Connected live clients.", ("kind",))

    def _declare_jobs(self) -> None:
        labels = ("queue", "outcome")
        self.jobs_total = self.counter("jobs_total", "Deliveries of outbox messages and tasks by outcome.", labels)
        self.job_duration_seconds = self.histogram("job_duration_seconds", "Time a delivery or task took.", labels)
        self.jobs_queued = self.gauge("jobs_queued", "Messages and tasks that are due or will be.", ("queue",))
        self.jobs_dead = self.gauge("jobs_dead", "Dead letters waiting for a person.", ("queue",))
        self.job_oldest_age_seconds = self.gauge(
            "job_oldest_age_seconds", "How long the oldest message that could be delivered has waited.", ("queue",)
        )

    def _declare_resources(self) -> None:
        self.db_pool_in_use = self.gauge("db_pool_in_use", "Database connections in use.")
        self.db_pool_size = self.gauge("db_pool_size", "Database connections this process may open.")
        self.volume_free_bytes = self.gauge("volume_free_bytes", "Free space of a volume.", ("volume",))
        self.volume_size_bytes = self.gauge("volume_size_bytes", "Size of a volume.", ("volume",))

    def expect_route(self, method: str, route: str, kind: str = "unary") -> None:
        """Create the series of a route at 0."""
        for status in HTTP_STATUSES_AT_START:
            self.http_requests_total.labels(method, route, status, kind)
        self.http_request_duration_seconds.labels(method, route, kind)

    def expect_queue(self, queue: str) -> None:
        """Create the series of a queue at 0."""
        for outcome in JOB_OUTCOMES:
            self.jobs_total.labels(queue, outcome)
            self.job_duration_seconds.labels(queue, outcome)
        for gauge in (self.jobs_queued, self.jobs_dead, self.job_oldest_age_seconds):
            gauge.labels(queue).set(0)

    def watch_database(self, database: Database) -> None:
        """Report the use of the connection pool, read at each scrape."""
        pool = database.engine.pool
        assert isinstance(pool, QueuePool)  # noqa: S101  # both backends are opened with one
        self.db_pool_size.set(database.pool_size)
        self.db_pool_in_use.set_function(pool.checkedout)

    def watch_streams(self, kind: str, clients: Callable[[], int]) -> None:
        """Report how many live clients of ``kind`` ("sse", "socketio") are connected, read at each scrape."""
        self.stream_clients.labels(kind).set_function(clients)

    def watch_volume(self, name: str, path: Path) -> None:
        """Report free space and size of the volume that holds ``path``, read at each scrape (one system call).

        NaN when the path has gone: one missing figure must not cost the whole scrape.
        """
        self.volume_free_bytes.labels(name).set_function(lambda: _usage(path)[2])
        self.volume_size_bytes.labels(name).set_function(lambda: _usage(path)[0])

    def render(self) -> bytes:
        """Return all families in Prometheus's text format."""
        return generate_latest(self.registry)


def _usage(path: Path) -> tuple[float, float, float]:
    """Total, used and free bytes of the volume of ``path``."""
    try:
        return shutil.disk_usage(path)
    except OSError:
        return math.nan, math.nan, math.nan


def _cpu_limit_cores() -> float:
    """Cores by cgroup v2 quota, else by affinity; never 0, which would divide an alert by zero."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        if quota != "max":
            return int(quota) / int(period)
    except (OSError, ValueError):
        pass
    affinity = getattr(os, "sched_getaffinity", None)
    return float(len(affinity(0)) if affinity else os.cpu_count() or 1)


def _memory_limit_bytes() -> float:
    """Memory by cgroup v2, else by resource limit, else what the machine has."""
    limits: list[int] = []
    with contextlib.suppress(OSError, ValueError):
        limits.append(int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        limits.append(soft)
    if platform.system() in {"Linux", "Darwin"}:
        limits.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return float(min(limits))
