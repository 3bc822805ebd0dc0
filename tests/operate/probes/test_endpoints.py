"""Health over HTTP, against databases that really stop."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from watchkeeper.core import migrate
from watchkeeper.core.database import Database
from watchkeeper.core.errors import UnavailableError
from watchkeeper.core.http.app import create_base_app
from watchkeeper.core.outbox import publish
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.operate.probes import checks
from watchkeeper.operate.probes.endpoints import build_probe_router, build_router
from watchkeeper.operate.probes.loop_lag import LagWindow, LoopWatch
from watchkeeper.operate.probes.monitor import Monitor
from watchkeeper.operate.probes.service import ProbeService

Client = Callable[..., httpx.AsyncClient]


class Store:
    """A segment store that can be broken."""

    broken = False

    async def probe(self) -> None:
        if self.broken:
            raise UnavailableError("The store at /var/secret does not answer.")


def make_service(database: Database, store: Store, path: Path) -> tuple[ProbeService, Monitor]:
    monitor = Monitor(timeout_s=60)
    outbox = OutboxService()
    for check in (
        checks.database_check(database),
        checks.migrations_check(database),
        checks.store_check(store.probe),
        checks.relay_check(database, outbox, max_lag_s=60),
        checks.data_directory_check(path),
    ):
        monitor.add(check)
    return ProbeService(monitor, LoopWatch(LagWindow(limit_s=5, duration_s=30))), monitor


async def migrated(database: Database) -> None:
    async with database.transaction() as session:
        await session.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        await session.execute(sa.text("INSERT INTO alembic_version VALUES (:head)"), {"head": migrate.head()})


async def test_ready_says_what_is_wrong_and_nothing_else(
    database: Database, api_client: Client, tmp_path: Path
) -> None:
    store = Store()
    service, monitor = make_service(database, store, tmp_path)
    client = api_client(build_probe_router(service), prefix="", permissions=None)

    async def ready() -> tuple[int, dict[str, Any]]:
        await monitor.check_all()
        answer = await client.get("/api/health/ready")
        return answer.status_code, answer.json()

    starting = {"status": "failed", "reasons": [{"component": "startup", "reason": "still starting"}]}
    assert (await client.get("/api/health/startup")).json() == starting
    assert await ready() == (503, starting)
    service.mark_started()
    assert (await client.get("/api/health/startup")).json() == {"status": "ok"}
    assert await ready() == (
        503,
        {"status": "failed", "reasons": [{"component": "migrations", "reason": "schema is not current"}]},
    )
    await migrated(database)
    assert await ready() == (200, {"status": "ok"})
    store.broken = True
    assert await ready() == (
        503,
        {"status": "failed", "reasons": [{"component": "segment_store", "reason": "unavailable"}]},
    )
    store.broken = False
    async with database.transaction() as session:
        await publish(session, "t", {}, not_before=datetime.now(UTC) - timedelta(seconds=100))
    assert await ready() == (503, {"status": "failed", "reasons": [{"component": "relay", "reason": "lagging"}]})


async def test_a_full_or_missing_data_directory_is_seen(database: Database, tmp_path: Path) -> None:
    service, monitor = make_service(database, Store(), tmp_path / "gone")
    await migrated(database)
    service.mark_started()
    await monitor.check_all()
    assert service.ready().reasons == (("data_directory", "not writable"),)


async def test_live_depends_on_nothing_but_the_loop(database: Database, api_client: Client, tmp_path: Path) -> None:
    service, _ = make_service(database, Store(), tmp_path)
    client = api_client(build_probe_router(service), prefix="", permissions=None)
    assert (await client.get("/api/health/live")).status_code == 503
    await service.start()
    assert (await client.get("/api/health/live")).json() == {"status": "ok"}
    await service.stop()


async def test_people_see_every_component(database: Database, api_client: Client, tmp_path: Path) -> None:
    store = Store()
    store.broken = True
    service, monitor = make_service(database, store, tmp_path)
    await migrated(database)
    service.mark_started()
    await monitor.check_all()
    assert (await api_client(build_router(service), permissions=None).get("/api/v1/health")).status_code == 401
    body = (await api_client(build_router(service)).get("/api/v1/health")).json()
    assert body["status"] == "failed"
    assert [item["component"] for item in body["components"]] == monitor.components
    broken = next(item for item in body["components"] if item["component"] == "segment_store")
    assert broken["message"] == "The store at /var/secret does not answer."
    assert broken["latency_ms"] >= 0
    assert broken["age_s"] >= 0


@pytest.mark.integration
async def test_a_stopped_postgresql_is_not_ready_but_live_and_comes_back(
    new_postgresql: Callable[[], Any], tmp_path: Path
) -> None:
    server = new_postgresql()
    database = Database(server.url("postgres"))
    await migrate.upgrade(database)
    service, monitor = make_service(database, Store(), tmp_path)
    app = create_base_app(database=database, authenticator=None, metrics=Metrics())
    app.include_router(build_probe_router(service))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:

        async def status(name: str) -> int:
            return (await client.get(f"/api/health/{name}")).status_code

        await service.start()
        service.mark_started()
        assert (await status("ready"), await status("live")) == (200, 200)
        server.stop()
        await monitor.check_all()
        assert (await status("ready"), await status("live")) == (503, 200)
        server.start()
        await monitor.check_all()
        assert (await status("ready"), await status("live")) == (200, 200)
        await service.stop()
    await database.dispose()
