"""What the platform says about its own health."""

from watchkeeper.operate.probes.loop_lag import LoopWatch
from watchkeeper.operate.probes.monitor import Monitor
from watchkeeper.operate.probes.status import Observation, Status, Verdict, overall

_HANGING = Verdict(Status.FAILED, (("event_loop", "hanging"),))
_STARTING = Verdict(Status.FAILED, (("startup", "still starting"),))


class ProbeService:
    """Live: restart me if this fails. Ready: send me traffic. Startup: leave me alone until this is true."""

    def __init__(self, monitor: Monitor, loop_watch: LoopWatch) -> None:
        self._monitor = monitor
        self._loop_watch = loop_watch
        self._started = False

    async def start(self) -> None:
        """Begin to check."""
        await self._loop_watch.start()
        await self._monitor.start()

    async def stop(self) -> None:
        """Stop checking."""
        await self._monitor.stop()
        await self._loop_watch.stop()

    def mark_started(self) -> None:
        """Say that everything is set up: settings valid, keys present, migrations run, services running."""
        self._started = True

    def live(self) -> Verdict:
        """Judge the process alone; nothing it depends on counts."""
        return Verdict(Status.OK) if self._loop_watch.alive else _HANGING

    def ready(self) -> Verdict:
        """Judge by every component."""
        return overall(self._monitor.observations()) if self._started else _STARTING

    def startup(self) -> Verdict:
        """Judge whether start-up is over."""
        return Verdict(Status.OK) if self._started else _STARTING

    def components(self) -> list[Observation]:
        """Return every component as it is known now."""
        return self._monitor.observations()
