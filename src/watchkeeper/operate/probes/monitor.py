"""Runs the checks in the background, each at its own pace, and remembers what they found."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.redact import redact_text
from watchkeeper.operate.probes.status import Finding, Observation, Status

NO_ANSWER = "no answer in time"

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a required one decides readiness, an optional one can only degrade it. To raise is to fail."""

    component: str
    run: Callable[[], Awaitable[Finding]]
    required: bool = True


class Monitor:
    """The one registry of components. Whoever asks reads what was found last: a probe never waits for a component."""

    def __init__(self, *, interval_s: float = 5.0, timeout_s: float = 2.0, clock: Clock = utc_now) -> None:
        self._interval_s = interval_s
        self._timeout_s = timeout_s
        self._clock = clock
        self._checks: dict[str, Check] = {}
        self._found: dict[str, Observation] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def add(self, check: Check) -> None:
        """Register a check, before ``start``. Raises ValueError when its component has one."""
        if check.component in self._checks:
            raise ValueError(f"{check.component} is checked twice")
        self._checks[check.component] = check
        self._found[check.component] = Observation(
            check.component, check.required, Finding(Status.UNKNOWN), None, 0.0, self._interval_s
        )

    @property
    def components(self) -> list[str]:
        """Every component, in order of registration."""
        return list(self._checks)

    def observations(self) -> list[Observation]:
        """Return what is known of every component now."""
        now = self._clock()
        return [self._found[name].at(now) for name in self._checks]

    async def start(self) -> None:
        """Check everything once, then go on in the background."""
        await self.check_all()
        self._tasks = [
            asyncio.create_task(self._check_forever(check), name=f"probe.{check.component}")
            for check in self._checks.values()
        ]

    async def stop(self) -> None:
        """Stop checking; what was found grows old and unknown."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def check_all(self) -> None:
        """Run every check once, at the same time."""
        await asyncio.gather(*(self._check(check) for check in self._checks.values()))

    async def _check_forever(self, check: Check) -> None:
        while True:
            await asyncio.sleep(self._interval_s)
            await self._check(check)

    async def _check(self, check: Check) -> None:
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._timeout_s):
                finding = await check.run()
        except TimeoutError:
            finding = Finding(Status.FAILED, NO_ANSWER, f"No answer in {self._timeout_s:g} s.")
        except WatchkeeperError as error:
            finding = Finding(Status.FAILED, error.code, error.message)
        except Exception as error:  # noqa: BLE001  # whatever a check raises means that its component does not work
            finding = Finding(Status.FAILED, "failed", redact_text(f"{type(error).__name__}: {error}"))
        self._remember(check, finding, time.perf_counter() - started)

    def _remember(self, check: Check, finding: Finding, latency_s: float) -> None:
        before = self._found[check.component].finding.status
        if finding.status is not before and before is not Status.UNKNOWN:  # once when it goes, once when it is back
            log = _log.info if finding.status is Status.OK else _log.warning
            log("probe.changed", component=check.component, before=before, after=finding.status, reason=finding.message)
        self._found[check.component] = Observation(
            check.component, check.required, finding, self._clock(), latency_s, self._interval_s
        )
