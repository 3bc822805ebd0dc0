"""The metrics every installation has."""

import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from watchkeeper.core.database import Database
from watchkeeper.core.telemetry.metrics import Metrics


def samples(metrics: Metrics) -> dict[str, float]:
    return {
        sample.name: sample.value
        for family in text_string_to_metric_families(metrics.render().decode())
        for sample in family.samples
    }


async def test_every_family_has_a_sample(sqlite_database: Database, tmp_path: Path) -> None:
    metrics = Metrics(version="1.2.3", revision="abc")
    metrics.expect_route("GET", "/api/v1/things")
    metrics.expect_queue("events")
    metrics.watch_database(sqlite_database)
    metrics.watch_volume("data", tmp_path)
    metrics.watch_streams("sse", lambda: 3)
    found = samples(metrics)
    for name in (
        "build_info",
        "cpu_limit_cores",
        "memory_limit_bytes",
        "http_requests_total",
        "http_request_duration_seconds_count",
        "http_requests_in_progress",
        "stream_clients",
        "jobs_total",
        "job_duration_seconds_count",
        "jobs_queued",
        "jobs_dead",
        "job_oldest_age_seconds",
        "db_pool_in_use",
        "db_pool_size",
        "volume_free_bytes",
        "volume_size_bytes",
    ):
        assert f"watchkeeper_{name}" in found, name
    assert found["watchkeeper_cpu_limit_cores"] > 0
    assert found["watchkeeper_memory_limit_bytes"] > 2**20
    assert found["watchkeeper_volume_size_bytes"] >= found["watchkeeper_volume_free_bytes"] > 0
    assert found["watchkeeper_stream_clients"] == 3
    assert any(name.startswith("process_") for name in found)


async def test_the_pool_is_read_at_the_scrape(database: Database) -> None:
    metrics = Metrics()
    metrics.watch_database(database)
    assert samples(metrics)["watchkeeper_db_pool_in_use"] == 0
    async with database.reading():
        assert samples(metrics)["watchkeeper_db_pool_in_use"] == 1
    assert samples(metrics)["watchkeeper_db_pool_size"] == 10


def test_names_follow_the_rules() -> None:
    metrics = Metrics()
    for family in metrics.registry.collect():
        if family.name.startswith("watchkeeper_"):
            assert re.fullmatch(r"watchkeeper_[a-z0-9_]+", family.name)
            assert family.documentation.endswith("."), family.name


def test_two_processes_worth_of_metrics_do_not_collide() -> None:
    first, second = Metrics(), Metrics()
    first.counter("x_total", "X.").inc()
    assert second.registry.get_sample_value("watchkeeper_x_total") is None
    with pytest.raises(ValueError, match="Duplicated"):
        first.counter("x_total", "X.")


def test_a_volume_that_has_gone_does_not_cost_the_scrape(tmp_path: Path) -> None:
    metrics = Metrics()
    metrics.watch_volume("data", tmp_path / "gone")
    assert b'watchkeeper_volume_free_bytes{volume="data"} NaN' in metrics.render()
