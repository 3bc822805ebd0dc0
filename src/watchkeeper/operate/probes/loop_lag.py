"""Is the event loop alive: how late a timer fires, and for how long it has been late."""

import asyncio

TICK_S = 1.0


class LagWindow:
    """Judges measured lags: hung when every one was above ``limit_s`` for ``duration_s`` on end."""

    def __init__(self, *, limit_s: float, duration_s: float) -> None:
        self._limit_s = limit_s
        self._duration_s = duration_s
        self._late_since: float | None = None
        self.latest_s = 0.0

    def observe(self, now_s: float, lag_s: float) -> None:
        """Take in a lag measured at ``now_s`` (any monotonic clock)."""
        self.latest_s = lag_s
        if lag_s <= self._limit_s:
            self._late_since = None
        elif self._late_since is None:
            self._late_since = now_s - lag_s  # it has been late since the timer should have fired

    def hung(self, now_s: float) -> bool:
        """Tell whether the loop has been hanging for too long."""
        return self._late_since is not None and now_s - self._late_since >= self._duration_s


class LoopWatch:
    """Measures the running loop, once a second."""

    def __init__(self, window: LagWindow) -> None:
        self.window = window
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin measuring."""
        self._task = asyncio.create_task(self._measure_forever(), name="probe.loop")

    async def stop(self) -> None:
        """Stop measuring."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def alive(self) -> bool:
        """Whether the measuring itself runs and finds the loop responsive."""
        running = self._task is not None and not self._task.done()
        return running and not self.window.hung(asyncio.get_running_loop().time())

    async def _measure_forever(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + TICK_S
            await asyncio.sleep(TICK_S)
            now = loop.time()
            self.window.observe(now, now - due)
