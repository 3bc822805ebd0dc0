"""The SNMP driver: a shard of targets in, one column batch per family and one typed result per target out.

All devices of a running loop share a few sockets. A dead device costs one GET with its retries and occupies none of
the slots in which devices are walked; a slow one occupies one slot, up to its wall budget.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from watchkeeper.estate.drivers.protocol import Collection, CollectRequest, Outcome, TableResult, Target, TargetResult
from watchkeeper.estate.drivers.snmp.batches import ShardBatches, interface_columns
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.hello import Greeting, greet, mismatch
from watchkeeper.estate.drivers.snmp.interfaces import InterfaceRows, NameTable, Naming, collect_interfaces, read_names
from watchkeeper.estate.drivers.snmp.session import Pace, Policy, Session

_MAX_NAME_TABLES: Final = 50_000
_NO_BULK_CYCLES: Final = 60
"""After so many cycles an agent that ignored GETBULK is tried with it again."""
_GOOD: Final = frozenset({Outcome.OK, Outcome.EMPTY})
_KNOWN_TABLES: Final = frozenset({"interfaces"})


def plain_names(names: Iterable[tuple[str, int | None]]) -> list[str]:
    """Name interfaces as the device does; of equal names the later ones get ``#ifIndex``."""
    taken: set[str] = set()
    keys = []
    for name, if_index in names:
        key = name if name not in taken else f"{name}#{if_index}"
        while key in taken:
            key += "'"
        taken.add(key)
        keys.append(key)
    return keys


class SnmpDriver:
    """Implements :class:`~watchkeeper.estate.drivers.protocol.Driver` for SNMP v1, v2c and v3.

    ``naming`` decides the object names of interfaces, so that samples carry the names of the inventory.
    ``active`` is how many devices are walked at once, ``greeting`` how many may be waited for at their first GET.
    """

    name: ClassVar[str] = "snmp"

    def __init__(
        self,
        *,
        policy: Policy | None = None,
        connector: Connector | None = None,
        naming: Naming = plain_names,
        active: int = 500,
        greeting: int = 2_000,
    ) -> None:
        self._policy = policy or Policy()
        self._connector = connector or Connector()
        self._naming = naming
        self._limits = (active, greeting)
        self._slots: tuple[asyncio.AbstractEventLoop, asyncio.Semaphore, asyncio.Semaphore] | None = None
        self._names: dict[int, NameTable] = {}

    async def collect(self, request: CollectRequest) -> Collection:
        """Ask every target concurrently; see the protocol. Results come in the order of the targets."""
        active, greeting = self._semaphores()
        batches = ShardBatches()
        visits = [_Visit(self, target, request, batches, active, greeting) for target in request.targets]
        results = await asyncio.gather(*(visit.run() for visit in visits))
        return Collection(batches.batches(request.slot), results)

    async def aclose(self) -> None:
        """Release sockets."""
        self._connector.close()

    def _semaphores(self) -> tuple[asyncio.Semaphore, asyncio.Semaphore]:
        loop = asyncio.get_running_loop()
        if self._slots is None or self._slots[0] is not loop:
            self._slots = (loop, asyncio.Semaphore(self._limits[0]), asyncio.Semaphore(self._limits[1]))
        return self._slots[1], self._slots[2]

    def name_table(self, device_id: int) -> NameTable:
        """Return the cached names of a device; the oldest device is forgotten when there are too many."""
        table = self._names.get(device_id)
        if table is None:
            while len(self._names) >= _MAX_NAME_TABLES:
                del self._names[next(iter(self._names))]
            table = self._names[device_id] = NameTable()
        return table


class _Visit:
    """One target of one shard."""

    def __init__(
        self,
        driver: SnmpDriver,
        target: Target,
        request: CollectRequest,
        batches: ShardBatches,
        active: asyncio.Semaphore,
        greeting: asyncio.Semaphore,
    ) -> None:
        self._driver = driver
        self._target = target
        self._request = request
        self._batches = batches
        self._active = active
        self._greeting = greeting
        self._memory: dict[str, object] = dict(target.memory)
        self._session: Session | None = None

    async def run(self) -> TargetResult:
        """Visit the device. Never raises for what it does."""
        target = self._target
        if target.credential is None:
            return TargetResult(target.device_id, Outcome.NOT_CONFIGURED, "no SNMP credential", memory=target.memory)
        started = time.monotonic()
        try:
            async with self._greeting:
                started = time.monotonic()
                session = self._session = await self._connect()
                greeting = await greet(session, str(self._memory.get("serial_oid", "")))
        except SnmpError as failure:
            return self._unanswered(failure, time.monotonic() - started)
        wrong = mismatch(target.known, greeting)
        if wrong:
            result = self._result(Outcome.IDENTITY_MISMATCH, wrong, (), time.monotonic() - started)
            return replace(result, uptime_ticks=greeting.uptime_ticks, identity=greeting.identity())
        self._report_availability(greeting)
        waiting = time.monotonic()
        async with self._active:
            queued = time.monotonic() - waiting
            session.deadline = (session.deadline or 0.0) + queued  # waiting for a slot is not the device's fault
            tables = await self._collect_tables(session, greeting)
        outcome, reason = _overall(tables)
        result = self._result(outcome, reason, tables, time.monotonic() - started - queued)
        return replace(result, uptime_ticks=greeting.uptime_ticks, identity=greeting.identity())

    async def _connect(self) -> Session:
        target = self._target
        assert target.credential is not None  # noqa: S101  # run() has looked
        transport = await self._driver._connector.connect(target.address, target.port, target.credential)  # noqa: SLF001  # one unit
        session = Session(
            transport,
            self._driver._policy,  # noqa: SLF001  # one unit
            pace=Pace.from_memory(self._memory),
            deadline=time.monotonic() + self._request.budget_s,
        )
        patience = self._memory.get("no_bulk")
        if isinstance(patience, int) and patience > 0:
            session.bulk = False
        return session

    async def _collect_tables(self, session: Session, greeting: Greeting) -> tuple[TableResult, ...]:
        results = []
        for table in sorted(self._request.tables):
            if table == "interfaces":
                results.append(await self._interfaces(session, greeting))
            elif table not in _KNOWN_TABLES:
                results.append(TableResult(table, Outcome.UNSUPPORTED, reason="the SNMP driver knows no such table"))
        return tuple(results)

    async def _interfaces(self, session: Session, greeting: Greeting) -> TableResult:
        driver = self._driver
        table = driver.name_table(self._target.device_id)
        if not table.is_current(greeting.uptime_ticks, greeting.last_change):
            table.names, _ = await read_names(session, driver._naming, len(table.names))  # noqa: SLF001  # one unit
        table.uptime_ticks, table.last_change = greeting.uptime_ticks, greeting.last_change
        rows = await collect_interfaces(session, table, driver._naming)  # noqa: SLF001  # one unit
        if len(rows):
            self._batches.extend("interface", self._target.device_id, interface_columns(rows))
        return _table_result("interfaces", rows)

    def _report_availability(self, greeting: Greeting) -> None:
        rtt_ms = (
            greeting.rtt_s * 1000 if greeting.attempts == 1 else None
        )  # a retried exchange says nothing of the path
        lost = (greeting.attempts - 1) / greeting.attempts
        self._availability(1, Outcome.OK, rtt_ms, lost)

    def _availability(self, up: int | None, outcome: Outcome, rtt_ms: float | None, loss_ratio: float | None) -> None:
        columns: dict[str, Sequence[object]] = {
            "object": ["snmp"],
            "up": [up],
            "rtt_min_ms": [rtt_ms],
            "rtt_avg_ms": [rtt_ms],
            "rtt_max_ms": [rtt_ms],
            "loss_ratio": [loss_ratio],
            "outcome": [outcome.value],
        }
        self._batches.extend("availability", self._target.device_id, columns)

    def _unanswered(self, failure: SnmpError, elapsed_s: float) -> TargetResult:
        silent = failure.outcome in {Outcome.TIMEOUT, Outcome.UNREACHABLE}
        self._availability(0 if silent else None, failure.outcome, None, 1.0 if silent else None)
        reason = failure.reason
        if failure.outcome is Outcome.TIMEOUT:
            reason += " (unreachable, or the credential is not accepted)"
        tables = tuple(TableResult(table, failure.outcome, reason=reason) for table in sorted(self._request.tables))
        return self._result(failure.outcome, reason, tables, elapsed_s)

    def _result(self, outcome: Outcome, reason: str, tables: tuple[TableResult, ...], elapsed_s: float) -> TargetResult:
        session = self._session
        if session is None:
            return TargetResult(
                self._target.device_id, outcome, reason, tables, elapsed_s=elapsed_s, memory=self._memory
            )
        return TargetResult(
            self._target.device_id,
            outcome,
            reason,
            tables,
            elapsed_s=elapsed_s,
            requests=session.requests,
            varbinds=session.varbinds,
            retries=session.retries,
            memory=self._remember(session),
        )

    def _remember(self, session: Session) -> dict[str, object]:
        memory = {**self._memory, "repetitions": session.pace.repetitions}
        patience = memory.pop("no_bulk", None)
        if session.transport.bulk and not session.bulk:
            left = patience - 1 if isinstance(patience, int) else _NO_BULK_CYCLES
            if left > 0:
                memory["no_bulk"] = left
        return memory


def _table_result(table: str, rows: InterfaceRows) -> TableResult:
    reason = ", ".join(rows.reasons)
    if len(rows):
        return TableResult(table, Outcome.PARTIAL if reason else Outcome.OK, len(rows), reason)
    if rows.failure is not None:
        return TableResult(table, rows.failure, 0, reason)
    return TableResult(table, Outcome.PARTIAL if reason else Outcome.EMPTY, 0, reason)


def _overall(tables: Sequence[TableResult]) -> tuple[Outcome, str]:
    """The worst that matters: any table that is not whole makes the target partial, all alike make it that."""
    if not tables:
        return Outcome.OK, ""
    bad = [table for table in tables if table.outcome not in _GOOD]
    if not bad:
        return (Outcome.OK if any(table.outcome is Outcome.OK for table in tables) else Outcome.EMPTY), ""
    reason = "; ".join(f"{table.table}: {table.reason or table.outcome}" for table in bad)
    outcomes = {table.outcome for table in tables}
    return (outcomes.pop() if len(outcomes) == 1 else Outcome.PARTIAL), reason
