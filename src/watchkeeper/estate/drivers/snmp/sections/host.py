"""Processors, memory and storage: a platform's tables, and those of HOST-RESOURCES and UCD that all hosts share."""

from collections.abc import Iterable, Sequence
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import Column, Pool, Processor
from watchkeeper.estate.drivers.snmp.facts import Facts
from watchkeeper.estate.drivers.snmp.report import PoolReport, ProcessorReport
from watchkeeper.estate.drivers.snmp.sections.rows import RowView, row_views

_FULL: Final = 100.0
_MAX_LOAD: Final = 1000.0


def processors(facts: Facts, definitions: Iterable[Processor]) -> list[ProcessorReport]:
    """Return the load of each processor."""
    found = []
    for definition in definitions:
        for view in row_views(facts, definition.rows, definition.value):
            raw = view.number(definition.value)
            if raw is None or raw in definition.skip:
                continue
            percent = raw * definition.scale
            percent = _FULL - percent if definition.idle else percent
            if 0 <= percent <= _MAX_LOAD:
                found.append(ProcessorReport(view.index, view.label(), round(min(percent, _FULL), 3)))
    return found


def pools(facts: Facts, definitions: Iterable[Pool]) -> list[PoolReport]:
    """Return memory or storage rows; what two columns tell gives the third."""
    return [
        report
        for definition in definitions
        for view in row_views(facts, definition.rows, _leading(facts, definition))
        if (report := _pool(view, definition)) is not None
    ]


def _leading(facts: Facts, definition: Pool) -> Column:
    """The column whose rows the pool has: the first that the device gave."""
    columns = columns_of(definition)
    present = [c for c in columns if (facts.scalar(c.oid) is not None if c.is_scalar else facts.rows(c.oid))]
    return (present or columns)[0]


def columns_of(definition: Pool) -> Sequence[Column]:
    """Return the columns that a pool definition reads, leading ones first."""
    operands = (definition.percent, definition.used, definition.total, definition.free, definition.unit)
    return [operand for operand in operands if isinstance(operand, Column)]


def _pool(view: RowView, definition: Pool) -> PoolReport | None:
    unit = view.number(definition.unit)
    total, used, free = (_count(view, operand) for operand in (definition.total, definition.used, definition.free))
    if total is None and used is not None and free is not None:
        total = used + free
    if used is None and total is not None and free is not None:
        used = total - free
    percent = view.number(definition.percent)
    if unit is None:
        total = used = None
    if percent is not None and not 0 <= percent <= _FULL:
        percent = None
    if total is None or total <= 0:
        if percent is None:
            return None
        return PoolReport(view.index, view.label(), None, None, round(percent, 3), definition.kind)
    if used is None and percent is not None:
        used = total * percent / _FULL
    if used is not None and not 0 <= used <= total:
        used = None
    size = unit or 1.0
    return PoolReport(
        view.index,
        view.label(),
        int(total * size),
        None if used is None else int(used * size),
        _rounded(percent if used is None else used / total * _FULL),
        definition.kind,
    )


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 3)


def _count(view: RowView, operand: object) -> float | None:
    """A count of units: sizes are signed 32-bit in HOST-RESOURCES, so a negative one lost its top bit."""
    if not isinstance(operand, Column | float):
        return None
    amount = view.number(operand)
    return amount + 2**32 if amount is not None and -(2**31) <= amount < 0 else amount
