"""Remembers the last counters of every shard, in memory and on disk, so that a restart costs no interval."""

import struct
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.families import COUNTERS
from watchkeeper.observe.series.counters import CounterState, empty_state
from watchkeeper.observe.series.durable import write_durably
from watchkeeper.observe.series.generations import Generations, advance
from watchkeeper.observe.series.rates import to_rates

_log = get_logger(__name__)

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_CHECKSUM = struct.Struct("<I")
_NEWEST, _BASE = ".newest", ".base"
_INTEGERS = (
    "device_id",
    "slot_ms",
    "if_index",
    "uptime_ticks",
    "discontinuity_ticks",
    "speed_bps",
    "bits",
)


def boot_id() -> str:
    """Return what identifies this boot of this machine, "" where the system does not tell.

    Readings of the monotonic clock compare only within one boot.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


@dataclass
class _Shard:
    """What one shard knows."""

    known: Generations = field(default_factory=Generations)
    lock: threading.Lock = field(default_factory=threading.Lock)


class CounterMemory:
    """The previous counters of all shards.

    A device may turn up in any shard (it moved, or was asked by hand): its counters are taken from the shard that saw
    it last. Thread-safe; each shard is saved below ``folder`` after each batch and read back from there. Files
    that are damaged or cannot be written cost one interval and are logged, nothing more.
    """

    def __init__(self, folder: Path, *, keep_s: float, boot: str | None = None) -> None:
        self._folder = folder
        self._keep_s = keep_s
        self._boot = boot_id() if boot is None else boot
        self._lock = threading.Lock()
        self._shards: dict[int, _Shard] | None = None
        self._home: dict[int, int] = {}

    def rate(self, observed: pa.RecordBatch, shard: int, *, interval_s: float) -> pa.RecordBatch:
        """Return the batch to store for ``observed`` (interface, one slot) and remember its counters."""
        if observed.num_rows == 0:
            return to_rates(observed, empty_state(), interval_s=interval_s).stored
        device_ids: list[int] = np.unique(observed["device_id"].to_numpy()).tolist()
        with self._lock:
            memory = self._known().setdefault(shard, _Shard())
        with memory.lock:
            before = self._gathered(memory.known, shard, device_ids)
            rated, after = advance(before, observed, interval_s=interval_s, keep_s=self._keep_s)
            if rated.ignored:
                _log.warning("series.rows_ignored", shard=shard, rows=rated.ignored)
            former, memory.known = memory.known, after
            with self._lock:
                self._home.update(dict.fromkeys(device_ids, shard))
            self._save(shard, former, after)
            return rated.stored

    def _gathered(self, known: Generations, shard: int, device_ids: list[int]) -> Generations:
        """Add what other shards know of devices that they saw last."""
        elsewhere: dict[int, list[int]] = {}
        with self._lock:
            for device_id in device_ids:
                home = self._home.get(device_id, shard)
                if home != shard:
                    elsewhere.setdefault(home, []).append(device_id)
            others = [(self._known()[home].known, devices) for home, devices in elsewhere.items()]
        for other, devices in others:
            known = known.replaced(other.of_devices(devices), devices)
        return known

    def _known(self) -> dict[int, _Shard]:
        """Return all shards; the first time they are read from disk."""
        if self._shards is None:
            self._shards = dict(self._load())
            last_seen: dict[int, int] = {}
            for shard, memory in self._shards.items():
                for device_id, slot_ms in _last_slots(memory.known.newest):
                    if slot_ms > last_seen.get(device_id, -1):
                        last_seen[device_id], self._home[device_id] = slot_ms, shard
        return self._shards

    def _path(self, shard: int, generation: str) -> Path:
        return self._folder / f"counters-{shard:04d}{generation}"

    def _save(self, shard: int, former: Generations, known: Generations) -> None:
        newest, base = self._path(shard, _NEWEST), self._path(shard, _BASE)
        try:
            if known.base is former.newest and newest.exists():
                newest.replace(base)
            else:
                write_durably(base, partial(_dump, known.base, self._boot), sync=False)
            write_durably(newest, partial(_dump, known.newest, self._boot), sync=False)
        except Exception as error:  # noqa: BLE001 - the samples matter; this file only spares one interval after a restart
            _log.warning("series.counters_not_saved", shard=shard, error=str(error))

    def _load(self) -> Iterator[tuple[int, _Shard]]:
        if not self._folder.is_dir():
            return
        for shard in sorted({int(path.stem.partition("-")[2]) for path in self._folder.glob("counters-*")}):
            newest, base = self._read(self._path(shard, _NEWEST)), self._read(self._path(shard, _BASE))
            if newest is None:  # killed between the two files
                newest, base = base, None
            if newest is not None:
                yield shard, _Shard(Generations(newest, base or empty_state()))

    def _read(self, path: Path) -> CounterState | None:
        try:
            state, boot = _parse(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, struct.error) as error:
            _log.warning("series.counters_unreadable", path=str(path), error=str(error))
            path.unlink(missing_ok=True)
            return None
        return state if boot and boot == self._boot else state.without_monotonic()


def _last_slots(state: CounterState) -> Iterator[tuple[int, int]]:
    """Yield each device with the latest slot of its interfaces."""
    if not len(state):
        return
    devices, place = np.unique(state.device_id, return_inverse=True)
    latest = np.zeros(len(devices), dtype=np.int64)
    np.maximum.at(latest, place, state.slot_ms)
    yield from zip(devices.tolist(), latest.tolist(), strict=True)


def _dump(state: CounterState, boot: str, sink: BinaryIO) -> None:
    arrays = {"code": pa.array(state.code.astype(np.int32)), "monotonic_s": pa.array(state.monotonic_s)}
    arrays.update({name: pa.array(getattr(state, name)) for name in _INTEGERS})
    for row, name in enumerate(COUNTERS):
        arrays[name] = pa.array(state.counters[row], mask=~state.present[row])
    table = pa.table(arrays).replace_schema_metadata({"boot": boot})
    buffer = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    names = pa.record_batch([state.names], names=["name"])
    for part in (names, table):
        with pa.ipc.new_stream(buffer, part.schema, options=options) as writer:
            writer.write(part)
    body = buffer.getvalue()
    sink.write(body)
    sink.write(_CHECKSUM.pack(zlib.crc32(body)))


def _parse(content: bytes) -> tuple[CounterState, str]:
    """Read what ``_dump`` wrote. Raises ValueError, KeyError, OSError or struct.error when it is damaged."""
    body = memoryview(content)[: -_CHECKSUM.size]
    if _CHECKSUM.unpack(content[-_CHECKSUM.size :])[0] != zlib.crc32(body):
        raise ValueError("the checksum does not fit")
    source = pa.BufferReader(body)
    names = pa.ipc.open_stream(source).read_all()["name"].combine_chunks()
    table = pa.ipc.open_stream(source).read_all().combine_chunks()
    state = CounterState(
        names=names,
        code=table["code"].to_numpy().astype(np.int64),
        monotonic_s=table["monotonic_s"].to_numpy(),
        counters=np.stack([table[name].fill_null(0).to_numpy() for name in COUNTERS]),
        present=np.stack([table[name].is_valid().to_numpy() for name in COUNTERS]),
        **{name: table[name].to_numpy() for name in _INTEGERS},
    )
    return state, table.schema.metadata[b"boot"].decode()
