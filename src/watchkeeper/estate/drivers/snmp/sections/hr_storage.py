"""Memory and storage that all hosts share: HOST-RESOURCES-MIB (RFC 2790) and UCD-SNMP-MIB."""

import re
from dataclasses import replace
from typing import Final

from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.facts import Facts
from watchkeeper.estate.drivers.snmp.report import PoolReport
from watchkeeper.kit.oid import Oid

ENTRY: Final[Oid] = (1, 3, 6, 1, 2, 1, 25, 2, 3, 1)
TYPES: Final = {
    1: "other",
    2: "ram",
    3: "virtual_memory",
    4: "fixed_disk",
    5: "removable_disk",
    6: "floppy_disk",
    7: "compact_disc",
    8: "ram_disk",
    9: "flash_memory",
    10: "network_disk",
}
UCD: Final[Oid] = (1, 3, 6, 1, 4, 1, 2021, 4)
UCD_COLUMNS: Final = (3, 4, 5, 6, 13, 14, 15)
_SWAP, _SWAP_FREE, _REAL, _REAL_FREE, _SHARED, _BUFFERS, _CACHED = UCD_COLUMNS
_TYPE_PREFIX: Final = "1.3.6.1.2.1.25.2.1."
_PART_OF_RAM: Final = re.compile(r"(?i)buffer|cache|shared")
_RECLAIMABLE: Final = re.compile(r"(?i)buffer|cache")
_KIBI: Final = 1024
_FULL: Final = 100.0


def host_storage(facts: Facts) -> tuple[list[PoolReport], list[PoolReport]]:
    """Return (memory, storage) of hrStorageTable.

    Buffers, cache and shared memory are parts of RAM and so shares of its size; what buffers and cache hold is not in
    use, as the kernel gives it back (net-snmp counts it as used).
    """
    rows = [row for suffix in facts.table(ENTRY, (3, 5)) if (row := _row(facts, suffix)) is not None]
    memory = [row for row in rows if _is_memory(row)]
    ram = next((row for row in memory if row.type == "ram" and not _PART_OF_RAM.search(row.descr)), None)
    parts = [row for row in memory if _PART_OF_RAM.search(row.descr)]
    if ram is not None and parts:
        total = ram.total_bytes or 0
        reclaimable = sum(row.used_bytes or 0 for row in parts if _RECLAIMABLE.search(row.descr))
        in_use = (ram.used_bytes or 0) - reclaimable
        memory = [
            _sized(row, total, in_use if row is ram and in_use >= 0 else row.used_bytes or 0)
            if row is ram or row in parts
            else row
            for row in memory
        ]
    return memory, [row for row in rows if not _is_memory(row)]


def _is_memory(row: PoolReport) -> bool:
    if row.type in {"ram", "virtual_memory"}:
        return True
    return row.type in {"", "other"} and re.search(r"(?i)\bmemory\b|\bswap\b|\bRAM\b", row.descr) is not None


def _sized(row: PoolReport, total: int, used: int) -> PoolReport:
    percent = round(min(used / total, 1.0) * _FULL, 3) if total else None
    return replace(row, total_bytes=total, used_bytes=used, percent=percent)


def _row(facts: Facts, suffix: bytes) -> PoolReport | None:
    """One row; sizes are signed 32-bit, so a negative one lost its top bit."""

    def cell(column: int) -> int | None:
        return values.integer(facts.rows((*ENTRY, column)).get(suffix))

    size, used = (amount + 2**32 if amount is not None and amount < 0 else amount for amount in (cell(5), cell(6)))
    if not size:
        return None
    unit = cell(4) or 1
    unit = unit if unit > 0 else 1
    kind = values.identifier(facts.rows((*ENTRY, 2)).get(suffix)) or ""
    number = kind.removeprefix(_TYPE_PREFIX)
    return PoolReport(
        index=".".join(map(str, values.arcs(suffix) or ())),
        descr=values.string(facts.rows((*ENTRY, 3)).get(suffix)) or "",
        total_bytes=size * unit,
        used_bytes=None if used is None else used * unit,
        percent=None if used is None else round(min(used / size, 1.0) * _FULL, 3),
        type=TYPES.get(int(number), "other") if kind != number and number.isdigit() else "",
    )


def ucd_memory(facts: Facts) -> list[PoolReport]:
    """Return memory of UCD-SNMP-MIB, for agents without hrStorageTable."""
    amounts = {column: values.integer(facts.scalar((*UCD, column, 0))) for column in UCD_COLUMNS}
    total, available = amounts[_REAL], amounts[_REAL_FREE]
    found: list[PoolReport] = []
    if total and available is not None:
        reclaimable = (amounts[_BUFFERS] or 0) + (amounts[_CACHED] or 0)
        used = total - available - reclaimable
        used = used if used >= 0 else total - available
        found.append(_kibibytes(_REAL, "Physical memory", total, used, "ram"))
        for column, descr in ((_BUFFERS, "Memory buffers"), (_CACHED, "Cached memory"), (_SHARED, "Shared memory")):
            part = amounts[column]
            if part is not None and 0 <= part <= total:
                found.append(_kibibytes(column, descr, total, part, "ram"))
    swap, free = amounts[_SWAP], amounts[_SWAP_FREE]
    if swap and free is not None:
        found.append(_kibibytes(_SWAP, "Swap space", swap, swap - free, "virtual_memory"))
    return found


def _kibibytes(column: int, descr: str, total: int, used: int, kind: str) -> PoolReport:
    return PoolReport(f"{column}.0", descr, total * _KIBI, used * _KIBI, round(used / total * _FULL, 3), kind)
