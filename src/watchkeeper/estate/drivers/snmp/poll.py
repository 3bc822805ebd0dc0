"""One target of one shard: greeting, identity check, then its tables one after the other within its wall budget."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from watchkeeper.estate.drivers.protocol import (
    Identity,
    Outcome,
    SnmpCredential,
    TableResult,
    Target,
    TargetResult,
)
from watchkeeper.estate.drivers.snmp.batches import interface_columns
from watchkeeper.estate.drivers.snmp.facts import Facts
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.hello import Greeting, greet, mismatch
from watchkeeper.estate.drivers.snmp.identify import Identified, identify
from watchkeeper.estate.drivers.snmp.interfaces import InterfaceRows, collect_interfaces, read_names
from watchkeeper.estate.drivers.snmp.profile import Device, Profile, new_profile, read_section, section_of
from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.drivers.snmp.samples import Columns, host_columns, optics_columns, sensor_columns
from watchkeeper.estate.drivers.snmp.session import Pace, Session
from watchkeeper.estate.drivers.snmp.workshop import Shard, Workshop

_NO_BULK_CYCLES: Final = 60
"""After so many cycles an agent that ignored GETBULK is tried with it again."""
_GOOD: Final = frozenset({Outcome.OK, Outcome.EMPTY})


class Poll:
    """Polls one target and adds its rows to the shard's batches."""

    def __init__(self, workshop: Workshop, device: Device, target: Target, shard: Shard) -> None:
        self._workshop = workshop
        self._device = device
        self._target = target
        self._shard = shard
        self._request = shard.request
        self._batches = shard.batches
        self._memory: dict[str, object] = dict(target.memory)
        self._session: Session | None = None
        self._identity: Identity | None = None
        self._readings: DeviceReport | None = None

    async def run(self) -> TargetResult:
        """Poll the device. Never raises for what it does."""
        target = self._target
        if target.credential is None:
            return TargetResult(target.device_id, Outcome.NOT_CONFIGURED, "no SNMP credential", memory=target.memory)
        started = time.monotonic()
        try:
            async with (self._workshop.apart if self._request.apart else self._workshop.usual).greeting:
                started = time.monotonic()
                session = self._session = await self._connect(target.credential)
                greeting = await greet(session, str(self._memory.get("serial_oid", "")))
        except SnmpError as failure:
            return self._unanswered(failure, time.monotonic() - started)
        self._identity = greeting.identity()
        wrong = mismatch(target.known, self._identity)
        if wrong:
            return self._result(Outcome.IDENTITY_MISMATCH, wrong, (), time.monotonic() - started, greeting)
        waiting = time.monotonic()
        async with self._place(greeting):
            queued = time.monotonic() - waiting
            if session.deadline is not None:
                session.deadline += queued  # waiting for a slot is not the device's fault
            tables = await self._tables(session, greeting)
            self._readings = None
        if tables is None:
            wrong = mismatch(target.known, self._identity)
            return self._result(Outcome.IDENTITY_MISMATCH, wrong, (), time.monotonic() - started - queued, greeting)
        outcome, reason = overall(tables)
        return self._result(outcome, reason, tables, time.monotonic() - started - queued, greeting)

    def _place(self, greeting: Greeting) -> asyncio.Semaphore:
        """Where it waits for its turn: who greets last in a shard does not queue behind other shards as well."""
        self._shard.greeted += 1
        if not self._is_known(greeting):
            return self._workshop.meeting
        apart = self._request.apart or self._shard.waits_for_few()
        return (self._workshop.apart if apart else self._workshop.usual).active

    def _is_known(self, greeting: Greeting) -> bool:
        """Whether only what moves is to be read: a first reading keeps far more in memory until it has ended."""
        profile = self._device.profile
        if profile is None or not profile.is_current(greeting.uptime_ticks):
            return all(section_of(table) is None for table in self._request.tables)
        return profile.knows(self._request.tables)

    async def _connect(self, credential: SnmpCredential) -> Session:
        target = self._target
        transport = await self._workshop.connector.connect(target.address, target.port, credential)
        session = Session(
            transport,
            self._workshop.policy,
            pace=Pace.from_memory(self._memory),
            deadline=time.monotonic() + self._request.budget_s,
        )
        patience = self._memory.get("no_bulk")
        if isinstance(patience, int) and patience > 0:
            session.bulk = False
        return session

    async def _tables(self, session: Session, greeting: Greeting) -> tuple[TableResult, ...] | None:
        """Read the tables asked for; ``None`` when the full identity, read first, is another device's."""
        asked = sorted(self._request.tables)
        results = []
        if "identity" in asked:
            results.append(await self._read_identity(session))
            if mismatch(self._target.known, self._identity or Identity()):
                return None
        self._report_answer(greeting)
        for table in asked:
            if table == "identity":
                continue
            if table == "interfaces":
                results.append(await self._interfaces(session, greeting))
            elif section_of(table) is not None:
                results.append(await self._section(session, greeting, table))
            else:
                results.append(TableResult(table, Outcome.UNSUPPORTED, reason="the SNMP driver knows no such table"))
        return tuple(results)

    async def _read_identity(self, session: Session) -> TableResult:
        found: Identified = await identify(session, self._workshop.registry)
        if found.outcome is not Outcome.OK:
            return TableResult("identity", found.outcome, reason=found.reason)
        self._identity = found.identity
        self._memory |= {"platform": found.platform, "serial_oid": found.serial_oid}
        profile = self._device.profile
        if profile is not None and profile.platform.name != found.platform:
            self._device.profile = None
        return TableResult("identity", Outcome.OK, 1)

    async def _interfaces(self, session: Session, greeting: Greeting) -> TableResult:
        table, naming = self._device.names, self._workshop.naming
        if not table.is_current(greeting.uptime_ticks, greeting.last_change):
            table.names, _ = await read_names(session, naming, len(table.names))
        table.uptime_ticks, table.last_change = greeting.uptime_ticks, greeting.last_change
        rows = await collect_interfaces(session, table, naming)
        if len(rows):
            self._batches.extend("interface", self._target.device_id, interface_columns(rows))
        return _interface_result(rows)

    async def _section(self, session: Session, greeting: Greeting, table: str) -> TableResult:
        section = section_of(table) or ""
        try:
            profile = await self._profile(session, greeting)
        except SnmpError as failure:
            return TableResult(table, failure.outcome, reason=failure.reason)
        facts = Facts()
        if section == "sensors" and self._readings is not None:
            report = self._readings  # sensors and optics are two views of one reading
        else:
            report, facts = await read_section(session, profile, section)
            self._readings = report if section == "sensors" else self._readings
        columns = await self._columns(session, table, report)
        count = len(columns["object"])
        if count:
            self._batches.extend(_FAMILIES[table], self._target.device_id, columns)
        reason = ", ".join(f"{name}: {why}" for name, why in sorted(facts.partial.items()))
        if facts.failure is not None and not count:
            return TableResult(table, facts.failure.outcome, 0, reason or facts.failure.reason)
        if reason:
            return TableResult(table, Outcome.PARTIAL, count, reason)
        return TableResult(table, Outcome.OK if count else Outcome.EMPTY, count)

    async def _columns(self, session: Session, table: str, report: DeviceReport) -> Columns:
        if table == "sensors":
            return sensor_columns(report.sensors)
        if table == "host":
            return host_columns(report.processors, report.memory, report.storage)
        names = self._device.names
        if not names.names:
            names.names, _ = await read_names(session, self._workshop.naming)
        return optics_columns(report.sensors, {name.if_index: name.object for name in names.names.values()})

    async def _profile(self, session: Session, greeting: Greeting) -> Profile:
        profile = self._device.profile
        if profile is None or not profile.is_current(greeting.uptime_ticks):
            remembered = self._memory.get("platform")
            platform = self._target.platform or (remembered if isinstance(remembered, str) else None)
            profile = await new_profile(session, self._workshop.registry, platform, greeting.uptime_ticks)
            self._device.profile = profile
        self._memory["platform"] = profile.platform.name
        profile.uptime_ticks = greeting.uptime_ticks
        return profile

    def _report_answer(self, greeting: Greeting) -> None:
        rtt_ms = greeting.rtt_s * 1000 if greeting.attempts == 1 else None  # a retry says nothing of the path
        lost = (greeting.attempts - 1) / greeting.attempts
        self._availability(1, Outcome.OK, rtt_ms, lost)

    def _availability(self, up: int | None, outcome: Outcome, rtt_ms: float | None, loss_ratio: float | None) -> None:
        columns: Columns = {
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
        return self._result(failure.outcome, reason, tables, elapsed_s, None)

    def _result(
        self,
        outcome: Outcome,
        reason: str,
        tables: tuple[TableResult, ...],
        elapsed_s: float,
        greeting: Greeting | None,
    ) -> TargetResult:
        result = TargetResult(self._target.device_id, outcome, reason, tables, elapsed_s=elapsed_s, memory=self._memory)
        session = self._session
        if session is None:
            return result
        return replace(
            result,
            identity=self._identity,
            uptime_ticks=greeting.uptime_ticks if greeting is not None else None,
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


_FAMILIES: Final = {"sensors": "sensor", "optics": "optics", "host": "host"}


def _interface_result(rows: InterfaceRows) -> TableResult:
    reason = ", ".join(rows.reasons)
    if len(rows):
        return TableResult("interfaces", Outcome.PARTIAL if reason else Outcome.OK, len(rows), reason)
    if rows.failure is not None:
        return TableResult("interfaces", rows.failure, 0, reason)
    return TableResult("interfaces", Outcome.PARTIAL if reason else Outcome.EMPTY, 0, reason)


def overall(tables: Sequence[TableResult]) -> tuple[Outcome, str]:
    """Return the worst that matters: any table that is not whole makes the target partial, all alike make it that."""
    if not tables:
        return Outcome.OK, ""
    bad = [table for table in tables if table.outcome not in _GOOD]
    if not bad:
        return (Outcome.OK if any(table.outcome is Outcome.OK for table in tables) else Outcome.EMPTY), ""
    reason = "; ".join(f"{table.table}: {table.reason or table.outcome}" for table in bad)
    outcomes = {table.outcome for table in tables}
    return (outcomes.pop() if len(outcomes) == 1 else Outcome.PARTIAL), reason
