"""The wing that looks after the platform itself."""

from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.faces.wiring.ground import Ground
from watchkeeper.observe.polling.assembly import Polling
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.operate.probes import checks
from watchkeeper.operate.probes.loop_lag import LagWindow, LoopWatch
from watchkeeper.operate.probes.monitor import Monitor
from watchkeeper.operate.probes.service import ProbeService
from watchkeeper.understand.alerts.service import AlertService


def build_probes(
    ground: Ground, outbox: OutboxService, series: SeriesService, polling: Polling, alerts: AlertService
) -> ProbeService:
    """Return the checks that decide whether this process is alive and ready."""
    settings, database = ground.settings, ground.database
    section = settings.probes

    async def cut_off() -> bool:
        async with database.reading() as session:
            return await alerts.cut_off(session)

    monitor = Monitor(interval_s=section.interval_s, timeout_s=section.timeout_s, clock=ground.clock)
    for check in (
        checks.database_check(database),
        checks.migrations_check(database),
        checks.store_check(series.aready),
        checks.relay_check(database, outbox, max_lag_s=section.max_relay_lag_s),
        checks.data_directory_check(settings.data_dir),
        checks.own_network_check(cut_off),
        checks.running_check("polling", lambda: polling.scheduler.alive, lambda: polling.collector.alive),
    ):
        monitor.add(check)
    window = LagWindow(limit_s=section.max_loop_lag_s, duration_s=section.max_loop_lag_duration_s)
    return ProbeService(monitor, LoopWatch(window))
