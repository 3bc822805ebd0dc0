"""HOST-RESOURCES-MIB (RFC 2790) and UCD-SNMP-MIB: processors, memory, file systems."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from watchkeeper.lab.models.columns import ENTERPRISES, MIB_2, constant, numbers, rows_of, scalar, shared
from watchkeeper.lab.models.model import DeviceColumn
from watchkeeper.lab.snmp.ber import COUNTER32, GAUGE32, INTEGER, OBJECT_ID, OCTETS, TIMETICKS, Oid
from watchkeeper.lab.snmp.layout import SCALAR, Column, Numbers

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

_HR: Final = (*MIB_2, 25)
_UCD: Final = (*ENTERPRISES, 2021)
RAM, VIRTUAL, FIXED_DISK, OTHER, FLASH = 2, 3, 4, 1, 9
_PROCESSOR_TYPE: Final = (*_HR, 3, 1, 3)
_FIRST_PROCESSOR: Final = 196_608
_KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Storage:
    """A row of hrStorageTable: ``size`` units of ``unit`` bytes, ``used`` percent of them ± ``swing`` with load."""

    index: int
    kind: int
    descr: str
    unit: int
    size: int
    used: float
    swing: float = 0.0


def host_columns(cores: int, processor: str, storages: Sequence[Storage], load: float) -> list[DeviceColumn]:
    """Return processors that are ``load`` percent busy on average, and storage."""
    indexes = [_FIRST_PROCESSOR + core for core in range(cores)]
    return [
        *_processors(indexes, processor, load),
        *storage_columns(storages),
    ]


def _processors(indexes: Sequence[int], descr: str, load: float) -> list[DeviceColumn]:
    rows = rows_of(indexes)

    def busy(state: "DeviceState") -> Numbers:
        return np.array([round(state.busyness(load, load * 0.7, core)) for core in range(len(rows))], dtype=np.int64)

    return [
        shared((*_HR, 3, 2, 1, 1), INTEGER, rows, indexes),
        constant((*_HR, 3, 2, 1, 2), OBJECT_ID, rows, _PROCESSOR_TYPE),
        constant((*_HR, 3, 2, 1, 3), OCTETS, rows, descr),
        constant((*_HR, 3, 2, 1, 5), INTEGER, rows, 2),
        constant((*_HR, 3, 3, 1, 1), OBJECT_ID, rows, (0, 0)),
        Column((*_HR, 3, 3, 1, 2), INTEGER, rows, numbers("processor load", busy)),
    ]


def storage_columns(storages: Sequence[Storage]) -> list[DeviceColumn]:
    """Return hrStorageTable."""
    rows = rows_of([storage.index for storage in storages])
    size = np.array([storage.size for storage in storages], dtype=np.float64)
    used = np.array([storage.used for storage in storages])
    swing = np.array([storage.swing for storage in storages])

    def in_use(state: "DeviceState") -> Numbers:
        percent = np.clip(state.around(used, swing, swing), 0.0, 99.5)
        return (size * percent / 100.0).astype(np.int64)

    return [
        shared((*_HR, 2, 3, 1, 1), INTEGER, rows, [storage.index for storage in storages]),
        shared((*_HR, 2, 3, 1, 2), OBJECT_ID, rows, [(*_HR, 2, 1, storage.kind) for storage in storages]),
        shared((*_HR, 2, 3, 1, 3), OCTETS, rows, [storage.descr for storage in storages]),
        shared((*_HR, 2, 3, 1, 4), INTEGER, rows, [storage.unit for storage in storages]),
        shared((*_HR, 2, 3, 1, 5), INTEGER, rows, [storage.size for storage in storages]),
        Column((*_HR, 2, 3, 1, 6), INTEGER, rows, numbers("storage in use", in_use)),
    ]


def eos_host_columns() -> list[DeviceColumn]:
    """Return what a switch's management processor has."""
    storages = (
        Storage(1, RAM, "RAM", _KIB, 8_042_924, 61.0, 2.0),
        Storage(2, RAM, "RAM (Buffers)", _KIB, 8_042_924, 3.0, 0.2),
        Storage(3, RAM, "RAM (Cache)", _KIB, 8_042_924, 24.0, 1.0),
        Storage(100, FLASH, "Core", 4096, 983_040, 0.2),
        Storage(101, FLASH, "Flash", 4096, 982_812, 31.0, 6.0),
        Storage(102, FLASH, "Log", 4096, 98_304, 17.0, 6.0),
    )
    return host_columns(4, "AMD GX-424CC SOC with Radeon(TM) R5E Graphics", storages, 14.0)


def linux_columns(memory_kib: int, cores: int) -> list[DeviceColumn]:
    """Return what net-snmp on Linux answers: HOST-RESOURCES and UCD tables that agree with each other."""
    storages = (
        Storage(1, RAM, "Physical memory", _KIB, memory_kib, 78.0, 4.0),
        Storage(3, VIRTUAL, "Virtual memory", _KIB, memory_kib + 4 * _KIB * _KIB, 62.0, 3.0),
        Storage(6, OTHER, "Memory buffers", _KIB, memory_kib, 2.5, 0.3),
        Storage(7, OTHER, "Cached memory", _KIB, memory_kib, 38.0, 3.0),
        Storage(10, VIRTUAL, "Swap space", _KIB, 4 * _KIB * _KIB, 3.0, 1.0),
        Storage(31, FIXED_DISK, "/", 4096, 12_851_200, 47.0, 8.0),
        Storage(36, FIXED_DISK, "/var", 4096, 51_404_800, 58.0, 12.0),
    )
    system = (*_HR, 1)
    return [
        Column((*system, 1), TIMETICKS, SCALAR, numbers("host uptime", _host_uptime)),
        scalar((*system, 5), 2, GAUGE32),
        scalar((*system, 6), 214, GAUGE32),
        scalar((*_HR, 2, 2), memory_kib),
        *host_columns(cores, "GenuineIntel: Intel(R) Xeon(R) Silver 4314 CPU @ 2.40GHz", storages, 22.0),
        *_ucd_columns(memory_kib, cores),
    ]


def _host_uptime(state: "DeviceState") -> Numbers:
    return np.array([state.uptime_ticks + 3_117], dtype=np.int64)


def _ucd_columns(memory_kib: int, cores: int) -> list[DeviceColumn]:
    def memory(state: "DeviceState") -> Numbers:
        percent = state.around(np.array([97.0, 22.0, 28.2, 1.0, 2.5, 38.0]), np.full(6, 1.0), np.full(6, 0.4))
        scale = np.array([4 * _KIB * _KIB, memory_kib, memory_kib, memory_kib, memory_kib, memory_kib])
        values: Numbers = (np.clip(percent, 0.1, None) * scale / 100.0).astype(np.int64)
        return values

    def cpu(state: "DeviceState") -> Numbers:
        busy = state.busyness(22.0, 15.0)
        user, system = round(busy * 0.7), round(busy * 0.3)
        return np.array([user, system, 100 - user - system], dtype=np.int64)

    def raw_cpu(state: "DeviceState") -> Numbers:
        ticks = state.uptime_ticks * cores
        values: Numbers = (np.array([0.15, 0.001, 0.07, 0.779]) * ticks).astype(np.int64) % (1 << 32)
        return values

    memory_source, cpu_source = numbers("UCD memory", memory), numbers("UCD processor", cpu)
    raw_source = numbers("UCD processor ticks", raw_cpu)
    return [
        scalar((*_UCD, 4, 1), 0),
        scalar((*_UCD, 4, 2), "swap"),
        scalar((*_UCD, 4, 3), 4 * _KIB * _KIB),
        Column((*_UCD, 4, 4), INTEGER, SCALAR, memory_source),
        scalar((*_UCD, 4, 5), memory_kib),
        *(Column((*_UCD, 4, column), INTEGER, SCALAR, memory_source) for column in (6, 11, 13, 14, 15)),
        *_load_averages(cores),
        *(Column((*_UCD, 11, column), INTEGER, SCALAR, cpu_source) for column in (9, 10, 11)),
        *(Column((*_UCD, 11, column), COUNTER32, SCALAR, raw_source) for column in (50, 51, 52, 53)),
    ]


def _load_averages(cores: int) -> list[DeviceColumn]:
    rows: tuple[Oid, ...] = rows_of((1, 2, 3))

    def hundredths(state: "DeviceState") -> Numbers:
        load = state.busyness(22.0, 15.0) * cores
        return np.array([load, load * 0.96, load * 0.9]).astype(np.int64)

    return [
        shared((*_UCD, 10, 1, 1), INTEGER, rows, (1, 2, 3)),
        shared((*_UCD, 10, 1, 2), OCTETS, rows, ("Load-1", "Load-5", "Load-15")),
        Column((*_UCD, 10, 1, 5), INTEGER, rows, numbers("load averages", hundredths)),
    ]
